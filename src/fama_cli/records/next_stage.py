"""Which stage comes next with a client: said by the answers of the last contact, and by the scripts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fama_cli.casebook.model import Contact
from fama_cli.practice.model import Practice, Script
from fama_cli.practice.walk import Answers, recorded


def next_script(practice: Practice, contacts: Sequence[Contact]) -> Script:
    """The script to take up with a client: a draft goes on; otherwise what the last contact led to, or the first stage.

    Contacts with scripts that lead nowhere are passed over: those of one course among others, or no longer there.
    """
    contact = deciding_contact(practice, contacts)
    script = leading_script(practice, contact.script) if contact else None
    if contact is None or script is None:
        return stage_script(practice, None)
    return script if contact.finished_at is None else stage_script(practice, stage_after(script, contact.answers))


def deciding_contact(practice: Practice, contacts: Sequence[Contact]) -> Contact | None:
    """The contact that says what comes next: the latest draft, or else the latest that was finished."""
    leading = [contact for contact in contacts if leading_script(practice, contact.script)]
    return max(leading, key=weight, default=None)


def weight(contact: Contact) -> tuple[bool, date, int]:
    """The heavier of 2 contacts decides: a draft first, then as the casebook has them, by the day and by which was started later."""
    return contact.finished_at is None, contact.on, contact.id


def leading_script(practice: Practice, identifier: str) -> Script | None:
    """The script with that id, where it is a stage or leads to one."""
    return next((script for script in practice.scripts if script.id == identifier and leads(script)), None)


def leads(script: Script) -> bool:
    """Whether a contact with this script says which stage comes next."""
    return script.stage is not None or script.leads_to is not None


def stage_after(script: Script, answers: Answers) -> int | None:
    """The stage that follows: the last choice that leads somewhere, then what the script says, then the same stage again."""
    kept = recorded(script, answers)
    chosen = [
        choice.leads_to
        for step in script.steps
        if step.id in kept
        for choice in step.choices
        if choice.leads_to is not None and choice.id in kept[step.id].values
    ]
    return chosen[-1] if chosen else script.leads_to if script.leads_to is not None else script.stage


def stage_script(practice: Practice, stage: int | None) -> Script:
    """The script of a stage; the first stage where there is none of that number."""
    stages = {script.stage: script for script in practice.scripts if script.stage is not None}
    return stages[stage if stage in stages else min(stages)]
