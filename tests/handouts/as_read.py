"""What a reader of each format meets, as blocks in reading order: the same kinds of block whatever the format.

What is left out, so that formats can be compared:

- marks that only a format has: bullets, the numbers before sources, underlines, and lines to write on;
- the row of headers of a table, which plain text says again beside each cell;
- the date on a wallet card and all copies of a card but the first, which only formats with pages have;
- running footers, and the footer of the HTML page, which say the title and the date again.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser
from typing import Any

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt

from tests.handouts import pdfs

ON_A_CARD = "Made on 21 November 2026"


class Sort(StrEnum):
    """What a block is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    POINT = "point"
    SOURCE = "source"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Read:
    """One block, with its white space as single spaces."""

    sort: Sort
    says: str


def read(form: str, contents: bytes) -> Sequence[Read]:
    """The blocks of a handout."""
    blocks = [Read(each.sort, " ".join(each.says.split())) for each in READERS[form](contents)]
    return [each for each in blocks if each.says and each.says != ON_A_CARD]


def words(blocks: Sequence[Read]) -> Sequence[str]:
    return [word for each in blocks for word in each.says.split()]


def text(blocks: Sequence[Read]) -> str:
    return "\n".join(each.says for each in blocks)


def said(blocks: Sequence[Read], *sorts: Sort) -> Sequence[str]:
    """What the blocks of these sorts say."""
    return [each.says for each in blocks if each.sort in sorts]


# Plain text


_ROW = re.compile(r"(?P<name>.*)\. Number: (?P<number>.*?);?(?: When, and cost: (?P<when>.*?);?)? Seen: (?P<seen>.*)")


def _txt(contents: bytes) -> Iterator[Read]:
    lines = [*contents.decode().split("\n"), ""]
    gathered: list[str] = []
    for place, line in enumerate(lines[:-1]):
        starts = not line or line.startswith("* ") or re.match(r"\[\d+\] ", line)
        if re.fullmatch(r"=+|-+", line) or set(line) == {"_"}:
            continue
        if starts or not gathered or (not line.startswith(" ") and gathered[0].startswith(("* ", "["))):
            yield from _gathered(gathered)
            gathered = []
        gathered.append(line)
        if mark := re.fullmatch(r"=+|-+", lines[place + 1]):
            yield Read(Sort.TITLE if mark[0][0] == "=" else Sort.HEADING, " ".join(gathered))
            gathered = []
    yield from _gathered(gathered)


def _gathered(lines: list[str]) -> Iterator[Read]:
    says = " ".join(line.strip() for line in lines)
    if row := _ROW.fullmatch(says.removeprefix("* ")):
        yield from (Read(Sort.CELL, cell or "") for cell in row.groups())
    elif says.startswith("* "):
        yield Read(Sort.POINT, says.removeprefix("* "))
    elif numbered := re.match(r"\[\d+\] ", says):
        yield Read(Sort.SOURCE, says.removeprefix(numbered[0]))
    elif says:
        yield Read(Sort.PARAGRAPH, says)


# HTML, and Markdown as CommonMark reads it


_BLOCKS = {
    "h1": Sort.TITLE, "h2": Sort.HEADING, "h3": Sort.HEADING, "p": Sort.PARAGRAPH, "li": Sort.POINT, "td": Sort.CELL, "th": Sort.CELL,
    "caption": Sort.PARAGRAPH,
}  # fmt: skip
_UNSEEN = {"head", "svg", "thead", "footer", "style", "script"}
_EMPTY = {"meta", "br", "img", "hr", "link", "path", "input"}


