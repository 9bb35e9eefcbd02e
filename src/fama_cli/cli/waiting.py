"""While an audit runs: what it says to a person who waits, and how it ends when it is stopped from outside."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

from fama_cli.cli.output import watched

if TYPE_CHECKING:
    from rich.status import Status

OFTEN = 0.5
"""Seconds from one look at how far it is to the next."""


@contextmanager
def stopped_as_asked() -> Iterator[None]:
    """SIGTERM, and a window that is closed, end the block as an error does: what it keeps on the disk is removed."""
    came: list[int] = []
    before: dict[signal.Signals, Any] = {}

    def stop(number: int, _: FrameType | None) -> None:
        # The tidying is not stopped by a second one: closing a window may send both.
        for each in before:
            signal.signal(each, signal.SIG_IGN)
        came.append(number)
        raise SystemExit(128 + number)

    if threading.current_thread() is threading.main_thread():
        known = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
        # What is ignored stays so: `nohup` asks that an audit goes on when the window is closed.
        before = {each: signal.signal(each, stop) for each in known if signal.getsignal(each) is not signal.SIG_IGN}
    try:
        yield
    except BaseException:
        if came:
            # DuckDB says of every signal that it was interrupted, and a terminal that is gone cannot be written to.
            raise SystemExit(128 + came[0]) from None
        raise
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


class Waiting:
    """A line on a terminal that says what is being done, and nothing to a script."""

    def __init__(self, status: Status | None) -> None:
        self._status = status
        self._says = ""

    def tell(self, says: str) -> None:
        """`says` begins in small letters."""
        self._says = says[:1].upper() + says[1:]
        if self._status:
            self._status.update(self._says)

    @contextmanager
    def asking(self, share: Callable[[], Callable[[], float | None]]) -> Iterator[None]:
        """Beside what was told, how much of it is done, of 100. `share` is called only where somebody looks, and gives what to ask."""
        if self._status is None:
            yield
            return
        ask, over = share(), threading.Event()

        def look() -> None:
            while not over.wait(OFTEN):
                done = ask()
                if self._status and done is not None:
                    self._status.update(f"{self._says}: {done:.0f}%")

        looking = threading.Thread(target=look, daemon=True)
        looking.start()
        try:
            yield
        finally:
            over.set()
            looking.join()


@contextmanager
def waiting() -> Iterator[Waiting]:
    """The line is gone when the block is done."""
    if not watched():
        yield Waiting(None)
        return
    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with console.status("Opening") as status:
        yield Waiting(status)
