"""Going through a script: which step comes next, what counts as an answer to it, and what was answered in the end.

A walk is its script and the answers so far, nothing else. Which step is next is worked out from them, so a walk that was
stopped goes on at the right place, and going back and forth ends with the same record as going straight through.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date
from enum import StrEnum

from fama_cli.directory.dates import in_words as date_in_words
from fama_cli.errors import NotUnderstood
from fama_cli.practice.model import AnswerKind, Script, Step, StepKind
from fama_cli.record import record
from fama_cli.text import closest, folded, listed

YES, NO = "yes", "no"
DONE, NOT_NOW, NOT_WANTED = "done", "not-now", "not-wanted"
ACTED: Mapping[str, str] = {DONE: "Done", NOT_NOW: "Not now", NOT_WANTED: "Not wanted"}

LONGEST_TEXT = 500
"""Letters. A few words; a case note belongs in the service's own record."""


LONGEST_NUMBER = 4
"""Figures."""

_EXAMPLE_DAY = "3/12/2026"
_PHONE = re.compile(r"\d(?:[ -]?\d){9,}")


class State(StrEnum):
    """How a step was left."""

    ANSWERED = "answered"
    READ = "read"
    """There was nothing to answer."""
    SKIPPED = "skipped"
    NOT_ASKED = "not-asked"


@record
class Answer:
    """What a step got. `values` are ids of choices, or what was typed; empty unless it was answered."""

    state: State
    values: tuple[str, ...] = ()


Answers = Mapping[str, Answer]
"""Id of a step -> its latest answer."""


def steps_for(script: Script, answers: Answers) -> Sequence[Step]:
    """The steps that these answers lead through, in order. One whose condition does not hold is not among them."""
    through: dict[str, Step] = {}
    for step in script.steps:
        if all(each.step in through and _meets(answers.get(each.step), each.answers) for each in step.when):
            through[step.id] = step
    return tuple(through.values())


def _meets(answer: Answer | None, wanted: Sequence[str]) -> bool:
    return answer is not None and any(value in wanted for value in answer.values)


def next_step(script: Script, answers: Answers) -> Step | None:
    """The first step without an answer; None when the script is finished."""
    return next((step for step in steps_for(script, answers) if step.id not in answers), None)


def step_before(script: Script, answers: Answers, step: Step) -> Step | None:
    """The step to go back to, or None at the start."""
    through = [each.id for each in steps_for(script, answers)]
    place = through.index(step.id)
    return steps_for(script, answers)[place - 1] if place else None


def recorded(script: Script, answers: Answers) -> Answers:
    """The answers that count: those to steps that were come through. One to a step that a later change took away does not."""
    return {step.id: answers[step.id] for step in steps_for(script, answers) if step.id in answers}


def understood(step: Step, typed: str | Sequence[str], *, today: date) -> Answer:
    """What was typed, as an answer to `step`; a list is its items. Raises NotUnderstood, which says what to type instead."""
    words = typed.strip() if isinstance(typed, str) else ", ".join(typed)
    several = [each.strip() for each in (apart(words) if isinstance(typed, str) else typed) if each.strip()]
    if step.kind is StepKind.INFORM:
        return Answer(state=State.READ)
    if not words or (not several and (step.kind is StepKind.CHOOSE_GROUP or step.answer is AnswerKind.MANY)):
        raise NotUnderstood("Nothing was typed", hint=how_to_answer(step))
    if step.kind is StepKind.ACT:
        return _given(_one_of(words, list(ACTED.items()), step))
    if step.kind in {StepKind.NOTE, StepKind.CHOOSE_MEETING} or step.answer is AnswerKind.TEXT:
        return _given(_text(words, step))
    if step.kind is StepKind.CHOOSE_GROUP:
        return Answer(state=State.ANSWERED, values=tuple(dict.fromkeys(several)))
    if step.answer is AnswerKind.YES_NO:
        return _given(_one_of(words, [(YES, "Yes"), (NO, "No")], step))
    if step.answer is AnswerKind.NUMBER:
        return _given(_number(words, step))
    if step.answer is AnswerKind.DATE:
        return _given(_date(words, step, today))
    choices = [(choice.id, choice.says) for choice in step.choices]
    if step.answer is AnswerKind.MANY:
        picked = [_one_of(each, choices, step) for each in several]
        _together(picked, step)
        return Answer(state=State.ANSWERED, values=tuple(identifier for identifier, _ in choices if identifier in picked))
    return _given(_one_of(words, choices, step))


def _together(picked: Sequence[str], step: Step) -> None:
    """Raises NotUnderstood when one of those picked means none of the others."""
    alone = next((choice for choice in step.choices if choice.alone and choice.id in picked), None)
    if alone and len(set(picked)) > 1:
        raise NotUnderstood(f"`{alone.says}` cannot be chosen with other answers", hint="Choose it alone, or leave it out")


def apart(words: str) -> Sequence[str]:
    """What stands between commas; figures alone may have spaces or "and" between them."""
    return re.findall(r"\d+", words) if re.fullmatch(r"\d+(?:(?:[\s,]|\band\b)+\d+)+", words) else words.split(",")


