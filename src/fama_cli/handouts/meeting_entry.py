"""One meeting on paper: what its list says, what it does not say, and what to make sure of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import IntEnum

from fama_cli.directory.dates import in_words as date_in_words
from fama_cli.handouts.model import Code, Entry, Look, Paragraph, Run
from fama_cli.handouts.sought import distance_on_paper
from fama_cli.meetings.clean import cleaned
from fama_cli.meetings.index.query import DAY, Query
from fama_cli.meetings.index.search import Hit
from fama_cli.meetings.listed import listed_meeting
from fama_cli.meetings.model import UK_CLOCKS, Attendance, Closure, Feature, Meeting
from fama_cli.meetings.named import ACCESS, FEATURES, HOLIDAYS
from fama_cli.meetings.pattern import Every
from fama_cli.meetings.shown import ListedMeeting
from fama_cli.meetings.words import WEEKDAYS, in_words, time_in_words
from fama_cli.record import changed, record
from fama_cli.text import ended, folded, listed

LONGEST_CODE = 300
"""Letters of an address. The squares of a longer one are too small for a telephone to read at the size we print."""


class Part(IntEnum):
    """The parts of the list, in their order."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6
    BY_DATE = 7
    ONLINE = 8

    @property
    def title(self) -> str:
        return WEEKDAYS[self] if self < Part.BY_DATE else {Part.BY_DATE: "By date, or by arrangement", Part.ONLINE: "Online"}[self]


@record
class Placed:
    """A meeting, and where on the sheet it stands."""

    part: Part
    order: tuple[int, int, int, str, str]
    entry: Entry


def placed(hit: Hit, query: Query, names: Mapping[str, str], limit: int) -> Placed:
    """`hit` as an entry, without any person's name, number or passcode, whatever the service chose to keep.

    `names` has the name of each group by its id. `limit` is the months after which a check is old. A part is in order of the
    day, then the hour.
    """
    hit = changed(hit, meeting=_coming(cleaned(hit.meeting)[0], query))
    # A holiday is said with its date, further down: "the next one" means little on paper.
    meeting = listed_meeting(changed(hit, next_may_be_off=""), today=query.today, limit=limit, names=names)
    weekday, minute = _weekday(hit), _minute(hit)
    part = _part(hit, query, weekday)
    return Placed(
        part=part,
        order=(part, _day_order(hit, weekday), DAY if minute is None else minute, folded(meeting.name), hit.key),
        entry=_entry(hit, meeting, query, part, weekday, minute),
    )


def _day_order(hit: Hit, weekday: int | None) -> int:
    """By the day of the week; without one, by the next date; and last of all what is by arrangement."""
    if weekday is not None:
        return weekday
    return hit.next_on.toordinal() if hit.next_on else date.max.toordinal()


def _coming(meeting: Meeting, query: Query) -> Meeting:
    """Without the dates that are past, which a person reading a sheet might wait for."""
    pattern = meeting.pattern
    if pattern is None or pattern.every is not Every.NAMED:
        return meeting
    return changed(meeting, pattern=changed(pattern, dates=tuple(day for day in pattern.dates if day >= query.today)))


def _part(hit: Hit, query: Query, weekday: int | None) -> Part:
    meeting = hit.meeting
    online = meeting.attendance is Attendance.ONLINE or (query.attendance is Attendance.ONLINE and meeting.attendance is Attendance.HYBRID)
    no_door = meeting.attendance is None and not (meeting.venue or meeting.address or meeting.postcode) and bool(meeting.online_url)
    if online or no_door:
        return Part.ONLINE
    return Part.BY_DATE if weekday is None else Part(weekday)


def _abroad(hit: Hit) -> bool:
    return hit.meeting.zone != UK_CLOCKS and hit.next_at is not None


def _weekday(hit: Hit) -> int | None:
    """The day of the week here, where it is always the same."""
    pattern = hit.meeting.pattern
    if pattern is None or pattern.every in {Every.MONTH_DAY, Every.NAMED}:
        return None
    return hit.next_at.weekday() if hit.next_at and _abroad(hit) else pattern.weekday


def _minute(hit: Hit) -> int | None:
    return hit.next_at.hour * 60 + hit.next_at.minute if hit.next_at and _abroad(hit) else hit.meeting.at


