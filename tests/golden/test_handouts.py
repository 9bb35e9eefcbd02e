"""A handout that holds everything awkward at once, as each format prints it.

After a change that is meant: FAMA_GOLDEN=write .venv/bin/pytest tests/golden, and read the difference.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from docx.table import Table as WordTable

from fama_cli.handouts.bars import Bar, in_parts
from fama_cli.handouts.brand import Brand
from fama_cli.handouts.layout import Layout
from fama_cli.handouts.model import (
    Cards,
    Code,
    Entry,
    Handout,
    Heading,
    Look,
    Notice,
    Paragraph,
    Picture,
    Points,
    Run,
    Table,
    WritingLines,
)
from fama_cli.handouts.render import docx as word
from fama_cli.handouts.render import html, md, pdf, txt
from fama_cli.handouts.wording import Reader
from fama_cli.record import changed
from tests.handouts import pdfs

FOLDER = Path(__file__).parent

MARKUP = r"#strong[x] $x$ <b>x</b> **x** [x](y) \\ & % {{ 7*7 }} `x` ~x~ _x_ 'tis"
"""Words that would mean something to Typst, HTML, Markdown, TeX or a template."""


def said(words: str, *, cites: tuple[int, ...] = (), look: Look = Look.BODY, strong: bool = False, link: str | None = None) -> Paragraph:
    return Paragraph(words=(Run(says="It says "), Run(says=words, strong=strong, link=link), Run(says=".")), cites=cites, look=look)


AWKWARD = Handout(
    id="awkward",
    title=f"Awkward: {MARKUP}",
    reader=Reader.STAFF,
    made_on="2026-11-21",
    blocks=(
        said(MARKUP, look=Look.LEAD),
        Heading(says=MARKUP),
        said(MARKUP, cites=(1, 2), strong=True),
        said("- not a point"),
        Paragraph(words=(Run(says="1. not a number"),)),
        Points(items=(said(MARKUP, link="https://example.org/a?b=c&d=e#f"), said("0800 000 0000", strong=True, link="tel:08000000000"))),
        Table(caption=MARKUP, columns=("Name", "A | B"), rows=((said(MARKUP), said("a | b", cites=(1,))), (said("c"), said("d")))),
        Picture(svg=in_parts(MARKUP, ("yes", "no"), [Bar(name=MARKUP, numbers=(3, 1))]), title=MARKUP, description=f"3 yes. {MARKUP}"),
        Entry(title=MARKUP, body=(said("one"), Points(items=(said("two"),))), code=Code(address='https://example.org/"<&>')),
        Notice(title="Stay safe", body=(said(MARKUP),)),
        Cards(title="Cut out", body=(Points(items=(said("999", strong=True),)), said("small", look=Look.SMALL)), copies=8),
        WritingLines(says="Notes", lines=2),
        Heading(says="Where this comes from", new_page=True),
        Points(items=(said(MARKUP, look=Look.SMALL), said("Ça va, 日本? \x1b[31m\u202e", look=Look.SMALL)), numbered=True),
    ),
)
BRAND = Brand(name=f"Service {MARKUP}", contact=MARKUP, colour="#4b2a7b")
LAYOUT = Layout(brand=BRAND)
IN_ANY_FONT = ("日本? \x1b[31m\u202e", "Nihon?")
"""A PDF takes letters that our fonts lack from those of this computer, which differ."""


def _without_fonts(page: bytes) -> str:
    return re.sub(r"base64,[A-Za-z0-9+/=]{5000,}", "base64,FONT", page.decode())


def _dumped(contents: bytes) -> str:
    """Style and words of each paragraph; a table as its rows."""
    return "\n".join(_paragraphs(docx.Document(io.BytesIO(contents)))) + "\n"


def _paragraphs(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, WordTable):
            yield from (f"Table: {' | '.join(cell.text for cell in row.cells)}" for row in block.rows)
        else:
            pictures = [f" <{each.get('descr')}>" for each in block._p.xpath(".//wp:docPr")]
            links = [f" <{link.address}>" for link in block.hyperlinks]
            yield "".join([f"{block.style.name}: {block.text}", *links, *pictures])


def _seen(contents: bytes) -> str:
    """The words of each page, the tags, and the bookmarks."""
    pages = [page.replace("\r\n", "\n") for page in pdfs.pages(contents)]
    with pikepdf.open(io.BytesIO(contents)) as document, document.open_outline() as outline:
        bookmarks = list(_bookmarks(outline.root))
    return "\n\n-- page --\n\n".join(pages) + "\n\n-- bookmarks --\n\n" + "\n".join(bookmarks) + "\n"


def _bookmarks(items: Any, depth: int = 0) -> Iterator[str]:
    for item in items:
        yield "  " * depth + item.title
        yield from _bookmarks(item.children, depth + 1)


def _in_our_letters(handout: Handout) -> Handout:
    *blocks, last = handout.blocks
    assert isinstance(last, Points)
    items = tuple(
        changed(item, words=tuple(changed(run, says=run.says.replace(*IN_ANY_FONT)) for run in item.words)) for item in last.items
    )
    return changed(handout, blocks=(*blocks, changed(last, items=items)))


def _as(name: str) -> str:
    if name == "handout.txt":
        return txt.render(AWKWARD, LAYOUT).contents.decode()
    if name == "handout.md":
        return md.render(AWKWARD, LAYOUT).contents.decode()
    if name == "handout.html":
        return _without_fonts(html.render(AWKWARD, LAYOUT).contents)
    if name == "handout.docx.txt":
        return _dumped(word.render(AWKWARD, LAYOUT).contents)
    return _seen(pdf.render(_in_our_letters(AWKWARD), LAYOUT).contents)


@pytest.mark.parametrize("name", ["handout.txt", "handout.md", "handout.html", "handout.docx.txt", "handout.pdf.txt"])
def test_the_handout_is_what_it_was(name: str) -> None:
    made = _as(name)

    golden = FOLDER / name
    if os.environ.get("FAMA_GOLDEN") == "write":
        golden.write_text(made, encoding="utf-8", newline="")
    assert made.encode() == golden.read_bytes()
