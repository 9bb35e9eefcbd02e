"""The wheel: what is in it, and that it works where it is put."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from fama_cli import __version__
from fama_cli.cli.commands.help import TOPICS
from tests.conftest import REPOSITORY, missing


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if importlib.util.find_spec("hatchling") is None:
        missing("hatchling, which builds the wheel, is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    # The builder itself, not a tool that would fetch it: this needs no network.
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=REPOSITORY, check=True, capture_output=True
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(folder)
    return folder


def run(installed: Path, elsewhere: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """A command of the wheel, from another folder, with the checkout out of reach."""
    env = {**os.environ, "PYTHONPATH": str(installed)}
    return subprocess.run([sys.executable, *args], cwd=elsewhere, env=env, capture_output=True, text=True, timeout=60)


def test_the_wheel_is_for_any_system(wheel: Path) -> None:
    assert wheel.name == f"fama_cli-{__version__}-py3-none-any.whl"


DATA = (
    "groups.yaml", "substances.yaml", "helplines.yaml", "briefings.yaml", "handouts.yaml", "stages.yaml", "concerns.yaml", "meetings.yaml",
    "commissioning.yaml",
)  # fmt: skip
"""In the order in which they are read."""


@pytest.mark.parametrize("name", [*DATA, "recording/cds-k.yaml"])
def test_the_data_is_in_it(installed: Path, name: str) -> None:
    assert (installed / "fama_cli/data" / name).read_bytes() == (REPOSITORY / "data" / name).read_bytes()


def test_every_module_is_in_it(installed: Path) -> None:
    source = REPOSITORY / "src"

    there = {str(path.relative_to(installed)) for path in (installed / "fama_cli").rglob("*.py")}

    assert there == {str(path.relative_to(source)) for path in (source / "fama_cli").rglob("*.py")}


def test_it_says_that_it_has_types(installed: Path) -> None:
    assert (installed / "fama_cli/py.typed").is_file()


@pytest.mark.parametrize("topic", TOPICS)
def test_every_help_topic_is_in_it(installed: Path, topic: str) -> None:
    assert (installed / f"fama_cli/cli/topic_pages/{topic}.md").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("name", ["LICENSE", "NOTICE"])
def test_the_licences_are_in_it(installed: Path, name: str) -> None:
    (kept,) = installed.glob(f"*.dist-info/licenses/{name}")

    assert kept.read_bytes() == (REPOSITORY / name).read_bytes()


def test_the_manual_page_is_where_man_looks(installed: Path) -> None:
    (page,) = installed.glob("*.data/data/share/man/man1/fama.1")

    assert page.read_bytes() == (REPOSITORY / "docs/man/fama.1").read_bytes()


def test_the_command_is_called_fama(installed: Path) -> None:
    (points,) = installed.glob("*.dist-info/entry_points.txt")

    assert points.read_text() == "[console_scripts]\nfama = fama_cli.cli.main:run\n"


def test_nothing_else_is_in_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        tops = {name.partition("/")[0].removeprefix(f"fama_cli-{__version__}") for name in file.namelist()}

    assert tops == {"fama_cli", ".dist-info", ".data"}


def test_it_runs_from_where_it_was_put(installed: Path, tmp_path: Path) -> None:
    where = run(installed, tmp_path, "-c", "import fama_cli; print(fama_cli.__file__)")
    ran = run(installed, tmp_path, "-m", "fama_cli", "find", "--substance", "cocaine", "--json")

    document = json.loads(ran.stdout)
    assert where.stdout == f"{installed / 'fama_cli' / '__init__.py'}\n"
    assert (ran.returncode, ran.stderr, document["schema"]) == (0, "", "fama.find/1")
    assert document["groups"][0]["id"] == "ca"


def test_it_reads_its_own_data(installed: Path, tmp_path: Path) -> None:
    ran = run(installed, tmp_path, "-m", "fama_cli", "data", "where", "--json")

    assert json.loads(ran.stdout)["files"] == [str(installed / "fama_cli/data" / name) for name in DATA]


def test_its_help_has_its_topics(installed: Path, tmp_path: Path) -> None:
    ran = run(installed, tmp_path, "-m", "fama_cli", "help", "exit-codes")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert "130" in ran.stdout
