"""Contacts that nobody has looked at lately, the most used first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from fama_cli.directory.dates import earliest, in_words, months_before
from fama_cli.directory.facts import Contact, ContactKind, Status
from fama_cli.directory.find import Asked, For, find
from fama_cli.directory.group import names_of
from fama_cli.directory.model import Directory, Group, Helpline
from fama_cli.directory.trust import last_looked_at
from fama_cli.record import record
from fama_cli.text import counted


@record
class Stale:
    """A contact to check, and the page to open."""

    id: str
    name: str
    kind: ContactKind
    value: str
    last_looked_at: str | None
    says: str
    searches: int
    """How many substances and behaviours `find` answers with this contact."""
    open: str | None
    """The page where a person can see whether it is still right."""


def stale(directory: Directory, today: date, older_than: int) -> tuple[Stale, ...]:
    """Contacts last looked at more than `older_than` months ago, or on no stated date."""
    used = _used(directory, today)
    owners: Sequence[Group | Helpline] = (*directory.groups, *directory.helplines)
    limit = months_before(today, older_than)
    rows = [
        Stale(
            id=group.id,
            name=names_of(group)[0],
            kind=contact.kind,
            value=contact.value,
            last_looked_at=last_looked_at(contact),
            says=_says(contact, today),
            searches=used[group.id, contact.value],
            open=_page_to_open(group, contact),
        )
        for group in owners
        for contact in _each_once(group)
        if _is_old(contact, limit)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.searches, row.last_looked_at or "")))


def _each_once(group: Group | Helpline) -> Iterable[Contact]:
    """The contacts in use of a group or helpline; an address that is both its website and its finder, once, as it was last looked at."""
    latest: dict[str, Contact] = {}
    for contact in group.contacts:
        if contact.evidence.status is not Status.SUPERSEDED:
            held = latest.get(contact.value)
            if held is None or (last_looked_at(contact) or "") > (last_looked_at(held) or ""):
                latest[contact.value] = contact
    return latest.values()


def _is_old(contact: Contact, limit: date) -> bool:
    looked = last_looked_at(contact)
    return looked is None or earliest(looked) < limit


def _says(contact: Contact, today: date) -> str:
    looked = last_looked_at(contact)
    if looked is None:
        return "date not stated"
    since = earliest(looked)
    age = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    how_long = counted(age // 12, "year") if age >= 24 else counted(age, "month")
    return f"{in_words(looked)}, {how_long} ago"


def _used(directory: Directory, today: date) -> Counter[tuple[str, str]]:
    """(group, contact) -> how many one-thing searches show it."""
    used: Counter[tuple[str, str]] = Counter()
    questions = [Asked(substances=(substance,), whom=whom) for substance in directory.substances for whom in (For.SELF, For.FAMILY)]
    questions += [Asked(behaviours=(behaviour,), whom=whom) for behaviour in directory.behaviours for whom in (For.SELF, For.FAMILY)]
    for asked in questions:
        for match in find(directory, asked, today).groups:
            for way in {shown.value for shown in (match.contact, match.website, match.finder, match.online_finder) if shown}:
                used[match.id, way] += 1
    return used


def _page_to_open(group: Group | Helpline, contact: Contact) -> str | None:
    """The contact itself where it is a page; otherwise the group's website, or a finder."""
    pages = [each.value for each in group.contacts if each.kind.is_page and each.evidence.status is not Status.SUPERSEDED]
    return contact.value if contact.kind.is_page else next(iter(pages), None)
