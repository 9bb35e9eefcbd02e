"""Reading Meeting Guide lists, as they are found rather than as they should be."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fama_cli.catalogue.load import load_vocabulary
from fama_cli.errors import FamaError
from fama_cli.meetings.feeds import meeting_guide, table
from fama_cli.meetings.feeds.json_items import items, whole
from fama_cli.meetings.feeds.place import parts_of
from fama_cli.meetings.feeds.problems import FellowshipNotStated, NotReadable
from fama_cli.meetings.feeds.sniff import format_of
from fama_cli.meetings.model import Attendance, Feature, Meeting, Welcome
from fama_cli.meetings.pattern import Every, Pattern
from fama_cli.meetings.reading import Asked, Row, Severity
from fama_cli.meetings.vocabulary import Vocabulary
from tests.conftest import shared

MADE_UP = {
    "name": "Riverside step study",
    "slug": "riverside-step-study",
    "day": 2,
    "time": "19:30",
    "end_time": "20:30",
    "timezone": "Europe/London",
    "formatted_address": "12 Mill Lane, Exampletown, LS1 4DY, UK",
    "location": "Friends' Meeting House",
    "location_notes": "Side door",
    "region": "North",
    "sub_region": "Riverside",
    "latitude": 53.8,
    "longitude": -1.55,
    "approximate": "no",
    "notes": "Tea from 7pm",
    "types": ["O", "X", "ST"],
    "updated": "2026-08-04 10:11:12",
    "url": "https://example.org/meetings/1",
    "group": "Riverside group",
    "entity": "Alcoholics Anonymous Great Britain",
}

Read = Callable[..., list[Row]]


@cache
def shipped() -> Vocabulary:
    """Read once, as it takes longer than most of these tests."""
    return load_vocabulary()


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads items, or text, as a list of one fellowship."""
    asked = {fellowship: Asked(vocabulary=shipped(), fellowship=fellowship) for fellowship in ("", "aa", "ca", "na", "fa")}

    def run(listed: object, fellowship: str = "aa") -> list[Row]:
        path = tmp_path / "list.json"
        path.write_bytes(listed if isinstance(listed, bytes) else json.dumps(listed).encode())
        return list(meeting_guide.read(path, asked[fellowship]))

    return run


def found(row: Row) -> list[tuple[str, str, str]]:
    return [(finding.field, finding.notice.code, finding.found) for finding in row.findings]


def with_(**fields: object) -> dict[str, object]:
    return {**MADE_UP, **fields}


def without(*names: str, **fields: object) -> dict[str, object]:
    return {name: value for name, value in with_(**fields).items() if name not in names}


def test_a_row_as_it_should_be_is_read_whole(read: Read) -> None:
    (row,) = read([MADE_UP], "")

    (meeting,) = row.meetings
    assert row == Row(1, (meeting,), ())
    assert {name: value for name, value in vars(meeting).items() if value not in ("", (), None, False)} == {
        "fellowship": "aa",
        "name": "Riverside step study",
        "pattern": meeting.pattern,
        "at": 19 * 60 + 30,
        "until": 20 * 60 + 30,
        "zone": "Europe/London",
        "attendance": Attendance.IN_PERSON,
        "welcome": Welcome.OPEN,
        "yes": (Feature.STEP_FREE,),
        "kinds": ("Step study",),
        "codes": ("O", "X", "ST"),
        "venue": "Friends' Meeting House",
        "address": "12 Mill Lane",
        "town": "Exampletown",
        "postcode": "LS1 4DY",
        "country": "UK",
        "region": "North > Riverside",
        "latitude": 53.8,
        "longitude": -1.55,
        "place_notes": "Side door",
        "notes": "Tea from 7pm",
        "website": "https://example.org/meetings/1",
        "group": "Riverside group",
        "source_id": "riverside-step-study",
        "updated": "2026-08-04",
    }
    assert (meeting.approximate, meeting.paused) == (False, False)
    assert meeting.pattern == Pattern(every=Every.WEEK, weekday=1)


