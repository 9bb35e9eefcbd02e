"""The casebook of a team, on a PostgreSQL server of the service's own: version 14 or later.

Each team sees its own clients alone: the server keeps them apart, by rules that the second of `migrations` makes. They hold
for whoever owns the tables too, and for everyone but superusers and roles with BYPASSRLS, so nobody should work as one of those.
That what is on the server's disks is encrypted is the server's to see to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files

from sqlalchemy import Connection, Row, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from fama_cli.casebook.address import called, understood
from fama_cli.casebook.errors import CasebookThere, NoTeam, NotEncrypted, NotTheOwner
from fama_cli.casebook.faults import explained
from fama_cli.casebook.migrations import check_newest, migrate, revision_of
from fama_cli.casebook.store import Clock, Store
from fama_cli.casebook.tables import metadata

PATIENCE = 10_000
"""Milliseconds to wait for the tables to be free."""
FIRST_TEAM = "first"
"""What the second of `migrations` calls the team that was there before there were teams."""

# Nobody can give another name to the server, as they could on their own computer. Owners and superusers may open what they
# are in no team of, to look after it.
_WHO = text(
    "SELECT session_user, fama_team(), NOT row_security_active('clients')"
    " OR pg_has_role((SELECT relowner FROM pg_class WHERE oid = 'clients'::regclass), 'USAGE')"
)
# The clients first, as everywhere, so that two transactions cannot wait for each other.
_OWNED = text(
    "SELECT oid::regclass::text AS name, relforcerowsecurity AS ruled, pg_has_role(relowner, 'USAGE') AS owned FROM pg_class"
    " WHERE relnamespace = current_schema()::regnamespace AND relname = ANY(:names) ORDER BY relname <> 'clients'"
)
_INSUFFICIENT_PRIVILEGE = "42501"
# What libpq says has no code before there is a connection.
_NO_TLS = ("does not support SSL", "SSL error", "certificate", "sslmode")


def open_team_casebook(address: str, *, clock: Clock) -> Store:
    """Open the casebook of a server: `postgresql://server/database`.

    Raises NotUnderstood, NotACasebook, OlderCasebook, NewerCasebook, NoTeam, NotEncrypted or Unreachable.
    """
    with _opening(address, clock) as (store, connection):
        try:
            check_newest(revision_of(connection), store.where)
            store.who, team, keeps = connection.execute(_WHO).one()
        except DBAPIError as problem:
            if getattr(problem.orig, "sqlstate", None) == _INSUFFICIENT_PRIVILEGE:
                # A login that was given no rights here is in no team either.
                raise NoTeam(store.where) from None
            raise
        if team is None and not keeps:
            raise NoTeam(store.where)
    return store


def create_team_casebook(address: str, *, clock: Clock, team: str = FIRST_TEAM) -> Store:
    """Make the tables of a casebook in a database, and open it. Whoever does owns them, and is the first worker of `team`.

    Raises CasebookThere when there are such tables already, and what opening raises.
    """
    with _opening(address, clock) as (store, connection):
        if not {*metadata.tables, "alembic_version", "workers"}.isdisjoint(inspect(connection).get_table_names()):
            raise CasebookThere(store.where)
        migrate(connection)
        connection.execute(text("UPDATE workers SET team = :team WHERE role = session_user"), {"team": team})
        store.who = session_user(connection)
    return store


def team_store(address: str, *, clock: Clock) -> Store:
    """A store on a server that nothing was asked of yet."""
    url = understood(address)
    # Values are answers and references: never in an error or a log. 2 connections are enough for one person.
    engine = create_engine(url, hide_parameters=True, pool_size=2, pool_pre_ping=True)
    return Store(engine, where=called(url), who="", clock=clock)


def session_user(connection: Connection) -> str:
    return str(connection.scalar(text("SELECT session_user")))


def roles_script() -> str:
    """What to run with psql, once, so that workers have no more rights than they need."""
    return files("fama_cli.casebook").joinpath("roles.sql").read_text(encoding="utf-8")


def check_owns(connection: Connection, where: str) -> Sequence[Row[*tuple[object, ...]]]:
    """The tables of the casebook, when the login owns them, directly or through a group. Raises NotTheOwner."""
    found = connection.execute(_OWNED, {"names": list(metadata.tables)}).all()
    if not all(row.owned for row in found):
        raise NotTheOwner(where)
    return found


@contextmanager
def seeing_all(connection: Connection, where: str, patience: int = PATIENCE) -> Iterator[None]:
    """Every team's rows, with nobody else at the tables, until the transaction ends. Raises NotTheOwner, or InUse after a while."""
    found = check_owns(connection, where)
    connection.execute(text(f"SET LOCAL lock_timeout = {patience:d}"))
    connection.execute(text(f"LOCK TABLE {', '.join(row.name for row in found)} IN ACCESS EXCLUSIVE MODE"))
    ruled = [row.name for row in found if row.ruled]
    # Should anything go wrong, this is undone with all else.
    for name in ruled:
        connection.execute(text(f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY"))
    yield
    for name in ruled:
        connection.execute(text(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY"))


@contextmanager
def _opening(address: str, clock: Clock) -> Iterator[tuple[Store, Connection]]:
    """A store, with the transaction in which it is looked at first. It stays open unless something is wrong."""
    store = team_store(address, clock=clock)
    try:
        with explained(store.where), _connected(store) as connection, connection.begin():
            yield store, connection
    except BaseException:
        store.engine.dispose()
        raise


def _connected(store: Store) -> Connection:
    try:
        return store.engine.connect()
    except DBAPIError as problem:
        if any(sign in str(problem.orig) for sign in _NO_TLS):
            raise NotEncrypted(store.where) from None
        raise
