"""Making the index: a new file with everything in it, which takes the place of the old one in one step."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import date
from pathlib import Path

from fama_cli.directory.facts import Nation
from fama_cli.errors import ExitCode, FamaError, FileProblem
from fama_cli.files import in_place_of, make_folder, unwritable
from fama_cli.meetings.closures import closed_days, nation_of
from fama_cli.meetings.index.changes import Change, changes_between
from fama_cli.meetings.index.located import locate
from fama_cli.meetings.index.search import opened
from fama_cli.meetings.index.tables import (
    COLUMNS,
    INDICES,
    MEETING,
    SCHEMA,
    VERSION,
    PostcodeAt,
    address_of,
    quoted,
    spot_of,
    values_of,
    week_of,
)
from fama_cli.meetings.model import Closure, Meeting
from fama_cli.meetings.report import Remark
from fama_cli.meetings.take_in import TakingIn
from fama_cli.plain import to_plain
from fama_cli.record import record
from fama_cli.text import counted


class NothingInIt(FamaError):
    """A list without one meeting that can be kept. It is more likely a wrong file than an area without meetings."""

    code = "no-meetings"
    exit_code = ExitCode.DATA_NOT_RIGHT


@record
class NewSource:
    """A list that is being imported."""

    name: str
    origin: str
    """The file it came from, or the address, without what follows a question mark."""
    format: str
    fellowship: str = ""
    digest: str = ""
    """Of its bytes and of how it was read, so that the same list again is known."""
    etag: str = ""
    modified: str = ""


@record
class Imported:
    """What an import did, or would do."""

    source: str
    rows: int
    meetings: int
    skipped: int
    remarks: tuple[Remark, ...]
    changes: tuple[Change, ...]
    first_time: bool
    """There was no list of this name before, so every meeting is new."""
    unchanged_since: str = ""
    """The day it was imported, where it is as it was, and nothing was done."""


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Nobody else may make this index meanwhile: of 2 imports at once, one would be lost."""
    from filelock import FileLock, Timeout

    try:
        make_folder(path.parent)
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=30):
            # What was half made when a computer was switched off. Nobody else can be making one now.
            for left in path.parent.glob(f".{path.name}.????????"):
                left.unlink(missing_ok=True)
            yield
    except Timeout:
        raise FileProblem("Somebody else is importing meetings into this folder", hint="Try again in a minute") from None
    except OSError as problem:
        raise unwritable(path, problem) from problem


@contextmanager
def _made_anew(path: Path, *, keep: bool = True) -> Iterator[tuple[sqlite3.Connection, bool]]:
    """A connection to a new index, and whether there is an old one, attached as `old`.

    When the block ends well the new one takes the old one's place, unless it is not to be kept.
    """
    try:
        with in_place_of(path, keep=keep) as new, closing(sqlite3.connect(new, isolation_level=None)) as connection:
            # Until it has its name nobody reads it, and a file half made is thrown away: nothing is gained by a journal.
            connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; {SCHEMA}")
            there = is_index(path)
            if there:
                connection.execute("ATTACH ? AS old", (str(path),))
            connection.execute("BEGIN")
            yield connection, there
            for statement in (*INDICES, f"PRAGMA user_version = {VERSION}", "COMMIT"):
                connection.execute(statement)
    except sqlite3.Error as problem:
        damaged = "malformed" in str(problem) or "not a database" in str(problem)
        raise FileProblem(
            f"The meetings could not be written to `{path}`: {problem}",
            hint="The file that is there is damaged. Remove it, and import the lists again"
            if damaged
            else "Nothing was changed. Check there is room on the disk",
        ) from problem


def is_index(path: Path) -> bool:
    """Whether there is an index that this version can copy from. Another version's is made anew: the lists can be imported again."""
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(f"{address_of(path)}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("PRAGMA user_version").fetchone()[0] == VERSION)
    except sqlite3.Error:
        return False


def put_in(path: Path, source: NewSource, taking: TakingIn, *, today: date, postcode_at: PostcodeAt, dry_run: bool = False) -> Imported:
    """Put a list into the index at `path`, in place of the one of that name. All of it or, where anything is wrong, nothing.

    Raises NothingInIt, FileProblem, and whatever the reader raises.
    """
    with nullcontext() if dry_run else _locked(path), _made_anew(path, keep=not dry_run) as (connection, there):
        if there:
            _copy(connection, besides=source.name)
        number = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM source").fetchone()[0]
        _insert(connection, number, taking)
        if not taking.taken:
            raise _nothing(source, taking)
        imported = connection.execute("SELECT imported_on FROM old.source WHERE name = ?", (source.name,)).fetchone() if there else None
        connection.execute(
            "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number, source.name, source.origin, source.format, source.fellowship, today.isoformat(), today.isoformat(),
                source.digest, source.etag, source.modified, taking.rows, taking.skipped,
                json.dumps([to_plain(remark) for remark in taking.report.remarks()]),
            ),
        )  # fmt: skip
        changes = changes_between(connection, source.name, number) if imported else ()
        connection.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?)", ((number, *vars(each).values()) for each in changes))
        _finish(connection, today, postcode_at)
        return Imported(
            source=source.name,
            rows=taking.rows,
            meetings=taking.taken,
            skipped=taking.skipped,
            remarks=taking.report.remarks(),
            changes=changes,
            first_time=imported is None,
        )


