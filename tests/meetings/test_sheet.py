"""Reading tables: the plain list a service types, Meeting Guide tables, and telling what a file is."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fama_cli.catalogue.load import load_vocabulary
from fama_cli.errors import FamaError, FileProblem
from fama_cli.meetings.feeds import sheet, table
from fama_cli.meetings.feeds.problems import FellowshipNotStated, NotReadable
from fama_cli.meetings.feeds.sheet_columns import HEADINGS
from fama_cli.meetings.feeds.sniff import format_of
from fama_cli.meetings.model import Attendance, Feature, Meeting, Welcome
from fama_cli.meetings.pattern import Every, Pattern
from fama_cli.meetings.reading import Asked, Row, Severity
from fama_cli.meetings.vocabulary import Vocabulary
from tests.conftest import shared

TUESDAY = Pattern(every=Every.WEEK, weekday=1)

Read = Callable[..., list[Row]]


@cache
def shipped() -> Vocabulary:
    """Read once, as it takes longer than most of these tests."""
    return load_vocabulary()


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads text, or bytes, as a plain list."""

    def run(contents: str | bytes, fellowship: str = "", reader: Callable[[Path, Asked], Iterator[Row]] = sheet.read) -> list[Row]:
        path = tmp_path / "list.csv"
        path.write_bytes(contents if isinstance(contents, bytes) else contents.encode())
        return list(reader(path, Asked(vocabulary=shipped(), fellowship=fellowship)))

    return run


def found(row: Row) -> list[tuple[str, str, str]]:
    return [(finding.field, finding.notice.code, finding.found) for finding in row.findings]


def one(headings: str, cells: str) -> str:
    return f"Fellowship,Name,{headings}\nna,Riverside,{cells}\n"


def only(rows: list[Row]) -> Meeting:
    ((meeting,),) = (row.meetings for row in rows)
    return meeting


def test_every_column_of_the_template_is_read(read: Read) -> None:
    rows = list(csv.reader(io.StringIO(sheet.TEMPLATE)))
    assert rows[0] == list(HEADINGS.values())
    for cells in rows[1:]:
        cells[1] = cells[1].removeprefix("Example, delete this row: ")
    written = io.StringIO()
    csv.writer(written).writerows(rows)

    read_back = read(written.getvalue())

    assert [row.findings for row in read_back] == [(), (), ()]
    first, second, third = (row.meetings[0] for row in read_back)
    assert {name: value for name, value in vars(first).items() if value not in ("", (), None, False)} == {
        "fellowship": "na",
        "name": "Tuesday evening",
        "pattern": TUESDAY,
        "at": 19 * 60 + 30,
        "until": 21 * 60,
        "zone": "Europe/London",
        "attendance": Attendance.IN_PERSON,
        "welcome": Welcome.OPEN,
        "yes": (Feature.STEP_FREE, Feature.NEWCOMERS),
        "no": (Feature.HEARING_LOOP,),
        "closed_on": ("bank-holidays", "christmas"),
        "venue": "Example Hall",
        "address": "1 Example Street",
        "town": "Exampletown",
        "postcode": "ZZ99 9ZZ",
        "checked_on": "2026-11-21",
        "checked_by": "AB",
    }
    assert (second.pattern, second.at, second.until) == (Pattern(every=Every.MONTH, weekday=4, weeks=(-1,)), 1170, 1260)
    assert (second.attendance, second.languages, second.closed_on) == (Attendance.HYBRID, ("Polish", "English"), ("2026-12-25",))
    assert (third.pattern, third.at, third.until) == (Pattern(every=Every.MONTH, weekday=0, weeks=(1, 3)), 720, 780)
    assert (third.attendance, third.welcome, third.yes) == (Attendance.ONLINE, Welcome.MEMBERS_ONLY, (Feature.WOMEN,))


def test_the_examples_of_the_template_are_never_meetings(read: Read) -> None:
    rows = read(sheet.TEMPLATE)

    assert [(row.number, row.meetings, found(row)) for row in rows] == [(number, (), [("Name", "example-row", "")]) for number in (2, 3, 4)]
    assert {finding.notice.severity for row in rows for finding in row.findings} == {Severity.SKIPPED}


