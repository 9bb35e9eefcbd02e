"""Keys that stay, duplicates that are shown, and a report in which no row is lost."""

from __future__ import annotations

import tracemalloc
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fama_cli.meetings.index.build import NewSource, put_in
from fama_cli.meetings.index.sources import stored
from fama_cli.meetings.keys import key_of, told_apart
from fama_cli.meetings.model import Attendance, Meeting, Welcome
from fama_cli.meetings.pattern import Every, Pattern, monthly, weekly
from fama_cli.meetings.reading import Finding, Notice, Row, Severity
from fama_cli.meetings.report import Report, rows_in_words
from fama_cli.meetings.take_in import TakingIn
from fama_cli.record import changed
from tests.conftest import examples
from tests.meetings.indexed import nowhere
from tests.meetings.made_up import meetings

HOPE = Meeting(fellowship="na", name="Hope", pattern=weekly(0), at=1170, venue="St Mary's", address="1 High Street", postcode="LS1 4DY")
BAD = Notice("no-name", Severity.SKIPPED, "There is no name", "Write one")


def key(meeting: Meeting) -> str:
    return key_of(told_apart(meeting))


@pytest.mark.parametrize(
    "values",
    [
        {"source_id": "77"}, {"name": "Hope and faith"}, {"notes": "Ring"}, {"postcode": "ls1 4dy"}, {"postcode": "LS14DY"},
        {"venue": "Church hall"}, {"address": "1 High St"}, {"until": 1260}, {"attendance": Attendance.HYBRID}, {"welcome": Welcome.OPEN},
        {"updated": "2026-01-01"}, {"checked_on": "2026-01-01"}, {"latitude": 53.8, "longitude": -1.5}, {"online_url": "https://example.org"},
        {"closed_on": ("christmas",)}, {"paused": True}, {"town": "Leeds"},
    ],
)  # fmt: skip
def test_a_key_stays_when_what_a_list_writes_anew_changes(values: dict[str, object]) -> None:
    assert key(changed(HOPE, **values)) == key(HOPE)


@pytest.mark.parametrize(
    "values",
    [{"fellowship": "aa"}, {"pattern": weekly(1)}, {"pattern": monthly(0, 1)}, {"pattern": None}, {"at": 1171}, {"at": None}, {"postcode": "LS1 4DZ"},
     {"pattern": Pattern(every=Every.WEEK, weekday=0, interval=2)}],
)  # fmt: skip
def test_a_key_differs_by_fellowship_day_time_and_place(values: dict[str, object]) -> None:
    assert key(changed(HOPE, **values)) != key(HOPE)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"latitude": 53.80001, "longitude": -1.5}, {"latitude": 53.80002, "longitude": -1.5}, True),
        ({"latitude": 53.8, "longitude": -1.5}, {"latitude": 53.81, "longitude": -1.5}, False),
        ({"venue": "St. Mary's", "address": "1 High St"}, {"venue": "ST MARYS", "address": "1, High St."}, True),
        ({"venue": "", "address": "1 High St"}, {"venue": "", "address": "2 High St"}, False),
        ({"venue": "", "address": "", "online_url": "https://x.org/j/1?pwd=a"}, {"venue": "", "address": "", "online_url": "https://x.org/j/1?b"}, True),
        ({"venue": "", "address": "", "online_url": "https://x.org/j/1"}, {"venue": "", "address": "", "online_url": "https://x.org/j/2"}, False),
        ({"venue": "", "address": "", "name": "Hope"}, {"venue": "", "address": "", "name": "HOPE!"}, True),
        ({"venue": "", "address": "", "name": "Hope"}, {"venue": "", "address": "", "name": "Faith"}, False),
    ],
)  # fmt: skip
def test_without_a_postcode_the_place_is_what_is_known(one: dict[str, object], other: dict[str, object], same: bool) -> None:
    nowhere_yet = changed(HOPE, postcode="")
    assert (key(changed(nowhere_yet, **one)) == key(changed(nowhere_yet, **other))) is same


@given(meetings())
def test_a_key_can_be_read_out(meeting: Meeting) -> None:
    assert len(key(meeting)) == 10
    assert not set(key(meeting)) - set("0123456789abcdefghjkmnpqrstvwxyz")


def take(rows: Sequence[Row]) -> tuple[TakingIn, dict[str, str]]:
    """What was taken in: name -> key, as it will be kept."""
    taking = TakingIn(rows)
    taken = list(taking)
    return taking, {each.meeting.name: taking.renamed.get(each.key, each.key) for each in taken}


def said(taking: TakingIn) -> list[tuple[str, str, str, tuple[int, ...]]]:
    return [(remark.severity, remark.code, remark.found, remark.rows) for remark in taking.report.remarks()]


def test_the_same_meeting_again_has_the_same_key_and_the_row_it_was_in_is_named() -> None:
    again = changed(HOPE, source_id="9", notes="Another note", name="HOPE")
    taking, kept = take([Row(2, (HOPE,)), Row(3, (again,)), Row(4, (again,))])
    assert (taking.rows, taking.taken, taking.skipped) == (3, 3, 0)
    assert set(kept.values()) == {key(HOPE)}
    assert said(taking) == [("noted", "duplicate", "row 2", (3, 4))]


