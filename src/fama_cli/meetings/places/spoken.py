"""What somebody typed to say where: a postcode, the first half of one, a latitude and longitude, or the name of a place."""

from __future__ import annotations

import re
from enum import StrEnum

from fama_cli.errors import NotUnderstood
from fama_cli.meetings.feeds.parts import postcode
from fama_cli.record import record
from fama_cli.text import visible

HOW = "Write a postcode (`LS1 4DY`), the first half of one (`LS1`), a town (`Leeds`), or a latitude and longitude (`53.8,-1.55`)"

_OUTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(?:\s+(\d))?", re.IGNORECASE | re.ASCII)
_AREA = re.compile(r"[A-Z]{1,2}", re.IGNORECASE | re.ASCII)
_NUMBER = r"([+-]?\d{1,3}(?:\.\d*)?)\s*\N{DEGREE SIGN}?\s*"
_POINT = re.compile(rf"{_NUMBER}([NS]?)(?:\s*[,;]\s*|\s+|(?<=[NS]))\(?{_NUMBER}([EW]?)", re.IGNORECASE | re.ASCII)
_UK = ((49.0, 61.0), (-9.0, 2.0))
"""Degrees, in round numbers: the bounds that EPSG gives the National Grid are 49.79 to 60.94 north and 8.82 west to 1.92 east
(https://epsg.io/27700)."""
_LONGEST = 100


class Asked(StrEnum):
    """The kinds of place that may be typed."""

    POSTCODE = "postcode"
    OUTCODE = "outcode"
    AREA = "area"
    """The letters that begin a postcode, such as LS: too wide to be near to."""
    POINT = "point"
    PLACE = "place"


@record
class Near:
    """A place, as it was typed."""

    kind: Asked
    words: str
    """In its usual form: "LS1 4DY", "LS1", "LS", "53.8,-1.55" or "Leeds"."""
    latitude: float | None = None
    longitude: float | None = None
    """Degrees, of a POINT."""
    doubt: str = ""
    """A sentence for the person to read, where they may have meant something else."""


def near_in(words: str) -> Near:
    """What was typed for `--near`. Raises NotUnderstood for nothing at all and for coordinates that are nowhere on earth."""
    typed = " ".join(words.split())
    if not typed or len(typed) > _LONGEST or not any(map(str.isalnum, typed)):
        raise NotUnderstood("No place was given" if not typed else f"`{visible(typed)[:60]}` is not a place", hint=HOW)
    whole = postcode(typed)
    if whole:
        return Near(kind=Asked.POSTCODE, words=whole)
    if found := _OUTCODE.fullmatch(typed):
        outcode = found[1].upper()
        doubt = f"`{typed.upper()}` is part of a postcode, so this is for all of {outcode}" if found[2] else ""
        return Near(kind=Asked.OUTCODE, words=outcode, doubt=doubt)
    if found := _POINT.fullmatch(typed.replace("\N{MINUS SIGN}", "-")):
        return _point(found)
    if _AREA.fullmatch(typed):
        return Near(kind=Asked.AREA, words=typed.upper())
    if not any(map(str.isalpha, typed)):
        raise NotUnderstood(f"`{visible(typed)}` is not a place", hint=HOW)
    return Near(kind=Asked.PLACE, words=visible(typed))


def outcode_of(written: str) -> str:
    """The first half of a postcode in its usual form: "LS1 4DY" is in "LS1"."""
    return written.partition(" ")[0]


def is_northern_irish(written: str) -> bool:
    """Whether a postcode or an outcode, in its usual form, is in Northern Ireland: these begin with BT, and no others do
    (Office for National Statistics, beginner's guide, licences for postcode products,
    http://www.ons.gov.uk/ons/ons/guide-method/geography/beginner-s-guide/licences/index.html)."""
    return written.startswith("BT") and written[2:3].isdigit()


def _point(found: re.Match[str]) -> Near:
    latitude, longitude = _signed(found[1], found[2], "S"), _signed(found[3], found[4], "W")
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise NotUnderstood(
            f"`{found[0]}` is nowhere on earth",
            hint="Write the latitude first, from -90 to 90, then the longitude, from -180 to 180: `53.8,-1.55`",
        )
    doubt = ""
    if not _is_in_uk(latitude, longitude) and _is_in_uk(longitude, latitude):
        doubt = f"{latitude:g},{longitude:g} is not in the UK, but {longitude:g},{latitude:g} is: the latitude comes first"
    return Near(kind=Asked.POINT, words=f"{latitude:g},{longitude:g}", latitude=latitude, longitude=longitude, doubt=doubt)


def _signed(number: str, letter: str, minus: str) -> float:
    return -float(number) if letter.upper() == minus else float(number)


def _is_in_uk(latitude: float, longitude: float) -> bool:
    return all(low <= each <= high for each, (low, high) in zip((latitude, longitude), _UK, strict=True))
