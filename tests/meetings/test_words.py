"""Plain words for when a meeting takes place, in and out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fama_cli.meetings.days import days, week_is_known
from fama_cli.meetings.pattern import Every, Pattern, in_order, monthly, on_dates, weekly
from fama_cli.meetings.words import day_in_words, in_words, time_in_words
from fama_cli.meetings.words_read import When, pattern_in, patterns_in
from fama_cli.record import changed

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
OTHER_TUESDAY = Pattern(every=Every.WEEK, weekday=TUE, interval=2)
OTHER_WEDNESDAY = changed(OTHER_TUESDAY, weekday=WED)
NOV_3 = date(2026, 11, 3)  # a Tuesday


@pytest.mark.parametrize(
    ("words", "pattern", "at", "until"),
    [
        ("Tuesday 7pm", weekly(TUE), 1140, None),
        ("Tuesday", weekly(TUE), None, None),
        ("every Tuesday", weekly(TUE), None, None),
        ("Tuesdays 19:00", weekly(TUE), 1140, None),
        ("TUES 7PM", weekly(TUE), 1140, None),
        ("Wed. 7.30pm", weekly(WED), 1170, None),
        ("7pm on Tuesdays", weekly(TUE), 1140, None),
        ("Tuesday, 7pm, weekly", weekly(TUE), 1140, None),
        ("Tuesday @ 7pm (every week)", weekly(TUE), 1140, None),
        ("Tuesday 7pm to 8.30pm", weekly(TUE), 1140, 1230),
        ("Tuesday 7-8.30pm", weekly(TUE), 1140, 1230),
        ("Tuesday 11am to 1pm", weekly(TUE), 660, 780),
        ("Tuesday noon to 1pm", weekly(TUE), 720, 780),
        ("Tuesday 12 noon", weekly(TUE), 720, None),
        ("Tuesday from 7pm to 9pm", weekly(TUE), 1140, 1260),
        ("Saturday 11pm to midnight", weekly(SAT), 1380, 0),
        ("Saturday midnight", weekly(SAT), 0, None),
        ("Saturday 11.30pm to 12.30am", weekly(SAT), 1410, 30),
        ("Tuesday evenings at 7.30", weekly(TUE), 1170, None),
        ("Tuesday evening, 7.30 to 9", weekly(TUE), 1170, 1260),
        ("Sunday mornings 10", weekly(SUN), 600, None),
        ("Tuesday from 3 November 2026", changed(weekly(TUE), starts=NOV_3), None, None),
        ("Tuesday 7pm from 3 November 2026", changed(weekly(TUE), starts=NOV_3), 1140, None),
        (
            "Every Tuesday from Tuesday 3rd November 2026 until 5/1/2027",
            changed(weekly(TUE), starts=NOV_3, ends=date(2027, 1, 5)),
            None,
            None,
        ),
        ("Tuesdays until 5 January 2027, 7pm", changed(weekly(TUE), ends=date(2027, 1, 5)), 1140, None),
        ("last Friday of the month, 7.30pm to 9pm", monthly(FRI, -1), 1170, 1260),
        ("1st and 3rd Monday of the month", monthly(MON, 1, 3), None, None),
        ("1st & 3rd Mondays, 7pm", monthly(MON, 1, 3), 1140, None),
        ("first, third and fifth Monday of every month", monthly(MON, 1, 3, 5), None, None),
        ("the second Tuesday of each month", monthly(TUE, 2), None, None),
        ("every second Tuesday of the month", monthly(TUE, 2), None, None),
        ("every last Friday 7pm", monthly(FRI, -1), 1140, None),
        (
            "First Monday of every other month from 7 December 2026",
            Pattern(every=Every.MONTH, weekday=MON, weeks=(1,), interval=2, starts=date(2026, 12, 7)),
            None,
            None,
        ),
        ("every other Wednesday from 4 November 2026", changed(OTHER_WEDNESDAY, starts=date(2026, 11, 4)), None, None),
        ("fortnightly on Tuesdays from 2026-11-03", changed(OTHER_TUESDAY, starts=NOV_3), None, None),
        ("fortnightly from 3 November 2026", changed(OTHER_TUESDAY, starts=NOV_3), None, None),
        ("Tuesday 7pm, fortnightly, starting 3 November 2026", changed(OTHER_TUESDAY, starts=NOV_3), 1140, None),
        ("alternate Wednesdays", OTHER_WEDNESDAY, None, None),
        ("every two weeks on Tuesday", OTHER_TUESDAY, None, None),
        ("every second week, Tuesday", OTHER_TUESDAY, None, None),
        ("every 3 weeks on Tuesday from 3 November 2026", changed(OTHER_TUESDAY, interval=3, starts=NOV_3), None, None),
        ("15th of every month", Pattern(every=Every.MONTH_DAY, month_days=(15,)), None, None),
        ("1st and 15th of the month, 7pm", Pattern(every=Every.MONTH_DAY, month_days=(1, 15)), 1140, None),
        ("the last day of the month", Pattern(every=Every.MONTH_DAY, month_days=(-1,)), None, None),
        ("the 15th and the last day of the month", Pattern(every=Every.MONTH_DAY, month_days=(15, -1)), None, None),
        ("24 December 2026", on_dates(date(2026, 12, 24)), None, None),
        ("Thursday 24 December 2026, 7pm", on_dates(date(2026, 12, 24)), 1140, None),
        ("December 24, 2026", on_dates(date(2026, 12, 24)), None, None),
        ("24/12/26", on_dates(date(2026, 12, 24)), None, None),
        ("2026-12-31 and 2026-12-24", on_dates(date(2026, 12, 24), date(2026, 12, 31)), None, None),
        ("24th and 31st December 2026", on_dates(date(2026, 12, 24), date(2026, 12, 31)), None, None),
        ("by arrangement", None, None, None),
        ("By appointment", None, None, None),
        ("By arrangement, 7pm", None, 1140, None),
    ],
)
def test_these_words_are_one_meeting(words: str, pattern: Pattern | None, at: int | None, until: int | None) -> None:
    assert pattern_in(words) == When(pattern=pattern, at=at, until=until)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Tuesdays and Thursdays", ["Every Tuesday", "Every Thursday"]),
        ("Tuesdays and Thursdays, 7pm", ["Every Tuesday, 7pm", "Every Thursday, 7pm"]),
        ("Mon/Wed/Fri 12.30pm", ["Every Monday, 12.30pm", "Every Wednesday, 12.30pm", "Every Friday, 12.30pm"]),
        ("Mondays 1pm, Tuesdays and Fridays 7pm", ["Every Monday, 1pm", "Every Tuesday, 7pm", "Every Friday, 7pm"]),
        ("Tuesday mornings at 10, Thursday evenings at 7.30", ["Every Tuesday, 10am", "Every Thursday, 7.30pm"]),
        ("7pm Tuesday, 8pm Thursday", ["Every Tuesday, 7pm", "Every Thursday, 8pm"]),
        ("Tuesday 7pm; every other Thursday 8pm", ["Every Tuesday, 7pm", "Every other Thursday, 8pm"]),
        ("Tuesday 7pm fortnightly, Thursday 8pm", ["Every other Tuesday, 7pm", "Every Thursday, 8pm"]),
        ("Tuesday 7pm\nThursday 8pm", ["Every Tuesday, 7pm", "Every Thursday, 8pm"]),
        ("Tuesday 1pm and 7pm", ["Every Tuesday, 1pm", "Every Tuesday, 7pm"]),
        ("1st Monday and 3rd Thursday of the month, 7pm", ["The first Monday of the month, 7pm", "The third Thursday of the month, 7pm"]),
        ("Mon-Fri 1pm", [f"Every {day}, 1pm" for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")]),
        ("weekdays", [f"Every {day}" for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")]),
        ("Saturday to Monday", ["Every Saturday", "Every Sunday", "Every Monday"]),
        ("weekends 10am", ["Every Saturday, 10am", "Every Sunday, 10am"]),
        ("daily at noon", [f"Every {day}, noon" for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")]),
    ],
)
def test_these_words_are_several_meetings(words: str, said: list[str]) -> None:
    assert [in_words(when.pattern, when.at, when.until) for when in patterns_in(words)] == said
    alone = pattern_in(words)
    assert alone is not None
    assert alone.problem == f"These words name {len(said)} meetings, and one was expected"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("monthly", "It does not say which week of the month"),
        ("Tuesday, monthly", "It does not say which week of the month"),
        ("Tuesdays once a month", "It does not say which week of the month"),
        ("fortnightly", "It does not say which day of the week"),
        ("7pm", "It does not say which day"),
        ("7.30", '"7.30" may be the morning or the evening'),
        ("Tuesday 7.30", '"7.30" may be the morning or the evening'),
        ("Tuesday 7", '"7" may be the morning or the evening'),
        ("Friday night 12", '"12" may be the morning or the evening'),
        ("Friday morning 7pm", '"7pm" is not in the morning'),
        ("Tuesday 7pm to 9", 'It is not certain when "7pm to 9" ends'),
        ("Tuesday between 7pm and 9pm", '"between" could not be read as a day or a time'),
        ("Tuesday 7pm, not on bank holidays", '"not on bank holidays" could not be read as a day or a time'),
        ("Tuesday 7pm, St Mary's hall", '"St Mary\'s hall" could not be read as a day or a time'),
        ("every day except Sunday", '"except" could not be read as a day or a time'),
        ("biweekly on Tuesday", '"biweekly" may mean two things'),
        ("every second Tuesday", 'It is not certain whether "Tuesday" is once a month, or every 2 weeks'),
        ("every third Tuesday", 'It is not certain whether "Tuesday" is once a month, or every 3 weeks'),
        ("every other Tuesday and Thursday", "It is not certain which weeks these are"),
        (
            "every other Tuesday from 4 November 2026",
            "The day that it starts is not one of its days, so it is not certain which it counts from",
        ),
        ("first Monday and Tuesday of the month", '"Tuesday" may be every week, or only some weeks of the month'),
        ("Tuesday, 1st and 3rd of the month", "It is not certain which days of the month these are"),
        ("Friday 7pm, last of the month", "It is not certain which days of the month these are"),
        ("15th Tuesday", 'It is not certain which days of the month "Tuesday" is'),
        ("32nd of the month", "A month has 31 days at most"),
        ("24 December", '"24 December" does not say which year'),
        ("30 February 2026", '"30 February 2026" is not in the calendar'),
        ("Wednesday 24 December 2026", "The day of the week and the date are not the same day"),
        ("Tuesdays from Wednesday 3 November 2026", "The day of the week and the date are not the same day"),
        ("Tuesday morning and Thursday evening 7.30", "It is not certain which day is in the morning and which in the evening"),
        ("every Thursday, 24 December 2026", "It is not certain whether it is on the dates alone, or comes round again"),
        ("Tuesdays from 3 November 2026 until 1 November 2026", "It ends before it starts"),
        ("Tuesday 7pm or by arrangement", '"or" could not be read as a day or a time'),
        ("Tuesday 7pm, by arrangement", "It is not certain whether it has a day, or is by arrangement"),
        ("x" * 501, "That is too long to be a day and a time"),
    ],
)
def test_what_is_not_certain_is_told_and_not_guessed(words: str, problem: str) -> None:
    assert patterns_in(words) == (When(problem=problem),)


@pytest.mark.parametrize("words", ["", "   ", "St Mary's hall", "Sunshine Centre", "First Step day centre", "Monument Road", "the", "?"])
def test_words_that_say_nothing_of_when_are_no_meeting(words: str) -> None:
    assert (patterns_in(words), pattern_in(words)) == ((), None)


@pytest.mark.parametrize(
    ("pattern", "at", "until", "words"),
    [
        (weekly(TUE), 1140, 1230, "Every Tuesday, 7pm to 8.30pm"),
        (weekly(TUE), None, None, "Every Tuesday"),
        (weekly(TUE), 0, 60, "Every Tuesday, midnight to 1am"),
        (weekly(TUE), 660, 720, "Every Tuesday, 11am to noon"),
        (weekly(TUE), 725, 725, "Every Tuesday, 12.05pm"),
        (monthly(FRI, -1), 1170, 1260, "The last Friday of the month, 7.30pm to 9pm"),
        (monthly(MON, 3, 1), None, None, "The first and third Monday of the month"),
        (monthly(MON, -1, 1, 3), None, None, "The first, third and last Monday of the month"),
        (changed(OTHER_TUESDAY, starts=NOV_3), None, None, "Every other Tuesday from 3 November 2026"),
        (changed(OTHER_TUESDAY, starts=date(2026, 11, 4)), None, None, "Every other Tuesday from 17 November 2026"),
        (OTHER_TUESDAY, None, None, "Every other Tuesday"),
        (changed(OTHER_TUESDAY, interval=3), None, None, "Every 3 weeks on Tuesday"),
        (Pattern(every=Every.MONTH_DAY, month_days=(1, 2, 3, 11, 22)), None, None, "The 1st, 2nd, 3rd, 11th and 22nd of the month"),
        (Pattern(every=Every.MONTH_DAY, month_days=(15, -1)), None, None, "The 15th and the last day of the month"),
        (Pattern(every=Every.MONTH_DAY, month_days=(-1,), interval=2), None, None, "The last day of every other month"),
        (on_dates(date(2026, 12, 24), date(2026, 12, 31)), 600, None, "24 December 2026 and 31 December 2026, 10am"),
        (None, None, None, "By arrangement"),
    ],
)
def test_a_pattern_in_words(pattern: Pattern | None, at: int | None, until: int | None, words: str) -> None:
    assert in_words(pattern, at, until) == words


def test_a_time_and_a_day_in_words() -> None:
    assert [time_in_words(at) for at in (0, 1, 60, 719, 720, 721, 780, 1439)] == [
        "midnight",
        "12.01am",
        "1am",
        "11.59am",
        "noon",
        "12.01pm",
        "1pm",
        "11.59pm",
    ]
    assert day_in_words(date(2026, 12, 3)) == "3 December 2026"


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1))
MAYBE = st.none() | DAYS
INTERVALS = st.integers(1, 14)
PATTERNS = st.one_of(
    st.builds(Pattern, every=st.just(Every.WEEK), weekday=st.integers(0, 6), interval=INTERVALS, starts=MAYBE),
    st.builds(
        Pattern,
        every=st.just(Every.MONTH),
        weekday=st.integers(0, 6),
        weeks=st.sets(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1).map(lambda each: in_order(tuple(each))),
        interval=INTERVALS,
        starts=MAYBE,
    ),
    st.builds(
        Pattern,
        every=st.just(Every.MONTH_DAY),
        month_days=st.sets(st.sampled_from([*range(1, 32), -1]), min_size=1).map(lambda each: in_order(tuple(each))),
        interval=INTERVALS,
        starts=MAYBE,
    ),
    st.builds(Pattern, every=st.just(Every.NAMED), dates=st.sets(DAYS, min_size=1, max_size=5).map(lambda each: tuple(sorted(each)))),
)
MINUTES = st.none() | st.integers(0, 1439)


@settings(max_examples=500, deadline=None, database=None)
@given(pattern=PATTERNS, at=MINUTES, until=MINUTES, lasts=st.none() | st.integers(0, 4000))
def test_everything_it_says_it_reads_to_the_same(pattern: Pattern, at: int | None, until: int | None, lasts: int | None) -> None:
    if lasts is not None and pattern.every is not Every.NAMED:
        pattern = changed(pattern, ends=(pattern.starts or date(2026, 1, 1)) + timedelta(days=lasts + 5000))

    words = in_words(pattern, at, until)
    read = pattern_in(words)

    assert read is not None
    assert (read.problem, read.at, read.until) == ("", at, until if until != at and at is not None else None), words
    assert read.pattern is not None
    if pattern.interval == 1 or pattern.starts is None:
        assert read.pattern == pattern, words
    else:
        # It says the first day there is, where the pattern may count from the week before it.
        span = (pattern.starts, pattern.starts + timedelta(days=6000))
        assert list(days(read.pattern, *span)) == list(days(pattern, *span)), words
        assert week_is_known(read.pattern)


@settings(max_examples=500, deadline=None, database=None)
@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [
                "every",
                "other",
                "tuesday",
                "mon-fri",
                "1st",
                "last",
                "day",
                "of",
                "the",
                "month",
                "from",
                "to",
                "until",
                "3",
                "november",
                "2026",
                "7pm",
                "7.30",
                "-",
                "and",
                ",",
                ";",
                "noon",
                "midnight",
                "fortnightly",
                "every",
                "99",
                "0",
                "31/12/2026",
                "99/99/9999",
            ]
        ),
        max_size=10,
    ).map(" ".join)
)
def test_any_words_are_read_or_told(words: str) -> None:
    for when in patterns_in(words):
        assert (when.problem != "") == (when == When(problem=when.problem) and when.problem != "")
        in_words(when.pattern, when.at, when.until)
