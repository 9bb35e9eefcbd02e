"""When a meeting of a Meeting Guide list takes place: its day or days, its times and the clocks they go by."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from fama_cli.meetings.feeds.parts import DAY, minutes
from fama_cli.meetings.feeds.plain import number_in_words
from fama_cli.meetings.model import UK_CLOCKS
from fama_cli.meetings.pattern import Every, Pattern
from fama_cli.meetings.reading import Finding, Notice, Severity

DAY_NOT_UNDERSTOOD = Notice(
    "day-not-understood",
    Severity.CHANGED,
    "The day is not one of the week, so it was left out: a meeting without another day is by arrangement",
    "Write a number from 0 for Sunday to 6 for Saturday, or the name of the day",
)
TIME_NOT_UNDERSTOOD = Notice(
    "time-not-understood",
    Severity.CHANGED,
    "The time is no certain time, so the meeting was kept as one by arrangement",
    "Write the time as 18:00",
)
END_NOT_UNDERSTOOD = Notice(
    "end-not-understood", Severity.CHANGED, "The end is no certain time, so it was left out", "Write the time as 19:30"
)
NO_LENGTH = Notice("no-length", Severity.CHANGED, "It ends when it starts, so the end was left out", "Write the time it ends, or nothing")
VERY_LONG = Notice("very-long", Severity.NOTED, "It lasts more than 8 hours", "Check that the end is not before the start")
NO_TIME = Notice("no-time", Severity.NOTED, "It has a day and no time", "Write the time it starts, as 18:00")
NO_DAY = Notice("no-day", Severity.NOTED, "It has a time and no day, so it was kept as one by arrangement", "Write the day of the week")
ZONE_NOT_KNOWN = Notice(
    "timezone-not-known",
    Severity.CHANGED,
    "The time zone is not one of the tz database, so the clocks of the UK were taken",
    "Write it as the tz database does, such as Europe/London",
)

LONGEST = 8 * 60
"""Minutes."""

WEEKLY = tuple(Pattern(every=Every.WEEK, weekday=weekday) for weekday in range(7))
"""From Monday."""
_NAMES = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_DAYS = {str(number): (number - 1) % 7 for number in range(7)}
_DAYS |= {name[:length]: (number - 1) % 7 for number, name in enumerate(_NAMES) for length in range(3, len(name) + 1)}
_DAYS |= {f"{name}s": (number - 1) % 7 for number, name in enumerate(_NAMES)}
"""What lists write -> 0 for Monday. The numbers of Meeting Guide start with 0 for Sunday."""


class Times(NamedTuple):
    """The days and times of one row."""

    patterns: tuple[Pattern | None, ...]
    """One for each day. None is by arrangement."""
    at: int | None
    until: int | None
    findings: tuple[Finding, ...]


def times_of(day: object, time: object, end: object) -> Times:
    """What a list says in its fields `day`, `time` and `end_time`, whatever they hold."""
    if type(day) is int and type(time) is str and (end is None or type(end) is str):
        return _times_of(str(day) if -1 < day < 8 else _written(day), time.strip(), end.strip() if end else "")
    if isinstance(day, list):
        day = tuple(_written(each) for each in day)
    return _times_of(day if isinstance(day, tuple) else _written(day), _written(time), _written(end))


def _written(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    # True is a number to Python, and no day; and no day or time has hundreds of figures, which it may refuse to write out.
    return number_in_words(value) if isinstance(value, int) and not isinstance(value, bool) else repr(value)


@lru_cache(maxsize=65536)
def _times_of(day: str | tuple[str, ...], time: str, end: str) -> Times:
    findings: list[Finding] = []
    weekdays = _weekdays(day, findings)
    at, until = None, None
    if time:
        at = minutes(time)
        if at is None:
            findings.append(Finding("time", TIME_NOT_UNDERSTOOD, time[:60]))
            weekdays = []
    if end:
        until = minutes("00:00" if end in {"24:00", "24:00:00"} else end)
        if until is None:
            findings.append(Finding("end_time", END_NOT_UNDERSTOOD, end[:60]))
        elif until == at:
            findings.append(Finding("end_time", NO_LENGTH, end))
            until = None
        elif at is None:
            until = None
        elif (until - at) % DAY > LONGEST:
            findings.append(Finding("end_time", VERY_LONG, f"{time} to {end}"[:60]))
    if weekdays and not time:
        findings.append(Finding("time", NO_TIME))
    if time and at is not None and not weekdays and not findings:
        findings.append(Finding("day", NO_DAY))
    return Times(tuple(WEEKLY[weekday] for weekday in weekdays) or (None,), at, until, tuple(findings))


def _weekdays(day: str | tuple[str, ...], findings: list[Finding]) -> list[int]:
    written = day if isinstance(day, tuple) else tuple(filter(None, re.split(r"[,;/&]|\band\b", day)))
    found: dict[int, None] = {}
    for each in written:
        weekday = _DAYS.get(each.strip().casefold())
        if weekday is not None:
            found[weekday] = None
        elif each.strip():
            findings.append(Finding("day", DAY_NOT_UNDERSTOOD, each.strip()[:60]))
    return list(found)


@lru_cache(maxsize=1024)
def zone_of(written: str) -> str:
    """The name of a time zone, as the tz database has it. "" where there is none of that name; the UK's where nothing is written."""
    from zoneinfo import ZoneInfo

    if not written:
        return UK_CLOCKS
    try:
        return ZoneInfo(written).key
    except (OSError, ValueError, LookupError):  # It looks in files, so the name may be one that no file can have.
        return ""
