"""Open Referral UK lists, as councils publish them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fama_cli.catalogue.load import load_vocabulary
from fama_cli.errors import FamaError
from fama_cli.meetings.feeds.oruk import read
from fama_cli.meetings.feeds.problems import NotReadable
from fama_cli.meetings.model import Attendance, Feature, Meeting, Welcome
from fama_cli.meetings.pattern import Every, Pattern, monthly, on_dates, weekly
from fama_cli.meetings.reading import Asked, Row, Severity
from tests.conftest import examples, shared

PROFILE = "samples/OpenReferralUK-uk-profile/examples"
MOCKS = "samples/OpenReferralUK-oruk-validator/OpenReferralApi/Mocks/V3.0-UK-Default"
SCHEDULE: dict[str, Any] = {"id": "s1", "freq": "WEEKLY", "byday": "MO", "opens_at": "19:30", "closes_at": "21:00"}
ROOM: dict[str, Any] = {
    "id": "l1",
    "location_type": "physical",
    "name": "St Mary's Hall",
    "latitude": 53.8,
    "longitude": -1.55,
    "addresses": [
        {"id": "a1", "address_1": "5 Mill Lane", "city": "Leeds", "state_province": "", "postal_code": "ls14dy", "country": "GB"}
    ],
}
SERVICE: dict[str, Any] = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Leeds Monday",
    "status": "active",
    "organization": {"id": "o1", "name": "Narcotics Anonymous UK", "description": ""},
    "schedules": [SCHEDULE],
    "service_at_locations": [{"id": "sl1", "location": ROOM}],
}


@pytest.fixture(scope="module")
def asked() -> Asked:
    return Asked(vocabulary=load_vocabulary())


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("oruk") / "reply.json"


def rows(file: Path, asked: Asked, reply: Any) -> list[Row]:
    file.write_text(json.dumps(reply))
    return list(read(file, asked))


def one(file: Path, asked: Asked, **values: Any) -> Row:
    [row] = rows(file, asked, {**SERVICE, **values})
    return row


def codes(row: Row) -> list[str]:
    return [finding.notice.code for finding in row.findings]


def scheduled(file: Path, asked: Asked, **values: Any) -> tuple[list[Pattern | None], list[str]]:
    row = one(file, asked, schedules=[{**SCHEDULE, **values}])
    return [meeting.pattern for meeting in row.meetings], codes(row)


def term(name: str, taxonomy: str = "council") -> dict[str, Any]:
    return {"id": "t", "link_type": "service", "taxonomy_term": {"id": "t", "name": name, "description": "", "taxonomy": taxonomy}}


COUNSELLING = ["bymonthday", "no-day-left", "position"]


@pytest.mark.parametrize(
    ("sample", "number", "findings"),
    [
        (f"{PROFILE}/service_full.json", 2, COUNSELLING),
        (f"{PROFILE}/service_at_location_full.json", 2, COUNSELLING),
        (f"{PROFILE}/organization_full.json", 2, COUNSELLING),
        (f"{PROFILE}/service_list.json", 1, ["more-pages", "short-form"]),
        (f"{PROFILE}/service_at_location_list.json", 1, ["more-pages", "no-day", "position"]),
        (f"{MOCKS}/service_full.json", 2, COUNSELLING),
        (f"{MOCKS}/service_list.json", 1, ["short-form"]),
        (f"{MOCKS}/service_at_location_full.json", 2, COUNSELLING),
        (f"{MOCKS}/organization.json", 2, COUNSELLING),
    ],
)
def test_the_samples(sample: str, number: int, findings: list[str], asked: Asked) -> None:
    [row] = read(shared(sample), Asked(vocabulary=asked.vocabulary, fellowship="na"))
    [as_council_service] = read(shared(sample), asked)

    assert (len(row.meetings), sorted(codes(row))) == (number, sorted(findings))
    # A council's service that names no group of the directory is none of ours.
    assert as_council_service.meetings == ()
    assert codes(as_council_service)[-1] == "no-fellowship"


def test_the_facts_of_a_sample(asked: Asked) -> None:
    [row] = read(shared(f"{PROFILE}/service_full.json"), Asked(vocabulary=asked.vocabulary, fellowship="na"))
    thursday, friday = row.meetings

    assert [each.pattern and each.pattern.weekday for each in row.meetings] == [3, 4]
    assert {name for name in vars(thursday) if vars(thursday)[name] != vars(friday)[name]} == {"pattern"}
    assert (thursday.at, thursday.until, thursday.attendance) == (600, 1080, Attendance.HYBRID)
    assert (thursday.latitude, thursday.longitude, thursday.updated, thursday.checked_on) == (None, None, "2023-03-15", "2005-01-01")
    assert thursday.contacts == ("email@example.com", "Ann Persona, Reception Manager", "A. Persona")
    assert "induction loops" in thursday.place_notes
    # What is said of access in free text is no "yes": it may as well be "no wheelchair access".
    assert thursday.yes == ()


@pytest.mark.parametrize(
    "name",
    [
        "taxonomy.json",
        "taxonomy_list.json",
        "taxonomy_term.json",
        "organization_list.json",
        "api_details.json",
        "dashboard_services_response.json",
    ],
)
def test_other_replies_are_refused(name: str, asked: Asked) -> None:
    with pytest.raises(NotReadable, match="is no list of services in Open Referral UK") as problem:
        list(read(shared(f"{MOCKS}/{name}"), asked))

    assert problem.value.hint.startswith("Ask for `/services`")


def test_a_meeting(file: Path, asked: Asked) -> None:
    row = one(file, asked)

    assert row.findings == ()
    assert row.meetings == (
        Meeting(
            fellowship="na",
            name="Leeds Monday",
            pattern=weekly(0),
            at=1170,
            until=1260,
            attendance=Attendance.IN_PERSON,
            venue="St Mary's Hall",
            address="5 Mill Lane",
            town="Leeds",
            postcode="LS1 4DY",
            country="UK",
            latitude=53.8,
            longitude=-1.55,
            source_id="ac148810-d857-441c-9679-408f346de14b",
        ),
    )


NOVEMBER = date(2026, 11, 9)


@pytest.mark.parametrize(
    ("values", "patterns", "findings"),
    [
        ({"byday": "TH,FR"}, [weekly(3), weekly(4)], []),
        ({"byday": ["MO", "SU"]}, [weekly(0), weekly(6)], []),
        ({"byday": "Monday"}, [weekly(0)], []),
        ({"freq": "weekly", "interval": "1"}, [weekly(0)], []),
        ({"freq": "MONTHLY", "byday": "-1FR"}, [monthly(4, -1)], []),
        ({"freq": "MONTHLY", "byday": "1MO,3MO"}, [monthly(0, 1, 3)], []),
        ({"freq": "MONTHLY", "byday": "1MO,-1FR"}, [monthly(0, 1), monthly(4, -1)], []),
        ({"freq": "MONTHLY", "byday": "", "bymonthday": "15,-1"}, [Pattern(every=Every.MONTH_DAY, month_days=(15, -1))], []),
        ({"freq": "MONTHLY", "byday": None, "bymonthday": 9}, [Pattern(every=Every.MONTH_DAY, month_days=(9,))], []),
        ({"interval": 2, "dtstart": "2026-11-09"}, [Pattern(every=Every.WEEK, weekday=0, interval=2, starts=NOVEMBER)], []),
        ({"interval": 2}, [Pattern(every=Every.WEEK, weekday=0, interval=2)], ["no-dtstart"]),
        # Valid from the middle of the fortnight between two.
        (
            {"interval": 2, "dtstart": "2026-11-09", "valid_from": "2026-11-12"},
            [Pattern(every=Every.WEEK, weekday=0, interval=2, starts=date(2026, 11, 23))],
            [],
        ),
        (
            {"valid_from": "2026-01-01", "valid_to": "2026-12-31"},
            [Pattern(every=Every.WEEK, weekday=0, starts=date(2026, 1, 1), ends=date(2026, 12, 31))],
            [],
        ),
        ({"valid_from": "2026-11-09", "valid_to": "2026-11-09"}, [on_dates(NOVEMBER)], []),
        ({"freq": None, "byday": None, "dtstart": "2026-11-09"}, [on_dates(NOVEMBER)], []),
        ({"freq": None, "byday": None}, [None], []),
        ({"freq": None}, [weekly(0)], ["no-freq"]),
        ({"freq": "", "byday": "2MO"}, [monthly(0, 2)], ["no-freq"]),
        ({"bymonthday": "2,3"}, [weekly(0)], ["bymonthday"]),
        ({"freq": "HOURLY"}, [None], ["rule"]),
        ({"byday": "XX"}, [None], ["rule"]),
        ({"interval": 0}, [None], ["rule"]),
        ({"interval": 10**9}, [None], ["rule"]),
        ({"dtstart": "soon"}, [weekly(0)], ["date"]),
        ({"valid_from": "9999-12-31", "valid_to": "9999-12-31", "interval": 2}, None, None),
    ],
)
def test_days(values: dict[str, Any], patterns: list[Pattern | None] | None, findings: list[str] | None, file: Path, asked: Asked) -> None:
    found = scheduled(file, asked, **values)

    assert patterns is None or found == (patterns, findings)


@pytest.mark.parametrize(
    ("values", "at", "until", "findings"),
    [
        ({"opens_at": "10:00:00"}, 600, 1260, []),
        ({"opens_at": "19:30Z"}, 1170, 1260, ["time-offset"]),
        ({"opens_at": "19:30+01:00"}, 1170, 1260, ["time-offset"]),
        ({"opens_at": None}, None, 1260, ["no-time"]),
        ({"closes_at": ""}, 1170, None, []),
        ({"opens_at": "evening"}, None, 1260, ["time"]),
        ({"opens_at": ["19:30"]}, 1170, 1260, []),
    ],
)
def test_times(values: dict[str, Any], at: int | None, until: int | None, findings: list[str], file: Path, asked: Asked) -> None:
    row = one(file, asked, schedules=[{**SCHEDULE, **values}])

    assert (row.meetings[0].at, row.meetings[0].until, codes(row)) == (at, until, findings)


def test_each_schedule_is_a_meeting_and_single_dates_are_one_together(file: Path, asked: Asked) -> None:
    dates = [{"opens_at": "18:00", "valid_from": day, "valid_to": day} for day in ("2026-12-31", "2026-12-24")]

    row = one(file, asked, schedules=[*dates, SCHEDULE, {**SCHEDULE, "opens_at": "10:00", "closes_at": "11:00"}])

    assert [(meeting.pattern, meeting.at) for meeting in row.meetings] == [
        (on_dates(date(2026, 12, 24), date(2026, 12, 31)), 1080),
        (weekly(0), 1170),
        (weekly(0), 600),
    ]


@pytest.mark.parametrize(
    ("values", "number", "paused", "findings"),
    [
        ({"status": "temporarily closed"}, 1, True, []),
        ({"status": "inactive"}, 0, False, ["not-active"]),
        ({"status": "defunct"}, 0, False, ["not-active"]),
        ({"status": None}, 1, False, ["no-status"]),
        ({"status": "open"}, 1, False, ["status"]),
        ({"name": " "}, 0, False, ["no-name"]),
        ({"schedules": []}, 1, False, ["no-day"]),
        ({"schedules": None}, 1, False, ["no-day"]),
        ({"schedules": ["MO"]}, 1, False, ["schedule", "no-day"]),
        ({"schedules": [SCHEDULE, 3]}, 1, False, ["schedule"]),
    ],
)
def test_services_that_are_not_as_they_should_be(
    values: dict[str, Any], number: int, paused: bool, findings: list[str], file: Path, asked: Asked
) -> None:
    row = one(file, asked, **values)

    assert (len(row.meetings), any(meeting.paused for meeting in row.meetings), codes(row)) == (number, paused, findings)


@pytest.mark.parametrize(
    ("values", "fellowship"),
    [
        ({}, "na"),
        ({"organization": {"name": "Leeds City Council"}}, ""),
        ({"organization": None}, ""),
        ({"organization": {"name": "Leeds City Council"}, "attributes": [term("Cocaine Anonymous")]}, "ca"),
        ({"organization": {"name": "Leeds City Council"}, "attributes": [term("smart", "fama:fellowship")]}, "smart"),
        # The term is nearer to the service than the organisation.
        ({"attributes": [term("Alcoholics Anonymous")]}, "aa"),
    ],
)
def test_whose_meeting_it_is(values: dict[str, Any], fellowship: str, file: Path, asked: Asked) -> None:
    row = one(file, asked, **values)
    [meeting] = one(file, Asked(vocabulary=asked.vocabulary, fellowship="ma"), **values).meetings

    assert [each.fellowship for each in row.meetings] == ([fellowship] if fellowship else [])
    assert codes(row) == ([] if fellowship else ["no-fellowship"])
    assert meeting.fellowship == "ma"


@pytest.mark.parametrize(
    ("said", "attendance"),
    [
        ("In person", Attendance.IN_PERSON),
        ("You can attend in-person or remotely via video", Attendance.HYBRID),
        ("Online via Zoom", Attendance.ONLINE),
        ("By telephone", Attendance.ONLINE),
        ("Face to face", Attendance.IN_PERSON),
        ("drop in", Attendance.IN_PERSON),
        (None, Attendance.IN_PERSON),
    ],
)
def test_how_people_attend(said: str | None, attendance: Attendance, file: Path, asked: Asked) -> None:
    row = one(file, asked, schedules=[{**SCHEDULE, "attending_type": said}])

    assert (row.meetings[0].attendance, codes(row)) == (attendance, ["attending-type"] if said == "drop in" else [])


ZOOM = {"id": "l2", "location_type": "virtual", "name": "https://zoom.us/j/1", "description": "Ask to be let in"}
OTHER_ROOM = {**ROOM, "id": "l3", "name": "The Annexe"}


@pytest.mark.parametrize(
    ("places", "values", "findings"),
    [
        (
            [ROOM, ZOOM],
            {
                "attendance": Attendance.HYBRID,
                "online_url": "https://zoom.us/j/1",
                "online_notes": "Ask to be let in",
                "venue": "St Mary's Hall",
            },
            [],
        ),
        ([ZOOM], {"attendance": Attendance.ONLINE, "venue": "", "latitude": None}, []),
        ([], {"attendance": None, "venue": ""}, []),
        ([{**ROOM, "location_type": "postal"}], {"attendance": None, "venue": ""}, []),
        ([{**ROOM, "latitude": 100}], {"latitude": None, "longitude": None}, ["position"]),
        ([{**ROOM, "latitude": None, "longitude": None}], {"latitude": None}, []),
        # Nobody can say to which door this time belongs, so none is given.
        (
            [ROOM, OTHER_ROOM],
            {"venue": "", "address": "", "place_notes": "At one of: St Mary's Hall, 5 Mill Lane, ls14dy; The Annexe, 5 Mill Lane, ls14dy"},
            ["several-places"],
        ),
    ],
)
def test_places(places: list[dict[str, Any]], values: dict[str, Any], findings: list[str], file: Path, asked: Asked) -> None:
    row = one(file, asked, service_at_locations=[{"id": f"sl{number}", "location": each} for number, each in enumerate(places)])

    assert {name: getattr(row.meetings[0], name) for name in values} == values
    assert codes(row) == findings


def test_a_schedule_may_name_its_place(file: Path, asked: Asked) -> None:
    places = [{"id": "sl1", "location": ROOM}, {"id": "sl2", "location": OTHER_ROOM}]
    schedules = [{**SCHEDULE, "service_at_location_id": each} for each in ("sl2", "sl1")]

    row = one(file, asked, service_at_locations=places, schedules=schedules)

    assert [meeting.venue for meeting in row.meetings] == ["The Annexe", "St Mary's Hall"]
    assert row.findings == ()


@pytest.mark.parametrize(
    ("values", "schedule", "website", "online_url", "findings"),
    [
        ({}, "https://a.org", "https://a.org", "", []),
        ({"url": "https://a.org"}, "https://a.org", "https://a.org", "", []),
        ({"url": "https://a.org"}, "https://b.org", "https://a.org", "", ["schedule-link"]),
        (
            {"url": "https://a.org", "service_at_locations": [{"location": {"location_type": "virtual"}}]},
            "https://b.org",
            "https://a.org",
            "https://b.org",
            [],
        ),
    ],
)
def test_the_link_of_a_schedule(
    values: dict[str, Any], schedule: str, website: str, online_url: str, findings: list[str], file: Path, asked: Asked
) -> None:
    row = one(file, asked, **values, schedules=[{**SCHEDULE, "schedule_link": schedule}])

    assert (row.meetings[0].website, row.meetings[0].online_url, codes(row)) == (website, online_url, findings)


def test_terms_of_others_are_read_as_the_words_for_codes(file: Path, asked: Asked) -> None:
    attributes = [term("Women"), term("Open"), term("Polish"), term("Substance use support")]

    [meeting] = one(file, asked, attributes=attributes).meetings

    assert (meeting.yes, meeting.welcome, meeting.languages) == ((Feature.WOMEN,), Welcome.OPEN, ("Polish",))
    assert meeting.kinds == ("Substance use support",)


def test_notes_are_all_that_is_said_and_people_are_contacts(file: Path, asked: Asked) -> None:
    row = one(
        file, asked, description="A meeting.\n\nAll welcome", alert="Upstairs this month", email="a@b.org", assurer_email="c@d.org",
        contacts=[{"name": "Ann", "title": "Greeter", "phones": [{"number": "07700 900123"}]}], assured_date="2026-10-01",
        schedules=[{**SCHEDULE, "notes": "Not on bank holidays", "description": "Mondays"}],
    )  # fmt: skip
    [meeting] = row.meetings

    assert meeting.notes == "A meeting.\n\nAll welcome\nUpstairs this month\nMondays\nNot on bank holidays"
    assert meeting.contacts == ("a@b.org", "c@d.org", "Ann, Greeter, 07700 900123")
    assert (meeting.checked_on, meeting.checked_by) == ("2026-10-01", "")


def test_pages(file: Path, asked: Asked) -> None:
    page = {
        "total_items": 31,
        "total_pages": 1,
        "last_page": True,
        "contents": [SERVICE, {**SERVICE, "name": "Another"}, 3, {"id": "x", "name": "y"}],
    }

    found = rows(file, asked, page)

    assert [(row.number, len(row.meetings), codes(row)) for row in found] == [
        (1, 1, ["total-items"]),
        (2, 1, ["same-id"]),
        (3, 0, ["not-an-object"]),
        (4, 0, ["not-an-object"]),
    ]
    assert found[0].findings[0].found == "31, and there are 4"
    assert [codes(row) for row in rows(file, asked, {**page, "total_pages": 3, "contents": [SERVICE]})] == [["more-pages"]]


@pytest.mark.parametrize("reply", [[], {}, {"contents": []}, {"contents": [{"id": "x"}]}, [1], 3, "x", {"contents": None}])
def test_what_holds_no_services_is_refused(reply: Any, file: Path, asked: Asked) -> None:
    with pytest.raises(NotReadable):
        rows(file, asked, reply)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["MO", "-5SU", "WEEKLY", "9999-12-31", "0001-01-01", "19:30", "\ud800"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip


def mutated(thing: Any, choose: Callable[..., Any]) -> Any:
    """`thing` with some of what is in it replaced by anything, or taken out."""
    if choose(st.integers(0, 11)) == 0:
        return choose(ANYTHING)
    if isinstance(thing, dict):
        return {name: mutated(each, choose) for name, each in thing.items() if choose(st.integers(0, 19))}
    return [mutated(each, choose) for each in thing] if isinstance(thing, list) else thing


FULL = {
    **SERVICE,
    "schedules": [
        SCHEDULE,
        {
            **SCHEDULE,
            "interval": 2,
            "dtstart": "2026-11-09",
            "valid_from": "2026-11-12",
            "valid_to": "2027-01-01",
            "service_at_location_id": "sl1",
        },
    ],
    "service_at_locations": [
        {"id": "sl1", "location": {**ROOM, "accessibility": [{"description": "Ramp"}]}},
        {"id": "sl2", "location": ZOOM},
    ],
    "attributes": [term("Women"), term("yes", "fama:yes"), term("area", "fama:place"), term("Group", "fama:group")],
    "contacts": [{"name": "Ann", "phones": [{"number": "1"}]}],
    "languages": [{"id": "x", "name": "Polish"}],
}


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_no_service_is_lost_without_a_word(data: st.DataObject, file: Path, asked: Asked) -> None:
    services = [mutated(FULL, data.draw) for _ in range(2)]
    try:
        found = rows(file, asked, {"contents": services, "total_items": data.draw(ANYTHING), "total_pages": data.draw(ANYTHING)})
    except FamaError:
        return
    assert [row.number for row in found] == [1, 2]
    assert all(row.meetings or any(each.notice.severity is Severity.SKIPPED for each in row.findings) for row in found)
    assert all(each.found == each.found[:60] for row in found for each in row.findings)
    # All of it can be written to a file.
    assert all(json.dumps(value, ensure_ascii=False, default=str).encode() for row in found for value in map(vars, row.meetings))
