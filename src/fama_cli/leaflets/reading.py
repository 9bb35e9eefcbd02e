"""The words of a leaflet: text, Markdown, HTML, Word or PDF."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from fama_cli.errors import FileProblem, NotFound
from fama_cli.files import read_whole
from fama_cli.text import listed

LARGEST = 50 * 1024 * 1024
"""Bytes. A leaflet with pictures can be large; a scan of a book is not a leaflet."""

LARGEST_UNZIPPED = 4 * LARGEST
"""Bytes. A Word file is a zip, and a small zip can hold a file that would fill memory."""

Lines = list[tuple[int, str]]
"""(line, or page in a PDF, counted from 1; its words)"""


def read_leaflet(path: Path) -> Lines:
    """The words of the leaflet at `path`. Raises FileProblem, or NotFound for a kind of file that is not read."""
    kind = path.suffix.lower().lstrip(".")
    if kind not in _READERS:
        kinds = listed([f".{name}" for name in _READERS], "or")
        raise NotFound(f"`{path}` is not a kind of leaflet that can be read", hint=f"Save it as {kinds}")
    contents = read_whole(path, largest=LARGEST, what="leaflet")
    try:
        lines = _READERS[kind](contents)
    except FileProblem:
        raise
    except Exception as problem:
        # The libraries raise many kinds of error for a file that is damaged or is not what its name says.
        raise FileProblem(
            f"`{path}` could not be read as .{kind}: it may be damaged, locked with a password, or another kind of file",
            hint="Open it, save it again, and try once more",
        ) from problem
    if not any(words.strip() for _, words in lines):
        raise FileProblem(f"`{path}` has no words that can be read", hint="If it is a scan or a picture, type its numbers into a text file")
    return lines


def _text(contents: bytes) -> Lines:
    return list(enumerate(_decoded(contents).splitlines(), start=1))


def _decoded(contents: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if contents.startswith(mark):
            return contents.decode(encoding, "replace")
    if b"\0" in contents:
        # A picture or a document under a name that ends in .txt would seem to have no numbers in it.
        raise ValueError("not text")
    try:
        return contents.decode("utf-8")
    except UnicodeDecodeError:
        # Old leaflets are often in the Windows alphabet; their numbers are the same in both.
        return contents.decode("cp1252", "replace")


def _html(contents: bytes) -> Lines:
    reader = _Words()
    reader.feed("\n".join(_decoded(contents).splitlines()))
    reader.close()
    reader.end_block()
    return [(line, words) for line, words in reader.lines if words.strip()]


_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
"""Tags inside a line of words. Any other tag ends the line."""
_HIDDEN = frozenset({"script", "style", "template"})


class _Words(HTMLParser):
    """What a person reads on a page, and the addresses its links go to."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: Lines = []
        self.hidden = 0
        self.block = ""
        self.starts = 1

    def end_block(self) -> None:
        """What follows is not the same run of words: keep what came before it, line by line."""
        # A number may be cut in two by the end of a line of HTML, which a browser shows as a space.
        block = _CUT.sub(lambda found: found[1] + " " + found[3] + "\n" * found[2].count("\n"), self.block)
        self.lines += enumerate(block.split("\n"), start=self.starts)
        self.block = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self.hidden += 1
        if tag not in _INLINE:
            self.end_block()
        for name, value in attrs:
            if name == "alt" and value:
                self.lines.append((self.getpos()[0], value))
            if name == "href" and value:
                self.lines.append((self.getpos()[0], unquote(value).removeprefix("tel:").removeprefix("mailto:")))

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN and self.hidden:
            self.hidden -= 1
        if tag not in _INLINE:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        if not self.block:
            self.starts = self.getpos()[0]
        # Bold in the middle of a number must not cut it in two: what is inline follows on.
        self.block += data


_CUT = re.compile(r"(\d[ \t]*)(\n\s*)((?:[\d()+.-]+[ \t]*)+)")


def _word(contents: bytes) -> Lines:
    """Every paragraph: of the body, tables in tables, text boxes, headers, footers and notes. And where links go."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    with ZipFile(BytesIO(contents)) as zipped:
        if sum(part.file_size for part in zipped.infolist()) > LARGEST_UNZIPPED:
            raise ValueError("too large when unzipped")
    document = docx.Document(BytesIO(contents))
    words = []
    for part in document.part.package.iter_parts():
        name = str(part.partname)
        if name.startswith("/word/") and name.rpartition("/")[2].startswith(("document", "header", "footer", "footnotes", "endnotes")):
            for paragraph in parse_xml(part.blob).iter(qn("w:p")):
                words.append(_paragraph(paragraph, qn))
            words += [unquote(link.target_ref).removeprefix("tel:") for link in part.rels.values() if link.is_external]
    return list(enumerate(words, start=1))


def _paragraph(paragraph: Any, qn: Callable[[str], str]) -> str:
    """The words of one paragraph, and not of a text box that hangs on it, which has paragraphs of its own."""
    shown = {qn("w:t"): None, qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
    words = ""
    for piece in paragraph.iter(*shown):
        if next(piece.iterancestors(qn("w:p"))) is paragraph:
            words += shown[piece.tag] or piece.text or ""
    return words


def _pdf(contents: bytes) -> Lines:
    import logging

    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = pypdf.PdfReader(BytesIO(contents))
    return [(number, page.extract_text()) for number, page in enumerate(reader.pages, start=1)]


_READERS: Mapping[str, Callable[[bytes], Lines]] = {
    "txt": _text,
    "md": _text,
    "html": _html,
    "htm": _html,
    "docx": _word,
    "pdf": _pdf,
}
