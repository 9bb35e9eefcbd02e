"""fama stages"""

from __future__ import annotations

from typing import Annotated

import typer

from fama_cli.cli.house import DataOption, FormatOption, JsonOption, OutputOption, command_app, complete_script

app = command_app()


@app.command()
def stages(
    script: Annotated[
        str, typer.Argument(metavar="[SCRIPT]", help="1, 2 or 3, or an outline's id.", autocompletion=complete_script, show_default=False)
    ] = "",
    cards: Annotated[bool, typer.Option("--cards", help="Only the prompts, to keep at hand.")] = False,
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Show the 3 stages, step by step, with words to try.

    Also outlines: intensive referral, MAAEZ, 12-step facilitation, and
    a visit to an open meeting.

    \b
    Examples:
      fama stages
      fama stages 2
      fama stages 1 --cards
      fama stages open-meeting-visit --json
    """
    from fama_cli.catalogue.load import load_practice
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.views.practice import stages_document
    from fama_cli.practice.look_up import script_named

    how = wanted(as_json=as_json, format=format, output=output)
    practice = load_practice(data)
    chosen = [script_named(practice, script)] if script else list(practice.scripts)
    show(stages_document(practice, chosen, in_full=bool(script), cards=cards), how)
