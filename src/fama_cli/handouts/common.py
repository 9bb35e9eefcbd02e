"""What several handouts have: their standing words, the alcohol warning and the crisis lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fama_cli.directory.facts import Nation
from fama_cli.directory.find import Asked, safety_for
from fama_cli.directory.lines import Line
from fama_cli.directory.model import Directory, LineKind
from fama_cli.handouts.citing import Citations
from fama_cli.handouts.contacts import cited, dialled, in_order, seen_first, when_and_cost
from fama_cli.handouts.model import Block, Heading, Look, Notice, Paragraph, Points, Run, WritingLines
from fama_cli.handouts.wording import Passage, Wording, Wordings

URGENT = (LineKind.EMERGENCY, LineKind.CRISIS)


def wording_of(wordings: Wordings, identifier: str) -> Wording:
    """The words of one handout. They are in the data that comes with fama, so they are always there."""
    return next(wording for wording in wordings.handouts if wording.id == identifier)


def lead(wording: Wording) -> Paragraph:
    return Paragraph(words=(Run(says=wording.lead),), look=Look.LEAD)


def passages(wording: Wording, citations: Citations, *, approach: str = "", level: int = 2) -> Iterator[Block]:
    """The standing passages, without those for another approach."""
    for passage in wording.passages:
        if passage.approach is None or passage.approach == approach:
            yield from _passage(passage, citations, level)


def _passage(passage: Passage, citations: Citations, level: int) -> Iterator[Block]:
    yield Heading(says=passage.title, level=level)
    if passage.says:
        yield citations.says(passage.says, passage.sources)
    if passage.points:
        yield Points(items=tuple(citations.says(point.says, point.sources) for point in passage.points))


def warnings(directory: Directory, asked: Asked, citations: Citations) -> Iterator[Notice]:
    """The safety notes for what was asked about, in frames. Alcohol is one of them when it is in scope."""
    by_id = {note.id: note for note in directory.safety}
    for safety in safety_for(directory, asked):
        body = (citations.says(safety.says, by_id[safety.id].sources), Paragraph(words=(Run(says=safety.urgent, strong=True),)))
        yield Notice(title="Stay safe", body=body)


def alcohol(directory: Directory, nation: Nation | None) -> Asked:
    """What to ask `warnings` for, for a handout that is not about one substance."""
    return Asked(substances=tuple(each for each in directory.substances if each.family == "alcohol"), nation=nation)


def crisis(lines: Sequence[Line], citations: Citations, *, title: str = "If you need help now") -> Notice:
    """Lines for an emergency or a crisis, those that are fresh."""
    return Notice(title=title, body=(Points(items=tuple(brief_lines(lines, URGENT, citations))),))


def brief_lines(lines: Sequence[Line], kinds: Sequence[LineKind], citations: Citations) -> Iterator[Paragraph]:
    """A line for each helpline of these kinds that has a number that may be printed: whom to ring, and when."""
    for line in lines:
        if line.kind in kinds and (numbers := dialled(line)):
            about = when_and_cost(numbers[0])
            words = [Run(says=f"{line.name}: ", name=True), *in_order(numbers), Run(says=f". {about}" if about else ".")]
            words.append(Run(says=f" {seen_first(numbers)}.", name=True))
            yield Paragraph(words=tuple(words), cites=cited(numbers, citations))


def writing_lines(wanted: bool) -> Iterator[WritingLines]:
    if wanted:
        yield WritingLines(says="Notes", lines=8)
