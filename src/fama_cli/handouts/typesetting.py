"""The one place that calls Typst. Files reach it from memory, by name, so nothing on this computer is read, and nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

FONTS = Path(__file__).parent / "render" / "fonts"


def as_file(contents: bytes) -> bytes:
    """Bytes that are not text, as a file that `bytes(json("…"))` reads back: Typst's Python package takes only text in memory."""
    return json.dumps(list(contents), separators=(",", ":")).encode()


def typeset(
    files: Mapping[str, bytes], format: Literal["pdf", "png"], *, accessible: bool = False, machine_fonts: bool = False, ppi: int = 144
) -> list[bytes]:
    """The PDF, or a PNG for each page, of `main.typ` among `files`.

    With `accessible`, Typst refuses what would break PDF/UA-1. With `machine_fonts`, letters that our fonts lack are
    looked for in those of this computer. Raises typst.TypstError.
    """
    import typst

    more: dict[str, Any] = {"pdf_standards": "ua-1"} if accessible else {"ppi": ppi}
    # Typst's own description of the types leaves out a mapping of names to files, which its manual has.
    made: bytes | list[bytes] = typst.compile(
        dict(files), format=format, font_paths=[str(FONTS)], ignore_system_fonts=not machine_fonts, **more
    )
    return [made] if isinstance(made, bytes) else made


def svgs_as_pngs(drawings: Sequence[tuple[str, float]], *, ppi: int) -> list[bytes]:
    """A PNG of each drawing: its SVG, and how many millimetres wide it is to be printed. Raises typst.TypstError."""
    if not drawings:
        return []
    pages = [
        f'#page(width: auto, height: auto, margin: 0pt, image("{number}.svg", width: {width}mm))'
        for number, (_, width) in enumerate(drawings)
    ]
    files = {f"{number}.svg": svg.encode() for number, (svg, _) in enumerate(drawings)}
    # To look through this computer's fonts takes time, and only letters that ours may lack need it.
    others = not all(svg.isascii() for svg, _ in drawings)
    return typeset({"main.typ": "\n".join(pages).encode(), **files}, "png", machine_fonts=others, ppi=ppi)
