"""The headings of a table, and which of them the profile means."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fama_cli.record import record
from fama_cli.recording.errors import RecordsNotRight
from fama_cli.recording.profile import OPTIONAL, Profile
from fama_cli.text import closest, counted, listed, visible

if TYPE_CHECKING:
    import ibis

_FEW = 5
_SURE = 2
"""How many headings of a profile a first line of headings has at least."""
_FIRST_LINE = "Does the first line have the headings?"
_DAYS = frozenset({"on", "triaged", "discharged", "started", "ended"})


@record
class Matched:
    """Which column of a table is which."""

    columns: Mapping[str, str]
    """What the profile calls it, or the name of a field -> the heading in the table."""
    unread: tuple[str, ...]
    """Headings the profile does not have. They are not read."""


def check_csv_top(path: Path, top: bytes) -> Sequence[str]:
    """The headings of a file. `top` is its beginning. Raises RecordsNotRight when the first line cannot be headings."""
    if top.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in top:
        raise RecordsNotRight(f"`{path}` is not text in UTF-8", hint="Save it as UTF-8 (in Excel: CSV UTF-8)")
    try:
        text = top.removeprefix(b"\xef\xbb\xbf").splitlines()[0].decode("utf-8")
    except UnicodeDecodeError:
        raise RecordsNotRight(f"`{path}`, line 1: some of it is not UTF-8", hint="Save it as UTF-8 (in Excel: CSV UTF-8)") from None
    headings = [each.strip() for each in next(csv.reader(io.StringIO(text)), [])]
    if len(headings) < 2:
        between = next((name for mark, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "upright lines")) if mark in text), "")
        said = f"between the headings there are {between}" if between else "there is 1 heading"
        raise RecordsNotRight(f"`{path}`, line 1: {said}, and commas were expected", hint="Export it as a CSV file with commas")
    seen: dict[str, int] = {}
    for place, heading in enumerate(headings, start=1):
        first = seen.setdefault(heading.casefold(), place)
        if heading and first != place:
            # Without headings this line is somebody's record, so what it says is not repeated.
            raise RecordsNotRight(
                f"`{path}`, line 1: column {first} and column {place} have the same heading", hint=f"Take one of them out. {_FIRST_LINE}"
            )
    # A column without a heading needs a name, and none that a profile could mean.
    return [heading or f"(column {place})" for place, heading in enumerate(headings, start=1)]


def matched(headings: Sequence[str], profile: Profile, table: str, source: str) -> Matched:
    """Find each of the profile's columns, whatever the case of its letters. Raises RecordsNotRight, naming those that are missing."""
    wanted = dict(getattr(profile, table))
    optional = set(OPTIONAL[table])
    if table == "reviews":
        wanted |= {field.name: field.name for field in profile.answers}
        optional |= {field.name for field in profile.treatment}
    there = {heading.strip().casefold(): heading for heading in headings}
    found = {what: there[heading.casefold()] for what, heading in wanted.items() if heading.casefold() in there}
    unread = tuple(heading for heading in headings if heading not in found.values())
    missing = [heading for what, heading in wanted.items() if what not in found and what not in optional]
    if missing:
        those = "that column" if len(missing) == 1 else "those columns"
        # Where next to nothing matches, the first line may be somebody's record: then no word of it is repeated.
        sure = len(found) >= _SURE
        hint = f"Export it with {those}, or name a profile with the headings it has"
        raise RecordsNotRight(_without(missing, unread if sure else (), profile, source), hint=hint if sure else f"{_FIRST_LINE} {hint}")
    return Matched(columns=found, unread=unread)


def _without(missing: Sequence[str], unread: Sequence[str], profile: Profile, source: str) -> str:
    guesses = [f"`{near}` may be `{heading}`" for heading in missing if (near := closest(heading, unread))]
    names = [f"`{each}`" for each in missing]
    said = listed(names) if len(names) <= _FEW else f"{', '.join(names[:_FEW])} and {len(names) - _FEW} more"
    guess = f": {listed(guesses[:_FEW])}" if guesses else ""
    return f"`{visible(source)}` has no column {said}, which the profile {profile.id} has{guess}"


def check_kinds(table: ibis.Table, columns: Mapping[str, str], source: str) -> None:
    """Refuse a column that holds something else than words, numbers and days. A file of CSV has words alone. Raises RecordsNotRight."""
    for what, heading in columns.items():
        kind = table[heading].type()
        where = f"`{visible(source)}`: the column `{visible(heading)}`"
        if what in _DAYS and (kind.is_time() or kind.is_boolean()):
            holds = "times of the day" if kind.is_time() else "yes and no"
            raise RecordsNotRight(f"{where} holds {holds}, and days were expected", hint="Export it with the day in that column")
        if kind.is_nested() or kind.is_interval() or kind.is_binary() or kind.is_geospatial():
            raise RecordsNotRight(f"{where} holds something else than words, numbers or days", hint="Export it with words in that column")


def in_words_unread(found: Matched, source: str) -> str:
    """Which columns were left alone, or nothing."""
    if not found.unread:
        return ""
    names = [f"`{visible(each)}`" for each in found.unread]
    said = listed(names) if len(names) <= _FEW else f"{', '.join(names[:_FEW])} and {len(names) - _FEW} more"
    are = "is" if len(names) == 1 else "are"
    return f"{counted(len(names), 'column')} of `{visible(source)}` {are} not in the profile and not read: {said}"
