"""A week as days and times of day, and how many meetings fall in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from fama_cli.record import record

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_STARTS = (0, 9 * 60, 12 * 60, 15 * 60, 18 * 60, 21 * 60)
TIMES = ("Before 9am", "9am to noon", "Noon to 3pm", "3pm to 6pm", "6pm to 9pm", "9pm or later")
"""When a meeting starts. Ours: nobody has set times of day for this. A start of 6pm is in "6pm to 9pm"."""


@record
class Week:
    """How many meetings start on each day and in each part of it."""

    title: str
    days: tuple[str, ...]
    times: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    """A row for each day, a number for each time."""
    no_time: int
    """Meetings without a weekday or a time: by arrangement, by the date, or not stated. They are in no cell."""


def week_of(title: str, starts: Iterable[tuple[int | None, int | None]]) -> Week:
    """Count `starts`: weekday, where 0 is Monday, and minutes after midnight. Raises ValueError for one that no week has."""
    counts = [[0] * len(TIMES) for _ in DAYS]
    no_time = 0
    for weekday, at in starts:
        if weekday is None or at is None:
            no_time += 1
        elif not (0 <= weekday < len(DAYS) and 0 <= at < 24 * 60):
            raise ValueError(f"no week has day {weekday} with minute {at}")
        else:
            counts[weekday][bisect_right(_STARTS, at) - 1] += 1
    return Week(title=title, days=DAYS, times=TIMES, counts=tuple(map(tuple, counts)), no_time=no_time)


def most(week: Week) -> int:
    """The largest number in any cell."""
    return max(max(row) for row in week.counts)


def empty_days(week: Week) -> tuple[str, ...]:
    """Days on which nothing starts at any time."""
    return tuple(day for day, row in zip(week.days, week.counts, strict=True) if not any(row))


def empty_times(week: Week) -> tuple[str, ...]:
    """Times of day at which nothing starts on any day."""
    return tuple(time for place, time in enumerate(week.times) if not any(row[place] for row in week.counts))
