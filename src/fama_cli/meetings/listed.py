"""A meeting as it is shown: when, where, who may come, and how far to trust it, each in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from fama_cli.directory.dates import in_words as date_in_words
from fama_cli.directory.dates import months_before
from fama_cli.meetings.closures import is_by_the_border
from fama_cli.meetings.days import week_is_known
from fama_cli.meetings.doubts import doubts
from fama_cli.meetings.index.search import Hit
from fama_cli.meetings.model import UK_CLOCKS, Attendance, Meeting
from fama_cli.meetings.named import ACCESS, CLOSURES, FEATURES, HOLIDAYS, WELCOMES
from fama_cli.meetings.places.distance import MILE, distance_in_words, travel_in_words
from fama_cli.meetings.places.spot import Exactness
from fama_cli.meetings.shown import ListedMeeting
from fama_cli.meetings.words import WEEKDAYS, in_words, time_in_words
from fama_cli.text import listed


def listed_meeting(hit: Hit, *, today: date, limit: int, names: Mapping[str, str]) -> ListedMeeting:
    """`hit` in words. `limit` is in months; `names` has the name of each group by its id."""
    meeting = hit.meeting
    old = (meeting.checked_on or hit.seen_on) < months_before(today, limit).isoformat()
    where = ", ".join(dict.fromkeys(filter(None, (meeting.venue, meeting.address, meeting.town, meeting.postcode))))
    return ListedMeeting(
        key=hit.key,
        name=meeting.name,
        fellowship=meeting.fellowship,
        fellowship_name=names.get(meeting.fellowship, meeting.fellowship),
        when=in_words(meeting.pattern, meeting.at, meeting.until) + _clocks(meeting),
        next_on=hit.next_on.isoformat() if hit.next_on else None,
        next_at=f"{hit.next_at:%H:%M}" if hit.next_at else None,
        next=_next(hit, today),
        attendance=meeting.attendance,
        welcome=meeting.welcome,
        welcome_says=WELCOMES[meeting.welcome],
        yes=tuple(FEATURES[each] for each in meeting.yes),
        no=tuple(FEATURES[each] for each in meeting.no),
        not_on=tuple(
            CLOSURES.get(each) or date_in_words(each) for each in meeting.closed_on if each in CLOSURES or each >= today.isoformat()
        ),
        languages=meeting.languages,
        kinds=meeting.kinds,
        where=where,
        venue=meeting.venue,
        address=meeting.address,
        town=meeting.town,
        postcode=meeting.postcode,
        place_notes=meeting.place_notes,
        latitude=meeting.latitude,
        longitude=meeting.longitude,
        miles=None if hit.metres is None or hit.located == Exactness.PLACE else round(hit.metres / MILE, 1),
        distance=_distance(hit),
        online_url=meeting.online_url,
        online_phone=meeting.online_phone,
        online_notes=" ".join(filter(None, (meeting.online_notes, meeting.online_phone_notes))),
        group=meeting.group,
        notes=" ".join(filter(None, (meeting.notes, meeting.group_notes))),
        website=meeting.website,
        contacts=meeting.contacts,
        checked_on=meeting.checked_on,
        checked_by=meeting.checked_by,
        checked_says=_checked(hit, old),
        old=old,
        cautions=_cautions(hit),
        source=hit.source,
        seen_on=hit.seen_on,
    )


def day_in_words(day: date, today: date) -> str:
    """ "Today, Sunday 22 November", "Tomorrow, …", or "Tuesday 24 November", with the year where it is another."""
    year = "" if day.year == today.year else f" {day.year}"
    words = f"{WEEKDAYS[day.weekday()]} {date_in_words(day.isoformat()).rsplit(' ', 1)[0]}{year}"
    return {0: f"Today, {words}", 1: f"Tomorrow, {words}"}.get((day - today).days, words)


def _next(hit: Hit, today: date) -> str:
    if hit.next_on is None:
        return "Not known: ask"
    at = "" if hit.next_at is None else f", {time_in_words(_minutes(hit.next_at))}"
    return f"{day_in_words(hit.next_on, today)}{at}"


def _minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def _clocks(meeting: Meeting) -> str:
    return "" if meeting.zone == UK_CLOCKS or meeting.at is None else f" (clocks of {meeting.zone.replace('_', ' ')})"


_ABOUT = {Exactness.OUTCODE: "where its postcode is exactly is not known"}


def _distance(hit: Hit) -> str:
    if hit.metres is None:
        return ""
    if hit.located == Exactness.PLACE:
        return f"how far it is in {hit.meeting.town} is not known"
    if hit.located in _ABOUT:
        distance = distance_in_words(hit.metres)
        return f"{'' if distance.startswith('under') else 'about '}{distance}: {_ABOUT[Exactness(hit.located)]}"
    travel = travel_in_words(hit.metres, hit.asked_from)
    return f"{distance_in_words(hit.metres)}{f', {travel}' if travel else ''}"


def _checked(hit: Hit, old: bool) -> str:
    by = f" by {hit.meeting.checked_by}" if hit.meeting.checked_by else ""
    if hit.meeting.checked_on:
        says = f"Checked on {date_in_words(hit.meeting.checked_on)}{by}"
    else:
        says = f"On the list that was imported on {date_in_words(hit.seen_on)}. When it was checked is not stated"
    return f"{says}: make sure before anybody goes" if old else says


def _cautions(hit: Hit) -> tuple[str, ...]:
    meeting = hit.meeting
    said = [doubt.says for doubt in doubts("\n".join(filter(None, (meeting.notes, meeting.group_notes, meeting.place_notes))))]
    if meeting.pattern and not week_is_known(meeting.pattern):
        said.append("Which week it is on is not stated. Ask")
    if hit.next_on and hit.next_may_be_off:
        said.append(f"The next one is {HOLIDAYS[hit.next_may_be_off]}. Ask whether it is on")
    if "bank-holidays" in meeting.closed_on and is_by_the_border(meeting.postcode):
        said.append("It is by the border, where bank holidays differ. Ask which it keeps")
    if meeting.approximate and meeting.attendance is not Attendance.ONLINE:
        said.append("The address is only the area. Ask where the door is")
    return tuple(said)


def access_in_words(meeting: ListedMeeting) -> str:
    """ "Step-free. Hearing loop: no. Accessible toilet: not stated." """
    parts = [
        FEATURES[each] if FEATURES[each] in meeting.yes else f"{FEATURES[each]}: {'no' if FEATURES[each] in meeting.no else 'not stated'}"
        for each in ACCESS
    ]
    stated = [part for part in parts if not part.endswith("not stated")]
    unstated = [part.removesuffix(": not stated") for part in parts if part.endswith("not stated")]
    if unstated:
        stated.append(f"{listed(unstated, 'or')}: not stated")
    return ". ".join(part[:1].upper() + part[1:] for part in stated)
