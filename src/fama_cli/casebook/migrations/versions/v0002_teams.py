"""Teams, each of which sees its own clients alone, and a team's settings.

In a file there is one team, without a name. On PostgreSQL, whoever makes this change is the first worker, and what was there
before is their team's. The rules hold for the owner of the tables too (FORCE), and for everybody but a superuser.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_WORKERS = (
    "CREATE TABLE workers (role name PRIMARY KEY, team varchar NOT NULL CHECK (team <> ''))",
    "INSERT INTO workers (role, team) VALUES (session_user, 'first')",
    # As the owner, so that a worker needs no right to read `workers`. What it names is looked up now, once, and so cannot be
    # put in its way later: https://www.postgresql.org/docs/current/sql-createfunction.html#SQL-CREATEFUNCTION-SECURITY
    """CREATE FUNCTION fama_team() RETURNS varchar LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    BEGIN ATOMIC
        SELECT team FROM workers WHERE role = session_user;
    END""",
)
_OWN_TEAM = "team = (SELECT fama_team())"  # As a query of its own it is asked once, and not for every row.
_OWN_CLIENT = "EXISTS (SELECT FROM clients WHERE clients.id = client_id)"
_POLICIES = (
    f"CREATE POLICY own_team ON clients USING ({_OWN_TEAM})",
    # What a worker sees of `clients` is their own team's already.
    f"CREATE POLICY own_client ON contacts USING ({_OWN_CLIENT})",
    "CREATE POLICY own_contact ON answers USING (EXISTS (SELECT FROM contacts WHERE contacts.id = contact_id))",
    f"CREATE POLICY own_team ON settings USING ({_OWN_TEAM})",
    # Nothing else is allowed, so a line of the log is neither changed nor deleted. It goes with its client: what PostgreSQL does
    # for a foreign key, it does without these rules.
    f"CREATE POLICY own_team ON log FOR SELECT USING ({_OWN_TEAM})",
    f"CREATE POLICY own_name ON log FOR INSERT WITH CHECK ({_OWN_TEAM} AND who = session_user AND (client_id IS NULL OR {_OWN_CLIENT}))",
)


def upgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        for statement in _WORKERS:
            op.execute(statement)
    before = "'first'" if postgresql else "''"
    for table in ("clients", "log"):
        op.add_column(table, sa.Column("team", sa.String, nullable=False, server_default=sa.text(before)))
    op.drop_index("one_client_of_a_reference", "clients")
    op.create_index("one_client_of_a_reference", "clients", ["team", "same_reference"], unique=True)
    op.create_table(
        "settings",
        sa.Column("team", sa.String, primary_key=True, server_default=sa.text(before)),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
    if postgresql:
        for table in ("clients", "log", "settings"):
            op.alter_column(table, "team", server_default=sa.text("fama_team()"))
        for table in ("clients", "contacts", "answers", "settings", "log"):
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        for statement in _POLICIES:
            op.execute(statement)
