"""The fields of a Meeting Guide list, from which each row's meetings are made. The JSON and the tables share them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from fama_cli.meetings.feeds.codes import Codes, Fellowships
from fama_cli.meetings.feeds.guide_fields import CONTACTS, KNOWN, MANY_LINES, MONEY_FIELDS, OF_ITS_KEEPERS, OF_THE_GROUP, TEXTS
from fama_cli.meetings.feeds.json_items import Twice
from fama_cli.meetings.feeds.parts import day as day_of
from fama_cli.meetings.feeds.parts import postcode
from fama_cli.meetings.feeds.place import country, parts_of, region_of, says_online, spot_of
from fama_cli.meetings.feeds.plain import text, tidied
from fama_cli.meetings.feeds.when import ZONE_NOT_KNOWN, times_of, zone_of
from fama_cli.meetings.model import UK_CLOCKS, Attendance, Meeting
from fama_cli.meetings.reading import Asked, Finding, Notice, Row, Severity
from fama_cli.text import closest, folded

NO_NAME = Notice("no-name", Severity.SKIPPED, "There is no name, and nothing to make one of", "Give the meeting a name")
NAME_MADE = Notice(
    "name-made", Severity.CHANGED, "There is no name, so that of the group or the venue was taken", "Give the meeting a name"
)
MONEY = Notice("money", Severity.CHANGED, "Where to pay money in was left out", "Nothing: people are told of it at the meeting")
NOT_KEPT = Notice(
    "not-kept",
    Severity.NOTED,
    "The list says this of itself or its keepers, and it is not kept",
    "Nothing: it is not needed to find a meeting",
)
UNKNOWN_FIELD = Notice(
    "unknown-field", Severity.NOTED, "This is no field of a Meeting Guide list, so it was not read", "Check how it is spelt"
)
WRITTEN_TWICE = Notice("written-twice", Severity.CHANGED, "The field is there twice, and the last was taken", "Take one of them out")
EDIT_RUN_TOGETHER = Notice(
    "updated-run-together", Severity.CHANGED, "Date and time run together, and only the date was read", "Put a space between them"
)
EDIT_NOT_UNDERSTOOD = Notice(
    "updated-not-understood", Severity.CHANGED, "It is no date in the calendar, so it was left out", "Write it as 2026-11-21 10:00:00"
)
NO_PLACE_BUT_ONLINE = Notice(
    "online-as-address",
    Severity.CHANGED,
    "The address says that it is online, so it was read as that",
    "Leave the address out, and give the link",
)

_ATTENDANCE = {"inperson": Attendance.IN_PERSON, "online": Attendance.ONLINE, "hybrid": Attendance.HYBRID}
_MOST_SHAPES = 1_000
_MOST_REPORTED = 50
"""Fields that are not read. A list with more is not like any that there is."""


class _Shape(NamedTuple):
    """What rows with the same fields have in common."""

    texts: tuple[tuple[str, str, bool], ...]
    """Field, our field, and whether it may have many lines."""
    parted: bool
    """It has the street and the town in fields of their own."""
    region: bool
    spot: bool
    contacts: bool
    money: tuple[str, ...]
    remarkable: tuple[str, ...]
    """Fields that are not read. Each is reported once, the first time it holds something."""


class Fields:
    """Makes meetings of rows. One for each list, as it knows what was said already."""

    def __init__(self, asked: Asked) -> None:
        self._vocabulary = asked.vocabulary
        self._fellowships = Fellowships(asked)
        self._codes: dict[str, Codes] = {}
        self._shapes: dict[tuple[str, ...], _Shape] = {}
        self._reported: set[str] = set()

    def row(self, number: int, item: Mapping[str, object]) -> Row:
        """The meetings of one row, one for each day. Raises FellowshipNotStated."""
        findings: list[Finding] = []
        get = item.get
        names = tuple(item)
        shape = self._shapes.get(names) or self._shape(names)
        if shape.remarkable:
            self._remark(item, shape.remarkable, findings)
        entity = get("entity")
        values: dict[str, object] = {"fellowship": self._fellowships.of(text(entity, "entity", findings) if entity else "")}
        written = get("formatted_address")
        if written:
            values.update(parts_of(text(written, "formatted_address", findings)))
        for field, name, lines in shape.texts:
            value = item[field]
            if type(value) is str:
                words = value.strip()
                if not words.isprintable():
                    words = tidied(words, lines)
            else:
                words = text(value, field, findings)
            if words:
                values[name] = words
        if "name" not in values and not _name_made(values, findings):
            return Row(number, (), tuple(findings))
        if shape.parted:
            _parted(item, values, findings)
        if "venue" in values and says_online(str(values["venue"])):
            findings.append(Finding("location", NO_PLACE_BUT_ONLINE, str(values.pop("venue"))))
            values["says_online"] = True
        if shape.region:
            values["region"] = region_of(item, findings)
        if shape.spot:
            values.update(spot_of(item, findings))
        self._types(get("types"), get("attendance_option"), values, findings)
        if shape.contacts:
            values["contacts"] = _contacts(item, findings)
        if shape.money:
            findings += [Finding(field, MONEY) for field in shape.money if item[field]]
        written = get("updated")
        if written:
            values["updated"] = _edited(written, findings)
        written = get("timezone")
        if written and written != UK_CLOCKS:
            values["zone"] = _clocks(written, findings)
        times = times_of(get("day"), get("time"), get("end_time"))
        findings += times.findings
        values["at"], values["until"] = times.at, times.until
        if type(item) is Twice:
            findings += [Finding(field, WRITTEN_TWICE) for field in item.names]
        # One for each day, and nearly every row has one.
        return Row(number, tuple([Meeting(pattern=pattern, **values) for pattern in times.patterns]), tuple(findings))  # type: ignore[arg-type]

    def _remark(self, item: Mapping[str, object], names: tuple[str, ...], findings: list[Finding]) -> None:
        for name in names:
            if name not in self._reported and len(self._reported) < _MOST_REPORTED and item[name] not in (None, "", [], {}):
                self._reported.add(name)
                near = "" if name in KNOWN else closest(name[:60], KNOWN)
                notice = NOT_KEPT if name in KNOWN else UNKNOWN_FIELD
                findings.append(Finding(tidied(name)[:60], notice, f"perhaps {near}" if near else ""))

    def _shape(self, names: tuple[str, ...]) -> _Shape:
        shape = _Shape(
            # In the order of TEXTS, in which the page of a meeting comes after the group's site.
            texts=tuple((field, name, field in MANY_LINES) for field, name in TEXTS.items() if field in names),
            parted=any(name in names for name in ("address", "city", "postal_code", "country")),
            spot=any(name in names for name in ("latitude", "longitude", "coordinates", "approximate")),
            region=any(name in names for name in ("regions", "region", "sub_region", "sub_sub_region")),
            contacts=any(name.startswith("contact_") or name in OF_THE_GROUP for name in names),
            money=tuple(name for name in MONEY_FIELDS if name in names),
            remarkable=tuple(name for name in names if name not in KNOWN or name in OF_ITS_KEEPERS),
        )
        if len(self._shapes) < _MOST_SHAPES:
            self._shapes[names] = shape
        return shape

    def _types(self, types: object, option: object, values: dict[str, object], findings: list[Finding]) -> None:
        fellowship = str(values["fellowship"])
        codes = self._codes.get(fellowship)
        if codes is None:
            codes = self._codes[fellowship] = Codes(self._vocabulary, "meeting-guide", fellowship)
        said = codes.said(_listed(types, findings)) if types else codes.nothing
        values.update(said.values)
        findings += said.findings
        remote = "online_url" in values or "online_phone" in values or values.pop("says_online", False) is True
        known = "address" in values or "venue" in values or "postcode" in values or "latitude" in values
        placed = known and not said.shut and values.get("approximate") is not True
        if option or remote or said.attendance:
            values["attendance"] = _attendance(option, said.attendance, placed=placed, remote=remote)
        elif placed:
            values["attendance"] = Attendance.IN_PERSON
        if (said.shut and not values.get("attendance")) or option == "inactive":
            values["paused"] = True


def _name_made(values: dict[str, object], findings: list[Finding]) -> bool:
    made = values.get("group") or values.get("venue")
    findings.append(Finding("name", NAME_MADE if made else NO_NAME))
    values["name"] = made
    return bool(made)


def _parted(item: Mapping[str, object], values: dict[str, object], findings: list[Finding]) -> None:
    get = item.get
    street, written = str(values.get("address", "")), get("postal_code")
    if street and not get("formatted_address") and not written and "town" not in values and "," in street:
        # All of an address in one, which only a postcode can show for certain.
        parts = dict(parts_of(street))
        if "postcode" in parts:
            del values["address"]
            values.update(parts)
    if written:
        words = text(written, "postal_code", findings)
        values["postcode"] = postcode(words) or words
    if get("country"):
        values["country"] = country(text(get("country"), "country", findings))
    if "address" in values and says_online(str(values["address"])):
        findings.append(Finding("address", NO_PLACE_BUT_ONLINE, str(values.pop("address"))))
        values["says_online"] = True


def _attendance(option: object, coded: Attendance | None, *, placed: bool, remote: bool) -> Attendance | None:
    if option and isinstance(option, str) and folded(option) in _ATTENDANCE:
        return _ATTENDANCE[folded(option)]
    if coded is Attendance.ONLINE or remote:
        return Attendance.HYBRID if placed or coded is Attendance.HYBRID else Attendance.ONLINE
    return coded or (Attendance.IN_PERSON if placed else None)


def _listed(types: object, findings: list[Finding]) -> tuple[str, ...]:
    if type(types) is list:
        try:
            if "".join(types).isalnum():
                return tuple(types)
        except TypeError:  # There are numbers among them, or worse.
            pass
        return tuple(filter(None, [text(each, "types", findings) for each in types]))
    return tuple(filter(None, re.split(r"\s*[,;\n]\s*", text(types, "types", findings, lines=True)))) if types else ()


def _contacts(item: Mapping[str, object], findings: list[Finding]) -> tuple[str, ...]:
    lines = [", ".join(filter(None, (text(item.get(field), field, findings) for field in group))) for group in (*CONTACTS, OF_THE_GROUP)]
    return tuple(filter(None, lines))


def _edited(written: object, findings: list[Finding]) -> str:
    words = text(written, "updated", findings)
    # Lists hold few days and many times of day, so the day alone is looked up.
    edited = day_of(words[:10] if words[10:11] in {" ", "T"} else words)
    if not edited and words:
        together = re.match(r"(\d{4}-\d\d-\d\d)\d\d:", words)
        edited = day_of(together[1]) if together else ""
        findings.append(Finding("updated", EDIT_RUN_TOGETHER if edited else EDIT_NOT_UNDERSTOOD, words[:60]))
    return edited


def _clocks(written: object, findings: list[Finding]) -> str:
    words = text(written, "timezone", findings)
    zone = zone_of(words)
    if not zone:
        findings.append(Finding("timezone", ZONE_NOT_KNOWN, words[:60]))
    return zone or UK_CLOCKS
