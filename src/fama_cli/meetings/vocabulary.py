"""What the codes of each format mean, fellowship by fellowship. A code means nothing without its fellowship."""

from __future__ import annotations

from collections.abc import Sequence

from fama_cli.directory.facts import Id, Source, When
from fama_cli.meetings.model import Attendance, Feature, Welcome
from fama_cli.record import record


@record
class Code:
    """What one code of a list says of a meeting."""

    code: str
    """As lists write it, such as `BE`."""
    says: str
    """In words, such as "Beginners"."""
    feature: Feature | None = None
    welcome: Welcome | None = None
    words: tuple[str, ...] = ()
    """What spreadsheets write in place of the code, besides `says`."""
    language: str | None = None
    """In English, such as "Polish"."""
    attendance: Attendance | None = None
    paused: bool = False
    """Its venue is closed for the time being."""


@record
class Codes:
    """The codes of one format, as some fellowships use them."""

    id: Id
    format: str
    """`meeting-guide` or `bmlt`."""
    fellowships: tuple[str, ...]
    """Ids of the groups that use these codes."""
    codes: tuple[Code, ...]
    sources: tuple[str, ...]
    seen: When | None = None


@record
class FellowshipNames:
    """Other words by which lists name one of the groups."""

    id: Id
    """Id of a group in the directory."""
    names: tuple[str, ...]


@record
class Vocabulary:
    """Everything that is needed to read lists, and the sources it rests on."""

    meeting_codes: Sequence[Codes] = ()
    fellowship_names: Sequence[FellowshipNames] = ()
    sources: Sequence[Source] = ()
