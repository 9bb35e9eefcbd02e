"""A service's logo: what may be printed as one."""

from __future__ import annotations

import re
import struct
from enum import StrEnum

from fama_cli.handouts.brand import BrandNotRight
from fama_cli.handouts.typesetting import as_file, typeset
from fama_cli.record import record


class LogoKind(StrEnum):
    """A kind of picture that every format can carry."""

    PNG = "png"
    SVG = "svg"


@record
class Logo:
    """A picture that has been looked at and is safe to print."""

    kind: LogoKind
    contents: bytes


LARGEST_LOGO = 2 * 1024 * 1024
"""Bytes. A logo is a small drawing; a photograph from a camera would make every handout too large to send."""

LARGEST_SIDE = 4000
"""Pixels. A PNG of a few kilobytes can say that it is 60,000 pixels wide, and would fill memory."""

LONGEST_SIDE = 20
"""Times the other. An SVG of 100 bytes can say that it is a million times as high as it is wide."""


def checked_logo(contents: bytes, name: str) -> Logo:
    """The picture in `contents`, if it is one and does nothing but be looked at. Raises BrandNotRight."""
    if contents.startswith(b"\x89PNG\r\n\x1a\n"):
        if len(contents) < 24:
            raise BrandNotRight(f"The logo `{name}` is cut short", hint="Export it again")
        width, height = struct.unpack(">II", contents[16:24])
        if max(width, height) > LARGEST_SIDE:
            raise BrandNotRight(
                f"The logo `{name}` is {width:,} by {height:,} pixels, and the largest is {LARGEST_SIDE:,}", hint="Export a smaller one"
            )
        return _seen(Logo(kind=LogoKind.PNG, contents=contents), name)
    if b"<svg" in contents[:4096] or b":svg" in contents[:4096]:
        _harmless_svg(contents, name)
        return _seen(Logo(kind=LogoKind.SVG, contents=contents), name)
    raise BrandNotRight(f"The logo `{name}` is not a PNG or SVG picture", hint="Export it as PNG or SVG")


def as_png(logo: Logo, *, points: int = 170) -> bytes:
    """The logo as a PNG of `points` wide, for a format that takes no SVG. Raises typst.TypstError."""
    page = f"""
    #set page(width: auto, height: auto, margin: 0pt, fill: none)
    #let picture = image(bytes(json("logo")), format: "{logo.kind}", width: {points}pt)
    #context {{
      let height = measure(picture).height
      assert(height <= {points * LONGEST_SIDE}pt and height >= {points / LONGEST_SIDE}pt)
      picture
    }}
    """
    (drawn,) = typeset({"main.typ": page.encode(), "logo": as_file(logo.contents)}, "png", ppi=216)
    return drawn


def _seen(logo: Logo, name: str) -> Logo:
    """`logo`, if the program that prints it can draw it."""
    import typst

    try:
        as_png(logo, points=20)
    except typst.TypstError:
        raise BrandNotRight(f"The logo `{name}` is damaged, and cannot be drawn", hint="Export it again") from None
    return logo


_FORBIDDEN = frozenset({"script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "set"})
"""Elements of SVG that run, or that hold another kind of document. So do those that start with "animate"."""

_XHTML = "{http://www.w3.org/1999/xhtml"


def _harmless_svg(contents: bytes, name: str) -> None:
    """Refuse an SVG that runs a script or reaches outside itself: a handout is opened on other people's computers."""
    from xml.etree import ElementTree

    def refuse(what: str) -> BrandNotRight:
        return BrandNotRight(f"The logo `{name}` {what}, and a handout cannot carry that", hint="Export it as a plain SVG, or as PNG")

    # Style sheets and the like come in processing instructions; only the first line of an XML file may be one.
    if b"\0" in contents or re.search(rb"<!(DOCTYPE|ENTITY)|<\?(?!xml\s)", contents, re.IGNORECASE):
        raise refuse("declares a document type or entities")
    try:
        root = ElementTree.fromstring(contents)  # noqa: S314  # without a DOCTYPE there is no entity to expand
    except (ElementTree.ParseError, ValueError, LookupError):
        raise BrandNotRight(f"The logo `{name}` is damaged, and cannot be drawn", hint="Export it again") from None
    for element in root.iter():
        space, _, tag = str(element.tag).lower().rpartition("}")
        values = {key.rpartition("}")[2].lower(): value.strip().lower() for key, value in element.attrib.items()}
        if tag in _FORBIDDEN or tag.startswith("animate") or space == _XHTML or any(key.startswith("on") for key in values):
            raise refuse("holds a script, or something else that runs")
        styles = values.get("style", "") + (element.text or "" if tag == "style" else "")
        links = [value for key, value in values.items() if key in {"href", "src"}]
        words = " ".join((*values.values(), (element.text or "").lower(), (element.tail or "").lower()))
        # A backslash in a style can spell `url(` in another way. Elsewhere it is part of a Windows path that a drawing program left.
        outside = "\\" in styles or any(not link.startswith(("#", "data:image/png", "data:image/jpeg")) for link in links)
        if outside or _REACHES_OUT.search(words):
            raise refuse("fetches something from elsewhere")


_REACHES_OUT = re.compile(r"@import|url\(\s*+['\"]?+\s*+(?!#)[^)]|javascript:|image-set\(")
