"""Tables saved as CSV, as every spreadsheet writes them: any delimiter, the usual encodings, and no row out of line."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TextIO

from fama_cli.files import unreadable
from fama_cli.meetings.feeds.json_items import WINDOW, encoding_of
from fama_cli.meetings.feeds.problems import NotReadable
from fama_cli.meetings.reading import Finding, Notice, Severity
from fama_cli.text import visible

NOT_UTF_8 = Notice(
    "not-utf-8",
    Severity.NOTED,
    "The file is not UTF-8, so it was read as Windows writes it",
    "Check the accents and pound signs. In a spreadsheet, choose CSV UTF-8 when you save",
)
ZEROS = Notice("zero-bytes", Severity.CHANGED, "The file has zero bytes, which were left out", "Save the file again from the spreadsheet")
COLUMN_TWICE = Notice("column-twice", Severity.CHANGED, "2 columns have this heading, and only the first was read", "Take one of them out")
TOO_FEW = Notice(
    "too-few-cells",
    Severity.NOTED,
    "The row has fewer cells than there are headings, so the last were taken as empty",
    "Check that each cell is under its heading",
)
TOO_MANY = Notice(
    "too-many-cells",
    Severity.SKIPPED,
    "The row has more cells than there are headings, so nobody can say which is which",
    "Put quotation marks round a cell that has a comma in it, or save the file again from the spreadsheet",
)

DELIMITERS = ",;\t|"
_HEADINGS_WITHIN = 10
"""Rows. Some lists have a title, or a date, above their headings."""
_LEAST_HEADINGS = 2


class Line(NamedTuple):
    """One row of a table."""

    number: int
    """As a spreadsheet shows it."""
    cells: dict[str, str]
    """Heading -> what is under it, for the cells that are not empty."""
    findings: tuple[Finding, ...]
    right: bool = True
    """False for a row that has cells under no heading."""


class Table(NamedTuple):
    """A table whose headings were found."""

    headings: tuple[str, ...]
    lines: Iterator[Line]
    findings: tuple[Finding, ...]
    """Of the file as a whole: to be said with its first row."""


def rows_of(path: Path, known: Callable[[str], bool], example: str) -> Iterator[Table]:
    """The one table of a file, which is open until the next is asked for. `known` says whether a heading is one of the format's.

    Raises NotReadable where there are no such headings (`example` says what they look like), and for a file that is no text,
    at once; for a quotation mark that is never closed, when it gets there. Raises FileProblem.
    """
    try:
        encoding, remarks = _encoding(path)
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            yield _table(path, file, known, example, remarks)
    except OSError as problem:
        raise unreadable(path, problem) from problem


def delimiter_of(line: str) -> str:
    """What parts the cells of the first line of a table: the sign there is most of, outside quotation marks."""
    bare = re.sub(r'"[^"]*"', "", line)
    return max(DELIMITERS, key=bare.count)


def _encoding(path: Path) -> tuple[str, tuple[Finding, ...]]:
    # Read through once before it is used: what is wrong at the end must not be found out half-way.
    with path.open("rb") as file:
        start = file.read(4)
        if not start:
            raise NotReadable(
                f"`{path}` is empty", hint="Check it is the file you meant. `fama meetings template` prints one to start from"
            )
        encoding = encoding_of(start)
        decoder = codecs.getincrementaldecoder(encoding)()
        zeros = False
        file.seek(0)
        try:
            while piece := file.read(WINDOW):
                zeros = zeros or "\0" in decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252", (Finding("file", NOT_UTF_8),)
    return "utf-8-sig" if encoding == "utf-8" else encoding, (Finding("file", ZEROS),) if zeros else ()


def _table(path: Path, file: TextIO, known: Callable[[str], bool], example: str, remarks: tuple[Finding, ...]) -> Table:
    text = (line.replace("\0", "").removeprefix("\ufeff") for line in file)
    first = next(text, "")
    if re.fullmatch(r"sep=.\s*", first):  # Excel writes it, and shows it nowhere.
        delimiter, first = first[4], next(text, "")
    else:
        delimiter = ""
    above = [first]
    for line in text:
        if len(above) == _HEADINGS_WITHIN or delimiter_of(above[-1]) in above[-1]:
            above.append(line)
            break
        above.append(line)
    delimiter = delimiter or delimiter_of(max(above[:-1] or above, key=lambda line: line.count(delimiter_of(line))))
    records = _records(path, chain(above, text), delimiter)
    for number, cells in records:
        headings = [" ".join(cell.split()) for cell in cells]
        if len({heading for heading in headings if heading and known(heading)}) >= _LEAST_HEADINGS:
            findings = list(remarks)
            for at, heading in enumerate(headings):
                if heading and heading in headings[:at]:
                    findings.append(Finding(heading[:60], COLUMN_TWICE))
                    headings[at] = ""
            return Table(tuple(filter(None, headings)), _lines(records, headings), tuple(findings))
        if number >= _HEADINGS_WITHIN:
            break
    raise NotReadable(f"`{path}` has no headings that are known here", hint=f"The first row must have headings, such as {example}")


def _records(path: Path, text: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for number, cells in enumerate(csv.reader(text, delimiter=delimiter, strict=True), 1):
            yield number, cells
    except csv.Error as problem:
        raise NotReadable(
            f"Row {number + 1:,} of `{path}` cannot be read as a table: {visible(str(problem))}",
            hint="A quotation mark in it, or in a row before it, is not closed. Save the file again from a spreadsheet",
        ) from problem


def _lines(records: Iterator[tuple[int, list[str]]], headings: list[str]) -> Iterator[Line]:
    width = len(headings)
    while width and not headings[width - 1]:
        width -= 1
    named = headings[:width]
    for number, cells in records:
        under = {heading: cell for heading, cell in zip(named, cells, strict=False) if cell and heading and not cell.isspace()}
        beyond = [cell.strip() for cell in cells[width:] if cell.strip()]
        if beyond:
            yield Line(number, under, (Finding("row", TOO_MANY, ", ".join(beyond)[:60]),), right=False)
        elif under:
            short = len(cells) < width
            yield Line(number, under, (Finding("row", TOO_FEW, f"{len(cells)} of {width}"),) if short else ())
