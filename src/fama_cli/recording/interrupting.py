"""Stopping an engine that runs inside this program, at once.

While DuckDB waits for work that another of its threads does, Python is not asked whether a signal came: Ctrl-C would be heard
when the question is answered, after minutes.
"""

from __future__ import annotations

import os
import select
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_ENDS = frozenset(int(getattr(signal, name)) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_OVER = 0
"""No signal has this number."""
_AGAIN = 0.2
"""Seconds until it is told again: the engine may have been between 2 questions."""


@contextmanager
def heard_at_once(interrupt: Callable[[], None]) -> Iterator[None]:
    """While the block runs, a signal that ends programs is passed on by `interrupt`, which any thread may call.

    Only where signals can be had: on the main thread, and not on Windows.
    """
    if os.name != "posix" or threading.current_thread() is not threading.main_thread():
        yield
        return
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    before = signal.set_wakeup_fd(theirs, warn_on_full_buffer=False)

    def listen() -> None:
        stopping = False
        while True:
            ready, _, _ = select.select([ours], [], [], _AGAIN if stopping else None)
            came = set(os.read(ours, 64)) if ready else set()
            if _OVER in came:
                return
            stopping = stopping or bool(came & _ENDS)
            if stopping:
                interrupt()

    listening = threading.Thread(target=listen, daemon=True)
    listening.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        os.write(theirs, bytes([_OVER]))
        listening.join()
        os.close(ours)
        os.close(theirs)
