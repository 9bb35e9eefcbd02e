"""Drawings of ours, as SVG that every format can carry: shapes and words, with no ids, no styles and nothing from outside.

They are read in black and white: what is told by a shade or a pattern is told by a word or a number too.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from fama_cli.handouts.model import Picture
from fama_cli.record import changed
from fama_cli.text import visible

WIDTH = 660
"""Pixels. At 96 to an inch it is as wide as the words on a sheet of A4."""

TYPE = 15
"""Pixels. 8 points where a picture is as wide as a sheet of A5, the smallest paper."""

LETTER = 9
"""Pixels that a letter takes at most, on average, in the wider of our 2 fonts."""

INK, GREY, PAPER = "#111111", "#595959", "#ffffff"
"""On white, 18.9 and 7 to 1: WCAG 2.2, 1.4.6."""

FONTS = "Atkinson Hyperlegible Next, Verdana, Arial, sans-serif"
_SVG = "http://www.w3.org/2000/svg"


class Fill(Enum):
    """5 ways to fill a bar that differ on any printer."""

    DARK = "dark"
    STRIPES = "stripes"
    LIGHT = "light"
    DOTS = "dots"
    EMPTY = "empty"
    """White, with a broken line round it."""


class Drawing:
    """A sheet that shapes and words are put on. Numbers are pixels, from the top left."""

    def __init__(self, width: float, height: float) -> None:
        view = f"0 0 {_number(width)} {_number(height)}"
        # Where it is not as wide as its place, it stands on the left, as words do.
        look = {"preserveAspectRatio": "xMinYMin", "font-family": FONTS, "font-size": str(TYPE)}
        self._svg = Element("svg", {"xmlns": _SVG, "viewBox": view, **look})

    def with_under(self, drawn: Element, top: float) -> str:
        """The drawing, with the shapes of another one from `top` on."""
        moved = SubElement(self._svg, "g", {"transform": f"translate(0 {_number(top)})"})
        for each in drawn.iter():
            each.tag = each.tag.rpartition("}")[2]
        moved.extend(list(drawn))
        return self.svg()

    def svg(self) -> str:
        """The drawing, on one line."""
        return ElementTree.tostring(self._svg, encoding="unicode")

    def add(self, tag: str, **attributes: str | float) -> None:
        """A shape. `stroke_width` is `stroke-width`."""
        SubElement(self._svg, tag, {name.replace("_", "-"): _number(value) for name, value in attributes.items()})

    def box(self, x: float, y: float, width: float, height: float, fill: Fill | str) -> None:
        """A bar, with a line round it."""
        shade = {Fill.DARK: "#1a1a1a", Fill.LIGHT: "#c8c8c8"}.get(fill, PAPER) if isinstance(fill, Fill) else fill
        broken: dict[str, str | float] = {"stroke_dasharray": "4 3"} if fill is Fill.EMPTY else {}
        self.add("rect", x=x, y=y, width=width, height=height, fill=shade, stroke=GREY, **broken)
        if fill is Fill.STRIPES:
            self.add("path", d=" ".join(_stripes(x, y, width, height)), stroke=INK, stroke_width=1.4)
        elif fill is Fill.DOTS:
            self.add("path", d=" ".join(_dots(x, y, width, height)), fill=INK)

    def words(
        self, x: float, y: float, says: str, *, anchor: str = "start", ink: str = INK, bold: bool = False, clear: bool = False
    ) -> None:
        """Words on one line, whose foot is at `y`. With `clear`, white keeps them apart from what is under them."""
        look: dict[str, str] = {"x": _number(x), "y": _number(y), "fill": ink}
        if anchor != "start":
            look["text-anchor"] = anchor
        if bold:
            look["font-weight"] = "bold"
        if clear:
            look |= {"stroke": PAPER, "stroke-width": "4", "stroke-linejoin": "round", "paint-order": "stroke"}
        SubElement(self._svg, "text", look).text = visible(says)


def as_element(picture: Picture, *, identifier: str) -> Element:
    """`picture` as an element of a web page: a screen reader says its title, and what it shows. `identifier` is unique on the page."""
    svg = ElementTree.fromstring(picture.svg)  # noqa: S314  # it is ours
    for each in svg.iter():
        each.tag = each.tag.rpartition("}")[2]
    svg.attrib = {
        "xmlns": _SVG, "viewBox": svg.attrib["viewBox"], "role": "img",
        "aria-labelledby": f"{identifier}-title {identifier}-desc", **svg.attrib,
    }  # fmt: skip
    title, described = Element("title", {"id": f"{identifier}-title"}), Element("desc", {"id": f"{identifier}-desc"})
    title.text, described.text = visible(picture.title), visible(picture.description)
    svg[:0] = [title, described]
    return svg


TABLE_AFTER = "The table after this has every number."
"""What a picture of a report says last."""

_TITLE_HEIGHT, _ABOUT_HEIGHT = 34, 22


def titled(picture: Picture, about: str = "") -> Picture:
    """`picture` with its title over it, and under that what it is `about`, such as an area and a day. One that has its title keeps it."""
    drawn = ElementTree.fromstring(picture.svg)  # noqa: S314  # it is ours
    first = drawn.find(f"{{{_SVG}}}text")
    has_title = first is not None and first.text == visible(picture.title)
    if has_title and not about:
        return picture
    lines = [*([] if has_title else [(picture.title, _TITLE_HEIGHT, True)]), *([(about, _ABOUT_HEIGHT, False)] if about else [])]
    width, height = size_of(picture)
    above = sum(room for _, room, _ in lines)
    whole, foot = Drawing(width, height + above), -10.0
    for says, room, bold in lines:
        foot += room
        whole.words(1, foot, says, bold=bold)
    return changed(picture, svg=whole.with_under(drawn, above))


def as_file(picture: Picture, about: str = "") -> str:
    """`picture` as an SVG file of its own, under its title. No table comes after it, so none is spoken of.

    `about` is a line under the title: what place and what day it shows.
    """
    alone = titled(changed(picture, description=picture.description.removesuffix(TABLE_AFTER).rstrip()), about)
    return ElementTree.tostring(as_element(alone, identifier="picture"), encoding="unicode") + "\n"


def size_of(picture: Picture) -> tuple[float, float]:
    """Width and height in pixels."""
    view = ElementTree.fromstring(picture.svg).attrib["viewBox"]  # noqa: S314  # it is ours
    _, _, width, height = map(float, view.split())
    return width, height


def _number(value: str | float) -> str:
    return value if isinstance(value, str) else f"{round(value, 1):g}"


def _stripes(x: float, y: float, width: float, height: float) -> Iterable[str]:
    """Lines that rise from left to right, cut off at the sides: a pattern would need an id, and an id may be on a page once."""
    start = -height + 4
    while start < width:
        first, last = max(0.0, -start), min(height, width - start)
        if last > first:
            ends = ((x + start + along, y + height - along) for along in (first, last))
            yield "M{} {}L{} {}".format(*(_number(value) for end in ends for value in end))
        start += 7


def _dots(x: float, y: float, width: float, height: float) -> Iterable[str]:
    down, row = 4.0, 0
    while down < height - 2:
        across = 4.0 if row % 2 == 0 else 7.0
        while across < width - 2:
            yield f"M{_number(x + across - 1.3)} {_number(y + down)}a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0z"
            across += 6
        down, row = down + 5, row + 1
