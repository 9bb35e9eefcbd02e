"""How long it takes until an answer is on the disk: as `fama walk` saves it, in a casebook with very many others."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from bench.clients import OPEN, TODAY, casebook_in, key_in, now
from fama_cli.casebook.embedded import open_casebook
from fama_cli.casebook.model import Contact, How
from fama_cli.casebook.store import Store
from fama_cli.practice.walk import Answer, State

SAVES, DRAFTS, STEPS = 2_000, 100, 20
PAGE = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """Milliseconds."""

    median: float
    late: float
    """The 99th percentile."""


def saves(folder: Path) -> Took:
    """Answers saved one after the other, in turn with many clients."""
    seconds: list[float] = []
    with open_casebook(casebook_in(folder), key_in(folder), who="bench", clock=now) as casebook:
        drafts = [_started(casebook, f"K-{OPEN * number:05}") for number in range(DRAFTS)]
        for number in range(SAVES):
            turn, place = divmod(number, DRAFTS)
            answer = Answer(state=State.ANSWERED, values=("yes",))
            began = time.perf_counter()
            drafts[place] = casebook.answer(drafts[place], f"step-{turn % STEPS}", answer)
            seconds.append(time.perf_counter() - began)
    return in_milliseconds(seconds)


def disk(folder: Path) -> Took:
    """A page written to a file of its own, as often: what the disk takes of that."""
    seconds: list[float] = []
    with (folder / "page").open("wb", buffering=0) as file:
        for _ in range(SAVES):
            began = time.perf_counter()
            file.write(bytes(PAGE))
            os.fsync(file.fileno())
            seconds.append(time.perf_counter() - began)
    return in_milliseconds(seconds)


def _started(casebook: Store, client: str) -> Contact:
    return casebook.start(client, script="stage-3", script_version=1, how=How.IN_PERSON, worker="QXZ", on=TODAY)


def in_milliseconds(seconds: Sequence[float]) -> Took:
    return Took(median=median(seconds) * 1000, late=quantiles(seconds, n=100)[98] * 1000)
