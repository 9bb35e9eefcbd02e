"""The answers of `fama substances list` and `show`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fama_cli.cli.output import Document
from fama_cli.directory.find import Safety
from fama_cli.directory.substance import About
from fama_cli.record import record
from fama_cli.text import listed

if TYPE_CHECKING:
    from rich.console import Console


@record
class Substances:
    """Substances and what people call them."""

    substances: tuple[About, ...]


def substances_document(abouts: Sequence[About], *, in_full: bool) -> Document:
    def draw(console: Console) -> None:
        if in_full:
            for about in abouts:
                _draw_one(console, about)
        else:
            _draw_all(console, abouts)

    return Document(
        schema="fama.substances/1",
        value=Substances(substances=tuple(abouts)),
        records="substances",
        columns=("id", "name", "family", "reporting group", "names"),
        rows=[
            [each.id, each.name, each.family, each.reporting_group or "", ", ".join(name.name for name in each.names)] for each in abouts
        ],
        draw=draw,
    )


def _draw_all(console: Console, abouts: Sequence[About]) -> None:
    from fama_cli.cli.views.drawing import say, table

    table(console, ("id", "other names"), [[each.id, ", ".join(name.name for name in each.names)] for each in abouts])
    say(console, "")
    say(console, "Run `fama substances show ID` for one, or `fama find ID` for its groups.")


def _draw_one(console: Console, about: About) -> None:
    from fama_cli.cli.views.drawing import CHECK, URGENT, labelled, say

    say(console, about.name, "bold underline")
    names = [name for name in about.names if len(name.means) == 1]
    shared = [name for name in about.names if len(name.means) > 1]
    alone = [name.name for name in about.names if name.alone]
    labelled(console, "Other names", ", ".join(name.name for name in names) or "none listed", width=WIDTH)
    for name in shared:
        labelled(console, "Also means", f"{name.name}: {listed(name.means, 'or')}. `fama find` asks which", width=WIDTH)
    if alone:
        labelled(console, "Only on its own", f"{', '.join(alone)}: never picked out of a sentence", width=WIDTH)
    if about.part_of:
        labelled(console, "One of the", about.part_of, width=WIDTH)
    if about.reporting_group:
        labelled(console, "Reporting group", f"{about.reporting_group} (our reading of the national treatment groups)", width=WIDTH)
    if about.note:
        labelled(console, "Note", about.note, width=WIDTH)
    labelled(console, "Groups", listed(about.groups) or "none", width=WIDTH)
    labelled(console, "For family", listed(about.family_groups) or "none", width=WIDTH)
    say(console, "")
    for safety in about.safety:
        _draw_safety(console, safety, CHECK, URGENT)


def _draw_safety(console: Console, safety: Safety, check: str, urgent: str) -> None:
    from fama_cli.cli.views.drawing import say

    say(console, safety.says, check)
    say(console, safety.urgent, urgent)


WIDTH = 17
