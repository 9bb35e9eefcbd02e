"""The way to reach a group: which contact to offer, and what to say beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fama_cli.directory.dates import earliest, in_short
from fama_cli.directory.facts import PAGES, Contact, ContactKind, Fact, Nation, Status
from fama_cli.directory.model import Directory, Group
from fama_cli.directory.phones import call_cost
from fama_cli.directory.trust import FRESH_FOR, Level, Trust, trust
from fama_cli.record import record


@record
class Reach:
    """A contact, and how far it can be trusted today."""

    kind: ContactKind
    value: str
    trust: Level
    trust_says: str
    label: str | None
    hours: str | None
    call_cost: str | None
    nation: Nation | None
    note: str | None
    status: Status
    sources: tuple[str, ...]
    seen: str | None
    checked_by: str | None
    checked_on: str | None


Ways = Mapping[ContactKind | None, Reach]
"""Kind of page -> the one to offer; None -> the way to reach a person."""


def ways_in(directory: Directory, group: Group, today: date) -> Ways:
    """What to offer first of each sort: the most trusted, then the first in the data. Never a superseded one."""
    chosen: dict[ContactKind | None, tuple[Trust, Contact]] = {}
    for contact in group.contacts:
        how_far = trust(contact, today)
        sort = contact.kind if contact.kind in PAGES else None
        if how_far.level is not Level.SUPERSEDED and (sort not in chosen or how_far.order < chosen[sort][0].order):
            chosen[sort] = (how_far, contact)
    return {sort: _reach(directory, contact, how_far, today) for sort, (how_far, contact) in chosen.items()}


def reach(directory: Directory, contact: Contact, today: date) -> Reach:
    """`contact` with its trust, hours and cost in words."""
    return _reach(directory, contact, trust(contact, today), today)


def _reach(directory: Directory, contact: Contact, how_far: Trust, today: date) -> Reach:
    return Reach(
        kind=contact.kind,
        value=contact.value,
        trust=how_far.level,
        trust_says=how_far.says,
        label=contact.label,
        hours=_hours(contact.hours, today) if contact.hours else None,
        call_cost=call_cost(contact, directory.call_costs),
        nation=contact.nation,
        note=contact.note,
        status=contact.evidence.status,
        sources=contact.evidence.sources,
        seen=contact.evidence.seen,
        checked_by=contact.evidence.checked_by,
        checked_on=contact.evidence.checked_on,
    )


def _hours(hours: Fact, today: date) -> str:
    """Opening hours may be much older than the number they stand beside: then they say so."""
    if hours.seen is None:
        return f"{hours.says} (not confirmed)"
    return hours.says if today - earliest(hours.seen) <= FRESH_FOR else f"{hours.says} (as of {in_short(hours.seen)})"