class _Page(HTMLParser):
    """Reads what a screen reader would."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Read] = []
        self._open: list[str] = []
        self._hidden: int | None = None
        self._sort: Sort | None = None
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _EMPTY:
            self._words.append(" " if tag == "br" else "")
            return
        if self._hidden is None and (tag in _UNSEEN or ("aria-hidden", "true") in attrs):
            self._hidden = len(self._open)
        if tag in _BLOCKS and self._sort is None:
            self._sort = Sort.SOURCE if tag == "li" and "ol" in self._open else _BLOCKS[tag]
            self._words = []
            tag = f"{tag}*"
        self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if tag in _EMPTY:
            return
        closed = self._open.pop()
        assert closed.removesuffix("*") == tag, f"</{tag}> closes <{closed}>"
        if closed.endswith("*") and self._sort:
            if self._hidden is None:
                self.blocks.append(Read(self._sort, "".join(self._words)))
            self._sort = None
        if self._hidden == len(self._open):
            self._hidden = None

    def handle_data(self, data: str) -> None:
        self._words.append(data)


def _html(contents: bytes) -> Iterator[Read]:
    page = _Page()
    page.feed(contents.decode())
    page.close()
    return iter(page.blocks)


def _md(contents: bytes) -> Iterator[Read]:
    return _html(MarkdownIt("commonmark").enable("table").render(contents.decode()).encode())


# Word


_STYLES = {
    "Title": Sort.TITLE, "Heading 1": Sort.HEADING, "Heading 2": Sort.HEADING, "Heading 3": Sort.HEADING, "List Bullet": Sort.POINT, "List Number": Sort.SOURCE,
}  # fmt: skip


def _docx(contents: bytes) -> Iterator[Read]:
    for block in docx.Document(io.BytesIO(contents)).iter_inner_content():
        if isinstance(block, Table):
            yield from _docx_table(block)
        else:
            yield _docx_paragraph(block)


def _docx_paragraph(paragraph: Paragraph) -> Read:
    style = paragraph.style.name if paragraph.style else None
    return Read(_STYLES.get(style or "", Sort.PARAGRAPH), paragraph.text)


def _docx_table(table: Table) -> Iterator[Read]:
    header, *rows = table.rows
    if header._tr.xpath(".//w:tblHeader"):
        yield from (Read(Sort.CELL, cell.text) for row in rows for cell in row.cells)
        return
    title, *body = header.cells[0].paragraphs
    yield Read(Sort.HEADING, title.text)
    yield from map(_docx_paragraph, body)


# PDF, by its tags


def _pdf(contents: bytes) -> Iterator[Read]:
    for each in _tagged(pdfs.tree(contents)):
        # The space before the numbers of sources is not drawn where they begin a line.
        yield Read(each.sort, re.sub(r"(?<=\S)\[(?=\d+(,\s+\d+)*\]$)", " [", each.says.rstrip()))


def _tagged(node: pdfs.Tag) -> Iterator[Read]:
    if node.name in _TAGS:
        yield Read(_TAGS[node.name], node.text())
    elif node.name == "LI":
        label = next((each.text().strip() for each in node.inside if each.name == "Lbl"), "")
        body = "".join(each.text() for each in node.inside if each.name != "Lbl")
        yield Read(Sort.SOURCE if re.fullmatch(r"\d+\.", label) else Sort.POINT, body)
    elif node.name not in {"THead", "Figure"}:
        for each in node.inside:
            yield from _tagged(each)


_TAGS = {
    "H1": Sort.TITLE, "H2": Sort.HEADING, "H3": Sort.HEADING, "P": Sort.PARAGRAPH, "TD": Sort.CELL, "TH": Sort.CELL,
    "Caption": Sort.PARAGRAPH,
}  # fmt: skip


Reader = Callable[[bytes], Iterator[Read]]
READERS: Mapping[str, Reader] = {"txt": _txt, "html": _html, "md": _md, "docx": _docx, "pdf": _pdf}


def everything(form: str, contents: bytes) -> str:
    """All that is in a file, seen or not: text, links, and what is written about the document. Pictures are left out."""
    if form == "html":
        return re.sub(r"<svg.*?</svg>|base64,[A-Za-z0-9+/=]+", "", contents.decode(), flags=re.DOTALL)
    if form == "docx":
        return _parts(contents)
    if form == "pdf":
        return pdfs.everything(contents)
    return contents.decode()


def _parts(contents: bytes) -> str:
    document: Any = docx.Document(io.BytesIO(contents))
    parts = [part for part in document.part.package.iter_parts() if str(part.partname).endswith(".xml")]
    links = [link.target_ref for part in parts for link in part.rels.values() if link.is_external]
    shown = [re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", "\n", part.blob.decode())) for part in parts]
    return "\n".join([*shown, *links])
