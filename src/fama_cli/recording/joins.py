"""Rows that have a match in another table, and rows that have none.

Made of plain joins: what Ibis writes for its own semi and anti joins inside a union is not what PostgreSQL understands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ibis


def among(table: ibis.Table, other: ibis.Table, keys: Sequence[str], when: Sequence[Any] = ()) -> ibis.Table:
    """The rows of `table` that `other` has a match for.

    A match has the same `keys`, or with `when`, is as that says; then `keys` are columns of `table` alone that decide it.
    """
    found = _matching(table, other, keys, when)
    return table.inner_join(found, list(keys)).select(*table.columns)


def without(table: ibis.Table, other: ibis.Table, keys: Sequence[str], when: Sequence[Any] = ()) -> ibis.Table:
    """The rows of `table` that `other` has no match for. A row without a key has none."""
    found = _matching(table, other, keys, when).mutate(matches=1)
    joined = table.left_join(found, list(keys))
    return joined.filter(joined.matches.isnull()).select(*table.columns)


def _matching(table: ibis.Table, other: ibis.Table, keys: Sequence[str], when: Sequence[Any]) -> ibis.Table:
    if not when:
        return other.select(*keys).distinct()
    return table.inner_join(other, list(when)).select(**{key: table[key] for key in keys}).distinct()
