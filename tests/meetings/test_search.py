"""The search agrees with looking at every meeting, one after another."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from math import acos, cos, degrees, radians, sin
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from fama_cli.errors import FileProblem
from fama_cli.meetings.closures import closed_days, nation_of
from fama_cli.meetings.days import days, week_is_known
from fama_cli.meetings.index.next_time import FURTHEST
from fama_cli.meetings.index.query import Query
from fama_cli.meetings.index.search import search
from fama_cli.meetings.model import UK_CLOCKS, Attendance, Feature, Meeting, Welcome
from fama_cli.meetings.pattern import Every, Pattern
from fama_cli.meetings.places.spot import Exactness, Spot
from fama_cli.record import changed
from tests.meetings.indexed import TODAY, put

QUERIES = 1000
MEETINGS = 600
SPOTS = [(53.797, -1.545), (53.794, -1.752), (51.51, -0.13), (55.95, -3.19)]
POSTCODES = ["LS1 4DY", "BD1 1AA", "WC2N 5DU", "EH1 1YZ"]
FEATURES = list(Feature)


def made_pattern(chance: random.Random) -> Pattern | None:
    weekday = chance.randrange(7)
    starts = TODAY + timedelta(days=chance.randrange(-60, 60))
    return chance.choice(
        [
            *[Pattern(every=Every.WEEK, weekday=weekday)] * 6,
            Pattern(every=Every.WEEK, weekday=weekday, starts=starts),
            Pattern(every=Every.WEEK, weekday=weekday, ends=starts),
            Pattern(every=Every.WEEK, weekday=weekday, interval=2, starts=starts),
            Pattern(every=Every.WEEK, weekday=weekday, interval=2),
            Pattern(every=Every.MONTH, weekday=weekday, weeks=(chance.choice([1, 2, 3, 4, 5, -1]),)),
            Pattern(every=Every.MONTH, weekday=weekday, weeks=(1, 3)),
            Pattern(every=Every.MONTH_DAY, month_days=(chance.randrange(1, 32),)),
            Pattern(every=Every.NAMED, dates=tuple(sorted({starts, starts + timedelta(days=chance.randrange(1, 40))}))),
            None,
        ]
    )


def made_meeting(number: int, chance: random.Random) -> Meeting:
    place = chance.randrange(len(SPOTS))
    latitude, longitude = SPOTS[place]
    located = chance.random() < 0.85
    return Meeting(
        fellowship=chance.choice(["aa", "na", "ca"]),
        name=f"Meeting {number} {chance.choice(['Hope', 'Serenity', 'Steps'])}",
        pattern=made_pattern(chance),
        at=chance.choice([None, 0, 600, 1080, 1110, 1170, 1200, 1439]),
        zone=chance.choice([UK_CLOCKS] * 8 + ["America/New_York", "Asia/Kolkata"]),
        attendance=chance.choice([None, *Attendance]),
        welcome=chance.choice([None, *Welcome]),
        yes=tuple(sorted(chance.sample(FEATURES, chance.randrange(4)), key=FEATURES.index)),
        languages=tuple(chance.sample(["Polish", "Welsh", "Urdu"], chance.randrange(2))),
        closed_on=tuple(chance.sample(["bank-holidays", "christmas", "easter", "2026-11-24"], chance.choice([0, 0, 0, 2]))),
        paused=chance.random() < 0.05,
        venue=f"Hall {number}",
        postcode=POSTCODES[place],
        latitude=latitude + chance.gauss(0, 0.08) if located else None,
        longitude=longitude + chance.gauss(0, 0.08) if located else None,
        checked_on=chance.choice(["", "2026-01-05", "2026-10-01"]),
    )


def made_query(chance: random.Random) -> Query:
    def sometimes(value: object, otherwise: object) -> object:
        return value if chance.random() < 0.4 else otherwise

    latitude, longitude = chance.choice(SPOTS)
    after, before = sorted([chance.randrange(1440), chance.randrange(1440)])
    near = Spot(latitude=latitude, longitude=longitude, called="there", exactness=Exactness.POINT)
    asked = {
        "now": sometimes(chance.randrange(1440), None),
        "fellowships": sometimes(tuple(chance.sample(["aa", "na", "ca"], 2)), ()),
        "spot": sometimes(near, None),
        "within": chance.choice([800.0, 5000.0, 16000.0]),
        "weekdays": sometimes(frozenset(chance.sample(range(7), chance.randrange(1, 4))), frozenset()),
        "after": sometimes(after, None),
        "before": sometimes(before, None),
        "attendance": sometimes(chance.choice([Attendance.ONLINE, Attendance.IN_PERSON]), None),
        "welcome": sometimes(Welcome.OPEN, None),
        "features": sometimes(tuple(chance.sample(FEATURES, 1)), ()),
        "language": sometimes("polish", ""),
    }
    if chance.random() < 0.3:
        asked["weekdays"] = frozenset()
        asked["on"] = TODAY + timedelta(days=chance.randrange(45))
    return Query(today=TODAY, **asked)  # type: ignore[arg-type]  # each is what the field takes


def apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres, by the law of cosines: another formula than the program's."""
    (a, b), (c, d) = one, other
    angle = sin(radians(a)) * sin(radians(c)) + cos(radians(a)) * cos(radians(c)) * cos(radians(d - b))
    return degrees(acos(min(1.0, angle))) * 6_371_008.8 * 3.141592653589793 / 180


