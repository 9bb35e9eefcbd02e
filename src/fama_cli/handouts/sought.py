"""What was looked for, as far as paper may say it: a sheet may be left on a bus, and the place that was typed may be a home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fama_cli.directory.dates import in_words
from fama_cli.meetings.index.query import Query
from fama_cli.meetings.index.search import Hit
from fama_cli.meetings.named import ATTENDANCES, FEATURES, WELCOMES
from fama_cli.meetings.places.distance import MILE, distance_in_words
from fama_cli.meetings.places.spoken import outcode_of
from fama_cli.meetings.places.spot import Exactness
from fama_cli.meetings.words import WEEKDAYS, time_in_words
from fama_cli.text import listed


def near_on_paper(query: Query) -> str:
    """ "LS1" or "Leeds". Of a whole postcode its first half, and nothing at all of a spot on the map."""
    spot = query.spot
    if spot is None or spot.exactness is Exactness.POINT:
        return ""
    return spot.called if spot.exactness is Exactness.PLACE else outcode_of(spot.called)


def distance_on_paper(hit: Hit, query: Query) -> str:
    """How far it is to half a mile: "about 1.5 miles away". Empty where nothing was asked, or the sheet does not say near to what.

    The middle of an outcode or a town is known no better than that. And where a whole postcode was typed, exact distances to
    several meetings would let anybody draw circles round them and find the home where they cross.
    """
    if hit.metres is None or not near_on_paper(query):
        return ""
    halves = round(hit.metres / MILE * 2)
    if halves == 0:
        return "less than half a mile away"
    return "about half a mile away" if halves == 1 else f"about {distance_in_words(halves * MILE / 2)} away"


def sought_in_words(query: Query, *, brief: bool = False) -> Sequence[str]:
    """ "near LS1 (up to 5 miles)", "Monday to Friday", "from 6pm"; only where and which days when it is to be `brief`."""
    said = [*_where(query, brief=brief), *_days(query)]
    return said if brief else [*said, *_conditions(query)]


def _where(query: Query, *, brief: bool) -> Iterator[str]:
    near = near_on_paper(query)
    if near:
        yield f"near {near}" if brief else f"near {near} (up to {distance_in_words(query.within)})"


def _days(query: Query) -> Iterator[str]:
    if query.on:
        yield f"on {WEEKDAYS[query.on.weekday()]} {in_words(query.on.isoformat())}"
    elif 0 < len(query.weekdays) < len(WEEKDAYS):
        yield weekdays_in_words(sorted(query.weekdays))


def weekdays_in_words(days: Sequence[int]) -> str:
    """[0, 1, 2, 3, 4] as "Monday to Friday", [5, 6] as "Saturday and Sunday"."""
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{WEEKDAYS[days[0]]} to {WEEKDAYS[days[-1]]}"
    return listed([WEEKDAYS[day] for day in days])


def _conditions(query: Query) -> Iterator[str]:
    if query.after is not None:
        yield f"from {time_in_words(query.after)}"
    if query.before is not None:
        yield f"starting by {time_in_words(query.before)}"
    if query.attendance:
        yield ATTENDANCES[query.attendance]
    if query.welcome:
        yield WELCOMES[query.welcome].partition(":")[0].lower()
    yield from (FEATURES[each] for each in query.features)
    if query.language:
        yield f"in {query.language.title()}"
    if query.words.strip():
        yield f"with the words “{query.words.strip()}”"
    if query.checked_since:
        yield f"checked or listed since {in_words(query.checked_since)}"
