"""Laying files over one another: a later file adds entries, or amends one by its id, field by field."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from fama_cli.catalogue.sections import SECTIONS
from fama_cli.catalogue.written import WrittenList, WrittenMap
from fama_cli.directory.phones import contact_key
from fama_cli.errors import Problem
from fama_cli.text import did_you_mean, folded, listed, visible

Sections = dict[str, list[WrittenMap]]

_KEYED: dict[str, tuple[str, Callable[[str], str]]] = {"contacts": ("value", contact_key), "names": ("name", folded), "steps": ("id", str)}
"""Lists whose items are amended one by one, the field that tells them apart, and how it is compared."""

_NEW_LAST = frozenset({"steps"})
"""Lists where a new item comes last. A contact of a service's own comes before those that were there; a step must not come
before the ones about risk."""


def laid_over(files: Sequence[WrittenMap], sections: Collection[str] = tuple(SECTIONS)) -> tuple[Sections, list[Problem]]:
    """The entries of each of `sections`, after each file in turn has added to them or amended them."""
    merged: Sections = {section: [] for section in sections}
    places: dict[tuple[str, str], int] = {}
    problems: list[Problem] = []
    for file in files:
        problems += _unknown_sections(file)
        for section, entries in file.items():
            if section not in sections or entries is None:
                continue
            if not isinstance(entries, WrittenList):
                place = getattr(entries, "place", file.keys_at[section])
                problems.append(place.problem(section, f"`{section}`: expected a list, each entry starting with `- `"))
                continue
            here: dict[str, WrittenMap] = {}
            for entry in entries:
                if not isinstance(entry, WrittenMap):
                    place = getattr(entry, "place", entries.place)
                    problems.append(place.problem(section, f"`{section}`: expected fields with values, such as `id: …`"))
                    continue
                identifier = entry.get("id")
                if not isinstance(identifier, str):
                    merged[section].append(entry)
                    continue
                if identifier in here:
                    first = here[identifier].keys_at["id"].line
                    problems.append(
                        entry.keys_at["id"].problem(identifier, f"the id `{visible(identifier)}` is used twice: first on line {first}")
                    )
                    continue
                here[identifier] = entry
                if (section, identifier) in places:
                    place_of_base = places[section, identifier]
                    problems += _brought_back(merged[section][place_of_base], entry)
                    merged[section][place_of_base] = _amended(merged[section][place_of_base], entry)
                else:
                    places[section, identifier] = len(merged[section])
                    merged[section].append(entry)
    return merged, problems


def _unknown_sections(file: WrittenMap) -> list[Problem]:
    return [
        file.keys_at[section].problem(
            section,
            f"there is no section called `{visible(section)}`: "
            + did_you_mean(section, SECTIONS, f"there are {listed([f'`{name}`' for name in SECTIONS])}"),
        )
        for section in file
        if section not in SECTIONS
    ]


def _amended(base: WrittenMap, over: WrittenMap) -> WrittenMap:
    amended = _copied(base)
    amended.place = over.place
    for name, value in over.items():
        keyed = _KEYED.get(name)
        if keyed and isinstance(base.get(name), WrittenList) and isinstance(value, WrittenList):
            value = _amended_list(base[name], value, *keyed, new_last=name in _NEW_LAST)
        amended[name] = value
        amended.keys_at[name] = over.keys_at[name]
    return amended


def _amended_list(base: WrittenList, over: WrittenList, field: str, key: Callable[[str], str], *, new_last: bool) -> WrittenList:
    """Items of `over` with a known key amend that item; the rest are new, and come first or last."""
    amended = WrittenList(base)
    amended.place = over.place
    places = {key(item[field]): place for place, item in enumerate(base) if _text(item, field)}
    new = []
    for item in over:
        place = places.get(key(item[field])) if _text(item, field) else None
        if place is None:
            new.append(item)
        else:
            amended[place] = _amended(base[place], item)
    place_of_new = len(amended) if new_last else 0
    amended[place_of_new:place_of_new] = new
    return amended


def _brought_back(base: WrittenMap, over: WrittenMap) -> list[Problem]:
    """Contacts that `base` calls superseded and `over` would offer again."""
    old = {contact_key(item["value"]) for item in _maps(base) if _text(item, "value") and _status(item) == "superseded"}
    return [
        item["value"].place.problem("contacts", f"`{visible(item['value'])}` is superseded: it cannot be a way to reach anyone")
        for item in _maps(over)
        if _text(item, "value") and contact_key(item["value"]) in old and _status(item) not in {None, "superseded"}
    ]


def _maps(entry: WrittenMap) -> list[WrittenMap]:
    contacts = entry.get("contacts")
    return [item for item in contacts if isinstance(item, WrittenMap)] if isinstance(contacts, WrittenList) else []


def _status(contact: WrittenMap) -> Any:
    evidence = contact.get("evidence")
    return evidence.get("status") if isinstance(evidence, WrittenMap) else None


def _text(item: Any, field: str) -> bool:
    return isinstance(item, WrittenMap) and isinstance(item.get(field), str)


def _copied(mapping: WrittenMap) -> WrittenMap:
    copy = WrittenMap(mapping)
    copy.place, copy.keys_at = mapping.place, dict(mapping.keys_at)
    return copy
