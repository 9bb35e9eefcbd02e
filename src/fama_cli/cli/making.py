"""From a handout to a file: how it is to look, what is on it, and where it goes."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from fama_cli.cli.house import DataOption, NationOption, NoInputOption, complete_from
from fama_cli.cli.output import data, note, raw, watched
from fama_cli.cli.prompts import agreed, can_ask
from fama_cli.errors import FamaError, NotUnderstood
from fama_cli.files import read_whole, write_whole
from fama_cli.handouts.brand import Brand
from fama_cli.handouts.contacts import in_words_held_back
from fama_cli.handouts.layout import Layout, Paper, laid_out
from fama_cli.handouts.logo import Logo
from fama_cli.handouts.model import Handout
from fama_cli.handouts.render.made import Made
from fama_cli.handouts.render.page import MADE_HERE
from fama_cli.record import changed, record
from fama_cli.text import did_you_mean, listed

RENDERERS: Mapping[str, str] = {name: f"fama_cli.handouts.render.{name}" for name in ("pdf", "html", "docx", "md", "txt")}
"""Format -> the module that makes it. A new format is one module and one name here."""

READ_ON_SCREEN = frozenset({"md", "txt"})
"""Formats that a terminal can show."""


A_FEW = 5
LARGEST_PAGE = 64 * 1024 * 1024
"""Bytes. More than 10,000 groups take."""
SIDES = 2
"""Of a sheet of paper."""


@record
class Making:
    """The options that every handout takes."""

    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="pdf, html, docx, md or txt. Without it, as FILE ends, or pdf.",
            autocompletion=complete_from(*RENDERERS),
            show_default=False,
        ),
    ] = ""
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to FILE, whole or not at all. - is standard output.", show_default=False
        ),
    ] = ""
    open: Annotated[bool, typer.Option("--open", help="Open the file once it is written.")] = False
    paper: Annotated[
        str,
        typer.Option(
            "--paper", metavar="SIZE", help="a4, a5 or letter.", autocompletion=complete_from("a4", "a5", "letter"), show_default=False
        ),
    ] = ""
    landscape: Annotated[bool, typer.Option("--landscape", help="Turn the paper on its side.")] = False
    columns: Annotated[int | None, typer.Option("--columns", metavar="NUMBER", help="1, 2 or 3.", show_default=False)] = None
    large_print: Annotated[bool, typer.Option("--large-print", help="16 point and up, laid out for it.")] = False
    booklet: Annotated[bool, typer.Option("--booklet", help="Fill the last sheet: pages come in fours. A5 unless you say.")] = False
    fold: Annotated[bool, typer.Option("--fold", help="3 panels a side, to fold like a Z.")] = False
    font: Annotated[
        str,
        typer.Option(
            "--font", metavar="NAME", help="standard or dyslexia.", autocompletion=complete_from("standard", "dyslexia"), show_default=False
        ),
    ] = ""
    no_qr: Annotated[bool, typer.Option("--no-qr", help="No QR codes; addresses are printed all the same.")] = False
    notes: Annotated[bool, typer.Option("--notes", help="Leave lines to write on.")] = False
    brand: Annotated[
        str, typer.Option("--brand", metavar="FILE", help="Your service's name, contact line, logo and colour.", show_default=False)
    ] = ""
    nation: NationOption = ""
    data: DataOption = ""
    no_input: NoInputOption = False


PAPER = {Paper.A4: "A4", Paper.A5: "A5", Paper.LETTER: "Letter"}


def checked(making: Making) -> Making:
    """`making` with its format settled, or refused for what cannot be before anything is read. Raises NotUnderstood."""
    named = Path(making.output).suffix.lower().removeprefix(".")
    if named and named not in RENDERERS and not making.format:
        raise NotUnderstood(
            f"No handout is made as `.{named}`, which is how `{making.output}` ends",
            hint=f"End the name in {listed([f'.{each}' for each in RENDERERS], 'or')}, or add `--format`",
        )
    format = making.format.lower() or (named if named in RENDERERS else "pdf")
    if format not in RENDERERS:
        raise NotUnderstood(
            f"There is no format of handout called `{format}`",
            hint=did_you_mean(format, RENDERERS, f"There are {listed(list(RENDERERS))}"),
        )
    if named in RENDERERS and named != format:
        raise NotUnderstood(
            f"`--format {format}` and the file `{making.output}` do not agree", hint="Leave out `--format`, or rename the file"
        )
    if making.open and making.output == "-":
        raise NotUnderstood("`--open` needs a file to open, and `--output -` makes none", hint="Leave one of them out")
    return changed(making, format=format)


def make(handout: Handout, making: Making) -> None:
    """Render `handout`, say what it is and what was held back, and write it. Nothing is written unless all of it can be."""
    brand, logo = _branded(making.brand)
    layout = laid_out(
        handout, making.format, paper=making.paper, landscape=making.landscape, columns=making.columns, large_print=making.large_print,
        booklet=making.booklet, fold=making.fold, codes=not making.no_qr, face=making.font, brand=brand, logo=logo,
    )  # fmt: skip
    made = _rendered(handout, layout, making.format)
    for line in in_words_held_back(handout.held_back):
        note(line)
    if handout.left_out:
        few, more = handout.left_out[:A_FEW], len(handout.left_out) - A_FEW
        names = listed([*few, f"{more} more"] if more > 0 else few)
        note(f"Left out, because they serve only another nation: {names}. Name it with --nation to print them.")
    if layout.fold and made.pages and made.pages > SIDES:
        note(f"It takes {made.pages} sides, and a folded sheet has {SIDES}. Fewer groups, or --no-qr, may fit.")
    path = _destination(handout, made, making, paper=f"{PAPER[layout.paper]}{', on its side' if layout.landscape else ''}")
    if path is None:
        return
    write_whole(path, made.contents)
    note(f"Wrote {path}")
    if making.format == "pdf" and path.is_file():
        _write_twin(path.with_suffix(".html"), _rendered(handout, layout, "html"))
    if making.open and typer.launch(str(path.absolute())) != 0:
        note(f"Nothing on this computer could open {path}")


def _branded(file: str) -> tuple[Brand | None, Logo | None]:
    if not file:
        return None, None
    from fama_cli.catalogue.brand import load_brand

    return load_brand(Path(file))


def _rendered(handout: Handout, layout: Layout, format: str) -> Made:
    made: Made = import_module(RENDERERS[format]).render(handout, layout)
    return made


def _write_twin(path: Path, page: Made) -> None:
    """The same handout for a screen, beside its PDF: a PDF alone serves some readers badly.

    NHS service manual, "PDFs and other non-HTML documents": always provide an HTML version too. A page there that
    somebody else made is left alone.
    """
    if path.exists() and not _ours(path):
        note(f"{path} was there already, and was left alone. For the same handout on a screen: --format html")
        return
    write_whole(path, page.contents)
    note(f"Wrote {path}, the same for a screen")


def _ours(path: Path) -> bool:
    try:
        return MADE_HERE in read_whole(path, largest=LARGEST_PAGE, what="page")[:512]
    except FamaError:
        return False  # A folder, a pipe, or a page we may not read: not one to write over.


def _destination(handout: Handout, made: Made, making: Making, *, paper: str) -> Path | None:
    """The file to write; None when there is nothing left to do, because standard output has it or the person said no."""
    on_screen = sys.stdout.isatty()
    readable = making.format in READ_ON_SCREEN
    if making.output == "-" or (not making.output and not making.open and (readable or not on_screen)):
        if on_screen and not readable:
            raise NotUnderstood(f"A screen cannot show `{making.format}`", hint="Name a file: `--output FILE`, or send it down a pipe")
        data(made.contents.decode()) if readable else raw(made.contents)
        return None
    if watched():
        note(_preview(handout, made, paper))
    path = Path(making.output) if making.output else _agreed(handout, making)
    if path is None:
        note("Nothing was written.")
    return path


def _preview(handout: Handout, made: Made, paper: str) -> str:
    size = f"{max(len(made.contents) // 1024, 1):,} KB"
    if made.pages is None:
        return f"{handout.title}: {size}"
    return f"{handout.title}: {made.pages} {'page' if made.pages == 1 else 'pages'} of {paper}, {size}"


def _agreed(handout: Handout, making: Making) -> Path | None:
    """A file named after the handout, in this folder, if the person agrees."""
    words = re.sub(r"[^a-z0-9]+", "-", handout.title.rpartition(": ")[2].lower()).strip("-")[:60]
    path = Path(f"{handout.id}{f'-{words}' if ': ' in handout.title and words else ''}.{making.format}")
    if making.open and not can_ask(making.no_input) and not path.exists():
        return path
    if not can_ask(making.no_input):
        raise NotUnderstood("There is nobody to ask where to write it", hint=f"Name a file, such as `--output {path}`")
    if path.exists():
        return path if agreed(f"Write over {path}, which is there already?", otherwise=False) else None
    return path if agreed(f"Write it to {path}?", otherwise=True) else None
