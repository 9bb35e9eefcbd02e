"""The tables of the index, and meetings as their rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from fama_cli.meetings.model import UK_CLOCKS, Attendance, Feature, Meeting, Welcome
from fama_cli.meetings.once import once_each
from fama_cli.meetings.pattern import Every, Pattern
from fama_cli.meetings.places.spot import Exactness

VERSION = 1
"""Kept as SQLite's `user_version`. Raised whenever a table changes: an index of another version is made anew by importing again."""

WEEK = 7 * 24 * 60
"""Minutes."""

PostcodeAt = Callable[[str], "tuple[float, float] | None"]
"""Where a postcode is, or the middle of an outcode: latitude and longitude. None where that is not known."""

_PATTERN = ("every", "weekday", "interval", "weeks", "month_days", "dates", "starts", "ends")
_LOOKED_AT = ("paused", "checked_on", "at", "zone", *_PATTERN, "closed_on")
_FACTS = ("attendance", "welcome", "yes", "no", "approximate", "latitude", "longitude")
_LISTS = ("languages", "kinds", "codes", "contacts")
_AS_THEY_ARE = (
    "fellowship", "name", "until", "venue", "address", "town", "county", "postcode", "country", "region", "place_notes", "online_url",
    "online_notes", "online_phone", "online_phone_notes", "group", "group_notes", "notes", "website", "source_id", "updated", "checked_by",
)  # fmt: skip
MEETING = (*_LOOKED_AT, *_FACTS, *_AS_THEY_ARE, *_LISTS)
"""The columns that hold a `Meeting`, each called as its field. `yes` and `no` are the bits of its features.

What a search looks at comes first: SQLite reads a row from its beginning, and a city may have thousands.
"""

COLUMNS = ("id", "source", "row", "key", "nation", "spot_latitude", "spot_longitude", *MEETING, "located", "first", "last")

SCHEMA = f"""
CREATE TABLE source (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, format TEXT NOT NULL, fellowship TEXT NOT NULL,
  imported_on TEXT NOT NULL, seen_on TEXT NOT NULL, digest TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL,
  rows INTEGER NOT NULL, skipped INTEGER NOT NULL, remarks TEXT NOT NULL
);
CREATE TABLE meeting (
  id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source, row INTEGER NOT NULL, key TEXT NOT NULL,
  nation TEXT NOT NULL, spot_latitude REAL, spot_longitude REAL,
  {", ".join(f'"{name}"' for name in MEETING)},
  located TEXT, first INTEGER, last INTEGER, speaks INTEGER NOT NULL DEFAULT 1
);
CREATE TABLE change (
  source INTEGER NOT NULL REFERENCES source, kind TEXT NOT NULL, key TEXT NOT NULL, fellowship TEXT NOT NULL, name TEXT NOT NULL,
  field TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL
);
CREATE TABLE centre (
  kind TEXT NOT NULL, words TEXT NOT NULL, name TEXT NOT NULL, latitude REAL, longitude REAL, rests_on INTEGER NOT NULL,
  outcodes TEXT NOT NULL, PRIMARY KEY (kind, words)
) WITHOUT ROWID;
CREATE TABLE closed (nation TEXT NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (nation, kind, day)) WITHOUT ROWID;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE near USING rtree (id, south, north, west, east, first, last);
CREATE VIRTUAL TABLE words USING fts5 (
  name, "group", venue, address, town, postcode, notes, content='meeting', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
"""
INDICES = (
    "CREATE INDEX meeting_by_source ON meeting (source, key)",
    "CREATE INDEX meeting_by_key ON meeting (key)",
    "CREATE INDEX meeting_by_time ON meeting (first, fellowship)",
    "CREATE INDEX meeting_without_place ON meeting (key) WHERE spot_latitude IS NULL AND attendance IS NOT 'online' AND NOT paused",
)
"""Made once everything is in, which is quicker."""

BITS = {feature: 1 << place for place, feature in enumerate(Feature)}


def address_of(path: Path) -> str:
    """`path` as SQLite's own kind of address. `Path.as_uri` would bring in a parser of web addresses: 5 ms."""
    plain = path.absolute().as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{plain if plain.startswith('/') else f'/{plain}'}"


