"""What must agree within a script: steps named once, conditions on earlier steps, and questions that can be answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fama_cli.catalogue.written import WrittenMap
from fama_cli.errors import Problem
from fama_cli.practice.model import AnswerKind, Script, Step, StepKind
from fama_cli.practice.walk import ACTED, NO, YES
from fama_cli.text import closest, listed, visible

LONGEST = 366
"""Days. To ask less often than once a year is not to ask."""

_CHOSEN = frozenset({AnswerKind.ONE, AnswerKind.MANY})


def script_problems(scripts: Sequence[Script], written: Sequence[WrittenMap]) -> Iterator[Problem]:
    """Everything wrong within each script, where it was written."""
    stages = sorted({script.stage for script in scripts if script.stage is not None})
    for script, entry in zip(scripts, written, strict=True):
        yield from _leads_to(script.leads_to, entry, script.id, stages)
        if script.ask_within_days is not None and not 1 <= script.ask_within_days <= LONGEST:
            says = f"found `{script.ask_within_days}`, expected a number of days from 1 to {LONGEST}"
            yield entry.keys_at["ask_within_days"].problem(script.id, says)
        before: dict[str, Step] = {}
        for step, at in zip(script.steps, entry.get("steps") or [], strict=True):
            field = f"{script.id}.{step.id}"
            if step.id in before:
                yield at.place.problem(field, f"the step `{visible(step.id)}` is in this script twice")
            yield from _answer(step, at, field)
            yield from _choices(step, at, field, stages)
            yield from _conditions(step, at, field, before)
            before[step.id] = step


def _answer(step: Step, at: WrittenMap, field: str) -> Iterator[Problem]:
    if (step.kind is StepKind.ASK) != (step.answer is not None):
        says = "needs `answer`" if step.kind is StepKind.ASK else f"has `answer`, and a step of kind `{step.kind}` takes none"
        yield at.place.problem(field, f"the step `{visible(step.id)}` {says}")
    elif (step.answer in _CHOSEN) != bool(step.choices):
        says = "needs `choices`" if step.answer in _CHOSEN else "has `choices`, and its answer is not one of them"
        yield at.place.problem(field, f"the step `{visible(step.id)}` {says}")


def _choices(step: Step, at: WrittenMap, field: str, stages: Sequence[int]) -> Iterator[Problem]:
    if step.ask_on and step.answer is not AnswerKind.DATE:
        yield at.keys_at["ask_on"].problem(field, f"the step `{visible(step.id)}` has `ask_on`, and its answer is not a date")
    for choice, where in zip(step.choices, at.get("choices") or [], strict=True):
        yield from _leads_to(choice.leads_to, where, field, stages)
        if choice.alone and step.answer is not AnswerKind.MANY:
            says = f"the choice `{visible(choice.id)}` has `alone`, and only one answer can be given to the step `{visible(step.id)}`"
            yield where.keys_at["alone"].problem(field, says)


def _leads_to(stage: int | None, at: WrittenMap, field: str, stages: Sequence[int]) -> Iterator[Problem]:
    if stage is not None and stage not in stages:
        there = listed([f"`{each}`" for each in stages], "or") if stages else "no stage at all"
        yield at.keys_at["leads_to"].problem(field, f"there is no stage `{stage}`, expected {there}")


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
