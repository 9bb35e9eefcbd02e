"""Clocks, as a calendar file describes them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from fama_cli.meetings.model import UK_CLOCKS

if TYPE_CHECKING:
    from icalendar import Timezone


def uk_clocks() -> Timezone:
    """The clocks of the United Kingdom, by the rule since 1996: a weekly meeting stays at 7pm when they change."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    hour = timedelta(hours=1)
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    for part, name, month, starts, before, after in (
        (summer, "BST", 3, datetime(1996, 3, 31, 1), timedelta(0), hour),  # noqa: DTZ001  # the rule is in the clocks' own time
        (winter, "GMT", 10, datetime(1996, 10, 27, 2), hour, timedelta(0)),  # noqa: DTZ001  # as above
    ):
        part.add("dtstart", starts)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
    zone = Timezone()
    zone.add("tzid", UK_CLOCKS)
    zone.add_component(summer)
    zone.add_component(winter)
    return zone


@lru_cache(maxsize=64)
def clocks_of(zone: str, first_year: int, last_year: int) -> Timezone:
    """The clocks that the IANA calls `zone`, right for those years. It must be one that is known: see `days.zone_of`."""
    from icalendar import Timezone

    if zone == UK_CLOCKS:
        return uk_clocks()
    return Timezone.from_tzid(zone, first_date=date(first_year, 1, 1), last_date=date(last_year + 1, 1, 1))