@pytest.mark.parametrize(
    ("day", "weekdays", "codes"),
    [
        (0, [6], []),  # Sunday is 0 there, and Monday is 0 here.
        (1, [0], []),
        (6, [5], []),
        ("3", [2], []),
        (3.0, [2], []),
        ("Sunday", [6], []),
        ("tue", [1], []),
        ("Thursdays", [3], []),
        ([1, 3], [0, 2], []),
        (["1", "Wednesday"], [0, 2], []),
        ([4, 4], [3], []),
        ("1,3", [0, 2], []),
        ("Monday and Friday", [0, 4], []),
        ([1, "someday"], [0], ["day-not-understood"]),
        (7, [None], ["day-not-understood"]),
        (True, [None], ["day-not-understood"]),
        ("the", [None], ["day-not-understood"]),
        ([], [None], ["no-day"]),
        (None, [None], ["no-day"]),
        ({"day": 1}, [None], ["day-not-understood"]),
        (10**400, [None], ["day-not-understood"]),
    ],
)
def test_days(read: Read, day: object, weekdays: list[int | None], codes: list[str]) -> None:
    (row,) = read([with_(day=day)])

    assert [meeting.pattern and meeting.pattern.weekday for meeting in row.meetings] == weekdays
    assert [code for _, code, _ in found(row)] == codes


@pytest.mark.parametrize(
    ("time", "end", "at", "until", "codes"),
    [
        ("19:30", "20:30", 1170, 1230, []),
        ("19:30:00", "", 1170, None, []),
        ("6:00 PM", "7:15 pm", 1080, 1155, []),
        (1930, None, 1170, None, []),
        ("noon", None, 720, None, []),
        ("23:00", "00:30", 1380, 30, []),
        ("22:00", "24:00", 1320, 0, []),
        ("7:30", None, 450, None, []),
        ("19:30", "19:30", 1170, None, ["no-length"]),
        ("19:30", "later", 1170, None, ["end-not-understood"]),
        ("19:30", "18:00", 1170, 1080, ["very-long"]),
        ("25:00", None, None, None, ["time-not-understood"]),
        ("evening", "20:30", None, None, ["time-not-understood"]),
        ("", "", None, None, ["no-time"]),
        (None, None, None, None, ["no-time"]),
        ([], None, None, None, ["time-not-understood"]),
    ],
)
def test_times(read: Read, time: object, end: object, at: int | None, until: int | None, codes: list[str]) -> None:
    (row,) = read([with_(time=time, end_time=end)])

    (meeting,) = row.meetings
    assert (meeting.at, meeting.until) == (at, until)
    assert [code for _, code, _ in found(row)] == codes
    # A time that is there and cannot be read leaves nothing certain; one that is not there leaves the day.
    assert (meeting.pattern is None) == (codes == ["time-not-understood"])


def test_without_day_and_time_it_is_by_arrangement_and_nothing_is_amiss(read: Read) -> None:
    (row,) = read([without("day", "time", "end_time")])

    assert [(meeting.pattern, meeting.at) for meeting in row.meetings] == [(None, None)]
    assert row.findings == ()


@pytest.mark.parametrize(
    ("types", "codes", "findings"),
    [
        (["O", "X"], ("O", "X"), []),
        (["O", 11], ("O", "11"), []),
        ([11.0], ("11",), []),
        ("Open, Wheelchair Access", ("O", "X"), []),
        ("O", ("O",), []),
        ([" O ", ""], ("O",), []),
        (["O", "O"], ("O",), []),
        ([], (), []),
        (None, (), []),
        (["O", "ZZZ"], ("O", "ZZZ"), [("types", "unknown-code", "ZZZ")]),
        (["O", "C"], ("O", "C"), [("types", "open-and-members-only", "O, C")]),
        (["O", None, {}], ("O",), []),
        (["O", ["X"]], ("O", "X"), []),
        ({"O": 1}, (), [("types", "not-text", "{'O': 1}")]),
        (["O", True], ("O",), [("types", "not-text", "True")]),
    ],
)
def test_types(read: Read, types: object, codes: tuple[str, ...], findings: list[tuple[str, str, str]]) -> None:
    (row,) = read([with_(types=types)])

    assert row.meetings[0].codes == codes
    assert found(row) == findings


