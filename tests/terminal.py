"""A real terminal for a test: a command on a pseudo-terminal, with its screen as a person would see it."""

from __future__ import annotations

import os
import pty
import select
import signal
import struct
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyte

LONGEST = 20.0
"""Seconds before a command on a terminal is taken to hang."""


@dataclass
class Terminal:
    """A command running on a terminal. `screen` is what a person sees, `written` everything that was sent."""

    args: Sequence[str]
    columns: int = 80
    rows: int = 200
    env: Mapping[str, str] = field(default_factory=dict)
    stderr_to_file: str = ""
    written: bytes = b""
    code: int | None = None

    def __enter__(self) -> Terminal:
        self.screen = pyte.Screen(self.columns, self.rows)
        self._stream = pyte.ByteStream(self.screen)
        self._pid, self._handle = pty.fork()
        if self._pid == 0:  # pragma: no cover - the child
            if self.stderr_to_file:
                os.dup2(os.open(self.stderr_to_file, os.O_WRONLY | os.O_CREAT), 2)
            # Not execv: readline, which pytest imports, leaves the size of pytest's own terminal in the C environment.
            env = {**os.environ, "TERM": "xterm-256color", **self.env}
            os.execve(sys.executable, [sys.executable, "-m", "fama_cli", *self.args], env)
        import fcntl
        import termios

        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))
        return self

    def __exit__(self, *error: object) -> None:
        if self.code is None:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        os.close(self._handle)

    def type(self, keys: str) -> None:
        os.write(self._handle, keys.encode())

    def wait_for(self, words: str) -> None:
        """Read until `words` are on the screen."""
        deadline = time.monotonic() + LONGEST
        while words not in self.text:
            if not self._read(deadline):
                raise AssertionError(f"{words!r} never came; the screen was:\n{self.text}")

    def finish(self) -> int:
        """Read until the command ends. Returns its exit code."""
        deadline = time.monotonic() + LONGEST
        while self._read(deadline):
            pass
        _, status = os.waitpid(self._pid, 0)
        self.code = os.waitstatus_to_exitcode(status)
        return self.code

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def _read(self, deadline: float) -> bool:
        ready, _, _ = select.select([self._handle], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise AssertionError(f"the command did not finish; the screen was:\n{self.text}")
        try:
            some = os.read(self._handle, 65536)
        except OSError:
            return False  # Linux says so when the other end has closed.
        self.written += some
        self._stream.feed(some)
        return bool(some)


def on_terminal(*args: str, columns: int = 80, rows: int = 200, env: Mapping[str, str] | None = None) -> Terminal:
    """Run a command to its end on a terminal."""
    with Terminal(args=args, columns=columns, rows=rows, env=env or {}) as terminal:
        terminal.finish()
        return terminal
