"""The action plan: what an assessment and gaps ask for, carried on from last time. Nothing is ever taken out of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from fama_cli.commissioning.assess import AreaAssessment, Assessed
from fama_cli.commissioning.files import Action, Answered, Progress
from fama_cli.commissioning.gaps import GapKind, Gaps
from fama_cli.commissioning.model import Commissioning, Question, every_question
from fama_cli.record import record


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

    A question needs one when it is answered partly, no or not known; one that nobody has answered yet needs an answer, which
    is an action of its own. What was done once and is missing again gets a new action, with a number after its id. What was
    dropped is not proposed again.
    """
    asked = {each.id: each for each in every_question(commissioning)}
    needed = [*(_from_assessment(assessment, asked, today) if assessment else ()), *(_from_gaps(gaps, today) if gaps else ())]
    new = tuple(found for action in needed if (found := _unless_there(action, last)))
    planned = (*(_planned(action, today) for action in last), *(_planned(action, today, new=True) for action in new))
    area = assessment.area if assessment else None
    remarks = tuple(_remarks(last, assessment, gaps, today))
    return Proposed(plan=AreaPlan(area=area, actions=planned, remarks=remarks), new=new)


def _from_assessment(assessment: AreaAssessment, asked: Mapping[str, Question], today: date) -> Iterator[Action]:
    for each in assessment.questions:
        question = asked[each.id]
        if each.answer in {Answered.NO, Answered.PARTLY}:
            yield _action(each, question.action, f"{each.asks} Answered {each.answer}", question.measure, today)
        elif each.answer is Answered.NOT_KNOWN:
            yield _action(each, f"Find out: {each.asks}", "Not known", "The checklist has an answer, with evidence", today)
    if unanswered := assessment.counts.unanswered:
        yield Action(
            id="answer-the-rest",
            action="Answer the questions of the checklist that nobody has answered yet",
            because=f"{unanswered} not answered yet",
            measure="Every question has an answer, if only not known",
            added=today.isoformat(),
        )


def _action(each: Assessed, action: str, because: str, measure: str, today: date) -> Action:
    return Action(id=each.id, action=action, because=because, lead=each.owner, measure=measure, added=today.isoformat())


_FOR_A_GAP = {
    GapKind.GROUP: "Ask the group what would help a meeting to start here",
    GapKind.AREA: "Ask the groups nearest to it what would help a meeting to start there",
    GapKind.DAY: "Ask groups, and the people who would come, about a meeting on that day",
    GapKind.TIME: "Ask groups, and the people who would come, about a meeting at that time",
    GapKind.FEATURE: "Ask each group whether its meetings have this, and write down the answers, no among them",
    GapKind.LANGUAGE: "Ask groups whether a meeting in that language is held or could start",
}
"""No group is told what to hold: a partnership can ask, and help."""


def _from_gaps(gaps: Gaps, today: date) -> Iterator[Action]:
    for gap in gaps.gaps:
        yield Action(
            id=gap.id, action=_FOR_A_GAP[gap.kind], because=gap.says, measure="The list of meetings no longer has this gap",
            added=today.isoformat(),
        )  # fmt: skip


def _unless_there(action: Action, last: Sequence[Action]) -> Action | None:
    """`action`, under an id that is free; None when it is open already or was dropped."""
    before = [each for each in last if each.id == action.id or _numbered(each.id, action.id)]
    if not before:
        return action
    if any(each.progress is not Progress.DONE for each in before):
        return None
    return Action(**{**vars(action), "id": f"{action.id}-{len(before) + 1}"})


def _numbered(identifier: str, of: str) -> bool:
    start, _, number = identifier.rpartition("-")
    return start == of and number.isdecimal()


def _planned(action: Action, today: date, *, new: bool = False) -> Planned:
    late = action.by is not None and date.fromisoformat(action.by) < today
    state = State.NEW if new else State(action.progress) if action.progress is not Progress.OPEN else State.LATE if late else State.OPEN
    values = {name: value for name, value in vars(action).items() if name != "progress"}
    return Planned(**values, state=state)


def _remarks(last: Sequence[Action], assessment: AreaAssessment | None, gaps: Gaps | None, today: date) -> Iterator[str]:
    """What a partnership may want to change by hand. The plan changes no action that is there."""
    yes = {each.id for each in assessment.questions if each.answer is Answered.YES} if assessment else set()
    there = {gap.id for gap in gaps.gaps} if gaps else None
    for each in last:
        if each.progress is Progress.OPEN:
            if each.id in yes:
                yield f"`{each.id}` is open, and the checklist now answers yes: is it done?"
            if there is not None and each.id.startswith("gap-") and each.id not in there and not _is_repeat(each.id, there):
                yield f"`{each.id}` is open, and that gap is no longer found: is it done?"
            if not each.lead:
                yield f"`{each.id}` is open, and nobody leads on it"
            if not each.by:
                yield f"`{each.id}` is open, and has no day to be done by"
        elif each.ended is None:
            yield f"`{each.id}` is {each.progress}, and does not say since when"
        if each.ended and each.progress is Progress.OPEN:
            yield f"`{each.id}` is open, and says that it ended on {each.ended}"
        for name, when in (("ended", each.ended), ("added", each.added)):
            if when and date.fromisoformat(when) > today:
                yield f"`{each.id}` says that it was {name} on {when}, which has not come yet"


def _is_repeat(identifier: str, there: set[str]) -> bool:
    return any(_numbered(identifier, each) for each in there)
