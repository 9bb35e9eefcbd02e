"""Whether a casebook in a file is whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from fama_cli.casebook.embedded import opened
from fama_cli.casebook.keys import Key
from fama_cli.text import counted

if TYPE_CHECKING:
    import sqlite3

_WITHOUT = {
    "answers": ("answer without its contact", "answers without their contact"),
    "contacts": ("contact without its client", "contacts without their client"),
    "interventions": ("intervention without its client", "interventions without their client"),
    "reviews": ("review without its client", "reviews without their client"),
    "log": ("line of the log without its client", "lines of the log without their client"),
}
_OTHER = ("row without what it belongs to", "rows without what they belong to")


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
    orphans = Counter(table for table, *_ in connection.execute("PRAGMA foreign_key_check"))
    return tuple(
        f"There {'is' if count == 1 else 'are'} {counted(count, *_WITHOUT.get(table, _OTHER))}" for table, count in orphans.items()
    )
