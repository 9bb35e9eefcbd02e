"""Importing again: all or nothing, what changed, and every other list as it was."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fama_cli.errors import FileProblem
from fama_cli.meetings.index.build import NewSource, NothingInIt, limited_to, placed_again, put_in, seen_again, take_out
from fama_cli.meetings.index.changes import Change
from fama_cli.meetings.index.query import Query
from fama_cli.meetings.index.search import of_key, search
from fama_cli.meetings.index.sources import changes_of, limit_of, remarks_of, sources, stored
from fama_cli.meetings.model import Attendance, Feature, Meeting, Welcome
from fama_cli.meetings.pattern import monthly, weekly
from fama_cli.meetings.places.spot import Exactness, Spot
from fama_cli.meetings.reading import Finding, Notice, Row, Severity
from fama_cli.meetings.take_in import TakingIn
from fama_cli.record import changed
from tests.conftest import REPOSITORY, without_rights
from tests.meetings.indexed import TODAY, nowhere, put

HOPE = Meeting(
    fellowship="na", name="Hope", pattern=weekly(0), at=1170, venue="St Mary's", postcode="LS1 4DY", latitude=53.797, longitude=-1.545
)
FAITH = changed(HOPE, name="Faith", at=720, notes="Ring the bell")
STEPS = changed(HOPE, name="Steps", pattern=weekly(3), fellowship="aa")


@pytest.fixture
def index(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    folder.mkdir()
    path = folder / "meetings.sqlite3"
    put(path, [HOPE, FAITH], name="leeds")
    put(path, [STEPS], name="other")
    return path


def names(path: Path) -> list[str]:
    return sorted(hit.meeting.name for hit in search(path, Query(today=TODAY)).hits)


def beside(path: Path) -> list[str]:
    """What is in the folder besides the index and its lock."""
    return sorted(each.name for each in path.parent.iterdir() if each.name not in {path.name, f".{path.name}.lock"})


def rows_of(path: Path, name: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        found = connection.execute(
            "SELECT m.* FROM meeting AS m JOIN source AS s ON s.id = m.source WHERE s.name = ? ORDER BY m.id", (name,)
        ).fetchall()
    connection.close()
    return [row[2:] for row in found]


def kinds(changes: Sequence[Change]) -> list[tuple[str, str, str]]:
    return sorted((change.kind, change.name, change.field) for change in changes)


class Broken(Exception):
    """What a reader may raise."""


def test_a_reader_that_fails_half_way_changes_nothing(index: Path) -> None:
    def rows() -> Iterator[Row]:
        yield Row(1, (HOPE,))
        raise Broken

    before = index.read_bytes()
    with pytest.raises(Broken):
        put_in(index, NewSource(name="leeds", origin="x", format="csv"), TakingIn(rows()), today=TODAY, postcode_at=nowhere)
    assert (index.read_bytes(), beside(index)) == (before, [])


def test_a_list_without_one_meeting_changes_nothing_and_says_why(index: Path) -> None:
    before = index.read_bytes()
    bad = Notice("no-name", Severity.SKIPPED, "There is no name", "Write one")
    taking = TakingIn([Row(2, (), (Finding("name", bad),))])
    with pytest.raises(NothingInIt) as raised:
        put_in(index, NewSource(name="leeds", origin="leeds.csv", format="csv"), taking, today=TODAY, postcode_at=nowhere)
    assert raised.value.message == "There is no meeting in `leeds.csv`. Of its 1 row, none could be read: there is no name"
    assert (index.read_bytes(), beside(index)) == (before, [])


CHILD = textwrap.dedent("""
    import resource, sys, time
    from pathlib import Path
    from fama_cli.errors import FileProblem
    from fama_cli.meetings.model import Meeting
    from fama_cli.meetings.pattern import weekly
    from fama_cli.meetings.index.build import NewSource, put_in
    from fama_cli.meetings.reading import Row
    from fama_cli.meetings.take_in import TakingIn
    from tests.meetings.indexed import TODAY, nowhere

    path, how = Path(sys.argv[1]), sys.argv[2]

    def many():
        for number in range(20_000):
            if number == 10_000 and how == "wait":
                print("half way", flush=True)
                time.sleep(60)
            yield Meeting(fellowship="na", name=f"Meeting {number}", pattern=weekly(0), at=number % 1440, venue=f"Hall {number}", notes="x" * 200)

    if how == "full":
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
    try:
        source = NewSource(name=sys.argv[3] if len(sys.argv) > 3 else "leeds", origin="x", format="csv")
        rows = (Row(number, (meeting,)) for number, meeting in enumerate(many()))
        put_in(path, source, TakingIn(rows), today=TODAY, postcode_at=nowhere)
    except FileProblem as problem:
        print(problem.message)
        print(problem.hint)
        sys.exit(5)
    print("done")
