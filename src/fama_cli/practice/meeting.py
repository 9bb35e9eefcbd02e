"""The day, the time and the place in the words for a meeting. What cannot be read for certain is not guessed."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, time, timedelta

from fama_cli.directory.clock import SPAN, Hours, hours_in
from fama_cli.record import record


@record
class Meeting:
    """When and where a meeting is. It has a weekday, a day or both."""

    weekday: int | None
    """0 is Monday. None where only a date was named."""
    day: date | None
    """The date, where one was named; of a weekly meeting, the first time."""
    at: time
    until: time | None
    """When it ends. Earlier than `at` where that is after midnight."""
    place: str
    """What is left of the words. Empty when nothing is."""
    weekly: bool


def meeting_in(words: str, *, today: date) -> Meeting | None:
    """The meeting that `words` name, or None when its day or time is not certain. `today` is the day that they were said.

    "Tuesday 7pm, St Mary's hall" is every week, "Tue 24 Nov 19:30 online" is once, and "Tuesday 7.30" may be the morning.
    """
    parts = _Parts(words)
    if parts.find(_SOMETIMES):
        return None
    hours = _hours(parts)
    if hours is None:
        return None
    days = [_date(match, today) for match in parts.take(_DATE)]
    # "Tuesday 7pm, Sunday School": a weekday beside the time is the one that is meant.
    named = parts.take(_WEEKDAY, touched=True) or ([] if days else parts.take(_WEEKDAY))
    weekdays = [_WEEKDAYS.index(match["weekday"][:3].lower()) for match in named]
    days += [_this(match, weekday, today) for match, weekday in zip(named, weekdays, strict=True) if match["which"]]
    if not (days or weekdays) or None in days or len({*days}) > 1 or len({*weekdays}) > 1:
        return None
    day, weekday = next(iter(days), None), next(iter(weekdays), None)
    if day is not None and weekday is not None and day.weekday() != weekday:
        return None
    weekly = bool(parts.take(_WEEKLY, touched=True)) or day is None
    return Meeting(weekday=weekday, day=day, at=hours.at, until=hours.until, place=parts.left(), weekly=weekly)


class _Parts:
    """The words between commas. What has been read is taken out, and a mark stays in its place."""

    def __init__(self, words: str) -> None:
        self._parts = [" ".join(part.split()) for part in re.split(r"[,;\r\n]", words)]

    def find(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        return [match for part in self._parts for match in pattern.finditer(part)]

    def take(self, pattern: re.Pattern[str], *, touched: bool = False) -> list[re.Match[str]]:
        """What matches, everywhere or only in parts that something was taken from or that it fills."""
        taken: list[re.Match[str]] = []
        for place, part in enumerate(self._parts):
            if not touched or _MARK in part or pattern.fullmatch(part):
                taken += pattern.finditer(part)
                self._parts[place] = pattern.sub(_MARK, part)
        return taken

    def left(self) -> str:
        """What was not taken, without the small words that joined it to what was."""
        return ", ".join(filter(None, (self._left(part) for part in self._parts)))

    def _left(self, part: str) -> str:
        return part if _MARK not in part else " ".join(filter(None, (_JOINING.sub("", piece) for piece in part.split(_MARK))))


_MARK = "\n"
"""Not in any part: the words are parted there, and other spaces are single."""


def _hours(parts: _Parts) -> Hours | None:
    """The one time that is named. Numbers that are no time are passed over; a time that may be either half of the day is not."""
    found = [each for match in parts.find(SPAN) if (each := hours_in(match))]
    if len(found) != 1 or not found[0].certain:
        return None
    parts.take(re.compile(re.escape(found[0].says)))
    return found[0]


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_IN_FULL = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_FOLLOWS = r"\s*(?:$|[-–—:@/&+\n\d]|(?:at|on|from|and|or|noon|midday|morning|afternoon|evening|night)\b)"
_SHORT = rf"(?:mon|tues?|weds?|thu|thurs?|fri|sat|sun)\.?(?={_FOLLOWS})"
"""A short name only before what may follow a weekday, so that "Sun Inn" and "sat down" are not Sunday and Saturday."""


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


_WEEKDAY = _words(
    rf"\b(?:(?P<which>this|next|coming)\s+)?(?P<weekday>{_IN_FULL}\b|{_SHORT})(?:\s+(?:morning|afternoon|evening|night)s?\b)?"
)
_WEEKLY = _words(r"\b(?:weekly|(?:every|each)(?:\s+week)?)\b")
_SOMETIMES = _words(
    rf"\b(?:fortnight\w*|month\w*|bi-?weekly|alternate|(?:every|each)\s+(?:other|second|third|2nd|3rd|\d)"
    rf"|(?:first|second|third|fourth|fifth|last|[1-5](?:st|nd|rd|th))\s+(?:and\s+\S+\s+)?{_IN_FULL})\b"
)
"""Neither once nor every week."""
_DATE = _words(
    rf"\b(?P<soon>today|tonight|tomorrow)\b"
    rf"|(?<![\d.:/-])(?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}})(?![\d.:/-])"
    rf"|(?<![\d.:/-])(?P<numbers>\d{{1,2}}/\d{{1,2}}(?:/(?:\d{{4}}|\d\d))?|\d{{1,2}}(?P<dot>[.-])\d{{1,2}}(?P=dot)(?:\d{{4}}|\d\d))(?![\d.:/-])"
    rf"|(?<![\d.:/-])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s*(?P<month>{_MONTH})\b\.?(?:\s+(?P<year>\d{{4}})\b)?"
    rf"|\b(?P<month_first>{_MONTH})\.?\s+(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s?[ap]\.?m\b|[:.]\d)(?:\s+(?P<year_after>\d{{4}})\b)?"
)
_JOINING = _words(r"^(?:\s|[-–—:.@&+]|(?:at|on|in|from|and|the\s+\d+)\b)+|(?:\s|[-–—:@&+]|\b(?:at|on|in|from|and)\b)+$")


def _this(match: re.Match[str], weekday: int, today: date) -> date | None:
    """ "This Tuesday" is the next there is. "Next Tuesday" may be that one or the one after, so it is no certain day."""
    if match["which"].lower() == "next":
        return None
    return _after(today, (weekday - today.weekday()) % 7)


def _date(match: re.Match[str], today: date) -> date | None:
    """A day without a year is the next one there is. None for a day that is not in the calendar."""
    if match["soon"]:
        return _after(today, int(match["soon"].lower() == "tomorrow"))
    if match["iso"]:
        return _day(*map(int, match["iso"].split("-")))
    if match["numbers"]:
        day, month, *years = map(int, re.split(r"[-./]", match["numbers"]))
    else:
        day = int(match["day"] or match["day_after"])
        month = _MONTHS.index((match["month"] or match["month_first"])[:3].lower()) + 1
        years = [int(year) for year in (match["year"], match["year_after"]) if year]
    if years:
        return _day(years[0] + 2000 if years[0] < 100 else years[0], month, day)
    # 29 February may be 8 years off.
    return next((found for year in range(today.year, today.year + 9) if (found := _day(year, month, day)) and found >= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day)
    return None


def _after(day: date, days: int) -> date | None:
    with suppress(OverflowError):
        return day + timedelta(days=days)
    return None