@pytest.mark.parametrize(
    ("headings", "cells", "each"),
    [
        ("When,Starts,Ends", "every Tuesday,19:30,21:00", [(TUESDAY, 1170, 1260)]),
        ("When", '"every Tuesday, 7.30pm to 9pm"', [(TUESDAY, 1170, 1260)]),
        ("Day,Time,End time", "Tuesday,7.30pm,9pm", [(TUESDAY, 1170, 1260)]),
        ("Day,Time,Duration", "Tuesday,19:30:00,01:30:00", [(TUESDAY, 1170, 1260)]),
        ("Day,Time,Duration", "Tuesday,19:30,90 minutes", [(TUESDAY, 1170, 1260)]),
        ("Day,Time,Duration", "Tuesday,23:30,1.5 hours", [(TUESDAY, 1410, 60)]),
        ("Day,Time,Duration", "Tuesday,19:30,0", [(TUESDAY, 1170, None)]),
        ("When,Starts", "last Friday of the month,noon", [(Pattern(every=Every.MONTH, weekday=4, weeks=(-1,)), 720, None)]),
        ("When,Starts", "first and third Monday of the month,19:00", [(Pattern(every=Every.MONTH, weekday=0, weeks=(1, 3)), 1140, None)]),
        ("When,Starts", "15th of the month,19:00", [(Pattern(every=Every.MONTH_DAY, month_days=(15,)), 1140, None)]),
        ("When,Starts", "2026-12-24,19:00", [(Pattern(every=Every.NAMED, dates=(date(2026, 12, 24),)), 1140, None)]),
        ("When", "by arrangement", [(None, None, None)]),
        ("When", "", [(None, None, None)]),
        ("When,Starts", "Tuesdays and Thursdays,19:00", [(TUESDAY, 1140, None), (Pattern(every=Every.WEEK, weekday=3), 1140, None)]),
    ],
)
def test_when_it_takes_place(read: Read, headings: str, cells: str, each: list[tuple[Pattern | None, int | None, int | None]]) -> None:
    (row,) = read(one(headings, cells))

    assert [(meeting.pattern, meeting.at, meeting.until) for meeting in row.meetings] == each
    assert row.findings == ()


@pytest.mark.parametrize(
    ("headings", "cells", "pattern", "at", "notes", "findings"),
    [
        ("When,Starts", "when we can,19:00", None, 1140, "When: when we can", [("When", "when-not-understood", "when we can")]),
        ("Day,Time", "the,19:00", None, 1140, "When: the", [("Day", "when-not-understood", "the")]),
        (
            "When,Starts",
            "every Tuesday,evening",
            TUESDAY,
            None,
            "",
            [("Starts", "time-not-understood", "evening"), ("Starts", "no-time", "")],
        ),
        ("When,Starts", "every Tuesday,", TUESDAY, None, "", [("Starts", "no-time", "")]),
        ("When,Starts", ",19:00", None, 1140, "", [("When", "no-day", "")]),
        ("When,Starts,Ends", "every Tuesday,19:00,late", TUESDAY, 1140, "", [("Ends", "end-not-understood", "late")]),
        ("Day,Time,Duration", "Tuesday,19:00,a while", TUESDAY, 1140, "", [("Duration", "duration-not-understood", "a while")]),
        (
            "When,Starts",
            '"every Tuesday, 7pm",20:00',
            TUESDAY,
            1200,
            "",
            [("Starts", "times-differ", "every Tuesday, 7pm and 20:00")],
        ),
    ],
)
def test_times_that_cannot_be_read_lose_no_meeting(
    read: Read, headings: str, cells: str, pattern: Pattern | None, at: int | None, notes: str, findings: list[tuple[str, str, str]]
) -> None:
    rows = read(one(headings, cells))

    meeting = only(rows)
    assert (meeting.pattern, meeting.at, meeting.notes) == (pattern, at, notes)
    assert found(rows[0]) == findings


