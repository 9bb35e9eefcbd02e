"""A screen of its own for a walk, so that answers are gone from the terminal when it ends."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_ENDS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGTSTP") if hasattr(signal, name)]


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


@contextmanager
def aside_unless(plain: bool) -> Iterator[bool]:
    """Whether there is such a screen: not with `plain`, for screen readers and braille, nor where none can be had."""
    aside = not plain and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    before = {}
    if aside:
        # Ended or put in the background in any other way than Ctrl-C, answers would stay on the screen.
        before = {each: signal.signal(each, _stop) for each in _ENDS}
        sys.stderr.write("\x1b[?1049h\x1b[H")
        sys.stderr.flush()
    try:
        yield aside
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        if aside:
            sys.stderr.write("\x1b[?1049l")
            sys.stderr.flush()


def fresh_screen() -> None:
    """Each question at the top of an empty screen: one that is too long would otherwise hide what came first."""
    sys.stderr.write("\x1b[2J\x1b[H")
