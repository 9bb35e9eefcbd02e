"""A calendar of what is to come, which says nothing of what it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from fama_cli.casebook.model import Contact
from fama_cli.catalogue.load import load_practice
from fama_cli.record import changed
from fama_cli.records.calendar import Entry, NothingForCalendar, calendar_of, entries_of
from tests.records.made_up import contact

TODAY = date(2026, 11, 21)  # a Saturday
SHIPPED = load_practice()


def stage_2(*, on: str = "2026-11-18", id: int = 1, **said: str) -> Contact:
    return contact("stage-2", on, said, id=id)


def made(*contacts: Contact, today: date = TODAY, title: str = "Appointment", meeting: str = "", with_place: bool = False) -> bytes:
    return calendar_of(SHIPPED, contacts, today=today, title=title, meeting=meeting, with_place=with_place)


def events(file: bytes) -> Any:
    """Read back by the library that wrote it. Its types allow any value anywhere."""
    return Calendar.from_ical(file).walk("VEVENT")


WEEKLY = stage_2(meeting="Tuesday 7pm to 8.30pm, St Mary's hall", speak_after="2026-11-27")


def test_a_weekly_meeting_and_the_day_to_speak_are_told() -> None:
    assert entries_of(SHIPPED, [WEEKLY], today=TODAY) == (
        Entry(on=date(2026, 11, 24), at=time(19), until=time(20, 30), place="St Mary's hall", weekly=True),
        Entry(on=date(2026, 11, 27)),
    )


GOLDEN = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Appointments//EN
CALSCALE:GREGORIAN
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Appointment
DTSTART;TZID=Europe/London:20261124T190000
DTEND;TZID=Europe/London:20261124T203000
DTSTAMP:20261121T000000Z
UID:…
RRULE:FREQ=WEEKLY
CLASS:PRIVATE
END:VEVENT
BEGIN:VEVENT
SUMMARY:Appointment
DTSTART;VALUE=DATE:20261127
DTSTAMP:20261121T000000Z
UID:…
CLASS:PRIVATE
END:VEVENT
END:VCALENDAR
"""


def test_the_file_holds_this_and_nothing_else() -> None:
    lines = made(WEEKLY).decode().split("\r\n")

    assert "\n".join("UID:…" if line.startswith("UID:") else line for line in lines) == GOLDEN


def test_nothing_in_the_file_says_what_it_is_for_or_whose_it_is() -> None:
    file = made(changed(WEEKLY, reference="K-0412", worker="QX")).decode()

    assert [word for word in ("0412", "QX", "fama", "St Mary", "group", "meeting", "keyworker") if word.lower() in file.lower()] == []


def test_the_same_makes_the_same_file() -> None:
    assert made(WEEKLY) == made(WEEKLY)


def test_a_weekly_meeting_keeps_its_identity_from_week_to_week() -> None:
    now, later = events(made(WEEKLY))[0], events(made(WEEKLY, today=TODAY + timedelta(days=21)))[0]

    assert (now["uid"], later["dtstart"].dt.date()) == (later["uid"], date(2026, 12, 15))


def test_each_entry_has_an_identity_of_its_own() -> None:
    identities = [event["uid"] for event in events(made(WEEKLY, stage_2(on="2026-11-19", meeting="24 Nov 7pm", speak_after="2026-11-28")))]

    assert len(identities) == len(set(identities)) == 2


@pytest.mark.parametrize(("day", "utc"), [("2027-03-23", 19), ("2027-03-30", 18), ("2027-10-26", 18), ("2027-11-02", 19)])
def test_a_weekly_meeting_stays_at_7_when_the_clocks_change(day: str, utc: int) -> None:
    event = events(made(WEEKLY))[0]
    start = event["dtstart"].dt

    times = rrulestr(event["rrule"].to_ical().decode(), dtstart=start.replace(tzinfo=None))
    (there,) = times.between(datetime.fromisoformat(day), datetime.fromisoformat(day) + timedelta(days=1))
    seen = there.replace(tzinfo=start.tzinfo)

    assert (seen.hour, seen.astimezone(UTC).hour) == (19, utc)


@pytest.mark.parametrize(("day", "offset"), [("2027-03-27", 0), ("2027-03-28", 1), ("2027-10-30", 1), ("2027-10-31", 0)])
def test_the_rule_in_the_file_is_that_of_the_clocks_of_the_uk(day: str, offset: int) -> None:
    zone: Any
    (zone,) = Calendar.from_ical(made(WEEKLY)).walk("VTIMEZONE")
    noon = datetime.fromisoformat(f"{day}T12:00")

    starts = {
        rrulestr(part["rrule"].to_ical().decode(), dtstart=part["dtstart"].dt).before(noon): part["tzoffsetto"].td
        for part in zone.subcomponents
    }

    assert starts[max(starts)] == timedelta(hours=offset)


