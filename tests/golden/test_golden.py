"""Each format, byte for byte, for one answer that holds everything awkward at once.

After a change that is meant: FAMA_GOLDEN=write .venv/bin/pytest tests/golden, and read the difference.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from fama_cli.cli.asking import question
from fama_cli.cli.output import show, wanted
from fama_cli.cli.views.find import as_document
from fama_cli.directory.facts import ContactKind, Nation, Status
from fama_cli.directory.find import find
from fama_cli.directory.model import Breadth
from fama_cli.record import changed
from tests.directory.samples import contact, directory_of, group

FOLDER = Path(__file__).parent

AWKWARD = changed(
    group(
        "awkward",
        "ghb",
        every=Breadth.MOOD_ALTERING,
        approach="12-step",
        nations=(Nation.SCOTLAND, Nation.WALES),
        contacts=(
            contact("+44 20 7946 0000", by="KW", on="2026-11-20"),
            contact("https://example.org.uk/", kind=ContactKind.WEBSITE, status=Status.DATED, seen=None),
        ),
    ),
    name='=Ça va | [bold]*not bold*[/bold], "quoted"\x1b[31m\u202e \U0001f600 \'tis',
)
PLAIN = group("plain", every=Breadth.ANYTHING, contacts=(contact("0845 000 0000", status=Status.SUPERSEDED),))


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "md", "plain", "table"])
def test_the_format_is_what_it_was(form: str, tmp_path: Path) -> None:
    directory = directory_of(PLAIN, AWKWARD)
    asked = question(directory, substances=["GHB"], behaviours=[], whom="self", approach="", nation="", online=False, no_input=True)
    written = tmp_path / "out"

    show(as_document(asked, find(directory, asked.asked, date(2026, 11, 21))), wanted(format=form, output=str(written)))

    golden = FOLDER / f"find.{form}"
    if os.environ.get("FAMA_GOLDEN") == "write":
        golden.write_bytes(written.read_bytes())
    assert written.read_bytes() == golden.read_bytes()
