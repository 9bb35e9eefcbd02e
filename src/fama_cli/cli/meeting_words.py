"""A meeting from a list in the words that are kept of it: when, where, and in brackets its name and its group's.

"Tuesday 7.30pm to 9pm, St Mary's Hall, Leeds, LS1 4DY (“Just for Today”, Narcotics Anonymous UK)". The day and the time stand
before the first comma and the name in “ ”, which is how `records/calendar.py` knows that no other words are to be read as a
day or a time: meetings are called "Just for Today", and held in First Avenue at the Noon Centre.
"""

from __future__ import annotations

from datetime import date, datetime
from textwrap import shorten
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fama_cli.meetings.index.search import Hit
    from fama_cli.meetings.model import Meeting
    from fama_cli.meetings.shown import ListedMeeting

ONLINE = "online"
_LONGEST_PLACE, _LONGEST_NAME = 220, 80
"""Letters. So an answer is never too long to be kept."""
_MARKS = str.maketrans("“”", "‘’")


def can_be_chosen(hit: Hit) -> bool:
    """Whether there is a next time, be it one that a person must ask about. Without one the meeting is over."""
    from fama_cli.meetings.days import week_is_known

    return hit.next_on is not None or hit.meeting.pattern is None or not week_is_known(hit.meeting.pattern)


def words_of(hit: Hit, listed: ListedMeeting, *, today: date) -> str:
    """`hit`, which can be chosen, as an answer in words. Every week is said as a weekday; any other meeting by the date of its next time.

    Where nobody can say the next time it is the words of the list, such as "Every other Tuesday 7pm". `today` is the day that
    `hit` was looked for.
    """
    group = _plain(listed.fellowship_name.partition(" (")[0], _LONGEST_NAME)
    name = _plain(hit.meeting.name, _LONGEST_NAME)
    who = f"“{name}”, {group}" if name and name != group else f"“{group}”"
    return f"{', '.join(filter(None, (_when(hit, listed, today), _where(listed))))} ({who})"


def _when(hit: Hit, listed: ListedMeeting, today: date) -> str:
    from fama_cli.meetings.model import UK_CLOCKS
    from fama_cli.meetings.pattern import Every
    from fama_cli.meetings.words import WEEKDAYS, day_in_words

    on, pattern = hit.next_on, hit.meeting.pattern
    if on is None or pattern is None:
        return " ".join(listed.when.replace(",", " ").split())
    weekday, hours, day = WEEKDAYS[on.weekday()], _hours(hit), day_in_words(on)
    # On other clocks the UK hour is another for some weeks of the year, and what ends does not go on every week.
    if pattern.every is not Every.WEEK or pattern.interval > 1 or pattern.ends or hit.meeting.zone != UK_CLOCKS:
        return " ".join(filter(None, (weekday, day, hours)))
    if not hours or (on - today).days < 7:
        return " ".join(filter(None, (weekday, hours)))
    # The next such day is not it: it begins later, is over for today, or does not take place that time.
    return f"every {weekday} {hours} from {day}"


def _hours(hit: Hit) -> str:
    """ "7.30pm to 9pm" on UK clocks. A meeting without an end has none, and one without an hour has neither."""
    if hit.next_at is None:
        return ""
    at, until = _minutes(hit.next_at), _until(hit.meeting, hit.next_at)
    ends = "" if until is None or until == at else f" to {_clock(until)}"
    midnight = "" if 0 not in {at, until} else " (midnight)"
    return f"{_clock(at)}{ends}{midnight}"


def _until(meeting: Meeting, starts: datetime) -> int | None:
    """When it ends, in minutes after midnight on UK clocks."""
    from fama_cli.meetings.days import ends_in, zone_of
    from fama_cli.meetings.model import UK_CLOCKS

    if meeting.until is None or meeting.at is None or meeting.until == meeting.at or meeting.zone == UK_CLOCKS:
        return meeting.until
    uk = zone_of(UK_CLOCKS)
    there = starts.replace(tzinfo=uk).astimezone(zone_of(meeting.zone)).date()
    return _minutes(ends_in(meeting.zone, there, meeting.at, meeting.until).astimezone(uk))


def _minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def _clock(minutes: int) -> str:
    """As people say it, but for midnight: only "12am" is read back as a time."""
    from fama_cli.meetings.words import time_in_words

    return time_in_words(minutes) if minutes else "12am"


def _where(listed: ListedMeeting) -> str:
    if listed.attendance == "online" or not listed.where:
        return ONLINE if listed.attendance in {"online", "hybrid"} or listed.online_url else ""
    place = _plain(listed.where, _LONGEST_PLACE)
    return f"{place}, or {ONLINE}" if listed.attendance == "hybrid" else place


def _plain(words: str, longest: int) -> str:
    return shorten(words.translate(_MARKS), longest, placeholder="…")
