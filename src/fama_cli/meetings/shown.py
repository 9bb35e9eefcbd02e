"""What is shown of a meeting. By itself, since `fama find` needs no more of this room where no place is asked about."""

from __future__ import annotations

from fama_cli.record import record


@record
class ListedMeeting:
    """A meeting, ready to show. Text that a list does not give is empty; a fact that it does not state is null."""

    key: str
    """What `fama meetings show` takes. It stays the same from one import to the next."""
    name: str
    fellowship: str
    fellowship_name: str
    when: str
    """Which days and hours, in words."""
    next_on: str | None
    """As 2026-11-24. Null where nobody can say."""
    next_at: str | None
    """As 19:30, on the clocks of the UK."""
    next: str
    """The next time, in words."""
    attendance: str | None
    welcome: str | None
    welcome_says: str
    yes: tuple[str, ...]
    """What the list says it has."""
    no: tuple[str, ...]
    """What the list says it has not."""
    not_on: tuple[str, ...]
    """Days on which it does not take place, in words: "bank holidays", "25 December 2026"."""
    languages: tuple[str, ...]
    kinds: tuple[str, ...]
    where: str
    venue: str
    address: str
    town: str
    postcode: str
    place_notes: str
    latitude: float | None
    longitude: float | None
    miles: float | None
    distance: str
    """How far it is from the place that was asked about, in words."""
    online_url: str
    online_phone: str
    online_notes: str
    group: str
    notes: str
    website: str
    contacts: tuple[str, ...]
    checked_on: str
    """When somebody checked that it takes place. Empty where that is not stated."""
    checked_by: str
    checked_says: str
    old: bool
    """Nobody has checked it, and its list has not been imported, for longer than the service's limit."""
    cautions: tuple[str, ...]
    """What to make sure of before anybody goes."""
    source: str
    """The name of its list."""
    seen_on: str
    """The day on which its list was imported."""
