"""A week as a picture: darker where there is more, a number in every cell, and a cross where there is nothing.

It is read in black and white: the shades are greys, and the numbers say the same. A screen reader is told its title and what it
shows; the table that stands beside it has every number.
"""

from __future__ import annotations

import textwrap

from fama_cli.commissioning.week import Week, empty_days, most
from fama_cli.handouts.drawing import GREY, INK, PAPER, TABLE_AFTER, Drawing
from fama_cli.handouts.model import Picture
from fama_cli.text import counted, listed

CELL_WIDTH, CELL_HEIGHT, LEFT, TOP, FOOT = 94, 34, 95, 48, 26

LETTERS, LINE = 8, 18
"""To a line of a time, and how far apart 2 lines are."""

_SHADES = ((PAPER, INK), ("#d9d9d9", INK), ("#a6a6a6", INK), ("#4d4d4d", PAPER), ("#1a1a1a", PAPER))
"""Fill and letters, from none to most. Each pair has a contrast of at least 7 to 1: WCAG 2.2, 1.4.6."""


def heatmap(week: Week) -> Picture:
    """`week` as a picture."""
    across, down = LEFT + CELL_WIDTH * len(week.times), TOP + CELL_HEIGHT * len(week.days)
    drawing = Drawing(across + 1, down + FOOT)
    for place, time in enumerate(week.times):
        # On 2 lines: in the wider of our fonts, one would run into the next.
        lines = textwrap.wrap(time, LETTERS)
        for line, words in enumerate(lines):
            foot = TOP - 10 - LINE * (len(lines) - 1 - line)
            drawing.words(LEFT + CELL_WIDTH * (place + 0.5), foot, words, anchor="middle")
    for row, day in enumerate(week.days):
        drawing.words(LEFT - 10, TOP + CELL_HEIGHT * (row + 0.5) + 5, day, anchor="end")
        for place, number in enumerate(week.counts[row]):
            _cell(drawing, LEFT + CELL_WIDTH * place, TOP + CELL_HEIGHT * row, number, most(week))
    drawing.words(LEFT, down + FOOT - 5, "Meetings that start then. Darker is more, and a cross is none.", ink=GREY)
    return Picture(svg=drawing.svg(), title=f"{week.title}, by day and time", description=described(week))


def described(week: Week) -> str:
    """What the picture shows, in a few sentences."""
    total = sum(map(sum, week.counts))
    parts = [f"{counted(total, 'meeting')} with a day and a time."]
    if total:
        at_most = most(week)
        cells = [
            f"{day}, {time[:1].lower()}{time[1:]}"
            for day, row in zip(week.days, week.counts, strict=True)
            for time, number in zip(week.times, row, strict=True)
            if number == at_most
        ]
        parts.append(f"The most at one time is {at_most}: {listed(cells[:3])}{' and others' if len(cells) > 3 else ''}.")
        if empty := empty_days(week):
            parts.append(f"There is none on {listed(empty)}.")
    parts.append(TABLE_AFTER)
    return " ".join(parts)


def shade(number: int, at_most: int) -> int:
    """0 for none, then 1 to 4 in equal steps up to the most."""
    return 0 if number == 0 else 1 + (number - 1) * 4 // max(at_most, 4)


def _cell(drawing: Drawing, x: float, y: float, number: int, at_most: int) -> None:
    fill, ink = _SHADES[shade(number, at_most)]
    drawing.box(x, y, CELL_WIDTH, CELL_HEIGHT, fill)
    middle_x, middle_y = x + CELL_WIDTH / 2, y + CELL_HEIGHT / 2
    if number:
        drawing.words(middle_x, middle_y + 5, str(number), anchor="middle", ink=ink, bold=True)
        return
    # An empty cell is what is looked for: a cross shows it on any printer.
    for rise in (-5, 5):
        drawing.add("line", x1=middle_x - 5, y1=middle_y - rise, x2=middle_x + 5, y2=middle_y + rise, stroke=GREY, stroke_width=1.5)
