"""Groups that fit a client, or a relative or friend of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fama_cli.directory.facts import Nation
from fama_cli.directory.find import HOME, Asked, For, Found, Match
from fama_cli.directory.lines import Line
from fama_cli.directory.model import Directory, Group, LineKind
from fama_cli.handouts.citing import Citations
from fama_cli.handouts.common import alcohol, brief_lines, crisis, lead, passages, warnings, wording_of, writing_lines
from fama_cli.handouts.contacts import ways
from fama_cli.handouts.model import Block, Entry, Handout, Heading, HeldBack, Paragraph, Points, Run
from fama_cli.handouts.wording import Wordings
from fama_cli.text import listed


def groups_handout(
    directory: Directory, wordings: Wordings, lines: Sequence[Line], asked: Asked, found: Found, made_on: str, *, notes: bool
) -> Handout:
    """The groups that were `found`, with how to reach each. Written for relatives and friends when that is who asked."""
    family = asked.whom is not For.SELF
    wording = wording_of(wordings, "family" if family else "groups")
    citations = Citations(directory.sources, wordings.sources)
    named = [*(each.name.lower() for each in asked.substances), *(each.name.lower() for each in asked.behaviours)]
    about = f": {listed(named)}" if named else ""
    entries = _Entries(directory, citations)
    blocks: list[Block] = [lead(wording)]
    scope = asked if named else alcohol(directory, asked.nation)
    blocks += warnings(directory, scope, citations)
    blocks.append(Heading(says="Groups"))
    blocks += [entries.of(match) for match in found.groups]
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

    def __init__(self, directory: Directory, citations: Citations) -> None:
        self._groups = {group.id: group for group in directory.groups}
        self._citations = citations
        self.held_back: list[HeldBack] = []

    def of(self, match: Match) -> Entry:
        reached = [way for way in (match.contact, match.website, match.finder, match.online_finder) if way]
        reach = ways(match.id, match.name, reached, self._citations)
        self.held_back += reach.held_back
        body: list[Block] = [*self._about(match, self._groups[match.id])]
        if reach.printed:
            body.append(Points(items=reach.printed))
        return Entry(title=match.name, body=tuple(body), code=reach.code)

    def _about(self, match: Match, group: Group) -> Iterator[Paragraph]:
        if group.for_whom:
            yield self._citations.fact(group.for_whom.says, group.for_whom.sources)
        if match.approach_brief:
            yield Paragraph(words=(Run(says="How it works: ", strong=True), Run(says=f"{match.approach_brief}.")))
        if group.ages:
            yield self._citations.fact(f"Ages: {group.ages.says.rstrip('.')}.", group.ages.sources)
        if where := _where(match):
            yield self._citations.fact(f"Only in {where}.", group.nations.sources if group.nations else ())
        for caution in match.cautions:
            yield self._citations.says(f"{caution}.")


def _where(match: Match) -> str:
    if match.area:
        return match.area
    nations: Sequence[Nation] = match.nations
    return listed([nation.replace("-", " ").title() for nation in nations]) if nations and HOME not in nations else ""
