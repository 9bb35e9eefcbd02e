"""The days on which a meeting is closed: bank holidays, Christmas, Easter, and dates that are named."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from fama_cli.directory.facts import Nation
from fama_cli.meetings.model import UK_CLOCKS, Closure, Meeting

_CHRISTMAS = ((1, 1), (12, 24), (12, 25), (12, 26))
"""Month and day."""

_CODES = {Nation.ENGLAND: "ENG", Nation.SCOTLAND: "SCT", Nation.WALES: "WLS", Nation.NORTHERN_IRELAND: "NIR"}
"""ISO 3166-2:GB, as the `holidays` package names them."""


@lru_cache(maxsize=4096)
def closed_days(closed_on: tuple[str, ...], nation: str, first: date, last: date) -> frozenset[date]:
    """The days from `first` to `last`, both included, that `closed_on` names. Each is a `Closure`, or a date such as 2026-12-25.

    `nation` is a `Nation`; where it is not known, bank holidays are those of England. Those of each nation are listed at
    https://www.gov.uk/bank-holidays. Raises ValueError for what is neither a closure nor a date.
    """
    if not closed_on:
        return frozenset()
    found: set[date] = set()
    for each in closed_on:
        if each in _CLOSURES:
            for year in range(first.year, last.year + 1):
                found |= _of_year(Closure(each), nation, year)
        else:
            found.add(date.fromisoformat(each))
    return frozenset(day for day in found if first <= day <= last)


_CLOSURES = frozenset(Closure)


@lru_cache(maxsize=1024)
def _of_year(closure: Closure, nation: str, year: int) -> frozenset[date]:
    if closure is Closure.CHRISTMAS:
        return frozenset(date(year, month, day) for month, day in _CHRISTMAS)
    if closure is Closure.EASTER:
        from dateutil.easter import easter

        return frozenset(easter(year) + timedelta(days=days) for days in range(-2, 2))
    return _bank_holidays(Nation(nation) if nation in _CODES else Nation.ENGLAND, year)


def _bank_holidays(nation: Nation, year: int) -> frozenset[date]:
    """Only what the package itself holds: it reaches no network and writes nothing. To import it takes 0.1 s, with every country."""
    from holidays.countries.united_kingdom import UnitedKingdom

    # A bank holiday that falls on a weekend is kept as well as its substitute day: a group that meets on Saturdays, and not on
    # bank holidays, does not meet on a Christmas Day that is a Saturday.
    return frozenset(UnitedKingdom(subdiv=_CODES[nation], years=year, language="en_GB", expand=False))  # type: ignore[no-untyped-call]  # as the package is


@lru_cache(maxsize=65536)
def nation_of_postcode(postcode: str) -> str:
    """The `Nation` of a UK postcode, or of the first half of one. Empty for the Channel Islands, the Isle of Man, the forces and all else.

    By the postcode area: the letters that it begins with (ONS Postcode Directory, https://geoportal.statistics.gov.uk). England
    and Wales have the same bank holidays, so nothing hangs on which side of their border a postcode is; areas with both are of
    the nation that has more. For the border of England and Scotland, see `is_by_the_border`.
    """
    match = _OUT.match(postcode.strip().upper())
    if match is None or match["area"] not in _AREAS:
        return ""
    return _DISTRICTS.get(match[0]) or _AREAS[match["area"]]


def is_by_the_border(postcode: str) -> bool:
    """Whether the first half of a postcode is shared by England and Scotland, whose bank holidays differ, so somebody should ask.

    TD12 and TD15 are, and mostly in Northumberland (https://www.johnlamont.org/news/calls-end-english-postcode-anomaly).
    """
    match = _OUT.match(postcode.strip().upper())
    return match is not None and match[0] in _SHARED


def nation_of(meeting: Meeting) -> str:
    """The `Nation` in which a meeting takes place: by its postcode, or by a nation in its address. Empty where it is not known."""
    found = nation_of_postcode(meeting.postcode) if meeting.postcode else ""
    if found or meeting.zone != UK_CLOCKS:
        return found
    named = (meeting.country.casefold(), meeting.county.casefold(), *(each.strip() for each in meeting.region.casefold().split(">")))
    return next((nation.value for nation in Nation if nation.value.replace("-", " ") in named), "")


_OUT = re.compile(r"(?P<area>[A-Z]{1,2})\d[A-Z\d]?(?=\s|\d[A-Z]{2}$|$)", re.ASCII)

_SCOTTISH = "AB DD DG EH FK G HS IV KA KW KY ML PA PH TD ZE"
_WELSH = "CF LD LL NP SA"
_ENGLISH = (
    "AL B BA BB BD BH BL BN BR BS CA CB CH CM CO CR CT CV CW DA DE DH DL DN DT DY E EC EN EX FY GL GU HA HD HG HP HR HU HX IG IP"
    " KT L LA LE LN LS LU M ME MK N NE NG NN NR NW OL OX PE PL PO PR RG RH RM S SE SG SK SL SM SN SO SP SR SS ST SW SY TA TF TN"
    " TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO"
)
_AREAS = {
    **dict.fromkeys(_SCOTTISH.split(), Nation.SCOTLAND.value),
    **dict.fromkeys(_WELSH.split(), Nation.WALES.value),
    **dict.fromkeys(_ENGLISH.split(), Nation.ENGLAND.value),
    "BT": Nation.NORTHERN_IRELAND.value,
}
_SHARED = frozenset(("TD12", "TD15"))
_DISTRICTS = {
    **dict.fromkeys(_SHARED, Nation.ENGLAND.value),
    # Deeside, Flint, Mold and Holywell, and from Montgomery to Ystrad Meurig: https://en.wikipedia.org/wiki/CH_postcode_area and
    # https://en.wikipedia.org/wiki/SY_postcode_area.
    **dict.fromkeys(("CH5", "CH6", "CH7", "CH8", *(f"SY{number}" for number in range(15, 26))), Nation.WALES.value),
}