""")


def child(index: Path, *args: str) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'src'}"}
    return subprocess.Popen([sys.executable, "-c", CHILD, str(index), *args], env=env, stdout=subprocess.PIPE, text=True)


def test_a_full_disk_leaves_the_last_good_index(index: Path) -> None:
    before = index.read_bytes()
    with child(index, "full") as process:
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 5, said
    assert "could not be written" in said
    assert "Nothing was changed. Check there is room on the disk" in said
    assert (index.read_bytes(), beside(index), names(index)) == (before, [], ["Faith", "Hope", "Steps"])


def test_a_kill_in_the_middle_leaves_the_last_good_index_and_the_next_import_tidies_up(index: Path) -> None:
    before = index.read_bytes()
    with child(index, "wait") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half way\n"
        process.send_signal(signal.SIGKILL)
    assert len(beside(index)) == 1, "what was half made is there"
    assert (index.read_bytes(), names(index)) == (before, ["Faith", "Hope", "Steps"])
    put(index, [HOPE], name="leeds")
    assert (beside(index), names(index)) == ([], ["Hope", "Steps"])


def test_2_imports_at_once_are_both_kept(index: Path) -> None:
    with child(index, "at once", "first") as one, child(index, "at once", "second") as other:
        said = [process.communicate(timeout=120)[0] for process in (one, other)]
    assert said == ["done\n", "done\n"]
    assert [(each.name, each.meetings) for each in sources(index)] == [("first", 20_000), ("leeds", 2), ("other", 1), ("second", 20_000)]


def test_a_rehearsal_says_what_would_change_and_leaves_the_folder_alone(index: Path) -> None:
    def whole() -> dict[str, tuple[bytes, float]]:
        return {each.name: (each.read_bytes(), each.stat().st_mtime) for each in index.parent.iterdir()}

    before = whole()
    done = put(index, [HOPE], name="leeds", dry_run=True)
    assert kinds(done.changes) == [("removed", "Faith", "")]
    assert whole() == before


def test_a_rehearsal_makes_no_folder_and_no_file(tmp_path: Path) -> None:
    done = put(tmp_path / "none" / "meetings.sqlite3", [HOPE], dry_run=True)
    assert (done.meetings, done.first_time, (tmp_path / "none").exists()) == (1, True, False)


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    put(path := tmp_path / "a" / "b" / "meetings.sqlite3", [HOPE])
    assert names(path) == ["Hope"]


def test_a_folder_that_nobody_may_write_in_says_so(index: Path) -> None:
    before = index.read_bytes()
    index.parent.chmod(0o555)
    with without_rights(index.parent), pytest.raises(FileProblem, match="You do not have permission to write"):
        put(index, [HOPE])
    index.parent.chmod(0o755)
    assert index.read_bytes() == before


def test_the_same_list_again_changes_nothing(index: Path) -> None:
    before = {name: rows_of(index, name) for name in ("leeds", "other")}
    done = put(index, [HOPE, FAITH], name="leeds")
    once = index.read_bytes()
    assert (done.changes, done.first_time) == ((), False)
    assert {name: rows_of(index, name) for name in ("leeds", "other")} == before
    put(index, [HOPE, FAITH], name="leeds")
    assert index.read_bytes() == once


def test_a_list_takes_the_place_of_its_own_and_leaves_others_row_for_row(index: Path) -> None:
    before = rows_of(index, "other")
    put(index, [changed(HOPE, name="New", at=60)], name="leeds")
    assert names(index) == ["New", "Steps"]
    assert rows_of(index, "other") == before


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ([HOPE, FAITH, STEPS], [("added", "Steps", "")]),
        ([HOPE], [("removed", "Faith", "")]),
        ([HOPE, changed(FAITH, at=780)], [("moved", "Faith", "")]),
        ([HOPE, changed(FAITH, pattern=monthly(0, -1))], [("moved", "Faith", "")]),
        ([HOPE, changed(FAITH, postcode="LS2 7JF")], [("moved", "Faith", "")]),
        ([HOPE, changed(FAITH, at=780, notes="Knock")], [("changed", "Faith", "notes"), ("moved", "Faith", "")]),
        ([HOPE, changed(FAITH, notes="Knock")], [("changed", "Faith", "notes")]),
        ([HOPE, changed(FAITH, name="Faith and tea")], [("changed", "Faith and tea", "name")]),
        ([HOPE, changed(FAITH, yes=(Feature.STEP_FREE,), paused=True)], [("changed", "Faith", "paused"), ("changed", "Faith", "yes")]),
        ([HOPE, changed(FAITH, source_id="9", updated="2026-01-01", codes=("O",), region="Leeds")], []),
        ([FAITH, HOPE], []),
        ([HOPE, changed(FAITH, name="Tea", at=780)], [("added", "Tea", ""), ("removed", "Faith", "")]),
        # Another comes to the time and place of one, which needs a new key.
        ([HOPE, FAITH, changed(FAITH, name="Tea")], [("added", "Tea", ""), ("changed", "Faith", "key")]),
        ([changed(HOPE, fellowship="aa"), FAITH], [("added", "Hope", ""), ("removed", "Hope", "")]),
    ],
)
def test_what_changed_is_said(index: Path, now: Sequence[Meeting], says: list[tuple[str, str, str]]) -> None:
    done = put(index, now, name="leeds")
    assert kinds(done.changes) == says
    assert [change for _, change in changes_of(index, "leeds")] == list(done.changes)


def test_a_change_says_what_it_was_and_is(index: Path) -> None:
    done = put(index, [changed(HOPE, at=600), changed(FAITH, yes=(Feature.STEP_FREE,), attendance=Attendance.HYBRID)], name="leeds")
    told = {(change.kind, change.field): (change.before, change.after) for change in done.changes}
    assert told == {
        ("moved", ""): ("Every Monday, 7.30pm, St Mary's, LS1 4DY", "Every Monday, 10am, St Mary's, LS1 4DY"),
        ("changed", "attendance"): ("", "hybrid"),
        ("changed", "yes"): ("", "step-free"),
    }


EDITS = st.dictionaries(st.integers(0, 7), st.sampled_from(["remove", "at", "notes", "name", "nothing"]), max_size=8)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(EDITS, st.integers(0, 3))
def test_every_edit_is_said_and_nothing_else(tmp_path: Path, edits: dict[int, str], added: int) -> None:
    shutil.rmtree(tmp_path / "made", ignore_errors=True)
    path = tmp_path / "made" / "meetings.sqlite3"
    old = [changed(HOPE, name=f"Meeting {number}", at=600 + number, notes="Old") for number in range(8)]
    put(path, old)
    new, says = [], []
    for number, each in enumerate(old):
        edit = edits.get(number, "nothing")
        if edit == "remove":
            says.append(("removed", each.name, ""))
            continue
        if edit == "at":
            each = changed(each, at=each.at + 100)  # type: ignore[operator]  # it has a time
            says.append(("moved", each.name, ""))
        elif edit in {"notes", "name"}:
            each = changed(each, **{edit: f"New {number}"})
            says.append(("changed", each.name, edit))
        new.append(each)
    more = [changed(HOPE, name=f"More {number}", at=900 + number) for number in range(added)]
    says += [("added", each.name, "") for each in more]
    if new or more:
        assert kinds(put(path, [*more, *new]).changes) == sorted(says)


def test_when_a_list_was_looked_at_moves_on_and_nothing_else(index: Path) -> None:
    before = rows_of(index, "leeds")
    seen_again(index, "leeds", today=date(2027, 1, 2), postcode_at=nowhere)
    assert [(each.name, each.imported_on, each.seen_on) for each in sources(index)] == [
        ("leeds", "2026-11-22", "2027-01-02"),
        ("other", "2026-11-22", "2026-11-22"),
    ]
    assert rows_of(index, "leeds") == before


def test_a_list_is_removed_and_others_stay(index: Path) -> None:
    before = rows_of(index, "other")
    put(index, [HOPE], name="leeds")
    take_out(index, "leeds", today=TODAY, postcode_at=nowhere)
    assert ([each.name for each in sources(index)], rows_of(index, "other"), changes_of(index)) == (["other"], before, [])


def test_a_limit_is_kept_when_lists_come_and_go(index: Path) -> None:
    assert limit_of(index) == 6
    limited_to(index, 3, today=TODAY, postcode_at=nowhere)
    put(index, [HOPE], name="leeds")
    take_out(index, "leeds", today=TODAY, postcode_at=nowhere)
    assert limit_of(index) == 3


@pytest.mark.parametrize("name", ["x'; DROP TABLE meeting; --", '"', "../../etc/passwd", "%", "a?mode=rw", "\N{SNOWMAN}", "file:x"])
def test_a_name_is_only_a_name(index: Path, name: str) -> None:
    put(index, [changed(HOPE, name=name, at=1)], name=name)
    put(index, [changed(HOPE, name=name, at=2)], name=name)
    assert names(index) == sorted(["Faith", "Hope", "Steps", name])
    take_out(index, name, today=TODAY, postcode_at=nowhere)
    assert (names(index), beside(index)) == (["Faith", "Hope", "Steps"], [])


@pytest.mark.parametrize("folder", ["a?b", "a%23b", "a#b", "a b'c", "\N{SNOWMAN}"])
def test_a_folder_may_be_called_anything(tmp_path: Path, folder: str) -> None:
    put(path := tmp_path / folder / "meetings.sqlite3", [HOPE])
    put(path, [HOPE, FAITH])
    assert names(path) == ["Faith", "Hope"]


def of_another_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def test_an_import_takes_the_place_of_an_index_of_another_version(index: Path) -> None:
    of_another_version(index)
    done = put(index, [HOPE], name="leeds")
    assert (done.first_time, names(index)) == (True, ["Hope"])


def test_nothing_but_an_import_takes_the_place_of_an_index_of_another_version(index: Path) -> None:
    of_another_version(index)
    before = index.read_bytes()
    with pytest.raises(FileProblem, match="another version of fama"):
        limited_to(index, 3, today=TODAY, postcode_at=nowhere)
    with pytest.raises(FileProblem, match="another version of fama"):
        placed_again(index, today=TODAY, postcode_at=nowhere)
    assert index.read_bytes() == before


def test_a_damaged_index_says_what_to_do(index: Path) -> None:
    whole = index.read_bytes()
    index.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    with pytest.raises(FileProblem) as raised:
        put(index, [HOPE], name="leeds")
    assert raised.value.hint == "The file that is there is damaged. Remove it, and import the lists again"


def test_the_same_meeting_of_2_lists_is_shown_once_by_the_one_checked_last(tmp_path: Path) -> None:
    path = tmp_path / "meetings.sqlite3"
    put(path, [changed(HOPE, notes="first", checked_on="2026-01-01")], name="a")
    put(path, [changed(HOPE, notes="second", checked_on="2026-06-01")], name="b")
    put(path, [changed(HOPE, notes="third")], name="c")
    for query in (
        Query(today=TODAY),
        Query(today=TODAY, spot=Spot(latitude=53.797, longitude=-1.545, called="x", exactness=Exactness.POINT), within=900),
    ):
        found = search(path, query)
        assert [(hit.meeting.notes, hit.source) for hit in found.hits] == [("second", "b")]
        assert of_key(path, found.hits[0].key, query).meeting.notes == "second"


LEEDS, EXACT = Spot(latitude=53.797, longitude=-1.545, called="LS1", exactness=Exactness.POINT), (53.7975, -1.5455)


def located(path: Path) -> dict[str, str]:
    return {each.meeting.name: each.located for each in stored(path)}


def test_postcodes_are_placed_by_their_outcode_and_again_when_more_is_known(tmp_path: Path) -> None:
    path = tmp_path / "meetings.sqlite3"
    unplaced = changed(HOPE, name="Unplaced", postcode="LS1 9ZZ", latitude=None, longitude=None)
    put(path, [unplaced], name="a")
    assert located(path) == {"Unplaced": ""}
    assert search(path, Query(today=TODAY, spot=LEEDS, within=5000)).without_place == 1

    put(path, [HOPE], name="b")
    assert located(path) == {"Hope": "point", "Unplaced": "outcode"}
    assert search(path, Query(today=TODAY, spot=LEEDS, within=5000)).total == 2

    placed_again(path, today=TODAY, postcode_at=lambda postcode: EXACT if postcode == "LS1 9ZZ" else None)
    assert located(path) == {"Hope": "point", "Unplaced": "postcode"}

    take_out(path, "b", today=TODAY, postcode_at=nowhere)
    assert located(path) == {"Unplaced": ""}


def test_remarks_are_kept_with_their_list(index: Path) -> None:
    put(index, [HOPE, HOPE], name="leeds")
    assert [(each.code, each.rows) for each in remarks_of(index, "leeds")] == [("duplicate", (2,))]


def test_a_reader_sees_the_old_index_or_the_new_one(index: Path) -> None:
    with child(index, "at once", "big") as process:
        seen = set()
        while process.poll() is None:
            seen.add(search(index, Query(today=TODAY), limit=1).total)
            time.sleep(0.05)
        seen.add(search(index, Query(today=TODAY), limit=1).total)
    assert seen == {3, 20_003}


def test_the_one_that_was_checked_last_speaks_whatever_is_asked(tmp_path: Path) -> None:
    """An old list must not answer as soon as a condition is asked for that the newer one no longer meets."""
    path = tmp_path / "meetings.sqlite3"
    put(path, [changed(HOPE, welcome=Welcome.OPEN, yes=(Feature.STEP_FREE,), checked_on="2025-01-01")], name="old")
    put(path, [changed(HOPE, welcome=Welcome.MEMBERS_ONLY, no=(Feature.STEP_FREE,), checked_on="2026-11-20")], name="new")
    assert [hit.source for hit in search(path, Query(today=TODAY)).hits] == ["new"]
    assert search(path, Query(today=TODAY, welcome=Welcome.OPEN)).total == 0
    assert search(path, Query(today=TODAY, spot=LEEDS, within=50_000, features=(Feature.STEP_FREE,))).total == 0
    take_out(path, "new", today=TODAY, postcode_at=nowhere)
    assert search(path, Query(today=TODAY, welcome=Welcome.OPEN)).total == 1


def test_what_was_left_out_is_in_no_report_no_change_and_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "meetings.sqlite3"
    with_people = changed(
        HOPE, notes="Ring Sam on 07700 900123", contacts=("Sam, 07700 900124",), online_url="https://zoom.us/j/1?pwd=Secret1"
    )
    put(path, [with_people], keep_contacts=True)
    assert b"900123" in path.read_bytes()
    said = Notice("odd", Severity.NOTED, "It is odd", "Mend it")
    rows = [
        Row(1, (changed(with_people, notes="Ring Sam on 07700 900123. Now at 8pm"),), (Finding("when", said, "Ring Sam 07700 900125"),))
    ]
    put_in(path, NewSource(name="leeds", origin="leeds.json", format="csv"), TakingIn(rows), today=TODAY, postcode_at=nowhere)
    kept = path.read_bytes()
    assert not [each for each in (b"900123", b"900124", b"900125", b"Secret1") if each in kept]
    assert changes_of(path)


def test_a_check_that_is_still_to_come_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "meetings.sqlite3"
    rows = [Row(1, (changed(HOPE, checked_on="2062-11-01", checked_by="KW"),))]
    taking = TakingIn(rows, today=TODAY)
    put_in(path, NewSource(name="leeds", origin="leeds.json", format="csv"), taking, today=TODAY, postcode_at=nowhere)
    (hit,) = search(path, Query(today=TODAY)).hits
    assert (hit.meeting.checked_on, hit.meeting.checked_by) == ("", "")
    assert [remark.code for remark in taking.report.remarks()] == ["check-to-come"]


def test_what_does_not_say_its_day_is_counted_where_days_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "meetings.sqlite3"
    put(path, [HOPE, changed(HOPE, name="Asked for", pattern=None, at=None, postcode="LS1 9ZZ")])
    assert search(path, Query(today=TODAY)).without_time == 0
    assert search(path, Query(today=TODAY, weekdays=frozenset(range(7)))).without_time == 1
