"""No file, log or error holds what a client said, who they are, or who works with them."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from fama_cli.casebook.backup import back_up, restore
from fama_cli.casebook.check import check_casebook
from fama_cli.casebook.embedded import PAGE, create_casebook, open_casebook
from fama_cli.casebook.erase import erase, erase_drafts
from fama_cli.casebook.errors import AlreadyThere, NoClient, Unreachable
from fama_cli.casebook.model import Consent
from fama_cli.casebook.store import Store
from tests.casebook.conftest import DAY, KEY, NOW, WHO, clock, given, started
from tests.conftest import missing

REFERENCE, SAID, STEP = "KESTREL-0412", "wary of churches", "step-17"
INITIALS = "QXZQXZ"
"""Longer than anyone's: 3 letters turn up by chance in what is encrypted."""
SECRETS = (REFERENCE, REFERENCE.lower(), SAID, STEP, INITIALS)


def holding(folder: Path) -> list[str]:
    """The files in which something can be read."""
    secrets = [secret.encode(encoding) for secret in SECRETS for encoding in ("utf-8", "utf-16-le")]
    return [str(each) for each in folder.rglob("*") if each.is_file() and any(secret in each.read_bytes() for secret in secrets)]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    return folder


def filled(book: Store) -> None:
    contact = started(book, REFERENCE)
    for number in range(30):
        contact = book.answer(contact, f"step-{number}", given(SAID * 20))
    book.contacts(REFERENCE)


def test_no_file_left_at_any_moment_can_be_read(path: Path, tmp_path: Path, temporary: Path) -> None:
    with create_casebook(path, KEY, who=WHO, clock=clock) as book:
        filled(book)
        assert path.with_name(f"{path.name}-wal").stat().st_size > 0
        back_up(path, KEY, tmp_path / "backup.fama")
        assert holding(tmp_path) == []
    check_casebook(path, KEY)
    restore(tmp_path / "backup.fama", path, KEY, at=NOW)
    with open_casebook(path, KEY, who=WHO, clock=clock) as book:
        book.log()
        assert holding(tmp_path) == []
    assert len([each for each in tmp_path.rglob("*") if each.is_file()]) == 3
    assert list(temporary.iterdir()) == []


def test_neither_errors_nor_logs_quote_what_was_being_saved(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    contact = started(store, REFERENCE)
    with store.transaction() as connection:
        connection.exec_driver_sql("ALTER TABLE answers RENAME TO gone")
    with pytest.raises(Unreachable) as failed:
        store.answer(contact, STEP, given(SAID))
    with store.transaction() as connection:
        connection.exec_driver_sql("ALTER TABLE gone RENAME TO answers")
    with pytest.raises(NoClient) as unknown:
        store.client("K-1")
    with pytest.raises(AlreadyThere) as taken:
        store.add(REFERENCE, consent=Consent.YES, worker=INITIALS, on=DAY)

    said = f"{failed.value} {failed.value.hint} {unknown.value} {unknown.value.hint} {caplog.text}"
    assert not [secret for secret in SECRETS if secret in said]
    # The database's own error, which quotes them, is in no traceback.
    assert (failed.value.__suppress_context__, taken.value.__suppress_context__) == (True, True)


def plain_pages(path: Path) -> bytes:
    """Every page of the file, decrypted, those in no table too: https://www.zetetic.net/sqlcipher/design/"""
    try:
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    except ImportError:
        missing("cryptography is not installed")
    held = path.read_bytes()
    plain = b""
    for start in range(0, len(held), PAGE):
        page = held[start : start + PAGE]
        # At the end of each: 16 bytes that start the cipher, and 64 that check the page. At the start of the first: the salt.
        body, begin = page[16 if start == 0 else 0 : -80], page[-80:-64]
        decryptor = Cipher(algorithms.AES(KEY.raw), modes.CBC(begin)).decryptor()
        plain += decryptor.update(body) + decryptor.finalize()
    return plain


def test_a_deleted_client_is_nowhere_even_with_the_key(book: Store, path: Path) -> None:
    filled(book)
    started(book, "OTHER-1")
    book.engine.dispose()
    assert SAID.encode() in plain_pages(path)

    with open_casebook(path, KEY, who=WHO, clock=clock) as book:
        assert erase(book, book.client(REFERENCE))

        assert path.with_name(f"{path.name}-wal").stat().st_size == 0
    plain = plain_pages(path)
    assert b"OTHER-1" in plain
    assert not [secret for secret in SECRETS if secret.encode() in plain]


def test_a_changed_reference_or_answer_is_nowhere_either(book: Store, path: Path) -> None:
    contact = book.answer(started(book, REFERENCE), "step", given(SAID))
    book.answer(contact, "step", given("no"))
    book.rename(book.client(REFERENCE), "K-1")
    book.engine.dispose()

    plain = plain_pages(path)

    assert not [secret for secret in (REFERENCE, REFERENCE.lower(), SAID) if secret.encode() in plain]


def test_a_client_on_a_server_is_deleted_there(team: Store) -> None:
    started(team, REFERENCE)

    assert not erase(team, team.client(REFERENCE))

    assert team.clients(closed=True) == ()


def test_a_draft_that_was_purged_is_nowhere_either(book: Store, path: Path) -> None:
    filled(book)
    left = path.with_name(f".{path.name}.abcdefgh")
    left.write_bytes(b"of a command that was killed")

    assert erase_drafts(book, *book.drafts())

    assert (left.exists(), path.with_name(f"{path.name}-wal").stat().st_size) == (False, 0)
    book.engine.dispose()
    assert SAID.encode() not in plain_pages(path)
