"""Meetings as an iCalendar file, read back by the libraries that calendars are made of."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Calendar

from fama_cli.meetings.closures import closed_days
from fama_cli.meetings.days import at_in, days
from fama_cli.meetings.exports.ics import YEAR, lost, write
from fama_cli.meetings.model import Attendance, Feature, Meeting, Welcome
from fama_cli.meetings.pattern import Every, Pattern, monthly, on_dates, weekly
from fama_cli.record import changed
from tests.meetings.made_rules import patterns

TODAY = date(2026, 11, 21)
LAST = TODAY + timedelta(days=YEAR)
NAMES = {"na": "Narcotics Anonymous"}
TUESDAYS = Meeting(
    fellowship="na",
    name="Tuesday Steps",
    pattern=weekly(1),
    at=1140,
    until=1230,
    attendance=Attendance.IN_PERSON,
    welcome=Welcome.MEMBERS_ONLY,
    yes=(Feature.STEP_FREE,),
    no=(Feature.HEARING_LOOP,),
    venue="St Mary's hall; rear",
    address="1 High Street",
    town="Leeds",
    postcode="LS1 4DY",
    latitude=53.8,
    longitude=-1.55,
    notes="Tea, coffee.\nAll are welcome.",
    website="https://example.org/tuesday",
    contacts=("Sam B 07700 900123",),
    updated="2026-10-01",
    checked_on="2026-11-01",
    source_id="17",
)


def made(*meetings: Meeting, today: date = TODAY) -> bytes:
    return write(meetings, key_of=lambda meeting: f"{meeting.name} {meeting.source_id}", today=today, names=NAMES)


def events(file: bytes) -> Any:
    return Calendar.from_ical(file).walk("VEVENT")


GOLDEN = """\
BEGIN:VEVENT
SUMMARY:Narcotics Anonymous: Tuesday Steps
DTSTART;TZID=Europe/London:20261124T190000
DTEND;TZID=Europe/London:20261124T203000
DTSTAMP:20261121T000000Z
UID:…
SEQUENCE:2516
RRULE:FREQ=WEEKLY;UNTIL=20271116T190000Z;BYDAY=TU
DESCRIPTION:Every Tuesday\\, 7pm to 8.30pm.\\nIn person.\\nMembers only: for people who have the problem\\, or think they may.\\nIt has\\, or is for: step-free.\\nIt does not have\\, or is not for: hearing loop.\\nNotes: Tea\\, coffee.\\nAll are welcome.\\nWebsite: https://example.org/tuesday\\nChecked on 2026-11-01.\\nLists go out of date. Make sure that it is on before anybody goes.
GEO:53.8;-1.55
LAST-MODIFIED:20261001T000000Z
LOCATION:St Mary's hall\\; rear\\, 1 High Street\\, Leeds\\, LS1 4DY
STATUS:CONFIRMED
TRANSP:TRANSPARENT
URL:https://example.org/tuesday
END:VEVENT
END:VCALENDAR
"""


def test_the_file_holds_this_and_nothing_else() -> None:
    lines = made(TUESDAYS).decode().replace("\r\n ", "").split("\r\n")
    event = lines[lines.index("BEGIN:VEVENT") :]

    assert "\n".join("UID:…" if line.startswith("UID:") else line for line in event) == GOLDEN
    assert lines[:7] == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//fama//meetings//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "BEGIN:VTIMEZONE", "TZID:Europe/London",
    ]  # fmt: skip


def test_nobody_is_named() -> None:
    assert [word for word in ("Sam", "07700", "900123") if word in made(TUESDAYS).decode()] == []


def test_it_keeps_to_the_format() -> None:
    file = made(changed(TUESDAYS, name="Café " * 30, notes="é" * 300 + "\nBEGIN:VALARM\r\nX:Y"))

    assert file.count(b"\r\n") == file.count(b"\n")
    assert max(len(line) for line in file.split(b"\r\n")) <= 75
    assert file.endswith(b"END:VCALENDAR\r\n")
    assert b"\nBEGIN:VALARM" not in file
    assert Calendar.from_ical(file).to_ical() == file


def test_the_same_makes_the_same_file_and_an_event_keeps_its_identity() -> None:
    now, later = events(made(TUESDAYS))[0], events(made(changed(TUESDAYS, at=1200), today=TODAY + timedelta(days=30)))[0]
    other = events(made(changed(TUESDAYS, source_id="18")))[0]

    assert made(TUESDAYS) == made(TUESDAYS)
    assert now["uid"] == later["uid"] != other["uid"]
    assert now["sequence"] < later["sequence"]


def of_the_other_library(file: bytes, zone: str) -> list[datetime]:
    clocks = ZoneInfo(zone)
    found = recurring_ical_events.of(Calendar.from_ical(file)).between(
        datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=clocks), datetime(2035, 1, 1, tzinfo=clocks)
    )
    return sorted(event["DTSTART"].dt for event in found)


CLOSED = ((), ("bank-holidays",), ("christmas", "easter"), ("2026-12-24", "2027-03-28", "bank-holidays"))


def test_the_days_in_the_file_are_those_of_the_pattern_without_those_that_are_closed() -> None:
    seen = shut = 0
    for number, pattern in enumerate(patterns(480, seed=7)):
        zone, at = ("Europe/London", "America/New_York")[number % 2], (1140, 90, 0, 1439)[number // 4 % 4]
        closed_on, nation = CLOSED[number // 16 % 4], ("LS1 4DY", "EH1 1YZ", "BT1 5GS")[number % 3]
        meeting = changed(TUESDAYS, pattern=pattern, at=at, zone=zone, closed_on=closed_on, postcode=nation)
        coming = list(days(pattern, TODAY, LAST))
        closed = closed_days(closed_on, {"L": "england", "E": "scotland", "B": "northern-ireland"}[nation[0]], TODAY, LAST)

        found = of_the_other_library(made(meeting), zone)

        assert [f"{moment:%Y-%m-%d}" for moment in found] == [day.isoformat() for day in coming if day not in closed], meeting
        assert [moment.timestamp() for moment in found] == [at_in(zone, day, at).timestamp() for day in coming if day not in closed]
        seen, shut = seen + len(found), shut + len(closed.intersection(coming))
    assert (seen > 3000, shut > 50) == (True, True)


@pytest.mark.parametrize(
    ("meeting", "lines"),
    [
        (changed(TUESDAYS, closed_on=("2026-11-24", "2026-12-08")), ["DTSTART;TZID=Europe/London:20261201T190000", "EXDATE;TZID=Europe/London:20261208T190000"]),
        (changed(TUESDAYS, pattern=monthly(4, -1), closed_on=("christmas",)), ["RRULE:FREQ=MONTHLY;UNTIL=20271029T180000Z;BYDAY=-1FR", "EXDATE;TZID=Europe/London:20261225T190000"]),
        (changed(TUESDAYS, pattern=Pattern(every=Every.WEEK, weekday=1, interval=2, starts=date(2026, 11, 3))), ["DTSTART;TZID=Europe/London:20261201T190000"]),
        (changed(TUESDAYS, pattern=on_dates(date(2026, 12, 24), date(2026, 12, 31))), ["DTSTART;TZID=Europe/London:20261224T190000", "RDATE;TZID=Europe/London:20261231T190000"]),
        (changed(TUESDAYS, until=None), ["DTSTART;TZID=Europe/London:20261124T190000"]),
        (changed(TUESDAYS, at=1380, until=30), ["DTEND;TZID=Europe/London:20261125T003000"]),
        (changed(TUESDAYS, at=None, until=None), ["DTSTART;VALUE=DATE:20261124", "RRULE:FREQ=WEEKLY;UNTIL=20271116;BYDAY=TU"]),
        (changed(TUESDAYS, at=None, until=None, closed_on=("2026-12-08",)), ["EXDATE;VALUE=DATE:20261208"]),
        (changed(TUESDAYS, zone="America/New_York"), ["TZID:America/New_York", "DTSTART;TZID=America/New_York:20261124T190000"]),
        (changed(TUESDAYS, paused=True), ["STATUS:CANCELLED", "SUMMARY:Not meeting at present: Narcotics Anonymous: Tuesday Steps"]),
        (changed(TUESDAYS, name="Leeds Narcotics Anonymous"), ["SUMMARY:Leeds Narcotics Anonymous"]),
        (changed(TUESDAYS, attendance=Attendance.ONLINE, online_url="https://example.org/join"), ["LOCATION:Online", "URL:https://example.org/join"]),
    ],
)  # fmt: skip
def test_what_a_meeting_becomes(meeting: Meeting, lines: list[str]) -> None:
    file = made(meeting).decode().replace("\r\n ", "").split("\r\n")

    assert [line for line in lines if line not in file] == []


def test_what_is_not_stated_is_not_written() -> None:
    bare = made(Meeting(fellowship="ca", name="Friday", pattern=weekly(4), at=1140)).decode()

    assert [name for name in ("DTEND", "LOCATION", "GEO", "URL", "LAST-MODIFIED", "EXDATE", "DURATION") if f"\n{name}" in bare] == []
    assert "not stated whether in person or online" in bare.replace("\r\n ", "").lower()


def test_a_place_that_is_only_the_area_has_no_spot_on_the_map() -> None:
    assert "GEO" not in made(changed(TUESDAYS, approximate=True)).decode()


@pytest.mark.parametrize(
    ("meeting", "why"),
    [
        (changed(TUESDAYS, pattern=None), "It is by arrangement, so it has no days"),
        (changed(TUESDAYS, pattern=Pattern(every=Every.WEEK, weekday=1, interval=2)), "Which week it is on is not stated"),
        (changed(TUESDAYS, pattern=changed(weekly(1), ends=date(2026, 11, 20))), "It has no day in the next 365 days"),
        (changed(TUESDAYS, pattern=on_dates(date(2026, 11, 20))), "It has no day in the next 365 days"),
        (changed(TUESDAYS, zone="Mars/Olympus"), "There are no clocks called `Mars/Olympus`"),
    ],
)
def test_a_meeting_without_days_that_are_known_is_left_out_and_told(meeting: Meeting, why: str) -> None:
    left_out = lost([TUESDAYS, meeting], key_of=lambda meeting: meeting.source_id, today=TODAY)

    assert [(each.key, each.meeting, each.why) for each in left_out] == [("17", meeting, why)]
    assert len(events(made(TUESDAYS, meeting))) == 1


def test_where_every_day_is_closed_nothing_is_on() -> None:
    meeting = changed(TUESDAYS, pattern=on_dates(date(2026, 12, 25)), closed_on=("christmas",))

    assert of_the_other_library(made(meeting), "Europe/London") == []


def test_a_year_of_100_meetings_takes_under_a_second() -> None:
    meetings = [
        changed(TUESDAYS, pattern=pattern, source_id=str(number), closed_on=("bank-holidays", "christmas"))
        for number, pattern in enumerate(patterns(100))
    ]
    made(*meetings[:2])

    began = time.process_time()
    file = made(*meetings)

    assert time.process_time() - began < 1
    assert len(events(file)) > 80
