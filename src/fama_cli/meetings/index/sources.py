"""The lists that the index is made from, and single meetings in it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from fama_cli.errors import NotFound
from fama_cli.meetings.index.search import opened
from fama_cli.meetings.index.tables import meeting_from
from fama_cli.meetings.model import Meeting
from fama_cli.meetings.reading import Severity
from fama_cli.meetings.report import Remark
from fama_cli.record import record
from fama_cli.text import did_you_mean

if TYPE_CHECKING:
    from fama_cli.meetings.index.changes import Change

LIMIT = 6
"""Months after which a meeting is to be checked before anybody goes, where a service has set no limit of its own.

About 1 listing in 50 is gone after a month, and 1 in 9 after 7 (our count of 13 public lists of UK meetings, 2023 to 2026).
"""


@record
class Source:
    """A list that was imported."""

    name: str
    origin: str
    format: str
    fellowship: str
    imported_on: str
    seen_on: str
    meetings: int
    rows: int
    skipped: int
    digest: str
    etag: str
    modified: str


@record
class Stored:
    """A meeting in the index."""

    key: str
    source: str
    seen_on: str
    row: int
    meeting: Meeting
    located: str
    latitude: float | None
    longitude: float | None


def sources(path: Path) -> tuple[Source, ...]:
    """Every list in the index at `path`, by name. None where there is no index."""
    if not path.exists():
        return ()
    with closing(opened(path)) as connection:
        rows = connection.execute(
            "SELECT s.*, (SELECT count(*) FROM meeting AS m WHERE m.source = s.id) AS meetings FROM source AS s ORDER BY name"
        ).fetchall()
    fields = Source.__annotations__
    return tuple(Source(**{name: row[name] for name in fields}) for row in rows)


def source_named(path: Path, name: str) -> Source:
    """The list called `name`. Raises NotFound."""
    known = {each.name: each for each in sources(path)}
    if name not in known:
        raise NotFound(f"No list called `{name}` was imported", hint=did_you_mean(name, known, "Run `fama meetings sources` to see them"))
    return known[name]


def remarks_of(path: Path, name: str) -> tuple[Remark, ...]:
    """What was said of the list when it was imported."""
    with closing(opened(path)) as connection:
        row = connection.execute("SELECT remarks FROM source WHERE name = ?", (name,)).fetchone()
    return tuple(
        Remark(**{**each, "severity": Severity(each["severity"]), "rows": tuple(each["rows"])}) for each in json.loads(row["remarks"])
    )


def changes_of(path: Path, name: str = "") -> Sequence[tuple[str, Change]]:
    """(the list's name, what changed when it was last imported), of one list or of all."""
    from fama_cli.meetings.index.changes import Change

    with closing(opened(path)) as connection:
        rows = connection.execute(
            "SELECT s.name AS list, c.* FROM change AS c JOIN source AS s ON s.id = c.source"
            " WHERE ? IN ('', s.name) ORDER BY s.name, c.rowid",
            (name,),
        ).fetchall()
    return [(row["list"], Change(**{field: row[field] for field in Change.__annotations__})) for row in rows]


def stored(path: Path, *, source: str = "", key: str = "") -> Iterator[Stored]:
    """Meetings of one list or of all, in the order of their lists; with `key`, those whose key begins so."""
    with closing(opened(path)) as connection:
        rows = connection.execute(
            "SELECT m.*, s.name AS list, s.seen_on FROM meeting AS m JOIN source AS s ON s.id = m.source"
            " WHERE ? IN ('', s.name) AND m.key >= ? AND m.key < ? ORDER BY s.name, m.id",
            (source, key, f"{key}~"),
        )
        for row in rows:
            yield _stored(row)


def _stored(row: sqlite3.Row) -> Stored:
    return Stored(
        key=row["key"],
        source=row["list"],
        seen_on=row["seen_on"],
        row=row["row"],
        meeting=meeting_from(row),
        located=row["located"] or "",
        latitude=row["spot_latitude"],
        longitude=row["spot_longitude"],
    )


def limit_of(path: Path) -> int:
    """How many months a meeting may go unchecked, as the service has set it."""
    if not path.exists():
        return LIMIT
    with closing(opened(path)) as connection:
        row = connection.execute("SELECT value FROM setting WHERE name = 'limit'").fetchone()
    return int(row["value"]) if row else LIMIT
