"""From a handout to a file: what is asked, what is written where, and what is said about it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Fama
from tests.terminal import Terminal, on_terminal

unix = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

FORMATS = ["pdf", "html", "docx", "md", "txt"]
ASKED = "Write it to staff.pdf? Type y or n, or Enter for yes:"
OURS = '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<meta name="generator" content="fama">\n'
HELD_BACK_ONE = """\
Held back, because nobody has seen lately that it is right:
  UK SMART Recovery: 0330 053 6022 (last seen Dec 2020: check first)
To print one, open the group's own page, see that it is there, then: fama groups checked smart --by INITIALS
"""
HELD_BACK_MORE = """\
Held back, because nobody has seen lately that they are right:
  FRANK: 0300 123 1099 (last seen Aug 2021: check first)
  Release: 020 7324 2989 (date not stated: check first)
  Addiction Family Support: 0300 888 3853 (date not stated: check first)
To print one, open the group's own page, see that it is there, then: fama groups checked frank --by INITIALS
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the person is in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def held(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def piped(*args: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """A command through pipes, with nobody at a keyboard."""
    return subprocess.run(
        [sys.executable, "-m", "fama_cli", *args], env={**os.environ, **env}, stdin=subprocess.DEVNULL, capture_output=True, timeout=60
    )


def size(path: Path) -> str:
    return f"{path.stat().st_size // 1024} KB"


def test_a_file_that_is_named_is_written_without_asking(fama: Fama, here: Path) -> None:
    ran = fama("handout", "staff", "--format", "docx", "--output", "sheet.docx")

    assert (ran.code, ran.out, ran.err) == (0, "", "Wrote sheet.docx\n")
    assert held(here) == ["sheet.docx"]


@pytest.mark.parametrize(
    ("options", "says", "hint"),
    [
        (["-o", "sheet.xyz"], "No handout is made as `.xyz`, which is how `sheet.xyz` ends", "End the name in .pdf, .html, .docx, .md or .txt, or add `--format`"),
        (["-o", "v1.2"], "No handout is made as `.2`, which is how `v1.2` ends", "End the name in .pdf, .html, .docx, .md or .txt, or add `--format`"),
    ],
)  # fmt: skip
def test_an_ending_that_is_no_format_is_refused(fama: Fama, here: Path, options: list[str], says: str, hint: str) -> None:
    ran = fama("handout", "staff", *options)

    assert (ran.code, ran.out, ran.err) == (2, "", f"fama: {says}\n\nhint: {hint}\n")
    assert held(here) == []


@pytest.mark.parametrize("options", [["--format", "txt", "-o", "sheet.text"], ["-o", "sheet"]])
def test_any_name_will_do_with_a_format_or_without_an_ending(fama: Fama, here: Path, options: list[str]) -> None:
    assert fama("handout", "staff", *options).code == 0
    assert options[-1] in held(here)


def test_a_pdf_has_a_twin_for_the_screen(fama: Fama, here: Path) -> None:
    ran = fama("handout", "staff", "-o", "sheet.pdf")

    assert (ran.code, ran.out, ran.err) == (0, "", "Wrote sheet.pdf\nWrote sheet.html, the same for a screen\n")
    assert held(here) == ["sheet.html", "sheet.pdf"]


def test_the_twin_is_what_format_html_makes(fama: Fama, here: Path) -> None:
    fama("handout", "staff", "--large-print", "-o", "sheet.pdf")

    ran = fama("handout", "staff", "--large-print", "--format", "html")

    assert (here / "sheet.html").read_text(encoding="utf-8") == ran.out


def test_a_page_that_somebody_else_made_is_left_alone(fama: Fama, here: Path) -> None:
    (here / "sheet.html").write_text("<p>My own page</p>", encoding="utf-8")

    ran = fama("handout", "staff", "-o", "sheet.pdf")

    assert (ran.code, ran.err) == (
        0,
        "Wrote sheet.pdf\nsheet.html was there already, and was left alone. For the same handout on a screen: --format html\n",
    )
    assert (here / "sheet.html").read_text(encoding="utf-8") == "<p>My own page</p>"


def test_our_own_twin_is_replaced(fama: Fama, here: Path) -> None:
    (here / "sheet.html").write_text(f"{OURS}<title>An older one</title>", encoding="utf-8")

    ran = fama("handout", "staff", "-o", "sheet.pdf")

    assert (ran.code, ran.err) == (0, "Wrote sheet.pdf\nWrote sheet.html, the same for a screen\n")
    assert "An older one" not in (here / "sheet.html").read_text(encoding="utf-8")


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


@unix
@pytest.mark.parametrize("make", [_folder, _pipe], ids=["a folder", "a pipe"])
def test_what_stands_where_the_twin_would_is_left_alone_whatever_it_is(here: Path, make: Callable[[Path], None]) -> None:
    make(here / "sheet.html")

    ran = piped("handout", "staff", "-o", "sheet.pdf")

    assert (ran.returncode, ran.stderr.decode()) == (
        0,
        "Wrote sheet.pdf\nsheet.html was there already, and was left alone. For the same handout on a screen: --format html\n",
    )


@unix
def test_a_device_has_no_twin(fama: Fama, tmp_path: Path) -> None:
    device = tmp_path / "device"
    device.symlink_to("/dev/null")

    ran = fama("handout", "staff", "-o", str(device))

    assert (ran.code, ran.out, ran.err) == (0, "", f"Wrote {device}\n")
    assert not (tmp_path / "device.html").exists()


def test_a_pdf_named_as_a_page_is_not_said_to_have_been_there_already(fama: Fama, here: Path) -> None:
    ran = fama("handout", "staff", "-o", "sheet.html")

    assert "sheet.html was there already" not in ran.err


@pytest.mark.parametrize("format", ["html", "docx", "md", "txt"])
def test_only_a_pdf_has_a_twin(fama: Fama, here: Path, format: str) -> None:
    fama("handout", "staff", "--format", format, "-o", f"sheet.{format}")

    assert held(here) == [f"sheet.{format}"]


@unix
def test_the_mode_of_a_new_file_is_what_the_person_set(here: Path) -> None:
    before = os.umask(0o027)
    try:
        piped("handout", "staff", "-o", "sheet.pdf")
    finally:
        os.umask(before)

    assert [oct((here / name).stat().st_mode & 0o777) for name in held(here)] == ["0o640", "0o640"]


def test_through_a_pipe_the_bytes_of_a_pdf_come_out_and_nothing_else(here: Path) -> None:
    ran = piped("handout", "staff")

    assert (ran.returncode, ran.stdout[:5], ran.stdout.rstrip()[-5:], ran.stderr) == (0, b"%PDF-", b"%%EOF", b"")
    assert held(here) == []


def test_through_a_pipe_only_notes_are_on_standard_error(here: Path) -> None:
    ran = piped("handout", "first-meeting", "--group", "smart", "--output", "-")

    assert (ran.returncode, ran.stdout[:5], ran.stderr.decode()) == (0, b"%PDF-", HELD_BACK_ONE)
    assert held(here) == []


@pytest.mark.parametrize(
    ("format", "start"), [("docx", b"PK\x03\x04"), ("html", b"<!doctype html>"), ("md", b"# "), ("txt", b"Mutual aid")]
)
def test_every_format_goes_down_a_pipe(here: Path, format: str, start: bytes) -> None:
    ran = piped("handout", "staff", "--format", format)

    assert (ran.returncode, ran.stdout[: len(start)], ran.stderr) == (0, start, b"")
    assert held(here) == []


@pytest.mark.parametrize("format", FORMATS)
def test_a_pipe_and_a_file_get_the_same_bytes(fama: Fama, here: Path, format: str) -> None:
    ran = piped("handout", "helplines", "--format", format)

    fama("handout", "helplines", "--format", format, "-o", "sheet")

    assert contents(ran.stdout) == contents((here / "sheet").read_bytes())


def test_a_reader_that_has_enough_is_not_a_fault(here: Path) -> None:
    ran = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m fama_cli handout staff | head -c 5"], capture_output=True, timeout=60, stdin=subprocess.DEVNULL
    )

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"%PDF-", b"")


