"""Data files that are not right: always told in a sentence with its line, and never a fault or a hang."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fama_cli.catalogue.assemble import assembled, examined
from fama_cli.catalogue.checking import check_files
from fama_cli.catalogue.places import shipped_files
from fama_cli.catalogue.schema import _field_names
from fama_cli.catalogue.sections import SECTIONS
from fama_cli.catalogue.written import WrittenMap, parse_yaml, read_yaml
from fama_cli.directory.group import in_full
from fama_cli.directory.lines import helplines
from fama_cli.directory.model import Directory
from fama_cli.directory.stale import stale
from fama_cli.directory.substance import about
from fama_cli.errors import DataNotRight, FileProblem, Problem
from tests.conftest import Fama, examples, without_rights


def problems_in(contents: bytes) -> Iterable[Problem]:
    """Everything wrong with a file on its own."""
    try:
        read = parse_yaml(contents, "x.yaml")
    except DataNotRight as wrong:
        return wrong.problems
    return examined([read])[2]


def is_told(problem: Problem) -> bool:
    """Whether a person could find the place and read what is wrong."""
    return problem.file != "" and problem.line >= 1 and problem.column >= 1 and len(problem.says) > 10 and "\n" not in problem.says


fuzzed = settings(max_examples=examples(300), deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

YAMLISH = st.lists(
    st.sampled_from(
        ["groups:", "- ", "id: a", "\n", "  ", "\t", ": ", "[", "]", "{", "}", ",", "&a ", "*a", "!x ", "|", ">", "'", '"', "#", "---", "...",
         "%YAML 1.1", "? ", "<<: ", "~", "null", "\\", "\x1b", "é", "\u2028", "\ufeff", "@", "`", "\r"]
    ),
    max_size=40,
).map(lambda parts: "".join(parts).encode())  # fmt: skip


@fuzzed
@given(contents=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")), YAMLISH))
def test_any_bytes_are_a_mapping_or_a_problem_with_its_place(contents: bytes) -> None:
    try:
        read: WrittenMap | tuple[Problem, ...] = parse_yaml(contents, "x.yaml")
    except DataNotRight as wrong:
        read = wrong.problems

    assert isinstance(read, WrittenMap) or all(map(is_told, read))


@cache
def shipped() -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in shipped_files())


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Part of a shipped file, with a few lines or bytes cut, doubled, swapped or overwritten."""
    lines = draw(st.sampled_from(shipped())).splitlines(keepends=True)
    start = draw(st.integers(0, len(lines) - 1))
    section = next(line for line in reversed([b"groups:\n", *lines[: start + 1]]) if line[:1].isalpha())
    kept = [section, *lines[start : start + draw(st.integers(1, 120))]]
    places = st.integers(0, len(kept) - 1)
    for _ in range(draw(st.integers(1, 4))):
        place = min(draw(places), len(kept) - 1)
        match draw(st.sampled_from(["cut", "double", "swap", "indent", "bytes", "insert", "value"])):
            case "cut" if len(kept) > 1:
                del kept[place]
            case "double":
                kept.insert(place, kept[place])
            case "swap":
                other = min(draw(places), len(kept) - 1)
                kept[place], kept[other] = kept[other], kept[place]
            case "indent":
                kept[place] = b" " * draw(st.integers(0, 6)) + kept[place].lstrip()
            case "bytes":
                at = draw(st.integers(0, len(kept[place])))
                kept[place] = kept[place][:at] + draw(st.binary(max_size=4)) + kept[place][at + draw(st.integers(0, 4)) :]
            case "insert":
                kept.insert(place, draw(YAMLISH))
            case _:
                kept[place] = kept[place].partition(b":")[0] + b": " + draw(YAMLISH) + b"\n"
    return b"".join(kept)


@fuzzed
@given(contents=mutated())
def test_a_damaged_data_file_is_never_a_fault(contents: bytes) -> None:
    assert all(map(is_told, problems_in(contents)))


@cache
def shipped_read() -> list[WrittenMap]:
    return [read_yaml(path) for path in shipped_files()]


@settings(fuzzed, max_examples=examples(120))
@given(contents=mutated())
def test_a_damaged_data_file_over_the_shipped_ones_is_never_a_fault(contents: bytes) -> None:
    try:
        read = parse_yaml(contents, "x.yaml")
    except DataNotRight:
        return

    assert all(map(is_told, examined([*shipped_read(), read])[2]))


@settings(fuzzed, max_examples=examples(40))
@given(contents=mutated())
def test_checking_a_damaged_file_names_the_file(tmp_path: Path, contents: bytes) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(contents)

    checked = check_files([*shipped_files(), path])

    assert all(map(is_told, checked.problems))
    assert {problem.file for problem in checked.problems} <= set(checked.files)


