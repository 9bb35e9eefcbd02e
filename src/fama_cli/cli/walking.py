"""Going through a script with a person at the keyboard: plain lines, one question at a time, nothing lost."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol

from fama_cli.cli.output import coloured
from fama_cli.cli.prompts import line
from fama_cli.cli.screen import fresh_screen
from fama_cli.directory.find import Match
from fama_cli.errors import NotFound, NotUnderstood
from fama_cli.practice.look_up import concern_named
from fama_cli.practice.model import AnswerKind, Concern, Practice, Script, Step, StepKind
from fama_cli.practice.walk import (
    ACTED,
    LONGEST_NUMBER,
    Answer,
    Answers,
    State,
    apart,
    how_to_answer,
    in_words,
    next_step,
    recorded,
    step_before,
    steps_for,
    understood,
)
from fama_cli.text import counted, ended, listed, visible


class Command(StrEnum):
    """What can be typed at any question instead of an answer."""

    BACK = "back"
    SKIP = "skip"
    NOT_ASKED = "not asked"
    HELP = "help"
    CONCERN = "concern"
    STOP = "stop"


KEYS: Mapping[str, Command] = {
    "b": Command.BACK,
    "s": Command.SKIP,
    "x": Command.NOT_ASKED,
    "?": Command.HELP,
    "c": Command.CONCERN,
    "q": Command.STOP,
    "save and stop": Command.STOP,
    **{command.value: command for command in Command},
}
READ_ON = "Enter go on, b back, c concern, ? help, q stop"
MENU = "b back, s skip, x not asked, c concern, ? help, q stop"

Keep = Callable[[str, Answer], None]
"""Saves an answer to a step, before anything else is asked. Raises ChangedMeanwhile or NotSaved."""


class FindGroups(Protocol):
    """Where groups are looked up."""

    def that_fit(self, substance: str) -> Sequence[Match]:
        """The groups that fit a substance, or every group for nothing. Raises NotFound."""

    def to_ring(self, ids: Sequence[str]) -> Sequence[Match]:
        """The groups with these ids."""


WIDEST = 90
"""Columns. Longer lines are hard to read."""


class Left(Exception):
    """The person left before the end."""


ALL = "all"
"""Shows every group again."""


class ChangedMeanwhile(Exception):
    """Someone else saved other answers first. `answers` are those that are saved now."""

    def __init__(self, answers: Answers) -> None:
        super().__init__()
        self.answers = answers


class NotSaved(Exception):
    """An answer could not be saved just now. It is the person's to try again."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


def kept_nowhere(_step: str, _answer: Answer) -> None:
    """For practice."""


