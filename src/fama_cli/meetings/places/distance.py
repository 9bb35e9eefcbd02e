"""Distances: how far it is between two spots, in metres and in words."""

from __future__ import annotations

import re
from math import asin, cos, degrees, pi, radians, sin, sqrt
from typing import NamedTuple

from fama_cli.errors import NotUnderstood
from fama_cli.meetings.places.spot import Exactness

EARTH = 6_371_008.8
"""Metres: the mean radius, (2a + b) / 3 of WGS84 (H. Moritz, Geodetic Reference System 1980, Journal of Geodesy 74, 2000,
https://doi.org/10.1007/s001900050278). On a sphere a distance is wrong by up to 0.5%, which no walk notices."""
MILE = 1609.344
"""Metres (Weights and Measures Act 1985, schedule 1, https://www.legislation.gov.uk/ukpga/1985/72/schedule/1)."""
FARTHEST = pi * EARTH
"""Metres: to the other side of the earth."""

WALKING = 80.0
"""Metres a minute, 4.8 km or 3 miles an hour (Thurrock Council, study of travel access,
https://www.thurrock.gov.uk/study-of-travel-access-in-and-around-thurrock/travel-types)."""
DETOUR = 1.4
"""A walk is longer than a straight line by this much: the mean of the 7,000 British walking routes of Slow Ways (Michael Tormey,
https://buildstories.slowways.org/michael-tormey-how-direct-are-the-slow-ways-routes-really/). Streets are often more direct, so
people who go by these words come early rather than late."""
LONGEST_WALK = 60
"""Minutes. Farther than this, people take a bus."""

_SHORTEST = 50.0
_METRES = {"": MILE, "mi": MILE, "mile": MILE, "miles": MILE, "km": 1000.0, "kms": 1000.0, "kilometre": 1000.0, "kilometres": 1000.0}
_METRES |= {"m": 1.0, "metre": 1.0, "metres": 1.0}
_WRITTEN = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*([a-z]*)\.?", re.ASCII)


class Box(NamedTuple):
    """All between these, in degrees, the edges too."""

    south: float
    north: float
    west: float
    east: float


def metres_between(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The great-circle distance between two spots given in degrees, by the haversine formula."""
    north = radians(latitude)
    other_north = radians(other_latitude)
    apart = sin((other_north - north) / 2) ** 2
    apart += cos(north) * cos(other_north) * sin(radians(other_longitude - longitude) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(apart)))


def boxes(latitude: float, longitude: float, metres: float) -> tuple[Box, ...]:
    """What a search looks through: every spot within `metres` is in one of these, and some farther ones are.

    There are two where the 180th meridian is between, and all longitudes where a pole is.
    """
    angle = metres / EARTH
    reach = degrees(angle)
    # A hair more, for what rounding takes away.
    south, north = latitude - reach - 1e-9, latitude + reach + 1e-9
    if south <= -90 or north >= 90:
        return (Box(max(south, -90.0), min(north, 90.0), -180.0, 180.0),)
    # The meridians that touch the circle do so nearer to the pole than its middle is.
    wide = degrees(asin(min(1.0, sin(angle) / cos(radians(latitude))))) + 1e-9
    west, east = longitude - wide, longitude + wide
    if west < -180:
        return Box(south, north, west + 360, 180.0), Box(south, north, -180.0, east)
    if east > 180:
        return Box(south, north, west, 180.0), Box(south, north, -180.0, east - 360)
    return (Box(south, north, west, east),)


def metres_in(words: str) -> float:
    """ "5mi", "5 miles", "8km", "800m" or "5", which is miles, in metres. Raises NotUnderstood."""
    found = _WRITTEN.fullmatch(words.strip().lower())
    if not found or found[2] not in _METRES:
        raise NotUnderstood(f"`{words}` is not a distance", hint="Write it as `5mi`, `8km` or `800m`")
    metres = float(found[1]) * _METRES[found[2]]
    if metres < _SHORTEST:
        miles = f"`{found[1]}mi` for miles" if found[2] == "m" else "more, such as `1mi`"
        raise NotUnderstood(f"`{words}` is {metres:g} metres, too near to find a meeting", hint=f"Write {miles}")
    if metres > FARTHEST:
        raise NotUnderstood(f"`{words}` is farther than the other side of the earth", hint="Write it as `5mi`, `8km` or `800m`")
    return metres


def distance_in_words(metres: float) -> str:
    """Miles, as "0.4 miles", "1 mile" or "12 miles"."""
    miles = metres / MILE
    if miles < 0.05:
        return "under 0.1 miles"
    said = f"{miles:,.0f}" if miles >= 9.95 else f"{miles:.1f}".removesuffix(".0")
    return f"{said} mile" if said == "1" else f"{said} miles"


def travel_in_words(metres: float, exactness: Exactness = Exactness.POSTCODE) -> str:
    """ "about 25 minutes' walk" for a straight line of that many metres. Empty where it is over an hour, or from no exact spot."""
    minutes = metres * DETOUR / WALKING
    if minutes > LONGEST_WALK or exactness not in {Exactness.POINT, Exactness.POSTCODE}:
        return ""
    nearest = max(5, 5 * round(minutes / 5))
    return f"about {nearest} minutes' walk" if minutes >= 2.5 else "under 5 minutes' walk"
