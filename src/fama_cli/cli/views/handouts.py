"""The answer to `fama handout list`."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from fama_cli.cli.gathering import Gathered
from fama_cli.cli.output import Document
from fama_cli.handouts.model import Handout
from fama_cli.handouts.wording import Wording, Wordings
from fama_cli.record import record

if TYPE_CHECKING:
    from rich.console import Console

COMMANDS: Mapping[str, str] = {
    "groups": "fama handout groups --all",
    "family": "fama handout family",
    "first-meeting": "fama handout first-meeting --group aa",
    "helplines": "fama handout helplines",
    "resources": "fama handout resources --series 3",
    "staff": "fama handout staff",
}
"""Handout -> a command that makes one."""

SAMPLES: Mapping[str, Callable[[Gathered], Handout]] = {
    "groups": lambda gathered: gathered.groups(
        gathered.asked([], [], whom="self", approach="", online=False, everything=True, no_input=True), notes=False
    ),
    "family": lambda gathered: gathered.groups(
        gathered.asked([], [], whom="family", approach="", online=False, everything=True, no_input=True), notes=False
    ),
    "first-meeting": lambda gathered: gathered.first_meeting("aa", notes=False),
    "helplines": lambda gathered: gathered.helplines(),
    "resources": lambda gathered: gathered.resources("3", "", notes=False),
    "staff": lambda gathered: gathered.staff(notes=False),
}
"""Handout -> the one that its command makes."""


@record
class Listing:
    """One kind of handout."""

    id: str
    title: str
    about: str
    reader: str
    command: str


@record
class Handouts:
    """The kinds of handout there are."""

    handouts: tuple[Listing, ...]


def handouts_document(wordings: Wordings) -> Document:
    listings = tuple(_listing(wording) for wording in wordings.handouts if wording.id in COMMANDS)

    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import labelled, say

        for each in listings:
            say(console, each.id, "bold")
            labelled(console, "", f"{each.about}.", width=0)
            labelled(console, "", each.command, width=0)
            say(console, "")
        say(console, "Add --format pdf, html, docx, md or txt, and --output FILE.")

    return Document(
        schema="fama.handouts/1",
        value=Handouts(handouts=listings),
        records="handouts",
        columns=("id", "title", "about", "reader", "command"),
        rows=[[each.id, each.title, each.about, each.reader, each.command] for each in listings],
        draw=draw,
    )


def _listing(wording: Wording) -> Listing:
    return Listing(id=wording.id, title=wording.title, about=wording.about, reader=wording.reader.value, command=COMMANDS[wording.id])


THUMBNAIL = 40
"""Pixels to an inch: enough to see how a page is laid out."""


def handouts_page(gathered: Gathered) -> str:
    """The list as a page of its own, with a small picture of the first page of each handout."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from fama_cli.handouts.layout import Layout
    from fama_cli.handouts.render.pdf import pictures

    listed = []
    for wording in gathered.wordings.handouts:
        if wording.id in SAMPLES:
            handout = SAMPLES[wording.id](gathered)
            first = pictures(handout, Layout(points=handout.points, columns=handout.columns), ppi=THUMBNAIL)[0]
            listed.append((_listing(wording), handout.title, b64encode(first).decode("ascii")))
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("handouts.html").render(listed=listed, made_on=gathered.day.isoformat())