class Walker:
    """One pass through a script. `answers` are whole at every moment."""

    def __init__(
        self,
        practice: Practice,
        script: Script,
        groups: FindGroups,
        today: date,
        *,
        aside: bool,
        answers: Answers | None = None,
        keep: Keep = kept_nowhere,
        names: Mapping[str, str] | None = None,
        looked_at: Sequence[str] = (),
        beside_words: str = "",
    ) -> None:
        self.practice = practice
        self.script = script
        self.answers = dict(answers or {})
        self._keep = keep
        self._looked_at = looked_at
        """Ids of groups that were chosen in earlier contacts."""
        self._beside_words = beside_words
        """What to say wherever an answer is in free words."""
        self._before: dict[str, Answer] = {}
        self._names = dict(names or {})
        self._find = groups
        self._aside = aside
        self._today = today

    def walk(self) -> Mapping[str, Answer]:
        """Ask until there is nothing left to ask and the person agrees to what is written. Raises Left."""
        while True:
            step = next_step(self.script, self.answers)
            if step is not None:
                self._take(step)
            elif (again := self._check()) is None:
                return recorded(self.script, self.answers)
            else:
                self._before[again.id] = self.answers.pop(again.id)

    def _take(self, step: Step) -> None:
        """One step, until it is answered, skipped or left."""
        self._show(step)
        groups = self._groups("", step) if step.kind is StepKind.CHOOSE_GROUP else ()
        if (kept := self._before.get(step.id)) and step.kind is not StepKind.INFORM:
            said = "You said" if kept.state is State.ANSWERED else "Last time"
            tell(f"{said}: {self._in_words(step, kept)}. Enter alone keeps it.")
        while True:
            typed = line(READ_ON if step.kind is StepKind.INFORM else "Answer")
            command = _command(step, typed)
            if command is Command.BACK:
                self._back(step)
                return
            if command is Command.STOP:
                raise Left
            if command in {Command.SKIP, Command.NOT_ASKED}:
                if step.required:
                    tell("The next steps depend on this one, so it needs an answer.")
                    continue
                self._answered(step, Answer(state=State.SKIPPED if command is Command.SKIP else State.NOT_ASKED))
                return
            if command is Command.HELP:
                self._help(step)
            elif command is Command.CONCERN:
                if self._concern(typed.partition(" ")[2]):
                    line("Press Enter to go back to the question")
                    self._show(step)
                    if groups:
                        self._list(groups)
                else:
                    tell(step.title, bold=True)
            elif kept and not typed:
                self._answered(step, kept)
                return
            elif step.kind is StepKind.INFORM and typed:
                tell("That is not kept: there is nothing to answer here. If someone is at risk, stop with q: what was done is kept.")
            elif step.kind is StepKind.CHOOSE_GROUP:
                chosen = self._chosen(typed, groups, step)
                if isinstance(chosen, Answer):
                    self._answered(step, chosen)
                    return
                groups = chosen
            else:
                try:
                    answer = understood(step, typed, today=self._today)
                except NotUnderstood as wrong:
                    tell(f"{wrong.message}. {ended(wrong.hint)}")
                else:
                    self._answered(step, answer)
                    return

    def _answered(self, step: Step, answer: Answer) -> None:
        """Save an answer. When someone else was first, say what they changed, and ask this step again."""
        try:
            self._keep(step.id, answer)
            self.answers[step.id] = answer
        except ChangedMeanwhile as others:
            self.refresh(others.answers)
            self.answers.pop(step.id, None)
            self._before[step.id] = answer
        except NotSaved as problem:
            self._before[step.id] = answer
            tell(problem.says)
            line("Press Enter to try again")

    def refresh(self, now: Answers) -> None:
        """Go on from the answers that someone else saved, and say which they are."""
        tell("")
        tell("Someone else has just changed this record. Yours is not saved yet. They answered:", bold=True)
        for step in self.script.steps:
            if step.id in now and step.kind is not StepKind.INFORM and now[step.id] != self.answers.get(step.id):
                tell(f"{step.title} {self._in_words(step, now[step.id])}", "- ")
        self.answers = dict(now)
        line("Press Enter to look at it again")

    def _back(self, step: Step) -> None:
        before = step_before(self.script, self.answers, step)
        if before is None:
            tell("This is the first step.")
        else:
            self._before[before.id] = self.answers.pop(before.id)

    def _show(self, step: Step) -> None:
        through = steps_for(self.script, self.answers)
        place = [each.id for each in through].index(step.id) + 1
        fresh_screen() if self._aside else tell("")
        tell(f"{self.script.title}, step {place} of at most {len(self.script.steps)}")
        tell(_titled(step), bold=True)
        if step.says:
            tell(step.says)
        for point in step.points:
            tell(point, "- ")
        for words in step.say:
            tell(f'"{words}"', "Say: ")
        if step.rings:
            for group in self._find.to_ring([*self._chosen_here(), *self._looked_at]):
                tell(_ways_in(group), "- ")
        options = [*ACTED.values()] if step.kind is StepKind.ACT else [choice.says for choice in step.choices]
        for number, says in enumerate(options, start=1):
            tell(says, f"{number:>3}  ")
        if self._beside_words and in_free_words(step):
            tell(self._beside_words)
        if step.kind is not StepKind.INFORM and step.kind is not StepKind.CHOOSE_GROUP:
            tell(f"{_how(step)}. {MENU}")

    def _help(self, step: Step) -> None:
        if step.help:
            tell(step.help)
        if step.why:
            tell(step.why, "Why: ")
        if step.resources:
            tell(", ".join(step.resources), "Read: ")
        tell(f"{_how(step)}. At any question: {MENU}")

    def _concern(self, typed: str) -> bool:
        """What can fairly be said to a worry. Whether there was anything to say."""
        if not typed:
            tell("; ".join(each.name for each in self.practice.concerns), "Worries: ")
            typed = line("Which one, in any words, or Enter to go on")
            if not typed:
                return False
            if means_stop(typed):
                raise Left
        try:
            concern: Concern = concern_named(self.practice, typed)
        except NotFound as missing:
            tell(f"{missing.message}. {ended(missing.hint)}")
            return False
        tell(concern.name, bold=True)
        said = {
            "Say: ": concern.say,
            "Fact: ": [fact.says for fact in concern.facts],
            "Option: ": concern.options,
            "Caution: ": concern.cautions,
        }
        for label, lines in said.items():
            for words in lines:
                tell(words, label)
        tell(f"With its sources: fama concerns {concern.id}")
        return True

    def _groups(self, substance: str, step: Step) -> Sequence[Match]:
        found = self._find.that_fit("" if substance.casefold() == ALL else substance)
        groups = [group for group in found if step.approach in {None, group.approach}]
        self._list(groups)
        return groups

    def _list(self, groups: Sequence[Match]) -> None:
        """Groups to choose from, and under them how: the list may be longer than the screen."""
        for number, group in enumerate(groups, start=1):
            self._names[group.id] = group.name
            tell(_ways_in(group), f"{number:>3}  ")
        if self._looked_at:
            tell(f"Chosen before: {listed([self._names.get(each, each) for each in self._looked_at])}.")
        tell(f"{_how_groups()}. {MENU}")

    def _chosen_here(self) -> Sequence[str]:
        """Ids of the groups that were chosen in this walk."""
        steps = [step.id for step in self.script.steps if step.kind is StepKind.CHOOSE_GROUP and step.id in self.answers]
        return [value for step in steps for value in self.answers[step].values if value not in self._looked_at]

    def _chosen(self, typed: str, groups: Sequence[Match], step: Step) -> Answer | Sequence[Match]:
        """An answer when groups were chosen; otherwise the groups that fit the substance that was typed."""
        parts = [part.strip() for part in apart(typed) if part.strip()]
        if not parts:
            tell(f"{_how_groups()}.")
            return groups
        if all(part.isdecimal() and len(part) <= LONGEST_NUMBER for part in parts):
            if all(1 <= int(part) <= len(groups) for part in parts):
                return Answer(state=State.ANSWERED, values=tuple(dict.fromkeys(groups[int(part) - 1].id for part in parts)))
            tell(f"There are {counted(len(groups), 'group')} in the list. {_how_groups()}.")
            return groups
        try:
            return self._groups(typed, step)
        except (NotFound, NotUnderstood) as wrong:
            tell(f"{wrong.message}. {ended(wrong.hint.partition(': ')[0])}")
            return groups

    def _check(self) -> Step | None:
        """Everything that was answered, to read through. A step to change, or None when all is right."""
        fresh_screen() if self._aside else tell("")
        tell("Check the answers", bold=True)
        asked = [step for step in steps_for(self.script, self.answers) if step.kind is not StepKind.INFORM]
        for number, step in enumerate(asked, start=1):
            tell(_titled(step), f"{number:>3}  ")
            # Both may be looking, and so may someone else.
            hide = step.private and self.answers[step.id].state is State.ANSWERED
            tell("answered: type its number to see it" if hide else self._in_words(step, self.answers[step.id]), " " * 5)
        while True:
            typed = line("Press Enter if that is right, a number to change one, b to go back, q to stop")
            if not typed:
                return None
            command = KEYS.get(typed.casefold())
            if command is Command.STOP:
                raise Left
            if command is Command.BACK and asked:
                return asked[-1]
            if typed.isdecimal() and len(typed) <= LONGEST_NUMBER and 1 <= int(typed) <= len(asked):
                return asked[int(typed) - 1]
            tell(f"`{typed}` is not one of the numbers. Type 1 to {len(asked)}, or Enter.")

    def _in_words(self, step: Step, answer: Answer) -> str:
        return in_words(step, answer, self._names)


