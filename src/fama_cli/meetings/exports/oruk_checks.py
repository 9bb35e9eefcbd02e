"""What is wrong with a service in Open Referral UK that its schema lets pass.

The schema has a latitude of 100, a date of "soon" and a page of services with one id all pass, so that a service may be valid and
of no use to anybody. What we write passes these rules too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

from fama_cli.meetings.days import NoSuchZone, zone_of
from fama_cli.meetings.exports.parts import is_web_address
from fama_cli.meetings.feeds import oruk_terms as terms
from fama_cli.meetings.feeds.parts import minutes

_DATES = frozenset({"assured_date", "valid_from", "valid_to", "dtstart"})
_TIMES = frozenset({"opens_at", "closes_at"})
_LINKS = frozenset({"url", "website", "schedule_link", "uri", "logo"})
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w")
_BY_DAY = re.compile(r"(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)")
_BY_MONTH_DAY = re.compile(r"-?(?:[1-9]|[12]\d|3[01])")


def page_faults(page: Mapping[str, Any]) -> list[str]:
    """What is wrong with a page: its counts, each of its services, and ids that 2 of them share."""
    services = page["contents"]
    found = [f"total_items is {page['total_items']}, of {len(services)}"] if page["total_items"] != len(services) else []
    found += [f"size is {page['size']}, of {len(services)}"] if page["size"] != len(services) else []
    found += ["empty is not right"] if page["empty"] == bool(services) else []
    found += _twice(service["id"] for service in services)
    return [*found, *chain.from_iterable(map(faults, services))]


def faults(service: Mapping[str, Any]) -> list[str]:
    """What is wrong with one service, a line for each thing. Empty where nothing is."""
    found = list(_field_faults(service))
    found += _twice(held["id"] for path, held in _objects(service) if path[-1:] != ("taxonomy_term",) and "id" in held)
    for _, held in _objects(service):
        if "location_type" in held:
            found += _location_faults(held)
    for schedule in service.get("schedules", ()):
        found += _schedule_faults(schedule)
    spoken = [each for each in service.get("attributes", ()) if each["taxonomy_term"].get("taxonomy") == terms.LANGUAGE]
    if len(spoken) != len(service.get("languages", ())):
        found.append("a language has an id here and no name: it must be a term too")
    zones = [each["taxonomy_term"]["name"] for each in service.get("attributes", ()) if each["taxonomy_term"].get("taxonomy") == terms.ZONE]
    return found + [f"{zone} is no time zone" for zone in zones if not _is_zone(zone)]


def _objects(held: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    """Every object within, each with the names of the fields that lead to it."""
    if isinstance(held, Mapping):
        yield path, held
        for name, each in held.items():
            yield from _objects(each, (*path, name))
    elif isinstance(held, list):
        for each in held:
            yield from _objects(each, path)


def _field_faults(service: Mapping[str, Any]) -> Iterator[str]:
    for path, held in _objects(service):
        for name, value in held.items():
            where = ".".join((*path, name))
            if (name == "id" or name.endswith("_id")) and not _is_uuid(value):
                yield f"{where} is no UUID: {value}"
            if name in _DATES and not _is_date(value):
                yield f"{where} is no date: {value}"
            if name in _TIMES and minutes(str(value)) is None:
                yield f"{where} is no time: {value}"
            if name in _LINKS and not is_web_address(str(value)):
                yield f"{where} is no web address: {value}"
            if name in ("email", "assurer_email") or (isinstance(value, str) and _EMAIL.search(value) and name not in _LINKS):
                yield f"{where} may be a person's email address"


def _location_faults(place: Mapping[str, Any]) -> Iterator[str]:
    latitude, longitude = place.get("latitude"), place.get("longitude")
    if (latitude is None) != (longitude is None):
        yield "a position needs latitude and longitude"
    if latitude is not None and longitude is not None and not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        yield f"no place on the globe is at {latitude}, {longitude}"


def _schedule_faults(schedule: Mapping[str, Any]) -> Iterator[str]:
    often, days, numbers = (schedule.get(name) for name in ("freq", "byday", "bymonthday"))
    if often and not (days or numbers):
        yield f"{often} of which days?"
    if days and not all(_BY_DAY.fullmatch(each) for each in days.split(",")):
        yield f"byday has no such days: {days}"
    if days and (often == "MONTHLY") != any(each[0] in "+-12345" for each in days.split(",")):
        yield f"days of {often} are not written {days}"
    if numbers and (often != "MONTHLY" or not all(_BY_MONTH_DAY.fullmatch(each) for each in numbers.split(","))):
        yield f"bymonthday has no such days: {numbers}"
    if schedule.get("interval", 1) > 1 and not schedule.get("dtstart"):
        yield "an interval needs dtstart, the day to count from"
    first, last = schedule.get("valid_from"), schedule.get("valid_to")
    if first and last and first > last:
        yield f"it is valid from {first} to {last}"


def _twice(ids: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [f"the id {each} is there twice" for each in ids if each in seen or seen.add(each)]  # type: ignore[func-returns-value]  # add gives None


def _is_uuid(value: object) -> bool:
    try:
        return str(UUID(str(value))) == value
    except ValueError:
        return False


def _is_date(value: object) -> bool:
    try:
        return date.fromisoformat(str(value)).isoformat() == value
    except ValueError:
        return False


def _is_zone(name: str) -> bool:
    try:
        zone_of(name)
    except NoSuchZone:
        return False
    return True
