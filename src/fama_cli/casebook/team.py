"""The casebook of a team, on a PostgreSQL server of the service's own.

Who may open it, and that what is on its disks and on the way to it is encrypted, is the server's to see to.
"""

from __future__ import annotations

from sqlalchemy import URL, Connection, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError

from fama_cli.casebook.errors import CasebookThere, NewerCasebook, NotACasebook
from fama_cli.casebook.store import Clock, Store
from fama_cli.casebook.tables import SCHEMA_VERSION, create_tables, schema_version
from fama_cli.errors import NotUnderstood


def open_team_casebook(address: str, *, clock: Clock) -> Store:
    """Open the casebook of a server: `postgresql://server/database`. Raises NotUnderstood, NotACasebook, NewerCasebook or Unreachable."""
    store = _store(address, clock)
    with store.transaction() as connection:
        found = schema_version(connection)
        store.who = _session_user(connection)
    if found == SCHEMA_VERSION:
        return store
    store.engine.dispose()
    raise NotACasebook(store.where) if found is None else NewerCasebook(store.where)


def create_team_casebook(address: str, *, clock: Clock) -> Store:
    """Make the tables of a casebook in an empty database, and open it. Raises CasebookThere when it has them already."""
    store = _store(address, clock)
    with store.transaction() as connection:
        found = schema_version(connection)
        store.who = _session_user(connection)
        if found is None:
            create_tables(connection)
            return store
    store.engine.dispose()
    raise CasebookThere(store.where)


def _store(address: str, clock: Clock) -> Store:
    url = _understood(address)
    # Values are answers and references: never in an error or a log. 2 connections are enough for one person.
    engine = create_engine(url, hide_parameters=True, pool_size=2, pool_pre_ping=True)
    return Store(engine, where=f"{url.host or url.query.get('host', 'this computer')}/{url.database}", who="", clock=clock)


def _session_user(connection: Connection) -> str:
    """Who the server says has opened the casebook: nobody can give another name, as they could on their own computer."""
    return str(connection.scalar(text("SELECT session_user")))


def _understood(address: str) -> URL:
    hint = "It is like `postgresql://server/database`"
    try:
        url = make_url(address)
    except ArgumentError:
        # Not shown: it may hold a password.
        raise NotUnderstood("That is not the address of a PostgreSQL database", hint=hint) from None
    if url.get_backend_name() != "postgresql":
        raise NotUnderstood(f"A team's casebook is on PostgreSQL, and this address starts with `{url.get_backend_name()}`", hint=hint)
    return url.set(drivername="postgresql+psycopg")
