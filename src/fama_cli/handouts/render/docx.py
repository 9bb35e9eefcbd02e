"""Word: real headings, lists, tables and styles, so that a service can put its own look on it."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from fama_cli.directory.dates import in_words
from fama_cli.handouts import codes
from fama_cli.handouts.layout import Layout, Paper
from fama_cli.handouts.logo import LogoKind, as_png
from fama_cli.handouts.model import (
    Block,
    Cards,
    Entry,
    Handout,
    Heading,
    Look,
    Notice,
    Paragraph,
    Picture,
    Points,
    Table,
    WritingLines,
    described,
    every_block,
)
from fama_cli.handouts.render.docx_marks import bordered, describe, linked
from fama_cli.handouts.render.docx_styles import go_on_in_columns, set_about, set_page, set_styles
from fama_cli.handouts.render.made import Made
from fama_cli.handouts.render.pictures import as_pngs, width_on_paper
from fama_cli.text import visible


def render(handout: Handout, layout: Layout) -> Made:
    """The document."""
    writer = _Writer(handout, layout)
    writer.write()
    file = io.BytesIO()
    writer.document.save(file)
    return Made(contents=_dated(file, datetime.fromisoformat(handout.made_on)))


def _dated(file: io.BytesIO, day: datetime) -> bytes:
    """The same document with `day` on each of its parts, so that a handout made twice is the same file."""
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename, day.timetuple()[:6]), old.read(part), zipfile.ZIP_DEFLATED)
    return made.getvalue()


class _Writer:
    """Adds each block to a Word document."""

    def __init__(self, handout: Handout, layout: Layout) -> None:
        import docx

        self.handout = handout
        self.layout = layout
        self.document: Any = docx.Document()
        self._codes = codes.as_png(codes.addresses(every_block(handout.blocks))) if layout.codes else {}
        self._pictures = as_pngs([each for each in every_block(handout.blocks) if isinstance(each, Picture)], layout)
        self._notices = 0
        self._colour = layout.colour
        set_page(self.document, handout, layout)
        set_styles(self.document, layout)
        set_about(self.document, handout, layout)

    def write(self) -> None:
        self._brand()
        if not self.handout.posted:
            self.document.add_paragraph(visible(self.handout.title), style="Title")
        first, *rest = self.handout.blocks
        self._block(first, self.document)
        if self.layout.columns > 1:
            go_on_in_columns(self.document, self.layout)
        for block in rest:
            if isinstance(block, Picture) and self.layout.columns > 1:
                self._across(block)
            else:
                self._block(block, self.document)
        if self.handout.posted:
            self._keep_ends_together()

    def _keep_ends_together(self) -> None:
        """The last lines of a letter are never alone on a page."""
        paragraphs = self.document.paragraphs
        for before, _, after in zip(paragraphs, paragraphs[1:], paragraphs[2:], strict=False):
            if after.paragraph_format.page_break_before:
                before.paragraph_format.keep_with_next = True

    def _brand(self) -> None:
        from docx.shared import Mm

        brand, logo = self.layout.brand, self.layout.logo
        if brand is None:
            return
        paragraph = self.document.add_paragraph()
        if logo is not None:
            picture = logo.contents if logo.kind is LogoKind.PNG else as_png(logo)
            shape = paragraph.add_run().add_picture(io.BytesIO(picture), height=Mm(14))
            describe(shape, f"{visible(brand.name)} logo")
            paragraph.add_run("  ")
        paragraph.add_run(visible(brand.name)).bold = True
        if brand.contact:
            self.document.add_paragraph(visible(brand.contact), style="Small")

    def _block(self, block: Block, into: Any) -> None:
        if isinstance(block, Paragraph):
            self._said(block, into.add_paragraph(style=_STYLE[block.look]))
        elif isinstance(block, Heading):
            heading = into.add_paragraph(visible(block.says), style=f"Heading {block.level}")
            heading.paragraph_format.page_break_before = block.new_page
        elif isinstance(block, Points):
            for item in block.items:
                self._said(item, into.add_paragraph(style="List Number" if block.numbered else "List Bullet"))
        elif isinstance(block, Table):
            self._table(block, into)
        elif isinstance(block, Picture):
            self._picture(block, into)
        elif isinstance(block, Entry):
            self._entry(block, into)
        elif isinstance(block, Notice):
            self._notice(block, into)
        elif isinstance(block, WritingLines):
            into.add_paragraph(visible(block.says), style="Heading 2")
            for _ in range(block.lines):
                bordered(into.add_paragraph(), ("bottom", "between"), "808080")
        elif isinstance(block, Cards):
            self._cards(block, into)

    def _said(self, paragraph: Paragraph, into: Any) -> None:
        for run in paragraph.words:
            words = visible(run.says)
            if run.link:
                linked(into, words, run.link, strong=run.strong)
            else:
                into.add_run(words).bold = run.strong or None
        if paragraph.cites:
            into.add_run(f" [{', '.join(map(str, paragraph.cites))}]")

    def _across(self, picture: Picture) -> None:
        """A picture is as wide as the page, in a part of it that has no columns: in one of them its words could not be read."""
        go_on_in_columns(self.document, self.layout, columns=1)
        self._block(picture, self.document)
        go_on_in_columns(self.document, self.layout)

    def _picture(self, picture: Picture, into: Any) -> None:
        from docx.shared import Mm, Pt

        paragraph = into.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(6)
        paragraph.paragraph_format.keep_with_next = True
        # Not "exactly": a line as high as the words would cut the picture off.
        paragraph.paragraph_format.line_spacing = 1
        shape = paragraph.add_run().add_picture(io.BytesIO(self._pictures[picture.svg]), width=Mm(width_on_paper(picture, self.layout)))
        describe(shape, visible(described(picture)))
        # Where a file does not say, some programs leave room on either side, and the picture sticks out.
        for side in ("distT", "distB", "distL", "distR"):
            shape._inline.set(side, "0")

    def _entry(self, entry: Entry, into: Any) -> None:
        from docx.shared import Mm

        before = len(into.paragraphs)
        into.add_paragraph(visible(entry.title), style=f"Heading {entry.level}")
        for each in entry.body:
            self._block(each, into)
        if entry.code and entry.code.address in self._codes:
            paragraph = into.add_paragraph()
            size = Mm(26 if self.layout.large_print else 22)
            shape = paragraph.add_run().add_picture(io.BytesIO(self._codes[entry.code.address]), width=size)
            describe(shape, f"QR code for {entry.code.address}")
        for paragraph in into.paragraphs[before:-1]:
            paragraph.paragraph_format.keep_with_next = True

    def _notice(self, notice: Notice, into: Any) -> None:
        """A box of paragraphs with a border, not a table: a table would be read out as one."""
        from docx.shared import Mm

        before = len(into.paragraphs)
        self._notices += 1
        into.add_paragraph(visible(notice.title), style="Heading 2")
        for each in notice.body:
            self._block(each, into)
        for paragraph in into.paragraphs[before:]:
            bordered(paragraph, ("top", "left", "bottom", "right"), self._colour.removeprefix("#"))
            paragraph.paragraph_format.keep_with_next = paragraph is not into.paragraphs[-1]
            # Word draws one box round neighbours whose borders and indents are alike: 2 notices in a row must differ.
            paragraph.paragraph_format.right_indent = Mm(2 + self._notices % 2)

    def _table(self, table: Table, into: Any) -> None:
        from docx.oxml import OxmlElement

        self.document.add_paragraph(visible(table.caption), style="Caption").paragraph_format.keep_with_next = True
        made = into.add_table(rows=1, cols=len(table.columns), style="Table Grid")
        for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
            cell.paragraphs[0].add_run(visible(column)).bold = True
        # Word reads this row out as headers, and repeats it on each page.
        made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row in table.rows:
            for cell, paragraph in zip(made.add_row().cells, row, strict=True):
                self._said(paragraph, cell.paragraphs[0])

    def _cards(self, cards: Cards, into: Any) -> None:
        """Cards to cut out stand in a table, which is how Word makes labels."""
        from docx.oxml import OxmlElement
        from docx.shared import Pt

        across = 1 if self.layout.large_print or self.layout.paper is Paper.A5 else 2
        down = max(1, cards.copies // across // (2 if self.layout.large_print else 1))
        made = into.add_table(rows=down, cols=across, style="Table Grid")
        for row in made.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell in row.cells:
                first = cell.paragraphs[0]
                first.add_run(visible(cards.title)).bold = True
                for each in cards.body:
                    self._block(each, cell)
                cell.add_paragraph(f"Made on {in_words(self.handout.made_on)}", style="Small")
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.line_spacing = 1
                    paragraph.paragraph_format.space_after = Pt(1)


_STYLE = {Look.BODY: "Normal", Look.LEAD: "Lead", Look.SMALL: "Small"}