def test_two_meetings_in_one_building_are_both_kept_and_shown() -> None:
    taking, kept = take([Row(2, (HOPE,)), Row(3, (changed(HOPE, name="Faith"),)), Row(4, (changed(HOPE, name="Faith"),))])
    assert len(set(kept.values())) == 2
    assert key(HOPE) not in kept.values()
    assert said(taking) == [("noted", "same-time-and-place", "Hope, row 2", (3,)), ("noted", "duplicate", "row 3", (4,))]


@settings(max_examples=examples(60))
@given(st.permutations(["Hope", "Faith", "Charity", "Elsewhere"]))
def test_their_keys_do_not_hang_on_the_order_of_the_rows(order: list[str]) -> None:
    def rows(names: Sequence[str]) -> list[Row]:
        here = [changed(HOPE, name=name, postcode="BD1 1AA" if name == "Elsewhere" else HOPE.postcode) for name in names]
        return [Row(number, (each,)) for number, each in enumerate(here, start=1)]

    assert take(rows(order))[1] == take(rows(["Hope", "Faith", "Charity", "Elsewhere"]))[1]


def test_the_keys_of_2_in_one_building_are_kept_in_the_index(tmp_path) -> None:  # type: ignore[no-untyped-def]
    rows = [Row(1, (HOPE,)), Row(2, (changed(HOPE, name="Faith"),))]
    put_in(
        tmp_path / "m",
        NewSource(name="x", origin="x", format="csv"),
        taking := TakingIn(rows),
        today=date(2026, 11, 22),
        postcode_at=nowhere,
    )
    assert {each.meeting.name: each.key for each in stored(tmp_path / "m")} == take(rows)[1]
    assert taking.taken == 2


def test_every_row_that_gives_nothing_is_counted_and_reported() -> None:
    rows = [Row(2, (), (Finding("name", BAD),)), Row(3, (HOPE,)), Row(4, (HOPE,)), Row(5, (), (Finding("name", BAD),))]
    taking, kept = take(rows)
    assert (taking.rows, taking.taken, taking.skipped, len(kept)) == (4, 2, 2, 1)
    assert sorted(row for remark in taking.report.remarks() if remark.severity == "skipped" for row in remark.rows) == [2, 5]


@settings(max_examples=examples(100))
@given(st.lists(st.lists(meetings(), max_size=3), max_size=6))
def test_no_row_is_lost_without_a_word(lists: list[list[Meeting]]) -> None:
    rows = [Row(number, tuple(each), () if each else (Finding("name", BAD),)) for number, each in enumerate(lists, start=1)]
    taking = TakingIn(rows)
    taken = list(taking)
    silent = {row.number for row in rows if not row.meetings}
    skipped = {row for remark in taking.report.remarks() if remark.severity == "skipped" for row in remark.rows}
    assert silent == skipped
    assert [each.row for each in taken] == [row.number for row in rows for _ in row.meetings]
    assert (taking.rows, taking.taken, taking.skipped) == (len(rows), len(taken), len(silent))
    again = {row for remark in taking.report.remarks() if remark.code == "duplicate" for row in remark.rows}
    keys = [taking.renamed.get(each.key, each.key) for each in taken if each.row not in again]
    assert len(set(keys)) == len(keys)


def test_what_is_in_each_of_200_000_rows_is_told_once_and_takes_little_memory() -> None:
    report = Report()
    finding = [Finding("time", Notice("bad-time", Severity.CHANGED, "A time was odd", "Mend it"), "25:00")]
    tracemalloc.start()
    for number in range(2, 200_002):
        report.add(number, finding)
    remarks = report.remarks()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [(remark.found, len(remark.rows), rows_in_words(remark.rows)) for remark in remarks] == [("25:00", 200_000, "rows 2 to 200,001")]
    assert most < 16_000_000


def test_a_report_has_the_skipped_first_then_the_changed_then_the_rest() -> None:
    report = Report()
    for severity, row in ((Severity.NOTED, 1), (Severity.CHANGED, 2), (Severity.SKIPPED, 9), (Severity.SKIPPED, 3)):
        report.add(row, [Finding("name", Notice(f"code-{row}", severity, "It is odd", "Mend it"))] * 2)
    assert [(remark.code, remark.rows) for remark in report.remarks()] == [
        ("code-3", (3,)),
        ("code-9", (9,)),
        ("code-2", (2,)),
        ("code-1", (1,)),
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((4,), "row 4"),
        ((2, 3), "rows 2 to 3"),
        (tuple(range(2, 38)), "rows 2 to 37"),
        (tuple(range(1, 200_001)), "rows 1 to 200,000"),
        ((2, 5), "rows 2 and 5"),
        ((2, 5, 7), "rows 2, 5 and 7"),
        ((1, 3, 5, 7, 9), "rows 1, 3, 5, 7 and 9"),
        ((1, 3, 5, 7, 9, 11), "rows 1, 3, 5, 7 and 2 more"),
        ((*range(1, 2005, 2),), "rows 1, 3, 5, 7 and 998 more"),
    ],
)
def test_rows_in_words(rows: tuple[int, ...], words: str) -> None:
    assert rows_in_words(rows) == words
