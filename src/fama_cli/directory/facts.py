"""Facts and contacts: what can be said, who says so, and how an organisation is reached.

Every field here and in model.py can be written in YAML under the same name. A field left out means "not stated", never
"no". docs/reference/data-files.md is made from these docstrings.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fama_cli.directory.rules import CalendarDate, Matching
from fama_cli.record import record

Id = Annotated[str, Matching(r"[a-z0-9]+(-[a-z0-9]+)*", "small letters, numbers and hyphens, such as `al-anon`")]
Words = Annotated[str, Matching(r"[\s\S]*\S[\s\S]*", "some words")]
When = Annotated[
    str, CalendarDate(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", "a date such as 2026-11-21, 2026-11 or 2026")
]
Day = Annotated[str, CalendarDate(r"(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "a date such as 2026-11-21")]
WebAddress = Annotated[str, Matching(r"https?://[^\s/]+\.\S+", "a web address that starts with https:// or http://")]
Initials = Annotated[str, Matching(r"[A-Za-z0-9]{1,5}", "initials: 1 to 5 letters or numbers")]


class Grade(StrEnum):
    """How near a source is to the organisation itself."""

    OWN = "A"
    """The organisation's own page."""
    REFERENCE = "B"
    """Government, the NHS, a newspaper, a charity or a reference page."""
    SECOND_HAND = "B2"
    """A dated check of the page by someone else, which we have not repeated."""
    COPIES = "C"
    """Copies that carry no date. The address is where to check."""


class Nation(StrEnum):
    """A nation of the United Kingdom."""

    ENGLAND = "england"
    SCOTLAND = "scotland"
    WALES = "wales"
    NORTHERN_IRELAND = "northern-ireland"


class YesNo(StrEnum):
    """An answer that somebody has stated. Not stated is no answer at all."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"


class ContactKind(StrEnum):
    """A way to reach an organisation."""

    PHONE = "phone"
    TEXT = "text"
    TEXTPHONE = "textphone"
    EMAIL = "email"
    CHAT = "chat"
    WEBSITE = "website"
    FINDER = "finder"
    ONLINE_FINDER = "online-finder"

    @property
    def is_number(self) -> bool:
        """Whether it is dialled."""
        return self in NUMBERS

    @property
    def is_page(self) -> bool:
        """Whether it is opened in a browser, and reaches nobody by itself."""
        return self in PAGES


NUMBERS = frozenset({ContactKind.PHONE, ContactKind.TEXT, ContactKind.TEXTPHONE})
PAGES = frozenset({ContactKind.WEBSITE, ContactKind.FINDER, ContactKind.ONLINE_FINDER})


class Status(StrEnum):
    """What the evidence says of a contact, before anyone counts how old it is."""

    CURRENT = "current"
    DATED = "dated"
    SUPERSEDED = "superseded"


@record
class Source:
    """Something a reader can open to see that a fact is so."""

    id: Id
    title: Words
    publisher: str
    grade: Grade
    address: WebAddress | None = None
    date: When | None = None
    """When it was published or last seen."""
    note: str | None = None
    licence: str | None = None


@record
class Fact:
    """Something that can be said, and who says so."""

    says: str
    sources: tuple[str, ...]
    """Ids from `sources`, or web addresses."""
    seen: When | None = None
    """The date of the newest source; worked out from the sources when left out."""


@record
class Answer:
    """Yes, no or partly, and who says so. `says` adds what the answer means."""

    answer: YesNo
    sources: tuple[str, ...]
    says: str | None = None
    seen: When | None = None


@record
class Nations:
    """The nations an organisation serves."""

    are: tuple[Nation, ...]
    sources: tuple[str, ...]
    seen: When | None = None


@record
class Evidence:
    """How we know that a contact is right."""

    status: Status
    sources: tuple[str, ...]
    seen: When | None = None
    """The date of the newest source; worked out from the sources when left out."""
    checked_by: Initials | None = None
    checked_on: Day | None = None
    """The day a person opened the official page and saw this contact on it."""


@record
class Contact:
    """One way to reach an organisation."""

    kind: ContactKind
    value: str
    evidence: Evidence
    label: str | None = None
    """Who answers, such as "Helpline" or "Office, not a helpline"."""
    hours: Fact | None = None
    call_cost: str | None = None
    """What a call costs; worked out from the first digits when left out."""
    nation: Nation | None = None
    note: str | None = None
    replaced_by: str | None = None
    """For a superseded contact: what is published now."""


@record
class CallCost:
    """What a call costs, by the digits a number starts with. The longest match wins."""

    starts: tuple[str, ...]
    says: str
    sources: tuple[str, ...]
    seen: When | None = None
