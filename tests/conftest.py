"""What every test stands on: a folder of its own, a fixed day, no network, and `fama` as a function."""

from __future__ import annotations

import io
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from fama_cli.catalogue.load import load_directory
from fama_cli.cli.main import main
from fama_cli.directory.model import Directory

TODAY = "2026-11-21"
REPOSITORY = Path(__file__).parent.parent
SHARED = REPOSITORY.parent / "shared"

ALL = os.environ.get("FAMA_TEST_ALL") == "1"
"""CI installs everything a test may need and sets this; then a missing thing fails the test that needs it."""


def missing(reason: str) -> None:
    """Skip this test, saying why; with FAMA_TEST_ALL=1, fail it."""
    if ALL:
        pytest.fail(f"FAMA_TEST_ALL=1, and {reason}")
    pytest.skip(reason)


def shared(path: str) -> Path:
    """A file of the shared folder that tests may compare with. Skips where it is absent, even with FAMA_TEST_ALL=1."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"the shared folder with {path} is not beside this checkout")
    return found


@contextmanager
def without_rights(path: Path) -> Iterator[None]:
    """As a person whom the rights of `path` stop. Root is stopped by nothing, so for root: as nobody, who may reach it."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    above = [folder for folder in path.parents if folder.owner() == "root" and folder.stat().st_mode & 0o005 != 0o005]
    modes = {folder: folder.stat().st_mode for folder in above}
    for folder in above:
        folder.chmod(0o755)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        for folder, mode in modes.items():
            folder.chmod(mode)


NOBODY = 65534
"""The user who owns nothing, on every Unix."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What one command did."""

    code: int
    out: str
    err: str


Fama = Callable[..., Ran]


@pytest.fixture(scope="session")
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cache_home: Path) -> None:
    """Nothing of the person running the tests is read or written, and nothing reaches a network."""
    for name in ("FAMA_DATA_DIR", "FAMA_DEBUG", "FAMA_PAGER", "PAGER", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("FAMA_TODAY", TODAY)

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a test tried to open a network connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)


@pytest.fixture
def fama(monkeypatch: pytest.MonkeyPatch) -> Fama:
    """Runs a command in this process, as through a pipe."""

    def run(*args: str, stdin: str = "") -> Ran:
        streams = {name: io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for name in ("stdout", "stderr")}
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.StringIO(stdin))
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            code = main(args)
        out, err = (stream.buffer.getvalue().decode("utf-8") for stream in streams.values())
        return Ran(code=code, out=out, err=err)

    return run


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A service's own data folder, in use."""
    folder = tmp_path / "local"
    folder.mkdir()
    monkeypatch.setenv("FAMA_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def directory() -> Directory:
    """The shipped data."""
    return load_directory()
