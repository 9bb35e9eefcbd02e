"""Where each outcode and each town is, learnt from the meetings that were imported."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import cos, hypot, radians
from typing import NamedTuple

from fama_cli.meetings.places.distance import EARTH
from fama_cli.meetings.places.spoken import outcode_of
from fama_cli.record import record
from fama_cli.text import folded, listed

ONE_PLACE = 40_000.0
"""Metres. Meetings of one town are nearer than this to its middle. Our choice: wide enough for all of Greater London."""
_FEWEST = 2
_SMALLEST_SHARE = 20
"""A second place of the same name is one with at least 2 meetings and a twentieth of them. Fewer are wrong coordinates."""
_MOST_PLACES = 8
_ENOUGH = 2000
"""Meetings of one name."""


class Row(NamedTuple):
    """What a meeting says of where it is."""

    postcode: str
    """In its usual form. May be empty, as may `town`."""
    town: str
    latitude: float | None
    longitude: float | None


@record
class Centre:
    """The middle of the meetings of one outcode or town."""

    called: str
    """As lists write it."""
    latitude: float
    longitude: float
    """Degrees: the median of each, so that a wrong coordinate or two do not move it."""
    rests_on: int
    """Meetings."""
    spread: float
    """Metres within which half of them are."""


@record
class Ambiguous:
    """A name whose meetings are in places far apart, so nobody can say which is meant."""

    called: str
    outcodes: tuple[str, ...]
    """One of each place, that of the most meetings first. Empty where no meeting there has a postcode."""

    @property
    def hint(self) -> str:
        """What to type instead."""
        which = listed([f"`{each}`" for each in self.outcodes], "or")
        return f"There is more than one {self.called}. Give the first half of a postcode{f', such as {which}' if which else ''}"


@record
class Centres:
    """All that was learnt."""

    outcodes: dict[str, Centre]
    """By outcode, such as "LS1"."""
    towns: dict[str, Centre | Ambiguous]
    """By folded name (`text.folded`), such as "sthelens"."""


_Point = tuple[float, float, str]
"""Latitude, longitude and outcode."""


def learn(rows: Iterable[Row | tuple[str, str, float | None, float | None]]) -> Centres:
    """Rows of (postcode, town, latitude, longitude) -> where everything is. Rows without a place are passed over, as is 0,0."""
    by_outcode: defaultdict[str, list[_Point]] = defaultdict(list)
    by_town: defaultdict[str, list[_Point]] = defaultdict(list)
    for postcode, town, latitude, longitude in rows:
        # The first two comparisons leave out NaN as well.
        if latitude is None or longitude is None or not -90 <= latitude <= 90 or not -180 <= longitude <= 180:
            continue
        if latitude == 0 == longitude:
            continue
        outcode = outcode_of(postcode)
        point = (latitude, longitude, outcode)
        if outcode:
            by_outcode[outcode].append(point)
        if town:
            by_town[town].append(point)
    spellings: defaultdict[str, list[str]] = defaultdict(list)
    for town in by_town:
        spellings[folded(town)].append(town)
    towns: dict[str, Centre | Ambiguous] = {}
    for key, names in spellings.items():
        if key:
            called = max(names, key=lambda name: len(by_town[name]))
            towns[key] = _town(called, _some([point for name in names for point in by_town[name]]))
    return Centres(outcodes={outcode: _centre(outcode, _some(points)) for outcode, points in by_outcode.items()}, towns=towns)


def _town(called: str, points: list[_Point]) -> Centre | Ambiguous:
    centre = _centre(called, points)
    middle = (centre.latitude, centre.longitude)
    places: list[list[_Point]] = []
    rest = points
    while rest and len(places) < _MOST_PLACES:
        near = [point for point in rest if _apart(middle, point) <= ONE_PLACE]
        if len(near) == len(points):
            return centre
        if near:
            places.append(near)
            rest = [point for point in rest if _apart(middle, point) > ONE_PLACE]
        if rest:
            middle = rest[0][:2]
    places.sort(key=len, reverse=True)
    largest, second = len(places[0]), len(places[1]) if len(places) > 1 else 0
    if largest * 2 > len(points) and (second < _FEWEST or second * _SMALLEST_SHARE < len(points)):
        return _centre(called, places[0])
    usual = [Counter(outcode for *_, outcode in place if outcode).most_common(1) for place in places]
    return Ambiguous(called=called, outcodes=tuple(outcode for each in usual for outcode, _ in each))


def _centre(called: str, points: list[_Point]) -> Centre:
    latitude, longitude = _median([point[0] for point in points]), _median([point[1] for point in points])
    spread = _median([_apart((latitude, longitude), point) for point in points])
    return Centre(called=called, latitude=latitude, longitude=longitude, rests_on=len(points), spread=spread)


def _some(points: list[_Point]) -> list[_Point]:
    """Enough of them to know their middle by: of 100,000 meetings in one city, all would take seconds and tell no more."""
    return points[:: len(points) // _ENOUGH + 1]


def _median(values: list[float]) -> float:
    values.sort()
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def _apart(middle: tuple[float, float], point: _Point) -> float:
    """Metres, as if the earth were flat there: right to a few metres within a town, and quicker."""
    east = radians((point[1] - middle[1] + 180) % 360 - 180) * cos(radians(middle[0]))
    return EARTH * hypot(radians(point[0] - middle[0]), east)
