"""Writing down that a person checked a group's contacts, in the service's own data folder."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from fama_cli.catalogue.written import Place, parse_yaml
from fama_cli.directory.model import Check
from fama_cli.errors import DataNotRight, FileProblem
from fama_cli.files import LARGEST_DATA_FILE, read_whole, unwritable, write_whole

CHECKS_FILE = "checks.yaml"

_HEADER = """\
# Who opened which group's official page, and when. Written by `fama groups checked`; a line can be taken out by hand.
checks:
"""


def record_check(folder: Path, check: Check) -> Path:
    """Add `check` to the folder's checks file, whole or not at all. Returns the file. Raises FileProblem or DataNotRight."""
    import filelock

    path = folder / CHECKS_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError
        # Two people in a team folder may check at the same moment; neither may lose the other's line.
        with filelock.FileLock(folder / f".{CHECKS_FILE}.lock", timeout=10):
            before = read_whole(path, largest=LARGEST_DATA_FILE, what="data file").decode("utf-8-sig") if path.exists() else _HEADER
            write_whole(path, _with_check(before, check, path).encode())
    except filelock.Timeout as problem:
        raise FileProblem(f"Someone else is writing `{path}`", hint="Wait a moment and run the command again") from problem
    except OSError as problem:
        raise unwritable(path, problem) from problem
    return path


def _with_check(before: str, check: Check, path: Path) -> str:
    """The file with one more check at its end. A file edited by hand is left alone when its list is not the last thing in it."""
    checks = parse_yaml(before.encode(), str(path)).get("checks") if before.strip() else None
    if before and not before.endswith("\n"):
        before += "\n"
    indent = " " * (checks[-1].place.column - 3) if checks and isinstance(checks, list) and hasattr(checks[-1], "place") else ""
    heading = "" if re.search(r"(?m)^checks:\s*(#.*)?$", before) else "checks:\n"
    after = f"{before}{heading}{indent}{_line(check)}"
    try:
        written = parse_yaml(after.encode(), str(path)).get("checks")
    except DataNotRight:
        written = None
    last = written[-1] if isinstance(written, list) and len(written) == len(checks or []) + 1 else None
    if not isinstance(last, dict) or (last.get("group"), last.get("by"), last.get("on")) != (check.group, check.by, check.on):
        says = "`checks:` must come last in this file, as a list with a check a line: move it there, and run the command again"
        raise DataNotRight((Place(str(path), 1, 1).problem("checks", says),))
    return after


def _line(check: Check) -> str:
    # JSON's quotation marks are YAML's too, whatever stands between them.
    gone = ", ".join(json.dumps(value) for value in check.gone)
    return f"- {{group: {check.group}, by: '{check.by}', on: {check.on}" + (f", gone: [{gone}]" if gone else "") + "}\n"
