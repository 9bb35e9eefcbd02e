"""Clients, contacts, answers and the log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "clients",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("reference", sa.String, nullable=False),
        sa.Column("same_reference", sa.String, nullable=False),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("closed_on", sa.Date),
        sa.Column("consent", sa.String, nullable=False),
        sa.Column("worker", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    # An index, and not a part of the table: SQLite takes it away again without making the table anew.
    op.create_index("one_client_of_a_reference", "clients", ["same_reference"], unique=True)
    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("client_id", sa.Integer, sa.ForeignKey("clients.id", ondelete="CASCADE"), nullable=False),
        sa.Column("held_on", sa.Date, nullable=False),
        sa.Column("script", sa.String, nullable=False),
        sa.Column("script_version", sa.Integer, nullable=False),
        sa.Column("how", sa.String, nullable=False),
        sa.Column("worker", sa.String, nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("contacts_of_a_client", "contacts", ["client_id", "held_on"])
    op.create_index(
        "one_draft_of_a_script",
        "contacts",
        ["client_id", "script"],
        unique=True,
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.create_table(
        "answers",
        sa.Column("contact_id", sa.Integer, sa.ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("step", sa.String, primary_key=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("given", sa.JSON, nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "log",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("client_id", sa.Integer, sa.ForeignKey("clients.id", ondelete="SET NULL")),
        sa.Column("what", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_log_client_id", "log", ["client_id"])
