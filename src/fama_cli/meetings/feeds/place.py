"""Where a meeting is, out of the ways that lists write an address and a spot on the map."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from math import isfinite

from fama_cli.meetings.feeds.parts import POSTCODE
from fama_cli.meetings.feeds.plain import text
from fama_cli.meetings.reading import Finding, Notice, Severity
from fama_cli.text import folded

NOT_A_SPOT = Notice(
    "not-a-spot",
    Severity.CHANGED,
    "The coordinates are no place where a meeting can be, so they were left out",
    "Give latitude and longitude in degrees, such as 53.80 and -1.55",
)
AN_AREA = Notice(
    "an-area",
    Severity.CHANGED,
    "The coordinates are the corners of an area, so they were left out and the place is taken as approximate",
    "Give one latitude and one longitude",
)
NOT_YES_OR_NO = Notice("not-yes-or-no", Severity.CHANGED, "It is neither yes nor no, so it was left out", "Write yes or no")

_COUNTRIES = {
    "uk": "UK", "united kingdom": "UK", "gb": "UK", "great britain": "UK", "england": "England", "scotland": "Scotland", "wales": "Wales",
    "northern ireland": "Northern Ireland", "ireland": "Ireland", "usa": "USA", "us": "USA", "united states": "USA", "canada": "Canada",
    "isle of man": "Isle of Man", "jersey": "Jersey", "guernsey": "Guernsey",
}  # fmt: skip
_COUNTIES = frozenset({
    "kent", "surrey", "essex", "norfolk", "suffolk", "devon", "cornwall", "dorset", "somerset", "cumbria", "durham", "merseyside",
    "rutland", "northumberland", "avon", "cleveland", "middlesex", "sussex", "county durham", "greater manchester", "greater london",
    "tyne and wear", "tyne & wear", "west midlands", "east sussex", "west sussex", "isle of wight", "county antrim", "county down",
    "county armagh", "county tyrone", "county fermanagh", "county londonderry",
})  # fmt: skip
_STATE_AND_ZIP = re.compile(r"(?P<state>[A-Z]{2})\s+(?P<zip>\d{5}(?:-\d{4})?)", re.ASCII)


_AS_MOST_ARE = re.compile(
    rf"(?P<address>[^,\n\s][^,\n]*), (?P<town>[A-Za-z][^,\n\d]*), {POSTCODE.pattern.replace(chr(92) + 'b', '')}, (?:UK|United Kingdom)",
    re.IGNORECASE | re.ASCII,
)
"""Street, town, postcode and country: the quick way for what most are, with the same outcome."""


@lru_cache(maxsize=16384)
def parts_of(written: str) -> tuple[tuple[str, str], ...]:
    """ "23 High Street, Leeds, LS1 4DY, UK" as pairs of a Meeting's field and its words, for the fields that are there."""
    plain = _AS_MOST_ARE.fullmatch(written)
    if plain:
        post = f"{plain['out']} {plain['in']}".upper()
        return (("address", plain["address"]), ("town", plain["town"]), ("postcode", post), ("country", "UK"))
    pieces = [piece for piece in map(str.strip, written.replace("\n", ",").split(",")) if piece]
    made: dict[str, str] = {}
    if len(pieces) > 1 and pieces[-1].casefold() in _COUNTRIES:
        made["country"] = _COUNTRIES[pieces.pop().casefold()]
    for at in range(len(pieces) - 1, -1, -1):
        found = POSTCODE.search(pieces[at])
        if found:
            made["postcode"] = f"{found['out']} {found['in']}".upper()
            left = f"{pieces[at][: found.start()]} {pieces[at][found.end() :]}".strip()
            pieces[at : at + 1] = [left] if left else []
            break
    american = _STATE_AND_ZIP.fullmatch(pieces[-1]) if pieces and "postcode" not in made else None
    if american:
        made["county"], made["postcode"] = american["state"], american["zip"]
        pieces.pop()
    if len(pieces) > 2 and "county" not in made and (pieces[-1].endswith("shire") or pieces[-1].casefold() in _COUNTIES):
        made["county"] = pieces.pop()
    # "Leeds, UK" is a town, and "High Street, LS1 4DY" an address.
    if len(pieces) > 1 or (pieces and "postcode" not in made and "country" in made and not re.search(r"\d", pieces[0])):
        made["town"] = pieces.pop()
    if pieces:
        made["address"] = ", ".join(pieces)
    return tuple(made.items())


