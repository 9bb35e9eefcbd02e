"""A copy of the casebook, encrypted with the same key, and how to go back to it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from fama_cli.casebook.check import wrong_with
from fama_cli.casebook.embedded import PATIENCE, opened, parts
from fama_cli.casebook.errors import BackupNotRight, CasebookThere, Damaged, InUse, NoCasebook, WrongKey
from fama_cli.casebook.keys import Key
from fama_cli.casebook.replace import alone, beside, copied, make_folder, place, replace
from fama_cli.files import unwritable
from fama_cli.record import record

if TYPE_CHECKING:
    import sqlite3

_HELD_BY_WHO_IS_IN = 128
"""The byte of the -shm file that each program with the casebook open holds: https://www.sqlite.org/walformat.html#wal_locks"""


@record
class BackedUp:
    """A backup that was read back and holds what the casebook held."""

    path: Path
    clients: int
    contacts: int
    reviews: int = 0


@record
class Restored:
    """A casebook that is a backup's copy."""

    path: Path
    kept: Path | None
    """The file that was there before."""


def back_up(path: Path, key: Key, target: Path) -> BackedUp:
    """Copy a casebook, which may be in use, to a file that is not there yet. Raises CasebookThere, BackupNotRight or as opening does."""
    if not path.is_file():
        raise NoCasebook(path)
    with beside(target) as copy:
        with opened(path, key) as source, opened(copy, key, new=True) as made:
            # One moment of the casebook: what others save meanwhile is not in it.
            source.execute("BEGIN")
            before = rows_of(source)
            source.backup(made)
            source.execute("COMMIT")
        try:
            with opened(copy, key) as made:
                whole = not wrong_with(made) and rows_of(made) == before
        except (Damaged, WrongKey):
            whole = False
        if not whole:
            raise BackupNotRight(target)
        place(copy, target)
    return BackedUp(path=target, clients=before["clients"], contacts=before["contacts"], reviews=before.get("reviews", 0))


def restore(backup: Path, path: Path, key: Key, *, at: datetime, patience: int = PATIENCE) -> Restored:
    """Put a backup in the place of a casebook, and keep the file that was there beside it.

    Raises NoCasebook, WrongKey or Damaged when it is the backup that cannot be used, and InUse when someone has the casebook open.
    """
    if not backup.is_file():
        raise NoCasebook(backup)
    make_folder(path)
    with beside(path) as copy:
        # A casebook that was copied by other means may have its latest answers in its journal still.
        for part, mine in zip(parts(backup), parts(copy), strict=True):
            if part.exists() and not part.name.endswith("-shm"):
                copied(part, mine)
        try:
            # The copy is opened, so that the backup may be on a disk that cannot be written.
            with opened(copy, key) as made:
                damaged = bool(wrong_with(made))
        except Damaged:
            damaged = True
        except WrongKey:
            raise WrongKey(backup) from None
        if damaged:
            raise Damaged(backup)
        with ExitStack() as held:
            # A file that does not open cannot be held, and is kept as it is.
            with suppress(Damaged, WrongKey, NoCasebook):
                held.enter_context(alone(path, key, patience))
            if _open_elsewhere(path):
                raise InUse(path)
            kept = _put_aside(path, _free_name(path, at)) if path.exists() else None
            replace(copy, path)
    return Restored(path=path, kept=kept)


def rows_of(connection: sqlite3.Connection) -> Mapping[str, int]:
    """Rows of every table there is: one of an older version has fewer."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}  # noqa: S608  # our own names


def _open_elsewhere(path: Path) -> bool:
    """Whether another program has a casebook open. This one must not: closing the file here would let go of its own locks."""
    if sys.platform == "win32":
        # Windows replaces no file that is open.
        return False
    import fcntl

    try:
        with path.with_name(f"{path.name}-shm").open("r+b") as shared:
            try:
                fcntl.lockf(shared, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _HELD_BY_WHO_IS_IN)
            except OSError:
                return True
    except OSError:
        pass
    return False


def _free_name(path: Path, at: datetime) -> Path:
    """Where the file that was there goes. Somebody may restore twice within a second."""
    name = f"{path.name}.before-{at:%Y%m%d-%H%M%S}"
    names = (path.with_name(name if number == 1 else f"{name}-{number}") for number in count(1))
    return next(each for each in names if not each.exists())


def _put_aside(path: Path, aside: Path) -> Path:
    """Give the file at `path` another name as well. It stays where it is until the new one takes its place."""
    if aside.exists():
        raise CasebookThere(aside)
    try:
        for part, renamed in zip(parts(path), parts(aside), strict=True):
            if part == path:
                _link(part, renamed)
            elif part.exists():
                # A journal left behind would be taken for the new file's own.
                part.rename(renamed)
    except OSError as problem:
        raise unwritable(aside, problem) from problem
    return aside


def _link(path: Path, renamed: Path) -> None:
    try:
        os.link(path, renamed)
    except (OSError, NotImplementedError):
        # A memory stick has no links. For a moment, then, there is no file at `path`.
        path.rename(renamed)