@pytest.mark.parametrize(
    ("fellowship", "types", "expected"),
    [
        ("aa", ["UK"], {"languages": ("Ukrainian",), "country": "UK"}),
        ("aa", ["S", "POL"], {"languages": ("Spanish", "Polish")}),
        ("aa", ["ASL"], {"languages": ("American Sign Language",), "yes": ()}),
        ("aa", ["C"], {"welcome": Welcome.MEMBERS_ONLY}),
        ("aa", ["O", "C"], {"welcome": None}),
        ("aa", [], {"welcome": None, "yes": (), "no": (), "languages": ()}),
        ("na", ["BEG"], {"yes": (Feature.NEWCOMERS,)}),
        ("aa", ["BEG"], {"yes": (), "kinds": ()}),
        ("na", ["DISC", "JFT"], {"kinds": ("Discussion", "Just For Today study")}),
        ("fa", ["O", "X"], {"codes": ("O", "X"), "welcome": None, "yes": ()}),
    ],
)
def test_a_code_says_what_its_fellowship_means(read: Read, fellowship: str, types: list[str], expected: dict[str, object]) -> None:
    (row,) = read([with_(types=types)], fellowship)

    assert {name: getattr(row.meetings[0], name) for name in expected} == expected


def test_codes_of_a_fellowship_that_has_no_table_are_kept_and_reported(read: Read) -> None:
    (row,) = read([with_(types=["O", "X"])], "fa")

    assert found(row) == [("types", "codes-not-known", "O, X")]


ONLINE = {"conference_url": "https://example.org/j/1"}
NO_PLACE: dict[str, object] = {"formatted_address": None, "location": None, "latitude": None, "longitude": None, "approximate": None}


