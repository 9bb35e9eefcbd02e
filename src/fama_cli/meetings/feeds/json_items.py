"""Reading JSON that may be anything: a list item by item, in little memory, or one object whole.

The standard reader is used on a window of the text, one item at a time. It is as fast as a streaming parser, it stops at a
nesting that would fill memory, and it can say at which line the text goes wrong.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from fama_cli.files import read_whole, unreadable
from fama_cli.meetings.feeds.problems import NotReadable

LARGEST_OBJECT = 64 * 1024 * 1024
"""Bytes of a reply that must be read whole."""
LARGEST_ITEM = 4 * 1024 * 1024
"""Characters of one item of a list. A meeting takes about 500."""
WINDOW = 256 * 1024
"""Bytes read at a time."""
AGAIN = "Get the file again. If it is the same, ask the people who publish it"

_SPACE = " \t\n\r"
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Twice(dict[str, object]):
    """An object in which a name stands twice. The last of its values is kept, as nearly every reader does (RFC 8259, section 4)."""

    names: tuple[str, ...]


def items(path: Path) -> Iterator[tuple[int, object]]:
    """The items of the list that a JSON file holds, each with its place, from 1.

    An item is what the standard reader makes of it, but that an object with a name written twice is a `Twice`. Infinite
    numbers and NaN are let through, though JSON has none. Raises NotReadable for anything that is not a whole JSON list, even if
    it only goes wrong at the end, and FileProblem.
    """
    try:
        with path.open("rb") as file:
            yield from _Text(path, file).items()
    except OSError as problem:
        raise unreadable(path, problem) from problem


def whole(path: Path, largest: int = LARGEST_OBJECT) -> object:
    """What a JSON file holds. Raises NotReadable for what is not JSON, and FileProblem for a file of more than `largest` bytes."""
    contents = read_whole(path, largest=largest, what="reply of a server")
    encoding = encoding_of(contents[:4])
    try:
        text = contents.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as problem:
        raise _not_utf_8(path, contents[: problem.start].count(b"\n") + 1) from problem
    start = _past_space(text, 0)
    _refuse_other_than_json(path, text[start : start + 200])
    try:
        found, end = _CHECKING.raw_decode(text, start)
    except json.JSONDecodeError as problem:
        raise _wrong(path, text, problem.pos, 1, ended=_breaks_off(text, problem)) from problem
    except RecursionError as problem:
        raise _too_deep(path) from problem
    except ValueError as problem:
        raise _too_long_a_number(path) from problem
    if _past_space(text, end) < len(text):
        raise _wrong(path, text, _past_space(text, end), 1, ended=False)
    result: object = found
    return result


def encoding_of(start: bytes) -> str:
    """How the text that starts with these bytes is encoded: by its mark, or by where its zeros are, as every JSON text starts in ASCII."""
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    zeros = [byte == 0 for byte in start[:4]]
    return "utf-16-be" if zeros == [True, False, True, False] else "utf-16-le" if zeros == [False, True, False, True] else "utf-8"


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    twice = Twice(made)
    seen = [name for name, _ in pairs]
    twice.names = tuple(name for name in made if seen.count(name) > 1)
    return twice


_DECODER = json.JSONDecoder()
_CHECKING = json.JSONDecoder(object_pairs_hook=_pairs)
"""Takes half as long again."""


def _once(item: object, text: str, start: int, end: int) -> bool:
    """Whether each name stands once, by a quick count: there is a quotation mark and a colon after every name, seldom anywhere else."""
    return type(item) is not dict or text.count('":', start, end) == len(item)


class _Text:
    """A window on the text of a file. `at` is where the next thing is read from; `line` is the line at the start of the window."""

    def __init__(self, path: Path, file: BufferedReader) -> None:
        self.path = path
        self.file = file
        start = file.read(WINDOW)
        self.decoder = codecs.getincrementaldecoder(encoding_of(start[:4]))()
        self.window = ""
        self.at = 0
        self.line = 1
        self.ended = False
        self._take(start)
        self.window = self.window.removeprefix("\ufeff")

    def items(self) -> Iterator[tuple[int, object]]:
        self._skip_space()
        _refuse_other_than_json(self.path, self.window[self.at : self.at + 200])
        if self.window[self.at] != "[":
            found = "an object, in { }," if self.window[self.at] == "{" else f"`{self.window[self.at : self.at + 20]}`"
            raise NotReadable(f"`{self.path}` starts with {found} where a list of meetings, in [ ], was expected", hint=AGAIN)
        self.at += 1
        self._skip_space()
        number = 0
        more = self._next() != "]"
        while more:
            number += 1
            yield number, self._item(number)
            more = self.window[self.at] == ","
            self.at += 1
        if number == 0:
            self.at += 1
        self._skip_space()
        if self.at < len(self.window):
            raise _wrong(self.path, self.window, self.at, self.line, ended=False, number=number)

    def _item(self, number: int) -> object:
        """The item that starts here, of which all that is needed is read. Leaves `at` on the comma or bracket that comes after it."""
        self._skip_space()
        while True:
            try:
                item, end = _DECODER.raw_decode(self.window, self.at)
                after = _past_space(self.window, end)
                if after < len(self.window) and self.window[after] in ",]":
                    made: object = item if _once(item, self.window, self.at, end) else _CHECKING.raw_decode(self.window, self.at)[0]
                    self.at = after
                    return made
                wrong, ended = after, after >= len(self.window)
            except json.JSONDecodeError as problem:
                wrong, ended = problem.pos, _breaks_off(self.window, problem)
            except RecursionError as problem:
                raise _too_deep(self.path, number) from problem
            except ValueError as problem:
                raise _too_long_a_number(self.path, number) from problem
            # It may only be that the window ends inside the item. More is read each time, so no file is read over and over.
            if len(self.window) - self.at > LARGEST_ITEM or not self._more(len(self.window) - self.at):
                raise _wrong(self.path, self.window, min(wrong + self.moved, len(self.window)), self.line, ended=ended, number=number)

    def _next(self) -> str:
        return self.window[self.at : self.at + 1]

    def _skip_space(self) -> None:
        self.at = _past_space(self.window, self.at)
        while self.at == len(self.window) and self._more(0):
            self.at = _past_space(self.window, self.at)

    moved = 0
    """How far the window was moved by the last `_more`, to the left, as a number below 0."""

    def _more(self, least: int) -> bool:
        """Read on, dropping what was read before `at`. False at the end of the file."""
        if self.ended:
            self.moved = 0
            return False
        self.line += self.window.count("\n", 0, self.at)
        self.window, self.moved, self.at = self.window[self.at :], -self.at, 0
        self._take(self.file.read(max(WINDOW, least)))
        return True

    def _take(self, read: bytes) -> None:
        self.ended = not read
        try:
            self.window += self.decoder.decode(read, final=self.ended)
        except UnicodeDecodeError as problem:
            before = self.window.count("\n") + problem.object[: problem.start].count(b"\n")
            raise _not_utf_8(self.path, self.line + before) from problem


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _breaks_off(text: str, problem: json.JSONDecodeError) -> bool:
    # A text with no end to it is reported where it starts.
    return problem.msg.startswith("Unterminated") or _past_space(text, problem.pos) >= len(text)


def _refuse_other_than_json(path: Path, start: str) -> None:
    if not start:
        raise NotReadable(f"`{path}` is empty", hint=AGAIN)
    if start[0] == "<":
        raise NotReadable(
            f"`{path}` is a web page, where JSON was expected",
            hint="Open the address in a browser. It may say what is wrong, or have a link to the list itself",
        )


def _wrong(path: Path, text: str, at: int, line: int, *, ended: bool, number: int = 0) -> NotReadable:
    where = f"line {line + text.count(chr(10), 0, at)}{f', in item {number:,} of the list' if number else ''}"
    if ended:
        return NotReadable(
            f"`{path}` breaks off at its end, {where}: the rest is missing", hint="Get the file again: all of it must arrive"
        )
    found = text[at : at + 20].split("\n")[0]
    return NotReadable(
        f"`{path}` is not right as JSON at {where}, by `{found}`" if found else f"`{path}` is not right as JSON at {where}", hint=AGAIN
    )


def _not_utf_8(path: Path, line: int) -> NotReadable:
    return NotReadable(
        f"`{path}` has letters that are not UTF-8, first on line {line}",
        hint="JSON is always UTF-8. Ask for the file in UTF-8, or open it in a text editor and save it so",
    )


def _too_deep(path: Path, number: int = 0) -> NotReadable:
    where = f"Item {number:,} of the list in `{path}`" if number else f"`{path}`"
    return NotReadable(
        f"{where} has lists within lists, too deep to read", hint="No list of meetings is like that. Check it is the file you meant"
    )


def _too_long_a_number(path: Path, number: int = 0) -> NotReadable:
    where = f"Item {number:,} of the list in `{path}`" if number else f"`{path}`"
    return NotReadable(
        f"{where} has a number of thousands of figures", hint="No list of meetings is like that. Check it is the file you meant"
    )
