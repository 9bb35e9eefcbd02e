"""A walk with a client: every answer is saved before the next question, so that nothing said is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from fama_cli.casebook.errors import Changed, ClientClosed, DraftThere, InUse
from fama_cli.casebook.model import Contact, How
from fama_cli.catalogue.load import load_directory, load_practice
from fama_cli.cli.answers_file import AnswersNotRight, NobodyToAsk, read_answers
from fama_cli.cli.casebook import LONGEST_INITIALS, Opening, checked_initials, clock, open_casebook
from fama_cli.cli.groups_to_choose import Groups
from fama_cli.cli.meetings_to_choose import Meetings
from fama_cli.cli.output import Document, note
from fama_cli.cli.prompts import can_ask
from fama_cli.cli.screen import aside_unless
from fama_cli.cli.telling import tell, tell_problem
from fama_cli.cli.today import day_that_has_been, today
from fama_cli.cli.walk_commands import Left, asked, in_free_words
from fama_cli.cli.walking import ChangedMeanwhile, NotSaved, Walker
from fama_cli.directory.dates import in_words
from fama_cli.errors import NotUnderstood, Stopped
from fama_cli.practice.answers import answers_from
from fama_cli.practice.look_up import script_named
from fama_cli.practice.model import Practice, Script, StepKind
from fama_cli.practice.walk import Answer, Answers, fits, recorded
from fama_cli.record import changed, record
from fama_cli.records.due import A_LONG_TIME, due
from fama_cli.records.next_stage import next_script
from fama_cli.text import counted, listed

if TYPE_CHECKING:
    from fama_cli.casebook.store import Store

HOW: Mapping[str, How] = {
    "i": How.IN_PERSON, "in person": How.IN_PERSON, "in-person": How.IN_PERSON, "p": How.PHONE, "phone": How.PHONE, "o": How.ONLINE,
    "online": How.ONLINE,
}  # fmt: skip
FREE_WORDS = "Kept in the casebook, where the client may read it: no names, and nothing that others said in a meeting."
NOT_INITIALS = {"ok", "yes", "no", "help", "quit", "exit", "back", "skip", "go", "start", "begin", "enter"}
_DAY = "Type a date such as 20/11/2026, or press Enter for the one shown"
CONTACT = "contact"
"""The field of an answers file that says how, when and with whom."""


@record
class Setting:
    """How, when and with whom a contact is."""

    how: How
    on: date
    worker: str


class Sitting:
    """One contact with one client."""

    def __init__(self, book: Store, reference: str, script: str, *, worker: str, nation: str, data: str) -> None:
        self._book = book
        self._practice: Practice = load_practice(data)
        self._groups = Groups(nation=nation, data=data)
        self._meetings = Meetings(data)
        self.client, found = book.read(reference)
        if self.client.closed_on:
            raise ClientClosed(self.client.reference)
        self._whole = script_named(self._practice, script) if script else next_script(self._practice, found)
        self._draft = next((each for each in found if each.script == self._whole.id and not each.finished_at), None)
        self._earlier = [each for each in found if each is not self._draft]
        self._names = {group.id: group.name for group in load_directory(data).groups}
        self._notes = book.notes_on()
        self._script = self._whole if self._notes else _without_free_words(self._whole)
        self._setting = Setting(how=How.IN_PERSON, on=today(), worker=worker or self.client.worker)

    def at_the_keyboard(self, *, plain: bool, no_input: bool) -> None:
        """Ask a person. Raises NotUnderstood when there is nobody to ask, and Stopped when they stop."""
        if not can_ask(no_input):
            raise NobodyToAsk
        with aside_unless(plain) as aside:
            try:
                self._begin()
                walker = Walker(
                    self._practice,
                    self._script,
                    self._groups,
                    # Days that are agreed come after the contact, which may be written up later.
                    self._draft.on if self._draft else self._setting.on,
                    aside=aside,
                    answers=self._that_fit(),
                    keep=self._keep,
                    names=self._names,
                    looked_at=self._looked_at(),
                    beside_words=FREE_WORDS if self._notes else "",
                    meetings=self._meetings if self._meetings.there_are() else None,
                )
                ended = self._finished(walker)
            except (Left, KeyboardInterrupt):
                raise Stopped(self._where_it_stopped()) from None
        tell(f"Finished and saved: {self._script.title}, with {self.client.reference}.")
        for words in self._next_words(ended):
            tell(words)

    def _begin(self) -> None:
        """Say what this is, and let the person put right how, when and with whom."""
        tell(f"{self.client.reference}: {self._script.title}", bold=True)
        if self._draft:
            tell(f"You stopped on {in_words(self._draft.on.isoformat())}. {counted(len(self._draft.answers), 'step')} done so far.")
            if self._draft.script_version != self._whole.version:
                tell("The questions have changed since then. Answers that still fit are kept: look through them at the end.")
            asked("Press Enter to go on, or q to stop")
            return
        while True:
            tell(f"{_HOW_IN_WORDS[self._setting.how]}, {in_words(self._setting.on.isoformat())}, keyworker {self._setting.worker}.")
            tell("To change that, type p phone, o online, i in person, a date, or initials. To stop, q.")
            typed = asked("Press Enter to begin")
            if not typed:
                return
            try:
                self._setting = _put_right(self._setting, typed)
            except NotUnderstood as wrong:
                tell_problem(wrong)

    def _that_fit(self) -> Answers:
        """What was answered before, but for answers that the questions of today do not take: those are asked again."""
        steps = {step.id: step for step in self._script.steps}
        before = self._draft.answers if self._draft else {}
        return {step: answer for step, answer in before.items() if step in steps and fits(steps[step], answer)}

    def _keep(self, step: str, answer: Answer) -> None:
        try:
            self._draft = self._book.answer(self._draft or self._started(), step, answer)
        except Changed as others:
            raise self._changed_meanwhile(others) from None
        except InUse as busy:
            raise NotSaved(f"{busy.message}, so that answer is not saved yet.") from None

    def _started(self) -> Contact:
        """Only once there is an answer: looking at the first question leaves nothing behind."""
        try:
            self._draft = self._book.start(
                self.client.reference, script=self._whole.id, script_version=self._whole.version, how=self._setting.how,
                worker=self._setting.worker, on=self._setting.on,
            )  # fmt: skip
        except DraftThere:
            # Somebody began it a moment ago.
            self._draft = self._book.draft(self.client.reference, self._whole.id)
            if self._draft is None:
                raise
            raise ChangedMeanwhile(self._draft.answers) from None
        return self._draft

    def _changed_meanwhile(self, others: Changed) -> ChangedMeanwhile:
        assert isinstance(others.now, Contact)  # noqa: S101  # what was saved is a contact
        self._draft = others.now
        return ChangedMeanwhile(others.now.answers)

    def _looked_at(self) -> list[str]:
        """Ids of the groups that the client chose in earlier contacts."""
        groups = {step.id for script in self._practice.scripts for step in script.steps if step.kind is StepKind.CHOOSE_GROUP}
        chosen = [value for each in self._earlier for step, answer in each.answers.items() if step in groups for value in answer.values]
        return list(dict.fromkeys(chosen))

    def _finished(self, walker: Walker) -> Contact:
        while True:
            walker.walk()
            draft = self._draft or self._started()
            try:
                # By the whole script: notes that were typed while notes were on are kept.
                kept = list(recorded(self._whole, draft.answers))
                return self._book.finish(draft, at=clock(), keep=kept, script_version=self._whole.version)
            except Changed as others:
                walker.refresh(self._changed_meanwhile(others).answers)

    def _where_it_stopped(self) -> str:
        if self._draft is None:
            return "Stopped. Nothing was saved."
        return f"Stopped. {counted(len(self._draft.answers), 'step')} saved. To go on: fama walk {self._draft.reference}"

    def from_file(self, name: str) -> Document:
        """Record a contact from a file, all of it or nothing. Raises AnswersNotRight, with every problem at once."""
        from fama_cli.cli.views.walk import walk_document

        written = dict(read_answers(name))
        setting, wrong = _setting_from(written.pop(CONTACT, {}), self._setting)
        for step in {step.id for step in self._whole.steps} - {step.id for step in self._script.steps}:
            if written.pop(step, None) is not None:
                wrong = (*wrong, f"`{step}` is in free words, and notes are off: fama casebook notes on")
        answers, problems = answers_from(self._script, written, today=setting.on)
        answers, unknown = self._groups.by_id(self._script, answers)
        answers, unmet = self._meetings.by_id(self._script, answers)
        if found := (*wrong, *problems, *unknown, *unmet):
            raise AnswersNotRight(name, found)
        contact = self._book.record_whole(
            self.client.reference, script=self._whole.id, script_version=self._whole.version, how=setting.how, worker=setting.worker,
            on=setting.on, given=_answered(self._script, answers), at=clock(),
        )  # fmt: skip
        note(f"Recorded: {self._script.title}, with {self.client.reference}.")
        for words in self._next_words(contact):
            note(words)
        return walk_document(self._script, answers)

    def _next_words(self, contact: Contact) -> list[str]:
        found = due(self._practice, [(self.client, contact)], today=today(), within=A_LONG_TIME)
        said = [f"Next, by {in_words(each.on.isoformat())}: {each.what}. Then or now: fama walk {self.client.reference}" for each in found]
        return [*said, f"Their plan to take home: fama plan {self.client.reference}"]


_HOW_IN_WORDS = {How.IN_PERSON: "In person", How.PHONE: "By phone", How.ONLINE: "Online"}


def _without_free_words(script: Script) -> Script:
    """What a service asks that keeps no notes."""
    return changed(script, steps=tuple(step for step in script.steps if not in_free_words(step)))


def _answered(script: Script, answers: Answers) -> Answers:
    """Without what there is only to read: nobody knows whether it was."""
    only_read = {step.id for step in script.steps if step.kind is StepKind.INFORM}
    return {step: answer for step, answer in answers.items() if step not in only_read}


def _put_right(setting: Setting, typed: str) -> Setting:
    if how := HOW.get(typed.casefold()):
        return changed(setting, how=how)
    if any(map(str.isdigit, typed)):
        return changed(setting, on=day_that_has_been(typed, hint=_DAY))
    # A single letter is a slip of the finger.
    if typed.isalpha() and 1 < len(typed) <= LONGEST_INITIALS and typed.casefold() not in NOT_INITIALS:
        return changed(setting, worker=checked_initials(typed))
    raise NotUnderstood(
        f"`{typed}` is none of these", hint=f"Type p, o or i, a date such as 20/11/2026, or 2 to {LONGEST_INITIALS} letters"
    )


def _setting_from(given: object, before: Setting) -> tuple[Setting, tuple[str, ...]]:
    """How, when and with whom, as a file says it; and what is wrong with that."""
    if not isinstance(given, Mapping):
        return before, (f"`{CONTACT}`: expected `how`, `on` and `worker`, each on its line",)
    setting, problems = before, []
    for name, value in given.items():
        try:
            if name == "how" and str(value).casefold() in HOW:
                setting = changed(setting, how=HOW[str(value).casefold()])
            elif name == "how":
                problems.append(f"`how`: {listed([each.value for each in How], 'or')} was expected")
            elif name == "on":
                setting = changed(setting, on=day_that_has_been(str(value), hint=_DAY))
            elif name == "worker":
                setting = changed(setting, worker=checked_initials("" if value is None else str(value)))
            else:
                problems.append(f"`{CONTACT}` has no field `{name}`: it has `how`, `on` and `worker`")
        except NotUnderstood as wrong:
            problems.append(f"`{name}`: {wrong.message}")
    return setting, tuple(problems)


def sat(
    reference: str, script: str, answers: str, opening: Opening, *, worker: str, nation: str, data: str, plain: bool
) -> Document | None:
    """Go through a script with a client, at the keyboard or from a file of answers. The record, where it came from a file."""
    with open_casebook(opening) as book:
        sitting = Sitting(book, reference, script, worker=checked_initials(worker) if worker else "", nation=nation, data=data)
        if answers:
            return sitting.from_file(answers)
        sitting.at_the_keyboard(plain=plain, no_input=opening.no_input)
    return None
