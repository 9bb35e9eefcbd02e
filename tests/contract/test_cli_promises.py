"""What every command promises: one test for each promise, over every command there is."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shlex
import socket
import stat
import subprocess
import sys
from itertools import takewhile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from fama_cli import __version__
from fama_cli.cli.commands.help import TOPICS
from fama_cli.cli.registry import COMMANDS
from fama_cli.errors import ExitCode
from tests.conftest import REPOSITORY, Fama, ReadBefore
from tests.contract.commands import FEED, FEED_BEFORE, POSTCODES, SAME_TWICE, WITH_FORMAT, WITH_JSON, WORKING, every_command
from tests.contract.usage import WRONG
from tests.terminal import Terminal

NAMES = list(WORKING)


@pytest.fixture
def words(tmp_path: Path, local: Path, read_before: ReadBefore, request: pytest.FixtureRequest) -> Any:
    """The arguments that make a command work, with files of its own where it reads one."""
    read_before(local)
    leaflet = tmp_path / "leaflet.txt"
    leaflet.write_text("Samaritans 116 123\n")
    answers = tmp_path / "answers.yaml"
    answers.write_text("been-before: never\nlike-to-try: maybe\nfamily: no\nnext-step: contact-next\n")
    postcodes = tmp_path / "ls.csv"
    postcodes.write_text(POSTCODES)
    feed = tmp_path / "feed.csv"
    review = tmp_path / "review.yaml"
    review.write_text("intervention:\n  started: 2026-11-01\n  place: after\nRECMAID: yes\n")
    files = {"LEAFLET": str(leaflet), "ANSWERS": str(answers), "REVIEW": str(review), "BACKUP": str(tmp_path / "backup.fama")}
    files |= {"FEED": str(feed), "POSTCODES": str(postcodes)}

    def of(name: str) -> list[str]:
        if name.split()[0] in {"clients", "casebook", "due", "plan"} or name in {"record due", "record review", "record export"}:
            files["MADE"] = str(with_clients(request.getfixturevalue("casebook"), answers))
        if "meetings" in name.split() and not feed.exists():
            files["MEETING"] = with_meetings(request.getfixturevalue("fama"))
        return [files.get(word, word) for word in WORKING[name]]

    def with_clients(casebook: Path, answers: Path) -> Path:
        made = tmp_path / "made.fama"
        if not made.exists():
            fama: Fama = request.getfixturevalue("fama")
            for reference in ("K-103", "K-104"):
                fama("clients", "add", reference, "--worker", "KW")
            fama("walk", "K-104", "--answers", str(answers))
            fama("casebook", "backup", str(made))
        return made

    def with_meetings(fama: Fama) -> str:
        for edition in (FEED_BEFORE, FEED):
            feed.write_text(edition)
            assert fama("meetings", "import", str(feed), "--as", "na-leeds").code == 0
        return fama("meetings", "find", "--text", "Tuesday Recovery").out.split("\t")[0]

    return of


def test_every_command_is_in_these_tests() -> None:
    assert [name for name, _ in every_command()] == NAMES


# Help


@pytest.mark.parametrize("name", ["", *sorted({name.partition(" ")[0] for name in NAMES if " " in name}), *NAMES])
def test_h1_and_h4_help_is_on_every_command_and_fits_80_columns_without_colour(fama: Fama, name: str) -> None:
    ran = fama(*name.split(), "--help")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: fama {name}".rstrip())
    assert [line for line in ran.out.splitlines() if len(line) > 80] == []
    assert "\x1b" not in ran.out


@pytest.mark.parametrize("name", ["", "area", "find", "groups", "groups show"])
def test_h1_the_short_flag_is_the_same_help(fama: Fama, name: str) -> None:
    assert fama(*name.split(), "-h").out == fama(*name.split(), "--help").out


@pytest.mark.parametrize(("name", "command"), list(every_command()), ids=NAMES)
def test_h2_help_leads_with_one_sentence_and_examples_that_parse(name: str, command: Any) -> None:
    first = command.help.strip().split("\n\n")[0]
    examples = [line.strip() for line in command.help.splitlines() if line.startswith("  fama ")]

    assert len(first) <= 60, first
    assert first.endswith(".")
    assert examples
    for example in examples:
        words = shlex.split(example)
        assert words[1 : 1 + len(name.split())] == name.split()
        command.make_context("fama", words[1 + len(name.split()) :]).close()


def test_h3_no_arguments_is_short_help_on_standard_error(fama: Fama) -> None:
    ran = fama()

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Usage: fama")


@pytest.mark.parametrize("topic", TOPICS)
def test_h5_a_help_topic_is_the_same_as_its_page(fama: Fama, topic: str) -> None:
    ran = fama("help", topic)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (REPOSITORY / "docs" / "reference" / f"{topic}.md").read_text(encoding="utf-8")


def test_h6_help_ends_with_where_the_guide_is_and_where_to_report(fama: Fama) -> None:
    last = fama("--help").out.strip().splitlines()[-1].strip()

    assert last == "Guide: fama help. To report a problem: fama help problems."


def test_h7_the_version_is_one_line(fama: Fama) -> None:
    ran = fama("--version")

    assert (ran.code, ran.out, ran.err) == (0, f"fama {__version__}\n", "")
    assert re.fullmatch(r"fama \d+\.\d+\.\d+\n", ran.out)


def test_h8_commands_are_in_the_order_of_the_work(fama: Fama) -> None:
    out = fama("--help").out
    order = [word for heading, commands in COMMANDS.items() for word in (f"{heading}:", *(f"{name} " for name in commands))]
    places = [re.search(rf"(?m)^\s*{word}", out) for word in order]

    assert all(places)
    assert [place.start() for place in places if place] == sorted(place.start() for place in places if place)


# Streams and formats


def schema_of(name: str) -> Any:
    kind, version = name.split("/")
    return json.loads((REPOSITORY / "schemas" / f"{kind}-{version}.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", WITH_JSON)
def test_s1_and_s3_json_names_its_schema_and_keeps_to_it(fama: Fama, words: Any, name: str) -> None:
    ran = fama(*words(name), "--json")

    document = json.loads(ran.out)
    assert ran.code == 0
    assert re.fullmatch(r"fama\.[a-z]+/\d+", document["schema"])
    jsonschema.validate(document, schema_of(document["schema"]))


@pytest.mark.parametrize("name", WITH_JSON)
def test_s2_piped_output_is_one_record_a_line_and_plain(fama: Fama, words: Any, name: str) -> None:
    ran = fama(*words(name))
    document = json.loads(fama(*words(name), "--json").out)

    assert "\x1b" not in ran.out
    assert not re.search(r"[\u2500-\u257f]", ran.out)
    widths = {line.count("\t") for line in ran.out.splitlines()}
    assert len(widths) <= 1
    assert document


@pytest.mark.parametrize("name", [name for name in WITH_FORMAT if name in SAME_TWICE])
def test_s2_csv_and_markdown_have_a_heading_and_the_same_rows(fama: Fama, words: Any, name: str) -> None:
    rows = [line.split("\t") for line in fama(*words(name)).out.splitlines()]

    comma = list(csv.reader(io.StringIO(fama(*words(name), "--format", "csv").out)))
    markdown = fama(*words(name), "--format", "md").out.splitlines()

    assert [[cell.removeprefix("'") for cell in row] for row in comma[1:]] == rows
    assert [line for line in markdown[: len(rows) + 2] if not line.startswith("| ")] == []
    after = markdown[len(rows) + 2 :]
    # Further tables stand under a heading of their own.
    assert [line for line in takewhile(lambda line: not line.startswith("## "), after) if line.startswith("| ")] == []


@pytest.mark.parametrize("name", [name for name in WITH_FORMAT if name in SAME_TWICE])
def test_jsonl_is_the_records_of_json(fama: Fama, words: Any, name: str) -> None:
    lines = [json.loads(line) for line in fama(*words(name), "--format", "jsonl").out.splitlines()]
    document = json.loads(fama(*words(name), "--json").out)

    assert lines in document.values()


@pytest.mark.parametrize(
    ("args", "code", "exit_code"),
    [
        (["find", "cocain"], "not-found", 3),
        (["find", "gear"], "ambiguous", 2),
        (["find", "--jsn"], "usage", 2),
        (["fnd"], "usage", 2),
        (["groups", "show"], "usage", 2),
        (["groups", "show", "aaa-nothing"], "not-found", 3),
        (["find", "cocaine", "--data", "no-such-folder"], "file", 5),
    ],
)
def test_s4_failure_is_json_too(fama: Fama, args: list[str], code: str, exit_code: int) -> None:
    plain = fama(*args)
    ran = fama(*args, "--json")

    document = json.loads(ran.out)
    assert (plain.code, ran.code) == (exit_code, exit_code)
    assert ran.err == plain.err
    assert set(document) == {"schema", "error"}
    assert document["error"]["code"] == code
    assert document["error"]["message"] in ran.err
    jsonschema.validate(document, schema_of("fama.error/1"))


# Every format of 3 commands, and 1 of each of the others: one function writes them all.
@pytest.mark.parametrize(
    ("name", "form"),
    [
        (name, form)
        for name in WITH_FORMAT
        if name in SAME_TWICE and name != "groups checked"
        for form in (["plain", "json", "jsonl", "csv", "md", "table"] if name in {"find", "due", "record audit"} else ["csv"])
    ],
)
def test_s5_a_file_has_the_same_bytes_as_a_pipe(fama: Fama, words: Any, tmp_path: Path, name: str, form: str) -> None:
    file = tmp_path / "out"

    piped = fama(*words(name), "--format", form)
    written = fama(*words(name), "--format", form, "--output", str(file))

    assert (written.code, written.out) == (piped.code, "")
    assert file.read_bytes() == piped.out.encode()
    assert b"\r" not in file.read_bytes()


def test_s5_a_file_is_written_whole_or_not_at_all(fama: Fama, tmp_path: Path) -> None:
    missing = tmp_path / "no-such-folder" / "out.json"

    ran = fama("find", "cocaine", "--output", str(missing))

    assert (ran.code, ran.out) == (5, "")
    assert (
        ran.err == f"fama: There is no folder `{missing.parent}` to write `out.json` in\n\nhint: Make the folder first, or name another\n"
    )
    assert list(tmp_path.glob("**/out*")) == []


@pytest.mark.parametrize("name", SAME_TWICE)
def test_s6_a_dash_is_standard_output(fama: Fama, words: Any, name: str) -> None:
    assert fama(*words(name), "--output", "-").out == fama(*words(name)).out


def test_s6_standard_input_that_is_a_keyboard_is_refused_at_once(local: Path) -> None:
    with Terminal(args=["meetings", "import", "-", "--as", "na-leeds"]) as terminal:
        code = terminal.finish()

    assert code == 2
    assert "fama: `-` reads a list from standard input, and that is this keyboard" in terminal.text
    assert "hint: Name a file, or pipe one in" in terminal.text


def test_s6_a_dash_is_standard_input(fama: Fama, local: Path) -> None:
    ran = fama("meetings", "import", "-", "--as", "na-leeds", "--json", stdin=FEED)

    assert (ran.code, json.loads(ran.out)["meetings"]) == (0, 10)


def test_s8_nothing_found_is_fine_and_says_nothing_to_a_script(fama: Fama) -> None:
    ran = fama("find", "--behaviour", "gambling", "--approach", "taught-course", "--json")

    document = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert document["groups"] == []
    assert document["nothing_because"] == "`--approach taught-course` left nothing. Without it: SMART and GA"


@pytest.mark.parametrize("name", WITH_FORMAT)
def test_a_format_that_does_not_exist_is_named(fama: Fama, words: Any, name: str) -> None:
    ran = fama(*words(name), "--format", "jsn")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "fama: There is no format called `jsn`\n\nhint: Did you mean `json`?\n"


@pytest.mark.parametrize("form", ["plain", "csv", "jsonl", "md", "table"])
def test_the_safety_note_is_never_lost(fama: Fama, form: str) -> None:
    ran = fama("find", "alcohol", "--format", form)

    assert "should not stop suddenly" in " ".join((ran.out + ran.err).split())
    assert "ring 111" in " ".join((ran.out + ran.err).split())


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("find cocaine --json >&-", 0),
        ("find cocaine >&-", 0),
        ("--version >&-", 0),
        ("find gear <&-", 2),
        ("find cocain 2>&-", 3),
        ("find cocaine <&- >&- 2>&-", 0),
        ("find cocaine > /dev/full", 5),
        ("find cocaine --json > /dev/full", 5),
    ],
)
def test_a_stream_that_is_closed_or_full_is_not_a_fault(command: str, code: int) -> None:
    ran = subprocess.run(["sh", "-c", f"{sys.executable} -m fama_cli {command}"], capture_output=True, text=True, check=False)

    assert ran.returncode == code
    assert "Traceback" not in ran.stdout + ran.stderr
    assert "Exception ignored" not in ran.stdout + ran.stderr


# Colour and width


@pytest.mark.parametrize("name", WITH_FORMAT)
def test_c2_a_table_through_a_pipe_has_every_word_and_no_codes(fama: Fama, words: Any, name: str) -> None:
    ran = fama(*words(name), "--format", "table")

    assert ran.code == 0
    assert ran.out.strip()
    assert "\x1b" not in ran.out
    assert [line for line in ran.out.splitlines() if len(line) > 80] == []


def test_c4_progress_is_for_a_person_who_watches(fama: Fama, local: Path, tmp_path: Path) -> None:
    feed = tmp_path / "long.csv"
    times = [f"na,Meeting {n},every Monday,{n // 60 % 24:02}:{n % 60:02},,in person,,Hall {n},,Leeds,,,,,,,,,,\n" for n in range(5000)]
    feed.write_text(FEED.split("na,", 1)[0] + "".join(times))

    ran = fama("meetings", "import", str(feed))

    assert (ran.code, ran.out, ran.err) == (0, "", "5,000 meetings imported as `long`, from 5,000 rows\n")


# Errors and exit codes


def test_e1_the_exit_codes_are_those_of_the_help(fama: Fama) -> None:
    listed = {int(code) for code in re.findall(r"(?m)^\W*(\d+)\b", fama("help", "exit-codes").out)}

    assert {code.name: int(code) for code in ExitCode} == {
        "FINE": 0, "UNEXPECTED": 1, "USAGE": 2, "NOT_FOUND": 3, "DATA_NOT_RIGHT": 4, "FILE": 5, "LOCKED": 6, "DAMAGED": 7,
        "OTHER_VERSION": 8, "IN_USE": 9, "STOPPED": 130,
    }  # fmt: skip
    assert listed == {int(code) for code in ExitCode}


@pytest.mark.parametrize(
    ("args", "err"),
    [
        (["fnd"], "fama: There is no command `fama fnd`\n\nhint: Did you mean `fama find`?\n"),
        (["groups", "shw"], "fama: There is no command `fama groups shw`\n\nhint: Did you mean `fama groups show`?\n"),
        (["find", "--jsn"], "fama: `fama find` has no option `--jsn`\n\nhint: Did you mean `--json`?\n"),
        (["find", "alcohool"], "fama: There is no substance called `alcohool`\n\nhint: Did you mean `alcohol`?\n"),
        (["groups", "show", "smrt"], "fama: There is no group called `smrt`\n\nhint: Did you mean `smart`?\n"),
        (["find", "--nation", "scotlnd"], "fama: There is no nation called `scotlnd`\n\nhint: Did you mean `scotland`?\n"),
        (["find", "--approach", "12 stp"], "fama: There is no approach called `12 stp`\n\nhint: Did you mean `12-step`?\n"),
        (["find", "--behaviour", "gamblin"], "fama: There is no behaviour called `gamblin`\n\nhint: Did you mean `gambling`?\n"),
        (["find", "--for", "famly"], "fama: `--for` does not know `famly`\n\nhint: Did you mean `family`?\n"),
        (["help", "exit-code"], "fama: There is no help on `exit-code`\n\nhint: Did you mean `exit-codes`?\n"),
    ],
)
def test_e2_and_e4_a_mistake_is_one_sentence_and_a_guess_that_is_never_run(fama: Fama, args: list[str], err: str) -> None:
    ran = fama(*args)

    assert ran.out == ""
    assert ran.err == err
    assert ran.code in {2, 3}


def test_e3_a_fault_says_where_its_log_is_and_the_log_holds_no_values(fama: Fama, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # A real fault: the shipped data's own reader meets something that is not a mapping.
    import fama_cli.cli.today

    def fault() -> None:
        raise RuntimeError("a client said this")

    monkeypatch.setattr(fama_cli.cli.today, "today", fault)
    ran = fama("find", "cocaine")

    log = tmp_path / "home" / "state" / "fama" / "log" / "fama.log"
    assert ran.code == 1
    assert ran.err.startswith("fama: Something went wrong inside fama. What was saved before is safe\n\nhint: The details are in ")
    assert "Traceback" not in ran.err
    assert "a client said this" not in log.read_text() + ran.err
    assert "RuntimeError" in log.read_text()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_e8_usage_errors_read_well(fama: Fama) -> None:
    lines = []
    for args in WRONG:
        ran = fama(*args)
        lines.append(f"$ fama {shlex.join(args)}\n{ran.err}[{ran.code}]\n")

    golden = Path(__file__).parent / "usage_errors.txt"
    assert "\n".join(lines) == golden.read_text(encoding="utf-8")


# Asking and changing


def test_a2_every_question_has_an_option_that_answers_it(fama: Fama) -> None:
    asked = fama("find", "gear", "--no-input")
    answered = fama("find", "--substance", "heroin")

    assert (asked.code, answered.code) == (2, 0)
    assert "-s heroin" in asked.err


@pytest.fixture
def na_leeds(fama: Fama, local: Path, tmp_path: Path) -> Path:
    """A list that was imported, and whose next edition was not."""
    feed = tmp_path / "na-leeds.csv"
    feed.write_text(FEED_BEFORE)
    assert fama("meetings", "import", str(feed)).code == 0
    feed.write_text(FEED)
    return feed


def contents_of(folder: Path) -> dict[str, str]:
    """Every file in a folder, and a digest of what is in it."""
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a3_what_is_removed_is_said_before_and_needs_a_yes(fama: Fama, local: Path, na_leeds: Path) -> None:
    before = contents_of(local)

    refused = fama("meetings", "remove", "na-leeds")

    assert (refused.code, refused.out, contents_of(local)) == (2, "", before)
    assert refused.err == (
        "fama: `na-leeds` and its 9 meetings would be removed, and there is nobody to ask\n\nhint: Add `--yes` to remove them\n"
    )
    assert fama("meetings", "remove", "na-leeds", "--yes").code == 0
    assert json.loads(fama("meetings", "sources", "--json").out)["lists"] == []


@pytest.mark.parametrize(("typed", "left"), [("\r", 1), ("n\r", 1), ("y\r", 0)])
def test_a3_a_person_is_asked_and_no_is_the_default(fama: Fama, na_leeds: Path, typed: str, left: int) -> None:
    with Terminal(args=["meetings", "remove", "na-leeds"]) as terminal:
        terminal.wait_for("Remove `na-leeds` and its 9 meetings?")
        terminal.type(typed)
        code = terminal.finish()

    assert code == 0
    assert len(json.loads(fama("meetings", "sources", "--json").out)["lists"]) == left


@pytest.mark.parametrize("name", ["na-leeds", "another"])
def test_a4_a_dry_run_says_the_same_and_changes_nothing(fama: Fama, local: Path, na_leeds: Path, name: str) -> None:
    before = contents_of(local)
    arguments = ("meetings", "import", str(na_leeds), "--as", name)

    rehearsed, document = fama(*arguments, "--dry-run"), json.loads(fama(*arguments, "--dry-run", "--json").out)
    after = contents_of(local)
    imported = fama(*arguments)
    fama("meetings", "remove", name, "--yes")
    again = json.loads(fama(*arguments, "--json").out)

    assert after == before
    assert (rehearsed.code, imported.code, rehearsed.out) == (0, 0, imported.out)
    assert imported.err == rehearsed.err.replace("would be imported", "imported").replace("This was a rehearsal: nothing was changed\n", "")
    # It was taken out in between, so what changed since the last import is another matter.
    assert {**document, "dry_run": False, "first_time": True, "changes": []} == again


def test_a5_a_change_says_what_changed_and_what_to_do_next(fama: Fama, local: Path) -> None:
    ran = fama("groups", "checked", "aa", "--by", "KW", "--format", "table")

    assert "KW checked AA on 21 November 2026. Recorded in" in " ".join(ran.out.split())
    assert 'fama groups checked aa --by KW --gone "0800 917 7650"' in " ".join(ran.out.split())


def test_a8_no_option_asks_for_a_clients_name_notes_or_date_of_birth() -> None:
    for name, command in every_command():
        for parameter in command.params:
            if getattr(parameter, "is_flag", False):
                continue  # It takes no words, so nobody's can be in it: `--notes` leaves lines to write on.
            said = f"{' '.join(parameter.opts)} {getattr(parameter, 'help', '') or ''}".lower()
            assert not re.search(r"\bclient|\bnote\b|\bnotes\b|birth|\bdob\b|\bnhs number|first name|surname", said), (name, said)


# Places and compatibility


def test_p2_reading_writes_nothing_where_it_may_not(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    environment = {"HOME": str(locked), "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}

    ran = subprocess.run([sys.executable, "-m", "fama_cli", "find", "cocaine"], capture_output=True, env=environment, check=False)

    assert ran.returncode == 0
    assert ran.stdout.startswith(b"ca\t")


def test_p2_an_option_comes_before_the_environment(fama: Fama, local: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()

    assert fama("data", "where").out.splitlines()[0] == f"folder\t{local}"
    assert fama("data", "where", "--data", str(other)).out.splitlines()[0] == f"folder\t{other}"


@pytest.mark.parametrize(
    ("typed", "position", "expected"),
    [
        ("fama find al", 2, "alcohol"),
        ("fama find --substance ket", 3, "ketamine"),
        ("fama groups sh", 2, "show"),
        ("fama groups show al-", 3, "al-anon"),
        ("fama find --nation w", 3, "wales"),
        ("fama help exi", 2, "exit-codes"),
        ("fama meetings exp", 2, "export"),
        ("fama meetings export --to geo", 4, "geojson"),
        ("fama meetings find --fellowship n", 4, "na"),
    ],
)
def test_p5_the_shell_completes_commands_options_substances_and_groups(typed: str, position: int, expected: str, cache_home: Path) -> None:
    environment = {"_FAMA_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(position), "XDG_CACHE_HOME": str(cache_home)}
    code = "import sys; from fama_cli.cli.main import main; sys.exit(main([]))"

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)

    assert expected in ran.stdout.split()


def test_p5_completion_says_nothing_when_it_cannot_help(tmp_path: Path) -> None:
    environment = {
        "_FAMA_COMPLETE": "complete_bash",
        "COMP_WORDS": "fama find al",
        "COMP_CWORD": "2",
        "FAMA_DATA_DIR": str(tmp_path / "gone"),
    }
    code = "import sys; from fama_cli.cli.main import main; sys.exit(main([]))"

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)

    assert (ran.stdout, ran.stderr) == ("", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_p5_a_completion_script_is_printed_for_each_shell(shell: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys; from fama_cli.cli.main import main; sys.exit(main(['--show-completion', '{shell}']))"],
        capture_output=True, text=True, check=False, env={"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
    )  # fmt: skip

    assert ran.returncode == 0
    assert "_FAMA_COMPLETE" in ran.stdout


def test_p7_nothing_needs_a_module_that_windows_lacks() -> None:
    code = (
        "import sys\n"
        "for name in ('fcntl', 'pwd', 'grp', 'termios', 'pty', 'resource'): sys.modules[name] = None\n"
        "from fama_cli.cli.main import main\n"
        "sys.exit(main(['find', 'cocaine', '--json']))"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The hosts whose addresses were asked for. None is found."""
    hosts: list[str] = []

    def refuse(host: str, *args: object, **more: object) -> None:
        hosts.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return hosts


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"casebook init", "casebook move"}])  # It is there; no server is.
def test_p10_every_command_works_and_asks_the_network_for_nothing(fama: Fama, words: Any, asked_for: list[str], name: str) -> None:
    assert (fama(*words(name)).code, asked_for) == (0, [])  # A connection would fail the test too: see `alone` in conftest.py.


def test_p10_where_a_client_is_stays_here(fama: Fama, words: Any, asked_for: list[str]) -> None:
    words("meetings find")

    assert fama("find", "cocaine", "--near", "LS1 4DY").code == 0
    assert fama("meetings", "find", "--near", "Leeds").code == 0
    assert fama("meetings", "find", "--near", "ZZ99 9ZZ").code == 3
    assert asked_for == []


def test_p10_an_address_is_contacted_when_it_is_typed_and_never_again(fama: Fama, local: Path, asked_for: list[str]) -> None:
    ran = fama("meetings", "import", "https://meetings.example.org/list.json?key=secret", "--fellowship", "na")
    fama("meetings", "sources")
    fama("meetings", "stale")

    assert asked_for == ["meetings.example.org"]
    assert ran.code == 5
    assert ran.err.startswith(
        "Contacting https://meetings.example.org/list.json\nfama: No website called `meetings.example.org` could be found\n"
    )
    assert "secret" not in ran.err


def test_p9_a_command_is_never_guessed_from_its_first_letters(fama: Fama) -> None:
    assert fama("fin", "cocaine").code == 2
    assert fama("find", "cocaine", "--jso").code == 2