def quoted(column: str) -> str:
    """A column's name as SQL takes it: `group` is a word of its own there."""
    return f'"{column}"'


def bits_of(features: Sequence[Feature]) -> int:
    return sum(BITS[feature] for feature in features)


@lru_cache(maxsize=1 << len(Feature))
def _features(bits: int) -> tuple[Feature, ...]:
    return tuple(feature for feature, bit in BITS.items() if bits & bit)


def values_of(meeting: Meeting) -> tuple[Any, ...]:
    """The values of the columns in MEETING."""
    held = vars(meeting)
    return (
        meeting.paused,
        meeting.checked_on,
        meeting.at,
        meeting.zone,
        *(_pattern_values(meeting.pattern) if meeting.pattern else _NO_PATTERN),
        "\n".join(meeting.closed_on),
        meeting.attendance,
        meeting.welcome,
        bits_of(meeting.yes) if meeting.yes else 0,
        bits_of(meeting.no) if meeting.no else 0,
        meeting.approximate,
        meeting.latitude,
        meeting.longitude,
        *[held[name] for name in _AS_THEY_ARE],
        *["\n".join(held[name]) for name in _LISTS],
    )


_NO_PATTERN = (None,) * len(_PATTERN)


@once_each
def _pattern_values(pattern: Pattern) -> tuple[Any, ...]:
    return (
        pattern.every,
        pattern.weekday,
        pattern.interval,
        ",".join(map(str, pattern.weeks)),
        ",".join(map(str, pattern.month_days)),
        ",".join(map(str, pattern.dates)),
        pattern.starts and pattern.starts.isoformat(),
        pattern.ends and pattern.ends.isoformat(),
    )


@lru_cache(maxsize=4096)
def pattern_from(*values: Any) -> Pattern | None:
    """The pattern that the columns `every` to `ends` hold."""
    every, weekday, interval, weeks, month_days, dates, starts, ends = values
    if every is None:
        return None
    return Pattern(
        every=Every(every),
        weekday=weekday,
        interval=interval,
        weeks=tuple(map(int, filter(None, weeks.split(",")))),
        month_days=tuple(map(int, filter(None, month_days.split(",")))),
        dates=tuple(map(date.fromisoformat, filter(None, dates.split(",")))),
        starts=date.fromisoformat(starts) if starts else None,
        ends=date.fromisoformat(ends) if ends else None,
    )


def meeting_from(row: sqlite3.Row) -> Meeting:
    """The meeting that a row with the columns in MEETING holds."""
    fields: dict[str, Any] = {
        **{name: row[name] for name in (*_AS_THEY_ARE, "at", "zone", "checked_on")},
        **{name: tuple(filter(None, row[name].split("\n"))) for name in (*_LISTS, "closed_on")},
    }
    return Meeting(
        pattern=pattern_from(*[row[name] for name in _PATTERN]),
        paused=bool(row["paused"]),
        approximate=None if row["approximate"] is None else bool(row["approximate"]),
        attendance=row["attendance"] and Attendance(row["attendance"]),
        welcome=row["welcome"] and Welcome(row["welcome"]),
        yes=_features(row["yes"]),
        no=_features(row["no"]),
        latitude=row["latitude"],
        longitude=row["longitude"],
        **fields,
    )


def spot_of(meeting: Meeting) -> tuple[str | None, float | None, float | None]:
    """The columns `located`, `spot_latitude` and `spot_longitude`, where the list gives the place itself."""
    given = meeting.latitude is not None and meeting.longitude is not None
    return (Exactness.POINT if given else None), meeting.latitude, meeting.longitude


def week_of(meeting: Meeting) -> tuple[int, int]:
    """The first and last minute of the week, from Monday at midnight in the UK, at which it may begin.

    The whole week for one that goes by the date or by arrangement, and for one on the clocks of another country, which
    change on other days.
    """
    pattern = meeting.pattern
    if pattern is None or pattern.weekday is None or meeting.zone != UK_CLOCKS:
        return 0, WEEK - 1
    start = pattern.weekday * 24 * 60
    return (start, start + 24 * 60 - 1) if meeting.at is None else (start + meeting.at, start + meeting.at)
