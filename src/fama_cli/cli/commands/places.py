"""fama places import, where"""

from __future__ import annotations

from typing import Annotated

import typer

from fama_cli.cli.house import DataOption, FormatOption, JsonOption, OutputOption, command_app

app = command_app(help="Where postcodes are, for finding meetings near one.")


@app.command("import")
def import_places(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Code-Point Open: the zip, one of its CSV files, or their folder.", show_default=False)
    ],
    data: DataOption = "",
) -> None:
    """Read where every postcode of Great Britain is.

    The file is Code-Point Open, which Ordnance Survey gives away. Without it,
    fama knows the middle of each postcode district and town that has a meeting.
    Nothing you look up leaves this computer, with it or without.

    \b
    Examples:
      fama places import codepo_gb.zip
    """
    from pathlib import Path

    from fama_cli.cli.local_meetings import index_at, places_at, postcodes
    from fama_cli.cli.output import note
    from fama_cli.cli.progress import Progress
    from fama_cli.cli.today import today
    from fama_cli.files import make_folder
    from fama_cli.meetings.index.build import placed_again
    from fama_cli.meetings.places.code_point import LICENCE, attribution, read
    from fama_cli.meetings.places.kept import write_places
    from fama_cli.text import counted

    make_folder(places_at(data).parent)
    with Progress("postcodes read") as progress:
        about = write_places(read(Path(file)), places_at(data), source=Path(file).name, imported=today(), done=progress.at)
    unknown = f". {about.without_place:,} more have no place in the file" if about.without_place else ""
    note(f"{counted(about.count, 'postcode')} read{unknown}")
    index = index_at(data)
    if index.exists():
        with postcodes(data) as postcode_at:
            placed_again(index, today=today(), postcode_at=postcode_at)
        note("The meetings that were imported before are now found by them")
    for line in (*attribution(today().year).splitlines(), LICENCE):
        note(line)


@app.command("where")
def where(as_json: JsonOption = False, format: FormatOption = "", output: OutputOption = "", data: DataOption = "") -> None:
    """Say which postcodes are known, and whose they are.

    \b
    Examples:
      fama places where
    """
    from fama_cli.cli.local_meetings import places_at
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.views.places import places_document
    from fama_cli.meetings.places.kept import about_places

    how = wanted(as_json=as_json, format=format, output=output)
    show(places_document(about_places(places_at(data))), how)
