"""The options that say which meetings are looked at, and for what."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fama_cli.cli.house import FORMATS, complete_from
from fama_cli.commissioning.gaps import ACCESS, FEATURES, Gaps, Wanted, find_gaps
from fama_cli.errors import ExitCode, FamaError, NotUnderstood
from fama_cli.record import changed, record
from fama_cli.text import did_you_mean


class NoPlaces(FamaError):
    """A list without a meeting in person whose position can be drawn."""

    code = "no-places"
    exit_code = ExitCode.NOT_FOUND


@record
class Looking:
    """The options of every command that looks for gaps."""

    meetings: Annotated[
        str,
        typer.Option("--meetings", metavar="FILE", help="A list of meetings as CSV, in place of those imported.", show_default=False),
    ] = ""
    from_meetings: Annotated[bool, typer.Option("--from-meetings", help="The meetings that were imported, as without it.")] = False
    area: Annotated[str, typer.Option("--area", metavar="NAMES", help="Only these areas, such as LS,BD.", show_default=False)] = ""
    language: Annotated[
        list[str] | None,
        typer.Option("--language", metavar="NAME", help="A language that is needed here. Repeat for several.", show_default=False),
    ] = None
    feature: Annotated[
        list[str] | None,
        typer.Option(
            "--feature",
            metavar="NAME",
            help="What a meeting should have, such as bsl. Repeat for several.",
            autocompletion=complete_from(*FEATURES),
            show_default=False,
        ),
    ] = None


GAPS_FORMATS = (*FORMATS, "svg")

GapsFormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="table, plain, json, jsonl, csv, md or svg.",
        autocompletion=complete_from(*GAPS_FORMATS),
        show_default=False,
    ),
]


def is_svg(format: str, output: str, *, as_json: bool) -> bool:
    """Whether a picture is wanted: asked for, or as the name of FILE ends. Raises NotUnderstood."""
    if format and format not in GAPS_FORMATS:
        otherwise = f"The formats are {', '.join(GAPS_FORMATS)}"
        raise NotUnderstood(f"There is no format called `{format}`", hint=did_you_mean(format, GAPS_FORMATS, otherwise))
    if as_json and format == "svg":
        raise NotUnderstood("`--json` and `--format svg` ask for 2 different things", hint="Leave one of them out")
    return format == "svg" or (not format and not as_json and output.lower().endswith(".svg"))


def gaps_found(looking: Looking, data: str) -> Gaps:
    """Read the meetings, and find what is missing. Raises NoMeetings when none are named and none were imported."""
    from fama_cli.catalogue.held_meetings import read_held
    from fama_cli.catalogue.load import load_directory
    from fama_cli.cli.held_here import held_here
    from fama_cli.commissioning.contact import serving
    from fama_cli.directory.find import HOME
    from fama_cli.directory.model import Kind

    if looking.meetings and looking.from_meetings:
        raise NotUnderstood("`--meetings` and `--from-meetings` ask for 2 different lists", hint="Leave one of them out")
    for each in looking.feature or []:
        if each not in FEATURES:
            raise NotUnderstood(
                f"`--feature` does not know `{each}`", hint=did_you_mean(each, FEATURES, f"There are {', '.join(FEATURES)}")
            )
    directory = load_directory(data)
    held = read_held(Path(looking.meetings), [group.id for group in directory.groups]) if looking.meetings else held_here(data)
    areas = tuple(dict.fromkeys(name.strip() for name in looking.area.split(",") if name.strip()))
    wanted = Wanted(
        groups=tuple((group.id, group.short_name or group.name) for group in serving(directory, HOME) if group.kind is Kind.MUTUAL_AID),
        areas=areas,
        features=tuple(looking.feature or ACCESS),
        languages=tuple(looking.language or ()),
    )
    named = {area.casefold(): area for area in areas}
    held = tuple(changed(each, area=named.get((each.area or "").casefold(), each.area)) for each in held)
    return find_gaps([each for each in held if not areas or each.area in areas], wanted)


def gaps_shown(looking: Looking, *, as_map: bool, as_json: bool, format: str, output: str, data: str) -> None:
    from fama_cli.cli.output import data as print_data
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.views.area_gaps import gaps_document

    svg = is_svg(format, output, as_json=as_json)
    if as_map and not svg:
        raise NotUnderstood("`--map` makes a picture", hint="Ask for `--format svg`, or a file such as `--output map.svg`")
    how = wanted(as_json=as_json, format="" if svg else format, output=output)
    found = gaps_found(looking, data)
    if svg:
        print_data(_picture(found, as_map=as_map), "" if output == "-" else output)
    else:
        show(gaps_document(found), how)


def _picture(found: Gaps, *, as_map: bool) -> str:
    from fama_cli.cli.output import note
    from fama_cli.commissioning.heatmap import heatmap
    from fama_cli.commissioning.map import map_of, not_on_the_map
    from fama_cli.handouts.drawing import as_file

    if not as_map:
        return as_file(heatmap(found.weeks[0]))
    drawn = map_of(found.places)
    missing = not_on_the_map(found.places)
    if drawn is None:
        raise NoPlaces("No meeting in person has a position that can be drawn", hint="Give the list columns `latitude` and `longitude`")
    if missing:
        note(missing)
    return as_file(drawn)
