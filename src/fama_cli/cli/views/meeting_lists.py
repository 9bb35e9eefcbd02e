"""What an import did, what changed, and which lists there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from fama_cli.cli.output import Document
from fama_cli.directory.dates import in_words, months_before
from fama_cli.meetings.index.build import Imported
from fama_cli.meetings.index.changes import Change
from fama_cli.meetings.index.sources import Source
from fama_cli.meetings.reading import Severity
from fama_cli.meetings.report import Remark, rows_in_words
from fama_cli.record import record
from fama_cli.text import counted, listed

if TYPE_CHECKING:
    from rich.console import Console

SHOWN = 20
"""Changes that an import shows. `fama meetings diff` has them all."""


@record
class ImportReport:
    """What became of a list: how many meetings, and every row that was skipped, changed or wants a look."""

    list: str
    dry_run: bool
    rows: int
    """Rows that were read."""
    meetings: int
    """Meetings that were kept: a row with 3 days has 3."""
    skipped: int
    """Rows that no meeting was made of."""
    first_time: bool
    unchanged_since: str
    """The day it was imported, where it is as it was, and nothing was done. Empty otherwise."""
    remarks: tuple[Remark, ...]
    changes: tuple[Change, ...]


def import_document(done: Imported, *, dry_run: bool) -> Document:
    report = ImportReport(
        list=done.source,
        dry_run=dry_run,
        rows=done.rows,
        meetings=done.meetings,
        skipped=done.skipped,
        first_time=done.first_time,
        unchanged_since=done.unchanged_since,
        remarks=done.remarks,
        changes=done.changes,
    )
    return Document(
        schema="fama.meetingsimport/1",
        value=report,
        records="remarks",
        columns=("severity", "rows", "field", "code", "says", "found", "fix"),
        rows=() if report.unchanged_since else map(_remark_row, report.remarks),
        draw=lambda console: _draw_import(console, report),
        beside=_what_happened(report),
    )


def _remark_row(remark: Remark) -> list[str]:
    return [remark.severity, rows_in_words(remark.rows), remark.field, remark.code, remark.says, remark.found, remark.fix]


def _what_happened(report: ImportReport) -> list[str]:
    if report.unchanged_since:
        since = in_words(report.unchanged_since)
        return [f"Nothing has changed in `{report.list}` since it was imported on {since}: {counted(report.meetings, 'meeting')}"]
    would = "would be imported" if report.dry_run else "imported"
    lines = [f"{counted(report.meetings, 'meeting')} {would} as `{report.list}`, from {counted(report.rows, 'row')}"]
    if report.skipped:
        lines.append(f"{counted(report.skipped, 'row')} skipped")
    if report.first_time:
        pass
    elif report.changes:
        lines.append(f"Since the last import: {summary(report.changes)}. See `fama meetings diff {report.list}`")
    else:
        lines.append("Nothing has changed since the last import")
    if report.dry_run:
        lines.append("This was a rehearsal: nothing was changed")
    return lines


def summary(changes: Sequence[Change]) -> str:
    """ "3 added, 1 removed and 2 changed"."""
    keys = {kind: {change.key for change in changes if change.kind == kind} for kind in ("added", "removed", "moved", "changed")}
    return listed([f"{len(each):,} {kind}" for kind, each in keys.items() if each])


_HEADINGS = {
    Severity.SKIPPED: "Skipped. No meeting was made of these",
    Severity.CHANGED: "Changed. Something was left out or read as something else",
    Severity.NOTED: "To look at. These were read as they are",
}


def _draw_import(console: Console, report: ImportReport) -> None:
    from fama_cli.cli.views.drawing import CHECK, labelled, say

    for severity, heading in _HEADINGS.items():
        remarks = [remark for remark in report.remarks if remark.severity is severity and not report.unchanged_since]
        if remarks:
            say(console, heading, "bold underline")
        for remark in remarks:
            found = f", such as “{remark.found}”" if remark.found else ""
            labelled(console, remark.field[:14], f"{remark.says}{found}: {rows_in_words(remark.rows)}.", width=16)
            labelled(console, "", f"{remark.fix}.", width=16)
        if remarks:
            say(console, "")
    first, *rest = _what_happened(report)
    say(console, f"{first}.", CHECK)
    for line in rest:
        say(console, f"{line}.")


@record
class ChangedMeeting:
    """One difference between 2 imports of a list."""

    list: str
    kind: str
    """`added`, `removed`, `moved` or `changed`."""
    key: str
    fellowship: str
    name: str
    field: str
    """What changed, where the kind is `changed`."""
    before: str
    after: str


@record
class Changes:
    """What changed when lists were last imported."""

    changes: tuple[ChangedMeeting, ...]


def diff_document(changes: Sequence[tuple[str, Change]]) -> Document:
    answer = Changes(changes=tuple(ChangedMeeting(list=name, **vars(change)) for name, change in changes))
    return Document(
        schema="fama.meetingsdiff/1",
        value=answer,
        records="changes",
        columns=("list", "kind", "id", "group", "name", "field", "before", "after"),
        rows=([*vars(each).values()] for each in answer.changes),
        draw=lambda console: _draw_changes(console, answer.changes),
    )


def _draw_changes(console: Console, changes: Sequence[ChangedMeeting]) -> None:
    from fama_cli.cli.views.drawing import labelled, say

    if not changes:
        say(console, "Nothing changed when the lists were last imported.")
    for kind in ("added", "removed", "moved", "changed"):
        of_kind = [change for change in changes if change.kind == kind]
        if of_kind:
            say(console, f"{kind.capitalize()}: {counted(len({change.key for change in of_kind}), 'meeting')}", "bold underline")
        for change in of_kind:
            labelled(console, change.key, f"{change.name} ({change.fellowship}){f': {change.field}' if change.field else ''}", width=12)
            if change.before:
                labelled(console, "", f"was: {change.before}", width=12)
            if change.after:
                labelled(console, "", f"now: {change.after}" if change.before else change.after, width=12)
        if of_kind:
            say(console, "")


@record
class ImportedList:
    """A list that was imported."""

    name: str
    origin: str
    """The file or the address it came from."""
    format: str
    fellowship: str
    """Empty where the list says it of each meeting."""
    meetings: int
    rows: int
    skipped: int
    imported_on: str
    """When it last brought anything new."""
    seen_on: str
    """When it was last looked at."""
    old: bool
    """Nobody has looked at it for longer than the service's limit."""