def means_stop(typed: str) -> bool:
    return KEYS.get(typed.casefold()) is Command.STOP


def in_free_words(step: Step) -> bool:
    """Whether anything at all can be typed."""
    return step.kind is StepKind.NOTE or step.answer is AnswerKind.TEXT


def _titled(step: Step) -> str:
    return f"{step.title}{' (private)' if step.private else ''}"


def _ways_in(group: Match) -> str:
    """A group's name, the first way to reach it, and how far to trust that."""
    way = group.contact or group.website
    return f"{group.name}{f': {way.value} [{way.trust_says}]' if way else ''}"


def _command(step: Step, typed: str) -> Command | None:
    """What was typed instead of an answer. Where words are the answer, only a single letter is a command."""
    words = step.kind is StepKind.CHOOSE_MEETING or in_free_words(step)
    if words and len(typed) > 1:
        return None
    first = typed.casefold().partition(" ")[0]
    return Command.CONCERN if first in {Command.CONCERN, "c"} else KEYS.get(typed.casefold())


def tell(words: str, start: str = "", *, bold: bool = False) -> None:
    """A paragraph, wrapped to the screen, later lines under the first. Bold is only for eyes: the words say the same."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    lines = textwrap.wrap(
        visible(words), max(width - 1, 20), initial_indent=start, subsequent_indent=" " * len(start), break_on_hyphens=False
    )
    for each in lines or [""]:
        sys.stderr.write(f"\x1b[1m{each}\x1b[0m\n" if bold and coloured(sys.stderr) else f"{each}\n")
    sys.stderr.flush()


def _how(step: Step) -> str:
    return _how_groups() if step.kind is StepKind.CHOOSE_GROUP else how_to_answer(step)


def _how_groups() -> str:
    return f"Type numbers with commas between; or what the person uses, to see only groups that fit; or {ALL}"