@pytest.mark.parametrize(
    ("heading", "cell", "yes", "no", "codes"),
    [
        ("Step-free", "yes", (Feature.STEP_FREE,), (), []),
        ("Step-free", "No", (), (Feature.STEP_FREE,), []),
        ("Step-free", "", (), (), []),
        ("Step-free", "partly", (), (), ["not-yes-or-no"]),
        ("Wheelchair", "True", (Feature.STEP_FREE,), (), []),
        ("Wheelchair", "False", (), (), []),
        ("Hearing", "True", (Feature.HEARING_LOOP,), (), []),
        ("Hearing", "FALSE", (), (), []),
        ("Chit", "1", (Feature.PROOF_OF_ATTENDANCE,), (), []),
        ("Chit", "0", (), (), []),
        ("BSL interpreter", "x", (Feature.BSL,), (), []),
        ("LGBT", "✓", (Feature.LGBTQ,), (), []),
        ("Beginners", "not stated", (), (), []),
        ("Children welcome", "y", (Feature.CHILD_FRIENDLY,), (), []),
        ("Accessible toilet", "?", (), (), []),
    ],
)
def test_yes_no_and_not_stated(
    read: Read, heading: str, cell: str, yes: tuple[Feature, ...], no: tuple[Feature, ...], codes: list[str]
) -> None:
    rows = read(one(heading, cell))

    assert (only(rows).yes, only(rows).no) == (yes, no)
    assert [code for _, code, _ in found(rows[0])] == codes


def test_each_of_the_features_has_a_column(read: Read) -> None:
    rows = read(one(",".join(HEADINGS[feature] for feature in Feature), ",".join(["yes"] * len(Feature))))

    assert only(rows).yes == tuple(Feature)


@pytest.mark.parametrize(
    ("heading", "cell", "welcome", "codes"),
    [
        ("Who may come", "open", Welcome.OPEN, []),
        ("Who may come", "members only", Welcome.MEMBERS_ONLY, []),
        ("Who may come", "Closed", Welcome.MEMBERS_ONLY, []),
        ("Who may come", "friends of Bill", None, ["who-may-come"]),
        ("Open", "True", Welcome.OPEN, []),
        # That a list does not say it is open is not that it says it is for members only.
        ("Open", "False", None, []),
        ("Open", "no", None, []),
        ("Open", "", None, []),
    ],
)
def test_who_may_come(read: Read, heading: str, cell: str, welcome: Welcome | None, codes: list[str]) -> None:
    rows = read(one(heading, cell))

    assert only(rows).welcome == welcome
    assert [code for _, code, _ in found(rows[0])] == codes


@pytest.mark.parametrize(
    ("headings", "cells", "attendance", "codes"),
    [
        ("How people attend", "in person", Attendance.IN_PERSON, []),
        ("How people attend", "In person and online", Attendance.HYBRID, []),
        ("How people attend", "hybrid", Attendance.HYBRID, []),
        ("How people attend", "Online", Attendance.ONLINE, []),
        ("How people attend", "by pigeon", None, ["how-people-attend"]),
        ("Address", "1 High Street", Attendance.IN_PERSON, []),
        ("Zoom link", "https://example.org/j/1", Attendance.ONLINE, []),
        ("Postcode,Zoom link", "LS1 4DY,https://example.org/j/1", Attendance.HYBRID, []),
        ("Venue", "Online", Attendance.ONLINE, ["online-as-address"]),
        ("Notes", "hello", None, []),
    ],
)
def test_how_people_attend(read: Read, headings: str, cells: str, attendance: Attendance | None, codes: list[str]) -> None:
    rows = read(one(headings, cells))

    assert only(rows).attendance == attendance
    assert [code for _, code, _ in found(rows[0])] == codes


@pytest.mark.parametrize(
    ("cell", "closed_on", "notes", "codes"),
    [
        ("bank holidays; Christmas; 2026-12-29", ("bank-holidays", "christmas", "2026-12-29"), "", []),
        ("Not on bank holidays", ("bank-holidays",), "", []),
        ("Easter and 29/12/2026", ("easter", "2026-12-29"), "", []),
        ("25 December 2026", ("2026-12-25",), "", []),
        ("bank holidays; when it snows", ("bank-holidays",), "Not on: when it snows", ["not-on"]),
    ],
)
def test_days_it_does_not_take_place(read: Read, cell: str, closed_on: tuple[str, ...], notes: str, codes: list[str]) -> None:
    rows = read(one("Not on", cell))

    assert (only(rows).closed_on, only(rows).notes) == (closed_on, notes)
    assert [code for _, code, _ in found(rows[0])] == codes


