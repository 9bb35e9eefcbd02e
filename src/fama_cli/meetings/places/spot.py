"""A spot on the map, and how exactly it is known."""

from __future__ import annotations

from enum import StrEnum

from fama_cli.record import record


class Exactness(StrEnum):
    """What the spot stands for, the most exact first."""

    POINT = "point"
    """A latitude and a longitude that somebody gave."""
    POSTCODE = "postcode"
    """About 15 addresses (Ordnance Survey, Code-Point Open technical specification,
    https://docs.os.uk/os-downloads/~gitbook/pdf?only=yes&page=aj6zuGxdUCIO06z47WBq)."""
    OUTCODE = "outcode"
    """The first half of a postcode: the middle of the meetings there."""
    PLACE = "place"
    """A town or a village: the middle of the meetings there."""


@record
class Spot:
    """Where to search from. Degrees, WGS84."""

    latitude: float
    longitude: float
    called: str
    """In words, such as "LS1 4DY" or "Leeds"."""
    exactness: Exactness
