"""Which meetings of a list are looked at: those of the areas that were asked for, and of groups for drugs, alcohol and families."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from fama_cli.commissioning.held import IN_PERSON, ONLINE, Held, Where
from fama_cli.directory.model import Group
from fama_cli.record import changed, record
from fama_cli.text import counted, listed


@record
class Scope:
    """What was asked for, and how many meetings of the list were left out for it."""

    areas: tuple[str, ...] = ()
    """As they were asked for. Empty is everywhere."""
    from_anywhere: int = 0
    """Meetings that are held elsewhere or in no known area, and that can be joined online. They are counted as online."""
    elsewhere: int = 0
    """Meetings of other areas that cannot be joined online, or do not say so. Left out."""
    no_area: int = 0
    """Meetings that are held in person, or may be, and state no area. They may be here, and none is counted as held here."""
    other_groups: tuple[str, ...] = ()
    """Names of groups that are not looked for, since they are not for drugs, alcohol or families."""
    other_meetings: int = 0
    """Meetings of those groups. Left out."""


_OUTCODE = re.compile(r"([a-z]{1,2})[0-9][a-z0-9]?")


def is_for_substances(group: Group) -> bool:
    """Whether `group` is for people who use drugs or alcohol, or for their families, as far as the directory says what it is for.

    One that covers behaviours alone, such as gambling, is not.
    """
    covers = group.covers
    return covers is None or bool(covers.substances or covers.every or not covers.behaviours)


def is_in(one: Held, area: str) -> bool:
    """Whether a meeting is in `area`: as the list calls it, or the letters or the first half of its postcode."""
    return area.casefold() in _names(one)


def _names(one: Held) -> set[str]:
    names = {name.strip().casefold() for name in (one.area, one.outcode) if name}
    return names | {found[1] for name in names if (found := _OUTCODE.fullmatch(name))}


def looked_at(held: Iterable[Held], areas: Sequence[str], other_groups: Mapping[str, str]) -> tuple[tuple[Held, ...], Scope]:
    """The meetings that are counted, and what was left out. `other_groups` are ids and names of groups that are not looked for.

    With no `areas`, all of the others are. A meeting online can be reached from anywhere, so it counts wherever it is held, and
    there as online only: its room is not here.
    """
    every = tuple(held)
    kept = [one for one in every if one.group not in other_groups]
    other_meetings = len(every) - len(kept)
    counts = {"from_anywhere": 0, "elsewhere": 0, "no_area": 0}
    if areas:
        looked = []
        for one in kept:
            if any(is_in(one, area) for area in areas):
                looked.append(one)
                continue
            unknown = not _names(one) and (one.where is None or one.where in IN_PERSON)
            if unknown:
                counts["no_area"] += 1
            if one.where in ONLINE:
                counts["from_anywhere"] += 1
                looked.append(changed(one, where=Where.ONLINE))
            elif not unknown:
                counts["elsewhere"] += 1
        kept = looked
    return tuple(kept), Scope(areas=tuple(areas), other_groups=tuple(other_groups.values()), other_meetings=other_meetings, **counts)


def said_of(scope: Scope) -> tuple[str, ...]:
    """Sentences to stand beside the numbers: what was looked at, and what was not. Empty where the whole list was."""
    says = []
    if scope.areas:
        says.append(f"Only what is in {listed(scope.areas)}, and what can be joined online.")
        if some := scope.from_anywhere:
            says.append(f"{counted(some, 'meeting')} held elsewhere, or in no known place, {_is(some)} counted as online.")
        if some := scope.elsewhere:
            says.append(f"{counted(some, 'meeting')} in other areas {_is(some)} left out.")
        if some := scope.no_area:
            says.append(f"{counted(some, 'meeting')} in person, or perhaps in person, {_states(some)} no area, and may be here.")
            says.append("None of these is counted as held here.")
    if scope.other_groups:
        meetings = f", with {counted(scope.other_meetings, 'meeting')} on the list" if scope.other_meetings else ""
        says.append(f"Only groups for drugs, alcohol and families are looked for. Left out: {listed(scope.other_groups)}{meetings}.")
    return tuple(says)


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _states(number: int) -> str:
    return "states" if number == 1 else "state"


A_FEW = 12


def not_there(held: Sequence[Held], areas: Iterable[str], languages: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each of `areas` and `languages` that no meeting has, with what there is: it may be a slip of the keyboard."""
    there = sorted({one.area.strip() for one in held if one.area}, key=str.casefold)
    says = [
        f"No meeting on the list has the area {area}: {f'it has {_few(there)}' if there else 'none states its area'}"
        for area in areas
        if not any(is_in(one, area) for one in held)
    ]
    spoken = sorted({language for one in held for language in one.languages}, key=str.casefold)
    folded = {language.casefold() for language in spoken}
    says += [
        f"No meeting on the list states {language}: {f'it has {_few(spoken)}' if spoken else 'none states its language'}"
        for language in languages
        if language.casefold() not in folded
    ]
    return tuple(says)


def _few(names: Sequence[str]) -> str:
    more = len(names) - A_FEW
    return listed([*names[:A_FEW], f"{more} more"] if more > 0 else names)
