"""What a script holds: steps to take with a client, and the worries that may come up at any of them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from fama_cli.directory.facts import Fact, Id, Source, When
from fama_cli.record import record


class StepKind(StrEnum):
    """What a step does."""

    INFORM = "inform"
    """Something to read, or to say. There is nothing to answer."""
    ASK = "ask"
    """A question. `answer` says how it is answered."""
    CHOOSE_GROUP = "choose-group"
    """Groups that fit, to talk about and choose from."""
    CHOOSE_MEETING = "choose-meeting"
    """A meeting: where and when, in words."""
    ACT = "act"
    """Something to do now, together. The answer is done, not now or not wanted."""
    NOTE = "note"
    """A few words of the worker's own. Kept only where the service has turned notes on."""


class AnswerKind(StrEnum):
    """How a question is answered."""

    ONE = "one"
    MANY = "many"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes-no"
    """Yes, no, or not asked."""


@record
class Choice:
    """One answer that can be given."""

    id: Id
    says: str
    alone: bool = False
    """It means none of the others, so it cannot be chosen with them."""
    leads_to: int | None = None
    """The stage that comes next when this is the answer."""


@record
class Condition:
    """A step is taken only when an earlier step was answered so."""

    step: Id
    """Id of an earlier step of the same script."""
    answers: tuple[str, ...]
    """Ids of choices, or `yes`, `no`, `done`, `not-now`, `not-wanted`: any one of them will do."""


@record
class Step:
    """One thing to say, ask or do."""

    id: Id
    kind: StepKind
    title: str
    """What the step is about, or the question itself. One line."""
    says: str | None = None
    """What a worker should know at this step."""
    say: tuple[str, ...] = ()
    """Words to try. They are suggestions, and ours."""
    points: tuple[str, ...] = ()
    """A list to go through."""
    help: str | None = None
    """More, for who asks for help at this step."""
    why: str | None = None
    sources: tuple[str, ...] = ()
    """Who says what the step, its help and its why state as fact."""
    resources: tuple[str, ...] = ()
    """Ids of things in the library that it rests on."""
    answer: AnswerKind | None = None
    choices: tuple[Choice, ...] = ()
    when: tuple[Condition, ...] = ()
    """Every one of these must hold."""
    required: bool = False
    private: bool = False
    """Never in a report, an extract or the client's plan."""
    plan: str | None = None
    """How the client's plan words this answer: `{answer}` stands for it. Left out, the answer is not in the plan.

    Of something to do, it is in the plan only once that is done.
    """
    approach: Id | None = None
    """Of groups to choose from, only those that work in this way, such as `12-step`."""
    rings: bool = False
    """The numbers of the groups that were chosen are shown, to ring one now."""
    ask_on: bool = False
    """The date that is answered is when to ask how it went."""
    to_do: str | None = None
    """What there is to do on that date, where it is not what the next stage says."""
    seen: When | None = None


@record
class Script:
    """Steps in order. A script with a stage is part of the walk; the others are outlines for a course of sessions."""

    id: Id
    title: str
    version: int
    """Raised whenever a step changes its meaning, so that an old answer is read as it was asked."""
    purpose: str
    stage: int | None = None
    leads_to: int | None = None
    """The stage that comes next, where no choice says another."""
    ask_within_days: int | None = None
    """How long after the contact to ask how it went, where no date was agreed."""
    to_do: str | None = None
    """What there is to do when this script comes next, in a few words. Left out, its title."""
    record: tuple[str, ...] = ()
    """What to write down afterwards, for the service's own records."""
    sources: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    seen: When | None = None


@record
class Concern:
    """Something clients worry about, what can fairly be said, and what else there is."""

    id: Id
    name: str
    names: tuple[str, ...] = ()
    """Other words for it."""
    say: tuple[str, ...] = ()
    """Words to try: hear the worry first, then one fact, then a choice."""
    facts: tuple[Fact, ...] = ()
    options: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()


@record
class Practice:
    """Every script and every concern, and the sources they cite."""

    scripts: Sequence[Script] = ()
    concerns: Sequence[Concern] = ()
    sources: Sequence[Source] = ()
