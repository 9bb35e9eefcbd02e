"""The day, the time and the place in the words for a meeting."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fama_cli.practice.meeting import Meeting, meeting_in

TODAY = date(2026, 11, 21)  # a Saturday
TUESDAY, SATURDAY = 1, 5
SEVEN = time(19)


def meeting(
    weekday: int | None, day: str | None, at: time = SEVEN, until: time | None = None, place: str = "", *, weekly: bool = False
) -> Meeting:
    return Meeting(weekday=weekday, day=date.fromisoformat(day) if day else None, at=at, until=until, place=place, weekly=weekly)


EVERY_TUESDAY = meeting(TUESDAY, None, weekly=True)
ON_THE_24TH = meeting(TUESDAY, "2026-11-24")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Tuesday 7pm, St Mary's hall", meeting(TUESDAY, None, place="St Mary's hall", weekly=True)),
        ("Tue 24 Nov 19:30 online", meeting(TUESDAY, "2026-11-24", time(19, 30), place="online")),
        ("St Mary's hall on Tuesdays at 7pm", meeting(TUESDAY, None, place="St Mary's hall", weekly=True)),
        ("SMART at the library, Tues. 7 p.m.", meeting(TUESDAY, None, place="SMART at the library", weekly=True)),
        ("10am to 11.30am Saturday, library", meeting(SATURDAY, None, time(10), time(11, 30), "library", weekly=True)),
        ("every Tuesday evening 7pm in the hall", meeting(TUESDAY, None, place="the hall", weekly=True)),
        ("12 High Street, Tuesday 7pm", meeting(TUESDAY, None, place="12 High Street", weekly=True)),
        ("Tuesday 7pm - 12 High Street", meeting(TUESDAY, None, place="12 High Street", weekly=True)),
        ("Tuesday 7pm, room 12, 0300 123 6600", meeting(TUESDAY, None, place="room 12, 0300 123 6600", weekly=True)),
        ("  tuesday\t7PM\n", EVERY_TUESDAY),
    ],
)
def test_a_meeting_is_read_with_its_place(words: str, found: Meeting) -> None:
    assert meeting_in(words, today=TODAY) == found


@pytest.mark.parametrize(
    "named",
    [
        "24/11", "24/11/26", "24/11/2026", "24.11.2026", "24-11-26", "2026-11-24", "24 Nov", "24th November", "24 of November 2026",
        "24nov", "Nov 24", "November 24th 2026",
    ],
)  # fmt: skip
def test_a_date_can_be_written_in_many_ways(named: str) -> None:
    assert meeting_in(f"Tuesday {named}, 7pm", today=TODAY) == ON_THE_24TH
    assert meeting_in(f"{named} 7pm", today=TODAY) == meeting(None, "2026-11-24")


@pytest.mark.parametrize(
    ("clock", "at", "until"),
    [
        ("7pm", SEVEN, None),
        ("7.00 pm", SEVEN, None),
        ("19:00", SEVEN, None),
        ("19.30", time(19, 30), None),
        ("09:15", time(9, 15), None),
        ("noon", time(12), None),
        ("Midday", time(12), None),
        ("12pm", time(12), None),
        ("12am", time(0), None),
        ("7 to 8.30pm", SEVEN, time(20, 30)),
        ("7pm-8.30pm", SEVEN, time(20, 30)),
        ("19:00–20:30", SEVEN, time(20, 30)),
        ("11 to 1pm", time(11), time(13)),
        ("11am until noon", time(11), time(12)),
        ("noon to 1pm", time(12), time(13)),
        ("12 to 1pm", time(12), time(13)),
        ("10:30 - 12:30pm", time(10, 30), time(12, 30)),
        ("10pm to 12am", time(22), time(0)),
    ],
)
def test_a_time_can_be_written_in_many_ways(clock: str, at: time, until: time | None) -> None:
    assert meeting_in(f"Tuesday {clock}", today=TODAY) == meeting(TUESDAY, None, at, until, weekly=True)


@pytest.mark.parametrize("words", ["Tue 24 Nov 7pm weekly", "Tue 24 Nov, 7pm, every week", "each Tuesday 7pm from 24 Nov"])
def test_a_meeting_with_a_date_is_weekly_only_when_that_is_said(words: str) -> None:
    assert meeting_in(words, today=TODAY) == meeting(TUESDAY, "2026-11-24", weekly=True)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("tomorrow 7pm", meeting(None, "2026-11-22")),
        ("7pm tonight", meeting(None, "2026-11-21")),
        ("this Tuesday 7pm", ON_THE_24TH),
        ("this Saturday 7pm", meeting(SATURDAY, "2026-11-21")),
        ("20/11 7pm", meeting(None, "2027-11-20")),
        ("29 Feb 7pm", meeting(None, "2028-02-29")),
    ],
)
def test_a_day_is_reckoned_from_when_it_was_said(words: str, found: Meeting) -> None:
    assert meeting_in(words, today=TODAY) == found


def test_a_weekday_beside_the_time_is_the_one_that_is_meant() -> None:
    assert meeting_in("Tuesday 7pm, Sunday School", today=TODAY) == meeting(TUESDAY, None, place="Sunday School", weekly=True)


@pytest.mark.parametrize("place", ["Sun Inn", "May Street", "Friends' House (2nd floor)", "Room 5", "Wed-lock Lane", "Every Nation Church"])
def test_a_place_is_not_taken_for_a_day(place: str) -> None:
    assert meeting_in(f"Tuesday 7pm, {place}", today=TODAY) == meeting(TUESDAY, None, place=place, weekly=True)


@pytest.mark.parametrize(
    "words",
    [
        "", "online", "Tuesday", "7pm", "24/11", "Tuesday, St Mary's hall", "Zoom, evenings",
        "Tuesday 7", "Tuesday 7 o'clock", "Tuesday 7:30", "Tuesday 7.30", "Tuesday 7:30 to 21:00", "Tuesday 13pm", "Tuesday 25:00",
        "Tuesday 19:60", "19.11 Tuesday", "24.11 7pm",
        "next Tuesday 7pm", "Tuesday 25 Nov 7pm", "31 Nov 7pm", "24 Nov and 1 Dec 7pm",
        "Tuesday and Thursday 7pm", "Monday to Friday 7pm", "Tuesday 7pm or Thursday 8pm", "Tuesday 6.45pm for 7pm",
        "every other Tuesday 7pm", "first Tuesday of the month 7pm", "1st and 3rd Tuesday 7pm", "fortnightly, Tuesday 7pm",
        "every day 7pm",
    ],
)  # fmt: skip
def test_what_is_not_certain_is_not_guessed(words: str) -> None:
    assert meeting_in(words, today=TODAY) is None


PIECES = st.sampled_from(
    [
        "Tuesday",
        "Tue",
        "sun",
        "ſun",
        "Kat",
        "this",
        "next",
        "every",
        "weekly",
        "24",
        "Nov",
        "11",
        "31/11",
        "29/2",
        "2026-02-30",
        "0001-01-01",
        "9999-12-31",
        "24.11.26",
        "7pm",
        "7.30pm",
        "19:30",
        "noon",
        "-",
        "to",
        "until",
        "at",
        "on",
        ",",
        ";",
        "\n",
        "٣pm",
        "٢٤/١١",
        "tomorrow",
        "online",
        "1/2",
        "am",
        "st",
        "first",
        "of the month",
        ":",
        ".",
        "@",
    ]
)


@settings(max_examples=600, deadline=None, database=None)
@given(
    words=st.lists(PIECES, max_size=9).map(" ".join) | st.lists(PIECES, max_size=9).map("".join) | st.text(max_size=60),
    today=st.dates(),
)
def test_whatever_is_written_it_is_a_meeting_or_it_is_none(words: str, today: date) -> None:
    found = meeting_in(words, today=today)

    assert found is None or (
        (found.day is None or found.weekday in {None, found.day.weekday()})
        and (found.weekly or found.day is not None)
        and not (found.weekday is None and found.day is None)
        and "\n" not in found.place
    )


@settings(max_examples=300, deadline=None, database=None)
@given(
    day=st.dates(min_value=TODAY, max_value=date(2999, 12, 31)),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    place=st.sampled_from(["online", "St Mary's hall", "12 High Street"]),
)
def test_a_date_and_a_time_are_read_back_as_they_were(day: date, at: time, place: str) -> None:
    words = f"{day:%A} {day.isoformat()} {at:%H:%M}, {place}"

    assert meeting_in(words, today=TODAY) == Meeting(weekday=day.weekday(), day=day, at=at, until=None, place=place, weekly=False)
