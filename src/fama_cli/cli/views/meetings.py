"""The answers to `fama meetings find`, `show` and `stale`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from fama_cli.cli.output import Document, watched
from fama_cli.directory.model import Directory
from fama_cli.meetings.listed import access_in_words
from fama_cli.meetings.shown import ListedMeeting
from fama_cli.record import record
from fama_cli.text import counted

if TYPE_CHECKING:
    from rich.console import Console


@record
class WhoMayCome:
    """What open and members-only mean in one fellowship, and whether a professional may come."""

    fellowship: str
    name: str
    says: str


@record
class MeetingAnswer:
    """Meetings that fit, the next first."""

    meetings: tuple[ListedMeeting, ...]
    total: int
    """How many fit. `meetings` may have fewer: see `--limit`."""
    without_place: int
    """Meetings that fit but for a place that nobody can look up. They are not in `meetings`."""
    without_time: int
    """Meetings that fit but for a day or an hour that their list does not say. They are not in `meetings`."""
    paused: int
    """Meetings that fit and do not take place at present. They are not in `meetings`."""
    over: int
    """Meetings that fit and whose last day is past. They are not in `meetings`."""
    nothing_because: str
    welcomes: tuple[WhoMayCome, ...]


COLUMNS = (
    "id", "next_on", "next_at", "name", "group", "when", "where", "postcode", "miles", "attendance", "who may come", "has", "online_url",
    "checked", "cautions",
)  # fmt: skip


def welcomes_of(directory: Directory, meetings: Sequence[ListedMeeting]) -> tuple[WhoMayCome, ...]:
    """What the words mean in each fellowship of `meetings`, in the order they come."""
    groups = {group.id: group for group in directory.groups}
    return tuple(
        WhoMayCome(fellowship=each, name=group.name, says=group.meetings.says)
        for each in dict.fromkeys(meeting.fellowship for meeting in meetings)
        if (group := groups.get(each)) and group.meetings
    )


def found_document(answer: MeetingAnswer) -> Document:
    beside = _beside(answer)
    return Document(
        schema="fama.meetings/1",
        value=answer,
        records="meetings",
        columns=COLUMNS,
        rows=map(_row, answer.meetings),
        draw=lambda console: _draw(console, answer, beside),
        beside=[*beside, *(f"{each.name}: {each.says}" for each in answer.welcomes)],
    )


def _beside(answer: MeetingAnswer) -> list[str]:
    lines = []
    if answer.total > len(answer.meetings):
        lines.append(f"{len(answer.meetings):,} of {counted(answer.total, 'meeting')} shown. `--limit 0` shows all of them")
    if answer.without_time:
        says = "does" if answer.without_time == 1 else "do"
        lines.append(f"{counted(answer.without_time, 'meeting')} that may fit {says} not say on which day, or when. Leave days out to see")
    if not answer.total:
        return [*lines, *([answer.nothing_because] if watched() else [])]
    if answer.without_place:
        lines.append(f"{counted(answer.without_place, 'meeting')} that may fit cannot be placed, and cannot be in this search")
    for number, why in ((answer.paused, "not take place at present"), (answer.over, "not take place any more")):
        if number:
            lines.append(f"{counted(number, 'meeting')} that would fit {'does' if number == 1 else 'do'} {why}")
    return lines


def _row(each: ListedMeeting) -> list[str]:
    return [
        each.key,
        each.next_on or "",
        each.next_at or "",
        each.name,
        each.fellowship,
        each.when,
        each.where,
        each.postcode,
        "" if each.miles is None else str(each.miles),
        each.attendance or "",
        each.welcome or "",
        ", ".join(each.yes),
        each.online_url,
        each.checked_on,
        ". ".join(each.cautions),
    ]


def _draw(console: Console, answer: MeetingAnswer, beside: Sequence[str]) -> None:
    from fama_cli.cli.views.drawing import CHECK, say

    if not answer.meetings:
        say(console, answer.nothing_because)
        return
    for day, meetings in groupby(answer.meetings, key=lambda each: each.next.partition(", ")[0] if not each.next_on else _day(each)):
        say(console, day, "bold reverse")
        say(console, "")
        for each in meetings:
            draw_meeting(console, each)
            say(console, "")
    for line in beside:
        say(console, f"{line}.", CHECK)
    for welcome in answer.welcomes:
        say(console, "")
        say(console, f"{welcome.name}: {welcome.says}")


def _day(each: ListedMeeting) -> str:
    return each.next.rsplit(", ", 1)[0] if each.next_at else each.next


def draw_meeting(console: Console, each: ListedMeeting) -> None:
    """One meeting, as much of it as is needed to choose."""
    from fama_cli.cli.views.drawing import CHECK, labelled, say, text

    say(console, each.name, "bold underline")
    labelled(console, "Group", each.fellowship_name)
    here = f" Here that is {each.next}." if each.next_on and "(clocks of" in each.when else ""
    labelled(console, "When", f"{each.when}.{here}")
    if each.not_on:
        labelled(console, "Not on", f"{', '.join(each.not_on)}.")
    if each.where:
        labelled(console, "Where", ". ".join(filter(None, (each.where, each.distance and each.distance[:1].upper() + each.distance[1:]))))
    if each.online_url or each.online_phone:
        labelled(console, "Online", " or ".join(filter(None, (each.online_url, each.online_phone))))
    labelled(console, "Who", f"{each.welcome_says}.")
    if each.attendance != "online":
        labelled(console, "Access", f"{access_in_words(each)}.")
    also = [*each.languages, *each.kinds, *(words for words in each.yes if words not in access_in_words(each).lower())]
    if also:
        labelled(console, "Also", f"{', '.join(dict.fromkeys(also))}.")
    for caution in each.cautions:
        labelled(console, "Note", text(f"{caution}.", CHECK))
    labelled(console, "Checked", text(f"{each.checked_says}.", CHECK if each.old else ""))
    labelled(console, "Id", each.key)


@record
class OneMeeting:
    """Everything a list says of one meeting."""

    meeting: ListedMeeting
    welcomes: tuple[WhoMayCome, ...]


def one_document(answer: OneMeeting) -> Document:
    return Document(
        schema="fama.meeting/1",
        value=answer,
        records="welcomes",
        columns=COLUMNS,
        rows=[_row(answer.meeting)],
        draw=lambda console: _draw_one(console, answer),
        beside=[f"{each.name}: {each.says}" for each in answer.welcomes],
    )


def _draw_one(console: Console, answer: OneMeeting) -> None:
    from fama_cli.cli.views.drawing import labelled, say

    each = answer.meeting
    draw_meeting(console, each)
    labelled(console, "Next", f"{each.next}.", width=12)
    for label, words in (
        ("Getting in", each.place_notes), ("Joining", each.online_notes), ("Has not", ", ".join(each.no)), ("Held by", each.group),
        ("Notes", each.notes), ("Page", each.website), ("Contact", ". ".join(each.contacts)), ("List", each.source),
    ):  # fmt: skip
        if words:
            labelled(console, label, words, width=12)
    for welcome in answer.welcomes:
        say(console, "")
        say(console, f"{welcome.name}: {welcome.says}")


@record
class StaleMeetings:
    """Meetings that nobody has checked lately, the oldest first."""

    meetings: tuple[ListedMeeting, ...]
    older_than_months: int


def stale_document(answer: StaleMeetings) -> Document:
    return Document(
        schema="fama.meetingsstale/1",
        value=answer,
        records="meetings",
        columns=COLUMNS,
        rows=map(_row, answer.meetings),
        draw=lambda console: _draw_stale(console, answer),
    )


def _draw_stale(console: Console, answer: StaleMeetings) -> None:
    from fama_cli.cli.views.drawing import say, table
    from fama_cli.directory.dates import in_words

    months = counted(answer.older_than_months, "month")
    if not answer.meetings:
        say(console, f"Every meeting was checked, or was on a list, in the last {months}.")
        return
    say(console, f"{counted(len(answer.meetings), 'meeting')} not checked for {months}. Ring the group, or import a newer list.")
    say(console, "")
    table(
        console,
        ("Id", "Meeting", "Group", "When", "Last known"),
        [(each.key, each.name, each.fellowship, each.when, in_words(each.checked_on or each.seen_on)) for each in answer.meetings],
    )
