"""Clients, contacts and short stages to read out of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from fama_cli.casebook.model import Client, Consent, Contact, How
from fama_cli.practice.model import AnswerKind, Choice, Practice, Script, StepKind
from fama_cli.practice.walk import Answer, State
from tests.practice.scripts import step, when

TODAY = date(2026, 11, 21)

RING = step("ring", StepKind.ACT, plan="I rang.")
RING_ON = step("ring-on", answer=AnswerKind.DATE, when=when("ring", "not-now"), plan="I will ring on {answer}.", ask_on=True)
SPEAK_ON = step("speak-on", answer=AnswerKind.DATE, plan="We speak on {answer}.", ask_on=True)
BACK = Choice(id="back", says="Back to the first", leads_to=1)
ON = Choice(id="on", says="On to the third", leads_to=3)
STAY = Choice(id="stay", says="Neither")
FIRST_SAY = step("first-say", answer=AnswerKind.ONE, choices=(BACK, ON, STAY))
LAST_SAY = step("last-say", answer=AnswerKind.ONE, choices=(BACK, ON, STAY), when=when("first-say", "on", "stay"))
BIRTHDAY = step("birthday", answer=AnswerKind.DATE)


def stage(number: int, leads_to: int | None, days: int | None, to_do: str | None = None) -> Script:
    return Script(
        id=f"s{number}", title=f"Stage {number}", version=1, purpose="For tests.", stage=number, leads_to=leads_to,
        ask_within_days=days, to_do=to_do, steps=(RING, RING_ON, FIRST_SAY, LAST_SAY, BIRTHDAY, SPEAK_ON),
    )  # fmt: skip


PRACTICE = Practice(
    scripts=(
        stage(1, 2, 14),
        stage(2, 3, 7, "Make contact"),
        stage(3, None, None, "Ask how it went"),
        Script(id="course", title="A course", version=1, purpose="For tests.", leads_to=3, ask_within_days=7, steps=(SPEAK_ON,)),
        Script(id="visit", title="A visit", version=1, purpose="For tests.", steps=(SPEAK_ON,)),
    )
)


def answered(*values: str) -> Answer:
    return Answer(state=State.ANSWERED, values=values)


def client(reference: str = "K-1", worker: str = "AB") -> Client:
    return Client(reference=reference, opened_on=date(2026, 1, 5), closed_on=None, consent=Consent.YES, worker=worker, version=1)


def contact(
    script: str = "s1",
    on: str = "2026-11-10",
    said: Mapping[str, str] | None = None,
    *,
    id: int = 1,
    draft: bool = False,
    reference: str = "K-1",
    **also: str,
) -> Contact:
    """A contact on a day. Answers are by step, in `said` or by name with `_` for `-`: `first_say="on"`."""
    written = {**(said or {}), **also}
    return Contact(
        id=id,
        reference=reference,
        on=date.fromisoformat(on),
        script=script,
        script_version=1,
        how=How.IN_PERSON,
        worker="AB",
        finished_at=None if draft else datetime(2026, 11, 10, 15, 30, tzinfo=UTC),
        answers={step.replace("_", "-"): answered(value) for step, value in written.items()},
        version=1,
    )
