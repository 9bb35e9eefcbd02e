"""What a casebook holds, and what can be done with one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from fama_cli.practice.walk import Answer
from fama_cli.record import record


class Consent(StrEnum):
    """Whether the client agreed to a record being kept."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not-asked"


class How(StrEnum):
    """How worker and client met."""

    IN_PERSON = "in-person"
    PHONE = "phone"
    ONLINE = "online"


class Action(StrEnum):
    """What someone did, in the log. It says which kind of thing, never what was in it."""

    LISTED = "listed clients"
    READ = "read"
    ADDED = "added"
    CONSENT = "changed consent"
    CLOSED = "closed"
    REOPENED = "reopened"
    RENAMED = "changed the reference"
    DELETED = "deleted a client for good"
    STARTED = "started a contact"
    ANSWERED = "saved an answer"
    FINISHED = "finished a contact"
    READ_LOG = "read the log"


@record
class Client:
    """Someone the service works with."""

    reference: str
    """The service's own. Compared without case: `k-0412` is `K-0412`."""
    opened_on: date
    closed_on: date | None
    consent: Consent
    worker: str
    """Initials."""
    version: int
    """Raised by every change, so that two people cannot undo each other's unseen."""


@record
class Contact:
    """One time of going through a script with a client. Until it is finished it is a draft."""

    id: int
    reference: str
    on: date
    script: str
    script_version: int
    how: How
    worker: str
    finished_at: datetime | None
    answers: Mapping[str, Answer]
    """Id of a step -> its latest answer, in the order they were given."""
    version: int


@record
class LogEntry:
    """Who did what, and when."""

    at: datetime
    who: str
    reference: str | None
    """The client's reference as it is now; None for what is about no one client, or about one since deleted."""
    what: Action


class Casebook(Protocol):
    """Clients' records. Every call is in the log, with whoever opened the casebook, in the same transaction.

    What takes a Client or a Contact saves only if nobody changed it since it was read, and raises Changed otherwise.
    """

    def clients(self, *, closed: bool = False) -> Sequence[Client]:
        """Everyone whose record is open, by reference; with `closed`, those whose record is closed too."""

    def client(self, reference: str) -> Client:
        """One client. Raises NoClient."""

    def add(self, reference: str, *, consent: Consent, worker: str, on: date) -> Client:
        """Open a record. Raises ReferenceRefused or AlreadyThere."""

    def set_consent(self, client: Client, consent: Consent) -> Client:
        """Raises ClientClosed, Changed or NoClient."""

    def close(self, client: Client, *, on: date) -> Client:
        """Closed a second time, it keeps its first day. Raises Changed or NoClient."""

    def reopen(self, client: Client) -> Client:
        """Raises Changed or NoClient."""

    def rename(self, client: Client, reference: str) -> Client:
        """Give a client another reference; the old one is nowhere any more. Raises ReferenceRefused, AlreadyThere or Changed."""

    def delete(self, reference: str) -> None:
        """Take out a client, their contacts, answers and log. That someone deleted a client stays in the log. Raises NoClient."""

    def start(self, reference: str, *, script: str, script_version: int, how: How, worker: str, on: date) -> Contact:
        """A draft without answers. Raises NoClient, ClientClosed, or DraftThere when this script has one already."""

    def answer(self, contact: Contact, step: str, answer: Answer) -> Contact:
        """Save one answer; once this returns, no crash loses it. Raises Changed, ContactFinished, ClientClosed or NoContact."""

    def finish(self, contact: Contact, *, at: datetime) -> Contact:
        """Raises Changed, ContactFinished, ClientClosed or NoContact."""

    def contacts(self, reference: str) -> Sequence[Contact]:
        """Every contact with a client, drafts too, oldest first. Raises NoClient."""

    def draft(self, reference: str, script: str) -> Contact | None:
        """The unfinished contact with this script, to go on with. Raises NoClient."""

    def drafts(self) -> Sequence[Contact]:
        """Every unfinished contact, oldest first."""

    def log(self, reference: str | None = None) -> Sequence[LogEntry]:
        """Who did what with one client, or with all, oldest first. Raises NoClient."""
