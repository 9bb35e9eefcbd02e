"""What a partnership has answered, what it has not, and what does not fit together. Nothing is scored: the guide has no scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from fama_cli.commissioning.files import Answer, Answered, Assessment, written
from fama_cli.commissioning.model import Commissioning, Question, every_question
from fama_cli.record import record

BASED_ON = (
    "Based on the headings of Public Health England's guide for commissioners, April 2014. It is not Public Health England's "
    "self-assessment tool, whose questions are not available."
)


class RemarkKind(StrEnum):
    """Why something is worth another look."""

    NO_EVIDENCE = "no-evidence"
    """Answered yes or partly, and nothing is named that shows it."""
    NO_ANSWER = "no-answer"
    """Something is written beside a question that nobody has answered."""
    NO_OWNER = "no-owner"
    """Answered partly, no or not known, and no role sees to it."""
    CONTRADICTION = "contradiction"
    """2 answers that cannot both be right."""
    IN_THE_FUTURE = "in-the-future"
    """The day it was agreed has not come yet."""


@record
class Remark:
    """Something worth another look, in a sentence."""

    kind: RemarkKind
    question: str | None
    says: str


@record
class Assessed:
    """A question, and what was answered. `answer` is None where nobody has answered yet, which is not `not known`."""

    id: str
    topic: str
    asks: str
    answer: Answered | None
    evidence: str | None
    owner: str | None
    notes: str | None
    guide: str
    under: str


@record
class Counts:
    """How many questions were answered each way."""

    yes: int
    partly: int
    no: int
    not_known: int
    unanswered: int


@record
class TopicCounts:
    """A topic, and how its questions were answered."""

    id: str
    title: str
    counts: Counts


@record
class AreaAssessment:
    """The whole checklist with what was answered."""

    area: str | None
    on: str | None
    based_on: str
    counts: Counts
    topics: tuple[TopicCounts, ...]
    questions: tuple[Assessed, ...]
    remarks: tuple[Remark, ...]


def assess(commissioning: Commissioning, answers: Sequence[Answer], about: Assessment | None, today: date) -> AreaAssessment:
    """`answers` against the checklist, in the checklist's order. Answers to no question of it must be refused before."""
    given = {answer.id: answer for answer in answers}
    questions = tuple(_assessed(topic.id, question, given) for topic in commissioning.checklist for question in topic.questions)
    topics = tuple(
        TopicCounts(id=topic.id, title=topic.title, counts=_counted([each for each in questions if each.topic == topic.id]))
        for topic in commissioning.checklist
    )
    by_id = {question.id: question for question in every_question(commissioning)}
    remarks = [*_on_the_day(about, today), *(remark for each in questions for remark in _remarks(each, by_id, given))]
    return AreaAssessment(
        area=about.area if about else None,
        on=about.on if about else None,
        based_on=BASED_ON,
        counts=_counted(questions),
        topics=topics,
        questions=questions,
        remarks=tuple(remarks) if answers else (),
    )


def _assessed(topic: str, question: Question, given: Mapping[str, Answer]) -> Assessed:
    answer = given.get(question.id)
    return Assessed(
        id=question.id,
        topic=topic,
        asks=question.asks,
        answer=answer.answer if answer else None,
        evidence=written(answer.evidence) if answer else None,
        owner=written(answer.owner) if answer else None,
        notes=written(answer.notes) if answer else None,
        guide=question.guide,
        under=question.under,
    )


def _counted(questions: Sequence[Assessed]) -> Counts:
    def number(answer: Answered | None) -> int:
        return sum(each.answer is answer for each in questions)

    return Counts(
        yes=number(Answered.YES),
        partly=number(Answered.PARTLY),
        no=number(Answered.NO),
        not_known=number(Answered.NOT_KNOWN),
        unanswered=number(None),
    )


def _on_the_day(about: Assessment | None, today: date) -> Iterator[Remark]:
    if about and about.on and date.fromisoformat(about.on) > today:
        yield Remark(kind=RemarkKind.IN_THE_FUTURE, question=None, says=f"It is dated {about.on}, which has not come yet")


def _remarks(each: Assessed, questions: Mapping[str, Question], given: Mapping[str, Answer]) -> Iterator[Remark]:
    def remark(kind: RemarkKind, says: str) -> Remark:
        return Remark(kind=kind, question=each.id, says=says)

    if each.answer in {Answered.YES, Answered.PARTLY} and not each.evidence:
        yield remark(RemarkKind.NO_EVIDENCE, f"`{each.id}` is answered {each.answer}, and no evidence is named")
    if each.answer is None and (each.evidence or each.owner or each.notes):
        yield remark(RemarkKind.NO_ANSWER, f"`{each.id}` has something written beside it, and no answer")
    if each.answer in {Answered.PARTLY, Answered.NO, Answered.NOT_KNOWN} and not each.owner:
        yield remark(RemarkKind.NO_OWNER, f"`{each.id}` is answered {each.answer}, and nobody owns it")
    needed = given.get(questions[each.id].needs or "")
    if each.answer is Answered.YES and needed and needed.answer in {Answered.NO, Answered.NOT_KNOWN}:
        says = f"`{each.id}` is answered yes, and `{needed.id}`, which it rests on, is answered {needed.answer}"
        yield remark(RemarkKind.CONTRADICTION, says)
