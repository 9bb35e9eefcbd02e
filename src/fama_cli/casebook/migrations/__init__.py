"""The casebook's tables through time. Each revision is a file in `versions`, which is not changed once it was released.

Opening a casebook only reads which revision it is at. Alembic, which takes 0.1 s to import, is for making and changing tables.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from fama_cli.casebook.errors import NewerCasebook, NotACasebook, OlderCasebook

REVISIONS = ("0001", "0002", "0003")
"""Every revision, oldest first. A program that knows only some of them leaves a casebook at any other alone."""
NEWEST = REVISIONS[-1]

_READ = text("SELECT version_num FROM alembic_version")
_SQLITE_ERROR, _UNDEFINED_TABLE = 1, "42P01"


def revision_of(connection: Connection) -> str | None:
    """The revision of the tables that are there; None when there is no casebook. PostgreSQL then takes no more in this transaction."""
    try:
        found: str | None = connection.scalar(_READ)
    except DBAPIError as problem:
        if getattr(problem.orig, "sqlite_errorcode", None) == _SQLITE_ERROR or getattr(problem.orig, "sqlstate", None) == _UNDEFINED_TABLE:
            return None
        raise
    return found


def known(found: str | None, where: Path | str) -> str:
    """A revision that can be upgraded or opened. Raises NotACasebook or NewerCasebook."""
    if found is None:
        raise NotACasebook(where)
    if found not in REVISIONS:
        raise NewerCasebook(where)
    return found


def check_newest(found: str | None, where: Path | str) -> None:
    """Raises NotACasebook, NewerCasebook or OlderCasebook, unless it can be opened as it is."""
    if known(found, where) != NEWEST:
        raise OlderCasebook(where)


def migrate(connection: Connection, to: str = NEWEST) -> None:
    """Make the tables, or bring them to a revision, in the transaction of `connection`: all of it happens, or nothing does."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "fama_cli.casebook:migrations")
    config.set_main_option("path_separator", "os")
    command.upgrade(config, to)
