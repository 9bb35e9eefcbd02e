"""Bars: how a whole is made up, and how far each thing is from complete. Each number is there in words too."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from fama_cli.handouts.drawing import INK, LETTER, PAPER, WIDTH, Drawing, Fill
from fama_cli.record import record
from fama_cli.text import listed

HEIGHT, LINE, GAP = 24, 19, 12
THIN, CLOSE = 12, 9
"""Of bars that hold no words, and the gap between them: an audit has 14 of them to a picture."""
LETTERS = 76
"""To a line, in the wider of our fonts."""


@record
class Bar:
    """A bar in parts, such as 3 yes and 1 no. `numbers` has one for each part."""

    name: str
    numbers: tuple[int, ...]


@record
class Share:
    """A bar of 100%. `says` is what stands beside the name, such as "76.5%, under 80%"."""

    name: str
    percent: float | None
    """None where there is no number to draw: then `says` says why."""
    says: str
    low: bool
    """Under the line. Not worked out from `percent`, which is rounded."""


_FILLS = tuple(Fill)


def in_parts(title: str, parts: Sequence[str], bars: Sequence[Bar]) -> str:
    """An SVG of `bars` under a title, whose parts are called `parts`: 5 at most. All are drawn to the same scale."""
    scale = (WIDTH - 2) / max([1, *(sum(bar.numbers) for bar in bars)])
    names = [_name(bar, parts, scale) for bar in bars]
    drawing, top = _begun(title, names, HEIGHT + GAP)
    across = 1.0
    for part, fill in zip(parts, _FILLS, strict=False):
        drawing.box(across, top, 30, LINE - 2, fill)
        drawing.words(across + 36, top + LINE - 5, _capital(part))
        across += 36 + (len(part) + 3) * LETTER
    top += LINE + GAP
    for bar, lines in zip(bars, names, strict=True):
        for line in lines:
            drawing.words(1, top + LINE - 5, line)
            top += LINE
        _one_in_parts(drawing, top, bar, parts, scale)
        top += HEIGHT + GAP
    return drawing.svg()


def _one_in_parts(drawing: Drawing, top: float, bar: Bar, parts: Sequence[str], scale: float) -> None:
    across = 1.0
    for number, part, fill in zip(bar.numbers, parts, _FILLS, strict=False):
        if not number:
            continue
        drawing.box(across, top, number * scale, HEIGHT, fill)
        if says := _fits(number, part, scale):
            middle = across + number * scale / 2
            if fill in {Fill.STRIPES, Fill.DOTS}:
                wide = len(says) * (LETTER - 1) + 4
                drawing.add("rect", x=middle - wide / 2, y=top + 4, width=wide, height=HEIGHT - 8, fill=PAPER)
            drawing.words(middle, top + HEIGHT - 7, says, anchor="middle", ink=PAPER if fill is Fill.DARK else INK)
        across += number * scale


def _fits(number: int, part: str, scale: float) -> str:
    """The longest that can be written on a part of a bar; empty where not even the number can."""
    return next((says for says in (f"{number} {part}", str(number)) if len(says) * LETTER + 6 <= number * scale), "")


def _name(bar: Bar, parts: Sequence[str], scale: float) -> Sequence[str]:
    """What stands over a bar. Where a part of it is too short to say what it is, all of them are said here."""
    there = [(number, part) for number, part in zip(bar.numbers, parts, strict=True) if number]
    said = there and all(_fits(number, part, scale) == f"{number} {part}" for number, part in there)
    return _lines(bar.name if said else f"{bar.name}: {listed([f'{number} {part}' for number, part in there]) or 'none'}")


def towards(title: str, shares: Sequence[Share], line: float) -> str:
    """An SVG of `shares` under a title, each from 0 to 100%, with a mark at `line` percent."""
    names = [_lines(f"{share.name}: {share.says}") for share in shares]
    drawing, top = _begun(title, names, THIN + CLOSE)
    wide = WIDTH - 2
    for percent, anchor in ((0, "start"), (line, "middle"), (100, "end")):
        drawing.words(1 + wide * percent / 100, top + LINE - 5, f"{percent:g}%", anchor=anchor, bold=percent == line)
    top += LINE + GAP / 2
    for share, lines in zip(shares, names, strict=True):
        for words in lines:
            drawing.words(1, top + LINE - 5, words)
            top += LINE
        drawing.box(1, top, wide, THIN, Fill.EMPTY if share.percent is None else PAPER)
        if share.percent:
            drawing.box(1, top, wide * min(share.percent, 100) / 100, THIN, Fill.STRIPES if share.low else Fill.DARK)
        # White beside black, so that it is seen on a dark bar and on paper.
        mark = 1 + wide * line / 100
        drawing.add("rect", x=mark - 2.5, y=top - 3, width=5, height=THIN + 6, fill=PAPER)
        drawing.add("rect", x=mark - 1, y=top - 3, width=2, height=THIN + 6, fill=INK)
        top += THIN + CLOSE
    return drawing.svg()


def _begun(title: str, names: Sequence[Sequence[str]], each: float) -> tuple[Drawing, float]:
    """A sheet with room for a title, a key and a bar under each of `names`; and how far down the key begins."""
    drawing = Drawing(WIDTH, LINE + GAP + LINE + GAP + sum(len(lines) * LINE + each for lines in names))
    drawing.words(1, LINE - 4, title, bold=True)
    return drawing, LINE + GAP / 2


def in_letters(letters: str, numbers: Sequence[int]) -> str:
    """A bar for a terminal, a letter for each: "YYYPN"."""
    return "".join(letter * number for letter, number in zip(letters, numbers, strict=True))


def _lines(words: str) -> list[str]:
    return textwrap.wrap(words, LETTERS, break_on_hyphens=False)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