@pytest.mark.parametrize(
    ("headings", "cells", "field", "value", "codes"),
    [
        ("Postcode", "ls14dy", "postcode", "LS1 4DY", []),
        ("Postcode", "LS1", "postcode", "LS1", ["not-a-postcode"]),
        ("Address", '"1 High Street, Ely, CB7 4JU"', "town", "Ely", []),
        ("Latitude,Longitude", "53.8,-1.55", "latitude", 53.8, []),
        ("Latitude,Longitude", "0,0", "latitude", None, ["not-a-spot"]),
        ("Latitude", "53.8", "latitude", None, ["not-a-spot"]),
        ("Languages", "polish; English", "languages", ("Polish", "English"), []),
        ("Last checked", "21/11/2026", "checked_on", "2026-11-21", []),
        ("Last checked", "recently", "checked_on", "", ["not-a-date"]),
        ("Checked by", "A.B.", "checked_by", "AB", []),
        ("Checked by", "Made-Up Person", "checked_by", "", ["not-initials"]),
        ("Phone", "01632 960001", "contacts", ("01632 960001",), []),
        ("Phone,E-mail", "01632 960001,jo@example.org", "contacts", ("01632 960001, jo@example.org",), []),
        ("Phone to join by", "03330 000000", "online_phone", "03330 000000", []),
        ("Notes", '"line 1\nline 2"', "notes", "line 1\nline 2", []),
        ("Format", "Step; Speaker", "kinds", ("Step", "Speaker"), []),
    ],
)
def test_other_columns(read: Read, headings: str, cells: str, field: str, value: object, codes: list[str]) -> None:
    rows = read(one(headings, cells))

    assert getattr(only(rows), field) == value
    assert [code for _, code, _ in found(rows[0])] == codes


@pytest.mark.parametrize(
    ("said", "asked", "fellowship", "codes"),
    [
        ("na", "", "na", []),
        ("NA", "", "na", []),
        ("Narcotics Anonymous", "", "na", []),
        ("SMART Recovery", "", "smart", []),
        ("", "ca", "ca", []),
        ("AA", "ca", "aa", ["another-fellowship"]),
        ("Knitters", "ca", "ca", ["fellowship-taken"]),
        ("Knitters", "", None, ["fellowship-not-known"]),
        ("", "", None, ["no-fellowship"]),
    ],
)
def test_whose_meeting_it_is(read: Read, said: str, asked: str, fellowship: str | None, codes: list[str]) -> None:
    (row,) = read(f"MeetingType,Title\n{said},Riverside\n", asked)

    assert [meeting.fellowship for meeting in row.meetings] == ([fellowship] if fellowship else [])
    assert [code for _, code, _ in found(row)] == codes


def test_a_list_without_that_column_needs_to_be_told(read: Read) -> None:
    with pytest.raises(FellowshipNotStated, match="The list has no column for the fellowship"):
        read("Name,When\nRiverside,every Tuesday\n")

    assert only(read("Name,Town\nRiverside,Leeds\n", "na")).fellowship == "na"


def test_names_are_made_of_the_venue_and_rows_without_either_are_skipped(read: Read) -> None:
    rows = read("Fellowship,Name,Venue,Town\nna,,Old Hall,Leeds\nna,,,Leeds\n")

    assert [[meeting.name for meeting in row.meetings] for row in rows] == [["Old Hall"], []]
    assert [found(row) for row in rows] == [[("Name", "name-made", "")], [("Name", "no-name", "")]]


def test_headings_that_are_not_known_are_reported_once_with_the_nearest(read: Read) -> None:
    rows = read("Fellowship,Name,Postcoed,What3Words\nna,A,LS1 4DY,a.b.c\nna,B,LS1 4DY,a.b.c\n")

    assert [found(row) for row in rows] == [[("Postcoed", "unknown-column", "perhaps Postcode"), ("What3Words", "unknown-column", "")], []]


