"""Words: making text safe to show, comparing it, and guessing what was meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

# Everything a terminal may act on rather than show: the C0 and C1 controls, and the marks that turn
# the direction of text round, which can make one number look like another.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


def visible(text: str) -> str:
    """`text` on one line, with each character a terminal would obey replaced by its name, such as `<1B>`."""
    return _CONTROL.sub(_name_of_control, text)


def _name_of_control(found: re.Match[str]) -> str:
    return " " if found[0] in "\t\n\r\u2028\u2029" else f"<{ord(found[0]):02X}>"


def folded(text: str) -> str:
    """`text` for comparing: no case, accents, spaces or punctuation. "Meow-Meow" and "meow meow" are equal."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _NOT_ALPHANUMERIC.sub("", text.casefold())


def closest(typed: str, known: Iterable[str]) -> str:
    """The member of `known` most like what was typed, or "" when none is near."""
    from difflib import get_close_matches

    by_folded = {folded(name): name for name in known}
    near = get_close_matches(folded(typed), by_folded, n=1, cutoff=0.7)
    return by_folded[near[0]] if near else ""


def did_you_mean(typed: str, known: Iterable[str], otherwise: str) -> str:
    """A hint: the nearest of `known`, or `otherwise` when none is near."""
    near = closest(typed, known)
    return f"Did you mean `{near}`?" if near else otherwise


def listed(items: Sequence[str], joiner: str = "and") -> str:
    """["a", "b", "c"] as "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joiner} {items[-1]}"


def counted(number: int, thing: str, things: str = "") -> str:
    """(1, "group") is "1 group"; (2, "group") is "2 groups"."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"
