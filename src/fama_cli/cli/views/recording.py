"""The answers of `fama record audit`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from fama_cli.cli.output import Document
from fama_cli.record import record
from fama_cli.recording.audit import Audit, Reference
from fama_cli.recording.publish import NOT_DONE, UNDER, Line, Published, lines
from fama_cli.recording.report import SMALL_NUMBERS, TITLE
from fama_cli.text import counted

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


@record
class Audited:
    """What an audit counted, a number a line. It holds no client's reference."""

    made_on: str
    profile: str
    caution: str
    interval_months: int
    where: str
    """The engine that counted."""
    lines: tuple[Line, ...]
    first: str = ""
    last: str = ""
    """The days whose reviews are counted; nothing where it is every day. The checks look at every day."""


def audit_document(audit: Audit, found: Published, notes: Sequence[str], between: tuple[date, date] | None = None) -> Document:
    value = Audited(
        made_on=audit.on.isoformat(),
        profile=audit.profile.id,
        caution=audit.profile.caution,
        interval_months=audit.profile.interval_months,
        where=audit.where,
        lines=tuple(lines(found)),
        first=between[0].isoformat() if between else "",
        last=between[1].isoformat() if between else "",
    )
    return Document(
        schema="fama.audit/1",
        value=value,
        records="lines",
        columns=("part", "id", "title", "phase", "measure", "number", "percent", "result"),
        rows=[[each.part, each.id, each.title, each.phase, each.measure, *_figures(each), each.result] for each in value.lines],
        draw=lambda console: _draw(console, audit, found, notes),
        beside=(f"{audit.profile.caution}.", SMALL_NUMBERS, *(f"{note}." for note in notes)),
    )


def _figures(line: Line) -> tuple[str, str]:
    """The number and the percentage as a cell of a spreadsheet."""
    number = "" if line.number is None else str(line.number)
    percent = "" if line.percent is None else f"{line.percent:g}"
    if line.hidden:
        return ("", "*") if line.measure == "answered" else ("*", percent)
    return number, percent


def _draw(console: Console, audit: Audit, found: Published, notes: Sequence[str]) -> None:
    from fama_cli.cli.views.drawing import CHECK, labelled, say, table, text

    say(console, TITLE, "bold underline")
    labelled(console, "Rows", f"{found.rows} read, {found.copies} of them copies: {found.different} different reviews")
    labelled(console, "Clients", "; ".join([str(found.clients), *(f"{cell} {phase}" for phase, cell in found.phases)]))
    labelled(console, "Profile", f"{audit.profile.id}, reviews every {audit.profile.interval_months} months. {audit.profile.caution}")
    labelled(console, "", SMALL_NUMBERS)
    for note in notes:
        labelled(console, "", f"{note}.")
    say(console, "")
    say(console, "What to look at", "bold")
    done = [each for each in found.checks if each.result != NOT_DONE]
    rows: list[list[str | Text]] = [
        [text(each.title, CHECK if each.result == "found" else ""), each.result, str(each.clients), str(each.rows)] for each in done
    ]
    table(console, ("Check", "Result", "Clients", "Rows"), rows)
    for because in dict.fromkeys(each.because for each in found.checks if each.because):
        names = [each.title for each in found.checks if each.because == because]
        say(console, f"Not done, because {because}: {'; '.join(names)}.")
    for phase in dict.fromkeys(each.phase for each in found.fields):
        say(console, "")
        say(console, f"Clients {phase}: how complete each field is", "bold")
        table(
            console,
            ("Field", "Yes", "No", "Missing", "Answered", ""),
            [
                [each.field, str(each.yes), str(each.no), str(each.missing), "*" if each.answered is None else f"{each.answered:g}%",
                 text(each.result if each.result == UNDER else "", CHECK)]
                for each in found.fields
                if each.phase == phase
            ],
        )  # fmt: skip
    say(console, "")
    say(console, "Local indicators", "bold")
    for one in found.indicators:
        percent = "" if one.percent is None else f", {one.percent:g}%"
        say(console, f"{one.title}: {f'not done, {one.because}' if one.because else f'{one.numerator} of {one.denominator}{percent}'}")
        if not one.because:
            labelled(console, "Of", one.denominator_is)
            labelled(console, "Who", one.numerator_is)


@record
class References:
    """What to look at, one by one, for the service's own staff. Not for anybody else."""

    references: tuple[Reference, ...]


PRIVATE = "This list has clients' references: it is for your service's own staff"


def references_document(found: Sequence[Reference], notes: Sequence[str] = ()) -> Document:
    """Unlike the audit, it names clients. `notes` say whom and what it leaves out."""
    beside = tuple(f"{note}." for note in (PRIVATE, *notes))

    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import say, table

        for words in beside if found else ("There is nothing to look at.", *beside[1:]):
            say(console, words)
        say(console, "")
        for title in dict.fromkeys(each.title for each in found):
            some = [each for each in found if each.title == title]
            say(console, f"{title} ({counted(len(some), 'time')})", "bold")
            say(console, f"{some[0].what_to_do}.")
            # Only a copy is more than 1 row.
            copies = any(each.rows > 1 for each in some) or some[0].check == "duplicates"
            columns = ("Client", "Episode", "Day", "Copies" if copies else "Field")
            rows = [[each.client, each.episode, each.on, str(each.rows) if copies else each.field] for each in some]
            table(console, columns, rows)
            say(console, "")

    return Document(
        schema="fama.references/1",
        value=References(references=tuple(found)),
        records="references",
        columns=("check", "title", "client", "episode", "on", "field", "rows", "what_to_do"),
        rows=[[each.check, each.title, each.client, each.episode, each.on, each.field, str(each.rows), each.what_to_do] for each in found],
        draw=draw,
        beside=beside,
    )
