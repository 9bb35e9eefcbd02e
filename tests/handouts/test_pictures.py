"""Pictures: drawn without colour, said in words, and printed by every renderer."""

from __future__ import annotations

import io
from typing import Any
from xml.etree import ElementTree

import docx
import pikepdf
import pytest
from PIL import Image, ImageOps

from fama_cli.handouts.bars import Bar, Share, in_letters, in_parts, towards
from fama_cli.handouts.drawing import TABLE_AFTER, TYPE, Drawing, Fill, as_element, as_file, size_of
from fama_cli.handouts.layout import Face, Layout, Paper
from fama_cli.handouts.model import Block, Cards, Handout, Paragraph, Picture, Run
from fama_cli.handouts.render import docx as word
from fama_cli.handouts.render import html, md, pdf, txt
from fama_cli.handouts.render.pictures import MILLIMETRES_TO_A_POINT, width_on_paper
from fama_cli.handouts.wording import Reader
from tests.handouts import pdfs

SVG = "{http://www.w3.org/2000/svg}"
PARTS = ("yes", "partly", "no", "not known", "not answered")
BARS = (Bar(name="Premises", numbers=(3, 1, 0, 2, 1)), Bar(name="Local need", numbers=(0, 0, 4, 0, 0)))
PICTURE = Picture(svg=in_parts("Answers", PARTS, BARS), title="Answers by topic", description="3 yes & 4 no. The table has them.")
SAID = "Answers by topic. 3 yes & 4 no. The table has them."


def holding(*blocks: Block) -> Handout:
    lead = Paragraph(words=(Run(says="Before"),))
    return Handout(id="one", title="One", reader=Reader.STAFF, made_on="2026-11-21", blocks=(lead, *blocks), points=10)


def words_of(svg: str) -> list[str | None]:
    return [each.text for each in ElementTree.fromstring(svg).iter(f"{SVG}text")]


# Drawings


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        pytest.param((2, 1, 0, 1, 0), ["Topic", "2 yes", "1 partly", "1 not known"], id="what is 0 has no part"),
        pytest.param((0, 0, 0, 0, 1), ["Topic", "1 not answered"], id="one"),
        pytest.param((0, 0, 0, 0, 0), ["Topic: none"], id="nothing"),
        pytest.param((60, 1, 0, 0, 0), ["Topic: 60 yes and 1 partly", "60 yes"], id="too short for any words"),
        pytest.param((20, 2, 0, 0, 0), ["Topic: 20 yes and 2 partly", "20 yes", "2"], id="too short for more than a number"),
    ],
)
def test_each_part_of_a_bar_says_its_number_and_what_it_is(numbers: tuple[int, ...], says: list[str]) -> None:
    words = words_of(in_parts("Title", PARTS, [Bar(name="Topic", numbers=numbers)]))

    assert words == ["Title", "Yes", "Partly", "No", "Not known", "Not answered", *says]


@pytest.mark.parametrize("numbers", [(3, 1, 0, 2, 1), (1, 1, 1, 1, 1), (0, 7, 0, 0, 0)])
def test_parts_are_as_long_as_their_numbers(numbers: tuple[int, ...]) -> None:
    drawn = ElementTree.fromstring(in_parts("", PARTS, [Bar(name="", numbers=numbers)]))

    bars = [float(each.get("width", "")) for each in drawn.iter(f"{SVG}rect") if each.get("height") == "24"]
    one = 658 / sum(numbers)
    assert bars == pytest.approx([number * one for number in numbers if number], abs=0.1)


@pytest.mark.parametrize(
    ("percent", "long", "fill"),
    [(0.0, None, None), (12.5, 82.2, "#ffffff"), (79.9, 525.7, "#ffffff"), (80.0, 526.4, "#1a1a1a"), (100.0, 658, "#1a1a1a"), (None, None, None)],
)  # fmt: skip
def test_a_share_is_as_long_as_it_is_and_dark_from_the_line_up(percent: float | None, long: float | None, fill: str | None) -> None:
    drawn = ElementTree.fromstring(
        towards("", [Share(name="Field", percent=percent, says="so", low=percent is not None and percent < 80)], 80)
    )

    outer, *inner = [each for each in drawn.iter(f"{SVG}rect") if each.get("stroke")]
    assert [(float(each.get("width", "")), each.get("fill")) for each in inner] == ([(long, fill)] if long else [])
    assert (outer.get("stroke-dasharray") is None) is (percent is not None)
    assert words_of(ElementTree.tostring(drawn, encoding="unicode"))[1:] == ["0%", "80%", "100%", "Field: so"]


