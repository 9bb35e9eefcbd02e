"""fama meetings import, find, show, diff, sources, stale, limit, remove, export, template"""

from __future__ import annotations

from typing import Annotated

import typer

from fama_cli.cli.house import DataOption, FormatOption, JsonOption, NoInputOption, OutputOption, command_app, complete_from, complete_group
from fama_cli.cli.local_meetings import Looking
from fama_cli.cli.options import taking

app = command_app(help="Local meetings: bring lists in, and find one to go to.")

_SOURCE = typer.Argument(metavar="LIST", help="The name of a list, as `fama meetings sources` shows it.", show_default=False)
_KEY = typer.Argument(metavar="MEETING", help="Its id, or the first few letters of it.", show_default=False)


@app.command("import")
def import_meetings(
    origin: Annotated[str, typer.Argument(metavar="FILE|URL|-", help="A file, an address, or standard input.", show_default=False)],
    fellowship: Annotated[
        str,
        typer.Option(
            "--fellowship",
            metavar="GROUP",
            help="Whose list it is, such as na, where it does not say.",
            autocompletion=complete_group,
            show_default=False,
        ),
    ] = "",
    name: Annotated[
        str, typer.Option("--as", metavar="NAME", help="What to call the list. Without it, as its file or host.", show_default=False)
    ] = "",
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="auto, meeting-guide, meeting-guide-table, bmlt, oruk or csv.",
            autocompletion=complete_from("auto", "meeting-guide", "meeting-guide-table", "bmlt", "oruk", "csv"),
        ),
    ] = "auto",
    keep_contacts: Annotated[
        bool, typer.Option("--keep-contacts", help="Keep people to contact, phone numbers, emails and passcodes.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would happen, and change nothing.")] = False,
    as_json: JsonOption = False,
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Bring in a list of meetings.

    A list of the same name takes the place of the one before. It is all or
    nothing: where a file cannot be used, the last good list stays. Every row
    that was skipped or changed is reported. An address is contacted only now,
    because you typed it.

    \b
    Examples:
      fama meetings import leeds.csv
      fama meetings import feed.json --fellowship na --dry-run
      fama meetings import https://example.org/meetings.json --fellowship ca
    """
    from fama_cli.cli.importing import Importing, import_list
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.views.meeting_lists import import_document

    how = wanted(as_json=as_json, output=output)
    asked = Importing(
        origin=origin, name=name, fellowship=fellowship, format=format, keep_contacts=keep_contacts, dry_run=dry_run, data=data
    )
    done = import_list(asked)
    show(import_document(done, dry_run=dry_run), how)


@app.command("find")
@taking(Looking)
def find_meetings(
    looking: Looking,
    limit: Annotated[int, typer.Option("--limit", metavar="NUMBER", help="How many to show. 0 is all of them.")] = 20,
    ics: Annotated[bool, typer.Option("--ics", help="Print a calendar file.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="The same as --format csv.")] = False,
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
    no_input: NoInputOption = False,
) -> None:
    """Find a meeting: near here, on a day, that fits.

    The next one comes first. Places are looked up on this computer only.

    \b
    Examples:
      fama meetings find --near LS1 --within 5mi --day tue --after 18:00
      fama meetings find -s cocaine --near "LS1 4DY" --tonight --step-free
      fama meetings find -s alcohol --online --open --json
    """
    from fama_cli.cli.meeting_answers import find_document, write_calendar
    from fama_cli.cli.output import show, wanted

    if ics:
        write_calendar(looking, data, output=output, no_input=no_input)
        return
    how = wanted(as_json=as_json, format="csv" if csv and not format else format, output=output)
    show(find_document(looking, data, limit=limit, no_input=no_input), how)


@app.command("show")
def show_meeting(
    key: Annotated[str, _KEY], as_json: JsonOption = False, format: FormatOption = "", output: OutputOption = "", data: DataOption = ""
) -> None:
    """Show everything a list says of one meeting.

    \b
    Examples:
      fama meetings show 7k2m9
    """
    from fama_cli.cli.meeting_answers import show_document
    from fama_cli.cli.output import show, wanted

    how = wanted(as_json=as_json, format=format, output=output)
    show(show_document(key, data), how)


@app.command("diff")
def diff(
    source: Annotated[str, _SOURCE] = "",
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Say what changed when lists were last imported.

    Meetings that were added, removed, moved to another time or place, or
    changed in any other way.

    \b
    Examples:
      fama meetings diff
      fama meetings diff na-leeds
    """
    from fama_cli.cli.meeting_lists import changes_document
    from fama_cli.cli.output import show, wanted

    how = wanted(as_json=as_json, format=format, output=output)
    show(changes_document(source, data), how)


