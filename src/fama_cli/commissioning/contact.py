"""Who speaks for each group, and what can and cannot be commissioned. Not stated is kept apart from no."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fama_cli.directory.facts import Fact, Nation, YesNo
from fama_cli.directory.group import in_full
from fama_cli.directory.model import Directory, Group, Kind
from fama_cli.directory.reach import Reach
from fama_cli.record import record


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


def area_contacts(directory: Directory, groups: Sequence[Group], nation: Nation, today: date) -> AreaContacts:
    """`groups`, each with what its approach says where it says nothing of its own."""
    return AreaContacts(nation=nation, contacts=tuple(_contact(directory, group, today) for group in groups))


def _contact(directory: Directory, group: Group, today: date) -> AreaContact:
    approach = next((each for each in directory.approaches if each.id == group.approach), None)
    commissioning = group.commissioning or (approach.commissioning if approach else None)
    professionals = (group.professionals, approach.professionals if approach else None)
    return AreaContact(
        id=group.id,
        name=group.name,
        kind=group.kind,
        commissioning=commissioning.answer if commissioning else None,
        commissioning_says=commissioning.says if commissioning else None,
        commissioning_sources=commissioning.sources if commissioning else (),
        professionals=tuple(fact for fact in professionals if fact),
        contacts=in_full(directory, group, today).contacts,
    )
