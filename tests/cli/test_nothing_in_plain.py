"""Whatever is done with a casebook, nothing of a client, a passphrase or a key can be read in any file."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from fama_cli.casebook.keys import key_from_keyring, key_from_passphrase, salt_of
from fama_cli.casebook.recovery import recovery_code
from tests.cli.with_a_client import BEGIN, CHECK, GO_ON, Table, command, shown, walk
from tests.conftest import REPOSITORY, Fama

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

REFERENCE = "ZEBRAFINCH-0412"
INITIALS = "QXZQX"
"""5 letters: fewer turn up by chance in what is encrypted."""
PASSPHRASE = "ocelot teapot wolverine"
TYPED: Mapping[str, str] = {
    "When shall we talk about this again": "3/12/2026",
    "What shall we do next": "3",
    "Anything in the client's own words": "wary of quokkavale churches",
    "Which meeting, and when": "Tuesday in Pangolinham",
    "What might stop you": "2",
    "What would help with that": "ringing my axolotlish cousin",
    "When shall we speak afterwards": "4/12/2026",
    "About how many meetings": "7",
    "When shall we look at this again": "9/12/2026",
}
"""What is typed at some questions. At the others, the first answer."""
SAID = ("quokkavale", "Pangolinham", "axolotlish")


def through(table: Table) -> None:
    """Answer whatever comes, up to the last look through the answers."""
    while CHECK not in (came := table.wait_for_more("")):
        typed = next((typed for asked, typed in TYPED.items() if asked in came), "1")
        table.type(f"{typed}\n" if came.endswith("Answer:") else "\n")


def written(secret: str) -> Iterable[bytes]:
    """The ways in which a secret might be found in a file."""
    for words in {secret, secret.lower(), secret.upper()}:
        yield words.encode()
        yield words.encode("utf-16-le")
        yield words.encode("utf-16-be")
    yield from in_base64(secret.encode())


def in_base64(secret: bytes) -> Iterable[bytes]:
    """What base64 makes of a secret inside something longer, wherever in a group of 3 bytes it begins."""
    for before in range(3):
        whole = base64.b64encode(bytes(before) + secret)
        # The first letters hold bits of what came before, the last ones bits of what comes after.
        yield whole[(0, 2, 3)[before] :].rstrip(b"=")[:-1]


def readable(folder: Path, secrets: Sequence[str], keys: Sequence[bytes], *, but: Path) -> list[str]:
    """Which secrets can be read in which files under a folder, or in their names."""
    looked_for = [(secret, form) for secret in secrets for form in written(secret)]
    looked_for += [("the key", form) for key in keys for form in (key, key.hex().encode(), key.hex().upper().encode(), *in_base64(key))]
    found = []
    for file in folder.rglob("*"):
        contents = os.fsencode(file.name) + b"\n" + (file.read_bytes() if file.is_file() and file != but else b"")
        found += [f"{file}: {secret}" for secret, form in looked_for if form in contents]
    return found


def test_what_is_looked_for_would_be_found(tmp_path: Path) -> None:
    key = bytes(range(32))
    places = tmp_path / "places"
    places.mkdir()
    for number, contents in enumerate(
        (
            b"xx zebrafinch-0412 xx",
            "xx quokkavale xx".encode("utf-16"),
            base64.b64encode(b"x wary of Pangolinham x"),
            base64.b64encode(b"xx wary of axolotlish x"),
            base64.b64encode(b"a" + key + b"b"),
            key.hex().encode(),
        )
    ):
        (places / str(number)).write_bytes(contents)

    found = readable(places, [REFERENCE, *SAID], [key], but=tmp_path)

    assert {each.removeprefix(f"{places}/") for each in found} == {
        f"0: {REFERENCE}",
        "1: quokkavale",
        "2: Pangolinham",
        "3: axolotlish",
        "4: the key",
        "5: the key",
    }


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every folder that a command may write to, under one."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home" / "cache"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(temporary))
    return tmp_path


def test_nothing_can_be_read_at_any_moment_and_nobody_else_can_open_a_file(
    places: Path, casebook: Path, keyring_file: Path, fama: Fama
) -> None:
    keys = [key_from_keyring(salt_of(casebook)), key_from_passphrase(PASSPHRASE, salt_of(casebook))]
    secrets = [REFERENCE, INITIALS, *SAID, PASSPHRASE, PASSPHRASE.split()[-1], *(recovery_code(key) for key in keys)]

    def look() -> None:
        found = readable(places, secrets, [key.raw for key in keys], but=keyring_file)
        assert found == []
        # Every file of the casebook, its journal, its copies and what was put aside.
        modes = {str(each): oct(each.stat().st_mode & 0o777) for each in [casebook.parent, *casebook.parent.iterdir()]}
        assert modes == {each: "0o700" if each == str(casebook.parent) else "0o600" for each in modes}

    fama("clients", "add", REFERENCE, "--worker", INITIALS, "--consent", "yes")
    fama("casebook", "notes", "on")
    arguments = []
    for stage in ("1", "2", "3"):
        with walk(REFERENCE, "--stage", stage, "--plain") as table:
            table.answer(BEGIN, "20/11/2026")
            table.answer(BEGIN, "")
            through(table)
            arguments.append(table.arguments())
            assert casebook.with_name("casebook.fama-wal").stat().st_size > 0
            look()
            table.kill() if stage == "2" else table.interrupt("\n")
            assert (table.code if stage == "2" else table.finish()) in {0, -signal.SIGKILL}
        look()
        if stage == "2":
            with walk(REFERENCE, "--stage", stage) as table:
                table.answer(GO_ON, "")
                table.answer(CHECK, "")
                assert table.finish() == 0
    held = json.dumps(shown(fama, REFERENCE))
    assert [words for words in SAID if words not in held] == []
    assert [typed for typed in (b"2026", *(words.encode() for words in SAID)) for each in arguments if typed in each] == []

    assert fama("casebook", "backup", str(casebook.parent / "backup.fama")).code == 0
    assert fama("casebook", "restore", str(casebook.parent / "backup.fama")).code == 0
    look()
    for _ in range(3):
        killed_while_changing_the_key(casebook)
        look()
    assert fama("casebook", "rekey").code == 0
    keys.append(key_from_keyring(salt_of(casebook)))
    with command("casebook", "rekey", "--passphrase") as table:
        table.answer("New passphrase", PASSPHRASE)
        table.answer("The same again", PASSPHRASE)
        assert table.finish() == 0
    with command("clients", "delete", REFERENCE, "--yes") as table:
        table.answer("Passphrase, or recovery code", PASSPHRASE)
        assert PASSPHRASE.encode() not in table.arguments()
        table.wait_for("Deleted")
    look()
    assert list((places / "temporary").iterdir()) == []


def killed_while_changing_the_key(path: Path) -> None:
    with subprocess.Popen([sys.executable, "-m", "fama_cli", "casebook", "rekey"], stderr=subprocess.DEVNULL) as process:
        before = set(path.parent.iterdir())
        while process.poll() is None and not set(path.parent.iterdir()) - before:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)


BREAKS = """\
import os, textwrap

