"""Reading a brand file: a service's name, contact line, logo and colour."""

from __future__ import annotations

from pathlib import Path

from fama_cli.catalogue.schema import validated
from fama_cli.catalogue.written import read_yaml
from fama_cli.errors import DataNotRight
from fama_cli.files import read_whole
from fama_cli.handouts.brand import Brand, checked_colour
from fama_cli.handouts.logo import LARGEST_LOGO, Logo, checked_logo


def load_brand(path: Path) -> tuple[Brand, Logo | None]:
    """The brand that the file describes, and its logo when it names one.

    Raises DataNotRight, FileProblem, or BrandNotRight.
    """
    written = read_yaml(path, expected="fields such as `name: Our Service`")
    brands, problems = validated("brand", [written])
    if written.get("colour", "") is None:
        problems = [written.keys_at["colour"].problem("colour", NO_COLOUR)]
    if problems:
        raise DataNotRight((problems[0],), hint="A brand file has `name`, and may have `contact`, `logo` and `colour`")
    brand: Brand = brands[0]
    if brand.colour:
        checked_colour(brand.colour)
    if not brand.logo:
        return brand, None
    logo = path.parent / Path(brand.logo).expanduser()
    return brand, checked_logo(read_whole(logo, largest=LARGEST_LOGO, what="logo"), logo.name)


NO_COLOUR = "`colour` has no value: a colour starts with #, which YAML takes for a comment unless it is in quotes"
