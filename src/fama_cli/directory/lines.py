"""Helplines, those for an emergency first."""

from __future__ import annotations

from datetime import date

from fama_cli.directory.facts import Nation
from fama_cli.directory.model import Directory, Helpline, LineKind
from fama_cli.directory.reach import Reach, reach
from fama_cli.directory.trust import Level
from fama_cli.record import changed, record


@record
class Line:
    """A helpline and the ways to reach it, superseded ones left out."""

    id: str
    name: str
    kind: LineKind
    for_whom: str | None
    nations: tuple[Nation, ...]
    cost: str | None
    notes: tuple[str, ...]
    contacts: tuple[Reach, ...]


def helplines(directory: Directory, nation: Nation | None, today: date) -> tuple[Line, ...]:
    """Lines that serve `nation`, or whose nations are not stated; every line when it is None."""
    order = {kind: place for place, kind in enumerate(LineKind)}
    chosen = [line for line in directory.helplines if nation is None or line.nations is None or nation in line.nations.are]
    return tuple(_line(directory, line, today) for line in sorted(chosen, key=lambda line: order[line.kind]))


def _line(directory: Directory, line: Helpline, today: date) -> Line:
    ways = [reach(directory, contact, today) for contact in line.contacts]
    if line.kind is LineKind.EMERGENCY:
        # Nobody should check 999 first, however long ago someone last wrote it down.
        ways = [changed(way, trust=Level.CURRENT, trust_says="in an emergency") for way in ways]
    return Line(
        id=line.id,
        name=line.name,
        kind=line.kind,
        for_whom=line.for_whom.says if line.for_whom else None,
        nations=line.nations.are if line.nations else (),
        cost=line.cost.says if line.cost else None,
        notes=tuple(note.says for note in line.notes),
        contacts=tuple(way for way in ways if way.trust is not Level.SUPERSEDED),
    )
