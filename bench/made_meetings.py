"""Made-up lists of meetings and postcodes, larger than any there is and the same each time.

They are made once, and kept in .bench until how they are made changes."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import zipfile
from collections.abc import Iterator
from math import cos, pi, radians, sin, sqrt
from pathlib import Path
from typing import NamedTuple

KEPT = Path(__file__).resolve().parent.parent / ".bench" / "meetings"
MEETINGS, VENUES, POSTCODES = 200_000, 60_000, 1_700_000
FELLOWSHIP = "na"
FEW = 100
"""Meetings of a smaller list, for a calendar."""

# Postcode area, its town, about where that is, and about how many districts it has.
_AREAS = """
AB Aberdeen 57.15 -2.11 16|AL St Albans 51.75 -0.34 10|B Birmingham 52.48 -1.90 48|BA Bath 51.38 -2.36 16|BB Blackburn 53.75 -2.48 12
BD Bradford 53.79 -1.75 24|BH Bournemouth 50.72 -1.88 25|BL Bolton 53.58 -2.43 9|BN Brighton 50.83 -0.14 30|BR Bromley 51.40 0.02 8
BS Bristol 51.45 -2.59 41|CA Carlisle 54.89 -2.94 28|CB Cambridge 52.20 0.12 25|CF Cardiff 51.48 -3.18 48|CH Chester 53.19 -2.89 36
CM Chelmsford 51.73 0.47 24|CO Colchester 51.89 0.90 16|CR Croydon 51.37 -0.10 9|CT Canterbury 51.28 1.08 21|CV Coventry 52.41 -1.51 23
DA Dartford 51.44 0.22 18|DD Dundee 56.46 -2.97 11|DE Derby 52.92 -1.48 24|DG Dumfries 55.07 -3.61 14|DL Darlington 54.52 -1.55 17
DN Doncaster 53.52 -1.13 41|DT Dorchester 50.71 -2.44 11|DY Dudley 52.51 -2.08 14|E London 51.53 -0.04 18|EC London 51.52 -0.10 4
EH Edinburgh 55.95 -3.19 55|EN Enfield 51.65 -0.08 11|EX Exeter 50.72 -3.53 39|FK Falkirk 56.00 -3.78 21|FY Blackpool 53.82 -3.05 8
G Glasgow 55.86 -4.25 84|GL Gloucester 51.86 -2.24 20|GU Guildford 51.24 -0.57 35|HA Harrow 51.58 -0.33 9|HD Huddersfield 53.65 -1.78 9
HG Harrogate 53.99 -1.54 5|HP Hemel Hempstead 51.75 -0.47 27|HR Hereford 52.06 -2.72 9|HU Hull 53.74 -0.34 20|HX Halifax 53.72 -1.86 7
IG Ilford 51.56 0.07 11|IP Ipswich 52.06 1.16 33|IV Inverness 57.48 -4.22 60|KA Kilmarnock 55.61 -4.50 30|KT Kingston 51.41 -0.30 24
KY Kirkcaldy 56.11 -3.16 16|L Liverpool 53.41 -2.98 40|LA Lancaster 54.05 -2.80 23|LE Leicester 52.64 -1.13 19
LL Llandudno 53.32 -3.83 78|LN Lincoln 53.23 -0.54 13|LS Leeds 53.80 -1.55 29|LU Luton 51.88 -0.42 7|M Manchester 53.48 -2.24 47
ME Maidstone 51.27 0.52 20|MK Milton Keynes 52.04 -0.76 20|ML Motherwell 55.79 -3.99 12|N London 51.57 -0.11 22
NE Newcastle 54.97 -1.61 71|NG Nottingham 52.95 -1.15 34|NN Northampton 52.24 -0.90 18|NP Newport 51.59 -3.00 44
NR Norwich 52.63 1.30 35|NW London 51.55 -0.19 11|OL Oldham 53.54 -2.12 16|OX Oxford 51.75 -1.26 49|PA Paisley 55.85 -4.42 78
PE Peterborough 52.57 -0.24 38|PH Perth 56.40 -3.43 50|PL Plymouth 50.37 -4.14 35|PO Portsmouth 50.80 -1.09 41|PR Preston 53.76 -2.70 26
RG Reading 51.45 -0.97 45|RH Redhill 51.24 -0.17 20|RM Romford 51.58 0.18 20|S Sheffield 53.38 -1.47 49|SA Swansea 51.62 -3.94 73
SE London 51.46 -0.05 28|SG Stevenage 51.90 -0.20 19|SK Stockport 53.41 -2.16 23|SL Slough 51.51 -0.59 9|SM Sutton 51.36 -0.19 7
SN Swindon 51.56 -1.78 26|SO Southampton 50.91 -1.40 53|SP Salisbury 51.07 -1.79 11|SR Sunderland 54.91 -1.38 9
SS Southend 51.54 0.71 17|ST Stoke 53.00 -2.18 21|SW London 51.46 -0.17 20|SY Shrewsbury 52.71 -2.75 25|TA Taunton 51.02 -3.10 24
TD Galashiels 55.62 -2.81 15|TF Telford 52.68 -2.45 13|TN Tonbridge 51.19 0.27 40|TQ Torquay 50.46 -3.53 14|TR Truro 50.26 -5.05 27
TS Middlesbrough 54.57 -1.23 29|TW Twickenham 51.45 -0.34 20|UB Uxbridge 51.54 -0.48 11|W London 51.51 -0.20 14
WA Warrington 53.39 -2.59 16|WC London 51.52 -0.12 2|WD Watford 51.66 -0.40 25|WF Wakefield 53.68 -1.50 17|WN Wigan 53.54 -2.63 8
WR Worcester 52.19 -2.22 15|WS Walsall 52.59 -1.98 15|WV Wolverhampton 52.59 -2.13 16|YO York 53.96 -1.08 62|BT Belfast 54.60 -5.93 90
"""
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
"""Of the last 2 in a postcode."""
_STREETS = ("High Street", "Church Lane", "Mill Road", "Station Road", "Victoria Street", "Park Avenue", "Chapel Street", "The Green")
_SAINTS = ("St Mary's", "St Paul's", "St John's", "Trinity", "Quaker", "Salvation Army", "Central Methodist", "Emmanuel", "Oak Tree")
_HOUSES = ("Church Hall", "Community Centre", "Meeting House", "Parish Rooms", "Library", "Health Centre", "Recovery Hub", "Centre")
_NAMES = ("Just for Today", "Clean and Serene", "Hope", "Newcomers", "Step and Tradition", "Lunchtime", "Living Clean", "The Way Out")
_TIMES = (
    *["19:30"] * 9, *["19:00"] * 6, *["20:00"] * 5, *["18:30"] * 3, *["18:00"] * 3, *["12:30"] * 3,
    "07:00", "10:00", "10:30", "11:00", "12:00", "13:00", "14:00", "17:30",
)  # fmt: skip
_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_TYPES = ("DISC", "STEP", "BEG", "JFT", "SPK", "IP", "LIT", "TOP", "W", "M", "GL", "Y", "MED", "CAN", "POL")
_NOTES = (
    "Not on bank holidays", "Ring the bell. First floor", "Last Friday of the month is open", "Tea and coffee from 15 minutes before",
    "Use the side entrance, by the car park", "No meeting on Christmas Day. Ask before you travel", "Speaker on the first week, then steps",
    "The hall is up 6 steps. There is a ramp at the back: ask at the desk", "Bring a cushion: the chairs are hard",
)  # fmt: skip


class Area(NamedTuple):
    """A postcode area."""

    letters: str
    town: str
    latitude: float
    longitude: float
    districts: int

    @property
    def share(self) -> int:
        """How many of the meetings are there, beside the others: London has more in each district than the rest."""
        return self.districts * (3 if self.town == "London" else 1)

    def middle(self, district: int) -> tuple[float, float]:
        """Of a district: the first is in the town, and the others lie round it, each farther out."""
        return _moved(self.latitude, self.longitude, 2.2 * sqrt(district - 1), 2.4 * district)


class Venue(NamedTuple):
    """Somewhere with meetings."""

    town: str
    name: str
    street: str
    postcode: str
    latitude: float
    longitude: float


AREAS = tuple(
    Area(letters, " ".join(town), float(north), float(east), int(districts))
    for letters, *town, north, east, districts in (line.split() for line in _AREAS.replace("\n", "|").split("|") if line)
)

_SHARES = [area.share for area in AREAS]


def kept(name: str) -> Path:
    """`list.json`, `few.json` or `codepo.zip`. Made when it is not there, or would now be made differently."""
    folder = KEPT / hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:16]
    if not folder.is_dir():
        shutil.rmtree(KEPT, ignore_errors=True)
        unfinished = KEPT / "unfinished"
        unfinished.mkdir(parents=True)
        rows = list(meetings())
        # The list is in the order of its towns, so those few are from all over.
        for file, some in (("list.json", rows), ("few.json", rows[:: len(rows) // FEW][:FEW])):
            (unfinished / file).write_text(json.dumps(some), encoding="utf-8")
        _write_code_point(unfinished / "codepo.zip")
        unfinished.rename(folder)
    return folder / name


def meetings() -> Iterator[dict[str, object]]:
    """The rows of a Meeting Guide list. Venues have 1 to 7 meetings; a tenth have notes; 2 in 100 are online alone, and 8 are both."""
    chance = random.Random(2014)
    places = sorted(_venue(chance) for _ in range(VENUES))
    held = sorted(chance.randrange(VENUES) for _ in range(MEETINGS))
    taken: set[tuple[int, int, str]] = set()
    for number, place in enumerate(held):
        day, time = chance.randrange(7), chance.choice(_TIMES)
        if (place, day, time) in taken:  # 2 at once in a place are rare, and there are some.
            day, time = chance.randrange(7), chance.choice(_TIMES)
        taken.add((place, day, time))
        yield _meeting(number, places[place], day, time, chance)


def _meeting(number: int, venue: Venue, day: int, time: str, chance: random.Random) -> dict[str, object]:
    name = chance.choice((f"{venue.town} {_DAYS[day]}", venue.town, _DAYS[day], "")) + f" {chance.choice(_NAMES)}"
    minute = int(time[:2]) * 60 + int(time[3:]) + chance.choice((60, 90, 90))
    row: dict[str, object] = {
        "id": 10_000 + number,
        "name": name.strip(),
        "slug": f"{name.strip().lower().replace(' ', '-')}-{number}",
        "notes": chance.choice(_NOTES) if chance.random() < 0.1 else "",
        "updated": f"2026-{chance.randint(1, 10):02}-{chance.randint(1, 28):02} 10:11:12",
        "url": f"https://example.org/meetings/{number}",
        "day": day,
        "time": time,
        "end_time": f"{minute // 60:02}:{minute % 60:02}",
        "timezone": "Europe/London",
        "types": [chance.choice("OOC"), *chance.sample(_TYPES, chance.randint(0, 2)), *(["X"] if chance.random() < 0.4 else [])],
        "region": venue.town,
        "entity": "A Service Committee",
        "entity_url": "https://example.org",
    }
    online = chance.random()
    if online > 0.02:
        row |= {
            "location": venue.name,
            "location_notes": "Round the back" if chance.random() < 0.1 else "",
            "formatted_address": f"{venue.street}, {venue.town}, {venue.postcode}, UK",
            "approximate": "no",
        }
        if chance.random() < 0.96:
            row |= {"latitude": venue.latitude, "longitude": venue.longitude}
    if online < 0.1:
        row |= {"conference_url": f"https://zoom.us/j/{83_000_000_000 + number}", "conference_url_notes": "Cameras may be off"}
    return row


def _venue(chance: random.Random) -> Venue:
    area = chance.choices(AREAS, weights=_SHARES)[0]
    district = chance.randint(1, area.districts)
    latitude, longitude = _moved(*area.middle(district), abs(chance.gauss(0, 1)), chance.random() * 2 * pi)
    return Venue(
        town=area.town,
        name=f"{chance.choice(_SAINTS)} {chance.choice(_HOUSES)}",
        street=f"{chance.randint(1, 300)} {chance.choice(_STREETS)}",
        postcode=f"{area.letters}{district} {chance.randrange(10)}{chance.choice(_LETTERS)}{chance.choice(_LETTERS)}",
        latitude=round(latitude, 6),
        longitude=round(longitude, 6),
    )


def _moved(latitude: float, longitude: float, kilometres: float, angle: float) -> tuple[float, float]:
    north, east = kilometres * cos(angle), kilometres * sin(angle)
    return latitude + north / 111.2, longitude + east / (111.2 * cos(radians(latitude)))


def _write_code_point(path: Path) -> None:
    """Postcodes in the shape of Code-Point Open: a file for each area, of rows in metres on the National Grid."""
    chance = random.Random(2014)
    areas = [area for area in AREAS if area.letters != "BT"]  # It has none of Northern Ireland.
    units = [f"{sector}{first}{second}" for sector in range(10) for first in _LETTERS for second in _LETTERS]
    each = -(-POSTCODES // sum(area.districts for area in areas))
    left = POSTCODES
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for area in areas:
            lines = []
            for district in range(1, area.districts + 1):
                east, north = _on_the_grid(*area.middle(district))
                for unit in chance.sample(units, min(each, left)):
                    place = f"{east + chance.randrange(-900, 900)},{north + chance.randrange(-900, 900)}"
                    lines.append(
                        f'"{f"{area.letters}{district}":4}{unit}",10,{place},"E92000001","E19000001","E18000001","","E08000035","E05000001"\n'
                    )
                left -= min(each, left)
            archive.writestr(f"Data/CSV/{area.letters.lower()}.csv", "".join(lines))


def _on_the_grid(latitude: float, longitude: float) -> tuple[int, int]:
    """About: within a few hundred metres of where the National Grid has it, at most a few thousand."""
    east = radians(longitude + 2) * cos(radians(latitude)) * 6_385_000
    bent = east**2 * sin(radians(latitude)) / cos(radians(latitude)) / 2 / 6_385_000
    return round(400_000 + east), round(-100_000 + (latitude - 49) * 111_220 + bent)
