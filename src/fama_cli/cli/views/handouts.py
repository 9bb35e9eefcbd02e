"""The answer to `fama handout list`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from fama_cli.cli.gathering import Gathered
from fama_cli.cli.local_meetings import Looking
from fama_cli.cli.output import Document
from fama_cli.errors import NotFound
from fama_cli.handouts.model import Handout
from fama_cli.handouts.wording import Wording, Wordings
from fama_cli.record import record

if TYPE_CHECKING:
    from rich.console import Console

COMMANDS: Mapping[str, str] = {
    "groups": "fama handout groups --all",
    "family": "fama handout family",
    "first-meeting": "fama handout first-meeting --group aa",
    "meetings": "fama handout meetings --near LS1",
    "helplines": "fama handout helplines",
    "resources": "fama handout resources --series 3",
    "staff": "fama handout staff",
}
"""Handout -> a command that makes one."""

ON_A_PAGE = 8
"""Meetings, more than a page has. A service may have thousands, and only the first page is seen."""

SAMPLES: Mapping[str, Callable[[Gathered], Handout]] = {
    "groups": lambda gathered: gathered.groups(
        gathered.asked([], [], whom="self", approach="", online=False, everything=True, no_input=True), notes=False
    ),
    "family": lambda gathered: gathered.groups(
        gathered.asked([], [], whom="family", approach="", online=False, everything=True, no_input=True), notes=False
    ),
    "first-meeting": lambda gathered: gathered.first_meeting("aa", notes=False),
    "meetings": lambda gathered: gathered.meetings(Looking(), notes=False, no_input=True, most=ON_A_PAGE),
    "helplines": lambda gathered: gathered.helplines(notes=False),
    "resources": lambda gathered: gathered.resources("3", "", notes=False),
    "staff": lambda gathered: gathered.staff(notes=False),
}
"""Handout -> one such as its command makes. The one of meetings raises NotFound where no list has been imported."""


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

STYLE = """
body { margin: 0 auto; padding: 1.25rem; max-width: 60rem; background: #fff; color: #111; font: 1.0625rem/1.5 Verdana, Arial, sans-serif; }
h1, h2 { color: #0b5563; line-height: 1.2; }
ul { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); gap: 1.5rem; }
li { break-inside: avoid; }
h2 { font-size: 1.2em; margin: 0.5em 0 0.2em; }
p { margin: 0.2em 0; }
code { overflow-wrap: anywhere; }
img { display: block; width: 100%; max-width: 20rem; height: auto; border: 1px solid #767676; }
"""


def handouts_page(gathered: Gathered) -> str:
    """The list as a page of its own, with a small picture of the first page of each handout."""
    from xml.etree.ElementTree import Element

    from fama_cli.handouts.layout import Layout
    from fama_cli.handouts.render.page import add, as_data, page
    from fama_cli.handouts.render.pdf import pictures

    body = Element("body")
    main = add(body, "main")
    add(main, "h1", "Handouts")
    made = add(main, "ul")
    for wording in gathered.wordings.handouts:
        if wording.id in SAMPLES:
            listing, item = _listing(wording), add(made, "li")
            if handout := _sample(wording.id, gathered):
                first = pictures(handout, Layout(points=handout.points, columns=handout.columns), ppi=THUMBNAIL)[0]
                add(item, "img", src=as_data("image/png", first), alt=f"The first page of “{handout.title}”, very small")
            add(item, "h2", listing.title)
            add(item, "p", f"{listing.about}.")
            add(add(item, "p"), "code", listing.command)
    return page("Handouts", STYLE, body)


def _sample(handout: str, gathered: Gathered) -> Handout | None:
    """None where there is nothing to make one from: then the list has its words alone."""
    try:
        return SAMPLES[handout](gathered)
    except NotFound:
        return None
