"""The action plan: what it proposes, and that it carries on from last time without losing a word."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fama_cli.commissioning.assess import assess
from fama_cli.commissioning.files import Action, Answer, Answered, Progress
from fama_cli.commissioning.gaps import Gap, GapKind, Held, Wanted, find_gaps
from fama_cli.commissioning.model import Commissioning, Question, Topic
from fama_cli.commissioning.plan import plan_for
from fama_cli.record import changed
from tests.conftest import Fama

SAMPLES = Path(__file__).parent / "samples"
TODAY = date(2026, 11, 21)
YES, PARTLY, NO, NOT_KNOWN = Answered
OPEN, DONE, DROPPED = Progress

SMALL = Commissioning(
    checklist=(
        Topic(
            id="one",
            title="One",
            sources=(),
            questions=(Question(id="one-a", asks="Is there a?", guide="…", under="…", action="Make a", measure="There is a"),),
        ),
    )
)


def action(progress: Progress = OPEN, identifier: str = "one-a", **fields: Any) -> Action:
    return Action(id=identifier, action="As we worded it", progress=progress, **fields)


@pytest.mark.parametrize(
    ("answer", "last", "new"),
    [
        pytest.param(YES, [], [], id="yes needs nothing"),
        pytest.param(NO, [], [("one-a", "Make a")], id="no"),
        pytest.param(PARTLY, [], [("one-a", "Make a")], id="partly"),
        pytest.param(NOT_KNOWN, [], [("one-a", "Find out: Is there a?")], id="not known is to be found out"),
        pytest.param(
            None, [], [("answer-the-rest", "Answer the questions of the checklist that nobody has answered yet")], id="not answered yet"
        ),
        pytest.param(NO, [action()], [], id="open already"),
        pytest.param(NO, [action(DROPPED)], [], id="dropped is not proposed again"),
        pytest.param(NO, [action(DONE)], [("one-a-2", "Make a")], id="done, and missing again"),
        pytest.param(NO, [action(DONE), action(DONE, "one-a-2")], [("one-a-3", "Make a")], id="done twice, and missing again"),
        pytest.param(NO, [action(DONE), action(OPEN, "one-a-2")], [], id="done once, and open again"),
        pytest.param(NO, [action(DONE, "one-a-b")], [("one-a", "Make a")], id="an id that only starts the same"),
    ],
)
def test_what_is_proposed(answer: Answered | None, last: list[Action], new: list[tuple[str, str]]) -> None:
    assessment = assess(SMALL, [Answer(id="one-a", answer=answer)], None, TODAY)

    found = plan_for(SMALL, assessment, None, last, TODAY)

    assert [(each.id, each.action) for each in found.new] == new
    assert [each.id for each in found.plan.actions] == [*(each.id for each in last), *(identifier for identifier, _ in new)]


@pytest.mark.parametrize("kind", GapKind)
def test_every_kind_of_gap_has_an_action_that_asks_and_does_not_tell(kind: GapKind) -> None:
    gaps = changed(find_gaps([Held(group="aa")], Wanted()), gaps=(Gap(id="gap-x", kind=kind, says="It is missing"),))

    found = plan_for(SMALL, None, gaps, [], TODAY)

    assert [(each.id, each.because) for each in found.new] == [("gap-x", "It is missing")]
    assert found.new[0].action.startswith("Ask ")


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (action(by="2026-11-22"), "open"),
        (action(by="2026-11-21"), "open"),
        (action(by="2026-11-20"), "late"),
        (action(), "open"),
        (action(DONE, by="2026-11-20"), "done"),
        (action(DROPPED, by="2026-11-20"), "dropped"),
    ],
)
def test_where_an_action_stands(last: Action, state: str) -> None:
    assert [each.state for each in plan_for(SMALL, None, None, [last], TODAY).plan.actions] == [state]


FINE: dict[str, Any] = {"lead": "Lead", "by": "2026-12-01"}


@pytest.mark.parametrize(
    ("last", "remarks"),
    [
        (action(**FINE), ["`one-a` is open, and the checklist now answers yes: is it done?"]),
        (action(DONE, ended="2026-11-01"), []),
        (action(DONE), ["`one-a` is done, and does not say since when"]),
        (action(DONE, ended="2026-11-22"), ["`one-a` says that it was ended on 2026-11-22, which has not come yet"]),
        (action(identifier="ours", by="2026-12-01"), ["`ours` is open, and nobody leads on it"]),
        (action(identifier="ours", lead="Lead"), ["`ours` is open, and has no day to be done by"]),
        (action(identifier="ours", ended="2026-11-01", **FINE), ["`ours` is open, and says that it ended on 2026-11-01"]),
        (action(identifier="gap-group-na", **FINE), ["`gap-group-na` is open, and that gap is no longer found: is it done?"]),
        (action(identifier="gap-group-aa-2", **FINE), []),
    ],
)
def test_what_is_worth_another_look_by_hand(last: Action, remarks: list[str]) -> None:
    assessment = assess(SMALL, [Answer(id="one-a", answer=YES, evidence="Minutes")], None, TODAY)
    gaps = changed(find_gaps([], Wanted()), gaps=(Gap(id="gap-group-aa", kind=GapKind.GROUP, says="No meeting of AA is listed"),))

    assert list(plan_for(SMALL, assessment, gaps, [last], TODAY).plan.remarks) == remarks


@pytest.fixture
def kept(here: Path) -> Path:
    for name in ("answers.yaml", "plan.yaml", "meetings.csv"):
        shutil.copy(SAMPLES / name, here / name)
    return here


def test_the_next_plan_is_the_last_one_word_for_word_and_then_what_is_new(fama: Fama, kept: Path) -> None:
    before = (kept / "plan.yaml").read_text(encoding="utf-8")

    ran = fama("area", "plan", "--answers", "answers.yaml", "--from", "plan.yaml", "--output", "next.yaml")
    after = (kept / "next.yaml").read_text(encoding="utf-8")

    assert (ran.code, ran.out, ran.err) == (0, "", "Wrote next.yaml\n")
    assert after.startswith(before)
    assert [line for line in after[len(before) :].splitlines() if line.startswith("- id:")] == [
        "- id: range-family-2", "- id: need-plan", "- id: steering-group", "- id: answer-the-rest",
    ]  # fmt: skip
    assert (kept / "plan.yaml").read_text(encoding="utf-8") == before


def test_to_carry_on_twice_adds_nothing(fama: Fama, kept: Path) -> None:
    for name, last in (("one.yaml", "plan.yaml"), ("two.yaml", "one.yaml")):
        assert fama("area", "plan", "--answers", "answers.yaml", "--meetings", "meetings.csv", "--from", last, "-o", name).code == 0

    assert (kept / "one.yaml").read_bytes() == (kept / "two.yaml").read_bytes()


def test_a_plan_reads_back_as_it_was_written_whatever_the_words(fama: Fama, kept: Path) -> None:
    owner = "Lead: \"#1\" & 'co' [é 😀] - yes: \\n"
    (kept / "answers.yaml").write_text(
        f"answers:\n- id: role-lead\n  answer: no\n  owner: {json.dumps(owner, ensure_ascii=False)}\n", encoding="utf-8"
    )

    fama("area", "plan", "--answers", "answers.yaml", "-o", "new.yaml")
    found = json.loads(fama("area", "plan", "--from", "new.yaml", "--json").out)

    assert (found["schema"], found["area"]) == ("fama.areaplan/1", "Our area")
    assert [(each["id"], each["lead"], each["state"]) for each in found["actions"]] == [
        ("role-lead", owner, "open"),
        ("answer-the-rest", None, "open"),
    ]


def test_a_plan_that_is_there_is_not_written_over_unless_it_is_carried_on(fama: Fama, kept: Path) -> None:
    before = (kept / "plan.yaml").read_bytes()

    refused = fama("area", "plan", "--answers", "answers.yaml", "-o", "plan.yaml")
    assert (refused.code, (kept / "plan.yaml").read_bytes()) == (5, before)

    carried_on = fama("area", "plan", "--answers", "answers.yaml", "--from", "plan.yaml", "-o", "plan.yaml")
    assert carried_on.code == 0
    assert (kept / "plan.yaml").read_bytes().startswith(before)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("actions:\n- id: a\n", "kept.yaml:2:3: `a.action` is missing"),
        ("actions:\n- id: a\n  action: Do it\n  by: soon\n", "kept.yaml:4:7: `a.by`: found `soon`, expected a date such as 2026-11-21"),
        ("actions:\n- id: a\n  action: Do it\n  by: 2026-02-30\n", "kept.yaml:4:7: `a.by`: found `2026-02-30`, which is not a day in the calendar"),
        ("actions:\n- id: a\n  action: Do it\n  progress: finished\n", "kept.yaml:4:13: `a.progress`: found `finished`, expected `open`, `done` or `dropped`"),
        ("actions:\n- id: a\n  action: Do it\n- id: a\n  action: Again\n", "kept.yaml:4:3: the id `a` is used twice: first on line 2"),
        ("answers:\n- id: role-lead\n", "kept.yaml:1:1: there is no `actions:` in this file"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_plan_is_pointed_at_and_nothing_is_written(fama: Fama, kept: Path, text: str, says: str) -> None:
    (kept / "kept.yaml").write_text(text, encoding="utf-8")

    ran = fama("area", "plan", "--answers", "answers.yaml", "--from", "kept.yaml", "-o", "next.yaml")

    assert (ran.code, ran.out) == (4, "")
    assert f"- {says}" in ran.err.splitlines()
    assert not (kept / "next.yaml").exists()


def test_there_must_be_something_to_plan_from(fama: Fama) -> None:
    ran = fama("area", "plan")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("fama: There is nothing to plan from\n")
