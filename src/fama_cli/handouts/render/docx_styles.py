"""How a Word document is set up: its paper, its styles, and what it says of itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fama_cli.directory.dates import in_words
from fama_cli.handouts.layout import LARGE_PRINT, Face, Layout
from fama_cli.handouts.model import Handout
from fama_cli.text import visible

FONT = {Face.STANDARD: "Arial", Face.DYSLEXIA: "Verdana"}
"""Fonts that Word has everywhere: a document that is edited by others cannot rely on ours."""


def set_page(document: Any, handout: Handout, layout: Layout) -> None:
    """The paper, its margins, and the line at the foot of each page."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = document.sections[0]
    width, height = layout.millimetres
    section.orientation = WD_ORIENT.LANDSCAPE if layout.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    margin = Mm(layout.margin)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin
    if handout.posted:
        return
    footer = section.footer.paragraphs[0]
    footer.text = f"{visible(handout.title)}. Made on {in_words(handout.made_on)}"
    footer.style = document.styles["Footer"]


def set_styles(document: Any, layout: Layout) -> None:
    """The styles that each block has, so that who changes one changes it everywhere."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    styles, points = document.styles, layout.points
    small = max(points * 0.78, LARGE_PRINT if layout.large_print else 7.5)
    colour = RGBColor.from_string(layout.colour.removeprefix("#").upper())
    sizes = {
        "Normal": points, "Title": points * 1.9, "Heading 1": points * 1.3, "Heading 2": points * 1.3, "Heading 3": points * 1.1,
        "Footer": small, "Caption": small, "List Number": small,
    }  # fmt: skip
    lead = styles.add_style("Lead", WD_STYLE_TYPE.PARAGRAPH)
    fine = styles.add_style("Small", WD_STYLE_TYPE.PARAGRAPH)
    lead.base_style = fine.base_style = styles["Normal"]
    sizes |= {"Lead": points * 1.1, "Small": small}
    for name, size in sizes.items():
        style = styles[name]
        style.font.size = Pt(round(size * 2) / 2)
        style.font.name = FONT[layout.face]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):  # A theme's font would win over the one named here.
                del fonts.attrib[attribute]
        fonts.set(qn("w:hAnsi"), FONT[layout.face])
        if name in {"Title", "Heading 1", "Heading 2", "Heading 3"}:
            style.font.color.rgb = colour
            style.font.bold = True
        if name == "Caption":
            style.font.color.rgb = RGBColor(0x4A, 0x4A, 0x4A)
            style.font.bold = style.font.italic = False
    styles["Normal"].paragraph_format.space_after = Pt(points * 0.4)
    styles["Normal"].paragraph_format.line_spacing = 1.5 if layout.face is Face.DYSLEXIA else 1.15
    for name in ("List Bullet", "List Number"):
        styles[name].paragraph_format.space_after = Pt(points * 0.2)


def set_about(document: Any, handout: Handout, layout: Layout) -> None:
    """The title, the day and the language, as Word and screen readers are told them."""
    from docx.oxml.ns import qn

    properties = document.core_properties
    # Word takes at most 255 letters here; the whole title is on the page.
    properties.title = visible(handout.title)[:255]
    properties.author = visible(layout.brand.name)[:255] if layout.brand else "fama"
    properties.comments = ""
    properties.language = "en-GB"
    properties.created = properties.modified = datetime.fromisoformat(handout.made_on)
    language = document.styles.element.xpath(".//w:docDefaults//w:lang")[0]
    language.set(qn("w:val"), "en-GB")


def go_on_in_columns(document: Any, layout: Layout, *, columns: int | None = None) -> None:
    """Columns under what goes right across; those of the layout unless you say how many."""
    from docx.enum.section import WD_SECTION
    from docx.oxml.ns import qn
    from docx.shared import Mm

    section = document.add_section(WD_SECTION.CONTINUOUS)
    set_as = section._sectPr.xpath("./w:cols")[0]
    set_as.set(qn("w:num"), str(columns or layout.columns))
    set_as.set(qn("w:space"), str(Mm(6).twips))
