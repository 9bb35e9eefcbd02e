"""When a meeting is next, of the days and the hours that are asked for."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from fama_cli.meetings.days import here, next_day, week_is_known
from fama_cli.meetings.index.query import DAY, Query
from fama_cli.meetings.index.tables import pattern_from
from fama_cli.meetings.model import UK_CLOCKS, Closure
from fama_cli.meetings.pattern import Every, Pattern


class Next(NamedTuple):
    """What the days of a meeting say to a query."""

    fits: bool
    over: bool
    """There is no day left as far ahead as is looked."""
    unsaid: bool
    """It does not say what was asked about: its day, or its hour."""
    on: date | None
    at: datetime | None


class Timing:
    """Answers for one query. Most meetings share their days and hours with others, so each answer is worked out once."""

    COLUMNS = "m.at, m.zone, m.every, m.weekday, m.interval, m.weeks, m.month_days, m.dates, m.starts, m.ends, m.closed_on, m.nation"
    """What it needs to know of a row."""

    def __init__(self, connection: sqlite3.Connection, query: Query) -> None:
        self.closures = Closures(connection)
        self._query = query
        self._known: dict[tuple[Any, ...], Next] = {}

    def of(self, when: tuple[Any, ...]) -> Next:
        """`when` has the values of COLUMNS."""
        known = self._known.get(when)
        if known is None:
            at, zone, *days, closed_on, nation = when
            known = self._known[when] = self._worked_out(at, zone, pattern_from(*days), self.closures.of(closed_on, nation))
        return known

    def _worked_out(self, at: int | None, zone: str, pattern: Pattern | None, closed: frozenset[date]) -> Next:
        query = self._query
        on, moment = next_time(pattern, at, zone, query, closed)
        over = on is None and pattern is not None and week_is_known(pattern)
        by_time = query.after is not None or query.before is not None
        fits = True
        if by_time or query.on is not None or query.weekdays:
            fits = not over and pattern is not None and (at is not None or not by_time)
            if fits and on is None and pattern is not None:
                # Nobody knows which week it is on, so it is shown for its day, to be asked about; but for no certain date.
                fits = query.on is None and zone == UK_CLOCKS and (not query.weekdays or pattern.weekday in query.weekdays)
        asked = by_time or query.on is not None or bool(query.weekdays)
        return Next(fits, over, asked and (pattern is None or (by_time and at is None)), on, moment)


FURTHEST = timedelta(days=2 * 366)
"""How far ahead a day that fits is looked for. A meeting that is next in 3 years is no meeting to go to."""


def next_time(
    pattern: Pattern | None, at: int | None, zone: str, query: Query, closed: frozenset[date]
) -> tuple[date | None, datetime | None]:
    """The next day and moment, on UK clocks, that fits the days and the hours asked for."""
    if pattern is None:
        return None, None
    abroad = zone != UK_CLOCKS
    # On other clocks the day may be another: it is looked for from the day before.
    day = _earliest(query) - timedelta(days=abroad)
    furthest = query.today + FURTHEST
    if day > furthest:
        return None, None
    while True:
        found = _weekly(pattern, day) if pattern.every is Every.WEEK and not closed else next_day(pattern, day, closed)
        if found is None or found > furthest or (query.on is not None and found > query.on + timedelta(days=abroad)):
            return None, None
        if at is None:
            moment, on = None, found
        else:
            moment = here(zone, found, at).replace(tzinfo=None) if abroad else datetime.combine(found, _clock(at))
            on = moment.date()
        if _wanted(on, moment, query):
            return on, moment
        if moment is not None and on >= query.today and not abroad and not _in_hours(moment, query):
            return None, None  # The hour is the same each time.
        if query.weekdays and not abroad and pattern.weekday is not None and pattern.weekday not in query.weekdays:
            return None, None
        day = found + timedelta(days=1)


def _earliest(query: Query) -> date:
    return max(query.today, query.on) if query.on else query.today


def _weekly(pattern: Pattern, day: date) -> date | None:
    """As `next_day`, quicker, for nearly every meeting there is."""
    if pattern.interval == 1 and pattern.starts is None and pattern.ends is None and pattern.weekday is not None:
        return day + timedelta(days=(pattern.weekday - day.weekday()) % 7)
    return next_day(pattern, day)


def _wanted(on: date, moment: datetime | None, query: Query) -> bool:
    if on < query.today or (query.on is not None and on != query.on) or (query.weekdays and on.weekday() not in query.weekdays):
        return False
    if moment is None:
        return query.after is None and query.before is None
    minute = moment.hour * 60 + moment.minute
    if query.now is not None and on == query.today and minute < query.now:
        return False
    return _in_hours(moment, query)


def _in_hours(moment: datetime, query: Query) -> bool:
    minute = moment.hour * 60 + moment.minute
    return (query.after is None or minute >= query.after) and (query.before is None or minute <= query.before)


@lru_cache(maxsize=DAY)
def _clock(at: int) -> time:
    return time(at // 60, at % 60)


CLOSURES = tuple(Closure)


class Closures:
    """The days on which meetings do not take place, by nation and kind."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._days: dict[tuple[str, str], dict[date, None]] = {}
        self._connection = connection

    def of(self, closed_on: str, nation: str) -> frozenset[date]:
        days: set[date] = set()
        for each in closed_on.split("\n") if closed_on else ():
            if each in CLOSURES:
                days.update(self.days(nation, each))
            else:
                days.add(date.fromisoformat(each))
        return frozenset(days)

    def days(self, nation: str, kind: str) -> dict[date, None]:
        if (nation, kind) not in self._days:
            rows = self._connection.execute("SELECT day FROM closed WHERE nation = ? AND kind = ? ORDER BY day", (nation, kind))
            self._days[nation, kind] = dict.fromkeys(date.fromisoformat(row[0]) for row in rows)
        return self._days[nation, kind]
