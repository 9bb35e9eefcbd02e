"""Long answers, a screen at a time."""

from __future__ import annotations

import os
import sys


def page(text: str, height: int) -> None:
    """Print `text`, through a pager when it is taller than the screen and a person can turn the pages."""
    command = _command()
    if not command or text.count("\n") < height or not sys.stdin.isatty():
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    import subprocess

    # less keeps what was searched for in a history file; a search may hold a client's words.
    environment = {**os.environ, "LESSHISTFILE": "-", "LESSCHARSET": "utf-8"}
    sys.stdout.flush()
    try:
        subprocess.run(command, shell=True, env=environment, input=text.encode(), check=False)
    except (OSError, KeyboardInterrupt):
        return


def _command() -> str:
    """FAMA_PAGER, then PAGER, then less; "" when paging is off or nothing can do it."""
    for name in ("FAMA_PAGER", "PAGER"):
        if name in os.environ:
            chosen = os.environ[name].strip()
            return "" if chosen == "cat" else chosen
    import shutil

    return "less -FIRX" if shutil.which("less") else ""
