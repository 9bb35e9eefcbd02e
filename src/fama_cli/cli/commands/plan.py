"""fama plan"""

from __future__ import annotations

from typing import Annotated

import typer

from fama_cli.cli.casebook import Opening, PassphraseOption, ReferenceArgument
from fama_cli.cli.house import command_app
from fama_cli.cli.making import Making
from fama_cli.cli.options import taking

app = command_app()


@app.command()
@taking(Making)
def plan(
    reference: ReferenceArgument,
    making: Making,
    title: Annotated[
        str, typer.Option("--title", metavar="WORDS", help="What a calendar shows. Appointment, if left out.", show_default=False)
    ] = "",
    place: Annotated[bool, typer.Option("--place", help="Put the meeting's place in the calendar, too.")] = False,
    passphrase_fd: PassphraseOption = None,
) -> None:
    """Make the plan that a client takes home.

    Only what they decided, in their words where they gave them, and nothing
    that says who they are. As ics it is for a calendar, which others may
    see: each entry is called Appointment.

    \b
    Examples:
      fama plan K-104 --output plan.pdf
      fama plan K-104 --large-print --output plan.docx
      fama plan K-104 --format ics --output appointments.ics
    """
    from fama_cli.cli.plans import calendar_made, plan_made

    opening = Opening(passphrase_fd=passphrase_fd, no_input=making.no_input)
    if making.format.lower() == "ics" or (not making.format and making.output.lower().endswith(".ics")):
        calendar_made(reference, making, opening, title=title, place=place)
    else:
        plan_made(reference, making, opening)
