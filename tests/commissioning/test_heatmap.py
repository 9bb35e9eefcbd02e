"""The week as a picture: the same numbers, for eyes, for grey printers and for screen readers."""

from __future__ import annotations

import textwrap
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from fama_cli.commissioning import heatmap
from fama_cli.commissioning.week import DAYS, TIMES, Week, week_of
from fama_cli.handouts.drawing import TABLE_AFTER, as_file
from tests.conftest import Fama

SVG = "{http://www.w3.org/2000/svg}"


def drawn(week: Week) -> ElementTree.Element:
    return ElementTree.fromstring(as_file(heatmap.heatmap(week)))


def some(*numbers: int) -> Week:
    """A week whose Monday has these numbers of meetings, one part of the day after another."""
    return week_of("Some", [(0, at) for number, at in zip(numbers, (0, 540, 720, 900, 1080, 1260), strict=False) for _ in range(number)])


def test_every_cell_says_its_number_and_an_empty_one_has_a_cross() -> None:
    week = some(1, 0, 3, 12)

    words = [each.text for each in drawn(week).iter(f"{SVG}text")]

    key = "Meetings that start then. Darker is more, and a cross is none."
    times = [word for time in TIMES for word in textwrap.wrap(time, heatmap.LETTERS)]
    assert words == ["Some, by day and time", *times, "Monday", "1", "3", "12", *DAYS[1:], key]
    assert len(list(drawn(week).iter(f"{SVG}rect"))) == 42
    assert len(list(drawn(week).iter(f"{SVG}line"))) == 2 * (42 - 3)


def test_a_screen_reader_is_told_what_it_is_and_what_it_shows() -> None:
    picture = drawn(some(1, 0, 3))

    title, description = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == "Some, by day and time"
    assert description.text == (
        "4 meetings with a day and a time. The most at one time is 3: Monday, noon to 3pm. "
        "There is none on Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday."
    )


@pytest.mark.parametrize(
    ("numbers", "shades"),
    [((0,), [0]), ((1,), [1]), ((1, 2, 3, 4), [1, 2, 3, 4]), ((1, 5, 10, 20), [1, 1, 2, 4]), ((0, 1, 100), [0, 1, 4])],
)
def test_more_is_never_lighter(numbers: tuple[int, ...], shades: list[int]) -> None:
    assert [heatmap.shade(number, max(numbers)) for number in numbers] == shades


def test_in_a_report_it_has_no_title_of_its_own_and_speaks_of_its_table() -> None:
    picture = heatmap.heatmap(some(1))

    assert picture.title not in picture.svg
    assert picture.description.endswith(TABLE_AFTER)


def test_a_file_of_its_own_says_what_it_is_about() -> None:
    words = [each.text for each in ElementTree.fromstring(as_file(heatmap.heatmap(some(1)), "LS, 21 November 2026")).iter(f"{SVG}text")]

    assert words[:2] == ["Some, by day and time", "LS, 21 November 2026"]


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_shades_are_greys_each_darker_than_the_last_and_their_numbers_can_be_read() -> None:
    fills = [fill for fill, _ in heatmap._SHADES]

    assert [fill for fill in fills if not fill[1:3] == fill[3:5] == fill[5:7]] == []
    assert [pair for pair in pairwise(fills) if luminance(pair[0]) <= luminance(pair[1])] == []
    for fill, ink in heatmap._SHADES:
        light, dark = sorted([luminance(fill), luminance(ink)], reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 7


def test_a_file_of_its_own(fama: Fama, here: Path) -> None:
    Path("list.csv").write_text("group,day,start\naa,Monday,19:30\n", encoding="utf-8")

    wrote = fama("area", "gaps", "--meetings", "list.csv", "--output", "week.svg")
    printed = fama("area", "gaps", "--meetings", "list.csv", "--format", "svg")

    assert (wrote.code, wrote.out) == (0, "")
    assert Path("week.svg").read_text(encoding="utf-8") == printed.out
    assert ElementTree.fromstring(printed.out).tag == f"{SVG}svg"
