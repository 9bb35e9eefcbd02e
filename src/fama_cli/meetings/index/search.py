"""Finding meetings in the index: which, when next, and how far."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from fama_cli.errors import FileProblem
from fama_cli.meetings.index.next_time import CLOSURES, Closures, Next, Timing
from fama_cli.meetings.index.query import Query, conditions_of, windows_of
from fama_cli.meetings.index.tables import VERSION, address_of, meeting_from
from fama_cli.meetings.model import Meeting
from fama_cli.meetings.places.distance import boxes, metres_between
from fama_cli.meetings.places.spot import Exactness
from fama_cli.record import record


@record
class Hit:
    """A meeting that fits."""

    key: str
    source: str
    """The name of its list."""
    seen_on: str
    """The day that its list was imported."""
    meeting: Meeting
    next_on: date | None
    """None where nobody can say: by arrangement, every other week from no stated day, or over."""
    next_at: datetime | None
    """On the clocks of the UK."""
    metres: float | None
    located: str
    """How its place is known, an `Exactness`. Empty where it is not."""
    asked_from: Exactness = Exactness.POINT
    """How exactly the place that it was looked for from is known."""
    next_may_be_off: str = ""
    """The name of the holiday that the next one falls on, where the meeting does not say that it is closed."""


@record
class Found:
    """The meetings of a search, the next first, and what was left out for want of a fact."""

    hits: tuple[Hit, ...]
    total: int
    without_place: int
    """In-person meetings that fit but for a place that nobody can look up."""
    without_time: int
    """Meetings that fit but for a day or an hour that their list does not say."""
    paused: int
    """Meetings that fit, and do not take place at present."""
    over: int
    """Meetings that fit, and have no day left in the next 2 years. Those that also ask for days are not counted."""


MAPPED = 1 << 30
"""Bytes of the file that may be mapped into memory. 200,000 meetings take 0.1 GB."""


def opened(path: Path) -> sqlite3.Connection:
    """The index at `path`, for reading. Raises FileProblem where there is none, or one of another version."""
    # Nobody ever changes an index: a new one takes its place. So no locks are needed, which network folders may not have.
    connection = sqlite3.connect(f"{address_of(path)}?mode=ro&immutable=1", uri=True)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as problem:
        connection.close()
        raise FileProblem(
            f"The meetings in `{path}` could not be read: {problem}", hint="Import the lists again, which makes the file anew"
        ) from problem
    if version != VERSION:
        connection.close()
        raise FileProblem(
            f"The meetings in `{path}` were imported by another version of fama", hint="Import the lists again, which makes the file anew"
        )
    connection.row_factory = sqlite3.Row
    # Each row of a city is on a page of its own: to map the file saves reading them one by one.
    connection.execute(f"PRAGMA mmap_size = {MAPPED}")
    return connection


_COLUMNS = f"m.id, m.key, m.paused, m.spot_latitude, m.spot_longitude, {Timing.COLUMNS}"

_LAST = datetime(9999, 12, 31)  # noqa: DTZ001  # on the clocks of whoever looks
"""After every moment: what has no time comes after what has."""


class _Candidate(NamedTuple):
    """A meeting that fits. In the order of its fields is the order in which they are shown."""

    is_not_known: bool
    """When it is next."""
    on: date
    at: datetime
    metres: float
    key: str
    id: int
    paused: bool
    over: bool


def search(path: Path, query: Query, *, limit: int | None = None) -> Found:
    """The meetings in the index at `path` that fit, the next first; of the same distance and time, in the order of their keys."""
    with closing(opened(path)) as connection:
        timing = Timing(connection, query)
        unsaid: set[str] = set()
        found = list(_fitting(connection, query, timing, unsaid))
        fitting = sorted(each for each in found if not (each.paused or each.over))
        shown = fitting if limit is None else fitting[:limit]
        asked_from = query.spot.exactness if query.spot else Exactness.POINT
        return Found(
            hits=tuple(_hit(connection, each, timing.closures, asked_from, has_spot=query.spot is not None) for each in shown),
            total=len(fitting),
            without_place=_without_place(connection, query) if query.spot else 0,
            without_time=len(unsaid),
            paused=sum(each.paused for each in found),
            over=sum(each.over and not each.paused for each in found),
        )


def of_key(path: Path, key: str, query: Query) -> Hit:
    """The meeting with that key, which is in the index. Of 2 lists that have it, the one that was checked last speaks for it."""
    with closing(opened(path)) as connection:
        timing = Timing(connection, query)
        asked = f"SELECT {_COLUMNS} FROM meeting AS m WHERE m.key = ? ORDER BY m.speaks DESC, m.id"  # noqa: S608
        row = tuple(connection.execute(asked, (key,)).fetchone())
        return _hit(connection, _candidate(row, 0.0, timing.of(row[5:])), timing.closures)


def _fitting(connection: sqlite3.Connection, query: Query, timing: Timing, unsaid: set[str]) -> Iterator[_Candidate]:
    """The meetings that fit, none of them twice. SQL narrows them down; the days and the distance are looked at exactly here.

    `unsaid` gets the keys of those that would fit, but do not say their day or hour.
    """
    spot, within = query.spot, query.within
    for row in _rows(connection, query):
        metres = metres_between(spot.latitude, spot.longitude, row[3], row[4]) if spot else 0.0
        if spot is None or metres <= within:
            when = timing.of(row[5:])
            if when.fits:
                yield _candidate(row, metres, when)
            elif when.unsaid and not row[2]:
                unsaid.add(row[1])


def _candidate(row: tuple[Any, ...], metres: float, when: Next) -> _Candidate:
    return _Candidate(when.on is None, when.on or date.max, when.at or _LAST, metres, row[1], row[0], bool(row[2]), when.over)


def _rows(connection: sqlite3.Connection, query: Query) -> Iterator[tuple[Any, ...]]:
    """The values of _COLUMNS, of each row that may fit once."""
    conditions, values = conditions_of(query)
    windows = windows_of(query)
    if query.spot is None:
        where = " AND ".join(["m.first <= ? AND m.last >= ?", *conditions])
        asked = f"SELECT {_COLUMNS} FROM meeting AS m WHERE {where}"  # noqa: S608  # only our own words
        bounds: list[tuple[float, ...]] = [(last, first) for first, last in windows]
    else:
        around = boxes(query.spot.latitude, query.spot.longitude, query.within)
        edges = [f"n.{each} ?" for each in ("south <=", "north >=", "west <=", "east >=", "first <=", "last >=")]
        where = " AND ".join([*edges, *conditions])
        asked = f"SELECT {_COLUMNS} FROM near AS n CROSS JOIN meeting AS m ON m.id = n.id WHERE {where}"  # noqa: S608
        bounds = [(box.north, box.south, box.east, box.west, last, first) for box in around for first, last in windows]
    cursor = connection.cursor()
    cursor.row_factory = None  # Plain tuples: there may be thousands.
    seen: set[int] = set()
    for each in bounds:
        for row in cursor.execute(asked, (*each, *values)):
            if len(bounds) == 1:
                yield row
            elif row[0] not in seen:
                seen.add(row[0])
                yield row


def _hit(
    connection: sqlite3.Connection,
    found: _Candidate,
    closures: Closures,
    asked_from: Exactness = Exactness.POINT,
    *,
    has_spot: bool = False,
) -> Hit:
    row = connection.execute(
        "SELECT m.*, s.name AS list, s.seen_on FROM meeting AS m JOIN source AS s ON s.id = m.source WHERE m.id = ?", (found.id,)
    ).fetchone()
    meeting = meeting_from(row)
    off = "" if found.is_not_known else next((kind for kind in CLOSURES if found.on in closures.days(row["nation"], kind)), "")
    return Hit(
        key=found.key,
        source=row["list"],
        seen_on=row["seen_on"],
        meeting=meeting,
        next_on=None if found.is_not_known else found.on,
        next_at=None if found.at is _LAST else found.at,
        metres=found.metres if has_spot else None,
        located=row["located"] or "",
        asked_from=asked_from,
        next_may_be_off=off,
    )


def _without_place(connection: sqlite3.Connection, query: Query) -> int:
    conditions, values = conditions_of(query)
    windows = windows_of(query)
    conditions.append(f"({' OR '.join(['m.first <= ? AND m.last >= ?'] * len(windows))})")
    values += [edge for first, last in windows for edge in (last, first)]
    where = ["m.spot_latitude IS NULL", "m.attendance IS NOT 'online'", "NOT m.paused", *conditions]
    # Without the name of the index, SQLite looks at every meeting of the day.
    asked = f"SELECT count(DISTINCT key) FROM meeting AS m INDEXED BY meeting_without_place WHERE {' AND '.join(where)}"  # noqa: S608
    row = connection.execute(asked, values).fetchone()
    return int(row[0])
