"""Deleting clients for good: from the tables, from the pages they were on, and from the journal."""

from __future__ import annotations

from pathlib import Path

from fama_cli.casebook.embedded import empty_journal
from fama_cli.casebook.model import Client, Contact
from fama_cli.casebook.replace import leftovers
from fama_cli.casebook.store import Store


def erase(store: Store, *clients: Client) -> bool:
    """Delete clients, and whatever the file still holds of them. Raises NoClient or Changed.

    False when something is left that nobody without the key can read: someone else was using the file, so its journal is emptied
    later; or the casebook is on a server, which clears up in its own time. Backups made before keep them.
    """
    # secure_delete, which every connection sets, writes zeros over each row that goes: https://www.sqlite.org/pragma.html
    store.delete(*clients)
    return cleared(store)


def erase_drafts(store: Store, *contacts: Contact) -> bool:
    """Delete unfinished contacts, and whatever the file still holds of them; False as for `erase`. Raises as `Store.discard` does."""
    for contact in contacts:
        store.discard(contact)
    return cleared(store)


def cleared(store: Store) -> bool:
    """Take away what the file still holds of rows that went or changed; False as for `erase`."""
    if store.engine.dialect.name != "sqlite":
        return False
    # Copies that a command left when it was killed while it changed the key or went back to a backup.
    for copy in leftovers(Path(store.where)):
        copy.unlink(missing_ok=True)
    return empty_journal(store)
