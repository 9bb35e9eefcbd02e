"""fama meetings, as somebody meets it who never used it: what they see, and what each message says to do next."""

from __future__ import annotations

import csv
import io
import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fama_cli.cli.main import main
from fama_cli.cli.output import dump_json
from tests.conftest import Fama, examples, shared
from tests.terminal import on_terminal

HEADINGS = "Fellowship,Name,When,Starts,Ends,How people attend,Who may come,Venue,Address,Town,Postcode,Latitude,Longitude,Step-free,Languages,Notes,Checked on,Not on,Online address"
HOPE = "na,Hope,every Monday,19:30,21:00,in person,open,St Mary's,1 High Street,Leeds,LS1 4DY,53.797,-1.545,yes,Polish,Ring 07700 900123,2026-11-01,"
TODAYS = "ca,Just for Today,every Saturday,20:00,,in person,members only,Mill Hall,2 Mill Lane,Leeds,LS1 9ZZ,,,,,,,bank holidays"
NIGHT = "ca,Night,every Tuesday,22:00,23:00,online,open,,,,,,,,,,2025-01-01,,https://example.org/night"
LISTED = [HOPE, TODAYS, NIGHT]


def written(path: Path, rows: list[str]) -> str:
    path.write_text("\n".join([HEADINGS, *rows, ""]), encoding="utf-8")
    return str(path)


@pytest.fixture
def leeds(tmp_path: Path, local: Path, fama: Fama) -> str:
    """A list of 3 meetings that was imported, as `leeds`."""
    name = written(tmp_path / "leeds.csv", LISTED)
    assert fama("meetings", "import", name).code == 0
    return name


BMLT = "samples/bmlt-enabled-yap/src/tests/Fixtures/http/bmlt"
UK = "samples/OpenReferralUK-uk-profile/examples"
MOCKS = "samples/OpenReferralUK-oruk-validator/OpenReferralApi/Mocks/V3.0-UK-Default"


@pytest.mark.parametrize(
    ("sample", "fellowship", "rows", "kept", "skipped", "remarks"),
    [
        ("samples/code4recovery-pdf/tests/Fixtures/meetings.json", "aa", 25, 25, 0, {"unknown-code": 2}),
        ("samples/code4recovery-12-step-meeting-list/template.csv", "aa", 36, 36, 0, {"updated-run-together": 36, "unknown-code": 1}),
        # Of the real replies, 3 rows are the same meeting as another row.
        (f"{BMLT}/meeting-search-42.867970-day2.json", "na", 53, 53, 0, {"duplicate": 1}),
        (f"{BMLT}/meeting-search-42.867970-day3.json", "na", 54, 54, 0, {"duplicate": 2, "same-time-and-place": 1}),
        (f"{UK}/service_full.json", "aa", 1, 2, 0, {"position": 1}),
        (f"{UK}/service_list.json", "aa", 1, 1, 0, {"short-form": 1}),
        (f"{UK}/service_at_location_full.json", "aa", 1, 2, 0, {}),
        (f"{UK}/service_at_location_list.json", "aa", 1, 1, 0, {}),
    ],
)
def test_each_sample_is_read_whole(
    local: Path, fama: Fama, sample: str, fellowship: str, rows: int, kept: int, skipped: int, remarks: dict[str, int]
) -> None:
    ran = fama("meetings", "import", str(shared(sample)), "--fellowship", fellowship, "--as", "sample", "--json")

    assert ran.code == 0, ran.err
    report = json.loads(ran.out)
    assert (report["schema"].startswith("fama.meetings"), report["rows"], report["meetings"], report["skipped"]) == (
        True,
        rows,
        kept,
        skipped,
    )
    counts = {each["code"]: len(each["rows"]) for each in report["remarks"]}
    assert {code: counts.get(code) for code in remarks} == remarks
    found = json.loads(fama("meetings", "find", "--limit", "0", "--json").out)
    assert found["total"] + found["paused"] <= kept
    assert json.loads(fama("meetings", "sources", "--json").out)["lists"][0]["meetings"] == kept


