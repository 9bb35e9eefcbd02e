"""An index made of meetings that a test names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from fama_cli.meetings.index.build import Imported, NewSource, put_in
from fama_cli.meetings.model import Meeting
from fama_cli.meetings.reading import Row
from fama_cli.meetings.take_in import TakingIn

TODAY = date(2026, 11, 22)
"""A Sunday."""


def nowhere(_postcode: str) -> tuple[float, float] | None:
    """For an index that knows no postcodes but those of its own meetings."""
    return None


def put(
    path: Path,
    meetings: Iterable[Meeting],
    *,
    name: str = "leeds",
    today: date = TODAY,
    dry_run: bool = False,
    keep_contacts: bool = False,
    postcode_at: Callable[[str], tuple[float, float] | None] = nowhere,
) -> Imported:
    """Import a list with a row for each meeting."""
    rows = [Row(number, (meeting,)) for number, meeting in enumerate(meetings, start=1)]
    source = NewSource(name=name, origin=f"{name}.json", format="meeting-guide")
    taking = TakingIn(rows, keep_contacts=keep_contacts)
    return put_in(path, source, taking, today=today, postcode_at=postcode_at, dry_run=dry_run)
