"""A casebook in a database: the encrypted file or PostgreSQL, with the same statements."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Self

from sqlalchemy import Column, ColumnElement, Connection, Engine, delete, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from fama_cli.casebook.errors import AlreadyThere, Changed, ClientClosed, ContactFinished, DraftThere, SameClient
from fama_cli.casebook.faults import explained, is_taken
from fama_cli.casebook.model import (
    Action,
    Client,
    Consent,
    Contact,
    Counts,
    Everything,
    How,
    Intervention,
    LogEntry,
    Review,
    Support,
)
from fama_cli.casebook.reference import checked_reference, same_reference
from fama_cli.casebook.rows import client_row, contact_now, read_clients, read_contacts, read_latest, read_log, set_setting, setting
from fama_cli.casebook.support import (
    Beginning,
    begin,
    end,
    move_support,
    put_review,
    read_all_support,
    read_between,
    read_interventions,
    read_open,
    read_reviews,
)
from fama_cli.casebook.tables import answers, clients, contacts, interventions, log, reviews
from fama_cli.practice.walk import Answer, Answers
from fama_cli.record import changed

NOTES, BACKUPS = "notes", "backups"
"""Names of settings."""
ON = "on"

Clock = Callable[[], datetime]
"""Now, with its time zone."""


class Store:
    """Clients' records. Each call is one transaction: all of it is saved, its line in the log too, or none of it.

    What takes a Client or a Contact saves only if nobody changed it since it was read, and raises Changed otherwise.
    What takes a reference raises NoClient.
    """

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
            self._logged(connection, Action.ADDED, _number(number.inserted_primary_key))
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
            number, now = _as_read(connection, before)
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
        """Move what is held about `one` to the client they turned out to be, and delete `one`. Raises SameClient, DraftThere or Changed.

        The record is open if either was, and the client is counted in reports only if they said so and never said no.
        """
        if same_reference(one.reference) == same_reference(into.reference):
            raise SameClient(into.reference)
        with self.transaction() as connection:
            # In one order, whichever is merged into which, so that two people doing both cannot wait for each other.
            found = {each.reference: _as_read(connection, each)[0] for each in sorted((one, into), key=lambda each: each.reference)}
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
                number, _ = _as_read(connection, client)
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

    # Contacts

    def start(self, reference: str, *, script: str, script_version: int, how: How, worker: str, on: date) -> Contact:
        """A draft without answers. Raises ClientClosed, or DraftThere when this script has one already."""
        with self.transaction() as connection:
            number, made = self._started(connection, reference, script, script_version, how, worker, on)
            self._logged(connection, Action.STARTED, number)
            return contact_now(connection, made)

    def record_whole(
        self, reference: str, *, script: str, script_version: int, how: How, worker: str, on: date, given: Answers, at: datetime
    ) -> Contact:
        """A finished contact, all at once. Raises ClientClosed, or DraftThere when this script has one already."""
        with self.transaction() as connection:
            number, made = self._started(connection, reference, script, script_version, how, worker, on)
            for place, (step, answer) in enumerate(given.items(), start=2):
                self._insert(connection, made, step, answer, place)
            connection.execute(update(contacts).where(contacts.c.id == made).values(version=len(given) + 2, finished_at=at))
            self._logged(connection, Action.FINISHED, number)
            return contact_now(connection, made)

    def _started(
        self, connection: Connection, reference: str, script: str, script_version: int, how: How, worker: str, on: date
    ) -> tuple[int, int]:
        number, client = _open(connection, reference)
        values = {"client_id": number, "held_on": on, "script": script, "script_version": script_version, "how": how, "worker": worker}
        try:
            made = connection.execute(contacts.insert().values(**values, version=1))
        except IntegrityError as problem:
            if not is_taken(problem):
                raise
            raise DraftThere(client.reference) from None
        _raise_client_version(connection, number)
        return number, _number(made.inserted_primary_key)

    def answer(self, contact: Contact, step: str, answer: Answer) -> Contact:
        """Save one answer; once this returns, no crash loses it. Raises Changed, ContactFinished, ClientClosed or NoContact."""
        with self.transaction() as connection:
            number, now = _draft_as_read(connection, contact)
            _raise_version(connection, now)
            connection.execute(delete(answers).where(answers.c.contact_id == now.id, answers.c.step == step))
            self._insert(connection, now.id, step, answer, now.version + 1)
            self._logged(connection, Action.ANSWERED, number)
        others = {each: kept for each, kept in now.answers.items() if each != step}
        return changed(now, version=now.version + 1, answers={**others, step: answer})

    def _insert(self, connection: Connection, contact: int, step: str, answer: Answer, place: int) -> None:
        given = {"state": answer.state, "given": list(answer.values), "given_at": self._clock(), "seq": place}
        connection.execute(answers.insert().values(contact_id=contact, step=step, **given))

    def finish(self, contact: Contact, *, at: datetime, keep: Collection[str] | None = None, script_version: int | None = None) -> Contact:
        """End a contact. With `keep`, answers to other steps are deleted: a later answer took those steps away.

        With `script_version`, that is the version it was finished under: it may have been begun under an older one.
        Raises Changed, ContactFinished, ClientClosed or NoContact.
        """
        with self.transaction() as connection:
            number, now = _draft_as_read(connection, contact)
            version = now.script_version if script_version is None else script_version
            _raise_version(connection, now, finished_at=at, script_version=version)
            _raise_client_version(connection, number)
            if keep is not None:
                connection.execute(delete(answers).where(answers.c.contact_id == now.id, answers.c.step.not_in(keep)))
            self._logged(connection, Action.FINISHED, number)
            return contact_now(connection, now.id)

    def discard(self, contact: Contact) -> None:
        """Delete a draft. Raises Changed, ContactFinished or NoContact."""
        with self.transaction() as connection:
            number, now = _draft_as_read(connection, contact, even_closed=True)
            connection.execute(delete(contacts).where(contacts.c.id == now.id))
            self._logged(connection, Action.DISCARDED, number)

    def contacts(self, reference: str) -> Sequence[Contact]:
        """Every contact with a client, drafts too, oldest first."""
        with self.transaction() as connection:
            number, _ = client_row(connection, reference)
            self._logged(connection, Action.READ, number)
            return read_contacts(connection, contacts.c.client_id == number)

    def draft(self, reference: str, script: str) -> Contact | None:
        """The unfinished contact with this script, to go on with."""
        with self.transaction() as connection:
            number, _ = client_row(connection, reference)
            self._logged(connection, Action.READ, number)
            wanted = (contacts.c.client_id == number, contacts.c.script == script, contacts.c.finished_at.is_(None))
            return next(iter(read_contacts(connection, *wanted)), None)

    def drafts(self) -> Sequence[Contact]:
        """Every unfinished contact, oldest first."""
        with self.transaction() as connection:
            self._logged(connection, Action.LISTED)
            return read_contacts(connection, contacts.c.finished_at.is_(None))

    def abandoned(self, day: date) -> Sequence[Contact]:
        """Unfinished contacts that were given no answer after `day`; by the day they were held, those without any. Oldest first."""
        last = select(func.max(answers.c.given_at)).where(answers.c.contact_id == contacts.c.id).correlate(contacts).scalar_subquery()
        midnight = datetime.combine(day + timedelta(days=1), time(), UTC)
        left = or_(last < midnight, last.is_(None) & (contacts.c.held_on <= day))
        with self.transaction() as connection:
            self._logged(connection, Action.LISTED)
            return read_contacts(connection, contacts.c.finished_at.is_(None), left)

    def latest(self, scripts: Collection[str], steps: Collection[str]) -> Sequence[tuple[Client, Contact]]:
        """Each open client's last finished contact with one of `scripts`, and their drafts of them, with the answers to `steps` only."""
        with self.transaction() as connection:
            self._logged(connection, Action.LISTED)
            return read_latest(connection, scripts, steps)

    # Recovery support

    def support(self, reference: str) -> Support:
        """A client, with all that a review looks at."""
        with self.transaction() as connection:
            number, client = client_row(connection, reference)
            self._logged(connection, Action.READ, number)
            return Support(
                client=client,
                contacts=read_contacts(connection, contacts.c.client_id == number),
                interventions=read_interventions(connection, interventions.c.client_id == number),
                reviews=read_reviews(connection, reviews.c.client_id == number),
            )

    def save_review(
        self,
        client: Client,
        *,
        on: date,
        profile: str,
        said: Mapping[str, bool],
        worker: str,
        begins: Beginning | None = None,
        ends: Collection[Intervention] = (),
        ended_on: date | None = None,
    ) -> Client:
        """Save a review, and what it says of the intervention: that it began, or which ended, on `ended_on`.

        A review of the same day that is there already is replaced. Raises Changed or ClientClosed.
        """
        with self.transaction() as connection:
            number, now = _as_read(connection, client)
            if now.closed_on:
                raise ClientClosed(now.reference)
            if begins:
                begin(connection, number, begins, worker, ended_on)
            if ended_on:
                end(connection, number, [each.id for each in ends], ended_on)
            put_review(connection, number, on, profile, said, worker)
            _raise_client_version(connection, number)
            self._logged(connection, Action.REVIEWED, number)
        return changed(now, version=now.version + 1)

    def every_support(self) -> Sequence[Support]:
        """Every client, those whose record is closed too, with all that a review looks at."""
        with self.transaction() as connection:
            self._logged(connection, Action.LISTED)
            return read_all_support(connection)

    def open_support(self) -> Sequence[tuple[Client, Intervention, Sequence[date]]]:
        """Open clients with each intervention that has no end, and the days of their reviews since it began, in any order."""
        with self.transaction() as connection:
            self._logged(connection, Action.LISTED)
            return read_open(connection)

    def reviews_between(self, first: date, last: date) -> Sequence[tuple[Client, Sequence[Intervention], Sequence[Review]]]:
        """To be written to a file: clients with a review from `first` to `last`, their interventions, and those reviews."""
        with self.transaction() as connection:
            self._logged(connection, Action.EXTRACTED)
            return read_between(connection, first, last)

    # The casebook itself

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
            )


