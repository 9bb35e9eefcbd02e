"""What other programs are given: right by their own rules, by ours, and never a meeting that sends somebody to a locked door."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fama_cli.catalogue.load import load_vocabulary
from fama_cli.meetings.exports import geojson, meeting_guide, oruk, sheet
from fama_cli.meetings.exports.meeting_guide_codes import Tables, tables
from fama_cli.meetings.exports.oruk_checks import faults, page_faults
from fama_cli.meetings.model import Attendance, Feature, Meeting, Welcome
from fama_cli.meetings.pattern import Every, Pattern, monthly, on_dates, weekly
from fama_cli.record import changed
from tests.conftest import shared
from tests.meetings.made_up import meetings

TODAY = date(2026, 11, 21)
NAMES = {"na": "Narcotics Anonymous", "aa": "Alcoholics Anonymous"}
STEPS = Meeting(
    fellowship="na",
    name="Monday Steps",
    pattern=weekly(0),
    at=19 * 60 + 30,
    until=21 * 60,
    attendance=Attendance.IN_PERSON,
    welcome=Welcome.OPEN,
    yes=(Feature.STEP_FREE,),
    no=(Feature.HEARING_LOOP,),
    languages=("Polish",),
    closed_on=("bank-holidays", "2026-12-25"),
    venue="St Mary's Hall",
    address="Flat 2, 5 Mill Lane",
    town="Leeds",
    postcode="LS1 4DY",
    latitude=53.8,
    longitude=-1.55,
    checked_on="2026-10-01",
)


@pytest.fixture(scope="module")
def known() -> Tables:
    return tables(load_vocabulary())


def key(meeting: Meeting) -> str:
    return f"{meeting.fellowship} {meeting.name} {meeting.at}"


def rows(*several: Meeting, known: Tables, as_written: Callable[[Meeting], bool] | None = None) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = json.loads(meeting_guide.write(several, known=known, today=TODAY, key=key, as_written=as_written))
    return made


def test_a_row_of_meeting_guide(known: Tables) -> None:
    assert rows(STEPS, known=known) == [
        {
            "name": "Monday Steps",
            "slug": "na-monday-steps-1170",
            "day": 1,
            "time": "19:30",
            "end_time": "21:00",
            "timezone": "Europe/London",
            "formatted_address": "Flat 2 5 Mill Lane, Leeds, LS1 4DY, UK",
            "approximate": "no",
            "attendance_option": "in_person",
            "location": "St Mary's Hall",
            "address": "Flat 2, 5 Mill Lane",
            "city": "Leeds",
            "postal_code": "LS1 4DY",
            "latitude": 53.8,
            "longitude": -1.55,
            "types": ["O", "X", "POL"],
        }
    ]
    assert meeting_guide.lost(STEPS, known) == ("no", "closed_on", "checked_on")


@pytest.mark.parametrize("weekday", range(7))
def test_sunday_is_0_to_meeting_guide(weekday: int, known: Tables) -> None:
    assert rows(changed(STEPS, pattern=weekly(weekday)), known=known)[0]["day"] == [1, 2, 3, 4, 5, 6, 0][weekday]


@pytest.mark.parametrize(
    ("values", "address", "may_look_inactive"),
    [
        ({}, "Flat 2 5 Mill Lane, Leeds, LS1 4DY, UK", False),
        ({"country": "Wales"}, "Flat 2 5 Mill Lane, Leeds, LS1 4DY, UK", False),
        ({"address": ""}, "St Mary's Hall, Leeds, LS1 4DY, UK", False),
        ({"postcode": "", "country": "UK"}, "St Mary's Hall, Flat 2 5 Mill Lane, Leeds, UK", False),
        ({"postcode": "", "country": "UK", "venue": "", "county": "Kent"}, "Flat 2 5 Mill Lane, Leeds, Kent, UK", False),
        ({"town": ""}, "Flat 2 5 Mill Lane, LS1 4DY, UK", True),
        ({"postcode": "", "venue": ""}, "Flat 2 5 Mill Lane, Leeds", True),
        ({"postcode": "14432", "country": "USA"}, "Flat 2 5 Mill Lane, Leeds, 14432, USA", False),
    ],
)
def test_an_address_has_4_parts_where_they_are_known(values: dict[str, str], address: str, may_look_inactive: bool, known: Tables) -> None:
    meeting = changed(STEPS, **values)

    [row] = rows(meeting, known=known)

    assert (row["formatted_address"], row["approximate"]) == (address, "no")
    assert meeting_guide.may_look_inactive(meeting) is may_look_inactive


@pytest.mark.parametrize(
    ("values", "approximate"),
    [
        ({}, "no"),
        ({"approximate": True}, "yes"),
        # The old room of a meeting that is now online is no place to send anybody.
        ({"attendance": Attendance.ONLINE, "online_url": "https://zoom.us/j/1"}, "yes"),
        ({"attendance": Attendance.HYBRID, "online_url": "https://zoom.us/j/1"}, "no"),
        ({"address": "", "venue": ""}, "yes"),
    ],
)
def test_approximate_is_a_word_and_says_whether_there_is_a_door(values: dict[str, Any], approximate: str, known: Tables) -> None:
    assert rows(changed(STEPS, **values), known=known)[0]["approximate"] == approximate


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({}, ""),
        ({"pattern": None}, ""),
        ({"pattern": monthly(4, -1)}, "It is not every week, and Meeting Guide can only say every week"),
        ({"pattern": Pattern(every=Every.WEEK, weekday=0, interval=2)}, "It is not every week, and Meeting Guide can only say every week"),
        ({"pattern": on_dates(date(2026, 12, 24))}, "It is not every week, and Meeting Guide can only say every week"),
        ({"pattern": Pattern(every=Every.WEEK, weekday=0, ends=date(2026, 11, 20))}, "It ended on 2026-11-20"),
        ({"pattern": Pattern(every=Every.WEEK, weekday=0, starts=date(2027, 1, 4))}, "It does not start until 2027-01-04"),
        ({"pattern": Pattern(every=Every.WEEK, weekday=0, ends=TODAY, starts=TODAY)}, ""),
        ({"paused": True}, ""),
        ({"paused": True, "fellowship": "smart"}, "It does not take place at present, and Meeting Guide cannot say so"),
        ({"paused": True, "online_url": "https://zoom.us/j/1"}, "It does not take place at present, and Meeting Guide cannot say so"),
    ],
)
def test_what_is_not_every_week_is_left_out_of_meeting_guide_with_the_reason(values: dict[str, Any], why: str, known: Tables) -> None:
    meeting = changed(STEPS, **values)

    assert meeting_guide.left_out(meeting, known, TODAY) == why
    assert len(rows(meeting, known=known)) == (0 if why else 1)


def test_codes_are_those_of_the_fellowship_or_as_they_were_written(known: Tables) -> None:
    newcomers = changed(STEPS, yes=(Feature.NEWCOMERS,), languages=(), welcome=None, codes=("B", "Zz"))

    assert [rows(changed(newcomers, fellowship=each), known=known)[0].get("types") for each in ("aa", "na", "smart")] == [
        ["BE"],
        ["BEG"],
        None,
    ]
    assert rows(newcomers, known=known, as_written=lambda meeting: True)[0]["types"] == ["B", "Zz"]
    assert "yes" in meeting_guide.lost(changed(newcomers, fellowship="smart"), known)


@pytest.mark.parametrize(
    ("kinds", "types"),
    [((), ["LGBTQ"]), (("Lesbian",), ["LGBTQ", "L"])],
)
def test_a_meeting_for_all_is_not_written_as_one_for_some(kinds: tuple[str, ...], types: list[str], known: Tables) -> None:
    meeting = changed(STEPS, fellowship="aa", welcome=None, languages=(), yes=(Feature.LGBTQ,), kinds=kinds)

    assert rows(meeting, known=known)[0]["types"] == types


@pytest.mark.parametrize(
    ("keys", "slugs"),
    [
        (["Leeds: Monday!", "leeds monday"], ["leeds-monday", "leeds-monday-2"]),
        (["a", "a-2", "a"], ["a", "a-2", "a-2-2"]),
    ],
)
def test_slugs_are_safe_and_no_2_are_the_same(keys: list[str], slugs: list[str]) -> None:
    taken: dict[str, int] = {}

    assert [meeting_guide.slug(each, taken) for each in keys] == slugs


@given(keys=st.lists(st.text(max_size=80)))
def test_any_key_makes_a_slug(keys: list[str]) -> None:
    taken: dict[str, int] = {}

    slugs = [meeting_guide.slug(each, taken) for each in keys]

    assert len({*slugs}) == len(slugs)
    assert all(0 < len(each) <= 64 and set(each) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for each in slugs)


@pytest.fixture(scope="module")
def valid() -> Callable[[dict[str, Any]], list[str]]:
    from jsonschema import Draft202012Validator, FormatChecker

    schema = json.loads(shared("samples/OpenReferralUK-uk-profile/schema/compiled/service.json").read_bytes())
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return lambda service: [f"{'.'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(service)]


def test_the_sample_is_valid_and_of_no_use(valid: Callable[[dict[str, Any]], list[str]]) -> None:
    sample = json.loads(shared("samples/OpenReferralUK-uk-profile/examples/service_full.json").read_bytes())

    assert valid(sample) == []
    assert faults(sample) == [
        "email may be a person's email address",
        "assurer_email may be a person's email address",
        "organization.email may be a person's email address",
        "no place on the globe is at 100, 101",
        "bymonthday has no such days: 2,3,4",
        "a language has an id here and no name: it must be a term too",
    ]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(several=st.lists(meetings(), max_size=3))
def test_open_referral_is_right_by_the_schema_and_by_our_rules(
    several: list[Meeting], valid: Callable[[dict[str, Any]], list[str]]
) -> None:
    page = json.loads(oruk.write(several, names=NAMES, key=key))

    assert page_faults(page) == []
    assert [valid(service) for service in page["contents"]] == [[] for _ in several]


FULL = json.loads(
    oruk.write([changed(STEPS, pattern=Pattern(every=Every.WEEK, weekday=0, interval=2, starts=TODAY))], names=NAMES, key=key)
)


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("id",), "12", "id is no UUID: 12"),
        (("assured_date",), "soon", "assured_date is no date: soon"),
        (("assured_date",), "2026-02-30", "assured_date is no date: 2026-02-30"),
        (("description",), "Ring ann@example.org", "description may be a person's email address"),
        (("url",), "leeds", "url is no web address: leeds"),
        (("schedules", 0, "byday"), "XX", "byday has no such days: XX"),
        (("schedules", 0, "byday"), "2MO", "days of WEEKLY are not written 2MO"),
        (("schedules", 0, "dtstart"), "", "schedules.dtstart is no date: "),
        (("schedules", 0, "opens_at"), "25:00", "schedules.opens_at is no time: 25:00"),
        (("schedules", 0, "valid_to"), "2020-01-01", "it is valid from 2026-11-21 to 2020-01-01"),
        (("service_at_locations", 0, "location", "latitude"), 100, "no place on the globe is at 100, -1.55"),
        (("languages",), [], "a language has an id here and no name: it must be a term too"),
    ],
)
def test_each_fault_is_found(path: tuple[Any, ...], value: Any, fault: str) -> None:
    service = copy.deepcopy(FULL["contents"][0])
    assert faults(service) == []
    held = service
    for step in path[:-1]:
        held = held[step]
    held[path[-1]] = value

    assert fault in faults(service)


def test_a_page_that_counts_wrong_or_has_an_id_twice_is_found() -> None:
    page = {**FULL, "contents": FULL["contents"] * 2}

    assert [each for each in page_faults(page) if "attribute" not in each] == [
        "total_items is 1, of 2",
        "size is 1, of 2",
        f"the id {FULL['contents'][0]['id']} is there twice",
    ]


@pytest.mark.parametrize(
    ("pattern", "rule"),
    [
        (weekly(3), {"freq": "WEEKLY", "interval": 1, "byday": "TH"}),
        (monthly(4, -1), {"freq": "MONTHLY", "interval": 1, "byday": "-1FR"}),
        (monthly(0, 1, 3), {"freq": "MONTHLY", "interval": 1, "byday": "1MO,3MO"}),
        (Pattern(every=Every.MONTH_DAY, month_days=(15, -1)), {"freq": "MONTHLY", "interval": 1, "bymonthday": "15,-1"}),
        (
            # 21 November 2026 is a Saturday, so the first Monday of its fortnights is 9 days later.
            Pattern(every=Every.WEEK, weekday=0, interval=2, starts=TODAY),
            {"freq": "WEEKLY", "interval": 2, "byday": "MO", "valid_from": "2026-11-21", "dtstart": "2026-11-30"},
        ),
        # From which week nobody knows, so no program may work it out.
        (Pattern(every=Every.WEEK, weekday=0, interval=2), {}),
    ],
)
def test_the_parts_of_a_rule(pattern: Pattern, rule: dict[str, Any]) -> None:
    service = oruk.service(changed(STEPS, pattern=pattern), "key")

    names = ("freq", "interval", "byday", "bymonthday", "valid_from", "valid_to", "dtstart")
    assert {name: service["schedules"][0][name] for name in names if name in service["schedules"][0]} == rule


def test_ids_stay_when_the_meeting_changes_and_no_2_meetings_share_one() -> None:
    before, after = (oruk.service(changed(STEPS, notes=notes), "key") for notes in ("", "Moved upstairs"))
    page = json.loads(oruk.write([STEPS, STEPS], names=NAMES, key=key))

    assert before["id"] == after["id"]
    assert page_faults(page) == []


def test_people_are_not_in_any_export(known: Tables) -> None:
    meeting = changed(STEPS, contacts=("Ann 07700 900123",), checked_by="Ann Smith, Leeds")

    written = [
        meeting_guide.write([meeting], known=known, today=TODAY, key=key),
        oruk.write([meeting], names=NAMES, key=key),
        geojson.write([meeting], names=NAMES, key=key, today=TODAY),
    ]

    assert all(b"Ann" not in each and b"07700" not in each for each in written)
    assert b"07700" not in sheet.write([meeting])


def test_a_point_on_the_map() -> None:
    assert json.loads(geojson.write([STEPS], names=NAMES, key=key, today=TODAY)) == {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": "na Monday Steps 1170",
                "geometry": {"type": "Point", "coordinates": [-1.55, 53.8]},
                "properties": {
                    "name": "Monday Steps",
                    "fellowship": "Narcotics Anonymous",
                    "when": "Every Monday, 7.30pm to 9pm",
                    "how": "In person",
                    "who": "Open: anyone may come",
                    "yes": "step free",
                    "no": "hearing loop",
                    "languages": "Polish",
                    "not_on": "bank holidays, 2026-12-25",
                    "checked_on": "2026-10-01",
                    "venue": "St Mary's Hall",
                    "address": "Flat 2, 5 Mill Lane",
                    "town": "Leeds",
                    "postcode": "LS1 4DY",
                },
            }
        ],
    }


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({}, ""),
        ({"attendance": Attendance.HYBRID}, ""),
        ({"attendance": None}, ""),
        ({"attendance": Attendance.ONLINE}, "It is online"),
        ({"attendance": None, "online_phone": "0330 1"}, "It is online"),
        ({"attendance": None, "venue": "", "address": ""}, "It has no address"),
        ({"latitude": None}, "Its list gives no position"),
        ({"latitude": 0.0, "longitude": 0.0}, "Its list gives no position"),
        ({"latitude": 100.0}, "Its list gives no position"),
        ({"approximate": True}, "Its position is only the area"),
        ({"paused": True}, "It does not take place at present"),
        ({"pattern": Pattern(every=Every.WEEK, weekday=0, ends=date(2026, 11, 20))}, "It ended on 2026-11-20"),
    ],
)
def test_only_what_people_can_walk_to_is_on_the_map(values: dict[str, Any], why: str) -> None:
    meeting = changed(STEPS, **values)

    assert geojson.left_out(meeting, TODAY) == why
    assert len(json.loads(geojson.write([meeting], names={}, key=key, today=TODAY))["features"]) == (0 if why else 1)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(several=st.lists(meetings(), max_size=4))
def test_every_point_is_on_the_globe_and_has_an_id_of_its_own(several: list[Meeting]) -> None:
    points = json.loads(geojson.write(several, names={}, key=key, today=TODAY))["features"]

    assert len(points) == sum(not geojson.left_out(each, TODAY) for each in several)
    assert len({point["id"] for point in points}) == len(points)
    assert all(
        -180 <= longitude <= 180 and -90 <= latitude <= 90 for longitude, latitude in (each["geometry"]["coordinates"] for each in points)
    )


def test_a_row_of_the_sheet() -> None:
    written = sheet.write([changed(STEPS, name="=1+1", online_phone="+44 203 481 5237", notes="Ring,\n“twice”")])

    assert written.startswith(b"\xef\xbb\xbfFellowship,Name,When,")
    [row] = csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline=""))
    assert {heading: cell for heading, cell in row.items() if cell} == {
        "Fellowship": "na",
        "Name": "'=1+1",
        "When": "Every Monday",
        "Starts": "19:30",
        "Ends": "21:00",
        "How people attend": "In person",
        "Who may come": "Open",
        "Venue": "St Mary's Hall",
        "Address": "Flat 2, 5 Mill Lane",
        "Town": "Leeds",
        "Postcode": "LS1 4DY",
        "Latitude": "53.8",
        "Longitude": "-1.55",
        "Step-free": "yes",
        "Hearing loop": "no",
        "Languages": "Polish",
        "Not on": "bank holidays, 2026-12-25",
        "Phone to join by": "'+44 203 481 5237",
        "Notes": "Ring,\n“twice”",
        "Checked on": "2026-10-01",
    }


@pytest.mark.parametrize("cell", ["=1", "+1", "-1+1", "@SUM(A1)", " =1", "\t=1", "-"])
def test_no_cell_of_the_sheet_is_run(cell: str) -> None:
    [row] = csv.DictReader(io.StringIO(sheet.write([changed(STEPS, notes=cell)]).decode("utf-8-sig"), newline=""))

    assert row["Notes"] == f"'{cell}"


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({}, ""),
        ({"paused": True}, "It does not take place at present, and the sheet has no column to say so"),
        ({"zone": "America/New_York"}, "Its times are on the clocks of America/New_York, and those in the sheet are the UK's"),
    ],
)
def test_what_the_sheet_cannot_say_is_left_out(values: dict[str, Any], why: str) -> None:
    assert sheet.left_out(changed(STEPS, **values)) == why


def test_no_meetings_is_an_empty_list_in_every_format(known: Tables) -> None:
    assert rows(known=known) == []
    assert json.loads(oruk.write([], names={}, key=key))["empty"] is True
    assert json.loads(geojson.write([], names={}, key=key, today=TODAY)) == {"type": "FeatureCollection", "features": []}
    assert sheet.write([]).count(b"\r\n") == 1
