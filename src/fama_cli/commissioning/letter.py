"""A letter that invites a group to an introductory meeting, and beside it what to know before it is sent.

The words are in data/commissioning.yaml. They offer nothing that a group's own traditions would have it refuse: what is said of
money depends on the group's approach.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from fama_cli.commissioning.contact import AreaContact, area_contacts, for_the_young, reached_through
from fama_cli.commissioning.model import Commissioning, words_of
from fama_cli.directory.facts import Nation
from fama_cli.directory.model import Directory, Group, Kind
from fama_cli.handouts.citing import Citations
from fama_cli.handouts.common import lead
from fama_cli.handouts.contacts import ways
from fama_cli.handouts.model import Block, Handout, Heading, HeldBack, Paragraph, Points, worded
from fama_cli.handouts.wording import Passage

NOT_HERE = "not-here"
"""The passage that is only for a group that does not meet in the area yet."""
ASKING = "asking"
"""What is asked of a group of adults: which meetings welcome a professional, and whether a member could talk to staff."""
YOUNG = frozenset({"young", "asking-young"})
"""Passages that are only for a group of young people. Their members are not asked to talk to anybody."""
OF_MEETINGS = frozenset({NOT_HERE, ASKING, "privacy"})
"""Passages that have a meaning only for a group that holds meetings."""
HOLD_MEETINGS = frozenset({Kind.MUTUAL_AID, Kind.PEER_SUPPORT})

FOR_THE_YOUNG = "It is for young people: write to the adults who speak for it, and do not ask for a member."
NOT_STATED = "Whether it can be commissioned: not stated."


def letters(
    commissioning: Commissioning, directory: Directory, groups: Sequence[Group], nation: Nation, today: date, *, area: str, here: bool
) -> Handout:
    """A letter for each of `groups`, each on a page of its own, then what to know before they are sent.

    `area` takes the place of "[area]" unless it is empty. `here` is whether the groups meet in the area.
    """
    wording = words_of(commissioning, "area-letter")
    citations = Citations(commissioning.sources, directory.sources)
    passages = [passage for passage in wording.passages if not here or passage.id != NOT_HERE]
    blocks: list[Block] = []
    for number, group in enumerate(groups):
        through = reached_through(directory, group) if for_the_young(group) else None
        blocks += _letter(group, through, passages, area, first=number == 0)
    blocks += [Heading(says="Before you send it" if len(groups) == 1 else "Before you send them", new_page=True), lead(wording)]
    held_back: list[HeldBack] = []
    for group, about in zip(groups, area_contacts(directory, groups, nation, today).contacts, strict=True):
        said = tuple(_about(about, citations, young=for_the_young(group)))
        reached = ways(about.id, about.name, about.contacts, citations)
        blocks += [Heading(says=about.name, level=3), Points(items=(*said, *reached.printed))]
        held_back += reached.held_back
    blocks += citations.end_matter(today.isoformat())
    title = f"{wording.title}: {groups[0].name}" if len(groups) == 1 else "Invitations"
    return Handout(
        id=wording.id, title=title, reader=wording.reader, made_on=today.isoformat(), blocks=tuple(blocks), held_back=tuple(held_back),
        posted=True,
    )  # fmt: skip


def _letter(group: Group, through: Group | None, passages: Sequence[Passage], area: str, *, first: bool) -> Iterator[Block]:
    def filled(words: str) -> str:
        adults = (through.short_name or through.name) if through else "the adults who support it"
        words = words.replace("{group}", group.short_name or group.name).replace("{through}", adults)
        return words.replace("[area]", area) if area else words

    to = f"{through.name}, about {group.short_name or group.name}" if through else group.name
    # No title stands over a letter, so the first of these headings is the main one.
    yield Heading(says=f"To the people who speak for {to}", level=1 if first else 2, new_page=not first)
    yield worded("[Your organisation and its address]")
    yield worded("[The date]")
    yield worded("Dear [name or role],")
    for passage in passages:
        if passage.approach in {None, group.approach} and _is_for(group, passage):
            if passage.says:
                yield worded(filled(passage.says))
            if passage.points:
                yield Points(items=tuple(worded(filled(point.says)) for point in passage.points))


def _is_for(group: Group, passage: Passage) -> bool:
    young = for_the_young(group)
    if passage.id in YOUNG:
        return young
    if passage.id == ASKING and young:
        return False
    return passage.id not in OF_MEETINGS or group.kind in HOLD_MEETINGS


def _about(about: AreaContact, citations: Citations, *, young: bool) -> Iterator[Paragraph]:
    if about.commissioning:
        says = f"Whether it can be commissioned: {about.commissioning}. {about.commissioning_says or ''}".rstrip()
        yield citations.says(says, about.commissioning_sources)
    else:
        yield worded(NOT_STATED)
    if young:
        # What its approach offers professionals is members who talk to staff: here they would be young people.
        yield worded(FOR_THE_YOUNG)
        return
    if not about.professionals:
        yield worded("How to reach the people who speak for it: not stated.")
    for fact in about.professionals:
        yield citations.says(fact.says, fact.sources)
