"""A map of an area's meetings: a dot where each is held. It has no roads and no borders, because none can be had offline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot, sqrt

from fama_cli.commissioning.map_scale import Scale, bar_of, scale_for
from fama_cli.commissioning.places import NO_NAME, Placed, Spot, by_name
from fama_cli.handouts.drawing import INK, LETTER, PAPER, TABLE_AFTER, TYPE, WIDTH, Drawing
from fama_cli.handouts.model import Picture
from fama_cli.record import record
from fama_cli.text import counted, listed

SHORTEST, TALLEST, MARGIN, FOOT = 240, 560, 46, 44
SMALLEST_DOT, LARGEST_DOT = 5.0, 20.0
TITLE = "Where meetings in person are held"


@record
class Dot:
    """Meetings that share a place on the sheet: the same one, or too near to tell apart at this scale."""

    x: float
    y: float
    meetings: int
    radius: float


def _dot(x: float, y: float, meetings: int) -> Dot:
    """The area of a dot grows with its number, up to what leaves room for others."""
    return Dot(x=x, y=y, meetings=meetings, radius=SMALLEST_DOT if meetings == 1 else min(3 + 5 * sqrt(meetings), LARGEST_DOT))


def map_of(found: Placed) -> Picture | None:
    """The map; None where no meeting has a position that can be right."""
    if not found.spots:
        return None
    scale = scale_for(
        [(spot.latitude, spot.longitude) for spot in found.spots], width=WIDTH, shortest=SHORTEST, tallest=TALLEST, margin=MARGIN
    )
    drawing = Drawing(WIDTH, scale.height + FOOT)
    drawing.add("rect", x=0.5, y=0.5, width=WIDTH - 1, height=scale.height - 1, fill=PAPER, stroke="#8c8c8c")
    dots = together(found.spots, scale)
    for dot in dots:
        drawing.add("circle", cx=dot.x, cy=dot.y, r=dot.radius, fill=INK, stroke=PAPER, stroke_width=1.5)
        if dot.meetings > 1:
            drawing.words(dot.x, dot.y + 4.5, str(dot.meetings), anchor="middle", ink=PAPER, bold=True)
    _names(drawing, found.spots, dots, scale)
    _foot(drawing, scale)
    return Picture(svg=drawing.svg(), title=TITLE, description=_described(found))


def together(spots: Sequence[Spot], scale: Scale) -> list[Dot]:
    """A dot for each place, the largest first. One that would lie on another is added to it, until none does."""
    cells: dict[tuple[int, int], list[tuple[int, float, float]]] = {}
    for spot in spots:
        x, y = scale.at(spot.latitude, spot.longitude)
        # In squares this small any 2 would touch: put together first, since there may be thousands.
        cells.setdefault((int(x // 4), int(y // 4)), []).append((-spot.meetings, y, x))
    dots = [_dot(min(cell)[2], min(cell)[1], -sum(each[0] for each in cell)) for cell in cells.values()]
    before = len(dots) + 1
    while len(dots) < before:
        before, kept = len(dots), list[Dot]()
        for dot in sorted(dots, key=lambda each: (-each.meetings, each.y, each.x)):
            place = next((place for place, other in enumerate(kept) if _touch(dot, other)), None)
            if place is None:
                kept.append(dot)
            else:
                kept[place] = _dot(kept[place].x, kept[place].y, kept[place].meetings + dot.meetings)
        dots = kept
    return sorted(dots, key=lambda each: (-each.meetings, each.y, each.x))


def _touch(one: Dot, other: Dot) -> bool:
    room = max(one.radius, other.radius) + 2
    return abs(one.x - other.x) < room and abs(one.y - other.y) < room and hypot(one.x - other.x, one.y - other.y) < room


def _names(drawing: Drawing, spots: Sequence[Spot], dots: Sequence[Dot], scale: Scale) -> None:
    """Each name near the middle of its spots, where it lies on no dot and on no other name. The table has those that find no room."""
    taken = [(dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius) for dot in dots]
    named: dict[str, list[tuple[float, float]]] = {}
    for spot in spots:
        if spot.name:
            named.setdefault(spot.name, []).append(scale.at(spot.latitude, spot.longitude))
    for name, where in named.items():
        x, y = (sum(each[axis] for each in where) / len(where) for axis in (0, 1))
        half = len(name) * LETTER / 2
        for right, down in _around(half):
            middle, foot = x + right, y + down
            box = (middle - half, foot - TYPE, middle + half, foot + 3)
            inside = box[0] > 2 and box[1] > 2 and box[2] < scale.width - 2 and box[3] < scale.height - 2
            if inside and not any(_over(box, other) for other in taken):
                drawing.words(middle, foot, name, anchor="middle", bold=True, clear=True)
                taken.append(box)
                break


def _around(half: float) -> Iterator[tuple[float, float]]:
    """Where a name may go, the nearest first: on the middle of its spots, beside it, then under and over it."""
    yield 0, 5
    for away in (10, 15, 20, 26, 34):
        yield half + away, 5
        yield -half - away, 5
        yield 0, away + TYPE - 2
        yield 0, -away


Box = tuple[float, float, float, float]


def _over(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _foot(drawing: Drawing, scale: Scale) -> None:
    top = scale.height + 16
    miles, long = bar_of(scale, longest=190)
    drawing.add("path", d=f"M1 {top - 5:g}v10M1 {top:g}h{long:.1f}v-5v10", stroke=INK, stroke_width=2, fill="none")
    drawing.words(long + 10, top + 5, f"{miles:g} {'mile' if miles <= 1 else 'miles'}")
    drawing.words(1, top + 24, "A dot is 1 meeting, and a larger one as many as it says.")
    drawing.add("path", d=f"M{WIDTH - 12} {top - 10:g}l7 24l-7 -6l-7 6z", fill=INK)
    drawing.words(WIDTH - 26, top + 8, "North", anchor="end")


def _described(found: Placed) -> str:
    spots, names = found.spots, by_name(found)
    meetings, places = sum(spot.meetings for spot in spots), len({(spot.latitude, spot.longitude) for spot in spots})
    parts = [f"{counted(meetings, 'meeting')} at {counted(places, 'place')}."]
    named = sorted((each for each in names if each.name != NO_NAME), key=lambda each: -each.meetings)
    if named:
        most = [each.name for each in named if each.meetings == named[0].meetings]
        others = " and others" if len(most) > 3 else ""
        parts.append(f"The most are in {listed(most[:3])}{others}: {named[0].meetings}{' each' if len(most) > 1 else ''}.")
    parts.append(f"It shows no roads and no borders. {TABLE_AFTER}")
    return " ".join(parts)


def not_on_the_map(found: Placed) -> str:
    """How many are not drawn, and why. Empty where all are."""
    parts = []
    if found.no_position:
        parts.append(
            f"{counted(found.no_position, 'meeting')} in person {'has' if found.no_position == 1 else 'have'} no position on the list"
        )
    if found.not_right:
        has = "has" if found.not_right == 1 else "have"
        parts.append(f"{counted(found.not_right, 'meeting')} {has} one that cannot be right: half of it is missing, or it is not in the UK")
    return f"Not on the map: {'. '.join(parts)}." if parts else ""
