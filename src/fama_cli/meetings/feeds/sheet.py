"""A plain list that a service types in a spreadsheet and saves as CSV.

Nothing need be filled in but a name, and a fellowship where it is not the same for all. An empty cell is "not stated", and so is
False: lists that software copied from web pages write it for every fact they did not find. How people attend is worked out where
it is left empty: in person where there is a place, online where there is a link or a number to join by, and both where there are both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from fama_cli.meetings.feeds import sheet_notices as say
from fama_cli.meetings.feeds.codes import named
from fama_cli.meetings.feeds.parts import day, postcode
from fama_cli.meetings.feeds.place import NOT_A_SPOT, country, degrees, parts_of, says_online
from fama_cli.meetings.feeds.plain import tidied
from fama_cli.meetings.feeds.problems import FellowshipNotStated
from fama_cli.meetings.feeds.rows import Line, Table, rows_of
from fama_cli.meetings.feeds.sheet_columns import (
    ANSWERS,
    ATTENDANCE,
    CLOSURES,
    FEATURES,
    HEADINGS,
    NOT_STATED,
    WELCOME,
    column_of,
    known_headings,
)
from fama_cli.meetings.feeds.sheet_template import TEMPLATE
from fama_cli.meetings.feeds.sheet_times import times_in
from fama_cli.meetings.model import Attendance, Feature, Meeting
from fama_cli.meetings.reading import Asked, Finding, Row
from fama_cli.text import closest, folded

__all__ = ["TEMPLATE", "read"]

_TEXTS = (
    *("name", "venue", "address", "town", "county", "region", "place_notes", "online_url", "online_notes", "online_phone", "group"),
    *("website", "source_id"),
)


def read(path: Path, asked: Asked) -> Iterator[Row]:
    """The meetings of a plain list. Rows are numbered as in the spreadsheet. Raises NotReadable, FellowshipNotStated or FileProblem."""
    for table in rows_of(path, lambda heading: bool(column_of(heading)), "Fellowship, Name, When, Starts, Address and Postcode"):
        sheet = _Sheet(table, asked)
        findings = (*table.findings, *sheet.findings)
        for line in table.lines:
            row = sheet.row(line)
            yield row._replace(findings=(*findings, *row.findings)) if findings else row
            findings = ()


class _Sheet:
    """What the headings of a list say, and how its rows are read."""

    def __init__(self, table: Table, asked: Asked) -> None:
        self.asked = asked.fellowship
        self.names = [(name, each.id) for each in asked.vocabulary.fellowship_names for name in each.names]
        self.ids = {each.id for each in asked.vocabulary.fellowship_names}
        self.columns: dict[str, str] = {}
        self.headings: dict[str, str] = {}
        findings = []
        for heading in table.headings:
            column = column_of(heading)
            if not column:
                near = closest(heading[:60], known_headings())
                findings.append(Finding(heading[:60], say.UNKNOWN_COLUMN, f"perhaps {near}" if near else ""))
            elif column in self.headings and column != "contact":
                findings.append(Finding(heading[:60], say.SAME_COLUMN, self.headings[column]))
            else:
                self.columns[heading] = column
                self.headings.setdefault(column, heading)
        self.findings = tuple(findings)
        self.fellowships: dict[str, str] = {}
        if not self.asked and "fellowship" not in self.headings:
            raise FellowshipNotStated(
                "The list has no column for the fellowship",
                hint="Add a column Fellowship, or add --fellowship and its id, such as `--fellowship na`",
            )

    def row(self, line: Line) -> Row:
        findings: list[Finding] = list(line.findings)
        cells: dict[str, str] = {}
        contacts: list[str] = []
        for heading, written in line.cells.items():
            column = self.columns.get(heading)
            words = _unguarded(written.strip())
            if not words.isprintable():
                words = tidied(words, lines=column == "notes")
            if column == "contact":
                contacts.append(words)
            elif column:
                cells[column] = words
        if not line.right:
            return Row(line.number, (), tuple(findings))
        if folded(cells.get("name", "")).startswith("exampledelete"):
            return Row(line.number, (), (*findings, Finding(self.headings["name"], say.EXAMPLE_ROW)))
        values: dict[str, object] = {name: cells[name] for name in _TEXTS if name in cells}
        values["fellowship"] = self._fellowship(cells.get("fellowship", ""), findings)
        values["name"] = cells.get("name") or cells.get("group") or cells.get("venue")
        if not values["name"] or not values["fellowship"]:
            findings += [] if values["name"] else [Finding("Name", say.NO_NAME)]
            return Row(line.number, (), tuple(findings))
        if "name" not in cells:
            findings.append(Finding("Name", say.NAME_MADE))
        notes = [cells["notes"]] if "notes" in cells else []
        self._place(cells, values, findings)
        self._facts(cells, values, findings)
        self._not_on(cells.get("closed_on", ""), values, notes, findings)
        self._upkeep(cells, values, findings)
        times = times_in(cells, self._heading, notes)
        findings += times.findings
        values["notes"] = "\n".join(notes)
        values["contacts"] = (", ".join(contacts),) if contacts else ()
        meetings = [Meeting(pattern=pattern, at=at, until=until, **values) for pattern, at, until in times.each]  # type: ignore[arg-type]
        return Row(line.number, tuple(meetings), tuple(findings))

    def _heading(self, column: str) -> str:
        return self.headings.get(column) or HEADINGS.get(column, column)

    def _fellowship(self, said: str, findings: list[Finding]) -> str:
        if said not in self.fellowships:
            self.fellowships[said] = said.lower() if said.lower() in self.ids else named(said, self.names)
        found = self.fellowships[said]
        if said and not found:
            near = closest(said[:60], [name for name, _ in self.names])
            notice = say.FELLOWSHIP_TAKEN if self.asked else say.FELLOWSHIP_NOT_KNOWN
            findings.append(Finding(self._heading("fellowship"), notice, f"{said[:60]}{f', perhaps {near}' if near else ''}"))
        elif self.asked and found and found != self.asked:
            findings.append(Finding(self._heading("fellowship"), say.ANOTHER_FELLOWSHIP, said[:60]))
        elif not said and not self.asked:
            findings.append(Finding(self._heading("fellowship"), say.NO_FELLOWSHIP))
        return found or self.asked

    def _place(self, cells: Mapping[str, str], values: dict[str, object], findings: list[Finding]) -> None:
        street, post = cells.get("address", ""), cells.get("postcode", "")
        if street and not post and "town" not in cells:
            parts = dict(parts_of(street))
            if "postcode" in parts:
                del values["address"]
                values.update(parts)
        if post:
            values["postcode"] = postcode(post) or post
            if not postcode(post):
                findings.append(Finding(self._heading("postcode"), say.POSTCODE, post[:60]))
        if "country" in cells:
            values["country"] = country(cells["country"])
        for column in ("venue", "address"):
            if column in values and says_online(str(values[column])):
                findings.append(Finding(self._heading(column), say.NO_PLACE_BUT_ONLINE, str(values.pop(column))))
                values["attendance"] = Attendance.ONLINE
        if "latitude" in cells or "longitude" in cells:
            spot = degrees(cells.get("latitude"), cells.get("longitude"))
            if spot:
                values["latitude"], values["longitude"] = spot
            else:
                found = f"{cells.get('latitude', '')[:28]}, {cells.get('longitude', '')[:28]}"
                findings.append(Finding(self._heading("latitude"), NOT_A_SPOT, found))

    def _facts(self, cells: Mapping[str, str], values: dict[str, object], findings: list[Finding]) -> None:
        answers: dict[bool, list[Feature]] = {True: [], False: []}
        for feature in FEATURES:
            said = cells.get(feature)
            if said is None:
                continue
            answer = ANSWERS.get(said) if said in ANSWERS else ANSWERS.get(folded(said))
            if answer is not None:
                answers[answer].append(feature)
            elif folded(said) not in NOT_STATED:
                findings.append(Finding(self._heading(feature), say.NOT_YES_OR_NO, said[:60]))
        values["yes"], values["no"] = tuple(answers[True]), tuple(answers[False])
        said = cells.get("welcome", "")
        welcome = WELCOME.get(folded(said))
        if welcome:
            values["welcome"] = welcome
        elif said and folded(said) not in {*NOT_STATED, "no", "n"}:
            findings.append(Finding(self._heading("welcome"), say.WHO_MAY_COME, said[:60]))
        values["languages"] = tuple(word[:1].upper() + word[1:] for word in _parted(cells.get("languages", "")))
        values["kinds"] = _parted(cells.get("kinds", ""))
        said = cells.get("attendance", "")
        known = ATTENDANCE.get(folded(said))
        if said and not known and folded(said) not in NOT_STATED:
            findings.append(Finding(self._heading("attendance"), say.ATTENDANCE, said[:60]))
        remote = "online_url" in values or "online_phone" in values
        placed = any(name in values for name in ("address", "venue", "postcode", "latitude"))
        worked_out = (Attendance.HYBRID if remote else Attendance.IN_PERSON) if placed else Attendance.ONLINE if remote else None
        values["attendance"] = known or values.get("attendance") or worked_out

    def _not_on(self, said: str, values: dict[str, object], notes: list[str], findings: list[Finding]) -> None:
        closed: dict[str, None] = {}
        for words in _parted(said):
            # "Not on bank holidays" under Not on, and "25/12/2026".
            bare = re.sub(r"^(?:not|no meeting|closed|except) (?:on |over |at )?", "", words, flags=re.IGNORECASE)
            found = CLOSURES.get(folded(bare)) or day(bare)
            if found:
                closed[found] = None
            else:
                findings.append(Finding(self._heading("closed_on"), say.NOT_ON, words[:60]))
                notes.append(f"Not on: {words}")
        values["closed_on"] = tuple(str(each) for each in closed)

    def _upkeep(self, cells: Mapping[str, str], values: dict[str, object], findings: list[Finding]) -> None:
        for column in ("checked_on", "updated"):
            if column in cells:
                values[column] = day(cells[column].split(" ")[0]) or day(cells[column])
                if not values[column]:
                    findings.append(Finding(self._heading(column), say.DATE, cells[column][:60]))
        who = cells.get("checked_by", "").replace(".", "").replace(" ", "")
        if re.fullmatch(r"[A-Za-z0-9]{1,5}", who):
            values["checked_by"] = who
        elif who:
            findings.append(Finding(self._heading("checked_by"), say.INITIALS))


def _unguarded(words: str) -> str:
    """Without the apostrophe that stops a spreadsheet from running a cell, as ours are written."""
    return words[1:] if words.startswith("'") and words[1:].lstrip().startswith(("=", "+", "-", "@")) else words


def _parted(said: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (each.strip() for each in re.split(r"[;,\n/]| and (?!new year)|&", _slashes_kept(said))))))


def _slashes_kept(said: str) -> str:
    return re.sub(r"(\d+)/(\d+)/(\d{4})", r"\1-\2-\3", said)
