"""A casebook in a database: the encrypted file or PostgreSQL, with the same statements."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, func, select

from fama_cli.casebook.clients import Clients
from fama_cli.casebook.contacts import Contacts
from fama_cli.casebook.model import Action, Counts, LogEntry
from fama_cli.casebook.reviews import Reviews
from fama_cli.casebook.rows import client_row, read_log, set_setting, setting
from fama_cli.casebook.tables import clients, contacts, log, reviews
from fama_cli.casebook.transactions import Clock

__all__ = ["Clock", "Store"]

NOTES, BACKUPS = "notes", "backups"
"""Names of settings."""
ON = "on"


class Store(Clients, Contacts, Reviews):
    """Clients' records. Each call is one transaction: all of it is saved, its line in the log too, or none of it.

    What takes a Client or a Contact saves only if nobody changed it since it was read, and raises Changed otherwise.
    What takes a reference raises NoClient.

    `Clients`, `Contacts` and `Reviews` are what it does with each. Here is what it does with the casebook itself.
    """

    def log(self, reference: str | None = None) -> Sequence[LogEntry]:
        """Who did what with one client, or with all, oldest first."""
        with self.transaction() as connection:
            if reference is None:
                self._logged(connection, Action.READ_LOG)
                return read_log(connection)
            number, _ = client_row(connection, reference)
            self._logged(connection, Action.READ_LOG, number)
            return read_log(connection, log.c.client_id == number)

    def notes_on(self) -> bool:
        """Whether the service keeps notes in free text. A new casebook does not."""
        with self.transaction() as connection:
            return setting(connection, NOTES) == ON

    def set_notes(self, on: bool) -> None:
        with self.transaction() as connection:
            set_setting(connection, NOTES, ON if on else "off")
            self._logged(connection, Action.NOTES)

    def backups(self) -> Sequence[str]:
        """The files that backups were written to, oldest first. They may be elsewhere by now."""
        with self.transaction() as connection:
            return tuple(json.loads(setting(connection, BACKUPS) or "[]"))

    def remember_backups(self, *paths: str, made: bool = True) -> None:
        """Without `made`, one that is about to be."""
        with self.transaction() as connection:
            before = json.loads(setting(connection, BACKUPS) or "[]")
            set_setting(connection, BACKUPS, json.dumps(list(dict.fromkeys([*before, *paths]))))
            if made:
                self._logged(connection, Action.BACKED_UP)

    def forget_backup(self, path: str) -> None:
        """One that was not made after all."""
        with self.transaction() as connection:
            before = json.loads(setting(connection, BACKUPS) or "[]")
            set_setting(connection, BACKUPS, json.dumps([each for each in before if each != path]))

    def counts(self) -> Counts:
        with self.transaction() as connection:

            def count(column: Column[Any], *which: ColumnElement[bool]) -> int:
                return connection.scalar(select(func.count(column)).where(*which)) or 0

            return Counts(
                clients=count(clients.c.id),
                closed=count(clients.c.id, clients.c.closed_on.is_not(None)),
                contacts=count(contacts.c.id),
                drafts=count(contacts.c.id, contacts.c.finished_at.is_(None)),
                reviews=count(reviews.c.id),
            )
