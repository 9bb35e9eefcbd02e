"""A backup is encrypted, whole, and the way back."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from fama_cli.casebook.backup import BackedUp, Restored, back_up, restore, rows_of
from fama_cli.casebook.check import check_casebook
from fama_cli.casebook.embedded import PAGE, create_casebook, open_casebook, opened
from fama_cli.casebook.errors import BackupNotRight, CasebookThere, Damaged, InUse, NoCasebook, WrongKey
from fama_cli.casebook.keys import new_key
from fama_cli.casebook.store import Store
from fama_cli.casebook.tables import metadata
from fama_cli.errors import FileProblem
from tests.casebook.conftest import KEY, NOW, WHO, clock, given, reviewed, started


def references(path: Path) -> list[str]:
    with open_casebook(path, KEY, who=WHO, clock=clock) as book:
        return [client.reference for client in book.clients()]


def test_a_casebook_in_use_is_backed_up_with_what_is_saved_so_far(book: Store, path: Path, tmp_path: Path) -> None:
    contact = book.answer(started(book), "worries", given("yes"))
    target = tmp_path / "backup.fama"

    made = back_up(path, KEY, target)
    book.answer(contact, "worries", given("no"))

    assert made == BackedUp(path=target, clients=1, contacts=1)
    assert {each.name for each in tmp_path.iterdir() if each.is_file()} == {"backup.fama"}
    assert os.name == "nt" or stat.S_IMODE(target.stat().st_mode) == 0o600
    assert check_casebook(target, KEY) == ()
    with open_casebook(target, KEY, who=WHO, clock=clock) as backup:
        assert [each.answers for each in backup.drafts()] == [{"worries": given("yes")}]


def test_every_table_of_a_casebook_is_counted_before_and_after(book: Store, path: Path, tmp_path: Path) -> None:
    reviewed(book)

    assert back_up(path, KEY, tmp_path / "backup.fama") == BackedUp(path=tmp_path / "backup.fama", clients=1, contacts=0, reviews=1)
    with opened(tmp_path / "backup.fama", KEY) as made:
        counts = rows_of(made)
    assert set(metadata.tables) <= set(counts)
    assert (counts["interventions"], counts["reviews"]) == (1, 1)


def test_a_backup_never_writes_over_a_file(book: Store, path: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.fama"
    target.write_bytes(b"mine")

    with pytest.raises(CasebookThere):
        back_up(path, KEY, target)

    assert target.read_bytes() == b"mine"
    assert len([each for each in tmp_path.iterdir() if each.is_file()]) == 1


def test_a_backup_needs_a_casebook_its_key_and_a_folder(book: Store, path: Path, tmp_path: Path) -> None:
    with pytest.raises(NoCasebook):
        back_up(tmp_path / "none", KEY, tmp_path / "backup.fama")
    with pytest.raises(WrongKey):
        back_up(path, new_key(), tmp_path / "backup.fama")
    with pytest.raises(FileProblem):
        back_up(path, KEY, tmp_path / "no-folder" / "backup.fama")
    assert not [each for each in tmp_path.iterdir() if each.is_file()]


def test_a_backup_that_does_not_read_back_is_not_kept(book: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fama_cli.casebook.backup.wrong_with", lambda _: ("1 page of the file cannot be decrypted",))

    with pytest.raises(BackupNotRight):
        back_up(path, KEY, tmp_path / "backup.fama")

    assert not [each for each in tmp_path.iterdir() if each.is_file()]


def test_restoring_keeps_the_file_that_was_there(book: Store, path: Path, tmp_path: Path) -> None:
    started(book, "K-1")
    back_up(path, KEY, tmp_path / "backup.fama")
    started(book, "K-2")
    book.engine.dispose()

    restored = restore(tmp_path / "backup.fama", path, KEY, at=NOW)

    kept = path.with_name("casebook.fama.before-20261121-103000")
    assert restored == Restored(path=path, kept=kept)
    assert {each.name for each in path.parent.iterdir()} == {path.name, kept.name}
    assert references(path) == ["K-1"]
    assert references(kept) == ["K-1", "K-2"]
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_casebook_copied_by_other_means_is_restored_with_its_journal(book: Store, path: Path, tmp_path: Path) -> None:
    started(book, "K-1")
    for part in path.parent.iterdir():
        (tmp_path / part.name).write_bytes(part.read_bytes())
    assert (tmp_path / f"{path.name}-wal").stat().st_size > PAGE

    restore(tmp_path / path.name, tmp_path / "new.fama", KEY, at=NOW)

    assert references(tmp_path / "new.fama") == ["K-1"]


def test_restoring_where_there_is_nothing(book: Store, path: Path, tmp_path: Path) -> None:
    started(book, "K-1")
    back_up(path, KEY, tmp_path / "backup.fama")

    assert restore(tmp_path / "backup.fama", tmp_path / "new.fama", KEY, at=NOW).kept is None
    assert references(tmp_path / "new.fama") == ["K-1"]


def test_restoring_over_a_damaged_file_keeps_that_too(book: Store, path: Path, tmp_path: Path) -> None:
    started(book, "K-1")
    back_up(path, KEY, tmp_path / "backup.fama")
    book.engine.dispose()
    held = bytearray(path.read_bytes())
    held[50:90] = bytes(40)
    path.write_bytes(held)

    restored = restore(tmp_path / "backup.fama", path, KEY, at=NOW)

    assert restored.kept is not None
    assert restored.kept.read_bytes() == held
    assert {each.name for each in path.parent.iterdir()} == {path.name, restored.kept.name}
    assert references(path) == ["K-1"]


def test_nothing_is_restored_while_someone_has_the_casebook_open(book: Store, path: Path, tmp_path: Path) -> None:
    started(book, "K-1")
    back_up(path, KEY, tmp_path / "backup.fama")
    started(book, "K-2")

    with pytest.raises(InUse):
        restore(tmp_path / "backup.fama", path, KEY, at=NOW, patience=50)

    assert [client.reference for client in book.clients()] == ["K-1", "K-2"]


def test_a_backup_that_cannot_be_used_changes_nothing(book: Store, path: Path, tmp_path: Path) -> None:
    started(book, "K-1")
    backup = tmp_path / "backup.fama"
    back_up(path, KEY, backup)
    book.engine.dispose()
    before = path.read_bytes()

    with pytest.raises(NoCasebook):
        restore(tmp_path / "none", path, KEY, at=NOW)
    with pytest.raises(WrongKey):
        restore(backup, path, new_key(), at=NOW)
    backup.write_bytes(backup.read_bytes()[: -PAGE // 2])
    with pytest.raises(Damaged):
        restore(backup, path, KEY, at=NOW)

    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(os.name == "nt", reason="Windows replaces no file that is open")
def test_a_backup_with_another_key_is_not_restored_while_someone_has_the_casebook_open(book: Store, path: Path, tmp_path: Path) -> None:
    other = new_key()
    with create_casebook(tmp_path / "other.fama", other, who=WHO, clock=clock) as theirs:
        started(theirs, "K-9")
    book.engine.dispose()
    hold = (
        "import sys\nfrom pathlib import Path\nfrom fama_cli.casebook.embedded import opened\n"
        "from tests.casebook.conftest import KEY\n"
        "with opened(Path(sys.argv[1]), KEY) as held:\n"
        "    held.execute('SELECT count(*) FROM clients').fetchone()\n    print('open', flush=True)\n    sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", hold, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        with pytest.raises(InUse):
            restore(tmp_path / "other.fama", path, other, at=NOW, patience=50)
        assert references(path) == []
        process.communicate("")

    assert restore(tmp_path / "other.fama", path, other, at=NOW, patience=50).kept is not None


def test_restoring_on_a_new_computer_makes_the_folder(book: Store, path: Path, tmp_path: Path) -> None:
    started(book, "K-1")
    back_up(path, KEY, tmp_path / "backup.fama")
    new = tmp_path / "new" / "folder" / "casebook.fama"

    restore(tmp_path / "backup.fama", new, KEY, at=NOW)

    assert references(new) == ["K-1"]
    assert os.name == "nt" or stat.S_IMODE(new.parent.stat().st_mode) == 0o700
