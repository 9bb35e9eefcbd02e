"""Plain text, wrapped: for an email, or a screen reader of any age."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from fama_cli.handouts.layout import Layout
from fama_cli.handouts.model import (
    Block,
    Cards,
    Entry,
    Handout,
    Heading,
    Notice,
    Paragraph,
    Picture,
    Points,
    Table,
    WritingLines,
    described,
    plain,
)
from fama_cli.handouts.render.made import Made
from fama_cli.text import ended, visible

WIDTH = 72
"""Columns. An email is quoted without being wrapped again."""


def render(handout: Handout, layout: Layout) -> Made:
    """The text. Headings are underlined, so that nothing depends on a mark."""
    lines = [*_brand(layout), *([] if handout.posted else [*_heading(handout.title, "="), ""])]
    for block in handout.blocks:
        lines += [*_block(block), ""]
    return Made(contents=("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace"))


def _brand(layout: Layout) -> Iterator[str]:
    if layout.brand:
        yield from (visible(each) for each in (layout.brand.name, layout.brand.contact or "") if each)
        yield ""


def _heading(says: str, mark: str) -> list[str]:
    lines = textwrap.wrap(visible(says), WIDTH, break_on_hyphens=False)
    return [*lines, mark * max(map(len, lines), default=1)]


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from _wrapped(_said(block))
    elif isinstance(block, Heading):
        yield from _heading(block.says, "=" if block.level == 1 else "-")
    elif isinstance(block, Points):
        for number, item in enumerate(block.items, start=1):
            yield from _wrapped(_said(item), f"[{number}] " if block.numbered else "* ")
    elif isinstance(block, Table):
        yield from _wrapped(visible(block.caption))
        for row in block.rows:
            first, *rest = (_said(cell) for cell in row)
            cells = [f"{column}: {cell}" for column, cell in zip(block.columns[1:], rest, strict=True) if cell]
            yield from _wrapped(f"{ended(first)} {_in_a_row(cells)}".rstrip(), "* ")
    elif isinstance(block, Picture):
        yield from _wrapped(visible(described(block)))
    elif isinstance(block, Entry | Notice | Cards):
        yield from _heading(block.title, "-")
        for each in block.body:
            yield from _block(each)
    elif isinstance(block, WritingLines):
        yield from _heading(block.says, "-")
        yield from ("", "_" * WIDTH) * block.lines


def _in_a_row(cells: Sequence[str]) -> str:
    """The cells on one line, each told apart from the next. A sentence ends by itself."""
    apart = [cell if cell.endswith((".", "?", "!")) else f"{cell};" for cell in cells]
    return " ".join(apart).removesuffix(";")


def _said(paragraph: Paragraph) -> str:
    cites = f" [{', '.join(map(str, paragraph.cites))}]" if paragraph.cites else ""
    return visible(f"{plain(paragraph)}{cites}")


def _wrapped(words: str, start: str = "") -> list[str]:
    # An address is never broken: it is copied.
    return textwrap.wrap(
        words, WIDTH, initial_indent=start, subsequent_indent=" " * len(start), break_long_words=False, break_on_hyphens=False
    )
