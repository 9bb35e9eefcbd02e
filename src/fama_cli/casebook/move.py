"""Moving a casebook from a file to a server, whole and checked, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection, DateTime, MetaData, Table, delete, event, select, text

from fama_cli.casebook.errors import CopyNotRight, HoldsClients, NoTeam
from fama_cli.casebook.store import Store
from fama_cli.casebook.tables import Moment, clients, log, metadata, settings
from fama_cli.casebook.team import seeing_all

if TYPE_CHECKING:
    from sqlalchemy import Inspector
    from sqlalchemy.engine.interfaces import ReflectedColumn

_AT_ONCE = 500
"""Rows. Enough that a server far away is not waited for at each."""


def move(source: Store, target: Store) -> Mapping[str, int]:
    """Copy all there is in a file to a team's casebook without clients, for the team of whoever moves it. They must own its tables.

    Says how many rows of each table there were. The file is left as it was. Raises NoTeam, NotTheOwner, HoldsClients or CopyNotRight.
    """
    # Nobody saves anything in the file meanwhile: the transaction holds it.
    with source.transaction() as ours, target.transaction() as theirs:
        team = theirs.scalar(text("SELECT fama_team()"))
        if team is None:
            raise NoTeam(target.where)
        # Others' names are in the log of the file, and nobody can write those under the rules.
        with seeing_all(theirs, target.where):
            if theirs.scalar(select(clients.c.id).limit(1)) is not None:
                raise HoldsClients(target.where)
            # Those of a new casebook, that nobody has worked with yet.
            theirs.execute(delete(settings))
            return copy(ours, theirs, where=target.where, team=team)


def copy(source: Connection, target: Connection, *, where: str, team: str = "") -> Mapping[str, int]:
    """Copy every row of a casebook to another of the same revision, and read it back. Says how many there were of each table.

    Numbers stay what they are; only lines of the log come after those that are there. What is of no team becomes that of `team`.
    Raises CopyNotRight, upon which the transaction of `target` must not be committed.
    """
    given, taken = _tables(source), _tables(target)
    if {name: set(table.c.keys()) for name, table in given.items()} != {name: set(table.c.keys()) for name, table in taken.items()}:
        raise CopyNotRight(where)
    counts = {}
    for name, table in given.items():
        shift = _last_number(target, name) if name == log.name else 0
        counts[name], digest = 0, 0
        for rows in _read(source, table):
            made = [_taken_over(row, shift, team) for row in rows]
            target.execute(taken[name].insert(), made)
            counts[name] += len(made)
            digest += sum(map(_digest, made))
        if "id" in table.c:
            _go_on_from(target, name, max(_last_number(source, name) + shift, _last_number(target, name)))
        back = [_digest(row) for rows in _read(target, taken[name], after=shift) for row in rows]
        if (len(back), sum(back)) != (counts[name], digest):
            raise CopyNotRight(where)
    return counts


def _tables(connection: Connection) -> Mapping[str, Table]:
    """The tables as they are there, whichever revision that is, those first that others point to."""
    found = MetaData()

    @event.listens_for(found, "column_reflect")
    def _in_utc(_: Inspector, __: Table, column: ReflectedColumn) -> None:
        if isinstance(column["type"], DateTime):
            column["type"] = Moment()

    found.reflect(connection, only=lambda name, _: name in metadata.tables)
    return {table.name: table for table in found.sorted_tables}


def _read(connection: Connection, table: Table, *, after: int = 0) -> Iterator[list[dict[str, object]]]:
    wanted = select(table).where(table.c.id > after) if after else select(table)
    found = connection.execute(wanted.execution_options(yield_per=_AT_ONCE))
    for rows in found.mappings().partitions():
        yield [dict(row) for row in rows]


def _taken_over(row: dict[str, object], shift: int, team: str) -> dict[str, object]:
    if shift and isinstance(row["id"], int):
        row["id"] += shift
    if row.get("team") == "":
        row["team"] = team
    return row


def _digest(row: Mapping[str, object]) -> int:
    """A number that another row does not have. Added up, they do not depend on the order, which each database has its own of."""
    return int.from_bytes(hashlib.sha256(repr(sorted(row.items())).encode()).digest())


def _last_number(connection: Connection, table: str) -> int:
    """The highest that was ever given out in a table, to a row since deleted too: none is given out again."""
    if connection.dialect.name == "sqlite":
        asked = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    else:
        asked = text("SELECT pg_sequence_last_value(pg_get_serial_sequence(:name, 'id')::regclass)")
    return connection.scalar(asked, {"name": table}) or 0


def _go_on_from(connection: Connection, table: str, last: int) -> None:
    if last == 0:
        return
    if connection.dialect.name == "sqlite":
        # Where SQLite has it depends on whether the table had a row before.
        statements = [text("DELETE FROM sqlite_sequence WHERE name = :name"), text("INSERT INTO sqlite_sequence VALUES (:name, :last)")]
    else:
        statements = [text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)")]
    for statement in statements:
        connection.execute(statement, {"name": table, "last": last})
