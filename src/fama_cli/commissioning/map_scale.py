"""From degrees to a sheet of paper: equirectangular, with the cosine of the middle latitude, so that a mile is as long either way."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians

from fama_cli.record import record

METRES_TO_A_DEGREE = radians(1) * 6_371_008.8
"""Of latitude, on a sphere of the mean radius of the Earth: IUGG, https://en.wikipedia.org/wiki/Earth_radius#Arithmetic_mean_radius."""
MILE = 1609.344
"""Metres."""

_SMALLEST = 2 * MILE
"""Metres across, at least: one meeting alone is not drawn as though it were the whole country."""
_BARS = (0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200)
"""Miles."""


@record
class Scale:
    """Puts a position on the sheet. `pixels` are to a metre."""

    north: float
    """Latitude of the middle."""
    east: float
    width: float
    height: float
    pixels: float

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Pixels from the left, and from the top."""
        east = (longitude - self.east) * METRES_TO_A_DEGREE * cos(radians(self.north))
        north = (latitude - self.north) * METRES_TO_A_DEGREE
        return self.width / 2 + east * self.pixels, self.height / 2 - north * self.pixels


def scale_for(positions: Sequence[tuple[float, float]], *, width: float, shortest: float, tallest: float, margin: float) -> Scale:
    """A sheet on which every one of `positions` (latitude, longitude: at least 1) is at least `margin` from its edge."""
    norths, easts = zip(*positions, strict=True)
    north, east = (min(norths) + max(norths)) / 2, (min(easts) + max(easts)) / 2
    across = max((max(easts) - min(easts)) * METRES_TO_A_DEGREE * cos(radians(north)), _SMALLEST)
    up = max((max(norths) - min(norths)) * METRES_TO_A_DEGREE, _SMALLEST / 2)
    pixels = min((width - 2 * margin) / across, (tallest - 2 * margin) / up)
    return Scale(north=north, east=east, width=width, height=max(shortest, up * pixels + 2 * margin), pixels=pixels)


def bar_of(scale: Scale, *, longest: float) -> tuple[float, float]:
    """A round number of miles that is at most `longest` pixels, and how many pixels it is."""
    fitting = [miles for miles in _BARS if miles * MILE * scale.pixels <= longest]
    miles = fitting[-1] if fitting else _BARS[0]
    return miles, miles * MILE * scale.pixels
