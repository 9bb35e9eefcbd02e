"""What ships: the 3 stages, the outlines, and the concerns."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from fama_cli.catalogue.load import load_directory, load_practice
from fama_cli.practice.model import AnswerKind, Concern, Script, Step, StepKind
from fama_cli.practice.walk import ACTED, NO, YES, Answer, State, next_step
from fama_cli.text import folded

PRACTICE = load_practice()
SCRIPTS = {script.id: script for script in PRACTICE.scripts}
STAGES = [script for script in PRACTICE.scripts if script.stage]
CONCERNS = {concern.id: concern for concern in PRACTICE.concerns}

every_script = pytest.mark.parametrize("script", PRACTICE.scripts, ids=list(SCRIPTS))
every_stage = pytest.mark.parametrize("stage", STAGES, ids=[script.id for script in STAGES])
every_concern = pytest.mark.parametrize("concern", PRACTICE.concerns, ids=list(CONCERNS))


def test_the_3_stages_and_the_outlines_are_there() -> None:
    assert [(script.id, script.stage) for script in PRACTICE.scripts] == [
        ("stage-1", 1),
        ("stage-2", 2),
        ("stage-3", 3),
        ("intensive-referral", None),
        ("maaez", None),
        ("twelve-step-facilitation", None),
        ("open-meeting-visit", None),
    ]


def test_every_worry_is_there() -> None:
    assert list(CONCERNS) == [
        "religion", "medication", "anonymity", "shyness", "still-using", "not-ready", "cost", "travel", "disclosure", "women", "lgbtq",
        "culture", "court", "cult", "mental-illness",
    ]  # fmt: skip


def test_every_id_is_used_once() -> None:
    assert len(SCRIPTS) == len(PRACTICE.scripts)
    assert len(CONCERNS) == len(PRACTICE.concerns)


@every_script
def test_every_step_of_a_script_has_its_own_id(script: Script) -> None:
    ids = [step.id for step in script.steps]

    assert len(set(ids)) == len(ids)


@every_stage
def test_a_stage_starts_with_the_risk_of_now_and_of_stopping(stage: Script) -> None:
    assert [(step.id, step.when) for step in stage.steps[:2]] == [("crisis", ()), ("withdrawal-and-tolerance", ())]


def test_the_risk_steps_say_the_same_wherever_they_are() -> None:
    for step in ("crisis", "withdrawal-and-tolerance"):
        versions = {each for script in PRACTICE.scripts for each in script.steps if each.id == step}

        assert len(versions) == 1, step


@pytest.mark.parametrize(
    ("step", "numbers"), [("crisis", ["999", "111", "116 123", "85258"]), ("withdrawal-and-tolerance", ["999", "111", "naloxone"])]
)
def test_the_risk_steps_name_who_to_ring(step: str, numbers: list[str]) -> None:
    points = " ".join(next(each for each in SCRIPTS["stage-1"].steps if each.id == step).points)

    assert [number for number in numbers if number not in points] == []


@every_stage
def test_a_stage_says_that_the_words_are_ours(stage: Script) -> None:
    assert stage.purpose.endswith("Organised around PHE's 3 stages. The wording is ours, not PHE's.")


@every_script
def test_a_script_says_what_to_record_and_what_it_rests_on(script: Script) -> None:
    assert script.record
    assert script.sources


def test_stage_2_rings_before_anything_is_chosen() -> None:
    asked = [step for step in SCRIPTS["stage-2"].steps if step.kind is not StepKind.INFORM]

    assert (asked[0].id, asked[0].kind, asked[0].when) == ("call-now", StepKind.ACT, ())


@every_script
def test_a_question_is_one_line(script: Script) -> None:
    assert [step.title for step in script.steps if step.kind is StepKind.ASK and len(step.title) > 75] == []


@every_script
def test_a_step_that_must_be_answered_is_one_that_others_depend_on(script: Script) -> None:
    depended_on = {condition.step for step in script.steps for condition in step.when}

    assert [step.id for step in script.steps if step.required and step.id not in depended_on] == []


@every_script
def test_no_answer_is_offered_twice(script: Script) -> None:
    for step in script.steps:
        assert len({choice.id for choice in step.choices}) == len(step.choices), step.id
        assert len({choice.says.casefold() for choice in step.choices}) == len(step.choices), step.id


@every_script
def test_a_choice_of_many_can_be_typed_in_words(script: Script) -> None:
    """Commas part the answers, so the words before the first comma must be enough."""
    for step in script.steps:
        if step.answer is AnswerKind.MANY:
            starts = [choice.says.split(",")[0].casefold() for choice in step.choices]
            assert len(set(starts)) == len(starts), step.id


def ways_to_answer(step: Step) -> list[str]:
    if step.kind is StepKind.ACT:
        return list(ACTED)
    return [YES, NO] if step.answer is AnswerKind.YES_NO else [choice.id for choice in step.choices]


def reached(script: Script) -> set[str]:
    """Every step that some answers lead to. Only steps with conditions on them are answered in every way."""
    deciding = {condition.step for step in script.steps for condition in step.when}
    found: set[str] = set()
    open_ways: list[dict[str, Answer]] = [{}]
    while open_ways:
        answers = open_ways.pop()
        step = next_step(script, answers)
        if step is None:
            continue
        found.add(step.id)
        ways = ways_to_answer(step) if step.id in deciding else []
        states = [Answer(state=State.ANSWERED, values=(way,)) for way in ways] or [Answer(state=State.SKIPPED)]
        open_ways += [{**answers, step.id: state} for state in states]
    return found


@every_script
def test_every_step_can_be_reached(script: Script) -> None:
    assert reached(script) == {step.id for step in script.steps}


@every_script
def test_an_answer_that_goes_in_the_plan_says_where(script: Script) -> None:
    takes_words = {StepKind.ASK, StepKind.CHOOSE_GROUP, StepKind.CHOOSE_MEETING}

    assert [step.id for step in script.steps if step.plan and step.private] == []
    assert [step.id for step in script.steps if step.plan and step.kind in takes_words and "{answer}" not in step.plan] == []


@every_script
def test_a_choice_that_means_none_of_the_others_cannot_be_chosen_with_them(script: Script) -> None:
    many = [choice for step in script.steps if step.answer is AnswerKind.MANY for choice in step.choices]

    assert [choice.says for choice in many if choice.says.startswith("Nothing") is not choice.alone] == []


@every_stage
def test_a_stage_says_what_comes_next_and_when_to_ask(stage: Script) -> None:
    assert stage.leads_to in {1, 2, 3}
    assert stage.ask_within_days
    assert stage.to_do


@every_script
def test_a_day_that_client_and_worker_agree_on_is_when_to_ask(script: Script) -> None:
    dates = [step for step in script.steps if step.answer is AnswerKind.DATE]

    assert [step.id for step in dates if not (step.ask_on and step.plan)] == []


@every_concern
def test_every_fact_has_a_source(concern: Concern) -> None:
    known = {source.id for source in PRACTICE.sources}

    assert concern.facts
    for fact in concern.facts:
        assert fact.sources, fact.says
        assert [source for source in fact.sources if source not in known] == []


@every_concern
def test_a_worry_is_heard_and_ends_with_a_choice(concern: Concern) -> None:
    assert len(concern.say) >= 3
    assert concern.say[-1].endswith("?")
    assert concern.options


def test_a_word_means_one_worry() -> None:
    words = [word for concern in PRACTICE.concerns for word in {folded(name) for name in (concern.id, concern.name, *concern.names)}]

    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_each_worry_that_stage_1_asks_about_has_its_entry() -> None:
    (worries,) = (step for step in SCRIPTS["stage-1"].steps if step.id == "worries")

    assert [choice.id for choice in worries.choices if choice.id not in {*CONCERNS, "nothing"}] == []


def texts() -> Iterator[tuple[str, str]]:
    """(where, words) of everything of ours that a person reads. Titles of sources are their publishers' own."""
    for script in PRACTICE.scripts:
        for words in (script.title, script.purpose, *script.record):
            yield script.id, words
        for step in script.steps:
            for told in (step.title, step.says, *step.say, *step.points, step.help, step.why, step.plan, *(c.says for c in step.choices)):
                if told:
                    yield f"{script.id}.{step.id}", told
    for concern in PRACTICE.concerns:
        for words in (concern.name, *concern.say, *(fact.says for fact in concern.facts), *concern.options, *concern.cautions):
            yield concern.id, words


def test_no_word_puts_a_person_down() -> None:
    proper = sorted({group.name for group in load_directory().groups}, key=len, reverse=True)
    found = []
    for where, words in texts():
        for name in proper:
            words = words.replace(name, "")
        found += [(where, word) for word in re.findall(r"\b(?:addict|abuse|clean|user|junkie|alcoholic)\w*", words, re.IGNORECASE)]
    allowed = {"Alcoholics"}  # in the name of AA, however it is written

    assert [(where, word) for where, word in found if word not in allowed] == []
