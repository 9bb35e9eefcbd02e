"""The report in a real browser: nobody is shut out, nothing is fetched, and nothing falls off a narrow screen.

As tests/handouts/test_in_a_browser.py: axe-core, with every rule that it turns on by itself, at each width and on paper.
"""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request

from tests.browser import NARROW, WIDE, browser, page, pictured, violations
from tests.conftest import Fama

__all__ = ["browser", "page"]

SAMPLES = Path(__file__).parent / "samples"
EVERYTHING = [
    "--answers", "answers.yaml", "--members", "members.yaml", "--meetings", "meetings.csv", "--audit", "audit.json", "--plan", "plan.yaml",
]  # fmt: skip
PAGES = {
    "report": ["report", *EVERYTHING],
    "report, everything": ["report", *EVERYTHING, "--font", "dyslexia", "--large-print", "--notes"],
    "clauses": ["spec"],
    "letter": ["letter", "aa"],
}


@pytest.fixture(params=PAGES)
def made(fama: Fama, here: Path, request: pytest.FixtureRequest) -> Path:
    for each in SAMPLES.iterdir():
        shutil.copy(each, here / each.name)
    (here / "meetings.csv").write_text(_with_places(here / "meetings.csv"), encoding="utf-8")
    ran = fama("area", *PAGES[request.param], "--output", "page.html")
    assert ran.code == 0, ran.err
    return here / "page.html"


def _with_places(path: Path) -> str:
    """The list, with a position for each meeting that is in LS."""
    top, *rows = path.read_text(encoding="utf-8").splitlines()
    return "\n".join([f"{top},latitude,longitude", *(f"{row},{'53.8,-1.5' if ',LS,' in row else ','}" for row in rows)]) + "\n"


def test_nobody_is_shut_out_and_nothing_falls_off(page: Page, made: Path, request: pytest.FixtureRequest) -> None:
    page.goto(made.as_uri())

    found = {}
    for width, viewport in (("wide", WIDE), ("narrow", NARROW)):
        page.set_viewport_size(viewport)
        found[width] = violations(page)
        pictured(page, f"{request.node.callspec.id}, {width}")
    across = page.evaluate("document.scrollingElement.scrollWidth")
    page.set_viewport_size(WIDE)
    page.emulate_media(media="print")
    found["print"] = violations(page)

    assert found == {"wide": [], "narrow": [], "print": []}
    assert across <= 320


def test_nothing_is_fetched_and_nothing_is_refused(page: Page, made: Path) -> None:
    asked_for: list[str] = []
    said: list[str] = []

    def remember(request: Request) -> None:
        asked_for.append(request.url)

    page.on("request", remember)
    page.on("console", lambda message: said.append(message.text))
    page.goto(made.as_uri())
    page.evaluate("document.fonts.ready.then(() => 1)")

    assert [each for each in asked_for if not each.startswith("data:")] == [made.as_uri()]
    assert said == []


def test_it_has_one_main_heading_and_skips_no_level(page: Page, made: Path) -> None:
    page.goto(made.as_uri())

    levels = page.eval_on_selector_all("h1, h2, h3, h4, h5, h6", "found => found.map(each => Number(each.tagName[1]))")
    assert (levels[0], levels.count(1)) == (1, 1)
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize("made", ["report"], indirect=True)
def test_a_screen_reader_hears_what_each_picture_is_before_its_table(page: Page, made: Path) -> None:
    page.goto(made.as_uri())

    pictures = page.get_by_role("img")
    names = [pictures.nth(number).evaluate("each => each.querySelector('title').textContent") for number in range(pictures.count())]
    assert names == [
        "How the questions of each topic are answered",
        *(f"{week}, by day and time" for week in ("All meetings", "In person", "Online", "In person or online: not stated")),
        "Where meetings in person are held",
        "How much of each field is answered, and the line of 80%: clients in treatment",
    ]
    assert len(set(page.eval_on_selector_all("[id]", "found => found.map(each => each.id)"))) == page.locator("[id]").count()
