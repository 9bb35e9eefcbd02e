"""How far a contact can be trusted, counted from its dates."""

from __future__ import annotations

from datetime import date

import pytest

from fama_cli.directory.dates import earliest, in_short, in_words, newest
from fama_cli.directory.facts import Status
from fama_cli.directory.trust import Level, trust
from tests.directory.samples import contact

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("about", "level", "says"),
    [
        ({}, Level.CURRENT, "current, seen Oct 2026"),
        ({"seen": "2026"}, Level.CURRENT, "current, seen 2026"),
        ({"seen": "2025-10-01"}, Level.CHECK_FIRST, "last seen Oct 2025: check first"),
        ({"status": Status.DATED, "seen": "2020-12-17"}, Level.CHECK_FIRST, "last seen Dec 2020: check first"),
        ({"status": Status.DATED, "seen": "2026-10-01"}, Level.CHECK_FIRST, "last seen Oct 2026: check first"),
        ({"status": Status.DATED, "seen": None}, Level.CHECK_FIRST, "date not stated: check first"),
        ({"status": Status.DATED, "by": "KW", "on": "2026-11-20"}, Level.CHECKED, "checked by KW on 20 November 2026"),
        (
            {"status": Status.DATED, "seen": "2014-04", "by": "KW", "on": "2025-11-20"},
            Level.CHECK_FIRST,
            "checked by KW on 20 November 2025: check again first",
        ),
        ({"by": "KW", "on": "2024-01-01"}, Level.CURRENT, "current, seen Oct 2026"),
        ({"status": Status.DATED, "by": "KW", "on": "2024-01-01"}, Level.CHECK_FIRST, "last seen Oct 2026: check first"),
        ({"by": "KW", "on": "2099-01-01"}, Level.CHECK_FIRST, "its date is in the future: check first"),
        ({"seen": "2027"}, Level.CHECK_FIRST, "its date is in the future: check first"),
        ({"status": Status.SUPERSEDED}, Level.SUPERSEDED, "superseded"),
        ({"status": Status.SUPERSEDED, "replaced_by": "0800 1"}, Level.SUPERSEDED, "superseded by 0800 1"),
        ({"status": Status.SUPERSEDED, "by": "KW", "on": "2026-11-20"}, Level.SUPERSEDED, "superseded"),
    ],
)
def test_trust_is(about: dict[str, str | None], level: Level, says: str) -> None:
    how_far = trust(contact("0800 000 0000", **about), TODAY)  # type: ignore[arg-type]  # the names are those of contact()

    assert (how_far.level, how_far.says) == (level, says)


def test_a_current_contact_grows_old_by_itself() -> None:
    current = contact("0800 000 0000", seen="2026-10-01")

    assert trust(current, date(2027, 10, 1)).level is Level.CURRENT
    assert trust(current, date(2027, 10, 2)).level is Level.CHECK_FIRST


@pytest.mark.parametrize(
    ("when", "first", "words", "short"),
    [
        ("2026-10-01", date(2026, 10, 1), "1 October 2026", "Oct 2026"),
        ("2020-12", date(2020, 12, 1), "December 2020", "Dec 2020"),
        ("2014", date(2014, 1, 1), "2014", "2014"),
    ],
)
def test_a_date_may_be_only_a_month_or_a_year(when: str, first: date, words: str, short: str) -> None:
    assert (earliest(when), in_words(when), in_short(when)) == (first, words, short)


def test_the_newest_date_counts_a_year_from_its_first_day() -> None:
    assert newest(["2014-04", "2026", "2020-12-17"]) == "2026"
    assert newest(["2026", "2026-10-01"]) == "2026-10-01"
    assert newest([]) is None
