"""A name for each meeting that stays when the list's own changes."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

from fama_cli.meetings.model import Meeting
from fama_cli.meetings.once import once_each
from fama_cli.meetings.pattern import Pattern
from fama_cli.meetings.rules import rule_of
from fama_cli.text import folded


def place_of(meeting: Meeting) -> str:
    """Where it is, as far as is needed to tell it from others: the postcode, else the spot to 100 metres, else the words."""
    if meeting.postcode:
        return meeting.postcode.replace(" ", "").upper()
    if meeting.latitude is not None and meeting.longitude is not None:
        return f"{meeting.latitude:.3f},{meeting.longitude:.3f}"
    if meeting.address or meeting.venue:
        return _folded(f"{meeting.venue} {meeting.address} {meeting.town}")
    if meeting.online_url:
        return meeting.online_url.split("?")[0]
    return meeting.online_phone or _folded(meeting.name)


def told_apart(meeting: Meeting) -> str:
    """The fellowship, the days, the time and the place. Meetings that share all 4 are taken for one, or named apart."""
    days = _days(meeting.pattern) if meeting.pattern else ""
    return f"{meeting.fellowship}|{days}|{meeting.at}|{place_of(meeting)}"


@once_each
def _days(pattern: Pattern) -> str:
    return f"{rule_of(pattern)}|{','.join(map(str, pattern.dates))}"


def key_of(apart: str) -> str:
    """10 letters and figures that a person can read out: no i, l, o or u.

    They are 50 bits. Of 200,000 meetings, 2 share one by chance in 1 list of 50,000.
    """
    number = int.from_bytes(blake2b(apart.encode(), digest_size=7).digest())
    return "".join([_LETTERS[number >> shift & 31] for shift in range(45, -5, -5)])


_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


@lru_cache(maxsize=65536)
def _folded(words: str) -> str:
    return folded(words)
