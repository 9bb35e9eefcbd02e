"""QR codes: a telephone's camera reads them, and opens the address that is printed beside each."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

from fama_cli.handouts.model import Block, Entry

MANY = 100
"""Of the 8 patterns that a code may be masked with, the best is looked for, which takes 5 times as long. Any of them can
be read, so with more codes than this the first that suits addresses is taken."""

_MASK = 4


def addresses(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Each address that a block has a code for, once."""
    return tuple(dict.fromkeys(block.code.address for block in blocks if isinstance(block, Entry) and block.code))


def as_svg(wanted: tuple[str, ...]) -> Mapping[str, str]:
    """Address -> an SVG drawing of its code, with the white border that readers need."""
    return {address: made.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None) for address, made in _made(wanted)}


def as_png(wanted: tuple[str, ...]) -> Mapping[str, bytes]:
    """Address -> a PNG of its code, 8 pixels to a square."""
    return {address: _png(made) for address, made in _made(wanted)}


def _png(made: Any) -> bytes:
    file = io.BytesIO()
    made.save(file, kind="png", scale=8, border=4)
    return file.getvalue()


def _made(wanted: tuple[str, ...]) -> Iterable[tuple[str, Any]]:
    if not wanted:
        return
    import segno

    mask = _MASK if len(wanted) > MANY else None
    for address in wanted:
        # "M": a code can still be read when 15 in 100 of it is smudged.
        yield address, segno.make(address, micro=False, error="m", boost_error=False, mask=mask)
