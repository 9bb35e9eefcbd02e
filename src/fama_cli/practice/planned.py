"""What an answer adds to the client's plan, in the words that its script gives."""

from __future__ import annotations

from collections.abc import Mapping

from fama_cli.practice.model import AnswerKind, Step, StepKind
from fama_cli.practice.walk import DONE, Answer, State, in_words
from fama_cli.record import changed, record

ANSWER = "{answer}"


@record
class Line:
    """A line of the plan, in 3 parts: the client's own words, or names, may stand in its middle."""

    before: str
    answer: str = ""
    after: str = ""
    own: bool = False
    """Whether `answer` is what somebody typed, or names of groups."""

    @property
    def says(self) -> str:
        return f"{self.before}{self.answer}{self.after}"


def planned(step: Step, answer: Answer, names: Mapping[str, str] | None = None) -> Line | None:
    """A line of the client's plan, or None where this answer is not for it. `names` has those of groups, by id."""
    if not step.plan or step.private or answer.state is not State.ANSWERED or not answer.values:
        return None
    if step.kind is StepKind.ACT and DONE not in answer.values:
        return None  # "I rang a group" is true only once that is done.
    nothing = {choice.id for choice in step.choices if choice.alone}
    kept = tuple(value for value in answer.values if value not in nothing)
    if not kept:
        return None  # "Nothing yet" is an answer, and not something to plan.
    before, is_there, after = step.plan.partition(ANSWER)
    if not is_there:
        return Line(before=step.plan)
    answer = changed(answer, values=kept)
    words = in_words(step, answer, names)
    if words.endswith((".", "?", "!")):
        after = after.removeprefix(".")  # The words end the sentence already.
    elif not after:
        after = "."
    typed = step.kind in {StepKind.CHOOSE_GROUP, StepKind.CHOOSE_MEETING, StepKind.NOTE} or step.answer is AnswerKind.TEXT
    return Line(before=before, answer=words, after=after, own=typed)
