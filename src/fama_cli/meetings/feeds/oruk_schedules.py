"""The schedules of an Open Referral UK service: on which days it takes place, and at what time.

A schedule has the parts of an iCalendar rule as fields: freq, interval, byday, bymonthday, and dtstart, the first day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from fama_cli.meetings.days import next_day, week_is_known
from fama_cli.meetings.feeds import oruk_notices as say
from fama_cli.meetings.feeds.parts import day, minutes
from fama_cli.meetings.feeds.plain import tidied
from fama_cli.meetings.pattern import Every, Pattern, on_dates
from fama_cli.meetings.reading import Finding
from fama_cli.meetings.rules import patterns_of
from fama_cli.record import changed

Held = Mapping[str, object]


class Times(NamedTuple):
    """What one schedule says. Several patterns are several meetings."""

    patterns: tuple[Pattern | None, ...]
    at: int | None
    until: int | None


def times_of(schedule: Held, findings: list[Finding]) -> Times:
    """The days and the time of one schedule, in no clocks but those of the place."""
    at = _clock(schedule, "opens_at", findings)
    if at is None and not schedule.get("opens_at"):
        findings.append(Finding("opens_at", say.NO_TIME))
    return Times(_patterns(schedule, findings), at, _clock(schedule, "closes_at", findings))


def joined(found: Iterable[tuple[Pattern | None, Held]]) -> list[tuple[Pattern | None, Held]]:
    """With the single dates of what is otherwise the same meeting put together: the standard has no way to name several dates."""
    dates: dict[frozenset[tuple[str, object]], set[date]] = {}
    kept: list[tuple[Pattern | None, Held]] = []
    for pattern, rest in found:
        if pattern and pattern.every is Every.NAMED:
            same = frozenset(rest.items())
            if same in dates:
                dates[same].update(pattern.dates)
                continue
            dates[same] = {*pattern.dates}
        kept.append((pattern, rest))
    return [
        (on_dates(*dates[frozenset(rest.items())]) if pattern and pattern.every is Every.NAMED else pattern, rest) for pattern, rest in kept
    ]


def words(value: object) -> str:
    """A value as words on one line. Lists are written with commas between."""
    if isinstance(value, str):
        return tidied(" ".join(value.split()))
    if isinstance(value, list):
        return ",".join(filter(None, map(words, value)))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def date_of(held: Held, field: str, findings: list[Finding]) -> str:
    """A date as 2026-11-21, or "" where there is none that can be read."""
    written = words(held.get(field))
    found = day(written) if written else ""
    if written and not found:
        findings.append(Finding(field, say.WRONG_DATE, written[:60]))
    return found


def _clock(schedule: Held, field: str, findings: list[Finding]) -> int | None:
    written = words(schedule.get(field))
    found = minutes(written) if written else None
    if written and found is None:
        findings.append(Finding(field, say.WRONG_TIME, written[:60]))
    if found is not None and re.search(r"(?:Z|[+-]\d\d:?\d\d)$", written):
        findings.append(Finding(field, say.OFFSET, written[:60]))
    return found


def _patterns(schedule: Held, findings: list[Finding]) -> tuple[Pattern | None, ...]:
    first, start, last = (date_of(schedule, field, findings) for field in ("valid_from", "dtstart", "valid_to"))
    often, days, numbers = (words(schedule.get(field)).upper() for field in ("freq", "byday", "bymonthday"))
    if not often and not days and not numbers:
        # One date, and nothing of how it comes round.
        only = start if not (first or last) else first if first == last else ""
        return (on_dates(date.fromisoformat(only)),) if only else (None,)
    if not often:
        findings.append(Finding("freq", say.READ_AS_WEEKLY))
        often = "MONTHLY" if numbers or re.search(r"\d", days) else "WEEKLY"
    if often == "WEEKLY" and numbers:
        findings.append(Finding("bymonthday", say.NOT_WITH_WEEKLY, numbers[:60]))
        numbers = ""
    # "Monday" and "mon" start as MO does.
    days = ",".join(re.sub(r"^([+-]?\d*)\s*([A-Z]{2})[A-Z]*$", r"\1\2", each.strip()) for each in days.split(","))
    interval = words(schedule.get("interval"))
    parts = {"FREQ": often, "INTERVAL": interval, "BYDAY": days, "BYMONTHDAY": numbers}
    rule = ";".join(f"{name}={held}" for name, held in parts.items() if held)
    found = _bounded(rule, first, start, last)
    if not found:
        findings.append(Finding("byday", say.NO_RULE, rule[:60]))
        return (None,)
    for pattern in found:
        if not week_is_known(pattern):
            findings.append(Finding("dtstart", say.NO_WEEK))
        elif pattern.starts and pattern.ends and _next(pattern, pattern.starts) is None:
            findings.append(Finding("valid_to", say.NEVER, f"{pattern.starts} to {pattern.ends}"))
    return found


@lru_cache(maxsize=4096)
def _bounded(rule: str, first: str, start: str, last: str) -> tuple[Pattern, ...]:
    """The patterns of a rule that is valid from `first` to `last`, and whose first day is `start`. Any may be empty."""
    begins = date.fromisoformat(start) if start else None
    valid = date.fromisoformat(first) if first else None
    ends = date.fromisoformat(last) if last else None
    try:
        found = patterns_of(rule, begins or valid)
    except OverflowError:
        return ()
    made = [changed(pattern, starts=_starts(pattern, begins, valid), ends=ends) for pattern in found]
    if len(made) == 1 and valid and valid == ends and _next(made[0], valid) == valid:
        return (on_dates(valid),)
    return tuple(made)


def _starts(pattern: Pattern, begins: date | None, valid: date | None) -> date | None:
    """The one day to count from that means the same as both dates."""
    if begins is None or valid is None:
        return begins or valid
    if valid <= begins:
        # The first day is often just the first that comes after the schedule is valid.
        return valid if _next(changed(pattern, starts=valid), valid) == begins else begins
    return (_next(pattern, valid) or valid) if pattern.interval > 1 else valid


def _next(pattern: Pattern, today: date) -> date | None:
    try:
        return next_day(pattern, today)
    except (OverflowError, ValueError):  # The year 9999 has no day after its last.
        return None
