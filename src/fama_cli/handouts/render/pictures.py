"""Pictures on paper: how wide they are, in which font, and as dots for a format that takes no SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fama_cli.handouts.drawing import FONTS, TYPE, size_of
from fama_cli.handouts.layout import Face, Layout
from fama_cli.handouts.model import Picture
from fama_cli.handouts.typesetting import svgs_as_pngs

BETWEEN_COLUMNS = 6
"""Millimetres."""
MOST_OF_A_PAGE = 0.85
"""Of its height: the heading before a picture belongs with it. Much less, and the words of a tall one could not be read."""
SMALLEST_TYPE = 7.5
"""Points of the words in a picture. One that has no room for this is told in words."""
DOTS = 220
"""To an inch, for a printer."""
MILLIMETRES_TO_A_POINT = 25.4 / 72
_DRAWN_IN = {Face.STANDARD: "Atkinson Hyperlegible Next", Face.DYSLEXIA: "Lexend"}


def width_on_paper(picture: Picture, layout: Layout) -> float:
    """Millimetres: its words as large as those around it, where there is room; never more than most of a page in height.

    It goes across all columns. A folded sheet has panels, which nothing goes across.
    """
    wide, high = size_of(picture)
    page_width, page_height = (side - 2 * layout.margin for side in layout.millimetres)
    column = (page_width - BETWEEN_COLUMNS * (layout.columns - 1)) / layout.columns if layout.fold else page_width
    natural = wide / TYPE * layout.points * MILLIMETRES_TO_A_POINT
    return round(min(column, natural, page_height * MOST_OF_A_PAGE * wide / high), 2)


def can_be_read(picture: Picture, layout: Layout) -> bool:
    """Whether the words in it are large enough, on paper."""
    wide, _ = size_of(picture)
    return TYPE * width_on_paper(picture, layout) / wide / MILLIMETRES_TO_A_POINT >= SMALLEST_TYPE


def drawn_with(picture: Picture, font: str) -> str:
    """Its SVG, with words in `font`."""
    return picture.svg.replace(f'font-family="{FONTS}"', f'font-family="{font}"', 1)


def as_pngs(pictures: Sequence[Picture], layout: Layout) -> Mapping[str, bytes]:
    """The SVG of each picture -> a PNG of it, fine enough to print."""
    font = _DRAWN_IN[layout.face]
    wanted = {each.svg: (drawn_with(each, font), width_on_paper(each, layout)) for each in pictures}
    return dict(zip(wanted, svgs_as_pngs(list(wanted.values()), ppi=DOTS), strict=True))
