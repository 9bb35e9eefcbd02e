"""The file that says where each postcode is: made from Code-Point Open, then asked one postcode at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fama_cli.errors import FileProblem
from fama_cli.files import in_place_of
from fama_cli.record import record

if TYPE_CHECKING:
    from fama_cli.meetings.places.code_point import PostcodeRow

PARTS = 100_000
"""Places are kept as whole numbers of 1/100,000 degrees, which is about a metre."""
_EVERY = 20_000
"""Rows between two calls of `done`."""
_TABLES = """
CREATE TABLE postcodes (postcode TEXT PRIMARY KEY, lat INTEGER NOT NULL, lon INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@record
class About:
    """What the file of places is."""

    source: str
    """The name of what was imported."""
    imported: date
    count: int
    """Postcodes."""
    without_place: int
    """Postcodes that were left out, because the source does not know where they are."""


def write_places(
    rows: Iterable[PostcodeRow], path: Path, *, source: str, imported: date, done: Callable[[int], None] | None = None
) -> About:
    """Rows -> a SQLite file that takes the place of `path` once it is whole. `done` is told, now and then, how many rows there were.

    Raises FileProblem when it cannot be written, NotPlaces for rows without a single place, and what `rows` raises; then `path` is
    as it was.
    """
    try:
        with in_place_of(path) as new:
            return _filled(rows, new, source, imported, done)
    except sqlite3.Error as problem:
        raise FileProblem(
            f"`{path}` could not be written: {problem}", hint="Nothing was changed. Check there is room on the disk"
        ) from problem


def _filled(rows: Iterable[PostcodeRow], file: Path, source: str, imported: date, done: Callable[[int], None] | None) -> About:
    # A search looks postcodes up, and needs none of this.
    from fama_cli.meetings.places.code_point import NotPlaces
    from fama_cli.meetings.places.national_grid import degrees_at

    seen = unknown = 0

    def places() -> Iterator[tuple[str, int, int]]:
        nonlocal seen, unknown
        for seen, (postcode, easting, northing) in enumerate(rows, start=1):
            if done and seen % _EVERY == 0:
                done(seen)
            if easting == 0 == northing:
                unknown += 1
                continue
            latitude, longitude = degrees_at(easting, northing)
            yield postcode, round(latitude * PARTS), round(longitude * PARTS)

    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        # Nobody sees the file until it is whole, so it needs no journal.
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.executescript(_TABLES)
        database.execute("BEGIN")
        database.executemany("INSERT OR REPLACE INTO postcodes VALUES (?, ?, ?)", places())
        count = int(database.execute("SELECT count(*) FROM postcodes").fetchone()[0])
        if not count:
            raise NotPlaces("There is not a single postcode with a place in that", hint="Check it is the file you meant")
        about = About(source=source, imported=imported, count=count, without_place=unknown)
        values = {name: str(value) for name, value in vars(about).items()}
        database.executemany("INSERT INTO about VALUES (?, ?)", values.items())
        database.execute("COMMIT")
    if done:
        done(seen)
    return about


def postcode_at(path: Path, postcode: str) -> tuple[float, float] | None:
    """(latitude, longitude) in degrees of a postcode in its usual form. None where it is not known, or no file was made yet."""
    with postcodes(path) as look_up:
        return look_up(postcode)


@contextmanager
def postcodes(path: Path) -> Iterator[Callable[[str], tuple[float, float] | None]]:
    """`postcode_at` for many postcodes: the file is opened once. It takes an outcode too, and gives the middle of its postcodes."""
    if not path.exists():
        yield lambda _postcode: None
        return
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:

        def look_up(postcode: str) -> tuple[float, float] | None:
            # An outcode is what stands before the space, which comes before every letter and figure.
            first, last = (postcode, postcode) if " " in postcode else (f"{postcode} ", f"{postcode}!")
            try:
                found = database.execute(
                    "SELECT avg(lat), avg(lon) FROM postcodes WHERE postcode BETWEEN ? AND ?", (first, last)
                ).fetchone()
            except sqlite3.Error as problem:
                raise _damaged(path) from problem
            return None if found[0] is None else (found[0] / PARTS, found[1] / PARTS)

        yield look_up


def about_places(path: Path) -> About | None:
    """What the file was made from. None where no file was made yet."""
    if not path.exists():
        return None
    told = dict(_asked(path, "SELECT name, value FROM about"))
    try:
        return About(
            source=told["source"],
            imported=date.fromisoformat(told["imported"]),
            count=int(told["count"]),
            without_place=int(told["without_place"]),
        )
    except (KeyError, ValueError) as problem:
        raise _damaged(path) from problem


def _asked(path: Path, question: str, *values: str) -> list[tuple]:  # type: ignore[type-arg]  # a row of whatever was asked for
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            return database.execute(question, values).fetchall()
    except sqlite3.Error as problem:
        raise _damaged(path) from problem


def _damaged(path: Path) -> FileProblem:
    return FileProblem(f"`{path}` is damaged, or is not a file of places", hint="Run `fama places import` again, to make it anew")
