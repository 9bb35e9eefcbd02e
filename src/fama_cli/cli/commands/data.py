"""fama data check, where, schema"""

from __future__ import annotations

from typing import Annotated

import typer

from fama_cli.cli.house import DataOption, FormatOption, JsonOption, OutputOption, command_app

app = command_app(help="Check the data files, and say where they are.")


@app.command("check")
def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="Files to check as if they were in your data folder. Leave out to check the folder.",
            show_default=False,
        ),
    ] = None,
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Say what is wrong in the data files, if anything.

    Exit code 4 when something is.

    \b
    Examples:
      fama data check
      fama data check our-groups.yaml
    """
    from pathlib import Path

    from fama_cli.catalogue.checking import check_files
    from fama_cli.catalogue.load import data_files
    from fama_cli.catalogue.places import local_folder, shipped_files
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.views.data import checked_document
    from fama_cli.errors import ExitCode

    how = wanted(as_json=as_json, format=format, output=output)
    paths = [*shipped_files(), *map(Path, files)] if files else data_files(local_folder(data))
    checked = check_files(paths)
    show(checked_document(checked), how)
    if checked.problems:
        raise typer.Exit(ExitCode.DATA_NOT_RIGHT)


@app.command("where")
def where(
    about: Annotated[
        str,
        typer.Argument(
            metavar="[ID]", help="A group, substance or helpline: say which file each of its facts came from.", show_default=False
        ),
    ] = "",
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Say which files the data comes from.

    \b
    Examples:
      fama data where
      fama data where aa
    """
    import os

    from fama_cli.catalogue.load import data_files
    from fama_cli.catalogue.places import local_folder
    from fama_cli.catalogue.provenance import origins
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.views.data import Where, where_document
    from fama_cli.recording.profile_file import profile_files

    how = wanted(as_json=as_json, format=format, output=output)
    folder = local_folder(data)
    files = data_files(folder)
    chosen_by = "--data" if data else "FAMA_DATA_DIR" if os.environ.get("FAMA_DATA_DIR") else "the usual place"
    found = origins(files, about) if about else ()
    profiles = tuple(map(str, profile_files()))
    where = Where(folder=str(folder), chosen_by=chosen_by, files=tuple(map(str, files)), profiles=profiles, origins=found)
    show(where_document(where, about), how)


@app.command("schema")
def schema(output: OutputOption = "") -> None:
    """Print the JSON Schema of a data file, for an editor.

    \b
    Examples:
      fama data schema
      fama data schema --output fama-data.schema.json
    """
    import json

    from fama_cli.catalogue.schema import data_file_schema
    from fama_cli.cli.output import data

    data(json.dumps(data_file_schema(), indent=2) + "\n", "" if output == "-" else output)
