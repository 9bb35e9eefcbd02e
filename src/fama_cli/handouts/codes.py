"""QR codes: a telephone's camera reads them, and opens the address that is printed beside each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from fama_cli.handouts.model import Block, Entry
from fama_cli.handouts.typesetting import typeset

DOTS = 8
"""Pixels to a square of the code, where it must be a picture of dots."""


def addresses(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Each address that a block has a code for, once."""
    return tuple(dict.fromkeys(block.code.address for block in blocks if isinstance(block, Entry) and block.code))


@cache  # A booklet and its twin on the web have the same ones.
def as_svg(wanted: tuple[str, ...]) -> Mapping[str, str]:
    """Address -> an SVG drawing of its code, with the white border that readers need."""
    if not wanted:
        return {}
    import zxingcpp

    # "M": a code can still be read when 15 in 100 of it is smudged.
    made = {each: zxingcpp.create_barcode(each, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_svg() for each in wanted}
    return {each: _drawing(svg) for each, svg in made.items()}


def _drawing(svg: str) -> str:
    """The squares alone: what the library writes has a name, an id and a document type that must not be in a page twice."""
    width = re.search(r'<svg width="(\d+)"', svg)
    squares = re.search(r'<path d="([^"]+)"', svg)
    if not (width and squares):
        raise ValueError("the QR library draws in another way than it did")
    side = width[1]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{squares[1]}"/></svg>'
    )


def as_png(wanted: tuple[str, ...]) -> Mapping[str, bytes]:
    """Address -> a PNG of its code."""
    drawings = as_svg(wanted)
    if not drawings:
        return {}
    pages = [f'#page(width: auto, height: auto, margin: 0pt, image("{number}.svg", width: 1in))' for number in range(len(drawings))]
    files = {f"{number}.svg": drawing.encode() for number, drawing in enumerate(drawings.values())}
    pictures = typeset({"main.typ": "\n".join(pages).encode(), **files}, "png", ppi=41 * DOTS)
    return dict(zip(drawings, pictures, strict=True))
