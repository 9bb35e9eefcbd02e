"""The files of a partnership: when YAML is wanted, how they are read, and how nothing that somebody filled in is written over."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated

import typer

from fama_cli.cli.house import FORMATS, complete_from
from fama_cli.cli.output import data, keep_apart, note
from fama_cli.errors import FamaError, FileProblem, NotUnderstood
from fama_cli.files import are_the_same
from fama_cli.text import did_you_mean

AREA_FORMATS = (*FORMATS, "yaml")
YAML_ENDINGS = (".yaml", ".yml")
STANDARD_INPUT = "-"

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
    return is_wanted("yaml", YAML_ENDINGS, format, output, as_json=as_json)


def is_wanted(special: str, endings: tuple[str, ...], format: str, output: str, *, as_json: bool) -> bool:
    """Whether the format that there is beside the usual ones is wanted: asked for, or as the name of FILE ends. Raises NotUnderstood."""
    formats = (*FORMATS, special)
    if format and format not in formats:
        otherwise = f"The formats are {', '.join(formats)}"
        raise NotUnderstood(f"There is no format called `{format}`", hint=did_you_mean(format, formats, otherwise))
    if as_json and format == special:
        raise NotUnderstood(f"`--json` and `--format {special}` ask for 2 different things", hint="Leave one of them out")
    return format == special or (not format and not as_json and output.lower().endswith(endings))


def check_output(output: str, *inputs: str, as_yaml: bool = False) -> None:
    """Refuse to write where a kept file is, before anything is read.

    `inputs` are files that the document is made from. One that is YAML may be added to, and `write_kept` sees to that one: leave
    it out. Another document may not be called as YAML is, since that is what the kept files are called. Raises FileProblem and
    NotUnderstood.
    """
    keep_apart(output, *(each for each in inputs if each != STANDARD_INPUT))
    if not as_yaml and output.lower().endswith(YAML_ENDINGS):
        raise NotUnderstood(
            f"`{output}` ends as a file to fill in does, and what was asked for is not YAML",
            hint="Give the file another ending, such as `.txt`, or leave `--format` and `--json` out where the command can write YAML",
        )


def write_kept(text: str, output: str, *, read_from: str = "") -> None:
    """Write a file that people fill in by hand. One that is there is left alone, unless `text` was made from it."""
    if output in {"", "-"}:
        data(text)
        return
    path = Path(output)
    # Not Path.is_file, which raises for a name that is too long.
    if os.path.isfile(path) and not are_the_same(output, read_from):  # noqa: PTH113  # as above
        raise FileProblem(f"`{path}` is there already, and somebody may have filled it in", hint="Name another file, or move that one")
    data(text, output)
    note(f"Wrote {path}")


@contextmanager
def read_from(*names: str) -> Iterator[tuple[Path | None, ...]]:
    """A path for each of `names`: None where none was given, and for `-` a file with what came in on standard input.

    Raises NotUnderstood when 2 names are `-`, or when a keyboard would be read.
    """
    if names.count(STANDARD_INPUT) > 1:
        raise NotUnderstood("`-` is standard input, and only one file can come from there", hint="Name the others")
    with ExitStack() as stack:
        came_in = stack.enter_context(_standard_input()) if STANDARD_INPUT in names else None
        yield tuple((came_in if name == STANDARD_INPUT else Path(name)) if name else None for name in names)


@contextmanager
def _standard_input() -> Iterator[Path]:
    from tempfile import TemporaryDirectory

    from fama_cli.files import LARGEST_DATA_FILE

    if sys.stdin.isatty():
        raise NotUnderstood("`-` reads a file from standard input, and that is this keyboard", hint="Name a file, or pipe one in")
    stream = getattr(sys.stdin, "buffer", None)
    # One byte more than a file may have, so that one which is too large is refused as a file would be.
    contents = stream.read(LARGEST_DATA_FILE + 1) if stream else sys.stdin.read().encode()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "standard-input"
        path.write_bytes(contents)
        try:
            yield path
        except FamaError as problem:
            # Nobody knows the file that it was put in meanwhile.
            problem.message = problem.message.replace(str(path), "standard input")
            problem.details = tuple(each.replace(str(path), "standard input") for each in problem.details)
            problem.hint = problem.hint.replace(str(path), "FILE")
            raise
