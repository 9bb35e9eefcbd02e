"""Meetings as a plain CSV, which a spreadsheet opens and `feeds/sheet.py` reads again.

UTF-8 with a mark at its start, without which Excel takes it for the letters of Windows. Rows end as RFC 4180 has them. A cell that
a spreadsheet would run as a formula has an apostrophe before it, as everywhere in fama.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from fama_cli.meetings.feeds.sheet_columns import HEADINGS
from fama_cli.meetings.model import UK_CLOCKS, Attendance, Meeting, Welcome
from fama_cli.meetings.named import CLOSURES
from fama_cli.meetings.pattern import Pattern
from fama_cli.meetings.words import in_words
from fama_cli.meetings.words_read import pattern_in

LOST = ("contacts", "codes", "online_phone_notes", "group_notes", "approximate")
"""People, for a file is passed on; what only the list it came from can read; and what a person would not type."""

MORE = {
    "county": "County", "country": "Country", "region": "Region", "place_notes": "Place notes", "online_notes": "Online notes",
    "group": "Group name", "kinds": "Kinds", "updated": "Last updated", "source_id": "ID",
}  # fmt: skip
"""Columns that the template does not ask for, after those that it does."""
COLUMNS: Mapping[str, str] = {**HEADINGS, **MORE}

ATTENDANCES = {Attendance.IN_PERSON: "In person", Attendance.ONLINE: "Online", Attendance.HYBRID: "In person and online", None: ""}
WELCOMES = {Welcome.OPEN: "Open", Welcome.MEMBERS_ONLY: "Members only", None: ""}


def left_out(meeting: Meeting) -> str:
    """Why this meeting is not written, as a sentence without a full stop. Empty where it is."""
    if meeting.paused:
        return "It does not take place at present, and the sheet has no column to say so"
    if meeting.zone != UK_CLOCKS:
        return f"Its times are on the clocks of {meeting.zone}, and those in the sheet are the UK's"
    return ""


def lost(meeting: Meeting) -> tuple[str, ...]:
    """The fields of ours that its row does not hold, or not so that they can be read back as they are."""
    names = [name for name in LOST if getattr(meeting, name) not in ("", None, ())]
    names += [name for name in ("place_notes", "online_notes") if "\n" in getattr(meeting, name)]
    names += [name for name in ("kinds", "languages") if any(_PARTED.search(each) for each in getattr(meeting, name))]
    if meeting.checked_by and not _INITIALS.fullmatch(meeting.checked_by):
        names.append("checked_by")
    if meeting.pattern and not _is_read_back(meeting.pattern):
        names.append("pattern")
    return tuple(names)


_PARTED = re.compile(r"[;,&]| and ")
"""What parts one thing from the next in a cell."""
_INITIALS = re.compile(r"[A-Za-z0-9]{1,5}")


@lru_cache(maxsize=4096)
def _is_read_back(pattern: Pattern) -> bool:
    found = pattern_in(in_words(pattern))
    return found is not None and found.pattern == pattern


def write(meetings: Iterable[Meeting], *, names: Mapping[str, str] | None = None) -> bytes:
    """A row for each meeting that `left_out` does not name. `names` gives the proper name of each fellowship; without, its id."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS.values())
    for meeting in meetings:
        if not left_out(meeting):
            cells = _cells(meeting, (names or {}).get(meeting.fellowship, meeting.fellowship))
            writer.writerow([_safe(cells.get(column, "")) for column in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def _cells(meeting: Meeting, fellowship: str) -> dict[str, str]:
    cells = {column: value for column in COLUMNS if isinstance(value := getattr(meeting, column, None), str)}
    return {
        **cells,
        **dict.fromkeys(meeting.yes, "yes"),
        **dict.fromkeys(meeting.no, "no"),
        "fellowship": fellowship,
        "when": in_words(meeting.pattern),
        "starts": "" if meeting.at is None else f"{meeting.at // 60:02}:{meeting.at % 60:02}",
        "ends": "" if meeting.until is None else f"{meeting.until // 60:02}:{meeting.until % 60:02}",
        "attendance": ATTENDANCES[meeting.attendance],
        "welcome": WELCOMES[meeting.welcome],
        "latitude": "" if meeting.latitude is None else repr(meeting.latitude),
        "longitude": "" if meeting.longitude is None else repr(meeting.longitude),
        "languages": ", ".join(meeting.languages),
        "kinds": ", ".join(meeting.kinds),
        "closed_on": ", ".join(CLOSURES.get(each, each) for each in meeting.closed_on),
    }


def _safe(cell: str) -> str:
    """As `safe_cell` of the screens: what could start a formula gets an apostrophe. A longitude is a number, and runs nothing."""
    return f"'{cell}" if cell.lstrip().startswith(("=", "+", "-", "@")) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal() and cell.isascii()
