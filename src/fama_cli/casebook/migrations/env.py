"""Run by Alembic for each upgrade, with the connection it was handed: see `migrate`."""

from __future__ import annotations

from alembic import context

# Alembic takes it that SQLite cannot undo a change of tables. It can, in a transaction that was begun as ours are.
context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
