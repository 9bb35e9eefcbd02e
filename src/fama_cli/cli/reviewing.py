"""A review with a person who decides each answer: all of it is saved at the end, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from fama_cli.casebook.errors import Changed, ClientClosed, InUse
from fama_cli.casebook.model import Intervention, Review, Support
from fama_cli.catalogue.load import load_directory, load_practice
from fama_cli.cli.answers_file import AnswersNotRight, NobodyToAsk, read_answers
from fama_cli.cli.casebook import Opening, checked_initials, open_casebook
from fama_cli.cli.groups_to_choose import Groups
from fama_cli.cli.output import Document, note
from fama_cli.cli.prompts import can_ask
from fama_cli.cli.review_file import Given, ReviewFile, checked_episode
from fama_cli.cli.reviewed_words import same_review, saved_words
from fama_cli.cli.screen import aside_unless
from fama_cli.cli.telling import tell, tell_problem
from fama_cli.cli.today import day_that_has_been, today
from fama_cli.cli.walk_commands import Left, asked
from fama_cli.cli.walking import Walker
from fama_cli.directory.dates import in_words
from fama_cli.directory.group import group_names
from fama_cli.errors import NotUnderstood, Stopped
from fama_cli.record import changed
from fama_cli.recording.profile import Profile
from fama_cli.recording.profile_file import load_profile
from fama_cli.recording.worksheet import GOES_ON, Row, answers_of, ends_in, meaning_of, not_counted, place_in, said_in, script_of
from fama_cli.records.reviews import (
    PLACES,
    Behind,
    all_open_on,
    behind,
    cannot_begin,
    cannot_end,
    last_before,
    passed_over,
    suggested,
    why,
)

if TYPE_CHECKING:
    from fama_cli.casebook.store import Store


class Reviewing:
    """One review with one client."""

    def __init__(self, book: Store, reference: str, profile: Profile, *, worker: str, data: str) -> None:
        self._book, self._profile, self._data = book, profile, data
        self.held: Support = book.support(reference)
        if self.held.client.closed_on:
            raise ClientClosed(self.held.client.reference)
        self._practice = load_practice(data)
        directory = load_directory(data)
        self._names = group_names(directory)
        self._kinds = {group.id: group.kind.value for group in directory.groups}
        self._given = Given(on=today(), worker=worker or self.held.client.worker, said={})
        self._ending: Sequence[Intervention] = ()

    # At the keyboard

    def at_the_keyboard(self, *, plain: bool, no_input: bool) -> None:
        """Ask a person. Raises NotUnderstood when there is nobody to ask, and Stopped when they stop."""
        if not can_ask(no_input):
            raise NobodyToAsk
        with aside_unless(plain) as aside:
            try:
                self._begin()
                self._ask(aside)
                self._save_at_last()
            except (Left, KeyboardInterrupt):
                raise Stopped("Stopped. Nothing was saved.") from None
        for words in self._saved_words():
            tell(words)

    def _begin(self) -> None:
        """Say what is held, and let the person put right when and with whom."""
        tell(f"{self.held.client.reference}: review of recovery support", bold=True)
        while True:
            for words in self._standing():
                tell(words)
            tell(f"{_said(self._given.on)}, keyworker {self._given.worker}. To change that, type a date or initials. To stop, q.")
            typed = asked("Press Enter to begin")
            if not typed:
                break
            try:
                self._put_right(typed)
            except NotUnderstood as wrong:
                tell_problem(wrong)
        if not self._open():
            self._given = changed(self._given, started=self._started_asked(), episode=self._episode_asked())

    def _standing(self) -> Sequence[str]:
        last = last_before(self.held.reviews, self._given.on)
        said = [f"The last review was on {_said(last.on)}." if last else "There is no review before this one."]
        if self._same():
            said.append("A review of this day is there already. What you save takes its place.")
        elif any(each.on == self._given.on for each in self.held.reviews):
            said.append("A review of this day with another profile is there already, and stays.")
        said += [f"Recovery support has been open since {_said(each.started_on)}, {PLACES[each.place]}." for each in self._open()]
        if not self._open():
            said.append("No recovery support is open on this day, so this review opens it.")
        return [*said, *self._not_counted()]

    def _put_right(self, typed: str) -> None:
        if any(map(str.isdigit, typed)):
            self._given = changed(self._given, on=_been(typed))
        else:
            self._given = changed(self._given, worker=checked_initials(typed))

    def _started_asked(self) -> date:
        tell("When did recovery support begin?", bold=True)
        while True:
            typed = asked("Press Enter for the day of this review, or type a date such as 20/11/2026, or q to stop")
            try:
                started = _been(typed) if typed else self._given.on
            except NotUnderstood as wrong:
                tell_problem(wrong)
                continue
            if (problem := cannot_begin(self.held.interventions, started, self._given.on, today())) is None:
                return started
            tell(f"{problem}.")
            if started == self._given.on:
                # No day at all can be right, so there is nothing more to ask.
                tell("Stop with q, and choose another day for this review.")

    def _episode_asked(self) -> str | None:
        tell("Which number does your case system have for the episode?", bold=True)
        while True:
            typed = asked("Press Enter for none, or type it, or q to stop")
            try:
                return checked_episode(typed) if typed else None
            except NotUnderstood as wrong:
                tell_problem(wrong)

    def _ask(self, aside: bool) -> None:
        """Each answer in turn, then all of them to check."""
        same, support = self._same(), self._open()
        may_end = not support or any(each.ended_on is None for each in support)
        script = script_of(self._profile, self.rows(), begins=not support, may_end=may_end)
        walker = Walker(
            self._practice, script, Groups(nation="", data=self._data), self._given.on, aside=aside,
            answers=answers_of(self._profile, same.said) if same else None,
        )  # fmt: skip
        # Those that are over already ended on their own day.
        self._ending = [each for each in support if each.ended_on is None]
        while True:
            answers = walker.walk()
            ends = self._given.on if ends_in(answers) else None
            if not ends or not (problem := self._cannot_end(ends)):
                break
            tell(f"{problem}.")
            asked("Press Enter to answer that again, or q to stop")
            walker.answers.pop(GOES_ON)
        self._given = changed(self._given, said=said_in(self._profile, answers), place=place_in(answers), ended=ends)

    def _cannot_end(self, ends: date) -> str | None:
        ending = self._ending or [self._given.opened()]
        return cannot_end(ending, self.held.interventions, self.held.reviews, ends, self._given.on, today())

    def _save_at_last(self) -> None:
        """Somebody else may have the casebook, or have changed what has nothing to do with a review."""
        while True:
            try:
                self._save()
                return
            except InUse as busy:
                tell(f"{busy.message}, so the review is not saved yet.")
                asked("Press Enter to try again, or q to stop")
            except Changed:
                now = self._book.support(self.held.client.reference)
                if (now.interventions, now.reviews) != (self.held.interventions, self.held.reviews):
                    raise
                self.held = now

    # From a file

    def from_file(self, name: str) -> Document:
        """Save a review from a file, all of it or nothing. Raises AnswersNotRight, with every problem at once."""
        from fama_cli.cli.views.reviews import review_document

        read = ReviewFile(read_answers(name), self._profile, today=today(), worker=self._given.worker)
        read.check(self.held.interventions, self.held.reviews)
        if read.problems:
            raise AnswersNotRight(name, read.problems)
        self._given, self._ending = read.given, read.meant(self.held.interventions)
        rows = self.rows()
        self._save()
        for words in (*self._saved_words(), *self._not_counted()):
            note(words)
        support = [self._given.opened(), *self._ending][-1]
        return review_document(self._profile, self.held.client.reference, self._given, rows, support)

    # Both

    def rows(self) -> Sequence[Row]:
        """Each field, with what the contacts since the last review suggest."""
        since, found = self._since(), self._behind()
        return [
            Row(field=field, suggests=suggested(found[field.name]) is True, why=tuple(why(field, found[field.name], self._names, since)))
            for field in self._profile.answers
        ]

    def _not_counted(self) -> Sequence[str]:
        """That there are contacts since the last review which no field counts, and what they were."""
        others = passed_over(self._behind(), self.held.contacts, since=self._since(), until=self._given.on)
        said = not_counted(self._profile, others, self._practice)
        return [said] if said else []

    def _behind(self) -> Mapping[str, Sequence[Behind]]:
        return behind(
            self._profile.answers, meaning_of(self._profile), self._practice, self._kinds, self.held.contacts,
            since=self._since(), until=self._given.on,
        )  # fmt: skip

    def _since(self) -> date | None:
        last = last_before(self.held.reviews, self._given.on)
        return last.on if last else None

    def _same(self) -> Review | None:
        return same_review(self.held.reviews, self._given.on, self._profile)

    def _open(self) -> Sequence[Intervention]:
        return all_open_on(self.held.interventions, self._given.on)

    def _save(self) -> None:
        given = self._given
        begins = (given.started, given.place, given.episode) if not self._open() and given.started and given.place else None
        self._book.save_review(
            self.held.client, on=given.on, profile=self._profile.id, said=given.said, worker=given.worker, begins=begins,
            ends=self._ending if given.ended else [], ended_on=given.ended,
        )  # fmt: skip

    def _saved_words(self) -> Sequence[str]:
        return saved_words(self._profile, self.held, self._given, self._ending)


def reviewed(reference: str, answers: str, opening: Opening, *, profile: str, worker: str, data: str, plain: bool) -> Document | None:
    """Review a client's recovery support, at the keyboard or from a file of answers. The record, where it came from a file."""
    used = load_profile(profile)
    with open_casebook(opening) as book:
        review = Reviewing(book, reference, used, worker=checked_initials(worker) if worker else "", data=data)
        if answers:
            return review.from_file(answers)
        review.at_the_keyboard(plain=plain, no_input=opening.no_input)
    return None


def _been(typed: str) -> date:
    return day_that_has_been(typed, hint="Type a date such as 20/11/2026, or press Enter")


def _said(day: date) -> str:
    return in_words(day.isoformat())
