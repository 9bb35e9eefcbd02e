"""The imported meetings that a walk offers. Where somebody wants to be near to is used for one search, and kept nowhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fama_cli.cli.local_meetings import imported, index_at, names_of, postcodes, weekdays_in
from fama_cli.cli.meeting_words import can_be_chosen, words_of
from fama_cli.cli.today import now, today
from fama_cli.errors import FileProblem, NotFound, NotUnderstood
from fama_cli.practice.model import Script, StepKind
from fama_cli.practice.walk import Answers, day_typed
from fama_cli.record import changed, record
from fama_cli.text import ended

if TYPE_CHECKING:
    from fama_cli.meetings.places.spot import Spot
    from fama_cli.meetings.shown import ListedMeeting

MOST = 9
"""Meetings that are offered at once."""
WITHIN = ("5mi", "10mi", "25mi")
"""How far away is looked, one after the other, until something is found."""
BY_ID = "id "
"""What stands before the id of a meeting in a file of answers."""


class NoSuchPlace(NotFound):
    """Nothing on this computer says where that is. What was typed is not repeated: it may be where a client lives."""


@record
class When:
    """The days that are looked at. Empty is any day."""

    weekdays: frozenset[int] = frozenset()
    """0 is Monday."""
    on: date | None = None
    until: date | None = None
    """The last day."""


@record
class Wanted:
    """What is looked for."""

    fellowships: tuple[str, ...] = ()
    """Ids of groups. Empty is all of them."""
    spot: Spot | None = None
    online: bool = False
    when: When = When()
    words: str = ""
    """In the name, the place or the notes of a meeting."""


@record
class Offered:
    """A meeting to choose."""

    meeting: ListedMeeting
    words: str
    """What is kept when it is chosen."""


@record
class Offer:
    """Meetings to choose from, the next first."""

    meetings: tuple[Offered, ...] = ()
    total: int = 0
    """How many fit. `meetings` has at most MOST."""
    within: str = ""
    """How far away they are at most, where a place was named."""
    later: bool = False
    """None is in the days that were asked about: these come after."""
    online_instead: bool = False
    """None is near, so these are online."""
    without_place: int = 0
    """Meetings that may fit, and that nobody can place."""


class Meetings:
    """What was imported into a data folder."""

    def __init__(self, data: str) -> None:
        self._data = data

    def there_are(self) -> bool:
        """Whether any list was imported."""
        return index_at(self._data).exists()

    def names(self) -> Mapping[str, str]:
        """Id of a group -> its name."""
        from fama_cli.catalogue.load import load_directory

        return names_of(load_directory(self._data))

    def spot(self, typed: str) -> Spot:
        """Where that is. Raises NoSuchPlace, or FileProblem."""
        from fama_cli.meetings.index.located import spot_named

        try:
            with postcodes(self._data) as postcode_at:
                return spot_named(typed, imported(self._data), postcode_at)[0]
        except (NotFound, NotUnderstood) as missing:
            # Its message has what was typed. A town that is like it, or others of the same name, come from the lists.
            useful = missing.hint.startswith(("Did you mean", "There is more than one"))
            hint = missing.hint if useful else "Try the first half of the postcode, or a town that has a meeting"
        raise NoSuchPlace("Where that is, is not known on this computer", hint=hint)

    def search(self, wanted: Wanted) -> Offer:
        """The next meetings that fit. Where none is near, those online; and where there is none on the days that were asked
        about, those after. Raises FileProblem."""
        try:
            for within in WITHIN if wanted.spot else ("",):
                offer = self._search(wanted, within)
                if offer.total:
                    return offer
            if wanted.spot:
                online = self._search(changed(wanted, spot=None, online=True), "")
                offer = changed(online, online_instead=True, within=within, without_place=offer.without_place) if online.total else offer
        except sqlite3.Error:
            # Its message may have what was typed.
            raise FileProblem("The meetings could not be read", hint="Import the lists again, which makes the file anew") from None
        return offer

    def _search(self, wanted: Wanted, within: str) -> Offer:
        from fama_cli.meetings.index.query import Query
        from fama_cli.meetings.index.search import search
        from fama_cli.meetings.index.sources import limit_of
        from fama_cli.meetings.listed import listed_meeting
        from fama_cli.meetings.model import Attendance
        from fama_cli.meetings.places.distance import metres_in

        path, day = imported(self._data), today()
        query = Query(
            today=day,
            now=now(),
            fellowships=wanted.fellowships,
            spot=wanted.spot,
            within=metres_in(within) if within else 0,
            weekdays=wanted.when.weekdays,
            on=wanted.when.on,
            attendance=Attendance.ONLINE if wanted.online else None,
            words=wanted.words,
        )
        found = search(path, query, limit=MOST)
        hits = found.hits
        last = wanted.when.until
        soon = [hit for hit in hits if last is None or (hit.next_on and hit.next_on <= last)]
        months, names = limit_of(path), self.names()
        meetings = [(hit, listed_meeting(hit, today=day, limit=months, names=names)) for hit in soon or hits]
        return Offer(
            meetings=tuple(Offered(meeting=each, words=words_of(hit, each, today=day)) for hit, each in meetings),
            total=found.total,
            within=within,
            later=bool(hits and not soon),
            without_place=found.without_place,
        )

    def by_id(self, script: Script, answers: Answers) -> tuple[Answers, Sequence[str]]:
        """`answers` with the words of each meeting that is named as `id …`; and what is wrong with those that are none."""
        from fama_cli.cli.meeting_answers import meeting_called
        from fama_cli.meetings.index.sources import limit_of
        from fama_cli.meetings.listed import listed_meeting

        found, problems = dict(answers), []
        for step in script.steps:
            for value in found[step.id].values if step.kind is StepKind.CHOOSE_MEETING and step.id in found else ():
                if not value.startswith(BY_ID):
                    continue
                try:
                    hit = meeting_called(value.removeprefix(BY_ID), self._data)
                except (NotFound, NotUnderstood) as missing:
                    problems.append(f"`{step.id}`: {missing.message}. {ended(missing.hint)}")
                    continue
                if hit.meeting.paused or not can_be_chosen(hit):
                    problems.append(f"`{step.id}`: the meeting with that id does not take place any more, or not at present")
                    continue
                listed = listed_meeting(hit, today=today(), limit=limit_of(imported(self._data)), names=self.names())
                found[step.id] = changed(found[step.id], values=(words_of(hit, listed, today=today()),))
        return found, problems


NEXT_DAYS = 7
ANY = ("any", "all", "any day")


def when_typed(typed: str) -> When:
    """ "tue", "mon-fri", "today", "24/11" or "any"; nothing is the next 7 days. Raises NotUnderstood."""
    day, words = today(), typed.casefold()
    if not words:
        return When(until=day + timedelta(days=NEXT_DAYS - 1))
    if words in ANY:
        return When()
    soon = {"today": 0, "tonight": 0, "tomorrow": 1}
    if words in soon:
        return When(on=day + timedelta(days=soon[words]))
    if (named := day_typed(typed, today=day)) and named >= day:
        return When(on=named)
    try:
        weekdays = weekdays_in([typed])
    except NotUnderstood:
        weekdays = frozenset()
    if not weekdays:
        raise NotUnderstood("Those are not days", hint="Type days as tue, mon-fri, weekend, today or 24/11; or any")
    return When(weekdays=weekdays)
