"""Any command line at all: an exit code with a meaning, a sentence, and never a fault."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fama_cli.cli.commands.help import TOPICS
from fama_cli.cli.house import FORMATS
from fama_cli.cli.main import main
from fama_cli.errors import ExitCode
from tests.conftest import Ran, examples

COMMANDS = [
    ["find"], ["groups"], ["groups", "list"], ["groups", "show"], ["groups", "compare"], ["groups", "stale"], ["groups", "check-leaflet"],
    ["groups", "checked"], ["substances"], ["substances", "list"], ["substances", "show"], ["helplines"], ["data"], ["data", "check"],
    ["data", "where"], ["data", "schema"], ["help"], [],
]  # fmt: skip
OPTIONS = [
    "-s", "--substance", "--behaviour", "--for", "--approach", "--nation", "--online", "--json", "--format", "--format=json", "--format=csv",
    "--data", "--no-input", "--older-than", "--by", "--gone", "--help", "-h", "--version", "--jsn", "--", "-", "--nation=", "--data=.",
]  # fmt: skip
VALUES = [
    "cocaine", "gear", "vallies and brown", "alcohool", "aa", "smart", "al-anon", "gambling", "family", "self", "teenager", "12-step", "england",
    "ni", "12m", "999y", "-1", "KW", "0800 9177 650", "~nobody-here", "..", "/", "/dev/null", "leaflet.txt", "leaflet.pdf", "x.yaml", *FORMATS, *TOPICS,
]  # fmt: skip
JUNK = st.one_of(
    st.text(max_size=20),
    # What a command line can hold that is not UTF-8.
    st.text(alphabet=st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF), min_size=1, max_size=3),
    st.text(alphabet="\x01\x07\x1b[31m\x7f\x85\u202e\u2028\r\n\t", min_size=1, max_size=8),
    st.sampled_from(
        ["x" * 300, "x" * 5000, "é" * 5000, "/" + "x" * 5000 + ".txt", "--" + "x" * 5000, "[bold]x[/bold]", "%s%n", "{0}", "'", '"', "\\"]
    ),
).map(lambda text: text.replace("\0", ""))  # No command line can hold a zero.

ARGUMENTS = st.tuples(
    st.sampled_from(COMMANDS),
    st.lists(st.one_of(st.sampled_from(OPTIONS), st.sampled_from(VALUES), JUNK, st.just("OUTPUT")), max_size=6),
    st.booleans(),
).map(lambda parts: [*parts[0], *parts[1], *(["--json"] if parts[2] else [])])


@pytest.fixture
def world(tmp_path: Path, local: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run in, with a leaflet and a data folder, and nobody to ask."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    (tmp_path / "written").mkdir()
    (tmp_path / "leaflet.txt").write_text("Ring 0845 769 7555")
    (tmp_path / "leaflet.pdf").write_bytes(b"%PDF-1.4\n%%EOF")
    (tmp_path / "x.yaml").write_text("groups:\n- tea\n")
    return tmp_path


def run(args: Sequence[str]) -> Ran:
    held = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(each, encoding="utf-8", newline="") for each in held)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(args)
        out.flush()
        err.flush()
    return Ran(code=code, out=held[0].getvalue().decode(), err=held[1].getvalue().decode())


def writes_where_it_should(args: Sequence[str], folder: Path) -> list[str]:
    """The same arguments, every file to write being in one folder of the test's own."""
    kept: list[str] = []
    for each in args:
        # --output takes what follows it, so its own value always follows it here. Completion would edit a shell's settings.
        if each == "OUTPUT":
            kept += ["--output", str(folder / "written" / "file")]
        elif not each.startswith(("-o", "--o", "--install", "--show")) or each == "--online":
            kept.append(each)
    return kept


def is_answer_with_problems(args: Sequence[str], code: int) -> bool:
    """Two commands answer in full and say with their exit code that something is wrong."""
    return code == ExitCode.DATA_NOT_RIGHT and ("check" in args or "check-leaflet" in args)


@settings(
    max_examples=examples(1000),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(args=ARGUMENTS)
@example(args=["find", "--data", "~nobody-here"])
@example(args=["find", "--data", "x" * 5000])
@example(args=["data", "check", "x" * 5000, "--json"])
@example(args=["groups", "show", "\udcff\x1b[2J", "--json"])
@example(args=["find", "-s", "gear", "--json"])
@example(args=["groups", "checked", "aa", "--by", "KW", "--gone", "\x1b"])
@example(args=["data", "where", "\ud800".encode("utf-8", "replace").decode()])
@example(args=["help", "start", "OUTPUT", "OUTPUT"])
def test_every_command_line_has_an_exit_code_and_a_sentence(world: Path, args: list[str]) -> None:
    args = writes_where_it_should(args, world)

    ran = run(args)

    assert ran.code in set(ExitCode) - {ExitCode.UNEXPECTED, ExitCode.STOPPED}
    assert "Traceback" not in ran.err
    assert "\x1b" not in ran.out + ran.err
    if ran.code != ExitCode.FINE and not is_answer_with_problems(args, ran.code):
        assert ran.err.startswith(("fama: ", "Usage: "))
        assert len(ran.err.split("\n\nhint: ")) == 2 or ran.err.startswith("Usage: ")
        if "--json" in args:
            document = json.loads(ran.out)
            assert document["schema"] == "fama.error/1"
            assert document["error"]["message"]


def test_nothing_was_written_outside_the_tests_own_folders(world: Path) -> None:
    run(["groups", "checked", "aa", "--by", "KW"])

    assert list((world / "home").iterdir()) == []
    assert {path.name for path in world.iterdir()} <= {"home", "local", "written", "leaflet.txt", "leaflet.pdf", "x.yaml"}
    assert (world / "local" / "checks.yaml").read_text().count("group: aa") == 1


@pytest.mark.parametrize("length", [10, 10_000])
def test_a_very_long_name_is_refused_in_one_sentence(world: Path, length: int) -> None:
    ran = run(["find", "-s", "x" * length])

    hint = "Run `fama substances list` to see every name, or `fama find` to see every group"
    assert (ran.code, ran.out, ran.err) == (3, "", f"fama: There is no substance called `{'x' * length}`\n\nhint: {hint}\n")


@pytest.mark.parametrize("initials", ["null", "Null", "no", "y", "12e3", "0x1F"])
def test_initials_that_yaml_reads_as_something_else_are_kept(world: Path, initials: str) -> None:
    recorded = run(["groups", "checked", "aa", "--by", initials, "--json"])
    again = run(["groups", "show", "aa", "--json"])

    assert (recorded.code, again.code) == (0, 0)
    assert {way["checked_by"] for way in json.loads(again.out)["groups"][0]["contacts"]} == {initials}
