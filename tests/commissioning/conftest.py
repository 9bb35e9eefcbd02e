"""What the tests of commissioning share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fama_cli.catalogue import cache
from fama_cli.catalogue.load import load_commissioning
from fama_cli.catalogue.places import cache_folder, local_folder
from fama_cli.commissioning.model import Commissioning


@pytest.fixture(scope="session")
def kept_commissioning(tmp_path_factory: pytest.TempPathFactory) -> tuple[Commissioning, bytes]:
    """The shipped data, and the cache that a first command writes of it."""
    nothing = tmp_path_factory.mktemp("no-data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("kept")))
        loaded = load_commissioning(str(nothing))
        return loaded, cache.path_for("commissioning", nothing, cache_folder()).read_bytes()


@pytest.fixture
def commissioning(kept_commissioning: tuple[Commissioning, bytes]) -> Commissioning:
    return kept_commissioning[0]


@pytest.fixture(autouse=True)
def read_already(kept_commissioning: tuple[Commissioning, bytes], alone: None) -> Iterator[None]:
    """A command was run before, so that none of these tests has to read all the YAML again."""
    path = cache.path_for("commissioning", local_folder(), cache_folder())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(kept_commissioning[1])
    yield
    path.unlink(missing_ok=True)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a command is run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
