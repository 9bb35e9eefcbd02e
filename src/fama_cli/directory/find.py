"""Which groups fit, best first, and why each one does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import IntEnum, StrEnum

from fama_cli.directory.facts import ContactKind, Nation, YesNo
from fama_cli.directory.model import Approach, Audience, Behaviour, Breadth, Coverage, Directory, Group, Kind, SafetyNote, Substance
from fama_cli.directory.reach import Reach, ways_in
from fama_cli.record import record
from fama_cli.text import listed

HOME = Nation.ENGLAND
"""The guide is for England, so a group known to serve only another nation comes after the rest."""

TEENAGER = range(13, 18)
"""Ages in years."""


class For(StrEnum):
    """Whom the group is for."""

    SELF = "self"
    """The person who uses alcohol or drugs."""
    FAMILY = "family"
    """A relative or friend, of any age."""
    TEENAGER = "teenager"
    """A young person affected by someone else's use."""


@record
class Asked:
    """What the client needs. Everything left out is no condition."""

    substances: tuple[Substance, ...] = ()
    behaviours: tuple[Behaviour, ...] = ()
    whom: For = For.SELF
    approach: Approach | None = None
    nation: Nation | None = None
    online: bool = False


@record
class Match:
    """A group that fits, and why."""

    id: str
    name: str
    short_name: str
    kind: Kind
    audience: Audience
    for_whom: str | None
    why: str
    approach: str | None
    approach_brief: str | None
    approach_says: str | None
    contact: Reach | None
    website: Reach | None
    finder: Reach | None
    online_finder: Reach | None
    nations: tuple[Nation, ...]
    area: str | None
    online: YesNo | None
    ages: str | None
    cautions: tuple[str, ...]


@record
class Safety:
    """What must be said beside the answer."""

    id: str
    says: str
    urgent: str


@record
class Found:
    """The answer. `nothing_because` is empty when there is at least one group."""

    groups: tuple[Match, ...]
    safety: tuple[Safety, ...]
    reminders: tuple[str, ...]
    nothing_because: str


class Fit(IntEnum):
    """How closely a group covers one thing asked for."""

    NOT_STATED = 0
    WITHIN = 1
    """The group is for every substance of a wider kind."""
    NAMED = 2


def find(directory: Directory, asked: Asked, today: date) -> Found:
    """The groups that fit `asked`, best first. Pure: `today` only decides how old a contact is."""
    wanted: Sequence[Substance | Behaviour] = (*asked.substances, *asked.behaviours)
    groups = [group for group in _candidates(directory, asked) if _fits_whom(group, asked.whom)]
    by_substance = _involved(directory, asked)
    fits = {group.id: [_fit(group.covers, thing, by_substance) for thing in wanted] if group.covers else [] for group in groups}
    groups = [group for group in groups if (any(fits[group.id]) if wanted else group.kind is not Kind.UMBRELLA)]
    kept, nothing_because = _narrow(groups, asked)
    approaches = {approach.id: approach for approach in directory.approaches}
    ranked = sorted(kept, key=lambda group: _rank(group, fits[group.id], asked))
    return Found(
        groups=tuple(_match(directory, group, fits[group.id], wanted, asked, approaches, today) for group in ranked),
        safety=safety_for(directory, asked),
        reminders=tuple(each.says for each in directory.reminders if each.nation in {None, asked.nation}),
        nothing_because=nothing_because,
    )


def safety_for(directory: Directory, asked: Asked) -> tuple[Safety, ...]:
    """The safety notes for everything asked about, including what a behaviour such as chemsex involves."""
    substances = (*asked.substances, *_involved(directory, asked).values())
    return tuple(
        Safety(id=note.id, says=note.says, urgent=f"{note.urgent} {_unsure(note, asked.nation)}")
        for note in directory.safety
        if any(substance.family in note.families or substance.id in note.substances for substance in substances)
    )


