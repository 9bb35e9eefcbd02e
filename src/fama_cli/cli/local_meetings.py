"""The service's own meetings: where they are kept, and how they are looked for."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fama_cli.cli.house import complete_group, complete_substance
from fama_cli.errors import NotFound, NotUnderstood
from fama_cli.record import record

if TYPE_CHECKING:
    from fama_cli.directory.model import Directory
    from fama_cli.meetings.index.query import Query
    from fama_cli.meetings.index.tables import PostcodeAt
    from fama_cli.meetings.places.spot import Spot

MEETINGS = "meetings.sqlite3"
PLACES = "places.sqlite3"


class NoMeetings(NotFound):
    """No list has been imported into this folder."""

    code = "no-meetings"


def index_at(data: str) -> Path:
    """Where the meetings of this data folder are kept. Nothing need be there."""
    from fama_cli.catalogue.places import local_folder

    return local_folder(data) / MEETINGS


def places_at(data: str) -> Path:
    """Where the postcodes are kept that `fama places import` read. Nothing need be there."""
    from fama_cli.catalogue.places import local_folder

    return local_folder(data) / PLACES


def postcodes(data: str) -> AbstractContextManager[PostcodeAt]:
    """Looks postcodes up in what `fama places import` read, if anything."""
    from fama_cli.meetings.places.kept import postcodes as look_up

    return look_up(places_at(data))


def imported(data: str) -> Path:
    """The index, which must be there. Raises NoMeetings."""
    path = index_at(data)
    if not path.exists():
        raise NoMeetings(
            "No meetings have been imported yet",
            hint="Run `fama meetings import FILE`, or `fama meetings template` for a list to fill in",
        )
    return path


@record
class Looking:
    """The options that say which meetings."""

    substance: Annotated[
        list[str] | None,
        typer.Option(
            "--substance",
            "-s",
            metavar="NAME",
            help="Of groups that fit what the person uses. Repeat for several.",
            autocompletion=complete_substance,
            show_default=False,
        ),
    ] = None
    fellowship: Annotated[
        list[str] | None,
        typer.Option(
            "--fellowship", metavar="GROUP", help="Of this group, such as na. Repeat.", autocompletion=complete_group, show_default=False
        ),
    ] = None
    near: Annotated[
        str, typer.Option("--near", metavar="PLACE", help="A postcode, its first half, a town, or lat,lon.", show_default=False)
    ] = ""
    within: Annotated[str, typer.Option("--within", metavar="DISTANCE", help="How far away, such as 5mi or 8km.")] = "5mi"
    day: Annotated[
        list[str] | None,
        typer.Option("--day", "--days", metavar="DAY", help="tue, mon-fri, weekend. Repeat for several.", show_default=False),
    ] = None
    today: Annotated[bool, typer.Option("--today", "--tonight", help="Only today, from now on.")] = False
    tomorrow: Annotated[bool, typer.Option("--tomorrow", help="Only tomorrow.")] = False
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="Only on this date, such as 2026-12-24.", show_default=False)] = ""
    after: Annotated[str, typer.Option("--after", metavar="TIME", help="Begins then or later: 18:00, 6pm.", show_default=False)] = ""
    before: Annotated[str, typer.Option("--before", metavar="TIME", help="Begins then or earlier.", show_default=False)] = ""
    online: Annotated[bool, typer.Option("--online", help="Can be joined online.")] = False
    in_person: Annotated[bool, typer.Option("--in-person", help="Can be walked into.")] = False
    open: Annotated[bool, typer.Option("--open", help="Anyone may come, a keyworker too.")] = False
    step_free: Annotated[bool, typer.Option("--step-free", help="Step-free.")] = False
    accessible_toilet: Annotated[bool, typer.Option("--accessible-toilet", help="An accessible toilet.")] = False
    hearing_loop: Annotated[bool, typer.Option("--hearing-loop", help="A hearing loop.")] = False
    bsl: Annotated[bool, typer.Option("--bsl", help="British Sign Language.")] = False
    women: Annotated[bool, typer.Option("--women", help="For women.")] = False
    men: Annotated[bool, typer.Option("--men", help="For men.")] = False
    lgbtq: Annotated[bool, typer.Option("--lgbtq", help="For LGBTQ+ people.")] = False
    young_people: Annotated[bool, typer.Option("--young-people", help="For young people.")] = False
    newcomers: Annotated[bool, typer.Option("--newcomers", help="For newcomers.")] = False
    secular: Annotated[bool, typer.Option("--secular", help="Secular.")] = False
    child_friendly: Annotated[bool, typer.Option("--child-friendly", help="Children may come.")] = False
    chit: Annotated[bool, typer.Option("--chit", help="Signs a slip to say that somebody came.")] = False
    language: Annotated[str, typer.Option("--language", metavar="NAME", help="Held in this language.", show_default=False)] = ""
    text: Annotated[str, typer.Option("--text", metavar="WORDS", help="Words that its entry has.", show_default=False)] = ""
    checked_within: Annotated[
        str, typer.Option("--checked-within", metavar="TIME", help="Checked or listed in this time: 6m, 1y.", show_default=False)
    ] = ""


def query_of(looking: Looking, directory: Directory, data: str, *, no_input: bool) -> Query:
    """What to look for. Raises NotUnderstood or NotFound for words that say nothing that can be looked for."""
    from fama_cli.cli.today import now, today
    from fama_cli.directory.dates import months, months_before
    from fama_cli.directory.group import group_named
    from fama_cli.meetings.index.query import Query
    from fama_cli.meetings.model import Attendance, Feature, Welcome
    from fama_cli.meetings.places.distance import metres_in

    if looking.online and looking.in_person:
        raise NotUnderstood(
            "`--online` and `--in-person` ask for 2 different things", hint="Leave one of them out. A meeting that is both is found by each"
        )
    features = {feature: feature.value.replace("-", "_") for feature in Feature} | {Feature.PROOF_OF_ATTENDANCE: "chit"}
    named = tuple(group_named(directory, each).id for each in looking.fellowship or ())
    if looking.substance:
        fitting = _fitting(directory, looking.substance, no_input)
        named = tuple(each for each in fitting if not named or each in named)
        if not named:
            raise NotFound("The group named is not for that substance", hint="Leave out `--fellowship`, and `fama find` says which fit")
    day = today()
    return Query(
        today=day,
        now=now(),
        fellowships=named,
        spot=spot_of(looking.near, data) if looking.near else None,
        within=metres_in(looking.within),
        weekdays=weekdays_in(looking.day or []),
        on=_date(looking, day),
        after=_minute(looking.after, "--after"),
        before=_minute(looking.before, "--before"),
        attendance=Attendance.ONLINE if looking.online else Attendance.IN_PERSON if looking.in_person else None,
        welcome=Welcome.OPEN if looking.open else None,
        features=tuple(feature for feature, option in features.items() if getattr(looking, option)),
        language=looking.language,
        words=looking.text,
        checked_since=months_before(day, months(looking.checked_within)).isoformat() if looking.checked_within else "",
    )


def _fitting(directory: Directory, substances: list[str], no_input: bool) -> list[str]:
    from fama_cli.cli.asking import question
    from fama_cli.cli.today import today
    from fama_cli.directory.find import find

    asked = question(directory, substances=substances, behaviours=[], whom="self", approach="", nation="", online=False, no_input=no_input)
    return [match.id for match in find(directory, asked.asked, today()).groups]


def spot_of(near: str, data: str) -> Spot:
    """The place that was typed for `--near`. Raises NotFound where nothing on this computer says where it is."""
    from fama_cli.cli.output import note
    from fama_cli.meetings.index.located import spot_named

    with postcodes(data) as postcode_at:
        spot, says = spot_named(near, imported(data), postcode_at)
    if says:
        note(says)
    return spot


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekdays_in(typed: list[str]) -> frozenset[int]:
    """ "tue", "Tuesday", "mon-fri", "fri-mon", "weekdays", "weekend", "mon,wed": 0 is Monday. Raises NotUnderstood."""
    days: set[int] = set()
    for part in (part for each in typed for part in each.lower().replace(" ", "").split(",") if part):
        spans = {"weekday": "mon-fri", "weekdays": "mon-fri", "weekend": "sat-sun", "weekends": "sat-sun"}
        first, _, last = spans.get(part, part).partition("-")
        start, end = (_weekday(each, part) for each in (first, last or first))
        days.update((start + step) % 7 for step in range((end - start) % 7 + 1))
    return frozenset(days)


def _weekday(word: str, typed: str) -> int:
    full = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    found = [place for place, name in enumerate(full) if len(word) >= 3 and f"{name}s".startswith(word)]
    if len(found) != 1:
        raise NotUnderstood(f"`{typed}` is not a day of the week", hint="Write days as `tue`, `mon-fri` or `weekend`")
    return found[0]


def _date(looking: Looking, today: date) -> date | None:
    asked = [name for name in ("today", "tomorrow", "on") if getattr(looking, name)]
    if len(asked) > 1:
        raise NotUnderstood(f"`--{asked[0]}` and `--{asked[1]}` ask for 2 different days", hint="Leave one of them out")
    if looking.tomorrow:
        return today + timedelta(days=1)
    if not looking.on:
        return today if looking.today else None
    try:
        found = date.fromisoformat(looking.on)
    except ValueError:
        raise NotUnderstood(f"`{looking.on}` is not a date", hint="Write it as 2026-12-24") from None
    if found < today:
        raise NotUnderstood(f"{looking.on} is past", hint="Ask for today or a day to come")
    return found


def _minute(typed: str, option: str) -> int | None:
    from fama_cli.meetings.feeds.parts import minutes

    found = minutes(typed) if typed else None
    if typed and found is None:
        raise NotUnderstood(f"`{option} {typed}` is not a time", hint="Write it as 18:00 or 6pm")
    return found


def names_of(directory: Directory) -> Mapping[str, str]:
    """The short name of each group, by its id, as people say it: "Cocaine Anonymous UK" where there is none."""
    return {group.id: group.name for group in directory.groups}
