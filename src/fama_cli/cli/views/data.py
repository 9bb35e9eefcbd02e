"""The answers of `fama data check` and `where`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fama_cli.catalogue.checking import Checked
from fama_cli.catalogue.provenance import Origin
from fama_cli.cli.output import Document
from fama_cli.record import record
from fama_cli.text import counted

if TYPE_CHECKING:
    from rich.console import Console


def checked_document(checked: Checked) -> Document:
    """What is wrong, grouped by file; the count comes last, where a person looks first."""
    files = counted(len(checked.files), "file")
    if checked.problems:
        summary = f"{counted(len(checked.problems), 'thing')} to put right in {files}"
    else:
        summary = f"Nothing is wrong: {files}, {counted(checked.entries, 'entry', 'entries')}"

    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import labelled, say

        file = ""
        for problem in checked.problems:
            if problem.file != file:
                file = problem.file
                say(console, file, "bold underline")
            labelled(console, f"{problem.line}:{problem.column}", problem.says)
        if checked.problems:
            say(console, "")
        say(console, summary, "bold")

    return Document(
        schema="fama.datacheck/1",
        value=checked,
        records="problems",
        columns=("file", "line", "column", "field", "says"),
        rows=[[each.file, str(each.line), str(each.column), each.field, each.says] for each in checked.problems],
        draw=draw,
        beside=[summary],
    )


@record
class Where:
    """The folder for a service's own data, the files that are read, and where each fact of an entry came from."""

    folder: str
    chosen_by: str
    files: tuple[str, ...]
    profiles: tuple[str, ...]
    """What `fama record` reads alone: a profile to copy, change and name with `--profile`."""
    origins: tuple[Origin, ...]


def where_document(where: Where, about: str) -> Document:
    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import labelled, say, table

        if about:
            table(console, ("field", "file", "line"), [[each.field, each.file, str(each.line)] for each in where.origins])
            return
        say(console, "Your service's own data goes in", "bold")
        labelled(console, "", f"{where.folder}  ({where.chosen_by})", width=0)
        say(console, "")
        say(console, "These files are read, each laid over the ones before", "bold")
        for file in where.files:
            labelled(console, "", file, width=0)
        say(console, "")
        say(console, "Profiles for fama record: copy one to change it, and name the copy with --profile", "bold")
        for file in where.profiles:
            labelled(console, "", file, width=0)

    if about:
        columns: Sequence[str] = ("section", "id", "field", "file", "line")
        rows = [[each.section, each.id, each.field, each.file, str(each.line)] for each in where.origins]
    else:
        columns = ("what", "path")
        rows = [["folder", where.folder], *(["file", each] for each in where.files), *(["profile", each] for each in where.profiles)]
    return Document(schema="fama.where/1", value=where, records="origins" if about else "files", columns=columns, rows=rows, draw=draw)
