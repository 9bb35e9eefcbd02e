"""The telephone numbers and web addresses that words mention, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fama_cli.directory.leaflet import Mention, contacts_of
from fama_cli.directory.model import Directory
from fama_cli.directory.phones import digits

_WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'()\[\]]+[^\s<>\"'()\[\].,;:!?]"
    r"|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:org|co|gov|nhs|ac)\.uk(?:/[\w/-]*)?",
    re.IGNORECASE,
)
_PHONE_LIKE = re.compile(r"(?<![\w/.-])(?:\+?44[\s.-]?)?\(?0[\d\s().-]{7,16}\d(?!\w)")
"""What looks like a UK number whether or not it is one: a leaflet's misprint should be found too."""

LONGEST_SHORT_CODE = 8
"""Digits. 999, 111, 116 123 and text numbers; anything longer is a whole telephone number."""


def mentions(lines: Iterable[tuple[int, str]], directory: Directory) -> Iterator[Mention]:
    """Every number and web address in `lines`. Short codes such as 999 count only when the directory has them."""
    short_codes = _short_codes(directory)
    for line, words in lines:
        for found in _WEB.finditer(words):
            yield Mention(value=found[0], line=line)
        for value in _numbers(_WEB.sub(lambda found: " " * len(found[0]), words), short_codes):
            yield Mention(value=value, line=line)


def _numbers(words: str, short_codes: re.Pattern[str]) -> Iterator[str]:
    import phonenumbers

    spans = [
        (match.start, match.end)
        for match in phonenumbers.PhoneNumberMatcher(words, "GB", leniency=phonenumbers.Leniency.POSSIBLE)
        if match.number.country_code == 44 and len(digits(match.raw_string)) > LONGEST_SHORT_CODE
    ]
    for pattern in (_PHONE_LIKE, short_codes):
        for found in pattern.finditer(words):
            if not any(start < found.end() and found.start() < end for start, end in spans):
                spans.append(found.span())
    for start, end in sorted(spans):
        yield words[start:end].strip()


def _short_codes(directory: Directory) -> re.Pattern[str]:
    codes = {digits(contact.value) for _, contact in contacts_of(directory) if contact.kind.is_number}
    short = sorted((code for code in codes if len(code) <= LONGEST_SHORT_CODE), key=len, reverse=True)
    spaced = "|".join(r"\s?".join(code) for code in short)
    return re.compile(rf"(?<![\w.,/-])(?:{spaced})(?![\w/-])" if spaced else r"(?!)")
