"""Meetings as an iCalendar file (RFC 5545), for a public list: it says which fellowship each is of.

What is written for a client's own phone, which says nothing of that, is in `records/calendar.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from fama_cli.meetings.closures import closed_days, nation_of
from fama_cli.meetings.days import NoSuchZone, at_in, days, week_is_known, zone_of
from fama_cli.meetings.doubts import doubts
from fama_cli.meetings.exports.parts import has_door, position
from fama_cli.meetings.model import Attendance, Meeting
from fama_cli.meetings.named import ATTENDANCES, FEATURES, WELCOMES
from fama_cli.meetings.pattern import Every
from fama_cli.meetings.rules import WEEKDAYS
from fama_cli.meetings.uk_clocks import clocks_of
from fama_cli.meetings.words import in_words
from fama_cli.text import ended, listed

if TYPE_CHECKING:
    from icalendar import Event

YEAR = 365
"""Days ahead that are written unless another number is asked for. Lists change, so no event goes on for ever."""

LOST = ("codes", "region", "county", "contacts", "checked_by", "languages", "kinds", "source_id")
"""Fields of ours that have no property of their own in the file. Languages and kinds are in the words of the description."""

_NAMESPACE = "c1d1b1f0-7c61-5c0e-9f0a-3a6f3f0a5a10"
_SEQUENCE_FROM = date(2020, 1, 1)


class Lost(NamedTuple):
    """A meeting that is not in the file."""

    key: str
    meeting: Meeting
    why: str
    """A sentence without a full stop."""


def lost(meetings: Iterable[Meeting], *, key_of: Callable[[Meeting], str], today: date, days_ahead: int = YEAR) -> tuple[Lost, ...]:
    """The meetings that `write` leaves out, and why."""
    found = ((meeting, why_left_out(meeting, today, days_ahead)) for meeting in meetings)
    return tuple(Lost(key_of(meeting), meeting, why) for meeting, why in found if why)


def why_left_out(meeting: Meeting, today: date, days_ahead: int = YEAR) -> str:
    """A sentence without a full stop. Empty where the meeting is written."""
    if meeting.pattern is None:
        return "It is by arrangement, so it has no days"
    if not week_is_known(meeting.pattern):
        return "Which week it is on is not stated"
    try:
        zone_of(meeting.zone)
    except NoSuchZone as problem:
        return problem.message
    if next(days(meeting.pattern, today, _until(today, days_ahead)), None) is None:
        return f"It has no day in the next {days_ahead} days"
    return ""


def write(
    meetings: Iterable[Meeting],
    *,
    key_of: Callable[[Meeting], str],
    today: date,
    names: Mapping[str, str],
    days_ahead: int = YEAR,
    nation_of: Callable[[Meeting], str] = nation_of,
) -> bytes:
    """An event for each meeting, with its days from `today` to `days_ahead` days on. See `lost` for those that are left out.

    `names` has the name of each fellowship by its id. `key_of` gives what stays the same from one import to the next, and a
    calendar that is given the file again changes its events rather than adding them. A meeting that is paused is written as
    cancelled: left out, it would stay in calendars that have it.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//fama//meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    last = _until(today, days_ahead)
    written = [meeting for meeting in meetings if not why_left_out(meeting, today, days_ahead)]
    for zone in sorted({meeting.zone for meeting in written if meeting.at is not None}):
        calendar.add_component(clocks_of(zone, today.year, last.year))
    for meeting in written:
        event = _event(meeting, today, last, names.get(meeting.fellowship, meeting.fellowship), nation_of(meeting))
        event.add("uid", _uid(key_of(meeting)))
        calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made


def _until(today: date, days_ahead: int) -> date:
    return date.fromordinal(min(today.toordinal() + days_ahead, date.max.toordinal() - 1))


def _uid(key: str) -> str:
    from uuid import UUID, uuid5

    return str(uuid5(UUID(_NAMESPACE), key))


