"""Looking into a PDF: its tags with their words, and its pages as a viewer shows them."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

SKIPPED_HYPHEN = "\x02"
"""PDFium reads a hyphen at the end of a line as one that was put there to break a word. Ours never are."""


@dataclass(slots=True)
class Tag:
    """An element of the structure tree. Words are tags without a name."""

    name: str
    inside: list[Tag] = field(default_factory=list)
    words: str = ""
    describes: str | None = None
    """What is said in place of a picture."""

    def text(self) -> str:
        return self.words + "".join(each.text() for each in self.inside)

    def all(self, *names: str) -> Iterator[Tag]:
        """This tag and those inside it, in reading order; only those with one of `names`, if any are given."""
        if self.name in names or not names:
            yield self
        for each in self.inside:
            yield from each.all(*names)


@cache  # Many tests look at the same handout, and no test changes what it looks at.
def tree(contents: bytes) -> Tag:
    """The structure tree, from its root, with the words that each tag marks."""
    marked = _marked(contents)
    with pikepdf.open(io.BytesIO(contents)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        root: Any = pdf.Root["/StructTreeRoot"]
        return Tag(name="Root", inside=list(_inside(root["/K"], None, pages, marked)))


Marked = Mapping[tuple[int, int], str]
"""(page, mark) -> words"""


def _inside(node: Any, page: Any, pages: Mapping[Any, int], marked: Marked) -> Iterator[Tag]:
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from _inside(each, page, pages, marked)
    elif not isinstance(node, pikepdf.Dictionary):
        yield Tag(name="", words=marked.get((pages[page.objgen], int(node)), ""))
    elif "/S" in node:
        alt = node.get("/Alt")
        made = Tag(name=str(node["/S"]).removeprefix("/"), describes=None if alt is None else str(alt))
        made.inside = list(_inside(node["/K"], node.get("/Pg", page), pages, marked)) if "/K" in node else []
        yield made
    elif "/MCID" in node:
        yield from _inside(node["/MCID"], node.get("/Pg", page), pages, marked)


def _marked(contents: bytes) -> Marked:
    made: dict[tuple[int, int], str] = {}
    for number, page in enumerate(opened(contents)):
        on_page = page.get_textpage()
        for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            mark = pdfium.FPDFPageObj_GetMarkedContentID(each)
            if mark >= 0:
                made[number, mark] = made.get((number, mark), "") + _words(each, on_page)
    return made


def _words(each: Any, on_page: Any) -> str:
    length = pdfium.FPDFTextObj_GetText(each, on_page, None, 0)
    held = (ctypes.c_ushort * length)()
    pdfium.FPDFTextObj_GetText(each, on_page, held, length)
    return bytes(held).decode("utf-16-le").partition("\0")[0].replace(SKIPPED_HYPHEN, "-")


def opened(contents: bytes) -> Any:
    return pypdfium2.PdfDocument(contents)


def pages(contents: bytes) -> Sequence[str]:
    """The words on each page, copies and footers too."""
    return [page.get_textpage().get_text_range().replace("\ufffe", "-").replace(SKIPPED_HYPHEN, "-") for page in opened(contents)]


def everything(contents: bytes) -> str:
    """Words, links, and what is written about the document."""
    with pikepdf.open(io.BytesIO(contents)) as pdf:
        about = [str(value) for value in pdf.docinfo.values()]
        notes: Any = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        links = [str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})]
    return "\n".join([*pages(contents), *about, *links])


def sizes(contents: bytes) -> Mapping[float, str]:
    """Size of type in points -> some words that are printed in it, footers too."""
    found: dict[float, str] = {}
    for page in opened(contents):
        on_page = page.get_textpage()
        for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            size = ctypes.c_float()
            pdfium.FPDFTextObj_GetFontSize(each, size)
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(each, matrix)
            shown = round(size.value * (matrix.b**2 + matrix.d**2) ** 0.5, 2)
            if words := _words(each, on_page).strip():
                found.setdefault(shown, words)
    return found


def boxes(page: Any) -> Sequence[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each piece of text on a page."""
    on_page = page.get_textpage()
    return [each.get_bounds() for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]) if _words(each, on_page).strip()]


def untagged(page: Any) -> Iterator[str]:
    """How each thing on a page that is not in the structure tree is marked: "" when it is not marked at all."""
    for each in page.get_objects(max_depth=1):
        if pdfium.FPDFPageObj_GetMarkedContentID(each) >= 0:
            continue
        names = [_mark_name(pdfium.FPDFPageObj_GetMark(each, place)) for place in range(pdfium.FPDFPageObj_CountMarks(each))]
        yield "Artifact" if "Artifact" in names else "".join(names)


def _mark_name(mark: Any) -> str:
    length = ctypes.c_ulong()
    held = (ctypes.c_ushort * 50)()
    pdfium.FPDFPageObjMark_GetName(mark, held, 100, length)
    return bytes(held)[: length.value].decode("utf-16-le").rstrip("\0")
