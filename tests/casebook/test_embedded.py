"""Opening the encrypted file: what stops it is said, and nothing is overwritten."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from fama_cli.casebook.check import check_casebook
from fama_cli.casebook.embedded import PAGE, create_casebook, open_casebook, opened, parts
from fama_cli.casebook.errors import (
    CannotWrite,
    CasebookThere,
    Damaged,
    DiskFull,
    InUse,
    NewerCasebook,
    NoCasebook,
    NotACasebook,
    Unreachable,
    WrongKey,
)
from fama_cli.casebook.keys import Key, new_key
from fama_cli.casebook.replace import alone
from fama_cli.casebook.store import Store
from fama_cli.errors import ExitCode, FamaError, FileProblem
from tests.casebook.conftest import KEY, WHO, clock, given, started
from tests.conftest import NOBODY, without_rights


@pytest.fixture
def closed(book: Store, path: Path) -> Path:
    """A casebook with an answer in it, that nobody has open."""
    contact = started(book)
    for number in range(60):
        contact = book.answer(contact, f"step-{number}", given("kestrel " * 10))
    book.engine.dispose()
    assert [part.name for part in path.parent.iterdir()] == [path.name]
    return path


def test_what_was_saved_is_there_when_it_is_opened_again(closed: Path) -> None:
    with open_casebook(closed, KEY, who=WHO, clock=clock) as book:
        contact = book.draft("K-0412", "stage-1")

    assert contact is not None
    assert len(contact.answers) == 60


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_only_its_owner_can_read_it(book: Store, path: Path) -> None:
    started(book)

    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {part.name: oct(stat.S_IMODE(part.stat().st_mode)) for part in path.parent.iterdir()} == {
        "casebook.fama": "0o600",
        "casebook.fama-wal": "0o600",
        "casebook.fama-shm": "0o600",
    }


def test_every_connection_is_set_to_be_safe(closed: Path) -> None:
    with opened(closed, KEY) as connection:
        settings = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "busy_timeout", "temp_store")
        }

    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "temp_store": 2,
    }


def test_creating_never_writes_over_a_file(closed: Path) -> None:
    before = closed.read_bytes()

    with pytest.raises(CasebookThere):
        create_casebook(closed, new_key(), who=WHO, clock=clock)

    assert closed.read_bytes() == before


def test_a_casebook_that_could_not_be_made_leaves_no_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fama_cli.casebook.embedded.migrate", fail)

    with pytest.raises(KeyboardInterrupt):
        create_casebook(path, KEY, who=WHO, clock=clock)

    assert list(path.parent.iterdir()) == []


def refused(path: Path, key: Key = KEY) -> FamaError:
    """What stops this file from being opened. It is then as it was."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(FamaError) as stopped:
        open_casebook(path, key, who=WHO, clock=clock, patience=50)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert KEY.raw.hex() not in repr(stopped.value)
    return stopped.value


def test_a_file_that_is_not_there(path: Path) -> None:
    problem = refused(path)

    assert (type(problem), problem.exit_code) == (NoCasebook, ExitCode.NOT_FOUND)
    assert problem.message == f"There is no casebook `{path}`"
    assert not path.parent.exists()


def test_the_wrong_key(closed: Path, capfd: pytest.CaptureFixture[str]) -> None:
    problem = refused(closed, new_key())

    assert (type(problem), problem.exit_code) == (WrongKey, ExitCode.LOCKED)
    assert problem.message == f"That key or passphrase does not open `{closed}`"
    assert capfd.readouterr() == ("", "")


def test_the_wrong_key_after_a_crash_loses_nothing_in_the_journal(book: Store, path: Path, tmp_path: Path) -> None:
    contact = book.answer(started(book), "worries", given("yes"))
    # The files as a crash leaves them: the answer is in the journal only.
    left = tmp_path / "left"
    left.mkdir()
    for part in path.parent.iterdir():
        (left / part.name).write_bytes(part.read_bytes())
    assert (left / f"{path.name}-wal").stat().st_size > PAGE

    with pytest.raises(WrongKey):
        open_casebook(left / path.name, new_key(), who=WHO, clock=clock)

    with open_casebook(left / path.name, KEY, who=WHO, clock=clock) as found:
        assert found.drafts() == (contact,)


def test_damage_is_said_and_nothing_is_made_up(closed: Path) -> None:
    held = bytearray(closed.read_bytes())
    dice = random.Random(4)
    for start in range(PAGE, len(held), PAGE):
        held[start + dice.randrange(PAGE)] ^= dice.randrange(1, 256)
    closed.write_bytes(held)

    problem = refused(closed)

    assert (type(problem), problem.exit_code) == (Damaged, ExitCode.DAMAGED)
    assert problem.message == f"`{closed}` is damaged, and nothing in it was changed"


def test_damage_to_any_page_is_found_by_opening_or_by_the_check(closed: Path) -> None:
    whole = closed.read_bytes()
    dice = random.Random(4)
    for start in range(0, len(whole), PAGE):
        held = bytearray(whole)
        # Not in the salt: that is as a wrong key.
        held[start + dice.randrange(16, PAGE)] ^= dice.randrange(1, 256)
        closed.write_bytes(held)

        assert found_in(closed) in {"damaged", "1 page of the file cannot be decrypted"}


