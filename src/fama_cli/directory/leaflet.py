"""Numbers and web addresses in a leaflet, against what the directory knows of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from fama_cli.directory.facts import Contact
from fama_cli.directory.model import Directory
from fama_cli.directory.phones import contact_key
from fama_cli.directory.trust import Level, trust
from fama_cli.record import record


class Verdict(StrEnum):
    """From worst to best."""

    SUPERSEDED = "superseded"
    """Something else is published now: change it."""
    CHECK_FIRST = "check-first"
    """The directory has it, and has not seen it lately."""
    UNKNOWN = "unknown"
    """Not in the directory. It may be a local number."""
    FINE = "fine"


@record
class Mention:
    """A number or web address found in a leaflet."""

    value: str
    line: int
    """Counted from 1. In a PDF, the page."""


@record
class Finding:
    """What is known of one mention."""

    verdict: Verdict
    value: str
    line: int
    whose: str
    says: str


def findings(directory: Directory, mentions: Iterable[Mention], today: date) -> tuple[Finding, ...]:
    """One finding for each different mention, worst first, in the order of the leaflet."""
    known = _known(directory)
    order = {verdict: place for place, verdict in enumerate(Verdict)}
    first = {contact_key(mention.value): mention for mention in sorted(mentions, key=lambda mention: -mention.line)}
    found = [_finding(mention, known, today) for mention in first.values()]
    kept = [finding for finding in found if finding is not None]
    return tuple(sorted(kept, key=lambda finding: (order[finding.verdict], finding.line)))


def contacts_of(directory: Directory) -> Iterable[tuple[str, Contact]]:
    """Every contact of every group and helpline, with its owner's name."""
    for group in directory.groups:
        yield from ((group.name, contact) for contact in group.contacts)
    for line in directory.helplines:
        yield from ((line.name, contact) for contact in line.contacts)


def _known(directory: Directory) -> Mapping[str, list[tuple[str, Contact]]]:
    known: dict[str, list[tuple[str, Contact]]] = {}
    for name, contact in contacts_of(directory):
        known.setdefault(contact_key(contact.value), []).append((name, contact))
    return known


def _finding(mention: Mention, known: Mapping[str, list[tuple[str, Contact]]], today: date) -> Finding | None:
    key = contact_key(mention.value)
    # A page we do not know, on a site we do, is judged as the site: an old site's pages are all old.
    owners = known.get(key) or known.get(key.partition("/")[0], [])
    if not owners:
        if any(character.isalpha() for character in mention.value):
            return None  # A web address we do not know says nothing: a leaflet may name any.
        says = "not in the directory: ring it before you print it"
        return Finding(verdict=Verdict.UNKNOWN, value=mention.value, line=mention.line, whose="", says=says)
    judged = [(trust(contact, today), owner) for owner, contact in owners]
    # Superseded for one is superseded: then the most trusted of the rest.
    how_far, owner = min(judged, key=lambda pair: (pair[0].level is not Level.SUPERSEDED, pair[0].order))
    whose = owner if len({name for _, name in judged}) == 1 else ", ".join(dict.fromkeys(name for _, name in judged))
    says = how_far.says
    if how_far.level is Level.SUPERSEDED:
        says += _trust_of_replacement(known, [contact.replaced_by for _, contact in owners], today)
    verdict = {Level.SUPERSEDED: Verdict.SUPERSEDED, Level.CHECK_FIRST: Verdict.CHECK_FIRST}.get(how_far.level, Verdict.FINE)
    return Finding(verdict=verdict, value=mention.value, line=mention.line, whose=whose, says=says)


def _trust_of_replacement(known: Mapping[str, list[tuple[str, Contact]]], values: Iterable[str | None], today: date) -> str:
    """What is published now may itself be old: say so beside it."""
    for value in values:
        for _, contact in known.get(contact_key(value), []) if value else []:
            return f" ({trust(contact, today).says})"
    return ""
