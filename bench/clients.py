"""A casebook as a large service has it, made up and the same each time. Made once, and kept in .bench until how it is made changes."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import fama_cli.casebook
from fama_cli.casebook.embedded import connected, create_casebook
from fama_cli.casebook.keys import Key, keep_in_keyring, key_from_keyring, new_key, salt_of
from fama_cli.catalogue.load import load_practice
from fama_cli.catalogue.places import shipped_files
from fama_cli.practice.model import AnswerKind, Script, Step, StepKind
from fama_cli.practice.walk import DONE, NO, YES, Answer, State, next_step

REPOSITORY = Path(__file__).resolve().parent.parent
KEPT = REPOSITORY / ".bench" / "casebook"
TODAY = date(2026, 11, 21)
CLIENTS, CONTACTS_EACH = 10_000, 20
OPEN = 5
"""Of so many clients, the record of 1 is open: the others have left over the years."""
FEWEST_ANSWERS, MOST_ANSWERS = 8, 12
ONE_OF_THEM = "K-05000"

_BETWEEN, _LATEST = 14, 28
"""Days: from one contact to the next, and from the last one to today at most."""
_YEARS = 4
"""Since when clients have left."""
_WALKS = 200
"""How many ways each stage went. The contacts take turns with them."""
_GROUPS = ("smart", "aa", "na", "ca")
_WORDS = ("Tuesday at 7 in the evening, in Mill Lane", "Ring a member first, then go together", "Online on Sunday morning")


def keyring(folder: Path) -> dict[str, str]:
    """What makes a program use a keyring that is a file in `folder`."""
    return {
        "PYTHON_KEYRING_BACKEND": "tests.kept_keyring.Keyring",
        "PYTHONPATH": str(REPOSITORY),
        "FAMA_TEST_KEYRING": str(folder / "keys.json"),
    }


def casebook_in(folder: Path) -> Path:
    return folder / "casebook.fama"


def key_in(folder: Path) -> Key:
    os.environ.update(keyring(folder))
    return key_from_keyring(salt_of(casebook_in(folder)))


def now() -> datetime:
    return datetime.now(UTC)


def kept_casebook() -> Path:
    """The folder with the casebook and its keyring. Makes them when they are not there, or would now be made differently."""
    folder = KEPT / _how_it_is_made()
    if not folder.is_dir():
        shutil.rmtree(KEPT, ignore_errors=True)
        unfinished = KEPT / "unfinished"
        unfinished.mkdir(parents=True)
        _make(unfinished)
        unfinished.rename(folder)
    return folder


def copied(folder: Path, *, all_open: bool = False) -> Path:
    """A casebook to work in, and its keyring, in a new `folder`. What was kept stays as it was made."""
    shutil.copytree(kept_casebook(), folder)
    if all_open:
        connection = connected(casebook_in(folder), key_in(folder))
        connection.execute("UPDATE clients SET closed_on = NULL")
        connection.close()
    return folder


def _how_it_is_made() -> str:
    """Names what decides what is in the file: this module, the tables and the scripts."""
    tables = sorted((Path(fama_cli.casebook.__file__).parent / "migrations").rglob("*.py"))
    read = (path.read_bytes() for path in (Path(__file__), *tables, *shipped_files("practice")))
    return hashlib.sha256(b"".join(read)).hexdigest()[:16]


def _make(folder: Path) -> None:
    """All of it in one transaction, with SQLCipher's own module: through the program it would take half an hour."""
    os.environ.update(keyring(folder))
    key = new_key()
    keep_in_keyring(key)
    create_casebook(casebook_in(folder), key, who="bench", clock=now).engine.dispose()
    chance = random.Random(2014)
    last = [
        TODAY - timedelta(days=chance.randint(0, _LATEST) + (chance.randint(0, _YEARS * 365) if client % OPEN else 0))
        for client in range(CLIENTS)
    ]
    stages = {script.stage: script for script in load_practice().scripts if script.stage}
    walks = {stage: [_walked(script, chance) for _ in range(_WALKS)] for stage, script in stages.items()}
    # In the order of their days, as they were in life.
    held = sorted(
        (last[client] - timedelta(days=_BETWEEN * (CONTACTS_EACH - turn)), client, turn)
        for client in range(CLIENTS)
        for turn in range(1, CONTACTS_EACH + 1)
    )

    def client_rows() -> Iterator[tuple[object, ...]]:
        for client, day in enumerate(last):
            opened = day - timedelta(days=_BETWEEN * CONTACTS_EACH)
            closed = (day + timedelta(days=1)).isoformat() if client % OPEN else None
            yield client + 1, f"K-{client:05}", f"k-{client:05}", opened.isoformat(), closed, _worker(client)

    def contact_rows() -> Iterator[tuple[object, ...]]:
        for number, (day, client, turn) in enumerate(held, start=1):
            answers = len(walks[min(turn, 3)][number % _WALKS])
            yield number, client + 1, day.isoformat(), f"stage-{min(turn, 3)}", _worker(client), _moment(day), answers + 2

    def answer_rows() -> Iterator[tuple[object, ...]]:
        for number, (day, _, turn) in enumerate(held, start=1):
            for place, (step, state, values, days) in enumerate(walks[min(turn, 3)][number % _WALKS], start=2):
                given = [(day + timedelta(days=days)).isoformat()] if days else values
                yield number, step, state, json.dumps(given), _moment(day), place

    def log_rows() -> Iterator[tuple[object, ...]]:
        for day, client, _ in held:
            yield _moment(day), "bench", client + 1, "finished"

    connection = connected(casebook_in(folder), key)
    connection.execute("BEGIN")
    for table, columns, rows in (
        ("clients", "id, reference, same_reference, opened_on, closed_on, worker, consent, version", client_rows()),
        ("contacts", "id, client_id, held_on, script, worker, finished_at, version, how, script_version", contact_rows()),
        ("answers", "contact_id, step, state, given, given_at, seq", answer_rows()),
        ("log", "at, who, client_id, what", log_rows()),
    ):
        same = {"clients": ", 'yes', 1", "contacts": ", 'in-person', 1"}.get(table, "")
        marks = ", ".join("?" * (len(columns.split(", ")) - same.count(", ")))
        connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks}{same})", rows)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _worker(client: int) -> str:
    return f"W{chr(ord('A') + client % 20)}"