def country(written: str) -> str:
    """ "United Kingdom" and "GB" as "UK"; others as they are written."""
    return _COUNTRIES.get(written.casefold(), written)


def degrees(latitude: object, longitude: object) -> tuple[float, float] | None:
    """A spot on the map, from numbers or text, or None. 0, 0 is in the sea, and what software writes that knows no place."""
    if type(latitude) is float and type(longitude) is float and 49 < latitude < 61 and -9 < longitude < 2:
        return latitude, longitude  # In the UK and Ireland, as nearly all are.
    if isinstance(latitude, bool) or isinstance(longitude, bool):
        return None
    try:
        north, east = float(latitude), float(longitude)  # type: ignore[arg-type]  # whatever else it is, it is no number
    except (TypeError, ValueError, OverflowError):
        return None
    if not (isfinite(north) and isfinite(east)) or not (-90 <= north <= 90 and -180 <= east <= 180) or north == east == 0:
        return None
    return north, east


def says_online(written: str) -> bool:
    """Whether an address is none, and says that the meeting is online."""
    return written[:1] in "oOzZvV" and folded(written) in _ONLINE_WORDS


_ONLINE_WORDS = frozenset({"online", "onlinemeeting", "onlineonly", "zoom", "zoommeeting", "virtual", "virtualmeeting"})


def spot_of(item: Mapping[str, object], findings: list[Finding]) -> dict[str, object]:
    """`latitude`, `longitude` and `approximate` of a row, where it has them: as numbers, as text, or both in `coordinates`."""
    latitude, longitude, field = item.get("latitude"), item.get("longitude"), "latitude"
    if type(latitude) is float and item.get("approximate") == "no":
        spot = degrees(latitude, longitude)
        if spot:
            return {"approximate": False, "latitude": spot[0], "longitude": spot[1]}
    approximate = yes_or_no(item.get("approximate"), findings)
    if latitude in _NOTHING and longitude in _NOTHING:
        field = "coordinates"
        together = text(item.get("coordinates"), field, findings)
        numbers = together.split(",") if together else []
        if len(numbers) == 4:
            findings.append(Finding(field, AN_AREA, together[:60]))
            return {"approximate": True}
        latitude, longitude = (numbers[0], numbers[1]) if len(numbers) == 2 else (together, "")
    made: dict[str, object] = {} if approximate is None else {"approximate": approximate}
    if latitude in _NOTHING and longitude in _NOTHING:
        return made
    spot = degrees(latitude, longitude)
    if spot:
        made["latitude"], made["longitude"] = spot
    else:
        findings.append(Finding(field, NOT_A_SPOT, f"{latitude!s:.28}, {longitude!s:.28}"))
    return made


_NOTHING = (None, "")


def yes_or_no(value: object, findings: list[Finding]) -> bool | None:
    """What `approximate` says, in words or as a boolean. None where it says nothing."""
    if value is None or value == "" or isinstance(value, bool):
        return value if isinstance(value, bool) else None
    said = folded(str(value)) if isinstance(value, str | float) or value in (0, 1) else ""
    if said in _YES_OR_NO:
        return _YES_OR_NO[said]
    findings.append(Finding("approximate", NOT_YES_OR_NO, repr(value)[:60]))
    return None


_YES_OR_NO = {"yes": True, "no": False, "true": True, "false": False, "y": True, "n": False, "1": True, "0": False}


def region_of(item: Mapping[str, object], findings: list[Finding]) -> str:
    """The area that a row names, the widest first, parted by " > "."""
    regions = item.get("regions")
    region = item.get("region")
    if not regions and type(region) is str and region.isalpha() and not item.get("sub_region"):
        return region
    if isinstance(regions, list):
        return " > ".join(filter(None, [text(each, "regions", findings) for each in regions]))
    names = ("regions",) if regions else ("region", "sub_region", "sub_sub_region")
    written = [words for name in names if item.get(name) and (words := text(item[name], name, findings))]
    if len(written) == 1 and ">" not in written[0]:
        return written[0]
    return " > ".join(filter(None, (each.strip() for words in written for each in words.split(">"))))
