"""Where meetings are held in person: which positions there are, and which cannot be right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from fama_cli.record import record

NORTH, EAST = (49.0, 61.0), (-9.0, 2.0)
"""Degrees, in round numbers: the bounds that EPSG gives the National Grid are 49.79 to 60.94 north, and 8.82 west to 1.92 east
(https://epsg.io/27700)."""


@record
class Spot:
    """A position, to 4 decimals of a degree: about 10 metres."""

    latitude: float
    longitude: float
    name: str | None
    """What to call where it is: its outcode, or the area that it is listed in. None is not stated."""
    meetings: int


@record
class Placed:
    """Meetings in person by where they are. Those that cannot be put on a map are counted."""

    spots: tuple[Spot, ...]
    no_position: int
    not_right: int
    """Half a position, or one that is not in the UK."""


Position = tuple[float | None, float | None, str | None]
"""Latitude, longitude, and what to call where it is."""


def placed(positions: Iterable[Position]) -> Placed:
    """Count meetings by where they are. The order does not matter."""
    found: Counter[tuple[float, float, str | None]] = Counter()
    no_position = not_right = 0
    for latitude, longitude, name in positions:
        if latitude is None and longitude is None:
            no_position += 1
        elif latitude is None or longitude is None or not _in_the_uk(latitude, longitude):
            not_right += 1
        else:
            found[round(latitude, 4), round(longitude, 4), name or None] += 1
    ordered = sorted(found.items(), key=lambda each: (each[0][2] is None, each[0][2] or "", -each[1], -each[0][0], each[0][1]))
    spots = tuple(Spot(latitude=north, longitude=east, name=name, meetings=number) for (north, east, name), number in ordered)
    return Placed(spots=spots, no_position=no_position, not_right=not_right)


def _in_the_uk(latitude: float, longitude: float) -> bool:
    """What is not a number is not between 2 others. 0, 0 is in the sea off Ghana, and stands for "not known" in many lists."""
    return NORTH[0] <= latitude <= NORTH[1] and EAST[0] <= longitude <= EAST[1]


@record
class Named:
    """All the spots of one name."""

    name: str
    meetings: int
    places: int


NO_NAME = "Not stated"


def by_name(found: Placed) -> tuple[Named, ...]:
    """A line for each name, those without one last."""
    meetings, places = Counter[str | None](), Counter[str | None]()
    for spot in found.spots:
        meetings[spot.name] += spot.meetings
        places[spot.name] += 1
    return tuple(Named(name=name or NO_NAME, meetings=number, places=places[name]) for name, number in meetings.items())
