"""From checked entries to the directory: dates filled in, a person's checks applied, groups filed by topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from fama_cli.catalogue.agreement import disagreements
from fama_cli.catalogue.overlay import Sections, laid_over
from fama_cli.catalogue.sections import ROOMS, SECTIONS
from fama_cli.catalogue.written import WrittenMap
from fama_cli.directory.dates import newest
from fama_cli.directory.facts import Contact, Status
from fama_cli.directory.find import topics_of
from fama_cli.directory.model import Check, Directory, Group, Helpline
from fama_cli.directory.names import name_index
from fama_cli.directory.phones import contact_key
from fama_cli.errors import DataNotRight, Problem
from fama_cli.record import changed


def assembled(files: Sequence[WrittenMap]) -> Directory:
    """The directory that these files, laid over one another in order, describe. Raises DataNotRight."""
    things = _right(files, ROOMS["directory"])
    checks = things.pop("checks")
    dated = _all_dated(things)
    groups = _checked(dated.pop("groups"), checks)
    dated["helplines"] = list(_checked(dated["helplines"], checks))
    names = name_index(dated["substances"])
    parts: dict[str, Any] = {section: tuple(each) for section, each in dated.items()}
    return Directory(groups=groups, topics=filed(groups), names=names, **parts)


_NAMED_BY = {
    "handouts": ("approaches",),  # A passage may be for one approach.
    "practice": ("briefings", "resources", "approaches"),  # A step may point into the library, or ask for groups of one approach.
    "commissioning": ("approaches",),  # A passage may be for one approach.
    "meetings": ROOMS["directory"],  # Codes are those of some groups, which name most of the rest.
}
"""Room -> sections of other rooms that it names things in: then there must be such a thing."""


def assembled_room(room: str, files: Sequence[WrittenMap]) -> Mapping[str, tuple[Any, ...]]:
    """Section -> its things, for a room that is made of nothing but its sections. Raises DataNotRight."""
    things = _all_dated(_right(files, dict.fromkeys((*ROOMS[room], *_NAMED_BY.get(room, ())))))
    return {section: tuple(things[section]) for section in ROOMS[room]}


def _right(files: Sequence[WrittenMap], sections: Collection[str]) -> Things:
    things, _, problems = examined(files, sections)
    if problems:
        raise DataNotRight(tuple(problems))
    return things


def _all_dated(things: Things) -> Things:
    dates = {source.id: source.date for source in things["sources"]}
    return {section: each if section == "sources" else [_dated(thing, dates) for thing in each] for section, each in things.items()}


Things = dict[str, list[Any]]


def examined(
    files: Sequence[WrittenMap], sections: Collection[str] = tuple(SECTIONS), *, together: bool = True
) -> tuple[Things, Sections, list[Problem]]:
    """The things the files describe, where each was written, and everything wrong, in the order of the files.

    With `together`, entries that are each right are checked against one another as well.
    """
    from fama_cli.catalogue.schema import validated

    written, problems = laid_over(files, sections)
    things: Things = {}
    for section, entries in written.items():
        things[section], wrong = validated(section, entries) if entries else ([], [])
        problems += wrong
    if together and not problems:
        problems = disagreements(things, written)
    return things, written, sorted(problems, key=lambda problem: (problem.file, problem.line, problem.column))


def filed(groups: Sequence[Group]) -> Mapping[str, Sequence[int]]:
    """Topic -> places in `groups`."""
    topics: dict[str, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        for topic in topics_of(group):
            topics[topic].append(place)
    return topics


def _dated(thing: Any, dates: Mapping[str, str | None]) -> Any:
    """`thing` with each `seen` that was left out worked out from its sources, at any depth."""
    if isinstance(thing, tuple):
        return tuple(_dated(item, dates) for item in thing)
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    filled = {}
    for each in fields(thing):
        value = getattr(thing, each.name)
        if is_dataclass(value) or (isinstance(value, tuple) and value and is_dataclass(value[0])):
            filled[each.name] = _dated(value, dates)
        elif each.name == "seen" and value is None:
            filled["seen"] = newest([date for source in thing.sources if (date := dates.get(source))])  # type: ignore[attr-defined]  # whatever has `seen` has `sources`
    return changed(thing, **filled) if filled else thing


Owner = TypeVar("Owner", Group, Helpline)


def _checked(owners: Sequence[Owner], checks: Sequence[Check]) -> tuple[Owner, ...]:
    """Groups or helplines, each contact carrying the latest check that a person made of it."""
    if not checks:
        return tuple(owners)
    # A number that is gone is gone wherever it is listed: 2 groups may share a line.
    gone = {contact_key(value) for check in checks for value in check.gone}
    latest = {check.group: check for check in sorted(checks, key=lambda check: check.on)}
    return tuple(
        changed(owner, contacts=tuple(_with_check(contact, latest.get(owner.id), gone) for contact in owner.contacts)) for owner in owners
    )


def _with_check(contact: Contact, check: Check | None, gone: set[str]) -> Contact:
    if contact.replaced_by and contact_key(contact.replaced_by) in gone:
        # What took its place has gone too: nothing is known to be right now.
        contact = changed(contact, replaced_by=None)
    if contact_key(contact.value) in gone:
        return changed(contact, evidence=changed(contact.evidence, status=Status.SUPERSEDED))
    if contact.evidence.status is Status.SUPERSEDED or check is None:
        return contact
    return changed(contact, evidence=changed(contact.evidence, checked_by=check.by, checked_on=check.on))
