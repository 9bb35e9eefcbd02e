"""Recovery support: when it was open, and what each review answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_TABLES = ("interventions", "reviews")
_OWN_CLIENT = "EXISTS (SELECT FROM clients WHERE clients.id = client_id)"
# Where `roles.sql` was run for an older casebook, workers would have no rights to what is new.
_RIGHTS = """DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'fama_worker')
        AND has_table_privilege('fama_worker', 'contacts', 'SELECT') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON interventions, reviews TO fama_worker;
        GRANT USAGE ON SEQUENCE interventions_id_seq, reviews_id_seq TO fama_worker;
    END IF;
END
$$"""


def upgrade() -> None:
    op.create_table(
        "interventions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("client_id", sa.Integer, sa.ForeignKey("clients.id", ondelete="CASCADE"), nullable=False),
        sa.Column("started_on", sa.Date, nullable=False),
        sa.Column("ended_on", sa.Date),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("episode", sa.String),
        sa.Column("worker", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("interventions_of_a_client", "interventions", ["client_id", "started_on"])
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("client_id", sa.Integer, sa.ForeignKey("clients.id", ondelete="CASCADE"), nullable=False),
        sa.Column("held_on", sa.Date, nullable=False),
        sa.Column("profile", sa.String, nullable=False),
        sa.Column("said", sa.JSON, nullable=False),
        sa.Column("worker", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    # Whose it is comes first, so this is the way to a client's reviews too.
    op.create_index("one_review_of_a_profile", "reviews", ["client_id", "held_on", "profile"], unique=True)
    if op.get_bind().dialect.name == "postgresql":
        for table in _TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            # What a worker sees of `clients` is their own team's already.
            op.execute(f"CREATE POLICY own_client ON {table} USING ({_OWN_CLIENT})")
        op.execute(_RIGHTS)
