"""fama handout list, groups, family, first-meeting, meetings, helplines, resources, staff"""

from __future__ import annotations

from typing import Annotated

import typer

from fama_cli.cli.house import (
    FORMATS,
    DataOption,
    JsonOption,
    OutputOption,
    command_app,
    complete_from,
    complete_group,
    complete_substance,
)
from fama_cli.cli.local_meetings import Looking
from fama_cli.cli.making import Making
from fama_cli.cli.options import taking

app = command_app(help="Make something to print and hand over.")

SubstanceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--substance",
        "-s",
        metavar="NAME",
        help="What the person uses, by any name. Repeat for several.",
        autocompletion=complete_substance,
        show_default=False,
    ),
]
OnlineOption = Annotated[bool, typer.Option("--online", help="Only groups with meetings online.")]


@app.command("list")
def list_handouts(
    as_json: JsonOption = False,
    format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="table, plain, json, jsonl, csv, md or html.", show_default=False)
    ] = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """List the handouts there are.

    As html, it is a page with a small picture of each.

    \b
    Examples:
      fama handout list
      fama handout list --format html --output handouts.html
    """
    from fama_cli.cli.gathering import Gathered
    from fama_cli.cli.output import data as print_data
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.views.handouts import handouts_document, handouts_page
    from fama_cli.errors import NotUnderstood
    from fama_cli.text import did_you_mean

    if format not in {"", "html", *FORMATS}:
        forms = [*FORMATS, "html"]
        raise NotUnderstood(
            f"There is no format called `{format}`", hint=did_you_mean(format, forms, f"The formats are {', '.join(forms)}")
        )
    gathered = Gathered(data=data, nation="")
    if format == "html" and not as_json:
        print_data(handouts_page(gathered), "" if output == "-" else output)
        return
    show(handouts_document(gathered.wordings), wanted(as_json=as_json, format=format, output=output))


@app.command("groups")
@taking(Making)
def groups(
    substance: SubstanceOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Every group for a person's own use.")] = False,
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
    approach: Annotated[
        str,
        typer.Option(
            "--approach", metavar="NAME", help="12-step or smart.", autocompletion=complete_from("12-step", "smart"), show_default=False
        ),
    ] = "",
    online: OnlineOption = False,
    *,
    making: Making,
) -> None:
    """Make a list of groups that fit a client.

    A number that nobody has seen lately to be right is left out, and
    the group's website is printed in its place.

    \b
    Examples:
      fama handout groups -s cocaine --output groups.pdf
      fama handout groups -s alcohol --large-print --output groups.pdf
      fama handout groups --all --paper a5 --booklet --output groups.pdf
      fama handout groups -s crack --format docx --output groups.docx
    """
    from fama_cli.cli.gathering import Gathered
    from fama_cli.cli.making import checked, make

    making = checked(making)
    gathered = Gathered(data=making.data, nation=making.nation)
    asked = gathered.asked(
        substance or [], behaviour or [], whom="self", approach=approach, online=online, everything=everything, no_input=making.no_input
    )
    make(gathered.groups(asked, notes=making.notes), making)


@app.command("family")
@taking(Making)
def family(substance: SubstanceOption = None, online: OnlineOption = False, *, making: Making) -> None:
    """Make a list of help for relatives and friends.

    \b
    Examples:
      fama handout family --output family.pdf
      fama handout family -s alcohol --format txt
    """
    from fama_cli.cli.gathering import Gathered
    from fama_cli.cli.making import checked, make

    making = checked(making)
    gathered = Gathered(data=making.data, nation=making.nation)
    asked = gathered.asked(substance or [], [], whom="family", approach="", online=online, everything=True, no_input=making.no_input)
    make(gathered.groups(asked, notes=making.notes), making)


@app.command("first-meeting")
@taking(Making)
def first_meeting(
    group: Annotated[
        str, typer.Option("--group", metavar="GROUP", help="The group's id, such as aa.", autocompletion=complete_group, show_default=False)
    ] = "",
    *,
    making: Making,
) -> None:
    """Make a sheet on what to expect at a first meeting.

    \b
    Examples:
      fama handout first-meeting --group aa --output aa.pdf
      fama handout first-meeting --group smart --notes --format txt
    """
    from fama_cli.cli.gathering import Gathered
    from fama_cli.cli.making import checked, make

    making = checked(making)
    make(Gathered(data=making.data, nation=making.nation).first_meeting(group, notes=making.notes), making)


@app.command("meetings")
@taking(Making)
@taking(Looking, leaving_out=("open",))
def meetings(
    looking: Looking,
    open_meetings: Annotated[bool, typer.Option("--open-meetings", help="Anyone may come, a keyworker too.")] = False,
    *,
    making: Making,
) -> None:
    """Make a list of local meetings, day by day.

    They come from the lists that you brought in with `fama meetings
    import`. Of a postcode after --near, only the first half is printed:
    it may be a home. No member's name or number is printed either.

    \b
    Examples:
      fama handout meetings --near LS1 --output meetings.pdf
      fama handout meetings --near LS1 --days mon-fri --paper a5 --booklet
      fama handout meetings -s cocaine --online --large-print -o online.pdf
    """
    from fama_cli.cli.gathering import Gathered
    from fama_cli.cli.making import checked, make
    from fama_cli.record import changed

    making = checked(making)
    gathered = Gathered(data=making.data, nation=making.nation)
    asked = changed(looking, open=open_meetings)
    make(gathered.meetings(asked, notes=making.notes, no_input=making.no_input), making)


@app.command("helplines")
@taking(Making)
def helplines(making: Making) -> None:
    """Make cards of helplines for a wallet, 8 to a page.

    \b
    Examples:
      fama handout helplines --output cards.pdf
      fama handout helplines --nation wales --output cards.pdf
    """
    from fama_cli.cli.gathering import Gathered
    from fama_cli.cli.making import checked, make

    making = checked(making)
    make(Gathered(data=making.data, nation=making.nation).helplines(notes=making.notes), making)


@app.command("resources")
@taking(Making)
def resources(
    series: Annotated[str, typer.Option("--series", metavar="NUMBER", help="Listed in this briefing paper.", show_default=False)] = "",
    search: Annotated[str, typer.Option("--search", metavar="WORDS", help="Only those with these words.", show_default=False)] = "",
    *,
    making: Making,
) -> None:
    """Make a list of things to read, watch and use.

    \b
    Examples:
      fama handout resources --series 3 --output reading.pdf
      fama handout resources --search smart --format docx -o smart.docx
    """
    from fama_cli.cli.gathering import Gathered
    from fama_cli.cli.making import checked, make

    making = checked(making)
    make(Gathered(data=making.data, nation=making.nation).resources(series, search, notes=making.notes), making)


@app.command("staff")
@taking(Making)
def staff(making: Making) -> None:
    """Make a page on mutual aid for staff.

    Kinds of group, what research says and what to do. The sources are
    on the back.

    \b
    Examples:
      fama handout staff --output staff.pdf
      fama handout staff --brand our-service.yaml --output staff.pdf
    """
    from fama_cli.cli.gathering import Gathered
    from fama_cli.cli.making import checked, make

    making = checked(making)
    make(Gathered(data=making.data, nation=making.nation).staff(notes=making.notes), making)