@unix
def test_a_person_is_shown_what_it_is_and_asked(here: Path) -> None:
    with Terminal(args=["handout", "staff"]) as terminal:
        terminal.wait_for(ASKED)
        shown = terminal.text.splitlines()
        terminal.type("\n")

        assert terminal.finish() == 0
        told = terminal.text.splitlines()

    assert shown == [f"Mutual aid in one page for staff: 2 pages of A4, {size(here / 'staff.pdf')}", ASKED]
    assert told == [*shown, "Wrote staff.pdf", "Wrote staff.html, the same for a screen"]
    assert held(here) == ["staff.html", "staff.pdf"]


@unix
@pytest.mark.parametrize(
    ("args", "shown"),
    [
        (["--paper", "a5", "--landscape"], "pages of A5, on its side, "),
        (["--fold"], "pages of A4, on its side, "),
        (["--paper", "letter"], "pages of Letter, "),
    ],
    ids=" ".join,
)
def test_the_paper_is_named_before_anything_is_printed(here: Path, args: list[str], shown: str) -> None:
    with Terminal(args=["handout", "staff", *args]) as terminal:
        terminal.wait_for(ASKED)

        assert shown in terminal.text.splitlines()[0]


@unix
@pytest.mark.parametrize("typed", ["n", "no", " N "])
def test_no_writes_nothing_and_says_so(here: Path, typed: str) -> None:
    with Terminal(args=["handout", "staff"]) as terminal:
        terminal.wait_for(ASKED)
        terminal.type(f"{typed}\n")

        assert terminal.finish() == 0
        assert terminal.text.splitlines()[-1] == "Nothing was written."
    assert held(here) == []