def moments(meeting: Meeting) -> list[tuple[date, datetime | None]]:
    """Each time as far ahead as is looked, on UK clocks."""
    if meeting.pattern is None:
        return []
    last = TODAY + FURTHEST
    closed = closed_days(meeting.closed_on, nation_of(meeting), TODAY, date(TODAY.year + 3, 12, 31))
    found: list[tuple[date, datetime | None]] = []
    for day in days(meeting.pattern, TODAY - timedelta(days=1), last):
        if day in closed:
            continue
        if meeting.at is None:
            found.append((day, None))
            continue
        there = datetime(day.year, day.month, day.day, meeting.at // 60, meeting.at % 60, tzinfo=ZoneInfo(meeting.zone))
        here = there.astimezone(ZoneInfo(UK_CLOCKS)).replace(tzinfo=None)
        found.append((here.date(), here))
    return found


def next_time(meeting: Meeting, query: Query) -> tuple[date, datetime | None] | None:
    def fits(day: date, moment: datetime | None) -> bool:
        if day < query.today or (query.on and day != query.on) or (query.weekdays and day.weekday() not in query.weekdays):
            return False
        minute = None if moment is None else moment.hour * 60 + moment.minute
        if minute is None:
            return query.after is None and query.before is None
        if query.now is not None and day == query.today and minute < query.now:
            return False
        return (query.after is None or minute >= query.after) and (query.before is None or minute <= query.before)

    return next(((day, moment) for day, moment in TIMES[meeting.name] if fits(day, moment)), None)


TIMES: dict[str, list[tuple[date, datetime | None]]] = {}


def by_looking(meetings: Sequence[Meeting], query: Query) -> set[tuple[str, date | None]]:
    """The names of the meetings that fit, and when each is next."""
    found = set()
    for each in meetings:
        conditions = [
            not query.fellowships or each.fellowship in query.fellowships,
            query.attendance is None or each.attendance in {query.attendance, Attendance.HYBRID},
            query.welcome is None or each.welcome is query.welcome,
            set(query.features) <= set(each.yes),
            not query.language or query.language in [name.lower() for name in each.languages],
            not each.paused,
        ]
        if query.spot:
            here = (query.spot.latitude, query.spot.longitude)
            conditions.append(each.latitude is not None and apart(here, (each.latitude, each.longitude or 0)) <= query.within)
        if not all(conditions):
            continue
        when = next_time(each, query)
        asks = query.on or query.weekdays or query.after is not None or query.before is not None
        may_be = (
            # Nobody knows which week it is on, so it is shown for its day, to be asked about; but for no certain date.
            each.pattern is not None
            and not week_is_known(each.pattern)
            and each.zone == UK_CLOCKS
            and query.on is None
            and (not query.weekdays or each.pattern.weekday in query.weekdays)
            and (each.at is not None or (query.after is None and query.before is None))
            and (query.after is None or (each.at or 0) >= query.after)
            and (query.before is None or (each.at or 0) <= query.before)
        )
        nobody_knows = each.pattern is None or not week_is_known(each.pattern)
        if when is not None or (nobody_knows and not asks) or may_be:
            found.add((each.name, when[0] if when else None))
    return found


@pytest.fixture(scope="module")
def meetings() -> list[Meeting]:
    chance = random.Random(20261122)
    made = [made_meeting(number, chance) for number in range(MEETINGS)]
    TIMES.update({each.name: moments(each) for each in made})
    return made


@pytest.fixture(scope="module")
def index(meetings: list[Meeting], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("index") / "meetings.sqlite3"
    # Nothing is found by the postcode of another: those without a place stay so.
    put(path, [changed(each, postcode=each.postcode if each.latitude is not None else "") for each in meetings])
    return path


def test_it_agrees_with_looking_at_every_meeting(meetings: list[Meeting], index: Path) -> None:
    chance = random.Random(11)
    meetings = [changed(each, postcode=each.postcode if each.latitude is not None else "") for each in meetings]
    TIMES.update({each.name: moments(each) for each in meetings})
    sizes = []
    for _ in range(QUERIES):
        query = made_query(chance)
        found = search(index, query)
        assert {(hit.meeting.name, hit.next_on) for hit in found.hits} == by_looking(meetings, query), query
        assert len(found.hits) == found.total
        sizes.append(found.total)
    assert sum(0 < size < MEETINGS for size in sizes) > QUERIES / 2, "most of the questions must have some answer, and not every meeting"


def test_the_next_comes_first_and_a_limit_keeps_the_first(index: Path) -> None:
    everything = search(index, Query(today=TODAY)).hits
    order = [(hit.next_on or date.max, str(hit.next_at or "z")) for hit in everything]
    assert order == sorted(order)
    assert search(index, Query(today=TODAY), limit=7).hits == everything[:7]


def test_an_index_of_another_version_says_what_to_do(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "meetings.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.execute("CREATE TABLE x (y)")
    connection.close()
    with pytest.raises(FileProblem, match="another version of fama") as raised:
        search(path, Query(today=TODAY))
    assert "Import the lists again" in raised.value.hint


def test_a_damaged_index_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "meetings.sqlite3"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(FileProblem, match="could not be read") as raised:
        search(path, Query(today=TODAY))
    assert "Import the lists again" in raised.value.hint
