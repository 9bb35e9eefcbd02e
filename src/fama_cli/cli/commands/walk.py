"""fama walk"""

from __future__ import annotations

from typing import Annotated

import typer

from fama_cli.cli.casebook import Opening, WorkerOption
from fama_cli.cli.house import DataOption, FormatOption, JsonOption, NationOption, OutputOption, command_app, complete_script
from fama_cli.cli.options import taking

app = command_app()


@app.command()
@taking(Opening)
def walk(
    opening: Opening,
    reference: Annotated[
        str, typer.Argument(metavar="REFERENCE", help="The service's own reference, such as K-104.", show_default=False)
    ] = "",
    practice: Annotated[bool, typer.Option("--practice", help="A made-up client: nothing is saved.")] = False,
    stage: Annotated[
        str,
        typer.Option(
            "--stage",
            metavar="SCRIPT",
            help="1, 2 or 3, or an outline's id. Without it, the one that comes next.",
            autocompletion=complete_script,
            show_default=False,
        ),
    ] = "",
    answers: Annotated[
        str, typer.Option("--answers", metavar="FILE", help="Take answers from a file; - is standard input.", show_default=False)
    ] = "",
    plain: Annotated[bool, typer.Option("--plain", help="Stay on this screen: nothing is cleared at the end.")] = False,
    worker: WorkerOption = "",
    nation: NationOption = "",
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Go through a stage with a client, one question at a time.

    Each answer is saved before the next question, and a walk that was
    stopped goes on where it stopped. At any question you can go back, skip
    it, ask for help or look up a worry. The screen is cleared at the end,
    so that answers do not stay on it.

    \b
    Examples:
      fama walk K-104
      fama walk K-104 --stage 3
      fama walk --practice
      fama walk K-104 --answers answers.yaml --json
    """
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.rehearsal import Rehearsal
    from fama_cli.errors import NotUnderstood

    how = wanted(as_json=as_json, format=format, output=output)
    if practice and reference:
        raise NotUnderstood("`--practice` is with a made-up client, and a client was named", hint="Leave one of them out")
    if practice:
        rehearsal = Rehearsal(stage or "1", nation=nation, data=data)
        if answers:
            show(rehearsal.from_file(answers), how)
        else:
            rehearsal.at_the_keyboard(plain=plain, no_input=opening.no_input)
        return
    if not reference:
        raise NotUnderstood(
            "`fama walk` needs a client", hint="`fama walk K-104`; or for training, with nothing saved, `fama walk --practice`"
        )
    from fama_cli.cli.sitting import sat

    recorded = sat(reference, stage, answers, opening, worker=worker, nation=nation, data=data, plain=plain)
    if recorded:
        show(recorded, how)
