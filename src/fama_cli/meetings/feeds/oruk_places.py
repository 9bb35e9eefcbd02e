"""The places of an Open Referral UK service: rooms, and ways to join from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from fama_cli.meetings.feeds import oruk_notices as say
from fama_cli.meetings.feeds import oruk_terms as terms
from fama_cli.meetings.feeds.oruk_schedules import Held, words
from fama_cli.meetings.feeds.parts import postcode
from fama_cli.meetings.feeds.place import country, degrees
from fama_cli.meetings.feeds.plain import tidied
from fama_cli.meetings.reading import Finding


def objects(held: object) -> list[Held]:
    """The objects in a list, if it is one."""
    return [each for each in held if isinstance(each, dict)] if isinstance(held, list) else []


def lines(*texts: object) -> str:
    """Texts one below the other, each once, with the line breaks they have."""
    found = (tidied("\n".join(" ".join(line.split()) for line in text.splitlines()), True) for text in texts if isinstance(text, str))
    return "\n".join(dict.fromkeys(filter(None, found)))


def rooms_of(service: Held) -> dict[str, Held]:
    """Id of the link between service and place -> the place, for those that people come to."""
    return {words(link.get("id")) or str(number): place for number, (link, place) in enumerate(_places(service)) if _is(place, "physical")}


def ways_in(service: Held) -> dict[str, str]:
    """Our fields for joining from elsewhere, from every virtual place."""
    values: dict[str, str] = {}
    for _, place in _places(service):
        if not _is(place, "virtual"):
            continue
        kind, identifier = words(place.get("external_identifier_type")), words(place.get("external_identifier"))
        if kind == terms.PHONE:
            values |= {"online_phone": identifier, "online_phone_notes": lines(place.get("description"))}
            continue
        address = next((each for each in (identifier, words(place.get("name")), words(place.get("description"))) if _is_link(each)), "")
        notes = lines(place.get("description"))
        values.setdefault("online_url", address)
        values.setdefault("online_notes", "" if notes == address else notes)
    return {name: value for name, value in values.items() if value}


def is_online(service: Held) -> bool:
    """Whether it has a place that is not a room."""
    return any(_is(place, "virtual") for _, place in _places(service))


def room(place: Held, findings: list[Finding]) -> dict[str, object]:
    """Our fields for one room."""
    values: dict[str, object] = {"venue": words(place.get("name"))}
    notes: list[object] = [place.get("description")]
    for access in objects(place.get("accessibility")):
        texts = [text for text in (access.get("description"), access.get("accessibility"), access.get("details")) if isinstance(text, str)]
        notes += [text for text in texts if text not in terms.ACCESS]
    values["place_notes"] = lines(*notes)
    found = objects(place.get("addresses"))
    if found:
        values |= _address(next((each for each in found if _is(each, "physical", "address_type")), found[0]))
    latitude, longitude = place.get("latitude"), place.get("longitude")
    if latitude is not None or longitude is not None:
        spot = degrees(words(latitude), words(longitude))
        if spot:
            values["latitude"], values["longitude"] = spot
        else:
            findings.append(Finding("latitude", say.WRONG_PLACE, tidied(f"{latitude}, {longitude}")[:60]))
    return {name: value for name, value in values.items() if value != ""}


def named(places: Iterable[Held]) -> str:
    """Several rooms in one line, for a person to ask which."""
    found = (", ".join(filter(None, [words(place.get("name")), _in_words(place)])) for place in places)
    return "At one of: " + "; ".join(filter(None, found))


def people_in(service: Held) -> list[str]:
    """Whoever an address names."""
    addresses = (address for _, place in _places(service) for address in objects(place.get("addresses")))
    return [person for address in addresses if (person := words(address.get("attention")))]


def _places(service: Held) -> list[tuple[Held, Held]]:
    return [(link, place) for link in objects(service.get("service_at_locations")) if isinstance(place := link.get("location"), dict)]


def _is(place: Held, kind: str, field: str = "location_type") -> bool:
    return words(place.get(field)).lower() == kind


def _is_link(text: str) -> bool:
    return text.lower().startswith(("https://", "http://")) and " " not in text


def _address(address: Held) -> dict[str, object]:
    code = words(address.get("postal_code"))
    return {
        "address": ", ".join(filter(None, [words(address.get("address_1")), words(address.get("address_2"))])),
        "town": words(address.get("city")),
        "county": words(address.get("state_province")),
        "region": words(address.get("region")),
        "postcode": postcode(code) or code,
        "country": country(words(address.get("country"))),
    }


def _in_words(place: Held) -> str:
    first = next(iter(objects(place.get("addresses"))), {})
    return ", ".join(filter(None, [words(first.get("address_1")), words(first.get("postal_code"))]))
