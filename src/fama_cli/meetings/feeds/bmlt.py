"""Lists from BMLT, the server on which most NA service committees outside the UK keep their meetings.

The reply to `switcher=GetSearchResults` of its semantic API: https://github.com/bmlt-enabled/bmlt-server. Every value is a
string, an empty one where there is nothing. With `get_used_formats=1` it is an object that holds the meetings and the server's
table of format letters; without, it is the bare list, and the letters mean nothing to anyone else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from fama_cli.files import unreadable
from fama_cli.meetings.days import NoSuchZone, zone_of
from fama_cli.meetings.feeds import bmlt_notices as say
from fama_cli.meetings.feeds.bmlt_formats import Formats, Said
from fama_cli.meetings.feeds.json_items import items, whole
from fama_cli.meetings.feeds.parts import DAY, minutes, postcode
from fama_cli.meetings.feeds.plain import tidied
from fama_cli.meetings.feeds.problems import NotReadable
from fama_cli.meetings.model import UK_CLOCKS, Attendance, Meeting
from fama_cli.meetings.pattern import weekly
from fama_cli.meetings.reading import Asked, Finding, Row

FELLOWSHIP = "na"
"""Whose list it is where nobody says. The server is NA's own, and its letters are NA's formats. That is noted once, to be seen."""

_ASK = "Ask the server for `client_interface/json/?switcher=GetSearchResults&get_used_formats=1`, and check the address it is sent to"
_LABEL = "#@-@#"
"""Old servers write the name of a field, this, and what it holds."""

_TEXTS = {
    "location_text": "venue",
    "location_street": "address",
    "location_municipality": "town",
    "location_nation": "country",
    "virtual_meeting_link": "online_url",
    "virtual_meeting_additional_info": "online_notes",
    "phone_meeting_number": "online_phone",
    "comments": "notes",
    "id_bigint": "source_id",
}
"""Their field -> ours, where the words are taken as they are."""
_MANY_LINES = frozenset({"notes", "online_notes", "place_notes"})
_AREAS = ("location_province", "location_sub_province", "location_neighborhood", "location_city_subsection")
_WAYS_THERE = {"location_info": "", "train_lines": "Train: ", "bus_lines": "Bus: "}
_CONTACTS = (
    ("contact_name_1", "contact_phone_1", "contact_email_1"),
    ("contact_name_2", "contact_phone_2", "contact_email_2"),
    ("email_contact",),
)
_USED = (
    "meeting_name", "weekday_tinyint", "start_time", "duration_time", "time_zone", "formats", "format_shared_id_list", "venue_type",
    "published", "latitude", "longitude", "location_postal_code_1",
)  # fmt: skip
_NOT_NEEDED = (
    "worldid_mixed", "shared_group_id_bigint", "service_body_bigint", "service_body_name", "lang_enum", "distance_in_km",
    "distance_in_miles", "root_server_uri", "root_server_id",
)  # fmt: skip
"""What every server sends besides, and says nothing of the meeting itself."""
_PEOPLE = frozenset(name for names in _CONTACTS for name in names)
_KNOWN = frozenset({*_TEXTS, *_AREAS, *_WAYS_THERE, *_USED, *_NOT_NEEDED, *_PEOPLE})
_SIGNS = frozenset({"id_bigint", "weekday_tinyint", "meeting_name", "start_time"})
"""A meeting has one of these at least."""
_VENUES = {"1": Attendance.IN_PERSON, "2": Attendance.ONLINE, "3": Attendance.HYBRID}


def read(path: Path, asked: Asked) -> Iterator[Row]:
    """The rows of a reply. Raises NotReadable for what is no reply with meetings in it, and FileProblem."""
    listed: Iterator[tuple[int, object]]
    table: object = []
    if _starts_with(path) == b"{":
        reply = whole(path)
        listed = enumerate(_meetings(path, reply), 1)
        table = reply.get("formats") if isinstance(reply, dict) else []
    else:
        listed = items(path)
    formats = Formats(table if isinstance(table, list) else [], asked.vocabulary, asked.fellowship or FELLOWSHIP)
    rows = _Rows(path, formats, asked.fellowship)
    number = 0
    for number, item in listed:
        yield rows.read(number, item)
    if not number:
        raise NotReadable(f"`{path}` is a reply without any meetings: a BMLT server answers so to a question it does not know", hint=_ASK)


class _Rows:
    """Reads rows, and says what is true of the whole list once, with the first of them."""

    def __init__(self, path: Path, formats: Formats, fellowship: str) -> None:
        self.path = path
        self.formats = formats
        self.fellowship = fellowship or FELLOWSHIP
        self.once = [] if fellowship else [say.TAKEN_AS_NA]
        if not formats.stated:
            self.once.append(say.NO_TABLE)
        self.seen = set(_KNOWN)
        self.is_first = True

    def read(self, number: int, item: object) -> Row:
        if not isinstance(item, dict):
            return Row(number, (), (Finding("", say.NOT_A_MEETING, tidied(str(item))[:60]),))
        findings: list[Finding] = []
        if self.is_first:
            self.is_first = False
            if not item.keys() & _SIGNS:
                which = "the table of formats" if "key_string" in item else "no list of meetings from BMLT"
                raise NotReadable(f"`{self.path}` is {which}", hint=_ASK)
            findings += [Finding("formats" if notice is say.NO_TABLE else "fellowship", notice) for notice in self.once]
        if not item.keys() <= self.seen:
            findings += [Finding(tidied(str(name))[:60], say.EXTRA) for name in item if name not in self.seen]
            self.seen |= item.keys()
        published = item.get("published")
        if published != "1" and (published is False or _words(published) == "0"):
            return Row(number, (), (*findings, Finding("published", say.NOT_PUBLISHED)))
        meeting = self._meeting(item, findings)
        return Row(number, (meeting,) if meeting else (), tuple(findings))

    def _meeting(self, item: Mapping[str, object], findings: list[Finding]) -> Meeting | None:
        # Most of the 45 fields are empty, so they are left aside once. 0 is no nothing.
        held = {name: value for name, value in item.items() if value or type(value) is int}
        get = held.get
        values: dict[str, object] = {ours: _words(value, ours) for name, value in held.items() if (ours := _TEXTS.get(name))}
        name = _words(get("meeting_name"))
        if not name:
            name = str(values.get("venue") or values.get("address") or values.get("town") or "")
            findings.append(Finding("meeting_name", say.NAMED_BY_PLACE if name else say.NO_NAME))
        weekday = _words(get("weekday_tinyint"))
        number = _NUMBERS.get(weekday)
        if weekday and number is None:
            findings.append(Finding("weekday_tinyint", say.WRONG_DAY, weekday[:60]))
        if not name or (weekday and number is None):
            return None
        if number is None:
            findings.append(Finding("weekday_tinyint", say.NO_DAY))
        else:
            values["pattern"] = weekly(number)
        _times(get, values, findings)
        said = self.formats.said(_words(get("formats")), _words(get("format_shared_id_list")))
        _facts(said, values, findings)
        attendance = _attendance(item, said, values, findings)
        values["attendance"] = attendance
        if said.shut:
            # A meeting whose room is shut either meets online instead, or does not meet.
            if attendance in (Attendance.ONLINE, Attendance.HYBRID) or "online_url" in values:
                values["attendance"] = Attendance.ONLINE
                values["kinds"] = (*said.kinds, said.shut)
            else:
                values["paused"] = True
        _place(held, values, findings)
        if not held.keys().isdisjoint(_PEOPLE):
            contacts = (", ".join(filter(None, [_words(get(each)) for each in names if each in held])) for names in _CONTACTS)
            values["contacts"] = tuple(filter(None, contacts))
        return Meeting(fellowship=self.fellowship, name=name, **values)  # type: ignore[arg-type]  # each is of its field's kind


_Get = Callable[[str], object]

_NUMBERS = {str(number): (number - 2) % 7 for number in range(1, 8)}
"""Their number -> ours: 1 is Sunday, and 0 is Monday."""


def _times(get: _Get, values: dict[str, object], findings: list[Finding]) -> None:
    written = _words(get("start_time"))
    at = minutes(written) if written else None
    if at is None:
        findings.append(Finding("start_time", say.WRONG_TIME if written else say.NO_TIME, written[:60]))
    else:
        values["at"] = at
    length = _words(get("duration_time"))
    if length:
        lasts = _length(length)
        if lasts is None:
            findings.append(Finding("duration_time", say.WRONG_LENGTH, length[:60]))
        elif lasts and at is not None:
            values["until"] = (at + lasts) % DAY
    zone = _words(get("time_zone"))
    if zone and zone != UK_CLOCKS:
        if _is_zone(zone):
            values["zone"] = zone
        else:
            findings.append(Finding("time_zone", say.WRONG_ZONE, zone[:60]))


@lru_cache(maxsize=1024)
def _length(written: str) -> int | None:
    """Minutes of "01:30:00". A whole day is written 24:00:00."""
    return DAY if written in ("24:00:00", "24:00") else minutes(written)


@lru_cache(maxsize=1024)
def _is_zone(name: str) -> bool:
    try:
        zone_of(name)
    except NoSuchZone:
        return False
    return True


def _facts(said: Said, values: dict[str, object], findings: list[Finding]) -> None:
    values.update(codes=said.codes, yes=said.yes, welcome=said.welcome, languages=said.languages, kinds=said.kinds)
    if said.both:
        findings.append(Finding("formats", say.BOTH))
    if said.unknown:
        findings.append(Finding("formats", say.LETTERS, ",".join(said.unknown)[:60]))


def _attendance(item: Mapping[str, object], said: Said, values: dict[str, object], findings: list[Finding]) -> Attendance | None:
    """As `venue_type` says. Older servers have none: then as the formats say, or, where there is a door and nothing online, the door."""
    written = _words(item.get("venue_type"))
    if written in _VENUES:
        return _VENUES[written]
    if written:
        findings.append(Finding("venue_type", say.WRONG_VENUE, written[:60]))
    if said.attendance:
        return said.attendance
    has_door = "address" in values or "venue" in values
    # Only where the server was asked for the link, and gave none.
    nothing_online = "virtual_meeting_link" in item and "online_url" not in values and "online_phone" not in values
    return Attendance.IN_PERSON if has_door and nothing_online else None


def _place(held: Mapping[str, object], values: dict[str, object], findings: list[Finding]) -> None:
    written = _words(held.get("location_postal_code_1"))
    if written:
        values["postcode"] = postcode(written) or written
    if not held.keys().isdisjoint(_AREAS):
        areas = [_words(held.get(name)) for name in _AREAS]
        # The narrower of the first 2 is the county, and the wider the region: in the US the only one is the state.
        values["county"] = areas[1] or areas[0]
        values["region"] = " > ".join(filter(None, [areas[0] if areas[1] else "", *areas[2:]]))
    if not held.keys().isdisjoint(_WAYS_THERE):
        values["place_notes"] = "\n".join(
            [f"{what}{_words(held[name], 'place_notes')}" for name, what in _WAYS_THERE.items() if name in held]
        )
    place = _degrees(held.get("latitude"), 90), _degrees(held.get("longitude"), 180)
    if None in place:
        found = f"{_words(held.get('latitude'))}, {_words(held.get('longitude'))}"
        if found != ", ":
            findings.append(Finding("latitude", say.WRONG_PLACE, found[:60]))
    elif place != (0, 0):  # Nobody meets in the sea off Africa: a server writes 0 where it knows no position.
        values["latitude"], values["longitude"] = place


def _degrees(value: object, most: int) -> float | None:
    try:
        number = float(value)  # type: ignore[arg-type]  # what is no number raises
    except (TypeError, ValueError, OverflowError):
        return None
    return number if -most <= number <= most and value is not True and value is not False else None


def _words(value: object, field: str = "") -> str:
    """A value as words on one line, or lines where the field has them, without the name of its field."""
    if value is None:
        return ""
    if type(value) is not str:
        return str(value) if isinstance(value, int | float) else ""
    if _LABEL in value:
        value = value.rpartition(_LABEL)[2]
    if value.isprintable():
        words = value.strip()
        return words if "  " not in words else " ".join(words.split())
    # Half a pair of surrogates is no letter, and no file can hold it.
    lines = (" ".join(line.split()) for line in value.encode("utf-8", "ignore").decode().splitlines())
    return "\n".join(filter(None, lines)) if field in _MANY_LINES else " ".join(filter(None, lines))


def _starts_with(path: Path) -> bytes:
    """The first sign of a file that is not a space or the mark of an encoding."""
    try:
        with path.open("rb") as file:
            return file.read(4096).lstrip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe")[:1]
    except OSError as problem:
        raise unreadable(path, problem) from problem


def _meetings(path: Path, reply: object) -> list[object]:
    found = reply.get("meetings") if isinstance(reply, dict) else None
    if reply and not isinstance(found, list | dict):
        raise NotReadable(f"`{path}` is no list of meetings from BMLT: it holds an object without `meetings`", hint=_ASK)
    # A server in PHP writes an empty list as {} at times.
    return found if isinstance(found, list) else []
