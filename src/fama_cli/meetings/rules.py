"""Patterns as iCalendar rules (RFC 5545, section 3.3.10), which other formats use too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from heapq import merge
from itertools import islice

from fama_cli.meetings.days import DAY, NoSuchZone, days, week_is_known, zone_of
from fama_cli.meetings.model import UK_CLOCKS
from fama_cli.meetings.pattern import Every, Pattern, in_order
from fama_cli.record import changed

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_MOST = 10_000
"""Times that a COUNT may name: 27 years of every day."""


@lru_cache(maxsize=4096)
def rule_of(pattern: Pattern) -> str:
    """Such as `FREQ=MONTHLY;BYDAY=-1FR`, without `RRULE:`. Empty for named dates, which have none.

    A rule does not hold the day to count from: that is DTSTART, `pattern.starts`. UNTIL is a day, as `UNTIL=20261224`.
    """
    if pattern.every is Every.NAMED:
        return ""
    weekday = "" if pattern.weekday is None else WEEKDAYS[pattern.weekday]
    parts = ["FREQ=WEEKLY" if pattern.every is Every.WEEK else "FREQ=MONTHLY"]
    if pattern.interval > 1:
        parts.append(f"INTERVAL={pattern.interval}")
    if pattern.every is Every.MONTH_DAY:
        parts.append(f"BYMONTHDAY={','.join(map(str, pattern.month_days))}")
    elif pattern.every is Every.MONTH:
        parts.append(f"BYDAY={','.join(f'{week}{weekday}' for week in pattern.weeks)}")
    else:
        parts.append(f"BYDAY={weekday}")
    if pattern.ends is not None:
        parts.append(f"UNTIL={pattern.ends:%Y%m%d}")
    return ";".join(parts)


def pattern_of(rule: str, starts: date | None = None, *, at: int | None = None, zone: str = UK_CLOCKS) -> Pattern | None:
    """The one pattern that is the same as `rule`. None where there is none, or where it takes several: see `patterns_of`."""
    found = patterns_of(rule, starts, at=at, zone=zone)
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4096)
def patterns_of(rule: str, starts: date | None = None, *, at: int | None = None, zone: str = UK_CLOCKS) -> tuple[Pattern, ...]:
    """The patterns that together are the same as `rule`: "BYDAY=MO,TU" is two. None where they cannot be the same for certain.

    `starts` is DTSTART, `at` its minutes after midnight, and `zone` whose clocks: an UNTIL that is a moment is told by them.
    Without `at`, a meeting on the day of UNTIL is taken to be before it.
    """
    parts = _parts(rule)
    if parts is None:
        return ()
    try:
        interval = int(parts.get("INTERVAL", "1"))
        count = int(parts["COUNT"]) if "COUNT" in parts else None
    except ValueError:
        return ()
    if not 1 <= interval <= 1000 or (count is not None and not (0 < count <= _MOST and "UNTIL" not in parts)):
        return ()
    found = _READERS[parts["FREQ"]](parts, interval, starts) if parts["FREQ"] in _READERS else ()
    found = tuple(_begun(changed(pattern, starts=starts), parts.get("WKST", "MO")) for pattern in found)
    if "UNTIL" in parts:
        ends = _until(parts["UNTIL"], at, zone)
        return tuple(changed(pattern, ends=ends) for pattern in found) if ends else ()
    return _counted(found, count) if count else found


_KNOWN = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYSETPOS", "UNTIL", "COUNT", "WKST"}


def _parts(rule: str) -> Mapping[str, str] | None:
    written = rule.strip().upper().removeprefix("RRULE:").strip(" ;")
    pairs = [tuple(part.strip() for part in each.split("=", 1)) for each in written.split(";")]
    parts = {pair[0]: pair[1] for pair in pairs if len(pair) == 2 and pair[1]}
    whole = len(parts) == len(pairs) and "FREQ" in parts and not parts.keys() - _KNOWN
    return parts if whole and parts.get("WKST", "MO") in WEEKDAYS else None


def _daily(parts: Mapping[str, str], interval: int, starts: date | None) -> tuple[Pattern, ...]:
    if "BYMONTHDAY" in parts or "BYSETPOS" in parts:
        return ()
    named = _weekdays(parts)
    if interval == 1:
        return tuple(Pattern(every=Every.WEEK, weekday=weekday) for weekday in (range(7) if named is None else named))
    if interval % 7 == 0 and starts is not None and named in (None, (starts.weekday(),)):
        return (Pattern(every=Every.WEEK, weekday=starts.weekday(), interval=interval // 7),)
    return ()


def _weekly(parts: Mapping[str, str], interval: int, starts: date | None) -> tuple[Pattern, ...]:
    if "BYMONTHDAY" in parts or "BYSETPOS" in parts:
        return ()
    named = _weekdays(parts)
    if named is None:
        named = () if starts is None else (starts.weekday(),)
    return tuple(Pattern(every=Every.WEEK, weekday=weekday, interval=interval) for weekday in named)


def _monthly(parts: Mapping[str, str], interval: int, starts: date | None) -> tuple[Pattern, ...]:
    numbers = _numbers(parts["BYMONTHDAY"], 31) if "BYMONTHDAY" in parts else None
    places = _numbers(parts["BYSETPOS"], 31) if "BYSETPOS" in parts else None
    if numbers == () or places == ():
        return ()
    if "BYDAY" not in parts:
        if numbers is None:
            numbers = () if starts is None else (starts.day,)
        if places is not None or not numbers or min(numbers) < -1:
            return ()
        return (Pattern(every=Every.MONTH_DAY, month_days=numbers, interval=interval),)
    weeks = _weeks(parts["BYDAY"])
    if numbers is not None or places is not None:
        # "The Friday among the 1st to the 7th", and "the last of the Fridays", are ways to say the first and the last Friday.
        plain = len(weeks) == 1 and not any(weeks.values())
        if not plain or (numbers is None) == (places is None):
            return ()
        meant = places if numbers is None else _SEVENS.get(numbers, ())
        weeks = dict.fromkeys(weeks, meant or ())
        if not meant:
            return ()
    if any(week not in (0, 1, 2, 3, 4, 5, -1) for each in weeks.values() for week in each):
        return ()
    if interval == 1 and not any(weeks.values()):
        return tuple(Pattern(every=Every.WEEK, weekday=weekday) for weekday in weeks)
    return tuple(
        Pattern(every=Every.MONTH, weekday=weekday, weeks=in_order(tuple(each or range(1, 6))), interval=interval)
        for weekday, each in weeks.items()
    )


_READERS = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly}
_SEVENS = {
    **{tuple(range(7 * week - 6, 7 * week + 1)): (week,) for week in range(1, 5)},
    tuple(range(-7, 0)): (-1,),
}
"""Days of a month -> the week that they are."""

_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)


def _weekdays(parts: Mapping[str, str]) -> tuple[int, ...] | None:
    """0 is Monday. None where no day is named, and none at all where some day is numbered or not one."""
    if "BYDAY" not in parts:
        return None
    found = [_DAY.fullmatch(each.strip()) for each in parts["BYDAY"].split(",")]
    if not all(match and match[1] is None for match in found):
        return ()
    return tuple(sorted({WEEKDAYS.index(match[2]) for match in found if match}))


def _weeks(by_day: str) -> dict[int, tuple[int, ...]]:
    """Weekday -> its weeks of the month, or none for every week. Empty where it cannot be read."""
    weeks: dict[int, set[int]] = {}
    for each in by_day.split(","):
        match = _DAY.fullmatch(each.strip())
        if match is None or (match[1] and int(match[1]) == 0):
            return {}
        weeks.setdefault(WEEKDAYS.index(match[2]), set()).add(int(match[1] or 0))
    numbered = [number != 0 for held in weeks.values() for number in held]
    if any(numbered) and not all(numbered):
        # "MO,1TU" is every Monday and the first Tuesday, by the standard, and readers differ.
        return {}
    return {weekday: in_order(tuple(held - {0})) for weekday, held in sorted(weeks.items())}


def _numbers(written: str, most: int) -> tuple[int, ...]:
    """In order, the last at the end. Empty where they cannot be read."""
    with suppress(ValueError):
        numbers = {int(each) for each in written.split(",")}
        if all(0 < abs(number) <= most for number in numbers):
            return in_order(tuple(numbers))
    return ()


def _begun(pattern: Pattern, week_starts: str) -> Pattern:
    """The same days with weeks that begin on Monday, where the rule has them begin on another day."""
    if pattern.every is not Every.WEEK or pattern.interval == 1 or pattern.starts is None or pattern.weekday is None or week_starts == "MO":
        return pattern
    into = (pattern.starts.weekday() - WEEKDAYS.index(week_starts)) % 7
    with suppress(OverflowError):
        day = pattern.starts + timedelta(days=(pattern.weekday - WEEKDAYS.index(week_starts)) % 7 - into)
        return changed(pattern, starts=day if day >= pattern.starts else day + timedelta(weeks=pattern.interval))
    return pattern


def _until(written: str, at: int | None, zone: str) -> date | None:
    """The last day on which a meeting may begin."""
    match = re.fullmatch(r"(\d{8})(?:T(\d{4,6})(Z?))?", written, re.ASCII)
    with suppress(ValueError, OverflowError, NoSuchZone):
        if match and match[2] is None:
            return datetime.strptime(match[1], "%Y%m%d").date()  # noqa: DTZ007  # a day has no clock
        if match:
            moment = datetime.strptime(match[1] + match[2].ljust(6, "0"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
            if match[3]:
                moment = moment.astimezone(zone_of(zone))
            begun = at is None or moment.hour * 60 + moment.minute >= at % DAY
            return moment.date() if begun else moment.date() - timedelta(days=1)
    return None


def _counted(found: Sequence[Pattern], count: int) -> tuple[Pattern, ...]:
    """With the day of the last of `count` times as the end. None where nobody can say which it is."""
    starts = found[0].starts if found else None
    if starts is None or not all(week_is_known(pattern) for pattern in found):
        return ()
    coming: Iterable[date] = merge(*(days(pattern, starts, date.max) for pattern in found))
    last = max(islice(coming, count), default=None)
    return tuple(changed(pattern, ends=last) for pattern in found) if last else ()