def _moment(day: date) -> str:
    """As SQLite keeps it."""
    return f"{datetime.combine(day, time(15, 30)):%Y-%m-%d %H:%M:%S.%f}"


def _walked(script: Script, chance: random.Random) -> list[tuple[str, str, list[str], int]]:
    """Each step that somebody answered: its id, how it was left, what was answered, and for a day, how long after the contact."""
    while True:
        answers: dict[str, Answer] = {}
        days: dict[str, int] = {}
        while step := next_step(script, answers):
            answers[step.id] = answer = _answered(step, chance)
            if step.answer is AnswerKind.DATE and answer.state is State.ANSWERED:
                days[step.id] = chance.randint(5, 28)
        told = [(step, each.state.value, list(each.values), days.get(step, 0)) for step, each in answers.items()]
        asked = [each for each in told if each[1] != State.READ]
        if FEWEST_ANSWERS <= len(asked) <= MOST_ANSWERS:
            return asked


def _answered(step: Step, chance: random.Random) -> Answer:
    if step.kind is StepKind.INFORM:
        return Answer(state=State.READ)
    if not step.required and chance.random() < 0.1:
        return Answer(state=State.SKIPPED)
    if step.kind is StepKind.ACT:
        values = [chance.choice((DONE, DONE, "not-now"))]
    elif step.kind is StepKind.CHOOSE_GROUP:
        values = chance.sample(_GROUPS, chance.randint(1, 2))
    elif step.choices:
        count = chance.randint(1, 3) if step.answer is AnswerKind.MANY else 1
        values = chance.sample([choice.id for choice in step.choices if not choice.alone], count)
    elif step.answer is AnswerKind.YES_NO:
        values = [chance.choice((YES, NO))]
    elif step.answer is AnswerKind.NUMBER:
        values = [str(chance.randint(1, 5))]
    else:
        values = [chance.choice(_WORDS)]
    return Answer(state=State.ANSWERED, values=tuple(values))
