"""What the directory holds.

Every field of text, number or choice here can be written in YAML under the same name; docs/reference/data-files.md
is made from these docstrings. A field left out means "not stated", never "no".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from typing import Annotated

from fama_cli.directory.rules import CalendarDate, Matching
from fama_cli.record import record

Id = Annotated[str, Matching(r"[a-z0-9]+(-[a-z0-9]+)*", "small letters, numbers and hyphens, such as `al-anon`")]
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


class Kind(StrEnum):
    """What a listed organisation is. Only `mutual-aid` is ever called mutual aid."""

    MUTUAL_AID = "mutual-aid"
    """People with the same problem meet as equals, outside treatment."""
    PEER_SUPPORT = "peer-support"
    """A local peer-support network."""
    RECOVERY_COMMUNITY = "recovery-community-organisation"
    """Led by people with lived experience of recovery; often commissioned."""
    TAUGHT_COURSE = "taught-course"
    """Has teachers and learners."""
    SERVICE = "service"
    """A support service with staff."""
    UMBRELLA = "umbrella-body"
    """For organisations, not for clients: `find` never shows it."""


class Audience(StrEnum):
    """Whose use of alcohol or drugs a group is about."""

    OWN_USE = "own-use"
    SOMEONE_ELSES_USE = "someone-elses-use"


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


class Breadth(StrEnum):
    """How wide a group's welcome is, beyond the substances it names."""

    MOOD_ALTERING = "mood-altering"
    """Every substance but tobacco and the image and performance drugs."""
    DRUGS = "drugs"
    """Every mood-altering substance but alcohol."""
    ANYTHING = "anything"
    """Every substance, and behaviours such as gambling."""


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
    title: str
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
class Ages:
    """The ages a group is for. An end that is left out is open."""

    says: str
    sources: tuple[str, ...]
    youngest: int | None = None
    oldest: int | None = None
    seen: When | None = None


@record
class Nations:
    """The nations an organisation serves."""

    are: tuple[Nation, ...]
    sources: tuple[str, ...]
    seen: When | None = None


@record
class Coverage:
    """What a group is for. `says` finishes the sentence "for …"."""

    says: str
    sources: tuple[str, ...]
    substances: tuple[str, ...] = ()
    """Ids of the substances the group names."""
    every: Breadth | None = None
    behaviours: tuple[str, ...] = ()
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
class AsPublished:
    """A row of Annex 1 or 2 of Public Health England's guide, exactly as printed in April 2014."""

    annex: int
    name: str
    for_whom: str
    websites: tuple[str, ...]
    numbers: tuple[str, ...]
    published: When
    sources: tuple[str, ...]


@record
class Approach:
    """A way of working that several groups share. Its facts hold for each group that has none of its own."""

    id: Id
    name: str
    says: str
    sources: tuple[str, ...]
    brief: str | None = None
    """A few words, for a list."""
    names: tuple[str, ...] = ()
    professionals: Fact | None = None
    commissioning: Answer | None = None
    first_meeting: Fact | None = None
    seen: When | None = None


@record
class Group:
    """A group, course or organisation a client, a relative or a friend can be told about."""

    id: Id
    name: str
    kind: Kind
    audience: Audience
    for_whom: Fact | None = None
    short_name: str | None = None
    other_names: tuple[str, ...] = ()
    approach: str | None = None
    """Id of an approach."""
    covers: Coverage | None = None
    ages: Ages | None = None
    nations: Nations | None = None
    area: str | None = None
    """The place a local service works in, in words. For whole nations use `nations`."""
    online: Answer | None = None
    """Whether there are online meetings."""
    cost: Fact | None = None
    meetings: Fact | None = None
    """Open and members-only meetings: who may come."""
    medication: Fact | None = None
    first_meeting: Fact | None = None
    professionals: Fact | None = None
    """How a keyworker or commissioner reaches the people who speak for it."""
    commissioning: Answer | None = None
    notes: tuple[Fact, ...] = ()
    contacts: tuple[Contact, ...] = ()
    as_published: AsPublished | None = None


@record
class Name:
    """Another name for a substance."""

    name: str
    sources: tuple[str, ...] = ()
    """Left out where no source is known."""
    alone: bool = False
    """True for a very short name or a common word: it is only ever the whole answer, never a word in a sentence."""


@record
class Substance:
    """A substance, and what people call it."""

    id: Id
    name: str
    family: str
    """The kind of drug, such as `opioid`. Safety notes and the breadth of groups go by it."""
    reporting_group: str | None = None
    """Which of the national treatment reporting groups it counts in. Our reading, from its pharmacology."""
    part_of: str | None = None
    """Id of the wider substance this is one of: diazepam is one of the benzodiazepines."""
    names: tuple[Name, ...] = ()
    near: tuple[str, ...] = ()
    """Names of other substances that look or sound nearly the same as one of these."""
    note: str | None = None


@record
class Behaviour:
    """Something other than a substance that a group may be for, such as gambling."""

    id: Id
    name: str
    names: tuple[Name, ...] = ()
    involves: tuple[str, ...] = ()
    """Ids of the substances it goes with: a group that covers all of them covers it too."""
    sources: tuple[str, ...] = ()


@record
class SafetyNote:
    """What must be said whenever one of these substances is asked about."""

    id: Id
    says: str
    urgent: str
    """When to ring 999, and when 111."""
    sources: tuple[str, ...]
    families: tuple[str, ...] = ()
    substances: tuple[str, ...] = ()
    seen: When | None = None


@record
class Reminder:
    """A line that every answer carries."""

    id: Id
    says: str
    sources: tuple[str, ...]
    seen: When | None = None


class LineKind(StrEnum):
    """What a helpline is for, in the order a person needs them."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    INFORMATION = "information"
    FAMILY = "family"
    GAMBLING = "gambling"


@record
class Helpline:
    """A line anyone can ring, text or write to."""

    id: Id
    name: str
    kind: LineKind
    for_whom: Fact | None = None
    nations: Nations | None = None
    cost: Fact | None = None
    notes: tuple[Fact, ...] = ()
    contacts: tuple[Contact, ...] = ()


@record
class CallCost:
    """What a call costs, by the digits a number starts with. The longest match wins."""

    starts: tuple[str, ...]
    says: str
    sources: tuple[str, ...]
    seen: When | None = None


@record
class Check:
    """A person opened an organisation's official page, and says what was on it."""

    group: str
    by: Initials
    on: Day
    gone: tuple[str, ...] = ()
    """Contacts that were no longer on the page."""


@record
class Directory:
    """Everything above, checked and put together. `groups` are in the order they are shown when equal."""

    groups: Sequence[Group] = ()
    sources: Sequence[Source] = ()
    approaches: Sequence[Approach] = ()
    reminders: Sequence[Reminder] = ()
    substances: Sequence[Substance] = ()
    behaviours: Sequence[Behaviour] = ()
    safety: Sequence[SafetyNote] = ()
    helplines: Sequence[Helpline] = ()
    call_costs: Sequence[CallCost] = ()
    topics: Mapping[str, Sequence[int]] | None = field(default=None, compare=False)
    """Topic (see `topics_of`) -> places in `groups`. Only saves time: left out, every group is looked at."""
    names: Mapping[str, Sequence[Sequence[int]]] | None = field(default=None, compare=False)
    """Folded name (see `name_index`) -> [place in `substances`, 1 when it counts only alone]. Only saves time."""
