"""Handouts in a real browser: nobody is shut out, nothing is fetched, and nothing falls off a narrow screen.

axe-core looks for what shuts people out, with every rule that it turns on by itself. It draws the page once for each
width, because what is wrong may be wrong at one width only.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser import NARROW, WIDE, browser, page, pictured, violations
from tests.conftest import ALL, Fama
from tests.handouts.meeting_list import bring_in

__all__ = ["browser", "page"]

KINDS = {
    "groups": ["groups", "--all"],
    "family": ["family"],
    "first-meeting": ["first-meeting", "--group", "smart"],
    "meetings": ["meetings", "--near", "LS1"],
    "helplines": ["helplines"],
    "resources": ["resources", "--series", "3"],
    "staff": ["staff"],
}
LOOKS = {
    "standard": [],
    "everything": ["--font", "dyslexia", "--large-print", "--notes", "--brand", "brand.yaml"],
}
BRAND = "name: Northgate Recovery Partnership\ncontact: 01632 960 001, 1 High Street, Northgate\nlogo: logo.svg\ncolour: '#767676'\n"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20"><rect width="90" height="20" fill="#767676"/></svg>'


@pytest.fixture
def made(fama: Fama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """The page of the kind and look that the test names, `fama handout list` among them."""
    kind, look = request.param
    monkeypatch.chdir(tmp_path)
    (tmp_path / "brand.yaml").write_text(BRAND, encoding="utf-8")
    (tmp_path / "logo.svg").write_text(LOGO, encoding="utf-8")
    path = tmp_path / "page.html"
    if request.param in _MADE:
        path.write_bytes(_MADE[request.param])
        return path
    if kind == "meetings":
        bring_in(fama, tmp_path)
    args = ["list"] if kind == "list" else [*KINDS[kind], *LOOKS[look]]
    ran = fama("handout", *args, "--format", "html", "-o", "page.html")
    assert ran.code == 0, ran.err
    _MADE[request.param] = path.read_bytes()
    return path


_MADE: dict[tuple[str, str], bytes] = {}
"""Pages that were made before. Several tests look at each, and a page is always the same."""


FULL_OF_BLOCKS = {"groups", "meetings", "helplines"}
"""Between them they have every kind of block."""
MADE = [
    ("list", "standard"),
    *((kind, look) for kind in KINDS for look in LOOKS if look == "standard" or ALL or kind in FULL_OF_BLOCKS),
]
every_page = pytest.mark.parametrize("made", MADE, ids=", ".join, indirect=True)
every_kind = pytest.mark.parametrize("made", [each for each in MADE if each[1] == "standard"], ids=", ".join, indirect=True)


@every_page
def test_nobody_is_shut_out(page: Page, made: Path, request: pytest.FixtureRequest) -> None:
    page.goto(made.as_uri())
    name = request.node.callspec.id

    found = {}
    for width, viewport in (("wide", WIDE), ("narrow", NARROW)):
        page.set_viewport_size(viewport)
        pictured(page, f"{name}, {width}")
        found[width] = violations(page)
    page.set_viewport_size(WIDE)
    page.emulate_media(media="print")
    pictured(page, f"{name}, print")
    found["print"] = violations(page)

    assert found == {"wide": [], "narrow": [], "print": []}


@every_page
def test_nothing_falls_off_a_narrow_screen(page: Page, made: Path) -> None:
    page.set_viewport_size(NARROW)
    page.goto(made.as_uri())

    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


@every_page
def test_nothing_is_fetched_and_nothing_is_refused(page: Page, made: Path) -> None:
    asked_for: list[str] = []
    said: list[str] = []

    def remember(request: Request) -> None:
        asked_for.append(request.url)

    page.on("request", remember)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(made.as_uri())
    page.emulate_media(media="print")
    page.evaluate("document.fonts.ready.then(() => 1)")

    assert [each for each in asked_for if not each.startswith("data:")] == [made.as_uri()]
    assert said == []


@every_kind
def test_it_is_the_same_without_scripts(browser: Browser, page: Page, made: Path) -> None:
    page.goto(made.as_uri())
    context = browser.new_context(viewport=WIDE, java_script_enabled=False)
    without = context.new_page()
    without.goto(made.as_uri())

    seen = [each.screenshot() for each in (page, without)]
    context.close()

    assert page.locator("script").count() == 0
    assert seen[0] == seen[1]


@every_kind
def test_it_has_one_main_heading_and_skips_no_level(page: Page, made: Path) -> None:
    page.goto(made.as_uri())

    levels = page.eval_on_selector_all("h1, h2, h3, h4, h5, h6", "found => found.map(each => Number(each.tagName[1]))")
    assert (levels[0], levels.count(1)) == (1, 1)
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize("made", [("groups", "standard"), ("groups", "everything")], ids=", ".join, indirect=True)
def test_its_letters_are_drawn_with_the_fonts_it_holds(page: Page, made: Path) -> None:
    page.goto(made.as_uri())

    loaded = page.evaluate("document.fonts.ready.then(fonts => [...fonts].map(each => each.status))")
    assert loaded == ["loaded", "loaded"]


@pytest.mark.parametrize("made", [("helplines", "standard")], ids=", ".join, indirect=True)
def test_cards_are_8_on_paper_and_1_on_a_screen(page: Page, made: Path) -> None:
    page.goto(made.as_uri())

    on_screen = page.locator(".card:visible").count()
    page.emulate_media(media="print")

    assert (on_screen, page.locator(".card:visible").count()) == (1, 8)


@pytest.mark.parametrize("made", [("groups", "everything")], ids=", ".join, indirect=True)
def test_a_logo_is_drawn_and_described(page: Page, made: Path) -> None:
    page.goto(made.as_uri())

    logo = page.get_by_role("img", name="Northgate Recovery Partnership logo")
    assert logo.evaluate("each => each.naturalWidth > 0") is True


@pytest.mark.parametrize("made", [("helplines", "standard")], ids=", ".join, indirect=True)
def test_a_wide_table_is_reached_with_the_keyboard(page: Page, made: Path) -> None:
    page.set_viewport_size(NARROW)
    page.goto(made.as_uri())

    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('role')"))

    assert "region" in reached
