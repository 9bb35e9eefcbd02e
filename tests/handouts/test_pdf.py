"""A PDF for a screen reader, a printer and a pair of scissors."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
import typst

from fama_cli.handouts.layout import SIZES, Layout, Paper
from fama_cli.handouts.model import Block, Handout, Heading, Paragraph, Run
from fama_cli.handouts.render import pdf
from fama_cli.handouts.typesetting import typeset
from fama_cli.handouts.wording import Reader
from tests.handouts import pdfs
from tests.handouts.as_read import Sort, read, said, words
from tests.handouts.printed import KINDS, Press

LAYOUTS: Mapping[str, tuple[str, ...]] = {
    "plain": (),
    "large-print": ("--large-print",),
    "booklet": ("--paper", "a5", "--booklet"),
    "fold": ("--fold",),
    "landscape": ("--landscape",),
    "letter": ("--paper", "letter"),
    "dyslexia": ("--font", "dyslexia"),
    "branded": ("--brand", "BRAND"),
}

MILLIMETRES: Mapping[str, tuple[float, float]] = {
    "plain": (210, 297),
    "large-print": (210, 297),
    "booklet": (148, 210),
    "fold": (297, 210),
    "landscape": (297, 210),
    "letter": (215.9, 279.4),
    "dyslexia": (210, 297),
    "branded": (210, 297),
}

# Every kind is made plain and in large print. For the rest of the layouts, 3 kinds between them have every sort of block.
OF_EACH_LAYOUT = ("groups-cocaine", "helplines", "staff")
MADE = [
    (kind, layout)
    for kind in KINDS
    for layout in LAYOUTS
    if (layout in {"plain", "large-print"} or kind in OF_EACH_LAYOUT) and (kind, layout) != ("helplines", "fold")
]
every_one = pytest.mark.parametrize(("kind", "layout"), MADE)
every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="session")
def brand(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("brand") / "brand.yaml"
    file.write_text('name: Riverside Recovery\ncontact: 01632 960000, 1 Mill Lane\ncolour: "#4b2a7b"\nlogo: logo.svg\n')
    file.with_name("logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20"/></svg>'
    )
    return str(file)


@pytest.fixture
def made(press: Press, brand: str, kind: str, layout: str) -> bytes:
    """The handout of this kind in this layout."""
    return press(kind, "pdf", *(brand if option == "BRAND" else option for option in LAYOUTS[layout])).contents


@contextmanager
def opened(made: bytes) -> Iterator[Any]:
    with pikepdf.open(io.BytesIO(made)) as document:
        yield document


def title(press: Press, kind: str) -> str:
    return press.read(kind, "txt")[0].says


def first_of_card(press: Press) -> str:
    """The first line of a wallet card. The table behind the cards says it in another way."""
    return said(press.read("helplines", "txt"), Sort.POINT)[0]


# For a screen reader


@every_one
def test_it_says_its_language_and_that_it_is_tagged(made: bytes) -> None:
    with opened(made) as document:
        found = (str(document.Root.Lang), bool(document.Root.MarkInfo.Marked), "/StructTreeRoot" in document.Root)

    assert found == ("en-GB", True, True)


@every_one
def test_its_title_is_shown_in_place_of_the_name_of_the_file(press: Press, made: bytes, kind: str) -> None:
    with opened(made) as document, document.open_metadata() as metadata:
        found = (str(document.docinfo["/Title"]), metadata["dc:title"], bool(document.Root.ViewerPreferences.DisplayDocTitle))

    assert found == (title(press, kind), title(press, kind), True)


@every_one
def test_it_claims_pdf_ua_1(made: bytes) -> None:
    with opened(made) as document, document.open_metadata() as metadata:
        claimed = metadata["pdfuaid:part"]

    assert claimed == "1"


@every_one
def test_it_has_one_main_heading_and_skips_no_level(made: bytes) -> None:
    levels = [int(tag.name[1]) for tag in pdfs.tree(made).all("H1", "H2", "H3", "H4", "H5", "H6")]

    assert (levels[0], levels.count(1)) == (1, 1)
    assert [(before, after) for before, after in pairwise(levels) if after > before + 1] == []


@every_one
def test_its_bookmarks_are_its_headings_in_order(made: bytes) -> None:
    headings = [tag.text() for tag in pdfs.tree(made).all("H1", "H2", "H3")]

    with opened(made) as document, document.open_outline() as outline:
        bookmarks = list(_titles(outline.root))

    assert bookmarks == headings


def _titles(items: Sequence[Any]) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from _titles(item.children)


@every_one
def test_its_lists_are_lists_of_items_with_a_label_and_a_body(made: bytes) -> None:
    tree = pdfs.tree(made)
    lists = list(tree.all("L"))

    items = [each for one in lists for each in one.inside]

    assert lists
    assert {each.name for each in items} == {"LI"}
    assert {tuple(part.name for part in each.inside) for each in items} == {("Lbl", "LBody")}


@every_one
def test_each_picture_has_words_and_each_code_names_its_address(press: Press, made: bytes, kind: str, layout: str) -> None:
    tree = pdfs.tree(made)
    figures = [tag.describes for tag in tree.all("Figure")]

    addresses = [tag.removeprefix("QR code for ") for tag in figures if tag and tag.startswith("QR code for ")]

    others = [
        figure
        for figure in figures
        if not (figure or "").startswith("QR code for https://") and not (figure or "").startswith("QR code for http://")
    ]
    assert others == (["Riverside Recovery logo"] if layout == "branded" else [])
    assert [address for address in addresses if address not in tree.text()] == []
    assert bool(addresses) is kind.startswith(("groups", "family", "first-meeting", "meetings", "resources"))


@every_one
def test_a_screen_reader_meets_the_words_of_the_plain_text_in_its_order(press: Press, made: bytes, kind: str, layout: str) -> None:
    blocks = read("pdf", made)

    found = words(blocks)

    extra = words([each for each in blocks if each.says == "Notes"]) if layout == "booklet" else []
    assert "".join(found).removeprefix(BRAND.replace(" ", "")) == "".join([*words(press.read(kind, "txt")), *extra])


@pytest.mark.parametrize("kind", OF_EACH_LAYOUT)
def test_a_service_is_named_before_the_title(press: Press, brand: str, kind: str) -> None:
    tree = pdfs.tree(press(kind, "pdf", "--brand", brand).contents)

    before = tree.text().partition(title(press, kind))[0]

    assert "".join(before.split()) == BRAND.replace(" ", "")


BRAND = "Riverside Recovery 01632 960000, 1 Mill Lane"


@every_kind
def test_its_sources_are_labelled_from_1(press: Press, kind: str) -> None:
    tree = pdfs.tree(press(kind, "pdf").contents)

    labels = [label for tag in tree.all("Lbl") if (label := tag.text().strip()) != "•"]

    assert labels == [f"{number}." for number in range(1, len(labels) + 1)]


def test_the_table_of_helplines_has_a_header_for_each_column(press: Press) -> None:
    (table,) = pdfs.tree(press("helplines", "pdf").contents).all("Table")

    headers = [tag.text().strip() for tag in table.all("TH")]

    assert headers == ["Line", "Number", "When, and cost", "Seen"]
    assert {len(row.inside) for row in table.all("TR")} == {4}


@pytest.mark.parametrize("layout", ["plain", "large-print", "booklet", "landscape"])
def test_the_copies_of_a_card_are_not_read_aloud(press: Press, layout: str) -> None:
    tree = pdfs.tree(press("helplines", "pdf", *LAYOUTS[layout]).contents)

    assert tree.text().count(first_of_card(press)) == 1


@pytest.mark.parametrize("kind", ["family", "staff", "helplines"])
def test_everything_on_a_page_is_tagged_or_an_artifact(press: Press, kind: str) -> None:
    made = press(kind, "pdf").contents

    marks = {marked for page in pdfs.opened(made) for marked in pdfs.untagged(page)}

    assert marks == {"Artifact"}


def test_the_check_of_pdf_ua_1_is_really_on() -> None:
    skips_a_level = b'#set document(title: "A")\n#set text(lang: "en")\n= One\n=== Three\n'

    with pytest.raises(typst.TypstError):
        typeset({"main.typ": skips_a_level}, "pdf", accessible=True)

    assert typeset({"main.typ": skips_a_level}, "pdf")[0].startswith(b"%PDF-")


def test_a_handout_that_skips_a_level_of_heading_is_refused() -> None:
    paragraph = Paragraph(words=(Run(says="Words."),))
    skips = Handout(
        id="test", title="Test", reader=Reader.STAFF, made_on="2026-11-21", blocks=(paragraph, Heading(says="Deep", level=3), paragraph)
    )

    with pytest.raises(typst.TypstError):
        pdf.render(skips, Layout())


# For a printer


@every_one
def test_every_page_is_the_size_that_was_asked_for(made: bytes, layout: str) -> None:
    with opened(made) as document:
        boxes = [[float(side) for side in page.mediabox] for page in document.pages]

    sizes = {tuple(round((far - near) / 72 * 25.4, 1) for near, far in ((box[0], box[2]), (box[1], box[3]))) for box in boxes}
    assert sizes == {MILLIMETRES[layout]}


@every_one
def test_every_font_is_in_the_file(made: bytes) -> None:
    with opened(made) as document:
        fonts = [font for each in document.objects if isinstance(each, pikepdf.Dictionary) for font in _descriptor(each)]
        embedded = [any(key in font for key in ("/FontFile", "/FontFile2", "/FontFile3")) for font in fonts]
        names = {str(font["/FontName"]).partition("+")[2].partition("-")[0] for font in fonts}

    assert set(embedded) == {True}
    assert names <= {"AtkinsonHyperlegibleNext", "Lexend"}


def _descriptor(each: Any) -> Iterator[Any]:
    if each.get("/Type") == "/FontDescriptor":
        yield each


@every_kind
def test_a_booklet_fills_its_sheets(press: Press, kind: str) -> None:
    with opened(press(kind, "pdf", *LAYOUTS["booklet"]).contents) as document:
        pages = len(document.pages)

    assert pages % 4 == 0


@pytest.mark.parametrize("booklet", [False, True])
@pytest.mark.parametrize("paragraphs", [1, 60, 200, 400])
def test_the_number_of_pages_that_is_said_is_the_number_there_are(paragraphs: int, booklet: bool) -> None:
    blocks = tuple(Paragraph(words=(Run(says="Some words on a line of their own. " * 4),)) for _ in range(paragraphs))
    handout = Handout(id="test", title="Test", reader=Reader.STAFF, made_on="2026-11-21", blocks=blocks)

    made = pdf.render(handout, Layout(booklet=booklet, paper=Paper.A5))

    with opened(made.contents) as document:
        assert made.pages == len(document.pages)


@every_kind
def test_nothing_in_large_print_is_smaller_than_16_point(press: Press, kind: str) -> None:
    sizes = pdfs.sizes(press(kind, "pdf", *LAYOUTS["large-print"]).contents)

    assert {size: said for size, said in sizes.items() if size < 16} == {}


@every_kind
def test_nothing_is_smaller_than_7_and_a_half_point(press: Press, kind: str) -> None:
    sizes = pdfs.sizes(press(kind, "pdf").contents)

    assert {size: said for size, said in sizes.items() if size < 7.4} == {}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"staff", "helplines", "resources", "resources-3"}])
def test_words_for_clients_and_families_are_12_point(press: Press, kind: str) -> None:
    words_of = pdfs.sizes(press(kind, "pdf").contents)

    assert 12.0 in words_of


@every_one
def test_nothing_is_cut_off_at_the_edge_of_a_page(made: bytes) -> None:
    over = [
        (number, box)
        for number, page in enumerate(pdfs.opened(made), start=1)
        for box in pdfs.boxes(page)
        if box[0] < 0 or box[1] < 0 or box[2] > page.get_width() or box[3] > page.get_height()
    ]

    assert over == []


# For hands


def test_what_staff_read_is_on_the_front_and_its_sources_on_the_back(press: Press) -> None:
    pages = pdfs.pages(press("staff", "pdf").contents)

    assert len(pages) == 2
    assert pages[1].lstrip().startswith("Where this comes from")
    assert said(press.read("staff", "txt"), Sort.HEADING)[-2:] == ["If a client needs help now", "Where this comes from"]
    assert "If a client needs help now" in pages[0]


def test_the_wallet_cards_are_8_on_the_front_with_the_sources_on_the_back(press: Press) -> None:
    pages = pdfs.pages(press("helplines", "pdf").contents)

    assert [page.count(first_of_card(press)) for page in pages] == [8, 0]
    assert pages[1].lstrip().startswith("About these numbers")


@pytest.mark.parametrize(
    ("options", "copies"), [(("--large-print",), 2), (("--paper", "a5"), 3), (("--landscape",), 6), (("--paper", "letter"), 8)]
)
def test_the_cards_stay_on_one_page_on_other_paper(press: Press, options: tuple[str, ...], copies: int) -> None:
    pages = pdfs.pages(press("helplines", "pdf", *options).contents)

    assert [count for page in pages if (count := page.count(first_of_card(press)))] == [copies]


@pytest.mark.parametrize("kind", ["family", "groups-cocaine"])
def test_a_folded_sheet_has_3_panels_a_side(press: Press, kind: str) -> None:
    page = pdfs.opened(press(kind, "pdf", *LAYOUTS["fold"]).contents)[0]
    third = page.get_width() / 3

    across = [box for box in pdfs.boxes(page) if box[3] > 50 and int(box[0] // third) != int((box[2] - 0.01) // third)]

    assert across == []


def test_a_booklet_ends_with_room_to_write_when_pages_are_left_over() -> None:
    handout = Handout(id="test", title="Test", reader=Reader.STAFF, made_on="2026-11-21", blocks=(Paragraph(words=(Run(says="Words."),)),))

    pages = pdfs.pages(pdf.render(handout, Layout(booklet=True, paper=Paper.A5)).contents)

    assert [page.partition("\r\n")[0] for page in pages[:2]] == ["Test", "Notes"]
    assert len(pages) == 4


def test_the_sizes_of_paper_are_those_of_iso_216_and_ansi() -> None:
    assert dict(SIZES) == {Paper.A4: (210, 297), Paper.A5: (148, 210), Paper.LETTER: (215.9, 279.4)}


def test_the_same_handout_is_the_same_bytes_each_time() -> None:
    handout = Handout(id="test", title="Test", reader=Reader.STAFF, made_on="2026-11-21", blocks=(Paragraph(words=(Run(says="Words."),)),))

    assert pdf.render(handout, Layout()).contents == pdf.render(handout, Layout()).contents


@pytest.mark.parametrize("lines", range(32, 44))
def test_the_last_line_of_a_letter_is_never_alone_on_a_page(lines: int) -> None:
    says = ["Line"] * lines + ["The one before", "Yours"]
    blocks: tuple[Block, ...] = (Heading(says="To whom", level=1), *(Paragraph(words=(Run(says=each),)) for each in says))
    handout = Handout(id="test", title="Test", reader=Reader.STAFF, made_on="2026-11-21", blocks=blocks, posted=True)

    pages = pdfs.pages(pdf.render(handout, Layout()).contents)

    assert "The one before" in pages[-1]
    assert "Yours" in pages[-1]


def test_what_would_turn_text_round_is_shown_as_its_code_as_in_other_formats() -> None:
    blocks = (Paragraph(words=(Run(says="Ring \x1b[31m\u202e0800"),)),)
    handout = Handout(id="test", title="Test", reader=Reader.STAFF, made_on="2026-11-21", blocks=blocks)

    made = pdf.render(handout, Layout()).contents

    assert [each.says for each in read("pdf", made)] == ["Test", "Ring <1B>[31m<202E>0800"]
