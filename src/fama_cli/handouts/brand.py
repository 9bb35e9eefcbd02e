"""A service's own name, contact line, logo and colour on a handout."""

from __future__ import annotations

from typing import Annotated

from fama_cli.directory.facts import Words
from fama_cli.directory.rules import Matching
from fama_cli.errors import ExitCode, FamaError
from fama_cli.record import record

Colour = Annotated[str, Matching(r"#[0-9a-fA-F]{6}", "a colour such as #0b5563")]


@record
class Brand:
    """What a brand file holds."""

    name: Words
    """The service's name."""
    contact: str | None = None
    """A line such as a telephone number and an address. It is the service's own, and is printed as it is written."""
    logo: str | None = None
    """A PNG or SVG file, beside the brand file or by its full path."""
    colour: Colour | None = None
    """For headings and lines. It must be dark enough to read on white."""


PETROL = "#0b5563"
"""The colour of headings when a service has none of its own: 8.4 to 1 on white."""

READABLE = 4.5
"""The contrast that WCAG 2.2 asks of words (success criterion 1.4.3)."""


class BrandNotRight(FamaError):
    """A logo or a colour that cannot be used."""

    code = "brand"
    exit_code = ExitCode.FILE


def checked_colour(colour: str) -> str:
    """`colour` if words in it can be read on white. Raises BrandNotRight, which names a darker shade that would do."""
    found = contrast(colour)
    if found < READABLE:
        raise BrandNotRight(
            f"The colour `{colour}` is too pale to read on white: its contrast is {found:.2f} to 1, and words need {READABLE} to 1",
            hint=f"Use a darker shade, such as `{_darker(colour)}`",
        )
    return colour


def contrast(colour: str, other: str = "#ffffff") -> float:
    """How far 2 colours stand apart, from 1 to 21: WCAG 2.2, "contrast ratio"."""
    lighter, darker = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """WCAG 2.2, "relative luminance" of an sRGB colour."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _darker(colour: str) -> str:
    """The nearest darker shade of the same hue that can be read."""
    channels = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    for share in range(99, -1, -1):
        shade = "#" + "".join(f"{channel * share // 100:02x}" for channel in channels)
        if contrast(shade) >= READABLE:
            return shade
    return "#000000"
