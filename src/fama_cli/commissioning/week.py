"""A week as days and times of day, and how many meetings fall in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from fama_cli.record import record
from fama_cli.text import listed

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_STARTS = (0, 9 * 60, 12 * 60, 15 * 60, 18 * 60, 21 * 60)
TIMES = ("Before 9am", "9am to noon", "Noon to 3pm", "3pm to 6pm", "6pm to 9pm", "9pm or later")
"""When a meeting starts. Ours: nobody has set times of day for this. A start of 6pm is in "6pm to 9pm"."""

Cells = tuple[tuple[int, ...], ...]
"""A row for each day, a number for each time."""


@record
class Week:
    """How many meetings start on each day and in each part of it."""

    title: str
    days: tuple[str, ...]
    times: tuple[str, ...]
    counts: Cells
    """A row for each day, a number for each time."""
    no_time: int
    """Meetings without a weekday or a time: by arrangement, by the date, or not stated. They are in no cell."""
    not_every_week: Cells = ()
    """How many of `counts` are known to be held less often, such as once a month. Empty where none is."""


def week_of(
    title: str, starts: Iterable[tuple[int | None, int | None]], not_every_week: Iterable[tuple[int | None, int | None]] = ()
) -> Week:
    """Count `starts`: weekday, where 0 is Monday, and minutes after midnight. Raises ValueError for one that no week has.

    `not_every_week` are those of `starts` that are known to be held less often.
    """
    counts, no_time = _counted(starts)
    fewer, _ = _counted(not_every_week)
    return Week(
        title=title, days=DAYS, times=TIMES, counts=counts, no_time=no_time, not_every_week=fewer if any(map(any, fewer)) else ()
    )  # fmt: skip


def _counted(starts: Iterable[tuple[int | None, int | None]]) -> tuple[Cells, int]:
    counts = [[0] * len(TIMES) for _ in DAYS]
    no_time = 0
    for weekday, at in starts:
        if weekday is None or at is None:
            no_time += 1
        elif not (0 <= weekday < len(DAYS) and 0 <= at < 24 * 60):
            raise ValueError(f"no week has day {weekday} with minute {at}")
        else:
            counts[weekday][bisect_right(_STARTS, at) - 1] += 1
    return tuple(map(tuple, counts)), no_time


def most(week: Week) -> int:
    """The largest number in any cell."""
    return max(max(row) for row in week.counts)


def empty_days(week: Week) -> tuple[str, ...]:
    """Days on which nothing starts at any time."""
    return tuple(day for day, row in zip(week.days, week.counts, strict=True) if not any(row))


def empty_times(week: Week) -> tuple[str, ...]:
    """Times of day at which nothing starts on any day."""
    return tuple(time for place, time in enumerate(week.times) if not any(row[place] for row in week.counts))


def said_beside(week: Week) -> tuple[str, ...]:
    """Sentences to stand beside the week: what its numbers alone do not say. Empty where they say it all."""
    says = []
    if some := sum(map(sum, week.not_every_week)):
        says.append(f"{some} of these {'is' if some == 1 else 'are'} not every week.")
        if only := _seldom(week):
            says.append(f"{'At these times' if len(only) > 1 else 'At this time'} there is no other: {listed(only)}.")
    if week.no_time:
        says.append(f"{week.no_time} more without a day and a time.")
    return tuple(says)


def _seldom(week: Week) -> list[str]:
    """Cells that have only meetings which are not every week."""
    return [
        f"{day}, {_small(time)}"
        for day, row, fewer in zip(week.days, week.counts, week.not_every_week, strict=True)
        for time, number, some in zip(week.times, row, fewer, strict=True)
        if number and number == some
    ]


def _small(time: str) -> str:
    return time[:1].lower() + time[1:]