FIELDS = sorted({name for section in SECTIONS.values() for name in _field_names(section)})
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=12),
    st.sampled_from(
        ["aa", "mutual-aid", "own-use", "phone", "website", "current", "dated", "superseded", "A", "C", "2026-02-30", "2026-13", "2014-04",
         "1999", "england", "yes", "no", "heroin", "opiate", "https://a.example", "0800 1", "", "\x1b[31m", "\u202e", "é", "٣", "1e400",
         "9" * 5000, "-", "KW"]
    ),
)  # fmt: skip
NESTED = st.recursive(
    VALUES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.one_of(st.sampled_from(FIELDS), st.text(max_size=6)), inner, max_size=5)
    ),
    max_leaves=15,
)


@st.composite
def well_made(draw: st.DrawFn, kind: type) -> dict[str, Any]:
    """An entry whose fields are all known."""
    return {each.name: draw(NESTED) for each in fields(kind) if draw(st.booleans())}


@fuzzed
@given(data=st.data())
def test_any_values_under_known_names_are_never_a_fault(data: st.DataObject) -> None:
    sections = data.draw(st.lists(st.sampled_from(sorted(SECTIONS)), min_size=1, max_size=3, unique=True))
    entries = {
        section: data.draw(st.one_of(st.lists(st.one_of(well_made(SECTIONS[section]), NESTED), max_size=3), NESTED)) for section in sections
    }

    assert all(map(is_told, problems_in(dumped(entries))))


def dumped(value: Any) -> bytes:
    text: str = yaml.safe_dump(value, allow_unicode=True)
    return text.encode("utf-8", "replace")


@cache
def shipped_values() -> dict[str, list[Any]]:
    """The shipped data as plain text, lists and mappings."""
    values: dict[str, list[Any]] = {}
    for contents in shipped():
        for section, entries in yaml.load(contents, Loader=yaml.BaseLoader).items():
            values.setdefault(section, []).extend(entries)
    return values


def leaves(value: Any) -> list[tuple[Any, Any]]:
    """Every place in `value` that holds text, as (what it is in, where)."""
    places = value.items() if isinstance(value, dict) else enumerate(value)
    found = [(value, place) for place, _ in places]
    inside = value.values() if isinstance(value, dict) else value
    return found + [leaf for inner in inside if isinstance(inner, dict | list) for leaf in leaves(inner)]


DATES = st.sampled_from(["2026-02-30", "2025-11-31", "2026-13", "2026-00", "0000", "2026-1-1", "2026-02-29"])


@settings(fuzzed, max_examples=examples(200))
@given(data=st.data())
def test_one_wrong_value_in_an_entry_is_never_a_fault(data: st.DataObject) -> None:
    section = data.draw(st.sampled_from(sorted(set(shipped_values()) - {"sources"})))
    entry = deepcopy(data.draw(st.sampled_from(shipped_values()[section])))
    for _ in range(data.draw(st.integers(1, 2))):
        held, place = data.draw(st.sampled_from(leaves(entry)))
        if re.match(r"(19|20)\d\d", str(held[place])):
            held[place] = data.draw(st.one_of(DATES, VALUES))
        elif data.draw(st.integers(0, 4)):
            held[place] = data.draw(VALUES)
        elif isinstance(held, dict):
            del held[place]
            if not leaves(entry):
                break
    read = parse_yaml(dumped({section: [entry]}), "x.yaml")

    found = problems_or_directory([*shipped_read(), read])

    assert isinstance(found, Directory) or all(map(is_told, found))


def problems_or_directory(files: list[WrittenMap]) -> Directory | tuple[Problem, ...]:
    """What the program would use, as far as the first answers a person may ask for."""
    try:
        directory = assembled(files)
    except DataNotRight as wrong:
        return wrong.problems
    today = date(2026, 11, 21)
    stale(directory, today, 12)
    helplines(directory, None, today)
    about(directory, directory.substances[:3], today)
    for each in directory.groups:
        in_full(directory, each, today)
    return directory


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("seen: 2026-02-30", "`tea.contacts[0].evidence.seen`: found `2026-02-30`, which is not a day in the calendar"),
        (
            "seen: 2026, checked_by: KW, checked_on: 2026-11-31",
            "`tea.contacts[0].evidence.checked_on`: found `2026-11-31`, which is not a day in the calendar",
        ),
    ],
)
def test_a_day_that_never_was_is_told_wherever_it_stands(text: str, says: str) -> None:
    evidence = f'{{status: dated, sources: ["https://tea.example"], {text}}}'
    contents = group(f"  contacts:\n  - {{kind: phone, value: 01632 960001, evidence: {evidence}}}\n")

    assert [problem.says for problem in problems_in(contents.encode())] == [says]