def found_in(path: Path) -> str:
    try:
        return " ".join(check_casebook(path, KEY))
    except Damaged:
        return "damaged"


def test_a_damaged_salt_is_as_a_wrong_key(closed: Path) -> None:
    held = bytearray(closed.read_bytes())
    held[3] ^= 1
    closed.write_bytes(held)

    assert (
        refused(closed).hint
        == "Try it again. If it is right, the file is damaged. Restore the latest backup: the damaged file is kept beside it"
    )


@pytest.mark.parametrize("length", [0, 10, 4000, PAGE, PAGE + 1, PAGE * 3])
def test_a_file_that_was_cut_short(closed: Path, length: int) -> None:
    closed.write_bytes(closed.read_bytes()[:length])

    assert type(refused(closed)) is Damaged


def test_a_database_that_is_not_encrypted(path: Path) -> None:
    path.parent.mkdir()
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE alembic_version (version_num)")
    plain.close()

    assert type(refused(path)) is NotACasebook


def test_an_encrypted_file_of_something_else(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with opened(path, KEY, new=True) as connection:
        connection.execute("CREATE TABLE wine (year)")

    assert type(refused(path)) is NotACasebook


def test_a_casebook_of_a_newer_version_is_left_alone(book: Store, path: Path) -> None:
    with book.transaction() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '99'")
    book.engine.dispose()

    problem = refused(path)

    assert (type(problem), problem.exit_code) == (NewerCasebook, ExitCode.OTHER_VERSION)
    assert problem.message == f"`{path}` was made by a newer version of fama"


HOLD = """
import sys
from pathlib import Path
from fama_cli.casebook.embedded import opened
from tests.casebook.conftest import KEY, WHO

with opened(Path(sys.argv[1]), KEY) as connection:
    connection.execute("BEGIN IMMEDIATE")
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_file_that_another_process_is_writing(closed: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(closed)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"

        problem = refused(closed)

        holder.communicate("")
    assert (type(problem), problem.exit_code) == (InUse, ExitCode.IN_USE)
    open_casebook(closed, KEY, who=WHO, clock=clock).engine.dispose()


@pytest.mark.skipif(os.name == "nt", reason="Windows does not replace an open file")
def test_nobody_opens_a_casebook_that_is_being_replaced(closed: Path) -> None:
    opening = (
        "import sys; from pathlib import Path; from tests.casebook.test_embedded import refused; print(refused(Path(sys.argv[1])).code)"
    )

    with alone(closed, KEY, 50):
        ran = subprocess.run([sys.executable, "-c", opening, str(closed)], capture_output=True, text=True)

    assert (ran.stdout, ran.stderr) == ("in-use\n", "")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_folder_that_cannot_be_written(closed: Path, path: Path) -> None:
    for each in (closed, closed.parent):
        if os.geteuid() == 0:
            os.chown(each, NOBODY, NOBODY)
    closed.parent.chmod(0o500)
    with without_rights(closed):
        with pytest.raises(CannotWrite):
            open_casebook(closed, KEY, who=WHO, clock=clock)
        with pytest.raises(CannotWrite):
            create_casebook(path.with_name("another.fama"), KEY, who=WHO, clock=clock)
    closed.parent.chmod(0o700)


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(FileProblem):
        create_casebook(tmp_path / "file" / "casebook.fama", KEY, who=WHO, clock=clock)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_disk_without_room_loses_nothing_that_was_saved(closed: Path) -> None:
    """A limit on the size of files stands for the disk: SQLite reports both as a write that failed."""
    import resource  # Unix only

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    saved = 60
    book = open_casebook(closed, KEY, who=WHO, clock=clock)
    contact = book.draft("K-0412", "stage-1")
    assert contact is not None
    resource.setrlimit(resource.RLIMIT_FSIZE, (sum(part.stat().st_size for part in parts(closed) if part.exists()) + 50_000, before[1]))
    stopped: FamaError | None = None
    try:
        while stopped is None and saved < 1000:
            contact = book.answer(contact, f"more-{saved}", given("kestrel " * 50))
            saved += 1
    except FileProblem as problem:
        stopped = problem
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    book.engine.dispose()

    assert isinstance(stopped, DiskFull | Unreachable)
    assert saved > 60
    with open_casebook(closed, KEY, who=WHO, clock=clock) as book:
        read = book.draft("K-0412", "stage-1")
    assert read is not None
    assert len(read.answers) == saved


def test_a_casebook_that_is_being_made_has_no_name_until_it_has_its_tables(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there: list[bool] = []

    def cut_short(_: object) -> None:
        there.append(path.exists())
        raise KeyboardInterrupt

    monkeypatch.setattr("fama_cli.casebook.embedded.migrate", cut_short)
    with pytest.raises(KeyboardInterrupt):
        create_casebook(path, KEY, who=WHO, clock=clock)

    assert (there, list(path.parent.iterdir())) == ([False], [])
