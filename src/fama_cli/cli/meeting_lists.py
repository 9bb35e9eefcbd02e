"""The lists of meetings that were imported: what changed on them, which there are, how old they may be, and removing one."""

from __future__ import annotations

from fama_cli.cli.local_meetings import imported, index_at, postcodes
from fama_cli.cli.output import Document, note
from fama_cli.cli.output import data as printed
from fama_cli.cli.prompts import agreed, can_ask
from fama_cli.cli.today import today
from fama_cli.cli.views.meeting_lists import diff_document, sources_document
from fama_cli.directory.dates import months
from fama_cli.errors import NotUnderstood
from fama_cli.meetings.index.build import limited_to, take_out
from fama_cli.meetings.index.sources import changes_of, limit_of, source_named, sources
from fama_cli.text import counted


def changes_document(source: str, data: str) -> Document:
    """What changed when a list was last imported; without a name, every list. Raises NotFound."""
    path = imported(data)
    if source:
        source_named(path, source)
    return diff_document(changes_of(path, source))


def lists_document(data: str) -> Document:
    """Which lists there are, and when they were imported."""
    path = index_at(data)
    return sources_document(sources(path), today=today(), limit=limit_of(path))


def show_or_set_limit(after: str, data: str) -> None:
    """Print how old a check may be or, with `after`, set it. Raises NotUnderstood."""
    path = index_at(data)
    if not after:
        printed(f"{counted(limit_of(path), 'month')}\n")
        return
    number = months(after)
    with postcodes(data) as postcode_at:
        limited_to(path, number, today=today(), postcode_at=postcode_at)
    note(f"From now on, fama warns of a meeting that was not checked for {counted(number, 'month')}")


def remove_list(source: str, data: str, *, yes: bool, no_input: bool) -> None:
    """Take out a list, and every meeting on it, once somebody said so. Raises NotFound or NotUnderstood."""
    path = imported(data)
    found = source_named(path, source)
    what = f"`{found.name}` and its {counted(found.meetings, 'meeting')}"
    if not yes:
        if not can_ask(no_input):
            raise NotUnderstood(f"{what} would be removed, and there is nobody to ask", hint="Add `--yes` to remove them")
        if not agreed(f"Remove {what}?", otherwise=False):
            note("Nothing was changed")
            return
    with postcodes(data) as postcode_at:
        take_out(path, found.name, today=today(), postcode_at=postcode_at)
    note(f"Removed {what}. To have them back, import the list again")
