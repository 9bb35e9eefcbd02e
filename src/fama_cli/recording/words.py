"""A column of any type as words: Ibis expressions, the same on every engine."""

from __future__ import annotations

from typing import Any

from fama_cli.recording.days import tidied


def words_of(column: Any) -> Any:
    """A column as words without spaces round them; NULL for none."""
    return tidied(as_words(column)).nullif("")


def reference_of(column: Any) -> Any:
    """A column of references, as `words_of`, in capitals: k-104 is K-104, as it is in a casebook."""
    return words_of(column).upper()


def as_words(column: Any) -> Any:
    """A column as words. A whole number that is kept as 1.0, as Parquet files and servers do where some are missing, is 1."""
    import ibis

    kind = column.type()
    if not (kind.is_floating() or kind.is_decimal()):
        return column.cast("string")
    # Each engine writes 1.0 in another way. On each, "not a number" is greater than every number; it is what some write for none.
    whole = ibis.cases((column.abs() < _EXACT, column.cast("int64")), else_=ibis.null("int64"))
    words = ibis.cases((whole == column, whole.cast("string")), else_=column.cast("string"))
    return words.nullif("NaN").nullif("nan")


_EXACT = 10**15
"""A whole number under this is kept exactly."""
