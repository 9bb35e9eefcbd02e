"""fama walk"""

from __future__ import annotations

from typing import Annotated

import typer

from fama_cli.cli.house import DataOption, FormatOption, JsonOption, NationOption, NoInputOption, OutputOption, command_app, complete_script

app = command_app()


@app.command()
def walk(
    practice: Annotated[bool, typer.Option("--practice", help="A made-up client: nothing is saved.")] = False,
    stage: Annotated[
        str,
        typer.Option("--stage", metavar="SCRIPT", help="1, 2 or 3, or an outline's id.", autocompletion=complete_script),
    ] = "1",
    answers: Annotated[
        str, typer.Option("--answers", metavar="FILE", help="Take answers from a file; - is standard input.", show_default=False)
    ] = "",
    plain: Annotated[bool, typer.Option("--plain", help="Stay on this screen: nothing is cleared at the end.")] = False,
    nation: NationOption = "",
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
    no_input: NoInputOption = False,
) -> None:
    """Go through a stage, one question at a time.

    For training, with a made-up client. At any question you can go back,
    skip it, ask for help or look up a worry. The screen is cleared at the
    end, so that answers do not stay on it.

    \b
    Examples:
      fama walk --practice
      fama walk --practice --stage 3
      fama walk --practice --stage 2 --answers answers.yaml --json
    """
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.rehearsal import Rehearsal
    from fama_cli.errors import NotUnderstood

    how = wanted(as_json=as_json, format=format, output=output)
    if not practice:
        raise NotUnderstood("fama does not keep clients' walks yet", hint="For training, with nothing saved: `fama walk --practice`")
    rehearsal = Rehearsal(stage, nation=nation, data=data)
    if answers:
        show(rehearsal.from_file(answers), how)
    else:
        rehearsal.at_the_keyboard(plain=plain, no_input=no_input)
