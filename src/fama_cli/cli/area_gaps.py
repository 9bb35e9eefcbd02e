"""The options that say which meetings are looked at, and for what."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fama_cli.cli.house import FORMATS, complete_from
from fama_cli.commissioning.held import ACCESS, FEATURES
from fama_cli.errors import ExitCode, FamaError, NotUnderstood
from fama_cli.record import record
from fama_cli.text import did_you_mean, listed

if TYPE_CHECKING:
    from fama_cli.commissioning.gaps import Gaps


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
    from_meetings: Annotated[bool, typer.Option("--from-meetings", help="The meetings that were imported.")] = False
    area: Annotated[
        str, typer.Option("--area", metavar="NAMES", help="Only these areas, such as LS,BD, and what is online.", show_default=False)
    ] = ""
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
    every_group: Annotated[bool, typer.Option("--every-group", help="Groups that are not for drugs, alcohol or families too.")] = False


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


def gaps_if_wanted(looking: Looking, meetings: Path | None, data: str) -> Gaps | None:
    """As `gaps_found`, where a list was asked for: None where none was. Raises NotUnderstood for options that need one."""
    if meetings or looking.from_meetings:
        return gaps_found(looking, meetings, data)
    for option, value in (
        ("--area", looking.area), ("--language", looking.language), ("--feature", looking.feature), ("--every-group", looking.every_group),
    ):  # fmt: skip
        if value:
            hint = "Name one: `--meetings FILE`, or `--from-meetings` for those that were imported"
            raise NotUnderstood(f"`{option}` needs a list of meetings", hint=hint)
    return None


def gaps_found(looking: Looking, meetings: Path | None, data: str) -> Gaps:
    """Read `meetings`, or those that were imported, find what is missing, and note what was asked for and no meeting has.

    Raises NoMeetings when none are named and none were imported.
    """
    from fama_cli.catalogue.load import load_directory
    from fama_cli.cli.area_lists import meetings_of
    from fama_cli.cli.output import note
    from fama_cli.commissioning.contact import serving
    from fama_cli.commissioning.gaps import Wanted, find_gaps
    from fama_cli.commissioning.scope import is_for_substances, looked_at, not_there
    from fama_cli.directory.find import HOME
    from fama_cli.directory.model import Kind

    if meetings and looking.from_meetings:
        raise NotUnderstood("`--meetings` and `--from-meetings` ask for 2 different lists", hint="Leave one of them out")
    for each in looking.feature or []:
        if each not in FEATURES:
            raise NotUnderstood(
                f"`--feature` does not know `{each}`", hint=did_you_mean(each, FEATURES, f"There are {', '.join(FEATURES)}")
            )
    areas, languages = _each_once(looking.area.split(",")), _each_once(looking.language or [])
    directory = load_directory(data)
    every = meetings_of(meetings, directory, data)
    others = {
        group.id: group.short_name or group.name
        for group in directory.groups
        if not (looking.every_group or is_for_substances(group))
    }  # fmt: skip
    mutual_aid = [group for group in serving(directory, HOME) if group.kind is Kind.MUTUAL_AID and group.id not in others]
    wanted = Wanted(
        groups=tuple((group.id, group.short_name or group.name) for group in mutual_aid),
        areas=areas,
        features=_each_once(looking.feature or ACCESS),
        languages=languages,
    )
    for says in not_there(every, areas, languages):
        note(says)
    held, scope = looked_at(every, areas, others)
    return find_gaps(held, wanted, scope)


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    """`names` without spaces round them, each the first time that it comes, whatever its case."""
    kept: dict[str, str] = {}
    for name in names:
        if name.strip():
            kept.setdefault(name.strip().casefold(), name.strip())
    return tuple(kept.values())


def gaps_shown(looking: Looking, *, as_map: bool, as_json: bool, format: str, output: str, data: str) -> None:
    from fama_cli.cli.area_files import check_output, is_wanted, read_from
    from fama_cli.cli.output import data as print_data
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.views.area_gaps import gaps_document
    from fama_cli.cli.views.area_gaps_md import gaps_in_markdown

    svg = is_wanted("svg", (".svg",), format, output, as_json=as_json)
    if as_map and not svg:
        raise NotUnderstood("`--map` makes a picture", hint="Ask for `--format svg`, or a file such as `--output map.svg`")
    how = wanted(as_json=as_json, format="" if svg else format, output=output)
    check_output(output, looking.meetings)
    with read_from(looking.meetings) as (meetings,):
        found = gaps_found(looking, meetings, data)
    if svg:
        print_data(_picture(found, as_map=as_map), how.file)
    elif how.format == "md":
        print_data(gaps_in_markdown(found), how.file)
    else:
        show(gaps_document(found, to_plan=_to_plan(looking, data)), how)


def _to_plan(looking: Looking, data: str) -> str:
    """The command that makes a plan of the same gaps."""
    import shlex

    words = ["fama", "area", "plan", *(["--meetings", looking.meetings] if looking.meetings else ["--from-meetings"])]
    words += ["--area", looking.area] if looking.area.strip() else []
    words += [word for name in looking.language or [] for word in ("--language", name)]
    words += [word for name in looking.feature or [] for word in ("--feature", name)]
    words += ["--every-group"] if looking.every_group else []
    words += ["--data", data] if data else []
    return shlex.join(words)


def _picture(found: Gaps, *, as_map: bool) -> str:
    from fama_cli.cli.output import note
    from fama_cli.cli.today import today
    from fama_cli.commissioning.heatmap import heatmap
    from fama_cli.commissioning.map import map_of, not_on_the_map
    from fama_cli.directory.dates import in_words
    from fama_cli.handouts.drawing import as_file

    day = in_words(today().isoformat())
    about = f"{listed(found.scope.areas)}, {day}" if found.scope.areas else day[:1].upper() + day[1:]
    if not as_map:
        return as_file(heatmap(found.weeks[0]), about)
    drawn = map_of(found.places)
    missing = not_on_the_map(found.places)
    if drawn is None:
        raise NoPlaces("No meeting in person has a position that can be drawn", hint="Give the list columns `latitude` and `longitude`")
    if missing:
        note(missing)
    return as_file(drawn, about)
