"""A plain list to start from."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from fama_cli.meetings.feeds.sheet_columns import HEADINGS
from fama_cli.meetings.model import Feature

EXAMPLE = "Example, delete this row"
"""The names of the made-up rows begin with this, and such rows are never read."""


def _template() -> str:
    rows: tuple[Mapping[str, str], ...] = (
        {
            "fellowship": "na", "name": f"{EXAMPLE}: Tuesday evening", "when": "every Tuesday", "starts": "19:30", "ends": "21:00",
            "attendance": "in person", "welcome": "open", "venue": "Example Hall", "address": "1 Example Street", "town": "Exampletown",
            "postcode": "ZZ99 9ZZ", Feature.STEP_FREE: "yes", Feature.HEARING_LOOP: "no", Feature.NEWCOMERS: "yes",
            "closed_on": "bank holidays; Christmas", "checked_on": "2026-11-21", "checked_by": "AB",
        },
        {
            "fellowship": "smart", "name": f"{EXAMPLE}: last Friday", "when": "last Friday of the month, 7.30pm to 9pm",
            "attendance": "in person and online", "venue": "Example Centre", "address": "2 Example Road", "town": "Exampletown",
            "postcode": "ZZ99 9ZZ", "languages": "Polish; English", "closed_on": "2026-12-25", "online_url": "https://example.org/meeting",
            "notes": "Ring the bell",
        },
        {
            "fellowship": "aa", "name": f"{EXAMPLE}: online", "when": "first and third Monday of the month", "starts": "noon",
            "ends": "1pm",
            "attendance": "online", "welcome": "members only",
            Feature.WOMEN: "yes", "online_url": "https://example.org/another", "website": "https://example.org",
        },
    )  # fmt: skip
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(HEADINGS.values())
    table.writerows([row.get(column, "") for column in HEADINGS] for row in rows)
    return written.getvalue()


TEMPLATE: str = _template()
"""A list to start from, as CSV: the headings, and 3 made-up rows that are not read."""
