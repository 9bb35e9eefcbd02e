"""YAML as values that remember where they were written, so that any mistake can be pointed at.

Stricter than YAML: text is text (`no` is not False, `2014-04` is not a sum), a key may be written once,
and there are no tags, anchors or aliases, so a small file cannot grow into a large one.
"""

from __future__ import annotations

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


def read_yaml(path: Path) -> WrittenMap:
    """The mapping at the top of a YAML file. Raises DataNotRight or FileProblem."""
    return parse_yaml(read_whole(path, largest=LARGEST_DATA_FILE, what="data file"), str(path))


def parse_yaml(contents: bytes, file: str) -> WrittenMap:
    """As `read_yaml`, of bytes. `file` is the name used in errors."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = _decoded(contents, file)
    try:
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
        raise DataNotRight((place.problem("", _plainly(problem, text, place)),)) from None
    except yaml.reader.ReaderError as problem:
        place = _place_of(text, file, problem.position)
        character = text[problem.position : problem.position + 1]
        says = f"found the character U+{ord(character or chr(0)):04X}, which YAML does not allow: remove it"
        raise DataNotRight((place.problem("", says),)) from None
    except RecursionError:
        raise DataNotRight((Place(file, 1, 1).problem("", _TOO_DEEP),)) from None
    if root is None:
        empty = WrittenMap()
        empty.place, empty.keys_at = Place(file, 1, 1), {}
        return empty
    value = _Builder(file, yaml).build(root, 0)
    if not isinstance(value, WrittenMap):
        raise DataNotRight((Place(file, 1, 1).problem("", "expected sections such as `groups:` at the top of the file"),))
    return value


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
    return text


def _place_of(text: str, file: str, position: int) -> Place:
    before = text[:position]
    return Place(file, before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1)


def _plainly(problem: Any, text: str, place: Place) -> str:
    """PyYAML's complaint in words a person who edits data can use."""
    lines = text.splitlines()
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    said = " ".join(part for part in (problem.context, problem.problem) if part)
    if line[place.column - 1 : place.column] == "\t" or line[: place.column].strip(" ") == "\t" or "'\\t'" in said:
        return "found a tab: YAML is indented with spaces"
    if "found undefined alias" in said or "found undefined tag" in said:
        return "aliases (`*name`) and tags (`!name`) are not used here: write the value out"
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
    if "exceeded" in said or "nesting" in said:
        return _TOO_DEEP
    return f"this is not YAML: {said}"


class _Builder:
    def __init__(self, file: str, yaml: Any) -> None:
        self.file = file
        self.yaml = yaml
        self.seen: set[int] = set()

    def fail(self, node: Any, says: str) -> DataNotRight:
        return DataNotRight((self.place(node).problem("", says),))

    def place(self, node: Any) -> Place:
        return Place(self.file, node.start_mark.line + 1, node.start_mark.column + 1)

    def build(self, node: Any, depth: int) -> Any:
        if depth > DEEPEST:
            raise self.fail(node, _TOO_DEEP)
        # An alias is the node it names, met again. Refusing it here costs nothing, however much it would grow to.
        if id(node) in self.seen:
            raise self.fail(node, "aliases (`*name`) are not used here: write the value out each time")
        self.seen.add(id(node))
        if not node.tag.startswith("tag:yaml.org,2002:") or node.tag.endswith(("python", "binary")):
            raise self.fail(node, f"found the tag `{visible(node.tag)}`: tags are not used here")
        if isinstance(node, self.yaml.ScalarNode):
            if node.tag == "tag:yaml.org,2002:null" and node.style is None:
                return None
            text = WrittenText(node.value)
            text.place = self.place(node)
            return text
        if isinstance(node, self.yaml.SequenceNode):
            items = WrittenList(self.build(item, depth + 1) for item in node.value)
            items.place = self.place(node)
            return items
        mapping = WrittenMap()
        mapping.place, mapping.keys_at = self.place(node), {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, self.yaml.ScalarNode):
                raise self.fail(key_node, "a field name must be a word, not a list or a mapping")
            key = str(key_node.value)
            if key in mapping:
                first = mapping.keys_at[key]
                raise self.fail(key_node, f"`{visible(key)}` is written twice: first on line {first.line}")
            mapping[key] = self.build(value_node, depth + 1)
            mapping.keys_at[key] = self.place(key_node)
        return mapping
