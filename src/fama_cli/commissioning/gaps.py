"""What is missing among an area's meetings: groups, days, times, places, access and languages.

It takes meetings that somebody else has found. What a list does not state is counted apart, and is never a "no".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum

from fama_cli.commissioning.places import Placed, placed
from fama_cli.commissioning.week import Week, empty_days, empty_times, week_of
from fama_cli.record import record
from fama_cli.text import counted


class Where(StrEnum):
    """How people come to a meeting."""

    IN_PERSON = "in-person"
    ONLINE = "online"
    BOTH = "both"


@record
class Held:
    """One meeting, as far as gaps go."""

    group: str
    """Id of a group in the directory, such as `na`."""
    weekday: int | None = None
    """0 is Monday. None is by arrangement, or not stated."""
    at: int | None = None
    """Minutes after midnight."""
    area: str | None = None
    """As it was asked for, such as the postcode area LS. None is not stated, or online only."""
    where: Where | None = None
    yes: tuple[str, ...] = ()
    """Features that it states it has, such as `step-free`."""
    no: tuple[str, ...] = ()
    """Features that it states it has not."""
    languages: tuple[str, ...] = ()
    """Empty is not stated."""
    latitude: float | None = None
    """Degrees north. What cannot be right is counted as such, and not drawn."""
    longitude: float | None = None
    """Degrees east: most of the UK is less than 0."""
    outcode: str | None = None
    """The first half of its postcode, such as LS6."""


@record
class Wanted:
    """What a partnership looks for."""

    groups: tuple[tuple[str, str], ...] = ()
    """Id and name of each group that there could be."""
    areas: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


class GapKind(StrEnum):
    """What is missing."""

    GROUP = "group"
    AREA = "area"
    DAY = "day"
    TIME = "time"
    FEATURE = "feature"
    LANGUAGE = "language"


@record
class Gap:
    """Something that is missing, in a sentence. `id` stays the same from year to year."""

    id: str
    kind: GapKind
    says: str


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


def find_gaps(held: Sequence[Held], wanted: Wanted) -> Gaps:
    """`held` against what is `wanted`. Meetings of groups and places that are not wanted are counted too.

    A group, a day or a time is missing when nothing is listed for it, or only meetings online. Where one does not say how
    people come, it may be in person: then nothing is missing for certain, and no gap is named.
    """
    groups = tuple(_attended(each, name, [one for one in held if one.group == each]) for each, name in wanted.groups)
    areas = tuple(_attended(each, each, [one for one in held if one.area == each]) for each in wanted.areas)
    weeks = (
        _week("All meetings", held),
        _week("In person", [one for one in held if one.where in _IN_PERSON]),
        _week("Online", [one for one in held if one.where in _ONLINE]),
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
        places=placed((one.latitude, one.longitude, one.outcode or one.area) for one in held if one.where in _IN_PERSON),
        gaps=(),
    )
    return _with_gaps(found, wanted)


_IN_PERSON = {Where.IN_PERSON, Where.BOTH}
_ONLINE = {Where.ONLINE, Where.BOTH}


def _attended(identifier: str, name: str, held: Sequence[Held]) -> Attended:
    return Attended(
        id=identifier,
        name=name,
        meetings=len(held),
        in_person=sum(one.where in _IN_PERSON for one in held),
        online=sum(one.where in _ONLINE for one in held),
        where_not_stated=sum(one.where is None for one in held),
    )


def _week(title: str, held: Sequence[Held]) -> Week:
    return week_of(title, [(one.weekday, one.at) for one in held])


def _with_gaps(found: Gaps, wanted: Wanted) -> Gaps:
    every = (*_groups(found), *_areas(found), *_week_gaps(found), *_features(found), *_languages(found, wanted))
    return Gaps(**{**vars(found), "gaps": every})


def _gap(kind: GapKind, of: str, says: str) -> Gap:
    slug = "-".join("".join(letter if letter.isalnum() else " " for letter in of.lower()).split())
    return Gap(id=f"gap-{kind}-{slug}", kind=kind, says=says)


def _groups(found: Gaps) -> Iterator[Gap]:
    for each in found.groups:
        if not each.meetings:
            yield _gap(GapKind.GROUP, each.id, f"No meeting of {each.name} is listed")
        elif not each.in_person and not each.where_not_stated:
            yield _gap(GapKind.GROUP, each.id, f"{each.name} is listed online only")


def _areas(found: Gaps) -> Iterator[Gap]:
    for each in found.areas:
        if not each.meetings:
            yield _gap(GapKind.AREA, each.id, f"No meeting in {each.name} is listed")


def _week_gaps(found: Gaps) -> Iterator[Gap]:
    if not found.meetings:
        return  # That no meeting of any group is listed says it all.
    everything, in_person, _, not_stated = found.weeks
    parts = (
        (GapKind.DAY, everything.days, empty_days, "on a {}"),
        (GapKind.TIME, everything.times, empty_times, "that starts {} on any day"),
    )
    for kind, names, empty, says in parts:
        nothing = empty(everything)
        nobody_in_person = set(empty(in_person)) & set(empty(not_stated))
        for name in names:
            when = says.format(_AT.get(name, name))
            if name in nothing:
                yield _gap(kind, name, f"No meeting {when} is listed")
            elif name in nobody_in_person:
                yield _gap(kind, name, f"Every meeting listed {when.replace(' on any day', '')} is online only")


_AT = {
    "Before 9am": "before 9am",
    "9am to noon": "from 9am to noon",
    "Noon to 3pm": "from noon to 3pm",
    "3pm to 6pm": "from 3pm to 6pm",
    "6pm to 9pm": "from 6pm to 9pm",
    "9pm or later": "at 9pm or later",
}


FEATURES = {
    "step-free": "is step-free",
    "accessible-toilet": "has an accessible toilet",
    "hearing-loop": "has a hearing loop",
    "bsl": "has British Sign Language",
    "women": "is for women",
    "men": "is for men",
    "lgbtq": "is for LGBTQ people",
    "young-people": "is for young people",
    "newcomers": "is for newcomers",
    "secular": "is secular",
    "child-friendly": "is child-friendly",
    "proof-of-attendance": "gives proof of attendance",
}
"""What a meeting may state of itself, yes or no, and how to say it."""

ACCESS = ("step-free", "accessible-toilet", "hearing-loop", "bsl", "women", "lgbtq", "young-people", "child-friendly")
"""What is looked for unless a partnership says otherwise. Ours: the guide names none."""


def _features(found: Gaps) -> Iterator[Gap]:
    for each in found.features if found.meetings else ():
        if not each.yes:
            stated = f"{counted(each.no, 'says', 'say')} no, and {counted(each.not_stated, 'does', 'do')} not say"
            yield _gap(GapKind.FEATURE, each.name, f"No meeting states that it {FEATURES.get(each.name, each.name)}: {stated}")


def _languages(found: Gaps, wanted: Wanted) -> Iterator[Gap]:
    there = {language.casefold() for language, _ in found.languages}
    for language in wanted.languages if found.meetings else ():
        if language.casefold() not in there:
            says = f"No meeting states that it is in {language}: {counted(found.language_not_stated, 'does', 'do')} not say"
            yield _gap(GapKind.LANGUAGE, language, says)
