"""A short script with a step of every kind, and one way to answer each step of any script."""

from __future__ import annotations

from datetime import date

from fama_cli.practice.model import AnswerKind, Choice, Condition, Script, Step, StepKind

TODAY = date(2026, 11, 21)

FRUIT = tuple(Choice(id=identifier, says=says) for identifier, says in (("apple", "Apple"), ("apricot", "Apricot"), ("none", "No fruit")))


def step(identifier: str, kind: StepKind = StepKind.ASK, answer: AnswerKind | None = None, **more: object) -> Step:
    return Step(id=identifier, kind=kind, title=f"About {identifier}", answer=answer, **more)  # type: ignore[arg-type]  # named by the tests


def when(identifier: str, *answers: str) -> tuple[Condition, ...]:
    return (Condition(step=identifier, answers=answers),)


READ = step("read", StepKind.INFORM)
ONE = step("one", answer=AnswerKind.ONE, choices=FRUIT, required=True)
MANY = step("many", answer=AnswerKind.MANY, choices=FRUIT, when=when("one", "apple"))
SURE = step("sure", answer=AnswerKind.YES_NO, when=when("many", "apricot"))
RING = step("ring", StepKind.ACT)
DAY = step("day", answer=AnswerKind.DATE, when=when("ring", "not-now"))
COUNT = step("count", answer=AnswerKind.NUMBER)
WORDS = step("words", answer=AnswerKind.TEXT)
GROUP = step("group", StepKind.CHOOSE_GROUP)
MEETING = step("meeting", StepKind.CHOOSE_MEETING)
NOTE = step("note", StepKind.NOTE)
WORRIES = step("worries", answer=AnswerKind.MANY, choices=(Choice(id="nothing", says="Nothing", alone=True), *FRUIT))

SCRIPT = Script(
    id="fruit",
    title="Fruit",
    version=1,
    purpose="For tests.",
    steps=(READ, ONE, MANY, SURE, RING, DAY, COUNT, WORDS, GROUP, MEETING, NOTE),
)


def typed_for(each: Step, number: int) -> str:
    """Something right to type at a step; another number may be another answer."""
    if each.choices:
        first = number % len(each.choices) + 1
        second = number // 3 % len(each.choices) + 1
        alone = any(each.choices[place - 1].alone for place in (first, second))
        return f"{first},{second}" if each.answer is AnswerKind.MANY and not alone else str(first)
    if each.kind is StepKind.ACT:
        return str(number % 3 + 1)
    if each.answer is AnswerKind.YES_NO:
        return "yn"[number % 2]
    if each.answer is AnswerKind.NUMBER:
        return str(number)
    if each.answer is AnswerKind.DATE:
        return f"{number % 28 + 1}/12"
    return f"words {number}"
