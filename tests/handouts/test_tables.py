"""Tables on paper: no word is printed over another, however narrow the columns and however large the print."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest

from fama_cli.handouts.layout import Face, Layout, Paper
from fama_cli.handouts.model import Handout, Paragraph, Run, Table
from fama_cli.handouts.render import html, pdf, txt
from fama_cli.handouts.wording import Reader
from tests.handouts import pdfs

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TIMES = ("Before 9am", "9am to noon", "Noon to 3pm", "3pm to 6pm", "6pm to 9pm", "9pm or later")


def table(columns: tuple[str, ...], *rows: tuple[str, ...]) -> Table:
    cells = tuple(tuple(Paragraph(words=(Run(says=cell),)) for cell in row) for row in rows)
    return Table(caption="The table", columns=columns, rows=cells)


WEEK = table(("Day", *TIMES), *((day, "0", "12", "3", "0", "2", "1") for day in DAYS))
PLAN = table(
    ("Action", "State", "Lead", "By when", "How we will know"),
    ("Agree who leads on recovery-support communication", "Proposed", "Commissioning", "31 March 2027", "Minutes of the meeting"),
    ("Audit the data", "Dropped on 1 February 2026", "Nobody yet", "No day set", ""),
)
LONG = table(
    ("Organisation", "Responsibilities", "Representative", "Commissioning"),
    ("Northgate", "Interdepartmental communication", "Counterrevolutionaries", "Internationalisation"),
)
LAYOUTS = {
    "a4": Layout(points=10),
    "a5": Layout(points=10, paper=Paper.A5),
    "large print": Layout(points=16, large_print=True),
    "large print on a5": Layout(points=16, large_print=True, paper=Paper.A5),
    "2 columns": Layout(points=10, columns=2),
    "3 columns": Layout(points=10, columns=3),
    "folded": Layout(points=10, columns=3, fold=True, landscape=True),
    "dyslexia, 2 columns": Layout(points=10, columns=2, face=Face.DYSLEXIA),
}


def holding(made: Table) -> Handout:
    lead = Paragraph(words=(Run(says="Before"),))
    return Handout(id="one", title="One", reader=Reader.STAFF, made_on="2026-11-21", blocks=(lead, made), points=10)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("made", [WEEK, PLAN, LONG], ids=["week", "plan", "long words"])
def test_no_word_is_printed_over_another_or_off_its_column(made: Table, layout: str) -> None:
    contents = pdf.render(holding(made), LAYOUTS[layout]).contents

    width = LAYOUTS[layout].millimetres[0] / 25.4 * 72
    margin = LAYOUTS[layout].margin / 25.4 * 72
    for page in pdfs.opened(contents):
        letters = list(_letters(page))
        assert [pair for pair in combinations(letters, 2) if _over(pair[0], pair[1])] == []
        assert [each for each in letters if each[3] > width - margin + 1] == []


Letter = tuple[str, float, float, float, float]


def _letters(page: object) -> Iterator[Letter]:
    """Each letter, and its left, bottom, right and top in points."""
    text = page.get_textpage()  # type: ignore[attr-defined]
    for place in range(text.count_chars()):
        letter = text.get_text_range(place, 1)
        if letter.strip():
            left, bottom, right, top = text.get_charbox(place)
            yield letter, left, bottom, right, top


def _over(one: Letter, other: Letter) -> bool:
    across = min(one[3], other[3]) - max(one[1], other[1])
    up = min(one[4], other[4]) - max(one[2], other[2])
    return across > 1 and up > 1


@pytest.mark.parametrize(("made", "layout", "stays"), [
    (WEEK, "a4", True), (WEEK, "large print", True), (WEEK, "2 columns", True), (WEEK, "large print on a5", True),
    (PLAN, "a4", True), (PLAN, "large print", True), (PLAN, "3 columns", False), (LONG, "a4", True), (LONG, "2 columns", False),
    (LONG, "large print", False),
])  # fmt: skip
def test_it_is_a_table_where_its_words_have_room_and_a_list_where_they_have_not(made: Table, layout: str, stays: bool) -> None:
    tree = pdfs.tree(pdf.render(holding(made), LAYOUTS[layout]).contents)

    assert len(list(tree.all("Table"))) == (1 if stays else 0)
    assert len(list(tree.all("LI"))) == (0 if stays else len(made.rows))


def test_a_row_of_a_list_says_each_heading_and_leaves_out_what_is_empty() -> None:
    tree = pdfs.tree(pdf.render(holding(PLAN), LAYOUTS["3 columns"]).contents)

    *_, last = tree.all("LI")
    assert [each.text() for each in last.all("P")] == [
        "Audit the data",
        "State: Dropped on 1 February 2026",
        "Lead: Nobody yet",
        "By when: No day set",
    ]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("Monday", "2", "3"), "* Monday. Morning: 2; Evening: 3"),
        (("Monday", "", "3"), "* Monday. Evening: 3"),
        (("Monday", "2", ""), "* Monday. Morning: 2"),
        (("Monday", "", ""), "* Monday."),
        (("Is it so?", "It is.", "3"), "* Is it so? Morning: It is. Evening: 3"),
    ],
)
def test_as_plain_text_the_cells_are_told_apart_and_none_is_empty(row: tuple[str, ...], says: str) -> None:
    out = txt.render(holding(table(("Day", "Morning", "Evening"), row)), Layout()).contents.decode()

    assert f"\n{says}\n" in out


@pytest.mark.parametrize(("columns", "across"), [(2, False), (3, False), (4, True), (7, True)])
def test_on_a_page_of_columns_a_browser_prints_a_wide_table_across_them(columns: int, across: bool) -> None:
    page = html.render(holding(table(("A",) * columns, ("1",) * columns)), Layout(columns=2)).contents.decode()

    assert ('class="wide across"' in page) is across
