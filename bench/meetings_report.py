"""What was measured of meetings, as a part of the page."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from bench.made_meetings import MEETINGS, POSTCODES, VENUES
from bench.meetings import CALENDARS, FINDS, IMPORTS, NEAR, QUERIES, SCANS, MeasuredMeetings
from bench.saves import Took
from bench.tables import met, table

HEADING = "## Meetings"
MOST_IMPORT = 4
"""Times as long as the plain insert."""
MOST_IMPORT_MEMORY = 500
"""Fewer MB than this."""
MOST_FIND = 1.5
"""Times as long as `find` as JSON."""
QUERY_LATE = 10
"""Fewer milliseconds than this, 99 times in 100."""
AHEAD_OF_SCAN = 50
"""A scan takes this many times as long, or more."""
MOST_CALENDAR = 1000
"""Fewer milliseconds than this."""


def meetings_part(measured: MeasuredMeetings) -> list[str]:
    """The lines of the part, its heading first and an empty one last."""
    return [
        HEADING,
        "",
        f"A made-up list of {MEETINGS:,} meetings in {VENUES:,} places, {measured.list / 2**20:.0f} MB of Meeting Guide JSON. "
        f"Times are in milliseconds. The file that `meetings import` makes of it has {measured.index / 2**20:.0f} MB.",
        "",
        *table(("What", "Command", "Median", "Minimum", "Processor", "Ratio", "Promise", "Met?"), _commands(measured)),
        "",
        *table(("Peak memory", "Most", "Promise", "Met?"), _memory(measured)),
        "",
        *table(("In one process", "Median", "99th percentile", "Processor, 99th", "Promise", "Met?"), _inside(measured)),
        "",
        *_method(measured),
        "",
    ]


def _commands(measured: MeasuredMeetings) -> Iterator[tuple[str, ...]]:
    for name in ("plain-insert", "import", "dry-run", "places", "json", "meetings-find", "calendar"):
        case = measured.cases[name]
        walls, processor = _clock(measured, name), _processor(measured, name)
        times = (f"{each:,.0f}" for each in (median(walls), min(walls), median(processor)))
        yield (case.says, f"`{case.shown}`", *times, *_verdict(measured, name))


def _verdict(measured: MeasuredMeetings, name: str) -> tuple[str, str, str]:
    if name == "import":
        return _ratio(measured, name, "plain-insert", "the plain insert", MOST_IMPORT)
    if name == "meetings-find":
        return _ratio(measured, name, "json", "`find` as JSON", MOST_FIND)
    if name == "calendar":
        return "–", f"under {MOST_CALENDAR:,}", met(median(_clock(measured, name)) < MOST_CALENDAR)
    return "–", "none", "–"


def _ratio(measured: MeasuredMeetings, name: str, against: str, called: str, limit: float) -> tuple[str, str, str]:
    clock, processor, least = (
        how(take(measured, name)) / how(take(measured, against)) for how, take in ((median, _clock), (median, _processor), (min, _clock))
    )
    said = f"{clock:.2f} × {called} ({processor:.2f} by processor, {least:.2f} by minimums)"
    return said, f"at most {limit:g} ×", met(clock <= limit)


def _memory(measured: MeasuredMeetings) -> Iterator[tuple[str, ...]]:
    for name in ("import", "dry-run", "plain-insert", "meetings-find", "places"):
        most = max(sample.memory for sample in measured.samples[name]) / 2**20
        promised = name == "import"
        says = measured.cases[name].says
        yield (
            says,
            f"{most:.0f} MB",
            f"under {MOST_IMPORT_MEMORY} MB" if promised else "none",
            met(most < MOST_IMPORT_MEMORY) if promised else "–",
        )


def _inside(measured: MeasuredMeetings) -> Iterator[tuple[str, ...]]:
    asking, ahead = measured.asking, measured.ahead
    yield (
        f"{QUERIES:,} questions, each near somewhere, on a day, after an hour", *_took(asking.clock), f"{asking.processor.late:.1f}",
        f"99 in 100 under {QUERY_LATE}", met(asking.clock.late < QUERY_LATE),
    )  # fmt: skip
    says = "the same meetings each time" if ahead.agreed else "**not the same meetings**"
    yield (
        f"The first {SCANS} of them by a scan of every row: {ahead.clock:.0f} × as long ({ahead.processor:.0f} by processor), {says}",
        *_took(ahead.scan), "–", f"at least {AHEAD_OF_SCAN} ×", met(ahead.clock >= AHEAD_OF_SCAN and ahead.agreed),
    )  # fmt: skip
    yield (
        "That calendar, the function alone",
        *_took(measured.calendar),
        "–",
        f"under {MOST_CALENDAR:,}",
        met(measured.calendar.late < MOST_CALENDAR),
    )


def _took(took: Took) -> tuple[str, str]:
    return f"{took.median:,.1f}", f"{took.late:,.1f}"


def _method(measured: MeasuredMeetings) -> Iterator[str]:
    yield (
        f"- Whole processes, in turn: {IMPORTS} rounds of the 2 imports, {FINDS} of the 2 searches, {CALENDARS} of the calendar, after 2 "
        "that are not counted. A dry run and the postcodes are run once. Each import starts with an empty folder."
    )
    yield (
        "- The plain insert is `json.load` and one `executemany` of every column of the list, into a table without an index, in a process "
        "of its own. The list is made, from a fixed seed, before anything is timed."
    )
    yield (
        f"- The questions are near meetings taken at random, within {NEAR} miles, on one day of the week, after an hour from 6 to 20. "
        f"In the middle {measured.asking.fitted:,} meetings fit, and at most {measured.asking.most_fitted:,}. Each question opens the "
        "file, which has been read before, and reads the first 20 meetings whole. The scan goes through the same table without the R*Tree, "
        "by day and hour first, and reckons the haversine in SQLite; it does not read the meetings or work out their next days."
    )
    yield (
        f"- The postcodes are {POSTCODES:,}, in the shape of Code-Point Open. The machine may have been doing other work: where the ratios "
        "differ, measure again."
    )


def _clock(measured: MeasuredMeetings, name: str) -> list[float]:
    return [sample.wall * 1000 for sample in measured.samples[name]]


def _processor(measured: MeasuredMeetings, name: str) -> list[float]:
    return [sample.processor * 1000 for sample in measured.samples[name]]
