"""A casebook in a database: the encrypted file or PostgreSQL, with the same statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Self

from sqlalchemy import Connection, Engine, delete, update
from sqlalchemy.exc import IntegrityError

from fama_cli.casebook.errors import AlreadyThere, Changed, ClientClosed, ContactFinished, DraftThere
from fama_cli.casebook.faults import explained
from fama_cli.casebook.model import Action, Client, Consent, Contact, How, LogEntry
from fama_cli.casebook.reference import checked_reference, same_reference
from fama_cli.casebook.rows import client_row, contact_now, read_clients, read_contacts, read_log
from fama_cli.casebook.tables import answers, clients, contacts, log
from fama_cli.practice.walk import Answer
from fama_cli.record import changed

Clock = Callable[[], datetime]
"""Now, with its time zone."""


class Store:
    """A Casebook. Each call is one transaction: all of it is saved, its line in the log too, or none of it."""

    def __init__(self, engine: Engine, *, where: str, who: str, clock: Clock) -> None:
        self.engine = engine
        self.where = where
        """What the casebook is called in a sentence: a file, or a server."""
        self.who = who
        """Who opened it: the name they have on this computer, or on the server."""
        self._clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        with explained(self.where), self.engine.begin() as connection:
            yield connection

    def _logged(self, connection: Connection, what: Action, client_id: int | None = None) -> None:
        connection.execute(log.insert().values(at=self._clock(), who=self.who, client_id=client_id, what=what))

    # Clients

    def clients(self, *, closed: bool = False) -> Sequence[Client]:
        with self.transaction() as connection:
            self._logged(connection, Action.LISTED)
            return read_clients(connection, closed=closed)

    def client(self, reference: str) -> Client:
        with self.transaction() as connection:
            number, client = client_row(connection, reference)
            self._logged(connection, Action.READ, number)
            return client

    def add(self, reference: str, *, consent: Consent, worker: str, on: date) -> Client:
        given = checked_reference(reference)
        client = Client(reference=given, opened_on=on, closed_on=None, consent=consent, worker=worker, version=1)
        with self.transaction() as connection:
            try:
                number = connection.execute(clients.insert().values(**vars(client), same_reference=same_reference(given)))
            except IntegrityError:
                raise AlreadyThere(given) from None
            self._logged(connection, Action.ADDED, _number(number.inserted_primary_key))
        return client

    def set_consent(self, client: Client, consent: Consent) -> Client:
        return self._changed(client, changed(client, consent=consent), Action.CONSENT, even_closed=False)

    def close(self, client: Client, *, on: date) -> Client:
        return self._changed(client, changed(client, closed_on=client.closed_on or on), Action.CLOSED)

    def reopen(self, client: Client) -> Client:
        return self._changed(client, changed(client, closed_on=None), Action.REOPENED)

    def rename(self, client: Client, reference: str) -> Client:
        return self._changed(client, changed(client, reference=checked_reference(reference)), Action.RENAMED)

    def _changed(self, before: Client, after: Client, what: Action, *, even_closed: bool = True) -> Client:
        with self.transaction() as connection:
            number, now = client_row(connection, before.reference)
            if now.version != before.version:
                raise Changed(now)
            if now.closed_on and not even_closed:
                raise ClientClosed(now.reference)
            saved = changed(after, version=now.version + 1)
            values = {**vars(saved), "same_reference": same_reference(saved.reference)}
            try:
                connection.execute(update(clients).where(clients.c.id == number).values(values))
            except IntegrityError:
                raise AlreadyThere(saved.reference) from None
            self._logged(connection, what, number)
        return saved

    def delete(self, reference: str) -> None:
        with self.transaction() as connection:
            number, _ = client_row(connection, reference)
            # Contacts, answers and the client's log go with it: ON DELETE CASCADE.
            connection.execute(delete(clients).where(clients.c.id == number))
            self._logged(connection, Action.DELETED)

    # Contacts

    def start(self, reference: str, *, script: str, script_version: int, how: How, worker: str, on: date) -> Contact:
        with self.transaction() as connection:
            number, client = _open(connection, reference)
            values = {"client_id": number, "held_on": on, "script": script, "script_version": script_version, "how": how, "worker": worker}
            try:
                made = connection.execute(contacts.insert().values(**values, version=1))
            except IntegrityError:
                raise DraftThere(client.reference) from None
            self._logged(connection, Action.STARTED, number)
            return contact_now(connection, _number(made.inserted_primary_key))

    def answer(self, contact: Contact, step: str, answer: Answer) -> Contact:
        with self.transaction() as connection:
            number, now = _draft_as_read(connection, contact)
            _raise_version(connection, now)
            connection.execute(delete(answers).where(answers.c.contact_id == now.id, answers.c.step == step))
            given = {"state": answer.state, "given": list(answer.values), "given_at": self._clock(), "seq": now.version + 1}
            connection.execute(answers.insert().values(contact_id=now.id, step=step, **given))
            self._logged(connection, Action.ANSWERED, number)
        others = {each: kept for each, kept in now.answers.items() if each != step}
        return changed(now, version=now.version + 1, answers={**others, step: answer})

    def finish(self, contact: Contact, *, at: datetime) -> Contact:
        with self.transaction() as connection:
            number, now = _draft_as_read(connection, contact)
            _raise_version(connection, now, finished_at=at)
            self._logged(connection, Action.FINISHED, number)
            return contact_now(connection, now.id)

    def contacts(self, reference: str) -> Sequence[Contact]:
        with self.transaction() as connection:
            number, _ = client_row(connection, reference)
            self._logged(connection, Action.READ, number)
            return read_contacts(connection, contacts.c.client_id == number)

    def draft(self, reference: str, script: str) -> Contact | None:
        with self.transaction() as connection:
            number, _ = client_row(connection, reference)
            self._logged(connection, Action.READ, number)
            wanted = (contacts.c.client_id == number, contacts.c.script == script, contacts.c.finished_at.is_(None))
            return next(iter(read_contacts(connection, *wanted)), None)

    def drafts(self) -> Sequence[Contact]:
        with self.transaction() as connection:
            self._logged(connection, Action.LISTED)
            return read_contacts(connection, contacts.c.finished_at.is_(None))

    def log(self, reference: str | None = None) -> Sequence[LogEntry]:
        with self.transaction() as connection:
            if reference is None:
                self._logged(connection, Action.READ_LOG)
                return read_log(connection)
            number, _ = client_row(connection, reference)
            self._logged(connection, Action.READ_LOG, number)
            return read_log(connection, log.c.client_id == number)


def _number(key: Sequence[int] | None) -> int:
    assert key is not None  # noqa: S101  # every insert of one row has a key
    return key[0]


def _open(connection: Connection, reference: str) -> tuple[int, Client]:
    number, client = client_row(connection, reference)
    if client.closed_on:
        raise ClientClosed(client.reference)
    return number, client


def _draft_as_read(connection: Connection, contact: Contact) -> tuple[int, Contact]:
    """The client's number, and the contact as it is now, when that is as it was read and it can still be written to."""
    # The client first, always, so that two transactions cannot wait for each other. They may have another reference by now.
    reference = contact_now(connection, contact.id).reference
    number, _ = _open(connection, reference)
    now = contact_now(connection, contact.id)
    if now.finished_at:
        raise ContactFinished(now.reference)
    if now.version != contact.version:
        raise Changed(now)
    return number, now


def _raise_version(connection: Connection, now: Contact, **values: datetime) -> None:
    raised = update(contacts).where(contacts.c.id == now.id, contacts.c.version == now.version)
    connection.execute(raised.values(version=now.version + 1, **values))
