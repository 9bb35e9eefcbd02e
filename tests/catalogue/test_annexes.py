"""The nine rows of the guide's annexes, as printed in April 2014, against the data."""

from __future__ import annotations

import html
import re

import pytest

from fama_cli.directory.model import Directory
from tests.conftest import shared

ROWS = {
    "smart": (1, "SMART Recovery", "Any mood altering substance or addictive behaviour", ("www.smartrecovery.org.uk",), ("0845 603 9830",)),
    "aa": (1, "Alcoholics Anonymous (AA)", "Alcohol", ("www.alcoholics-anonymous.org.uk",), ("0845 769 7555",)),
    "ca": (
        1,
        "Cocaine Anonymous (CA)",
        "Cocaine and other mood altering substances",
        ("www.cauk.org.uk",),
        ("0300 111 2285", "0800 612 0225"),
    ),
    "daa": (1, "Drug Addicts Anonymous (DAA)", "Any mood altering substance", ("www.drugaddictsanonymous.org.uk",), ("0300 030 3000",)),
    "ma": (1, "Marijuana Anonymous (MA)", "Any form of cannabis", ("www.marijuana-anonymous.co.uk",), ("07940 503438",)),
    "na": (1, "Narcotics Anonymous (NA)", "Any mood altering substance", ("www.ukna.org",), ("0300 999 1212",)),
    "alateen": (2, "Alateen", "Teenage relatives of alcoholics", ("www.al-anonuk.org.uk/alateen",), ()),
    "al-anon": (
        2,
        "Al-Anon",
        "Relatives, friends & colleagues affected or concerned by a person's alcoholism or alcohol misuse",
        ("www.al-anonuk.org.uk", "www.al-anonlondon.org.uk"),
        (),
    ),
    "fa": (2, "Families Anonymous (FA)", "Relatives and friends concerned about substance use problems", ("www.famanon.org.uk",), ()),
}


@pytest.mark.parametrize("identifier", ROWS)
def test_a_row_is_kept_exactly_as_it_was_published(directory: Directory, identifier: str) -> None:
    group = next(group for group in directory.groups if group.id == identifier)
    published = group.as_published

    assert published is not None
    assert (published.annex, published.name, published.for_whom, published.websites, published.numbers) == ROWS[identifier]
    assert published.published == "2014-04"


def test_only_the_nine_rows_claim_to_have_been_published(directory: Directory) -> None:
    assert {group.id for group in directory.groups if group.as_published} == set(ROWS)


def test_the_rows_are_those_of_the_guide() -> None:
    guide = shared("seeds/004_37021a52870ef550.txt").read_text(encoding="utf-8")
    rows = []
    for annex in (1, 2):
        text = guide.partition(f"## Annex {annex}:")[2].partition("## Annex")[0]
        for line in text.splitlines():
            cells = [cell.strip() for cell in line.split("\t")]
            if len(cells) >= 3 and "<b>" not in line:
                name, whom, websites, *numbers = cells
                rows.append(
                    (
                        annex,
                        name,
                        html.unescape(whom),
                        tuple(re.findall(r">([^<]+)</a>", websites)),
                        tuple(numbers[0].split(" or ")) if numbers else (),
                    )
                )

    assert len(rows) == 9
    assert sorted(rows) == sorted(ROWS.values())
