"""How far a contact can be trusted today: counted from its dates, never stored."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from fama_cli.directory.dates import earliest, in_short, in_words
from fama_cli.directory.model import Contact, Status
from fama_cli.record import record

FRESH_FOR = timedelta(days=365)
"""A year. A listing that nobody has looked at for longer is said to be old; `groups stale` can be asked for other ages."""


class Level(StrEnum):
    """From most to least trusted."""

    CHECKED = "checked"
    """A person here opened the official page and saw it, within the last year."""
    CURRENT = "current"
    """Sources that agree, one of them from the last year."""
    CHECK_FIRST = "check-first"
    """Old, undated, or said by one source only."""
    SUPERSEDED = "superseded"
    """Something else is published now. Never shown as a way to reach anyone."""


_ORDER = {level: place for place, level in enumerate(Level)}


@record
class Trust:
    """A level, and the words that go beside the contact."""

    level: Level
    says: str

    @property
    def order(self) -> int:
        return _ORDER[self.level]


def trust(contact: Contact, today: date) -> Trust:
    """How far `contact` can be trusted on the day `today`."""
    evidence = contact.evidence
    if evidence.status is Status.SUPERSEDED:
        instead = f" by {contact.replaced_by}" if contact.replaced_by else ""
        return Trust(level=Level.SUPERSEDED, says=f"superseded{instead}")
    if evidence.checked_on is not None:
        by = f" by {evidence.checked_by}" if evidence.checked_by else ""
        words = f"checked{by} on {in_words(evidence.checked_on)}"
        if today - earliest(evidence.checked_on) <= FRESH_FOR:
            return Trust(level=Level.CHECKED, says=words)
        return Trust(level=Level.CHECK_FIRST, says=f"{words}: check again first")
    if evidence.seen is None:
        return Trust(level=Level.CHECK_FIRST, says="date not stated: check first")
    if evidence.status is Status.CURRENT and today - earliest(evidence.seen) <= FRESH_FOR:
        return Trust(level=Level.CURRENT, says=f"current, seen {in_short(evidence.seen)}")
    return Trust(level=Level.CHECK_FIRST, says=f"last seen {in_short(evidence.seen)}: check first")


def last_looked_at(contact: Contact) -> str | None:
    """The day a person checked the contact, or else the date of its newest source."""
    return contact.evidence.checked_on or contact.evidence.seen
