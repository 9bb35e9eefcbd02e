"""What commissioning rests on: the checklist, the steering group and the clauses, each with the guide's own sentence.

The files that a partnership keeps are in files.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from fama_cli.directory.facts import Id, Source, Words
from fama_cli.handouts.wording import Wording
from fama_cli.record import record


@record
class Question:
    """One question of the checklist, and the sentence of the guide that it rests on."""

    id: Id
    asks: Words
    guide: Words
    """The guide's own words, exactly."""
    under: Words
    """The heading of the guide that they stand under."""
    action: Words
    """What a partnership could do where the answer is no."""
    measure: Words
    """How it would know that this is done. Ours: the guide does not say."""
    needs: str | None = None
    """Id of a question that cannot be answered no where this one is answered yes."""


@record
class Topic:
    """Some questions of the checklist that belong together. The topics follow the guide's headings."""

    id: Id
    title: Words
    questions: tuple[Question, ...]
    sources: tuple[str, ...]


@record
class Seat:
    """One line of the steering group that the guide recommends."""

    id: Id
    title: Words
    guide: Words
    """The guide's own words, exactly."""
    hint: Words
    """Whom to list, for the file of members."""
    sources: tuple[str, ...]
    where_possible: bool = False
    """The guide asks for it only where it is possible."""


class Strength(StrEnum):
    """How the guide puts a clause forward. It requires none."""

    MAY_WISH = "may-wish-to-consider"
    MAY_ALSO = "may-also-want-to-consider"
    RECOMMENDED = "recommended-to-consider"


@record
class Clause:
    """A clause for a service specification."""

    id: Id
    title: Words
    says: Words
    """The clause, in words that can be pasted."""
    guide: Words
    """The guide's own words, exactly."""
    under: Words
    strength: Strength
    sources: tuple[str, ...]


@record
class Commissioning:
    """Everything above, the words of the documents that are made from it, and their sources."""

    checklist: Sequence[Topic] = ()
    steering_group: Sequence[Seat] = ()
    clauses: Sequence[Clause] = ()
    area_documents: Sequence[Wording] = ()
    sources: Sequence[Source] = ()


def every_question(commissioning: Commissioning) -> tuple[Question, ...]:
    """The questions of the checklist, in order."""
    return tuple(question for topic in commissioning.checklist for question in topic.questions)


def words_of(commissioning: Commissioning, identifier: str) -> Wording:
    """The standing words of one document. They are in the data that comes with fama, so they are always there."""
    return next(wording for wording in commissioning.area_documents if wording.id == identifier)
