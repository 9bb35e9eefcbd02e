"""A walk with a made-up client, for training: at the keyboard, or with answers from a file. Nothing is saved."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from fama_cli.catalogue.load import load_directory, load_practice
from fama_cli.cli.asking import nation_named, question
from fama_cli.cli.output import Document
from fama_cli.cli.prompts import can_ask
from fama_cli.cli.today import today
from fama_cli.cli.walking import Stopped, Walker, tell
from fama_cli.directory.find import Match, find
from fama_cli.directory.group import group_named
from fama_cli.errors import ExitCode, FamaError, NotFound, NotUnderstood
from fama_cli.practice.answers import answers_from
from fama_cli.practice.look_up import script_named
from fama_cli.practice.model import StepKind
from fama_cli.practice.walk import Answers
from fama_cli.record import changed
from fama_cli.text import counted, ended

LARGEST_ANSWERS = 1024 * 1024
"""Bytes. Answers to one script take about 2 KB."""


class AnswersNotRight(FamaError):
    """A file of answers that the script does not take."""

    code = "answers"
    exit_code = ExitCode.DATA_NOT_RIGHT


class Rehearsal:
    """One script, gone through once."""

    def __init__(self, script: str, *, nation: str, data: str) -> None:
        self._practice = load_practice(data)
        self._script = script_named(self._practice, script)
        self._nation = nation
        self._data = data
        nation_named(nation)

    def at_the_keyboard(self, *, plain: bool, no_input: bool) -> None:
        """Ask a person. Raises NotUnderstood when there is nobody to ask."""
        if not can_ask(no_input):
            raise NotUnderstood("There is nobody to ask", hint="Give answers in a file: `--answers FILE`, or `--answers -`")
        aside = not plain and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        with _aside(aside):
            walker = Walker(self._practice, self._script, self._groups, today(), aside=aside)
            try:
                record = walker.walk()
            except (Stopped, KeyboardInterrupt):
                raise KeyboardInterrupt from None
        answered = sum(answer.state == "answered" for answer in record.values())
        tell(f"Practice finished: {counted(answered, 'answer')}. Nothing was saved.")
        tell("With a client, record:")
        for each in self._script.record:
            tell(each, "- ")

    def from_file(self, name: str) -> Document:
        """The record that a file of answers makes. Raises AnswersNotRight, with every problem at once."""
        from fama_cli.cli.views.walk import walk_document

        answers, problems = answers_from(self._script, _read(name), today=today())
        answers, unknown = self._with_groups(answers)
        if problems := (*problems, *unknown):
            raise AnswersNotRight(f"{counted(len(problems), 'thing')} to put right in `{name}`: {'; '.join(problems)}")
        return walk_document(self._script, answers)

    def _with_groups(self, answers: Answers) -> tuple[Answers, Sequence[str]]:
        """`answers` with each group by its id, however it was written; and those that are none."""
        found, problems = dict(answers), []
        for step in self._script.steps:
            if step.kind is StepKind.CHOOSE_GROUP and step.id in found:
                ids = []
                for value in found[step.id].values:
                    try:
                        ids.append(group_named(load_directory(self._data), value).id)
                    except NotFound as missing:
                        problems.append(f"`{step.id}`: {missing.message}. {ended(missing.hint)}")
                found[step.id] = changed(found[step.id], values=tuple(ids))
        return found, problems

    def _groups(self, substance: str) -> Sequence[Match]:
        """Groups that fit what was typed, or every group, for a person's own use."""
        directory = load_directory(self._data)
        asked = question(
            directory, substances=[substance] if substance else [], behaviours=[], whom="self", approach="", nation=self._nation,
            online=False, no_input=True,
        )  # fmt: skip
        return find(directory, asked.asked, today()).groups


def _read(name: str) -> Mapping[str, object]:
    from fama_cli.catalogue.written import parse_yaml
    from fama_cli.files import read_whole

    contents = _from_stdin() if name == "-" else read_whole(Path(name), largest=LARGEST_ANSWERS, what="answers file")
    return parse_yaml(contents, name, "a step and its answer on each line, such as `been-before: never`")


def _from_stdin() -> bytes:
    """The bytes themselves, where there are any: the reader of YAML says what is wrong with those that are not UTF-8."""
    stream = getattr(sys.stdin, "buffer", None)
    contents = stream.read(LARGEST_ANSWERS + 1) if stream else sys.stdin.read(LARGEST_ANSWERS + 1).encode()
    if len(contents) > LARGEST_ANSWERS:
        raise AnswersNotRight(f"More than {LARGEST_ANSWERS // 1024:,} KB came in, and answers take a few", hint="Send the file you meant")
    return bytes(contents)


@contextmanager
def _aside(aside: bool) -> Iterator[None]:
    """On a screen of its own, so that answers are gone from the terminal when it ends."""
    if aside:
        sys.stderr.write("\x1b[?1049h\x1b[H")
        sys.stderr.flush()
    try:
        yield
    finally:
        if aside:
            sys.stderr.write("\x1b[?1049l")
            sys.stderr.flush()
