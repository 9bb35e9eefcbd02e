"""Going through a script, from its answers alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fama_cli.catalogue.load import load_practice
from fama_cli.errors import NotUnderstood
from fama_cli.practice.model import Script, Step
from fama_cli.practice.walk import Answer, Answers, State, day_typed, in_words, next_step, recorded, step_before, steps_for, understood
from tests.practice.scripts import COUNT, DAY, GROUP, MANY, MEETING, NOTE, ONE, READ, RING, SCRIPT, SURE, TODAY, WORDS, WORRIES, typed_for

SKIPPED, NOT_ASKED = Answer(state=State.SKIPPED), Answer(state=State.NOT_ASKED)
SHIPPED = {script.id: script for script in load_practice().scripts}


def answered(*values: str) -> Answer:
    return Answer(state=State.ANSWERED, values=values)


def ids(steps: Sequence[Step]) -> list[str]:
    return [step.id for step in steps]


# Which step is next


def test_before_any_answer_only_steps_without_a_condition_are_ahead() -> None:
    assert ids(steps_for(SCRIPT, {})) == ["read", "one", "ring", "count", "words", "group", "meeting", "note"]


def test_an_answer_opens_the_steps_that_ask_for_it() -> None:
    answers = {"one": answered("apple"), "many": answered("apple", "apricot"), "ring": answered("not-now")}

    assert ids(steps_for(SCRIPT, answers)) == ids(SCRIPT.steps)


@pytest.mark.parametrize("left", [SKIPPED, NOT_ASKED, answered("none")])
def test_a_step_that_was_left_or_answered_otherwise_opens_nothing(left: Answer) -> None:
    assert "many" not in ids(steps_for(SCRIPT, {"one": left}))


def test_a_step_whose_condition_was_taken_away_opens_nothing_either() -> None:
    answers = {"one": answered("none"), "many": answered("apricot")}

    assert "sure" not in ids(steps_for(SCRIPT, answers))


def test_the_next_step_is_the_first_without_an_answer() -> None:
    assert next_step(SCRIPT, {}) == READ
    assert next_step(SCRIPT, {"read": Answer(state=State.READ), "ring": answered("done")}) == ONE


def test_there_is_no_next_step_at_the_end() -> None:
    assert next_step(SCRIPT, dict.fromkeys(ids(SCRIPT.steps), SKIPPED)) is None


def test_back_goes_over_steps_that_were_not_come_through() -> None:
    assert step_before(SCRIPT, {"one": answered("none")}, RING) == ONE
    assert step_before(SCRIPT, {"one": answered("apple")}, RING) == MANY


def test_there_is_nothing_before_the_first_step() -> None:
    assert step_before(SCRIPT, {}, READ) is None


def test_an_answer_that_a_later_change_took_away_is_not_recorded() -> None:
    answers = {"one": answered("none"), "many": answered("apricot"), "sure": answered("yes"), "count": answered("3")}

    assert recorded(SCRIPT, answers) == {"one": answered("none"), "count": answered("3")}


# What was typed


@pytest.mark.parametrize(
    ("step", "typed", "values"),
    [
        (ONE, "1", ("apple",)),
        (ONE, " 3 \n", ("none",)),
        (ONE, "apricot", ("apricot",)),
        (ONE, "APR", ("apricot",)),
        (ONE, "no", ("none",)),
        (ONE, "no fruit", ("none",)),
        (ONE, "none", ("none",)),
        (MANY, "3,1", ("apple", "none")),
        (MANY, "2, 2 ,2", ("apricot",)),
        (MANY, "apr, 1,", ("apple", "apricot")),
        (SURE, "y", ("yes",)),
        (SURE, "No", ("no",)),
        (SURE, "2", ("no",)),
        (RING, "1", ("done",)),
        (RING, "not now", ("not-now",)),
        (RING, "not-wanted", ("not-wanted",)),
        (RING, "NOT W", ("not-wanted",)),
        (COUNT, "0", ("0",)),
        (COUNT, "007", ("7",)),
        (COUNT, "9999", ("9999",)),
        (DAY, "2026-12-03", ("2026-12-03",)),
        (DAY, "3/12/2026", ("2026-12-03",)),
        (DAY, "3.12.2026", ("2026-12-03",)),
        (DAY, "3-12-2026", ("2026-12-03",)),
        (DAY, "03/12", ("2026-12-03",)),
        (DAY, "21/11", ("2026-11-21",)),
        (DAY, "20/11", ("2027-11-20",)),
        (DAY, "29/2/2028", ("2028-02-29",)),
        (WORDS, "  a   few\twords ", ("a few words",)),
        (WORDS, "x" * 500, ("x" * 500,)),
        (WORDS, "[bold]x[/bold] <b>&amp;", ("[bold]x[/bold] <b>&amp;",)),
        (NOTE, "1", ("1",)),
        (MEETING, "Tuesday 7pm, St Mary's", ("Tuesday 7pm, St Mary's",)),
        (GROUP, "aa, smart ,aa", ("aa", "smart")),
    ],
)
def test_what_is_typed_is_understood(step: Step, typed: str, values: tuple[str, ...]) -> None:
    assert understood(step, typed, today=TODAY) == answered(*values)


@pytest.mark.parametrize("typed", ["", "\n", "yes", "1"])
def test_anything_goes_on_from_something_to_read(typed: str) -> None:
    assert understood(READ, typed, today=TODAY) == Answer(state=State.READ)


ONE_TO_3 = "Type 1 to 3"
SOME_OF_3 = "Type one or more of 1 to 3, with commas between"
Y_OR_N = "Type y or n"
A_NUMBER = "Type a whole number, such as 3"
A_DATE = "Type a date, such as 3/12/2026"
FEW_WORDS = "Type a few words, at most 500 letters. No people's names"
ACTS = "Type 1 to 3, or done, not now or not wanted"


@pytest.mark.parametrize(
    ("step", "typed", "message", "hint"),
    [
        (ONE, "", "Nothing was typed", ONE_TO_3),
        (ONE, "4", "`4` is not one of the answers", ONE_TO_3),
        (ONE, "0", "`0` is not one of the answers", ONE_TO_3),
        (ONE, "-1", "`-1` is not one of the answers", ONE_TO_3),
        (ONE, "²", "`²` is not one of the answers", ONE_TO_3),
        (ONE, "...", "`...` is not one of the answers", ONE_TO_3),
        (ONE, "ap", "`ap` is not one of the answers", ONE_TO_3),
        (ONE, "aple", "`aple` is not one of the answers", "Did you mean `Apple`?"),
        (ONE, "1,2", "`1,2` is not one of the answers", ONE_TO_3),
        (MANY, "  ", "Nothing was typed", SOME_OF_3),
        (MANY, "1,9", "`9` is not one of the answers", SOME_OF_3),
        (MANY, "1 9", "`9` is not one of the answers", SOME_OF_3),
        (SURE, "maybe", "`maybe` is not one of the answers", Y_OR_N),
        (RING, "later", "`later` is not one of the answers", ACTS),
        (RING, "not", "`not` is not one of the answers", ACTS),
        (COUNT, "three", "`three` is not a whole number", A_NUMBER),
        (COUNT, "-3", "`-3` is not a whole number", A_NUMBER),
        (COUNT, "1.5", "`1.5` is not a whole number", A_NUMBER),
        (COUNT, "10000", "`10000` is not a whole number", A_NUMBER),
        (DAY, "tomorrow", "`tomorrow` is not a date", A_DATE),
        (DAY, "3", "`3` is not a date", A_DATE),
        (DAY, "3/12/2026/1", "`3/12/2026/1` is not a date", A_DATE),
        (DAY, "3 December", "`3 December` is not a date", A_DATE),
        (DAY, "12/31", "`12/31` is not a day in the calendar", A_DATE),
        (DAY, "29/2/2027", "`29/2/2027` is not a day in the calendar", A_DATE),
        (DAY, "31/11/2026", "`31/11/2026` is not a day in the calendar", A_DATE),
        (DAY, "0/0/0", "`0/0/0` is not a day in the calendar", A_DATE),
        (DAY, "2026-12", "`2026-12` is not a day in the calendar", A_DATE),
        (WORDS, "x" * 501, "That is 501 letters long, and the most is 500", FEW_WORDS),
        (NOTE, " ", "Nothing was typed", FEW_WORDS),
    ],
)
def test_what_cannot_be_an_answer_says_what_to_type(step: Step, typed: str, message: str, hint: str) -> None:
    with pytest.raises(NotUnderstood) as raised:
        understood(step, typed, today=TODAY)

    assert (raised.value.message, raised.value.hint) == (message, hint)


def test_a_leap_day_without_a_year_may_be_today() -> None:
    assert understood(DAY, "29/2", today=date(2028, 2, 29)) == answered("2028-02-29")


@pytest.mark.parametrize(("today", "day"), [(date(2026, 11, 21), "2028-02-29"), (date(2028, 3, 1), "2032-02-29")])
def test_a_leap_day_without_a_year_is_the_next_one_there_is(today: date, day: str) -> None:
    assert understood(DAY, "29/2", today=today) == answered(day)


def test_a_year_of_2_numbers_is_in_this_century() -> None:
    assert understood(DAY, "3/12/26", today=TODAY) == answered("2026-12-03")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("20/11", "2026-11-20"), ("21/11", "2026-11-21"), ("22/11", "2025-11-22"), ("29/2", "2024-02-29"), ("3/12/2026", "2026-12-03"),
    ],
)  # fmt: skip
def test_a_day_that_has_been_is_the_last_there_was(typed: str, day: str) -> None:
    assert day_typed(typed, today=TODAY, coming=False) == date.fromisoformat(day)


@pytest.mark.parametrize("typed", ["", "yesterday", "3", "31/11", "1/1/1999", "2026-12", "1/2/3/4"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert day_typed(typed, today=TODAY) is None
    assert day_typed(typed, today=TODAY, coming=False) is None


@pytest.mark.parametrize("step", [MANY, GROUP])
@pytest.mark.parametrize("typed", [",", " , ,"])
def test_commas_alone_are_nothing_typed(step: Step, typed: str) -> None:
    with pytest.raises(NotUnderstood, match="Nothing was typed"):
        understood(step, typed, today=TODAY)


@pytest.mark.parametrize(("step", "typed"), [(DAY, "1/1/99999999999"), (DAY, f"1/1/{'9' * 5000}"), (ONE, "9" * 5000), (MANY, "9" * 5000)])
def test_a_huge_number_is_not_understood(step: Step, typed: str) -> None:
    with pytest.raises(NotUnderstood):
        understood(step, typed, today=TODAY)


EVERY_STEP = [step for script in SHIPPED.values() for step in script.steps]


@settings(max_examples=300, deadline=None, database=None)
@given(step=st.sampled_from(EVERY_STEP), typed=st.one_of(st.text(max_size=40), st.text("0123456789/-., ynx", max_size=12)))
def test_anything_typed_at_any_step_is_an_answer_or_is_told(step: Step, typed: str) -> None:
    if re.search(r"\d{9}", typed):
        return  # test_a_huge_number_is_not_understood

    try:
        answer = understood(step, typed, today=TODAY)
    except NotUnderstood as wrong:
        told = bool(wrong.message and wrong.hint)
    else:
        # Nothing but commas leaves no value: test_commas_alone_are_nothing_typed
        told = bool(in_words(step, answer)) or not answer.values

    assert told


@pytest.mark.parametrize("typed", ["1", "nothing", "1,1", "Nothing, 1"])
def test_a_choice_that_means_none_of_the_others_is_chosen_alone(typed: str) -> None:
    assert understood(WORRIES, typed, today=TODAY) == answered("nothing")


@pytest.mark.parametrize("typed", ["1,2", "apple, nothing", "2,3,1"])
def test_a_choice_that_means_none_of_the_others_is_not_chosen_with_them(typed: str) -> None:
    with pytest.raises(NotUnderstood) as raised:
        understood(WORRIES, typed, today=TODAY)

    assert (raised.value.message, raised.value.hint) == (
        "`Nothing` cannot be chosen with other answers",
        "Choose it alone, or leave it out",
    )


# Read back


@pytest.mark.parametrize(
    ("step", "answer", "words"),
    [
        (READ, Answer(state=State.READ), "read"),
        (ONE, SKIPPED, "skipped"),
        (ONE, NOT_ASKED, "not asked"),
        (ONE, answered("none"), "No fruit"),
        (MANY, answered("apple", "apricot", "none"), "Apple; Apricot; No fruit"),
        (SURE, answered("no"), "No"),
        (RING, answered("not-wanted"), "Not wanted"),
        (COUNT, answered("3"), "3"),
        (WORDS, answered("yes"), "yes"),
        (WORDS, answered("done"), "done"),
        (ONE, answered("a choice that is gone"), "a choice that is gone"),
    ],
)
def test_an_answer_is_read_back_in_words(step: Step, answer: Answer, words: str) -> None:
    assert in_words(step, answer) == words


# Any way there


def meets(script: Script, latest: Answers) -> list[str]:
    """The steps that hold, worked out on their own."""
    through: list[str] = []
    for step in script.steps:
        if all(each.step in through and set(latest.get(each.step, SKIPPED).values) & set(each.answers) for each in step.when):
            through.append(step.id)
    return through


def one_move(script: Script, answers: dict[str, Answer], latest: dict[str, Answer], move: str, number: int) -> dict[str, Answer]:
    step = next_step(script, answers)
    if move == "stop and go on":
        return dict(recorded(script, answers)) if number % 2 else dict(answers)
    if move == "change":
        came_through = list(recorded(script, answers))
        if came_through:
            del answers[came_through[number % len(came_through)]]
    elif move == "back":
        before = step_before(script, answers, step) if step else None
        if before:
            answers.pop(before.id, None)
    elif step:
        assert step.id in meets(script, answers)
        answer = understood(step, typed_for(step, number), today=TODAY)
        if not step.required and move != "answer":
            answer = Answer(state=State(move))
        answers[step.id] = latest[step.id] = answer
    return answers


def straight(script: Script, given: Mapping[str, Answer]) -> Answers:
    answers: dict[str, Answer] = {}
    while step := next_step(script, answers):
        answers[step.id] = given[step.id]
    return recorded(script, answers)


MOVES = st.tuples(
    st.sampled_from(["answer", "answer", "answer", "back", "skipped", "not-asked", "change", "stop and go on"]), st.integers(0, 60)
)


@settings(max_examples=300, deadline=None, database=None)
@given(script=st.sampled_from(list(SHIPPED.values())), moves=st.lists(MOVES, max_size=60), last=st.integers(0, 60))
def test_any_way_through_a_script_ends_as_the_straight_way_with_the_same_answers(
    script: Script, moves: list[tuple[str, int]], last: int
) -> None:
    answers: dict[str, Answer] = {}
    latest: dict[str, Answer] = {}
    for move, number in moves:
        answers = one_move(script, answers, latest, move, number)
    while next_step(script, answers):
        answers = one_move(script, answers, latest, "answer", last)

    record = recorded(script, answers)
    assert record == straight(script, record)
    assert list(record) == meets(script, answers)
    assert record == {step: latest[step] for step in record}
