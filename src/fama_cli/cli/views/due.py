"""The answer to `fama due`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fama_cli.cli.output import Document
from fama_cli.directory.dates import in_words
from fama_cli.record import record
from fama_cli.records.due import Due
from fama_cli.text import counted

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


@record
class DueClient:
    reference: str
    worker: str
    on: str
    late: int
    """Days since then; below zero while it is still to come."""
    stage: int
    what: str
    contact: str
    """The day of the contact that this follows."""


@record
class DueClients:
    """Who to ask, the earliest first."""

    clients: tuple[DueClient, ...]


def due_document(found: Sequence[Due], within: int) -> Document:
    lines = tuple(
        DueClient(
            reference=each.reference,
            worker=each.worker,
            on=each.on.isoformat(),
            late=each.late,
            stage=each.stage,
            what=each.what,
            contact=each.contact.isoformat(),
        )
        for each in found
    )

    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import CHECK, say, table, text

        if not lines:
            say(console, f"Nobody is due within {counted(within, 'day')}.")
            return
        rows: list[list[str | Text]] = [
            [text(_when(each), CHECK if each.late > 0 else ""), each.reference, each.worker, each.what] for each in lines
        ]
        table(console, ["When", "Client", "Keyworker", "What"], rows)

    return Document(
        schema="fama.due/1",
        value=DueClients(clients=lines),
        records="clients",
        columns=("on", "late", "reference", "worker", "stage", "what", "contact"),
        rows=[[each.on, str(each.late), each.reference, each.worker, str(each.stage), each.what, each.contact] for each in lines],
        draw=draw,
    )


def _when(each: DueClient) -> str:
    if each.late > 0:
        return f"{in_words(each.on)}, {counted(each.late, 'day')} late"
    return f"{in_words(each.on)}, today" if each.late == 0 else in_words(each.on)
