"""`fama casebook`: what opens it, what is said when it does not open, and that no copy or change of key loses a record."""

from __future__ import annotations

import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from fama_cli.casebook.check import check_casebook
from fama_cli.casebook.embedded import connected
from fama_cli.casebook.errors import WrongKey
from fama_cli.casebook.keys import key_from_keyring, key_from_passphrase, salt_of
from fama_cli.casebook.recovery import recovery_code
from tests.cli.with_a_client import BEEN, STAGE_1, answers, command, walk, walking
from tests.conftest import Fama, Ran, examples, missing, without_rights

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

PASSPHRASE, ANOTHER = "kestrel teapot ladder", "granite violin harbour"
KILLS, KILLS_WITH_PASSPHRASES = examples(24), examples(6)
"""How often a change of key is killed. With passphrases each takes a second, most of it on making the keys."""
NEVER = "been-before: never\nlike-to-try: not now\n"
CODE = re.compile(r"\b[A-Z2-7]{4}(?:-[A-Z2-7]{4}){13}\b")


@pytest.fixture
def client(casebook: Path, fama: Fama) -> Path:
    """A casebook with one client, K-104, whose key is in the keyring."""
    assert fama("clients", "add", "K-104", "--worker", "KW").code == 0
    return casebook


@contextmanager
def handed(*passphrases: str) -> Iterator[Sequence[str]]:
    """Numbers of file descriptors, each of which hands a passphrase over."""
    reading = []
    for each in passphrases:
        read, write = os.pipe()
        os.write(write, f"{each}\n".encode())
        os.close(write)
        os.set_inheritable(read, True)
        reading.append(read)
    try:
        yield [str(each) for each in reading]
    finally:
        for descriptor in reading:
            os.close(descriptor)


WithPassphrase = Callable[..., Ran]


@pytest.fixture
def open_with(keyring_file: Path, fama: Fama) -> WithPassphrase:
    """Runs a command that is handed a passphrase."""

    def run(passphrase: str, *args: str, stdin: str = "") -> Ran:
        with handed(passphrase) as (number,):
            return fama(*args, "--passphrase-fd", number, stdin=stdin)

    return run


@pytest.fixture
def locked_up(open_with: WithPassphrase) -> Path:
    """A casebook with one client, K-104, that only PASSPHRASE opens."""
    assert open_with(PASSPHRASE, "casebook", "init").code == 0
    assert open_with(PASSPHRASE, "clients", "add", "K-104", "--worker", "KW").code == 0
    return Path(os.environ["FAMA_CASEBOOK"])


def run_alone(*args: str, **env: str) -> Ran:
    """A command in a process of its own, with nobody at a keyboard."""
    ran = subprocess.run(
        [sys.executable, "-m", "fama_cli", *args], capture_output=True, text=True, stdin=subprocess.DEVNULL, env={**os.environ, **env}
    )
    return Ran(code=ran.returncode, out=ran.stdout, err=ran.stderr)


