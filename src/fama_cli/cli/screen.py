"""A screen of its own for a walk, so that answers are gone from the terminal when it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def aside_unless(plain: bool) -> Iterator[bool]:
    """Whether there is such a screen: not with `plain`, for screen readers and braille, nor where none can be had."""
    aside = not plain and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    if aside:
        sys.stderr.write("\x1b[?1049h\x1b[H")
        sys.stderr.flush()
    try:
        yield aside
    finally:
        if aside:
            sys.stderr.write("\x1b[?1049l")
            sys.stderr.flush()


def fresh_screen() -> None:
    """Each question at the top of an empty screen: one that is too long would otherwise hide what came first."""
    sys.stderr.write("\x1b[2J\x1b[H")
