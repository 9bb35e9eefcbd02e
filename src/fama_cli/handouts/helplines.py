"""A card of helplines for a wallet, and behind it where each number comes from."""

from __future__ import annotations

from collections.abc import Sequence

from fama_cli.directory.facts import Nation
from fama_cli.directory.lines import Line
from fama_cli.directory.model import Directory, LineKind
from fama_cli.handouts.citing import Citations
from fama_cli.handouts.common import URGENT, alcohol, lead, warnings, wording_of, writing_lines
from fama_cli.handouts.contacts import cited, dialled, in_order, may_be_printed, seen_first, when_and_cost
from fama_cli.handouts.model import Block, Cards, Handout, Heading, HeldBack, Look, Paragraph, Points, Run, Table, paragraphs_of
from fama_cli.handouts.wording import Wordings
from fama_cli.record import changed

TO_A_PAGE = 8
CAPTION = "When each line answers, and when we last saw that its number is right"


def helplines_handout(
    directory: Directory, wordings: Wordings, lines: Sequence[Line], nation: Nation | None, made_on: str, *, notes: bool
) -> Handout:
    """The numbers that are fresh, urgent ones first, on a card to cut out 8 times; then each with its source."""
    wording = wording_of(wordings, "helplines")
    citations = Citations(directory.sources, wordings.sources)
    kinds = (*URGENT, LineKind.INFORMATION, LineKind.FAMILY)
    wanted = [line for line in lines if line.kind in kinds and dialled(line)]
    rows = tuple(_row(line, citations) for line in wanted)
    alerts = tuple(warnings(directory, alcohol(directory, nation), citations))
    card: list[Block] = [Points(items=tuple(_brief(line) for line in wanted))]
    card += [Paragraph(words=paragraph.words, look=Look.SMALL) for alert in alerts for paragraph in paragraphs_of(alert.body[0])]
    blocks: list[Block] = [
        lead(wording),
        Cards(title=wording.title, body=tuple(card), copies=TO_A_PAGE),
        Heading(says="About these numbers", new_page=True),
        Table(caption=CAPTION, columns=("Line", "Number", "When, and cost", "Seen"), rows=rows),
        *alerts,
        *writing_lines(notes),
        *citations.end_matter(made_on),
    ]
    held = [
        HeldBack(owner=line.id, name=line.name, value=way.value, trust_says=way.trust_says)
        for line in lines
        if line.kind in kinds
        for way in line.contacts
        if way.kind.is_number and not may_be_printed(way)
    ]
    return Handout(
        id=wording.id,
        title=f"{wording.title}: cards to cut out",
        reader=wording.reader,
        made_on=made_on,
        blocks=tuple(blocks),
        held_back=tuple(held),
        points=10,
    )


def _brief(line: Line) -> Paragraph:
    """As few words as a card has room for: the name without what stands in brackets after it."""
    words = (Run(says=f"{line.name.partition(' (')[0]}: ", name=True), *in_order(dialled(line)))
    return Paragraph(words=tuple(changed(run, link=None) for run in words))


def _row(line: Line, citations: Citations) -> tuple[Paragraph, ...]:
    numbers = dialled(line)
    return (
        Paragraph(words=(Run(says=line.name, name=True),)),
        Paragraph(words=tuple(in_order(numbers))),
        Paragraph(words=(Run(says=when_and_cost(numbers[0]) or "Not stated."),)),
        Paragraph(words=(Run(says=f"{seen_first(numbers)}.", name=True),), cites=cited(numbers, citations)),
    )
