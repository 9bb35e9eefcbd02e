"""Where the key rests, and how it is made."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import keyring.errors
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyringHere

from fama_cli.casebook.embedded import create_casebook, open_casebook
from fama_cli.casebook.errors import Damaged, KeyNotKept, KeyringLocked, NoCasebook, NoKeyring, PassphraseRefused, WrongKey
from fama_cli.casebook.keys import (
    checked_passphrase,
    forget_in_keyring,
    keep_in_keyring,
    key_from_keyring,
    key_from_passphrase,
    new_key,
    new_salt,
    passphrase_from_descriptor,
    salt_of,
)
from fama_cli.errors import ExitCode, FileProblem, NotUnderstood
from tests.casebook.conftest import KEY, WHO, clock, started

PASSPHRASE = "walnut ferry café"


class InMemory(KeyringBackend):
    """A keyring as a desktop has."""

    priority = 5.0

    def __init__(self, *, locked: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = locked

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise keyring.errors.KeyringLocked("locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def use() -> Iterator[Callable[[KeyringBackend], None]]:
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_a_passphrase_opens_its_casebook_again_and_another_does_not(path: Path) -> None:
    with create_casebook(path, key_from_passphrase(PASSPHRASE, new_salt()), who=WHO, clock=clock) as book:
        started(book)

    # é typed as e and an accent.
    with open_casebook(path, key_from_passphrase("walnut ferry cafe\u0301", salt_of(path)), who=WHO, clock=clock) as book:
        assert len(book.drafts()) == 1
    with pytest.raises(WrongKey):
        open_casebook(path, key_from_passphrase("walnut ferry cafe", salt_of(path)), who=WHO, clock=clock)


def test_the_salt_is_the_first_bytes_of_the_file(path: Path) -> None:
    key = new_key()
    create_casebook(path, key, who=WHO, clock=clock).engine.dispose()

    assert salt_of(path) == key.salt == path.read_bytes()[:16]


def test_there_is_no_salt_without_a_casebook(path: Path, tmp_path: Path) -> None:
    (tmp_path / "short").write_bytes(b"123")

    with pytest.raises(NoCasebook):
        salt_of(path)
    with pytest.raises(Damaged):
        salt_of(tmp_path / "short")


def test_a_passphrase_is_at_least_12_letters() -> None:
    assert checked_passphrase("x" * 12) == "x" * 12
    with pytest.raises(PassphraseRefused) as refused:
        checked_passphrase("x" * 11)
    assert refused.value.message == "A passphrase has at least 12 letters"
    with pytest.raises(PassphraseRefused):
        checked_passphrase("x" * 1001)


def handed_over(written: bytes) -> str:
    reading, writing = os.pipe()
    os.write(writing, written)
    os.close(writing)
    try:
        return passphrase_from_descriptor(reading)
    finally:
        os.close(reading)


def test_a_passphrase_is_the_first_line_handed_over() -> None:
    assert handed_over(PASSPHRASE.encode()) == PASSPHRASE
    assert handed_over(f" {PASSPHRASE} \r\nsecond".encode()) == f" {PASSPHRASE} "


def test_what_is_handed_over_must_be_there_and_be_text() -> None:
    with pytest.raises(PassphraseRefused):
        handed_over(b"")
    with pytest.raises(PassphraseRefused):
        handed_over(b"\xff\xfe")
    with pytest.raises(NotUnderstood) as refused:
        passphrase_from_descriptor(987)
    assert refused.value.message == "Nothing can be read from file descriptor 987"


def test_a_keyring_keeps_a_key_until_told_to_forget_it(use: Callable[[KeyringBackend], None]) -> None:
    use(InMemory())
    key = new_key()

    keep_in_keyring(key)
    assert key_from_keyring(key.salt).raw == key.raw

    forget_in_keyring(key.salt)
    with pytest.raises(KeyNotKept):
        key_from_keyring(key.salt)


def test_a_computer_without_a_keyring_is_told_the_other_ways(use: Callable[[KeyringBackend], None]) -> None:
    use(NoKeyringHere())  # type: ignore[no-untyped-call]  # it has no types

    with pytest.raises(NoKeyring) as refused:
        keep_in_keyring(KEY)

    assert refused.value.exit_code is ExitCode.LOCKED
    assert refused.value.message == "This computer has no keyring to keep the key in"
    assert refused.value.hint == "Hand over the passphrase or the recovery code: `--passphrase-fd 3 3< file`"


def test_a_keyring_that_keeps_keys_in_a_plain_file_is_not_used(use: Callable[[KeyringBackend], None]) -> None:
    class PlainFile(InMemory):
        priority = 0.5

    use(PlainFile())

    with pytest.raises(NoKeyring):
        keep_in_keyring(KEY)


def test_a_keyring_that_is_locked_says_so(use: Callable[[KeyringBackend], None]) -> None:
    use(InMemory(locked=True))

    with pytest.raises(KeyringLocked):
        key_from_keyring(KEY.salt)


def test_a_key_is_never_shown() -> None:
    assert (repr(KEY), str(KEY)) == ("Key(…)", "Key(…)")


@pytest.mark.skipif(os.name == "nt", reason="there are no such pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(FileProblem, match="is not an ordinary file"):
        salt_of(tmp_path / "pipe")
