"""The way to reach a group: which contact to offer, and what to say beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fama_cli.directory.model import Contact, ContactKind, Directory, Group, Nation
from fama_cli.directory.phones import call_cost
from fama_cli.directory.trust import Level, Trust, trust
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
    seen: str | None
    checked_by: str | None
    checked_on: str | None


def best_contact(directory: Directory, group: Group, today: date) -> Reach | None:
    """The way in to offer first: most trusted, then first in the data. Never a superseded one, and never only a page."""
    return _best(directory, [contact for contact in group.contacts if not contact.kind.is_page], today)


def best_page(directory: Directory, group: Group, kind: ContactKind, today: date) -> Reach | None:
    """The group's website or meeting finder; None when there is none to offer."""
    return _best(directory, [contact for contact in group.contacts if contact.kind is kind], today)


def _best(directory: Directory, contacts: Sequence[Contact], today: date) -> Reach | None:
    usable = [(how_far, contact) for contact in contacts if (how_far := trust(contact, today)).level is not Level.SUPERSEDED]
    if not usable:
        return None
    how_far, contact = min(usable, key=lambda pair: pair[0].order) if len(usable) > 1 else usable[0]
    return _reach(directory, contact, how_far)


def reach(directory: Directory, contact: Contact, today: date) -> Reach:
    """`contact` with its trust, hours and cost in words."""
    return _reach(directory, contact, trust(contact, today))


def _reach(directory: Directory, contact: Contact, how_far: Trust) -> Reach:
    hours = contact.hours
    unconfirmed = " (not confirmed)" if hours and hours.seen is None else ""
    return Reach(
        kind=contact.kind,
        value=contact.value,
        trust=how_far.level,
        trust_says=how_far.says,
        label=contact.label,
        hours=f"{hours.says}{unconfirmed}" if hours else None,
        call_cost=call_cost(contact, directory.call_costs),
        nation=contact.nation,
        note=contact.note,
        seen=contact.evidence.seen,
        checked_by=contact.evidence.checked_by,
        checked_on=contact.evidence.checked_on,
    )