def test_the_file_keeps_to_the_format() -> None:
    file = made(
        stage_2(meeting=f"Tue 24 Nov 19:30, Room 1; {'the café by the old mill ' * 8}"), title=f"Cup of tea, {'é' * 80}", with_place=True
    )

    assert file.count(b"\r\n") == file.count(b"\n")
    assert file.endswith(b"\r\n")
    assert max(len(line) for line in file.split(b"\r\n")) <= 75
    (event,) = events(file)
    assert event["location"] == f"Room 1, {'the café by the old mill ' * 8}".strip()
    assert event["summary"] == f"Cup of tea, {'é' * 80}"
    assert Calendar.from_ical(file).to_ical() == file


def test_a_title_cannot_add_a_line() -> None:
    file = made(WEEKLY, title="Tea\r\nBEGIN:VALARM\nX:Y")

    assert [event["summary"].splitlines() for event in events(file)] == [["Tea", "BEGIN:VALARM", "X:Y"]] * 2
    assert b"\nBEGIN:VALARM" not in file


def test_the_place_is_told_only_when_it_is_asked_for() -> None:
    (with_it, _), (without, _) = events(made(WEEKLY, with_place=True)), events(made(WEEKLY))

    assert (with_it["location"], without.get("location")) == ("St Mary's hall", None)


@pytest.mark.parametrize(
    ("words", "on", "entry"),
    [
        ("Tuesday 7pm", "2026-11-24", Entry(on=date(2026, 11, 24), at=time(19), weekly=True)),
        ("Saturday 7pm", "2026-11-18", Entry(on=date(2026, 11, 21), at=time(19), weekly=True)),
        ("Tue 17 Nov 7pm weekly", "2026-11-10", Entry(on=date(2026, 11, 24), at=time(19), weekly=True)),
        ("17 Nov 7pm, every week", "2026-11-10", Entry(on=date(2026, 11, 24), at=time(19), weekly=True)),
        ("1 Dec 7pm weekly", "2026-11-10", Entry(on=date(2026, 12, 1), at=time(19), weekly=True)),
        ("1 Dec 7pm", "2026-11-10", Entry(on=date(2026, 12, 1), at=time(19))),
        ("21 Nov 7pm", "2026-11-10", Entry(on=date(2026, 11, 21), at=time(19))),
    ],
)
def test_a_meeting_is_reckoned_from_the_day_of_the_contact_and_told_from_today(words: str, on: str, entry: Entry) -> None:
    assert entries_of(SHIPPED, [stage_2(on=on, meeting=words)], today=TODAY) == (entry,)


def test_a_meeting_past_midnight_ends_the_next_day() -> None:
    (event,) = events(made(stage_2(meeting="Tuesday 10pm to 12am")))

    assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=2)


def test_the_latest_words_for_a_meeting_count() -> None:
    found = entries_of(SHIPPED, [contact("intensive-referral", "2026-11-19", meeting="Friday 1pm"), WEEKLY], today=TODAY)

    assert [entry.on for entry in found] == [date(2026, 11, 27)]


@pytest.mark.parametrize("words", ["Tuesday 7.30", "some time", "next Tuesday 7pm"])
def test_words_that_cannot_be_read_are_neither_guessed_at_nor_repeated(words: str) -> None:
    with pytest.raises(NothingForCalendar) as raised:
        made(stage_2(meeting=words, speak_after="2026-11-27"))

    assert (raised.value.message, raised.value.hint) == (
        "No day and time can be read for certain in the meeting that was chosen",
        "Choose it again in stage 2, such as `Tuesday 7pm` or `24 Nov 19:30`",
    )


def test_other_words_can_be_given_for_those_that_cannot_be_read() -> None:
    found = entries_of(SHIPPED, [stage_2(meeting="Tuesday 7.30")], today=TODAY, meeting="Tuesday 7.30pm")

    assert found == (Entry(on=date(2026, 11, 24), at=time(19, 30), weekly=True),)


@pytest.mark.parametrize(
    "contacts",
    [
        [],
        [stage_2(group="aa")],
        [stage_2(meeting="17 Nov 7pm", on="2026-11-10", speak_after="2026-11-20")],
        [changed(WEEKLY, finished_at=None)],
    ],
)
def test_with_nothing_to_come_it_says_so(contacts: list[Contact]) -> None:
    with pytest.raises(NothingForCalendar) as raised:
        made(*contacts)

    assert raised.value.message == "No meeting and no day to speak is still to come"


@settings(max_examples=100, deadline=None, database=None)
@given(
    day=st.dates(min_value=TODAY, max_value=date(9999, 12, 30)),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    weekly=st.booleans(),
    title=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=40),
)
def test_whatever_can_be_read_comes_back_from_the_file(day: date, at: time, weekly: bool, title: str) -> None:
    words = f"{day.isoformat()} {at:%H:%M}{' weekly' if weekly else ''}"

    (event,) = events(made(stage_2(meeting=words), title=title))

    assert event["dtstart"].dt.replace(tzinfo=None) == datetime.combine(day, at)
    assert ("rrule" in event) is weekly
    assert event["summary"] == title
