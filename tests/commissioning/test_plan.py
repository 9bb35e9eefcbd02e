"""The action plan: what it proposes, and that it carries on from last time without losing a word."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fama_cli.catalogue.partnership import read_plan
from fama_cli.commissioning.assess import assess
from fama_cli.commissioning.files import Action, Answer, Answered, Progress
from fama_cli.commissioning.gaps import Wanted, find_gaps
from fama_cli.commissioning.held import Held, Where
from fama_cli.commissioning.ids import id_of
from fama_cli.commissioning.missing import Gap, GapKind
from fama_cli.commissioning.model import Commissioning, Question, Topic
from fama_cli.commissioning.plan import plan_for
from fama_cli.commissioning.plan_file import plan_file
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
        pytest.param(NOT_KNOWN, [], [("one-a-find-out", "Find out: Is there a?")], id="not known is to be found out"),
        pytest.param(
            None, [], [("answer-the-rest", "Answer the questions of the checklist that nobody has answered yet")], id="not answered yet"
        ),
        pytest.param(NO, [action()], [], id="open already"),
        pytest.param(NO, [action(DROPPED)], [], id="dropped is not proposed again"),
        pytest.param(NO, [action(DONE)], [("one-a-again-2", "Make a")], id="done, and missing again"),
        pytest.param(NO, [action(DONE), action(DONE, "one-a-again-2")], [("one-a-again-3", "Make a")], id="done twice, and missing again"),
        pytest.param(NO, [action(DONE), action(OPEN, "one-a-again-2")], [], id="done once, and open again"),
        pytest.param(NO, [action(DONE, "one-a-b")], [("one-a", "Make a")], id="an id that only starts the same"),
        pytest.param(NO, [action(OPEN, "one-a-2")], [("one-a", "Make a")], id="an id that ends in a number is another thing"),
        pytest.param(NO, [action(DONE, "one-a-again-3")], [("one-a-again-2", "Make a")], id="taken out by hand"),
        pytest.param(NO, [action(DONE), action(DONE, "one-a-again-3")], [("one-a-again-2", "Make a")], id="the first number that is free"),
        pytest.param(NO, [action(OPEN, "one-a-find-out")], [("one-a", "Make a")], id="found out: what it asks for is another action"),
        pytest.param(NO, [action(DONE, "one-a-find-out")], [("one-a", "Make a")], id="found out, and written down as done"),
        pytest.param(NOT_KNOWN, [action(OPEN, "one-a-find-out")], [], id="still to be found out"),
        pytest.param(
            NOT_KNOWN,
            [action(DONE, "one-a-find-out")],
            [("one-a-find-out-again-2", "Find out: Is there a?")],
            id="found out once, and not known again",
        ),
    ],
)
def test_what_is_proposed(answer: Answered | None, last: list[Action], new: list[tuple[str, str]]) -> None:
    assessment = assess(SMALL, [Answer(id="one-a", answer=answer)], None, TODAY)

    found = plan_for(SMALL, assessment, None, last, TODAY)

    assert [(each.id, each.action) for each in found.new] == new
    assert [each.id for each in found.plan.actions] == [*(each.id for each in last), *(identifier for identifier, _ in new)]


@pytest.mark.parametrize(
    ("kind", "of", "online_only", "says"),
    [
        (GapKind.GROUP, "DAA", False, "Ask DAA what would help a meeting to start here"),
        (GapKind.GROUP, "DAA", True, "Ask DAA what would help a meeting in person to start here"),
        (GapKind.AREA, "{LS}", False, "Ask the groups nearest to {LS} what would help a meeting to start there"),
        (GapKind.DAY, "Sunday", False, "Ask groups, and the people who would come, about a meeting on a Sunday"),
        (GapKind.DAY, "Sunday", True, "Ask groups, and the people who would come, about a meeting in person on a Sunday"),
        (GapKind.TIME, "before 9am", False, "Ask groups, and the people who would come, about a meeting that starts before 9am"),
        (GapKind.TIME, "before 9am", True, "Ask groups, and the people who would come, about a meeting in person that starts before 9am"),
        (GapKind.FEATURE, "has a hearing loop", False, "Ask each group whether any of its meetings has a hearing loop, and write down the answers, no among them"),
        (GapKind.LANGUAGE, "Polish", False, "Ask groups whether a meeting in Polish is held or could start"),
    ],
)  # fmt: skip
def test_an_action_for_a_gap_asks_and_names_what_it_asks_about(kind: GapKind, of: str, online_only: bool, says: str) -> None:
    gap = Gap(id="gap-x", kind=kind, says="It is missing", of=of, online_only=online_only)
    gaps = changed(find_gaps([Held(group="aa")], Wanted()), gaps=(gap,))

    found = plan_for(SMALL, None, gaps, [], TODAY)

    assert [(each.id, each.action, each.because) for each in found.new] == [("gap-x", says, "It is missing")]


def test_no_2_actions_of_a_list_are_worded_the_same() -> None:
    held = [Held(group="aa", weekday=0, at=600, where=Where.ONLINE)]
    wanted = Wanted(groups=(("aa", "AA"), ("na", "NA"), ("ca", "CA")), features=("bsl", "women", "step-free"), languages=("Urdu", "Polish"))

    found = plan_for(SMALL, None, find_gaps(held, wanted), [], TODAY)

    assert len(found.new) == len({each.action for each in found.new}) == len({each.id for each in found.new}) == 21


NAMES = st.text(min_size=1, max_size=12).filter(str.strip)


@settings(deadline=None)  # It reads a file each time, and the first time imports what reading takes.
@given(languages=st.lists(NAMES, max_size=6), areas=st.lists(NAMES, max_size=6), here=st.booleans())
@example(languages=["Türkçe", "中文", "!!", "日本語", "C", "C++"], areas=["Ward 2", "ward-2", "Ward"], here=True)
@example(languages=["Café", "cafe", "CAFE"], areas=["ß", "SS", "\ud800", "\x00"], here=False)
def test_every_plan_that_is_written_can_be_read_again(
    tmp_path_factory: pytest.TempPathFactory, languages: list[str], areas: list[str], here: bool
) -> None:
    held = [Held(group="aa", area=area) for area in areas[:1] if here]
    gaps = find_gaps(held, Wanted(groups=(("aa", "AA"),), areas=tuple(areas), languages=tuple(languages)))
    found = plan_for(SMALL, None, gaps, [], TODAY)
    path = tmp_path_factory.getbasetemp() / "any-plan.yaml"
    path.write_bytes(plan_file("Northgate", found.new).encode("utf-8", "replace"))

    again = read_plan(path).actions

    assert [each.id for each in again] == [each.id for each in found.new]
    assert [each.id for each in plan_for(SMALL, None, gaps, again, TODAY).new] == []


@pytest.mark.parametrize(
    ("words", "identifier"),
    [
        ("Polish", "polish"), ("POLISH", "polish"), ("Türkçe", "turkce"), ("British Sign Language", "british-sign-language"),
        ("al-anon", "al-anon"), ("9pm or later", "9pm-or-later"), ("St. Ann's", "st-ann-s"), ("Ward 2", "ward-2"),
    ],
)  # fmt: skip
def test_an_id_says_what_it_is_of(words: str, identifier: str) -> None:
    assert id_of(words) == identifier


@pytest.mark.parametrize(("one", "two"), [("中文", "日本語"), ("C", "C++"), ("!!", "??"), ("Łódź", "odz")])
def test_names_without_letters_of_our_own_have_ids_of_their_own(one: str, two: str) -> None:
    assert id_of(one) != id_of(two)
    assert id_of(one) == id_of(f" {one} ".strip())
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", f"{id_of(one)}-{id_of(two)}")


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
        ([action(**FINE)], ['"As we worded it" is open, and the checklist now answers yes: is it done?']),
        ([action(identifier="one-a-again-2", **FINE)], ['"As we worded it" is open, and the checklist now answers yes: is it done?']),
        ([action(identifier="one-a-find-out", **FINE)], ['"As we worded it" is open, and the checklist now has an answer: is it done?']),
        ([action(identifier="answer-the-rest", **FINE)], ['"As we worded it" is open, and every question of the checklist now has an answer: is it done?']),
        ([action(DONE, ended="2026-11-01")], []),
        ([action(DONE)], ['"As we worded it" is done, and does not say since when']),
        ([action(DONE, ended="2026-11-22")], ['"As we worded it" says that it was ended on 2026-11-22, which has not come yet']),
        ([action(identifier="ours", by="2026-12-01")], ["Nobody leads on 1 open action"]),
        ([action(identifier="ours", lead=" ", by="2026-12-01")], ["Nobody leads on 1 open action"]),
        ([action(identifier="ours", lead="Lead")], ["1 open action has no day to be done by"]),
        ([action(identifier="ours"), action(identifier="ours-too"), action(DONE, ended="2026-11-01")], ["Nobody leads on 2 open actions", "2 open actions have no day to be done by"]),
        ([action(identifier="ours", ended="2026-11-01", **FINE)], ['"As we worded it" is open, and says that it ended on 2026-11-01']),
        ([action(DONE, "ours"), action(DONE, "ours-too")], ['"As we worded it" (ours) is done, and does not say since when', '"As we worded it" (ours-too) is done, and does not say since when']),
        ([action(identifier="gap-group-na", **FINE)], ['"As we worded it" is open, and that gap is no longer found: is it done?']),
        ([action(identifier="gap-group-na-again-2", **FINE)], ['"As we worded it" is open, and that gap is no longer found: is it done?']),
        ([action(identifier="gap-group-aa-again-2", **FINE)], []),
        ([action(identifier="gap-language-polish", **FINE)], ['"As we worded it" is open, and that gap is no longer found: is it done?']),
        ([action(identifier="gap-language-urdu", **FINE)], []),
        ([action(identifier="gap-area-hx", **FINE)], []),
    ],
)  # fmt: skip
def test_what_is_worth_another_look_by_hand(last: list[Action], remarks: list[str]) -> None:
    """A gap that was not looked for this time, such as a language that nobody named, is not gone."""
    assessment = assess(SMALL, [Answer(id="one-a", answer=YES, evidence="Minutes")], None, TODAY)
    gaps = find_gaps([Held(group="na", languages=("Polish",))], Wanted(groups=(("aa", "AA"), ("na", "NA"))))

    assert list(plan_for(SMALL, assessment, gaps, last, TODAY).plan.remarks) == remarks


def test_with_questions_left_to_answer_nobody_is_asked_whether_that_is_done() -> None:
    last = [action(identifier="answer-the-rest", **FINE), action(identifier="one-a-find-out", **FINE)]

    assert plan_for(SMALL, assess(SMALL, [], None, TODAY), None, last, TODAY).plan.remarks == ()
    assert plan_for(SMALL, None, None, last, TODAY).plan.remarks == ()


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
        "- id: range-family-again-2", "- id: need-plan", "- id: steering-group-find-out", "- id: answer-the-rest",
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


@pytest.mark.parametrize("command", ["plan", "report"])
@pytest.mark.parametrize("option", [["--area", "LS"], ["--language", "Polish"], ["--feature", "bsl"], ["--every-group"]])
def test_what_is_asked_of_a_list_needs_a_list(fama: Fama, kept: Path, command: str, option: list[str]) -> None:
    ran = fama("area", command, "--answers", "answers.yaml", *option, "-o", "-")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"fama: `{option[0]}` needs a list of meetings\n\nhint: Name one: `--meetings FILE`, or `--from-meetings` for those that were imported\n"
    )


IMPORTED = """\
Fellowship,Name,When,Starts,How people attend,Town,Postcode
na,A,every Monday,19:30,in person,Leeds,LS1 4AP
aa,B,first Sunday of the month,11:00,in person,Bradford,BD1 1AA
aa,C,every Tuesday,12:30,online,,
"""


@pytest.fixture
def imported(fama: Fama, kept: Path, local: Path) -> Path:
    (kept / "ours.csv").write_text(IMPORTED, encoding="utf-8")
    ran = fama("meetings", "import", "ours.csv", "--as", "ours")
    assert ran.code == 0, ran.err
    return kept


def test_a_plan_and_a_report_of_what_was_imported(fama: Fama, imported: Path) -> None:
    gaps = json.loads(fama("area", "gaps", "--area", "LS", "--json").out)
    plan = json.loads(fama("area", "plan", "--from-meetings", "--area", "LS", "--json").out)
    report = json.loads(fama("area", "report", "--from-meetings", "--area", "LS", "--json").out)

    assert gaps["meetings"] == 2
    assert [each["id"] for each in plan["actions"]] == [each["id"] for each in gaps["gaps"]]
    assert report["gaps"] == {name: value for name, value in gaps.items() if name != "schema"}


def test_a_meeting_that_is_not_every_week_is_told_apart(fama: Fama, imported: Path) -> None:
    shown = fama("area", "gaps", "--from-meetings", "--format", "table").out.splitlines()

    assert shown.count("1 of these is not every week.") == shown.count("At this time there is no other: Sunday, 9am to noon.") == 2
