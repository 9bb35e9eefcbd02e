"""The days and moments at which a meeting takes place."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Calendar

from fama_cli.meetings.days import NoSuchZone, at_in, days, ends_in, here, next_day, possible_days, week_is_known
from fama_cli.meetings.pattern import Every, Pattern, monthly, on_dates, weekly
from fama_cli.meetings.rules import rule_of
from fama_cli.record import changed
from tests.meetings.made_rules import FIRST, LAST, patterns

TUE, FRI = 1, 4
OTHER_TUESDAY = Pattern(every=Every.WEEK, weekday=TUE, interval=2)
THE_31ST = Pattern(every=Every.MONTH_DAY, month_days=(31,))
LAST_DAY = Pattern(every=Every.MONTH_DAY, month_days=(-1,))


def written(*found: date) -> list[str]:
    return [f"{day:%d %b %Y}".lstrip("0") for day in found]


@pytest.mark.parametrize(
    ("pattern", "first", "last", "expected"),
    [
        (weekly(TUE), "2026-11-21", "2026-12-08", ["24 Nov 2026", "1 Dec 2026", "8 Dec 2026"]),
        (weekly(TUE), "2026-11-24", "2026-11-24", ["24 Nov 2026"]),
        (weekly(TUE), "2026-11-25", "2026-11-24", []),
        (
            changed(weekly(TUE), starts=date(2026, 12, 2), ends=date(2026, 12, 15)),
            "2026-11-01",
            "2027-01-01",
            ["8 Dec 2026", "15 Dec 2026"],
        ),
        (monthly(FRI, -1), "2026-11-01", "2027-01-31", ["27 Nov 2026", "25 Dec 2026", "29 Jan 2027"]),
        (monthly(TUE, 1, 3), "2026-11-04", "2026-12-31", ["17 Nov 2026", "1 Dec 2026", "15 Dec 2026"]),
        (monthly(TUE, 5), "2026-01-01", "2026-12-31", ["31 Mar 2026", "30 Jun 2026", "29 Sep 2026", "29 Dec 2026"]),
        (monthly(TUE, 4, 5, -1), "2026-12-01", "2027-01-31", ["22 Dec 2026", "29 Dec 2026", "26 Jan 2027"]),
        (THE_31ST, "2026-01-01", "2026-06-30", ["31 Jan 2026", "31 Mar 2026", "31 May 2026"]),
        (LAST_DAY, "2027-12-01", "2028-03-15", ["31 Dec 2027", "31 Jan 2028", "29 Feb 2028"]),
        (
            changed(THE_31ST, month_days=(15, 31, -1)),
            "2026-01-01",
            "2026-02-28",
            ["15 Jan 2026", "31 Jan 2026", "15 Feb 2026", "28 Feb 2026"],
        ),
        # A fortnight counts from the week, Monday to Sunday, that holds the first day (RFC 5545, WKST).
        (changed(OTHER_TUESDAY, starts=date(2026, 11, 3)), "2026-11-01", "2026-12-05", ["3 Nov 2026", "17 Nov 2026", "1 Dec 2026"]),
        (changed(OTHER_TUESDAY, starts=date(2026, 11, 2)), "2026-11-01", "2026-12-05", ["3 Nov 2026", "17 Nov 2026", "1 Dec 2026"]),
        (changed(OTHER_TUESDAY, starts=date(2026, 11, 4)), "2026-11-01", "2026-12-05", ["17 Nov 2026", "1 Dec 2026"]),
        (changed(OTHER_TUESDAY, starts=date(2026, 11, 8)), "2026-11-01", "2026-12-05", ["17 Nov 2026", "1 Dec 2026"]),
        (changed(OTHER_TUESDAY, starts=date(2026, 11, 9)), "2026-11-01", "2026-12-05", ["10 Nov 2026", "24 Nov 2026"]),
        (changed(OTHER_TUESDAY, starts=date(2025, 12, 30)), "2026-01-01", "2026-02-01", ["13 Jan 2026", "27 Jan 2026"]),
        (OTHER_TUESDAY, "2026-11-01", "2026-12-05", []),
        (
            changed(monthly(FRI, 1), interval=3, starts=date(2026, 11, 20)),
            "2026-01-01",
            "2027-09-01",
            ["5 Feb 2027", "7 May 2027", "6 Aug 2027"],
        ),
        (changed(monthly(FRI, 1), interval=2), "2026-01-01", "2027-09-01", []),
        (
            changed(THE_31ST, month_days=(29,), interval=12, starts=date(2024, 2, 29)),
            "2024-01-01",
            "2032-12-31",
            ["29 Feb 2024", "29 Feb 2028", "29 Feb 2032"],
        ),
        (on_dates(date(2026, 12, 31), date(2026, 12, 24), date(2027, 3, 1)), "2026-12-24", "2026-12-31", ["24 Dec 2026", "31 Dec 2026"]),
        (changed(on_dates(date(2026, 12, 24), date(2026, 12, 31)), starts=date(2026, 12, 25)), "2026-01-01", "2027-12-31", ["31 Dec 2026"]),
    ],
)
def test_the_days_of_a_pattern(pattern: Pattern, first: str, last: str, expected: list[str]) -> None:
    assert written(*days(pattern, date.fromisoformat(first), date.fromisoformat(last))) == expected


def test_every_other_week_from_no_stated_day_has_no_day_that_is_certain() -> None:
    first, last = date(2026, 11, 21), date(2026, 12, 8)

    assert [week_is_known(each) for each in (weekly(TUE), OTHER_TUESDAY, changed(OTHER_TUESDAY, starts=first), on_dates(first))] == [
        True,
        False,
        True,
        True,
    ]
    assert (list(days(OTHER_TUESDAY, first, last)), next_day(OTHER_TUESDAY, first)) == ([], None)
    assert written(*possible_days(OTHER_TUESDAY, first, last)) == ["24 Nov 2026", "1 Dec 2026", "8 Dec 2026"]


@pytest.mark.parametrize(
    ("pattern", "today", "closed", "expected"),
    [
        (weekly(TUE), "2026-11-24", (), "2026-11-24"),
        (weekly(TUE), "2026-11-25", (), "2026-12-01"),
        (weekly(TUE), "2026-11-24", ("2026-11-24", "2026-12-01"), "2026-12-08"),
        (changed(weekly(TUE), ends=date(2026, 11, 30)), "2026-11-25", (), None),
        (changed(weekly(TUE), starts=date(2030, 1, 1)), "2026-11-25", (), "2030-01-01"),
        (changed(THE_31ST, month_days=(29,), interval=12, starts=date(2024, 2, 29)), "2024-03-01", (), "2028-02-29"),
        (changed(THE_31ST, interval=12, starts=date(2026, 2, 1)), "2026-02-01", (), None),
        (weekly(4), "9999-12-31", (), "9999-12-31"),
        (weekly(TUE), "9999-12-31", (), None),
    ],
)
def test_the_next_day(pattern: Pattern, today: str, closed: tuple[str, ...], expected: str | None) -> None:
    found = next_day(pattern, date.fromisoformat(today), {date.fromisoformat(day) for day in closed})

    assert (found and found.isoformat()) == expected


def of_the_other_library(pattern: Pattern, zone: str, at: int) -> list[datetime]:
    """What another reader of iCalendar makes of the rule."""
    begins = next(possible_days(changed(pattern, ends=None), pattern.starts or FIRST - timedelta(days=400), date(2100, 1, 1)))
    clock = f"T{at // 60:02}{at % 60:02}00"
    if pattern.every is Every.NAMED:
        rule = f"RDATE;TZID={zone}:{','.join(f'{day:%Y%m%d}{clock}' for day in pattern.dates)}"
    else:
        until = f"UNTIL={at_in(zone, pattern.ends, at).astimezone(UTC):%Y%m%dT%H%M%SZ}" if pattern.ends else ""
        rule = f"RRULE:{rule_of(changed(pattern, ends=None))};{until}".rstrip(";")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//x//y//EN",
        "BEGIN:VEVENT",
        "UID:1",
        f"DTSTART;TZID={zone}:{begins:%Y%m%d}{clock}",
        rule,
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    calendar: Any = Calendar.from_ical("\r\n".join(lines))
    clocks = ZoneInfo(zone)
    found = recurring_ical_events.of(calendar).between(
        datetime(FIRST.year, 1, 1, tzinfo=clocks), datetime(LAST.year + 1, 1, 1, tzinfo=clocks)
    )
    return sorted(event["DTSTART"].dt for event in found)


ZONES = ("Europe/London", "Europe/London", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")
AT = (1140, 90, 60, 0, 1439, 570, 120, 150)
"""Minutes. In the UK 1am and 1.30am are skipped in spring, and come twice in autumn."""


def test_it_agrees_with_another_library_on_1000_rules_over_5_years() -> None:
    apart, seen = [], 0
    for number, pattern in enumerate(patterns(1000)):
        zone, at = ZONES[number % 6], AT[number // 4 % 8]

        ours = list(days(pattern, FIRST, LAST))
        theirs = of_the_other_library(pattern, zone, at)

        seen += len(ours)
        if [day.isoformat() for day in ours] != [f"{moment:%Y-%m-%d}" for moment in theirs]:
            apart.append(pattern)
        # They keep a time that the clocks skip, where we tell the moment it stands for.
        assert [at_in(zone, day, at).astimezone(UTC) for day in ours] == [
            moment.astimezone(UTC) for moment in theirs
        ] or pattern in apart, pattern
    assert apart == []
    assert seen > 30_000


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        ("Europe/London", "2026-11-24", 1140, "2026-11-24T19:00:00+00:00"),
        ("Europe/London", "2026-07-24", 1140, "2026-07-24T19:00:00+01:00"),
        # The clocks go from 1am to 2am on 28 March 2027, and from 2am to 1am on 25 October 2026.
        ("Europe/London", "2027-03-28", 59, "2027-03-28T00:59:00+00:00"),
        ("Europe/London", "2027-03-28", 60, "2027-03-28T02:00:00+01:00"),
        ("Europe/London", "2027-03-28", 90, "2027-03-28T02:30:00+01:00"),
        ("Europe/London", "2027-03-28", 120, "2027-03-28T02:00:00+01:00"),
        ("Europe/London", "2026-10-25", 59, "2026-10-25T00:59:00+01:00"),
        ("Europe/London", "2026-10-25", 90, "2026-10-25T01:30:00+01:00"),
        ("Europe/London", "2026-10-25", 120, "2026-10-25T02:00:00+00:00"),
        ("America/New_York", "2026-11-24", 1200, "2026-11-24T20:00:00-05:00"),
        ("America/New_York", "2027-03-14", 150, "2027-03-14T03:30:00-04:00"),
    ],
)
def test_a_moment_across_the_clocks(zone: str, day: str, at: int, expected: str) -> None:
    assert at_in(zone, date.fromisoformat(day), at).isoformat() == expected


def test_a_meeting_past_midnight_ends_on_the_day_after() -> None:
    assert ends_in("Europe/London", date(2026, 12, 31), 1380, 30).isoformat() == "2027-01-01T00:30:00+00:00"
    assert ends_in("Europe/London", date(2026, 12, 31), 1380, 1410).isoformat() == "2026-12-31T23:30:00+00:00"


def test_a_meeting_elsewhere_as_the_clocks_here_show_it() -> None:
    # For two or three weeks in March the clocks have changed there and not here.
    assert here("America/New_York", date(2026, 11, 24), 1200).isoformat() == "2026-11-25T01:00:00+00:00"
    assert here("America/New_York", date(2027, 3, 16), 1200).isoformat() == "2027-03-17T00:00:00+00:00"
    assert here("Europe/London", date(2026, 11, 24), 1200).isoformat() == "2026-11-24T20:00:00+00:00"


@pytest.mark.parametrize("zone", ["Europe/Lodnon", "", "Europe", "../../etc/passwd", "/etc/passwd", "x" * 500, "a\0b", "London\n"])
def test_clocks_that_are_not_known_are_told(zone: str) -> None:
    with pytest.raises(NoSuchZone) as raised:
        at_in(zone, date(2026, 11, 24), 1140)

    assert (raised.value.message, raised.value.hint) == (
        f"There are no clocks called `{zone[:60]}`",
        "Name them as `Europe/London` or `America/New_York`",
    )


def test_the_next_days_of_thousands_take_little_time() -> None:
    made = list(patterns(4000))

    began = time.process_time()
    for pattern in made:
        next_day(pattern, date(2026, 11, 21))

    assert (time.process_time() - began) / len(made) < 100e-6
