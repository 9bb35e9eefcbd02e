"""What an answer adds to the client's plan."""

from __future__ import annotations

import pytest

from fama_cli.practice.model import AnswerKind, Choice, Step, StepKind
from fama_cli.practice.planned import planned
from fama_cli.practice.walk import Answer, State
from fama_cli.record import changed
from tests.practice.scripts import FRUIT, step

NOTHING = Choice(id="nothing", says="Nothing yet", alone=True)
HELPED = step("helped", answer=AnswerKind.MANY, choices=(*FRUIT, NOTHING), plan="What has helped me: {answer}.")
RING = step("ring", StepKind.ACT, plan="I rang a group.")
DAY = step("day", answer=AnswerKind.DATE, plan="I will ring on {answer}, with my keyworker.")
WORDS = step("words", answer=AnswerKind.TEXT, plan="What will help me: {answer}")
MEETING = step("meeting", StepKind.CHOOSE_MEETING, plan="My first meeting: {answer}.")
GROUP = step("group", StepKind.CHOOSE_GROUP, plan="I would like to look at: {answer}.")


def answered(*values: str) -> Answer:
    return Answer(state=State.ANSWERED, values=values)


@pytest.mark.parametrize(
    ("each", "values", "line"),
    [
        (HELPED, ["apple"], "What has helped me: Apple."),
        (HELPED, ["apple", "apricot"], "What has helped me: Apple; Apricot."),
        (HELPED, ["apple", "nothing"], "What has helped me: Apple."),
        (RING, ["done"], "I rang a group."),
        (DAY, ["2026-12-03"], "I will ring on 3 December 2026, with my keyworker."),
        (DAY, ["some time"], "I will ring on some time, with my keyworker."),
        (WORDS, ["my sister"], "What will help me: my sister."),
        (WORDS, ["Will it? Yes!"], "What will help me: Will it? Yes!"),
        (WORDS, ["{answer}"], "What will help me: {answer}."),
        (MEETING, ["Tuesday 7pm, St Mary's."], "My first meeting: Tuesday 7pm, St Mary's."),
        (GROUP, ["aa", "gone"], "I would like to look at: Alcoholics Anonymous and gone."),
    ],
)
def test_an_answer_is_a_line_of_the_plan(each: Step, values: list[str], line: str) -> None:
    found = planned(each, answered(*values), {"aa": "Alcoholics Anonymous"})

    assert found is not None
    assert found.says == line


@pytest.mark.parametrize(
    ("each", "answer"),
    [
        (HELPED, answered("nothing")),
        (HELPED, Answer(state=State.SKIPPED)),
        (HELPED, Answer(state=State.NOT_ASKED)),
        (HELPED, answered()),
        (changed(HELPED, private=True), answered("apple")),
        (changed(HELPED, plan=None), answered("apple")),
        (RING, answered("not-now")),
        (RING, answered("not-wanted")),
        (RING, Answer(state=State.SKIPPED)),
    ],
)
def test_what_was_not_said_not_done_or_not_for_the_plan_is_not_in_it(each: Step, answer: Answer) -> None:
    assert planned(each, answer) is None


@pytest.mark.parametrize(("each", "own"), [(WORDS, True), (MEETING, True), (GROUP, True), (HELPED, False), (DAY, False), (RING, False)])
def test_a_line_knows_which_of_its_words_are_somebodys_own(each: Step, own: bool) -> None:
    found = planned(each, answered("apple" if each.choices else "done"))

    assert found is not None
    assert found.own is own