def test_a_heading_that_is_there_twice_in_any_words_is_read_once(read: Read) -> None:
    rows = read("Fellowship,Name,Town,Town,City\nna,A,Leeds,York,Hull\n")

    assert only(rows).town == "Leeds"
    assert found(rows[0]) == [("Town", "column-twice", ""), ("City", "same-column", "Town")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_every_way_a_spreadsheet_saves_is_read(read: Read, encoding: str, delimiter: str, ending: str) -> None:
    rows = [["Fellowship", "Name", "Notes", "Town"], ["na", "Café Été", 'a "b", c; d\te|f', "Leeds"]]
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator=ending).writerows(rows)

    read_back = read(written.getvalue().encode(encoding))

    assert [(meeting.name, meeting.town) for row in read_back for meeting in row.meetings] == [("Café Été", "Leeds")]
    assert read_back[0].findings == ()


def test_what_windows_writes_is_read_with_a_note(read: Read) -> None:
    rows = read("Fellowship,Name\nna,Café £1 – “x”\nna,B\n".encode("cp1252"))

    assert [meeting.name for row in rows for meeting in row.meetings] == ["Café £1 – “x”", "B"]
    assert [found(row) for row in rows] == [[("file", "not-utf-8", "")], []]


def test_zero_bytes_are_left_out_with_a_note(read: Read) -> None:
    rows = read(b"Fellowship,Name\nna,Riv\0erside\n")

    assert (only(rows).name, found(rows[0])) == ("Riverside", [("file", "zero-bytes", "")])


def test_rows_are_numbered_as_a_spreadsheet_shows_them(read: Read) -> None:
    rows = read('sep=,\nFellowship,Name,Notes\nna,A,"1\n2\n3"\n\n,,\nna,B,\n')

    assert [(row.number, row.meetings[0].name) for row in rows] == [(2, "A"), (5, "B")]


def test_headings_may_have_a_title_above_them(read: Read) -> None:
    rows = read("Meetings in Leeds,,\n,,\nFellowship,Name,Town\nna,A,Leeds\n")

    assert [(row.number, row.meetings[0].town) for row in rows] == [(4, "Leeds")]


def test_a_row_out_of_line_is_reported_and_never_misread(read: Read) -> None:
    rows = read("Fellowship,Name,Address,Town\nna,A,1 High Street, Leeds, LS1\nna,B\nna,C,x,y,,\n")

    assert [(row.number, [(meeting.name, meeting.town) for meeting in row.meetings], found(row)) for row in rows] == [
        (2, [], [("row", "too-many-cells", "LS1")]),
        (3, [("B", "")], [("row", "too-few-cells", "2 of 4")]),
        (4, [("C", "y")], []),
    ]
    assert rows[0].findings[0].notice.severity is Severity.SKIPPED


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        (b"", "`{}` is empty"),
        (b"\n\n", "`{}` has no headings that are known here"),
        (b"na,Riverside,Leeds\nna,Other,York\n", "`{}` has no headings that are known here"),
        (b'Fellowship,Name\nna,"never closed\nna,B\n', "Row 2 of `{}` cannot be read as a table: unexpected end of data"),
        (b'Fellowship,Name\nna,"a" b\n', "Row 2 of `{}` cannot be read as a table: ',' expected after '\"'"),
        (b"Fellowship,Name\nna," + b"a" * 200_000, "Row 2 of `{}` cannot be read as a table: field larger than field limit (131072)"),
    ],
)
def test_a_file_that_is_no_table_is_refused(read: Read, tmp_path: Path, contents: bytes, says: str) -> None:
    with pytest.raises(NotReadable) as told:
        read(contents, "na")

    assert told.value.message == says.format(tmp_path / "list.csv")
    assert told.value.hint


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    for reader in (lambda path: list(sheet.read(path, Asked(vocabulary=shipped()))), format_of):
        with pytest.raises(FileProblem, match="There is no file"):
            reader(tmp_path / "none.csv")


