"""Groups that fit a client, or a relative or friend of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fama_cli.directory.facts import Nation
from fama_cli.directory.find import HOME, KIND_IN_WORDS, PEERS, Asked, For, Found, Match
from fama_cli.directory.lines import Line
from fama_cli.directory.model import Directory, Group, LineKind
from fama_cli.handouts.citing import Citations
from fama_cli.handouts.common import alcohol, brief_lines, crisis, lead, passages, warnings, wording_of, writing_lines
from fama_cli.handouts.contacts import ways
from fama_cli.handouts.model import Block, Entry, Handout, Heading, HeldBack, Paragraph, Points, Run
from fama_cli.handouts.wording import Wordings
from fama_cli.text import listed


def groups_handout(
    directory: Directory, wordings: Wordings, lines: Sequence[Line], asked: Asked, groups: Sequence[Match], made_on: str, *, notes: bool
) -> Handout:
    """These `groups`, with how to reach each. Written for relatives and friends when that is who asked."""
    family = asked.whom is not For.SELF
    wording = wording_of(wordings, "family" if family else "groups")
    citations = Citations(directory.sources, wordings.sources)
    named = [*(each.name.lower() for each in asked.substances), *(each.name.lower() for each in asked.behaviours)]
    about = f": {listed(named)}" if named else ""
    entries = _Entries(directory, citations, asked)
    blocks: list[Block] = [lead(wording)]
    scope = asked if named else alcohol(directory, asked.nation)
    blocks += warnings(directory, scope, citations)
    blocks.append(Heading(says="Groups"))
    blocks += [entries.of(match) for match in groups]
    if family and (kin := tuple(brief_lines(lines, (LineKind.FAMILY,), citations))):
        blocks += [Heading(says="Lines for families"), Points(items=kin)]
    blocks += passages(wording, citations)
    blocks += writing_lines(notes)
    blocks.append(crisis(lines, citations))
    blocks += citations.end_matter(made_on)
    return Handout(
        id=wording.id,
        title=f"{wording.title}{about}",
        reader=wording.reader,
        made_on=made_on,
        blocks=tuple(blocks),
        held_back=tuple(entries.held_back),
    )


class _Entries:
    """Makes an entry of each group, and keeps what was held back."""

    def __init__(self, directory: Directory, citations: Citations, asked: Asked) -> None:
        self._asked = asked
        self._groups = {group.id: group for group in directory.groups}
        self._citations = citations
        self.held_back: list[HeldBack] = []

    def of(self, match: Match) -> Entry:
        reached = [way for way in (match.contact, match.website, match.finder, match.online_finder) if way]
        # In the order of reading, which is the order sources are numbered in.
        body: list[Block] = [*self._about(match, self._groups[match.id])]
        reach = ways(match.id, match.name, reached, self._citations)
        self.held_back += reach.held_back
        if reach.printed:
            body.append(Points(items=reach.printed))
        return Entry(title=match.name, body=tuple(body), code=reach.code)

    def _about(self, match: Match, group: Group) -> Iterator[Paragraph]:
        if group.for_whom:
            yield self._citations.fact(group.for_whom.says, group.for_whom.sources)
        elif group.covers:
            yield self._citations.fact(f"For {group.covers.says}.", group.covers.sources)
        if match.approach_brief:
            yield Paragraph(words=(Run(says="How it works: ", strong=True), Run(says=f"{match.approach_brief}.")))
        if group.ages:
            yield self._citations.fact(f"Ages: {group.ages.says.rstrip('.')}.", group.ages.sources)
        if where := _where(match):
            yield self._citations.fact(f"Only in {where}.", group.nations.sources if group.nations else ())
        for caution in _cautions(match, self._asked):
            yield self._citations.says(caution)


def _cautions(match: Match, asked: Asked) -> Iterator[str]:
    """What `find` tells a keyworker beside a group, said to the person who may go."""
    if match.kind not in PEERS:
        yield f"{KIND_IN_WORDS[match.kind]}, not mutual aid."
    if asked.nation is not None and not match.nations:
        yield "Ask if it meets where you live."
    if asked.online and match.online is None:
        yield "Ask if it meets online."


def served_here(found: Found, asked: Asked) -> tuple[Sequence[Match], Sequence[Match]]:
    """The groups to print, and those to leave out: unless a nation was named, those known to serve only another."""
    kept: list[Match] = []
    left_out: list[Match] = []
    for match in found.groups:
        here = asked.nation is not None or not match.nations or HOME in match.nations
        (kept if here else left_out).append(match)
    return kept, left_out


def _where(match: Match) -> str:
    if match.area:
        return match.area
    nations: Sequence[Nation] = match.nations
    return listed([nation.replace("-", " ").title() for nation in nations]) if nations and HOME not in nations else ""
