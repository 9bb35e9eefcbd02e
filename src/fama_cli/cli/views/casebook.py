"""The answer to `fama casebook status`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fama_cli.cli.output import Document
from fama_cli.record import record
from fama_cli.text import counted

if TYPE_CHECKING:
    from rich.console import Console


@record
class Status:
    """Where a casebook is and how much is in it. No reference and no answer."""

    where: str
    kind: str
    """`file`, or `team` for one on a server."""
    opened_as: str
    """The name that the log gives to whoever opened it."""
    clients: int
    closed: int
    """Of those, the ones whose record is closed."""
    contacts: int
    drafts: int
    """Of those, the ones that were not finished."""
    abandoned_drafts: int
    """Of those, the ones from 90 days ago or longer."""
    notes: str
    """`on` or `off`: whether free text is asked for."""
    backups: tuple[str, ...]
    """Files that were made by `fama casebook backup`, wherever they are now."""
    reviews: int
    """Of recovery support."""


def casebook_document(status: Status) -> Document:
    fields = vars(status) | {"backups": ", ".join(status.backups)}

    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import labelled

        said = {
            "Casebook": status.where,
            "Opened as": status.opened_as,
            "Clients": f"{counted(status.clients, 'client')}, {status.closed:,} of them closed",
            "Contacts": f"{counted(status.contacts, 'contact')}, {status.drafts:,} of them not finished",
            **({"Reviews": counted(status.reviews, "review")} if status.reviews else {}),
            "Notes": status.notes,
            "Backups": ", ".join(status.backups) or "none made yet: fama casebook backup FILE",
        }
        for label, words in said.items():
            labelled(console, label, words)
        if status.abandoned_drafts:
            words = f"{counted(status.abandoned_drafts, 'contact')} left unfinished for 90 days: fama clients purge --drafts"
            labelled(console, "", words)

    return Document(
        schema="fama.casebook/1",
        value=status,
        records="backups",
        columns=tuple(fields),
        rows=[[str(value) for value in fields.values()]],
        draw=draw,
    )