def test_a_meeting_guide_table_goes_by_the_names_of_the_fields(read: Read) -> None:
    written = (
        "ID,Name,Day,Start Time,End Time,Address,City,Postal Code,Conference URL,Types,Regions,Approximate,Made Up\n"
        'a-1,Riverside,Tuesday,7:30 PM,9:00 PM,1 High St,Leeds,ls14dy,https://example.org/j/1,"Open, Wheelchair Access",North > Leeds,no,x\n'
    )

    rows = read(written, "aa", table.read)

    meeting = only(rows)
    assert (meeting.source_id, meeting.name, meeting.pattern, meeting.at, meeting.until) == ("a-1", "Riverside", TUESDAY, 1170, 1260)
    assert (meeting.address, meeting.town, meeting.postcode, meeting.region) == ("1 High St", "Leeds", "LS1 4DY", "North > Leeds")
    assert (meeting.codes, meeting.yes, meeting.attendance) == (("O", "X"), (Feature.STEP_FREE,), Attendance.HYBRID)
    assert found(rows[0]) == [("Made Up", "unknown-field", "")]


def test_a_table_with_slug_and_id_goes_by_the_slug(read: Read) -> None:
    assert only(read("ID,Slug,Name,Day,Time\n7,riverside,Riverside,1,19:00\n", "aa", table.read)).source_id == "riverside"


def test_a_table_row_that_is_out_of_line_is_skipped(read: Read) -> None:
    (row,) = read("Name,Day,Time\nRiverside,Tuesday,19:00,more\n", "aa", table.read)

    assert (row.meetings, found(row)) == ((), [("row", "too-many-cells", "more")])


BMLT = [{"id_bigint": "1", "worldid_mixed": "", "weekday_tinyint": "3", "meeting_name": "Riverside"}]


@pytest.mark.parametrize(
    ("contents", "form"),
    [
        (json.dumps([{"name": "A", "slug": "a", "day": 1}]), "meeting-guide"),
        ("[]", "meeting-guide"),
        ("\ufeff [\n{}]", "meeting-guide"),
        (json.dumps(BMLT), "bmlt"),
        (json.dumps({"meetings": BMLT, "formats": []}), "bmlt"),
        ("{}", "bmlt"),
        (json.dumps([{"key_string": "O", "world_id": "OPEN"}]), "bmlt"),
        (json.dumps({"total_items": 1, "contents": []}), "oruk"),
        (json.dumps({"id": "1", "name": "A", "status": "active", "organization": {}}), "oruk"),
        (sheet.TEMPLATE, "csv"),
        ("Name;Day;Time;Types\nA;1;19:00;O\n", "meeting-guide-table"),
        ("Title,Time,Day,Postcode,Hearing,Wheelchair,Chit,Open,Region,MeetingType\n", "csv"),
        ("Name,Day,Time,Town\nA,Tuesday,19:00,Leeds\n", "csv"),
        ("Leeds meetings,,\n\nFellowship,Name,When\n", "csv"),
    ],
)
def test_what_a_list_is(tmp_path: Path, contents: str, form: str) -> None:
    path = tmp_path / "list"
    for encoding in ("utf-8", "utf-16"):
        path.write_text(contents, encoding)
        assert format_of(path) == form


@pytest.mark.parametrize(
    ("sample", "form"),
    [
        ("code4recovery-pdf/tests/Fixtures/meetings.json", "meeting-guide"),
        ("code4recovery-12-step-meeting-list/template.csv", "meeting-guide-table"),
        ("bmlt-enabled-yap/src/tests/Fixtures/http/bmlt/meeting-search-42.867970-day2.json", "bmlt"),
        ("bmlt-enabled-yap/src/tests/Fixtures/http/bmlt/formats.json", "bmlt"),
        ("OpenReferralUK-uk-profile/examples/service_full.json", "oruk"),
        ("OpenReferralUK-uk-profile/examples/service_list.json", "oruk"),
        ("OpenReferralUK-oruk-validator/OpenReferralApi/Mocks/V3.0-UK-Default/service_full.json", "oruk"),
        ("OpenReferralUK-oruk-validator/OpenReferralApi/Mocks/V3.0-UK-Default/service_list.json", "oruk"),
    ],
)
def test_what_real_lists_are(sample: str, form: str) -> None:
    assert format_of(shared(f"samples/{sample}")) == form


