"""A command on a real terminal, answered from a list: what the screen shows, with what was typed."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from collections.abc import Sequence
from typing import NoReturn

from docs.making.running import ROOT

LONGEST = 60.0
"""Seconds before a question that does not come is taken for one that never will."""
_PROMPT = ": "
_CONTROLS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r|\x07")


def typed(args: Sequence[str], answers: Sequence[str]) -> str:
    """Run `fama` with `args` on a terminal, inside `scratch`, and type each answer at its question.

    Raises SystemExit when an answer is left over, or one is missing.
    """
    import pty

    child, terminal = pty.fork()
    if child == 0:
        _be_the_program(args)
    try:
        shown = _conversation(terminal, f"fama {' '.join(args)}", list(answers))
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        os.close(terminal)
        os.waitpid(child, 0)
    return shown


def _be_the_program(args: Sequence[str]) -> NoReturn:
    # No pager: nobody is there to turn the page.
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb", "FAMA_PAGER": ""}
    os.execve(sys.executable, [sys.executable, "-m", "docs.making.program", *args], env)


def _conversation(terminal: int, command: str, left: list[str]) -> str:
    shown = ""
    while (more := _read(terminal, shown)) is not None:
        shown += more
        if shown.endswith(_PROMPT):
            if not left:
                raise SystemExit(f"`{command}` asks for more than was typed:\n{shown}")
            # The terminal shows it too, so it is read back; of a hidden one, only the new line.
            os.write(terminal, f"{left.pop(0)}\n".encode())
    if left:
        raise SystemExit(f"`{command}` ended before {left} could be typed:\n{shown}")
    return shown


def _read(terminal: int, shown: str) -> str | None:
    """What came next; None at the end."""
    if not select.select([terminal], [], [], LONGEST)[0]:
        raise SystemExit(f"Nothing came after:\n{shown}")
    # A paragraph comes in pieces, and a piece of it may look like a question.
    time.sleep(0.02)
    try:
        some = os.read(terminal, 65536)
    except OSError:
        return None  # Linux says so when the program has ended.
    return _CONTROLS.sub("", some.decode()) if some else None
