"""Meetings as Open Referral UK 3.0 services, which the directories of councils read.

The standard: https://docs.openreferraluk.org. It can say every pattern of ours. What it has no field for is in terms of our own,
which `feeds/oruk_terms.py` names. Ids are made from the key of the meeting, so they are the same in every export.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from fama_cli.meetings.days import next_day, week_is_known
from fama_cli.meetings.exports.parts import clock, in_uk, is_web_address, position
from fama_cli.meetings.feeds import oruk_terms as terms
from fama_cli.meetings.feeds.place import country
from fama_cli.meetings.model import UK_CLOCKS, Attendance, Meeting
from fama_cli.meetings.pattern import Every, Pattern
from fama_cli.meetings.rules import WEEKDAYS
from fama_cli.meetings.words import in_words
from fama_cli.record import changed

LOST = ("contacts", "checked_by", "codes", "source_id")
"""People, for an export goes to strangers; what only the list it came from can read; and its id there, for it gets one of ours."""

_OURS = uuid5(NAMESPACE_URL, "fama:open-referral-uk")
_ATTENDING = {
    Attendance.IN_PERSON: "In person",
    Attendance.ONLINE: "Online",
    Attendance.HYBRID: "In person, or online",
    None: "Not stated whether in person or online",
}


def lost(meeting: Meeting) -> tuple[str, ...]:
    """The fields of ours that its service cannot say."""
    names = [name for name in LOST if getattr(meeting, name)]
    pattern = meeting.pattern
    if pattern and (not week_is_known(pattern) or (pattern.every is Every.NAMED and not pattern.dates)):
        names.append("pattern")
    if pattern is None:
        names += [name for name in ("at", "until") if getattr(meeting, name) is not None]
    if meeting.website and not is_web_address(meeting.website):
        names.append("website")
    if position(meeting) is None:
        names += [name for name in ("latitude", "longitude") if getattr(meeting, name) is not None]
    if meeting.group_notes and not meeting.group:
        names.append("group_notes")
    if meeting.country and country(_country(meeting)) != meeting.country:
        names.append("country")
    return tuple(names)


def write(meetings: Iterable[Meeting], *, names: Mapping[str, str], key: Callable[[Meeting], str]) -> bytes:
    """One page with every service. `names` gives the proper name of each fellowship, and `key` what stays the same of a meeting."""
    taken: dict[str, int] = {}
    contents = []
    for meeting in meetings:
        name = key(meeting)
        taken[name] = taken.get(name, 0) + 1
        contents.append(service(meeting, f"{name}/{taken[name]}" if taken[name] > 1 else name, names.get(meeting.fellowship, "")))
    page = {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
        "contents": contents,
    }
    return f"{json.dumps(page, ensure_ascii=False, allow_nan=False, indent=1)}\n".encode()


def service(meeting: Meeting, key: str, fellowship_name: str = "") -> dict[str, Any]:
    """The service for one meeting. Fields for which there is nothing are left out."""
    ids = _Ids(key)
    name = fellowship_name or meeting.fellowship
    made = {
        "id": str(ids.root),
        "organization_id": _id("organization", meeting.fellowship),
        "name": meeting.name,
        "description": meeting.notes,
        "url": meeting.website if is_web_address(meeting.website) else "",
        "status": "temporarily closed" if meeting.paused else "active",
        "assured_date": meeting.checked_on,
        "last_modified": f"{meeting.updated}T00:00:00.000Z" if meeting.updated else "",
        "schedules": _schedules(meeting, ids),
        "service_at_locations": [
            {"id": ids("service-at-location", place["id"]), "service_id": str(ids.root), "location_id": place["id"], "location": place}
            for place in _locations(meeting, ids)
        ],
        "languages": [{"id": ids("language", language), "service_id": str(ids.root)} for language in meeting.languages],
        "organization": {
            "id": _id("organization", meeting.fellowship),
            "name": name,
            "description": f"{name}, whose meetings these are",
        },
        "attributes": [_attribute(ids, *term) for term in _terms(meeting)],
    }
    return _filled(made)


class _Ids:
    """Makes the ids of all that belongs to one service."""

    def __init__(self, key: str) -> None:
        self.root: UUID = uuid5(_OURS, f"service/{key}")

    def __call__(self, *names: str) -> str:
        return str(uuid5(self.root, "/".join(names)))


def _id(*names: str) -> str:
    return str(uuid5(_OURS, "/".join(names)))


def _filled(held: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in held.items() if value not in ("", None, [])}


def _schedules(meeting: Meeting, ids: _Ids) -> list[dict[str, Any]]:
    pattern = meeting.pattern
    if pattern is None:
        return []
    shared = {
        "service_id": str(ids.root),
        "description": in_words(pattern, meeting.at, meeting.until),
        # Without an offset: one that is right in winter is an hour out in summer.
        "opens_at": "" if meeting.at is None else clock(meeting.at),
        "closes_at": "" if meeting.until is None else clock(meeting.until),
        "attending_type": _ATTENDING[meeting.attendance],
        "notes": f"Not on: {', '.join(each.replace('-', ' ') if each[0].isalpha() else each for each in meeting.closed_on)}"
        if meeting.closed_on
        else "",
    }
    return [_filled({"id": ids("schedule", str(number)), **rule, **shared}) for number, rule in enumerate(_rules(pattern))]


def _rules(pattern: Pattern) -> list[dict[str, Any]]:
    """The rule of a pattern, or one for each named date."""
    if pattern.every is Every.NAMED:
        return [
            {
                "valid_from": f"{day}",
                "valid_to": f"{day}",
                "dtstart": f"{day}",
                "freq": "WEEKLY",
                "interval": 1,
                "byday": WEEKDAYS[day.weekday()],
            }
            for day in pattern.dates
        ]
    if not week_is_known(pattern):
        # A rule without a first day would be told from any week. The words say that a person must ask.
        return [{}]
    weekday = "" if pattern.weekday is None else WEEKDAYS[pattern.weekday]
    return [
        {
            "valid_from": f"{pattern.starts or ''}",
            "valid_to": f"{pattern.ends or ''}",
            "dtstart": f"{_first(pattern) or ''}",
            "freq": "WEEKLY" if pattern.every is Every.WEEK else "MONTHLY",
            "interval": pattern.interval,
            "byday": ",".join(f"{week}{weekday}" for week in pattern.weeks) if pattern.every is Every.MONTH else weekday,
            "bymonthday": ",".join(map(str, pattern.month_days)),
        }
    ]


def _first(pattern: Pattern) -> date | None:
    """The first day. `ends` may be before it, and the weeks are counted from it all the same."""
    return next_day(changed(pattern, ends=None), pattern.starts) if pattern.starts else None


def _locations(meeting: Meeting, ids: _Ids) -> list[dict[str, Any]]:
    place = position(meeting)
    room = _filled(
        {
            "name": meeting.venue,
            "description": meeting.place_notes,
            "latitude": place and place[0],
            "longitude": place and place[1],
            "addresses": _addresses(meeting, ids),
            "accessibility": [
                {"id": ids("accessibility", feature), "description": terms.access(feature, has=feature in meeting.yes)}
                for feature in terms.ABOUT_PLACE
                if feature in meeting.yes or feature in meeting.no
            ],
        }
    )
    found = [{"id": ids("location", "room"), "location_type": "physical", **room}] if room else []
    ways = (
        ("online", "Online", terms.WEB, meeting.online_url, meeting.online_notes),
        ("phone", "By telephone", terms.PHONE, meeting.online_phone, meeting.online_phone_notes),
    )
    for which, name, kind, identifier, notes in ways:
        if identifier or notes:
            way = {"name": name, "description": notes, "external_identifier": identifier, "external_identifier_type": kind}
            found.append({"id": ids("location", which), "location_type": "virtual", **_filled(way)})
    return found


def _addresses(meeting: Meeting, ids: _Ids) -> list[dict[str, Any]]:
    """The standard wants every part of an address. One that is not known is empty, never made up."""
    parts = {
        "address_1": meeting.address,
        "city": meeting.town,
        "region": meeting.region,
        "state_province": meeting.county,
        "postal_code": meeting.postcode,
        "country": _country(meeting),
    }
    return [{"id": ids("address"), **parts, "address_type": "physical"}] if any(parts.values()) else []


def _country(meeting: Meeting) -> str:
    """The code of ISO 3166-1 where it is the UK, and else what the list wrote."""
    return "GB" if in_uk(meeting) else meeting.country


def _terms(meeting: Meeting) -> Iterable[tuple[str, str, str]]:
    """Taxonomy, name and description of each term."""
    yield terms.FELLOWSHIP, meeting.fellowship, "Whose meeting it is"
    if meeting.welcome:
        yield terms.WELCOME, meeting.welcome, "Who may come"
    if meeting.attendance:
        yield terms.ATTENDANCE, meeting.attendance, "How people come"
    for has, taxonomy, features in ((True, terms.YES, meeting.yes), (False, terms.NO, meeting.no)):
        for feature in features:
            yield taxonomy, feature, terms.access(feature, has=has)
    for language in meeting.languages:
        yield terms.LANGUAGE, language, f"The meeting is in {language}"
    for kind in meeting.kinds:
        yield terms.KIND, kind, "What it says of itself"
    for closed in meeting.closed_on:
        yield terms.CLOSED_ON, closed, "When it does not take place"
    if meeting.zone != UK_CLOCKS:
        yield terms.ZONE, meeting.zone, "Whose clocks its times are on"
    if meeting.group:
        yield terms.GROUP, meeting.group, meeting.group_notes
    if meeting.approximate is not None:
        yield terms.PLACE, terms.AREA if meeting.approximate else terms.DOOR, "Whether the address is an area or a door"


def _attribute(ids: _Ids, taxonomy: str, name: str, description: str) -> dict[str, Any]:
    term = {"id": _id("term", taxonomy, name), "name": name, "description": description, "taxonomy": taxonomy, "term": name}
    return {"id": ids("attribute", taxonomy, name), "link_id": str(ids.root), "link_type": "service", "taxonomy_term": term}
