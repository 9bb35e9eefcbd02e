"""Meetings by the hundred thousand: bringing them in, finding some, and writing a calendar."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.cases import BENCH, FIND, Case, Places, emptied, fama
from bench.clients import TODAY
from bench.made_meetings import FELLOWSHIP, kept
from bench.saves import Took, in_milliseconds
from bench.spawn import Sample
from fama_cli.meetings.exports.ics import write
from fama_cli.meetings.index.query import Query
from fama_cli.meetings.index.search import opened, search
from fama_cli.meetings.index.sources import stored
from fama_cli.meetings.model import Closure, Meeting
from fama_cli.meetings.places.distance import EARTH, MILE
from fama_cli.meetings.places.spot import Exactness, Spot
from fama_cli.record import changed

IMPORTS, FINDS, CALENDARS = 5, 21, 10
"""How often each is timed."""
QUERIES, SCANS = 1_000, 50
SHOWN = 20
"""Meetings of each answer, as many as `fama meetings find` shows."""
NEAR = 5
"""Miles, as `fama meetings find` has it."""
ASKED = ("--near", "LS1", "--within", f"{NEAR}mi", "--day", "tue", "--after", "18:00")

_SCAN = f"""
SELECT key, {2 * EARTH} * asin(min(1, sqrt(
    pow(sin(radians(spot_latitude - :north) / 2), 2)
    + cos(radians(:north)) * cos(radians(spot_latitude)) * pow(sin(radians(spot_longitude - :east) / 2), 2)
))) AS metres
FROM meeting NOT INDEXED
WHERE weekday = :weekday AND at >= :after AND NOT paused AND speaks AND spot_latitude IS NOT NULL AND metres <= :within
ORDER BY at, metres, key
"""
"""The same question put to every row: day and hour first, and the haversine of those that are left, all of it in SQLite."""

Timed = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Milliseconds for each question, by the clock and by the processor, and how many meetings fitted, at the median and at most."""

    clock: Took
    processor: Took
    fitted: int
    most_fitted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """How many times as long as the index a scan takes for the same questions; and whether both gave the same meetings each time."""

    clock: float
    processor: float
    scan: Took
    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredMeetings:
    """What was measured."""

    cases: Mapping[str, Case]
    samples: Mapping[str, Sequence[Sample]]
    index: int
    """Bytes of the file of meetings."""
    list: int
    """Bytes of the list it was made from."""
    asking: Asking
    ahead: Ahead
    calendar: Took
    """Milliseconds of the function alone."""


def measured_meetings(places: Places, interleaved: Callable[[Sequence[Case], int], Mapping[str, list[Sample]]]) -> MeasuredMeetings:
    """Everything, on a folder with one list, which the last import made."""
    cases = {case.name: case for case in _cases(places)}
    together = (("plain-insert", "import"), IMPORTS), (("json", "meetings-find"), FINDS), (("calendar", "json"), CALENDARS)
    samples: dict[str, list[Sample]] = {}
    _say("Making meetings…")
    kept("list.json")
    cases["few"].run()
    for names, rounds in together:
        _say(f"Measuring {', '.join(names)}, {rounds} rounds…")
        found = interleaved([cases[name] for name in names], rounds)
        samples |= {name: list(found[name]) for name in names if name not in samples}
    _say("Measuring what is run once, then questions…")
    samples |= {name: [cases[name].run()] for name in ("dry-run", "places")}
    index = _folder(places, "meetings") / "meetings.sqlite3"
    queries = _queries(index)
    return MeasuredMeetings(
        cases=cases, samples=samples, index=index.stat().st_size, list=kept("list.json").stat().st_size,
        asking=_asked(index, queries), ahead=_ahead(index, queries[:SCANS]),
        calendar=_calendar(_folder(places, "few") / "meetings.sqlite3"),
    )  # fmt: skip


def _cases(places: Places) -> list[Case]:
    whole, few, postcodes = (str(kept(name)) for name in ("list.json", "few.json", "codepo.zip"))
    plain, big = places.root / "plain", _folder(places, "meetings")
    importing = ("meetings", "import", whole, "--fellowship", FELLOWSHIP)
    shown = f"fama meetings import list.json --fellowship {FELLOWSHIP}"

    def env(name: str) -> dict[str, str]:
        return places.env(f"meetings-{name}", FAMA_DATA_DIR=str(_folder(places, name)), FAMA_TODAY=TODAY.isoformat())

    return [
        Case(
            name="plain-insert", says="`json.load` and one bulk insert of the same rows",
            shown="python bench/plain_insert.py list.json plain.sqlite3",
            argv=[sys.executable, str(BENCH / "plain_insert.py"), whole, str(plain / "plain.sqlite3")], env=places.env("plain-insert"),
            before=lambda: emptied(plain),
        ),
        Case(name="import", says="`meetings import`", shown=shown, argv=fama(*importing), env=env("meetings"), before=lambda: emptied(big)),
        Case(
            name="dry-run", says="`meetings import`, a dry run", shown=f"{shown} --dry-run", argv=fama(*importing, "--dry-run"),
            env=env("none"),
        ),
        Case(
            name="json", says="`find` as JSON", shown=f"fama {' '.join(FIND)} --json", argv=fama(*FIND, "--json"), env=places.env("json"),
        ),
        Case(
            name="meetings-find", says="`meetings find` over them", shown=f"fama meetings find {' '.join(ASKED)} --json",
            argv=fama("meetings", "find", *ASKED, "--json"), env=env("meetings"),
        ),
        Case(
            name="few", says="100 meetings", shown="", argv=fama("meetings", "import", few, "--fellowship", FELLOWSHIP), env=env("few"),
        ),
        Case(
            name="calendar", says="A year of `.ics` for 100 meetings", shown="fama meetings export --to ics",
            argv=fama("meetings", "export", "--to", "ics"), env=env("few"),
        ),
        Case(
            name="places", says="`places import` of 1,700,000 made-up postcodes", shown="fama places import codepo.zip",
            argv=fama("places", "import", postcodes), env=env("places"),
        ),
    ]  # fmt: skip