@unix
def test_an_answer_that_is_neither_is_asked_again(here: Path) -> None:
    with Terminal(args=["handout", "staff"]) as terminal:
        terminal.wait_for(ASKED)
        terminal.type("perhaps\n")
        terminal.wait_for(f"`perhaps` is not y or n\n{ASKED}")
        terminal.type("y\n")

        assert terminal.finish() == 0
    assert held(here) == ["staff.html", "staff.pdf"]


@unix
@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_stopping_at_the_question_writes_nothing(here: Path, key: str) -> None:
    with Terminal(args=["handout", "staff"]) as terminal:
        terminal.wait_for(ASKED)
        terminal.type(key)

        assert (terminal.finish(), terminal.text.splitlines()[-1]) == (130, "Stopped. Nothing was changed.")
    assert held(here) == []


@unix
@pytest.mark.parametrize(("typed", "told", "kept"), [("\n", "Nothing was written.", True), ("y\n", "Wrote staff.html", False)])
def test_a_file_that_is_there_is_asked_about_and_enter_alone_keeps_it(here: Path, typed: str, told: str, kept: bool) -> None:
    (here / "staff.html").write_text("mine", encoding="utf-8")
    question = "Write over staff.html, which is there already? Type y or n:"

    with Terminal(args=["handout", "staff", "--format", "html"]) as terminal:
        terminal.wait_for(question)
        terminal.type(typed)

        assert (terminal.finish(), terminal.text.splitlines()[-2:]) == (0, [question + (" y" if typed == "y\n" else ""), told])
    assert ((here / "staff.html").read_text(encoding="utf-8") == "mine") is kept


@unix
def test_a_file_is_named_after_the_group_it_is_about(here: Path) -> None:
    with Terminal(args=["handout", "first-meeting", "--group", "smart"]) as terminal:
        terminal.wait_for("Enter for yes:")

        assert terminal.text.splitlines()[-1] == "Write it to first-meeting-uk-smart-recovery.pdf? Type y or n, or Enter for yes:"