def group(extra: str = "") -> str:
    return f"groups:\n- id: tea\n  name: Tea\n  kind: mutual-aid\n  audience: own-use\n{extra}"


TWICE = "is written twice: first on line"
DEEP = "values are inside one another more than 30 deep: real data is not"
ALIAS = "aliases (`*name`) are not used here: write the value out each time"
ANCHOR = "anchors (`&name`) are not used here: write the value out each time"
LAUGHS = 'groups:\n- a: &a ["lol"]\n' + "".join(
    f"- {new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)

BAD: dict[str, tuple[str | bytes, str]] = {
    "an id twice": ("groups:\n- {id: tea, name: Tea, kind: service, audience: own-use}\n- {id: tea}\n", "3:4: the id `tea` is used twice: first on line 2"),
    "a field twice": (group("  name: Tea again\n"), f"6:3: `name` {TWICE} 3"),
    "a section twice": ("groups: []\ngroups: []\n", f"2:1: `groups` {TWICE} 1"),
    "a list for text": (group("  area: [a]\n"), "6:9: `tea.area`: found a list, expected text"),
    "fields for text": (group("  area: {a: b}\n"), "6:9: `tea.area`: found fields with values, expected text"),
    "text for a list": (group("  other_names: T\n"), "6:16: `tea.other_names`: found `T`, expected a list"),
    "text for fields": (group("  cost: free\n"), "6:9: `tea.cost`: found `free`, expected fields with values"),
    "a list for fields": (group("  cost: [free]\n"), "6:9: `tea.cost`: found a list, expected fields with values"),
    "text for a section": ("groups: tea\n", "1:9: `groups`: expected a list, each entry starting with `- `"),
    "text for an entry": ("groups:\n- tea\n", "2:3: `groups`: expected fields with values, such as `id: …`"),
    "nothing for text": (group("  short_name: T\n").replace("name: Tea", "name:"), "3:3: `tea.name`: found nothing, expected text"),
    "a field left out": ("groups:\n- {id: tea, name: Tea, kind: service}\n", "2:3: `tea.audience` is missing"),
    "a misspelt field": (group("  websites: [a]\n  shortname: T\n"), "7:3: there is no field called `shortname` here: did you mean `short_name`?"),
    "a field nobody knows": (group("  zzzzzz: T\n"), "6:3: there is no field called `zzzzzz` here"),
    "a misspelt section": ("grops: []\n", "1:1: there is no section called `grops`: Did you mean `groups`?"),
    "a section nobody knows": (
        "zzzzzz: []\n",
        "1:1: there is no section called `zzzzzz`: there are `sources`, `approaches`, `reminders`, `groups`, `substances`, `behaviours`, "
        "`safety`, `helplines`, `call_costs`, `checks`, `briefings`, `resources`, `handouts`, `scripts`, `concerns`, "
        "`meeting_codes`, `fellowship_names`, `checklist`, `steering_group`, `clauses`, `area_documents`, `assessments`, `answers`, "
        "`members` and `actions`",
    ),
    "a bad date": (
        "sources:\n- {id: a, title: A, publisher: A, grade: A, date: 1 May 2026}\n",
        "2:51: `a.date`: found `1 May 2026`, expected a date such as 2026-11-21, 2026-11 or 2026",
    ),
    "a day that never was": (
        "sources:\n- {id: a, title: A, publisher: A, grade: A, date: 2026-02-30}\n",
        "2:51: `a.date`: found `2026-02-30`, which is not a day in the calendar",
    ),
    "an unknown choice": (
        group().replace("mutual-aid", "mutual"),
        "4:9: `tea.kind`: found `mutual`, expected `mutual-aid`, `peer-support`, `recovery-community-organisation`, `taught-course`, "
        "`service` or `umbrella-body`",
    ),
    "a number that is none": (group("  ages: {says: all, sources: [], youngest: ten}\n"), "6:44: `tea.ages.youngest`: found `ten`, expected a whole number"),
    "an id that names nothing": (group("  approach: zzzzzz\n"), "6:13: there is no approach with the id `zzzzzz`"),
    "an id with a capital": (
        group().replace("id: tea", "id: Tea"),
        "2:7: `Tea.id`: found `Tea`, expected small letters, numbers and hyphens, such as `al-anon`",
    ),
    "a tab": ("groups:\n- id: tea\n\tname: Tea\n", "3:1: found a tab: YAML is indented with spaces"),
    "a tab after line ends of Windows": (b"groups:\r\n- id: tea\r\n\r\n\tname: Tea\r\n", "4:1: found a tab: YAML is indented with spaces"),
    "Latin-1": (
        "groups:\n- id: tea\n  name: Café\n".encode("latin-1"),
        "3:12: found the byte 0xE9, which is not UTF-8: save the file as UTF-8 (not Latin-1 or ANSI)",
    ),
    "UTF-16": ("groups: []\n".encode("utf-16"), "1:1: the file is saved as UTF-16: save it as UTF-8"),
    "a control character": ("# é\ngroups:\n- id: te\x1ba\n", "3:9: found the character U+001B, which YAML does not allow: remove it"),
    "a zero": ("groups: \0\n", "1:9: found the character U+0000, which YAML does not allow: remove it"),
    "a colon in a value": ("groups:\n- name: Tea: Company\n", "2:12: found `: ` inside a value: put the value in quotes"),
    "a quotation mark left open": ('groups:\n- name: "Tea\n', "3:1: a quotation mark is opened and not closed"),
    "a value that starts with @": ("groups:\n- name: @tea\n", "2:9: found `@` where a value starts: put the value in quotes"),
    "indents that do not line up": ("groups:\n  - id: a\n - id: b\n", "3:2: the indentation does not line up with the lines above"),
    "an anchor": ("groups:\n- &a {id: tea}\n", f"2:3: {ANCHOR}"),
    "an alias": ("groups:\n- *a\n", f"2:3: {ALIAS}"),
    "aliases of aliases": (LAUGHS, f"2:6: {ANCHOR}"),
    "an anchor on a field name": ("&a groups: []\n", f"1:1: {ANCHOR}"),
    "a merge": ("groups:\n- <<: {id: tea}\n", "2:3: there is no field called `<<` here"),
    "a tag that runs Python": (
        "groups:\n- !!python/object/apply:os.system [id]\n",
        "2:3: found the tag `tag:yaml.org,2002:python/object/apply:os.system`: tags are not used here",
    ),
    "a tag of its own": ("groups:\n- !tea {id: tea}\n", "2:3: found the tag `!tea`: tags are not used here"),
    "a tag that is harmless": ("groups: !!seq []\n", "1:9: found the tag `tag:yaml.org,2002:seq`: tags are not used here"),
    "two documents": ("groups: []\n---\ngroups: []\n", "2:1: found a second document (`---`): a data file holds one"),
    "a list at the top": ("- id: tea\n", "1:1: expected sections such as `groups:` at the top of the file"),
    "a word at the top": ("tea\n", "1:1: expected sections such as `groups:` at the top of the file"),
    "a list for a field name": ("? [a]\n: b\n", "1:3: a field name must be a word, not a list or a mapping"),
    "lists 100,000 deep": ("groups: " + "[" * 100_000, f"1:39: {DEEP}"),
    "mappings 100,000 deep": ("{a: " * 100_000, f"1:125: {DEEP}"),
    "indented lists 100,000 deep": ("- " * 100_000, f"1:63: {DEEP}"),
    "field names 100,000 deep": ("? " * 100_000, "1:3: a field name must be a word, not a list or a mapping"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_said_exactly(fama: Fama, local: Path, name: str) -> None:
    contents, says = BAD[name]
    path = local / "x.yaml"
    path.write_bytes(contents.encode() if isinstance(contents, str) else contents)

    ran = fama("data", "check", "--json")

    told = [f"{problem['line']}:{problem['column']}: {problem['says']}" for problem in json.loads(ran.out)["problems"]]
    assert (ran.code, says in told, told[-1]) == (4, True, says)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_stops_find_until_it_is_gone(fama: Fama, local: Path, name: str) -> None:
    contents, _ = BAD[name]
    path = local / "x.yaml"
    path.write_bytes(contents.encode() if isinstance(contents, str) else contents)

    stopped = fama("find", "cocaine")
    path.unlink()
    again = fama("find", "cocaine")

    assert (stopped.code, stopped.out, stopped.err.startswith(f"fama: {path}:")) == (4, "", True)
    assert "Traceback" not in stopped.err
    assert (again.code, again.out.split("\t")[0]) == (0, "ca")


GOOD: dict[str, bytes] = {
    "a byte order mark": b"\xef\xbb\xbf" + group().encode(),
    "line ends of Windows": group().replace("\n", "\r\n").encode(),
    "line ends of an old Mac": group().replace("\n", "\r").encode(),
    "an empty file": b"",
    "only a byte order mark": b"\xef\xbb\xbf",
    "only a comment": b"# nothing yet\n",
    "only the start of a document": b"---\n",
    "a section with nothing in it": b"groups:\n",
    "a value that YAML reads as something else": group("  area: no\n  short_name: 2014-04\n").encode(),
    "an escape sequence in quotes": group('  area: "\\x1b[31m"\n').encode(),
    "words of any alphabet": group("  area: Ynys Môn 安\n").encode(),
}


@pytest.mark.parametrize("name", GOOD)
def test_an_odd_file_that_is_right_is_accepted(fama: Fama, local: Path, name: str) -> None:
    (local / "x.yaml").write_bytes(GOOD[name])

    ran = fama("data", "check", "--json")

    assert (ran.code, json.loads(ran.out)["problems"]) == (0, [])


def test_an_escape_sequence_in_a_value_is_shown_by_its_name(fama: Fama, local: Path) -> None:
    (local / "x.yaml").write_bytes(group('  area: "Le\\x1b[31meds"\n').encode())

    plain = fama("groups", "show", "tea")
    drawn = fama("groups", "show", "tea", "--format", "table")
    document = fama("groups", "show", "tea", "--json")

    assert "tea\tarea\tArea\tLe<1B>[31meds\t\n" in plain.out
    assert "Le<1B>[31meds" in drawn.out
    assert '"Le\\u001b[31meds"' in document.out
    assert "\x1b" not in plain.out + drawn.out + document.out


def a_folder(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to("gone.yaml")


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def a_huge_file(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)


NOT_FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a folder": (a_folder, "`{path}` is a folder, and a data file was expected"),
    "a pipe": (a_pipe, "`{path}` is not an ordinary file"),
    "a link to nothing": (a_link_to_nothing, "`{path}` is a link to a file that is not there"),
    "a link to itself": (a_link_to_itself, "`{path}` could not be read: Too many levels of symbolic links"),
    "a huge file": (a_huge_file, "`{path}` is 100 MB; the largest data file read here is 32 MB"),
}


@pytest.mark.parametrize("name", NOT_FILES)
def test_what_is_no_file_stops_find_until_it_is_gone(fama: Fama, local: Path, name: str) -> None:
    make, says = NOT_FILES[name]
    path = local / "x.yaml"
    make(path)

    stopped = fama("find", "cocaine")
    checked = fama("data", "check")
    path.rmdir() if path.is_dir() else path.unlink()
    again = fama("find", "cocaine")

    assert (stopped.code, stopped.out, stopped.err.splitlines()[0]) == (5, "", f"fama: {says.format(path=path)}")
    assert "Traceback" not in stopped.err
    assert (checked.code, checked.out) == (4, f"{path}\t1\t1\t\t{says.format(path=path)}\n")
    assert (again.code, again.out.split("\t")[0]) == (0, "ca")


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("groups: []\n")
    path.chmod(0)

    with without_rights(path), pytest.raises(FileProblem) as raised:
        read_yaml(path)

    assert raised.value.message == f"You do not have permission to read `{path}`"


MEASURED = """
import resource, sys
from pathlib import Path
from fama_cli.catalogue.written import read_yaml
from fama_cli.errors import FamaError
import yaml
before = resource.getrusage(resource.RUSAGE_SELF)
try:
    read_yaml(Path(sys.argv[1]))
except FamaError as problem:
    print(type(problem).__name__)
after = resource.getrusage(resource.RUSAGE_SELF)
print(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, (after.ru_maxrss - before.ru_maxrss) / 1024)
"""


def sparse(path: Path) -> None:
    a_huge_file(path)


def laughing(path: Path) -> None:
    path.write_text(LAUGHS)


def deep(path: Path) -> None:
    path.write_text("[" * 1_000_000)


def deep_mappings(path: Path) -> None:
    path.write_text("{a: " * 1_000_000)


def aliases(path: Path) -> None:
    path.write_text("groups: &a [1]\n" + "substances: [" + "*a, " * 100_000 + "]\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no resource module")
@pytest.mark.parametrize("make", [sparse, laughing, deep, deep_mappings, aliases])
def test_a_trap_is_refused_within_a_second_and_50_megabytes(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "x.yaml"
    make(path)

    ran = subprocess.run([sys.executable, "-c", MEASURED, str(path)], check=True, capture_output=True, text=True)

    said, measured = ran.stdout.splitlines()
    seconds, megabytes = map(float, measured.split())
    assert said in {DataNotRight.__name__, FileProblem.__name__}
    assert seconds < 1
    assert megabytes < 50
