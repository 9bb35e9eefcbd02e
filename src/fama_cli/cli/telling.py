"""Words on the screen of a walk: plain paragraphs, wrapped, that a screen reader takes as they come."""

from __future__ import annotations

import shutil
import sys
import textwrap

from fama_cli.cli.output import coloured
from fama_cli.errors import FamaError
from fama_cli.text import ended, visible

WIDEST = 90
"""Columns. Longer lines are hard to read."""


def tell(words: str, start: str = "", *, bold: bool = False) -> None:
    """A paragraph, wrapped to the screen, later lines under the first. Bold is only for eyes: the words say the same."""
    for each in wrapped(words, start):
        sys.stderr.write(f"\x1b[1m{each}\x1b[0m\n" if bold and coloured(sys.stderr) else f"{each}\n")
    sys.stderr.flush()


def tell_problem(problem: FamaError) -> None:
    """What happened, and what to do next."""
    tell(f"{problem.message}. {ended(problem.hint)}")


def wrapped(words: str, start: str = "") -> list[str]:
    """The lines that `tell` writes. One, and empty, for nothing."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    lines = textwrap.wrap(
        visible(words), max(width - 1, 20), initial_indent=start, subsequent_indent=" " * len(start), break_on_hyphens=False
    )
    return lines or [""]
