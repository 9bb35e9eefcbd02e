"""Contacts that nobody has looked at lately."""

from __future__ import annotations

from datetime import date

import pytest

from fama_cli.directory.dates import months
from fama_cli.directory.facts import ContactKind, Status
from fama_cli.directory.model import Breadth, Directory
from fama_cli.directory.stale import stale
from fama_cli.errors import NotUnderstood
from tests.directory.samples import contact, directory_of, group

TODAY = date(2026, 11, 21)


def test_the_contact_that_most_searches_show_comes_first() -> None:
    old = {"status": Status.DATED, "seen": "2014-04"}
    wide = group("wide", every=Breadth.ANYTHING, contacts=(contact("0300 000 0001", **old),))  # type: ignore[arg-type]  # as above
    narrow = group("narrow", "alcohol", contacts=(contact("0300 000 0002", **old),))  # type: ignore[arg-type]  # as above

    rows = stale(directory_of(narrow, wide), TODAY, 12)

    assert [(row.id, row.searches) for row in rows] == [("wide", 7), ("narrow", 1)]


def test_only_old_and_undated_contacts_are_listed_and_never_superseded_ones() -> None:
    contacts = (
        contact("0300 000 0001", seen="2026-10-01"),
        contact("0300 000 0002", status=Status.DATED, seen=None),
        contact("0300 000 0003", status=Status.DATED, seen="2014-04", by="KW", on="2026-11-01"),
        contact("0300 000 0004", status=Status.SUPERSEDED, seen="2014-04"),
        contact("0300 000 0005", status=Status.DATED, seen="2025-01"),
        contact("https://example.org.uk", kind=ContactKind.WEBSITE, seen="2026-10-01"),
    )

    rows = stale(directory_of(group("one", "alcohol", contacts=contacts)), TODAY, 12)

    assert [(row.value, row.says) for row in rows] == [
        ("0300 000 0002", "date not stated"),
        ("0300 000 0005", "January 2025, 22 months ago"),
    ]
    assert {row.open for row in rows} == {"https://example.org.uk"}


def test_a_year_is_counted_only_when_it_is_over() -> None:
    contacts = (
        contact("0300 000 0001", status=Status.DATED, seen="2020-12-17"),
        contact("0300 000 0002", status=Status.DATED, seen="2024-11-21"),
    )

    rows = stale(directory_of(group("one", "alcohol", contacts=contacts)), TODAY, 12)

    assert {row.says for row in rows} == {"17 December 2020, 5 years ago", "21 November 2024, 2 years ago"}


@pytest.mark.parametrize(("typed", "number"), [("12m", 12), ("1y", 12), ("6 months", 6), ("2 years", 24), ("18M", 18)])
def test_a_length_of_time_is_months_or_years(typed: str, number: int) -> None:
    assert months(typed) == number


@pytest.mark.parametrize("typed", ["", "soon", "12", "-3m", "1.5y", "9999m"])
def test_anything_else_is_not(typed: str) -> None:
    with pytest.raises(NotUnderstood):
        months(typed)


def test_the_shipped_list_starts_with_contacts_that_nearly_every_search_shows(directory: Directory) -> None:
    rows = stale(directory, TODAY, 12)

    assert rows[0].searches > 50
    assert rows[0].open is not None
    assert [row.searches for row in rows] == sorted((row.searches for row in rows), reverse=True)
