"""fama helplines"""

from __future__ import annotations

from fama_cli.cli.house import DataOption, FormatOption, JsonOption, NationOption, OutputOption, command_app

app = command_app()


@app.command()
def helplines(
    nation: NationOption = "",
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """List crisis and information lines.

    \b
    Examples:
      fama helplines
      fama helplines --nation wales
    """
    from fama_cli.catalogue.load import load_directory
    from fama_cli.cli.asking import nation_named
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.today import today
    from fama_cli.cli.views.helplines import helplines_document
    from fama_cli.directory.lines import helplines as lines_for

    how = wanted(as_json=as_json, format=format, output=output)
    chosen = nation_named(nation)
    show(helplines_document(lines_for(load_directory(data), chosen, today())), how)
