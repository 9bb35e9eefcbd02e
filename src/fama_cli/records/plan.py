"""The client's own plan, to take home: what they decided, and who to ring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from fama_cli.casebook.model import Contact
from fama_cli.directory.facts import Nation
from fama_cli.directory.lines import Line as Helpline
from fama_cli.directory.model import Directory
from fama_cli.errors import NotFound
from fama_cli.handouts.citing import Citations
from fama_cli.handouts.common import URGENT, alcohol, crisis, lead, passages, warnings, wording_of
from fama_cli.handouts.contacts import may_be_printed
from fama_cli.handouts.model import Block, Handout, Heading, HeldBack, Paragraph, Points, Run, WritingLines
from fama_cli.handouts.wording import Wordings
from fama_cli.practice.model import Practice
from fama_cli.practice.planned import Line, planned
from fama_cli.records.latest import still_said

ROOM = 8
"""Lines to write on, as on the other sheets."""


class NothingPlanned(NotFound):
    """No answer is for a plan yet."""

    code = "nothing-planned"


def plan_lines(practice: Practice, contacts: Sequence[Contact], names: Mapping[str, str]) -> Sequence[Line]:
    """What the client decided, a line each. `names` has those of groups, by id."""
    return tuple(line for said in still_said(practice, contacts) if (line := planned(said.step, said.answer, names)))


def plan_of(
    practice: Practice,
    contacts: Sequence[Contact],
    *,
    directory: Directory,
    wordings: Wordings,
    lines: Sequence[Helpline],
    nation: Nation | None,
    group_names: Mapping[str, str],
    today: date,
    notes: bool,
) -> Handout:
    """What the client decided, and no word of who they are, of their worker or of the service. Raises NothingPlanned."""
    decided = plan_lines(practice, contacts, group_names)
    if not decided:
        raise NothingPlanned("There is nothing in the plan yet", hint="Finish a stage with the client first, then run the command again")
    wording = wording_of(wordings, "plan")
    citations = Citations(directory.sources, wordings.sources)
    blocks: list[Block] = [lead(wording), Heading(says="What I decided"), Points(items=tuple(_paragraph(line) for line in decided))]
    if notes:
        blocks.append(WritingLines(says="My own notes", lines=ROOM))
    blocks += passages(wording, citations)
    blocks += warnings(directory, alcohol(directory, nation), citations)
    blocks.append(crisis(lines, citations))
    blocks += citations.end_matter(today.isoformat())
    return Handout(
        id=wording.id,
        title=wording.title,
        reader=wording.reader,
        made_on=today.isoformat(),
        blocks=tuple(blocks),
        held_back=_held_back(lines),
    )


def _paragraph(line: Line) -> Paragraph:
    """Names and the client's own words are printed like any others, and nobody answers for how hard they are to read."""
    runs = (Run(says=line.before), Run(says=line.answer, name=line.own), Run(says=line.after))
    return Paragraph(words=tuple(run for run in runs if run.says))


def _held_back(lines: Sequence[Helpline]) -> tuple[HeldBack, ...]:
    """The numbers of crisis lines that are not printed, because nobody has seen lately that they are right."""
    return tuple(
        HeldBack(owner=line.id, name=line.name, value=way.value, trust_says=way.trust_says)
        for line in lines
        if line.kind in URGENT
        for way in line.contacts
        if way.kind.is_number and not may_be_printed(way)
    )
