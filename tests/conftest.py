"""What every test stands on: a folder of its own, a fixed day, no network, and `fama` as a function."""

from __future__ import annotations

import io
import os
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fama_cli.catalogue import cache
from fama_cli.catalogue.load import load_commissioning, load_directory, load_library, load_practice, load_vocabulary, load_wordings
from fama_cli.catalogue.places import SHIPPED, cache_folder, local_folder
from fama_cli.cli.main import main
from fama_cli.directory.model import Directory
from fama_cli.errors import FamaError

TODAY = "2026-11-21"
REPOSITORY = Path(__file__).parent.parent
SHARED = REPOSITORY.parent / "shared"

ALL = os.environ.get("FAMA_TEST_ALL") == "1"
"""CI installs everything a test may need and sets this; then a missing thing fails the test that needs it."""


def examples(many: int) -> int:
    """How many examples a test tries that could try any number: CI tries all of them, and a person waits for a third."""
    return many if ALL else many // 3


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: many tests wait for a terminal, a server or a browser."""
    return (os.cpu_count() or 1) + 1


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
    for folder in above:
        # And left so: tests on other cores have theirs in the same folders.
        folder.chmod(0o755)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Where tests run on several cores, each process has a temporary folder with a short name: a test expects a path on one line."""
    if hasattr(config, "workerinput"):
        folder = Path(config.option.basetemp)
        config.option.basetemp = folder.with_name(folder.name.removeprefix("popen-gw"))


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


ReadBefore = Callable[[Path], None]


@pytest.fixture(scope="session")
def kept_rooms(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Room -> the cache that a first command writes where there is only the shipped data. None for a room that is not right."""
    nothing = tmp_path_factory.mktemp("no-data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("kept")))
        for load in (load_directory, load_library, load_wordings, load_practice, load_vocabulary, load_commissioning):
            with suppress(FamaError):  # The tests of that data say what is wrong, and the rest run.
                load(str(nothing))
        paths = {room: cache.path_for(room, nothing, cache_folder()) for room in SHIPPED}
        return {room: path.read_bytes() for room, path in paths.items() if path.exists()}


@pytest.fixture
def read_before(kept_rooms: Mapping[str, bytes], cache_home: Path) -> Iterator[ReadBefore]:
    """Makes a folder without data one that a command was run for before.

    Each test has a data folder of its own, so without this nearly every test would read and check all the shipped YAML
    again, which takes a third of a second. A cache says which files it was made from: once a test puts data in its
    folder, or the shipped data changes, fama does not use it.
    """
    written: list[Path] = []

    def write(folder: Path) -> None:
        caches = cache_folder()
        caches.mkdir(parents=True, exist_ok=True)
        for room, contents in kept_rooms.items():
            written.append(cache.path_for(room, folder, caches))
            written[-1].write_bytes(contents)

    yield write
    for each in written:  # Half a megabyte a test would soon fill a disk.
        each.unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cache_home: Path, read_before: ReadBefore) -> None:
    """Nothing of the person running the tests is read or written, and nothing reaches a network."""
    for name in (
        "FAMA_DATA_DIR",
        "FAMA_WORKER",
        "FAMA_DEBUG",
        "FAMA_PAGER",
        "PAGER",
        "NO_COLOR",
        "FORCE_COLOR",
        "TTY_COMPATIBLE",
        "COLUMNS",
        "LINES",
    ):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("FAMA_TODAY", TODAY)
    monkeypatch.setenv("FAMA_CASEBOOK", str(home / "records" / "casebook.fama"))
    read_before(local_folder())

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
            # A command that opens the casebook makes all that it writes private, and here others come after it.
            umask = os.umask(0o022)
            os.umask(umask)
            code = main(args)
            os.umask(umask)
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
def keyring_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A keyring for this process and for those it starts."""
    import keyring

    from tests.kept_keyring import Keyring

    file = tmp_path / "keys.json"
    monkeypatch.setenv("FAMA_TEST_KEYRING", str(file))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.kept_keyring.Keyring")
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    before = keyring.get_keyring()
    keyring.set_keyring(Keyring())
    yield file
    keyring.set_keyring(before)


@pytest.fixture
def casebook(keyring_file: Path, fama: Fama) -> Path:
    """An empty casebook, whose key is in the keyring."""
    ran = fama("casebook", "init")
    assert (ran.code, ran.out) == (0, ""), ran.err
    return Path(os.environ["FAMA_CASEBOOK"])


@pytest.fixture
def directory() -> Directory:
    """The shipped data."""
    return load_directory()


OWN_MACHINE = ("127.0.0.1", "::1")


@pytest.fixture
def loopback(alone: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets this test connect to servers on this machine, by IP address, and to nothing else. No proxy is set."""
    refuse = socket.socket.connect
    connect = super(socket.socket, socket.socket).connect  # The method that `alone` took away.

    def only_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] in OWN_MACHINE:
            connect(self, address)
        else:
            refuse(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
