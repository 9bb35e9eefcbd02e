"""Clauses for a service specification, each beside the guide's own words."""

from __future__ import annotations

from collections.abc import Iterator

from fama_cli.commissioning.model import Clause, Commissioning, Strength, words_of
from fama_cli.handouts.citing import Citations
from fama_cli.handouts.common import lead, passages, writing_lines
from fama_cli.handouts.model import Block, Handout, Heading, Look
from fama_cli.record import record

STRENGTH_IN_WORDS = {
    Strength.MAY_WISH: "The guide says that commissioners may wish to consider these",
    Strength.MAY_ALSO: "The guide says that commissioners may also want to consider this",
    Strength.RECOMMENDED: "The guide recommends that commissioners consider this",
}


@record
class Specification:
    """The clauses, in the order of the guide."""

    clauses: tuple[Clause, ...]


def specification(commissioning: Commissioning) -> Specification:
    """Every clause there is."""
    return Specification(clauses=tuple(commissioning.clauses))


def specification_document(commissioning: Commissioning, made_on: str, *, notes: bool) -> Handout:
    """The clauses as a document to paste from."""
    wording = words_of(commissioning, "area-spec")
    citations = Citations(commissioning.sources)
    blocks = (
        lead(wording),
        *passages(wording, citations),
        *(block for strength in Strength for block in _clauses(commissioning, strength, citations)),
        *writing_lines(notes),
        *citations.end_matter(made_on, numbers=False),
    )
    return Handout(id=wording.id, title=wording.title, reader=wording.reader, made_on=made_on, blocks=blocks)


def _clauses(commissioning: Commissioning, strength: Strength, citations: Citations) -> Iterator[Block]:
    clauses = [clause for clause in commissioning.clauses if clause.strength is strength]
    if clauses:
        yield Heading(says=STRENGTH_IN_WORDS[strength])
    for clause in clauses:
        yield Heading(says=clause.title, level=3)
        yield citations.says(clause.says)
        yield citations.says(f'The guide, under "{clause.under}": "{clause.guide}"', clause.sources, Look.SMALL)
