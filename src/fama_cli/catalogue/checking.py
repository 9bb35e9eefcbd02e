"""Everything wrong in a set of data files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fama_cli.catalogue.assemble import examined
from fama_cli.catalogue.written import WrittenMap, read_yaml
from fama_cli.errors import DataNotRight, FamaError, Problem
from fama_cli.record import record


@record
class Checked:
    """What was looked at, and what is wrong."""

    files: tuple[str, ...]
    entries: int
    problems: tuple[Problem, ...]


def check_files(paths: Sequence[Path]) -> Checked:
    """Read every file, each laid over those before it, and list what is wrong. A file that cannot be read is one problem."""
    read: list[WrittenMap] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            read.append(read_yaml(path))
        except DataNotRight as wrong:
            problems += wrong.problems
        except FamaError as wrong:
            problems.append(Problem(file=str(path), line=1, column=1, field="", says=wrong.message))
    # With a file unread, what refers to it would seem wrong, and is not: entries are then checked one by one only.
    _, written, wrong_entries = examined(read, together=not problems)
    entries = sum(len(each) for each in written.values())
    return Checked(files=tuple(str(path) for path in paths), entries=entries, problems=(*problems, *wrong_entries))
