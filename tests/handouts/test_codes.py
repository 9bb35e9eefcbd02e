"""A camera reads from every code the address that is printed beside it."""

from __future__ import annotations

import io
import re
from base64 import b64decode
from collections.abc import Sequence
from html import unescape
from typing import Any

import docx
import pytest
import zxingcpp
from PIL import Image

from fama_cli.handouts import codes
from fama_cli.handouts.typesetting import typeset
from tests.handouts import pdfs
from tests.handouts.printed import Press

WITH_CODES = ("groups-all", "resources", "family", "first-meeting-aa", "meetings")
with_codes = pytest.mark.parametrize("kind", WITH_CODES)
PIXELS = 200
"""To an inch, as a camera held close sees a page."""


def decoded(picture: Image.Image) -> Sequence[tuple[int, str]]:
    """How far down each code is, and what it says."""
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return sorted((each.position.top_left.y, each.text) for each in found)


def addresses(press: Press, kind: str) -> Sequence[str]:
    """The address that is printed first in each entry, from plain text: the one that has a code."""
    found = []
    for entry in re.split(r"\n(?=[^\n]+\n---+\n)", press(kind, "txt").contents.decode()):
        heading = entry.strip().partition("\n")[0]
        where = re.search(r"(?:Open it|Website|Find a meeting|Online meetings|Online):\s+(https?://\S+?)\.?\s", f"{entry} ")
        if where and heading != "Where this comes from":
            found.append(where[1])
    return found


@with_codes
def test_each_code_in_a_pdf_is_the_address_of_its_entry(press: Press, kind: str) -> None:
    contents = press(kind, "pdf").contents

    found = [says for page in pdfs.opened(contents) for _, says in decoded(page.render(scale=PIXELS / 72).to_pil())]

    assert found == addresses(press, kind)


@pytest.mark.parametrize("options", [("--large-print",), ("--fold",), ("--paper", "a5", "--booklet")])
def test_codes_can_be_read_in_other_layouts(press: Press, options: tuple[str, ...]) -> None:
    contents = press("groups-cocaine", "pdf", *options).contents

    found = [says for page in pdfs.opened(contents) for _, says in decoded(page.render(scale=PIXELS / 72).to_pil())]

    assert sorted(found) == sorted(addresses(press, "groups-cocaine"))


@with_codes
def test_what_a_screen_reader_says_of_a_code_is_what_it_is(press: Press, kind: str) -> None:
    figures = [tag.describes for tag in pdfs.tree(press(kind, "pdf").contents).all("Figure")]

    assert figures == [f"QR code for {address}" for address in addresses(press, kind)]


@with_codes
def test_each_code_in_word_is_the_address_of_its_entry(press: Press, kind: str) -> None:
    document: Any = docx.Document(io.BytesIO(press(kind, "docx").contents))
    read: dict[str, str] = {}

    for shape in document.inline_shapes:
        part = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
        if part not in read:
            ((_, read[part]),) = decoded(opened(document.part.related_parts[part].blob))

    embedded = [shape._inline.graphic.graphicData.pic.blipFill.blip.embed for shape in document.inline_shapes]
    assert [read[part] for part in embedded] == addresses(press, kind)


@with_codes
def test_each_code_on_a_web_page_is_the_address_of_its_entry(press: Press, kind: str) -> None:
    pictures = on_page(press(kind, "html").contents)

    read = drawn([drawing for _, drawing in pictures])

    assert read == addresses(press, kind)
    assert [alt for alt, _ in pictures] == [f"QR code for {address}" for address in read]


def on_page(page: bytes) -> Sequence[tuple[str, bytes]]:
    """What is said of each code of a web page, and its drawing."""
    found = []
    for tag in re.findall(rb'<img class="code"[^>]*>', page):
        given = {name: value.decode() for name, value in re.findall(rb' (\w+)="([^"]*)"', tag)}
        kind, _, drawing = given[b"src"].partition(",")
        assert kind == "data:image/svg+xml;base64"
        found.append((unescape(given[b"alt"]), b64decode(drawing)))
    return found


def drawn(drawings: Sequence[bytes]) -> Sequence[str]:
    """What a camera reads from each SVG, printed as wide as on a page."""
    files = {f"{place}.svg": drawing for place, drawing in enumerate(drawings)}
    pages = "#pagebreak()\n".join(f'#image("{name}", width: 22mm)\n' for name in files)
    main = f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}"
    return [decoded(opened(picture))[0][1] for picture in typeset({"main.typ": main.encode(), **files}, "png", ppi=2 * PIXELS)]


def opened(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture))


@pytest.mark.parametrize("form", ["pdf", "html", "docx"])
def test_without_codes_there_are_none_and_the_addresses_are_printed(press: Press, form: str) -> None:
    contents = press("groups-cocaine", form, "--no-qr").contents

    said = press.everything("groups-cocaine", form)

    assert _pictures(form, contents) == 0
    assert [address for address in addresses(press, "groups-cocaine") if address not in said] == []


@pytest.mark.parametrize("form", ["pdf", "html", "docx"])
def test_without_being_told_there_is_a_code_for_each_address(press: Press, form: str) -> None:
    contents = press("groups-cocaine", form).contents

    assert _pictures(form, contents) == len(addresses(press, "groups-cocaine"))


def _pictures(form: str, contents: bytes) -> int:
    if form == "pdf":
        return len(list(pdfs.tree(contents).all("Figure")))
    if form == "html":
        return len(on_page(contents))
    return len(docx.Document(io.BytesIO(contents)).inline_shapes)


def test_120_codes_at_once_can_all_be_read() -> None:
    wanted = tuple(f"https://example.org/meetings/{number}?day={number % 7}&online=yes#top" for number in range(120))

    made = codes.as_png(wanted)

    assert {address: decoded(opened(picture))[0][1] for address, picture in made.items()} == {each: each for each in wanted}


AWKWARD = (
    "https://example.org/" + "a-long-way/" * 25 + "index",
    "https://example.org/caf\u00e9?q=\u65e5\u672c",
    "https://example.org/a?b=c&d=%20e#f",
    "http://a.uk",
)


@pytest.mark.parametrize("address", AWKWARD)
def test_an_awkward_address_can_be_read(address: str) -> None:
    (picture,) = codes.as_png((address,)).values()
    (drawing,) = codes.as_svg((address,)).values()

    assert [says for _, says in decoded(opened(picture))] == [address]
    assert drawn([drawing.encode()]) == [address]


@pytest.mark.parametrize("address", AWKWARD)
def test_a_code_has_a_border_of_4_squares_which_readers_need(address: str) -> None:
    (picture,) = codes.as_png((address,)).values()
    image = opened(picture).convert("L").point(lambda shade: 255 if shade < 128 else 0)

    box = image.getbbox()

    assert box is not None
    left, top, right, bottom = box
    row = [image.getpixel((across, top + 1)) for across in range(left, right)]
    square = row.index(0) / 7  # the mark in the corner is 7 squares wide
    borders = [side / square for side in (left, top, image.width - right, image.height - bottom)]
    assert [round(border, 1) for border in borders if border < 3.8] == []
