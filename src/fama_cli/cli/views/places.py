"""Which postcodes are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fama_cli.cli.output import Document
from fama_cli.directory.dates import in_words
from fama_cli.meetings.places.code_point import LICENCE, WHERE, attribution
from fama_cli.meetings.places.kept import About
from fama_cli.record import record
from fama_cli.text import counted

if TYPE_CHECKING:
    from rich.console import Console


@record
class PostcodeFile:
    """What `fama places import` read."""

    source: str
    """The name of the file."""
    imported_on: str
    postcodes: int
    without_place: int
    """Postcodes that the file has no place for."""
    licence: str
    attribution: tuple[str, ...]
    """What must be said where they are used."""


@record
class KnownPlaces:
    """The file of postcodes, where there is one."""

    files: tuple[PostcodeFile, ...]
    places: tuple[str, ...] = ()


def places_document(about: About | None) -> Document:
    files = (_file(about),) if about else ()
    return Document(
        schema="fama.places/1",
        value=KnownPlaces(files=files),
        records="files",
        columns=("source", "imported", "postcodes", "without place"),
        rows=[[each.source, each.imported_on, str(each.postcodes), str(each.without_place)] for each in files],
        draw=lambda console: _draw(console, files),
        beside=[line for each in files for line in each.attribution],
    )


def _file(about: About) -> PostcodeFile:
    return PostcodeFile(
        source=about.source,
        imported_on=about.imported.isoformat(),
        postcodes=about.count,
        without_place=about.without_place,
        licence=LICENCE,
        attribution=tuple(attribution(about.imported.year).splitlines()),
    )


def _draw(console: Console, files: Sequence[PostcodeFile]) -> None:
    from fama_cli.cli.views.drawing import say

    if not files:
        say(console, "No postcodes have been imported. fama knows the middle of each postcode district and town that has a meeting.")
        say(console, f"For exact places, download Code-Point Open from {WHERE} and run `fama places import FILE`.")
    for each in files:
        say(console, f"{counted(each.postcodes, 'postcode')} of Great Britain, from {each.source}, read on {in_words(each.imported_on)}.")
        for line in (*each.attribution, each.licence):
            say(console, line)
