"""What a casebook holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from fama_cli.practice.walk import Answer
from fama_cli.record import record

ABANDONED = timedelta(days=90)
"""After which a contact that was not finished is offered for deletion."""


class Consent(StrEnum):
    """Whether the client agreed to be counted in reports. Nothing about a client is in one without yes."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not-asked"


class How(StrEnum):
    """How worker and client met."""

    IN_PERSON = "in-person"
    PHONE = "phone"
    ONLINE = "online"


class Place(StrEnum):
    """Where recovery support stands to structured treatment."""

    ALONGSIDE = "alongside"
    OUTSIDE = "outside"
    AFTER = "after"


class Action(StrEnum):
    """What someone did, in the log. It says which kind of thing, never what was in it."""

    LISTED = "listed clients"
    READ = "read"
    ADDED = "added"
    CONSENT = "changed consent"
    CLOSED = "closed"
    REOPENED = "reopened"
    RENAMED = "changed the reference"
    MERGED = "merged another record into this one"
    EXPORTED = "exported everything held"
    DELETED = "deleted a client for good"
    STARTED = "started a contact"
    ANSWERED = "saved an answer"
    FINISHED = "finished a contact"
    DISCARDED = "deleted an unfinished contact"
    NOTES = "turned notes on or off"
    BACKED_UP = "made a backup"
    READ_LOG = "read the log"
    REVIEWED = "saved a review"
    EXTRACTED = "wrote reviews to a file"


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
class Intervention:
    """Recovery support that was open from one day to another."""

    id: int
    started_on: date
    ended_on: date | None
    """None while it goes on. It is open on this day still."""
    place: Place
    episode: str | None
    """The number that the service's case system has for the episode."""
    worker: str


@record
class Review:
    """What was answered on one day about recovery support."""

    id: int
    on: date
    profile: str
    """Id of the profile whose fields these are."""
    said: Mapping[str, bool]
    """Field -> yes or no. What was not stated is not in it."""
    worker: str


@record
class Support:
    """A client, with all that a review looks at."""

    client: Client
    contacts: Sequence[Contact]
    interventions: Sequence[Intervention]
    reviews: Sequence[Review]


@record
class LogEntry:
    """Who did what, and when."""

    at: datetime
    who: str
    reference: str | None
    """The client's reference as it is now; None for what is about no one client, or about one since deleted."""
    what: Action


@record
class Everything:
    """All that is held about one client."""

    client: Client
    contacts: Sequence[Contact]
    log: Sequence[LogEntry]
    interventions: Sequence[Intervention] = ()
    reviews: Sequence[Review] = ()


@record
class Counts:
    """How much a casebook holds."""

    clients: int
    closed: int
    contacts: int
    drafts: int
    reviews: int