@pytest.mark.parametrize("name", ["service_full.json", "service_list.json"])
def test_the_mocks_of_the_validator_are_read(local: Path, fama: Fama, name: str) -> None:
    ran = fama("meetings", "import", str(shared(f"{MOCKS}/{name}")), "--fellowship", "aa", "--json")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["meetings"] >= 1


def test_with_the_servers_own_table_of_formats(tmp_path: Path, local: Path, fama: Fama) -> None:
    reply = json.loads(shared(f"{BMLT}/meeting-search-42.867970-day2.json").read_text())
    formats = json.loads(shared(f"{BMLT}/formats.json").read_text())
    whole = tmp_path / "monday.json"
    whole.write_text(json.dumps({"meetings": reply["meetings"], "formats": formats}))
    report = json.loads(fama("meetings", "import", str(whole), "--json").out)
    assert (report["rows"], report["meetings"]) == (53, 53)
    assert len(formats) == 44
    found = json.loads(fama("meetings", "find", "--limit", "0", "--step-free", "--json").out)
    assert found["total"] > 0


MESSAGES = {
    "page.html": (b"<!doctype html><html></html>", 4, "`FILE` is a web page, and not a list of meetings"),
    "list.xlsx": (b"PK\x03\x04xl/[Content_Types].xml", 4, "`FILE` is a spreadsheet"),
    "empty.csv": (b"", 4, "`FILE` is empty"),
    "empty.json": (b"[]", 4, "There is no meeting in `empty.json`"),
    "nothing.json": (b"{}", 4, "`FILE` is a reply without any meetings: a BMLT server answers so to a question it does not know"),
    "cut.json": (b'[{"name": "x", "day": 1, "time": "18:00"', 4, "`FILE` breaks off at its end"),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_file_that_is_no_list_says_what_it_is_and_what_to_do(tmp_path: Path, leeds: str, fama: Fama, name: str) -> None:
    contents, code, says = MESSAGES[name]
    (tmp_path / name).write_bytes(contents)
    before = fama("meetings", "find", "--json").out
    ran = fama("meetings", "import", str(tmp_path / name), "--fellowship", "na")
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(f"fama: {says.replace('FILE', str(tmp_path / name))}"), ran.err
    assert "\nhint: " in ran.err
    assert fama("meetings", "find", "--json").out == before


def test_what_is_no_file_at_all_says_so(tmp_path: Path, local: Path, fama: Fama) -> None:
    (tmp_path / "folder").mkdir()
    cases = {
        "folder": (5, "is a folder, and a list of meetings was expected\n\nhint: Name a file inside it\n"),
        "none.csv": (5, "hint: Check the name and the folder\n"),
        "x" * 300: (5, "hint: Check the disk or the network folder\n"),
    }
    for name, (code, says) in cases.items():
        ran = fama("meetings", "import", str(tmp_path / name))
        assert (ran.code, ran.out) == (code, "")
        assert ran.err.endswith(says), ran.err
    ran = fama("meetings", "import", "/dev/null")
    assert (ran.code, ran.err) == (5, "fama: `/dev/null` is not an ordinary file\n\nhint: Pipe it in: `fama meetings import - --as NAME`\n")
    assert list(local.iterdir()) == []


def test_what_was_not_said_is_asked_for(tmp_path: Path, local: Path, fama: Fama) -> None:
    guide = tmp_path / "guide.json"
    guide.write_text('[{"name": "Hope", "slug": "hope", "day": 1, "time": "18:00"}]')
    cases = [
        ((), 2, "The list does not say which fellowship it is of", "Add --fellowship and its id, such as `--fellowship na` or `--fellowship aa`"),
        (("--fellowship", "zz"), 3, "There is no group called `zz`", "Run `fama groups list` to see every group"),
        (("--format", "bmtl"), 2, "There is no format of list called `bmtl`", "Did you mean `bmlt`?"),
        (("--format", "xml"), 2, "There is no format of list called `xml`", "The formats are auto, meeting-guide, meeting-guide-table, bmlt, oruk, csv"),
        (("--as", "!!"), 2, "That list has no name of letters or numbers", "Give it one with `--as`, such as `--as na-leeds`"),
    ]  # fmt: skip
    for options, code, says, hint in cases:
        ran = fama("meetings", "import", str(guide), *options)
        assert (ran.code, ran.out, ran.err) == (code, "", f"fama: {says}\n\nhint: {hint}\n")


def test_standard_input_needs_a_name_and_is_called_by_its_own(local: Path, fama: Fama) -> None:
    nameless = fama("meetings", "import", "-", stdin="x")
    assert (nameless.code, nameless.err) == (
        2,
        "fama: A list from standard input has no name\n\nhint: Give it one with `--as`, such as `--as na-leeds`\n",
    )
    empty = fama("meetings", "import", "-", "--as", "x", stdin="")
    assert empty.err.startswith("fama: `standard input` is empty\n")
    ran = fama("meetings", "import", "-", "--as", "x", stdin="\n".join([HEADINGS, *LISTED]))
    assert (ran.code, json.loads(fama("meetings", "sources", "--json").out)["lists"][0]["origin"]) == (0, "standard input")


def test_a_wrong_format_says_that_it_can_be_left_out(leeds: str, fama: Fama) -> None:
    ran = fama("meetings", "import", leeds, "--format", "bmlt", "--as", "other")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.endswith("Or leave out `--format bmlt`, and fama looks which it is\n")


def test_an_import_says_what_became_of_each_row(tmp_path: Path, local: Path, fama: Fama) -> None:
    ran = fama("meetings", "import", written(tmp_path / "leeds.csv", [*LISTED, HOPE, "na,,every Monday,19:30,,,,,,,,,,,,,,"]))
    assert ran.code == 0
    assert "duplicate" in ran.out
    assert "phone-number" in ran.out
    assert "07700" not in ran.out + ran.err
    assert ran.err.splitlines()[0].startswith(
        ("3 meetings imported as `leeds`, from 5 rows", "4 meetings imported as `leeds`, from 5 rows")
    )


def test_importing_again_changes_nothing_and_says_so(leeds: str, local: Path, fama: Fama) -> None:
    index = local / "meetings.sqlite3"
    before = index.read_bytes()
    ran = fama("meetings", "import", leeds)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "Nothing has changed in `leeds` since it was imported on 21 November 2026: 3 meetings\n"
    assert index.read_bytes() == before


def test_importing_again_another_day_says_when_it_was_looked_at(leeds: str, fama: Fama, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAMA_TODAY", "2026-12-01")
    fama("meetings", "import", leeds)
    (listed,) = json.loads(fama("meetings", "sources", "--json").out)["lists"]
    assert (listed["imported_on"], listed["seen_on"]) == ("2026-11-21", "2026-12-01")


def test_the_same_file_read_in_another_way_is_read_again(leeds: str, fama: Fama) -> None:
    ran = fama("meetings", "import", leeds, "--keep-contacts", "--json")
    assert json.loads(ran.out)["meetings"] == 3
    assert "07700 900123" in fama("meetings", "find", "--json").out


def test_a_changed_list_says_what_changed(tmp_path: Path, leeds: str, fama: Fama) -> None:
    written(tmp_path / "leeds.csv", [HOPE.replace("19:30", "18:30"), NIGHT.replace("Night", "Late night")])
    rehearsed = fama("meetings", "import", leeds, "--dry-run")
    assert "This was a rehearsal: nothing was changed\n" in rehearsed.err
    ran = fama("meetings", "import", leeds)
    assert "Since the last import: 1 removed, 1 moved and 1 changed. See `fama meetings diff leeds`\n" in ran.err
    changes = json.loads(fama("meetings", "diff", "--json").out)["changes"]
    assert sorted((each["kind"], each["name"], each["field"]) for each in changes) == [
        ("changed", "Late night", "name"),
        ("moved", "Hope", ""),
        ("removed", "Just for Today", ""),
    ]


@pytest.mark.parametrize("command", [("diff",), ("sources",), ("stale",), ("find",)])
def test_every_format_can_be_read_back(tmp_path: Path, leeds: str, fama: Fama, command: tuple[str, ...]) -> None:
    written(tmp_path / "leeds.csv", [HOPE.replace("19:30", "18:30"), NIGHT])
    assert fama("meetings", "import", leeds).code == 0
    document = json.loads(fama("meetings", *command, "--json").out)
    (records,) = [
        value for value in document.values() if isinstance(value, list) and value and isinstance(value[0], dict) and "says" not in value[0]
    ]
    lines = fama("meetings", *command, "--format", "jsonl").out.splitlines()
    table = list(csv.reader(io.StringIO(fama("meetings", *command, "--format", "csv").out)))
    plain = fama("meetings", *command, "--format", "plain").out.splitlines()
    markdown = fama("meetings", *command, "--format", "md").out.splitlines()
    assert [json.loads(line) for line in lines] == records
    assert len(records) == len(table) - 1 == len(plain) == sum(line.startswith("|") for line in markdown) - 2
    assert {len(row) for row in table} == {len(table[0])}
    to_file = tmp_path / "out.json"
    assert fama("meetings", *command, "--json", "--output", str(to_file)).code == 0
    assert to_file.read_text() == dump_json(document) + "\n"


def found(fama: Fama, *options: str) -> list[str]:
    ran = fama("meetings", "find", *options, "--json")
    assert ran.code == 0, ran.err
    return [each["name"] for each in json.loads(ran.out)["meetings"]]


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ((), ["Just for Today", "Hope", "Night"]),
        (("-s", "cocaine"), ["Just for Today", "Hope", "Night"]),
        (("-s", "cocaine", "--fellowship", "ca"), ["Just for Today", "Night"]),
        (("--fellowship", "na"), ["Hope"]),
        (("--near", "LS1"), ["Just for Today", "Hope"]),
        (("--near", "ls1 4dy"), ["Just for Today", "Hope"]),
        (("--near", "leeds", "--within", "1km"), ["Just for Today", "Hope"]),
        (("--near", "53.797,-1.545", "--within", "100m"), ["Just for Today", "Hope"]),
        (("--near", "51.5,-0.1"), []),
        (("--day", "mon"), ["Hope"]),
        (("--day", "mon-fri"), ["Hope", "Night"]),
        (("--day", "weekend"), ["Just for Today"]),
        (("--day", "sat,tue"), ["Just for Today", "Night"]),
        (("--today",), ["Just for Today"]),
        (("--tomorrow",), []),
        (("--on", "2026-11-24"), ["Night"]),
        (("--on", "2026-12-26"), []),
        (("--on", "9999-12-31"), []),
        (("--after", "8pm"), ["Just for Today", "Night"]),
        (("--before", "19:30"), ["Hope"]),
        (("--online",), ["Night"]),
        (("--in-person",), ["Just for Today", "Hope"]),
        (("--open",), ["Hope", "Night"]),
        (("--step-free",), ["Hope"]),
        (("--bsl",), []),
        (("--language", "polish"), ["Hope"]),
        (("--text", "mary"), ["Hope"]),
        (("--text", "mill jus"), ["Just for Today"]),
        (("--text", '"'), []),
        (("--checked-within", "6m"), ["Just for Today", "Hope"]),
        (("--limit", "1"), ["Just for Today"]),
        (("--limit", "0"), ["Just for Today", "Hope", "Night"]),
    ],
)
def test_find(leeds: str, fama: Fama, options: tuple[str, ...], names: list[str]) -> None:
    assert found(fama, *options) == names