def _folder(places: Places, name: str) -> Path:
    folder = places.root / "lists" / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _queries(index: Path) -> list[Query]:
    """Near a meeting, any of them, and so mostly where most people live; a day of the week; and an hour after which."""
    chance = random.Random(2014)
    with closing(opened(index)) as connection:
        spots = connection.execute(
            "SELECT spot_latitude, spot_longitude FROM meeting WHERE spot_latitude IS NOT NULL ORDER BY id"
        ).fetchall()
    return [
        Query(
            today=TODAY,
            spot=Spot(latitude=row[0], longitude=row[1], called="", exactness=Exactness.POSTCODE),
            within=NEAR * MILE,
            weekdays=frozenset({chance.randrange(7)}),
            after=60 * chance.randint(6, 20),
        )
        for row in chance.choices(spots, k=QUERIES)
    ]


def _asked(index: Path, queries: Sequence[Query]) -> Asking:
    """All in one process, once the file has been read: each opens it anew, as a command does."""
    for query in queries[:SCANS]:
        search(index, query, limit=SHOWN)
    took = [_timed(lambda query=query: search(index, query, limit=SHOWN)) for query in queries]  # type: ignore[misc]  # bound at once
    fitted = sorted(found.total for _, _, found in took)
    return Asking(
        clock=in_milliseconds([each[0] for each in took]),
        processor=in_milliseconds([each[1] for each in took]),
        fitted=fitted[len(fitted) // 2],
        most_fitted=fitted[-1],
    )


def _ahead(index: Path, queries: Sequence[Query]) -> Ahead:
    """Each question to the index and to every row, in turn. The index does more: it works out each next day, and reads what is shown."""
    by_index, by_scan, agreed = [], [], True
    with closing(opened(index)) as connection:
        for query in queries:
            by_index.append(_timed(lambda query=query: search(index, query, limit=SHOWN)))  # type: ignore[misc]  # bound at once
            by_scan.append(_timed(lambda query=query: connection.execute(_SCAN, _bound(query)).fetchall()))  # type: ignore[misc]  # as above
            keys = [hit.key for hit in search(index, query).hits]
            agreed = agreed and sorted(keys) == sorted(row["key"] for row in by_scan[-1][2])
    return Ahead(
        clock=sum(each[0] for each in by_scan) / sum(each[0] for each in by_index),
        processor=sum(each[1] for each in by_scan) / sum(each[1] for each in by_index),
        scan=in_milliseconds([each[0] for each in by_scan]),
        agreed=agreed,
    )


def _bound(query: Query) -> dict[str, Any]:
    assert query.spot is not None
    (weekday,) = query.weekdays
    return {
        "north": query.spot.latitude, "east": query.spot.longitude, "within": query.within, "weekday": weekday, "after": query.after,
    }  # fmt: skip


def _timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds by the clock, seconds of processor, and what came of it."""
    clock, processor = time.perf_counter(), time.process_time()
    made = work()
    return time.perf_counter() - clock, time.process_time() - processor, made


def _calendar(index: Path) -> Took:
    """The function alone, with every third meeting closed on bank holidays and at Christmas."""
    keys: dict[int, str] = {}
    meetings: list[Meeting] = []
    for number, each in enumerate(stored(index)):
        closed = (Closure.BANK_HOLIDAYS.value, Closure.CHRISTMAS.value) if number % 3 == 0 else ()
        meetings.append(changed(each.meeting, closed_on=closed))
        keys[id(meetings[-1])] = each.key
    names = {FELLOWSHIP: "NA"}
    work: Timed = lambda: _timed(lambda: write(meetings, key_of=lambda each: keys[id(each)], today=TODAY, names=names))[0]  # noqa: E731
    return in_milliseconds([work() for _ in range(CALENDARS)])


def _say(words: str) -> None:
    print(words, file=sys.stderr)
