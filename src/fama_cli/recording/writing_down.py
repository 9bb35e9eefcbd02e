"""Reviews written down for another system, in a profile's headings, words and days."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from fama_cli.casebook.model import Client, Consent, Intervention, Place, Review
from fama_cli.record import record
from fama_cli.recording.profile import AGENCY, CONSENT, DateFormat, ExportLayout, Profile
from fama_cli.records.reviews import open_on
from fama_cli.text import visible

Held = tuple[Client, Sequence[Intervention], Sequence[Review]]
"""A client with their interventions, and the reviews to write."""


@record
class Written:
    """A file of reviews, and what is not in it."""

    contents: bytes
    reviews: int
    clients: int
    without: Sequence[tuple[Consent, int, int, bool]]
    """Why a client is not there: consent, how many reviews, of how many clients, and whether they have a row without answers."""
    other_profiles: int
    """Reviews left out because they answer the fields of another profile."""
    no_support: int
    """Reviews in it of a day on which no recovery support was open."""


def is_written(client: Client, reviews: Sequence[Review], profile: Profile) -> bool:
    """Whether a file of these reviews has a row of the client's: with answers, or without where the profile allows one."""
    layout = profile.export or ExportLayout()
    theirs = any(each.profile == profile.id for each in reviews)
    return theirs and (client.consent is Consent.YES or (client.consent is Consent.NO and bool(layout.without_consent)))


def written(held: Sequence[Held], profile: Profile) -> Written:
    """The reviews of clients who agreed, each a row; of those who said no, only what the profile allows.

    A row of those has no answers, and nobody who was not asked has one.
    """
    layout = profile.export or ExportLayout()
    columns = [*layout.columns, *(field.name for field in profile.answers)]
    rows: list[list[str]] = []
    left: dict[Consent, tuple[int, int]] = {}
    reviews = clients = others = unsupported = 0
    for client, interventions, found in held:
        theirs = [each for each in found if each.profile == profile.id]
        others += len(found) - len(theirs)
        if not theirs:
            continue
        if client.consent is not Consent.YES:
            before = left.get(client.consent, (0, 0))
            left[client.consent] = before[0] + len(theirs), before[1] + 1
            if is_written(client, theirs, profile):
                only = _cells(profile, layout, client, None, None)
                rows.append([only[name] if name in layout.without_consent else "" for name in columns])
            continue
        clients, reviews = clients + 1, reviews + len(theirs)
        for review in theirs:
            support = open_on(interventions, review.on)
            unsupported += support is None
            cells = _cells(profile, layout, client, review, support)
            rows.append([cells[name] for name in columns])
    headings = [_heading(profile, layout, name) for name in columns]
    return Written(
        contents=_csv([headings, *rows]),
        reviews=reviews,
        clients=clients,
        without=[(each, *left[each], each is Consent.NO and bool(layout.without_consent)) for each in Consent if each in left],
        other_profiles=others,
        no_support=unsupported,
    )


def _cells(profile: Profile, layout: ExportLayout, client: Client, review: Review | None, support: Intervention | None) -> dict[str, str]:
    """Every cell that a row may have, by the profile's name for the column. Without a review, those of a client alone."""
    words = profile.words
    missing = words.missing[0] if words.missing else ""
    yes, no = words.yes[0], words.no[0]
    cells = {
        "client": client.reference,
        AGENCY: layout.agency_code,
        CONSENT: yes if client.consent is Consent.YES else no,
        "episode": support.episode or "" if support else "",
        "on": day_written(review.on, profile.dates[0]) if review else "",
        "review": str(review.id) if review else "",
        "after_treatment": (yes if support.place is Place.AFTER else no) if support else "",
    }
    said = review.said if review else {}
    return cells | {each.name: (yes if said[each.name] else no) if each.name in said else missing for each in profile.answers}


def day_written(day: date, format: DateFormat) -> str:
    return {
        DateFormat.PLAIN: f"{day:%Y%m%d}",
        DateFormat.ISO: day.isoformat(),
        DateFormat.BRITISH: f"{day:%d/%m/%Y}",
    }[format]


def _heading(profile: Profile, layout: ExportLayout, name: str) -> str:
    return {AGENCY: layout.agency, CONSENT: layout.consent, **profile.reviews}.get(name, name)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([_safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8")


def _safe(cell: str) -> str:
    """So that no spreadsheet runs it. OWASP, "CSV Injection": = + - and @ begin a formula."""
    return f"'{visible(cell)}" if cell.lstrip().startswith(("=", "+", "-", "@")) else visible(cell)
