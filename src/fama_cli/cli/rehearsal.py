"""A walk with a made-up client, for training: at the keyboard, or with answers from a file. Nothing is saved."""

from __future__ import annotations

from fama_cli.catalogue.load import load_practice
from fama_cli.cli.answers_file import AnswersNotRight, NobodyToAsk, read_answers
from fama_cli.cli.groups_to_choose import Groups
from fama_cli.cli.meetings_to_choose import Meetings
from fama_cli.cli.output import Document
from fama_cli.cli.prompts import can_ask
from fama_cli.cli.screen import aside_unless
from fama_cli.cli.telling import tell
from fama_cli.cli.today import today
from fama_cli.cli.walk_commands import Left
from fama_cli.cli.walking import Walker
from fama_cli.errors import Stopped
from fama_cli.practice.answers import answers_from
from fama_cli.practice.look_up import script_named
from fama_cli.text import counted


class Rehearsal:
    """One script, gone through once."""

    def __init__(self, script: str, *, nation: str, data: str) -> None:
        self._practice = load_practice(data)
        self._script = script_named(self._practice, script)
        self._groups = Groups(nation=nation, data=data)
        self._meetings = Meetings(data)

    def at_the_keyboard(self, *, plain: bool, no_input: bool) -> None:
        """Ask a person. Raises NotUnderstood when there is nobody to ask."""
        if not can_ask(no_input):
            raise NobodyToAsk
        with aside_unless(plain) as aside:
            meetings = self._meetings if self._meetings.there_are() else None
            walker = Walker(self._practice, self._script, self._groups, today(), aside=aside, meetings=meetings)
            try:
                record = walker.walk()
            except (Left, KeyboardInterrupt):
                raise Stopped("Stopped. Nothing was saved.") from None
        answered = sum(answer.state == "answered" for answer in record.values())
        tell(f"Practice finished: {counted(answered, 'answer')}. Nothing was saved.")
        tell("With a client, record:")
        for each in self._script.record:
            tell(each, "- ")

    def from_file(self, name: str) -> Document:
        """The record that a file of answers makes. Raises AnswersNotRight, with every problem at once."""
        from fama_cli.cli.views.walk import walk_document

        answers, problems = answers_from(self._script, read_answers(name), today=today())
        answers, unknown = self._groups.by_id(self._script, answers)
        answers, unmet = self._meetings.by_id(self._script, answers)
        if problems := (*problems, *unknown, *unmet):
            raise AnswersNotRight(name, problems)
        return walk_document(self._script, answers)
