"""The meetings that were imported, as far as gaps go."""

from __future__ import annotations

import re

from fama_cli.cli.local_meetings import imported
from fama_cli.commissioning.held import Held, Where
from fama_cli.meetings.index.sources import Stored, stored
from fama_cli.meetings.model import Attendance
from fama_cli.meetings.pattern import Every, Pattern

_WHERE = {Attendance.IN_PERSON: Where.IN_PERSON, Attendance.ONLINE: Where.ONLINE, Attendance.HYBRID: Where.BOTH, None: None}


def held_here(data: str) -> tuple[Held, ...]:
    """Each meeting that takes place, once however many lists have it. Raises NoMeetings where no list was imported."""
    each = {one.key: one for one in stored(imported(data)) if not one.meeting.paused}
    return tuple(map(_held, each.values()))


def _held(one: Stored) -> Held:
    meeting = one.meeting
    outcode = meeting.postcode.partition(" ")[0]
    letters = re.match(r"[A-Z]{1,2}(?=\d)", outcode)
    return Held(
        group=meeting.fellowship,
        weekday=meeting.pattern.weekday if meeting.pattern else None,
        at=meeting.at,
        every_week=_every_week(meeting.pattern) if meeting.pattern else None,
        area=letters[0] if letters else None,
        where=_WHERE[meeting.attendance],
        yes=tuple(each.value for each in meeting.yes),
        no=tuple(each.value for each in meeting.no),
        languages=meeting.languages,
        latitude=meeting.latitude,
        longitude=meeting.longitude,
        outcode=outcode or None,
    )


def _every_week(pattern: Pattern) -> bool:
    return pattern.every is Every.WEEK and pattern.interval == 1
