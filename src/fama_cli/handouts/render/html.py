"""HTML: one file that holds everything it shows, runs nothing and asks nobody for anything."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

from fama_cli.directory.dates import in_words
from fama_cli.handouts import codes
from fama_cli.handouts.drawing import as_element, size_of
from fama_cli.handouts.layout import Face, Layout, Paper
from fama_cli.handouts.logo import LogoKind
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
    every_block,
    sheets,
)
from fama_cli.handouts.render.made import Made
from fama_cli.handouts.render.page import add, as_data, page, words
from fama_cli.handouts.typesetting import FONTS

STYLE = Path(__file__).with_name("handout.css")
FACES = {Face.STANDARD: ("Atkinson Hyperlegible Next", "AtkinsonHyperlegibleNext"), Face.DYSLEXIA: ("Lexend", "Lexend")}
MANY = 4
"""Columns of a table that half a page is too narrow for."""
_TYPES = {LogoKind.PNG: "image/png", LogoKind.SVG: "image/svg+xml"}


def render(handout: Handout, layout: Layout) -> Made:
    """The page."""
    body = Element("body")
    _brand(layout, body)
    main = add(body, "main")
    if handout.posted:
        body.set("class", "posted")
    else:
        add(main, "h1", handout.title)
    writer = _Writer(handout, layout)
    for sheet in sheets(handout.blocks):
        part = add(main, "div", class_="sheet")
        for block in sheet:
            writer.block(block, part)
    if not handout.posted:
        add(add(body, "footer"), "p", f"{handout.title}. Made on {in_words(handout.made_on)}.")
    return Made(contents=page(handout.title, _style(layout), body).encode("utf-8", "replace"))


def _brand(layout: Layout, body: Element) -> None:
    brand, logo = layout.brand, layout.logo
    if brand is None:
        return
    header = add(body, "header", class_="brand")
    if logo:
        add(header, "img", src=as_data(_TYPES[logo.kind], logo.contents), alt=f"{brand.name} logo")
    said = add(header, "p")
    add(said, "strong", brand.name)
    if brand.contact:
        add(said, "br")
        words(said, brand.contact)


class _Writer:
    """Adds each block to the page."""

    def __init__(self, handout: Handout, layout: Layout) -> None:
        self._made_on = f"Made on {in_words(handout.made_on)}"
        self._codes = codes.as_svg(codes.addresses(every_block(handout.blocks))) if layout.codes else {}
        self._pictures = 0

    def block(self, block: Block, into: Element) -> None:
        if isinstance(block, Paragraph):
            self._said(block, add(into, "p"))
        elif isinstance(block, Heading):
            add(into, f"h{block.level}", block.says)
        elif isinstance(block, Points):
            made = add(into, "ol" if block.numbered else "ul")
            for item in block.items:
                self._said(item, add(made, "li"))
        elif isinstance(block, Table):
            self._table(block, into)
        elif isinstance(block, Picture):
            self._picture(block, into)
        elif isinstance(block, Entry):
            self._entry(block, into)
        elif isinstance(block, Notice):
            box = add(into, "section", class_="notice")
            add(box, "h2", block.title)
            for each in block.body:
                self.block(each, box)
        elif isinstance(block, WritingLines):
            box = add(into, "section", class_="writing")
            add(box, "h2", block.says)
            for _ in range(block.lines):
                add(box, "div", class_="line")
        elif isinstance(block, Cards):
            self._cards(block, add(into, "div", class_="cards"))

    def _said(self, paragraph: Paragraph, into: Element) -> None:
        if paragraph.look is not Look.BODY:
            into.set("class", paragraph.look)
        for run in paragraph.words:
            where = add(into, "a", href=run.link) if run.link else into
            if run.strong:
                add(where, "strong", run.says)
            else:
                words(where, run.says)
        if paragraph.cites:
            words(into, " ")
            add(into, "span", f"[{', '.join(map(str, paragraph.cites))}]", class_="cites")

    def _table(self, table: Table, into: Element) -> None:
        # It may be wider than a telephone: then it scrolls by itself, and can be reached from a keyboard.
        # On paper, one of many columns goes across all columns of the page, as a picture does.
        across = " across" if len(table.columns) >= MANY else ""
        wide = add(into, "div", class_=f"wide{across}", role="region", aria_label=table.caption, tabindex="0")
        made = add(wide, "table")
        add(made, "caption", table.caption)
        top = add(add(made, "thead"), "tr")
        for column in table.columns:
            add(top, "th", column, scope="col")
        body = add(made, "tbody")
        for row in table.rows:
            line = add(body, "tr")
            for place, cell in enumerate(row):
                self._said(cell, add(line, "td") if place else add(line, "th", scope="row"))

    def _picture(self, picture: Picture, into: Element) -> None:
        # On a telephone it scrolls by itself, as a table does: made small enough, its words could not be read.
        wide = add(into, "div", class_="wide across", role="region", aria_label=f"Picture: {picture.title}", tabindex="0")
        self._pictures += 1
        svg = as_element(picture, identifier=f"picture-{self._pictures}")
        svg.set("class", "picture")
        # As wide as it is drawn where the type is of ordinary size, and wider in large print.
        svg.set("style", f"max-width: calc({size_of(picture)[0] / 16:g} * var(--size))")
        del svg.attrib["font-family"]
        wide.append(svg)

    def _entry(self, entry: Entry, into: Element) -> None:
        section = add(into, "section", class_=f"entry level-{entry.level}")
        about = add(section, "div", class_="about")
        add(about, f"h{entry.level}", entry.title)
        for each in entry.body:
            self.block(each, about)
        if entry.code and entry.code.address in self._codes:
            drawing = as_data("image/svg+xml", self._codes[entry.code.address].encode())
            add(section, "img", class_="code", src=drawing, alt=f"QR code for {entry.code.address}")

    def _cards(self, cards: Cards, into: Element) -> None:
        """One card on a screen; on paper copies of it, which nothing reads aloud."""
        for number in range(cards.copies):
            card = add(into, "div", class_="card copy", aria_hidden="true") if number else add(into, "section", class_="card")
            add(card, "p", cards.title, class_="title") if number else add(card, "h2", cards.title)
            for each in cards.body:
                self.block(each, card)
            add(card, "p", self._made_on, class_="small")


def _style(layout: Layout) -> str:
    family, file = FACES[layout.face]
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f'src: url({as_data("font/ttf", (FONTS / f"{file}-{name}.ttf").read_bytes())}) format("truetype"); }}\n'
        for weight, name in ((400, "Regular"), (700, "Bold"))
    )
    chosen = "".join(f" --{name}: {value};" for name, value in _variables(layout, family).items())
    width, height = layout.millimetres
    paper = f"@page {{ size: {width}mm {height}mm; margin: {layout.margin}mm; }}\n"
    return f"\n{faces}:root {{{chosen} }}\n{paper}{STYLE.read_text(encoding='utf-8')}"


def _variables(layout: Layout, family: str) -> Mapping[str, str]:
    roomy, large = layout.face is Face.DYSLEXIA, layout.large_print
    return {
        "colour": layout.colour,
        "grey": "#4a4a4a",
        "rule": "#b5c4c7",
        "face": f'"{family}"',
        "size": "1.25rem" if large else "1.0625rem",
        "leading": "1.75" if roomy else "1.5",
        "print-leading": "1.6" if roomy else "1.35",
        "tracking": "0.04em" if roomy else "normal",
        "spacing": "0.14em" if roomy else "normal",
        "small": "1em" if large else "0.85em",
        "print-small": "1em" if large else "0.78em",
        "points": f"{layout.points}pt",
        "columns": str(layout.columns) if layout.columns > 1 else "auto",
        "source-columns": "2" if layout.columns == 1 and not large and layout.millimetres[0] > 180 else "auto",
        "code": "26mm" if large else "22mm",
        "cards": "1" if large or layout.paper is Paper.A5 else "2",
    }
