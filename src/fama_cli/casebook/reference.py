"""A client is a reference that the service chose. What could say who they are is refused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from fama_cli.casebook.errors import ReferenceRefused

LONGEST_REFERENCE = 30

_HOW = "Use the service's own reference, such as `K-0412`"
_BETWEEN = r"[-/._ ]?"
_DATES = (
    re.compile(r"(?<!\d)(?P<day>\d{1,2})[-/._ ](?P<month>\d{1,2})[-/._ ](?P<year>\d{4})(?!\d)"),
    re.compile(r"(?<!\d)(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>\d{4})[-/._ ](?P<month>\d{1,2})[-/._ ](?P<day>\d{1,2})(?!\d)"),
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WITH_A_MONTH = re.compile(rf"(?i)(?<!\d)(?P<day>\d{{1,2}}){_BETWEEN}(?P<month>{'|'.join(_MONTHS)})[a-z]*{_BETWEEN}(?P<year>\d{{4}})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?!\d)")
_YOUNGEST = 10
"""Years. Eight digits that begin with a later year are a day on which a record was opened."""
_BORN = range(1900, 2100)
"""Years. Eight digits are read as a date only when their year is one a client could be born in."""

# Written as 10 digits, or as 3, 3 and 4. Not split otherwise: `2026-000123` is a year and a number.
_NHS_NUMBER = re.compile(rf"(?<!\d)(\d{{3}}){_BETWEEN}(\d{{3}}){_BETWEEN}(\d{{4}})(?!\d)")
# https://en.wikipedia.org/wiki/Telephone_numbers_in_the_United_Kingdom: they start 01, 02, 03, 05, 07, 08 or 09, have 10 or
# 11 digits, and the code that comes first has 3 or more, so `01-2026-00012` is not one.
_PHONE = re.compile(r"(?<!\d)(?:\+?(?:00)?44[-/._ ]?(?:\(?0\)?)?|0)[1235789]\d(?:[-/._ ]?\d){7,8}(?!\d)")
# https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110
_NATIONAL_INSURANCE = re.compile(r"(?i)(?<![A-Z0-9])[A-Z]{2}\d{6}[A-D](?![A-Z0-9])")
# https://en.wikipedia.org/wiki/Postcodes_in_the_United_Kingdom: the last 2 letters are never C, I, K, M, O or V.
_POSTCODE = re.compile(rf"(?<![A-Z0-9])[A-Z]{{1,2}}\d[A-Z\d]?{_BETWEEN}\d[ABD-HJLNP-UW-Z]{{2}}(?![A-Z0-9])")


def checked_reference(typed: str) -> str:
    """What was typed, when it can stand for a client without saying who they are. Raises ReferenceRefused."""
    reference = typed.strip()
    for looks_like, found in (
        ("an email address", "@" in reference),
        ("a date of birth", _has_date(reference)),
        ("an NHS number", any(_is_nhs_number("".join(parts.groups())) for parts in _NHS_NUMBER.finditer(reference))),
        ("a phone number", _PHONE.search(reference) is not None),
        ("a National Insurance number", _NATIONAL_INSURANCE.search(reference) is not None),
        ("a postcode", _POSTCODE.search(reference.upper()) is not None),
        ("a name, because it has a space in it", any(map(str.isspace, reference))),
    ):
        if found:
            raise ReferenceRefused(f"That looks like {looks_like}, and a client's record must not say who they are", hint=_HOW)
    if not re.fullmatch(r"[A-Za-z0-9./_-]*", reference):
        raise ReferenceRefused("A reference is letters from A to Z, digits and - / . _ only", hint=_HOW)
    if reference and not reference[0].isalnum():
        raise ReferenceRefused("A reference starts with a letter or a digit", hint=_HOW)
    if len(reference) > LONGEST_REFERENCE:
        raise ReferenceRefused(f"A reference is at most {LONGEST_REFERENCE} characters long", hint=_HOW)
    if not any(map(str.isdigit, reference)):
        raise ReferenceRefused("A reference has at least 1 digit, so that it is not a name", hint=_HOW)
    return reference


def same_reference(reference: str) -> str:
    """What two ways of writing one reference have in common: `k-0412` is `K-0412`."""
    return reference.strip().casefold()


def _has_date(text: str) -> bool:
    numbers = [found.groupdict() for shape in _DATES for found in shape.finditer(text)]
    named = [{**found.groupdict(), "month": str(_MONTHS.index(found["month"].lower()) + 1)} for found in _WITH_A_MONTH.finditer(text)]
    long_ago = [found.groupdict() for found in _YEAR_FIRST.finditer(text) if int(found["year"]) < datetime.now(UTC).year - _YOUNGEST]
    return any(_is_date(**{name: int(part) for name, part in each.items()}) for each in (*numbers, *named, *long_ago))


def _is_date(*, day: int, month: int, year: int) -> bool:
    try:
        return date(year, month, day).year in _BORN
    except ValueError:
        return False


def _is_nhs_number(digits: str) -> bool:
    """Whether the 10th digit checks the other 9, modulus 11: https://www.datadictionary.nhs.uk/attributes/nhs_number.html

    Each of the first 9 is multiplied by 10, 9, 8 … 2. What the sum lacks to a multiple of 11 is the 10th, and a lack of 10
    means that there is no such number.
    """
    if not digits.isascii():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return -total % 11 == int(digits[9])
