"""What changed between 2 imports of one list."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from fama_cli.meetings.clean import cleaned
from fama_cli.meetings.index.tables import MEETING, meeting_from
from fama_cli.meetings.keys import told_apart
from fama_cli.meetings.model import Meeting
from fama_cli.meetings.pattern import Pattern
from fama_cli.meetings.words import in_words
from fama_cli.record import record
from fama_cli.text import folded

_NO_CHANGE = frozenset({"source_id", "updated", "codes", "region"})
"""Fields that a list writes anew each time, or that no search and no page shows."""
_COMPARED = tuple(name for name in MEETING if name not in _NO_CHANGE)


@record
class Change:
    """One difference. A meeting with 3 fields changed has 3 of these."""

    kind: str
    """`added`, `removed`, `moved` (another time or place) or `changed`."""
    key: str
    """Of the meeting as it is now; of one that was removed, as it was."""
    fellowship: str
    name: str
    field: str = ""
    before: str = ""
    after: str = ""


def changes_between(connection: sqlite3.Connection, name: str, number: int) -> tuple[Change, ...]:
    """What the list `number` of the new index changes in the one called `name` of the old, attached as `old`."""
    connection.execute("CREATE INDEX meeting_by_source ON meeting (source, key)")
    connection.row_factory = sqlite3.Row
    before = connection.execute("SELECT id FROM old.source WHERE name = ?", (name,)).fetchone()["id"]
    everything = ", ".join(f'"{each}"' for each in ("key", *MEETING))
    # A list may have a meeting twice, under one key: the first speaks for it.
    added, removed = (
        connection.execute(
            f"SELECT {everything} FROM {these} WHERE id IN (SELECT min(id) FROM {these} WHERE source = ? GROUP BY key)"  # noqa: S608
            f" AND key NOT IN (SELECT key FROM {those} WHERE source = ?) ORDER BY id",
            sides,
        ).fetchall()
        for these, those, sides in (("main.meeting", "old.meeting", (number, before)), ("old.meeting", "main.meeting", (before, number)))
    )
    found = [*_moved(added, removed), *_changed(connection, number, before)]
    connection.row_factory = None
    connection.execute("DROP INDEX meeting_by_source")
    return tuple(found)


def _moved(added: list[sqlite3.Row], removed: list[sqlite3.Row]) -> Iterator[Change]:
    """Of those that are on one list only, the same fellowship and name on both, once on each, is a meeting that has moved."""
    by_name: dict[tuple[str, str], list[sqlite3.Row]] = defaultdict(list)
    for row in removed:
        by_name[row["fellowship"], folded(row["name"])].append(row)
    names = [(row["fellowship"], folded(row["name"])) for row in added]
    times = Counter(names)
    gone = set()
    for row, name in zip(added, names, strict=True):
        old = by_name.get(name, [])
        now = _public(row)
        if len(old) == 1 and times[name] == 1:
            gone.add(old[0]["key"])
            was = _public(old[0])
            if told_apart(now) == told_apart(was):
                # It is where it was: only its key is new, since another came to its time and place, or went.
                yield _change("changed", row["key"], now, field="key", before=old[0]["key"], after=row["key"])
                yield from _differences(row["key"], now, was, _FIELDS)
            else:
                yield _change("moved", row["key"], now, before=in_brief(was), after=in_brief(now))
                yield from _differences(row["key"], now, was, [field for field in _FIELDS if field not in _OF_A_MOVE])
        else:
            yield _change("added", row["key"], now, after=in_brief(now))
    for row in removed:
        if row["key"] not in gone:
            was = _public(row)
            yield _change("removed", row["key"], was, before=in_brief(was))


def _changed(connection: sqlite3.Connection, number: int, before: int) -> Iterator[Change]:
    new, old = (", ".join(f'{side}."{name}"' for name in _COMPARED) for side in ("new", "was"))
    pairs = connection.execute(
        f"SELECT new.id AS new_id, was.id AS old_id FROM meeting AS new JOIN old.meeting AS was ON was.key = new.key AND was.source = ?"  # noqa: S608
        f" WHERE new.source = ? AND ({new}) IS NOT ({old})"
        " AND new.id IN (SELECT min(id) FROM main.meeting WHERE source = ? GROUP BY key)"
        " AND was.id IN (SELECT min(id) FROM old.meeting WHERE source = ? GROUP BY key) ORDER BY new.id",
        (before, number, number, before),
    ).fetchall()
    for pair in pairs:
        now = connection.execute("SELECT * FROM main.meeting WHERE id = ?", (pair["new_id"],)).fetchone()
        was = connection.execute("SELECT * FROM old.meeting WHERE id = ?", (pair["old_id"],)).fetchone()
        yield from _differences(now["key"], _public(now), _public(was), _FIELDS)


def _differences(key: str, now: Meeting, was: Meeting, fields: Iterable[str]) -> Iterator[Change]:
    for field in fields:
        after, before = getattr(now, field), getattr(was, field)
        if after != before:
            yield _change("changed", key, now, field=field, before=_shown(before), after=_shown(after))


def _public(row: sqlite3.Row) -> Meeting:
    """The meeting that a row holds, without what reaches one person: what changed is shown, and kept in the index."""
    return cleaned(meeting_from(row))[0]


def _field(column: str) -> str:
    return "pattern" if column in {"every", "weekday", "interval", "weeks", "month_days", "dates", "starts", "ends"} else column


_FIELDS = tuple(dict.fromkeys(map(_field, _COMPARED)))
_OF_A_MOVE = frozenset({
    "pattern", "at", "until", "zone", "venue", "address", "town", "county", "postcode", "country", "latitude", "longitude", "approximate",
})  # fmt: skip
"""What is told with "moved", or goes with it."""


def _change(kind: str, key: str, meeting: Meeting, *, field: str = "", before: str = "", after: str = "") -> Change:
    return Change(kind=kind, key=key, fellowship=meeting.fellowship, name=meeting.name, field=field, before=before, after=after)


def _shown(value: object) -> str:
    if isinstance(value, Pattern):
        return in_words(value, None, None)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def in_brief(meeting: Meeting) -> str:
    """When and where, in one line."""
    where = ", ".join(filter(None, (meeting.venue, meeting.address, meeting.town, meeting.postcode)))
    return ", ".join(
        filter(None, (in_words(meeting.pattern, meeting.at, meeting.until), where or ("online" if meeting.online_url else "")))
    )
