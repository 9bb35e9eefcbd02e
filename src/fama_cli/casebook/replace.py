"""Putting a file in the place of a casebook, whole or not at all, with nobody in between."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fama_cli.casebook.embedded import opened, parts
from fama_cli.casebook.errors import CannotWrite, CasebookThere, InUse
from fama_cli.casebook.keys import Key
from fama_cli.files import unwritable

if TYPE_CHECKING:
    import sqlite3


@contextmanager
def alone(path: Path, key: Key, patience: int) -> Iterator[sqlite3.Connection]:
    """The casebook with its journal taken in, which nobody else can open meanwhile. Raises InUse while anyone has it open.

    Who tries waits, and is told when the file has been replaced: see `embedded.connected`. The file must not be opened by other
    means meanwhile: closing it again would let go of the lock (https://www.sqlite.org/howtocorrupt.html).
    """
    with opened(path, key, patience) as connection:
        # Leaving the journal is refused while anyone else has the file open. The second time it is for someone who came in between;
        # in memory, so that no empty journal is left beside the file.
        for mode in ("delete", "memory"):
            if connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()[0] != mode:
                raise InUse(path)
        # Once taken, the lock stays. The transaction ends at once: one that writes would keep a copy from being made.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "memory":
            raise InUse(path)
        if os.name == "nt":
            # Windows does not replace a file that is open, so there is a moment in which another may open it.
            connection.close()
        yield connection


def replace(copy: Path, path: Path) -> None:
    """Put `copy` in the place of `path`."""
    try:
        os.replace(copy, path)
        settled(path.parent)
    except OSError as problem:
        raise unwritable(path, problem) from problem


def make_folder(target: Path) -> None:
    """The folder of `target`, private when it is new. One that is there may be shared for a reason: its rights are left as they are."""
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except PermissionError:
        raise CannotWrite(target) from None
    except OSError as problem:
        raise unwritable(target, problem) from problem


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A new, private file in the folder of `target`, taken away again unless it was given that name."""
    try:
        # mkstemp makes the file 0600, so it is private before the first byte is written.
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except PermissionError:
        raise CannotWrite(target) from None
    except OSError as problem:
        raise unwritable(target, problem) from problem
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for part in parts(Path(name)):
            part.unlink(missing_ok=True)


def leftovers(target: Path) -> Sequence[Path]:
    """What `beside` made for `target` and could not take away again, because the program was killed or the power went."""
    try:
        return sorted(
            each
            for each in target.parent.iterdir()
            if re.match(rf"\.{re.escape(target.name)}\.[a-z0-9_]{{8}}(-wal|-shm|-journal)?$", each.name)
        )
    except OSError:
        return []


def place(copy: Path, target: Path) -> None:
    """Give `copy` its name for good, unless that is taken."""
    if target.exists():
        raise CasebookThere(target)
    try:
        try:
            os.link(copy, target)
        except FileExistsError:
            raise CasebookThere(target) from None
        except (OSError, NotImplementedError):
            copy.rename(target)
        settled(target.parent)
    except OSError as problem:
        raise unwritable(target, problem) from problem


def settled(folder: Path) -> None:
    """See that a name just given outlasts a power cut. Windows cannot, and does so by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def copied(path: Path, copy: Path) -> None:
    try:
        with path.open("rb") as given:
            with copy.open("wb") as made:
                shutil.copyfileobj(given, made)
                made.flush()
                os.fsync(made.fileno())
            copy.chmod(0o600)
    except OSError as problem:
        raise unwritable(copy, problem) from problem
