"""Long answers, a screen at a time."""

from __future__ import annotations

import os
import sys

NOT_RUN = {126, 127}
"""What a shell says when a program is not there or may not be run."""


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
        ended = subprocess.run(command, shell=True, env=environment, input=text.encode(), stderr=subprocess.PIPE, check=False)
    except KeyboardInterrupt:
        return
    if ended.returncode in NOT_RUN:
        sys.stdout.write(text)
        sys.stdout.flush()


def _command() -> str:
    """FAMA_PAGER, then PAGER, then less; "" when paging is off or nothing can do it."""
    if os.environ.get("TERM") == "dumb":
        return ""
    for name in ("FAMA_PAGER", "PAGER"):
        if name in os.environ:
            chosen = os.environ[name].strip()
            return "" if chosen == "cat" else chosen
    import shutil

    # Its usual prompt is a colon, which tells nobody how to get out.
    return 'less -FIRX "-PPress Space for more, q to leave"' if shutil.which("less") else ""
