"""fama help"""

from __future__ import annotations

from typing import Annotated

import typer

from fama_cli.cli.house import OutputOption, command_app, complete_from

app = command_app()

TOPICS = {
    "start": "the first 5 minutes",
    "trust": "how far a contact can be trusted, and how to say it is right",
    "data": "adding your service's own groups",
    "json": "output for scripts",
    "exit-codes": "what a script is told",
    "environment": "variables that change what fama does",
    "privacy": "what fama keeps, and what it never does",
    "problems": "something is wrong, or a number is out of date",
}


@app.command()
def help(
    topic: Annotated[
        str,
        typer.Argument(
            metavar="[TOPIC]", help="One of the topics that `fama help` lists.", autocompletion=complete_from(*TOPICS), show_default=False
        ),
    ] = "",
    output: OutputOption = "",
) -> None:
    """Explain something that is not a command.

    \b
    Examples:
      fama help
      fama help trust
    """
    from fama_cli.cli.output import data
    from fama_cli.cli.topics import contents, page

    data(page(topic) if topic else contents(), "" if output == "-" else output)
