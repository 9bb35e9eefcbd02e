"""A card of helplines for a wallet, and behind it where each number comes from."""

from __future__ import annotations

from collections.abc import Sequence

from fama_cli.directory.facts import Nation
from fama_cli.directory.lines import Line
from fama_cli.directory.model import Directory, LineKind
from fama_cli.handouts.citing import Citations
from fama_cli.handouts.common import URGENT, alcohol, lead, warnings, wording_of
from fama_cli.handouts.contacts import may_be_printed, seen
from fama_cli.handouts.model import Block, Cards, Handout, Heading, HeldBack, Look, Paragraph, Points, Run, Table, paragraphs_of
from fama_cli.handouts.wording import Wordings

TO_A_PAGE = 8
CAPTION = "When each line answers, and when we last saw that its number is right"


def helplines_handout(directory: Directory, wordings: Wordings, lines: Sequence[Line], nation: Nation | None, made_on: str) -> Handout:
    """The numbers that are fresh, urgent ones first, on a card to cut out 8 times; then each with its source."""
    wording = wording_of(wordings, "helplines")
    citations = Citations(directory.sources, wordings.sources)
    kinds = (*URGENT, LineKind.INFORMATION, LineKind.FAMILY)
    wanted = [line for line in lines if line.kind in kinds and _numbers(line)]
    alerts = tuple(warnings(directory, alcohol(directory, nation), citations))
    card: list[Block] = [Points(items=tuple(_brief(line) for line in wanted))]
    card += [Paragraph(words=paragraph.words, look=Look.SMALL) for alert in alerts for paragraph in paragraphs_of(alert.body[0])]
    rows = tuple(_row(line, citations) for line in wanted)
    blocks: list[Block] = [
        lead(wording),
        Cards(title=wording.title, body=tuple(card), copies=TO_A_PAGE),
        Heading(says="About these numbers", new_page=True),
        Table(caption=CAPTION, columns=("Line", "Number", "When, and cost", "Seen"), rows=rows),
        *alerts,
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


def _numbers(line: Line) -> Sequence[tuple[str, str]]:
    """What to dial or text, and the verb."""
    return [(way.value, "text" if way.kind == "text" else "") for way in line.contacts if way.kind.is_number and may_be_printed(way)]


def _brief(line: Line) -> Paragraph:
    words = [Run(says=f"{line.name.partition(' (')[0]} ", name=True)]
    for place, (value, verb) in enumerate(_numbers(line)):
        words.append(Run(says=f"{' or ' if place else ''}{f'{verb} ' if verb else ''}"))
        words.append(Run(says=value, strong=True, name=True))
    return Paragraph(words=tuple(words))


def _row(line: Line, citations: Citations) -> tuple[Paragraph, ...]:
    ways = [way for way in line.contacts if way.kind.is_number and may_be_printed(way)]
    when = ". ".join(f"{each[:1].upper()}{each[1:].rstrip('.')}" for each in (ways[0].hours, ways[0].call_cost) if each)
    return (
        Paragraph(words=(Run(says=line.name, name=True),)),
        Paragraph(words=(Run(says=", ".join(way.value for way in ways), strong=True, name=True),)),
        Paragraph(words=(Run(says=f"{when}." if when else "Not stated."),)),
        Paragraph(words=(Run(says=f"{seen(ways[0])}.", name=True),), cites=citations.cite_one(ways[0].sources)),
    )
