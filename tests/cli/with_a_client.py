"""A walk with a client, on a terminal, and what it left in the casebook."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.conftest import Fama
from tests.terminal import Terminal

LONGEST = 20.0
"""Seconds before a command is taken to hang."""
ASIDE, BACK = b"\x1b[?1049h", b"\x1b[?1049l"
CHECK = "Press Enter if that is right"
BEGIN, GO_ON, LOOK_AGAIN = "Press Enter to begin", "Press Enter to go on, or q to stop", "Press Enter to look at it again"
BEEN = "Have you ever been to a mutual aid group"

STAGE_1: Sequence[tuple[str, str]] = (
    ("First: is anyone at risk", ""),
    ("Could stopping suddenly", ""),
    (BEEN, "never"),
    ("What have you heard", "1,2"),
    ("Is there anything about going", "religion, shyness"),
    ("What mutual aid is", ""),
    ("There is more than one kind", ""),
    ("What you may see and hear", ""),
    ("What matters to you", "3"),
    ("Would you like to try", "maybe"),
    ("Which groups shall we look at", "1, 2"),
    ("Give the list of groups", "done"),
    ("Would someone close to you", "n"),
    ("What shall we do next", "2"),
)
"""What each step of stage 1 says with somebody who never went, and what is typed there, where no notes are kept."""
OWN_WORDS = ("Anything in the client's own words", "I will give it a go")

_ASKED = re.compile(
    r"(?:Answer|Enter go on[^\n:]*|Press Enter[^\n:]*|Which one[^\n:]*|not asked|initials|y or n[^\n:]*|[Pp]assphrase[^\n:]*|again): \Z"
)


class Table(Terminal):
    """A command on a terminal, with a person at it who types only when they are asked."""

    _read_to = 0

    def __enter__(self) -> Table:
        super().__enter__()
        return self

    def answer(self, words: str, typed: str) -> None:
        """Type when `words` have come since the last answer, and the question after them."""
        self.wait_for_more(words)
        self.type(f"{typed}\n")

    def wait_for_more(self, words: str) -> str:
        """Read until `words` have come since the last time, and a question after them. Returns what came, in one line."""
        deadline = time.monotonic() + LONGEST
        while not (" ".join(words.split()) in " ".join((came := self.plain[self._read_to :]).split()) and _ASKED.search(came)):
            if not self._read(deadline):
                raise AssertionError(f"{words!r} never came; the screen was:\n{self.text}")
        self._read_to += len(came)
        return " ".join(came.split())

    @property
    def plain(self) -> str:
        """Everything sent so far, without codes."""
        return re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", self.written).decode(errors="replace").replace("\r\n", "\n")

    def interrupt(self, key: str = "\x03") -> None:
        """Press Ctrl-C, or another key that is no answer, once the command has begun to wait for one.

        Python acts on a signal that comes between a prompt and the reading after it only when something has been read. That is
        a moment in which no person presses a key, and one in which a test on a busy machine does.
        """
        deadline = time.monotonic() + LONGEST
        state = Path(f"/proc/{self._pid}/stat")
        while state.exists() and state.read_text().rpartition(")")[2].split()[0] != "S" and time.monotonic() < deadline:
            time.sleep(0.005)
        self.type(key)

    def left(self) -> str:
        """What stays on the main screen when the command has ended."""
        before, _, rest = self.written.partition(ASIDE)
        _, _, last = rest.partition(BACK)
        return (before + last).decode().replace("\r\n", "\n")

    def kill(self) -> None:
        """As when the power goes."""
        os.kill(self._pid, signal.SIGKILL)
        self._ended()

    def hang_up(self) -> None:
        """Close the window that the command runs in."""
        os.close(self._handle)
        self._handle = os.open(os.devnull, os.O_RDWR)
        self._ended()

    def _ended(self) -> None:
        deadline = time.monotonic() + LONGEST
        while True:
            found, status = os.waitpid(self._pid, os.WNOHANG)
            if found:
                self.code = os.waitstatus_to_exitcode(status)
                return
            if time.monotonic() > deadline:
                raise AssertionError("the command went on")
            time.sleep(0.01)

    def arguments(self) -> bytes:
        """What anybody on this computer can read of a running command."""
        return Path(f"/proc/{self._pid}/cmdline").read_bytes()


def command(*args: str, **env: str) -> Table:
    # Not larger than it need be: drawing the screen takes a test longer than all else.
    return Table(args=list(args), columns=120, rows=40, env=env)


def walk(reference: str = "K-104", *args: str, **env: str) -> Table:
    return command("walk", reference, *args, **env)


@contextmanager
def walking(until: str, *args: str, steps: Sequence[tuple[str, str]] = STAGE_1, **env: str) -> Iterator[Table]:
    """A new walk with K-104, at the question that starts with `until`."""
    with walk("K-104", *args, **env) as table:
        table.answer(BEGIN, "")
        go(table, until, steps)
        yield table


def go(table: Table, until: str, steps: Sequence[tuple[str, str]] = STAGE_1) -> None:
    """Answer what comes, up to the question that starts with `until`."""
    for words, typed in steps:
        if words.startswith(until):
            break
        table.answer(words, typed)
    table.wait_for_more(until)


def finish(table: Table, steps: Sequence[tuple[str, str]] = STAGE_1) -> int:
    """Answer `steps`, agree to what is written, and wait for the end."""
    for words, typed in steps:
        table.answer(words, typed)
    table.answer(CHECK, "")
    return table.finish()


def shown(fama: Fama, reference: str = "K-104") -> Mapping[str, Any]:
    """What the casebook has about a client."""
    ran = fama("clients", "show", reference, "--json")
    assert ran.code == 0, ran.err
    found: Mapping[str, Any] = json.loads(ran.out)
    return found


def answers(fama: Fama, reference: str = "K-104") -> Mapping[str, str]:
    """What the latest contact with a client holds: step -> what was answered."""
    contacts = shown(fama, reference)["contacts"]
    return {each["step"]: each["says"] for each in contacts[-1]["answers"]} if contacts else {}