def _unsure(note: SafetyNote, nation: Nation | None) -> str:
    return note.unsure_in_northern_ireland if nation is Nation.NORTHERN_IRELAND else note.unsure


def _involved(directory: Directory, asked: Asked) -> Mapping[str, Substance]:
    """The substances that go with the behaviours asked about, by id."""
    involved = {identifier for behaviour in asked.behaviours for identifier in behaviour.involves}
    return {each.id: each for each in directory.substances if each.id in involved} if involved else {}


def topics_of(group: Group) -> tuple[str, ...]:
    """The headings a group is filed under, so that `find` need not open every group."""
    covers = group.covers
    if covers is None:
        return (f"{group.audience}:none",)
    every = (f"every:{covers.every}",) if covers.every else ()
    return tuple(f"{group.audience}:{topic}" for topic in (*covers.substances, *covers.behaviours, *every))


def _candidates(directory: Directory, asked: Asked) -> Iterable[Group]:
    if directory.topics is None or not (asked.substances or asked.behaviours):
        return directory.groups
    audience = Audience.OWN_USE if asked.whom is For.SELF else Audience.SOMEONE_ELSES_USE
    involved = [identifier for behaviour in asked.behaviours for identifier in (behaviour.id, *behaviour.involves)]
    named = [name for substance in asked.substances for name in (substance.id, substance.part_of)]
    topics = [*named, *involved, *(f"every:{breadth}" for breadth in Breadth)]
    places = {place for topic in topics for place in directory.topics.get(f"{audience}:{topic}", ())}
    return (directory.groups[place] for place in sorted(places))


def _fits_whom(group: Group, whom: For) -> bool:
    if whom is For.SELF:
        return group.audience is Audience.OWN_USE
    if group.audience is not Audience.SOMEONE_ELSES_USE:
        return False
    return whom is For.FAMILY or _teenagers_may_come(group) is not False


def _teenagers_may_come(group: Group) -> bool | None:
    """None where the group's ages are not stated."""
    if group.ages is None or (group.ages.youngest is None and group.ages.oldest is None):
        return None
    youngest = group.ages.youngest or 0
    oldest = group.ages.oldest if group.ages.oldest is not None else 200
    return youngest < TEENAGER.stop and oldest >= TEENAGER.start


def _fit(covers: Coverage, thing: Substance | Behaviour, by_substance: Mapping[str, Substance]) -> Fit:
    if isinstance(thing, Behaviour):
        if thing.id in covers.behaviours:
            return Fit.NAMED
        involved = [by_substance[identifier] for identifier in thing.involves if identifier in by_substance]
        within = covers.every is Breadth.ANYTHING or (involved and all(_fit(covers, one, by_substance) for one in involved))
        return Fit.WITHIN if within else Fit.NOT_STATED
    if thing.id in covers.substances or thing.part_of in covers.substances:
        return Fit.NAMED
    within = covers.every is not None and thing.family not in _LEFT_OUT[covers.every]
    return Fit.WITHIN if within else Fit.NOT_STATED


NOT_MOOD_ALTERING = frozenset({"nicotine", "iped"})
"""Families of substances that "any mood altering substance" is not taken to mean. Image and performance drugs are "iped"."""

_LEFT_OUT = {
    Breadth.ANYTHING: frozenset[str](),
    Breadth.MOOD_ALTERING: NOT_MOOD_ALTERING,
    Breadth.DRUGS: NOT_MOOD_ALTERING | {"alcohol"},
}

PEERS = frozenset({Kind.MUTUAL_AID, Kind.PEER_SUPPORT})
"""What comes first, and needs no word to say what it is not."""