@pytest.mark.parametrize(
    ("fellowship", "fields", "attendance", "paused"),
    [
        ("aa", {}, Attendance.IN_PERSON, False),
        ("aa", ONLINE, Attendance.HYBRID, False),
        ("aa", {**ONLINE, "approximate": "yes"}, Attendance.ONLINE, False),
        ("aa", {**NO_PLACE, **ONLINE}, Attendance.ONLINE, False),
        ("aa", {**NO_PLACE, "conference_phone": "+44 20 7946 0000"}, Attendance.ONLINE, False),
        ("aa", {**NO_PLACE, **ONLINE, "formatted_address": "Exampletown, UK"}, Attendance.ONLINE, False),
        ("aa", NO_PLACE, None, False),
        ("aa", {"approximate": "yes"}, None, False),
        ("aa", {"types": ["TC"]}, None, True),
        ("aa", {"types": ["TC"], **ONLINE}, Attendance.ONLINE, False),
        ("ca", {"types": ["TC", "ONL"]}, Attendance.ONLINE, False),
        ("ca", {"types": ["ONL"], "approximate": "yes"}, Attendance.ONLINE, False),
        ("ca", {"types": ["ONL"]}, Attendance.HYBRID, False),
        ("aa", {"attendance_option": "in_person", **ONLINE}, Attendance.IN_PERSON, False),
        ("aa", {"attendance_option": "online"}, Attendance.ONLINE, False),
        ("aa", {"attendance_option": "hybrid"}, Attendance.HYBRID, False),
        ("aa", {"attendance_option": "inactive", "types": ["TC"]}, None, True),
        ("aa", {**NO_PLACE, "address": "Online", "city": "Exampletown"}, Attendance.ONLINE, False),
        ("aa", {**NO_PLACE, "location": "Zoom"}, Attendance.ONLINE, False),
    ],
)
def test_how_people_attend(read: Read, fellowship: str, fields: dict[str, Any], attendance: Attendance | None, paused: bool) -> None:
    (row,) = read([with_(**fields)], fellowship)

    assert [(meeting.attendance, meeting.paused) for meeting in row.meetings] == [(attendance, paused)]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"formatted_address": "1 High Street, Exampletown, LS1 4DY, United Kingdom"},
            ("1 High Street", "Exampletown", "", "LS1 4DY", "UK"),
        ),
        ({"formatted_address": "High Street, LS1 4DY"}, ("High Street", "", "", "LS1 4DY", "")),
        ({"formatted_address": "Exampletown, UK"}, ("", "Exampletown", "", "", "UK")),
        ({"formatted_address": "1 High St, Exampletown LS14DY, England"}, ("1 High St", "Exampletown", "", "LS1 4DY", "England")),
        ({"formatted_address": "1 High St, Ely, Cambridgeshire, CB7 4JU, UK"}, ("1 High St", "Ely", "Cambridgeshire", "CB7 4JU", "UK")),
        ({"formatted_address": "9 Main St, Anytown, CA 95124, USA"}, ("9 Main St", "Anytown", "CA", "95124", "USA")),
        (
            {"address": "2 Low Road", "city": "Ely", "state": "Cambs", "postal_code": "cb74ju", "country": "GB"},
            ("2 Low Road", "Ely", "Cambs", "CB7 4JU", "UK"),
        ),
        ({"address": "2 Low Road, Ely, CB7 4JU"}, ("2 Low Road", "Ely", "", "CB7 4JU", "")),
        ({"address": "100 Main St, Tupelo, MS"}, ("100 Main St, Tupelo, MS", "", "", "", "")),
        ({"address": "Other hall", "formatted_address": "1 High St, Ely, CB7 4JU, UK"}, ("Other hall", "Ely", "", "CB7 4JU", "UK")),
        ({"postal_code": 10115, "city": "Berlin", "country": "Germany"}, ("", "Berlin", "", "10115", "Germany")),
    ],
)
def test_addresses(read: Read, fields: dict[str, object], expected: tuple[str, ...]) -> None:
    (row,) = read([without("formatted_address", **fields) if "formatted_address" not in fields else with_(**fields)])

    (meeting,) = row.meetings
    assert (meeting.address, meeting.town, meeting.county, meeting.postcode, meeting.country) == expected


@given(st.lists(st.sampled_from(["1 High St", "Ely", "LS1 4DY", "UK", "Kent", "Leeds LS14DY", "", " ", "CA 95124", "USA"]), max_size=6))
def test_no_part_of_an_address_is_lost(parts: list[str]) -> None:
    def figures(words: str) -> Counter[str]:
        return Counter(filter(str.isalnum, words.casefold()))

    written = ", ".join(parts)

    assert figures(" ".join(words for _, words in parts_of(written))) == figures(written)


