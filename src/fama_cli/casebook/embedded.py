"""The casebook as one encrypted file, through SQLCipher: https://www.zetetic.net/sqlcipher/sqlcipher-api/"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]  # it has no types
from sqlalchemy import Connection, QueuePool, create_engine, event

from fama_cli.casebook.errors import CannotWrite, CasebookThere, Damaged, InUse, NoCasebook, WrongKey
from fama_cli.casebook.faults import fault
from fama_cli.casebook.keys import Key, salt_of
from fama_cli.casebook.migrations import check_newest, migrate, revision_of
from fama_cli.casebook.store import Clock, Store

if TYPE_CHECKING:
    # SQLCipher's module is the standard library's, built with another SQLite.
    import sqlite3

PAGE = 4096
"""Bytes. SQLCipher 4's own; a file that is cut short of one holds nothing."""
PATIENCE = 5_000
"""Milliseconds to wait for someone else to finish writing."""


def create_casebook(path: Path, key: Key, *, who: str, clock: Clock) -> Store:
    """Make a new, empty casebook, and open it. Raises CasebookThere, CannotWrite or FileProblem."""
    # Not above: it needs this module.
    from fama_cli.casebook.replace import beside, make_folder, place

    if path.exists():
        raise CasebookThere(path)
    make_folder(path)
    # It gets its name once it has its tables: a file without them could neither be opened nor made again.
    with beside(path) as copy:
        with store_in(copy, key, who=who, clock=clock, new=True) as made:
            made.where = str(path)
            with made.transaction() as connection:
                migrate(connection)
        place(copy, path)
    return store_in(path, key, who=who, clock=clock)


def open_casebook(path: Path, key: Key, *, who: str, clock: Clock, patience: int = PATIENCE) -> Store:
    """Open a casebook that is there.

    Raises NoCasebook, WrongKey, Damaged, NotACasebook, OlderCasebook, NewerCasebook, InUse or CannotWrite.
    """
    store = open_as_it_is(path, key, who=who, clock=clock, patience=patience)
    try:
        with store.transaction() as connection:
            check_newest(revision_of(connection), path)
    except BaseException:
        store.engine.dispose()
        raise
    return store


def open_as_it_is(path: Path, key: Key, *, who: str, clock: Clock, patience: int = PATIENCE) -> Store:
    """A casebook that is there, whichever revision it is at. Nothing was read of it yet but how large it is."""
    if not path.is_file():
        raise NoCasebook(path)
    salt_of(path)  # Looks whether it may be one.
    if path.stat().st_size < PAGE:
        raise Damaged(path)
    if not os.access(path, os.R_OK | os.W_OK) or not os.access(path.parent, os.W_OK):
        raise CannotWrite(path)
    return store_in(path, key, who=who, clock=clock, patience=patience)


def parts(path: Path) -> tuple[Path, ...]:
    """The file, and what SQLite keeps beside it while it is open."""
    return (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal")))


def store_in(path: Path, key: Key, *, who: str, clock: Clock, patience: int = PATIENCE, new: bool = False) -> Store:
    """A store in a file; with `new`, one that is there and empty."""
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connected(path, key, patience, new=new),
        poolclass=QueuePool,
        # Values are answers and references: never in an error or a log.
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return Store(engine, where=str(path), who=who, clock=clock)


def _begin(connection: Connection) -> None:
    # Every transaction writes, if only to the log. One that starts by reading would fail, rather than wait, when it came to write
    # after someone else: https://www.sqlite.org/isolation.html
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def connected(path: Path, key: Key, patience: int = PATIENCE, *, new: bool = False) -> sqlite3.Connection:
    """A connection of SQLCipher's own. Raises WrongKey, Damaged, InUse or CannotWrite."""
    before = _which(path)
    # mode=rw: a file that went away meanwhile is not made anew. Transactions are begun and ended by SQLAlchemy.
    made: sqlite3.Connection = sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        # It would write on stderr about each page that cannot be read; what matters is raised.
        made.execute("PRAGMA cipher_log_level = NONE")
        salt = key.salt.hex() if new else ""
        made.execute(f"PRAGMA key = \"x'{key.raw.hex()}{salt}'\"")
        made.execute(f"PRAGMA busy_timeout = {patience:d}")
        # Temporary tables and sorting stay in memory, where nothing is left behind.
        made.execute("PRAGMA temp_store = MEMORY")
        # The first to read the file, and so the first to find that it cannot be.
        made.execute("PRAGMA journal_mode = WAL")
        # Each answer is on the disk before it is said to be saved.
        made.execute("PRAGMA synchronous = FULL")
        made.execute("PRAGMA secure_delete = ON")
        made.execute("PRAGMA foreign_keys = ON")
    except sqlcipher.Error as problem:
        cause = _why_not(made, path, problem)
        made.close()
        raise cause from None
    if _which(path) != before:
        # A backup was restored, or the key changed, while this waited: what it would save now would be lost.
        made.close()
        raise InUse(path)
    return made


def _which(path: Path) -> tuple[int, int]:
    try:
        about = path.stat()
    except OSError:
        raise NoCasebook(path) from None
    return about.st_dev, about.st_ino


def _why_not(made: sqlite3.Connection, path: Path, problem: Exception) -> Exception:
    if getattr(problem, "sqlite_errorcode", None) != sqlcipher.SQLITE_NOTADB:
        return fault(problem, str(path))
    # With a wrong key no page is what it should be; with the right one, only those that are damaged.
    bad = len(made.execute("PRAGMA cipher_integrity_check").fetchall())
    return WrongKey(path) if bad >= path.stat().st_size // PAGE else Damaged(path)


@contextmanager
def opened(path: Path, key: Key, patience: int = PATIENCE, *, new: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection of SQLCipher's own for as long as it is needed, whose errors are explained."""
    made = connected(path, key, patience, new=new)
    try:
        yield made
    except sqlcipher.Error as problem:
        raise fault(problem, str(path)) from None
    finally:
        made.close()


def empty_journal(store: Store) -> bool:
    """Move what the journal holds into the file, and cut it to nothing. False when someone else is reading or writing."""
    connection = store.engine.raw_connection()
    try:
        cursor = connection.cursor()
        # Not in a transaction, where it cannot be done.
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        row = cursor.fetchone()
        return row is not None and row[0] == 0
    except sqlcipher.Error as problem:
        raise fault(problem, store.where) from None
    finally:
        connection.close()
