"""Writing down that a person checked a group's contacts, in the service's own data folder."""

from __future__ import annotations

import json
from pathlib import Path

from fama_cli.catalogue.written import parse_yaml
from fama_cli.directory.model import Check
from fama_cli.errors import FileProblem
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
        # Two people in a team folder may check at the same moment; neither may lose the other's line.
        with filelock.FileLock(folder / f".{CHECKS_FILE}.lock", timeout=10):
            before = read_whole(path, largest=LARGEST_DATA_FILE, what="data file").decode("utf-8-sig") if path.exists() else _HEADER
            if before and not before.endswith("\n"):
                before += "\n"
            after = (before + _line(check)).encode()
            # A file edited by hand may no longer end in its list: then nothing is written, and the reader is told where.
            parse_yaml(after, str(path))
            write_whole(path, after)
    except filelock.Timeout as problem:
        raise FileProblem(f"Someone else is writing `{path}`", hint="Wait a moment and run the command again") from problem
    except OSError as problem:
        raise unwritable(path, problem) from problem
    return path


def _line(check: Check) -> str:
    # JSON's quotation marks are YAML's too, whatever stands between them.
    gone = ", ".join(json.dumps(value) for value in check.gone)
    return f"- {{group: {check.group}, by: '{check.by}', on: {check.on}" + (f", gone: [{gone}]" if gone else "") + "}\n"