@pytest.mark.parametrize(
    ("fields", "expected", "codes"),
    [
        ({"latitude": "53.8", "longitude": "-1.55"}, (53.8, -1.55, False), []),
        ({"latitude": 53, "longitude": -1}, (53.0, -1.0, False), []),
        ({"latitude": None, "longitude": None, "coordinates": "53.8,-1.55"}, (53.8, -1.55, False), []),
        ({"latitude": None, "longitude": "", "coordinates": "53.7,-1.6,53.9,-1.5"}, (None, None, True), ["an-area"]),
        ({"latitude": 0, "longitude": 0}, (None, None, False), ["not-a-spot"]),
        ({"latitude": 530.8, "longitude": -1.55}, (None, None, False), ["not-a-spot"]),
        ({"latitude": 53.8, "longitude": None}, (None, None, False), ["not-a-spot"]),
        ({"latitude": "north", "longitude": "west"}, (None, None, False), ["not-a-spot"]),
        ({"latitude": True, "longitude": True}, (None, None, False), ["not-a-spot"]),
        ({"latitude": [53], "longitude": {}}, (None, None, False), ["not-a-spot"]),
        ({"latitude": float("nan"), "longitude": float("inf")}, (None, None, False), ["not-a-spot"]),
        ({"approximate": "yes"}, (53.8, -1.55, True), []),
        ({"approximate": True}, (53.8, -1.55, True), []),
        ({"approximate": False}, (53.8, -1.55, False), []),
        ({"approximate": ""}, (53.8, -1.55, None), []),
        ({"approximate": "perhaps"}, (53.8, -1.55, None), ["not-yes-or-no"]),
        ({"approximate": []}, (53.8, -1.55, None), ["not-yes-or-no"]),
    ],
)
def test_the_spot_on_the_map(read: Read, fields: dict[str, object], expected: tuple[object, ...], codes: list[str]) -> None:
    (row,) = read([with_(**fields)])

    (meeting,) = row.meetings
    assert (meeting.latitude, meeting.longitude, meeting.approximate) == expected
    assert [code for _, code, _ in found(row)] == codes


@pytest.mark.parametrize(
    ("fields", "region"),
    [
        ({"region": "North", "sub_region": "Riverside"}, "North > Riverside"),
        ({"region": "North > Riverside", "sub_region": ""}, "North > Riverside"),
        ({"regions": ["England", "North", " Riverside "]}, "England > North > Riverside"),
        ({"regions": "England>North"}, "England > North"),
        ({"regions": ["England", None, 7]}, "England > 7"),
        ({"region": "", "sub_region": "Riverside"}, "Riverside"),
    ],
)
def test_regions(read: Read, fields: dict[str, object], region: str) -> None:
    assert read([with_(**fields)])[0].meetings[0].region == region


@pytest.mark.parametrize(
    ("updated", "day", "codes"),
    [
        ("2026-08-04 10:11:12", "2026-08-04", []),
        ("2026-08-04T10:11:12Z", "2026-08-04", []),
        ("04/08/2026", "2026-08-04", []),
        ("2020-04-0416:50:58", "2020-04-04", ["updated-run-together"]),
        ("2020-04-3116:50:58", "", ["updated-not-understood"]),
        ("yesterday", "", ["updated-not-understood"]),
        ("0000-00-00 00:00:00", "", ["updated-not-understood"]),
        (1722766272, "", ["updated-not-understood"]),
        (None, "", []),
    ],
)
def test_when_it_was_edited(read: Read, updated: object, day: str, codes: list[str]) -> None:
    (row,) = read([with_(updated=updated)])

    assert row.meetings[0].updated == day
    assert [code for _, code, _ in found(row)] == codes


@pytest.mark.parametrize(
    ("zone", "read_as", "codes"),
    [
        ("America/New_York", "America/New_York", []),
        ("", "Europe/London", []),
        ("Narnia", "Europe/London", ["timezone-not-known"]),
        ("../../etc/passwd", "Europe/London", ["timezone-not-known"]),
        ("a\0b", "Europe/London", ["timezone-not-known"]),
        (7, "Europe/London", ["timezone-not-known"]),
    ],
)
def test_the_clocks_it_goes_by(read: Read, zone: object, read_as: str, codes: list[str]) -> None:
    (row,) = read([with_(timezone=zone)])

    assert row.meetings[0].zone == read_as
    assert [code for _, code, _ in found(row)] == codes


def test_people_to_reach_are_gathered_a_line_each(read: Read) -> None:
    fields = {"contact_1_name": "Jo", "contact_1_phone": "01632 960001", "contact_3_email": "sam@example.org", "email": "group@example.org"}

    (row,) = read([with_(**fields)])

    assert row.meetings[0].contacts == ("Jo, 01632 960001", "sam@example.org", "group@example.org")
    assert row.findings == ()