def test_no_2_fills_look_alike_without_colour() -> None:
    def drawn(fill: Fill) -> bytes:
        drawing = Drawing(20, 20)
        drawing.box(0, 0, 20, 20, fill)
        return drawing.svg().encode()

    assert len({drawn(fill) for fill in Fill}) == len(Fill)


@pytest.mark.parametrize("svg", [PICTURE.svg, towards("Title", [Share(name="A", percent=50, says="50%", low=True)], 80)])
def test_a_drawing_has_no_id_no_style_no_colour_and_nothing_from_outside(svg: str) -> None:
    drawn = ElementTree.fromstring(svg)

    names = {name for each in drawn.iter() for name in each.attrib}
    colours = {value for each in drawn.iter() for name in ("fill", "stroke") if (value := each.get(name)) and value != "none"}
    assert names & {"id", "style", "class", "href", "filter", "clip-path", "mask"} == set()
    assert {each.tag.removeprefix(SVG) for each in drawn.iter()} <= {"svg", "rect", "path", "text", "circle", "line"}
    assert [colour for colour in colours if not colour[1:3] == colour[3:5] == colour[5:7]] == []
    assert "url(" not in svg
    assert "\n" not in svg


@pytest.mark.parametrize("fill", [Fill.STRIPES, Fill.DOTS])
def test_stripes_and_dots_stay_inside_their_bar(fill: Fill) -> None:
    drawing = Drawing(100, 100)
    drawing.box(30, 40, 25, 20, fill)

    drawn = _drawn(drawing.svg(), ppi=96)

    left, top, right, bottom = ImageOps.invert(drawn).getbbox() or (0, 0, 0, 0)
    assert (left, top) >= (29, 39)
    assert (right, bottom) <= (57, 62)
    darkest, _ = drawn.crop((32, 42, 53, 58)).getextrema()
    assert darkest < 100  # type: ignore[operator]  # one band


def _drawn(svg: str, *, ppi: int) -> Image.Image:
    from fama_cli.handouts.typesetting import svgs_as_pngs

    (png,) = svgs_as_pngs([(svg, 100 * 25.4 / 96)], ppi=ppi)
    return Image.open(io.BytesIO(png)).convert("L")


def test_control_characters_are_shown_and_never_kept() -> None:
    assert words_of(in_parts("a\x00\x1b", ("b",), []))[0] == "a<00><1B>"


@pytest.mark.parametrize(("numbers", "letters"), [((2, 0, 1), "YYN"), ((0, 0, 0), ""), ((0, 3, 0), "PPP")])
def test_a_bar_of_letters(numbers: tuple[int, ...], letters: str) -> None:
    assert in_letters("YPN", numbers) == letters


def test_an_element_says_what_it_is_to_a_screen_reader() -> None:
    svg = as_element(PICTURE, identifier="p")

    title, described = svg[0], svg[1]
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "p-title p-desc")
    assert [(each.tag, each.get("id"), each.text) for each in (title, described)] == [
        ("title", "p-title", PICTURE.title),
        ("desc", "p-desc", PICTURE.description),
    ]


@pytest.mark.parametrize(
    ("title", "about", "says"),
    [
        ("Answers", "", ["Answers", "Yes"]),
        ("Other", "", ["Other", "Answers", "Yes"]),
        ("Other", "LS, 21 November 2026", ["Other", "LS, 21 November 2026", "Answers", "Yes"]),
        ("Answers", "LS", ["LS", "Answers", "Yes"]),
    ],
)
def test_a_file_of_its_own_has_its_title_once_and_speaks_of_no_table(title: str, about: str, says: list[str]) -> None:
    picture = Picture(svg=PICTURE.svg, title=title, description=f"What it shows. {TABLE_AFTER}")

    drawn = ElementTree.fromstring(as_file(picture, about))

    assert drawn.tag == f"{SVG}svg"
    assert [each.text for each in drawn.iter(f"{SVG}text")][: len(says)] == says
    assert drawn.findtext(f"{SVG}desc") == "What it shows."


FIELDS = [
    Share(name=f"A field with a name that is rather long, number {n}", percent=70, says="70%, under 80%", low=True) for n in range(14)
]
AUDIT = Picture(svg=towards("Complete", FIELDS, 80), title="Complete", description="So.")