@pytest.mark.parametrize(
    ("options", "code", "says", "hint"),
    [
        (("--near", "LS"), 3, "`LS` is too wide to be near to", "Write the first half of a postcode, such as `LS1`"),
        (("--near", "Leedz"), 3, "No meeting that was imported is in `Leedz`, so where it is, is not known", "Did you mean `Leeds`?"),
        (
            ("--near", "LS9"), 3, "No meeting that was imported is in LS9, so where it is, is not known",
            "Write a town, or another postcode near there, or run `fama places import` once, to know every postcode of Great Britain",
        ),
        (("--near", "LS1", "--within", "near"), 2, "`near` is not a distance", "Write it as `5mi`, `8km` or `800m`"),
        (("--day", "funday"), 2, "`funday` is not a day of the week", "Write days as `tue`, `mon-fri` or `weekend`"),
        (("--after", "late"), 2, "`--after late` is not a time", "Write it as 18:00 or 6pm"),
        (("--before", "24:00"), 2, "`--before 24:00` is not a time", "Write it as 18:00 or 6pm"),
        (("--on", "tomorrow"), 2, "`tomorrow` is not a date", "Write it as 2026-12-24"),
        (("--on", "2020-01-01"), 2, "2020-01-01 is past", "Ask for today or a day to come"),
        (("--today", "--tomorrow"), 2, "`--today` and `--tomorrow` ask for 2 different days", "Leave one of them out"),
        (
            ("--online", "--in-person"), 2, "`--online` and `--in-person` ask for 2 different things",
            "Leave one of them out. A meeting that is both is found by each",
        ),
        (("--checked-within", "5"), 2, "`5` is not a length of time", "Write months or years, such as `12m` or `1y`"),
        (("--limit", "-1"), 2, "`--limit` is a number of meetings, and that is less than none", "0 is all of them"),
        (
            ("-s", "cocaine", "--fellowship", "al-anon"), 3, "The group named is not for that substance",
            "Leave out `--fellowship`, and `fama find` says which fit",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_looked_for_says_why(leeds: str, fama: Fama, options: tuple[str, ...], code: int, says: str, hint: str) -> None:
    ran = fama("meetings", "find", *options)
    assert (ran.code, ran.out, ran.err) == (code, "", f"fama: {says}\n\nhint: {hint}\n")


def test_where_nothing_fits_it_says_what_to_try(leeds: str, fama: Fama) -> None:
    def because(*options: str) -> str:
        answer: str = json.loads(fama("meetings", "find", *options, "--json").out)["nothing_because"]
        return answer

    assert (
        because("--fellowship", "aa")
        == "No meeting in the lists that were imported fits. `fama meetings sources` shows which lists were imported."
    )
    assert because("--near", "LS1", "--tomorrow", "--bsl") == (
        "No meeting in the lists that were imported fits. Try another day or time or `--within` more than 5mi or fewer conditions: what a list does"
        " not state is not found by them or `--online` in place of `--near`."
    )
    fama("meetings", "remove", "leeds", "--yes")
    assert because() == "There are no meetings: every list was removed, or none was imported yet. Run `fama meetings import FILE`."


def test_show_takes_the_first_letters(leeds: str, fama: Fama) -> None:
    key = json.loads(fama("meetings", "find", "--fellowship", "na", "--json").out)["meetings"][0]["key"]
    ran = fama("meetings", "show", key[:4].upper(), "--json")
    assert (ran.code, json.loads(ran.out)["meeting"]["name"]) == (0, "Hope")
    none = fama("meetings", "show", "zzzz")
    assert (none.code, none.err) == (
        3,
        "fama: No meeting has the id `zzzz`\n\nhint: `fama meetings find` shows them. A meeting that moves gets a new one\n",
    )
    assert fama("meetings", "show", " ").code == 3
    assert fama("meetings", "show", "%").code == 3
    assert fama("meetings", "show", "\udc80").code == 3


def test_stale_has_the_oldest_first_and_its_own_limit(leeds: str, fama: Fama) -> None:
    def stale(*options: str) -> list[str]:
        return [each["name"] for each in json.loads(fama("meetings", "stale", *options, "--json").out)["meetings"]]

    assert (stale(), stale("--older-than", "2y")) == (["Night"], [])
    assert fama("meetings", "limit", "2y").err == "From now on, fama warns of a meeting that was not checked for 24 months\n"
    assert (stale(), fama("meetings", "limit").out) == ([], "24 months\n")


def test_before_anything_was_imported_each_command_says_what_to_run(local: Path, fama: Fama) -> None:
    for command in (("find",), ("diff",), ("stale",), ("show", "x"), ("export", "--to", "csv"), ("remove", "x")):
        ran = fama("meetings", *command)
        assert (ran.code, ran.out, ran.err) == (
            3,
            "",
            "fama: No meetings have been imported yet\n\nhint: Run `fama meetings import FILE`, or `fama meetings template` for a list to fill in\n",
        )
    assert fama("meetings", "sources", "--json").code == 0


def test_an_index_of_another_version_can_be_imported_over_and_only_that(leeds: str, local: Path, fama: Fama) -> None:
    import sqlite3

    with sqlite3.connect(local / "meetings.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    for command in (("find",), ("limit", "3m"), ("remove", "leeds", "--yes")):
        ran = fama("meetings", *command)
        assert ran.code == 5
        assert ran.err.endswith("hint: Import the lists again, which makes the file anew\n")
    ran = fama("meetings", "import", leeds)
    assert ran.code == 0
    assert "The meetings that were imported before cannot be read by this version of fama. Import those lists again too\n" in ran.err
    assert len(found(fama)) == 3


def test_groups_come_with_their_next_meetings(leeds: str, fama: Fama) -> None:
    ran = fama("find", "-s", "cocaine", "--near", "LS1", "--json", "--no-input")
    assert ran.code == 0, ran.err
    assert "Just for Today" in ran.out
    assert "Hope" in ran.out


class Server:
    """A website that gives one list, and says when it is as it was."""

    def __init__(self) -> None:
        self.contents, self.tag, self.conditional = b"", '"1"', 0
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                same = self.headers.get("If-None-Match") == site.tag
                site.conditional += self.headers.get("If-None-Match") is not None
                self.send_response(404 if self.path.startswith("/none") else 304 if same else 200)
                self.send_header("ETag", site.tag)
                self.send_header("Content-Length", "0" if same else str(len(site.contents)))
                self.end_headers()
                if not same:
                    self.wfile.write(site.contents)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.at = f"http://127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture
def site(loopback: None) -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def test_an_address_is_asked_whether_it_changed(site: Server, local: Path, fama: Fama) -> None:
    site.contents = "\n".join([HEADINGS, *LISTED]).encode()
    first = fama("meetings", "import", f"{site.at}/list.csv?key=secret")
    assert first.code == 0, first.err
    assert first.err.startswith(f"Contacting {site.at}/list.csv\n")
    assert "secret" not in first.err + fama("meetings", "sources", "--json").out
    again = fama("meetings", "import", f"{site.at}/list.csv?key=secret")
    assert (again.code, site.conditional) == (0, 1)
    assert again.err.endswith("Nothing has changed in `127-0-0-1` since it was imported on 21 November 2026: 3 meetings\n")
    # Asked to be read in another way, the list is fetched whole.
    assert json.loads(fama("meetings", "import", f"{site.at}/list.csv", "--keep-contacts", "--json").out)["meetings"] == 3
    site.contents, site.tag = "\n".join([HEADINGS, HOPE]).encode(), '"2"'
    changed = fama("meetings", "import", f"{site.at}/list.csv", "--keep-contacts")
    assert "Since the last import: 2 removed" in changed.err


def test_another_list_of_the_same_name_says_which_it_takes_the_place_of(site: Server, local: Path, fama: Fama) -> None:
    site.contents = "\n".join([HEADINGS, *LISTED]).encode()
    fama("meetings", "import", f"{site.at}/leeds.csv")
    site.contents, site.tag = "\n".join([HEADINGS, HOPE]).encode(), '"2"'
    ran = fama("meetings", "import", f"{site.at}/york.csv")
    assert (
        f"This takes the place of `127-0-0-1`, which came from {site.at}/leeds.csv. To have both, name one of them with `--as`\n" in ran.err
    )


def test_an_address_that_refuses_leaves_what_was_there(site: Server, leeds: str, fama: Fama) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}"
    for address in (f"{site.at}/none.json", f"{nobody}/list.json", "ftp://example.org/list.json"):
        ran = fama("meetings", "import", address, "--fellowship", "na", "--as", "leeds")
        assert ran.code not in {0, 1}, ran.err
        assert "\nhint: " in ran.err
    assert len(found(fama)) == 3


def test_on_a_terminal_everything_fits_80_columns(leeds: str, local: Path, tmp_path: Path) -> None:
    from rich.cells import cell_len

    imported = on_terminal("meetings", "import", leeds, "--as", "again")
    finding = on_terminal("meetings", "find", "--near", "LS1")
    assert (imported.code, finding.code) == (0, 0)
    assert "3 meetings imported as `again`, from 3 rows." in imported.text
    assert "A phone number was left out: row 2." in imported.text
    assert "Today, Saturday 21 November" in finding.text
    assert "where its postcode is exactly is not known" in " ".join(finding.text.split())
    key = finding.text.split("Id")[1].split()[0]
    shown = on_terminal("meetings", "show", key)
    assert shown.code == 0
    assert "Just for Today" in shown.text
    for terminal in (imported, finding, shown):
        assert max(map(cell_len, terminal.text.splitlines())) <= 80


WORDS = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="\x01\x1b[]\x7f\u202e\r\n\t*\"'()^:-+ANDORNEAR0123456789", max_size=12),
    st.text(alphabet=st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF), min_size=1, max_size=3),
    st.sampled_from(["LS1", "leeds", "53.8,-1.5", "90,180", "-90,-180", "0,0", "mon", "sun-mon", "18:00", "noon", "5mi", "20000km", "2026-11-24",
                     "9999-12-31", "2026-W48-2", "20261124", "1e9", "nan", "inf", "NEAR(a b)", "a AND", "col:x", "٣", "１８:００", "x" * 5000]),
).map(lambda text: text.replace("\0", ""))  # fmt: skip