def _number(key: Sequence[int] | None) -> int:
    assert key is not None  # noqa: S101  # every insert of one row has a key
    return key[0]


def _as_read(connection: Connection, before: Client) -> tuple[int, Client]:
    """The client's number, and the client as it is now, when that is as it was read."""
    number, now = client_row(connection, before.reference)
    if now.version != before.version:
        raise Changed(now)
    return number, now


def _open(connection: Connection, reference: str) -> tuple[int, Client]:
    number, client = client_row(connection, reference)
    if client.closed_on:
        raise ClientClosed(client.reference)
    return number, client


def _draft_as_read(connection: Connection, contact: Contact, *, even_closed: bool = False) -> tuple[int, Contact]:
    """The client's number, and the contact as it is now, when that is as it was read and it can still be written to."""
    # The client first, always, so that two transactions cannot wait for each other. They may have another reference by now.
    reference = contact_now(connection, contact.id).reference
    number, client = client_row(connection, reference)
    if client.closed_on and not even_closed:
        raise ClientClosed(client.reference)
    now = contact_now(connection, contact.id)
    if now.finished_at:
        raise ContactFinished(now.reference)
    if now.version != contact.version:
        raise Changed(now)
    return number, now


def _raise_client_version(connection: Connection, number: int) -> None:
    connection.execute(update(clients).where(clients.c.id == number).values(version=clients.c.version + 1))


def _raise_version(connection: Connection, now: Contact, **values: datetime | int) -> None:
    raised = update(contacts).where(contacts.c.id == now.id, contacts.c.version == now.version)
    connection.execute(raised.values(version=now.version + 1, **values))
