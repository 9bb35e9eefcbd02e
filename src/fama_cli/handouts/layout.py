"""How a handout is laid out on paper, apart from what it says."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from fama_cli.errors import NotUnderstood
from fama_cli.handouts.brand import PETROL, Brand
from fama_cli.handouts.logo import Logo
from fama_cli.handouts.model import Cards, Handout
from fama_cli.record import record
from fama_cli.text import did_you_mean, listed


class Paper(StrEnum):
    """A size of paper."""

    A4 = "a4"
    A5 = "a5"
    LETTER = "letter"


SIZES: Mapping[Paper, tuple[float, float]] = {Paper.A4: (210, 297), Paper.A5: (148, 210), Paper.LETTER: (215.9, 279.4)}
"""Width and height in millimetres, upright."""


class Face(StrEnum):
    """A typeface, by whom it helps."""

    STANDARD = "standard"
    """Atkinson Hyperlegible Next: letters that are easily confused are drawn apart."""
    DYSLEXIA = "dyslexia"
    """Lexend, an even sans serif, with more room between letters, words and lines, as the British Dyslexia Association asks."""


LARGE_PRINT = 16
"""Points. The UK Association for Accessible Formats: "minimum text size of 16 point for large print", and page numbers and
the like no smaller (Creating clear print and large print documents, G003, 2019)."""

PANELS = 3
"""A sheet folded like a letter Z has 3 panels a side, read from left to right on one side and then on the other."""


@record
class Layout:
    """Everything that decides where words go."""

    paper: Paper = Paper.A4
    landscape: bool = False
    columns: int = 1
    large_print: bool = False
    booklet: bool = False
    fold: bool = False
    codes: bool = True
    face: Face = Face.STANDARD
    points: float = 12
    brand: Brand | None = None
    logo: Logo | None = None

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height of a page."""
        width, height = SIZES[self.paper]
        return (height, width) if self.landscape else (width, height)

    @property
    def margin(self) -> float:
        """Millimetres. A folded panel is narrow, and a small page too."""
        return 8 if self.fold else 12 if self.paper is Paper.A5 else 15

    @property
    def colour(self) -> str:
        """Of headings and lines: the service's own, where it has one."""
        return (self.brand.colour if self.brand else None) or PETROL


ON_PAPER = frozenset({"pdf", "html", "docx"})
"""Formats that can be told how large the paper is."""

NEEDS: Mapping[str, frozenset[str]] = {
    "--paper": ON_PAPER,
    "--landscape": ON_PAPER,
    "--columns": ON_PAPER,
    "--large-print": ON_PAPER,
    "--font": ON_PAPER,
    "--no-qr": ON_PAPER,
    "--booklet": frozenset({"pdf"}),
    "--fold": frozenset({"pdf"}),
}
"""Option -> the formats that can do what it asks."""


def laid_out(
    handout: Handout,
    format: str,
    *,
    paper: str,
    landscape: bool,
    columns: int | None,
    large_print: bool,
    booklet: bool,
    fold: bool,
    codes: bool,
    face: str,
    brand: Brand | None,
    logo: Logo | None,
) -> Layout:
    """The layout that was asked for, with the handout's own ways where nothing was. Raises NotUnderstood."""
    asked = {
        "--paper": bool(paper), "--landscape": landscape, "--columns": columns is not None, "--large-print": large_print,
        "--font": bool(face), "--no-qr": not codes, "--booklet": booklet, "--fold": fold,
    }  # fmt: skip
    for option, wanted in asked.items():
        if wanted and format not in NEEDS[option]:
            formats = [f"`{each}`" for each in sorted(NEEDS[option])]
            raise NotUnderstood(f"`{option}` has no meaning for `{format}`", hint=f"Leave it out, or ask for {listed(formats, 'or')}")
    if columns is not None and not 1 <= columns <= 3:
        raise NotUnderstood(f"`--columns {columns}` is not 1, 2 or 3", hint="Use 1, 2 or 3")
    if large_print and ((columns or 1) > 1 or fold):
        option = "--fold" if fold else f"--columns {columns}"
        raise NotUnderstood(f"`--large-print` and `{option}` do not fit together", hint="Large print needs the whole width: leave one out")
    if fold and any(isinstance(block, Cards) for block in handout.blocks):
        raise NotUnderstood("`--fold` has no meaning for cards", hint="Leave it out: the cards are cut out of a flat sheet")
    if booklet and fold:
        raise NotUnderstood("`--booklet` and `--fold` ask for 2 different things", hint="Leave one of them out")
    if fold and columns not in {None, PANELS}:
        raise NotUnderstood(f"`--fold` makes {PANELS} panels, so `--columns {columns}` does not fit", hint="Leave `--columns` out")
    return Layout(
        paper=_one_of(Paper, paper, "--paper") if paper else Paper.A5 if booklet else Paper.A4,
        landscape=landscape or fold,
        columns=PANELS if fold else columns or (1 if large_print else handout.columns),
        large_print=large_print,
        booklet=booklet,
        fold=fold,
        codes=codes,
        face=_one_of(Face, face, "--font") if face else Face.STANDARD,
        points=max(handout.points, LARGE_PRINT) if large_print else min(handout.points, 10) if fold else handout.points,
        brand=brand,
        logo=logo,
    )


Kind = TypeVar("Kind", Paper, Face)


def _one_of(kinds: type[Kind], typed: str, option: str) -> Kind:
    names = [each.value for each in kinds]
    if typed.lower() not in names:
        raise NotUnderstood(f"`{option}` does not know `{typed}`", hint=did_you_mean(typed, names, f"There are {listed(names)}"))
    return kinds(typed.lower())
