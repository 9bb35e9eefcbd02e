"""Who speaks for each group, and what can and cannot be commissioned. Not stated is kept apart from no."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fama_cli.commissioning.scope import is_for_substances
from fama_cli.directory.facts import Fact, Nation, YesNo
from fama_cli.directory.group import in_full
from fama_cli.directory.model import Approach, Directory, Group, Kind
from fama_cli.directory.reach import Reach
from fama_cli.record import changed, record


@record
class AreaContact:
    """A group as a commissioner meets it."""

    id: str
    name: str
    kind: Kind
    commissioning: YesNo | None
    """Whether it can be commissioned. None is not stated."""
    commissioning_says: str | None
    commissioning_sources: tuple[str, ...]
    professionals: tuple[Fact, ...]
    """How to reach the people who speak for it: what the group says, then what holds for every group of its approach."""
    contacts: tuple[Reach, ...]
    """None of them superseded, each with how far it can be trusted."""


@record
class AreaContacts:
    """The groups of a nation, in the order of the directory."""

    nation: Nation
    contacts: tuple[AreaContact, ...]


def serving(directory: Directory, nation: Nation) -> tuple[Group, ...]:
    """Groups that serve `nation`, or that do not state which they serve."""
    return tuple(group for group in directory.groups if group.nations is None or nation in group.nations.are)


def asked_by_default(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Those of `groups` that are written to when none is named: mutual aid for drugs, alcohol, or the families of those who use them."""
    return tuple(each for each in groups if each.kind is Kind.MUTUAL_AID and is_for_substances(each))


ADULT = 18


def for_the_young(group: Group) -> bool:
    """Whether everybody it is for is under 18."""
    return group.ages is not None and group.ages.oldest is not None and group.ages.oldest < ADULT


def reached_through(directory: Directory, group: Group) -> Group | None:
    """The group of adults that answers for `group`, which is for the young: one of its approach with a contact in common."""
    theirs = {contact.value for contact in group.contacts}
    others = (each for each in directory.groups if each.id != group.id and each.approach == group.approach and not for_the_young(each))
    return next((each for each in others if theirs & {contact.value for contact in each.contacts}), None)


def area_contacts(directory: Directory, groups: Sequence[Group], nation: Nation, today: date) -> AreaContacts:
    """`groups`, each with what its approach says where it says nothing of its own."""
    return AreaContacts(nation=nation, contacts=tuple(_contact(directory, group, today) for group in groups))


def _contact(directory: Directory, group: Group, today: date) -> AreaContact:
    approach = next((each for each in directory.approaches if each.id == group.approach), None)
    commissioning = group.commissioning or (approach.commissioning if approach else None)
    contacts = in_full(directory, group, today).contacts
    professionals = (group.professionals, _of_approach(approach, contacts))
    return AreaContact(
        id=group.id,
        name=group.name,
        kind=group.kind,
        commissioning=commissioning.answer if commissioning else None,
        commissioning_says=commissioning.says if commissioning else None,
        commissioning_sources=commissioning.sources if commissioning else (),
        professionals=tuple(fact for fact in professionals if fact),
        contacts=contacts,
    )


BY_HELPLINE, BY_WEBSITE = "through the fellowship's national helpline", "through the fellowship's website"
"""What is said for every group of an approach, and for one of them that lists no number."""


def _of_approach(approach: Approach | None, contacts: Sequence[Reach]) -> Fact | None:
    fact = approach.professionals if approach else None
    if fact is None or any(way.kind.is_number for way in contacts):
        return fact
    return changed(fact, says=fact.says.replace(BY_HELPLINE, BY_WEBSITE))
