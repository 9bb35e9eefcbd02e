"""What a person sees and types: on a real terminal, through a real pipe, in a real shell."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.terminal import Terminal, on_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

CODES = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")
COLOUR = re.compile(rb"\x1b\[[0-9;]*(3[0-9]|4[0-9]|9[0-7])[0-9;]*m")
FAMA = f"{shlex.quote(sys.executable)} -m fama_cli"


def lines_sent(terminal: Terminal) -> list[str]:
    """What was sent, line by line, before the screen wrapped anything."""
    return CODES.sub(b"", terminal.written).decode().replace("\r\n", "\n").splitlines()


def widest(terminal: Terminal) -> int:
    from rich.cells import cell_len

    return max(map(cell_len, lines_sent(terminal)))


def in_shell(command: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """A command line, in the shell that a script has."""
    return subprocess.run(["sh", "-c", command], env={**os.environ, **env}, capture_output=True, timeout=60)


def half_on_terminal(*args: str, watched: str) -> tuple[bytes, bytes]:
    """(out, err) of a command when one of `stdout` and `stderr` is a terminal and the other is a pipe."""
    ours, theirs = os.openpty()
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, watched: theirs}
    env = {**os.environ, "TERM": "xterm-256color"}
    with subprocess.Popen([sys.executable, "-m", "fama_cli", *args], stdin=theirs, env=env, **streams) as process:  # type: ignore[call-overload]  # 2 keywords
        os.close(theirs)
        piped = (process.stdout or process.stderr).read()
        seen = b""
        try:
            while some := os.read(ours, 65536):
                seen += some
        except OSError:
            pass  # Linux says so when the other end has closed.
    os.close(ours)
    return (seen, piped) if watched == "stdout" else (piped, seen)


@pytest.mark.parametrize("columns", [80, 120])
def test_find_shows_a_card_for_each_group_within_the_screen(columns: int) -> None:
    terminal = on_terminal("find", "cocaine", columns=columns)

    seen = [line.rstrip() for line in terminal.screen.display]
    assert (terminal.code, widest(terminal) <= columns) == (0, True)
    assert "Cocaine Anonymous UK" in seen
    assert "  Phone     0800 612 0225  [" in terminal.text
    assert [line.rstrip() for line in lines_sent(terminal) if line.strip()] == [line for line in seen if line]


def test_wide_screens_keep_a_line_whole() -> None:
    narrow = on_terminal("find", "cocaine", columns=80)
    wide = on_terminal("find", "cocaine", columns=200)

    assert " ".join(narrow.text.split()) == " ".join(wide.text.split())
    assert len(wide.text.splitlines()) < len(narrow.text.splitlines())


GEAR = """\
`gear` has 3 meanings:
  1  Heroin
  2  Cannabis
  3  Anabolic steroids
  ?  not sure: show groups for all of them
