"""One substance: its names, which of them are shared, what must be said, and who it is covered by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from fama_cli.directory.find import Asked, For, Safety, find, safety_for
from fama_cli.directory.model import Directory, Substance
from fama_cli.directory.names import narrowest
from fama_cli.record import record
from fama_cli.text import folded


@record
class OtherName:
    """Another name, the substances it can mean, and who says so."""

    name: str
    means: tuple[str, ...]
    alone: bool
    sources: tuple[str, ...]


@record
class About:
    """A substance in full. Groups are short names, best first."""

    id: str
    name: str
    family: str
    reporting_group: str | None
    part_of: str | None
    note: str | None
    names: tuple[OtherName, ...]
    groups: tuple[str, ...]
    family_groups: tuple[str, ...]
    safety: tuple[Safety, ...]


def about(directory: Directory, substances: Sequence[Substance], today: date) -> tuple[About, ...]:
    """Each of `substances` in full."""
    called: dict[str, list[Substance]] = defaultdict(list)
    for substance in directory.substances:
        for name in substance.names:
            called[folded(name.name)].append(substance)
    means = {name: tuple(each.name for each in narrowest(some)) for name, some in called.items()}
    return tuple(_about(directory, substance, means, today) for substance in substances)


def _about(directory: Directory, substance: Substance, means: Mapping[str, tuple[str, ...]], today: date) -> About:
    def groups(whom: For) -> tuple[str, ...]:
        return tuple(match.short_name for match in find(directory, Asked(substances=(substance,), whom=whom), today).groups)

    return About(
        id=substance.id,
        name=substance.name,
        family=substance.family,
        reporting_group=substance.reporting_group,
        part_of=substance.part_of,
        note=substance.note,
        names=tuple(
            OtherName(name=name.name, means=means[folded(name.name)], alone=name.alone, sources=name.sources) for name in substance.names
        ),
        groups=groups(For.SELF),
        family_groups=groups(For.FAMILY),
        safety=safety_for(directory, Asked(substances=(substance,))),
    )
