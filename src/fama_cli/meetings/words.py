"""When a meeting takes place, in plain words. `words_read` reads everything that `in_words` says."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from fama_cli.meetings.days import next_day
from fama_cli.meetings.pattern import Every, Pattern
from fama_cli.text import listed

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}


@lru_cache(maxsize=65536)
def in_words(pattern: Pattern | None, at: int | None = None, until: int | None = None) -> str:
    """ "Every Tuesday, 7pm to 8.30pm", or "By arrangement". `at` and `until` are minutes after midnight."""
    days = "By arrangement" if pattern is None else _named(pattern) if pattern.every is Every.NAMED else _repeated(pattern)
    if at is None:
        return days
    ends = f" to {time_in_words(until)}" if until is not None and until != at else ""
    return f"{days}, {time_in_words(at)}{ends}"


def time_in_words(at: int) -> str:
    """Minutes after midnight as "7pm", "7.30pm", "noon" or "midnight"."""
    hour, minute = divmod(at, 60)
    if minute == 0 and hour in (0, 12):
        return "noon" if hour else "midnight"
    return f"{(hour - 1) % 12 + 1}{f'.{minute:02}' if minute else ''}{'pm' if hour >= 12 else 'am'}"


def day_in_words(day: date) -> str:
    """3 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _named(pattern: Pattern) -> str:
    first, last = pattern.starts or date.min, pattern.ends or date.max
    return listed([day_in_words(day) for day in pattern.dates if first <= day <= last]) or "No day is named"


def _repeated(pattern: Pattern) -> str:
    days = f"{_week(pattern) if pattern.every is Every.WEEK else _month(pattern)}"
    starts = pattern.starts
    if starts is not None and pattern.interval > 1:
        # Counted from the week that holds the first day. People count from the first time itself, so that is what is said.
        starts = next_day(pattern, starts) or starts
    begins = "" if starts is None else f" from {day_in_words(starts)}"
    ends = "" if pattern.ends is None else f" until {day_in_words(pattern.ends)}"
    return f"{days}{begins}{ends}"


def _week(pattern: Pattern) -> str:
    weekday = "" if pattern.weekday is None else WEEKDAYS[pattern.weekday]
    if pattern.interval > 2:
        # "Every third Tuesday" may be the third of the month.
        return f"Every {pattern.interval} weeks on {weekday}"
    return f"Every {'other ' if pattern.interval == 2 else ''}{weekday}"


def _month(pattern: Pattern) -> str:
    if pattern.every is Every.MONTH:
        weekday = "" if pattern.weekday is None else WEEKDAYS[pattern.weekday]
        which = f"The {listed([_WEEKS[week] for week in pattern.weeks])} {weekday}"
    else:
        numbers = [_ordinal(number) for number in pattern.month_days if number > 0]
        which = f"The {listed([*numbers, *(['the last day' if numbers else 'last day'] if -1 in pattern.month_days else [])])}"
    months = {1: "the month", 2: "every other month"}.get(pattern.interval, f"every {pattern.interval} months")
    return f"{which} of {months}"


def _ordinal(number: int) -> str:
    ends = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ends}"
