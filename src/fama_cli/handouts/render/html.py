"""HTML: one file that holds everything it shows, runs nothing and asks nobody for anything."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Any

from fama_cli.directory.dates import in_words
from fama_cli.handouts import codes
from fama_cli.handouts.brand import PETROL, LogoKind
from fama_cli.handouts.layout import Face, Layout
from fama_cli.handouts.model import Handout, every_block, sheets
from fama_cli.handouts.render.pages import Made
from fama_cli.handouts.typesetting import FONTS
from fama_cli.text import visible

HERE = Path(__file__).parent
FACES = {Face.STANDARD: ("Atkinson Hyperlegible Next", "AtkinsonHyperlegibleNext"), Face.DYSLEXIA: ("Lexend", "Lexend")}
_TYPES = {LogoKind.PNG: "image/png", LogoKind.SVG: "image/svg+xml"}


def render(handout: Handout, layout: Layout) -> Made:
    """The page. Everything from data is escaped by the template; only drawings made here are not."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    environment.filters["visible"] = visible
    environment.tests["a"] = lambda block, name: type(block).__name__ == name
    page = environment.get_template("handout.html").render(
        handout=handout,
        sheets=sheets(handout.blocks),
        layout=layout,
        colour=(layout.brand.colour if layout.brand else None) or PETROL,
        logo=_data(_TYPES[layout.logo.kind], layout.logo.contents) if layout.logo else None,
        faces=_faces(layout.face),
        codes=codes.as_svg(codes.addresses(every_block(handout.blocks))) if layout.codes else {},
        made_on=in_words(handout.made_on),
        size=layout.millimetres,
    )
    return Made(contents=page.encode("utf-8", "replace"))


def _faces(face: Face) -> dict[str, Any]:
    family, file = FACES[face]
    weights = {weight: _data("font/ttf", (FONTS / f"{file}-{name}.ttf").read_bytes()) for weight, name in ((400, "Regular"), (700, "Bold"))}
    return {"family": family, "weights": weights}


def _data(kind: str, contents: bytes) -> str:
    return f"data:{kind};base64,{b64encode(contents).decode('ascii')}"
