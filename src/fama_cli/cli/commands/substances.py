"""fama substances list, show"""

from __future__ import annotations

from typing import Annotated

import typer

from fama_cli.cli.house import DataOption, FormatOption, JsonOption, NoInputOption, OutputOption, command_app, complete_substance

app = command_app(help="Substances, and what people call them.")


@app.command("list")
def list_substances(as_json: JsonOption = False, format: FormatOption = "", output: OutputOption = "", data: DataOption = "") -> None:
    """List every substance and its other names.

    \b
    Examples:
      fama substances list
      fama substances list --json
    """
    from fama_cli.catalogue.load import load_directory
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.today import today
    from fama_cli.cli.views.substances import substances_document
    from fama_cli.directory.substance import about

    how = wanted(as_json=as_json, format=format, output=output)
    directory = load_directory(data)
    show(substances_document(about(directory, directory.substances, today()), in_full=False), how)


@app.command("show")
def show_substance(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Any name for it.", autocompletion=complete_substance, show_default=False)],
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
    no_input: NoInputOption = False,
) -> None:
    """Show a substance, its names and its groups.

    \b
    Examples:
      fama substances show ketamine
      fama substances show vallies --json
    """
    from fama_cli.catalogue.load import load_directory
    from fama_cli.cli.asking import substances_named
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.today import today
    from fama_cli.cli.views.substances import substances_document
    from fama_cli.directory.substance import about

    how = wanted(as_json=as_json, format=format, output=output)
    directory = load_directory(data)
    show(substances_document(about(directory, substances_named(directory, name, no_input), today()), in_full=True), how)
