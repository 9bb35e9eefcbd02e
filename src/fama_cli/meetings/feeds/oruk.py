"""Lists in Open Referral UK 3.0, the standard by which councils publish what is on in their area.

The standard: https://docs.openreferraluk.org. A reply is a page of services, a list of them, or one. A service is one meeting for
each schedule and weekday. Most services of a council are no mutual aid, so one that does not say whose it is, by our own term, by
a term or by its organisation, is skipped and named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from fama_cli.meetings.feeds import oruk_notices as say
from fama_cli.meetings.feeds import oruk_terms as terms
from fama_cli.meetings.feeds.codes import named
from fama_cli.meetings.feeds.json_items import whole
from fama_cli.meetings.feeds.oruk_facts import Facts, link_of
from fama_cli.meetings.feeds.oruk_places import is_online, lines, objects, people_in, room, rooms_of, ways_in
from fama_cli.meetings.feeds.oruk_places import named as several
from fama_cli.meetings.feeds.oruk_schedules import Held, Times, date_of, joined, times_of, words
from fama_cli.meetings.feeds.plain import tidied
from fama_cli.meetings.feeds.problems import NotReadable
from fama_cli.meetings.model import Meeting
from fama_cli.meetings.pattern import Pattern
from fama_cli.meetings.reading import Asked, Finding, Row

_ASK = "Ask for `/services`, or for one service by its address `/services/ID`, of the council's Open Referral UK feed"
_SIGNS = frozenset({"status", "schedules", "service_at_locations", "organization", "organization_id"})
"""A service has one of these at least, where a term or an organisation has none."""
_ACTIVE, _PAUSED, _GONE = "active", "temporarily closed", ("inactive", "defunct")


def read(path: Path, asked: Asked) -> Iterator[Row]:
    """The services of a reply. Raises NotReadable for what holds no services, and FileProblem."""
    reply = whole(path)
    services = _services(reply)
    if not any(isinstance(service, dict) and service.keys() & _SIGNS for service in services):
        what = "an Open Referral UK page without any services" if services == [] else "no list of services in Open Referral UK"
        raise NotReadable(f"`{path}` is {what}", hint=_ASK)
    reader = _Services(asked)
    once = _of_page(reply, len(services))
    for number, service in enumerate(services, 1):
        meetings, findings = reader.read(service)
        yield Row(number, meetings, (*once, *findings))
        once = ()


def _services(reply: object) -> list[object]:
    """The services in any of the shapes that hold some. A place with its service, and an organisation with its own, are two more."""
    if isinstance(reply, list):
        return [_unwrapped(each) for each in reply]
    if not isinstance(reply, dict):
        return []
    if isinstance(reply.get("contents"), list):
        return [_unwrapped(each) for each in reply["contents"]]
    if isinstance(reply.get("services"), list):
        return [{"organization": reply, **each} if isinstance(each, dict) else each for each in reply["services"]]
    return [_unwrapped(reply)] if reply else []


def _unwrapped(item: object) -> object:
    if isinstance(item, dict) and isinstance(item.get("service"), dict) and "location" in item:
        return {**item["service"], "service_at_locations": [{name: held for name, held in item.items() if name != "service"}]}
    return item


def _of_page(reply: object, held: int) -> tuple[Finding, ...]:
    """What there is to say of the page itself."""
    if not isinstance(reply, dict) or "contents" not in reply:
        return ()
    total, pages = words(reply.get("total_items")), words(reply.get("total_pages"))
    if reply.get("last_page") is False or (pages.isdecimal() and int(pages) > 1):
        return (Finding("total_pages", say.MORE_PAGES, f"page {words(reply.get('page_number'))} of {pages}"[:60]),)
    return (Finding("total_items", say.TOTALS, f"{total}, and there are {held}"[:60]),) if total and total != str(held) else ()


class _Services:
    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.facts = Facts(asked.vocabulary)
        self.names = [(name, each.id) for each in asked.vocabulary.fellowship_names for name in each.names]
        self.seen: set[str] = set()

    def read(self, service: object) -> tuple[tuple[Meeting, ...], tuple[Finding, ...]]:
        if not isinstance(service, dict) or not service.keys() & _SIGNS:
            return (), (Finding("", say.NOT_A_SERVICE, tidied(str(service))[:60]),)
        findings: list[Finding] = []
        name, identifier = words(service.get("name")), words(service.get("id"))
        if identifier and identifier in self.seen:
            findings.append(Finding("id", say.SAME_ID, identifier[:60]))
        self.seen.add(identifier)
        fellowship = self._fellowship(service)
        stopped = self._stopped(service, name, fellowship, findings)
        if stopped:
            return (), (*findings, stopped)
        meetings = self._meetings(service, fellowship, name, identifier, findings)
        return tuple(meetings), tuple(dict.fromkeys(findings))

    def _stopped(self, service: Held, name: str, fellowship: str, findings: list[Finding]) -> Finding | None:
        """Why no meeting is made of it, if none is."""
        status = words(service.get("status")).lower()
        if not fellowship:
            return Finding("organization", say.NO_GROUP, (words(_organization(service).get("name")) or name)[:60])
        if not name:
            return Finding("name", say.NO_NAME)
        if status in _GONE:
            return Finding("status", say.NOT_ACTIVE, status)
        if status not in (_ACTIVE, _PAUSED):
            findings.append(Finding("status", say.STATUS if status else say.NO_STATUS, status[:60]))
        return None

    def _fellowship(self, service: Held) -> str:
        if self.asked.fellowship:
            return self.asked.fellowship
        said = [(words(term.get("taxonomy")), words(term.get("name"))) for _, term in self.facts.terms(service)]
        ours = next((name for taxonomy, name in said if taxonomy == terms.FELLOWSHIP and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)), "")
        if ours:
            return ours
        found = (named(name, self.names) for name in chain((name for _, name in said), [words(_organization(service).get("name"))]) if name)
        return next(filter(None, found), "")

    def _meetings(self, service: Held, fellowship: str, name: str, identifier: str, findings: list[Finding]) -> list[Meeting]:
        facts = self.facts.of(service, fellowship)
        shared: dict[str, object] = {
            **facts.values,
            **ways_in(service),
            "website": words(service.get("url")),
            "contacts": _contacts(service),
            "source_id": identifier,
            "paused": words(service.get("status")).lower() == _PAUSED,
            "updated": date_of(service, "last_modified", findings),
            "checked_on": date_of(service, "assured_date", findings),
        }
        rooms, online = rooms_of(service), is_online(service)
        found: list[tuple[Pattern | None, Held]] = []
        for schedule in _schedules(service, findings):
            times = times_of(schedule, findings) if schedule else Times((None,), None, None)
            values = {**shared, **_place(rooms, words(schedule.get("service_at_location_id")), findings)}
            values |= {"at": times.at, "until": times.until}
            values["attendance"] = facts.attendance(schedule, has_room=bool(rooms), online=online, findings=findings)
            # Ours says the days and the days off there, in words for people. They are no notes of the meeting.
            notes = [] if facts.ours else [schedule.get("description"), schedule.get("notes")]
            values["notes"] = lines(service.get("description"), service.get("alert"), *notes)
            link_of(schedule, values, findings)
            found += [(pattern, values) for pattern in times.patterns]
        meetings = (Meeting(fellowship=fellowship, name=name, pattern=pattern, **values) for pattern, values in joined(found))  # type: ignore[arg-type]  # of its field's kind
        return list(meetings)


def _schedules(service: Held, findings: list[Finding]) -> list[Held]:
    """The schedules, or one without anything where there is none."""
    found = service.get("schedules")
    # HSDS, on which the standard rests, gives a service at a place schedules of its own.
    links = objects(service.get("service_at_locations"))
    nested = [{"service_at_location_id": link.get("id"), **each} for link in links for each in objects(link.get("schedules"))]
    held = objects(found) + nested
    if len(held) < (len(found) if isinstance(found, list) else found is not None) + len(nested):
        findings.append(Finding("schedules", say.NOT_A_SCHEDULE))
    if held:
        return held
    is_short = "schedules" not in service and "service_at_locations" not in service
    findings.append(Finding("schedules", say.SHORT if is_short else say.NO_SCHEDULE))
    return [{}]


def _place(rooms: dict[str, Held], link: str, findings: list[Finding]) -> dict[str, object]:
    """The room that is linked, or the only one. Of several, nobody can say which, so they are named and none is taken."""
    if link in rooms:
        return room(rooms[link], findings)
    if len(rooms) > 1:
        findings.append(Finding("service_at_locations", say.SEVERAL_PLACES, str(len(rooms))))
        return {"place_notes": several(rooms.values())}
    return room(next(iter(rooms.values())), findings) if rooms else {}


def _organization(service: Held) -> Held:
    found = service.get("organization")
    return found if isinstance(found, dict) else {}


def _contacts(service: Held) -> tuple[str, ...]:
    """People and addresses, each in a line. They are dropped later, unless they were asked for."""
    found = [words(service.get("email")), words(service.get("assurer_email"))]
    for contact in objects(service.get("contacts")):
        phones = [words(phone.get("number")) for phone in objects(contact.get("phones"))]
        found.append(
            ", ".join(filter(None, [words(contact.get("name")), words(contact.get("title")), words(contact.get("email")), *phones]))
        )
    found += [words(phone.get("number")) for phone in objects(service.get("phones"))]
    return tuple(dict.fromkeys(filter(None, [*found, *people_in(service)])))
