"""One run of a program: how long it took by the clock and by the processor, and how much memory it held at most."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_LAUNCHER = [sys.executable, "-I", "-S", str(Path(__file__).with_name("launch.py"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One run. Times are in seconds, memory in bytes."""

    wall: float
    processor: float
    memory: int


def once(argv: Sequence[str], env: Mapping[str, str], *, terminal: bool = False, until: Sequence[str] = ()) -> Sample:
    """Run `argv` once. Raises CalledProcessError if it fails: the time of a failure means nothing.

    With `until`, on a terminal where Enter is pressed when each of those words came, and the time is until the last of them.
    """
    how = "\n".join(until) or ("terminal" if terminal else "pipe")
    ended = subprocess.run([*_LAUNCHER, how, *argv], env=env, stdout=subprocess.PIPE, text=True, check=True)
    wall, processor, memory = ended.stdout.split()
    return Sample(wall=float(wall), processor=float(processor), memory=int(memory))
