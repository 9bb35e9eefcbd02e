"""Reading a list of meetings that a partnership keeps in a spreadsheet: CSV, one meeting a row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from fama_cli.catalogue.partnership import FileNotRight
from fama_cli.commissioning.held import FEATURES, Held, Where
from fama_cli.commissioning.week import DAYS
from fama_cli.errors import Problem
from fama_cli.files import LARGEST_DATA_FILE, read_whole
from fama_cli.text import closest, folded, listed, visible

COLUMNS = ("group", "day", "start", "area", "where", "yes", "no", "languages", "latitude", "longitude")
"""Only `group` must be there. An empty cell is not stated. `yes`, `no` and `languages` hold several things with `;` between.
`latitude` and `longitude` are degrees, as 53.8008 and -1.5491."""

_ROW = "aa,Monday,19:30,LS1,in-person,step-free,,English,53.8008,-1.5491"
HINT = f"The columns are {listed([f'`{name}`' for name in COLUMNS])}. A row might be: {_ROW}"


def read_held(path: Path, groups: Collection[str]) -> tuple[Held, ...]:
    """The meetings of the file. `groups` are the ids that there are. Raises FileNotRight, with every row that is not right."""
    contents = read_whole(path, largest=LARGEST_DATA_FILE, what="list of meetings")
    try:
        text = contents.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = contents.count(b"\n", 0, problem.start) + 1
        says = "found a byte that is not UTF-8: save the list as CSV in UTF-8"
        raise FileNotRight(path, [_problem(path, line, 1, says)], HINT) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        rows += [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as problem:
        raise FileNotRight(path, [_problem(path, reader.line_num, 1, f"this is not CSV: {problem}")], HINT) from None
    if not rows:
        raise FileNotRight(path, [_problem(path, 1, 1, "there is nothing in this file")], HINT)
    (top, names), *others = rows
    columns = [folded(name) for name in names]
    problems = [*_columns(path, top, names)]
    held = []
    for line, row in others if not problems else ():
        found = _Row(path, line, dict(zip(columns, row, strict=False)), groups)
        if len(row) > len(columns):
            found.problems.append(_problem(path, line, len(columns) + 1, f"found {len(row)} cells, and there are {len(columns)} columns"))
        held.append(found.held())
        problems += found.problems
    if problems:
        raise FileNotRight(path, problems, HINT)
    return tuple(held)


def _problem(path: Path, line: int, column: int, says: str) -> Problem:
    return Problem(file=str(path), line=line, column=column, field="", says=says)


def _columns(path: Path, line: int, names: list[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, name in enumerate(names, start=1):
        if folded(name) not in COLUMNS:
            near = closest(name, COLUMNS)
            says = f"there is no column called `{visible(name)}`" + (f": did you mean `{near}`?" if near else "")
            yield _problem(path, line, number, says)
        elif folded(name) in seen:
            yield _problem(path, line, number, f"the column `{visible(name)}` is there twice")
        seen.add(folded(name))
    if "group" not in seen:
        yield _problem(path, line, 1, "there is no column called `group`")


class _Row:
    """One row, and what is wrong with it. `column` in a problem is the number of the cell."""

    def __init__(self, path: Path, line: int, cells: Mapping[str, str], groups: Collection[str]) -> None:
        self._path, self._line, self._cells, self._groups = path, line, cells, groups
        self.problems: list[Problem] = []

    def held(self) -> Held:
        where = self._one_of("where", tuple(Where)) if self._cell("where") else ""
        return Held(
            group=self._one_of("group", self._groups),
            weekday=self._day(),
            at=self._start(),
            area=self._cell("area") or None,
            where=Where(where) if where else None,
            yes=self._features("yes"),
            no=self._features("no"),
            languages=self._several("languages"),
            latitude=self._degrees("latitude"),
            longitude=self._degrees("longitude"),
        )

    def _cell(self, name: str) -> str:
        return self._cells.get(name, "").strip()

    def _several(self, name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self._cell(name).split(";") if part.strip())

    def _wrong(self, name: str, says: str) -> None:
        self.problems.append(_problem(self._path, self._line, list(self._cells).index(name) + 1, f"`{name}`: {says}"))

    def _one_of(self, name: str, known: Collection[str]) -> str:
        said = self._cell(name)
        if said.lower() in known:
            return said.lower()
        near = closest(said, known)
        found = f"found `{visible(said)}`" if said else "found nothing"
        self._wrong(name, f"{found}, " + (f"did you mean `{near}`?" if near else f"expected one such as {listed(list(known)[:3], 'or')}"))
        return ""

    def _day(self) -> int | None:
        said = self._cell("day").casefold()
        if not said:
            return None
        days = [number for number, day in enumerate(DAYS) if len(said) >= 3 and day.casefold().startswith(said)]
        if not days:
            self._wrong("day", f"found `{visible(self._cell('day'))}`, expected a day such as Monday")
        return days[0] if days else None

    def _start(self) -> int | None:
        said = self._cell("start")
        found = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", said)
        if said and found is None:
            self._wrong("start", f"found `{visible(said)}`, expected a time such as 19:30")
        return int(found[1]) * 60 + int(found[2]) if found else None

    def _degrees(self, name: str) -> float | None:
        said = self._cell(name)
        if said and not re.fullmatch(r"[+-]?\d{1,3}(\.\d+)?", said, re.ASCII):
            self._wrong(name, f"found `{visible(said)}`, expected degrees such as {'53.8008' if name == 'latitude' else '-1.5491'}")
            return None
        return float(said) if said else None

    def _features(self, name: str) -> tuple[str, ...]:
        features = self._several(name)
        for feature in features:
            if feature not in FEATURES:
                near = closest(feature, FEATURES)
                self._wrong(
                    name,
                    f"found `{visible(feature)}`" + (f", did you mean `{near}`?" if near else f", expected {listed(list(FEATURES), 'or')}"),
                )
            elif name == "no" and feature in self._several("yes"):
                self._wrong(name, f"`{feature}` is in `yes` too")
        return features
