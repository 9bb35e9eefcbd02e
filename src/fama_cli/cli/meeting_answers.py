"""Meetings that were asked for, as documents to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fama_cli.catalogue.load import load_directory
from fama_cli.cli.local_meetings import Looking, imported, names_of, query_of
from fama_cli.cli.output import Document
from fama_cli.cli.today import today
from fama_cli.directory.dates import months, months_before
from fama_cli.directory.model import Directory
from fama_cli.errors import NotFound, NotUnderstood
from fama_cli.meetings.index.query import Query
from fama_cli.meetings.index.search import Hit, of_key, search
from fama_cli.meetings.index.sources import Stored, limit_of, sources, stored
from fama_cli.meetings.listed import listed_meeting
from fama_cli.meetings.shown import ListedMeeting
from fama_cli.text import counted


def find_document(looking: Looking, data: str, *, limit: int, no_input: bool) -> Document:
    """The meetings that fit, the next first."""
    from fama_cli.cli.views.meetings import MeetingAnswer, found_document, welcomes_of

    if limit < 0:
        raise NotUnderstood("`--limit` is a number of meetings, and that is less than none", hint="0 is all of them")
    path = imported(data)
    directory = load_directory(data)
    query = query_of(looking, directory, data, no_input=no_input)
    found = search(path, query, limit=limit or None)
    months_old, names = limit_of(path), names_of(directory)
    meetings = tuple(listed_meeting(hit, today=query.today, limit=months_old, names=names) for hit in found.hits)
    answer = MeetingAnswer(
        meetings=meetings,
        total=found.total,
        without_place=found.without_place,
        without_time=found.without_time,
        paused=found.paused,
        over=found.over,
        nothing_because="" if found.total else nothing_because(looking, query, found.without_place) if sources(path) else _NO_LISTS,
        welcomes=welcomes_of(directory, meetings),
    )
    return found_document(answer)


_NO_LISTS = "There are no meetings: every list was removed, or none was imported yet. Run `fama meetings import FILE`."


def nothing_because(looking: Looking, query: Query, without_place: int) -> str:
    asked = []
    if query.on or query.weekdays or query.after is not None or query.before is not None:
        asked.append("another day or time")
    if query.spot:
        asked.append(f"`--within` more than {looking.within}")
    if query.features or query.welcome or query.language:
        asked.append("fewer conditions: what a list does not state is not found by them")
    if query.attendance is None and query.spot:
        asked.append("`--online` in place of `--near`")
    tries = f" Try {' or '.join(asked)}." if asked else " `fama meetings sources` shows which lists were imported."
    more = f" {counted(without_place, 'meeting')} that may fit cannot be placed." if without_place else ""
    return f"No meeting in the lists that were imported fits.{more}{tries}"


EACH = 3
"""Meetings of one group that `fama find` shows."""


def next_meetings(directory: Directory, groups: Sequence[str], near: str, within: str, data: str) -> list[ListedMeeting]:
    """The next few meetings of each group near a place."""
    path = imported(data)
    looking = Looking(near=near, within=within, fellowship=list(groups))
    query = query_of(looking, directory, data, no_input=True)
    months_old, names = limit_of(path), names_of(directory)
    taken: Counter[str] = Counter()
    kept = []
    for hit in search(path, query).hits:
        taken[hit.meeting.fellowship] += 1
        if taken[hit.meeting.fellowship] <= EACH:
            kept.append(listed_meeting(hit, today=query.today, limit=months_old, names=names))
    return kept


def show_document(key: str, data: str) -> Document:
    """One meeting. Raises NotFound."""
    from fama_cli.cli.views.meetings import OneMeeting, one_document, welcomes_of

    path = imported(data)
    directory = load_directory(data)
    hit = meeting_called(key, data)
    meeting = listed_meeting(hit, today=today(), limit=limit_of(path), names=names_of(directory))
    return one_document(OneMeeting(meeting=meeting, welcomes=welcomes_of(directory, (meeting,))))


def meeting_called(key: str, data: str) -> Hit:
    """The meeting with this key, or the one whose key begins so. Raises NotFound."""
    path = imported(data)
    typed = key.strip().lower().encode("ascii", "replace").decode()  # Ids are of letters and figures: nothing else is one.
    keys = {each.key for each in stored(path, key=typed)} if typed else set()
    if not keys:
        raise NotFound(f"No meeting has the id `{key}`", hint="`fama meetings find` shows them. A meeting that moves gets a new one")
    if len(keys) > 1:
        raise NotUnderstood(f"The ids of {len(keys)} meetings begin with `{key}`", hint="Type a letter or two more")
    return of_key(path, keys.pop(), Query(today=today()))


def stale_document(data: str, older_than: str) -> Document:
    """Meetings that nobody has checked lately, the oldest first."""
    from fama_cli.cli.views.meetings import StaleMeetings, stale_document

    path = imported(data)
    limit = months(older_than) if older_than else limit_of(path)
    since = months_before(today(), limit).isoformat()
    old = sorted((each for each in stored(path) if _last_known(each) < since), key=lambda each: (_last_known(each), each.key))
    names = names_of(load_directory(data))
    day = today()
    meetings = tuple(listed_meeting(_as_hit(each), today=day, limit=limit, names=names) for each in old)
    return stale_document(StaleMeetings(meetings=meetings, older_than_months=limit))


def _last_known(each: Stored) -> str:
    return each.meeting.checked_on or each.seen_on


def _as_hit(each: Stored) -> Hit:
    return Hit(
        key=each.key, source=each.source, seen_on=each.seen_on, meeting=each.meeting, next_on=None, next_at=None, metres=None, located=""
    )


def write_calendar(looking: Looking, data: str, *, output: str, no_input: bool) -> None:
    """The meetings that fit, as a calendar file."""
    from fama_cli.cli.exporting import calendar_of, hand_over

    path = imported(data)
    query = query_of(looking, load_directory(data), data, no_input=no_input)
    hits = search(path, query).hits
    if not hits:
        raise NotFound("No meeting fits, so there is no calendar to write", hint="Run it without `--ics` to see what to change")
    hand_over([hit.meeting for hit in hits], calendar_of(hits, data), output)
