"""Dates that may be only a month or a year, as sources give them: "2026-10-01", "2020-12", "2014"; and lengths of time."""

from __future__ import annotations

import re
from datetime import date

from fama_cli.errors import NotUnderstood

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


def months(typed: str) -> int:
    """ "12m" is 12, "1y" is 12. Raises NotUnderstood."""
    found = re.fullmatch(r"(\d{1,3})\s*(m|y|months?|years?)", typed.strip().lower())
    if found is None:
        raise NotUnderstood(f"`{typed}` is not a length of time", hint="Write months or years, such as `12m` or `1y`")
    return int(found[1]) * (12 if found[2].startswith("y") else 1)


def days(typed: str) -> int:
    """ "7d" is 7, "2w" is 14. Raises NotUnderstood."""
    found = re.fullmatch(r"(\d{1,3})\s*(d|w|days?|weeks?)", typed.strip().lower())
    if found is None:
        raise NotUnderstood(f"`{typed}` is not a length of time", hint="Write days or weeks, such as `7d` or `2w`")
    return int(found[1]) * (7 if found[2].startswith("w") else 1)


def months_before(today: date, number: int) -> date:
    place = today.year * 12 + today.month - 1 - number
    return date(max(place // 12, 1), place % 12 + 1, min(today.day, 28))
