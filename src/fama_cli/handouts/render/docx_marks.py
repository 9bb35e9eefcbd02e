"""What Word has and python-docx cannot make: words for a picture, a border, a link."""

from __future__ import annotations

from typing import Any


def describe(shape: Any, words: str) -> None:
    """What a screen reader says in place of a picture."""
    shape._inline.docPr.set("descr", words)


def bordered(paragraph: Any, sides: tuple[str, ...], colour: str) -> None:
    """A thin line along `sides`, such as top or between. The colour is 6 hex digits."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:pBdr")
    for side in sides:
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "4"), ("color", colour)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr", "w:pPrChange"
    )


def linked(paragraph: Any, words: str, address: str, *, strong: bool) -> None:
    """A link that works. python-docx reads links, and does not make them."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(words)
    run.bold = strong or None
    run.underline = True
    run.font.color.rgb = RGBColor(0x0B, 0x4F, 0x8A)
    link.append(run._r)
    paragraph._p.append(link)
