"""fama concerns"""

from __future__ import annotations

from typing import Annotated

import typer

from fama_cli.cli.house import DataOption, FormatOption, JsonOption, OutputOption, command_app, complete_concern

app = command_app()


@app.command()
def concerns(
    name: Annotated[
        str, typer.Argument(metavar="[CONCERN]", help="The worry, in any words.", autocompletion=complete_concern, show_default=False)
    ] = "",
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Show what clients worry about, and what to say.

    \b
    Examples:
      fama concerns
      fama concerns religion
      fama concerns methadone --json
    """
    from fama_cli.catalogue.load import load_practice
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.views.practice import concerns_document
    from fama_cli.practice.look_up import concern_named

    how = wanted(as_json=as_json, format=format, output=output)
    practice = load_practice(data)
    chosen = [concern_named(practice, name)] if name else list(practice.concerns)
    show(concerns_document(practice, chosen, in_full=bool(name)), how)
