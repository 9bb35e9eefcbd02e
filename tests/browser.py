"""A real browser, for the tests that open a page in one. A test module imports the fixtures by name.

axe-core looks for what shuts people out, with every rule that it turns on by itself.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.conftest import missing

axe = import_module("axe_playwright_python.sync_playwright")  # it has no types

NARROW: ViewportSize = {"width": 320, "height": 640}
"""What WCAG 2.2 asks of a page, success criterion 1.4.10: no scrolling from side to side at 320 CSS pixels."""
WIDE: ViewportSize = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        missing("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE)
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    """What axe-core finds, with where."""
    found = axe.Axe().run(page).response["violations"]
    return [f"{each['id']}: {', '.join(str(node['target']) for node in each['nodes'])}" for each in found]


def pictured(page: Page, name: str) -> None:
    """A picture of the page for a person to look at, where FAMA_SCREENSHOTS names a folder."""
    if folder := os.environ.get("FAMA_SCREENSHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name.replace(', ', '-').replace(' ', '-')}.png"), full_page=True)
