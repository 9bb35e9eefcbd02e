"""Made-up lists of meetings, for the handout that is made from them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.conftest import Fama

HALL = {"Venue": "Mill Hall", "Address": "1 Mill Lane", "Town": "Leeds", "Postcode": "LS1 4DY", "Latitude": "53.797", "Longitude": "-1.549"}
CHAPEL = {"Venue": "Chapel", "Address": "3 Back Lane", "Town": "Leeds", "Postcode": "LS1 3BL", "Latitude": "53.79", "Longitude": "-1.55"}
FAR = {"Venue": "Quay House", "Address": "9 Quay Road", "Town": "Hull", "Postcode": "HU1 1AA", "Latitude": "53.74", "Longitude": "-0.33"}
HERE = "in person"

ROWS: Sequence[Mapping[str, str]] = (
    {"Fellowship": "na", "Name": "Late Tuesday", "When": "every Tuesday", "Starts": "19:30", "Ends": "21:00", **HALL,
     "How people attend": HERE, "Who may come": "open", "Step-free": "yes", "Hearing loop": "no", "Newcomers": "yes", "Languages": "Polish; English",
     "Not on": "bank holidays; Christmas; 2026-12-08", "Notes": "Tea from 7pm", "Checked on": "2026-11-20", "Checked by": "Jane Doe",
     "Website": "https://example.org/na"},
    {"Fellowship": "na", "Name": "Early Tuesday", "When": "every Tuesday", "Starts": "10:00", "Ends": "11:00", **CHAPEL,
     "How people attend": HERE, "Who may come": "members only", "Step-free": "no", "Child-friendly": "no"},
    {"Fellowship": "smart", "Name": "Friday Tools", "When": "last Friday of the month, 7.30pm to 9pm", **CHAPEL,
     "How people attend": "in person and online", "Online address": "https://example.org/tools", "Notes": "Ring the bell. Moving soon to a new venue"},
    {"Fellowship": "aa", "Name": "Every Other", "When": "every other Wednesday", "Starts": "18:00", **CHAPEL, "How people attend": HERE,
     "Who may come": "members only", "Checked on": "2026-01-05"},
    {"Fellowship": "ca", "Name": "Carols", "When": "24 December 2026 and 31 December 2026", "Starts": "18:00", **CHAPEL, "How people attend": HERE,
     "Who may come": "open", "Women": "yes"},
    {"Fellowship": "ca", "Name": "Fifteenth", "When": "the 15th of the month", "Starts": "18:00", **CHAPEL, "How people attend": HERE},
    {"Fellowship": "al-anon", "Name": "Quiet Hour", "When": "by arrangement", **CHAPEL},
    {"Fellowship": "aa", "Name": "Noon Online", "When": "every Monday", "Starts": "12:00", "Ends": "13:00", "How people attend": "online",
     "Who may come": "open", "Online address": "https://example.org/noon", "Phone to join by": "+44 20 3481 5237"},
    {"Fellowship": "na", "Name": "Hull Monday", "When": "every Monday", "Starts": "20:00", **FAR, "How people attend": HERE, "Who may come": "open"},
)  # fmt: skip
"""Meetings of every kind there is, out of order."""


def as_csv(rows: Sequence[Mapping[str, str]]) -> str:
    columns = dict.fromkeys(name for row in rows for name in row)
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def bring_in(fama: Fama, folder: Path, rows: Sequence[Mapping[str, str]] = ROWS, *, name: str = "our-list") -> None:
    """Import `rows` as a list that a service typed itself."""
    file = folder / f"{name}.csv"
    file.write_text(as_csv(rows), encoding="utf-8")
    ran = fama("meetings", "import", str(file), "--as", name)
    assert ran.code == 0, ran.err


def bring_in_guide(fama: Fama, folder: Path, rows: Sequence[Mapping[str, Any]], *options: str, name: str = "guide") -> None:
    """Import `rows` of Meeting Guide JSON, as a list of NA."""
    file = folder / f"{name}.json"
    file.write_text(json.dumps(rows), encoding="utf-8")
    ran = fama("meetings", "import", str(file), "--as", name, "--fellowship", "na", *options)
    assert ran.code == 0, ran.err
