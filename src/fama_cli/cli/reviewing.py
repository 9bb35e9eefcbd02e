"""A review with a person who decides each answer: all of it is saved at the end, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from fama_cli.casebook.errors import Changed, ClientClosed, InUse
from fama_cli.casebook.model import Intervention, Place, Support
from fama_cli.catalogue.load import load_directory, load_practice
from fama_cli.cli.answers_file import AnswersNotRight, NobodyToAsk, read_answers
from fama_cli.cli.casebook import Opening, checked_initials, open_casebook
from fama_cli.cli.groups_to_choose import Groups
from fama_cli.cli.output import Document, note
from fama_cli.cli.prompts import can_ask, line
from fama_cli.cli.review_file import Given, ReviewFile, checked_episode
from fama_cli.cli.screen import aside_unless
from fama_cli.cli.telling import tell
from fama_cli.cli.today import today
from fama_cli.cli.walk_commands import Left, means_stop
from fama_cli.cli.walking import Walker
from fama_cli.directory.dates import in_words
from fama_cli.directory.group import group_names
from fama_cli.errors import NotUnderstood, Stopped
from fama_cli.practice.walk import day_typed
from fama_cli.record import changed
from fama_cli.recording.profile import Profile
from fama_cli.recording.profile_file import load_profile
from fama_cli.recording.worksheet import GOES_ON, Row, answers_of, ends_in, meaning_of, place_in, said_in, script_of
from fama_cli.records.reviews import PLACES, behind, cannot_begin, cannot_end, last_before, months_after, open_on, suggested, why
from fama_cli.text import ended

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
            typed = _asked("Press Enter to begin")
            if not typed:
                break
            try:
                self._put_right(typed)
            except NotUnderstood as wrong:
                tell(f"{wrong.message}. {ended(wrong.hint)}")
        if self._open() is None:
            self._given = changed(self._given, started=self._started_asked(), episode=self._episode_asked())

    def _standing(self) -> Sequence[str]:
        last, support = last_before(self.held.reviews, self._given.on), self._open()
        same = any(each.on == self._given.on for each in self.held.reviews)
        said = [f"The last review was on {_said(last.on)}." if last else "There is no review before this one."]
        if same:
            said.append("A review of this day is there already. What you save takes its place.")
        if support:
            return (*said, f"Recovery support has been open since {_said(support.started_on)}, {PLACES[support.place]}.")
        return (*said, "No recovery support is open on this day, so this review opens it.")

    def _put_right(self, typed: str) -> None:
        if any(map(str.isdigit, typed)):
            self._given = changed(self._given, on=_been(typed))
        else:
            self._given = changed(self._given, worker=checked_initials(typed))

    def _started_asked(self) -> date:
        tell("When did recovery support begin?", bold=True)
        while True:
            typed = _asked("Press Enter for the day of this review, or type a date such as 20/11/2026, or q to stop")
            try:
                started = _been(typed) if typed else self._given.on
            except NotUnderstood as wrong:
                tell(f"{wrong.message}. {ended(wrong.hint)}")
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
            typed = _asked("Press Enter for none, or type it, or q to stop")
            try:
                return checked_episode(typed) if typed else None
            except NotUnderstood as wrong:
                tell(f"{wrong.message}. {ended(wrong.hint)}")

    def _ask(self, aside: bool) -> None:
        """Each answer in turn, then all of them to check."""
        same = next((each for each in self.held.reviews if each.on == self._given.on and each.profile == self._profile.id), None)
        support = self._open()
        script = script_of(self._profile, self.rows(), begins=support is None, may_end=support is None or support.ended_on is None)
        walker = Walker(
            self._practice, script, Groups(nation="", data=self._data), self._given.on, aside=aside,
            answers=answers_of(self._profile, same.said) if same else None,
        )  # fmt: skip
        started = support.started_on if support else self._given.started or self._given.on
        while True:
            answers = walker.walk()
            ends = self._given.on if ends_in(answers) else None
            problem = cannot_end(started, self.held.reviews, ends, self._given.on, today()) if ends else None
            if problem is None:
                break
            tell(f"{problem}.")
            _asked("Press Enter to answer that again, or q to stop")
            walker.answers.pop(GOES_ON)
        self._given = changed(self._given, said=said_in(self._profile, answers), place=place_in(answers), ended=ends)

    def _save_at_last(self) -> None:
        """Somebody else may have the casebook, or have changed what has nothing to do with a review."""
        while True:
            try:
                self._save()
                return
            except InUse as busy:
                tell(f"{busy.message}, so the review is not saved yet.")
                _asked("Press Enter to try again, or q to stop")
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
        self._given = read.given
        rows, before = self.rows(), self._open()
        self._save()
        for words in self._saved_words():
            note(words)
        support = before or self._opened()
        return review_document(self._profile, self.held.client.reference, self._given, rows, support)

    # Both

    def rows(self) -> Sequence[Row]:
        """Each field, with what the contacts since the last review suggest."""
        last = last_before(self.held.reviews, self._given.on)
        since = last.on if last else None
        found = behind(
            self._profile.answers, meaning_of(self._profile), self._practice, self._kinds, self.held.contacts,
            since=since, until=self._given.on,
        )  # fmt: skip
        return [
            Row(field=field, suggests=suggested(found[field.name]) is True, why=tuple(why(field, found[field.name], self._names, since)))
            for field in self._profile.answers
        ]

    def _open(self) -> Intervention | None:
        return open_on(self.held.interventions, self._given.on)

    def _opened(self) -> Intervention:
        """What this review opened, as it is kept."""
        given = self._given
        return Intervention(
            id=0, started_on=given.started or given.on, ended_on=given.ended, place=given.place or Place.OUTSIDE, episode=given.episode,
            worker=given.worker,
        )  # fmt: skip

    def _save(self) -> None:
        given, support = self._given, self._open()
        begins = (given.started, given.place, given.episode) if support is None and given.started and given.place else None
        self._book.save_review(
            self.held.client, on=given.on, profile=self._profile.id, said=given.said, worker=given.worker, begins=begins,
            ends=[support] if support and given.ended else [], ended_on=given.ended,
        )  # fmt: skip

    def _saved_words(self) -> Sequence[str]:
        given = self._given
        yes = sum(given.said.values())
        counts = f"{yes} yes, {len(given.said) - yes} no, {len(self._profile.answers) - len(given.said)} not stated"
        saved = f"Saved: the review of {self.held.client.reference} on {_said(given.on)}. {counts}."
        support = self._open()
        if over := given.ended or (support.ended_on if support else None):
            return (saved, f"Recovery support ended on {_said(over)}.")
        last = max([given.on, *(each.on for each in self.held.reviews)])
        return (saved, f"The next review is by {_said(months_after(last, self._profile.interval_months))}.")


def reviewed(reference: str, answers: str, opening: Opening, *, profile: str, worker: str, data: str, plain: bool) -> Document | None:
    """Review a client's recovery support, at the keyboard or from a file of answers. The record, where it came from a file."""
    used = load_profile(profile)
    with open_casebook(opening) as book:
        review = Reviewing(book, reference, used, worker=checked_initials(worker) if worker else "", data=data)
        if answers:
            return review.from_file(answers)
        review.at_the_keyboard(plain=plain, no_input=opening.no_input)
    return None


def _asked(prompt: str) -> str:
    typed = line(prompt)
    if means_stop(typed):
        raise Left
    return typed


def _been(typed: str) -> date:
    found = day_typed(typed, today=today(), coming=False)
    if found is None or found > today():
        raise NotUnderstood(f"`{typed}` is not a day that has been", hint="Type a date such as 20/11/2026, or press Enter")
    return found


def _said(day: date) -> str:
    return in_words(day.isoformat())
