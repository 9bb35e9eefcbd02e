"""The checklist: what is answered, what is not, and what does not fit together."""

from __future__ import annotations

from datetime import date

import pytest

from fama_cli.commissioning.assess import Counts, RemarkKind, assess
from fama_cli.commissioning.files import Answer, Answered, Assessment
from fama_cli.commissioning.model import Commissioning, Question, Topic

TODAY = date(2026, 11, 21)


def question(identifier: str, needs: str | None = None) -> Question:
    return Question(
        id=identifier, asks=f"Is there {identifier}?", guide="…", under="…", action=f"Make {identifier}", measure="…", needs=needs
    )


SMALL = Commissioning(
    checklist=(
        Topic(id="one", title="One", sources=(), questions=(question("one-a"), question("one-b", needs="one-a"))),
        Topic(id="two", title="Two", sources=(), questions=(question("two-a"),)),
    )
)
YES, PARTLY, NO, NOT_KNOWN = Answered


def answer(identifier: str, said: Answered | None, evidence: str | None = "Minutes", owner: str | None = "Lead") -> Answer:
    return Answer(id=identifier, answer=said, evidence=evidence, owner=owner)


@pytest.mark.parametrize(
    ("answers", "remarks"),
    [
        pytest.param([], [], id="nothing answered: nothing to say"),
        pytest.param([answer("two-a", YES)], [], id="yes with evidence"),
        pytest.param([answer("two-a", YES, None)], [("no-evidence", "`two-a` is answered yes, and no evidence is named")], id="yes without"),
        pytest.param([answer("two-a", YES, "  ")], [("no-evidence", "`two-a` is answered yes, and no evidence is named")], id="spaces are no evidence"),
        pytest.param([answer("two-a", PARTLY, None)], [("no-evidence", "`two-a` is answered partly, and no evidence is named")], id="partly without"),
        pytest.param([answer("two-a", NO, None)], [], id="no needs no evidence"),
        pytest.param([answer("two-a", NO, None, None)], [("no-owner", "`two-a` is answered no, and nobody owns it")], id="no without owner"),
        pytest.param([answer("two-a", NOT_KNOWN, None, None)], [("no-owner", "`two-a` is answered not known, and nobody owns it")], id="not known without owner"),
        pytest.param([answer("two-a", YES, "Minutes", None)], [], id="yes needs no owner"),
        pytest.param([answer("two-a", None, None, None)], [], id="left empty"),
        pytest.param([answer("two-a", None, "Minutes", None)], [("no-answer", "`two-a` has something written beside it, and no answer")], id="evidence and no answer"),
        pytest.param([answer("one-a", NO), answer("one-b", YES)], [("contradiction", "`one-b` is answered yes, and `one-a`, which it rests on, is answered no")], id="rests on a no"),
        pytest.param([answer("one-a", NOT_KNOWN), answer("one-b", YES)], [("contradiction", "`one-b` is answered yes, and `one-a`, which it rests on, is answered not known")], id="rests on not known"),
        pytest.param([answer("one-a", PARTLY), answer("one-b", YES)], [], id="rests on partly"),
        pytest.param([answer("one-a", NO), answer("one-b", PARTLY)], [], id="partly claims less"),
        pytest.param([answer("one-b", YES)], [], id="rests on what nobody answered yet"),
        pytest.param([answer("one-a", YES), answer("one-b", NO)], [], id="the other way round is fine"),
    ],
)  # fmt: skip
def test_what_is_worth_another_look(answers: list[Answer], remarks: list[tuple[str, str]]) -> None:
    found = assess(SMALL, answers, None, TODAY)

    assert [(remark.kind, remark.says) for remark in found.remarks] == remarks


def test_not_answered_is_counted_apart_from_not_known_and_from_no() -> None:
    found = assess(SMALL, [answer("one-a", NO), answer("one-b", NOT_KNOWN)], None, TODAY)

    assert found.counts == Counts(yes=0, partly=0, no=1, not_known=1, unanswered=1)
    assert [topic.counts for topic in found.topics] == [
        Counts(yes=0, partly=0, no=1, not_known=1, unanswered=0),
        Counts(yes=0, partly=0, no=0, not_known=0, unanswered=1),
    ]


@pytest.mark.parametrize(("on", "kinds"), [("2026-11-21", []), ("2026-11-22", [RemarkKind.IN_THE_FUTURE]), (None, [])])
def test_a_day_that_has_not_come_yet_is_noted(on: str | None, kinds: list[RemarkKind]) -> None:
    found = assess(SMALL, [answer("two-a", YES)], Assessment(area="Northgate", on=on), TODAY)

    assert [remark.kind for remark in found.remarks] == kinds


def test_the_order_is_the_checklists_whatever_the_order_of_the_file(commissioning: Commissioning) -> None:
    answers = [answer("steering-group", YES), answer("role-lead", NO)]

    found = assess(commissioning, answers, None, TODAY)

    assert [each.id for each in found.questions if each.answer] == ["role-lead", "steering-group"]
    assert len(found.questions) == 40