_wrap = textwrap.wrap


def wrap(text, *args, **kwargs):
    if os.environ["BREAKS_AT"] in text:
        raise RuntimeError(f"cannot draw {text}")
    return _wrap(text, *args, **kwargs)


textwrap.wrap = wrap
"""
"""A fault that nobody thought of, in Python's own library, whose message quotes what a client said."""


@pytest.mark.parametrize("debug", ["", "1"])
def test_a_fault_in_the_middle_of_a_walk_writes_nothing_of_it_down(
    places: Path,
    casebook: Path,
    keyring_file: Path,
    fama: Fama,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    debug: str,
) -> None:
    folder = tmp_path_factory.mktemp("breaks")
    (folder / "sitecustomize.py").write_text(BREAKS)
    monkeypatch.setenv("PYTHONPATH", f"{folder}{os.pathsep}{REPOSITORY}")
    fama("clients", "add", REFERENCE, "--worker", INITIALS)
    fama("casebook", "notes", "on")

    with walk(REFERENCE, FAMA_DEBUG=debug, BREAKS_AT="quokkavale", NO_COLOR="1") as table:
        table.answer(BEGIN, "")
        through(table)
        # The list leaves private answers out. Going back to the last question draws its answer again.
        table.type("b\n")
        code = table.finish()

    logs = list((places / "home" / "state").rglob("*.log"))
    key = key_from_keyring(salt_of(casebook))
    assert readable(places, [REFERENCE, INITIALS, *SAID, recovery_code(key)], [key.raw], but=keyring_file) == []
    if debug:
        # On the screen, for whoever asked for it, and in no file.
        assert (code, logs, "RuntimeError" in table.left()) == (1, [], True)
        return
    assert code == 1
    # The answer was saved before it was drawn again, so it would be wrong to say that nothing was changed.
    assert "Nothing was changed" not in table.left()
    (log,) = logs
    assert "RuntimeError" in log.read_text()
    assert (log.stat().st_mode & 0o777, log.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    held = shown(fama, REFERENCE)["contacts"][-1]
    assert (held["finished"], held["answers"][-1]["says"]) == (False, "wary of quokkavale churches")
