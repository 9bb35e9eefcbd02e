"""A service's own name, contact line, logo and colour on a handout."""

from __future__ import annotations

import re
import struct
from enum import StrEnum
from typing import Annotated

from fama_cli.directory.rules import Matching
from fama_cli.errors import FamaError, FileProblem
from fama_cli.handouts.typesetting import as_file, typeset
from fama_cli.record import record

Colour = Annotated[str, Matching(r"#[0-9a-fA-F]{6}", "a colour such as #0b5563")]


@record
class Brand:
    """What a brand file holds."""

    name: str
    """The service's name."""
    contact: str | None = None
    """A line such as a telephone number and an address. It is the service's own, and is printed as it is written."""
    logo: str | None = None
    """A PNG or SVG file, beside the brand file or by its full path."""
    colour: Colour | None = None
    """For headings and lines. It must be dark enough to read on white."""


class LogoKind(StrEnum):
    """A kind of picture that every format can carry."""

    PNG = "png"
    SVG = "svg"


@record
class Logo:
    """A picture that has been looked at and is safe to print."""

    kind: LogoKind
    contents: bytes


PETROL = "#0b5563"
"""The colour of headings when a service has none of its own: 8.1 to 1 on white."""

READABLE = 4.5
"""The contrast that WCAG 2.2 asks of words (success criterion 1.4.3)."""

LARGEST_LOGO = 2 * 1024 * 1024
"""Bytes. A logo is a small drawing; a photograph from a camera would make every handout too large to send."""

LARGEST_SIDE = 4000
"""Pixels. A PNG of a few kilobytes can say that it is 60,000 pixels wide, and would fill memory."""


class LogoNotRight(FamaError):
    """A logo or a brand file that cannot be used."""

    code = "brand"
    exit_code = FileProblem.exit_code


def checked_colour(colour: str) -> str:
    """`colour` if words in it can be read on white. Raises LogoNotRight, which names a darker shade that would do."""
    found = contrast(colour)
    if found < READABLE:
        raise LogoNotRight(
            f"The colour `{colour}` is too pale to read on white: its contrast is {found:.1f} to 1, and words need {READABLE} to 1",
            hint=f"Use a darker shade, such as `{_darker(colour)}`",
        )
    return colour


def contrast(colour: str, other: str = "#ffffff") -> float:
    """How far 2 colours stand apart, from 1 to 21: WCAG 2.2, "contrast ratio"."""
    lighter, darker = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """WCAG 2.2, "relative luminance" of an sRGB colour."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _darker(colour: str) -> str:
    """The nearest darker shade of the same hue that can be read."""
    channels = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    for share in range(99, -1, -1):
        shade = "#" + "".join(f"{channel * share // 100:02x}" for channel in channels)
        if contrast(shade) >= READABLE:
            return shade
    return "#000000"


def checked_logo(contents: bytes, name: str) -> Logo:
    """The picture in `contents`, if it is one and does nothing but be looked at. Raises LogoNotRight."""
    if contents.startswith(b"\x89PNG\r\n\x1a\n"):
        if len(contents) < 24:
            raise LogoNotRight(f"The logo `{name}` is cut short", hint="Export it again")
        width, height = struct.unpack(">II", contents[16:24])
        if max(width, height) > LARGEST_SIDE:
            raise LogoNotRight(
                f"The logo `{name}` is {width:,} by {height:,} pixels, and the largest is {LARGEST_SIDE:,}", hint="Export a smaller one"
            )
        return _seen(Logo(kind=LogoKind.PNG, contents=contents), name)
    if b"<svg" in contents[:4096] or b":svg" in contents[:4096]:
        _harmless_svg(contents, name)
        return _seen(Logo(kind=LogoKind.SVG, contents=contents), name)
    raise LogoNotRight(f"The logo `{name}` is not a PNG or SVG picture", hint="Export it as PNG or SVG")


def as_png(logo: Logo, *, points: int = 170) -> bytes:
    """The logo as a PNG of about `points` wide, for a format that takes no SVG. Raises typst.TypstError."""
    picture_of = f'image(bytes(json("logo")), format: "{logo.kind}", width: {points}pt)'
    page = f"#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#{picture_of}"
    (picture,) = typeset({"main.typ": page.encode(), "logo": as_file(logo.contents)}, "png", ppi=216)
    return picture


def _seen(logo: Logo, name: str) -> Logo:
    """`logo`, if the program that prints it can draw it."""
    import typst

    try:
        as_png(logo, points=20)
    except typst.TypstError:
        raise LogoNotRight(f"The logo `{name}` is damaged, and cannot be drawn", hint="Export it again") from None
    return logo


_FORBIDDEN = frozenset({"script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "set", "animate"})
"""Elements of SVG that run, or that hold another kind of document."""


def _harmless_svg(contents: bytes, name: str) -> None:
    """Refuse an SVG that runs a script or reaches outside itself: a handout is opened on other people's computers."""
    from xml.etree import ElementTree

    def refuse(what: str) -> LogoNotRight:
        return LogoNotRight(f"The logo `{name}` {what}, and a handout cannot carry that", hint="Export it as a plain SVG, or as PNG")

    if b"\0" in contents or re.search(rb"<!(DOCTYPE|ENTITY)", contents, re.IGNORECASE):
        raise refuse("declares a document type or entities")
    try:
        root = ElementTree.fromstring(contents)  # noqa: S314  # without a DOCTYPE there is no entity to expand
    except ElementTree.ParseError:
        raise LogoNotRight(f"The logo `{name}` is damaged, and cannot be drawn", hint="Export it again") from None
    for element in root.iter():
        if str(element.tag).rpartition("}")[2].lower() in _FORBIDDEN:
            raise refuse("holds a script, or something else that runs")
        values = {key.rpartition("}")[2].lower(): value.strip().lower() for key, value in element.attrib.items()}
        if any(key.startswith("on") for key in values):
            raise refuse("holds a script, or something else that runs")
        links = [value for key, value in values.items() if key in {"href", "src"}]
        words = " ".join((*values.values(), (element.text or "").lower()))
        if any(not link.startswith(("#", "data:image/png", "data:image/jpeg")) for link in links) or _REACHES_OUT.search(words):
            raise refuse("fetches something from elsewhere")


_REACHES_OUT = re.compile(r"@import|url\(\s*['\"]?\s*(?!#)[^)]|javascript:|image-set\(")