def _entry(hit: Hit, meeting: ListedMeeting, query: Query, part: Part, weekday: int | None, minute: int | None) -> Entry:
    at = "" if minute is None else time_in_words(minute)
    until = hit.meeting.until
    if at and until is not None and until != minute and not _abroad(hit):
        at = f"{at} to {time_in_words(until)}"
    day = WEEKDAYS[weekday] if part is Part.ONLINE and weekday is not None else ""
    when = ", ".join(filter(None, (day, at or "time not stated"))) if weekday is not None else ""
    title = f"{when[:1].upper()}{when[1:]}: {meeting.name}" if when else meeting.name
    return Entry(title=title, body=tuple(_body(hit, meeting, query, weekday)), code=_code(meeting))


def _code(meeting: ListedMeeting) -> Code | None:
    address = meeting.online_url
    return Code(address=address) if _is_page(address) and len(address) <= LONGEST_CODE else None


def _is_page(address: str) -> bool:
    return bool(re.fullmatch(r"https?://[!-~]+", address))


def _body(hit: Hit, meeting: ListedMeeting, query: Query, weekday: int | None) -> Iterator[Paragraph]:
    yield _said(Run(says=f"{meeting.fellowship_name}.", strong=True, name=True), *_held_by(meeting))
    if days := tuple(_days(hit, query, weekday)):
        yield _said(*days)
    if closed := _closed(hit, query):
        yield _said(Run(says="Not on: "), Run(says=f"{listed(closed, 'or')}.", name=True))
    if meeting.attendance != Attendance.ONLINE:
        yield from _place(hit, meeting, query)
    yield from _joining(meeting)
    about = [*_how(meeting), f"{meeting.welcome_says}."]
    if meeting.attendance != Attendance.ONLINE:
        about += _access(meeting)
    yield Paragraph(words=(Run(says=" ".join(about)), *_also(meeting)))
    if meeting.notes:
        yield _said(Run(says="The list says: "), Run(says=ended(_on_one_line(meeting.notes)), name=True))
    if _is_page(meeting.website):
        yield _said(Run(says="Its page: "), Run(says=meeting.website, link=meeting.website, name=True))
    if cautions := [*meeting.cautions, *_holiday(hit)]:
        yield _said(Run(says="Make sure: ", strong=True), Run(says=f"{'. '.join(cautions)}.", name=True))
    yield _checked(meeting)


def _how(meeting: ListedMeeting) -> Iterator[str]:
    """How people come, where the part of the sheet that it is in does not say so."""
    if meeting.attendance == Attendance.HYBRID:
        yield "In person and online."
    elif meeting.attendance is None:
        yield "Not stated if it is in person or online."


def _said(*runs: Run) -> Paragraph:
    return Paragraph(words=runs)


def _on_one_line(words: str) -> str:
    return " ".join(words.split())


def _held_by(meeting: ListedMeeting) -> Iterator[Run]:
    if meeting.group and folded(meeting.group) not in {folded(meeting.name), folded(meeting.fellowship_name)}:
        yield Run(says=" Held by ")
        yield Run(says=ended(meeting.group), name=True)


def _days(hit: Hit, query: Query, weekday: int | None) -> Iterator[Run]:
    """Which days, unless it is every week on the day of its heading; and the next one, which nobody should have to work out."""
    pattern = hit.meeting.pattern
    plain = pattern is not None and pattern.every is Every.WEEK and pattern.interval == 1 and not (pattern.starts or pattern.ends)
    if plain and not _abroad(hit):
        return
    hours = weekday is None
    words = in_words(pattern, hit.meeting.at if hours else None, hit.meeting.until if hours else None)
    if _abroad(hit):
        clocks = hit.meeting.zone.rpartition("/")[2].replace("_", " ")
        words = f"{in_words(pattern, hit.meeting.at, hit.meeting.until)}, by the clocks of {clocks}"
    yield Run(says=f"{words}.", strong=True, name=True)
    # Where only some days were asked for, the next one of those may not be the next.
    some_days = bool(query.on or (query.weekdays and weekday is None))
    if hit.next_on and pattern is not None and not some_days and (pattern.every is not Every.NAMED or len(pattern.dates) > 1):
        at = f", {time_in_words(hit.next_at.hour * 60 + hit.next_at.minute)} here" if hit.next_at and _abroad(hit) else ""
        yield Run(says=f" Next: {WEEKDAYS[hit.next_on.weekday()]} {date_in_words(hit.next_on.isoformat())}{at}.", name=True)