def fits(step: Step, answer: Answer) -> bool:
    """Whether an answer that was given before can still be one to `step`: its choices may have changed since."""
    if answer.state is not State.ANSWERED:
        return True
    if step.kind is StepKind.ACT:
        allowed: Collection[str] = ACTED
    elif step.answer is AnswerKind.YES_NO:
        allowed = (YES, NO)
    elif step.choices:
        allowed = [choice.id for choice in step.choices]
    elif step.answer is AnswerKind.NUMBER:
        return all(value.isdecimal() for value in answer.values)
    elif step.answer is AnswerKind.DATE:
        return all(_is_day(value) for value in answer.values)
    else:
        return step.kind is not StepKind.INFORM
    return all(value in allowed for value in answer.values)


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def how_to_answer(step: Step) -> str:
    """What can be typed at `step`, in a sentence."""
    if step.kind is StepKind.ACT:
        return f"Type {_range(len(ACTED))}, or {listed([each.lower() for each in ACTED.values()], 'or')}"
    if step.answer is AnswerKind.YES_NO:
        return "Type y or n"
    if step.answer is AnswerKind.NUMBER:
        return "Type a whole number, such as 3"
    if step.answer is AnswerKind.DATE:
        return f"Type a date, such as {_EXAMPLE_DAY}"
    if step.answer is AnswerKind.MANY:
        return f"Type one or more of {_range(len(step.choices))}, with commas between"
    if step.answer is AnswerKind.ONE:
        return f"Type {_range(len(step.choices))}"
    if step.kind is StepKind.INFORM:
        return "Press Enter when you have read it"
    if step.kind is StepKind.CHOOSE_MEETING:
        return "Type the day, time and place, such as Thursday 7pm, church hall. No people's names"
    return f"Type a few words, at most {LONGEST_TEXT} letters. No people's names"


def _range(count: int) -> str:
    return f"1 to {count}"


def _given(value: str) -> Answer:
    return Answer(state=State.ANSWERED, values=(value,))


def _one_of(typed: str, choices: Sequence[tuple[str, str]], step: Step) -> str:
    """The id of the choice whose number, id, or first words were typed."""
    if typed.isdecimal() and len(typed) <= LONGEST_NUMBER and 1 <= int(typed) <= len(choices):
        return choices[int(typed) - 1][0]
    key = folded(typed)
    exact = [identifier for identifier, says in choices if key in {folded(identifier), folded(says)}]
    starts = [identifier for identifier, says in choices if key and folded(says).startswith(key)]
    for found in (exact, starts):
        if len(found) == 1:
            return found[0]
    near = closest(typed, [says for _, says in choices])
    raise NotUnderstood(f"`{typed}` is not one of the answers", hint=f"Did you mean `{near}`?" if near else how_to_answer(step))


def _text(words: str, step: Step) -> str:
    if _PHONE.search(words):
        raise NotUnderstood("That looks like a phone number, and members' numbers are not kept", hint="Leave it out")
    if step.kind is StepKind.CHOOSE_MEETING and not any(map(str.isalpha, words)):
        raise NotUnderstood(f"`{words}` does not say which meeting", hint=how_to_answer(step))
    if len(words) > LONGEST_TEXT:
        raise NotUnderstood(f"That is {len(words)} letters long, and the most is {LONGEST_TEXT}", hint=how_to_answer(step))
    return " ".join(words.split())


def _number(words: str, step: Step) -> str:
    if not words.isdecimal() or len(words) > LONGEST_NUMBER:
        raise NotUnderstood(f"`{words}` is not a whole number", hint=how_to_answer(step))
    return str(int(words))


def _date(words: str, step: Step, today: date) -> str:
    if not _numbers_of_a_day(words):
        raise NotUnderstood(f"`{words}` is not a date", hint=how_to_answer(step))
    if found := day_typed(words, today=today):
        if step.ask_on and found < today:
            raise NotUnderstood(f"{date_in_words(found.isoformat())} has been", hint=f"Type a day to come, such as {_EXAMPLE_DAY}")
        return found.isoformat()
    raise NotUnderstood(f"`{words}` is not a day in the calendar", hint=how_to_answer(step))


def day_typed(words: str, *, today: date, coming: bool = True) -> date | None:
    """A day typed as 2026-12-03, 3/12/2026 or 3/12, or None. Without a year it is the next there is; not `coming`, the last."""
    day, month, *named = _numbers_of_a_day(words) or (0, 0)
    # Without a year it is the nearest such day; 29 February may be 8 years off.
    around = range(today.year, today.year + 9) if coming else range(today.year, today.year - 9, -1)
    for year in [named[0] + 2000 if named[0] < 100 else named[0]] if named else around:
        with suppress(ValueError):
            found = date(year, month, day)
            if year >= EARLIEST_YEAR and (named or (found >= today if coming else found <= today)):
                return found
    return None


def _numbers_of_a_day(words: str) -> Sequence[int]:
    """Day, month and perhaps year; nothing when that is not what was typed."""
    parts = [part for part in words.replace("-", "/").replace(".", "/").split("/") if part]
    if not 2 <= len(parts) <= 3 or not all(part.isdecimal() and len(part) <= LONGEST_NUMBER for part in parts):
        return ()
    numbers = [int(part) for part in parts]
    return numbers[::-1] if len(parts[0]) == 4 else numbers


EARLIEST_YEAR = 2000


def in_words(step: Step, answer: Answer, names: Mapping[str, str] | None = None) -> str:
    """An answer as a person would read it back. `names` has those of groups, by id."""
    if answer.state is not State.ANSWERED:
        return {State.READ: "read", State.SKIPPED: "skipped", State.NOT_ASKED: "not asked"}[answer.state]
    says = {**ACTED, YES: "Yes", NO: "No"} if step.kind is StepKind.ACT or step.answer is AnswerKind.YES_NO else {}
    says |= {choice.id: choice.says for choice in step.choices} | dict(names or {})
    if step.answer is AnswerKind.DATE:
        return listed([_day_in_words(value) for value in answer.values])
    said = [says.get(value, value) for value in answer.values]
    # Choices have commas and capitals of their own.
    return "; ".join(said) if step.choices else listed(said)


def _day_in_words(value: str) -> str:
    """ "2026-12-03" as "3 December 2026"; words from when the step asked for something else, as they are."""
    return date_in_words(date.fromisoformat(value).isoformat()) if _is_day(value) else value
