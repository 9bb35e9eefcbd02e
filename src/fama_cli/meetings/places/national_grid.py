"""British National Grid to latitude and longitude.

The formulas and the numbers are those of the Ordnance Survey, "A guide to coordinate systems in Great Britain"
(https://docs.os.uk/more-than-maps/a-guide-to-coordinate-systems-in-great-britain): annexes B and C, and section 6.6. The guide
gives the step from OSGB36 to WGS84 an error of up to 3.5 metres in 95 of 100 places. Ordnance Survey's exact step, OSTN15, needs a
large table to move a postcode by less than the width of its street.
"""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

# Airy 1830, and the projection of the National Grid (annex A).
_A, _B = 6_377_563.396, 6_356_256.909
_SCALE = 0.9996012717
_NORTH_0, _WEST_0 = radians(49), radians(-2)
_EASTING_0, _NORTHING_0 = 400_000.0, -100_000.0
_AF, _BF = _A * _SCALE, _B * _SCALE
_E2 = 1 - (_B / _A) ** 2
_N = (_A - _B) / (_A + _B)
_M1 = 1 + _N + 5 / 4 * _N**2 + 5 / 4 * _N**3
_M2 = 3 * _N + 3 * _N**2 + 21 / 8 * _N**3
_M3 = 15 / 8 * _N**2 + 15 / 8 * _N**3
_M4 = 35 / 24 * _N**3

# GRS80, which WGS84 uses (annex A).
_WGS_A, _WGS_B = 6_378_137.0, 6_356_752.314_140
_WGS_E2 = 1 - (_WGS_B / _WGS_A) ** 2
_WGS_EP2 = (_WGS_A / _WGS_B) ** 2 - 1

# The step from WGS84 to OSGB36, turned round (section 6.6). Metres, parts, radians.
_TX, _TY, _TZ = 446.448, -125.157, 542.060
_S = 1 - 20.4894e-6
_RX, _RY, _RZ = (radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))

EASTINGS, NORTHINGS = (0, 700_000), (0, 1_300_000)
"""Metres: the squares of the grid."""


def degrees_at(easting: float, northing: float) -> tuple[float, float]:
    """Metres on the National Grid -> (latitude, longitude) in degrees, WGS84, within about 5 metres."""
    return _wgs84(*_osgb36(easting, northing))


def osgb36_degrees_at(easting: float, northing: float) -> tuple[float, float]:
    """The same before the step to WGS84: degrees as on an Ordnance Survey sheet, about 100 metres from those of a phone."""
    north, east = _osgb36(easting, northing)
    return degrees(north), degrees(east)


def _osgb36(easting: float, northing: float) -> tuple[float, float]:
    """Radians on the Airy ellipsoid (annex C, C.2)."""
    up = northing - _NORTHING_0
    phi = up / _AF + _NORTH_0
    while True:
        less, more = phi - _NORTH_0, phi + _NORTH_0
        arc = _M1 * less - _M2 * sin(less) * cos(more) + _M3 * sin(2 * less) * cos(2 * more) - _M4 * sin(3 * less) * cos(3 * more)
        missing = up - _BF * arc
        if -0.0001 < missing < 0.0001:
            break
        phi += missing / _AF
    tangent, cosine = tan(phi), cos(phi)
    t2 = tangent * tangent
    part = 1 - _E2 * (1 - cosine * cosine)
    nu = _AF / sqrt(part)
    eta2 = part / (1 - _E2) - 1
    rho = nu / (1 + eta2)
    d = (easting - _EASTING_0) / nu
    d2 = d * d
    seventh = tangent * nu / rho * d2
    north = seventh * (1 / 2 - d2 * ((5 + 3 * t2 + eta2 - 9 * t2 * eta2) / 24 - d2 * (61 + 90 * t2 + 45 * t2 * t2) / 720))
    tenth = (1 + 2 * t2 + eta2) / 6 - d2 * ((5 + 28 * t2 + 24 * t2 * t2) / 120 - d2 * (61 + t2 * (662 + t2 * (1320 + 720 * t2))) / 5040)
    return phi - north, _WEST_0 + d / cosine * (1 - d2 * tenth)


def _wgs84(north: float, east: float) -> tuple[float, float]:
    """Degrees, through positions in space (annex B and section 6.2), at no height."""
    sine, cosine = sin(north), cos(north)
    nu = _A / sqrt(1 - _E2 * sine * sine)
    x, y, z = nu * cosine * cos(east), nu * cosine * sin(east), nu * (1 - _E2) * sine
    there_x = _TX + _S * x - _RZ * y + _RY * z
    there_y = _TY + _RZ * x + _S * y - _RX * z
    there_z = _TZ - _RY * x + _RX * y + _S * z
    out = hypot(there_x, there_y)
    # Bowring's formula in place of the guide's rounds: the same to far less than a millimetre, at once.
    slant = atan2(there_z * _WGS_A, out * _WGS_B)
    latitude = atan2(there_z + _WGS_EP2 * _WGS_B * sin(slant) ** 3, out - _WGS_E2 * _WGS_A * cos(slant) ** 3)
    return degrees(latitude), degrees(atan2(there_y, there_x))
