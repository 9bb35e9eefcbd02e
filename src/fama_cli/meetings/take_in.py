"""From what a reader gives to what is kept: cleaned, and named by a key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from fama_cli.meetings.clean import cleaned, safe_to_say
from fama_cli.meetings.keys import key_of, told_apart
from fama_cli.meetings.model import Meeting
from fama_cli.meetings.reading import Finding, Notice, Row, Severity
from fama_cli.meetings.report import Report
from fama_cli.record import changed
from fama_cli.text import folded

SAME = Notice("duplicate", Severity.NOTED, "The same meeting is in an earlier row, and is shown once", "Take one of them out of the list")
LIKE = Notice(
    "same-time-and-place", Severity.NOTED, "Another meeting has this day, time and place", "Check that they are 2 meetings, and not one"
)


NOT_YET = Notice("check-to-come", Severity.CHANGED, "The day of a check is still to come, and was left out", "Write the day it was checked")


def _told(finding: Finding) -> Finding:
    return finding._replace(found=safe_to_say(finding.found)) if finding.found else finding


class Taken(NamedTuple):
    """A meeting to keep."""

    key: str
    row: int
    meeting: Meeting


class TakingIn:
    """Goes through the rows of one list once. `report` and `renamed` are whole when it has."""

    def __init__(self, rows: Iterable[Row], *, keep_contacts: bool = False, today: date | None = None) -> None:
        """`today`: a check on a later day is not believed."""
        self.report = Report()
        self.rows = 0
        self.taken = 0
        self.skipped = 0
        """Rows that no meeting was kept of."""
        self.renamed: dict[str, str] = {}
        """Key -> the key it turned out to need, since a later meeting is at its time and place."""
        self._rows = rows
        self._keep_contacts = keep_contacts
        self._today = today.isoformat() if today else "9999-12-31"
        self._seen: dict[str, tuple[int, str]] = {}

    def __iter__(self) -> Iterator[Taken]:
        add = self.report.add
        for row in self._rows:
            self.rows += 1
            before = self.taken
            if row.findings:
                add(row.number, row.findings if self._keep_contacts else map(_told, row.findings))
            for each in row.meetings:
                meeting, findings = cleaned(each, keep_contacts=self._keep_contacts)
                if findings:
                    add(row.number, findings)
                if meeting.checked_on > self._today:
                    add(row.number, [Finding("checked_on", NOT_YET, meeting.checked_on)])
                    meeting = changed(meeting, checked_on="", checked_by="")
                self.taken += 1
                yield Taken(self._key(row.number, meeting), row.number, meeting)
            self.skipped += self.taken == before

    def _key(self, row: int, meeting: Meeting) -> str:
        """Its key: for a meeting that was there before, the same again."""
        apart = told_apart(meeting)
        key = key_of(apart)
        first = self._seen.get(key)
        if first is None:
            self._seen[key] = (row, meeting.name)
            return key
        named = key_of(f"{apart}|{folded(meeting.name)}")
        same = self._seen.get(named, first if folded(first[1]) == folded(meeting.name) else None)
        if same is not None:
            self.report.add(row, [Finding("name", SAME, f"row {same[0]}")])
            return named if named in self._seen else key
        self._seen[named] = (row, meeting.name)
        self.renamed[key] = key_of(f"{apart}|{folded(first[1])}")
        self.report.add(row, [Finding("name", LIKE, f"{first[1]}, row {first[0]}")])
        return named