def test_a_spreadsheet_and_a_zip_are_told_apart(tmp_path: Path) -> None:
    book, other = tmp_path / "list.xlsx", tmp_path / "list.zip"
    with zipfile.ZipFile(book, "w") as file:
        file.writestr("[Content_Types].xml", "<x/>")
    with zipfile.ZipFile(other, "w") as file:
        file.writestr("list.csv", "x")

    for path, says in ((book, "is a spreadsheet"), (other, "is a zip file")):
        with pytest.raises(NotReadable) as told:
            format_of(path)
        assert told.value.message == f"`{path}` {says}"


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\n", "is empty"),
        (b"\x0b\0\0", "is empty"),
        (b"<!doctype html><html>", "is a web page, and not a list of meetings"),
        (b"<?xml version='1.0'?><rss/>", "is XML, and not a list of meetings"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\x89PNG\r\n", "is a picture"),
        (b"\x1f\x8b\x08", "is a compressed file"),
        (b"BEGIN:VCALENDAR\r\n", "is a calendar"),
        (b"\xd0\xcf\x11\xe0", "is a spreadsheet or document of an old kind"),
        (b'{"error": "no such page"}', "is JSON of a kind that is not known here"),
        (b"Dear all, here are the meetings\n", "is not a list of meetings in a form that is known here"),
        (bytes(range(256)), "is not a list of meetings in a form that is known here"),
    ],
)
def test_what_is_no_list_is_named(tmp_path: Path, contents: bytes, says: str) -> None:
    path = tmp_path / "list"
    path.write_bytes(contents)

    with pytest.raises(NotReadable) as told:
        format_of(path)

    assert (told.value.message, bool(told.value.hint)) == (f"`{path}` {says}", True)


CELLS = st.text(st.sampled_from('ab1:,;"\n\t |/-.\u00e9\ud7ff0 '), max_size=12) | st.sampled_from(
    ["yes", "every Tuesday", "19:00", "LS1 4DY", "na"]
)


@given(
    rows=st.lists(st.lists(CELLS, max_size=40), max_size=4),
    headings=st.lists(st.sampled_from(list(HEADINGS.values())), min_size=2, max_size=12),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_row_of_a_table_is_lost_without_a_word(tmp_path: Path, rows: list[list[str]], headings: list[str]) -> None:
    path = tmp_path / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, *rows])

    filled = [number for number, cells in enumerate(rows, 2) if any(cell.strip() for cell in cells)]
    if len(set(headings)) < 2:
        with pytest.raises(NotReadable, match="no headings"):
            list(sheet.read(path, Asked(vocabulary=shipped(), fellowship="na")))
        return
    read_back = list(sheet.read(path, Asked(vocabulary=shipped(), fellowship="na")))

    assert {row.number for row in read_back} <= set(filled)
    for row in read_back:
        assert row.meetings or [finding for finding in row.findings if finding.notice.severity is Severity.SKIPPED]
    held = {number for number in filled if any(cell.strip() for cell, heading in zip(rows[number - 2], headings, strict=False) if heading)}
    assert held - {row.number for row in read_back} <= {number for number in held if len(set(headings)) < len(headings)}


@given(contents=st.binary(max_size=300), start=st.sampled_from([b"", b"Fellowship,Name,When\n", b"Name,Day,Time,Types\n", b"[{", b'"']))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused_in_words(tmp_path: Path, contents: bytes, start: bytes) -> None:
    path = tmp_path / "list"
    path.write_bytes(start + contents)

    asked = Asked(vocabulary=shipped(), fellowship="aa")
    readers: tuple[Callable[[], object], ...] = (
        lambda: list(sheet.read(path, asked)),
        lambda: list(table.read(path, asked)),
        lambda: format_of(path),
    )
    for reader in readers:
        result, refused = None, None
        try:
            result = reader()
        except FamaError as problem:
            refused = problem
        assert refused is None or refused.hint
        if isinstance(result, list):
            assert all(row.meetings or row.findings for row in result)
        else:
            assert result in {None, "meeting-guide", "meeting-guide-table", "bmlt", "oruk", "csv"}
