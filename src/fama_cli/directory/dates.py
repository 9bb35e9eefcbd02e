"""Dates that may be only a month or a year, as sources give them: "2026-10-01", "2020-12", "2014"."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def earliest(when: str) -> date:
    """The first day `when` can mean, so that age is never understated."""
    year, month, day = (*(int(part) for part in when.split("-")), 1, 1)[:3]
    return date(year, month, day)


def newest(dates: list[str]) -> str | None:
    """The latest of `dates`; "2026-10" is later than "2026", whose first day is in January."""
    return max(dates, key=lambda when: (earliest(when), when), default=None)


def in_words(when: str) -> str:
    """ "2026-10-01" as "1 October 2026", "2020-12" as "December 2020"."""
    year, *rest = when.split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) == 2 else f"{month} {year}"


def in_short(when: str) -> str:
    """ "2020-12-17" as "Dec 2020": enough to judge by."""
    year, *rest = when.split("-")
    return f"{_MONTHS[int(rest[0]) - 1][:3]} {year}" if rest else year
