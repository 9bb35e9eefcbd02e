"""The files that a partnership keeps: its answers, its steering group and its plan. YAML, to be compared year on year.

Roles and organisations, and never the name of a person: none of these records has a place for one.
"""

from __future__ import annotations

from enum import StrEnum

from fama_cli.directory.facts import Day, Id, Words
from fama_cli.record import record


def written(words: str | None) -> str | None:
    """What stands in a field. Spaces alone say nothing."""
    return (words or "").strip() or None


class _AnyCase(StrEnum):
    """Words that people type: `Yes` is `yes`."""

    @classmethod
    def _missing_(cls, value: object) -> _AnyCase | None:
        typed = " ".join(value.split()).casefold() if isinstance(value, str) else ""
        return next((each for each in cls if each.value == typed), None)


class Answered(_AnyCase):
    """An answer to a question of the checklist. One that nobody has given yet is left out."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_KNOWN = "not known"


@record
class Assessment:
    """Which area was looked at, and when. Kept at the top of a file of answers or of members."""

    area: Words
    """The area, in words, such as "Northgate"."""
    on: Day | None = None
    """The day it was agreed."""


@record
class Answer:
    """An answer to one question of the checklist."""

    id: Id
    """Id of the question."""
    answer: Answered | None = None
    evidence: str | None = None
    """What shows that it is so: a document, a meeting, a count."""
    owner: str | None = None
    """The role that sees to it, not a person's name."""
    notes: str | None = None


@record
class Member:
    """An organisation that the steering group should hear, and the role that speaks for it there. With neither, it counts for nothing."""

    seat: Id
    """Id of a line of the recommended membership."""
    organisation: str | None = None
    role: str | None = None
    """Left out where nobody sits for it yet."""


class Progress(_AnyCase):
    """How far an action has come."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    """The partnership decided against it. It is kept, so that nobody proposes it again unawares."""


@record
class Action:
    """One thing that a partnership has decided to do."""

    id: Id
    action: Words
    because: str | None = None
    """What it answers: a question of the checklist, or a gap."""
    lead: str | None = None
    """The role that leads on it, not a person's name."""
    by: Day | None = None
    """The day by which it is to be done."""
    measure: str | None = None
    """How the partnership will know."""
    progress: Progress = Progress.OPEN
    added: Day | None = None
    """The day it came into the plan."""
    ended: Day | None = None
    """The day it was done or dropped."""
    notes: str | None = None
