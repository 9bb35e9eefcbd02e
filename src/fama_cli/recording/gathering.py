"""From files or tables to the 3 tables that the checks look at."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fama_cli.directory.dates import in_words
from fama_cli.record import changed, record
from fama_cli.recording.days import number_of
from fama_cli.recording.engine import Engine, Kind, is_file
from fama_cli.recording.errors import RecordsNotRight
from fama_cli.recording.headings import check_kinds, in_words_unread, matched
from fama_cli.recording.profile import Profile
from fama_cli.recording.reading import (
    Said,
    Tables,
    bits,
    crowds,
    dated,
    days_written,
    each_once,
    in_phases,
    of_crowds,
    read_contacts,
    read_interventions,
    read_reviews,
    unread_answers,
)
from fama_cli.text import listed, visible

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_ROWS_NAMED = 5
_LARGE, _GB = 100_000_000, 1_000_000_000
"""Bytes."""


@record
class Gathered:
    """The tables, and what a person should know of how they were read."""

    tables: Tables
    notes: tuple[str, ...]


def gathered(engine: Engine, profile: Profile, reviews: str, *, contacts: str, episodes: str, tell: Callable[[str], None]) -> Gathered:
    """Open each table and match its columns. `contacts` and `episodes` may be nothing. Raises FamaError, and then wrote nothing."""
    notes: list[str] = []

    def opened(source: str, table: str) -> tuple[Any, Any]:
        found = engine.table(source)
        match = matched(found.columns, profile, table, source)
        check_kinds(found, match.columns, source)
        if unread := in_words_unread(match, source):
            notes.append(unread)
        return found, match.columns

    tell(f"reading the reviews{_size(reviews)}")
    table, columns = opened(reviews, "reviews")
    read = engine.kept(read_reviews(table, columns, profile), reviews)
    tell("reading the days")
    every = dated(read, engine.kept(days_written(read, profile)))
    rows = _readable(engine, every, table, columns, profile, reviews)
    tell("looking for copies")
    crowded = engine.kept(crowds(every))
    once = engine.kept(of_crowds(every, crowded))
    different = each_once(every, crowded, once)
    done = helped = None
    if contacts:
        tell("reading the contacts")
        found, did = opened(contacts, "contacts")
        done = engine.kept(read_contacts(found, did, profile), contacts)
    if episodes:
        tell("reading the interventions")
        found, helped = opened(episodes, "interventions")
        interventions = engine.kept(read_interventions(found, helped, profile), episodes)
    else:
        interventions = None
    has_flag = "after_treatment" in columns
    phased = in_phases(different, interventions, has_flag=has_flag)
    tables = Tables(
        profile=profile,
        reviews=engine.kept(phased) if interventions is not None else phased,
        crowded=once,
        rows=rows,
        keep=engine.kept,
        contacts=done,
        interventions=interventions,
        has_flag=has_flag,
        ors_bits=engine.kind is not Kind.SPARK,
        has_did=bool(contacts) and "did" in did,
        has_helped_with=helped is not None and "helped_with" in helped,
        has_treatment=all(field.name in columns for field in profile.treatment),
    )
    return Gathered(tables=tables, notes=tuple(notes))


def counted_between(got: Gathered, first: date, last: date) -> Gathered:
    """`got` with reviews of other days left out of what is counted. The checks still look at all of them: a contact or an
    intervention of one day has to do with a review of another."""
    says = (
        f"Counted are reviews from {in_words(first.isoformat())} to {in_words(last.isoformat())}: the clients, how complete each "
        "field is, and the indicators. The rows, the contacts and the checks are of every day"
    )
    tables = changed(got.tables, first=number_of(first), last=number_of(last))
    return changed(got, tables=tables, notes=(says, *got.notes))


def _size(source: str) -> str:
    """How large a file is that takes long to read."""
    size = Path(source).stat().st_size if is_file(source) and Path(source).is_file() else 0
    if size < _LARGE:
        return ""
    return f", {size / _GB:.1f} GB, which takes some minutes" if size >= _GB else f", {size // 1_000_000} MB"


def _readable(engine: Engine, read: Any, table: Any, columns: Any, profile: Profile, source: str) -> int:
    """How many rows there are. Refuses none at all, and days or answers of which most cannot be read: every number would be wrong."""
    strange = (read.said & bits(range(len(profile.answers)), Said.UNREAD)) != 0
    undated = read.on.isnull() & ~read.blank
    numbers = engine.rows(read.aggregate(undated=undated.ifelse(1, 0).sum(), strange=strange.ifelse(1, 0).sum(), rows=read.count()))[0]
    if not numbers["rows"]:
        raise RecordsNotRight(f"`{visible(source)}` has headings and no rows", hint="Check the dates that it was exported for")
    if numbers["undated"] * 2 <= numbers["rows"]:
        if numbers["strange"]:
            _answered(engine, read, profile, source)
        return int(numbers["rows"])
    heading = columns["on"]
    said = listed([each.value for each in profile.dates], "or")
    raise RecordsNotRight(
        f"`{visible(source)}`: most days under `{heading}` are not written as {said}{_first_rows(engine, table, heading, profile, source)}",
        hint=f"Export it with days as {profile.dates[0].value}, or name a profile with the format it has",
    )


def _answered(engine: Engine, read: Any, profile: Profile, source: str) -> None:
    """Refuse answers of which most are in other words than the profile's: they would be counted as missing."""
    numbers = engine.rows(unread_answers(read, profile))[0]
    if numbers["unread"] * 2 <= numbers["answers"]:
        return
    yes, no = (listed(list(words), "or") for words in (profile.words.yes, profile.words.no))
    raise RecordsNotRight(
        f"`{visible(source)}`: most answers are in words that the profile {profile.id} does not have",
        hint=f"The profile expects {yes} for yes, and {no} for no. Export it so, or name a profile with the words it has",
    )


def _first_rows(engine: Engine, table: Any, heading: str, profile: Profile, source: str) -> str:
    """Where the first are, in a file that is read in order."""
    if engine.kind is not Kind.DUCKDB or not is_file(source):
        return ""
    import ibis

    from fama_cli.recording.days import is_blank, read_days

    numbered = table.limit(1000).select(written=table[heading], row=ibis.row_number() + 1)
    read = read_days(numbered, {"on": "written"}, profile.dates)
    wrong = read.filter(read.on.isnull() & ~is_blank(read.written)).select("row").order_by("row")
    rows = [str(row["row"]) for row in engine.rows(wrong.limit(_MOST_ROWS_NAMED))]
    return f": rows {listed(rows)} are the first" if len(rows) > 1 else ""