Which one? Type 1 to 3, or ?:"""


def test_a_name_with_several_meanings_is_asked_about() -> None:
    with Terminal(args=["find", "-s", "gear"]) as terminal:
        terminal.wait_for("or ?:")

        assert terminal.text == GEAR


@pytest.mark.parametrize(
    ("typed", "note"),
    [("2", "gear = cannabis"), (" 1 ", "gear = heroin"), ("heroin", "gear = heroin"), ("ANAB", "gear = anabolic steroids")],
)
def test_an_answer_is_a_number_or_the_start_of_a_name(typed: str, note: str) -> None:
    with Terminal(args=["find", "-s", "gear"]) as terminal:
        terminal.wait_for("or ?:")
        terminal.type(f"{typed}\n")

        assert terminal.finish() == 0
        assert note in terminal.text.splitlines()


def test_not_sure_shows_groups_for_every_meaning() -> None:
    with Terminal(args=["find", "-s", "gear"]) as terminal:
        terminal.wait_for("or ?:")
        terminal.type("?\n")

        assert terminal.finish() == 0
        assert "gear = heroin, cannabis or anabolic steroids" in terminal.text.splitlines()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("4", "`4` is not one of them"),
        ("0", "`0` is not one of them"),
        ("-1", "`-1` is not one of them"),
        ("zzz", "`zzz` is not one of them"),
        ("", "Nothing was typed"),
        ("...", "`...` is not one of them"),
        ("²", "`²` is not one of them"),
    ],
)
def test_an_answer_that_is_none_of_them_is_asked_again(typed: str, told: str) -> None:
    with Terminal(args=["find", "-s", "gear"]) as terminal:
        terminal.wait_for("or ?:")
        terminal.type(f"{typed}\n")
        terminal.wait_for(f"{told}\nWhich one?")
        terminal.type("2\n")

        assert terminal.finish() == 0
        assert "gear = cannabis" in terminal.text.splitlines()


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_stopping_at_a_question_says_so_at_once(key: str) -> None:
    with Terminal(args=["find", "-s", "gear"]) as terminal:
        terminal.wait_for("or ?:")
        pressed = time.monotonic()
        terminal.type(key)
        code = terminal.finish()
        took = time.monotonic() - pressed

        assert (code, terminal.text.splitlines()[-1]) == (130, "Stopped. Nothing was changed.")
        assert b"Traceback" not in terminal.written
        assert took < 2


def test_no_input_does_not_ask() -> None:
    terminal = on_terminal("find", "-s", "gear", "--no-input", columns=200)

    assert terminal.code == 2
    assert terminal.text == (
        "fama: `gear` has 3 meanings: heroin (`heroin`), cannabis (`cannabis`) or anabolic steroids (`anabolic-steroids`)\n\n"
        "hint: Ask which, then use its own name: `-s heroin`"
    )


def test_without_a_keyboard_nothing_is_asked() -> None:
    ran = in_shell(f"{FAMA} find -s gear < /dev/null")

    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.startswith(b"fama: `gear` has 3 meanings:")


def test_a_question_is_not_asked_when_the_answer_goes_to_a_pipe() -> None:
    out, err = half_on_terminal("find", "-s", "gear", watched="stderr")

    assert (out, b"Which one?" in err) == (b"", False)
    assert b"has 3 meanings:" in err


def test_no_color_means_no_colour() -> None:
    found = on_terminal("find", "cocaine", env={"NO_COLOR": "1"})
    wrong = on_terminal("find", "zzz", env={"NO_COLOR": "1"})

    assert not COLOUR.search(found.written)
    assert b"\x1b" not in wrong.written


def test_an_empty_no_color_does_not_count() -> None:
    wrong = on_terminal("find", "zzz", env={"NO_COLOR": ""})

    assert wrong.written.startswith(b"\x1b[1;31mfama:\x1b[0m ")


@pytest.mark.parametrize("args", [["find", "cocaine"], ["find", "zzz"], ["groups", "list"], ["helplines"], ["--help"], ["data", "check"]])
def test_a_dumb_terminal_gets_no_codes_at_all(args: list[str]) -> None:
    terminal = on_terminal(*args, env={"TERM": "dumb"})

    assert terminal.text
    assert b"\x1b" not in terminal.written


def test_the_words_are_the_same_without_colour() -> None:
    colour = on_terminal("find", "cocaine")
    none = on_terminal("find", "cocaine", env={"TERM": "dumb"})

    assert colour.text == none.text


def test_a_mistake_is_in_colour_where_a_person_sees_it_and_not_in_the_pipe() -> None:
    out, err = half_on_terminal("find", "zzz", "--json", watched="stderr")

    assert b"\x1b" not in out
    assert err.startswith(b"\x1b[1;31mfama:\x1b[0m There is no substance called `zzz`\r\n")


def test_an_answer_is_drawn_where_a_person_sees_it_and_its_notes_are_plain_in_the_pipe() -> None:
    out, err = half_on_terminal("find", "cocaine", watched="stdout")

    assert (b"\x1b[1;4mCocaine Anonymous UK" in out, b"\x1b" in err) == (True, False)


def with_pager(tmp_path: Path, name: str = "PAGER") -> tuple[Path, Path, Mapping[str, str]]:
    """A pager that keeps what it is given, and its environment."""
    text, environment = tmp_path / "text", tmp_path / "environment"
    return text, environment, {name: f"sh -c 'cat > {text}; env > {environment}'"}


def test_an_answer_taller_than_the_screen_goes_to_the_pager(tmp_path: Path) -> None:
    text, environment, env = with_pager(tmp_path)

    terminal = on_terminal("find", "cocaine", rows=24, env=env)
    tall = on_terminal("find", "cocaine", rows=200)

    assert (terminal.code, terminal.text) == (0, "")
    assert CODES.sub(b"", text.read_bytes()).decode().splitlines() == lines_sent(tall)
    assert "LESSHISTFILE=-" in environment.read_text().splitlines()


def test_fama_pager_comes_before_pager(tmp_path: Path) -> None:
    text, _, env = with_pager(tmp_path, "FAMA_PAGER")

    on_terminal("find", "cocaine", rows=24, env={"PAGER": "false", **env})

    assert b"Cocaine Anonymous UK" in text.read_bytes()


@pytest.mark.parametrize("off", ["cat", "", " cat "])
def test_cat_or_nothing_turns_the_pager_off(tmp_path: Path, off: str) -> None:
    text, _, env = with_pager(tmp_path)

    terminal = on_terminal("find", "cocaine", rows=24, env={**env, "FAMA_PAGER": off})

    assert (terminal.code, text.exists()) == (0, False)
    assert b"Cocaine Anonymous UK" in terminal.written


def test_an_answer_that_fits_the_screen_is_not_paged(tmp_path: Path) -> None:
    text, _, env = with_pager(tmp_path)

    terminal = on_terminal("find", "cocaine", rows=200, env=env)

    assert (text.exists(), "Cocaine Anonymous UK" in terminal.text) == (False, True)


def test_a_pager_that_is_not_there_is_not_a_fault() -> None:
    terminal = on_terminal("find", "cocaine", rows=24, env={"PAGER": "no-such-pager-here"})

    assert terminal.code == 0
    assert b"Traceback" not in terminal.written
    assert b"Cocaine Anonymous UK" in terminal.written


def test_a_pager_that_stops_early_is_not_a_fault() -> None:
    terminal = on_terminal("groups", "list", rows=5, env={"PAGER": "true"})

    assert (terminal.code, terminal.text) == (0, "")


def test_a_pipe_is_never_paged(tmp_path: Path) -> None:
    text, _, env = with_pager(tmp_path)

    ran = in_shell(f"{FAMA} find cocaine --format table", **env, LINES="5")

    assert (ran.returncode, text.exists(), b"Cocaine Anonymous UK" in ran.stdout) == (0, False, True)


@pytest.mark.parametrize("command", ["find cocaine", "groups list --format csv", "groups list --json", "helplines --format table"])
def test_a_reader_that_has_enough_is_not_a_fault(command: str) -> None:
    ran = in_shell(f"{FAMA} {command} | head -c 1")

    assert (ran.returncode, len(ran.stdout)) == (0, 1)
    assert b"Traceback" not in ran.stderr
    assert b"Broken" not in ran.stderr
    assert b"Exception" not in ran.stderr


def test_head_gets_its_line() -> None:
    ran = in_shell(f"{FAMA} find cocaine | head -1")

    assert (ran.returncode, ran.stdout.split(b"\t")[0], b"Traceback" in ran.stderr) == (0, b"ca", False)


@pytest.mark.parametrize(
    "env",
    [{"PYTHONIOENCODING": "cp1252"}, {"PYTHONIOENCODING": "ascii:strict"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
    ids=["cp1252", "ASCII", "the C locale"],
)
@pytest.mark.parametrize("command", ["find cocaine --format table", "groups list --format md", "find cocaine --json", "data schema"])
def test_a_pipe_is_utf_8_whatever_the_machine_is_set_to(env: Mapping[str, str], command: str) -> None:
    usual = in_shell(f"{FAMA} {command}")

    ran = in_shell(f"{FAMA} {command}", **env)

    assert (ran.returncode, ran.stdout.decode("utf-8")) == (0, usual.stdout.decode("utf-8"))
    assert b"\r" not in ran.stdout


@pytest.mark.parametrize("encoding", ["cp437", "ascii", "cp1252"])
@pytest.mark.parametrize("args", [["find", "cocaine"], ["groups", "show", "aa"], ["substances", "list"]])
def test_an_old_terminal_shows_what_it_can(encoding: str, args: list[str]) -> None:
    terminal = on_terminal(*args, env={"PYTHONIOENCODING": encoding, "FAMA_PAGER": ""})

    assert terminal.code == 0
    assert b"Traceback" not in terminal.written
    assert terminal.written.decode(encoding)


def own_group(local: Path, name: str) -> None:
    """A group with `name`, written as YAML in quotes, that `find tea` shows."""
    (local / "tea.yaml").write_text(
        f'substances:\n- {{id: tea, name: Tea, family: tea, note: "{name}"}}\n'
        f'groups:\n- id: tea-anonymous\n  name: "{name}"\n  kind: mutual-aid\n  audience: own-use\n'
        f'  covers: {{says: "{name}", substances: [tea], sources: ["https://tea.example"]}}\n'
        "  contacts:\n"
        f'  - {{kind: phone, value: "0800 1 {name}", label: "{name}", evidence: {{status: dated, sources: ["https://tea.example"]}}}}\n',
        encoding="utf-8",
    )


NASTY = {
    "an escape sequence": (r"one\x1b[2J", "one<1B>[2J", b"\x1b[2J"),
    "a title": (r"two\x1b]0;evil\x07", "two<1B>]0;evil<07>", b"\x1b]"),
    "a C1 control": (r"three\x9b2J", "three<9B>2J", "\x9b".encode()),
    "words turned round": (r"four\u202eevil", "four<202E>evil", "\u202e".encode()),
    "a bell": (r"five\x07", "five<07>", b"\x07"),
    "a line start": (r"six\rgood", "six good", b"six\r"),
}
ALL_NASTY = " ".join(written for written, _, _ in NASTY.values())
COMMANDS = [
    ["find", "tea"],
    ["groups", "show", "tea-anonymous"],
    ["groups", "list"],
    ["groups", "compare", "tea-anonymous", "aa"],
    ["groups", "stale", "--older-than", "1m"],
    ["substances", "show", "tea"],
    ["data", "where", "tea-anonymous"],
]


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_nothing_in_data_reaches_the_terminal_as_a_command(local: Path, args: list[str]) -> None:
    own_group(local, ALL_NASTY)

    terminal = on_terminal(*args, columns=400, rows=24, env={"FAMA_PAGER": ""})

    assert terminal.code == 0
    assert [name for name, (_, _, never) in NASTY.items() if never in terminal.written] == []
    sent = " ".join(lines_sent(terminal))
    assert [shown for _, shown, _ in NASTY.values() if shown not in sent] == []


@pytest.mark.parametrize("name", NASTY)
def test_nothing_in_an_error_reaches_the_terminal_as_a_command(local: Path, name: str) -> None:
    written, shown, never = NASTY[name]
    (local / "tea.yaml").write_text(f'"{written}": []\n', encoding="utf-8")

    terminal = on_terminal("find", "cocaine", columns=400)

    assert terminal.code == 4
    assert never not in terminal.written
    assert f"there is no section called `{shown}`" in terminal.text


MARKUP = "[bold]x[/bold] [link=https://evil.example]x[/link] [/] :smile: [red x[/bold]"


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_markup_in_data_is_shown_as_text(local: Path, args: list[str]) -> None:
    own_group(local, MARKUP)

    terminal = on_terminal(*args, columns=400, rows=24, env={"FAMA_PAGER": ""})

    assert terminal.code == 0
    assert b"\x1b]8" not in terminal.written
    assert MARKUP in " ".join(lines_sent(terminal))


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize(
    "name", ["安心" * 60, "x" * 300, "e\u0301" * 100, "👩 " * 40, "long words " * 30], ids=["wide", "long", "accents", "emoji", "words"]
)
def test_a_long_or_wide_name_keeps_within_the_screen(local: Path, name: str, columns: int) -> None:
    own_group(local, name)

    terminal = on_terminal("find", "tea", columns=columns)

    assert terminal.code == 0
    assert widest(terminal) <= columns
    assert "".join(name.split()) in "".join("".join(lines_sent(terminal)).split())


@pytest.mark.parametrize("columns", ["wide", "-1", "0", "80.5"])
def test_a_width_that_is_no_number_is_passed_over(columns: str) -> None:
    usual = in_shell(f"{FAMA} find cocaine --format table")

    ran = in_shell(f"{FAMA} find cocaine --format table", COLUMNS=columns)

    assert (ran.returncode, ran.stdout.splitlines()[2]) == (0, usual.stdout.splitlines()[2])
