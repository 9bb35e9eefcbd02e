"""Which clients are due to be asked how it went, and what to do with each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import MAXYEAR, date, timedelta
from functools import cache, partial

from fama_cli.casebook.model import Client, Contact
from fama_cli.directory.dates import in_words
from fama_cli.practice.model import Practice, Script
from fama_cli.practice.walk import Answer, recorded
from fama_cli.record import changed, record
from fama_cli.records.next_stage import leads, stage_after, stage_script, weight

A_LONG_TIME = 366 * 100
"""Days. For when anyone at all is to be found."""
AT_ONCE = 0
"""Days. Where a script does not say how long to wait, or is no longer there, nobody is left waiting."""


@record
class Due:
    """One client to ask, and what to do."""

    reference: str
    worker: str
    """Initials of the client's worker."""
    on: date
    """When to ask."""
    late: int
    """Days since then; below zero while it is still to come."""
    stage: int
    """The stage to do next. A draft stays at its own."""
    what: str
    """What there is to do, in a few words."""
    contact: date
    """The day of the contact that this follows."""


def due(practice: Practice, latest: Iterable[tuple[Client, Contact]], *, today: date, within: int) -> Sequence[Due]:
    """Those to ask by `within` days from today, the earliest first, each client once.

    `latest` has open clients, with their last finished contact of `scripts_that_lead` and with drafts of them, in any
    order. Of the answers, those to `steps_that_say_when` are enough.
    """
    deciding: dict[str, tuple[Client, Contact]] = {}
    for client, contact in latest:
        before = deciding.get(client.reference)
        if before is None or weight(contact) > weight(before[1]):
            deciding[client.reference] = client, contact
    until = _later(today, within)
    # There may be very many clients, and there are few scripts: what is the same each time is worked out once.
    leading = {script.id: _shortened(script) for script in practice.scripts if leads(script)}
    coming = cache(partial(stage_script, practice))
    found: list[Due] = []
    for client, contact in deciding.values():
        script = leading.get(contact.script)
        on, to_do = _when(script, contact, today)
        if on <= until:
            found.append(_due(script, coming, client, contact, on, to_do, today))
    return tuple(sorted(found, key=lambda each: (each.on, each.reference)))


def scripts_that_lead(practice: Practice) -> frozenset[str]:
    """Ids of the scripts whose contacts say what comes next, and when."""
    return frozenset(script.id for script in practice.scripts if leads(script))


def steps_that_say_when(practice: Practice) -> frozenset[str]:
    """Ids of the steps whose answers say when to ask, or which stage comes next, and of those that they depend on."""
    return frozenset(step for script in practice.scripts if leads(script) for step in _saying_when(script))


def _saying_when(script: Script) -> frozenset[str]:
    wanted: set[str] = set()
    for step in reversed(script.steps):  # A condition is on an earlier step, which may have conditions of its own.
        if step.id in wanted or step.ask_on or any(choice.leads_to is not None for choice in step.choices):
            wanted |= {step.id, *(condition.step for condition in step.when)}
    return frozenset(wanted)


def _shortened(script: Script) -> Script:
    """Only the steps that say when, or what comes next."""
    wanted = _saying_when(script)
    return changed(script, steps=tuple(step for step in script.steps if step.id in wanted))


def _due(
    script: Script | None,
    coming: Callable[[int | None], Script],
    client: Client,
    contact: Contact,
    on: date,
    to_do: str | None,
    today: date,
) -> Due:
    """`coming` has the script of each stage, and `to_do` what was agreed for that day, if it is not what the stage says."""
    if contact.finished_at is None:
        stage = script.stage or stage_after(script, contact.answers) if script else None
        name = f"stage {script.stage}" if script and script.stage else script.title if script else contact.script
        what = f"Go on with {name}, stopped on {in_words(contact.on.isoformat())}"
    else:
        stage = stage_after(script, contact.answers) if script else None
        what = to_do or coming(stage).to_do or coming(stage).title
    number = coming(stage).stage or 0
    return Due(reference=client.reference, worker=client.worker, on=on, late=(today - on).days, stage=number, what=what, contact=contact.on)


def _when(script: Script | None, contact: Contact, today: date) -> tuple[date, str | None]:
    """The day of a draft; otherwise the earliest day that was agreed, and what for, or else so many days after the contact."""
    on, to_do = contact.on, None
    if script and contact.finished_at is not None:
        kept = recorded(script, contact.answers)
        agreed = [(day, step.to_do) for step in script.steps if step.ask_on and step.id in kept for day in _days(kept[step.id])]
        if agreed:
            on, to_do = min(agreed, key=lambda each: each[0])
        else:
            on = _later(on, AT_ONCE if script.ask_within_days is None else script.ask_within_days)
    # The clock was wrong, then or now, so no day that was reckoned from it can be relied on.
    return (min(on, today) if contact.on > today else on), to_do


def _days(answer: Answer) -> Iterator[date]:
    """The day that was answered. Words from when the step asked for something else are none."""
    for value in answer.values:
        with suppress(ValueError):
            yield date.fromisoformat(value)


def _later(day: date, days: int) -> date:
    """So many days after `day`, or the last day there is."""
    return day + timedelta(days=min(days, (date(MAXYEAR, 12, 31) - day).days))
