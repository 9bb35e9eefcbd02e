"""Contacts with clients: a draft, its answers one by one, and its end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection, delete, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from fama_cli.casebook.errors import DraftThere
from fama_cli.casebook.faults import is_taken
from fama_cli.casebook.model import Action, Client, Contact, How
from fama_cli.casebook.rows import client_row, contact_now, number_of, read_contacts, read_latest
from fama_cli.casebook.tables import answers, contacts
from fama_cli.casebook.transactions import Transactions
from fama_cli.casebook.versions import draft_as_read, open_client, raise_client_version, raise_version
from fama_cli.practice.walk import Answer, Answers
from fama_cli.record import changed


class Contacts(Transactions):
    """What `Store` does with contacts."""

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
        number, client = open_client(connection, reference)
        values = {"client_id": number, "held_on": on, "script": script, "script_version": script_version, "how": how, "worker": worker}
        try:
            made = connection.execute(contacts.insert().values(**values, version=1))
        except IntegrityError as problem:
            if not is_taken(problem):
                raise
            raise DraftThere(client.reference) from None
        raise_client_version(connection, number)
        return number, number_of(made.inserted_primary_key)

    def answer(self, contact: Contact, step: str, answer: Answer) -> Contact:
        """Save one answer; once this returns, no crash loses it. Raises Changed, ContactFinished, ClientClosed or NoContact."""
        with self.transaction() as connection:
            number, now = draft_as_read(connection, contact)
            raise_version(connection, now)
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
            number, now = draft_as_read(connection, contact)
            version = now.script_version if script_version is None else script_version
            raise_version(connection, now, finished_at=at, script_version=version)
            raise_client_version(connection, number)
            if keep is not None:
                connection.execute(delete(answers).where(answers.c.contact_id == now.id, answers.c.step.not_in(keep)))
            self._logged(connection, Action.FINISHED, number)
            return contact_now(connection, now.id)

    def discard(self, contact: Contact) -> None:
        """Delete a draft. Raises Changed, ContactFinished or NoContact."""
        with self.transaction() as connection:
            number, now = draft_as_read(connection, contact, even_closed=True)
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