def _narrow(groups: Sequence[Group], asked: Asked) -> tuple[list[Group], str]:
    """`groups` without those known not to meet a condition, and what removed the last of them."""
    kept = list(groups)
    if not kept:
        return [], "No group here is for that. Local services and helplines may be: see `fama helplines`"
    approach = asked.approach.id if asked.approach else ""
    conditions: Mapping[str, Callable[[Group], bool]] = {
        f"--approach {approach}": lambda group: not approach or group.approach == approach,
        f"--nation {asked.nation}": lambda group: not asked.nation or group.nations is None or asked.nation in group.nations.are,
        "--online": lambda group: not asked.online or group.online is None or group.online.answer is not YesNo.NO,
    }
    for option, meets in conditions.items():
        remaining = [group for group in kept if meets(group)]
        if not remaining:
            names = [group.short_name or group.name for group in kept[:5]]
            more = f" and {len(kept) - 5} more" if len(kept) > 5 else ""
            return [], f"`{option}` left nothing. Without it: {listed(names) if not more else ', '.join(names) + more}"
        kept = remaining
    return kept, ""


def _rank(group: Group, fits: Sequence[Fit], asked: Asked) -> tuple[object, ...]:
    """Smaller is better. Groups that tie keep the order of the data, which for the annexes is the guide's own."""
    elsewhere = asked.nation is None and group.nations is not None and HOME not in group.nations.are
    return (
        group.kind not in PEERS,
        fits.count(Fit.NOT_STATED),
        elsewhere,
        asked.whom is For.TEENAGER and not _teenagers_may_come(group),
        -fits.count(Fit.NAMED),
        asked.nation is not None and group.nations is None,
        asked.online and group.online is None,
        group.area is not None and group.kind is Kind.MUTUAL_AID,
    )


def _match(
    directory: Directory,
    group: Group,
    fits: Sequence[Fit],
    wanted: Sequence[Substance | Behaviour],
    asked: Asked,
    approaches: Mapping[str, Approach],
    today: date,
) -> Match:
    approach = approaches.get(group.approach or "")
    ways = ways_in(directory, group, today)
    return Match(
        id=group.id,
        name=group.name,
        short_name=group.short_name or group.name,
        kind=group.kind,
        audience=group.audience,
        for_whom=group.for_whom.says if group.for_whom else None,
        why=_why(group, fits, wanted),
        approach=group.approach,
        approach_brief=(approach.brief or approach.name) if approach else None,
        approach_says=approach.says if approach else None,
        contact=ways.get(None),
        website=ways.get(ContactKind.WEBSITE),
        finder=ways.get(ContactKind.FINDER),
        online_finder=ways.get(ContactKind.ONLINE_FINDER),
        nations=group.nations.are if group.nations else (),
        area=group.area,
        online=group.online.answer if group.online else None,
        ages=group.ages.says if group.ages else None,
        cautions=tuple(_cautions(group, asked)),
    )


def _why(group: Group, fits: Sequence[Fit], wanted: Sequence[Substance | Behaviour]) -> str:
    if group.covers is None:
        return group.for_whom.says if group.for_whom else "what it is for is not stated"
    missing = [thing.name.lower() for thing, fit in zip(wanted, fits, strict=True) if fit is Fit.NOT_STATED]
    unless = f" ({listed(missing)}: not stated)" if missing else ""
    return f"for {group.covers.says}{unless}"


def _cautions(group: Group, asked: Asked) -> Iterable[str]:
    if group.kind not in PEERS:
        yield f"{KIND_IN_WORDS[group.kind]}, not mutual aid"
    if asked.whom is For.TEENAGER and group.ages is None:
        yield "Ages: not stated. Ask before a young person goes"
    if asked.nation is not None and group.nations is None:
        yield "Nations: not stated. Ask before a client travels"
    if asked.online and group.online is None:
        yield "Online meetings: not stated"


KIND_IN_WORDS = {
    Kind.MUTUAL_AID: "Mutual aid",
    Kind.PEER_SUPPORT: "Peer support",
    Kind.RECOVERY_COMMUNITY: "Recovery community organisation",
    Kind.TAUGHT_COURSE: "Taught course",
    Kind.SERVICE: "Service",
    Kind.UMBRELLA: "Umbrella body",
}