@pytest.mark.parametrize("layout", [
    Layout(points=10), Layout(points=10, paper=Paper.A5), Layout(points=10, landscape=True), Layout(points=10, columns=2),
    Layout(points=10, columns=3), Layout(points=16, large_print=True), Layout(points=10, face=Face.DYSLEXIA),
])  # fmt: skip
@pytest.mark.parametrize("picture", [PICTURE, AUDIT], ids=["parts", "an audit"])
def test_no_word_of_a_printed_picture_is_too_small_to_read(picture: Picture, layout: Layout) -> None:
    assert TYPE * width_on_paper(picture, layout) / size_of(picture)[0] / MILLIMETRES_TO_A_POINT >= 7.9
    assert len(list(pdfs.tree(pdf.render(holding(picture), layout).contents).all("Figure"))) == 1


def test_where_there_is_no_room_to_read_it_the_picture_is_words() -> None:
    folded = Layout(points=10, columns=3, fold=True, landscape=True)

    tree = pdfs.tree(pdf.render(holding(PICTURE), folded).contents)

    assert list(tree.all("Figure")) == []
    assert SAID in " ".join(each.text() for each in tree.all("P"))


def test_a_picture_across_columns_carries_its_title_since_its_heading_may_be_elsewhere() -> None:
    other = Picture(svg=PICTURE.svg, title="Said nowhere else", description="So.")

    assert "Said nowhere else" in "".join(pdfs.pages(pdf.render(holding(other), Layout(points=10, columns=2)).contents))
    assert "Said nowhere else" not in "".join(pdfs.pages(pdf.render(holding(other), Layout(points=10)).contents))


def test_word_goes_across_the_columns_and_back_to_them() -> None:
    document: Any = docx.Document(io.BytesIO(word.render(holding(PICTURE, PICTURE), Layout(points=10, columns=2)).contents))

    columns = [section._sectPr.xpath("./w:cols/@w:num") for section in document.sections]
    assert columns == [[], ["2"], ["1"], ["2"], ["1"], ["2"]]


# Every renderer


def test_html_has_it_inline_once_for_each_with_ids_of_its_own() -> None:
    page = html.render(holding(PICTURE, PICTURE, Cards(title="Card", body=(PICTURE,), copies=3)), Layout()).contents.decode()

    assert page.count("<svg ") == page.count('role="img"') == 5
    assert page.count("<desc") == page.count("3 yes &amp; 4 no. The table has them.") == 5
    ids = [part.partition('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids)) == 10
    assert "ns0" not in page


def test_a_pdf_says_it_in_place_of_the_picture_and_is_still_checked_for_everybody() -> None:
    made = pdf.render(holding(PICTURE), Layout(points=10)).contents

    assert [tag.describes for tag in pdfs.tree(made).all("Figure")] == [SAID]
    with pikepdf.open(io.BytesIO(made)) as document, document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    assert "1 partly" in "".join(pdfs.pages(made))


def test_word_has_a_picture_that_is_described() -> None:
    made = word.render(holding(PICTURE), Layout(points=10)).contents

    document: Any = docx.Document(io.BytesIO(made))
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == SAID
    assert shape.width.mm == pytest.approx(width_on_paper(PICTURE, Layout(points=10)), abs=0.1)
    wide, high = size_of(PICTURE)
    assert shape.width / shape.height == pytest.approx(wide / high, rel=0.01)
    (png,) = [part.blob for part in document.part.package.iter_parts() if str(part.partname).endswith(".png")]
    assert Image.open(io.BytesIO(png)).width / (shape.width.inches) == pytest.approx(220, rel=0.01)


def test_plain_text_and_markdown_say_it() -> None:
    assert f"\n{SAID}\n" in txt.render(holding(PICTURE), Layout()).contents.decode()
    assert f"\n{SAID.replace('&', chr(92) + '&')}\n" in md.render(holding(PICTURE), Layout()).contents.decode()


@pytest.mark.parametrize("layout", [
    Layout(), Layout(paper=Paper.A5), Layout(landscape=True), Layout(columns=2), Layout(landscape=True, columns=3, fold=True),
    Layout(points=16, large_print=True), Layout(face=Face.DYSLEXIA),
])  # fmt: skip
def test_it_fits_on_the_page_and_in_its_column(layout: Layout) -> None:
    tall = Picture(svg=Drawing(660, 1600).svg(), title="Tall", description="Tall.")
    width, height = (side - 2 * layout.margin for side in layout.millimetres)

    for picture in (PICTURE, tall):
        wide = width_on_paper(picture, layout)
        across, down = size_of(picture)
        assert 0 < wide <= (width / layout.columns if layout.fold else width)
        assert wide * down / across <= height * 0.851
        assert pdf.render(holding(picture), layout).pages == 1