def test_money_is_left_out_of_each_row_and_said(read: Read) -> None:
    rows = read([with_(venmo="@made-up", paypal=""), with_(slug="b", venmo="@other")])

    assert [found(row) for row in rows] == [[("venmo", "money", "")], [("venmo", "money", "")]]


def test_fields_that_are_not_read_are_reported_once_and_with_what_they_may_be(read: Read) -> None:
    rows = read(
        [
            with_(entity_phone="", conference_ulr=""),
            with_(entity_phone="1", conference_ulr="x"),
            with_(entity_phone="2", conference_ulr="y"),
        ]
    )

    assert [found(row) for row in rows] == [
        [],
        [("entity_phone", "not-kept", ""), ("conference_ulr", "unknown-field", "perhaps conference_url")],
        [],
    ]


@pytest.mark.parametrize(
    ("item", "name", "findings"),
    [
        (without("name"), "Riverside group", [("name", "name-made", "")]),
        (with_(name="  "), "Riverside group", [("name", "name-made", "")]),
        (without("name", "group"), "Friends' Meeting House", [("name", "name-made", "")]),
        (without("name", "group", "location"), None, [("name", "no-name", "")]),
        (with_(name=404), "404", []),
        (with_(name="Two\nlines\ud800"), "Two lines", []),
        (with_(name=["a"]), "a", []),
        (with_(name={"en": "x"}), "Riverside group", [("name", "not-text", "{'en': 'x'}"), ("name", "name-made", "")]),
        ("Riverside", None, [("item", "not-a-meeting", "'Riverside'")]),
        (None, None, [("item", "not-a-meeting", "None")]),
        ([MADE_UP], None, [("item", "not-a-meeting", repr([MADE_UP])[:60])]),
        ({}, None, [("name", "no-name", "")]),
    ],
)
def test_names_and_rows_that_are_none(read: Read, item: object, name: str | None, findings: list[tuple[str, str, str]]) -> None:
    (row,) = read([item])

    assert [meeting.name for meeting in row.meetings] == ([] if name is None else [name])
    assert found(row) == findings


def test_a_field_that_is_there_twice_is_reported(read: Read) -> None:
    (row,) = read(b'[{"name": "First", "name": "Last", "day": 1, "time": "19:00"}]')

    assert (row.meetings[0].name, found(row)) == ("Last", [("name", "written-twice", "")])


def test_a_list_that_does_not_say_whose_it_is_needs_to_be_told(read: Read) -> None:
    with pytest.raises(FellowshipNotStated) as told:
        read([without("entity")], "")
    assert told.value.message == "The list does not say which fellowship it is of"
    assert told.value.hint == "Add --fellowship and its id, such as `--fellowship na` or `--fellowship aa`"

    with pytest.raises(FellowshipNotStated) as told:
        read([with_(entity="District 123")], "")
    assert told.value.message == "The list calls its fellowship `District 123`, which is not a name known here"


def test_what_is_asked_for_goes_before_what_the_list_calls_itself(read: Read) -> None:
    assert read([MADE_UP], "ca")[0].meetings[0].fellowship == "ca"


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"<!DOCTYPE html><title>Not found</title>", "is a web page, where JSON was expected"),
        (b'{"meetings": []}', "starts with an object, in { }, where a list of meetings, in [ ], was expected"),
        (b"%PDF-1.7", "starts with `%PDF-1.7` where a list of meetings, in [ ], was expected"),
        (b'[{"name": "A"},\n{"name": "B', "breaks off at its end, line 2, in item 2 of the list: the rest is missing"),
        (b'[{"name": "A"}', "breaks off at its end, line 1, in item 1 of the list: the rest is missing"),
        (b'[{"name": "A"},', "breaks off at its end, line 1, in item 2 of the list: the rest is missing"),
        (b"[", "breaks off at its end, line 1, in item 1 of the list: the rest is missing"),
        (b'[{"name": "A"},\n\n{name: "B"}]', 'is not right as JSON at line 3, in item 2 of the list, by `name: "B"}]`'),
        (b"[1, 2,]", "is not right as JSON at line 1, in item 3 of the list, by `]`"),
        (b"[1] [2]", "is not right as JSON at line 1, in item 1 of the list, by `[2]`"),
        ('[\n"caf\u00e9"]'.encode("latin-1"), "has letters that are not UTF-8, first on line 2"),
    ],
)
def test_a_file_that_is_no_whole_list_says_what_it_is_and_where_it_goes_wrong(tmp_path: Path, contents: bytes, says: str) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(contents)

    with pytest.raises(NotReadable) as told:
        list(items(path))

    assert told.value.message == f"`{path}` {says}"
    assert told.value.hint


