"""Times as people write them: "7pm", "7.30pm", "19:30", "noon", "7 to 8.30pm"."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import time

from fama_cli.record import record


@record
class Hours:
    """A time, perhaps with an end. It is certain when it can only be one half of the day."""

    says: str
    """The words that were read."""
    at: time
    until: time | None = None
    certain: bool = True


_CLOCK = (
    r"(?P<clock{n}>(?P<noon{n}>noon|midday)\b"
    r"|(?P<hour{n}>\d{{1,2}})(?:(?P<point{n}>[:.])(?P<minute{n}>\d\d))?(?!\d)(?:\s?(?P<half{n}>[ap])\.?m\b\.?)?)"
)
_TO = r"\s*(?:[-–—]|\b(?:to|until|till|til)\b)\s*"
SPAN = re.compile(
    rf"(?<![\w.:/-]){_CLOCK.format(n=1)}(?:{_TO}{_CLOCK.format(n=2)})?(?![./:-]?\d|/|\w)",
    re.IGNORECASE | re.ASCII,  # ASCII, so that a letter or figure of another alphabet is not taken for one of these.
)
"""A time or two. It also finds bare numbers, which `hours_in` knows to be none."""


def hours_in(match: re.Match[str]) -> Hours | None:
    """What a match of SPAN says, or None when it is no time at all."""
    until = _alone(match, 2) if match["clock2"] else None
    shares_half = until is not None and match["half2"] and not (match["half1"] or match["noon1"])
    at = _before(match, until) if until and shares_half else _alone(match, 1)
    if at is not None:
        return Hours(says=match[0] if until else match["clock1"], at=at, until=until if until != at else None)
    if until is not None or ":" in {match["point1"], match["point2"]}:
        # "7:30" is a time, of the morning or of the evening.
        return Hours(says=match[0], at=until or time(), certain=False)
    return None


def _alone(match: re.Match[str], number: int) -> time | None:
    """A time that is certain by itself: with am or pm, on the 24-hour clock, or noon."""
    if match[f"noon{number}"]:
        return time(12)
    hour, minute, half = int(match[f"hour{number}"]), int(match[f"minute{number}"] or 0), match[f"half{number}"]
    if half:
        return _halved(hour, minute, half)
    point = match[f"point{number}"]
    # "7:30" may be the morning or the evening, and "19.11" the 19th of November.
    of_24 = point and len(match[f"hour{number}"]) == 2 and (point == ":" or minute == 0 or minute > 12)
    return _time(hour, minute) if of_24 else None


def _before(match: re.Match[str], until: time) -> time | None:
    """The start of "7 to 8.30pm", which is the same half of the day, or of "11 to 1pm", which is the one before."""
    hour, minute = int(match["hour1"]), int(match["minute1"] or 0)
    if not 1 <= hour <= 12:
        return _alone(match, 1)
    half = match["half2"].lower()
    same = _halved(hour, minute, half)
    return same if same is None or same < until else _halved(hour, minute, "a" if half == "p" else "p")


def _halved(hour: int, minute: int, half: str) -> time | None:
    return _time(hour % 12 + (12 if half.lower() == "p" else 0), minute) if 1 <= hour <= 12 else None


def _time(hour: int, minute: int) -> time | None:
    with suppress(ValueError):
        return time(hour, minute)
    return None
