"""Answers that come all at once, from a file: checked by the same rules as when they are typed, and every problem said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from fama_cli.errors import NotUnderstood
from fama_cli.practice.model import Script
from fama_cli.practice.walk import Answer, Answers, State, steps_for, understood
from fama_cli.text import closest

SKIP, NOT_ASKED = "skip", "not asked"


def answers_from(script: Script, written: Mapping[str, object], *, today: date) -> tuple[Answers, tuple[str, ...]]:
    """Step -> answer, for each step that `written` leads through; and everything wrong with it, in the order of the script."""
    answers: dict[str, Answer] = {}
    problems: list[str] = []
    ids = [step.id for step in script.steps]
    for name in written:
        if name not in ids:
            near = closest(name, ids)
            problems.append(f"there is no step called `{name}` in {script.id}" + (f": did you mean `{near}`?" if near else ""))
    taken: set[str] = set()
    wrong: set[str] = set()
    # Each answer may open the way to more steps, so they are looked for again after each.
    while step := next((each for each in steps_for(script, answers) if each.id not in taken), None):
        taken.add(step.id)
        given = written.get(step.id)
        answer = _left(given)
        if answer is not None:
            if step.required:
                problems.append(f"`{step.id}` needs an answer")
                wrong.add(step.id)
            answers[step.id] = answer
            continue
        try:
            answers[step.id] = understood(step, _typed(given), today=today)
        except NotUnderstood as mistake:
            # What was written is left out: it may be what a client said, and this may go to a log.
            repeats = any(each and each in mistake.message for each in _words(given))
            problems.append(f"`{step.id}`: {'that is not an answer to it' if repeats else mistake.message}. {mistake.hint}")
            wrong.add(step.id)
    through = {step.id for step in steps_for(script, answers)}
    for step in script.steps:
        if step.id not in through and any(each.step in wrong for each in step.when):
            wrong.add(step.id)  # Whether it is asked is not known: one mistake is said once.
        elif step.id in written and step.id not in through:
            problems.append(f"`{step.id}` is not asked, because of an earlier answer")
    return answers, tuple(problems)


def _left(given: object) -> Answer | None:
    """How a step was left, if it was."""
    words = given.strip().casefold() if isinstance(given, str) else given
    if words is None or words == SKIP:
        return Answer(state=State.SKIPPED)
    return Answer(state=State.NOT_ASKED) if words == NOT_ASKED else None


def _words(given: object) -> Sequence[str]:
    return [str(each).strip() for each in given] if isinstance(given, list | tuple) else [str(given).strip()]


def _typed(given: object) -> str | Sequence[str]:
    """What a person would have typed."""
    if isinstance(given, Mapping):
        raise NotUnderstood("found fields with values, and an answer was expected", hint="Write it after the step's id, on the same line")
    return [str(each) for each in given] if isinstance(given, list | tuple) else str(given)
