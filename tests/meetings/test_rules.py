"""Patterns as iCalendar rules, and rules as patterns."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from fama_cli.meetings.days import days
from fama_cli.meetings.pattern import Every, Pattern, monthly, on_dates, weekly
from fama_cli.meetings.rules import pattern_of, patterns_of, rule_of
from fama_cli.record import changed
from tests.meetings.made_rules import patterns

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
NOV_3 = date(2026, 11, 3)  # a Tuesday
OTHER_TUESDAY = Pattern(every=Every.WEEK, weekday=TUE, interval=2)


@pytest.mark.parametrize(
    ("pattern", "rule"),
    [
        (weekly(TUE), "FREQ=WEEKLY;BYDAY=TU"),
        (OTHER_TUESDAY, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        (monthly(FRI, -1), "FREQ=MONTHLY;BYDAY=-1FR"),
        (monthly(MON, 1, 3), "FREQ=MONTHLY;BYDAY=1MO,3MO"),
        (Pattern(every=Every.MONTH_DAY, month_days=(15, -1), interval=3), "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15,-1"),
        (changed(weekly(SUN), ends=date(2026, 12, 24)), "FREQ=WEEKLY;BYDAY=SU;UNTIL=20261224"),
    ],
)
def test_a_rule_and_its_pattern(pattern: Pattern, rule: str) -> None:
    assert (rule_of(pattern), pattern_of(rule)) == (rule, pattern)


def test_named_dates_have_no_rule() -> None:
    assert rule_of(on_dates(NOV_3)) == ""


@pytest.mark.parametrize(
    ("rule", "starts", "pattern"),
    [
        ("RRULE:freq=weekly;byday=tu;", None, weekly(TUE)),
        ("FREQ=WEEKLY", NOV_3, changed(weekly(TUE), starts=NOV_3)),
        ("FREQ=MONTHLY;BYDAY=TU", None, weekly(TUE)),
        (
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
            NOV_3,
            Pattern(every=Every.MONTH, weekday=TUE, weeks=(1, 2, 3, 4, 5), interval=2, starts=NOV_3),
        ),
        ("FREQ=MONTHLY;BYDAY=+2TU", None, monthly(TUE, 2)),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1", None, monthly(TUE, -1)),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1,3", None, monthly(TUE, 1, 3)),
        ("FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=8,9,10,11,12,13,14", None, monthly(TUE, 2)),
        ("FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=-7,-6,-5,-4,-3,-2,-1", None, monthly(TUE, -1)),
        ("FREQ=MONTHLY", NOV_3, Pattern(every=Every.MONTH_DAY, month_days=(3,), starts=NOV_3)),
        ("FREQ=DAILY;BYDAY=SA", None, weekly(SAT)),
        ("FREQ=DAILY;INTERVAL=14", NOV_3, changed(OTHER_TUESDAY, starts=NOV_3)),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=3", NOV_3, changed(weekly(TUE), starts=NOV_3, ends=date(2026, 11, 17))),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=3", NOV_3, changed(OTHER_TUESDAY, starts=NOV_3, ends=date(2026, 12, 1))),
        # With weeks from Sunday, Tuesday 10 November is in the week after the one that Sunday 8 November begins: the same one.
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=SU", date(2026, 11, 8), changed(OTHER_TUESDAY, starts=date(2026, 11, 10))),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=MO", date(2026, 11, 8), changed(OTHER_TUESDAY, starts=date(2026, 11, 8))),
    ],
)
def test_rules_that_say_the_same_in_another_way(rule: str, starts: date | None, pattern: Pattern) -> None:
    assert pattern_of(rule, starts) == pattern


@pytest.mark.parametrize(
    ("rule", "at", "ends"),
    [
        ("UNTIL=20261224", 1140, date(2026, 12, 24)),
        ("UNTIL=20261224T190000Z", 1140, date(2026, 12, 24)),
        ("UNTIL=20261224T185959Z", 1140, date(2026, 12, 23)),
        ("UNTIL=20261224T000000Z", 1140, date(2026, 12, 23)),
        ("UNTIL=20261224T000000Z", None, date(2026, 12, 24)),
        ("UNTIL=20260623T233000Z", 30, date(2026, 6, 24)),
        ("UNTIL=20260624T190000", 1140, date(2026, 6, 24)),
    ],
)
def test_the_last_day_of_a_rule(rule: str, at: int | None, ends: date) -> None:
    assert pattern_of(f"FREQ=WEEKLY;BYDAY=TU;{rule}", at=at) == changed(weekly(TUE), ends=ends)


@pytest.mark.parametrize(
    ("rule", "starts", "number"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TU", None, 2),
        ("FREQ=WEEKLY;BYDAY=MO,TU;COUNT=3", NOV_3, 2),
        ("FREQ=DAILY", None, 7),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", None, 5),
        ("FREQ=MONTHLY;BYDAY=1MO,-1FR", None, 2),
    ],
)
def test_a_rule_that_takes_several_patterns(rule: str, starts: date | None, number: int) -> None:
    assert (len(patterns_of(rule, starts)), pattern_of(rule, starts)) == (number, None)


@pytest.mark.parametrize(
    "rule",
    [
        "", "WEEKLY", "FREQ=", "FREQ=HOURLY", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=1TU", "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=TU;BYMONTH=1", "FREQ=WEEKLY;BYDAY=TU;BYHOUR=9,10", "FREQ=WEEKLY;BYDAY=TU;INTERVAL=0", "FREQ=WEEKLY;BYDAY=TU;INTERVAL=x",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=3", "FREQ=WEEKLY;BYDAY=TU;COUNT=0", "FREQ=WEEKLY;BYDAY=TU;COUNT=3;UNTIL=20261224", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261324",
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=soon", "FREQ=WEEKLY;FREQ=MONTHLY;BYDAY=1TU", "FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=-2FR", "FREQ=MONTHLY;BYDAY=0FR",
        "FREQ=MONTHLY;BYDAY=6FR", "FREQ=MONTHLY;BYDAY=MO,1TU", "FREQ=MONTHLY;BYDAY=MO,1MO", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=1", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYMONTHDAY=-2", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;BYMONTHDAY=15;BYSETPOS=1",
        "FREQ=DAILY;INTERVAL=2", "FREQ=DAILY;INTERVAL=14", "FREQ=WEEKLY;BYDAY=TU;WKST=XX",
    ],
)  # fmt: skip
def test_a_rule_that_no_pattern_is_the_same_as(rule: str) -> None:
    assert patterns_of(rule) == ()


def test_whatever_a_pattern_is_comes_back_from_its_rule() -> None:
    made = [pattern for pattern in patterns(2000, seed=6) if pattern.every is not Every.NAMED]

    assert [pattern for pattern in made if pattern_of(rule_of(pattern), pattern.starts) != pattern] == []


PARTS = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(["DAILY", "WEEKLY", "MONTHLY"])},
    optional={
        "INTERVAL": st.sampled_from(["1", "2", "3", "7", "14"]),
        "BYDAY": st.lists(st.sampled_from(["MO", "TU", "FR", "SU", "1MO", "3MO", "-1FR", "5SU"]), min_size=1, max_size=3, unique=True).map(
            ",".join
        ),
        "BYMONTHDAY": st.sampled_from(["1", "15,31", "-1", "1,2,3,4,5,6,7", "-7,-6,-5,-4,-3,-2,-1"]),
        "BYSETPOS": st.sampled_from(["1", "-1", "2,4"]),
        "COUNT": st.sampled_from(["1", "5", "60"]),
        "UNTIL": st.sampled_from(["20270101", "20280101T000000Z"]),
        "WKST": st.sampled_from(["MO", "SU", "WE"]),
    },
)


@settings(max_examples=400, deadline=None, database=None)
@given(parts=PARTS, starts=st.dates(min_value=date(2025, 1, 1), max_value=date(2026, 12, 31)))
def test_a_rule_that_is_read_has_the_same_days_as_another_library_gives_it(parts: dict[str, str], starts: date) -> None:
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    last = date(2028, 1, 1)

    read = patterns_of(rule, starts, at=0)

    if read:
        theirs = rrulestr(rule.replace("T000000Z", ""), dtstart=_midnight(starts)).between(_midnight(starts), _midnight(last), inc=True)
        assert sorted({day for pattern in read for day in days(pattern, starts, last)}) == [moment.date() for moment in theirs], rule


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001  # it has no clocks here


@settings(max_examples=300, deadline=None, database=None)
@given(
    rule=st.text("FREQ=WEEKLYMONTHBYDAYUNTILCOUNT;,=-+0123456789TUFRZ", max_size=60) | st.text(max_size=40), starts=st.none() | st.dates()
)
def test_any_rule_is_read_or_not(rule: str, starts: date | None) -> None:
    for pattern in patterns_of(rule, starts):
        assert rule_of(pattern)
