"""How far a contact can be trusted today: counted from its dates, never stored."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from fama_cli.directory.dates import earliest, in_short, in_words, newest
from fama_cli.directory.facts import Contact, Status
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
    return _trust(evidence.status, evidence.seen, evidence.checked_by, evidence.checked_on, contact.replaced_by, today)


@cache
def _trust(status: Status, seen: str | None, by: str | None, on: str | None, instead: str | None, today: date) -> Trust:
    # Many contacts of one list have the same dates.
    if status is Status.SUPERSEDED:
        return Trust(level=Level.SUPERSEDED, says=f"superseded by {instead}" if instead else "superseded")
    if any(when is not None and earliest(when) > today for when in (seen, on)):
        return Trust(level=Level.CHECK_FIRST, says="its date is in the future: check first")
    if on is not None and today - earliest(on) <= FRESH_FOR:
        return Trust(level=Level.CHECKED, says=f"checked by {by} on {in_words(on)}" if by else f"checked on {in_words(on)}")
    if seen is not None and status is Status.CURRENT and today - earliest(seen) <= FRESH_FOR:
        return Trust(level=Level.CURRENT, says=f"current, seen {in_short(seen)}")
    if on is not None and (seen is None or earliest(on) >= earliest(seen)):
        who = f"checked by {by} on" if by else "checked on"
        return Trust(level=Level.CHECK_FIRST, says=f"{who} {in_words(on)}: check again first")
    if seen is None:
        return Trust(level=Level.CHECK_FIRST, says="date not stated: check first")
    return Trust(level=Level.CHECK_FIRST, says=f"last seen {in_short(seen)}: check first")


def last_looked_at(contact: Contact) -> str | None:
    """The day a person checked the contact, or the date of its newest source, whichever is later."""
    return newest([when for when in (contact.evidence.checked_on, contact.evidence.seen) if when])
