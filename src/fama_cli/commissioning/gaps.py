"""What is missing among an area's meetings: groups, days, times, places, access and languages.

It takes meetings that somebody else has found. What a list does not state is counted apart, and is never a "no".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fama_cli.commissioning.held import IN_PERSON, ONLINE, Held
from fama_cli.commissioning.missing import Gap, missing
from fama_cli.commissioning.places import Placed, placed
from fama_cli.commissioning.scope import Scope, is_in
from fama_cli.commissioning.week import Week, week_of
from fama_cli.record import changed, record


@record
class Wanted:
    """What a partnership looks for."""

    groups: tuple[tuple[str, str], ...] = ()
    """Id and name of each group that there could be."""
    areas: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@record
class Attended:
    """How many meetings of a sort there are. One that is both counts in person and online."""

    id: str
    name: str
    meetings: int
    in_person: int
    online: int
    where_not_stated: int


@record
class Stated:
    """How many meetings state that they have something, that they have not, and neither."""

    name: str
    yes: int
    no: int
    not_stated: int


@record
class Gaps:
    """What there is on a list, and what is not. `weeks` are all meetings, those in person, those online, and those that do not say."""

    meetings: int
    groups: tuple[Attended, ...]
    areas: tuple[Attended, ...]
    weeks: tuple[Week, ...]
    features: tuple[Stated, ...]
    languages: tuple[tuple[str, int], ...]
    """Name of a language -> meetings that state it, the most first."""
    language_not_stated: int
    places: Placed
    """Where those in person are."""
    gaps: tuple[Gap, ...]
    scope: Scope = Scope()
    """Which areas were asked for, and how many meetings were left out."""


def find_gaps(held: Sequence[Held], wanted: Wanted, scope: Scope | None = None) -> Gaps:
    """`held` against what is `wanted`. Meetings of groups and places that are not wanted are counted too: `looked_at` leaves them out,
    and gives the `scope`.

    A group, a day or a time is missing when nothing is listed for it, or only meetings online. Where one does not say how
    people come, it may be in person: then nothing is missing for certain, and no gap is named.
    """
    groups = tuple(_attended(each, name, [one for one in held if one.group == each]) for each, name in wanted.groups)
    areas = tuple(_attended(each, each, [one for one in held if is_in(one, each)]) for each in wanted.areas)
    weeks = (
        _week("All meetings", held),
        _week("In person", [one for one in held if one.where in IN_PERSON]),
        _week("Online", [one for one in held if one.where in ONLINE]),
        _week("In person or online: not stated", [one for one in held if one.where is None]),
    )
    features = tuple(
        Stated(
            name=feature,
            yes=sum(feature in one.yes for one in held),
            no=sum(feature in one.no for one in held),
            not_stated=sum(feature not in one.yes and feature not in one.no for one in held),
        )
        for feature in wanted.features
    )
    spoken = Counter(language for one in held for language in one.languages)
    found = Gaps(
        meetings=len(held),
        groups=groups,
        areas=areas,
        weeks=weeks,
        features=features,
        languages=tuple(sorted(spoken.items(), key=lambda each: (-each[1], each[0]))),
        language_not_stated=sum(not one.languages for one in held),
        places=placed((one.latitude, one.longitude, one.outcode or one.area) for one in held if one.where in IN_PERSON),
        gaps=(),
        scope=scope or Scope(areas=wanted.areas),
    )
    return changed(found, gaps=missing(found, wanted.languages))


def _attended(identifier: str, name: str, held: Sequence[Held]) -> Attended:
    return Attended(
        id=identifier,
        name=name,
        meetings=len(held),
        in_person=sum(one.where in IN_PERSON for one in held),
        online=sum(one.where in ONLINE for one in held),
        where_not_stated=sum(one.where is None for one in held),
    )


def _week(title: str, held: Sequence[Held]) -> Week:
    seldom = [(one.weekday, one.at) for one in held if one.every_week is False]
    return week_of(title, [(one.weekday, one.at) for one in held], seldom)
