"""Talking about a worry in the middle of a walk."""

from __future__ import annotations

from fama_cli.cli.telling import tell, tell_problem
from fama_cli.cli.walk_commands import asked
from fama_cli.errors import NotFound
from fama_cli.practice.look_up import concern_named
from fama_cli.practice.model import Concern, Practice


def told_of_a_worry(practice: Practice, typed: str) -> bool:
    """Say what can fairly be said to a worry, asking which where nothing was typed. Whether there was anything. Raises Left."""
    if not typed:
        tell("; ".join(each.name for each in practice.concerns), "Worries: ")
        typed = asked("Which one, in any words, or Enter to go on")
        if not typed:
            return False
    try:
        _tell_all(concern_named(practice, typed))
    except NotFound as missing:
        tell_problem(missing)
        return False
    return True


def _tell_all(concern: Concern) -> None:
    tell(concern.name, bold=True)
    said = {
        "Say: ": concern.say,
        "Fact: ": [fact.says for fact in concern.facts],
        "Option: ": concern.options,
        "Caution: ": concern.cautions,
    }
    for label, lines in said.items():
        for words in lines:
            tell(words, label)
    tell(f"With its sources: fama concerns {concern.id}")
