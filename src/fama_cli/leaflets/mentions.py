"""The telephone numbers and web addresses that words mention, however they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass

from fama_cli.directory.leaflet import Mention, contacts_of
from fama_cli.directory.model import Directory
from fama_cli.directory.phones import digits

_WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'()\[\]]+[^\s<>\"'()\[\].,;:!?]"
    r"|(?<![\w.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}(?![\w@-])(?:/[\w./~-]*[\w/~-])?",
    re.IGNORECASE,
)
"""A bare name such as coda-uk.com counts too: findings say nothing of an address that the directory does not have."""

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

_RUN = re.compile(r"\d(?:(?:(?!\d)[\W_£$€]){0,8}\d)*")
"""Digits with anything but letters between them: one number, or several side by side."""

_OPENING = re.compile(r"(?:[+(\[] ?)+$")

_TIGHT = re.compile(r"[\s().\u00ad\u200b\u2010-\u2015-]{0,2}")
"""What may stand between the digits of a number that is not known."""

_DATE = re.compile(r"(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:\d{4}|\d{2})(?![\d/-]|\.\d)")

LONGEST_SHORT_CODE = 8
"""Digits. 999, 111, 116 123 and text numbers; anything longer is a whole telephone number."""


LONGEST_WRITTEN = 24
"""Characters. "0044 (0) 845 - 769 - 7555" is about as long as a number is ever written."""


def mentions(lines: Iterable[tuple[int, str]], directory: Directory) -> Iterator[Mention]:
    """Every number and web address in `lines`. Short codes such as 999 count only when the directory has them."""
    numbers = {digits(contact.value) for _, contact in contacts_of(directory) if contact.kind.is_number}
    known = frozenset(number for number in numbers if len(number) > LONGEST_SHORT_CODE)
    short_codes = _short_codes(numbers - known)
    before = ""
    for line, words in lines:
        # A number that a line end or the edge of a table cell cuts in two.
        joined, cut = f"{before} {words[:LONGEST_WRITTEN]}", len(before)
        for run in _runs(_plain_digits(joined)) if before else ():
            for start, end in run.spans(run.end_of_known(known)):
                if start < cut < end:
                    yield Mention(value=_as_written(joined[start:end]), line=line)
        before = words[-LONGEST_WRITTEN:]
        for pattern in (_WEB, _EMAIL):
            for found in pattern.finditer(words):
                yield Mention(value=found[0], line=line)
        for value in _numbers(words, known, short_codes):
            yield Mention(value=value, line=line)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _numbers(words: str, known: Set[str], short_codes: re.Pattern[str]) -> Iterator[str]:
    words = _plain_digits(words)
    # What is known is taken out first, so that "0845 769 7555 10am" is that number and not one that ends in 10.
    spans = [span for run in _runs(words) for span in run.spans(run.end_of_known(known))]
    rest = _DATE.sub(_blank, _WEB.sub(_blank, _without(words, spans)))
    spans += [span for run in _runs(rest) for span in run.spans(run.end_of_unknown)]
    spans += [found.span() for found in short_codes.finditer(_without(rest, spans))]
    for start, end in sorted(spans):
        yield _as_written(words[start:end])


def _as_written(value: str) -> str:
    """`value` without half a pair of brackets, and with + before a 44 that stands for it."""
    value = value.strip()
    if ")" not in value or value.startswith(("(+", "(0044")):
        value = value.removeprefix("(")
    return f"+{value}" if value.startswith("44") and len(digits(value)) > LONGEST_SHORT_CODE else value


def _plain_digits(words: str) -> str:
    """`words` with the digits of every alphabet as 0 to 9, at the same places."""
    if words.isascii():
        return words
    return "".join(str(unicodedata.decimal(character)) if character.isdecimal() else character for character in words)


def _without(words: str, spans: Iterable[tuple[int, int]]) -> str:
    left = list(words)
    for start, end in spans:
        left[start:end] = "|" * (end - start)
    return "".join(left)


def _runs(words: str) -> Iterator[_Run]:
    for found in _RUN.finditer(words):
        places = [found.start() + place for place, character in enumerate(found[0]) if character.isdecimal()]
        yield _Run(words=words, places=places, row="".join(words[place] for place in places))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Digits near one another: `row` is the digits alone, `places` where each stands in `words`."""

    words: str
    places: list[int]
    row: str

    def spans(self, end_of: Callable[[int, int], int]) -> Iterator[tuple[int, int]]:
        """Where each number stands. `end_of(first, after)` is where in `row` the one that starts at `first` ends, or 0."""
        first = 0
        while first < len(self.row):
            after = self.after_prefix(first)
            end = end_of(first, after) if after else 0
            if end:
                yield self.places[first] - len(self.opening(first)), self.places[end - 1] + 1
            first = end or first + 1

    def opening(self, first: int) -> str:
        """The + or bracket that belongs to the number at `first`."""
        start = self.places[first]
        found = _OPENING.search(self.words[max(start - 3, 0) : start])
        return found[0] if found else ""

    def after_prefix(self, first: int) -> int:
        """The place after 0, 44 or 0044 where a number may start; 0 when none may."""
        if first and self.places[first] == self.places[first - 1] + 1:
            return 0
        for prefix in ("0044", "44", "0"):
            if self.row.startswith(prefix, first):
                after = first + len(prefix)
                # +44 (0)845…
                return after + 1 if prefix != "0" and self.row.startswith("0", after) else after
        return 0

    def ends(self, end: int) -> bool:
        """Whether the digit before `end` is the last of its group."""
        return end == len(self.row) or (end < len(self.row) and self.places[end] > self.places[end - 1] + 1)

    def end_of_known(self, known: Set[str]) -> Callable[[int, int], int]:
        lengths = sorted({len(number) for number in known}, reverse=True)

        def end_of(_first: int, after: int) -> int:
            ends = (after + length - 1 for length in lengths)
            return next((end for end in ends if self.ends(end) and "0" + self.row[after:end] in known), 0)

        return end_of

    def end_of_unknown(self, first: int, after: int) -> int:
        """The end of what looks like a UK number whether or not it is one: a leaflet's misprint should be found too."""
        if self.row[after : after + 1] not in {"1", "2", "3", "5", "7", "8", "9"} or self.before(first) in _NOT_BEFORE:
            return 0
        area = self.places[after : after + 2]
        if len(area) < 2 or area[1] != area[0] + 1 or (after == first + 1 and area[0] != self.places[first] + 1):
            return 0  # An area code stands together: 0-19-853453-1 is a book.
        last = after
        while last < len(self.row) and _TIGHT.fullmatch(self.words, self.places[last - 1] + 1, self.places[last]):
            last += 1
        misprints = (last,) if last - after in {8, 9, 10, 11} else ()
        ends = (after + length - 1 for length in (11, 10))
        return next((end for end in (*ends, *misprints) if end <= last and self.ends(end) and not self.word_after(end)), 0)

    def before(self, first: int) -> str:
        start = self.places[first]
        return self.words[max(start - 1, 0) : start]

    def word_after(self, end: int) -> bool:
        place = self.places[end - 1] + 1
        return self.words[place : place + 1].isalpha()


_NOT_BEFORE = frozenset("£$€/.-_,")


def _short_codes(codes: Iterable[str]) -> re.Pattern[str]:
    spaced = "|".join(r"\s?".join(code) for code in sorted(codes, key=lambda code: (-len(code), code)))
    return re.compile(rf"(?<![\w.,/£$€-])(?:{spaced})(?![\w/-]|[.,]\d)" if spaced else r"(?!)")
