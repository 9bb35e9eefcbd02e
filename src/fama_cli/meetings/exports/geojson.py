"""Meetings as points on a map: a GeoJSON FeatureCollection (RFC 7946), for those that people come to.

A point is where somebody will go, so a meeting is on the map only where its list gives a door and a position for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from fama_cli.meetings.exports.parts import as_lines, is_in_person, position, why_not_now
from fama_cli.meetings.model import UK_CLOCKS, Attendance, Feature, Meeting, Welcome
from fama_cli.meetings.words import in_words

LOST = (
    "pattern", "contacts", "codes", "source_id", "updated", "region", "group_notes", "online_phone_notes", "approximate", "checked_by",
)  # fmt: skip
"""A map is for people: the days are in words, which no program should take apart, and the rest is not for a map."""

_HOW = {
    Attendance.IN_PERSON: "In person",
    Attendance.ONLINE: "Online",
    Attendance.HYBRID: "In person and online",
    None: "Not stated",
}
_WHO = {
    Welcome.OPEN: "Open: anyone may come",
    Welcome.MEMBERS_ONLY: "Members only: for people who have the problem, or think they may",
    None: "Not stated",
}
_SAME = (
    "venue", "address", "town", "county", "postcode", "country", "place_notes", "online_url", "online_notes", "online_phone", "group",
    "notes", "website",
)  # fmt: skip
"""Fields of ours that stand in a point's properties under the same name."""


def left_out(meeting: Meeting, today: date) -> str:
    """Why this meeting is not on the map, as a sentence without a full stop. Empty where it is."""
    if not is_in_person(meeting):
        return "It is online" if meeting.attendance or meeting.online_url or meeting.online_phone else "It has no address"
    if position(meeting) is None:
        return "Its list gives no position"
    if meeting.approximate:
        return "Its position is only the area"
    if meeting.paused:
        return "It does not take place at present"
    return why_not_now(meeting, today)


def lost(meeting: Meeting) -> tuple[str, ...]:
    """The fields of ours that its point does not hold."""
    return tuple(name for name in LOST if getattr(meeting, name) not in ("", None, (), False))


def write(meetings: Iterable[Meeting], *, names: Mapping[str, str], key: Callable[[Meeting], str], today: date) -> bytes:
    """The map, a point a line, without those that `left_out` names. `names` gives the proper name of each fellowship."""
    taken: dict[str, int] = {}
    points = []
    for meeting in meetings:
        if not left_out(meeting, today):
            name = key(meeting)
            taken[name] = taken.get(name, 0) + 1
            points.append(_point(meeting, f"{name}/{taken[name]}" if taken[name] > 1 else name, names.get(meeting.fellowship, "")))
    return f'{{"type":"FeatureCollection","features":{as_lines(points)}}}\n'.encode()


def _point(meeting: Meeting, key: str, fellowship: str) -> dict[str, Any]:
    latitude, longitude = position(meeting) or (0.0, 0.0)
    properties = {
        "name": meeting.name,
        "fellowship": fellowship or meeting.fellowship,
        "when": in_words(meeting.pattern, meeting.at, meeting.until),
        "clocks": meeting.zone if meeting.zone != UK_CLOCKS else "",
        "how": _HOW[meeting.attendance],
        "who": _WHO[meeting.welcome],
        "yes": _words(meeting.yes),
        "no": _words(meeting.no),
        "languages": ", ".join(meeting.languages),
        "kinds": ", ".join(meeting.kinds),
        "not_on": ", ".join(meeting.closed_on).replace("bank-holidays", "bank holidays"),
        "checked_on": meeting.checked_on,
        **{name: getattr(meeting, name) for name in _SAME},
    }
    return {
        "type": "Feature",
        "id": key,
        # Longitude first: RFC 7946, section 3.1.1.
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {name: value for name, value in properties.items() if value},
    }


def _words(features: Iterable[Feature]) -> str:
    return ", ".join(feature.replace("-", " ") for feature in features)