def _event(meeting: Meeting, today: date, last: date, fellowship: str, nation: str) -> Event:
    from icalendar import Event

    event = Event()
    summary = meeting.name if fellowship.casefold() in meeting.name.casefold() else f"{fellowship}: {meeting.name}"
    before = "Not meeting at present: " if meeting.paused else "Ask first: " if _doubts(meeting) else ""
    event.add("summary", f"{before}{summary}")
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    # A later file is the one that counts, and nobody remembers how many there have been.
    event.add("sequence", max((today - _SEQUENCE_FROM).days, 0))
    with suppress(ValueError):
        event.add("last-modified", datetime.combine(date.fromisoformat(meeting.updated), time(), UTC))
    event.add("status", "CANCELLED" if meeting.paused else "TENTATIVE" if _doubts(meeting) else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # It is on; whose time it takes is for each person to say.
    _add_days(event, meeting, today, last, nation)
    event.add("description", "\n".join(_description(meeting)))
    where = _where(meeting)
    if where:
        event.add("location", where)
    place = position(meeting)
    if place and has_door(meeting):
        event.add("geo", place)
    address = meeting.online_url if meeting.attendance is Attendance.ONLINE else meeting.website or meeting.online_url
    if address or meeting.website:
        event.add("url", address or meeting.website)
    return event


def _add_days(event: Event, meeting: Meeting, today: date, last: date, nation: str) -> None:
    """The first day, the rule or the other dates, and the days on which it is closed."""
    pattern = meeting.pattern
    if pattern is None:
        return
    coming = list(days(pattern, today, last))
    closed = closed_days(meeting.closed_on, nation, today, last)
    # Where every day is closed, the first stands, and is taken out again.
    first = next((day for day in coming if day not in closed), coming[0])
    event.add("dtstart", _moment(meeting, first))
    if meeting.at is not None and meeting.until is not None and meeting.until != meeting.at:
        ends_on = first if meeting.until > meeting.at else first + timedelta(days=1)
        event.add("dtend", _wall(meeting.zone, ends_on, meeting.until))
    out = [day for day in coming if day in closed and day >= first]
    if pattern.every is Every.NAMED:
        for day in coming:
            if day > first and day not in closed:
                event.add("rdate", _moment(meeting, day))
        out = [day for day in out if day == first]
    else:
        event.add("rrule", _rule(meeting, coming[-1]))
    if out:
        event.add("exdate", [_moment(meeting, day) for day in out])


def _rule(meeting: Meeting, last: date) -> dict[str, object]:
    pattern = meeting.pattern
    assert pattern is not None  # noqa: S101  # those by arrangement are left out before
    rule: dict[str, object] = {"freq": "weekly" if pattern.every is Every.WEEK else "monthly"}
    if pattern.interval > 1:
        rule["interval"] = pattern.interval
    if pattern.every is Every.MONTH_DAY:
        rule["bymonthday"] = list(pattern.month_days)
    else:
        weekday = WEEKDAYS[pattern.weekday or 0]
        rule["byday"] = [f"{week}{weekday}" for week in pattern.weeks] or weekday
    # Of the kind that DTSTART is: a day, or a moment, which must then be in UTC (RFC 5545, section 3.3.10).
    rule["until"] = last if meeting.at is None else at_in(meeting.zone, last, meeting.at).astimezone(UTC)
    return rule


def _moment(meeting: Meeting, day: date) -> date | datetime:
    return day if meeting.at is None else _wall(meeting.zone, day, meeting.at)


def _wall(zone: str, day: date, at: int) -> datetime:
    """What the clocks on the wall show, even where they skip it: the rule goes by that, week after week."""
    return datetime(day.year, day.month, day.day, at // 60, at % 60, tzinfo=zone_of(zone))


def _where(meeting: Meeting) -> str:
    if meeting.attendance is Attendance.ONLINE:
        return "Online"
    return ", ".join(dict.fromkeys(filter(None, (meeting.venue, meeting.address, meeting.town, meeting.postcode))))


def _doubts(meeting: Meeting) -> list[str]:
    """What its notes say against its days: an entry that comes every week looks more certain than it is."""
    return [doubt.says for doubt in doubts("\n".join(filter(None, (meeting.notes, meeting.group_notes, meeting.place_notes))))]


def _description(meeting: Meeting) -> Iterator[str]:
    """In plain words, a line for each thing. Nobody's name: no contacts."""
    if meeting.paused:
        yield "It is on the list, and does not take place at present."
    yield from map(ended, _doubts(meeting))
    yield ended(in_words(meeting.pattern, meeting.at, meeting.until))
    yield ended(f"{ATTENDANCES[meeting.attendance][:1].upper()}{ATTENDANCES[meeting.attendance][1:]}")
    yield ended(WELCOMES[meeting.welcome])
    if meeting.yes:
        yield f"It has, or is for: {listed([FEATURES[each] for each in meeting.yes])}."
    if meeting.no:
        yield f"It does not have, or is not for: {listed([FEATURES[each] for each in meeting.no], 'or')}."
    if meeting.kinds:
        yield f"It says of itself: {listed(meeting.kinds)}."
    if meeting.languages:
        yield f"In {listed(meeting.languages)}."
    if meeting.approximate and meeting.attendance is not Attendance.ONLINE:
        yield "The address is only the area. Ask where the door is."
    for label, text in (
        ("Where", meeting.place_notes),
        ("Join online", meeting.online_url),
        ("Online", meeting.online_notes),
        ("Join by phone", meeting.online_phone),
        ("Notes", meeting.notes),
        ("Website", meeting.website),
    ):
        if text:
            yield f"{label}: {text}"
    yield ended(f"Checked on {meeting.checked_on}" if meeting.checked_on else "When it was last checked is not stated")
    yield "Lists go out of date. Make sure that it is on before anybody goes."
