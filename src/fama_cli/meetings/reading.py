"""What every reader of a list gives: for each row, its meetings and what there is to say about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from fama_cli.meetings.model import Meeting
from fama_cli.meetings.vocabulary import Vocabulary
from fama_cli.record import record


class Severity(StrEnum):
    """What became of the row."""

    SKIPPED = "skipped"
    """No meeting was made of it."""
    CHANGED = "changed"
    """Something in it was left out, or read as something else."""
    NOTED = "noted"
    """It was read as it is, and a person should look at it."""


class Notice(NamedTuple):
    """One kind of thing that can be said of a row. Each is a constant beside the code that finds it."""

    code: str
    """Small letters and hyphens, such as `no-name`. It never changes."""
    severity: Severity
    says: str
    """What is the matter, as a sentence without a full stop: "There is no name"."""
    fix: str
    """What the person who keeps the list can do, in the same way."""


class Finding(NamedTuple):
    """A notice about one field of one row."""

    field: str
    """As the list calls it, such as `end_time`."""
    notice: Notice
    found: str = ""
    """What was there, cut to 60 characters. Empty where it may be private, or where there was nothing."""


class Row(NamedTuple):
    """One row of a list. A row without meetings has a finding of severity SKIPPED: no meeting is lost without a word."""

    number: int
    """As a person counts: the row of a spreadsheet, whose headings are row 1, or the place in a list, from 1."""
    meetings: tuple[Meeting, ...]
    findings: tuple[Finding, ...] = ()


@record
class Asked:
    """How a list is to be read."""

    vocabulary: Vocabulary
    fellowship: str = ""
    """Id of the group whose list it is. Empty where the list itself must say."""


Reader = Callable[[Path, Asked], Iterator[Row]]
"""Reads one format, a row at a time. Raises NotReadable for a file that is not of that format at all, as soon as it sees that."""
