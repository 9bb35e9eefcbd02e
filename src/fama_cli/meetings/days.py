"""The days and moments at which a meeting takes place.

Weeks and months are counted as RFC 5545 (section 3.3.10) counts them: from the one that holds the first day, and a week begins
on Monday unless a rule says otherwise.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Container, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from fama_cli.errors import NotFound
from fama_cli.meetings.model import UK_CLOCKS
from fama_cli.meetings.pattern import Every, Pattern

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

DAY = 24 * 60
"""Minutes."""

_FURTHEST = 10 * 366
"""Days ahead that a next day is looked for: a 29 February every 12 months comes within 8 years."""


class NoSuchZone(NotFound):
    """No clocks are known by that name."""

    code = "no-such-zone"


def week_is_known(pattern: Pattern) -> bool:
    """Whether anybody can say which days these are. Every other Tuesday, from no stated day, may be this week or next."""
    return pattern.every is Every.NAMED or pattern.interval == 1 or pattern.starts is not None


def days(pattern: Pattern, first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both included, in order. None at all where the week is not known: see `possible_days`."""
    if week_is_known(pattern):
        yield from possible_days(pattern, first, last)


def possible_days(pattern: Pattern, first: date, last: date) -> Iterator[date]:
    """As `days`, but where the week is not known, every day that it may be."""
    if pattern.starts is not None and pattern.starts > first:
        first = pattern.starts
    if pattern.ends is not None and pattern.ends < last:
        last = pattern.ends
    if first > last:
        return
    if pattern.every is Every.WEEK:
        yield from _by_week(pattern, first, last)
    elif pattern.every is Every.NAMED:
        yield from (day for day in pattern.dates if first <= day <= last)
    else:
        yield from _by_month(pattern, first, last)


def next_day(pattern: Pattern, today: date, closed: Container[date] = ()) -> date | None:
    """The first day from `today` on, today included, that is not in `closed`. None where there is none in the next 10 years."""
    last = date.fromordinal(min(today.toordinal() + _FURTHEST, date.max.toordinal()))
    return next((day for day in days(pattern, today, last) if day not in closed), None)


def _by_week(pattern: Pattern, first: date, last: date) -> Iterator[date]:
    if pattern.weekday is None:
        return
    # Ordinal 1 is a Monday, so that whole weeks are counted from there.
    day = first.toordinal() + (pattern.weekday - first.weekday()) % 7
    step = 7
    if pattern.interval > 1 and pattern.starts is not None:
        past = ((day - 1) // 7 - (pattern.starts.toordinal() - 1) // 7) % pattern.interval
        day += 7 * (-past % pattern.interval)
        step = 7 * pattern.interval
    yield from map(date.fromordinal, range(day, last.toordinal() + 1, step))


def _by_month(pattern: Pattern, first: date, last: date) -> Iterator[date]:
    month, step = first.year * 12 + first.month - 1, 1
    if pattern.interval > 1 and pattern.starts is not None:
        step = pattern.interval
        month += -(month - pattern.starts.year * 12 - pattern.starts.month + 1) % step
    for each in range(month, last.year * 12 + last.month, step):
        year, of_year = each // 12, each % 12 + 1
        for number in _in_month(pattern, year, of_year):
            day = date(year, of_year, number)
            if first <= day <= last:
                yield day


def _in_month(pattern: Pattern, year: int, month: int) -> list[int]:
    begins, length = monthrange(year, month)
    if pattern.every is Every.MONTH_DAY:
        numbers = {number if number > 0 else length + 1 + number for number in pattern.month_days}
    elif pattern.weekday is None:
        numbers = set()
    else:
        first = (pattern.weekday - begins) % 7 + 1
        latest = first + (length - first) // 7 * 7
        numbers = {first + 7 * (week - 1) if week > 0 else latest + 7 * (week + 1) for week in pattern.weeks}
    return sorted(number for number in numbers if 1 <= number <= length)


def at_in(zone: str, day: date, at: int) -> datetime:
    """The moment at which the clocks of `zone` show `at`, in minutes after midnight of `day`. Raises NoSuchZone.

    RFC 5545 (section 3.3.5): a time that the clocks skip in spring is told by the clocks as they were before, so 1.30am is then
    2.30am; of a time that comes twice in autumn, it is the first.
    """
    clocks = zone_of(zone)
    moment = datetime(day.year, day.month, day.day, at // 60, at % 60, tzinfo=clocks)
    there = moment.astimezone(UTC).astimezone(clocks)
    return there if there.hour * 60 + there.minute != at else moment


def ends_in(zone: str, day: date, at: int, until: int) -> datetime:
    """When a meeting that begins on `day` ends: on the day after where `until` is not later than `at`. Raises NoSuchZone."""
    return at_in(zone, day if until > at else day + timedelta(days=1), until)


def here(zone: str, day: date, at: int, here: str = UK_CLOCKS) -> datetime:
    """`at_in`, as the clocks `here` show it: 8pm in New York is 1am on the day after in the UK. Raises NoSuchZone."""
    return at_in(zone, day, at) if zone == here else at_in(zone, day, at).astimezone(zone_of(here))


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """The clocks that the IANA calls `name`. Raises NoSuchZone."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError) as problem:
        raise NoSuchZone(
            f"There are no clocks called `{name[:60]}`", hint="Name them as `Europe/London` or `America/New_York`"
        ) from problem
