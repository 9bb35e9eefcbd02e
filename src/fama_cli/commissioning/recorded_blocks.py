"""The audit of recording, as a part of the report: each check and each field once, with its numbers side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fama_cli.commissioning.charts import answered_says, completeness_chart
from fama_cli.commissioning.recorded import HIDDEN, Recorded, RecordedLine, field_of, name_of
from fama_cli.directory.dates import in_words
from fama_cli.handouts.model import Block, Heading, Table, worded, worded_table
from fama_cli.text import ended

HIDDEN_BECAUSE_SMALL = f"{HIDDEN} stands for a number that is hidden because it is small."


def recorded_blocks(recorded: Recorded) -> Iterator[Block]:
    """Its parts in the order of the audit. Nothing in them names a client."""
    yield Heading(says="Recording")
    yield worded(f"From an audit made on {in_words(recorded.made_on)}. {ended(recorded.caution)} {HIDDEN_BECAUSE_SMALL}")
    for part in dict.fromkeys(line.part for line in recorded.lines):
        lines = [line for line in recorded.lines if line.part == part]
        if part == "file":
            yield worded_table("What was read", ("What", "Number"), [(name_of(line), line.number) for line in lines])
        elif part == "check":
            yield _checks(lines)
        elif part == "field":
            yield from _fields(recorded, lines)
        elif part == "indicator":
            yield _indicators(lines)
        else:
            rows = [(name_of(line), _capital(line.measure), line.number, line.percent, line.result) for line in lines]
            yield worded_table(_capital(part), ("What", "Counted", "Number", "Percentage", "Result"), rows)


def _checks(lines: Sequence[RecordedLine]) -> Table:
    rows = []
    for of in _by_id(lines):
        numbers = {line.measure: line.number for line in of}
        rows.append((of[0].title, numbers.get("clients", ""), numbers.get("rows", ""), _capital(of[0].result)))
    return worded_table("What each check found", ("Check", "Clients", "Rows", "Result"), rows)


_COUNTED = ("yes", "no", "missing", "clients")


def _fields(recorded: Recorded, lines: Sequence[RecordedLine]) -> Iterator[Block]:
    """A picture and a table for each phase: clients in treatment are counted apart from those after it."""
    yield Heading(says="How complete each field is", level=3)
    for phase in dict.fromkeys(line.phase for line in lines):
        rows = []
        for of in _by_id([line for line in lines if line.phase == phase]):
            numbers = {line.measure: line.number for line in of}
            answered = next((_answered(line) for line in of if line.measure == "answered"), "")
            rows.append((field_of(of[0]), *(numbers.get(measure, "") for measure in _COUNTED), answered))
        if picture := completeness_chart(recorded, phase):
            yield picture
        caption = f"Each field{f': clients {phase}' if phase else ''}"
        yield worded_table(caption, ("Field", *map(_capital, _COUNTED), "Answered"), rows)


def _answered(line: RecordedLine) -> str:
    return f"{line.percent}{f', {line.result}' if line.result else ''}" if line.percent == HIDDEN else answered_says(line)


def _indicators(lines: Sequence[RecordedLine]) -> Table:
    rows = []
    for of in _by_id(lines):
        counted = {line.measure: line for line in of}
        over, under = counted.get("numerator", of[0]), counted.get("denominator", of[-1])
        result = over.percent or _capital(over.result)
        rows.append((over.title, over.number, under.title, under.number, result))
    return worded_table("Local indicators", ("Numerator is", "Numerator", "Denominator is", "Denominator", "Percentage"), rows)


def _by_id(lines: Sequence[RecordedLine]) -> Sequence[Sequence[RecordedLine]]:
    """The lines of each thing together. Where an audit does not state an id, the title tells them apart."""
    found: dict[str, list[RecordedLine]] = {}
    for line in lines:
        found.setdefault(line.id or line.title, []).append(line)
    return list(found.values())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
