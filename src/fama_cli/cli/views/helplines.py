"""The answer to `fama helplines`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fama_cli.cli.output import Document
from fama_cli.directory.facts import Nation
from fama_cli.directory.lines import Line
from fama_cli.directory.model import LineKind
from fama_cli.directory.reach import Reach
from fama_cli.record import record

if TYPE_CHECKING:
    from rich.console import Console


@record
class Helplines:
    """Lines anyone can ring, text or write to, those for an emergency first."""

    helplines: tuple[Line, ...]


def helplines_document(lines: Sequence[Line]) -> Document:
    return Document(
        schema="fama.helplines/1",
        value=Helplines(helplines=tuple(lines)),
        records="helplines",
        columns=("id", "name", "kind", "contact", "hours", "cost", "trust", "nations"),
        rows=[_row(line, way) for line in lines for way in line.contacts],
        draw=lambda console: _draw(console, lines),
    )


def _row(line: Line, way: Reach) -> list[str]:
    return [line.id, line.name, line.kind.value, way.value, way.hours or "", way.call_cost or "", way.trust_says, ", ".join(line.nations)]


HEADINGS = {
    LineKind.EMERGENCY: "Emergency and urgent",
    LineKind.CRISIS: "In a crisis",
    LineKind.INFORMATION: "Alcohol and drugs",
    LineKind.FAMILY: "For families and friends",
    LineKind.GAMBLING: "Gambling",
}


def _draw(console: Console, lines: Sequence[Line]) -> None:
    from fama_cli.cli.views.drawing import labelled, nation_names, say, way_in

    heading = ""
    for line in lines:
        if HEADINGS[line.kind] != heading:
            heading = HEADINGS[line.kind]
            say(console, heading, "bold underline")
        say(console, line.name, "bold")
        if line.for_whom:
            labelled(console, "Who for", line.for_whom)
        if line.nations and len(line.nations) < len(Nation):
            labelled(console, "Where", f"Only in {nation_names(line.nations)}")
        for way in line.contacts:
            way_in(console, way)
        if not line.contacts:
            labelled(console, "", "No number or page has been confirmed")
        if line.cost:
            labelled(console, "Cost", line.cost)
        for note in line.notes:
            labelled(console, "Note", note)
        say(console, "")
