"""Which list of meetings gaps are looked for in: a file that a partnership keeps, or what was imported."""

from __future__ import annotations

import csv
from pathlib import Path

from fama_cli.catalogue.held_meetings import HINT, read_held
from fama_cli.catalogue.partnership import FileNotRight
from fama_cli.cli.held_here import held_here
from fama_cli.cli.local_meetings import NoMeetings
from fama_cli.commissioning.held import Held
from fama_cli.directory.model import Directory
from fama_cli.errors import ExitCode, FamaError, Problem
from fama_cli.text import folded


class ListToImport(FamaError):
    """A list with the headings of `fama meetings template`, which is imported first."""

    code = "list-to-import"
    exit_code = ExitCode.DATA_NOT_RIGHT


def meetings_of(path: Path | None, directory: Directory, data: str) -> tuple[Held, ...]:
    """Those of the file at `path`, or those that were imported. Raises FileNotRight, ListToImport or NoMeetings: never is there none."""
    if path is None:
        held = held_here(data)
        if not held:
            raise NoMeetings("No meeting of the lists that were imported takes place now", hint="Run `fama meetings sources` to see them")
        return held
    try:
        held = read_held(path, [group.id for group in directory.groups])
    except FileNotRight:
        if _is_to_import(path):
            raise ListToImport(
                f"`{path}` has the headings of a list to import", hint=f"Run `fama meetings import {path}`, then `fama area gaps`"
            ) from None
        raise
    if not held:
        nothing = Problem(file=str(path), line=2, column=1, field="", says="there are headings, and no meeting under them")
        raise FileNotRight(path, [nothing], HINT)
    return held


def _is_to_import(path: Path) -> bool:
    """Whether its first line has the template's heading for whose a meeting is, and not ours."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        try:
            headings = {folded(cell) for cell in next(csv.reader(file), [])}
        except csv.Error:
            return False
    return "fellowship" in headings and "group" not in headings