def held(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, but what is beside a casebook only while it is open."""
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file() and not each.name.endswith(("-wal", "-shm"))}


# Making one


def test_a_casebook_is_made_private_and_only_once(keyring_file: Path, fama: Fama) -> None:
    path = Path(os.environ["FAMA_CASEBOOK"])

    ran = fama("casebook", "init")
    before = path.read_bytes()
    again = fama("casebook", "init", "--passphrase-fd", "99")

    assert (ran.code, ran.out, ran.err) == (
        0,
        "",
        f"The casebook is made: {path}\nIts key is in this computer's keyring.\nNext: fama clients add K-104\n",
    )
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert (again.code, again.err) == (
        5,
        f"fama: There is a casebook or another file at `{path}` already, and it was left alone\n\nhint: Open that one, or name another\n",
    )
    assert path.read_bytes() == before
    assert len(json.loads(keyring_file.read_text())) == 1


def test_on_a_terminal_the_recovery_code_is_shown_and_it_opens_when_the_keyring_lost_the_key(keyring_file: Path, fama: Fama) -> None:
    with command("casebook", "init") as table:
        assert table.finish() == 0
    (code,) = CODE.findall(table.plain)
    assert "Whoever has it and the file can read everything:" in table.plain
    fama("clients", "add", "K-104", "--worker", "KW")
    keyring_file.unlink()
    lost = fama("clients", "list")

    with command("clients", "list") as table:
        table.answer("Passphrase, or recovery code", code.replace("-", " ").lower())
        assert table.finish() == 0
        assert "K-104" in table.plain
    # A new key goes where the lost one was, so that nobody types the code every day.
    with command("casebook", "rekey") as table:
        table.answer("Passphrase, or recovery code", code)
        assert table.finish() == 0
        assert CODE.findall(table.plain)[-1] != code

    assert (lost.code, lost.out, lost.err.splitlines()[0]) == (6, "", "fama: The keyring has no key for this casebook")
    assert "recovery code" in lost.err
    assert fama("clients", "list").out.startswith("K-104\t")


def test_a_recovery_code_can_be_handed_over_too(client: Path, keyring_file: Path, open_with: WithPassphrase) -> None:
    code = recovery_code(key_from_keyring(salt_of(client)))
    keyring_file.unlink()

    assert open_with(code, "clients", "list").out.startswith("K-104\t")


def test_the_recovery_code_is_shown_again_only_on_a_screen(client: Path, fama: Fama) -> None:
    code = recovery_code(key_from_keyring(salt_of(client)))

    ran = fama("casebook", "status", "--recovery-code")
    with command("casebook", "status", "--recovery-code") as table:
        assert table.finish() == 0

    assert (ran.code, code in ran.out + ran.err) == (2, False)
    assert CODE.findall(table.plain) == [code]


def test_a_passphrase_is_chosen_by_typing_it_twice_and_opens_it_after_slips(keyring_file: Path, fama: Fama) -> None:
    with command("casebook", "init", "--passphrase") as table:
        table.answer("New passphrase", "too short")
        table.answer("A passphrase has at least 12 letters.", PASSPHRASE)
        table.answer("The same again", ANOTHER)
        table.answer("The two were not the same.", PASSPHRASE)
        table.answer("The same again", PASSPHRASE)
        assert table.finish() == 0
        assert "Nobody can open it without the passphrase, and nobody can find that out for you." in table.plain
        # Nothing that was typed is on the screen.
        assert [word for word in (*PASSPHRASE.split(), *ANOTHER.split(), "short") if word in table.plain.replace("at least", "")] == []
    assert not keyring_file.exists()
    with command("clients", "list") as table:
        table.answer("Passphrase, or recovery code", ANOTHER)
        table.answer("That does not open it.", PASSPHRASE)
        assert table.finish() == 0
        assert "There are no clients whose record is open." in table.plain
    with command("clients", "list", NO_COLOR="1") as table:
        for _ in range(3):
            table.answer("Passphrase, or recovery code", ANOTHER)
        assert table.finish() == 6
        assert f"fama: That key or passphrase does not open `{os.environ['FAMA_CASEBOOK']}`" in table.plain
        assert table.plain.count("Passphrase, or recovery code") == 3


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_stopping_at_a_passphrase_makes_nothing_and_the_terminal_shows_what_is_typed_again(keyring_file: Path, key: str) -> None:
    import termios

    with command("casebook", "init", "--passphrase") as table:
        table.wait_for_more("New passphrase")
        assert not termios.tcgetattr(table._handle)[3] & termios.ECHO
        table.interrupt(key)
        assert table.finish() == 130
        assert termios.tcgetattr(table._handle)[3] & termios.ECHO

    assert not Path(os.environ["FAMA_CASEBOOK"]).exists()


# Opening it


def test_commands_of_every_kind_take_a_passphrase_from_a_descriptor(locked_up: Path, open_with: WithPassphrase, tmp_path: Path) -> None:
    backup = str(tmp_path / "b.fama")
    ran = {
        " ".join(args[:2]): open_with(PASSPHRASE, *args, stdin=NEVER)
        for args in (
            ["walk", "K-104", "--answers", "-"],
            ["clients", "log"],
            ["casebook", "check"],
            ["casebook", "backup", backup],
            ["clients", "rename", "K-104", "K-204"],
            ["clients", "close", "K-204"],
            ["clients", "purge", "--older-than", "8y", "--yes"],
            ["clients", "delete", "K-204", "--yes"],
            ["casebook", "restore", backup],
        )
    }

    assert {name: (each.code, each.err) for name, each in ran.items() if each.code} == {}
    assert ran["clients delete"].err.endswith(f"  {backup}\n")
    wrong = open_with(ANOTHER, "clients", "list")
    assert (wrong.code, wrong.err.splitlines()[0]) == (6, f"fama: That key or passphrase does not open `{locked_up}`")


def test_a_typed_passphrase_is_asked_for_once(locked_up: Path, tmp_path: Path) -> None:
    with command("casebook", "backup", str(tmp_path / "b.fama")) as table:
        table.answer("Passphrase, or recovery code", PASSPHRASE)
        assert table.finish() == 0
    with command("clients", "delete", "K-104", "--yes") as table:
        table.answer("Passphrase, or recovery code", PASSPHRASE)
        assert table.finish() == 0
        assert table.plain.endswith(f"  {tmp_path / 'b.fama'}\n")


def test_a_real_descriptor_of_a_real_process(keyring_file: Path, tmp_path: Path) -> None:
    (tmp_path / "passphrase").write_text(f"{PASSPHRASE}\r\nnot this line\n")
    fama = f"{sys.executable} -m fama_cli"
    script = f"{fama} casebook init --passphrase-fd 3 3< passphrase && {fama} clients list --passphrase-fd 3 3< passphrase"

    ran = subprocess.run(["/bin/sh", "-c", script], cwd=tmp_path, capture_output=True, text=True)

    assert (ran.returncode, ran.stdout) == (0, ""), ran.stderr


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("99", "fama: Nothing can be read from file descriptor 99\n\nhint: Open it first, as in `3< passphrase-file`\n"),
        ("-1", "fama: Nothing can be read from file descriptor -1\n\nhint: Open it first, as in `3< passphrase-file`\n"),
        ("99999999999999999999", ""),
    ],
)
def test_a_descriptor_that_hands_over_nothing_is_said(client: Path, fama: Fama, number: str, told: str) -> None:
    ran = fama("clients", "list", "--passphrase-fd", number)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == told or not told


def test_without_a_keyring_the_choices_are_told(keyring_file: Path, client: Path, tmp_path: Path) -> None:
    headless = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    another = str(tmp_path / "another.fama")

    made = run_alone("casebook", "init", FAMA_CASEBOOK=another, **headless)
    opened = run_alone("clients", "list", **headless)

    assert (made.code, made.out, made.err.splitlines()[-3:]) == (
        2,
        "",
        [
            "fama: This computer has no keyring to keep the casebook's key in, and there is nobody to ask for a passphrase",
            "",
            "hint: Hand one over: `fama casebook init --passphrase-fd 3 3< passphrase-file`",
        ],
    )
    assert (opened.code, opened.err) == (
        6,
        "fama: This computer has no keyring to keep the key in\n\nhint: Hand over the passphrase or the recovery code: `--passphrase-fd 3 3< file`\n",
    )
    assert not Path(another).exists()


class Locked(KeyringBackend):
    """A keyring that its owner has not unlocked."""

    priority = 5.0

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("kestrel")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked("kestrel")


def test_a_keyring_that_is_locked_is_said(client: Path, fama: Fama, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import keyring

    keyring.set_keyring(Locked())  # type: ignore[no-untyped-call]  # the library has no types for it
    told = "fama: The keyring of this computer is locked\n\nhint: Unlock it, then try again\n"

    opened = fama("clients", "list")
    monkeypatch.setenv("FAMA_CASEBOOK", str(tmp_path / "another.fama"))
    made = fama("casebook", "init")

    assert (opened.code, opened.out, opened.err) == (6, "", told)
    assert (made.code, made.out, made.err) == (6, "", told)
    assert not (tmp_path / "another.fama").exists()


def test_a_locked_keyring_does_not_keep_a_passphrase_from_being_typed(locked_up: Path) -> None:
    with command("clients", "list", PYTHON_KEYRING_BACKEND="tests.cli.test_casebook_care.Locked", NO_COLOR="1") as table:
        # Said, because to unlock it may be what is wanted.
        table.answer("Passphrase, or recovery code", PASSPHRASE)
        assert table.finish() == 0
        assert "The keyring of this computer is locked" in table.plain


# Files that are not what they should be


def test_there_is_no_casebook(keyring_file: Path, fama: Fama) -> None:
    for args in (["clients", "list"], ["due"], ["walk", "K-104"], ["casebook", "status"], ["casebook", "check"], ["casebook", "rekey"]):
        ran = fama(*args)
        assert (ran.code, ran.out, ran.err.splitlines()[0]) == (3, "", f"fama: There is no casebook `{os.environ['FAMA_CASEBOOK']}`"), args


def damaged(path: Path, at: int) -> None:
    """`path` with a few bytes that are other than they were."""
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"kestrel")


def test_damage_is_said_and_what_to_do_about_it(client: Path, fama: Fama) -> None:
    for number in range(40):
        fama("clients", "add", f"K-{number}", "--worker", "KW")
    assert fama("casebook", "check").err == f"The casebook is whole: {client}\n"
    whole = client.read_bytes()

    # A page in the middle: what is on other pages can still be read.
    damaged(client, len(whole) - 2048)
    checked = fama("casebook", "check")
    assert checked.err == (
        "fama: The casebook is not whole. 1 page of the file cannot be decrypted\n\n"
        "hint: Restore the latest backup: `fama casebook restore FILE`\n"
    )
    # 1 is for a fault in the program.
    assert checked.code == 7
    client.write_bytes(whole)
    damaged(client, 2048)
    assert [(ran.code, ran.err.splitlines()[0]) for ran in (fama("clients", "list"), fama("casebook", "check"))] == [
        (7, f"fama: `{client}` is damaged, and nothing in it was changed")
    ] * 2
    client.write_bytes(whole[:1000])
    assert fama("clients", "list").code == 7
    client.write_bytes(b"")
    assert (fama("clients", "list").code, client.read_bytes()) == (7, b"")


def test_a_file_of_another_kind_is_not_asked_a_passphrase_for(keyring_file: Path, fama: Fama) -> None:
    import sqlite3

    path = Path(os.environ["FAMA_CASEBOOK"])
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE kestrels (name)")
    connection.close()
    before = path.read_bytes()

    ran = fama("clients", "list")

    assert (ran.code, ran.err.splitlines()[0], path.read_bytes()) == (5, f"fama: `{path}` is not a casebook", before)


def test_a_casebook_of_a_newer_fama_is_left_alone(client: Path, fama: Fama) -> None:
    connection = connected(client, key_from_keyring(salt_of(client)))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = client.read_bytes()

    ran = fama("clients", "list")

    assert (ran.code, ran.err) == (
        8,
        f"fama: `{client}` was made by a newer version of fama\n\nhint: Install the newer version on this computer too\n",
    )
    assert client.read_bytes() == before


def test_a_folder_is_not_a_casebook(keyring_file: Path, fama: Fama, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FAMA_CASEBOOK", str(tmp_path))

    opened, made = fama("clients", "list"), fama("casebook", "init")

    assert (opened.code, made.code, f"`{tmp_path}` is a folder" in opened.err) == (5, 5, True), opened.err


def test_a_folder_without_rights_is_said(client: Path, fama: Fama, keyring_file: Path) -> None:
    client.chmod(0o666)
    client.parent.chmod(0o555)
    keyring_file.chmod(0o644)

    with without_rights(client):
        opened = fama("clients", "list")
        backed_up = fama("casebook", "backup", str(client.parent / "b.fama"))

    told = f"fama: You do not have permission to write `{client}` and the folder it is in\n\nhint: Ask the owner of the folder\n"
    assert ((opened.code, opened.err), (backed_up.code, backed_up.err)) == ((5, told), (5, told))


# No room


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """A disk of so many bytes at `folder`. Skips where the machine lets nobody mount one."""
    folder.mkdir(parents=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False)
    if mounted.returncode:
        missing("a small disk cannot be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_an_answer_for_which_the_disk_has_no_room_is_not_acknowledged(keyring_file: Path, fama: Fama) -> None:
    path = Path(os.environ["FAMA_CASEBOOK"])
    with small_disk(path.parent, "600k"):
        assert (fama("casebook", "init").code, fama("clients", "add", "K-104", "--worker", "KW").code) == (0, 0)
        with walking("What have you heard") as table:
            with suppress(OSError), (path.parent / "everything else").open("wb", buffering=0) as file:
                while True:
                    file.write(bytes(512))
            table.type("1,2\n")
            code = table.finish()
        (path.parent / "everything else").unlink()

        assert code == 5
        assert f"There is no room on the disk for `{path}`" in table.left()
        assert answers(fama) == {"been-before": "No, never"}
        assert fama("casebook", "check").code == 0


def test_an_answer_that_could_not_be_written_is_not_acknowledged(client: Path, fama: Fama) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    acknowledged = 0
    with ExitStack() as stack:
        # For the command only, which takes it over as it begins.
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
        try:
            table = stack.enter_context(walk())
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        table.answer("Press Enter to begin", "")
        table.answer(STAGE_1[0][0], "")
        table.answer(STAGE_1[1][0], "")
        table.wait_for_more(BEEN)
        # Back and forth, until the journal is as large as a file may be.
        with suppress(AssertionError):
            while acknowledged < 200:
                table.type("past\n" if acknowledged % 2 else "never\n")
                table.answer("What have you heard" if acknowledged % 2 == 0 else "Which kinds have you been to", "b")
                table.wait_for_more(BEEN)
                acknowledged += 1
        assert table.finish() == 5

    assert 0 < acknowledged < 200
    assert answers(fama) == {"been-before": "Yes, in the past" if acknowledged % 2 == 0 else "No, never"}
    assert fama("casebook", "check").code == 0


# Copies


def test_a_backup_is_whole_private_and_never_over_another_file(client: Path, fama: Fama, tmp_path: Path) -> None:
    backup = tmp_path / "b.fama"

    ran = fama("casebook", "backup", str(backup))
    before = backup.read_bytes()
    again = fama("casebook", "backup", str(backup))

    assert (ran.code, ran.out, ran.err) == (0, "", f"Wrote {backup}, and read it back: 1 client, 0 contacts\n")
    assert backup.stat().st_mode & 0o777 == 0o600
    assert (again.code, again.err.splitlines()[0], backup.read_bytes()) == (
        5,
        f"fama: There is a casebook or another file at `{backup}` already, and it was left alone",
        before,
    )
    assert fama("casebook", "status", "--json").out.count(str(backup)) == 1
    assert fama("casebook", "backup", str(tmp_path / "nowhere" / "b.fama")).code == 5


def test_going_back_to_a_backup_keeps_what_was_there(client: Path, fama: Fama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fama("casebook", "backup", str(tmp_path / "b.fama"))
    fama("clients", "add", "K-105", "--worker", "KW")

    ran = fama("casebook", "restore", str(tmp_path / "b.fama"))

    (kept,) = client.parent.glob("casebook.fama.before-*")
    assert (ran.code, ran.err) == (0, f"The casebook is as it was in {tmp_path / 'b.fama'}\nWhat was there before is kept: {kept}\n")
    assert (kept.stat().st_mode & 0o777, client.stat().st_mode & 0o777) == (0o600, 0o600)
    assert fama("clients", "list").out.count("\n") == 1
    monkeypatch.setenv("FAMA_CASEBOOK", str(kept))
    assert fama("clients", "list").out.count("\n") == 2


def test_going_back_twice_keeps_both_that_were_there(client: Path, fama: Fama, tmp_path: Path) -> None:
    fama("casebook", "backup", str(tmp_path / "b.fama"))

    ran = [fama("casebook", "restore", str(tmp_path / "b.fama")) for _ in range(2)]

    assert [(each.code, each.out) for each in ran] == [(0, "")] * 2, ran[1].err
    assert len(list(client.parent.glob("casebook.fama.before-*"))) == 2


@pytest.mark.parametrize("kind", ["damaged", "cut short", "foreign", "text", "nothing", "not there", "folder"])
def test_a_backup_that_cannot_be_used_changes_nothing(
    client: Path, fama: Fama, keyring_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    backup = tmp_path / "b.fama"
    fama("casebook", "backup", str(backup))
    contents = backup.read_bytes()
    if kind == "foreign":
        # Made on another computer, with another keyring.
        kept = keyring_file.read_text()
        monkeypatch.setenv("FAMA_CASEBOOK", str(tmp_path / "foreign.fama"))
        assert fama("casebook", "init").code == 0
        keyring_file.write_text(kept)
        contents = (tmp_path / "foreign.fama").read_bytes()
        monkeypatch.setenv("FAMA_CASEBOOK", str(client))
    backup.unlink()
    if kind == "folder":
        backup.mkdir()
    elif kind != "not there":
        backup.write_bytes({"cut short": contents[:-4096], "text": b"A kestrel. " * 999, "nothing": b""}.get(kind, contents))
    if kind == "damaged":
        damaged(backup, len(contents) - 2048)
    before = held(client.parent)

    ran = fama("casebook", "restore", str(backup))

    assert (ran.code, ran.out) == ({"foreign": 6, "text": 6, "not there": 3, "folder": 5}.get(kind, 7), ""), ran.err
    assert str(backup) in ran.err or kind in {"foreign", "text"}, ran.err
    assert held(client.parent) == before
    assert fama("clients", "list").out.startswith("K-104\t")


def test_nothing_is_put_in_the_place_of_a_casebook_that_somebody_has_open(client: Path, fama: Fama, tmp_path: Path) -> None:
    fama("casebook", "backup", str(tmp_path / "b.fama"))
    with walking(BEEN) as table:
        waiting = [
            subprocess.Popen([sys.executable, "-m", "fama_cli", "casebook", *args], stderr=subprocess.PIPE, text=True)
            for args in (["restore", str(tmp_path / "b.fama")], ["rekey"])
        ]
        said = [(each.communicate()[1].splitlines()[0], each.returncode) for each in waiting]
        assert said == [(f"fama: Someone else is using `{client}`", 9)] * 2
        table.type("never\n")
        table.wait_for_more("What have you heard")

    assert answers(fama) == {"been-before": "No, never"}


def test_a_link_to_a_casebook_stays_one(client: Path, fama: Fama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = tmp_path / "link.fama"
    link.symlink_to(client)
    monkeypatch.setenv("FAMA_CASEBOOK", str(link))

    assert fama("casebook", "rekey").code == 0

    assert link.is_symlink()
    monkeypatch.setenv("FAMA_CASEBOOK", str(client))
    assert fama("clients", "list").out.startswith("K-104\t")


def test_a_backup_of_an_older_casebook_says_what_was_done_and_what_is_next(client: Path, fama: Fama, tmp_path: Path) -> None:
    backup = tmp_path / "b.fama"
    assert fama("casebook", "backup", str(backup)).code == 0
    connection = connected(backup, key_from_keyring(salt_of(backup)))
    connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.close()

    ran = fama("casebook", "restore", str(backup))

    (kept,) = client.parent.glob("casebook.fama.before-*")
    assert (ran.code, ran.err) == (
        0,
        f"The casebook is as it was in {backup}\nWhat was there before is kept: {kept}\n"
        f"`{client}` was made by an older version of fama. Run `fama casebook upgrade`, which makes a backup first.\n",
    )


def test_a_damaged_backup_is_not_said_to_be_mended_by_itself(client: Path, fama: Fama, tmp_path: Path) -> None:
    backup = tmp_path / "b.fama"
    fama("casebook", "backup", str(backup))
    damaged(backup, backup.stat().st_size - 2048)

    assert fama("casebook", "restore", str(backup)).err.endswith("hint: Try another backup\n")
    backup.write_bytes(b"")
    assert fama("casebook", "restore", str(backup)).err.endswith("hint: Try another backup\n")


def test_only_a_backup_that_was_made_is_in_the_log(client: Path, fama: Fama, tmp_path: Path) -> None:
    for name in ("nowhere/b.fama", "b.fama"):
        fama("casebook", "backup", str(tmp_path / name))

    assert fama("clients", "log").out.count("made a backup") == 1


# Another key


def test_a_new_key_opens_it_and_the_old_one_only_the_backups(client: Path, fama: Fama, tmp_path: Path) -> None:
    old = recovery_code(key_from_keyring(salt_of(client)))
    fama("casebook", "backup", str(tmp_path / "b.fama"))

    ran = fama("casebook", "rekey")

    assert (ran.code, ran.out) == (0, "")
    assert "fama casebook backup" in ran.err
    assert fama("clients", "list").out.startswith("K-104\t")
    assert recovery_code(key_from_keyring(salt_of(client))) != old
    # The keyring has the old key still, for backups.
    assert fama("casebook", "restore", str(tmp_path / "b.fama")).code == 0
    assert fama("clients", "list").out.startswith("K-104\t")


def test_from_the_keyring_to_a_passphrase_and_back(client: Path, fama: Fama, keyring_file: Path, open_with: WithPassphrase) -> None:
    with command("casebook", "rekey", "--passphrase") as table:
        table.answer("New passphrase", PASSPHRASE)
        table.answer("The same again", PASSPHRASE)
        assert table.finish() == 0
    # For backups, and no longer for the casebook.
    assert [name.split()[-1] for name in json.loads(keyring_file.read_text())] == ["before"]
    assert fama("clients", "list").err.startswith("fama: The keyring has no key for this casebook\n")
    with handed(PASSPHRASE, ANOTHER) as (old, new):
        assert fama("casebook", "rekey", "--passphrase-fd", old, "--new-passphrase-fd", new).code == 0
    assert open_with(PASSPHRASE, "clients", "list").code == 6
    assert open_with(ANOTHER, "casebook", "rekey").code == 0

    assert fama("clients", "list").out.startswith("K-104\t")


def test_the_old_passphrase_is_asked_for_before_a_new_one_is_thought_of(locked_up: Path) -> None:
    with command("casebook", "rekey", "--passphrase") as table:
        assert "New passphrase" not in table.wait_for_more("assphrase")


def test_a_wrong_passphrase_changes_no_key(locked_up: Path, fama: Fama, keyring_file: Path, open_with: WithPassphrase) -> None:
    before = locked_up.read_bytes()

    with handed(ANOTHER, "some other words") as (old, new):
        ran = fama("casebook", "rekey", "--passphrase-fd", old, "--new-passphrase-fd", new)

    assert (ran.code, locked_up.read_bytes()) == (6, before)
    assert open_with(PASSPHRASE, "clients", "list").code == 0


def test_a_second_change_of_key_after_one_that_was_cut_off_loses_nothing(client: Path, fama: Fama, keyring_file: Path) -> None:
    old = json.loads(keyring_file.read_text())
    assert fama("casebook", "rekey").code == 0
    (name,) = old
    new = json.loads(keyring_file.read_text())[name]
    # As the keyring is when the power goes after the file was put in its place and before the keyring was told.
    keyring_file.write_text(json.dumps({**old, f"{name} coming": new}))
    assert fama("clients", "list").code == 0

    ran = fama("casebook", "rekey")

    assert ran.code == 0, ran.err
    assert fama("clients", "list").out.startswith("K-104\t")


def test_a_change_of_key_after_going_back_keeps_what_opens_the_file_put_aside(
    client: Path, fama: Fama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "1.fama", tmp_path / "2.fama"
    for args in (["backup", str(first)], ["rekey"], ["backup", str(second)], ["restore", str(first)], ["rekey"]):
        assert fama("casebook", *args).code == 0, args
    (kept,) = client.parent.glob("casebook.fama.before-*")

    # Those made with the key in between are known of, too, and can be opened.
    assert str(second) in fama("casebook", "status", "--json").out
    for file in (client, kept, second):
        monkeypatch.setenv("FAMA_CASEBOOK", str(file))
        assert fama("clients", "list").out.startswith("K-104\t"), file


@contextmanager
def changing_key(path: Path, *args: str, descriptors: Sequence[str] = ()) -> Iterator[subprocess.Popen[bytes]]:
    """`fama casebook rekey` in a process of its own, which has begun to copy the casebook."""
    with subprocess.Popen(
        [sys.executable, "-m", "fama_cli", "casebook", "rekey", *args],
        pass_fds=[int(each) for each in descriptors],
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    ) as process:
        before = {each.name for each in path.parent.iterdir()}
        while process.poll() is None and not any(
            each.name.startswith(f".{path.name}.") and each.name not in before for each in path.parent.iterdir()
        ):
            time.sleep(0.002)
        yield process
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)


def killed(process: subprocess.Popen[bytes], path: Path, moment: random.Random) -> None:
    """Kill a change of key: in the middle of it, or just after the new file took the place of the old one."""
    if moment.random() < 0.5:
        while process.poll() is None and any(each.name.startswith(f".{path.name}.") for each in path.parent.iterdir()):
            time.sleep(0.0005)
        time.sleep(moment.uniform(0, 0.004))
    else:
        time.sleep(moment.uniform(0, 0.06))
    process.send_signal(signal.SIGKILL)
    process.wait()
    # What was left is in the way of seeing the next begin.
    for each in path.parent.glob(f".{path.name}.*"):
        each.unlink()


def test_however_often_a_change_of_key_is_killed_the_keyring_opens_it(client: Path, fama: Fama) -> None:
    moment = random.Random(20261121)
    killed_at_work = 0
    for _ in range(KILLS):
        with changing_key(client) as process:
            killed(process, client, moment)
        killed_at_work += process.returncode == -signal.SIGKILL
        ran = fama("clients", "list")
        assert (ran.code, ran.out) == (0, "K-104\tKW\t2026-11-21\t\tnot-asked\n"), ran.err

    assert killed_at_work > 0
    assert (fama("casebook", "rekey").code, fama("casebook", "check").code) == (0, 0)


def test_however_often_a_change_of_passphrase_is_killed_the_old_or_the_new_one_opens_it(locked_up: Path) -> None:
    moment = random.Random(20261122)
    keys = {each: key_from_passphrase(each, salt_of(locked_up)) for each in (PASSPHRASE, ANOTHER)}
    now, coming = PASSPHRASE, ANOTHER
    for _ in range(KILLS_WITH_PASSPHRASES):
        with handed(now, coming) as numbers:
            args = ["--passphrase-fd", numbers[0], "--new-passphrase-fd", numbers[1]]
            with changing_key(locked_up, *args, descriptors=numbers) as process:
                killed(process, locked_up, moment)
        try:
            whole = check_casebook(locked_up, keys[now])
        except WrongKey:
            now, coming = coming, now
            whole = check_casebook(locked_up, keys[now])
        assert whole == ()


def test_a_copy_that_a_killed_command_left_does_not_outlast_a_deleted_client(client: Path, fama: Fama) -> None:
    with changing_key(client) as process:
        process.send_signal(signal.SIGSTOP)
        process.send_signal(signal.SIGKILL)
    left = [each for each in client.parent.iterdir() if each.name.startswith(".")]
    assert left != []

    ran = fama("clients", "delete", "K-104", "--yes")

    assert ran.code == 0
    assert [each for each in left if each.exists() and str(each) not in ran.err] == []


# Notes, and how it is


def test_notes_are_turned_on_after_a_warning_and_a_question(client: Path, fama: Fama) -> None:
    with command("casebook", "notes", "on") as table:
        told = table.wait_for_more("Has your service agreed to keep notes? Type y or n")
        assert "Notes are where names slip in, and what other people said in a meeting. A client may ask to read every word." in told
        table.type("\n")
        assert table.finish() == 0
        assert table.plain.endswith("Notes stay off.\n")
    assert json.loads(fama("casebook", "status", "--json").out)["notes"] == "off"

    ran, wrong = fama("casebook", "notes", "on"), fama("casebook", "notes", "perhaps")

    assert (ran.code, ran.err.splitlines()[-1]) == (0, "Notes are on.")
    assert (wrong.code, wrong.err.splitlines()[0]) == (2, "fama: Notes are on or off, and `perhaps` is neither")
    assert json.loads(fama("casebook", "status", "--json").out)["notes"] == "on"


def test_status_says_how_much_there_is_and_nothing_of_whom(client: Path, fama: Fama) -> None:
    fama("walk", "K-104", "--answers", "-", stdin=NEVER)
    fama("clients", "add", "K-105", "--worker", "KW")
    fama("clients", "close", "K-105")

    drawn = fama("casebook", "status", "--format", "table").out

    assert [line.split(None, 1)[1] for line in drawn.splitlines() if line.split()[0] in {"Clients", "Contacts", "Notes", "Backups"}] == [
        "2 clients, 1 of them closed",
        "1 contact, 0 of them not finished",
        "off",
        "none made yet: fama casebook backup FILE",
    ]
    assert "K-10" not in drawn
