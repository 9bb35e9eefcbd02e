"""What a meeting is. A fact that a list does not state is None or left out, never "no"."""

from __future__ import annotations

from enum import StrEnum

from fama_cli.meetings.pattern import Pattern
from fama_cli.record import record

UK_CLOCKS = "Europe/London"


class Attendance(StrEnum):
    """How people come to a meeting."""

    IN_PERSON = "in-person"
    ONLINE = "online"
    HYBRID = "hybrid"
    """Both at once: in the room, and online."""


class Welcome(StrEnum):
    """Who may come. What each means is for the fellowship to say; the word "closed" is never shown by itself."""

    OPEN = "open"
    """Anyone may come, so a keyworker may too."""
    MEMBERS_ONLY = "members-only"
    """Only people who have, or think they may have, the problem. Fellowships call this a closed meeting."""


class Feature(StrEnum):
    """What a meeting may state, yes or no, about its place or its people."""

    STEP_FREE = "step-free"
    ACCESSIBLE_TOILET = "accessible-toilet"
    HEARING_LOOP = "hearing-loop"
    BSL = "bsl"
    """British Sign Language. American Sign Language is a language of its own, in `languages`."""
    WOMEN = "women"
    MEN = "men"
    LGBTQ = "lgbtq"
    YOUNG_PEOPLE = "young-people"
    NEWCOMERS = "newcomers"
    SECULAR = "secular"
    CHILD_FRIENDLY = "child-friendly"
    PROOF_OF_ATTENDANCE = "proof-of-attendance"
    """The meeting signs a slip to say that somebody came. Many in the UK call it a chit."""


class Closure(StrEnum):
    """Days on which a meeting does not take place, besides dates that are named."""

    BANK_HOLIDAYS = "bank-holidays"
    CHRISTMAS = "christmas"
    """24, 25 and 26 December, and 1 January."""
    EASTER = "easter"
    """Good Friday to Easter Monday."""


@record
class Meeting:
    """One meeting, at one time. A list that gives a meeting several days gives one of these for each.

    Times are minutes after midnight on the clocks of `zone`. Text is plain: no HTML, and no line breaks but in notes.
    """

    fellowship: str
    """Id of a group in the directory, such as `na`."""
    name: str
    pattern: Pattern | None = None
    """Which days. None is by arrangement: a person must ask."""
    at: int | None = None
    until: int | None = None
    """Earlier than `at` where it is after midnight."""
    zone: str = UK_CLOCKS
    """Whose clocks, as the IANA names them."""
    attendance: Attendance | None = None
    welcome: Welcome | None = None
    yes: tuple[Feature, ...] = ()
    no: tuple[Feature, ...] = ()
    languages: tuple[str, ...] = ()
    """In English, such as "Polish". Empty is not stated."""
    kinds: tuple[str, ...] = ()
    """What else it says of itself, in words: "Beginners", "Step study"."""
    codes: tuple[str, ...] = ()
    """The list's own codes for all of these, as written there, for those that write the same format again."""
    closed_on: tuple[str, ...] = ()
    """When it does not take place: a `Closure`, or a date such as 2026-12-25."""
    paused: bool = False
    """It is on the list, and does not take place at present."""
    venue: str = ""
    address: str = ""
    """Street and number, without what `town`, `postcode` and `country` hold."""
    town: str = ""
    county: str = ""
    postcode: str = ""
    country: str = ""
    region: str = ""
    """What the list calls the area, the widest first, parted by " > ". Lists are often wrong here: no search goes by it."""
    latitude: float | None = None
    longitude: float | None = None
    approximate: bool | None = None
    """Whether the place is only the area: an address that must not be given to find the door."""
    place_notes: str = ""
    online_url: str = ""
    online_notes: str = ""
    online_phone: str = ""
    online_phone_notes: str = ""
    group: str = ""
    """The name of the group that holds it, where that is not the meeting's name."""
    group_notes: str = ""
    notes: str = ""
    website: str = ""
    contacts: tuple[str, ...] = ()
    """People to reach, each in one line. Dropped on import unless they were asked for."""
    source_id: str = ""
    """What the list calls it. It may change from one list to the next."""
    updated: str = ""
    """When somebody last edited the entry, as 2026-11-21. To edit is not to check."""
    checked_on: str = ""
    """When somebody last checked that it takes place, as 2026-11-21."""
    checked_by: str = ""
