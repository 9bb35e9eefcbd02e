"""Processes that save answers, to be killed or to get in each other's way. Run as a program, so that forking is safe.

python -m tests.casebook.saver crash FILE ROUNDS: each round, a child saves answers and says so after each; it is killed at a
random moment, and what it said was saved must be there. Prints how many answers were saved, and what was found wrong.

python -m tests.casebook.saver together FILE PROCESSES ANSWERS: so many processes save so many answers each, all at once.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from fama_cli.casebook.check import check_casebook
from fama_cli.casebook.embedded import open_casebook
from tests.casebook.conftest import KEY, WHO, clock, given, started

LONGEST_LIFE = 0.12
"""Seconds. Opening takes about 5 ms and an answer about 3, so a child is killed while opening, between answers or within one."""


def forked(work: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def save_until_killed(path: Path, reference: str, said: int) -> None:
    with open_casebook(path, KEY, who=WHO, clock=clock) as book:
        drafts = (each for each in book.drafts() if each.reference == reference)
        contact = next(drafts, None) or started(book, reference)
        for number in range(100_000):
            step = f"step-{len(contact.answers)}"
            contact = book.answer(contact, step, given(f"kestrel {number}", "x" * (number % 300)))
            os.write(said, f"{step} kestrel {number}\n".encode())


def crash(path: Path, rounds: int) -> dict[str, object]:
    saved: dict[str, dict[str, str]] = {}
    wrong: list[str] = []
    for turn in range(rounds):
        reference = f"K-{turn // 4}"
        hearing, saying = os.pipe()
        child = forked(lambda reference=reference, saying=saying: save_until_killed(path, reference, saying))  # type: ignore[misc]  # bound now
        os.close(saying)
        # Every other one is killed soon after its first answer, so that on a busy computer, too, some are killed while they save.
        said = os.read(hearing, 1) if turn % 2 else b""
        time.sleep(random.uniform(0, LONGEST_LIFE))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(hearing, "rb") as heard:
            for line in (said + heard.read()).decode().splitlines():
                step, _, value = line.partition(" ")
                saved.setdefault(reference, {})[step] = value
        wrong += check_casebook(path, KEY)
    with open_casebook(path, KEY, who=WHO, clock=clock) as book:
        there = {contact.reference: contact.answers for contact in book.drafts()}
    for reference, answers in saved.items():
        wrong += [f"{reference} {step}" for step, value in answers.items() if there[reference][step].values[0] != value]
    return {"saved": sum(map(len, saved.values())), "wrong": wrong}


def save(path: Path, reference: str, answers: int) -> None:
    with open_casebook(path, KEY, who=WHO, clock=clock, patience=60_000) as book:
        contact = started(book, reference)
        for number in range(answers):
            contact = book.answer(contact, f"step-{number}", given(str(number)))


def together(path: Path, processes: int, answers: int) -> dict[str, object]:
    children = [forked(lambda number=number: save(path, f"K-{number}", answers)) for number in range(processes)]  # type: ignore[misc]  # as above
    for child in children:
        os.waitpid(child, 0)
    with open_casebook(path, KEY, who=WHO, clock=clock) as book:
        saved = {contact.reference: [answer.values[0] for answer in contact.answers.values()] for contact in book.drafts()}
    return {"saved": saved, "wrong": check_casebook(path, KEY)}


if __name__ == "__main__":
    what, file, *numbers = sys.argv[1:]
    first, *more = map(int, numbers)
    said = crash(Path(file), first) if what == "crash" else together(Path(file), first, *more)
    sys.stdout.write(json.dumps(said))
