"""The answers of `fama resources` and `fama briefing`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fama_cli.cli.output import Document, watched
from fama_cli.directory.facts import Source
from fama_cli.library.describe import byline, findings, how_to_get
from fama_cli.library.model import Briefing, Library, Resource
from fama_cli.record import record
from fama_cli.text import listed

if TYPE_CHECKING:
    from rich.console import Console

NOT_STATED = "not stated"
WIDTH = 14


@record
class Resources:
    """Resources, in the order of the paper or best first, with the sources they cite."""

    resources: tuple[Resource, ...]
    sources: tuple[Source, ...]
    instead: str
    """What was looked for, when a word was taken for a slip; otherwise empty."""


def resources_document(library: Library, resources: Sequence[Resource], *, in_full: bool = False, instead: str = "") -> Document:
    beside = [f"Looked for `{instead}`"] if instead else []
    if not resources and watched():
        beside.append("Nothing in the library has all of those words. Try fewer, or `fama resources list`")

    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import say

        for line in beside:
            say(console, line)
        for resource in resources:
            _draw_one(console, library, resource) if in_full else _draw_brief(console, resource)
            say(console, "")
        if not in_full and resources:
            say(console, "Run `fama resources show ID` for one in full.")

    return Document(
        schema="fama.resources/1",
        value=Resources(resources=tuple(resources), sources=_cited(library, resources), instead=instead),
        records="resources",
        columns=("id", "title", "authors", "year", "kind", "link"),
        rows=[
            [each.id, each.title, listed(each.authors), each.year or "", each.kind.value, each.link or each.find or ""]
            for each in resources
        ],
        draw=draw,
        beside=beside,
    )


def _cited(library: Library, resources: Sequence[Resource | Briefing]) -> tuple[Source, ...]:
    by_id = {source.id: source for source in library.sources}
    ids = dict.fromkeys(source for resource in resources for source in resource.sources)
    return tuple(by_id[identifier] for identifier in ids if identifier in by_id)


def _draw_brief(console: Console, resource: Resource) -> None:
    from fama_cli.cli.views.drawing import labelled, say

    say(console, resource.title, "bold")
    labelled(console, "", f"{resource.id}. {byline(resource)}", width=0)
    labelled(console, "", resource.summary, width=0)


def _draw_one(console: Console, library: Library, resource: Resource) -> None:
    from fama_cli.cli.views.drawing import CHECK, labelled, say, text
    from fama_cli.cli.views.groups import source_line

    say(console, resource.title, "bold underline")
    labelled(console, "What it is", byline(resource), width=WIDTH)
    labelled(console, "Who for", listed([each.replace("-", " ") for each in resource.audience]) or NOT_STATED, width=WIDTH)
    labelled(console, "In short", resource.summary, width=WIDTH)
    labelled(console, "What you do", resource.use, width=WIDTH)
    for caution in resource.cautions:
        labelled(console, "Caution", text(caution, CHECK), width=WIDTH)
    for found in findings(resource):
        labelled(console, "Found", found, width=WIDTH)
    if resource.stages:
        labelled(console, "Stages", listed([str(stage) for stage in resource.stages]), width=WIDTH)
    labelled(console, "Open it", how_to_get(resource), width=WIDTH)
    for each in resource.listed:
        labelled(console, "Listed", f"{each.where}, {each.part.replace('-', ' ')}, number {each.number}", width=WIDTH)
    for source in _cited(library, [resource]):
        labelled(console, "Source", source_line(source), width=WIDTH)


@record
class Briefings:
    """Papers of the series."""

    briefings: tuple[Briefing, ...]
    sources: tuple[Source, ...]


def briefings_document(library: Library, briefings: Sequence[Briefing], *, parts: bool = True) -> Document:
    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import labelled, say
        from fama_cli.cli.views.groups import source_line

        for briefing in briefings:
            say(console, f"{briefing.number}. {briefing.title}", "bold underline")
            say(console, briefing.says)
            for part in briefing.parts if parts else ():
                say(console, "")
                say(console, part.title, "bold")
                say(console, part.says)
            say(console, "")
        for source in _cited(library, briefings):
            labelled(console, "Source", source_line(source), width=WIDTH)

    return Document(
        schema="fama.briefings/1",
        value=Briefings(briefings=tuple(briefings), sources=_cited(library, briefings)),
        records="briefings",
        columns=("number", "id", "title", "part", "says"),
        rows=[row for briefing in briefings for row in _rows(briefing, parts)],
        draw=draw,
    )


def _rows(briefing: Briefing, parts: bool) -> list[list[str]]:
    start = [str(briefing.number), briefing.id, briefing.title]
    rows = [[*start, "", briefing.says]]
    return rows + [[*start, part.title, part.says] for part in briefing.parts] if parts else rows
