"""Reading the files that a partnership keeps: answers, members and actions. Every mistake is pointed at, and nothing is half read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from fama_cli.catalogue.assemble import examined
from fama_cli.catalogue.overlay import Sections
from fama_cli.catalogue.sections import PARTNERSHIP
from fama_cli.catalogue.written import Place, WrittenMap, parse_yaml
from fama_cli.commissioning.files import Action, Answer, Assessment, Member
from fama_cli.errors import DataNotRight, ExitCode, FamaError, Problem
from fama_cli.files import LARGEST_DATA_FILE, read_whole
from fama_cli.record import record
from fama_cli.text import closest, counted, visible


class FileNotRight(FamaError):
    """A file of the partnership's with something wrong in it. `details` are the places. Nothing was written."""

    code = "partnership-file"
    exit_code = ExitCode.DATA_NOT_RIGHT

    def __init__(self, path: Path, problems: Collection[Problem], hint: str) -> None:
        super().__init__(
            f"{counted(len(problems), 'thing')} to put right in `{path}`", hint=hint, details=tuple(str(problem) for problem in problems)
        )


@record
class Answers:
    """A file of answers."""

    assessment: Assessment | None
    answers: tuple[Answer, ...]
    text: str
    """The file as it was written, with its comments."""


@record
class Members:
    """A file of members of the steering group."""

    assessment: Assessment | None
    members: tuple[Member, ...]
    text: str


@record
class Plan:
    """A file with an action plan."""

    assessment: Assessment | None
    actions: tuple[Action, ...]
    text: str


def read_answers(path: Path, questions: Collection[str]) -> Answers:
    """Answers to `questions`, which are ids. Raises FileNotRight, FileProblem or DataNotRight."""
    read = _Read(path, "answers", "Run `fama area assess --format yaml` to see what it should look like")
    read.named_in("id", questions, "question")
    return Answers(assessment=read.assessment(), answers=tuple(read.right()), text=read.text)


def read_members(path: Path, seats: Collection[str]) -> Members:
    """Members for `seats`, which are ids. As `read_answers`."""
    read = _Read(path, "members", "Run `fama area steering --format yaml` to see what it should look like")
    read.named_in("seat", seats, "seat")
    return Members(assessment=read.assessment(), members=tuple(read.right()), text=read.text)


def read_plan(path: Path) -> Plan:
    """An action plan. As `read_answers`."""
    read = _Read(path, "actions", "Run `fama area plan --answers FILE --format yaml` to see what it should look like")
    return Plan(assessment=read.assessment(), actions=tuple(read.right()), text=read.text)


def with_more(path: Path, text: str, section: str, entries: Sequence[Sequence[str]]) -> str:
    """`text`, which was read from `path`, as it is, and the lines of `entries` at the end of its `section`.

    Nothing in it is touched, so comments and order stay. Raises FileNotRight when the section is not the last thing in the
    file, or is written on one line: then nothing could be added without changing what is there.
    """
    if not entries:
        return text
    before = parse_yaml(text.encode(), str(path)).get(section) or []
    indent = " " * (before[-1].place.column - 3) if before else ""
    break_ = "\r\n" if "\r\n" in text else "\n"
    lines = [line for entry in entries for line in ("", *entry)]
    start = text if text.endswith("\n") else text + break_
    after = start + "".join(f"{indent}{line}".rstrip() + break_ for line in lines)
    try:
        held = parse_yaml(after.encode(), str(path)).get(section)
    except DataNotRight:
        held = None
    if not isinstance(held, list) or len(held) != len(before) + len(entries) or held[: len(before)] != before:
        says = f"`{section}:` must come last in this file, as a list with an entry to each `- `, so that more can be added"
        raise FileNotRight(path, (Place(str(path), 1, 1).problem(section, says),), "Move it to the end, and run the command again")
    return after


class _Read:
    """One file, with everything wrong in it gathered before anything is said."""

    def __init__(self, path: Path, section: str, hint: str) -> None:
        self._path, self._section, self._hint = path, section, hint
        contents = read_whole(path, largest=LARGEST_DATA_FILE, what="file of a partnership")
        try:
            file = parse_yaml(contents, str(path), f"`{section}:` and a list under it")
        except DataNotRight as wrong:
            raise FileNotRight(path, wrong.problems, hint) from None
        self.text = contents.decode("utf-8-sig")
        self._things: dict[str, list[Any]]
        self._written: Sections
        self._things, self._written, self._problems = examined([file], ("sources", *PARTNERSHIP))
        self._problems += list(self._out_of_place(file))

    def _out_of_place(self, file: WrittenMap) -> list[Problem]:
        problems = []
        if self._section not in file:
            problems.append(file.place.problem(self._section, f"there is no `{self._section}:` in this file"))
        for other in set(PARTNERSHIP) - {"assessments", self._section}:
            if other in file:
                says = f"found `{other}:`, which is kept in a file of its own"
                problems.append(file.keys_at[other].problem(other, says))
        for second in self._written["assessments"][1:]:
            problems.append(second.place.problem("assessments", "found a second area: a file is about one"))
        return problems

    def named_in(self, field: str, known: Collection[str], what: str) -> None:
        """Each entry's `field` must be one of `known`."""
        for entry in self._written[self._section]:
            value = entry.get(field)
            if isinstance(value, str) and value not in known:
                near = closest(value, known)
                says = f"there is no {what} called `{visible(value)}`" + (f": did you mean `{near}`?" if near else "")
                self._problems.append(value.place.problem(field, says))  # type: ignore[attr-defined]  # text from a file is WrittenText

    def right(self) -> list[Any]:
        """The entries, when nothing is wrong."""
        if self._problems:
            raise FileNotRight(self._path, sorted(self._problems, key=lambda problem: (problem.line, problem.column)), self._hint)
        return self._things[self._section]

    def assessment(self) -> Assessment | None:
        return next(iter(self._things["assessments"]), None)
