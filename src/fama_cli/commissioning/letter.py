"""A letter that invites a group to an introductory meeting, and beside it what to know before it is sent.

The words are in data/commissioning.yaml. They offer nothing that a group's own traditions would have it refuse: what is said of
money depends on the group's approach.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from fama_cli.commissioning.contact import AreaContact, area_contacts
from fama_cli.commissioning.model import Commissioning, words_of
from fama_cli.directory.facts import Nation
from fama_cli.directory.model import Directory, Group
from fama_cli.handouts.citing import Citations
from fama_cli.handouts.common import lead
from fama_cli.handouts.contacts import ways
from fama_cli.handouts.model import Block, Handout, Heading, HeldBack, Paragraph, Points, Run
from fama_cli.handouts.wording import Passage

NOT_HERE = "not-here"
"""The passage that is only for a group that does not meet in the area yet."""

NOT_STATED = "Whether it can be commissioned: not stated."


def letters(
    commissioning: Commissioning, directory: Directory, groups: Sequence[Group], nation: Nation, today: date, *, area: str, here: bool
) -> Handout:
    """A letter for each of `groups`, each on a page of its own, then what to know before they are sent.

    `area` takes the place of "[area]" unless it is empty. `here` is whether the groups meet in the area.
    """
    wording = words_of(commissioning, "area-letter")
    citations = Citations(commissioning.sources, directory.sources)
    passages = [passage for passage in wording.passages if here is False or passage.id != NOT_HERE]
    blocks: list[Block] = []
    for number, group in enumerate(groups):
        blocks += _letter(group, passages, area, new_page=number > 0)
    blocks += [Heading(says="Before you send it" if len(groups) == 1 else "Before you send them", new_page=True), lead(wording)]
    held_back: list[HeldBack] = []
    for about in area_contacts(directory, groups, nation, today).contacts:
        said = tuple(_about(about, citations))
        reached = ways(about.id, about.name, about.contacts, citations)
        blocks += [Heading(says=about.name, level=3), Points(items=(*said, *reached.printed))]
        held_back += reached.held_back
    blocks += citations.end_matter(today.isoformat())
    title = f"{wording.title}: {groups[0].name}" if len(groups) == 1 else "Invitations"
    return Handout(
        id=wording.id, title=title, reader=wording.reader, made_on=today.isoformat(), blocks=tuple(blocks), held_back=tuple(held_back)
    )  # fmt: skip


def _letter(group: Group, passages: Sequence[Passage], area: str, *, new_page: bool) -> Iterator[Block]:
    def filled(words: str) -> str:
        words = words.replace("{group}", group.short_name or group.name)
        return words.replace("[area]", area) if area else words

    yield Heading(says=f"To the people who speak for {group.name}", new_page=new_page)
    yield _plain("[Your organisation and its address]")
    yield _plain("[The date]")
    yield _plain("Dear [name or role],")
    for passage in passages:
        if passage.approach in {None, group.approach}:
            if passage.says:
                yield _plain(filled(passage.says))
            if passage.points:
                yield Points(items=tuple(_plain(filled(point.says)) for point in passage.points))


def _about(about: AreaContact, citations: Citations) -> Iterator[Paragraph]:
    if about.commissioning:
        says = f"Whether it can be commissioned: {about.commissioning}. {about.commissioning_says or ''}".rstrip()
        yield citations.says(says, about.commissioning_sources)
    else:
        yield _plain(NOT_STATED)
    if not about.professionals:
        yield _plain("How to reach the people who speak for it: not stated.")
    for fact in about.professionals:
        yield citations.says(fact.says, fact.sources)


def _plain(words: str) -> Paragraph:
    return Paragraph(words=(Run(says=words),))
