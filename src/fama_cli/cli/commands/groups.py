"""fama groups list, show, compare, checked, stale, check-leaflet"""

from __future__ import annotations

from typing import Annotated

import typer

from fama_cli.cli.house import DataOption, FormatOption, GroupArgument, JsonOption, OutputOption, command_app, complete_group

app = command_app(help="Everything known of each group, and keeping it right.")


@app.command("list")
def list_groups(as_json: JsonOption = False, format: FormatOption = "", output: OutputOption = "", data: DataOption = "") -> None:
    """List every group.

    \b
    Examples:
      fama groups list
      fama groups list --format csv --output groups.csv
    """
    from fama_cli.catalogue.load import load_directory
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.today import today
    from fama_cli.cli.views.groups import list_document

    how = wanted(as_json=as_json, format=format, output=output)
    show(list_document(load_directory(data), today()), how)


@app.command("show")
def show_group(
    group: GroupArgument, as_json: JsonOption = False, format: FormatOption = "", output: OutputOption = "", data: DataOption = ""
) -> None:
    """Show one group in full, with its sources.

    \b
    Examples:
      fama groups show aa
      fama groups show smart --json
    """
    _in_full([group], as_json, format, output, data)


@app.command("compare")
def compare_groups(
    groups: Annotated[
        list[str], typer.Argument(metavar="GROUP GROUP...", help="Two or more ids.", autocompletion=complete_group, show_default=False)
    ],
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Show groups side by side.

    \b
    Examples:
      fama groups compare aa smart
    """
    from fama_cli.errors import NotUnderstood

    if len(groups) < 2:
        raise NotUnderstood("`fama groups compare` needs 2 groups or more", hint=f"Name another: `fama groups compare {groups[0]} smart`")
    _in_full(groups, as_json, format, output, data)


def _in_full(names: list[str], as_json: bool, format: str, output: str, data: str) -> None:
    from fama_cli.catalogue.load import load_directory
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.today import today
    from fama_cli.cli.views.groups import full_groups, show_document

    how = wanted(as_json=as_json, format=format, output=output)
    directory = load_directory(data)
    show(show_document(full_groups(directory, names, today())), how)


@app.command("checked")
def checked_group(
    group: GroupArgument,
    by: Annotated[str, typer.Option("--by", metavar="INITIALS", help="Who opened the page: 1 to 5 letters.", show_default=False)],
    gone: Annotated[
        list[str] | None,
        typer.Option(
            "--gone", metavar="CONTACT", help="A number or address that is no longer on the page. Repeat for several.", show_default=False
        ),
    ] = None,
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Record that you saw a group's contacts on its page.

    Open the group's own page first (`fama groups stale` names it). This says that everything
    shown for the group was on it today, but for what --gone names. It is kept in your service's
    data folder.

    \b
    Examples:
      fama groups checked aa --by KW
      fama groups checked ca --by KW --gone "0800 612 0225"
    """
    from fama_cli.catalogue.checked import record
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.today import today
    from fama_cli.cli.views.keeping import checked_document

    how = wanted(as_json=as_json, format=format, output=output)
    named, check, seen, file = record(data, group, by=by, on=today(), gone=gone or [])
    show(checked_document(named, check, seen, str(file)), how)


@app.command("stale")
def stale_groups(
    older_than: Annotated[str, typer.Option("--older-than", metavar="TIME", help="Months or years, such as 12m or 1y.")] = "12m",
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """List contacts nobody has checked lately.

    The contacts that `fama find` shows most often come first, each with the page to open.

    \b
    Examples:
      fama groups stale
      fama groups stale --older-than 6m --format csv
    """
    from fama_cli.catalogue.load import load_directory
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.today import today
    from fama_cli.cli.views.keeping import stale_document
    from fama_cli.directory.dates import months
    from fama_cli.directory.stale import stale

    how = wanted(as_json=as_json, format=format, output=output)
    limit = months(older_than)
    show(stale_document(stale(load_directory(data), today(), limit), limit), how)


@app.command("check-leaflet")
def check_leaflet(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A leaflet: .txt, .md, .html, .docx or .pdf.", show_default=False)],
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Check the numbers in a leaflet you already have.

    Exit code 4 when a number or web address in it has been superseded.

    \b
    Examples:
      fama groups check-leaflet leaflet.pdf
      fama groups check-leaflet poster.docx --json
    """
    from pathlib import Path

    from fama_cli.catalogue.load import load_directory
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.today import today
    from fama_cli.cli.views.keeping import leaflet_document
    from fama_cli.directory.leaflet import Verdict, findings
    from fama_cli.errors import ExitCode
    from fama_cli.leaflets.mentions import mentions
    from fama_cli.leaflets.reading import read_leaflet

    how = wanted(as_json=as_json, format=format, output=output)
    directory = load_directory(data)
    found = findings(directory, mentions(read_leaflet(Path(file)), directory), today())
    show(leaflet_document(file, found), how)
    if any(finding.verdict is Verdict.SUPERSEDED for finding in found):
        raise typer.Exit(ExitCode.DATA_NOT_RIGHT)
