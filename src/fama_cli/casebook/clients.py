"""Clients: opening a record, changing it, and all that is held about one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from fama_cli.casebook.errors import AlreadyThere, DraftThere, SameClient
from fama_cli.casebook.faults import is_taken
from fama_cli.casebook.model import Action, Client, Consent, Contact, Everything
from fama_cli.casebook.reference import checked_reference, same_reference
from fama_cli.casebook.rows import client_row, number_of, read_clients, read_contacts, read_log
from fama_cli.casebook.support import move_support, read_interventions, read_reviews
from fama_cli.casebook.tables import clients, contacts, interventions, log, reviews
from fama_cli.casebook.transactions import Transactions
from fama_cli.casebook.versions import client_as_read
from fama_cli.record import changed


class Clients(Transactions):
    """What `Store` does with clients."""

    def clients(self, *, closed: bool = False) -> Sequence[Client]:
        """Everyone whose record is open, by reference; with `closed`, those whose record is closed too."""
        with self.transaction() as connection:
            self._logged(connection, Action.LISTED)
            return read_clients(connection, closed=closed)

    def client(self, reference: str) -> Client:
        with self.transaction() as connection:
            number, client = client_row(connection, reference)
            self._logged(connection, Action.READ, number)
            return client

    def read(self, reference: str) -> tuple[Client, Sequence[Contact]]:
        """A client, and every contact with them, drafts too, oldest first."""
        with self.transaction() as connection:
            number, client = client_row(connection, reference)
            self._logged(connection, Action.READ, number)
            return client, read_contacts(connection, contacts.c.client_id == number)

    def add(self, reference: str, *, consent: Consent, worker: str, on: date) -> Client:
        """Open a record. Raises ReferenceRefused or AlreadyThere."""
        given = checked_reference(reference)
        client = Client(reference=given, opened_on=on, closed_on=None, consent=consent, worker=worker, version=1)
        with self.transaction() as connection:
            try:
                number = connection.execute(clients.insert().values(**vars(client), same_reference=same_reference(given)))
            except IntegrityError as problem:
                if not is_taken(problem):
                    raise
                raise AlreadyThere(given) from None
            self._logged(connection, Action.ADDED, number_of(number.inserted_primary_key))
        return client

    def set_consent(self, client: Client, consent: Consent) -> Client:
        """Whoever is counted may say no afterwards too, when their record is closed. Raises Changed."""
        return self._changed(client, changed(client, consent=consent), Action.CONSENT)

    def close(self, client: Client, *, on: date) -> Client:
        """Closed a second time, it keeps its first day. Raises Changed."""
        return self._changed(client, changed(client, closed_on=client.closed_on or on), Action.CLOSED)

    def reopen(self, client: Client) -> Client:
        """Raises Changed."""
        return self._changed(client, changed(client, closed_on=None), Action.REOPENED)

    def rename(self, client: Client, reference: str) -> Client:
        """Give a client another reference; the old one is nowhere any more. Raises ReferenceRefused, AlreadyThere or Changed."""
        return self._changed(client, changed(client, reference=checked_reference(reference)), Action.RENAMED)

    def _changed(self, before: Client, after: Client, what: Action) -> Client:
        with self.transaction() as connection:
            number, now = client_as_read(connection, before)
            saved = changed(after, version=now.version + 1)
            values = {**vars(saved), "same_reference": same_reference(saved.reference)}
            try:
                connection.execute(update(clients).where(clients.c.id == number).values(values))
            except IntegrityError as problem:
                if not is_taken(problem):
                    raise
                raise AlreadyThere(saved.reference) from None
            self._logged(connection, what, number)
        return saved

    def merge(self, one: Client, into: Client) -> Client:
        """Move what is held about `one` to the client they turned out to be, and delete `one`.

        Raises SameClient, DraftThere, ReviewsDiffer or Changed.

        The record is open if either was, and the client is counted in reports only if they said so and never said no.
        """
        if same_reference(one.reference) == same_reference(into.reference):
            raise SameClient(into.reference)
        with self.transaction() as connection:
            # In one order, whichever is merged into which, so that two people doing both cannot wait for each other.
            found = {each.reference: client_as_read(connection, each)[0] for each in sorted((one, into), key=lambda each: each.reference)}
            try:
                moved = update(contacts).where(contacts.c.client_id == found[one.reference])
                connection.execute(moved.values(client_id=found[into.reference]))
            except IntegrityError as problem:
                if not is_taken(problem):
                    raise
                raise DraftThere(into.reference) from None
            move_support(connection, found[one.reference], found[into.reference])
            if connection.dialect.name == "sqlite":
                # On a server nobody changes a line of the log, once it is written.
                told = update(log).where(log.c.client_id == found[one.reference])
                connection.execute(told.values(client_id=found[into.reference]))
            connection.execute(delete(clients).where(clients.c.id == found[one.reference]))
            said = {one.consent, into.consent}
            saved = changed(
                into,
                version=into.version + 1,
                opened_on=min(one.opened_on, into.opened_on),
                closed_on=max(one.closed_on, into.closed_on) if one.closed_on and into.closed_on else None,
                consent=next((each for each in (Consent.NO, Consent.YES) if each in said), Consent.NOT_ASKED),
            )
            kept = update(clients).where(clients.c.id == found[into.reference])
            held = {"opened_on": saved.opened_on, "closed_on": saved.closed_on, "consent": saved.consent}
            connection.execute(kept.values(version=saved.version, **held))
            self._logged(connection, Action.MERGED, found[into.reference])
        return saved

    def delete(self, *gone: Client) -> None:
        """Take out clients, their contacts, answers and reviews: all of them or none. The log stays, without saying whom it is about.

        Raises Changed, also when a contact was started or finished since they were read.
        """
        with self.transaction() as connection:
            for client in gone:
                number, _ = client_as_read(connection, client)
                # Contacts, answers, interventions and reviews go with it: ON DELETE CASCADE.
                connection.execute(delete(clients).where(clients.c.id == number))
                self._logged(connection, Action.DELETED)

    def everything(self, reference: str) -> Everything:
        """All that is held about one client, to be given to them."""
        with self.transaction() as connection:
            number, client = client_row(connection, reference)
            self._logged(connection, Action.EXPORTED, number)
            theirs = read_contacts(connection, contacts.c.client_id == number)
            return Everything(
                client=client,
                contacts=theirs,
                log=read_log(connection, log.c.client_id == number),
                interventions=read_interventions(connection, interventions.c.client_id == number),
                reviews=read_reviews(connection, reviews.c.client_id == number),
            )
