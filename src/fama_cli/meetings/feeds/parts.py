"""What several formats have in common: times, dates, postcodes."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from functools import lru_cache

from fama_cli.directory.clock import SPAN, hours_in

DAY = 24 * 60
"""Minutes."""


@lru_cache(maxsize=4096)
def minutes(written: str) -> int | None:
    """Minutes after midnight of "18:00", "18:00:00", "6:00 PM", "7.30pm", "1930" or "noon". None where it is no certain time."""
    words = written.strip()
    plain = re.fullmatch(r"(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?|([01]\d|2[0-3])([0-5]\d)", words)
    if plain:
        hour, minute = int(plain[1] or plain[3]), int(plain[2] or plain[4])
        return hour * 60 + minute if hour < 24 and minute < 60 else None
    if words.lower() == "midnight":
        return 0
    match = SPAN.fullmatch(words)
    hours = hours_in(match) if match else None
    return hours.at.hour * 60 + hours.at.minute if hours and hours.certain and hours.until is None else None


@lru_cache(maxsize=4096)
def day(written: str) -> str:
    """ "2026-08-04 10:11:12", "2026-08-04T10:11:12Z" or "04/08/2026" as "2026-08-04". Empty where it is no day in the calendar.

    The day comes first in dates with slashes, as it does in the UK.
    """
    words = written.strip()
    with suppress(ValueError):
        if re.match(r"\d{4}-\d\d-\d\d(?:[T ]|$)", words):
            return date.fromisoformat(words[:10]).isoformat()
    for form in ("%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%d-%m-%Y"):
        with suppress(ValueError):
            return datetime.strptime(words, form).date().isoformat()  # noqa: DTZ007  # a day has no clock
    return ""


POSTCODE = re.compile(r"\b(?P<out>[A-Z]{1,2}\d[A-Z\d]?)\s*(?P<in>\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE | re.ASCII)
"""A whole UK postcode. The letters C, I, K, M, O and V are never in its last two (Royal Mail, PAF guide)."""


@lru_cache(maxsize=65536)
def postcode(written: str) -> str:
    """A UK postcode as the post writes it, "ls14dy" as "LS1 4DY". Empty where it is none."""
    found = POSTCODE.fullmatch(written.strip())
    return f"{found['out']} {found['in']}".upper() if found else ""
