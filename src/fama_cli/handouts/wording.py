"""The standing words of each handout: what an editor writes, and what the directory and the library then fill in."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from fama_cli.directory.facts import Id, Source, When, Words
from fama_cli.record import record


class Reader(StrEnum):
    """Whom a handout is written for. What clients and families are given is held to a reading age of 9 to 11."""

    CLIENT = "client"
    FAMILY = "family"
    STAFF = "staff"


@record
class Point:
    """One line of a list, and who says so."""

    says: str
    sources: tuple[str, ...]
    seen: When | None = None


@record
class Passage:
    """A heading and what stands under it: a paragraph, a list, or both."""

    id: Id
    title: Words
    says: str | None = None
    points: tuple[Point, ...] = ()
    sources: tuple[str, ...] = ()
    """Who says what the paragraph says."""
    approach: str | None = None
    """Id of an approach: printed only for a group that works this way."""
    seen: When | None = None


@record
class Wording:
    """The standing words of one handout."""

    id: Id
    title: Words
    about: str
    """What it is for, in a few words, for `fama handout list`."""
    reader: Reader
    lead: str
    """The first paragraph. It states no fact that needs a source."""
    passages: tuple[Passage, ...] = ()


@record
class Wordings:
    """The words of every handout, and the sources they cite."""

    handouts: Sequence[Wording] = ()
    sources: Sequence[Source] = ()
