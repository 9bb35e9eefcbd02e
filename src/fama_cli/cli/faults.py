"""A fault in the program itself: one sentence for the person, and the details in a log that holds no values."""

from __future__ import annotations

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from fama_cli import __version__
from fama_cli.errors import FamaError


def explained(fault: Exception) -> FamaError:
    """Log `fault` and say where. With FAMA_DEBUG set, it is raised again so that its traceback shows."""
    if os.environ.get("FAMA_DEBUG"):
        raise fault
    log = _logged(fault)
    where = (
        f"The details are in `{log}`; `fama help problems` says how to report it"
        if log
        else "Run it again with FAMA_DEBUG=1 to see the details"
    )
    return FamaError("Something went wrong inside fama. What was saved before is safe", hint=where)


def _logged(fault: Exception) -> Path | None:
    from fama_cli.catalogue.places import log_file

    path = log_file()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            file.write(_without_values(fault))
    except OSError:
        return None
    return path


def _without_values(fault: Exception) -> str:
    """Where the program was, and the kind of fault: never its message or a variable, which may hold what a client said."""
    lines = [f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} fama {__version__} {type(fault).__name__}"]
    lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(fault.__traceback__)]
    return "\n".join(lines) + "\n"
