"""Telephone numbers are compared on their digits: 0800 9177 650 and 0800 917 7650 are the same line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from fama_cli.directory.facts import CallCost, Contact, ContactKind

_ASCII_DIGITS = frozenset("0123456789")


def digits(number: str) -> str:
    """The national digits of a UK number: "+44 (0)845 769 7555" and "0845 769 7555" are both "08457697555"."""
    only = "".join(filter(_ASCII_DIGITS.__contains__, number))
    for prefix in ("0044", "44"):
        # No UK number starts with 00, nor with 44 unless it is the code for the UK before 10 digits.
        if only.startswith(prefix) and len(only) >= len(prefix) + 9:
            return "0" + only[len(prefix) :].removeprefix("0")
    return only


def contact_key(value: str) -> str:
    """What two ways of writing one contact have in common."""
    if any(character.isalpha() for character in value):
        bare = value.casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.")
        return bare.rstrip("/")
    return digits(value)


def call_cost(contact: Contact, costs: Sequence[CallCost]) -> str | None:
    """What ringing a contact costs, from the contact itself or from its first digits; None when not stated."""
    if contact.call_cost is not None or contact.kind is not ContactKind.PHONE:
        return contact.call_cost
    number, by_start = digits(contact.value), _by_start(costs)
    for length in range(min(LONGEST_START, len(number)), 1, -1):
        start = number[:length]
        # 0800 starts many numbers; a short code such as 111 is the whole of one.
        if start in by_start and (start.startswith("0") or start == number):
            return by_start[start]
    return None


LONGEST_START = 6
"""Digits. 116123 is the longest start there is."""


@cache
def _by_start(costs: Sequence[CallCost]) -> Mapping[str, str]:
    return {start: cost.says for cost in costs for start in cost.starts}
