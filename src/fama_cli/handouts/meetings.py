"""Meetings from the service's own lists, day by day, on a sheet that a client can use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from fama_cli.directory.dates import in_words
from fama_cli.directory.facts import Nation
from fama_cli.directory.lines import Line
from fama_cli.directory.model import Directory, Group
from fama_cli.directory.reach import ways_in
from fama_cli.handouts.citing import Citations
from fama_cli.handouts.common import alcohol, crisis, lead, passages, warnings, wording_of, writing_lines
from fama_cli.handouts.contacts import ways
from fama_cli.handouts.first_meeting import IN_ORDER
from fama_cli.handouts.meeting_entry import Part, Placed, placed
from fama_cli.handouts.model import Block, Entry, Handout, Heading, HeldBack, Notice, Paragraph, Points, Run
from fama_cli.handouts.sought import sought_in_words
from fama_cli.handouts.wording import Passage, Wording, Wordings
from fama_cli.meetings.index.query import Query
from fama_cli.meetings.index.search import Hit
from fama_cli.record import changed
from fama_cli.text import counted, listed

ONLINE = "online"
"""The passage above the meetings online. It is printed only where there are some."""


def meetings_handout(
    directory: Directory, wordings: Wordings, lines: Sequence[Line], query: Query, hits: Sequence[Hit], limit: int, nation: Nation | None,
    *, notes: bool,
) -> Handout:  # fmt: skip
    """These `hits` of `query`, Monday first, and in each day by the hour. `limit` is the months after which a check is old."""
    wording = wording_of(wordings, "meetings")
    citations = Citations(directory.sources, wordings.sources)
    standing = _Standing(wording, citations)
    groups = {group.id: group for group in directory.groups}
    names = {group.id: group.name for group in directory.groups}
    shown = sorted(dict.fromkeys(hit.meeting.fellowship for hit in hits), key=lambda each: names.get(each, each))
    listings = sorted((placed(hit, query, names, limit) for hit in hits), key=lambda each: each.order)
    made_on = query.today.isoformat()
    blocks: list[Block] = [lead(wording), _asked(query, len(hits))]
    blocks.append(standing.notice("check-first", _lists(hits)))
    blocks += standing.blocks("who-may-come")
    blocks.append(Points(items=tuple(_who(each, groups, citations) for each in shown)))
    for part, entries in groupby(listings, key=lambda each: each.part):
        blocks += _part(part, tuple(entries), standing)
    blocks += standing.rest()
    blocks += writing_lines(notes)
    reached = [_reached(directory, groups[each], query, citations) for each in shown if each in groups]
    if reached:
        blocks += [Heading(says="To reach the groups"), *(entry for entry, _ in reached)]
    blocks += warnings(directory, alcohol(directory, nation), citations)
    blocks.append(crisis(lines, citations))
    blocks += citations.end_matter(made_on)
    about = ", ".join(sought_in_words(query, brief=True))
    return Handout(
        id=wording.id,
        title=f"{wording.title}: {about}" if about else wording.title,
        reader=wording.reader,
        made_on=made_on,
        blocks=tuple(blocks),
        held_back=tuple(each for _, held_back in reached for each in held_back),
    )


class _Standing:
    """The standing passages by their ids. A service may have taken one out: then nothing stands in its place."""

    def __init__(self, wording: Wording, citations: Citations) -> None:
        self._wording = wording
        self._citations = citations
        self._left = {passage.id: passage for passage in wording.passages}

    def blocks(self, identifier: str) -> Iterator[Block]:
        """The passage under its heading."""
        passage = self._left.pop(identifier, None)
        return self._written((passage,) if passage else ())

    def notice(self, identifier: str, more: Paragraph) -> Notice:
        """The passage in a frame, with `more` at its end."""
        passage = self._left.pop(identifier, None)
        heading, *body = self._written((passage,)) if passage else (Heading(says="Check before you go"),)
        assert isinstance(heading, Heading)  # noqa: S101  # passages begin with one
        return Notice(title=heading.says, body=(*body, more))

    def rest(self) -> Iterator[Block]:
        """Those that have no place of their own: a service may have added some."""
        return self._written([each for each in self._left.values() if each.id != ONLINE])

    def _written(self, chosen: Sequence[Passage]) -> Iterator[Block]:
        return passages(changed(self._wording, passages=tuple(chosen)), self._citations)


def _asked(query: Query, number: int) -> Paragraph:
    """What the list has, so that nobody takes it for every meeting there is."""
    said = [Run(says=f"This list has {counted(number, 'meeting')}")]
    conditions = sought_in_words(query)
    if conditions:
        said += [Run(says=": "), Run(says=", ".join(conditions), name=True)]
    return Paragraph(words=(*said, Run(says=". There may be others.")))


def _lists(hits: Sequence[Hit]) -> Paragraph:
    """Which lists, and the day each was brought in."""
    lists = sorted({(hit.seen_on, hit.source) for hit in hits})
    words = listed([f"{name}, {in_words(seen_on)}" for seen_on, name in lists])
    return Paragraph(words=(Run(says="From the list: " if len(lists) == 1 else "From these lists: "), Run(says=f"{words}.", name=True)))


def _who(fellowship: str, groups: Mapping[str, Group], citations: Citations) -> Paragraph:
    """What open and members-only mean in this fellowship."""
    group = groups.get(fellowship)
    name = Run(says=f"{group.name if group else fellowship}: ", strong=True, name=True)
    if group is None or group.meetings is None:
        return Paragraph(words=(name, Run(says="We do not know what they mean here. Ask the group.")))
    fact = citations.fact(group.meetings.says, group.meetings.sources)
    return Paragraph(words=(name, *fact.words), cites=fact.cites)


def _part(part: Part, entries: Sequence[Placed], standing: _Standing) -> Iterator[Block]:
    if part is Part.ONLINE and (heading := tuple(standing.blocks(ONLINE))):
        yield from heading
    else:
        yield Heading(says=part.title)
    yield from (each.entry for each in entries)


def _reached(directory: Directory, group: Group, query: Query, citations: Citations) -> tuple[Entry, Sequence[HeldBack]]:
    """The group's own number and pages, to check with: never a member's."""
    to_offer = ways_in(directory, group, query.today)
    reach = ways(group.id, group.name, [to_offer[sort] for sort in IN_ORDER if sort in to_offer], citations)
    body = (Points(items=reach.printed),) if reach.printed else (Paragraph(words=(Run(says="Ask your keyworker."),)),)
    return Entry(title=group.name, body=body, code=reach.code), reach.held_back
