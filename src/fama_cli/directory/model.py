"""What the directory holds: groups, substances and helplines. facts.py says how each field may be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import StrEnum

from fama_cli.directory.facts import Answer, CallCost, Contact, Day, Fact, Id, Initials, Nation, Nations, Source, When, Words
from fama_cli.record import record


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


class Breadth(StrEnum):
    """How wide a group's welcome is, beyond the substances it names."""

    MOOD_ALTERING = "mood-altering"
    """Every substance but tobacco and the image and performance drugs."""
    DRUGS = "drugs"
    """Every mood-altering substance but alcohol."""
    ANYTHING = "anything"
    """Every substance, and behaviours such as gambling."""


@record
class Ages:
    """The ages a group is for. An end that is left out is open."""

    says: str
    sources: tuple[str, ...]
    youngest: int | None = None
    oldest: int | None = None
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
    name: Words
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
    name: Words
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
    name: Words
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
    name: Words
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
    """When to ring 999."""
    unsure: str
    """Whom to ring otherwise. NHS 111 does not serve Northern Ireland."""
    unsure_in_northern_ireland: str
    sources: tuple[str, ...]
    families: tuple[str, ...] = ()
    substances: tuple[str, ...] = ()
    seen: When | None = None


@record
class Reminder:
    """A line that every answer carries, or every answer for one nation."""

    id: Id
    says: str
    sources: tuple[str, ...]
    nation: Nation | None = None
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
    name: Words
    kind: LineKind
    for_whom: Fact | None = None
    nations: Nations | None = None
    cost: Fact | None = None
    notes: tuple[Fact, ...] = ()
    contacts: tuple[Contact, ...] = ()


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
