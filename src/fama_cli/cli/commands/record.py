"""fama record due, review, export and audit"""

from __future__ import annotations

from typing import Annotated

import typer

from fama_cli.cli.casebook import Opening, ReferenceArgument, WorkerOption
from fama_cli.cli.house import FORMATS, DataOption, FormatOption, JsonOption, OutputOption, command_app, complete_from
from fama_cli.cli.options import taking

app = command_app(help="What was recorded of recovery support, and whether it is so.")


@app.callback()
def record() -> None:
    """What was recorded of recovery support, and whether it is so."""


ProfileOption = Annotated[
    str,
    typer.Option(
        "--profile", metavar="NAME", help="Headings and words: a name, or FILE.yaml. To change one, copy it: fama data where names it."
    ),
]


@app.command("due")
@taking(Opening)
def due(
    opening: Opening,
    within: Annotated[str, typer.Option("--within", metavar="TIME", help="How far ahead: days or weeks, such as 7d or 2w.")] = "7d",
    worker: Annotated[str, typer.Option("--worker", metavar="INITIALS", help="Only those of this keyworker.", show_default=False)] = "",
    profile: ProfileOption = "cds-k",
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
) -> None:
    """List whose recovery support to review, and by when.

    From the last review, or the day that recovery support began, and the
    interval that the profile has.

    \b
    Examples:
      fama record due
      fama record due --within 4w --worker KW
    """
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.recorded import reviews_due_now

    how = wanted(as_json=as_json, format=format, output=output)
    show(reviews_due_now(opening, within=within, worker=worker, profile=profile), how)


@app.command("review")
@taking(Opening)
def review(
    reference: ReferenceArgument,
    opening: Opening,
    answers: Annotated[
        str, typer.Option("--answers", metavar="FILE", help="Take answers from a file; - is standard input.", show_default=False)
    ] = "",
    plain: Annotated[bool, typer.Option("--plain", help="Stay on this screen: nothing is cleared at the end.")] = False,
    worker: WorkerOption = "",
    profile: ProfileOption = "cds-k",
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Review a client's recovery support, one answer at a time.

    Each answer is yes, no or not stated. The contacts since the last
    review are shown where they suggest a yes: you decide. All of it is
    saved at the end, or nothing.

    \b
    Examples:
      fama record review K-104
      fama record review K-104 --answers review.yaml --json
    """
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.reviewing import reviewed

    how = wanted(as_json=as_json, format=format, output=output)
    saved = reviewed(reference, answers, opening, profile=profile, worker=worker, data=data, plain=plain)
    if saved:
        show(saved, how)


@app.command("export")
@taking(Opening)
def export(
    opening: Opening,
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day, such as 2026-04-01.", show_default=False)],
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day, such as 2026-06-30.", show_default=False)],
    profile: ProfileOption = "cds-k",
    output: OutputOption = "",
) -> None:
    """Write the reviews of a time for another system to read.

    In the headings, words and days of the profile. Only clients who
    agreed to be counted in reports are in it, but for what the profile
    allows of those who said no. Check it against the current definitions.

    \b
    Examples:
      fama record export --from 2026-04-01 --to 2026-06-30 -o reviews.csv
    """
    from fama_cli.cli.recorded import exported

    exported(opening, first=first, last=last, profile=profile, output=output)


@app.command("audit")
@taking(Opening)
def audit(
    opening: Opening,
    source: Annotated[
        str,
        typer.Argument(
            metavar="REVIEWS", help="FILE.csv, FILE.parquet, or a table of the engine. Left out, your casebook.", show_default=False
        ),
    ] = "",
    contacts: Annotated[
        str, typer.Option("--contacts", metavar="TABLE", help="What was done: a file or table of contacts.", show_default=False)
    ] = "",
    episodes: Annotated[
        str,
        typer.Option("--episodes", metavar="TABLE", help="Interventions, with the days of their episodes.", show_default=False),
    ] = "",
    engine: Annotated[
        str,
        typer.Option(
            "--engine",
            metavar="URL",
            help="postgresql://server/database, spark://local or spark://server:7077. Records go over the network to a Spark server,"
            " encrypted only where your Spark has spark.authenticate.",
            show_default=False,
        ),
    ] = "",
    profile: ProfileOption = "cds-k",
    first: Annotated[
        str, typer.Option("--from", metavar="DATE", help="Count reviews from this day on, such as 2026-04-01.", show_default=False)
    ] = "",
    last: Annotated[
        str, typer.Option("--to", metavar="DATE", help="Count reviews to this day, such as 2026-06-30.", show_default=False)
    ] = "",
    references: Annotated[bool, typer.Option("--references", help="List the clients to look at, for your own staff.")] = False,
    as_json: JsonOption = False,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="table, plain, json, jsonl, csv, md or html. Without it, html where FILE ends so.",
            autocompletion=complete_from(*FORMATS, "html"),
            show_default=False,
        ),
    ] = "",
    output: OutputOption = "",
) -> None:
    """Compare what was recorded with what was done.

    Counts clients, not rows. A check whose table is not given is not
    done, and is never passed. Numbers under 5 are hidden; --references
    hides nothing, and is for your own staff.

    \b
    Examples:
      fama record audit
      fama record audit reviews.csv
      fama record audit reviews.csv --contacts contacts.csv
      fama record audit reviews.csv --format html -o audit.html
      fama record audit reviews --engine postgresql://server/records
    """
    from fama_cli.cli.recording import audit_made

    audit_made(
        source, contacts=contacts, episodes=episodes, address=engine, profile=profile, references=references,
        as_json=as_json, format=format, output=output, first=first, last=last, opening=opening,
    )  # fmt: skip
