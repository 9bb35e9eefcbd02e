"""The days on which a meeting takes place."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import lru_cache

from fama_cli.record import record


class Every(StrEnum):
    """How days come round."""

    WEEK = "week"
    MONTH = "month"
    """By the weekday: the first Monday, the last Friday."""
    MONTH_DAY = "month-day"
    """By the number: the 15th."""
    NAMED = "named"
    """Only on the dates that are named."""


@record
class Pattern:
    """A rule for days, or some dates."""

    every: Every
    weekday: int | None = None
    """0 is Monday. Of WEEK and MONTH."""
    interval: int = 1
    """Every so many weeks or months."""
    weeks: tuple[int, ...] = ()
    """Of MONTH: 1 to 5, and -1 for the last, in that order."""
    month_days: tuple[int, ...] = ()
    """Of MONTH_DAY: 1 to 31, and -1 for the last, in that order. A month without the 31st has none."""
    dates: tuple[date, ...] = ()
    """Of NAMED, in order."""
    starts: date | None = None
    """The first day it may take place. With an interval above 1, the week or month to count from; where that is not stated
    nobody can say which week it is. Weeks begin on Monday."""
    ends: date | None = None
    """The last day it may take place."""


@lru_cache(maxsize=7)
def weekly(weekday: int) -> Pattern:
    """Every week on that day; 0 is Monday. The same record each time, since most meetings share 7 of them."""
    return Pattern(every=Every.WEEK, weekday=weekday)


@lru_cache(maxsize=1024)
def monthly(weekday: int, *weeks: int) -> Pattern:
    """(4, -1) is the last Friday of the month, and (0, 1, 3) the first and third Monday."""
    return Pattern(every=Every.MONTH, weekday=weekday, weeks=in_order(weeks))


def on_dates(*dates: date) -> Pattern:
    """Only on these dates."""
    return Pattern(every=Every.NAMED, dates=tuple(sorted({*dates})))


def in_order(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Weeks or days of a month, each once, the last at the end."""
    return tuple(sorted({*numbers}, key=lambda number: (number < 0, number)))
