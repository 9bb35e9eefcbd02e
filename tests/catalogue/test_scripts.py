"""Scripts and concerns in a service's own file: what must agree, and how shipped ones are amended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fama_cli.catalogue.load import load_practice
from tests.conftest import Fama

HEAD = """\
scripts:
- id: tea
  title: Tea
  version: 1
  purpose: To try things out.
  steps:
  - {id: milk, kind: ask, title: Milk, answer: yes-no}
  - {id: sort, kind: ask, title: Which sort, answer: one, choices: [{id: green, says: Green}, {id: black, says: Black}]}
  - {id: boil, kind: act, title: Boil the kettle}
  - {id: when, kind: ask, title: When, answer: date}
"""


def step(**fields: str) -> str:
    written = {"id": "last", "kind": "inform", "title": "Last", **fields}
    return f"  - {{{', '.join(f'{name}: {value}' for name, value in written.items())}}}\n"


BAD: dict[str, tuple[str, str]] = {
    "a step twice": (step(id="milk"), "11:5: the step `milk` is in this script twice"),
    "a question that is not answered": (step(kind="ask"), "11:5: the step `last` needs `answer`"),
    "an answer to something to read": (step(answer="text"), "11:5: the step `last` has `answer`, and a step of kind `inform` takes none"),
    "an answer to something to do": (
        step(kind="act", answer="yes-no"),
        "11:5: the step `last` has `answer`, and a step of kind `act` takes none",
    ),
    "one of nothing": (step(kind="ask", answer="one"), "11:5: the step `last` needs `choices`"),
    "many of nothing": (step(kind="ask", answer="many", choices="[]"), "11:5: the step `last` needs `choices`"),
    "choices for a date": (
        step(kind="ask", answer="date", choices="[{id: a, says: A}]"),
        "11:5: the step `last` has `choices`, and its answer is not one of them",
    ),
    "choices for something to do": (
        step(kind="act", choices="[{id: a, says: A}]"),
        "11:5: the step `last` has `choices`, and its answer is not one of them",
    ),
    "a condition on no step": (
        step(when="[{step: zzzzzz, answers: [yes]}]"),
        "11:50: there is no earlier step called `zzzzzz`",
    ),
    "a condition on a misspelt step": (
        step(when="[{step: mlik, answers: [yes]}]"),
        "11:50: there is no earlier step called `mlik`: did you mean `milk`?",
    ),
    "a condition on itself": (step(when="[{step: last, answers: [yes]}]"), "11:50: there is no earlier step called `last`"),
    "a condition on a later step": (
        step(when="[{step: after, answers: [yes]}]") + step(id="after", kind="ask", answer="yes-no"),
        "11:50: there is no earlier step called `after`",
    ),
    "an answer that yes or no is not": (
        step(when="[{step: milk, answers: [yes, maybe]}]"),
        "11:50: `maybe` is not an answer to the step `milk`",
    ),
    "an answer that is no choice": (step(when="[{step: sort, answers: [red]}]"), "11:50: `red` is not an answer to the step `sort`"),
    "the words of a choice": (step(when="[{step: sort, answers: [Green]}]"), "11:50: `Green` is not an answer to the step `sort`"),
    "an answer that nothing to do has": (step(when="[{step: boil, answers: [yes]}]"), "11:50: `yes` is not an answer to the step `boil`"),
    "a condition on a date": (
        step(when="[{step: when, answers: [2026-12-03]}]"),
        "11:50: `2026-12-03` is not an answer to the step `when`",
    ),
    "a date to ask on that is no date": (
        step(kind="ask", answer="yes-no", ask_on="true"),
        "11:56: the step `last` has `ask_on`, and its answer is not a date",
    ),
    "something to do to ask on": (step(kind="act", ask_on="true"), "11:40: the step `last` has `ask_on`, and its answer is not a date"),
    "a choice that leads to no stage": (
        step(kind="ask", answer="one", choices="[{id: a, says: A, leads_to: 4}]"),
        "11:80: there is no stage `4`, expected `1`, `2` or `3`",
    ),
    "a choice that leads to words": (
        step(kind="ask", answer="one", choices="[{id: a, says: A, leads_to: two}]"),
        "11:90: `tea.steps[4].choices[0].leads_to`: found `two`, expected a whole number",
    ),
    "a choice of one that is chosen alone": (
        step(kind="ask", answer="one", choices="[{id: a, says: A, alone: true}]"),
        "11:80: the choice `a` has `alone`, and only one answer can be given to the step `last`",
    ),
    "a script that leads to no stage": ("  leads_to: 0\n", "11:3: there is no stage `0`, expected `1`, `2` or `3`"),
    "a script that is asked about at once": (
        "  ask_within_days: 0\n",
        "11:3: found `0`, expected a number of days from 1 to 366",
    ),
    "a script that is never asked about": (
        "  ask_within_days: 367\n",
        "11:3: found `367`, expected a number of days from 1 to 366",
    ),
    "a kind that there is not": (
        step(kind="aks"),
        "11:22: `tea.steps[4].kind`: found `aks`, expected `inform`, `ask`, `choose-group`, `choose-meeting`, `act` or `note`",
    ),
    "a way to answer that there is not": (
        step(kind="ask", answer="none"),
        "11:48: `tea.steps[4].answer`: found `none`, expected `one`, `many`, `text`, `number`, `date` or `yes-no`",
    ),
    "a field that there is not": (step(requird="yes"), "11:43: there is no field called `requird` here: did you mean `required`?"),
    "a source that there is not": (step(sources="[zzzzzz]"), "11:53: there is no source with the id `zzzzzz`"),
    "a resource that there is not": (step(resources="[zzzzzz]"), "11:55: there is no resource with the id `zzzzzz`"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_in_a_script_is_said_exactly(fama: Fama, local: Path, name: str) -> None:
    written, says = BAD[name]
    (local / "tea.yaml").write_text(HEAD + written)

    ran = fama("data", "check", "--json")

    told = [f"{problem['line']}:{problem['column']}: {problem['says']}" for problem in json.loads(ran.out)["problems"]]
    assert (ran.code, told) == (4, [says])


def test_a_script_may_lead_to_a_stage_of_ones_own(fama: Fama, local: Path) -> None:
    (local / "tea.yaml").write_text(f"{HEAD}  stage: 4\n  leads_to: 4\n  ask_within_days: 366\n")

    assert fama("data", "check").code == 0


@pytest.mark.parametrize("command", [["stages"], ["concerns"], ["walk", "--practice", "--answers", "-"]])
def test_a_script_that_is_wrong_stops_the_commands_that_use_it(fama: Fama, local: Path, command: list[str]) -> None:
    written, says = BAD["a step twice"]
    (local / "tea.yaml").write_text(HEAD + written)

    ran = fama(*command)

    assert (ran.code, ran.out) == (4, "")
    assert ran.err.splitlines()[0] == f"fama: {local / 'tea.yaml'}:{says}"


def test_a_script_of_ones_own_is_shown_and_walked(fama: Fama, local: Path) -> None:
    (local / "tea.yaml").write_text(HEAD)

    shown = fama("stages", "tea")
    walked = fama("walk", "--practice", "--stage", "tea", "--answers", "-", stdin="sort: black\n")

    assert shown.out.splitlines()[1] == "tea\t\tsort\task\tWhich sort\tone\tGreen, Black"
    assert walked.out.splitlines() == [
        "milk\tMilk\tskipped\tskipped",
        "sort\tWhich sort\tanswered\tBlack",
        "boil\tBoil the kettle\tskipped\tskipped",
        "when\tWhen\tskipped\tskipped",
    ]


def test_a_step_of_a_shipped_stage_is_amended_by_its_id(fama: Fama, local: Path) -> None:
    before = fama("stages", "1").out.splitlines()
    (local / "ours.yaml").write_text("scripts:\n- id: stage-1\n  steps:\n  - {id: family, title: Would your family like help?}\n")

    after = fama("stages", "1").out.splitlines()

    assert [line for line in after if line not in before] == ["stage-1\t1\tfamily\task\tWould your family like help?\tyes-no\t"]
    assert len(after) == len(before)


def test_the_title_of_a_shipped_stage_is_amended_and_its_steps_are_kept(fama: Fama, local: Path) -> None:
    (local / "ours.yaml").write_text("scripts:\n- {id: stage-2, title: Ring together}\n")

    ran = fama("stages", "2", "--format", "table")

    assert "Stage 2: Ring together" in ran.out.splitlines()
    assert len(fama("stages", "2").out.splitlines()) == 18


def test_a_concern_is_amended_by_its_id(fama: Fama, local: Path) -> None:
    (local / "ours.yaml").write_text("concerns:\n- {id: travel, options: [Our minibus goes on Tuesdays.]}\n")

    ran = fama("concerns", "travel", "--json")

    (concern,) = json.loads(ran.out)["concerns"]
    (shipped,) = (each for each in load_practice().concerns if each.id == "travel")
    assert concern["options"] == ["Our minibus goes on Tuesdays."]
    assert concern["say"] == list(shipped.say)


def test_a_concern_of_ones_own_needs_a_source_that_exists(fama: Fama, local: Path) -> None:
    (local / "ours.yaml").write_text("concerns:\n- {id: dogs, name: My dog, facts: [{says: Dogs may come., sources: [zzzzzz]}]}\n")

    ran = fama("concerns", "dogs")

    assert ran.code == 4
    assert ran.err.splitlines()[0] == f"fama: {local / 'ours.yaml'}:2:69: there is no source with the id `zzzzzz`"
