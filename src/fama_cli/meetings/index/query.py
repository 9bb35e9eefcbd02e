"""What is looked for, and as much of it as SQL can say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from fama_cli.meetings.index.tables import BITS, WEEK
from fama_cli.meetings.model import Attendance, Feature, Welcome
from fama_cli.meetings.places.spot import Spot
from fama_cli.record import record

DAY = 24 * 60
"""Minutes."""


@record
class Query:
    """What is looked for. What is left out does not matter."""

    today: date
    now: int | None = None
    """Minutes after midnight: what began earlier today is over. None counts the whole of today."""
    fellowships: tuple[str, ...] = ()
    spot: Spot | None = None
    within: float = 0
    """Metres from the spot."""
    weekdays: frozenset[int] = frozenset()
    """0 is Monday."""
    on: date | None = None
    after: int | None = None
    """It begins at this minute of the day or later."""
    before: int | None = None
    attendance: Attendance | None = None
    """In person, or online. A meeting that is both is each."""
    welcome: Welcome | None = None
    features: tuple[Feature, ...] = ()
    language: str = ""
    words: str = ""
    checked_since: str = ""
    """As 2026-11-21: somebody checked it, or it was on its list, on that day or later."""


def windows_of(query: Query) -> Sequence[tuple[int, int]]:
    """The parts of the week in which a meeting that fits may begin, first and last minute."""
    weekdays = {query.on.weekday()} if query.on else query.weekdays
    after, before = query.after or 0, DAY - 1 if query.before is None else query.before
    if not weekdays and (after, before) == (0, DAY - 1):
        return [(0, WEEK - 1)]
    return [(day * DAY + after, day * DAY + before) for day in sorted(weekdays or range(7))]


def conditions_of(query: Query) -> tuple[list[str], list[Any]]:
    """What a row of `meeting AS m` must be, in SQL, and the values for its question marks. Days and distance are looked at elsewhere."""
    conditions: list[str] = ["m.speaks"]
    values: list[Any] = []
    if query.fellowships:
        conditions.append(f"m.fellowship IN ({', '.join('?' * len(query.fellowships))})")
        values += query.fellowships
    if query.attendance:
        conditions.append("m.attendance IN (?, ?)")
        values += [query.attendance.value, Attendance.HYBRID.value]
    if query.welcome:
        conditions.append("m.welcome = ?")
        values.append(query.welcome.value)
    if query.features:
        bits = sum(BITS[feature] for feature in query.features)
        conditions.append("m.yes & ? = ?")
        values += [bits, bits]
    if query.language:
        conditions.append("instr(char(10) || lower(m.languages) || char(10), char(10) || ? || char(10))")
        values.append(_storable(query.language.lower()))
    if query.words.strip():
        conditions.append("m.id IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(_as_searched(query.words))
    if query.checked_since:
        conditions.append("(m.checked_on >= ? OR m.checked_on = '' AND (SELECT seen_on FROM source WHERE id = m.source) >= ?)")
        values += [query.checked_since, query.checked_since]
    return conditions, values


def _as_searched(words: str) -> str:
    """Words for FTS5: each must be there, or begin a word that is. Quoted, so that none of them is one of its own."""
    return " ".join('"{}"*'.format(word.replace('"', '""')) for word in _storable(words).split())


def _storable(words: str) -> str:
    """`words` with a question mark for what is not text: a command line may hold bytes that are none."""
    return words.replace("\0", " ").encode("utf-8", "replace").decode()