@app.command("sources")
def list_sources(as_json: JsonOption = False, format: FormatOption = "", output: OutputOption = "", data: DataOption = "") -> None:
    """List the lists that were imported, and when.

    \b
    Examples:
      fama meetings sources
    """
    from fama_cli.cli.meeting_lists import lists_document
    from fama_cli.cli.output import show, wanted

    how = wanted(as_json=as_json, format=format, output=output)
    show(lists_document(data), how)


@app.command("stale")
def stale(
    older_than: Annotated[
        str, typer.Option("--older-than", metavar="TIME", help="Months or years. Without it, your service's limit.", show_default=False)
    ] = "",
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """List meetings that nobody has checked lately.

    By the day that somebody checked them or, where that is not stated, the day
    their list was imported. The oldest come first.

    \b
    Examples:
      fama meetings stale
      fama meetings stale --older-than 3m --format csv
    """
    from fama_cli.cli.meeting_answers import stale_document
    from fama_cli.cli.output import show, wanted

    how = wanted(as_json=as_json, format=format, output=output)
    show(stale_document(data, older_than), how)


@app.command("limit")
def limit(
    after: Annotated[
        str, typer.Argument(metavar="[TIME]", help="Months or years, such as 3m. Leave out to see the limit.", show_default=False)
    ] = "",
    data: DataOption = "",
) -> None:
    """Set how old a check may be before fama warns.

    It holds for everybody who uses this data folder.

    \b
    Examples:
      fama meetings limit
      fama meetings limit 3m
    """
    from fama_cli.cli.meeting_lists import show_or_set_limit

    show_or_set_limit(after, data)


@app.command("remove")
def remove(
    source: Annotated[str, _SOURCE],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    no_input: NoInputOption = False,
    data: DataOption = "",
) -> None:
    """Remove a list, and every meeting on it.

    \b
    Examples:
      fama meetings remove na-leeds
    """
    from fama_cli.cli.meeting_lists import remove_list

    remove_list(source, data, yes=yes, no_input=no_input)


@app.command("export")
def export(
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help="meeting-guide, oruk, csv, ics or geojson.",
            autocompletion=complete_from("meeting-guide", "oruk", "csv", "ics", "geojson"),
            show_default=False,
        ),
    ],
    source: Annotated[str, typer.Option("--list", metavar="LIST", help="Only the meetings of this list.", show_default=False)] = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Write meetings for other programs.

    What the format cannot say is listed on standard error.

    \b
    Examples:
      fama meetings export --to csv --output meetings.csv
      fama meetings export --to oruk --list na-leeds --output services.json
      fama meetings export --to ics --output meetings.ics
    """
    from fama_cli.cli.exporting import export_meetings

    export_meetings(to, data, source=source, output=output)


@app.command("template")
def template(output: OutputOption = "") -> None:
    """Print a list to fill in with a spreadsheet.

    \b
    Examples:
      fama meetings template --output our-meetings.csv
    """
    from fama_cli.cli.output import data
    from fama_cli.meetings.feeds.sheet import TEMPLATE

    data(TEMPLATE, "" if output == "-" else output)
