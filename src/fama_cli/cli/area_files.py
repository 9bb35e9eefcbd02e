"""The YAML files of a partnership: when one is wanted, and how it is written without losing one that is there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from fama_cli.cli.house import FORMATS, complete_from
from fama_cli.cli.output import data, note
from fama_cli.errors import FileProblem, NotUnderstood
from fama_cli.text import did_you_mean

AREA_FORMATS = (*FORMATS, "yaml")

AreaFormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="table, plain, json, jsonl, csv, md, or yaml: the file to fill in.",
        autocompletion=complete_from(*AREA_FORMATS),
        show_default=False,
    ),
]


def is_yaml(format: str, output: str, *, as_json: bool) -> bool:
    """Whether the file to fill in is wanted: asked for, or as the name of FILE ends. Raises NotUnderstood."""
    if format and format not in AREA_FORMATS:
        otherwise = f"The formats are {', '.join(AREA_FORMATS)}"
        raise NotUnderstood(f"There is no format called `{format}`", hint=did_you_mean(format, AREA_FORMATS, otherwise))
    if as_json and format == "yaml":
        raise NotUnderstood("`--json` and `--format yaml` ask for 2 different things", hint="Leave one of them out")
    return format == "yaml" or (not format and not as_json and output.lower().endswith((".yaml", ".yml")))


def write_kept(text: str, output: str, *, read_from: str = "") -> None:
    """Write a file that people fill in by hand. One that is there is left alone, unless `text` was made from it."""
    if output in {"", "-"}:
        data(text)
        return
    path = Path(output)
    # Not Path.is_file, which raises for a name that is too long.
    if os.path.isfile(path) and not (read_from and path.samefile(read_from)):  # noqa: PTH113  # as above
        raise FileProblem(f"`{path}` is there already, and somebody may have filled it in", hint="Name another file, or move that one")
    data(text, output)
    note(f"Wrote {path}")