@settings(max_examples=examples(400), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["--near", "--day", "--after", "--before", "--within", "--on", "--text", "--language", "--checked-within"]), WORDS),
                min_size=1, max_size=3))  # fmt: skip
def test_any_words_at_all_are_an_answer_or_a_sentence(leeds_and_abroad: None, options: list[tuple[str, str]]) -> None:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="replace") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", out)
        patch.setattr("sys.stderr", err)
        patch.setattr("sys.stdin", io.StringIO(""))
        code = main(["meetings", "find", "--no-input", *[f"{name}={value}" for name, value in options]])
    assert code in {0, 2, 3}, (options, err)


@pytest.fixture
def leeds_and_abroad(tmp_path: Path, leeds: str, fama: Fama) -> None:
    """Also a meeting on the clocks of another country, and meetings by the month and by arrangement."""
    guide = [
        {
            "name": "New York",
            "slug": "ny",
            "day": 1,
            "time": "18:00",
            "timezone": "America/New_York",
            "conference_url": "https://example.org/1",
        },
        {
            "name": "Sydney",
            "slug": "sy",
            "day": 6,
            "time": "23:30",
            "timezone": "Australia/Sydney",
            "conference_url": "https://example.org/2",
        },
    ]
    (tmp_path / "far.json").write_text(json.dumps(guide))
    assert fama("meetings", "import", str(tmp_path / "far.json"), "--fellowship", "aa").code == 0
    more = written(
        tmp_path / "more.csv",
        ["na,Ask us,by arrangement,,,,,,,Leeds,LS1 4DY,,,,,,,", "na,Last,last Friday of the month,19:00,,,,,,,,,,,,,,"],
    )
    assert fama("meetings", "import", more).code == 0
