"""The audit: every check, how complete each field is, and the local indicators. What it is given to ask with does the asking."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from fama_cli.record import changed, record
from fama_cli.recording.checks import CHECKS, Check, can_be_done
from fama_cli.recording.counts import Completeness, Indicator, answered, by_client, completeness, qs11, qs23
from fama_cli.recording.days import YEAR, day_of, number_of
from fama_cli.recording.profile import Profile
from fama_cli.recording.reading import Phase, Tables

Ask = Callable[[Any], list[dict[str, Any]]]
"""An Ibis expression -> its rows."""
Tell = Callable[[str], None]
"""What is being done now, for a person who waits."""


@record
class Outcome:
    """What one check found."""

    check: Check
    done: bool
    clients: int = 0
    rows: int = 0


@record
class Audit:
    """Everything that was counted. The numbers are exact: publish.py hides what could give somebody away."""

    profile: Profile
    on: date
    source: str
    where: str
    rows: int
    """Rows read."""
    copies: int
    """Of which are the same as another."""
    clients: int
    """With a review whose day has been."""
    outcomes: tuple[Outcome, ...]
    completeness: tuple[Completeness, ...]
    indicators: tuple[Indicator, ...]
    by_phase: tuple[tuple[Phase, int], ...]


@record
class Reference:
    """One thing to look at, for the service's own staff."""

    check: str
    title: str
    client: str
    episode: str
    on: str
    """A day such as 2026-11-21, or nothing where none could be read."""
    field: str
    rows: int
    what_to_do: str


def audited(tables: Tables, today: date, ask: Ask, tell: Tell, *, source: str, where: str) -> Audit:
    """Run every check that there are tables for. One whose table is absent is not done, and never passed."""
    day = number_of(today)
    steps = len(CHECKS) + 3
    tell(f"step 1 of {steps}, counting rows")
    copies = ask((tables.crowded.copies - 1).sum().name("copies").as_table())[0]["copies"] or 0
    outcomes = []
    for number, check in enumerate(CHECKS, start=2):
        tell(f"step {number} of {steps}, {check.title[0].lower()}{check.title[1:]}")
        outcomes.append(_outcome(check, tables, day, ask))
    tell(f"step {steps - 1} of {steps}, how complete each field is")
    clients = tables.keep(by_client(tables, day))
    per_phase: list[Any] = ask(answered(tables, clients))
    people = ask(clients.aggregate(clients=clients.count()))[0]["clients"]
    tell(f"step {steps} of {steps}, indicators")
    indicators = tuple(_measured(*made, ask) for made in (qs11(tables, clients, day), qs23(tables, clients)))
    return Audit(
        profile=tables.profile,
        on=today,
        source=source,
        where=where,
        rows=tables.rows,
        copies=int(copies),
        clients=people,
        outcomes=tuple(outcomes),
        completeness=completeness(tables, per_phase),
        indicators=indicators,
        by_phase=tuple(sorted((Phase(row["phase"]), row["clients"]) for row in per_phase)),
    )


def _outcome(check: Check, tables: Tables, day: int, ask: Ask) -> Outcome:
    if not can_be_done(check, tables):
        return Outcome(check=check, done=False)
    found = check.look(tables, day)
    row = ask(found.aggregate(clients=found.client.nunique(), rows=found.rows.sum()))[0]
    return Outcome(check=check, done=True, clients=row["clients"], rows=int(row["rows"] or 0))


def _measured(indicator: Indicator, asked: Any, ask: Ask) -> Indicator:
    if asked is None:
        return indicator
    numbers = {row["which"]: row["number"] for row in ask(asked)}
    return changed(indicator, numerator=numbers["numerator"], denominator=numbers["denominator"])


def references(tables: Tables, today: date, ask: Ask, tell: Tell) -> Iterator[Reference]:
    """Everything that the checks found, one by one, in the order of the checks, the clients and the days."""
    for check in CHECKS:
        if can_be_done(check, tables):
            tell(check.title)
            yield from sorted(_of_check(check, ask(check.look(tables, number_of(today)))), key=_order)


def _of_check(check: Check, rows: Sequence[dict[str, Any]]) -> Iterator[Reference]:
    for row in rows:
        yield Reference(
            check=check.id,
            title=check.title,
            client=row["client"] or "",
            episode=row["episode"] or "",
            on=_written(row["on"]),
            field=row["field"],
            rows=row["rows"],
            what_to_do=check.what_to_do,
        )


def _order(found: Reference) -> tuple[str, str, str, str]:
    return found.client, found.episode, found.on, found.field


def _written(number: int | None) -> str:
    # A database may hold a day of a year that a calendar here has none of.
    return "" if number is None or not YEAR <= number < 10_000 * YEAR else day_of(number).isoformat()
