"""The handouts that are shipped, each made once by the real command however many tests look at it."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from fama_cli.cli.main import main
from fama_cli.directory.model import Directory
from fama_cli.handouts.wording import Wordings
from fama_cli.library.model import Library
from tests.conftest import TODAY
from tests.handouts.as_read import Read, everything, read
from tests.handouts.meeting_list import ROWS, as_csv

KINDS: Mapping[str, tuple[str, ...]] = {
    "groups-cocaine": ("groups", "-s", "cocaine"),
    "groups-all": ("groups", "--all"),
    "family": ("family",),
    "first-meeting-aa": ("first-meeting", "--group", "aa"),
    "first-meeting-smart": ("first-meeting", "--group", "smart"),
    "meetings": ("meetings", "--near", "LS1"),
    "helplines": ("helplines",),
    "resources-3": ("resources", "--series", "3"),
    "resources": ("resources",),
    "staff": ("staff",),
}

FORMATS = ("pdf", "html", "docx", "md", "txt")


@dataclass(frozen=True, slots=True)
class Shipped:
    """What comes with fama."""

    directory: Directory
    library: Library
    wordings: Wordings


@dataclass(frozen=True, slots=True)
class Printed:
    """What a command wrote, and what it said on standard error."""

    contents: bytes
    notes: str


class Press:
    """Makes a handout the first time it is asked for."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self._folder = folder
        self._cache = cache
        self._made: dict[tuple[str, ...], Printed] = {}
        self._read: dict[tuple[str, str], Sequence[Read]] = {}
        self._everything: dict[tuple[str, str], str] = {}

    def __call__(self, kind: str, form: str, *options: str) -> Printed:
        wanted = (kind, form, *options)
        if wanted not in self._made:
            self._made[wanted] = self._make(*wanted)
        return self._made[wanted]

    def read(self, kind: str, form: str) -> Sequence[Read]:
        """The handout as a reader meets it."""
        if (kind, form) not in self._read:
            self._read[kind, form] = read(form, self(kind, form).contents)
        return self._read[kind, form]

    def everything(self, kind: str, form: str) -> str:
        """All that is in the file, seen or not."""
        if (kind, form) not in self._everything:
            self._everything[kind, form] = everything(form, self(kind, form).contents)
        return self._everything[kind, form]

    @cached_property
    def _with_meetings(self) -> Path:
        """A folder of data with a list of meetings. Called where nothing of the person running the tests is read."""
        folder = self._folder / "with-meetings"
        folder.mkdir()
        (folder / "our-list.csv").write_text(as_csv(ROWS), encoding="utf-8")
        assert main(["meetings", "import", os.fspath(folder / "our-list.csv"), "--data", os.fspath(folder)]) == 0
        return folder

    def _make(self, kind: str, form: str, *options: str) -> Printed:
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        file = folder / f"handout.{form}"
        said = io.StringIO()
        with pytest.MonkeyPatch.context() as patch:
            for name in ("FAMA_DATA_DIR", "FAMA_DEBUG"):
                patch.delenv(name, raising=False)
            patch.setenv("FAMA_TODAY", TODAY)
            patch.setenv("XDG_CACHE_HOME", os.fspath(self._cache))
            # One folder for all, and nothing in it: what is read from the data is kept by the folder it was read for.
            patch.setenv("XDG_DATA_HOME", os.fspath(self._folder))
            patch.setattr(sys, "stdin", io.StringIO())
            patch.setattr(sys, "stdout", io.StringIO())
            patch.setattr(sys, "stderr", said)
            if kind == "meetings":
                patch.setenv("FAMA_DATA_DIR", os.fspath(self._with_meetings))
            code = main(["handout", *KINDS[kind], "--format", form, "--output", os.fspath(file), *options])
        assert code == 0, said.getvalue()
        return Printed(contents=file.read_bytes(), notes=said.getvalue())
