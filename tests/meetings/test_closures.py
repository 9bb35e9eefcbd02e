"""The days on which a meeting is closed, and the nation whose bank holidays count."""

from __future__ import annotations

from datetime import date

import pytest

from fama_cli.directory.facts import Nation
from fama_cli.meetings.closures import closed_days, is_by_the_border, nation_of, nation_of_postcode
from fama_cli.meetings.model import Closure, Meeting

ENGLAND_AND_WALES = {
    2026: "1 Jan, 3 Apr, 6 Apr, 4 May, 25 May, 31 Aug, 25 Dec, 28 Dec",
    2027: "1 Jan, 26 Mar, 29 Mar, 3 May, 31 May, 30 Aug, 27 Dec, 28 Dec",
}
PUBLISHED = {
    "england": ENGLAND_AND_WALES,
    "wales": ENGLAND_AND_WALES,
    "scotland": {
        2026: "1 Jan, 2 Jan, 3 Apr, 4 May, 25 May, 15 Jun, 3 Aug, 30 Nov, 25 Dec, 28 Dec",
        2027: "1 Jan, 4 Jan, 26 Mar, 3 May, 31 May, 2 Aug, 30 Nov, 27 Dec, 28 Dec",
    },
    "northern-ireland": {
        2026: "1 Jan, 17 Mar, 3 Apr, 6 Apr, 4 May, 25 May, 13 Jul, 31 Aug, 25 Dec, 28 Dec",
        2027: "1 Jan, 17 Mar, 26 Mar, 29 Mar, 3 May, 31 May, 12 Jul, 30 Aug, 27 Dec, 28 Dec",
    },
}
"""As https://www.gov.uk/bank-holidays lists them: where one falls on a weekend, the weekday in its place."""


def days_of(closed_on: tuple[str, ...], nation: str, year: int) -> list[date]:
    return sorted(closed_days(closed_on, nation, date(year, 1, 1), date(year, 12, 31)))


def written(days: list[date]) -> str:
    return ", ".join(f"{day.day} {day:%b}" for day in days)


@pytest.mark.parametrize(("nation", "year"), [(nation, year) for nation in PUBLISHED for year in (2026, 2027)])
def test_the_bank_holidays_of_each_nation_are_those_that_are_published(nation: str, year: int) -> None:
    found = days_of(("bank-holidays",), nation, year)

    assert written([day for day in found if day.weekday() < 5]) == PUBLISHED[nation][year]


def test_a_holiday_on_a_weekend_counts_as_well_as_the_weekday_in_its_place() -> None:
    # Christmas Day 2027 is a Saturday.
    assert written([day for day in days_of(("bank-holidays",), "england", 2027) if day.month == 12]) == "25 Dec, 26 Dec, 27 Dec, 28 Dec"


@pytest.mark.parametrize("nation", ["", "france", "GB-ENG"])
def test_where_the_nation_is_not_known_the_bank_holidays_are_those_of_england(nation: str) -> None:
    assert days_of(("bank-holidays",), nation, 2026) == days_of(("bank-holidays",), "england", 2026)


@pytest.mark.parametrize(
    ("closed_on", "year", "expected"),
    [
        ((), 2026, ""),
        (("christmas",), 2026, "1 Jan, 24 Dec, 25 Dec, 26 Dec"),
        (("easter",), 2026, "3 Apr, 4 Apr, 5 Apr, 6 Apr"),
        (("easter",), 2027, "26 Mar, 27 Mar, 28 Mar, 29 Mar"),
        (("2026-07-14", "2027-07-14"), 2026, "14 Jul"),
        (
            (Closure.EASTER, "christmas", "2026-04-03", "2026-02-01"),
            2026,
            "1 Jan, 1 Feb, 3 Apr, 4 Apr, 5 Apr, 6 Apr, 24 Dec, 25 Dec, 26 Dec",
        ),
    ],
)
def test_other_closures(closed_on: tuple[str, ...], year: int, expected: str) -> None:
    assert written(days_of(closed_on, "england", year)) == expected


def test_the_days_asked_about_are_the_only_ones_told() -> None:
    assert closed_days(("christmas",), "england", date(2026, 12, 25), date(2027, 1, 1)) == {
        date(2026, 12, 25),
        date(2026, 12, 26),
        date(2027, 1, 1),
    }
    assert closed_days(("christmas",), "england", date(2027, 1, 1), date(2026, 12, 25)) == frozenset()


@pytest.mark.parametrize("words", ["bank holidays", "25/12/2026", "2026-02-30", ""])
def test_what_is_neither_a_closure_nor_a_date_is_not_passed_over(words: str) -> None:
    with pytest.raises(ValueError):
        closed_days((words,), "england", date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("postcode", "nation"),
    [
        ("LS1 4DY", "england"), ("ls14dy", "england"), ("LS1", "england"), ("M1 1AE", "england"), ("EC1A 1BB", "england"), ("W1A 0AX", "england"),
        ("CF10 1EP", "wales"), ("LL57 2DG", "wales"), ("SA1", "wales"), ("LD1 5HL", "wales"), ("NP20 4UR", "wales"),
        ("EH1 1YZ", "scotland"), ("G1 1XQ", "scotland"), ("GL1 1DQ", "england"), ("ZE1 0LL", "scotland"), ("DG1 2BD", "scotland"),
        ("BT1 5GS", "northern-ireland"), ("BT48", "northern-ireland"),
        ("TD1 1AA", "scotland"), ("TD15 1AA", "england"), ("TD12 4AA", "england"),
        ("SY1 1AA", "england"), ("SY23 2AX", "wales"), ("SY16 1AA", "wales"), ("CH1 2HJ", "england"), ("CH5 1AA", "wales"), ("CH65 9AA", "england"),
        ("HR3 5AA", "england"), ("CA1 1AA", "england"),
        ("IM1 1AA", ""), ("JE2 3AB", ""), ("GY1 1AA", ""), ("BF1 1AA", ""), ("", ""), ("90210", ""), ("Leeds", ""), ("LS", ""), ("XX1 1XX", ""),
    ],
)  # fmt: skip
def test_the_nation_of_a_postcode(postcode: str, nation: str) -> None:
    assert nation_of_postcode(postcode) == nation


def test_a_postcode_that_england_and_scotland_share_is_told() -> None:
    assert [is_by_the_border(each) for each in ("TD15 1AA", "TD12", "td15 1aa", "TD1 1AA", "LS1 4DY", "")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("meeting", "nation"),
    [
        (Meeting(fellowship="na", name="x", postcode="EH1 1YZ"), Nation.SCOTLAND),
        (Meeting(fellowship="na", name="x", country="Scotland"), Nation.SCOTLAND),
        (Meeting(fellowship="na", name="x", region="UK > Northern Ireland > Belfast"), Nation.NORTHERN_IRELAND),
        (Meeting(fellowship="na", name="x", country="United Kingdom"), ""),
        (Meeting(fellowship="na", name="x"), ""),
        (Meeting(fellowship="na", name="x", zone="America/New_York", county="Wales"), ""),
    ],
)
def test_the_nation_of_a_meeting(meeting: Meeting, nation: str) -> None:
    assert nation_of(meeting) == nation
