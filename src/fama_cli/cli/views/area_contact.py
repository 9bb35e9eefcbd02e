"""The answer of `fama area contact`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fama_cli.cli.output import Document
from fama_cli.cli.views.groups import NOT_STATED
from fama_cli.commissioning.contact import AreaContact, AreaContacts
from fama_cli.directory.find import KIND_IN_WORDS

if TYPE_CHECKING:
    from rich.console import Console


def contacts_document(found: AreaContacts) -> Document:
    """A row for each group, with the contact to try first."""
    return Document(
        schema="fama.areacontacts/1",
        value=found,
        records="contacts",
        columns=("id", "name", "kind", "commissioning", "what that means", "professionals", "contact", "trust"),
        rows=[_row(each) for each in found.contacts],
        draw=lambda console: _draw(console, found),
    )


def _row(each: AreaContact) -> list[str]:
    first = next((way for way in each.contacts if not way.kind.is_page), None) or next(iter(each.contacts), None)
    return [
        each.id,
        each.name,
        KIND_IN_WORDS[each.kind],
        each.commissioning or NOT_STATED,
        each.commissioning_says or "",
        " ".join(fact.says for fact in each.professionals) or NOT_STATED,
        first.value if first else "",
        first.trust_says if first else "",
    ]


WIDTH = 15


def _draw(console: Console, found: AreaContacts) -> None:
    from fama_cli.cli.views.drawing import labelled, say, way_in

    for number, each in enumerate(found.contacts):
        if number:
            say(console, "")
        say(console, f"{each.name} ({KIND_IN_WORDS[each.kind]})", "bold")
        answer = (each.commissioning or NOT_STATED).capitalize()
        labelled(console, "Commissioned", f"{answer}. {each.commissioning_says or ''}".rstrip(), width=WIDTH)
        said = " ".join(fact.says for fact in each.professionals)
        labelled(console, "Professionals", said or NOT_STATED.capitalize(), width=WIDTH)
        for way in each.contacts:
            way_in(console, way, width=WIDTH)
    say(console, "")
    say(console, "To write to one: fama area letter ID --output letter.docx")
