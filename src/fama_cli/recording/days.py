"""Days as whole numbers, so that every engine compares them alike.

A day is `year * 372 + (month - 1) * 31 + day - 1`: 31 days to each month, and 372 to a year. Months are then added by
adding 31 for each. The 31st of a month and 6 months is a number no day has, between the last day of the sixth month and the
first of the seventh, so "within 6 months" is right at the ends of months without asking an engine to add months: they differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from fama_cli.recording.profile import DateFormat

if TYPE_CHECKING:
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


def read_days(column: ir.Column, formats: Sequence[DateFormat]) -> Any:
    """A column of days as numbers; NULL for what is blank, in another format, or in no calendar."""
    import ibis

    if column.type().is_temporal():
        return (column.year() * YEAR + (column.month() - 1) * MONTH + column.day() - 1).cast("int32")
    written = tidied(column.cast("string"))
    eight = ibis.cases(*((written.re_search(_SHAPES[each]), _digits(written, each)) for each in formats), else_=ibis.null("string"))
    # 8 digits by now, or NULL: no engine can stumble over the cast.
    whole = eight.cast("int32")
    year, month, day = _whole(whole, 10_000), _whole(whole, 100) % 100, whole % 100
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    longest = ibis.cases((month.isin([4, 6, 9, 11]), 30), ((month == 2) & leap, 29), (month == 2, 28), else_=31)
    real = month.between(1, 12) & (day >= 1) & (day <= longest) & (year >= 1900)
    return ibis.cases((real, year * YEAR + (month - 1) * MONTH + day - 1), else_=ibis.null("int64")).cast("int32")


def _digits(written: Any, format: DateFormat) -> Any:
    if format is DateFormat.PLAIN:
        return written
    if format is DateFormat.ISO:
        return written.substr(0, 4).concat(written.substr(5, 2), written.substr(8, 2))
    return written.substr(6, 4).concat(written.substr(3, 2), written.substr(0, 2))


def _whole(number: Any, by: int) -> Any:
    """Whole division, which engines write in different ways, from what each of them does alike."""
    return ((number - number % by) / by).cast("int32")
