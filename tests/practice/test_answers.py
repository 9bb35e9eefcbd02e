"""Answers that come all at once."""

from __future__ import annotations

import pytest

from fama_cli.practice.answers import answers_from
from fama_cli.practice.walk import Answer, State, next_step, recorded
from tests.practice.scripts import SCRIPT, TODAY


def values(written: dict[str, object]) -> dict[str, tuple[str, ...] | str]:
    """Step -> its values, or how it was left, once nothing is wrong."""
    answers, problems = answers_from(SCRIPT, written, today=TODAY)
    assert problems == ()
    assert next_step(SCRIPT, answers) is None
    return {step: answer.values or answer.state.value for step, answer in recorded(SCRIPT, answers).items() if step != "read"}


def problems_in(written: dict[str, object]) -> tuple[str, ...]:
    return answers_from(SCRIPT, written, today=TODAY)[1]


def test_what_is_written_is_answered_and_the_rest_is_skipped() -> None:
    assert values({"one": "none", "ring": "not now", "day": "3/12", "count": "3", "words": "a  few"}) == {
        "one": ("none",),
        "ring": ("not-now",),
        "day": ("2026-12-03",),
        "count": ("3",),
        "words": ("a few",),
        "group": "skipped",
        "meeting": "skipped",
        "note": "skipped",
    }


@pytest.mark.parametrize("many", [["apricot", "1"], ("1", "apricot"), "1, apricot", "apricot,1"])
def test_a_list_is_its_items(many: object) -> None:
    assert values({"one": "apple", "many": many, "group": ["aa", "smart"]}) == {
        "one": ("apple",),
        "many": ("apple", "apricot"),
        "sure": "skipped",
        "ring": "skipped",
        "count": "skipped",
        "words": "skipped",
        "group": ("aa", "smart"),
        "meeting": "skipped",
        "note": "skipped",
    }


def test_skip_and_not_asked_are_states_and_not_words() -> None:
    answers, problems = answers_from(SCRIPT, {"one": "none", "ring": "skip", "words": "not asked"}, today=TODAY)

    assert problems == ()
    assert (answers["ring"], answers["words"]) == (Answer(state=State.SKIPPED), Answer(state=State.NOT_ASKED))


def test_steps_may_be_written_in_any_order() -> None:
    assert values({"sure": "y", "many": "apricot", "one": "1"}) == values({"one": "1", "many": "apricot", "sure": "y"})


def test_a_required_step_that_is_missing_is_said() -> None:
    assert problems_in({}) == ("`one` needs an answer",)


@pytest.mark.parametrize("left", ["skip", "not asked"])
def test_a_required_step_cannot_be_left_in_a_file_either(left: str) -> None:
    assert problems_in({"one": left}) == ("`one` needs an answer",)


def test_a_step_that_does_not_exist_is_said_with_the_nearest() -> None:
    assert problems_in({"one": "none", "mary": "1", "zzzzzz": "1"}) == (
        "there is no step called `mary` in fruit: did you mean `many`?",
        "there is no step called `zzzzzz` in fruit",
    )


def test_an_answer_that_an_earlier_one_made_impossible_is_said() -> None:
    assert problems_in({"one": "none", "many": "1", "sure": "y"}) == (
        "`many` is not asked, because of an earlier answer",
        "`sure` is not asked, because of an earlier answer",
    )


def test_every_problem_is_said_at_once_and_in_order() -> None:
    assert problems_in({"day": "3/12", "zzzzzz": "1", "count": "three", "one": "none", "ring": "doone", "words": "x" * 501}) == (
        "there is no step called `zzzzzz` in fruit",
        "`ring`: that is not an answer to it. Did you mean `Done`?",
        "`count`: that is not an answer to it. Type a whole number, such as 3",
        "`words`: That is 501 letters long, and the most is 500. Type a few words, at most 500 letters. No people's names",
    )


@pytest.mark.parametrize("written", ["", "  ", []])
def test_nothing_written_for_a_step_is_a_problem(written: object) -> None:
    assert problems_in({"one": "none", "count": written}) == ("`count`: Nothing was typed. Type a whole number, such as 3",)


def test_a_step_is_not_called_impossible_because_an_earlier_one_has_a_mistake() -> None:
    assert problems_in({"one": "aple", "many": "1"}) == ("`one`: that is not an answer to it. Did you mean `Apple`?",)


def test_fields_for_an_answer_are_told_in_words_and_not_in_python() -> None:
    assert "{" not in " ".join(problems_in({"one": {"a": "b"}}))
