"""PDF, laid out by Typst: tagged, with bookmarks, and checked against PDF/UA-1 as it is made."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fama_cli.directory.dates import in_words
from fama_cli.errors import ExitCode, FamaError
from fama_cli.handouts import codes
from fama_cli.handouts.drawing import titled
from fama_cli.handouts.layout import Face, Layout, Paper
from fama_cli.handouts.model import (
    Block,
    Cards,
    Entry,
    Handout,
    Notice,
    Paragraph,
    Picture,
    Run,
    described,
    every_block,
    paragraphs_of,
    plain,
    sheets,
)
from fama_cli.handouts.render.made import Made
from fama_cli.handouts.render.pictures import can_be_read, drawn_with, width_on_paper
from fama_cli.handouts.typesetting import as_file, typeset
from fama_cli.text import visible

TEMPLATE = Path(__file__).with_name("handout.typ")
FONT = {Face.STANDARD: "Atkinson Hyperlegible Next", Face.DYSLEXIA: "Lexend"}
SHEET = 4
"""Pages of a booklet come 4 to a sheet."""


class CannotBeDrawn(FamaError):
    """Typst could not make the page."""

    code = "drawing"
    exit_code = ExitCode.DATA_NOT_RIGHT


def render(handout: Handout, layout: Layout) -> Made:
    """The PDF."""
    made = _typeset(handout, layout)
    return Made(contents=made, pages=_pages(made))


def _typeset(handout: Handout, layout: Layout) -> bytes:
    import typst

    try:
        return typeset(files(handout, layout), "pdf", accessible=True)[0]
    except typst.TypstError as problem:
        if NO_FONT not in str(problem):
            raise
    try:
        # Other scripts and pictures in words: our fonts do not have them, and this computer's may.
        return typeset(files(handout, layout, fallback=True), "pdf", accessible=True, machine_fonts=True)[0]
    except typst.TypstError as problem:
        if NO_FONT not in str(problem):
            raise
        raise CannotBeDrawn(
            f"No font on this computer has all the letters of {_which(problem)}",
            hint="Ask for `--format html` or `--format docx`, or install a font that has them, such as Noto",
        ) from None


NO_FONT = "could not be displayed with font"


def _which(problem: Exception) -> str:
    found = re.search(r"the text `?(.+?)`? could not be displayed", str(problem), re.DOTALL)
    return f"`{visible(found[1].strip())}`" if found else "its words"


def pictures(handout: Handout, layout: Layout, *, ppi: int) -> list[bytes]:
    """A PNG of each page."""
    return typeset(files(handout, layout), "png", ppi=ppi)


def _pages(made: bytes) -> int:
    """How many pages a PDF from Typst has: the count of its page tree, which it writes uncompressed."""
    return max(int(count) for count in re.findall(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)|/Count\s+(\d+)", made)[0] if count)


def files(handout: Handout, layout: Layout, *, fallback: bool = False) -> Mapping[str, bytes]:
    """What Typst reads: the template, the handout as JSON, and the logo."""
    year, month, day = (int(part) for part in handout.made_on.split("-"))
    brand = layout.brand
    described = {
        "title": handout.title,
        "author": brand.name if brand else "fama",
        "date": {"year": year, "month": month, "day": day},
        "posted": handout.posted,
        "made": f"Made on {in_words(handout.made_on)}",
        "footer": f"{brand.name if brand else handout.title}. Made on {in_words(handout.made_on)}",
        "layout": _look(layout, fallback=fallback),
        "brand": {"name": brand.name, "contact": brand.contact, "logo": layout.logo.kind if layout.logo else None} if brand else None,
        "codes": codes.as_svg(codes.addresses(every_block(handout.blocks))) if layout.codes else {},
        "sheets": [[_plain(block, layout) for block in sheet] for sheet in sheets(handout.blocks)],
    }
    held = {"main.typ": TEMPLATE.read_bytes(), "handout.json": json.dumps(_shown(described)).encode()}
    return {**held, "logo": as_file(layout.logo.contents)} if layout.logo else held


def _shown(value: Any) -> Any:
    """`value` with every word in it made visible, as in the other formats, and records as their fields."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Mapping):
        return {visible(name): _shown(each) for name, each in value.items()}
    if isinstance(value, Sequence):
        return [_shown(each) for each in value]
    return _shown(vars(value)) if hasattr(value, "__dict__") else value


def _plain(block: Block, layout: Layout) -> dict[str, Any]:
    if isinstance(block, Picture):
        if not can_be_read(block, layout):
            return _plain(Paragraph(words=(Run(says=described(block)),)), layout)
        # One that goes across the columns may stand apart from its heading, so its title goes with it.
        across = layout.columns > 1
        drawn = titled(block) if across else block
        width = width_on_paper(drawn, layout)
        return {"block": "Picture", "svg": drawn_with(drawn, FONT[layout.face]), "alt": described(block), "width": width, "across": across}
    named: dict[str, Any] = {"block": type(block).__name__, **vars(block)}
    if isinstance(block, Entry | Notice | Cards):
        named["body"] = [_plain(each, layout) for each in block.body]
        named["keep"] = _letters(block) < _letters_on(layout) / 2
    return named


def _letters(block: Block) -> int:
    return sum(len(plain(paragraph)) for each in every_block([block]) for paragraph in paragraphs_of(each))


def _letters_on(layout: Layout) -> float:
    """About how many letters fit on a page, less its margins: a letter is half as wide as it is high, and a line 1.6 as high."""
    width, height = (side - 2 * layout.margin for side in layout.millimetres)
    letter = layout.points * 0.353  # millimetres
    return (width / layout.columns / (letter * 0.5)) * (height / (letter * 1.6))


def _look(layout: Layout, *, fallback: bool) -> dict[str, Any]:
    width, height = layout.millimetres
    return {
        "width": width,
        "height": height,
        "margin": layout.margin,
        "columns": layout.columns,
        "fold": layout.fold,
        "large_print": layout.large_print,
        "points": layout.points,
        "roomy": layout.face is Face.DYSLEXIA,
        "font": FONT[layout.face],
        "fallback": fallback,
        "colour": layout.colour,
        "codes": layout.codes,
        "code": 26 if layout.large_print else 22,
        # Beside the words where there is room for both.
        "code_below": width / layout.columns < (150 if layout.large_print else 100),
        "cards": _cards(layout),
        "booklet": layout.booklet,
        "sheet": SHEET,
    }


def _cards(layout: Layout) -> tuple[int, int]:
    """How many cards stand beside and below one another. 8 to a sheet of A4, fewer where the paper is small or the print large."""
    if layout.large_print:
        return (1, 1) if layout.paper is Paper.A5 else (2, 1) if layout.landscape else (1, 2)
    if layout.paper is Paper.A5:
        return (2, 2) if layout.landscape else (1, 3)
    return (3, 2) if layout.landscape else (2, 4)
