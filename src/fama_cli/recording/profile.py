"""What a profile says: which headings, words and kinds of contact a service's records use."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from fama_cli.record import record


class DateFormat(StrEnum):
    """A way to write a day. The three have different shapes, so one cannot be taken for another."""

    PLAIN = "YYYYMMDD"
    ISO = "YYYY-MM-DD"
    BRITISH = "DD/MM/YYYY"


@record
class Cited:
    """Where a profile comes from."""

    title: str
    address: str


@record
class Field:
    """One thing that a review answers with yes or no."""

    name: str
    """The heading of its column."""
    says: str
    counts: tuple[str, ...] = ()
    """The kinds of contact that stand behind a yes. Empty when nothing can: then it is not compared with contacts."""


@record
class Words:
    """The words of an answer, in capitals."""

    yes: tuple[str, ...]
    no: tuple[str, ...]
    missing: tuple[str, ...]


@record
class Aid:
    """A sentence that helps to decide, and where it comes from."""

    says: str
    source: str
    """The address of one of the profile's sources."""


@record
class Worksheet:
    """What contacts with fama's own scripts are, and what helps to decide."""

    informs: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    treats: Mapping[str, tuple[str, ...]]
    """Field of `treatment` -> scripts."""
    aid: tuple[Aid, ...] = ()


AGENCY, CONSENT = "agency", "consent"
"""Columns that only a file that is written has."""


@record
class ExportLayout:
    """The columns of a file of reviews that is written, before the answers."""

    columns: tuple[str, ...] = ("client", "episode", "on", "review", "after_treatment")
    agency: str = "AGNCY"
    """Its heading."""
    agency_code: str = ""
    """What is written there."""
    consent: str = "CONSENT"
    """Its heading."""
    without_consent: tuple[str, ...] = ()
    """The columns that are written of clients who said no. Where there are none, nothing is."""


@record
class Profile:
    """How one set of records is laid out."""

    id: str
    title: str
    caution: str
    sources: tuple[Cited, ...]
    reviews: Mapping[str, str]
    """What a column is -> its heading: client, episode, on, review, after_treatment."""
    recovery_support: tuple[Field, ...]
    treatment: tuple[Field, ...]
    """12-step work as treatment: never counted as facilitated access, nor the reverse."""
    other: str
    words: Words
    dates: tuple[DateFormat, ...]
    interval_months: int
    contacts: Mapping[str, str]
    """client, on, kind, did."""
    did: Mapping[str, tuple[str, ...]]
    """information, support -> the words that mean so."""
    interventions: Mapping[str, str]
    """client, episode, triaged, discharged, kind, started, ended, helped_with."""
    recovery_support_kinds: tuple[str, ...]
    helped_with: Mapping[str, tuple[str, ...]]
    """alcohol, drugs -> the words that mean so."""
    qs23: tuple[str, ...]
    worksheet: Worksheet | None = None
    """None where a profile says nothing of it: then nothing is suggested."""
    export: ExportLayout | None = None
    """None where a profile says nothing of it: then the columns are those of `reviews`."""

    @property
    def answers(self) -> tuple[Field, ...]:
        """Every field that a review answers: recovery support, then treatment."""
        return (*self.recovery_support, *self.treatment)


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "reviews": ("client", "episode", "on", "review", "after_treatment"),
    "contacts": ("client", "on", "kind", "did"),
    "interventions": ("client", "episode", "triaged", "discharged", "kind", "started", "ended", "helped_with"),
}
"""Table -> what its columns are."""
OPTIONAL: Mapping[str, frozenset[str]] = {
    "reviews": frozenset({"review", "after_treatment"}),
    "contacts": frozenset({"did"}),
    "interventions": frozenset({"helped_with"}),
}
"""Columns that a file may be without. Those of `treatment` may be absent too."""
