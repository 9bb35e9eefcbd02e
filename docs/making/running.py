"""Running the real program where every machine gives the same answer."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from fama_cli.catalogue import places
from fama_cli.cli.main import main

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = "2026-11-21"
SCRATCH = "fama-docs-"
OUR_DATA = "our-data"
"""The service's own data folder in every example. Its path is relative, so no machine's own path is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What one command printed. `screen` is both streams in the order they were written."""

    out: str
    err: str
    screen: str
    code: int


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder to run commands in: the shipped data in data/, an empty our-data/, a new cache and a fixed day."""
    shipped = places.shipped_folder()
    with TemporaryDirectory(prefix=SCRATCH) as name:
        folder = Path(name)
        shutil.copytree(shipped, folder / "data")
        (folder / OUR_DATA).mkdir()
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("FAMA_", "XDG_"))}
        fixed = {
            "FAMA_TODAY": TODAY,
            "FAMA_DATA_DIR": OUR_DATA,
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
            patch.object(places, "shipped_folder", lambda: Path("data")),
        ):
            yield folder


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
