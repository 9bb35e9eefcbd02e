"""What in a kept plan a partnership may want to change by hand. The plan changes no action that is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from fama_cli.commissioning.assess import AreaAssessment
from fama_cli.commissioning.files import Action, Answered, Progress, written
from fama_cli.commissioning.gaps import Gaps
from fama_cli.commissioning.ids import first_of
from fama_cli.commissioning.missing import ruled_out
from fama_cli.text import counted

FIND_OUT = "-find-out"
"""After the id of a question, for the action that finds its answer. What the answer then asks for has the question's own id."""

ANSWER_THE_REST = "answer-the-rest"


def plan_remarks(last: Sequence[Action], assessment: AreaAssessment | None, gaps: Gaps | None, today: date) -> Iterator[str]:
    """Sentences without a full stop. Each action is called by its words; where several have the same, by its id as well."""
    times = Counter(each.action for each in last)
    open_now = [each for each in last if each.progress is Progress.OPEN]
    settled = _settled(assessment, gaps)
    for each in last:
        name = f'"{each.action}"' if times[each.action] == 1 else f'"{each.action}" ({each.id})'
        if each.progress is Progress.OPEN:
            if says := settled(first_of(each.id)):
                yield f"{name} is open, and {says}: is it done?"
            if each.ended:
                yield f"{name} is open, and says that it ended on {each.ended}"
        elif each.ended is None:
            yield f"{name} is {each.progress}, and does not say since when"
        for what, when in (("ended", each.ended), ("added", each.added)):
            if when and date.fromisoformat(when) > today:
                yield f"{name} says that it was {what} on {when}, which has not come yet"
    if some := sum(not written(each.lead) for each in open_now):
        yield f"Nobody leads on {counted(some, 'open action')}"
    if some := sum(not each.by for each in open_now):
        yield f"{counted(some, 'open action')} {'has' if some == 1 else 'have'} no day to be done by"


def _settled(assessment: AreaAssessment | None, gaps: Gaps | None) -> Callable[[str], str]:
    """Gives what now speaks for the action of an id being done, or nothing."""
    answers = {each.id: each.answer for each in assessment.questions} if assessment else {}
    unanswered = assessment.counts.unanswered if assessment else 1
    gone = ruled_out(gaps) if gaps else frozenset()

    def says(identifier: str) -> str:
        if answers.get(identifier) is Answered.YES:
            return "the checklist now answers yes"
        if answers.get(identifier.removesuffix(FIND_OUT)) not in {None, Answered.NOT_KNOWN} and identifier.endswith(FIND_OUT):
            return "the checklist now has an answer"
        if identifier == ANSWER_THE_REST and not unanswered:
            return "every question of the checklist now has an answer"
        if identifier in gone:
            return "that gap is no longer found"
        return ""

    return says
