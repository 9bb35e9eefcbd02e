"""Ids that come from words: of a language, an area, a day."""

from __future__ import annotations

import unicodedata
from hashlib import sha256

_PARTS_WORDS = "-_./,'\u2019&()"
"""What may stand between the letters of a name. It becomes a hyphen; other characters that an id cannot hold are told by a hash."""

AGAIN = "-again-"
"""Before the number of an action that came back. A number alone could be part of a name, such as Ward 2."""


def id_of(words: str) -> str:
    """`words` as small letters from a to z, numbers and hyphens, the same from year to year, whatever their case and accents.

    Where a letter has none of these for it, some letters and numbers stand for the whole: "Türkçe" is `turkce`, and 2
    languages in other scripts have ids of their own. Ids are read again with the pattern of `directory.facts.Id`.
    """
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(letter)).casefold()
    # isalnum and isdecimal are true of letters and numbers in every script, so the letters are asked to be ASCII as well.
    kept = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in plain)
    lost = any(not (letter.isascii() and letter.isalnum()) and not letter.isspace() and letter not in _PARTS_WORDS for letter in plain)
    parts = kept.split()
    if lost or not parts:
        parts.append(f"x{sha256(unicodedata.normalize('NFKC', words).casefold().strip().encode('utf-8', 'replace')).hexdigest()[:8]}")
    return "-".join(parts)


def repeated(identifier: str, taken: set[str]) -> str:
    """An id for the same thing once more, which `taken` does not have yet."""
    number = 2
    while f"{identifier}{AGAIN}{number}" in taken:
        number += 1
    return f"{identifier}{AGAIN}{number}"


def first_of(identifier: str) -> str:
    """What `identifier` repeats, or itself."""
    start, again, number = identifier.rpartition(AGAIN)
    return start if again and start and number.isdecimal() else identifier
