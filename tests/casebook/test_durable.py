"""What was said to be saved is there: after a crash, and with others writing at the same moment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fama_cli.casebook.store import Store
from tests.conftest import REPOSITORY

CRASHES = 500 if os.environ.get("FAMA_TEST_ALL") else 40
"""How often a process that is saving is killed. 500 takes about 2 minutes, and is for CI."""
PROCESSES, ANSWERS = 4, 25

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")


def run(*arguments: object) -> dict[str, object]:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.casebook.saver", *map(str, arguments)], cwd=REPOSITORY, capture_output=True, text=True, timeout=600
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    said: dict[str, object] = json.loads(ran.stdout)
    return said


def test_an_answer_that_was_saved_outlasts_being_killed(book: Store, path: Path) -> None:
    book.engine.dispose()

    ran = run("crash", path, CRASHES)

    assert ran["wrong"] == []
    saved = ran["saved"]
    assert isinstance(saved, int)
    assert saved > CRASHES


def test_4_people_saving_at_once_lose_nothing(book: Store, path: Path) -> None:
    book.engine.dispose()

    ran = run("together", path, PROCESSES, ANSWERS)

    assert ran == {"saved": {f"K-{each}": [str(number) for number in range(ANSWERS)] for each in range(PROCESSES)}, "wrong": []}