@unix
def test_a_named_file_is_previewed_and_written_without_asking_on_a_terminal(here: Path) -> None:
    terminal = on_terminal("handout", "staff", "--output", "sheet.pdf")

    assert terminal.code == 0
    assert terminal.text.splitlines() == [
        f"Mutual aid in one page for staff: 2 pages of A4, {size(here / 'sheet.pdf')}",
        "Wrote sheet.pdf",
        "Wrote sheet.html, the same for a screen",
    ]


@unix
def test_with_nobody_to_ask_a_file_must_be_named(here: Path) -> None:
    terminal = on_terminal("handout", "staff", "--no-input")

    preview, *rest = terminal.text.splitlines()
    assert (terminal.code, preview.startswith("Mutual aid in one page for staff: 2 pages of A4, ")) == (2, True)
    assert rest == ["fama: There is nobody to ask where to write it", "", "hint: Name a file, such as `--output staff.pdf`"]
    assert held(here) == []


@unix
@pytest.mark.parametrize("format", ["md", "txt"])
def test_text_is_shown_on_a_terminal(fama: Fama, here: Path, format: str) -> None:
    terminal = on_terminal("handout", "staff", "--format", format, columns=1200)

    usual = fama("handout", "staff", "--format", format).out
    assert (terminal.code, terminal.text.splitlines()) == (0, usual.rstrip().splitlines())
    assert held(here) == []


@unix
@pytest.mark.parametrize("format", ["pdf", "html", "docx"])
def test_bytes_are_not_poured_on_a_screen(here: Path, format: str) -> None:
    terminal = on_terminal("handout", "staff", "--format", format, "--output", "-")

    assert terminal.code == 2
    assert terminal.text.splitlines()[-3:] == [
        f"fama: A screen cannot show `{format}`",
        "",
        "hint: Name a file: `--output FILE`, or send it down a pipe",
    ]


def test_one_number_held_back_is_named_with_the_way_to_release_it(fama: Fama) -> None:
    ran = fama("handout", "first-meeting", "--group", "smart", "--format", "txt")

    assert (ran.code, ran.err) == (0, HELD_BACK_ONE)
    assert "0330 053 6022" not in ran.out


def test_several_numbers_held_back_are_each_named(fama: Fama) -> None:
    ran = fama("handout", "helplines", "--format", "txt")

    assert (ran.code, ran.err) == (0, HELD_BACK_MORE)


def test_the_command_that_is_named_releases_the_number(fama: Fama, local: Path) -> None:
    fama("groups", "checked", "smart", "--by", "KW")

    ran = fama("handout", "first-meeting", "--group", "smart", "--format", "txt")

    assert (ran.code, ran.err) == (0, "")
    assert "* Phone: 0330 053 6022. Office for general enquiries" in ran.out


def test_the_command_that_is_named_releases_a_helpline_too(fama: Fama, local: Path) -> None:
    fama("groups", "checked", "frank", "--by", "KW")

    ran = fama("handout", "helplines", "--format", "txt")

    assert "FRANK: 0300 123 1099" not in ran.err
    assert "0300 123 1099" in ran.out


@pytest.mark.parametrize("args", [["staff"], ["resources", "--series", "3"], ["first-meeting", "--group", "aa"]], ids=" ".join)
def test_nothing_held_back_and_nothing_is_said(fama: Fama, args: list[str]) -> None:
    ran = fama("handout", *args, "--format", "txt")

    assert (ran.code, ran.err) == (0, "")


def opener(folder: Path) -> dict[str, str]:
    """A computer whose opener writes down what it is asked to open."""
    folder.mkdir()
    program = folder / "xdg-open"
    program.write_text(f'#!/bin/sh\necho "$@" > "{folder}/asked.part" && mv "{folder}/asked.part" "{folder}/asked"\n', encoding="utf-8")
    program.chmod(0o755)
    return {"PATH": f"{folder}:/usr/bin:/bin"}


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="xdg-open is how Linux opens a file")


