"""Whether a casebook in a file is whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fama_cli.casebook.embedded import opened
from fama_cli.casebook.keys import Key
from fama_cli.text import counted

if TYPE_CHECKING:
    import sqlite3

_WITHOUT = {
    "answer without its contact": "SELECT count(*) FROM answers WHERE contact_id NOT IN (SELECT id FROM contacts)",
    "contact without its client": "SELECT count(*) FROM contacts WHERE client_id NOT IN (SELECT id FROM clients)",
    "line of the log without its client": "SELECT count(*) FROM log WHERE client_id NOT IN (SELECT id FROM clients)",
}


def check_casebook(path: Path, key: Key) -> tuple[str, ...]:
    """What is wrong, in sentences; none when it is whole. Raises what opening it can raise."""
    with opened(path, key) as connection:
        return wrong_with(connection)


def wrong_with(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What is wrong with the casebook of a connection: its encryption, its pages, then its tables."""
    # Each says nothing, or "ok", when all is well. What they say otherwise names pages and tables, never what is in them.
    pages = len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    if pages:
        # Nothing further can be read with certainty.
        return (f"{counted(pages, 'page')} of the file cannot be decrypted",)
    found = [said for (said,) in connection.execute("PRAGMA integrity_check") if said != "ok"]
    if found:
        return (f"The tables are damaged in {counted(len(found), 'place')}",)
    orphans = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    counts = {what: connection.execute(question).fetchone()[0] for what, question in _WITHOUT.items()}
    said = [f"There is {counted(count, what, what.replace(' ', 's ', 1))}" for what, count in counts.items() if count]
    return tuple(said) or (("The tables do not fit together",) if orphans else ())
