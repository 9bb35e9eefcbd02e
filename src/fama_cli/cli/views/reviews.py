"""The answers of `fama record due` and `fama record review`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fama_cli.casebook.model import Intervention, Place
from fama_cli.cli.output import Document
from fama_cli.directory.dates import in_words
from fama_cli.record import record
from fama_cli.recording.profile import Profile
from fama_cli.recording.worksheet import Row, word_of
from fama_cli.records.reviews import PLACES, ReviewDue
from fama_cli.text import counted

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from fama_cli.cli.review_file import Given

HOW_TO_OPEN = "A review opens recovery support: fama record review REFERENCE"


@record
class DueReview:
    reference: str
    worker: str
    on: str
    """By when."""
    late: int
    """Days since then; below zero while it is still to come."""
    last: str | None
    """The last review since recovery support began."""
    started: str
    """The day that recovery support began."""
    place: Place
    """Where it stands to structured treatment."""


@record
class DueReviews:
    """Whose recovery support to review, the earliest first."""

    interval_months: int
    clients: tuple[DueReview, ...]


def due_reviews_document(found: Sequence[ReviewDue], within: int, profile: Profile) -> Document:
    lines = tuple(
        DueReview(
            reference=each.reference,
            worker=each.worker,
            on=each.on.isoformat(),
            late=each.late,
            last=each.last.isoformat() if each.last else None,
            started=each.started.isoformat(),
            place=each.place,
        )
        for each in found
    )
    every = f"A review is due every {counted(profile.interval_months, 'month')}: a setting of the profile {profile.id}"

    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import CHECK, say, table, text

        if lines:
            rows: list[list[str | Text]] = [
                [text(_when(each), CHECK if each.late > 0 else ""), each.reference, each.worker, _last(each)] for each in lines
            ]
            table(console, ["By", "Client", "Keyworker", "Last review"], rows)
        else:
            say(console, f"No open recovery support is due for review within {counted(within, 'day')}.")
            say(console, f"{HOW_TO_OPEN}.")
        say(console, f"{every}.")

    return Document(
        schema="fama.reviewsdue/1",
        value=DueReviews(interval_months=profile.interval_months, clients=lines),
        records="clients",
        columns=("on", "late", "reference", "worker", "last", "started", "place"),
        rows=[[each.on, str(each.late), each.reference, each.worker, each.last or "", each.started, each.place] for each in lines],
        draw=draw,
        beside=(f"{every}.",),
    )


def _when(each: DueReview) -> str:
    if each.late > 0:
        return f"{in_words(each.on)}, {counted(each.late, 'day')} late"
    return f"{in_words(each.on)}, today" if each.late == 0 else in_words(each.on)


def _last(each: DueReview) -> str:
    return in_words(each.last) if each.last else f"none since it began on {in_words(each.started)}"


@record
class ReviewAnswer:
    """One field, what was said, and what the contacts suggest."""

    field: str
    title: str
    said: str
    """yes, no or not stated."""
    suggested: str | None
    """yes, where the contacts suggest it. They never suggest no."""
    why: tuple[str, ...]


@record
class Reviewed:
    """A review that was saved."""

    reference: str
    on: str
    worker: str
    profile: str
    caution: str
    started: str
    """The day that recovery support began."""
    ended: str | None
    place: Place
    answers: tuple[ReviewAnswer, ...]


def review_document(profile: Profile, reference: str, given: Given, rows: Sequence[Row], support: Intervention) -> Document:
    answers = tuple(
        ReviewAnswer(
            field=row.field.name,
            title=row.field.says,
            said=word_of(given.said.get(row.field.name)),
            suggested="yes" if row.suggests else None,
            why=row.why,
        )
        for row in rows
    )
    value = Reviewed(
        reference=reference,
        on=given.on.isoformat(),
        worker=given.worker,
        profile=profile.id,
        caution=profile.caution,
        started=support.started_on.isoformat(),
        ended=given.ended.isoformat() if given.ended else None,
        place=support.place,
        answers=answers,
    )

    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import say, table

        say(console, f"{reference}: review of recovery support on {in_words(value.on)}, keyworker {value.worker}", "bold")
        say(console, f"Recovery support since {in_words(value.started)}, {PLACES[value.place]}.")
        table(
            console, ["Field", "What", "Said", "Suggested"], [[each.field, each.title, each.said, each.suggested or ""] for each in answers]
        )
        say(console, f"{profile.caution}.")

    return Document(
        schema="fama.review/1",
        value=value,
        records="answers",
        columns=("field", "title", "said", "suggested"),
        rows=[[each.field, each.title, each.said, each.suggested or ""] for each in answers],
        draw=draw,
        beside=(f"{profile.caution}.",),
    )
