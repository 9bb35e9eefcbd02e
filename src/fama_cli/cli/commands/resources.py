"""fama resources list, search, show, cite"""

from __future__ import annotations

from typing import Annotated

import typer

from fama_cli.cli.house import DataOption, FormatOption, JsonOption, OutputOption, command_app, complete_from, complete_resource

app = command_app(help="What there is to read, watch and use.")

ResourceArgument = Annotated[
    str,
    typer.Argument(metavar="RESOURCE", help="The resource's id, such as timko-2007.", autocompletion=complete_resource, show_default=False),
]


@app.command("list")
def list_resources(
    stage: Annotated[
        str,
        typer.Option(
            "--stage", metavar="NUMBER", help="Supports stage 1, 2 or 3.", autocompletion=complete_from("1", "2", "3"), show_default=False
        ),
    ] = "",
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="manual, trial, review, film, guidance and so on.",
            autocompletion=complete_from(
                "manual",
                "trial",
                "evaluation",
                "review",
                "survey",
                "monograph",
                "guidance",
                "briefing",
                "film",
                "hot-topic",
                "book",
                "talk",
                "article",
            ),
            show_default=False,
        ),
    ] = "",
    about: Annotated[
        str, typer.Option("--about", metavar="WORD", help="What it is about, such as smart or religion.", show_default=False)
    ] = "",
    series: Annotated[str, typer.Option("--series", metavar="NUMBER", help="Listed in this briefing paper.", show_default=False)] = "",
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """List resources for keyworkers and trainers.

    \b
    Examples:
      fama resources list
      fama resources list --series 3
      fama resources list --stage 2 --kind trial
      fama resources list --about smart --json
    """
    from fama_cli.catalogue.load import load_library
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.views.library import resources_document
    from fama_cli.library.resource import chosen

    how = wanted(as_json=as_json, format=format, output=output)
    library = load_library(data)
    show(resources_document(library, chosen(library, stage=stage, kind=kind, about=about, series=series)), how)


@app.command("search")
def search_resources(
    words: Annotated[
        list[str], typer.Argument(metavar="WORD...", help="Words to look for. All of them must be there.", show_default=False)
    ],
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Search the library, best first.

    A slip in a word is forgiven, and the answer says what was looked for.

    \b
    Examples:
      fama resources search "higher power"
      fama resources search methadone meetings --json
    """
    from fama_cli.catalogue.load import load_library
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.views.library import resources_document
    from fama_cli.library.search import search

    how = wanted(as_json=as_json, format=format, output=output)
    library = load_library(data)
    hits, instead = search(library, " ".join(words))
    show(resources_document(library, [hit.resource for hit in hits], instead=instead), how)


@app.command("show")
def show_resource(
    resource: ResourceArgument, as_json: JsonOption = False, format: FormatOption = "", output: OutputOption = "", data: DataOption = ""
) -> None:
    """Show one resource in full.

    \b
    Examples:
      fama resources show timko-2007
      fama resources show timko-2007 --json
    """
    from fama_cli.catalogue.load import load_library
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.views.library import resources_document
    from fama_cli.library.resource import resource_named

    how = wanted(as_json=as_json, format=format, output=output)
    library = load_library(data)
    show(resources_document(library, [resource_named(library, resource)], in_full=True), how)


@app.command("cite")
def cite_resources(
    resources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[RESOURCE]...", help="Ids. Leave out for all.", autocompletion=complete_resource, show_default=False),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORMAT", help="harvard, bibtex or csl-json.", autocompletion=complete_from("harvard", "bibtex", "csl-json")
        ),
    ] = "harvard",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Print references, for a reading list.

    \b
    Examples:
      fama resources cite timko-2007
      fama resources cite --format bibtex --output fama.bib
    """
    from fama_cli.catalogue.load import load_library
    from fama_cli.cli.output import data as print_data
    from fama_cli.errors import NotUnderstood
    from fama_cli.library.cite import FORMATS
    from fama_cli.library.resource import resource_named
    from fama_cli.text import did_you_mean

    if format not in FORMATS:
        raise NotUnderstood(
            f"There is no form of reference called `{format}`", hint=did_you_mean(format, FORMATS, "There are harvard, bibtex and csl-json")
        )
    library = load_library(data)
    chosen = [resource_named(library, name) for name in resources] if resources else list(library.resources)
    print_data(FORMATS[format](chosen), "" if output == "-" else output)
