"""Days as whole numbers, so that every engine compares them alike.

A day is `year * 372 + (month - 1) * 31 + day - 1`: 31 days to each month, and 372 to a year. Months are then added by
adding 31 for each. The 31st of a month and 6 months is a number no day has, between the last day of the sixth month and the
first of the seventh, so "within 6 months" is right at the ends of months without asking an engine to add months: they differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from fama_cli.recording.profile import DateFormat

if TYPE_CHECKING:
    import ibis
    from ibis.expr import types as ir

MONTH = 31
YEAR = 12 * MONTH

_SHAPES = {
    DateFormat.PLAIN: "^[0-9]{8}$",
    # A day that a database or a spreadsheet wrote with the time of midnight.
    DateFormat.ISO: "^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T]00:00:00([.]0+)?)?$",
    DateFormat.BRITISH: "^[0-9]{2}/[0-9]{2}/[0-9]{4}$",
}


def number_of(day: date) -> int:
    return day.year * YEAR + (day.month - 1) * MONTH + day.day - 1


def day_of(number: int) -> date:
    """The day that `number_of` made a number of."""
    year, rest = divmod(number, YEAR)
    month, before = divmod(rest, MONTH)
    return date(year, month + 1, before + 1)


def is_blank(column: ir.Column) -> Any:
    """Whether nothing is written there."""
    if column.type().is_temporal():
        return column.isnull()
    return column.isnull() | (tidied(column.cast("string")) == "")


def tidied(words: Any) -> Any:
    """Words without spaces round them. Only those that have some are trimmed: to trim 20 million words takes seconds."""
    import ibis

    return ibis.cases((words.like(" %") | words.like("% "), words.strip()), else_=words)


def read_days(table: ibis.Table, days: Mapping[str, str], formats: Sequence[DateFormat]) -> ibis.Table:
    """The table with a column of numbers for each name in `days`, read from the column it stands for, which may be itself.

    NULL for what is blank, in another format, or in no calendar. Each step is a column of its own, because an expression
    that is used 20 times is written out 20 times, and so on at each step: an engine takes seconds to understand the result.
    """
    import ibis

    words = {name: column for name, column in days.items() if not table[column].type().is_temporal()}
    made = table.mutate(**{name: _number(table[column]) for name, column in days.items() if name not in words})
    made = made.mutate(**{f"{name}_written": tidied(made[column].cast("string")) for name, column in words.items()})
    # 8 digits or NULL before the cast: no engine can stumble over it.
    made = made.mutate(**{f"{name}_whole": _eight(made[f"{name}_written"], formats).cast("int32") for name in words})
    parts: dict[str, Any] = {}
    for name in words:
        whole = made[f"{name}_whole"]
        parts |= {f"{name}_year": _whole(whole, 10_000), f"{name}_month": _whole(whole, 100) % 100, f"{name}_day": whole % 100}
    made = made.mutate(**parts)
    read: dict[str, Any] = {}
    for name in words:
        year, month, day = (made[f"{name}_{part}"] for part in ("year", "month", "day"))
        leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
        longest = ibis.cases((month.isin([4, 6, 9, 11]), 30), ((month == 2) & leap, 29), (month == 2, 28), else_=31)
        real = month.between(1, 12) & (day >= 1) & (day <= longest) & (year >= 1900)
        read[name] = ibis.cases((real, year * YEAR + (month - 1) * MONTH + day - 1), else_=ibis.null("int64")).cast("int32")
    return made.mutate(**read).drop(*(f"{name}_{step}" for name in words for step in ("written", "whole", "year", "month", "day")))


def _number(column: Any) -> Any:
    """A column of dates as numbers."""
    return (column.year() * YEAR + (column.month() - 1) * MONTH + column.day() - 1).cast("int32")


def _eight(written: Any, formats: Sequence[DateFormat]) -> Any:
    """Year, month and day as 8 digits; NULL for what has another shape."""
    import ibis

    return ibis.cases(*((written.re_search(_SHAPES[each]), _digits(written, each)) for each in formats), else_=ibis.null("string"))


def _digits(written: Any, format: DateFormat) -> Any:
    if format is DateFormat.PLAIN:
        return written
    if format is DateFormat.ISO:
        return written.substr(0, 4).concat(written.substr(5, 2), written.substr(8, 2))
    return written.substr(6, 4).concat(written.substr(3, 2), written.substr(0, 2))


def _whole(number: Any, by: int) -> Any:
    """Whole division, which engines write in different ways, from what each of them does alike."""
    return ((number - number % by) / by).cast("int32")
