"""A meeting from a list in words: what is kept, and what a calendar reads in it."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fama_cli.catalogue.load import load_practice
from fama_cli.cli.meeting_words import can_be_chosen, words_of
from fama_cli.meetings.index.query import Query
from fama_cli.meetings.index.search import Hit, of_key, search
from fama_cli.meetings.index.sources import stored
from fama_cli.meetings.listed import listed_meeting
from fama_cli.meetings.model import UK_CLOCKS, Attendance, Meeting
from fama_cli.meetings.pattern import Every, Pattern, monthly, on_dates, weekly
from fama_cli.practice.model import StepKind
from fama_cli.practice.planned import planned
from fama_cli.practice.walk import Answer, State, understood
from fama_cli.record import changed
from fama_cli.records.calendar import Entry, NothingForCalendar, entries_of
from tests.meetings.indexed import put
from tests.meetings.made_up import meetings
from tests.practice.scripts import step
from tests.records.made_up import contact

TODAY = date(2026, 11, 21)
"""A Saturday."""
SHIPPED = load_practice()
STEP = step("meeting", StepKind.CHOOSE_MEETING, plan="My first meeting: {answer}.")
NAMES = {"na": "Narcotics Anonymous UK", "aa": "Alcoholics Anonymous (Great Britain)"}
TUESDAY = 1
SOON = date(2026, 11, 24)
HALF_7, NINE = 19 * 60 + 30, 21 * 60
HALL = Meeting(
    fellowship="na", name="Just for Today", pattern=weekly(TUESDAY), at=HALF_7, until=NINE, venue="St Mary's Hall", address="High Street",
    town="Leeds", postcode="LS1 4DY",
)  # fmt: skip
PLACE = "St Mary's Hall, High Street, Leeds, LS1 4DY"


def hits(*listed: Meeting, today: date = TODAY, now: int | None = None) -> tuple[Hit, ...]:
    with tempfile.TemporaryDirectory() as folder:
        put(Path(folder) / "index", listed, today=today)
        return search(Path(folder) / "index", Query(today=today, now=now)).hits


def named(meeting: Meeting) -> Hit:
    with tempfile.TemporaryDirectory() as folder:
        put(Path(folder) / "index", [meeting], today=TODAY)
        (stored_one,) = stored(Path(folder) / "index")
        return of_key(Path(folder) / "index", stored_one.key, Query(today=TODAY))


def in_words(hit: Hit, today: date = TODAY) -> str:
    return words_of(hit, listed_meeting(hit, today=today, limit=6, names=NAMES), today=today)


def read(words: str, today: date = TODAY, said_on: date | None = None) -> Entry | None:
    """The meeting in a client's calendar; None where no day or time is read, or none is to come."""
    try:
        (entry,) = entries_of(SHIPPED, [contact("stage-2", (said_on or today).isoformat(), {"meeting": words})], today=today)
    except NothingForCalendar:
        return None
    return entry


WHO = "(“Just for Today”, Narcotics Anonymous UK)"
FORTNIGHTLY = Pattern(every=Every.WEEK, weekday=TUESDAY, interval=2)


@pytest.mark.parametrize(
    ("fields", "when"),
    [
        ({}, "Tuesday 7.30pm to 9pm"),
        ({"until": None}, "Tuesday 7.30pm"),
        ({"at": 0, "until": 60}, "Tuesday 12am to 1am (midnight)"),
        ({"until": 0}, "Tuesday 7.30pm to 12am (midnight)"),
        ({"at": 720, "until": 780}, "Tuesday noon to 1pm"),
        ({"at": None, "until": None}, "Tuesday"),
        ({"closed_on": ("2026-11-24",)}, "every Tuesday 7.30pm to 9pm from 1 December 2026"),
        ({"pattern": changed(weekly(TUESDAY), starts=date(2026, 12, 9))}, "every Tuesday 7.30pm to 9pm from 15 December 2026"),
        ({"pattern": changed(weekly(TUESDAY), ends=date(2026, 12, 9))}, "Tuesday 24 November 2026 7.30pm to 9pm"),
        ({"pattern": monthly(TUESDAY, -1)}, "Tuesday 24 November 2026 7.30pm to 9pm"),
        ({"pattern": monthly(TUESDAY, 1, 3)}, "Tuesday 1 December 2026 7.30pm to 9pm"),
        ({"pattern": Pattern(every=Every.MONTH_DAY, month_days=(-1,))}, "Monday 30 November 2026 7.30pm to 9pm"),
        ({"pattern": changed(FORTNIGHTLY, starts=SOON)}, "Tuesday 24 November 2026 7.30pm to 9pm"),
        ({"pattern": FORTNIGHTLY}, "Every other Tuesday 7.30pm to 9pm"),
        ({"pattern": on_dates(date(2026, 12, 24), date(2027, 1, 1))}, "Thursday 24 December 2026 7.30pm to 9pm"),
        ({"pattern": None}, "By arrangement 7.30pm to 9pm"),
        ({"pattern": None, "at": None, "until": None}, "By arrangement"),
        ({"zone": "America/New_York"}, "Wednesday 25 November 2026 12.30am to 2am"),
    ],
)  # fmt: skip
def test_when_it_is_next_is_said_so_that_it_can_be_read(fields: dict[str, object], when: str) -> None:
    (hit,) = hits(changed(HALL, **fields))

    assert in_words(hit) == f"{when}, {PLACE} {WHO}"


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({}, f", {PLACE} {WHO}"),
        ({"attendance": Attendance.HYBRID}, f", {PLACE}, or online {WHO}"),
        ({"attendance": Attendance.ONLINE}, f", online {WHO}"),
        ({"venue": "", "address": "", "town": "", "postcode": ""}, f" {WHO}"),
        ({"venue": "", "address": "", "town": "", "postcode": "", "online_url": "https://zoom.us/j/83412345678"}, f", online {WHO}"),
        ({"name": "Women, Sunday 6pm (Noon)"}, f", {PLACE} (“Women, Sunday 6pm (Noon)”, Narcotics Anonymous UK)"),
        ({"name": "Ann’s “Big” Book"}, f", {PLACE} (“Ann’s ‘Big’ Book”, Narcotics Anonymous UK)"),
        ({"name": "Narcotics Anonymous UK"}, f", {PLACE} (“Narcotics Anonymous UK”)"),
        ({"fellowship": "aa"}, f", {PLACE} (“Just for Today”, Alcoholics Anonymous)"),
    ],
)
def test_the_place_and_who_holds_it_come_after(fields: dict[str, object], where: str) -> None:
    (hit,) = hits(changed(HALL, **fields))
    words = in_words(hit)

    assert words == f"Tuesday 7.30pm to 9pm{where}"
    entry = read(words)
    place = where.partition(" (“")[0].removeprefix(", ")
    assert entry == Entry(on=SOON, at=time(19, 30), until=time(21), place=place, weekly=True)


