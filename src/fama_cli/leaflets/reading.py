"""The words of a leaflet: text, Markdown, HTML, Word or PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

from fama_cli.errors import FileProblem, NotFound
from fama_cli.files import read_whole
from fama_cli.text import listed

LARGEST = 50 * 1024 * 1024
"""Bytes. A leaflet with pictures can be large; a scan of a book is not a leaflet."""

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
    try:
        text = contents.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Old leaflets are often in the Windows alphabet; their numbers are the same in both.
        text = contents.decode("cp1252", "replace")
    return list(enumerate(text.splitlines(), start=1))


def _html(contents: bytes) -> Lines:
    reader = _Words()
    reader.feed("\n".join(words for _, words in _text(contents)))
    reader.close()
    return reader.lines


class _Words(HTMLParser):
    """What a person reads on a page, and the addresses its links go to."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: Lines = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style"}:
            self.hidden += 1
        for name, value in attrs:
            if name == "href" and value:
                self.lines.append((self.getpos()[0], value.removeprefix("tel:")))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"} and self.hidden:
            self.hidden -= 1

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            line = self.getpos()[0]
            if self.lines and self.lines[-1][0] == line:
                # Bold in the middle of a number must not cut it in two.
                self.lines[-1] = (line, self.lines[-1][1] + ("" if self.lines[-1][1].endswith(" ") else " ") + data)
            else:
                self.lines.extend((line + extra, words) for extra, words in enumerate(data.split("\n")))


def _word(contents: bytes) -> Lines:
    import docx

    document = docx.Document(BytesIO(contents))
    words = [paragraph.text for paragraph in document.paragraphs]
    words += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for section in document.sections:
        words += [paragraph.text for part in (section.header, section.footer) for paragraph in part.paragraphs]
    return list(enumerate(words, start=1))


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
