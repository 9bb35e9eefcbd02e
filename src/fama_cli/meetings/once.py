"""Working something out once for each object."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Thing = TypeVar("Thing")
Made = TypeVar("Made")

MOST = 10_000
"""Objects that are remembered. A list has a few dozen patterns, and shares them."""


def once_each(function: Callable[[Thing], Made]) -> Callable[[Thing], Made]:
    """As `functools.cache`, but it knows an object by what it is rather than by what it holds.

    A list of 200,000 meetings has a few dozen patterns. To compare one field by field each time takes longer than all the rest.
    """
    known: dict[int, tuple[Thing, Made]] = {}

    def look(thing: Thing) -> Made:
        found = known.get(id(thing))
        # The object is kept beside what was made of it, so nothing else can come to have its id.
        if found is None:
            if len(known) >= MOST:
                known.clear()
            found = known[id(thing)] = (thing, function(thing))
        return found[1]

    return look
