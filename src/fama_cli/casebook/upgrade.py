"""Bringing a casebook of an older version up to date, with a backup first. Either all of it happens, or nothing does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from fama_cli.casebook.backup import back_up
from fama_cli.casebook.check import wrong_with
from fama_cli.casebook.embedded import PATIENCE, open_as_it_is, opened, store_in
from fama_cli.casebook.errors import BackupNotRight
from fama_cli.casebook.keys import Key
from fama_cli.casebook.migrations import NEWEST, known, migrate, revision_of
from fama_cli.casebook.move import copy
from fama_cli.casebook.replace import beside, place
from fama_cli.casebook.store import Clock
from fama_cli.casebook.team import PATIENCE as TEAM_PATIENCE
from fama_cli.casebook.team import check_owns, seeing_all, team_store


def upgrade_casebook(path: Path, key: Key, *, at: datetime, patience: int = PATIENCE) -> Path | None:
    """Upgrade a casebook in a file. Says where its backup is, beside it; None when there was nothing to do.

    Raises NotACasebook, NewerCasebook, CasebookThere, BackupNotRight, or what opening raises.
    """
    with open_as_it_is(path, key, who="", clock=lambda: at, patience=patience) as store, store.transaction() as connection:
        if known(revision_of(connection), path) == NEWEST:
            return None
        backup = path.with_name(f"{path.name}.before-upgrade-{at:%Y%m%d-%H%M%S}")
        # Others can read the file while this transaction holds it, but not write: the backup has all there is.
        back_up(path, key, backup)
        migrate(connection)
    return backup


def upgrade_team_casebook(address: str, backup_to: Path, key: Key, *, clock: Clock, patience: int = TEAM_PATIENCE) -> Path | None:
    """Upgrade the casebook of a server, as the login that made it. Its backup is a new file, encrypted with `key`.

    Says where that is; None when there was nothing to do. Nobody else can use the casebook meanwhile. Raises NotACasebook,
    NewerCasebook, NotTheOwner, InUse, CasebookThere, CopyNotRight, BackupNotRight or Unreachable.
    """
    with team_store(address, clock=clock) as store, store.transaction() as connection:
        check_owns(connection, store.where)
        revision = known(revision_of(connection), store.where)
        if revision == NEWEST:
            return None
        with seeing_all(connection, store.where, patience):
            _copy_to_file(connection, revision, backup_to, key, clock)
            migrate(connection)
    return backup_to


def back_up_team_casebook(address: str, target: Path, key: Key, *, clock: Clock, patience: int = TEAM_PATIENCE) -> Mapping[str, int]:
    """Copy the clients of every team to a new encrypted file, as the login that made the casebook. Who is in which team is not in it.

    Says how many rows of each table there are. Raises what upgrading can raise.
    """
    with team_store(address, clock=clock) as store, store.transaction() as connection:
        check_owns(connection, store.where)
        revision = known(revision_of(connection), store.where)
        with seeing_all(connection, store.where, patience):
            return _copy_to_file(connection, revision, target, key, clock)


def _copy_to_file(connection: Connection, revision: str, target: Path, key: Key, clock: Clock) -> Mapping[str, int]:
    with beside(target) as made:
        with store_in(made, key, who="", clock=clock, new=True) as file, file.transaction() as written:
            migrate(written, revision)
            counts = copy(connection, written, where=str(target))
        with opened(made, key) as read:
            if wrong_with(read):
                raise BackupNotRight(target)
        place(made, target)
    return counts
