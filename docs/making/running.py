"""Running the real program where every machine gives the same answer."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from docs.making import keyring_in_a_file
from fama_cli.catalogue import places
from fama_cli.cli import casebook, casebook_care, clients, sitting
from fama_cli.cli.main import main

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = "2026-11-21"
NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
"""When everything in an example is done, as the log of a casebook has it."""
LOGIN = "kwilson"
"""Who is at the computer in every example."""
SCRATCH = "fama-docs-"
OUR_DATA = "our-data"
"""The service's own data folder in every example. Its path is relative, so no machine's own path is shown."""
CASEBOOK = "casebook.fama"
"""The casebook in every example, relative too. It is made with `fama casebook init`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What one command printed. `screen` is both streams in the order they were written."""

    out: str
    err: str
    screen: str
    code: int


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder to run commands in: the shipped data in data/, an empty our-data/, no casebook, a new cache, a fixed day and moment."""
    shipped = places.shipped_folder()
    with TemporaryDirectory(prefix=SCRATCH) as name:
        folder = Path(name)
        shutil.copytree(shipped, folder / "data")
        (folder / OUR_DATA).mkdir()
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("FAMA_", "XDG_"))}
        fixed = {
            "FAMA_TODAY": TODAY,
            "FAMA_DATA_DIR": OUR_DATA,
            "FAMA_CASEBOOK": CASEBOOK,
            "PYTHON_KEYRING_BACKEND": f"{keyring_in_a_file.__name__}.Keyring",
            keyring_in_a_file.FILE: str(folder / "keyring.json"),
            "FAMA_DEBUG": "1",
            "XDG_CACHE_HOME": str(folder / "cache"),
            "HOME": str(folder),
            "COLUMNS": "80",
            "NO_COLOR": "1",
            "LC_ALL": "C.UTF-8",
        }
        with (
            chdir(folder),
            patch.dict(os.environ, {**kept, **fixed}, clear=True),
            as_it_is_here(),
        ):
            yield folder


@contextmanager
def as_it_is_here() -> Iterator[None]:
    """In a `scratch`: its data, one moment, and one person at the computer."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(places, "shipped_folder", lambda: Path("data")))
        for module in (casebook, casebook_care, clients, sitting):
            for name, always in (("clock", lambda: NOW), ("whoever", lambda: LOGIN)):
                if hasattr(module, name):
                    stack.enter_context(patch.object(module, name, always))
        yield


class _Both(StringIO):
    """Text kept on its own, and in the order of the screen."""

    def __init__(self, screen: StringIO) -> None:
        super().__init__()
        self.screen = screen

    def write(self, text: str) -> int:
        self.screen.write(text)
        return super().write(text)


def run(args: Sequence[str]) -> Ran:
    """Run `fama` with `args`, inside `scratch`."""
    screen = StringIO()
    out, err = _Both(screen), _Both(screen)
    with redirect_stdout(out), redirect_stderr(err):
        code = main(list(args))
    return Ran(out=out.getvalue(), err=err.getvalue(), screen=screen.getvalue(), code=code)