@record
class ImportedLists:
    """Every list that was imported."""

    lists: tuple[ImportedList, ...]
    warn_after_months: int


def sources_document(found: Sequence[Source], *, today: date, limit: int) -> Document:
    lists = tuple(
        ImportedList(
            **{name: getattr(each, name) for name in ImportedList.__annotations__ if name != "old"},
            old=each.seen_on < months_before(today, limit).isoformat(),
        )
        for each in found
    )
    answer = ImportedLists(lists=lists, warn_after_months=limit)
    return Document(
        schema="fama.meetingssources/1",
        value=answer,
        records="lists",
        columns=("name", "origin", "format", "group", "meetings", "rows", "skipped", "imported", "looked at", "old"),
        rows=([*map(str, list(vars(each).values())[:-1]), "old" if each.old else ""] for each in lists),
        draw=lambda console: _draw_lists(console, answer),
    )


def _draw_lists(console: Console, answer: ImportedLists) -> None:
    from fama_cli.cli.views.drawing import CHECK, say, table, text

    if not answer.lists:
        say(console, "No meetings have been imported yet.")
        say(console, "Run `fama meetings import FILE`, or `fama meetings template` for a list to fill in.")
        return
    table(
        console,
        ("List", "From", "Meetings", "Last looked at"),
        [
            (each.name, each.origin, f"{each.meetings:,}", text(in_words(each.seen_on) + (" (old)" if each.old else ""), CHECK * each.old))
            for each in answer.lists
        ],
    )
    say(console, f"A list is old when nobody has looked at it for {counted(answer.warn_after_months, 'month')}: import it again.")
