"""The tables, the same in the encrypted file and on PostgreSQL: as the newest of `migrations` leaves them."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    Dialect,
    FetchedValue,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
)

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


def _team(*, primary_key: bool = False) -> Column[str]:
    """Whose it is. The database says so, and nobody else: the team of whoever is logged in, or nothing at all in a file."""
    return Column("team", String, nullable=False, primary_key=primary_key, server_default=FetchedValue())


clients = Table(
    "clients",
    metadata,
    # Everything else points to this number, so a changed reference is changed in one place.
    Column("id", Integer, primary_key=True),
    Column("reference", String, nullable=False),
    Column("same_reference", String, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("closed_on", Date),
    Column("consent", String, nullable=False),
    Column("worker", String, nullable=False),
    Column("version", Integer, nullable=False),
    _team(),
    sqlite_autoincrement=True,
)
Index("one_client_of_a_reference", clients.c.team, clients.c.same_reference, unique=True)

contacts = Table(
    "contacts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("client_id", ForeignKey("clients.id", ondelete="CASCADE"), nullable=False),
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
# Whose it is, and then which is the latest: `due` looks for that of every client.
Index("contacts_of_a_client", contacts.c.client_id, contacts.c.held_on)
_unfinished = contacts.c.finished_at.is_(None)
# On PostgreSQL it is of unfinished contacts alone too. To say so here would import what knows PostgreSQL, for a file as well: a
# tenth of what opening one takes.
Index("one_draft_of_a_script", contacts.c.client_id, contacts.c.script, unique=True, sqlite_where=_unfinished)

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
    # The answers to a contact lie together, and are found at once rather than by way of an index.
    sqlite_with_rowid=False,
)

# Recovery support that was open from one day to another. `episode` is the number that the case system has for it.
interventions = Table(
    "interventions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("client_id", ForeignKey("clients.id", ondelete="CASCADE"), nullable=False),
    Column("started_on", Date, nullable=False),
    Column("ended_on", Date),
    Column("place", String, nullable=False),
    Column("episode", String),
    Column("worker", String, nullable=False),
    sqlite_autoincrement=True,
)
Index("interventions_of_a_client", interventions.c.client_id, interventions.c.started_on)

# `said` is a field of the profile -> true or false. What was not stated is not in it. `id` is in the files that are exported, and
# another system knows the review by it: a review that is put right keeps it.
reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("client_id", ForeignKey("clients.id", ondelete="CASCADE"), nullable=False),
    Column("held_on", Date, nullable=False),
    Column("profile", String, nullable=False),
    Column("said", JSON, nullable=False),
    Column("worker", String, nullable=False),
    sqlite_autoincrement=True,
)
Index("one_review_of_a_profile", reviews.c.client_id, reviews.c.held_on, reviews.c.profile, unique=True)

log = Table(
    "log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", String, nullable=False),
    # A client who is deleted takes no line of the log away: who did something on that day stays, and not with whom.
    Column("client_id", ForeignKey("clients.id", ondelete="SET NULL"), index=True),
    Column("what", String, nullable=False),
    _team(),
    sqlite_autoincrement=True,
)

settings = Table(
    "settings",
    metadata,
    _team(primary_key=True),
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
