"""Read Code-Point Open: where each postcode of Great Britain is, as Ordnance Survey gives it away.

It is a zip with a file for each postcode area, `Data/CSV/so.csv`, of rows such as `"SO16 0AS",10,437292,115542,"E92000001",...`, 10
columns without headings: the postcode, how well its place is known, and the place in metres on the National Grid (technical specification, https://docs.os.uk/os-downloads/~gitbook/pdf?only=yes&page=wisGBe33lXSoDr73IEPW).
"""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from fama_cli.errors import ExitCode, FamaError
from fama_cli.files import unreadable
from fama_cli.meetings.places.national_grid import EASTINGS, NORTHINGS
from fama_cli.text import visible

WHERE = "https://osdatahub.os.uk/downloads/open/CodePointOpen"
LICENCE = "Open Government Licence v3.0, https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
LARGEST = 1024**3
"""Bytes, unpacked, of all the files: the real ones come to about 150 MB (getting started guide,
https://docs.os.uk/os-downloads/~gitbook/pdf?only=yes&page=sFwDsXY3VymjQP7JswaR)."""
MOST_FILES = 2000
"""In a zip: the real one has 120 files of postcodes and a few documents."""
LARGEST_RATIO = 100
"""How many times larger than in the zip a file may be. Tables of numbers come to about 5 times."""

_HINT = f"Download Code-Point Open as CSV from {WHERE}, and give the zip as it came"
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}", re.ASCII)
_LONGEST_LINE = 1000
"""Characters, about 10 times what a row takes."""
_HEADINGS = {"pc", "postcode"}
_ELSEWHERE = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|^[A-Za-z]:|\\|\x00")
_PLAIN_OR_DEFLATED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}

PostcodeRow = tuple[str, int, int]
"""Postcode in its usual form, easting and northing in metres. 0 and 0 is a postcode whose place is not known."""


class NotPlaces(FamaError):
    """What was given is not Code-Point Open, or is damaged."""

    code = "places"
    exit_code = ExitCode.DATA_NOT_RIGHT


def attribution(year: int) -> str:
    """What must be said where the postcodes of that year's edition are used, with LICENCE.

    The words are those that the Office for National Statistics asks for where its own lists hold the same data: the first two lines from
    https://www.ons.gov.uk/aboutus/transparencyandgovernance/freedomofinformationfoi/usingthenationalstatisticspostcodelookupnsplandonspostcodedirectory
    and the last from http://www.ons.gov.uk/ons/ons/guide-method/geography/beginner-s-guide/licences/index.html.
    """
    return (
        f"Contains OS data © Crown copyright and database right {year}\n"
        f"Contains Royal Mail data © Royal Mail copyright and database right {year}\n"
        f"Contains National Statistics data © Crown copyright and database right {year}"
    )


def read(path: Path) -> Iterator[PostcodeRow]:
    """Every row of Code-Point Open: the zip as downloaded, one of its CSV files, or a folder of them. Nothing is unpacked to disk.

    Raises NotPlaces for anything else, as soon as it comes to it, and FileProblem for a file that cannot be read.
    """
    try:
        if path.is_dir():
            yield from _folder(path)
        elif path.exists() and not path.is_file():
            raise NotPlaces(f"`{path.name}` is not an ordinary file", hint=_HINT)
        elif zipfile.is_zipfile(path):
            yield from _zip(path)
        else:
            with path.open("rb") as file:
                yield from _rows(file, path.name, path.stat().st_size)
    except OSError as problem:
        raise unreadable(path, problem) from problem
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as problem:
        raise NotPlaces(f"`{path.name}` is damaged: it cannot be unpacked", hint=_HINT) from problem


def _folder(folder: Path) -> Iterator[PostcodeRow]:
    files = sorted(
        each for each in folder.rglob("*.[cC][sS][vV]") if each.is_file() and _has_postcodes(each.relative_to(folder).as_posix())
    )
    if not files:
        raise NotPlaces(f"The folder `{folder.name}` has no CSV files of postcodes in it", hint=_HINT)
    for each in files:
        with each.open("rb") as file:
            yield from _rows(file, each.name, each.stat().st_size)


def _zip(path: Path) -> Iterator[PostcodeRow]:
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        _check(members, path.name)
        files = [each for each in members if each.filename.lower().endswith(".csv") and _has_postcodes(each.filename)]
        if not files:
            if any(each.filename.lower().endswith(".gpkg") for each in members):
                raise NotPlaces(f"`{path.name}` holds the postcodes as a GeoPackage, and CSV is what is read here", hint=_HINT)
            raise NotPlaces(f"`{path.name}` has no CSV files of postcodes in it", hint=_HINT)
        for each in files:
            with archive.open(each) as file:
                yield from _rows(file, visible(each.filename), each.file_size)


def _check(members: Iterable[zipfile.ZipInfo], name: str) -> None:
    """Raises NotPlaces for a zip made to do harm. Names are never used as paths; one that points elsewhere still tells of its maker."""
    total = 0
    for number, each in enumerate(members, start=1):
        total += each.file_size
        if number > MOST_FILES or total > LARGEST or each.file_size > LARGEST_RATIO * max(each.compress_size, 1000):
            raise NotPlaces(f"`{name}` would unpack to far more than Code-Point Open holds", hint=_HINT)
        if _ELSEWHERE.search(each.orig_filename):
            raise NotPlaces(f"`{name}` has a file in it whose name points outside the zip, so it was not read", hint=_HINT)
        if each.flag_bits & 0x1 or each.compress_type not in _PLAIN_OR_DEFLATED:
            raise NotPlaces(f"`{name}` is locked with a password, or packed in a way that is not read here", hint=_HINT)


def _has_postcodes(name: str) -> bool:
    """Whether a CSV file may be one of postcodes, by its path: those in `Doc` explain them."""
    return "doc" not in name.lower().split("/")[:-1] and not name.lower().rpartition("/")[2].startswith((".", "code-point_open_column"))


def _rows(file: IO[bytes], name: str, size: int) -> Iterator[PostcodeRow]:
    if size > LARGEST:
        raise NotPlaces(f"`{name}` is larger than all of Code-Point Open", hint=_HINT)
    with TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="") as text:
        # A file that is no table may be one line, and a whole line is held at a time.
        lines = csv.reader(_short_lines(text, name))
        number = 0
        is_one = _POSTCODE.fullmatch
        (lowest_east, highest_east), (lowest_north, highest_north) = EASTINGS, NORTHINGS
        try:
            for number, row in enumerate(lines, start=1):
                if not row or row[0].lower() in _HEADINGS:
                    continue
                postcode = row[0].replace(" ", "")
                easting, northing = int(row[2]), int(row[3])
                if not is_one(postcode) or not (lowest_east <= easting < highest_east and lowest_north <= northing < highest_north):
                    raise _not_a_row(name, number)
                # Quality 90 is no place at all.
                yield (
                    (postcode[:-3] + " " + postcode[-3:], easting, northing)
                    if row[1] != "90"
                    else (postcode[:-3] + " " + postcode[-3:], 0, 0)
                )
        except (ValueError, IndexError, csv.Error) as problem:
            raise _not_a_row(name, max(number, lines.line_num)) from problem


def _short_lines(text: TextIOWrapper, name: str) -> Iterator[str]:
    number = 0
    while line := text.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE:
            raise _not_a_row(name, number)
        yield line


def _not_a_row(name: str, number: int) -> NotPlaces:
    return NotPlaces(f"`{name}` is not a file of Code-Point Open: line {number} is not a postcode and its place", hint=_HINT)