def take_out(path: Path, name: str, *, today: date, postcode_at: PostcodeAt) -> None:
    """Take the list called `name` out of the index at `path`."""
    with _made_again(path, today, postcode_at, besides=name):
        pass


def placed_again(path: Path, *, today: date, postcode_at: PostcodeAt) -> None:
    """Make the index at `path` again, as when more is known of where postcodes are."""
    with _made_again(path, today, postcode_at):
        pass


def seen_again(path: Path, name: str, *, today: date, postcode_at: PostcodeAt) -> None:
    """Say that the list called `name` was looked at today, and is as it was."""
    with _made_again(path, today, postcode_at) as connection:
        connection.execute("UPDATE source SET seen_on = ? WHERE name = ?", (today.isoformat(), name))


def limited_to(path: Path, months: int, *, today: date, postcode_at: PostcodeAt) -> None:
    """Set after how many months a meeting is to be checked before anybody goes."""
    with _made_again(path, today, postcode_at) as connection:
        connection.execute("INSERT OR REPLACE INTO setting VALUES ('limit', ?)", (str(months),))


@contextmanager
def _made_again(path: Path, today: date, postcode_at: PostcodeAt, *, besides: str = "") -> Iterator[sqlite3.Connection]:
    with _locked(path), _made_anew(path) as (connection, there):
        if there:
            _copy(connection, besides=besides)
        elif path.exists():
            # Only an import may take the place of what cannot be copied. This says why it cannot.
            opened(path).close()
        yield connection
        _finish(connection, today, postcode_at)


def _copy(connection: sqlite3.Connection, *, besides: str) -> None:
    connection.execute("INSERT INTO source SELECT * FROM old.source WHERE name <> ?", (besides,))
    connection.execute("INSERT INTO setting SELECT * FROM old.setting")
    copied = ", ".join(quoted(name) for name in COLUMNS if name != "id")
    connection.execute(
        f"INSERT INTO meeting ({copied}) SELECT {copied} FROM old.meeting WHERE source IN (SELECT id FROM source) ORDER BY id"  # noqa: S608
    )
    connection.execute("INSERT INTO change SELECT * FROM old.change WHERE source IN (SELECT id FROM source)")


_FILLED = ("source", "row", "key", *MEETING, "nation", "first", "last", "located", "spot_latitude", "spot_longitude")
_INSERT = f"INSERT INTO meeting ({', '.join(map(quoted, _FILLED))}) VALUES ({', '.join('?' * len(_FILLED))})"  # noqa: S608


def _insert(connection: sqlite3.Connection, number: int, taking: TakingIn) -> None:
    connection.executemany(
        _INSERT,
        (
            (number, each.row, each.key, *values_of(each.meeting), _nation(each.meeting), *week_of(each.meeting), *spot_of(each.meeting))
            for each in taking
        ),
    )
    if taking.renamed:
        connection.execute("CREATE INDEX meeting_by_source ON meeting (source, key)")
        connection.executemany(
            "UPDATE meeting SET key = ? WHERE source = ? AND key = ?", ((new, number, old) for old, new in taking.renamed.items())
        )
        connection.execute("DROP INDEX meeting_by_source")


def _nation(meeting: Meeting) -> str:
    """Whose bank holidays it has. England's, where that is not known."""
    return nation_of(meeting) or Nation.ENGLAND.value


def _nothing(source: NewSource, taking: TakingIn) -> NothingInIt:
    remarks = taking.report.remarks()
    why = (
        f" Of its {counted(taking.rows, 'row')}, none could be read: {remarks[0].says[:1].lower()}{remarks[0].says[1:]}" if remarks else ""
    )
    return NothingInIt(
        f"There is no meeting in `{source.origin}`.{why}".rstrip("."),
        hint="Check that it is the list you meant. What was imported before is as it was",
    )


_SILENCED = """
UPDATE meeting SET speaks = 0 WHERE id IN (
  SELECT id FROM (
    SELECT m.id, row_number() OVER (PARTITION BY m.key ORDER BY m.checked_on DESC, s.seen_on DESC, m.id) AS place
    FROM meeting AS m JOIN source AS s ON s.id = m.source
    WHERE m.key IN (SELECT key FROM meeting GROUP BY key HAVING count(*) > 1)
  ) WHERE place > 1
)
"""
"""Of those that several lists have, or one has twice, the one that was checked last speaks for all: it alone is searched.

Otherwise an old list could answer as soon as a condition is asked for that the newer one no longer meets.
"""


def _finish(connection: sqlite3.Connection, today: date, postcode_at: PostcodeAt) -> None:
    """Everything that is worked out from all the lists together."""
    locate(connection, postcode_at)
    connection.execute(_SILENCED)
    connection.execute(
        "INSERT INTO near SELECT id, spot_latitude, spot_latitude, spot_longitude, spot_longitude, first, last FROM meeting"
        " WHERE spot_latitude IS NOT NULL AND speaks"
    )
    connection.execute("INSERT INTO words (words) VALUES ('rebuild')")
    _note_closures(connection, today)


def _note_closures(connection: sqlite3.Connection, today: date) -> None:
    """The days of the next 3 years on which meetings may not take place, so that no search need work them out."""
    last = date(today.year + 3, 12, 31)
    connection.executemany(
        "INSERT INTO closed VALUES (?, ?, ?)",
        (
            (nation.value, kind.value, day.isoformat())
            for nation in Nation
            for kind in Closure
            for day in closed_days((kind.value,), nation.value, today, last)
        ),
    )
