"""What a service in Open Referral UK says of itself by its terms, and in words: who may come, how, and what there is."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import NamedTuple, TypeVar

from fama_cli.meetings.feeds import oruk_notices as say
from fama_cli.meetings.feeds import oruk_terms as terms
from fama_cli.meetings.feeds.oruk_places import lines, objects
from fama_cli.meetings.feeds.oruk_schedules import Held, words
from fama_cli.meetings.model import UK_CLOCKS, Attendance, Feature, Welcome
from fama_cli.meetings.reading import Finding
from fama_cli.meetings.vocabulary import Code, Vocabulary
from fama_cli.text import folded

_ONLINE = re.compile(r"\b(?:online|virtual\w*|remote\w*|video\w*|zoom|teams|webinar|internet|(?:tele)?phone)\b", re.IGNORECASE)
_IN_PERSON = re.compile(r"\b(?:in[\s-]?person|face[\s-]to[\s-]face|on[\s-]?site|at (?:the|a) (?:venue|location))\b", re.IGNORECASE)

Kind = TypeVar("Kind", Feature, Welcome, Attendance)


class Known(NamedTuple):
    """What the terms of one service say."""

    values: dict[str, object]
    """Fields of a `Meeting`."""
    stated: Attendance | None
    ours: bool
    """Whether the service was written by us."""

    def attendance(self, schedule: Held, *, has_room: bool, online: bool, findings: list[Finding]) -> Attendance | None:
        """How people come: by our own term, else the words of the schedule, else the kinds of place there are."""
        if self.stated:
            return self.stated
        said = words(schedule.get("attending_type"))
        if said and not self.ours:
            found = _mode(bool(_IN_PERSON.search(said)), bool(_ONLINE.search(said)))
            if found:
                return found
            findings.append(Finding("attending_type", say.ATTENDING, said[:60]))
        return None if self.ours else _mode(has_room, online)


class Facts:
    """Reads terms. Other people's are known by the words for the codes of the fellowship."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._words: dict[str, dict[str, Code]] = {}

    def terms(self, service: Held) -> list[tuple[Held, Held]]:
        """Each attribute with its term."""
        found = objects(service.get("attributes"))
        return [(attribute, term) for attribute in found if isinstance(term := attribute.get("taxonomy_term"), dict)]

    def of(self, service: Held, fellowship: str) -> Known:
        """What its terms and languages say."""
        ours: dict[str, list[Held]] = {name: [] for name in terms.ALL}
        others: list[str] = []
        for _, term in self.terms(service):
            taxonomy = words(term.get("taxonomy"))
            if taxonomy in ours:
                ours[taxonomy].append(term)
            else:
                others.append(words(term.get("name")))
        names = {
            taxonomy: tuple(dict.fromkeys(filter(None, (words(term.get("name")) for term in held)))) for taxonomy, held in ours.items()
        }
        codes = self._codes(fellowship)
        known = [(name, codes.get(folded(name))) for name in others if name]
        welcomes = {*_members(Welcome, names[terms.WELCOME]), *(code.welcome for _, code in known if code and code.welcome)}
        modes = {*_members(Attendance, names[terms.ATTENDANCE]), *(code.attendance for _, code in known if code and code.attendance)}
        spoken = [
            name for each in objects(service.get("languages")) if len(name := words(each.get("name")) or words(each.get("language"))) > 3
        ]
        values: dict[str, object] = {
            "welcome": welcomes.pop() if len(welcomes) == 1 else None,
            "yes": _once(*_members(Feature, names[terms.YES]), *(code.feature for _, code in known if code)),
            "no": _once(*_members(Feature, names[terms.NO])),
            "languages": _once(
                *names[terms.LANGUAGE], *(name for name in spoken if len(name) > 3), *(code.language for _, code in known if code)
            ),
            "kinds": _once(*names[terms.KIND], *(name for name, code in known if code is None or _says_no_more(code))),
            "closed_on": names[terms.CLOSED_ON],
            "zone": next(iter(names[terms.ZONE]), UK_CLOCKS),
        }
        if names[terms.PLACE] in ((terms.AREA,), (terms.DOOR,)):
            values["approximate"] = names[terms.PLACE] == (terms.AREA,)
        for group in ours[terms.GROUP][:1]:
            values |= {"group": words(group.get("name")), "group_notes": lines(group.get("description"))}
        return Known(values, Attendance.HYBRID if len(modes) > 1 else next(iter(modes), None), any(ours.values()))

    def _codes(self, fellowship: str) -> dict[str, Code]:
        if fellowship not in self._words:
            tables = [table for table in self._vocabulary.meeting_codes if fellowship in table.fellowships]
            self._words[fellowship] = {folded(said): code for each in tables for code in each.codes for said in (code.says, *code.words)}
        return self._words[fellowship]


def link_of(schedule: Held, values: dict[str, object], findings: list[Finding]) -> None:
    """Put the link of a schedule where it belongs: it is the way in where people come online, and else a page about it."""
    link = words(schedule.get("schedule_link"))
    if not link or link in (values.get("website"), values.get("online_url")):
        return
    is_way_in = values.get("attendance") in (Attendance.ONLINE, Attendance.HYBRID)
    field = next((name for name in (("online_url", "website") if is_way_in else ("website",)) if not values.get(name)), "")
    if field:
        values[field] = link
    else:
        findings.append(Finding("schedule_link", say.LINK, link[:60]))


def _names(held: list[Held]) -> list[str]:
    return [words(term.get("name")) for term in held]


def _mode(in_person: bool, online: bool) -> Attendance | None:
    if in_person:
        return Attendance.HYBRID if online else Attendance.IN_PERSON
    return Attendance.ONLINE if online else None


def _says_no_more(code: Code) -> bool:
    return not (code.feature or code.welcome or code.language or code.attendance or code.paused)


def _members(kind: type[Kind], names: tuple[str, ...]) -> list[Kind]:
    found: list[Kind] = []
    for name in names:
        with suppress(ValueError):  # A later version may know more of them.
            found.append(kind(name))
    return found


def _once(*things: object) -> tuple[object, ...]:
    return tuple(dict.fromkeys(thing for thing in things if thing))