def opened(folder: Path) -> str:
    """What the opener was asked for. fama does not wait for it, so this does."""
    for _ in range(500):
        if (folder / "asked").exists():
            return (folder / "asked").read_text(encoding="utf-8").strip()
        subprocess.run(["sleep", "0.01"], check=True)
    raise AssertionError("nothing was opened")


@linux
def test_open_opens_the_file_that_was_written(here: Path, tmp_path: Path) -> None:
    ran = piped("handout", "staff", "--output", "sheet.pdf", "--open", **opener(tmp_path / "bin"))

    assert (ran.returncode, ran.stderr.decode()) == (0, "Wrote sheet.pdf\nWrote sheet.html, the same for a screen\n")
    assert Path(opened(tmp_path / "bin")).name == "sheet.pdf"


@linux
def test_open_alone_names_the_file_itself(here: Path, tmp_path: Path) -> None:
    ran = piped("handout", "staff", "--format", "html", "--open", **opener(tmp_path / "bin"))

    assert (ran.returncode, ran.stdout, ran.stderr.decode()) == (0, b"", "Wrote staff.html\n")
    assert (Path(opened(tmp_path / "bin")).name, held(here)) == ("staff.html", ["staff.html"])


@linux
def test_open_alone_does_not_write_over_a_file(here: Path, tmp_path: Path) -> None:
    (here / "staff.html").write_text("mine", encoding="utf-8")

    ran = piped("handout", "staff", "--format", "html", "--open", **opener(tmp_path / "bin"))

    assert (ran.returncode, ran.stderr.decode()) == (
        2,
        "fama: There is nobody to ask where to write it\n\nhint: Name a file, such as `--output staff.html`\n",
    )
    assert ((here / "staff.html").read_text(encoding="utf-8"), (tmp_path / "bin" / "asked").exists()) == ("mine", False)


@linux
def test_a_computer_that_can_open_nothing_is_said_and_the_file_is_there(here: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    ran = piped("handout", "staff", "--format", "html", "--output", "sheet.html", "--open", PATH=str(tmp_path / "empty"))

    assert (ran.returncode, ran.stderr.decode()) == (0, "Wrote sheet.html\nNothing on this computer could open sheet.html\n")
    assert held(here) == ["sheet.html"]


@linux
def test_a_file_whose_name_starts_like_an_option_is_opened_as_a_file(here: Path, tmp_path: Path) -> None:
    piped("handout", "staff", "--format", "html", "--output=--version", "--open", **opener(tmp_path / "bin"))

    assert opened(tmp_path / "bin").endswith("/--version")


def test_standard_output_cannot_be_opened(fama: Fama) -> None:
    ran = fama("handout", "staff", "--output", "-", "--open")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "fama: `--open` needs a file to open, and `--output -` makes none\n\nhint: Leave one of them out\n"


def contents(made: bytes) -> object:
    """What is in a file: for a zip, its parts, in order."""
    if not made.startswith(b"PK"):
        return made
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        return [(each.filename, file.read(each)) for each in file.infolist()]


KINDS = [["groups", "--all"], ["family"], ["first-meeting", "--group", "aa"], ["helplines"], ["resources", "--series", "3"], ["staff"]]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("args", KINDS, ids=lambda args: args[0])
def test_the_same_command_makes_the_same_file(fama: Fama, tmp_path: Path, args: list[str], format: str) -> None:
    for name in ("one", "two"):
        assert fama("handout", *args, "--format", format, "-o", str(tmp_path / name)).code == 0

    assert contents((tmp_path / "one").read_bytes()) == contents((tmp_path / "two").read_bytes())


@pytest.mark.parametrize("format", FORMATS)
def test_another_run_of_the_program_makes_the_same_file(here: Path, format: str) -> None:
    one, two = (piped("handout", "groups", "-s", "alcohol", "--format", format, PYTHONHASHSEED=seed) for seed in ("1", "2"))

    assert contents(one.stdout) == contents(two.stdout)
