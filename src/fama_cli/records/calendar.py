"""The client's meeting and the days to speak to their keyworker, as a calendar file that says nothing of what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from fama_cli.casebook.model import Contact
from fama_cli.errors import NotFound
from fama_cli.meetings.model import UK_CLOCKS
from fama_cli.meetings.uk_clocks import uk_clocks
from fama_cli.practice.meeting import Meeting, meeting_in
from fama_cli.practice.model import Practice, StepKind
from fama_cli.record import changed, record
from fama_cli.records.latest import still_said

if TYPE_CHECKING:
    from icalendar import Event

APPOINTMENT = "Appointment"
"""What others may see over a shoulder, or in a calendar that a family shares."""


class NothingForCalendar(NotFound):
    """No day and time can be read, or none is still to come."""

    code = "nothing-for-calendar"


class NoDayAndTime(NothingForCalendar):
    """The words of a meeting are kept out of the message: they are the client's."""

    def __init__(self) -> None:
        super().__init__(
            "No day and time can be read for certain in the meeting that was chosen",
            hint="Choose it again in stage 2, such as `Tuesday 7pm` or `24 Nov 19:30`",
        )


@record
class Entry:
    """One line of a calendar."""

    on: date
    at: time | None = None
    """None is all day."""
    until: time | None = None
    place: str = ""
    weekly: bool = False


def calendar_of(
    practice: Practice,
    contacts: Sequence[Contact],
    *,
    today: date,
    title: str = APPOINTMENT,
    meeting: str = "",
    with_place: bool = False,
) -> bytes:
    """An iCalendar file of what is still to come. Raises NothingForCalendar.

    `meeting` is read instead of the words that were recorded, where those cannot be. The place is left out unless it is
    asked for: it may name the group.
    """
    entries = entries_of(practice, contacts, today=today, meeting=meeting)
    return _written(entries if with_place else [changed(entry, place="") for entry in entries], title, today)


def entries_of(practice: Practice, contacts: Sequence[Contact], *, today: date, meeting: str = "") -> Sequence[Entry]:
    """The meeting and the days that were agreed, those still to come, the earliest first. Raises NothingForCalendar."""
    said = still_said(practice, contacts)
    recorded = [
        (value, each.contact.on)
        for each in sorted(said, key=lambda each: (each.contact.on, each.contact.id))
        if each.step.kind is StepKind.CHOOSE_MEETING and each.step.plan
        for value in each.answer.values
    ]
    entries = [Entry(on=day) for each in said if each.step.ask_on for day in _days(each.answer.values) if day >= today]
    words, on = (meeting, today) if meeting else recorded[-1] if recorded else ("", today)
    if words:
        read = _read(words, on)
        if read is None:
            raise NoDayAndTime
        entries += _next(read, on, today)
    if not entries:
        raise NothingForCalendar(
            "No meeting and no day to speak is still to come", hint="Choose a meeting with the client first, as in stage 2"
        )
    return tuple(sorted(set(entries), key=lambda entry: (entry.on, entry.at or time())))


_FROM_A_LIST = re.compile(r"(?P<when>[^,]+)(?:, (?P<place>.+))? \(“[^“”]+”[^“”]*\)")
"""The words that are kept of a meeting that was chosen from a list: `cli/meeting_words.py` writes them."""


def _read(words: str, said_on: date) -> Meeting | None:
    """As `meeting_in`. In words from a list only what stands before the place is read: its names may hold days and times."""
    listed = _FROM_A_LIST.fullmatch(words)
    if listed is None:
        return meeting_in(words, today=said_on)
    found = meeting_in(listed["when"], today=said_on)
    return found and changed(found, place=listed["place"] or "")


def _days(values: Iterable[str]) -> Iterable[date]:
    for value in values:
        with suppress(ValueError):
            yield date.fromisoformat(value)


def _next(meeting: Meeting, said_on: date, today: date) -> Sequence[Entry]:
    """The meeting once, or every week from the next time that there is. Nothing when it has been."""
    first = meeting.day or said_on
    if meeting.weekly and first < today:
        first = today
    weekday = (meeting.day or first).weekday() if meeting.weekday is None else meeting.weekday
    with suppress(OverflowError):
        on = first + timedelta(days=(weekday - first.weekday()) % 7)
        if on >= today:
            return [Entry(on=on, at=meeting.at, until=meeting.until, place=meeting.place, weekly=meeting.weekly)]
    return []


def _written(entries: Iterable[Entry], title: str, today: date) -> bytes:
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Appointments//EN")  # It must name what made the file, and the name of this program says too much.
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add_component(uk_clocks())
    for entry in dict.fromkeys(entries):
        event = Event()
        event.add("uid", _uid(entry))
        event.add("dtstamp", datetime.combine(today, time(), UTC))
        event.add("summary", title)
        event.add("class", "PRIVATE")
        _timed(event, entry)
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _timed(event: Event, entry: Entry) -> None:
    """When the event is. One without an end has none: how long it lasts was not said."""
    from zoneinfo import ZoneInfo

    if entry.at is None:
        event.add("dtstart", entry.on)
        return
    zone = ZoneInfo(UK_CLOCKS)
    event.add("dtstart", datetime.combine(entry.on, entry.at, zone))
    if entry.until is not None:
        ends_on = entry.on if entry.until > entry.at else entry.on + timedelta(days=1)
        event.add("dtend", datetime.combine(ends_on, entry.until, zone))
    if entry.weekly:
        event.add("rrule", {"freq": "weekly"})
    if entry.place:
        event.add("location", entry.place)


def _uid(entry: Entry) -> str:
    """The same for the same entry, so that a calendar that is given it again has it once. It is made of what the entry says."""
    from uuid import NAMESPACE_OID, uuid5

    day = f"{entry.on:%A}" if entry.weekly else entry.on
    return str(uuid5(NAMESPACE_OID, f"{day} {entry.at} {entry.until}"))