@pytest.mark.parametrize(
    "named",
    [
        "Just for Today", "Monthly speaker", "First Tuesday of the month", "Noon Group", "7pm group", "24/7", "2 meetings, 6pm and 8pm",
        "Sunday, Monday, Tuesday", "Every other Friday", "(Closed) (Women)", "Tomorrow (Monday 3 May, 9am)", ")", "(",
    ],
)  # fmt: skip
def test_days_and_times_in_names_and_places_confuse_nothing(named: str) -> None:
    (hit,) = hits(changed(HALL, name=named, venue=named, address="12 May Street"))

    entry = read(in_words(hit))

    assert entry == Entry(on=SOON, at=time(19, 30), until=time(21), place=f"{named}, 12 May Street, Leeds, LS1 4DY", weekly=True)


def test_what_a_person_typed_is_read_as_before() -> None:
    # Curly quotes, but no name of a group after a place: all of it is read.
    assert read("Tuesday 7pm, hall (every other week)") is None
    assert read("Hall (Tuesday 7pm)") == Entry(on=SOON, at=time(19), place="Hall ( )", weekly=True)


def test_a_meeting_that_is_over_for_today_is_next_week() -> None:
    (hit,) = hits(HALL, today=SOON, now=NINE)

    words = in_words(hit, SOON)

    assert words.startswith("every Tuesday 7.30pm to 9pm from 1 December 2026, ")
    assert read(words, SOON) == Entry(on=date(2026, 12, 1), at=time(19, 30), until=time(21), place=PLACE, weekly=True)


@pytest.mark.parametrize(
    ("pattern", "can"),
    [
        (weekly(TUESDAY), True),
        (None, True),
        (FORTNIGHTLY, True),
        (changed(weekly(TUESDAY), ends=date(2026, 11, 17)), False),
        (on_dates(date(2026, 11, 20)), False),
    ],
)
def test_what_is_over_cannot_be_chosen(pattern: Pattern | None, can: bool) -> None:
    meeting = changed(HALL, pattern=pattern)
    found = hits(meeting)

    assert len(found) == int(can)
    # One that is named by its id is not searched for.
    assert can_be_chosen(named(meeting)) is can


def test_a_plan_prints_it_as_one_sentence() -> None:
    (hit,) = hits(HALL)

    line = planned(STEP, Answer(state=State.ANSWERED, values=(in_words(hit),)))

    assert line is not None
    assert line.says == f"My first meeting: Tuesday 7.30pm to 9pm, {PLACE} {WHO}."


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    st.lists(meetings(), min_size=1, max_size=8),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.none() | st.integers(0, 1439),
    st.integers(0, 20),
)
def test_whatever_is_chosen_is_read_as_its_next_time(listed: list[Meeting], today: date, now: int | None, days_before: int) -> None:
    for hit in hits(*listed, today=today, now=now):
        words = in_words(hit, today)
        assert understood(STEP, words, today=today) == Answer(state=State.ANSWERED, values=(words,)), words

        # The contact may be written up some days later, and the meeting be looked for then.
        entry = read(words, today, today - timedelta(days=days_before))

        if hit.next_on is None or hit.next_at is None:
            assert entry is None, words
            continue
        assert entry is not None, words
        pattern = hit.meeting.pattern
        assert pattern is not None
        every_week = pattern.every is Every.WEEK and pattern.interval == 1 and pattern.ends is None and hit.meeting.zone == UK_CLOCKS
        assert (entry.on, entry.at, entry.weekly) == (hit.next_on, hit.next_at.time(), every_week), words
        assert entry.until == expected_end(hit), words


def expected_end(hit: Hit) -> time | None:
    """As long after its beginning as its list says, on UK clocks."""
    meeting, starts = hit.meeting, hit.next_at
    assert starts is not None
    if meeting.until is None or meeting.at is None or meeting.until == meeting.at:
        return None
    if meeting.zone == UK_CLOCKS:
        return time(meeting.until // 60, meeting.until % 60)
    there = ZoneInfo(meeting.zone)
    begins = starts.replace(tzinfo=ZoneInfo(UK_CLOCKS)).astimezone(there)
    day = begins.date() + timedelta(days=meeting.until < meeting.at)
    ends = datetime(day.year, day.month, day.day, meeting.until // 60, meeting.until % 60, tzinfo=there)
    return ends.astimezone(ZoneInfo(UK_CLOCKS)).time()
