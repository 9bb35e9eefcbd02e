"""fama briefing list, show"""

from __future__ import annotations

from typing import Annotated

import typer

from fama_cli.cli.house import DataOption, FormatOption, JsonOption, OutputOption, command_app, complete_from

app = command_app(help="The briefing papers, in our own words.")


@app.command("list")
def list_briefings(as_json: JsonOption = False, format: FormatOption = "", output: OutputOption = "", data: DataOption = "") -> None:
    """List the papers of the series.

    \b
    Examples:
      fama briefing list
    """
    from fama_cli.catalogue.load import load_library
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.views.library import briefings_document

    how = wanted(as_json=as_json, format=format, output=output)
    library = load_library(data)
    show(briefings_document(library, list(library.briefings), parts=False), how)


@app.command("show")
def show_briefing(
    number: Annotated[
        str,
        typer.Argument(metavar="NUMBER", help="The number of the paper.", autocompletion=complete_from("1", "2", "3"), show_default=False),
    ],
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Show a paper: mutual aid, and what staff can do.

    \b
    Examples:
      fama briefing show 3
      fama briefing show 3 --json
    """
    from fama_cli.catalogue.load import load_library
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.views.library import briefings_document
    from fama_cli.library.resource import briefing_numbered

    how = wanted(as_json=as_json, format=format, output=output)
    library = load_library(data)
    show(briefings_document(library, [briefing_numbered(library, number)]), how)
