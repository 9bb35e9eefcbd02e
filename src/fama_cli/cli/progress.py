"""How far a long piece of work has come, for a person who watches a terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from types import TracebackType

SOON = 0.5
"""Seconds of work before anything is shown: what is over by then needs no bar."""
OFTEN = 0.1
"""Seconds between one look and the next."""


class Progress:
    """A count on standard error, or a bar where it is known how much there is. Nothing where nobody watches, and nothing is left."""

    def __init__(self, what: str, *, total: Callable[[], int] | None = None) -> None:
        """`what` finishes the line: "12,000 rows read". `total` is asked once, when there is somebody to show a bar to."""
        self._what = what
        self._find_total = total
        self._total = 0
        self._watched = sys.stderr.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"
        self._next = time.monotonic() + SOON
        self._shown = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def at(self, done: int) -> None:
        """`done` of them are done."""
        if not self._watched or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + OFTEN
        if not self._shown and self._find_total:
            self._total = self._find_total()
        self._shown = True
        part = min(done / self._total, 1) if self._total else 0
        bar = f"{'#' * int(part * 24):24}  {part:.0%}  " if self._total else ""
        sys.stderr.write(f"\r\x1b[K{bar}{done:,} {self._what}")
        sys.stderr.flush()