_CLOSED: Mapping[str, Sequence[str]] = {
    Closure.BANK_HOLIDAYS: ("bank holidays",),
    Closure.CHRISTMAS: ("24 to 26 December", "1 January"),
    Closure.EASTER: ("Good Friday to Easter Monday",),
}


def _closed(hit: Hit, query: Query) -> list[str]:
    """The days it does not take place, those that are named only while they are to come."""
    today = query.today.isoformat()
    days = [each for each in hit.meeting.closed_on if each in _CLOSED or each >= today]
    return [said for each in days for said in _CLOSED.get(each) or (date_in_words(each),)]


def _place(hit: Hit, meeting: ListedMeeting, query: Query) -> Iterator[Paragraph]:
    if not meeting.where:
        yield _said(Run(says="Where: not stated. Ask the group."))
        return
    said = [Run(says="Where: "), Run(says=ended(meeting.where), name=True)]
    if distance := distance_on_paper(hit, query):
        said.append(Run(says=f" {distance[:1].upper()}{distance[1:]}.", name=True))
    if meeting.place_notes:
        said += [Run(says=" Getting in: "), Run(says=ended(_on_one_line(meeting.place_notes)), name=True)]
    yield _said(*said)


def _joining(meeting: ListedMeeting) -> Iterator[Paragraph]:
    page, number = meeting.online_url if _is_page(meeting.online_url) else "", _line(meeting.online_phone)
    ways = [Run(says="Online: "), Run(says=page, link=page, name=True)] if page else []
    if number:
        ways.append(Run(says=" or ring " if page else "Ring "))
        ways.append(Run(says=number, strong=True, link=f"tel:{number.replace(' ', '')}", name=True))
    if ways:
        yield _said(*ways)
    elif meeting.attendance in {Attendance.ONLINE, Attendance.HYBRID}:
        yield _said(Run(says="Online: the list does not say how to join. Ask the group."))
    if meeting.online_notes:
        yield _said(Run(says="To join: "), Run(says=ended(_on_one_line(meeting.online_notes)), name=True))


def _line(number: str) -> str:
    """A line to dial into, without the codes that follow it, which let people in. A mobile is somebody's own."""
    found = re.match(r"\+?\d[\d ()-]{5,}", number.strip(), re.ASCII)
    dialled = re.sub(r"[^\d+]+", " ", found[0]).strip() if found else ""
    return "" if re.match(r"(\+44|0044|0)\s*0?\s*7", dialled) else dialled


def _access(meeting: ListedMeeting) -> Iterator[str]:
    """Step-free always, as yes, no or not stated; the others where the list states them."""
    for each in ACCESS:
        word = FEATURES[each]
        answer = "yes" if word in meeting.yes else "no" if word in meeting.no else "not stated"
        if answer != "not stated" or each is Feature.STEP_FREE:
            yield f"{word[:1].upper()}{word[1:]}: {answer}."


def _also(meeting: ListedMeeting) -> Iterator[Run]:
    said_already = {FEATURES[each] for each in ACCESS}
    online = meeting.attendance == Attendance.ONLINE
    also = [*meeting.kinds, *(each for each in meeting.yes if online or each not in said_already)]
    if meeting.languages:
        yield Run(says=f" In {listed(meeting.languages)}.", name=True)
    if also:
        yield Run(says=" Also: ")
        yield Run(says=f"{', '.join(dict.fromkeys(also))}.", name=True)
    for each in meeting.no:
        if online or each not in said_already:
            yield Run(says=f" {each[:1].upper()}{each[1:]}: no.")


def _holiday(hit: Hit) -> Iterator[str]:
    if hit.next_on and hit.next_may_be_off:
        yield f"{date_in_words(hit.next_on.isoformat())} is {HOLIDAYS[hit.next_may_be_off]}. Ask whether it is on"


def _checked(meeting: ListedMeeting) -> Paragraph:
    """Without who checked it: that may be a person's name."""
    seen = f"Checked on {date_in_words(meeting.checked_on)}." if meeting.checked_on else f"On the list of {date_in_words(meeting.seen_on)}."
    words = [Run(says=seen, name=True)]
    if meeting.old:
        words.append(Run(says=" That is some time ago. Ask if it is still on.", strong=True))
    return Paragraph(words=tuple(words), look=Look.SMALL)
