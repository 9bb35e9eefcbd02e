"""What to expect at the first meeting of one group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from fama_cli.directory.facts import ContactKind, Fact, Nation
from fama_cli.directory.find import Asked
from fama_cli.directory.lines import Line
from fama_cli.directory.model import Approach, Audience, Directory, Group
from fama_cli.directory.reach import ways_in
from fama_cli.handouts.citing import Citations
from fama_cli.handouts.common import alcohol, crisis, lead, passages, warnings, wording_of, writing_lines
from fama_cli.handouts.contacts import Ways, ways
from fama_cli.handouts.model import Block, Entry, Handout, Heading, Points
from fama_cli.handouts.wording import Wordings

IN_ORDER = (None, ContactKind.WEBSITE, ContactKind.FINDER, ContactKind.ONLINE_FINDER)
"""A number before a page."""


def first_meeting_handout(
    directory: Directory, wordings: Wordings, lines: Sequence[Line], group: Group, nation: Nation | None, today: date, *, notes: bool
) -> Handout:
    """What is known of `group`'s meetings, in the order a person meets it, and how to reach the group."""
    wording = wording_of(wordings, "first-meeting")
    citations = Citations(directory.sources, wordings.sources)
    approach = next((each for each in directory.approaches if each.id == group.approach), None)
    to_offer = ways_in(directory, group, today)
    reached = ways(group.id, group.name, [to_offer[sort] for sort in IN_ORDER if sort in to_offer], citations)
    blocks: list[Block] = [lead(wording), _how_to_reach(reached)]
    for title, fact in _facts(group, approach):
        blocks += [Heading(says=title), citations.fact(fact.says, fact.sources)]
    blocks += passages(wording, citations, approach=group.approach or "")
    blocks += warnings(directory, _scope(directory, group, nation), citations)
    blocks += writing_lines(notes)
    blocks.append(crisis(lines, citations))
    blocks += citations.end_matter(today.isoformat())
    return Handout(
        id=wording.id,
        title=f"{wording.title}: {group.name}",
        reader=wording.reader,
        made_on=today.isoformat(),
        blocks=tuple(blocks),
        held_back=reached.held_back,
    )


def _how_to_reach(reached: Ways) -> Entry:
    body = (Points(items=reached.printed),) if reached.printed else ()
    return Entry(title="How to reach them", body=body, code=reached.code, level=2)


def _facts(group: Group, approach: Approach | None) -> Iterator[tuple[str, Fact]]:
    """What is stated. What is not is left out: a person going for the first time is helped by what is known."""
    first = group.first_meeting or (approach.first_meeting if approach else None)
    named: Sequence[tuple[str, Fact | None]] = (
        ("Who it is for", group.for_whom),
        ("Who may come", group.meetings),
        ("What happens", first),
        ("What it costs", group.cost),
        (f"What {group.short_name or group.name} says about medicine", group.medication),
    )
    return ((title, fact) for title, fact in named if fact is not None)


def _scope(directory: Directory, group: Group, nation: Nation | None) -> Asked:
    """Alcohol is in scope where the group's own members drink, or may."""
    covers = group.covers
    drinks = covers is not None and (covers.every in {"mood-altering", "anything"} or "alcohol" in covers.substances)
    return alcohol(directory, nation) if drinks and group.audience is Audience.OWN_USE else Asked(nation=nation)
