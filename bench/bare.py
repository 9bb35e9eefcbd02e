"""The least a Typer program with the options of `fama find` can be: it reads its command line, prints `{}` and ends.

What `fama` takes beyond this is what it does itself. Completion is left on, because `fama` has it too.
"""
# ruff: noqa: ARG001  # the options are there to be read from the command line, which is what is measured

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def find(
    substances: Annotated[list[str] | None, typer.Argument(metavar="[SUBSTANCE]...", show_default=False)] = None,
    substance: Annotated[list[str] | None, typer.Option("--substance", "-s", metavar="NAME", show_default=False)] = None,
    behaviour: Annotated[list[str] | None, typer.Option("--behaviour", metavar="NAME", show_default=False)] = None,
    whom: Annotated[str, typer.Option("--for", metavar="WHOM")] = "self",
    approach: Annotated[str, typer.Option("--approach", metavar="NAME", show_default=False)] = "",
    nation: Annotated[str, typer.Option("--nation", metavar="NAME", show_default=False)] = "",
    online: Annotated[bool, typer.Option("--online")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", show_default=False)] = "",
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", show_default=False)] = "",
    data: Annotated[str, typer.Option("--data", metavar="FOLDER", show_default=False)] = "",
    no_input: Annotated[bool, typer.Option("--no-input")] = False,
) -> None:
    """Nothing is found."""
    print("{}")


def run() -> None:
    app()
