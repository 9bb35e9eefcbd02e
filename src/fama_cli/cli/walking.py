"""Going through a script with a person at the keyboard: plain lines, one question at a time, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from fama_cli.cli.choosing_groups import HOW as HOW_GROUPS
from fama_cli.cli.choosing_groups import ChoosingGroups, FindGroups, ways_in
from fama_cli.cli.choosing_meetings import LOOK, ChoosingMeetings
from fama_cli.cli.meetings_to_choose import Meetings
from fama_cli.cli.prompts import line
from fama_cli.cli.screen import fresh_screen
from fama_cli.cli.telling import tell, tell_problem
from fama_cli.cli.walk_commands import KEYS, MENU, READ_ON, Command, Left, command_in, in_free_words
from fama_cli.cli.worries import told_of_a_worry
from fama_cli.errors import NotUnderstood
from fama_cli.practice.model import Practice, Script, Step, StepKind
from fama_cli.practice.walk import (
    ACTED,
    LONGEST_NUMBER,
    Answer,
    Answers,
    State,
    how_to_answer,
    in_words,
    next_step,
    recorded,
    step_before,
    steps_for,
    understood,
)

Keep = Callable[[str, Answer], None]
"""Saves an answer to a step, before anything else is asked. Raises ChangedMeanwhile or NotSaved."""


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
        meetings: Meetings | None = None,
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
        self._groups = ChoosingGroups(groups, self._names, looked_at)
        self._meetings = meetings
        """Where lists were imported. None where there are none to look in."""
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
        groups = self._groups.offer(step) if step.kind is StepKind.CHOOSE_GROUP else ()
        kept = self._remind(step)
        while True:
            typed = line(READ_ON if step.kind is StepKind.INFORM else "Answer")
            command = command_in(step, typed)
            if self._can_look(step) and typed.casefold() in LOOK:
                found = self._looked_in_meetings()
                if not found:
                    self._show(step)
                    self._remind(step)
                    continue
                command, typed = (found, "") if isinstance(found, Command) else (None, found)
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
                if told_of_a_worry(self.practice, typed.partition(" ")[2]):
                    line("Press Enter to go back to the question")
                    self._show(step)
                    if groups:
                        self._groups.show(groups)
                else:
                    tell(step.title, bold=True)
            elif kept and not typed:
                self._answered(step, kept)
                return
            elif step.kind is StepKind.INFORM and typed:
                tell("That is not kept: there is nothing to answer here. If someone is at risk, stop with q: what was done is kept.")
            elif step.kind is StepKind.CHOOSE_GROUP:
                chosen = self._groups.chosen(typed, groups, step)
                if isinstance(chosen, Answer):
                    self._answered(step, chosen)
                    return
                groups = chosen
            else:
                try:
                    answer = understood(step, typed, today=self._today)
                except NotUnderstood as wrong:
                    tell_problem(wrong)
                else:
                    self._answered(step, answer)
                    return

    def _remind(self, step: Step) -> Answer | None:
        """Say what was answered before, which Enter alone keeps."""
        kept = self._before.get(step.id)
        if kept and step.kind is not StepKind.INFORM:
            said = "You said" if kept.state is State.ANSWERED else "Last time"
            tell(f"{said}: {self._in_words(step, kept)}. Enter alone keeps it.")
        return kept

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
                tell(ways_in(group), "- ")
        options = [*ACTED.values()] if step.kind is StepKind.ACT else [choice.says for choice in step.choices]
        for number, says in enumerate(options, start=1):
            tell(says, f"{number:>3}  ")
        if self._beside_words and in_free_words(step):
            tell(self._beside_words)
        if step.kind is not StepKind.INFORM and step.kind is not StepKind.CHOOSE_GROUP:
            look = f" Or {LOOK[0]}, to look in the meetings that were imported." if self._can_look(step) else ""
            tell(f"{_how(step)}.{look} {MENU}")

    def _help(self, step: Step) -> None:
        if step.help:
            tell(step.help)
        if step.why:
            tell(step.why, "Why: ")
        if step.resources:
            tell(", ".join(step.resources), "Read: ")
        if step.kind is StepKind.CHOOSE_MEETING and self._meetings is None:
            tell("Lists that are imported with `fama meetings import` appear here, to choose a meeting from.")
        tell(f"{_how(step)}. At any question: {MENU}")

    def _chosen_here(self) -> Sequence[str]:
        """Ids of the groups that were chosen in this walk."""
        steps = [step.id for step in self.script.steps if step.kind is StepKind.CHOOSE_GROUP and step.id in self.answers]
        return [value for step in steps for value in self.answers[step].values if value not in self._looked_at]

    def _can_look(self, step: Step) -> bool:
        return step.kind is StepKind.CHOOSE_MEETING and self._meetings is not None

    def _looked_in_meetings(self) -> str | Command:
        """The words of a meeting from the lists, a command to leave the question with, or nothing. Raises Left."""
        assert self._meetings  # noqa: S101  # it was asked whether there are any
        looking = ChoosingMeetings(self._meetings, lambda typed: told_of_a_worry(self.practice, typed), aside=self._aside)
        return looking.chosen([*self._chosen_here(), *self._looked_at])

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


def _titled(step: Step) -> str:
    return f"{step.title}{' (private)' if step.private else ''}"


def _how(step: Step) -> str:
    return HOW_GROUPS if step.kind is StepKind.CHOOSE_GROUP else how_to_answer(step)
