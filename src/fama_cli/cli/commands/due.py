"""fama due"""

from __future__ import annotations

from typing import Annotated

import typer

from fama_cli.cli.casebook import Opening
from fama_cli.cli.house import DataOption, FormatOption, JsonOption, OutputOption, command_app
from fama_cli.cli.options import taking

app = command_app()


@app.command()
@taking(Opening)
def due(
    opening: Opening,
    within: Annotated[str, typer.Option("--within", metavar="TIME", help="How far ahead: days or weeks, such as 7d or 2w.")] = "7d",
    worker: Annotated[str, typer.Option("--worker", metavar="INITIALS", help="Only those of this keyworker.", show_default=False)] = "",
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """List who to ask how it went, and when.

    Worked out from what was recorded: the day that was agreed, or a while
    after the last contact.

    \b
    Examples:
      fama due
      fama due --within 2w --worker KW
    """
    from fama_cli.catalogue.load import load_practice
    from fama_cli.cli.casebook import checked_initials, open_casebook
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.today import today
    from fama_cli.cli.views.due import due_document
    from fama_cli.directory.dates import days
    from fama_cli.records.due import due as due_of
    from fama_cli.records.due import scripts_that_lead, steps_that_say_when

    how = wanted(as_json=as_json, format=format, output=output)
    ahead = days(within)
    initials = checked_initials(worker) if worker else ""
    practice = load_practice(data)
    with open_casebook(opening) as book:
        latest = book.latest(scripts_that_lead(practice), steps_that_say_when(practice))
    found = due_of(practice, latest, today=today(), within=ahead)
    show(due_document([each for each in found if initials in {"", each.worker}], ahead), how)
