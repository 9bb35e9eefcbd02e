"""What the tests of handouts share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fama_cli.catalogue.load import load_directory, load_library, load_wordings
from tests.handouts.printed import Press, Shipped


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory, cache_home: Path) -> Press:
    """Makes a handout as the command does, and keeps it for the next test that asks."""
    return Press(tmp_path_factory.mktemp("press"), cache_home)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, cache_home: Path) -> Shipped:
    """The data that handouts are made from, read once: hundreds of tests compare with it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("FAMA_DATA_DIR", raising=False)
        patch.setenv("XDG_CACHE_HOME", os.fspath(cache_home))
        patch.setenv("XDG_DATA_HOME", os.fspath(tmp_path_factory.mktemp("nothing")))
        return Shipped(directory=load_directory(), library=load_library(), wordings=load_wordings())
