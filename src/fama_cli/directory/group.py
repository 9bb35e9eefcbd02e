"""One group in full, with who says each thing; and groups side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from fama_cli.directory.facts import Answer, Source
from fama_cli.directory.find import KIND_IN_WORDS
from fama_cli.directory.model import AsPublished, Audience, Directory, Group, Helpline, Kind
from fama_cli.directory.names import one_of
from fama_cli.directory.reach import Reach, reach
from fama_cli.directory.trust import Level
from fama_cli.record import record
from fama_cli.text import listed


@record
class Said:
    """One fact about a group. `says` is None where nothing is stated."""

    label: str
    says: str | None
    sources: tuple[str, ...]
    seen: str | None


@record
class Full:
    """Everything known of one group."""

    id: str
    name: str
    short_name: str
    kind: Kind
    audience: Audience
    approach: str | None
    facts: Mapping[str, Said]
    contacts: tuple[Reach, ...]
    superseded: tuple[Reach, ...]
    """Kept so that old leaflets can be put right. Never a way to reach anyone."""
    as_published: AsPublished | None
    sources: tuple[Source, ...]


def group_named(directory: Directory, typed: str) -> Group:
    """The group whose id, name or short name was typed. Raises NotFound."""
    return _named(directory.groups, typed, "group", "Run `fama groups list` to see every group")


def group_or_helpline_named(directory: Directory, typed: str) -> Group | Helpline:
    """The group or helpline whose id or name was typed. Raises NotFound."""
    owners: Sequence[Group | Helpline] = (*directory.groups, *directory.helplines)
    return _named(owners, typed, "group or helpline", "Run `fama groups list` or `fama helplines` to see them")


Owner = TypeVar("Owner", bound=Group | Helpline)


def _named(owners: Iterable[Owner], typed: str, what: str, otherwise: str) -> Owner:
    held = list(owners)
    names = [(name, owner) for owner in held for name in (owner.id, *names_of(owner))]
    return one_of(names, typed, what, [name for owner in held for name in (owner.id, owner.name)], otherwise)


def group_names(directory: Directory) -> Mapping[str, str]:
    """Id of a group -> the name it is shown by."""
    return {group.id: names_of(group)[0] for group in directory.groups}


def names_of(owner: Group | Helpline) -> tuple[str, ...]:
    """Every name that a group or helpline goes by, the one to show first."""
    if isinstance(owner, Group):
        return (owner.short_name or owner.name, owner.name, *owner.other_names)
    return (owner.name,)


def in_full(directory: Directory, group: Group, today: date) -> Full:
    """Everything known of `group`; what it leaves out is taken from its approach."""
    facts = dict(_facts(directory, group))
    reached = [(contact, reach(directory, contact, today)) for contact in group.contacts]
    cited = [source for said in facts.values() for source in said.sources]
    cited += [source for contact in group.contacts for source in contact.evidence.sources]
    cited += list(group.as_published.sources) if group.as_published else []
    by_id = {source.id: source for source in directory.sources}
    return Full(
        id=group.id,
        name=group.name,
        short_name=group.short_name or group.name,
        kind=group.kind,
        audience=group.audience,
        approach=group.approach,
        facts=facts,
        contacts=tuple(way for _, way in reached if way.trust is not Level.SUPERSEDED),
        superseded=tuple(way for _, way in reached if way.trust is Level.SUPERSEDED),
        as_published=group.as_published,
        sources=tuple(by_id[identifier] for identifier in dict.fromkeys(cited) if identifier in by_id),
    )


def _facts(directory: Directory, group: Group) -> Iterable[tuple[str, Said]]:
    approach = next((each for each in directory.approaches if each.id == group.approach), None)
    yield "kind", Said(label="What it is", says=KIND_IN_WORDS[group.kind], sources=(), seen=None)
    yield "for_whom", _said("Who it is for", group.for_whom)
    covers = group.covers
    says = f"for {covers.says}" if covers else None
    yield "covers", Said(label="Covers", says=says, sources=covers.sources if covers else (), seen=covers.seen if covers else None)
    yield "approach", _said("Approach", approach)
    yield "ages", _said("Ages", group.ages)
    nations = group.nations
    names = listed([nation.replace("-", " ").title() for nation in nations.are]) if nations else None
    yield "nations", Said(label="Nations", says=names, sources=nations.sources if nations else (), seen=nations.seen if nations else None)
    if group.area:
        yield "area", Said(label="Area", says=group.area, sources=(), seen=None)
    yield "online", _answered("Online meetings", group.online)
    yield "cost", _said("Cost", group.cost)
    yield "meetings", _said("Who may come", group.meetings)
    yield "first_meeting", _said("First meeting", group.first_meeting or (approach.first_meeting if approach else None))
    yield "medication", _said("Medication", group.medication)
    yield "professionals", _said("For professionals", group.professionals or (approach.professionals if approach else None))
    yield "commissioning", _answered("Commissioning", group.commissioning or (approach.commissioning if approach else None))
    for number, fact in enumerate(group.notes, start=1):
        yield f"note_{number}", _said("Also", fact)


def _said(label: str, fact: object) -> Said:
    """A fact of any kind that has `says`, `sources` and `seen`, or of none."""
    if fact is None:
        return Said(label=label, says=None, sources=(), seen=None)
    return Said(label=label, says=fact.says, sources=fact.sources, seen=fact.seen)  # type: ignore[attr-defined]  # see above


def _answered(label: str, answer: Answer | None) -> Said:
    if answer is None:
        return Said(label=label, says=None, sources=(), seen=None)
    says = answer.answer.capitalize() + (f". {answer.says}" if answer.says else "")
    return Said(label=label, says=says, sources=answer.sources, seen=answer.seen)
