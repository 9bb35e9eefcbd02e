"""A moment by which everything must be done."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic


class Deadline:
    """A moment some seconds from now. A line that is watched is cut then, whatever is waiting on it.

    The time limit of a socket is for each read: a server that sends a byte now and then would never meet it.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends = monotonic() + seconds

    def left(self) -> float:
        """Seconds, and 0 once it has passed."""
        return max(0.0, self._ends - monotonic())

    @property
    def passed(self) -> bool:
        return not self.left()

    @contextmanager
    def watching(self, line: socket.socket) -> Iterator[None]:
        """Cuts `line` when the moment comes, until this is left."""
        # A copy of the line, because wrapping one in TLS takes the original away.
        with line.dup() as copy:

            def cut() -> None:
                with suppress(OSError):
                    copy.shutdown(socket.SHUT_RDWR)

            timer = threading.Timer(self.left(), cut)
            timer.daemon = True
            timer.start()
            try:
                yield
            finally:
                timer.cancel()
                timer.join()
