"""What the library holds: the briefing papers, and every resource that one of them or a later guide lists."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from fama_cli.directory.facts import Id, Source, WebAddress, When, Words, YesNo
from fama_cli.directory.rules import Matching
from fama_cli.record import record

Year = Annotated[str, Matching(r"(19|20)\d\d", "a year such as 2007")]


class ResourceKind(StrEnum):
    """What sort of thing a resource is."""

    MANUAL = "manual"
    TRIAL = "trial"
    EVALUATION = "evaluation"
    REVIEW = "review"
    SURVEY = "survey"
    MONOGRAPH = "monograph"
    GUIDANCE = "guidance"
    BRIEFING = "briefing"
    FILM = "film"
    HOT_TOPIC = "hot-topic"
    BOOK = "book"
    TALK = "talk"
    ARTICLE = "article"


class Section(StrEnum):
    """The part of a paper that lists a resource."""

    SKILLS_HUB = "skills-hub"
    MATRICES = "matrices"
    WIDER = "wider-resources"
    REFERENCES = "references"


@record
class Part:
    """One thing that a briefing paper says, in our own words."""

    id: Id
    title: Words
    says: str
    sources: tuple[str, ...]
    seen: When | None = None


@record
class Briefing:
    """A paper of the series."""

    id: Id
    number: int
    title: Words
    says: str
    sources: tuple[str, ...]
    publisher: str | None = None
    parts: tuple[Part, ...] = ()
    seen: When | None = None


@record
class Listed:
    """Where a resource is listed, and at what number."""

    where: str
    """Id of a briefing paper, or of the source that lists it."""
    part: Section
    number: int


@record
class Finding:
    """One result. Only what was stated: a number that is left out was not."""

    outcome: str
    effect: str
    n: int | None = None
    """How many people took part."""
    who: str | None = None
    """Who they were, or how they were counted, where a number does not say it."""
    arms: str | None = None
    """What was compared."""


@record
class Resource:
    """Something to read, watch or use. The sentences are ours; the facts are its own."""

    id: Id
    title: Words
    kind: ResourceKind
    summary: str
    use: str
    """What a keyworker can do with it."""
    sources: tuple[str, ...]
    authors: tuple[str, ...] = ()
    """Or the speaker."""
    publisher: str | None = None
    year: Year | None = None
    audience: tuple[str, ...] = ()
    listed: tuple[Listed, ...] = ()
    pdf: YesNo | None = None
    cautions: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    link: WebAddress | None = None
    """Only where a working one is known."""
    find: str | None = None
    """How to find it where there is no link."""
    stages: tuple[int, ...] = ()
    """Which of the three stages it supports: 1 introduce, 2 make contact together, 3 keep taking an interest."""
    about: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    """Which of a client's worries it speaks to."""
    seen: When | None = None


@record
class Library:
    """Everything above, checked and put together."""

    briefings: Sequence[Briefing] = ()
    resources: Sequence[Resource] = ()
    sources: Sequence[Source] = ()
