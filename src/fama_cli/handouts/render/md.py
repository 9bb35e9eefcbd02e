"""Markdown: for a wiki, an intranet or a case-management system that takes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    Run,
    Table,
    WritingLines,
    described,
)
from fama_cli.handouts.render.made import Made
from fama_cli.text import visible


def render(handout: Handout, layout: Layout) -> Made:
    """CommonMark, with a table in GitHub's way. Nothing in the words is read as markup."""
    parts = [*_brand(layout), *([] if handout.posted else [f"# {escaped(handout.title)}"])]
    for block in handout.blocks:
        parts += _block(block)
    return Made(contents=("\n\n".join(parts) + "\n").encode("utf-8", "replace"))


def _brand(layout: Layout) -> Iterator[str]:
    if layout.brand:
        yield "  \n".join([f"**{escaped(layout.brand.name)}**", *([escaped(layout.brand.contact)] if layout.brand.contact else [])])


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield _said(block)
    elif isinstance(block, Heading):
        yield f"{'#' * block.level} {escaped(block.says)}"
    elif isinstance(block, Points):
        yield "\n".join(f"{f'{number}.' if block.numbered else '-'} {_said(item)}" for number, item in enumerate(block.items, start=1))
    elif isinstance(block, Table):
        rows = [[escaped(column) for column in block.columns], ["---"] * len(block.columns)]
        rows += [[_said(cell) for cell in row] for row in block.rows]
        yield escaped(block.caption)
        yield "\n".join(f"| {' | '.join(row)} |" for row in rows)
    elif isinstance(block, Picture):
        yield escaped(described(block))
    elif isinstance(block, Entry | Notice | Cards):
        level = block.level if isinstance(block, Entry) else 2
        yield f"{'#' * level} {escaped(block.title)}"
        for each in block.body:
            yield from _block(each)
    elif isinstance(block, WritingLines):
        yield f"## {escaped(block.says)}"
        yield "\n\n".join([r"\_" * 40] * block.lines)


def _said(paragraph: Paragraph) -> str:
    cites = rf" \[{', '.join(map(str, paragraph.cites))}\]" if paragraph.cites else ""
    return "".join(_run(run) for run in paragraph.words) + cites


def _run(run: Run) -> str:
    if run.link is not None:
        # In angle brackets an address needs no escapes; one that holds a bracket or a space is not an address.
        words = escaped(run.says)
        linked = f"[{words}](<{run.link}>)" if not re.search(r"[<>\s]", run.link) else words
        return f"**{linked}**" if run.strong else linked
    words = escaped(run.says)
    return f"**{words}**" if run.strong and words.strip() == words else words


def escaped(words: str) -> str:
    """`words` so that Markdown shows every character as it is."""
    safe = re.sub(r"([\\`*_\[\]<>|#~&!])", r"\\\1", visible(words))
    # A line that starts as a list or a heading does would become one.
    safe = re.sub(r"^(\s*)([-+=])", r"\1\\\2", safe)
    return re.sub(r"^(\s*\d+)([.)])", r"\1\\\2", safe)
