"""Rules that need more than one entry: ids that must exist, names used once, and what may be called current."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fama_cli.catalogue.overlay import Sections
from fama_cli.catalogue.scripts import script_problems
from fama_cli.catalogue.written import WrittenMap
from fama_cli.directory.dates import newest
from fama_cli.directory.facts import Contact, Grade, Source, Status
from fama_cli.directory.model import Substance
from fama_cli.directory.phones import contact_key
from fama_cli.errors import Problem
from fama_cli.text import closest, folded, visible

CURRENT_SINCE = "2026"
"""A contact is `current` only if a source from this year or later says so; older ones are `dated`."""

_INDIRECT = frozenset({Grade.SECOND_HAND, Grade.COPIES})

Things = Mapping[str, Sequence[Any]]


def disagreements(things: Things, written: Sections) -> list[Problem]:
    """Everything wrong between entries that are each right on their own."""
    sources = {source.id: source for source in things["sources"]}
    known = {
        section: frozenset(each.id for each in things.get(section, ()))
        for section in ("approaches", "substances", "behaviours", "groups", "resources")
    }
    known["sources"] = frozenset(sources)
    known["checked"] = known["groups"] | {each.id for each in things.get("helplines", ())}
    known["families"] = frozenset(each.family for each in things.get("substances", ()))
    known["listings"] = frozenset((*sources, *(each.id for each in things.get("briefings", ()))))
    problems: list[Problem] = []
    for section, entries in written.items():
        for entry in entries:
            problems += _missing_ids(section, entry, known)
    contacts = list(_contacts(things, written))
    for owner, contact, at in contacts:
        problems += _contact(owner, contact, at, sources)
    problems += _brought_back(contacts)
    problems += _names(things.get("substances", ()), written.get("substances", ()))
    problems += script_problems(things.get("scripts", ()), written.get("scripts", ()))
    return problems


_REFERENCES = {"approach": "approaches", "substances": "substances", "involves": "substances", "part_of": "substances",
               "behaviours": "behaviours", "families": "families", "group": "checked", "where": "listings",
               "resources": "resources", "fellowships": "groups"}  # fmt: skip
_WHAT = {"approaches": "approach", "substances": "substance", "behaviours": "behaviour", "families": "family of substances",
         "checked": "group or helpline", "sources": "source", "listings": "briefing or source", "resources": "resource",
         "groups": "group"}  # fmt: skip


def _missing_ids(section: str, value: Any, known: Mapping[str, frozenset[str]], field: str = "") -> Iterator[Problem]:
    """Each id written in `value`, at any depth, that names nothing."""
    if isinstance(value, list):
        for item in value:
            yield from _missing_ids(section, item, known, field)
    elif isinstance(value, WrittenMap):
        for name, inner in value.items():
            yield from _missing_ids(section, inner, known, name)
    elif isinstance(value, str):
        refers = "sources" if field == "sources" else _REFERENCES.get(field)
        if refers and value not in known[refers] and not (refers == "sources" and value.startswith(("https://", "http://"))):
            near = closest(value, known[refers])
            says = f"there is no {_WHAT[refers]} with the id `{visible(value)}`" + (f": did you mean `{near}`?" if near else "")
            yield value.place.problem(field, says)  # type: ignore[attr-defined]  # text from a file is WrittenText


def _contact(owner: str, contact: Contact, at: WrittenMap, sources: Mapping[str, Source]) -> Iterator[Problem]:
    evidence = contact.evidence
    place = at["evidence"].place if isinstance(at.get("evidence"), WrittenMap) else at.place
    field = f"{owner}.contacts.evidence"
    if contact.kind.is_page and not contact.value.startswith(("https://", "http://")):
        yield at["value"].place.problem(
            f"{owner}.contacts.value", f"found `{visible(contact.value)}`, expected a web address that starts with https://"
        )
    if contact.kind.is_number and not any(character.isdigit() for character in contact.value):
        yield at["value"].place.problem(f"{owner}.contacts.value", f"found `{visible(contact.value)}`, expected a telephone number")
    if not evidence.sources and evidence.checked_on is None:
        yield place.problem(
            field, f"`{visible(contact.value)}` has no source: name one, or say who checked it with `checked_by` and `checked_on`"
        )
    if evidence.status is not Status.CURRENT or evidence.checked_on is not None:
        return
    dates = [evidence.seen] if evidence.seen else [date for each in evidence.sources if each in sources and (date := sources[each].date)]
    last = newest(dates)
    if last is None or last[:4] < CURRENT_SINCE:
        yield place.problem(
            field,
            f"`{visible(contact.value)}` is called `current`, and no source is from {CURRENT_SINCE} or later: "
            "call it `dated`, or add who checked it",
        )
    # A bare web address says nothing of how near it is to the organisation: it counts as second-hand.
    grades = {each: sources[each].grade if each in sources else Grade.COPIES for each in evidence.sources}
    if len(grades) < 2 and all(grade in _INDIRECT for grade in grades.values()):
        yield place.problem(
            field, f"`{visible(contact.value)}` is called `current` on one second-hand source: 2 that agree are needed, or call it `dated`"
        )


Placed = tuple[str, Contact, WrittenMap]
"""The id of its group or helpline, a contact, and where it was written."""


def _contacts(things: Things, written: Sections) -> Iterator[Placed]:
    for section in ("groups", "helplines"):
        for owner, entry in zip(things.get(section, ()), written.get(section, ()), strict=True):
            for contact, at in zip(owner.contacts, entry.get("contacts") or [], strict=True):
                yield owner.id, contact, at


def _brought_back(contacts: Sequence[Placed]) -> Iterator[Problem]:
    """A contact that is superseded in one entry and offered in another: somebody would be sent to the old one."""
    old = {contact_key(contact.value): contact for _, contact, _ in contacts if contact.evidence.status is Status.SUPERSEDED}
    for _, contact, at in contacts:
        known = old.get(contact_key(contact.value))
        if known and contact.evidence.status is not Status.SUPERSEDED:
            instead = f" by {known.replaced_by}" if known.replaced_by else ""
            yield at["value"].place.problem(
                "contacts", f"`{visible(contact.value)}` is superseded{instead}: it cannot be a way to reach anyone"
            )


def _names(substances: Sequence[Substance], written: Sequence[WrittenMap]) -> Iterator[Problem]:
    for substance, entry in zip(substances, written, strict=True):
        seen: dict[str, str] = {}
        for name, at in zip(substance.names, entry.get("names") or [], strict=True):
            key = folded(name.name)
            if not key:
                yield at.place.problem(
                    f"{substance.id}.names", f"found `{visible(name.name)}`, expected a name with letters or numbers in it"
                )
            elif key in seen:
                yield at.place.problem(f"{substance.id}.names", f"`{visible(name.name)}` is the same name as `{visible(seen[key])}`")
            seen[key] = name.name
