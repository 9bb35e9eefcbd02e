"""Hiding small numbers, so that a table gives nobody away.

NDTMS shows numbers under 5 on its public pages as `*`, "against deductive disclosure" (ndtms.net/restricted.aspx). A nought is
about nobody and is shown. That a hidden number must not follow from its total is fama's own rule.
"""

from __future__ import annotations

from collections.abc import Sequence

from fama_cli.record import record

SMALLEST = 5
"""The smallest number that is shown."""


def is_small(number: int) -> bool:
    return 0 < number < SMALLEST


def counted_or_few(number: int, many: str) -> str:
    """ "12 clients", or "fewer than 5 clients": a number in a sentence that is handed on."""
    return f"fewer than {SMALLEST} {many}" if is_small(number) else f"{number:,} {many}"


_ENOUGH = 2 * (SMALLEST - 1) + 1
"""What hidden parts add up to at least. 2 that add up to 8 can only be 4 and 4, since had one been larger it would be shown."""
_FIRST_TO_GO = (1, 0)
"""Places, in the order in which another part is hidden. Were it the smallest, then which one went would tell how large it is."""


def shown(parts: Sequence[int], total: int) -> tuple[tuple[int | None, ...], int | None]:
    """`parts` that add up to `total`, and the total; None for each that is hidden.

    One hidden part alone would follow from the total, and so would some that add up to little: then another part goes too.
    With no other part the total does. A reader who knows these rules is left with 2 possibilities or more for each.
    """
    if is_small(total):
        return tuple(None for _ in parts), None
    hidden = {place for place, number in enumerate(parts) if is_small(number)}
    while hidden and (len(hidden) == 1 or sum(parts[place] for place in hidden) < _ENOUGH):
        left = [place for place, number in enumerate(parts) if place not in hidden and number]
        if not left:
            return tuple(None if place in hidden else number for place, number in enumerate(parts)), None
        hidden.add(next((place for place in _FIRST_TO_GO if place in left), left[0]))
    return tuple(None if place in hidden else number for place, number in enumerate(parts)), total


def share(numerator: int, denominator: int) -> tuple[int | None, int | None]:
    """A numerator and its denominator. The numerator is hidden where it or what is left is small."""
    parts, total = shown((numerator, denominator - numerator), denominator)
    return parts[0], total


@record
class Totals:
    """How many clients there are, and how many in each phase: who is in 2 is in both. Other numbers are parts of these."""

    clients: int
    phases: tuple[int, ...]

    @property
    def hidden(self) -> bool:
        """Whether few clients would follow from all of them. Each phase has a table with its number, so it is their total that goes.

        It does where few are in a phase, where few are in no other phase than one, and where few are in 2.
        """
        groups = (self.clients, *self.phases, *(self.clients - each for each in self.phases), sum(self.phases) - self.clients)
        return any(map(is_small, groups))

    def tell(self, part: int, own: int | None = None) -> bool:
        """Whether a small number would follow from this one: 98 of 100 tell of 2. `own` is shown already where it is the same."""
        phases = [each for each in self.phases if not is_small(each)]
        if part in {0, own}:
            return False
        beside = phases if self.hidden else [self.clients, *phases]
        # The total that is hidden is not many more than one that no phase has more of.
        return any(is_small(abs(each - part)) for each in beside) or (self.hidden and part >= max(phases, default=0))


def percent(numerator: int, denominator: int) -> float | None:
    """Of a hundred, to 1 place, halves rounded up; None of nothing. 138,255 of 329,646 is 41.9."""
    if denominator == 0:
        return None
    # In whole numbers: a float would round some halves down.
    return ((numerator * 2000 + denominator) // (2 * denominator)) / 10


def whole_percent(numerator: int, denominator: int) -> int:
    """Of a hundred, rounded as published figures are."""
    return (numerator * 200 + denominator) // (2 * denominator)