@pytest.mark.parametrize("start", [b'[{"a": ', b'[{"a": 1}, ', b""])
def test_lists_within_lists_without_end_are_refused(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "deep.json"
    path.write_bytes(start + b"[" * 3_000_000)

    with pytest.raises(NotReadable, match="too deep to read"):
        list(items(path))
    with pytest.raises(NotReadable, match="too deep to read"):
        whole(path)


def test_a_number_of_thousands_of_figures_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    path.write_bytes(b"[1" + b"0" * 10_000 + b"]")

    with pytest.raises(NotReadable, match="a number of thousands of figures"):
        list(items(path))
    with pytest.raises(NotReadable, match="a number of thousands of figures"):
        whole(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_json_in_any_unicode_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.json"
    path.write_bytes('[{"name": "café ✓"}, 2]'.encode(encoding))

    assert list(items(path)) == [(1, {"name": "café ✓"}), (2, 2)]
    assert whole(path) == [{"name": "café ✓"}, 2]


@given(data=st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_items_are_the_same_wherever_the_windows_end(tmp_path: Path, data: st.DataObject) -> None:
    value = st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(), st.lists, max_leaves=20)
    listed = data.draw(st.lists(value | st.dictionaries(st.text(), value)))
    path = tmp_path / "list.json"
    path.write_text(json.dumps(listed, ensure_ascii=False, indent=data.draw(st.sampled_from([None, 1]))), "utf-8")
    window = data.draw(st.integers(4, 40))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fama_cli.meetings.feeds.json_items.WINDOW", window)
        read = [item for _, item in items(path)]

    assert read == listed


def test_a_large_list_is_read_in_little_memory(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "list.json"
    with path.open("w") as file:
        file.write("[" + ",".join([json.dumps(MADE_UP)] * 30_000) + "]")

    tracemalloc.start()
    count = sum(1 for _ in items(path))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 30_000
    assert most < 4_000_000 < path.stat().st_size


def test_the_meetings_of_a_real_fixture_are_all_read() -> None:
    path = shared("samples/code4recovery-pdf/tests/Fixtures/meetings.json")

    assert format_of(path) == "meeting-guide"
    rows = list(meeting_guide.read(path, Asked(vocabulary=shipped(), fellowship="aa")))

    meetings = [meeting for row in rows for meeting in row.meetings]
    assert (len(rows), len(meetings), rows[-1].number) == (25, 25, 25)
    assert [(row.number, found(row)) for row in rows if row.findings] == [
        (6, [("address", "online-as-address", "Online"), ("types", "unknown-code", "ONL")]),
        (25, [("address", "online-as-address", "Online"), ("types", "unknown-code", "ONL")]),
    ]
    assert len([meeting for meeting in meetings if meeting.region.count(" > ") == 2]) == 21
    assert Counter(meeting.attendance for meeting in meetings) == {Attendance.IN_PERSON: 21, Attendance.ONLINE: 2, None: 2}
    assert [meeting.name for meeting in meetings if meeting.paused] == ["Closed for Renovation", "Suspended Saturday"]
    assert [meeting.name for meeting in meetings if meeting.attendance is Attendance.ONLINE] == [
        "Online Mondays",
        "Wednesday Online Meeting",
    ]
    assert [meeting.pattern and meeting.pattern.weekday for meeting in meetings[:5]] == [6, 6, 6, 0, 0]
    assert Counter(meeting.welcome for meeting in meetings) == {Welcome.OPEN: 19, Welcome.MEMBERS_ONLY: 4, None: 2}


def test_the_template_of_the_vendor_is_read_with_exactly_what_is_wrong_with_it() -> None:
    path = shared("samples/code4recovery-12-step-meeting-list/template.csv")

    assert format_of(path) == "meeting-guide-table"
    rows = list(table.read(path, Asked(vocabulary=shipped(), fellowship="aa")))

    assert [row.number for row in rows] == list(range(2, 38))
    assert [len(row.meetings) for row in rows] == [1] * 36
    assert [(row.number, each) for row in rows for each in found(row) if each[1] != "updated-run-together"] == [
        (2, ("Mailing Address", "not-kept", "")),
        (2, ("Venmo", "money", "")),
        (37, ("Types", "unknown-code", "Online Meeting")),
        (37, ("Types", "unknown-code", "Temporary Closure")),
    ]
    assert [[code for _, code, _ in found(row)].count("updated-run-together") for row in rows] == [1] * 36
    assert found(rows[0])[-1] == ("Updated", "updated-run-together", "2020-04-0416:50:58")
    first: Meeting = rows[0].meetings[0]
    assert (first.at, first.zone, first.codes, first.town, first.postcode) == (
        18 * 60,
        "America/Los_Angeles",
        ("O", "X"),
        "San Jose",
        "95124",
    )


ODD: st.SearchStrategy[object] = st.sampled_from(
    [None, "", " ", 0, -1, 7, 3.5, True, float("nan"), float("inf"), 10**30, [], {}, [[]], [{}], "a\0b", "\ud800", "é" * 300, "<b>x</b>", "25:61", "2026-02-30"]
)  # fmt: skip
ANYTHING = st.recursive(ODD | st.text(max_size=20) | st.integers() | st.floats(), lambda inner: st.lists(inner, max_size=4), max_leaves=6)


@given(
    changes=st.lists(
        st.tuples(st.sampled_from([*MADE_UP, "coordinates", "regions", "contact_1_name", "conference_url", "x"]), ANYTHING), max_size=8
    )
)
@settings(max_examples=300, deadline=None)
def test_no_row_is_lost_without_a_word_and_nothing_is_raised(changes: list[tuple[str, object]]) -> None:
    from fama_cli.meetings.feeds.fields import Fields

    row = Fields(Asked(vocabulary=shipped(), fellowship="aa")).row(1, {**MADE_UP, **dict(changes)})

    assert row.meetings or [finding for finding in row.findings if finding.notice.severity is Severity.SKIPPED]
    for finding in row.findings:
        assert len(finding.found) <= 60
    for meeting in row.meetings:
        assert meeting.name
        for value in vars(meeting).values():
            if isinstance(value, str):
                value.encode()


@given(at=st.integers(0, 2_000), put=st.binary(max_size=6), cut=st.integers(0, 40))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_that_was_damaged_is_read_or_refused_in_words(tmp_path: Path, at: int, put: bytes, cut: int) -> None:
    whole_list = json.dumps([MADE_UP, with_(slug="b", day=[1, 2]), with_(slug="c", name="Café")], ensure_ascii=False).encode()
    path = tmp_path / "list.json"
    path.write_bytes(whole_list[:at] + put + whole_list[at + cut :])

    rows, refused = [], None
    try:
        rows = list(meeting_guide.read(path, Asked(vocabulary=shipped(), fellowship="aa")))
    except FamaError as problem:
        refused = problem

    assert refused is None or refused.hint
    for row in rows:
        assert row.meetings or [finding for finding in row.findings if finding.notice.severity is Severity.SKIPPED]
