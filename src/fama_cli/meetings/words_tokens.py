"""Parts plain words for when a meeting takes place into tokens: days, times, and what joins them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from fama_cli.directory.clock import SPAN


class Unclear(Exception):
    """The sentence to tell."""


class Token(NamedTuple):
    """Some words, and what they are."""

    kind: str
    """`weekdays`, `ordinal`, `date`, `arranged`, `time`, `joiner`, `other`, or one of the patterns below."""
    says: str
    value: tuple[int, ...] = ()
    """Weekdays, of which 0 is Monday; which of the month; or every how many weeks or months."""
    days: tuple[date, ...] = ()
    match: re.Match[str] | None = None
    """Of SPAN, for a time."""


_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?:s|'s|’s)?\b\.?"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_NUMBERS = {"two": 2, "second": 2, "other": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_FEW = r"(?:\d{1,2}|two|three|four|five|six)"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1}
_JOIN = r"\s*(?:,\s*(?:and\s+)?|and\s+|&\s*)"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_BEFORE_DATE = rf"(?=\s+(?:{_WEEKDAY}\s+)?(?:\d{{4}}-|{_NTH}\s*(?:of\s+)?{_MONTH}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]|{_MONTH}\s+\d))"


def _words(pattern: str) -> re.Pattern[str]:
    # ASCII, so that a letter or figure of another alphabet is not taken for one of these.
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


_NOON = _words(r"\b12\s?(?:noon|midday)\b")
_MIDNIGHT = _words(r"\b(?:12\s?)?midnight\b")
_KINDS = _words(
    "|".join(
        rf"(?P<{name}>{pattern})"
        for name, pattern in {
            "iso": r"\d{4}-\d{1,2}-\d{1,2}(?!\d)",
            "slashed": r"\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)(?:\d{4}|\d\d)(?!\d)",
            "dated": rf"{_NTH}(?:{_JOIN}{_NTH})*\s*(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}}\b)?",
            "month_first": rf"{_MONTH}\s+{_NTH}(?!\s?[ap]\.?m\b|[:.]?\d)(?:,?\s+\d{{4}}\b)?",
            "arranged": r"by\s+(?:arrangement|appointment|request)\b|(?:on\s+request|as\s+arranged)\b",
            "everyday": r"(?:every|each)\s?day\b|daily\b|(?:7|seven)\s+days\s+a\s+week\b",
            "monday_to_friday": r"(?:(?:every|each)\s+)?week\s?days?\b",
            "weekend": r"(?:(?:every|each)\s+)?weekends?\b",
            "months": rf"(?:(?:of|in)\s+)?(?:(?:every|each)\s+(?:(?:other|second)\s+month|{_FEW}\s+months)|alternate\s+months)\b",
            "month": r"(?:(?:of|in)\s+)?(?:the|each|every|(?:once\s+)?a)\s+(?:calendar\s+)?month\b|monthly\b",
            "weeks": rf"every\s+{_FEW}\s+weeks(?:\s+on)?\b",
            "fortnight": r"(?:(?:every|each)\s+(?:other|alternate)(?:\s+week\b)?|every\s+second\s+week|alternat(?:e|ing)(?:\s+weeks?\b)?"
            r"|(?:every\s+|each\s+)?fortnight(?:ly)?)\b",
            "every": r"(?:every\s+week|each\s+week|weekly|once\s+a\s+week|every|each)\b",
            "twice": r"(?:bi-?\s?(?:week|month)ly|twice\s+(?:weekly|monthly|a\s+(?:week|month)))\b",
            "range": rf"{_WEEKDAY}\s*(?:[-–—]|to\b|through\b|until\b|till\b)\s*{_WEEKDAY}",
            "weekday": _WEEKDAY,
            "part": r"(?:morning|afternoon|evening|night)s?\b",
            "ordinal": r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|last|final)\b",
            "day": r"days?\b",
            "begins": rf"(?:from|start(?:s|ing)?|begin(?:s|ning)?|commencing)(?:\s+(?:on|from))?{_BEFORE_DATE}",
            "finishes": rf"(?:until|till?|to|up\s+to|end(?:s|ing)?)(?:\s+on)?{_BEFORE_DATE}",
        }.items()
    )
)
_JOINER = _words(r"(?:and|plus|on|at|the|held|meets?|we|of|from)\b|[\s,;:@&+()/.–—-]+")
_OTHER = _words(r"[^\s,;]+")


def tokens_of(words: str) -> Iterator[Token]:
    """All of `words`, in order. Raises Unclear."""
    words = _MIDNIGHT.sub("12am", _NOON.sub("noon", " ".join(words.replace("\n", "; ").split())))
    place = 0
    while place < len(words):
        match = _KINDS.match(words, place) if place == 0 or not words[place - 1].isalnum() else None
        if match:
            yield _token(match)
        elif match := SPAN.match(words, place):
            yield Token("time", match[0], match=match)
        elif match := _JOINER.match(words, place):
            yield Token("joiner", match[0])
        else:
            match = _OTHER.match(words, place)
            assert match is not None  # noqa: S101  # neither a space nor a comma: a joiner would have matched
            yield Token("other", match[0])
        place = match.end()


def _token(match: re.Match[str]) -> Token:
    kind = next(name for name, value in match.groupdict().items() if value is not None and name != "mark")
    says = match[0]
    words = says.lower().split()
    if kind in ("iso", "slashed", "dated", "month_first"):
        return Token("date", says, days=_dates(kind, says))
    if kind == "range":
        first, last = (_weekday(each) for each in re.findall(_WEEKDAY, says, re.IGNORECASE))
        return Token("weekdays", says, tuple((first + each) % 7 for each in range((last - first) % 7 + 1)))
    if kind == "weekday":
        return Token("weekdays", says, (_weekday(says),))
    if kind in ("everyday", "monday_to_friday", "weekend"):
        return Token("weekdays", says, {"everyday": tuple(range(7)), "monday_to_friday": tuple(range(5)), "weekend": (5, 6)}[kind])
    if kind in ("months", "weeks"):
        number = next((each for each in words if each.isdigit() or each in _NUMBERS), "two")
        return Token(kind, says, (int(number) if number.isdigit() else _NUMBERS[number],))
    if kind == "fortnight":
        return Token("weeks", says, (2,))
    if kind == "ordinal":
        return Token(kind, says, (_ORDINALS.get(says.lower()) or int(says[:-2]),))
    return Token(kind, says)


def _weekday(words: str) -> int:
    return ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(words[:3].lower())


def _month(words: str) -> int:
    return ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec").index(words[:3].lower()) + 1


def _dates(kind: str, says: str) -> tuple[date, ...]:
    """Raises Unclear where the year is not stated, or a day is not in the calendar."""
    numbers = [int(each) for each in re.findall(r"\d+", says)]
    try:
        if kind == "iso":
            return (date(*numbers),)
        if kind == "slashed":
            day, month, year = numbers
            return (date(year if year > 99 else 2000 + year, month, day),)
        year = numbers.pop() if numbers[-1] > 99 else 0
        if not year:
            raise Unclear(f'"{says}" does not say which year')
        named = re.search(_MONTH, says, re.IGNORECASE)
        return tuple(date(year, _month(named[0]) if named else 0, number) for number in numbers)
    except ValueError:
        raise Unclear(f'"{says}" is not in the calendar') from None
