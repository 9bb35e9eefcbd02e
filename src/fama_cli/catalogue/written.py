"""YAML as values that remember where they were written, so that any mistake can be pointed at.

Stricter than YAML: text is text (`no` is not False, `2014-04` is not a sum), a key may be written once,
and there are no tags, anchors or aliases, so a small file cannot grow into a large one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fama_cli.errors import DataNotRight, Problem
from fama_cli.files import LARGEST_DATA_FILE, read_whole
from fama_cli.text import visible

DEEPEST = 30
"""Levels. Real data has 7."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands. Line and column count from 1."""

    file: str
    line: int
    column: int

    def problem(self, field: str, says: str) -> Problem:
        return Problem(file=self.file, line=self.line, column=self.column, field=field, says=says)


class WrittenText(str):
    place: Place


class WrittenList(list[Any]):
    place: Place


class WrittenMap(dict[str, Any]):
    place: Place
    keys_at: dict[str, Place]


def read_yaml(path: Path, *, expected: str = "sections such as `groups:`") -> WrittenMap:
    """The mapping at the top of a YAML file. `expected` is said when there is none. Raises DataNotRight or FileProblem."""
    return parse_yaml(read_whole(path, largest=LARGEST_DATA_FILE, what="data file"), str(path), expected)


def parse_yaml(contents: bytes, file: str, expected: str = "sections such as `groups:`") -> WrittenMap:
    """As `read_yaml`, of bytes. `file` is the name used in errors."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = _decoded(contents, file)
    try:
        return _Builder(file, yaml, yaml.parse(text, Loader=loader)).top(expected)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
        raise DataNotRight((place.problem("", _plainly(problem, text, place)),)) from None


_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML 1.1 does not allow in a file, section 5.1."""

_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")

_TOO_DEEP = f"values are inside one another more than {DEEPEST} deep: real data is not"


def _decoded(contents: bytes, file: str) -> str:
    try:
        # Notepad on Windows puts a byte order mark first; -sig drops it.
        text = contents.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        before = contents[: problem.start]
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        if contents.startswith((b"\xff\xfe", b"\xfe\xff")):
            says = "the file is saved as UTF-16: save it as UTF-8"
        else:
            says = f"found the byte 0x{contents[problem.start]:02X}, which is not UTF-8: save the file as UTF-8 (not Latin-1 or ANSI)"
        raise DataNotRight((Place(file, line, column).problem("", says),)) from None
    bad = _NOT_YAML.search(text)
    if bad:
        *_, column_start = (0, *(found.end() for found in _LINE_BREAK.finditer(text, 0, bad.start())))
        place = Place(file, len(_LINE_BREAK.findall(text, 0, bad.start())) + 1, bad.start() - column_start + 1)
        says = f"found the character U+{ord(bad[0]):04X}, which YAML does not allow: remove it"
        raise DataNotRight((place.problem("", says),))
    return text


def _plainly(problem: Any, text: str, place: Place) -> str:
    """PyYAML's complaint in words a person who edits data can use."""
    lines = text.splitlines()
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    said = " ".join(part for part in (problem.context, problem.problem) if part)
    if line[place.column - 1 : place.column] == "\t" or line[: place.column].strip(" ") == "\t" or "'\\t'" in said:
        return "found a tab: YAML is indented with spaces"
    if "found undefined alias" in said or "found undefined tag" in said:
        return "aliases (`*name`) and tags (`!name`) are not used here: write the value out"
    if "did not find expected node content" in said or "did not find expected ',' or" in said:
        return "found `[` or `{` that is not closed, or a value that is missing inside it"
    if "mapping values are not allowed" in said:
        return "found `: ` inside a value: put the value in quotes"
    if "found unexpected end of stream" in said or "while scanning a quoted scalar" in said:
        return "a quotation mark is opened and not closed"
    if "did not find expected key" in said or "did not find expected '-' indicator" in said:
        return "the indentation does not line up with the lines above"
    if "cannot start any token" in said:
        return f"found `{visible(line[place.column - 1 : place.column])}` where a value starts: put the value in quotes"
    if "expected a single document" in said:
        return "found a second document (`---`): a data file holds one"
    return f"this is not YAML: {said}"


class _Builder:
    """Builds values from what the parser reports, one step at a time.

    PyYAML's own `compose` calls itself for each level in C, and 100,000 of `[` end the program without a word.
    """

    def __init__(self, file: str, yaml: Any, events: Iterator[Any]) -> None:
        self.file = file
        self.yaml = yaml
        self.events = events

    def fail(self, event: Any, says: str) -> DataNotRight:
        return DataNotRight((self.place(event).problem("", says),))

    def place(self, event: Any) -> Place:
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def top(self, expected: str) -> WrittenMap:
        value: Any = None
        documents = 0
        for event in self.events:
            if isinstance(event, self.yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.fail(event, "found a second document (`---`): a data file holds one")
                value = self.build(next(self.events), 0)
        if value is None:
            value = WrittenMap()
            value.place, value.keys_at = Place(self.file, 1, 1), {}
        if not isinstance(value, WrittenMap):
            raise DataNotRight((Place(self.file, 1, 1).problem("", f"expected {expected} at the top of the file"),))
        return value

    def build(self, event: Any, depth: int) -> Any:
        if depth > DEEPEST:
            raise self.fail(event, _TOO_DEEP)
        self.refuse_tricks(event)
        if isinstance(event, self.yaml.ScalarEvent):
            if event.implicit[0] and event.value in _NOTHING:
                return None
            text = WrittenText(event.value)
            text.place = self.place(event)
            return text
        if isinstance(event, self.yaml.SequenceStartEvent):
            items = WrittenList()
            items.place = self.place(event)
            while not isinstance(item := next(self.events), self.yaml.SequenceEndEvent):
                items.append(self.build(item, depth + 1))
            return items
        mapping = WrittenMap()
        mapping.place, mapping.keys_at = self.place(event), {}
        while not isinstance(key_event := next(self.events), self.yaml.MappingEndEvent):
            self.refuse_tricks(key_event)
            if not isinstance(key_event, self.yaml.ScalarEvent):
                raise self.fail(key_event, "a field name must be a word, not a list or a mapping")
            key = str(key_event.value)
            if key in mapping:
                first = mapping.keys_at[key]
                raise self.fail(key_event, f"`{visible(key)}` is written twice: first on line {first.line}")
            mapping[key] = self.build(next(self.events), depth + 1)
            mapping.keys_at[key] = self.place(key_event)
        return mapping

    def refuse_tricks(self, event: Any) -> None:
        """An alias is refused where it stands, however much it would grow to."""
        if isinstance(event, self.yaml.AliasEvent):
            raise self.fail(event, "aliases (`*name`) are not used here: write the value out each time")
        if event.anchor is not None:
            raise self.fail(event, "anchors (`&name`) are not used here: write the value out each time")
        if event.tag is not None:
            raise self.fail(event, f"found the tag `{visible(event.tag)}`: tags are not used here")


_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
"""What YAML reads as no value, when it is not in quotes."""
