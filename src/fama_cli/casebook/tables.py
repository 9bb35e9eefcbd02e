"""The tables, the same in the encrypted file and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
    inspect,
    select,
)

SCHEMA_VERSION = 1
"""Raised by every change to these tables. A program that knows only lower ones leaves the casebook alone."""

metadata = MetaData()


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no time zone, so it is taken off going in and put back coming out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


book = Table("book", metadata, Column("schema_version", Integer, primary_key=True, autoincrement=False))

clients = Table(
    "clients",
    metadata,
    # Everything else points to this number, so a changed reference is changed in one place.
    Column("id", Integer, primary_key=True),
    Column("reference", String, nullable=False),
    Column("same_reference", String, nullable=False, unique=True),
    Column("opened_on", Date, nullable=False),
    Column("closed_on", Date),
    Column("consent", String, nullable=False),
    Column("worker", String, nullable=False),
    Column("version", Integer, nullable=False),
    sqlite_autoincrement=True,
)

contacts = Table(
    "contacts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("client_id", ForeignKey("clients.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("held_on", Date, nullable=False),
    Column("script", String, nullable=False),
    Column("script_version", Integer, nullable=False),
    Column("how", String, nullable=False),
    Column("worker", String, nullable=False),
    Column("finished_at", Moment),
    Column("version", Integer, nullable=False),
    # A number is never used again, so an answer to a contact since deleted cannot be saved to another. PostgreSQL does so anyway.
    sqlite_autoincrement=True,
)
_unfinished = contacts.c.finished_at.is_(None)
Index(
    "one_draft_of_a_script",
    contacts.c.client_id,
    contacts.c.script,
    unique=True,
    sqlite_where=_unfinished,
    postgresql_where=_unfinished,
)

answers = Table(
    "answers",
    metadata,
    Column("contact_id", ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
    Column("step", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("given", JSON, nullable=False),
    Column("given_at", Moment, nullable=False),
    # The contact's version when it was given, so answers come back in their order.
    Column("seq", Integer, nullable=False),
)

log = Table(
    "log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", String, nullable=False),
    Column("client_id", ForeignKey("clients.id", ondelete="CASCADE"), index=True),
    Column("what", String, nullable=False),
    sqlite_autoincrement=True,
)


def create_tables(connection: Connection) -> None:
    """Make the tables, in the transaction of `connection`."""
    metadata.create_all(connection)
    connection.execute(book.insert().values(schema_version=SCHEMA_VERSION))


def schema_version(connection: Connection) -> int | None:
    """The version of the tables that are there; None when there is no casebook."""
    if not inspect(connection).has_table(book.name):
        return None
    return connection.scalar(select(book.c.schema_version))
