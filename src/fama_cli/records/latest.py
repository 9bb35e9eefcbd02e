"""What still counts of all that was answered: the latest contact with each script, and the latest word on each matter."""

from __future__ import annotations

from collections.abc import Sequence

from fama_cli.casebook.model import Contact
from fama_cli.practice.model import Practice, Script, Step
from fama_cli.practice.walk import Answer, State, recorded
from fama_cli.record import record


@record
class Said:
    """An answer that still counts, and the day of the contact."""

    script: Script
    step: Step
    answer: Answer
    contact: Contact


def still_said(practice: Practice, contacts: Sequence[Contact]) -> Sequence[Said]:
    """The client's answers that are theirs to take home, in the order of the scripts.

    They are from the last finished contact with each script. A later answer to a step of the same id replaces an earlier
    one, whichever script it is in. When to speak, and what comes next, is only good until the next contact.
    """
    scripts = {script.id: script for script in practice.scripts}
    last: dict[str, Contact] = {}
    for contact in sorted(contacts, key=lambda each: (each.on, each.id)):
        script = scripts.get(contact.script)
        if script and contact.finished_at is not None:
            last.pop(script.id, None)  # So that the last contact comes last, however often its script was used.
            last[script.id] = contact
    said: dict[str, Said] = {}
    for place, contact in enumerate(last.values(), start=1):
        script = scripts[contact.script]
        # An answer to other questions than the present ones would be put in words that nobody said.
        answers = recorded(script, contact.answers) if contact.script_version == script.version else {}
        for step in _open(script):
            answer = answers.get(step.id)
            if answer and answer.state is State.ANSWERED and (place == len(last) or not _passes(step)):
                said[step.id] = Said(script=script, step=step, answer=answer, contact=contact)
    order = {
        (script.id, step.id): (place, number) for place, script in enumerate(practice.scripts) for number, step in enumerate(script.steps)
    }
    return tuple(sorted(said.values(), key=lambda each: order[each.script.id, each.step.id]))


def _open(script: Script) -> Sequence[Step]:
    """The steps that are not private, and are not asked because of a private answer, which they would give away."""
    private: set[str] = set()
    for step in script.steps:
        if step.private or any(condition.step in private for condition in step.when):
            private.add(step.id)
    return tuple(step for step in script.steps if step.id not in private)


def _passes(step: Step) -> bool:
    return step.ask_on or any(choice.leads_to is not None for choice in step.choices)
