"""fama find"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from fama_cli.cli.house import (
    DataOption,
    FormatOption,
    JsonOption,
    NationOption,
    NoInputOption,
    OutputOption,
    command_app,
    complete_from,
    complete_substance,
)

if TYPE_CHECKING:
    from fama_cli.meetings.shown import ListedMeeting

app = command_app()


@app.command()
def find(
    substances: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SUBSTANCE]...", help="The same as --substance.", autocompletion=complete_substance, show_default=False),
    ] = None,
    substance: Annotated[
        list[str] | None,
        typer.Option(
            "--substance",
            "-s",
            metavar="NAME",
            help="What the person uses, by any name. Repeat for several.",
            autocompletion=complete_substance,
            show_default=False,
        ),
    ] = None,
    behaviour: Annotated[
        list[str] | None,
        typer.Option(
            "--behaviour",
            metavar="NAME",
            help="gambling, codependence or chemsex.",
            autocompletion=complete_from("gambling", "codependence", "chemsex"),
            show_default=False,
        ),
    ] = None,
    whom: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="WHOM",
            help="self, or family or teenager: people affected by someone else's use.",
            autocompletion=complete_from("self", "family", "teenager"),
        ),
    ] = "self",
    approach: Annotated[
        str,
        typer.Option(
            "--approach", metavar="NAME", help="12-step or smart.", autocompletion=complete_from("12-step", "smart"), show_default=False
        ),
    ] = "",
    nation: NationOption = "",
    online: Annotated[bool, typer.Option("--online", help="Only groups with meetings online.")] = False,
    near: Annotated[
        str,
        typer.Option("--near", metavar="PLACE", help="With the next meetings near here: a postcode or a town.", show_default=False),
    ] = "",
    within: Annotated[str, typer.Option("--within", metavar="DISTANCE", help="How near, such as 5mi or 8km.")] = "5mi",
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
    no_input: NoInputOption = False,
) -> None:
    """Find groups that fit, best first, and say why.

    \b
    Examples:
      fama find cocaine
      fama find --substance crack --substance alcohol
      fama find --for family --substance alcohol
      fama find --behaviour gambling --nation scotland
      fama find -s cannabis --approach smart --online --json
      fama find -s cocaine --near LS1
    """
    from fama_cli.catalogue.load import load_directory
    from fama_cli.cli.asking import question
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.today import today
    from fama_cli.cli.views.find import as_document
    from fama_cli.directory.find import find as find_groups

    how = wanted(as_json=as_json, format=format, output=output)
    directory = load_directory(data)
    named = [*(substances or []), *(substance or [])]
    asked = question(
        directory,
        substances=named,
        behaviours=behaviour or [],
        whom=whom,
        approach=approach,
        nation=nation,
        online=online,
        no_input=no_input,
    )
    found = find_groups(directory, asked.asked, today())
    meetings: Sequence[ListedMeeting] = ()
    if near:
        from fama_cli.cli.meeting_answers import next_meetings

        meetings = next_meetings(directory, [match.id for match in found.groups], near, within, data)
    show(as_document(asked, found, near=near, meetings=meetings), how)
