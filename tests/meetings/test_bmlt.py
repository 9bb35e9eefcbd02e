"""Replies of BMLT servers, as they come."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fama_cli.catalogue.load import load_vocabulary
from fama_cli.errors import FamaError
from fama_cli.meetings.feeds.bmlt import read
from fama_cli.meetings.feeds.problems import NotReadable
from fama_cli.meetings.model import Attendance, Feature, Meeting, Welcome
from fama_cli.meetings.pattern import weekly
from fama_cli.meetings.reading import Asked, Row, Severity
from tests.conftest import examples, shared

FOLDER = "samples/bmlt-enabled-yap/src/tests/Fixtures/http/bmlt"
TABLE: list[dict[str, Any]] = [
    {"key_string": "O", "name_string": "Offen", "lang": "de", "id": "17", "world_id": "OPEN"},
    {"key_string": "C", "name_string": "Closed", "lang": "en", "id": "4", "world_id": "CLOSED"},
    {"key_string": "WC", "name_string": "Wheelchair", "lang": "en", "id": "33", "world_id": "WCHR"},
    {"key_string": "B", "name_string": "Beginners", "lang": "en", "id": "1", "world_id": "BEG"},
    {"key_string": "ES", "name_string": "Espanol", "lang": "en", "id": "9", "world_id": "LANG"},
    {"key_string": "SL", "name_string": "ASL", "lang": "en", "id": "24", "world_id": ""},
    {"key_string": "D", "name_string": "Discussion", "lang": "en", "id": "8", "world_id": "DISC"},
    {"key_string": "VM", "name_string": "Virtual", "lang": "en", "id": "54", "world_id": "VM"},
    {"key_string": "HY", "name_string": "Hybrid", "lang": "en", "id": "56", "world_id": "HYBR"},
    {"key_string": "TC", "name_string": "Closed for now", "lang": "en", "id": "55", "world_id": "TC"},
]
MEETING: dict[str, Any] = {
    "id_bigint": "12",
    "weekday_tinyint": "2",
    "venue_type": "1",
    "start_time": "19:30:00",
    "duration_time": "01:30:00",
    "time_zone": "",
    "formats": "O,WC",
    "longitude": "-6.26",
    "latitude": "53.35",
    "published": "1",
    "meeting_name": "Clean and Serene",
    "location_text": "Friends' House",
    "location_info": "Ring bell 2",
    "location_street": "4 Eustace Street",
    "location_municipality": "Leeds",
    "location_postal_code_1": "ls14dy",
    "virtual_meeting_link": "",
    "phone_meeting_number": "",
}


@pytest.fixture(scope="module")
def asked() -> Asked:
    return Asked(vocabulary=load_vocabulary(), fellowship="na")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bmlt") / "reply.json"


def rows(file: Path, asked: Asked, *meetings: Any, table: Any = TABLE) -> list[Row]:
    file.write_text(json.dumps({"meetings": meetings, "formats": table} if table is not None else meetings))
    return list(read(file, asked))


def one(file: Path, asked: Asked, **values: Any) -> Meeting:
    [row] = rows(file, asked, {**MEETING, **values})
    [meeting] = row.meetings
    return meeting


def said(row: Row) -> list[tuple[str, str, str]]:
    return [(finding.field, finding.notice.code, finding.found) for finding in row.findings]


@pytest.mark.parametrize(("day", "weekday", "number"), [(2, 0, 53), (3, 1, 54)])
def test_the_sample_has_every_meeting_on_its_day(day: int, weekday: int, number: int, asked: Asked) -> None:
    found = list(read(shared(f"{FOLDER}/meeting-search-42.867970-day{day}.json"), asked))

    assert [len(row.meetings) for row in found] == [1] * number
    assert {row.meetings[0].pattern for row in found} == {weekly(weekday)}
    assert [row.findings for row in found] == [()] * number


def test_the_facts_of_a_sample(asked: Asked) -> None:
    [first, *_] = read(shared(f"{FOLDER}/meeting-search-42.867970-day3.json"), asked)

    assert first.meetings == (
        Meeting(
            fellowship="na",
            name="New Hope",
            pattern=weekly(1),
            at=12 * 60,
            attendance=Attendance.IN_PERSON,
            welcome=Welcome.OPEN,
            yes=(Feature.NEWCOMERS, Feature.STEP_FREE),
            kinds=("Basic Text", "Discussion", "Step"),
            codes=("O", "B", "BT", "D", "St", "WC"),
            venue="St. Johns Episcopal Church",
            address="32 East Main St.",
            town="Clifton Springs",
            county="NY",
            latitude=42.961098,
            longitude=-77.132737,
            source_id="1795",
        ),
    )


def test_the_list_of_formats_is_no_list_of_meetings(asked: Asked) -> None:
    with pytest.raises(NotReadable, match="is the table of formats") as problem:
        list(read(shared(f"{FOLDER}/formats.json"), asked))

    assert "switcher=GetSearchResults&get_used_formats=1" in problem.value.hint


@pytest.mark.parametrize("reply", ["[]", "{}", '{"meetings": [], "formats": []}', '{"meetings": {}, "formats": {}}', " \n[ ]"])
def test_a_reply_without_meetings_says_what_to_ask(reply: str, file: Path, asked: Asked) -> None:
    file.write_text(reply)

    with pytest.raises(NotReadable, match="a reply without any meetings") as problem:
        list(read(file, asked))

    assert problem.value.hint.startswith("Ask the server for `client_interface/json/")


@pytest.mark.parametrize("reply", ['{"error": "no"}', '[{"name": "Steps", "slug": "steps"}]', '{"meetings": 3}'])
def test_something_else_is_refused_at_once(reply: str, file: Path, asked: Asked) -> None:
    file.write_text(reply)

    with pytest.raises(NotReadable):
        next(read(file, asked))


@pytest.mark.parametrize("weekday", [1, 2, 3, 4, 5, 6, 7])
@pytest.mark.parametrize("as_written", [str, int])
def test_1_is_sunday(weekday: int, as_written: type, file: Path, asked: Asked) -> None:
    assert one(file, asked, weekday_tinyint=as_written(weekday)).pattern == weekly([6, 0, 1, 2, 3, 4, 5][weekday - 1])


@pytest.mark.parametrize("weekday", ["0", "8", "-2", 0, 8, -1, 2.5, "Monday", "1,2"])
def test_another_day_is_skipped_with_a_word(weekday: Any, file: Path, asked: Asked) -> None:
    [row] = rows(file, asked, {**MEETING, "weekday_tinyint": weekday})

    assert (row.meetings, said(row)) == ((), [("weekday_tinyint", "day", str(weekday))])


@pytest.mark.parametrize("weekday", ["", None])
def test_no_day_is_by_arrangement(weekday: Any, file: Path, asked: Asked) -> None:
    [row] = rows(file, asked, {**MEETING, "weekday_tinyint": weekday})

    assert (row.meetings[0].pattern, said(row)) == (None, [("weekday_tinyint", "no-day", "")])


@pytest.mark.parametrize(
    ("values", "at", "until", "codes"),
    [
        ({}, 1170, 1260, []),
        ({"duration_time": "24:00:00"}, 1170, 1170, []),
        ({"start_time": "23:30:00"}, 1410, 60, []),
        ({"duration_time": "00:00:00"}, 1170, None, []),
        ({"duration_time": ""}, 1170, None, []),
        ({"duration_time": "long"}, 1170, None, ["duration"]),
        ({"start_time": "25:00:00"}, None, None, ["time"]),
        ({"start_time": None}, None, None, ["no-time"]),
    ],
)
def test_times(values: dict[str, Any], at: int | None, until: int | None, codes: list[str], file: Path, asked: Asked) -> None:
    [row] = rows(file, asked, {**MEETING, **values})

    assert (row.meetings[0].at, row.meetings[0].until) == (at, until)
    assert [finding.notice.code for finding in row.findings] == codes


@pytest.mark.parametrize(
    ("zone", "read_as", "codes"),
    [("", "Europe/London", []), ("Europe/Dublin", "Europe/Dublin", []), ("Mars/Base", "Europe/London", ["time-zone"])],
)
def test_clocks(zone: str, read_as: str, codes: list[str], file: Path, asked: Asked) -> None:
    [row] = rows(file, asked, {**MEETING, "time_zone": zone})

    assert (row.meetings[0].zone, [finding.notice.code for finding in row.findings]) == (read_as, codes)


@pytest.mark.parametrize(
    ("formats", "values"),
    [
        ("O", {"welcome": Welcome.OPEN}),
        ("C", {"welcome": Welcome.MEMBERS_ONLY}),
        ("O,C", {"welcome": None}),
        ("WC,B", {"yes": (Feature.STEP_FREE, Feature.NEWCOMERS)}),
        ("ES,SL,D", {"kinds": ("Espanol", "ASL", "Discussion"), "languages": ()}),
        (" O , WC ,", {"codes": ("O", "WC"), "welcome": Welcome.OPEN}),
        ("", {"codes": (), "welcome": None, "yes": ()}),
        ("ZZ", {"codes": ("ZZ",), "kinds": ()}),
        ("TC", {"paused": True, "attendance": Attendance.IN_PERSON}),
    ],
)
def test_letters_are_read_through_the_table_of_the_server(formats: str, values: dict[str, Any], file: Path, asked: Asked) -> None:
    meeting = one(file, asked, formats=formats)

    assert {name: getattr(meeting, name) for name in values} == values


def test_a_reply_of_several_servers_goes_by_the_ids(file: Path, asked: Asked) -> None:
    other = {"key_string": "O", "name_string": "Outdoors", "id": "90", "world_id": "", "root_server_uri": "https://b.example"}
    found = rows(
        file, asked, *({**MEETING, "formats": "O", "format_shared_id_list": each} for each in ("17", "90", "")), table=[*TABLE, other]
    )

    assert [(row.meetings[0].welcome, row.meetings[0].kinds) for row in found] == [
        (Welcome.OPEN, ()),
        (None, ("Outdoors",)),
        (Welcome.OPEN, ()),
    ]


def test_letters_without_a_table_say_nothing_and_that_is_said_once(file: Path, asked: Asked) -> None:
    found = rows(file, asked, MEETING, MEETING, table=None)

    assert [said(row) for row in found] == [[("formats", "no-format-table", "")], []]
    assert [(row.meetings[0].codes, row.meetings[0].welcome, row.meetings[0].yes) for row in found] == [(("O", "WC"), None, ())] * 2
    assert "get_used_formats=1" in found[0].findings[0].notice.fix


def test_whose_it_is_where_nobody_says(file: Path, asked: Asked) -> None:
    found = rows(file, Asked(vocabulary=asked.vocabulary), MEETING, MEETING)

    assert [row.meetings[0].fellowship for row in found] == ["na", "na"]
    assert [said(row) for row in found] == [[("fellowship", "taken-as-na", "")], []]


@pytest.mark.parametrize(
    ("values", "attendance", "paused"),
    [
        ({"venue_type": "1"}, Attendance.IN_PERSON, False),
        ({"venue_type": 2}, Attendance.ONLINE, False),
        ({"venue_type": "3"}, Attendance.HYBRID, False),
        ({"venue_type": "9"}, Attendance.IN_PERSON, False),
        ({"venue_type": "", "formats": "VM"}, Attendance.ONLINE, False),
        ({"venue_type": "", "formats": "VM,HY"}, Attendance.HYBRID, False),
        ({"venue_type": ""}, Attendance.IN_PERSON, False),
        ({"venue_type": "", "virtual_meeting_link": "https://zoom.us/j/1"}, None, False),
        ({"venue_type": "", "location_text": "", "location_street": ""}, None, False),
        # Its room is shut, and it meets online instead.
        ({"venue_type": "2", "formats": "TC"}, Attendance.ONLINE, False),
        ({"venue_type": "1", "formats": "TC"}, Attendance.IN_PERSON, True),
    ],
)
def test_how_people_come(values: dict[str, Any], attendance: Attendance | None, paused: bool, file: Path, asked: Asked) -> None:
    meeting = one(file, asked, **values)

    assert (meeting.attendance, meeting.paused) == (attendance, paused)


@pytest.mark.parametrize(
    ("values", "ours"),
    [
        ({"location_text": "Location#@-@#Friends' House"}, {"venue": "Friends' House"}),
        ({"comments": "Notes#@-@#Bring a mug\nand a friend"}, {"notes": "Bring a mug\nand a friend"}),
        ({"train_lines": "Train Lines#@-@#Red", "bus_lines": "7, 8"}, {"place_notes": "Ring bell 2\nTrain: Red\nBus: 7, 8"}),
        ({"location_postal_code_1": "D02 XY"}, {"postcode": "D02 XY"}),
        ({"location_province": "England", "location_sub_province": "Kent"}, {"county": "Kent", "region": "England"}),
        ({"location_province": "NY"}, {"county": "NY", "region": ""}),
        ({"latitude": "0", "longitude": "0"}, {"latitude": None, "longitude": None}),
        ({"latitude": 53.5, "longitude": -1}, {"latitude": 53.5, "longitude": -1.0}),
        ({"meeting_name": "  Clean \u2028 and\tSerene\ud800 "}, {"name": "Clean and Serene"}),
        ({"meeting_name": ""}, {"name": "Friends' House"}),
        (
            {"contact_name_1": "Ann", "contact_phone_1": "07700 900123", "email_contact": "a@b.org"},
            {"contacts": ("Ann, 07700 900123", "a@b.org")},
        ),
        ({"phone_meeting_number": "+1 2", "virtual_meeting_additional_info": "Code 3"}, {"online_phone": "+1 2", "online_notes": "Code 3"}),
        ({name: None for name in MEETING if name not in ("meeting_name", "formats")}, {"venue": "", "at": None}),
    ],
)
def test_what_the_fields_become(values: dict[str, Any], ours: dict[str, Any], file: Path, asked: Asked) -> None:
    meeting = one(file, asked, **values)

    assert {name: getattr(meeting, name) for name in ours} == ours


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ({**MEETING, "published": "0"}, [("published", "not-published", "")]),
        ({**MEETING, "published": 0}, [("published", "not-published", "")]),
        ({"id_bigint": "1"}, [("meeting_name", "no-name", "")]),
        (None, [("", "not-an-object", "None")]),
        (["x"], [("", "not-an-object", "['x']")]),
    ],
)
def test_what_is_skipped_is_said(item: Any, found: list[tuple[str, str, str]], file: Path, asked: Asked) -> None:
    [_, row] = rows(file, asked, MEETING, item)

    assert (row.meetings, said(row)) == ((), found)


def test_a_position_off_the_globe_is_left_out(file: Path, asked: Asked) -> None:
    [row] = rows(file, asked, {**MEETING, "latitude": "95", "longitude": "x"})

    assert (row.meetings[0].latitude, said(row)) == (None, [("latitude", "position", "95, x")])


def test_fields_of_the_server_are_named_once(file: Path, asked: Asked) -> None:
    found = rows(file, asked, *[{**MEETING, "zone": "A", "seat_reservation": ""}] * 2, {**MEETING, "public_transport": "U2"})

    assert [said(row) for row in found] == [
        [("zone", "extra-field", ""), ("seat_reservation", "extra-field", "")],
        [],
        [("public_transport", "extra-field", "")],
    ]


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["2", "19:00", "O,C", "1e999", "\ud800"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


@settings(max_examples=examples(400), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    changes=st.lists(
        st.one_of(
            ANYTHING, st.dictionaries(st.sampled_from([*MEETING, "time_zone", "train_lines", "contact_name_1"]), ANYTHING, max_size=5)
        ),
        max_size=4,
    ),
    table=st.one_of(ANYTHING, st.lists(st.one_of(ANYTHING, st.sampled_from(TABLE)), max_size=3)),
    bare=st.booleans(),
)
def test_no_row_is_lost_without_a_word(changes: list[Any], table: Any, bare: bool, file: Path, asked: Asked) -> None:
    meetings = [{**MEETING, **each} if isinstance(each, dict) else each for each in changes]
    try:
        found = rows(file, asked, *meetings, table=None if bare else table)
    except FamaError:
        return
    assert [row.number for row in found] == list(range(1, len(meetings) + 1))
    assert all(row.meetings or any(each.notice.severity is Severity.SKIPPED for each in row.findings) for row in found)
    assert all(each.found == each.found[:60] for row in found for each in row.findings)
    # All of it can be written to a file.
    assert all(
        json.dumps(value, ensure_ascii=False, default=str).encode() for row in found for value in (row[1:], *map(vars, row.meetings))
    )


def test_40_000_meetings_take_a_second_or_two(file: Path, asked: Asked) -> None:
    many = [{**MEETING, "id_bigint": str(number), "formats": ("O,WC", "C,D", "")[number % 3]} for number in range(40_000)]
    file.write_text(json.dumps({"meetings": many, "formats": TABLE}))

    started = time.perf_counter()
    number = Counter(len(row.meetings) for row in read(file, asked))
    json_started = time.perf_counter()
    json.loads(file.read_text())
    ratio = (json_started - started) / (time.perf_counter() - json_started)

    assert number == {1: 40_000}
    assert ratio < 25
