"""A Word document that a service can change: real styles, real lists, and nothing that runs."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from functools import cache
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt

from fama_cli.handouts.layout import Layout
from fama_cli.handouts.model import Handout, Notice, Paragraph, Run
from fama_cli.handouts.render.docx import render
from fama_cli.handouts.wording import Reader
from tests.handouts.as_read import Sort, said
from tests.handouts.printed import KINDS, Press

every_kind = pytest.mark.parametrize("kind", KINDS)
SIXTEEN = Pt(16)


def opened(press: Press, kind: str, *options: str) -> Any:
    return _opened(press(kind, "docx", *options).contents)


@cache  # No test changes what it looks at.
def _opened(contents: bytes) -> Any:
    return docx.Document(io.BytesIO(contents))


def paragraphs(document: Any) -> list[Any]:
    """Every paragraph, those in tables too."""
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [*document.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]


@every_kind
def test_its_headings_have_the_styles_of_headings_in_the_order_of_plain_text(press: Press, kind: str) -> None:
    document = opened(press, kind)

    headings = [(each.style.name, each.text) for each in document.paragraphs if each.style.name.startswith(("Title", "Heading"))]

    expected = said(press.read(kind, "txt"), Sort.TITLE, Sort.HEADING)
    if kind == "helplines":
        expected = [each for each in expected if each != "Numbers to keep"]  # stands on the card, which is made as Word makes labels
    assert [says for _, says in headings] == expected
    assert [style for style, _ in headings].count("Title") == 1
    assert {style for style, _ in headings} <= {"Title", "Heading 2", "Heading 3"}


@every_kind
def test_its_lists_are_word_lists(press: Press, kind: str) -> None:
    document = opened(press, kind)

    points = [each.text for each in document.paragraphs if each.style.name == "List Bullet"]
    sources = [each.text for each in document.paragraphs if each.style.name == "List Number"]

    expected = said(press.read(kind, "md"), Sort.POINT)
    assert points == ([] if kind == "helplines" else expected)
    assert sources == said(press.read(kind, "txt"), Sort.SOURCE)


def test_the_row_of_headers_of_a_table_says_so(press: Press) -> None:
    table = opened(press, "helplines").tables[-1]

    marked = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows]

    assert [cell.text for cell in table.rows[0].cells] == ["Line", "Number", "When, and cost", "Seen"]
    assert marked == [True, *[False] * (len(table.rows) - 1)]


@every_kind
def test_each_picture_has_words(press: Press, kind: str) -> None:
    document = opened(press, kind)

    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]

    assert [each for each in described if not re.fullmatch(r"QR code for https?://\S+", each or "")] == []
    assert bool(described) is (kind not in {"helplines", "staff"})


@every_kind
def test_each_link_goes_where_it_says(press: Press, kind: str) -> None:
    document = opened(press, kind)

    links = [(link.text, link.address) for each in paragraphs(document) for link in each.hyperlinks]

    addresses = [(text, address) for text, address in links if text.startswith("http")]
    numbers = [(text, address) for text, address in links if not text.startswith("http")]
    assert addresses
    assert [(text, address) for text, address in addresses if text != address] == []
    assert [(text, address) for text, address in numbers if address not in {f"tel:{text.replace(' ', '')}", f"mailto:{text}"}] == []


@every_kind
def test_it_says_its_title_and_its_language(press: Press, kind: str) -> None:
    document = opened(press, kind)

    about = document.core_properties

    language = document.styles.element.xpath(".//w:docDefaults//w:lang")[0].get(qn("w:val"))
    assert (about.title, about.author, about.language, language) == (press.read(kind, "txt")[0].says, "fama", "en-GB", "en-GB")
    assert about.created.isoformat()[:10] == "2026-11-21"


@pytest.mark.parametrize(
    ("options", "width", "height", "way"),
    [
        ((), 210, 297, WD_ORIENT.PORTRAIT),
        (("--landscape",), 297, 210, WD_ORIENT.LANDSCAPE),
        (("--paper", "a5"), 148, 210, WD_ORIENT.PORTRAIT),
        (("--paper", "a5", "--landscape"), 210, 148, WD_ORIENT.LANDSCAPE),
        (("--paper", "letter"), 215.9, 279.4, WD_ORIENT.PORTRAIT),
    ],
)
@pytest.mark.parametrize("kind", ["groups-cocaine", "staff"])
def test_every_page_is_the_size_that_was_asked_for(
    press: Press, kind: str, options: tuple[str, ...], width: float, height: float, way: WD_ORIENT
) -> None:
    sections = opened(press, kind, *options).sections

    sizes = {(round(section.page_width.mm, 1), round(section.page_height.mm, 1), section.orientation) for section in sections}

    assert sizes == {(width, height, way)}


@pytest.mark.parametrize(("kind", "options", "expected"), [("staff", (), 2), ("groups-cocaine", ("--columns", "3"), 3), ("family", (), 1)])
def test_it_has_the_columns_that_were_asked_for_under_a_title_right_across(
    press: Press, kind: str, options: tuple[str, ...], expected: int
) -> None:
    sections = opened(press, kind, *options).sections

    columns = [int(found[0].get(qn("w:num")) or 1) for section in sections if (found := section._sectPr.xpath("./w:cols"))]

    assert columns == ([1] if expected == 1 else [1, expected])


@every_kind
def test_nothing_in_large_print_is_smaller_than_16_point(press: Press, kind: str) -> None:
    document = opened(press, kind, "--large-print")

    used = {each.style.name for each in [*paragraphs(document), *document.sections[0].footer.paragraphs]}

    assert {name: size.pt for name in used if (size := _size(document.styles[name])) < SIXTEEN} == {}
    assert [run.text for each in paragraphs(document) for run in each.runs if run.font.size and run.font.size < SIXTEEN] == []


def _size(style: Any) -> Any:
    while style.font.size is None:
        style = style.base_style
    return style.font.size


def test_words_that_must_not_be_missed_have_a_border_all_round(press: Press) -> None:
    document = opened(press, "family")
    texts = [each.text for each in document.paragraphs]
    start = texts.index("Stay safe")

    borders = [
        {side.tag.rpartition("}")[2] for side in each._p.xpath("./w:pPr/w:pBdr/*")} for each in document.paragraphs[start : start + 4]
    ]

    all_round = {"top", "left", "bottom", "right"}
    assert borders == [all_round, all_round, all_round, set()]


def test_2_notices_in_a_row_are_2_boxes() -> None:
    body = (Paragraph(words=(Run(says="Words."),)),)
    handout = Handout(
        id="test",
        title="Test",
        reader=Reader.STAFF,
        made_on="2026-11-21",
        blocks=(*body, Notice(title="One", body=body), Notice(title="Two", body=body)),
    )

    document: Any = docx.Document(io.BytesIO(render(handout, Layout()).contents))

    indents = [each.paragraph_format.right_indent for each in document.paragraphs[2:]]
    assert [round(indent.mm) for indent in indents] == [3, 3, 2, 2]


@every_kind
def test_it_runs_nothing_and_fetches_nothing(press: Press, kind: str) -> None:
    with zipfile.ZipFile(io.BytesIO(press(kind, "docx").contents)) as parts:
        names = parts.namelist()
        relations = "".join(parts.read(name).decode() for name in names if name.endswith(".rels"))
        damaged = parts.testzip()

    outside = re.findall(r"<Relationship [^>]*TargetMode=\"External\"[^>]*>", relations)
    assert damaged is None
    assert [name for name in names if re.search(r"vba|macro|embed|ole|activex|\.bin$", name, re.IGNORECASE)] == []
    assert [each for each in outside if not re.search(r'Type="[^"]*/hyperlink"', each)] == []
    assert "attachedTemplate" not in relations


def test_a_letter_for_every_font_is_one_that_word_has(press: Press) -> None:
    fonts = {
        options: opened(press, "groups-cocaine", *options).styles["Normal"].font.name for options in [(), ("--font", "dyslexia")]
    }  # fmt: skip

    assert fonts == {(): "Arial", ("--font", "dyslexia"): "Verdana"}


def test_a_service_is_named_at_the_top_with_its_logo_described(press: Press, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("brand") / "brand.yaml"
    file.write_text("name: Riverside Recovery\ncontact: 01632 960000\nlogo: logo.svg\n")
    file.with_name("logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20"/></svg>'
    )

    document = opened(press, "helplines", "--brand", str(file))

    assert [each.text.strip() for each in document.paragraphs[:3]] == [
        "Riverside Recovery",
        "01632 960000",
        "Numbers to keep: cards to cut out",
    ]
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == ["Riverside Recovery logo"]
    assert document.core_properties.author == "Riverside Recovery"


def test_a_code_is_printed_22_millimetres_wide_and_26_in_large_print(press: Press) -> None:
    widths = [
        {round(shape.width.mm) for shape in opened(press, "groups-cocaine", *options).inline_shapes} for options in [(), ("--large-print",)]
    ]

    assert widths == [{22}, {26}]


def test_its_pictures_are_png(press: Press) -> None:
    with zipfile.ZipFile(io.BytesIO(press("groups-cocaine", "docx").contents)) as parts:
        pictures = [parts.read(name) for name in parts.namelist() if name.startswith("word/media/")]

    sides = [struct.unpack(">II", picture[16:24]) for picture in pictures]
    assert {picture[:8] for picture in pictures} == {b"\x89PNG\r\n\x1a\n"}
    assert [(width, height) for width, height in sides if width != height] == []
