"""What is missing, from what was counted. What a list does not state is never taken for a "no"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from fama_cli.commissioning.held import FEATURES
from fama_cli.commissioning.ids import id_of
from fama_cli.commissioning.week import empty_days, empty_times
from fama_cli.record import record
from fama_cli.text import counted

if TYPE_CHECKING:
    from fama_cli.commissioning.gaps import Gaps


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
    of: str
    """What it is that is missing, as it stands in a sentence: "NA", "Sunday", "before 9am", "has a hearing loop", "Polish"."""
    online_only: bool = False
    """There is something, and all of it is online."""


def missing(found: Gaps, languages: Iterable[str]) -> tuple[Gap, ...]:
    """Every gap in what was counted, each once.

    Where an area was asked for and no meeting is in any, that alone is said: it may be a slip, and says the rest.
    """
    if _nowhere(found):
        every = [*_areas(found)]
    else:
        every = [*_groups(found), *_areas(found), *_week_gaps(found), *_features(found), *_languages(found, languages)]
    # 2 names that differ only in their accents are one gap: an id that is there twice cannot be read again.
    kept: dict[str, Gap] = {}
    for gap in every:
        kept.setdefault(gap.id, gap)
    return tuple(kept.values())


def ruled_out(found: Gaps) -> frozenset[str]:
    """Ids of gaps that were looked for, and that are not there. What was not looked for this time is neither found nor gone."""
    looked_for = {_id(GapKind.AREA, each.name) for each in found.areas}
    if found.meetings and not _nowhere(found):
        week = found.weeks[0]
        looked_for |= {_id(GapKind.GROUP, each.id) for each in found.groups}
        looked_for |= {_id(GapKind.DAY, day) for day in week.days} | {_id(GapKind.TIME, time) for time in week.times}
        looked_for |= {_id(GapKind.FEATURE, each.name) for each in found.features}
        looked_for |= {_id(GapKind.LANGUAGE, language) for language, _ in found.languages}
    return frozenset(looked_for) - {gap.id for gap in found.gaps}


def _nowhere(found: Gaps) -> bool:
    """Whether areas were asked for, and no meeting is in any."""
    return bool(found.areas) and not any(each.meetings for each in found.areas)


def _id(kind: GapKind, name: str) -> str:
    return f"gap-{kind}-{id_of(name)}"


def _gap(kind: GapKind, name: str, says: str, of: str, *, online_only: bool = False) -> Gap:
    return Gap(id=_id(kind, name), kind=kind, says=says, of=of, online_only=online_only)


def _groups(found: Gaps) -> Iterator[Gap]:
    for each in found.groups:
        if not each.meetings:
            yield _gap(GapKind.GROUP, each.id, f"No meeting of {each.name} is listed", each.name)
        elif not each.in_person and not each.where_not_stated:
            yield _gap(GapKind.GROUP, each.id, f"{each.name} is listed online only", each.name, online_only=True)


def _areas(found: Gaps) -> Iterator[Gap]:
    for each in found.areas:
        if not each.meetings:
            yield _gap(GapKind.AREA, each.id, f"No meeting in {each.name} is listed", each.name)


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
            of = _AT.get(name, name)
            when = says.format(of)
            if name in nothing:
                yield _gap(kind, name, f"No meeting {when} is listed", of)
            elif name in nobody_in_person:
                yield _gap(kind, name, f"Every meeting listed {when.replace(' on any day', '')} is online only", of, online_only=True)


_AT = {
    "Before 9am": "before 9am",
    "9am to noon": "from 9am to noon",
    "Noon to 3pm": "from noon to 3pm",
    "3pm to 6pm": "from 3pm to 6pm",
    "6pm to 9pm": "from 6pm to 9pm",
    "9pm or later": "at 9pm or later",
}


def _features(found: Gaps) -> Iterator[Gap]:
    for each in found.features if found.meetings else ():
        if not each.yes:
            of = FEATURES.get(each.name, each.name)
            stated = f"{counted(each.no, 'says', 'say')} no, and {counted(each.not_stated, 'does', 'do')} not say"
            yield _gap(GapKind.FEATURE, each.name, f"No meeting states that it {of}: {stated}", of)


def _languages(found: Gaps, languages: Iterable[str]) -> Iterator[Gap]:
    there = {language.casefold() for language, _ in found.languages}
    for language in languages if found.meetings else ():
        if language.casefold() not in there:
            says = f"No meeting states that it is in {language}: {counted(found.language_not_stated, 'does', 'do')} not say"
            yield _gap(GapKind.LANGUAGE, language, says, language)
