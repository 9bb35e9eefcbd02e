"""What must agree within a script: steps named once, conditions on earlier steps, and questions that can be answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fama_cli.catalogue.written import WrittenMap
from fama_cli.errors import Problem
from fama_cli.practice.model import AnswerKind, Script, Step, StepKind
from fama_cli.practice.walk import ACTED, NO, YES
from fama_cli.text import closest, visible

_CHOSEN = frozenset({AnswerKind.ONE, AnswerKind.MANY})


def script_problems(scripts: Sequence[Script], written: Sequence[WrittenMap]) -> Iterator[Problem]:
    """Everything wrong within each script, where it was written."""
    for script, entry in zip(scripts, written, strict=True):
        before: dict[str, Step] = {}
        for step, at in zip(script.steps, entry.get("steps") or [], strict=True):
            field = f"{script.id}.{step.id}"
            if step.id in before:
                yield at.place.problem(field, f"the step `{visible(step.id)}` is in this script twice")
            yield from _answer(step, at, field)
            yield from _conditions(step, at, field, before)
            before[step.id] = step


def _answer(step: Step, at: WrittenMap, field: str) -> Iterator[Problem]:
    if (step.kind is StepKind.ASK) != (step.answer is not None):
        says = "needs `answer`" if step.kind is StepKind.ASK else f"has `answer`, and a step of kind `{step.kind}` takes none"
        yield at.place.problem(field, f"the step `{visible(step.id)}` {says}")
    elif (step.answer in _CHOSEN) != bool(step.choices):
        says = "needs `choices`" if step.answer in _CHOSEN else "has `choices`, and its answer is not one of them"
        yield at.place.problem(field, f"the step `{visible(step.id)}` {says}")


def _conditions(step: Step, at: WrittenMap, field: str, before: Mapping[str, Step]) -> Iterator[Problem]:
    for condition, where in zip(step.when, at.get("when") or [], strict=True):
        if condition.step not in before:
            near = closest(condition.step, before)
            hint = f": did you mean `{near}`?" if near else ""
            yield where.place.problem(field, f"there is no earlier step called `{visible(condition.step)}`{hint}")
            continue
        known = _answers_to(before[condition.step])
        for answer in condition.answers:
            if answer not in known:
                yield where.place.problem(field, f"`{visible(answer)}` is not an answer to the step `{condition.step}`")


def _answers_to(step: Step) -> frozenset[str]:
    if step.kind is StepKind.ACT:
        return frozenset(ACTED)
    if step.answer is AnswerKind.YES_NO:
        return frozenset({YES, NO})
    return frozenset(choice.id for choice in step.choices)
