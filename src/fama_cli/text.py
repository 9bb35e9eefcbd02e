"""Words: making text safe to show, comparing it, and guessing what was meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_ALLOWED = "\u00a0\u00ad\u200b\u200c\u200d"
"""Not printable by Python's reckoning, and harmless: spaces of other widths, and the joiners that emoji and scripts use."""


def visible(text: str) -> str:
    """`text` on one line, with each character that a terminal would obey rather than show replaced by its code: `<1B>`.

    These are the controls, and the marks that turn the direction of text round, which can make one number look like
    another.
    """
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() or character in _ALLOWED else _shown(character) for character in text)


def _shown(character: str) -> str:
    return " " if character.isspace() else f"<{ord(character):02X}>"


def folded(text: str) -> str:
    """`text` for comparing: no case, accents, spaces or punctuation. "Meow-Meow" and "meow meow" are equal."""
    if not text.isascii():
        import unicodedata

        text = unicodedata.normalize("NFKD", text)
    # Accents on their own, and everything that is not a letter or a number, are not alphanumeric.
    return "".join(filter(str.isalnum, text.casefold()))


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


def ended(words: str) -> str:
    """`words` with a full stop after them, unless they end a sentence already."""
    return words if words.endswith((".", "?", "!")) else f"{words}."


def counted(number: int, thing: str, things: str = "") -> str:
    """(1, "group") is "1 group"; (2, "group") is "2 groups"."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"
