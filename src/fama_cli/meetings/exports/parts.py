"""What several writers have in common: where a meeting is, how people come, and JSON that is a line for each thing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from fama_cli.meetings.feeds.parts import postcode
from fama_cli.meetings.model import Attendance, Meeting
from fama_cli.text import folded

_UK = frozenset({"gb", "uk", "gbr", "unitedkingdom", "greatbritain", "england", "scotland", "wales", "northernireland"})
"""What lists call the country, folded."""
_WEB_ADDRESS = re.compile(r"https?://[^\s/@<>\"{}|\\^`]+\.[^\s<>\"{}|\\^`]+", re.IGNORECASE)


def in_uk(meeting: Meeting) -> bool:
    """Whether it is in the United Kingdom: its country says so, or, where none is stated, it has a UK postcode."""
    return folded(meeting.country) in _UK if meeting.country else bool(postcode(meeting.postcode))


def is_web_address(text: str) -> bool:
    """Whether `text` is one whole http or https address, without a name or a password in it."""
    return bool(_WEB_ADDRESS.fullmatch(text))


def is_in_person(meeting: Meeting) -> bool:
    """Whether people come to a room. A list that says nothing of how, gives a door and no way online, means the door."""
    if meeting.attendance is None:
        return bool(meeting.address or meeting.venue) and not (meeting.online_url or meeting.online_phone)
    return meeting.attendance is not Attendance.ONLINE


def has_door(meeting: Meeting) -> bool:
    """Whether the address leads to a door: a street or a named place, and no word that it is only the area."""
    return bool(meeting.address or meeting.venue) and not meeting.approximate


def position(meeting: Meeting) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, where both are stated and are on the globe. 0, 0 is how lists write neither."""
    latitude, longitude = meeting.latitude, meeting.longitude
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None
    # A comparison with something that is not a number is never true.
    return (latitude, longitude) if -90 <= latitude <= 90 and -180 <= longitude <= 180 else None


def why_not_now(meeting: Meeting, today: date) -> str:
    """Why nobody should be sent to it, as a sentence without a full stop. Empty where it takes place."""
    pattern = meeting.pattern
    if pattern and pattern.ends and pattern.ends < today:
        return f"It ended on {pattern.ends.isoformat()}"
    if pattern and pattern.starts and pattern.starts > today:
        return f"It does not start until {pattern.starts.isoformat()}"
    return ""


def clock(minutes: int) -> str:
    """Minutes after midnight as "19:30"."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def as_lines(things: Iterable[Any]) -> str:
    """A JSON list with each thing on a line of its own, so that two exports can be compared line by line."""
    lines = ",\n".join(json.dumps(thing, ensure_ascii=False, allow_nan=False, separators=(",", ":")) for thing in things)
    return f"[\n{lines}\n]" if lines else "[]"
