"""Meetings as Meeting Guide JSON, which the finders of many fellowships read.

The format: https://github.com/code4recovery/spec. It can only say "every week", so a meeting that is not weekly is left out
and named: written as weekly, it would send somebody to a locked door. Each meeting is a row with one day, never a list of
days, for one finder loses meetings when it takes lists of days apart.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from fama_cli.meetings.exports.meeting_guide_codes import Tables, types_of, without_code
from fama_cli.meetings.exports.parts import as_lines, clock, has_door, in_uk, is_in_person, position, why_not_now
from fama_cli.meetings.model import UK_CLOCKS, Meeting
from fama_cli.meetings.pattern import Every

LONGEST_SLUG = 64
LONGEST_NAME = 255
"""Letters, both. The format says so."""

LOST = ("no", "closed_on", "checked_on", "checked_by", "contacts", "source_id")
"""Fields the format has no place for. Its fields for contacts take the parts of a person, which ours are not in."""

_ALIKE = {
    "location": "venue",
    "address": "address",
    "city": "town",
    "state": "county",
    "postal_code": "postcode",
    "country": "country",
    "location_notes": "place_notes",
    "conference_url": "online_url",
    "conference_url_notes": "online_notes",
    "conference_phone": "online_phone",
    "conference_phone_notes": "online_phone_notes",
    "group": "group",
    "group_notes": "group_notes",
    "notes": "notes",
    "url": "website",
}
"""Their field -> ours, where both hold the same words."""


def left_out(meeting: Meeting, known: Tables, today: date) -> str:
    """Why this meeting is not written, as a sentence without a full stop. Empty where it is."""
    pattern = meeting.pattern
    if pattern and (pattern.every is not Every.WEEK or pattern.interval != 1 or pattern.weekday is None):
        return "It is not every week, and Meeting Guide can only say every week"
    table = known.get(meeting.fellowship)
    if meeting.paused and (not (table and table.paused) or meeting.online_url or meeting.online_phone):
        # The code says that the venue is shut. With a link, a finder takes that to mean "online instead".
        return "It does not take place at present, and Meeting Guide cannot say so"
    return why_not_now(meeting, today)


def lost(meeting: Meeting, known: Tables, *, as_written: bool = False) -> tuple[str, ...]:
    """The fields of ours that the row for this meeting cannot say. `as_written` as for `write`."""
    names = [name for name in LOST if getattr(meeting, name)]
    if not as_written:
        table = known.get(meeting.fellowship)
        names += without_code(meeting, table)
        names += ["codes"] if meeting.codes and list(meeting.codes) != types_of(meeting, table) else []
    if meeting.pattern is None:
        names += [name for name in ("at", "until") if getattr(meeting, name) is not None]
    else:
        names += [f"pattern.{name}" for name in ("starts", "ends") if getattr(meeting.pattern, name)]
    if meeting.paused and meeting.attendance:
        names.append("attendance")
    if meeting.approximate is not None and bool(meeting.approximate) is _is_exact(meeting):
        names.append("approximate")
    if len(meeting.name) > LONGEST_NAME:
        names.append("name")
    if position(meeting) is None:
        names += [name for name in ("latitude", "longitude") if getattr(meeting, name) is not None]
    return tuple(names)


def may_look_inactive(meeting: Meeting) -> bool:
    """Whether finders may show it as not active: they take an address of fewer than 4 parts for an area, and not a door."""
    return is_in_person(meeting) and (not has_door(meeting) or len(_address(meeting)) < 4)


def write(
    meetings: Iterable[Meeting],
    *,
    known: Tables,
    today: date,
    key: Callable[[Meeting], str],
    as_written: Callable[[Meeting], bool] | None = None,
) -> bytes:
    """The meetings as a list in JSON, a row a line, without those that `left_out` names.

    `key` gives what is the same from one export to the next; the slug is made of it. `as_written` says whether a meeting came
    from a list in this very format: then its own codes are written again. Otherwise its facts are put in its fellowship's codes.
    """
    slugs: dict[str, int] = {}
    rows = []
    for meeting in meetings:
        if left_out(meeting, known, today):
            continue
        types = meeting.codes if as_written and as_written(meeting) else types_of(meeting, known.get(meeting.fellowship))
        rows.append(_row(meeting, slug(key(meeting), slugs), list(types)))
    return f"{as_lines(rows)}\n".encode()


def slug(key: str, taken: dict[str, int]) -> str:
    """`key` as a slug: small letters, figures and hyphens, at most 64. `taken` counts those given before."""
    made = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")
    if len(made) > LONGEST_SLUG - 4 or not made:
        # What tells 2 long keys apart may come last, so a long one is cut and gets a mark made of the whole.
        mark = hashlib.sha256(key.encode()).hexdigest()[:10]
        made = f"{made[: LONGEST_SLUG - 16].strip('-')}-{mark}".strip("-")
    taken[made] = taken.get(made, 0) + 1
    if taken[made] == 1:
        return made
    # "group" a second time is "group-2", which may be the slug of another already.
    return slug(f"{made}-{taken[made]}", taken)


def _row(meeting: Meeting, name: str, types: list[str]) -> dict[str, Any]:
    row: dict[str, Any] = {"name": meeting.name[:LONGEST_NAME], "slug": name}
    if meeting.pattern and meeting.pattern.weekday is not None:
        row["day"] = (meeting.pattern.weekday + 1) % 7
        if meeting.at is not None:
            row["time"] = clock(meeting.at)
        if meeting.until is not None:
            row["end_time"] = clock(meeting.until)
    # Without one, a finder takes the zone of its own site.
    row["timezone"] = meeting.zone or UK_CLOCKS
    parts = _address(meeting)
    if (meeting.address or meeting.venue) and (meeting.town or meeting.postcode):
        # Without a street the first part would be taken for one, and "High Street, UK" for a town. The parts are all below.
        row["formatted_address"] = ", ".join(parts)
    if parts or meeting.approximate is not None:
        row["approximate"] = "no" if _is_exact(meeting) else "yes"
    if meeting.attendance and not meeting.paused:
        # Not of the specification: 12-step-meeting-list adds it, and finders that do not know it work it out from the rest.
        row["attendance_option"] = meeting.attendance.replace("-", "_")
    row |= {theirs: value for theirs, ours in _ALIKE.items() if (value := getattr(meeting, ours))}
    place = position(meeting)
    if place:
        row["latitude"], row["longitude"] = place
    if meeting.region:
        row["regions"] = meeting.region.split(" > ")
    if types:
        row["types"] = types
    if meeting.updated:
        row["updated"] = f"{meeting.updated} 00:00:00"
    return row


def _is_exact(meeting: Meeting) -> bool:
    """Whether people may be sent to the address: to a door, of a meeting that is behind it."""
    return is_in_person(meeting) and has_door(meeting)


def _address(meeting: Meeting) -> list[str]:
    """Street, town, postcode and country, which is what finders count.

    Where one of them is not known, what else is known makes up 4: the name of the place before the street, the county after the
    town. Nothing is made up. Where the town is not known there is no way: a street in its place would be taken for one. A comma
    within a part would count as another part, so it is left out here; `address` keeps it.
    """
    area = [meeting.town, meeting.postcode, "UK" if in_uk(meeting) else meeting.country]
    parts = [meeting.address or meeting.venue, *area]
    if meeting.town and not all(parts):
        if meeting.address and meeting.venue:
            parts.insert(0, meeting.venue)
        elif meeting.county:
            parts.insert(-2, meeting.county)
    return [re.sub(r"\s*,\s*", " ", part).strip() for part in parts if part]
