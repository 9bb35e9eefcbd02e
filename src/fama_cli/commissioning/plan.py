"""The action plan: what an assessment and gaps ask for, carried on from last time. Nothing is ever taken out of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from fama_cli.commissioning.assess import AreaAssessment, Assessed
from fama_cli.commissioning.files import Action, Answered, Progress
from fama_cli.commissioning.gaps import Gaps
from fama_cli.commissioning.ids import first_of, repeated
from fama_cli.commissioning.missing import Gap, GapKind
from fama_cli.commissioning.model import Commissioning, Question, every_question
from fama_cli.commissioning.plan_remarks import ANSWER_THE_REST, FIND_OUT, plan_remarks
from fama_cli.record import changed, record


class State(StrEnum):
    """Where an action stands today."""

    NEW = "new"
    """Proposed now. It was not in the last plan."""
    OPEN = "open"
    LATE = "late"
    """Open, and its day has gone by."""
    DONE = "done"
    DROPPED = "dropped"


@record
class Planned:
    """An action, and where it stands."""

    id: str
    action: str
    because: str | None
    lead: str | None
    by: str | None
    measure: str | None
    state: State
    added: str | None
    ended: str | None
    notes: str | None


@record
class AreaPlan:
    """Every action: those of the last plan in their order, then the new ones in the order of the checklist and the gaps."""

    area: str | None
    actions: tuple[Planned, ...]
    remarks: tuple[str, ...]


@record
class Proposed:
    """What the plan is, and which of its actions are to be written after those that are there."""

    plan: AreaPlan
    new: tuple[Action, ...]


def plan_for(
    commissioning: Commissioning, assessment: AreaAssessment | None, gaps: Gaps | None, last: Sequence[Action], today: date
) -> Proposed:
    """Carry `last` on, and add an action for whatever needs one and has none open.

    A question needs one when it is answered partly or no. One that is answered not known is to be found out, which is an action
    of its own, and so is to answer those that nobody has answered yet. What was done once and is missing again gets a new
    action, with a number after its id. What was dropped is not proposed again.
    """
    asked = {each.id: each for each in every_question(commissioning)}
    needed = [*(_from_assessment(assessment, asked, today) if assessment else ()), *(_from_gaps(gaps, today) if gaps else ())]
    new = tuple(found for action in needed if (found := _unless_there(action, last)))
    planned = (*(_planned(action, today) for action in last), *(_planned(action, today, new=True) for action in new))
    area = assessment.area if assessment else None
    remarks = tuple(plan_remarks(last, assessment, gaps, today))
    return Proposed(plan=AreaPlan(area=area, actions=planned, remarks=remarks), new=new)


def _from_assessment(assessment: AreaAssessment, asked: Mapping[str, Question], today: date) -> Iterator[Action]:
    for each in assessment.questions:
        question = asked[each.id]
        if each.answer in {Answered.NO, Answered.PARTLY}:
            yield _action(each, question.action, f"{each.asks} Answered {each.answer}", question.measure, today)
        elif each.answer is Answered.NOT_KNOWN:
            found_out = "The checklist has an answer, with evidence"
            yield changed(_action(each, f"Find out: {each.asks}", "Not known", found_out, today), id=f"{each.id}{FIND_OUT}")
    if unanswered := assessment.counts.unanswered:
        yield Action(
            id=ANSWER_THE_REST,
            action="Answer the questions of the checklist that nobody has answered yet",
            because=f"{unanswered} not answered yet",
            measure="Every question has an answer, if only not known",
            added=today.isoformat(),
        )


def _action(each: Assessed, action: str, because: str, measure: str, today: date) -> Action:
    return Action(id=each.id, action=action, because=because, lead=each.owner, measure=measure, added=today.isoformat())


_FOR_A_GAP = {
    GapKind.GROUP: "Ask {of} what would help a meeting{in_person} to start here",
    GapKind.AREA: "Ask the groups nearest to {of} what would help a meeting to start there",
    GapKind.DAY: "Ask groups, and the people who would come, about a meeting{in_person} on a {of}",
    GapKind.TIME: "Ask groups, and the people who would come, about a meeting{in_person} that starts {of}",
    GapKind.FEATURE: "Ask each group whether any of its meetings {of}, and write down the answers, no among them",
    GapKind.LANGUAGE: "Ask groups whether a meeting in {of} is held or could start",
}
"""No group is told what to hold: a partnership can ask, and help."""


def _for(gap: Gap) -> str:
    return _FOR_A_GAP[gap.kind].format(of=gap.of, in_person=" in person" if gap.online_only else "")


def _from_gaps(gaps: Gaps, today: date) -> Iterator[Action]:
    for gap in gaps.gaps:
        yield Action(
            id=gap.id, action=_for(gap), because=gap.says, measure="The list of meetings no longer has this gap",
            added=today.isoformat(),
        )  # fmt: skip


def _unless_there(action: Action, last: Sequence[Action]) -> Action | None:
    """`action`, under an id that is free; None when it is open already or was dropped."""
    before = [each for each in last if first_of(each.id) == action.id]
    if not before:
        return action
    if any(each.progress is not Progress.DONE for each in before):
        return None
    return changed(action, id=repeated(action.id, {each.id for each in before}))


def _planned(action: Action, today: date, *, new: bool = False) -> Planned:
    late = action.by is not None and date.fromisoformat(action.by) < today
    state = State.NEW if new else State(action.progress) if action.progress is not Progress.OPEN else State.LATE if late else State.OPEN
    values = {name: value for name, value in vars(action).items() if name != "progress"}
    return Planned(**values, state=state)
