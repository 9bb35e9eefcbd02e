"""The key of a casebook, and where it rests: in the system's keyring, or nowhere, made from a passphrase each time.

The first 16 bytes of an SQLCipher file are a random salt, which is no secret. It goes into making the key from a passphrase,
and names the key in the keyring. So nothing that must not be lost lies beside the file, and a casebook that was moved, copied
or restored opens as before.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import unicodedata
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from fama_cli.casebook.errors import Damaged, KeyNotKept, KeyringLocked, NoCasebook, NoKeyring, NotACasebook, PassphraseRefused
from fama_cli.errors import FileProblem, NotUnderstood
from fama_cli.files import unreadable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SALT_BYTES, KEY_BYTES = 16, 32
_PLAIN = b"SQLite format 3\0"
SERVICE = "fama casebook"
"""What the keyring calls these keys."""

# scrypt as OWASP advises: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt
# 128 MB and about half a second a guess. Changing a number locks every casebook with a passphrase.
_COST, _BLOCK, _PARALLEL = 2**17, 8, 1
_MEMORY = 256 * 1024 * 1024

SHORTEST_PASSPHRASE, LONGEST_PASSPHRASE = 12, 1000
"""Letters. Three words have at least 12: https://www.ncsc.gov.uk/collection/top-tips-for-staying-secure-online/three-random-words"""


class Key:
    """A key with the salt of its file. Not a record: it must not be shown by accident, in a message or a traceback."""

    __slots__ = ("raw", "salt")

    def __init__(self, raw: bytes, salt: bytes) -> None:
        if len(raw) != KEY_BYTES or len(salt) != SALT_BYTES:
            raise ValueError("not a key")
        self.raw = raw
        self.salt = salt

    def __repr__(self) -> str:
        return "Key(…)"


def new_salt() -> bytes:
    return secrets.token_bytes(SALT_BYTES)


def new_key() -> Key:
    """A random key, for a keyring to keep."""
    return Key(secrets.token_bytes(KEY_BYTES), new_salt())


def salt_of(path: Path) -> bytes:
    """The salt of a casebook that is there. Raises NoCasebook, NotACasebook, Damaged, or FileProblem."""
    try:
        if path.is_dir():
            raise FileProblem(f"`{path}` is a folder, and a casebook is a file", hint="Name a file inside it")
        if path.exists() and not path.is_file():
            # A pipe, say, which nobody may ever write to.
            raise FileProblem(f"`{path}` is not an ordinary file", hint="Check the name")
        with path.open("rb") as file:
            salt = file.read(SALT_BYTES)
    except FileNotFoundError:
        raise NoCasebook(path) from None
    except OSError as problem:
        raise unreadable(path, problem) from problem
    if len(salt) < SALT_BYTES:
        raise Damaged(path)
    if salt == _PLAIN:
        raise NotACasebook(path)
    return salt


def checked_passphrase(typed: str) -> str:
    """A passphrase long enough for a new casebook. Raises PassphraseRefused."""
    if len(typed) < SHORTEST_PASSPHRASE:
        raise PassphraseRefused(
            f"A passphrase has at least {SHORTEST_PASSPHRASE} letters",
            hint="Three words that have nothing to do with each other are long enough, and easy to keep in mind",
        )
    if len(typed) > LONGEST_PASSPHRASE:
        raise PassphraseRefused(f"A passphrase has at most {LONGEST_PASSPHRASE:,} letters", hint="Choose a shorter one")
    return typed


def key_from_passphrase(passphrase: str, salt: bytes) -> Key:
    # The same letters on another keyboard may come as other bytes: é is 1 letter or 2.
    typed = unicodedata.normalize("NFC", passphrase).encode()
    raw = hashlib.scrypt(typed, salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, maxmem=_MEMORY, dklen=KEY_BYTES)
    return Key(raw, salt)


def passphrase_from_descriptor(descriptor: int) -> str:
    """The first line that another program, such as a password manager, hands over. Raises NotUnderstood."""
    largest = LONGEST_PASSPHRASE * 4  # No letter is longer than 4 bytes.
    read = b""
    try:
        while b"\n" not in read and len(read) <= largest:
            part = os.read(descriptor, largest)
            if not part:
                break
            read += part
        line = read.partition(b"\n")[0].rstrip(b"\r").decode()
    except (OSError, OverflowError):
        raise NotUnderstood(
            f"Nothing can be read from file descriptor {descriptor}", hint="Open it first, as in `3< passphrase-file`"
        ) from None
    except UnicodeDecodeError:
        raise PassphraseRefused("The passphrase handed over is not text in UTF-8", hint="Save it as UTF-8") from None
    if not line:
        raise PassphraseRefused(f"File descriptor {descriptor} handed over nothing", hint="The passphrase is its first line")
    return line


class Which(StrEnum):
    """Which key of a casebook, and what follows its salt in the name that the keyring has for it."""

    NOW = ""
    COMING = " coming"
    """What it is about to get. If the power goes just then, this one may be right."""
    BEFORE = " before"
    """What it had: several, one after the other. Backups made then are opened by them."""


def keep_in_keyring(key: Key, which: Which = Which.NOW) -> None:
    """Raises NoKeyring or KeyringLocked."""
    name = _name(key.salt, which)
    before = _kept(name) or "" if which is Which.BEFORE else ""
    if key.raw.hex() not in before:
        _ask_keyring(lambda keyring: keyring.set_password(SERVICE, name, before + key.raw.hex()))


def key_from_keyring(salt: bytes) -> Key:
    """Raises NoKeyring, KeyringLocked or KeyNotKept."""
    return next(keys_from_keyring(salt))


def keys_from_keyring(salt: bytes) -> Iterator[Key]:
    """The key of a casebook, then others that may open it or a backup of it.

    Raises NoKeyring, KeyringLocked or KeyNotKept.
    """
    found = False
    for which in Which:
        kept = _kept(_name(salt, which)) or ""
        for start in range(0, len(kept), KEY_BYTES * 2):
            found = found or which is not Which.BEFORE
            try:
                yield Key(bytes.fromhex(kept[start : start + KEY_BYTES * 2]), salt)
            except ValueError:
                raise KeyNotKept from None
    if not found:
        raise KeyNotKept


def _kept(name: str) -> str | None:
    return _ask_keyring(lambda keyring: keyring.get_password(SERVICE, name))


def settle_in_keyring(key: Key) -> bool:
    """Keep the key that opened a casebook as its one, when a change of key was cut short. Whether the keyring has it."""
    name = key.salt.hex()
    if _kept(name + Which.COMING) == key.raw.hex():
        keep_in_keyring(key)
        forget_in_keyring(key.salt, Which.COMING)
    return _kept(name) == key.raw.hex()


def forget_in_keyring(salt: bytes, which: Which = Which.NOW) -> None:
    """Take the key of a casebook out of the keyring: without a copy of it, nobody reads that casebook again."""
    name = _name(salt, which)
    if _kept(name) is not None:
        _ask_keyring(lambda keyring: keyring.delete_password(SERVICE, name))


def _name(salt: bytes, which: Which) -> str:
    return f"{salt.hex()}{which}"


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeVar

    Got = TypeVar("Got")


def _ask_keyring(ask: Callable[[KeyringBackend], Got]) -> Got:
    import keyring
    from keyring.core import recommended
    from keyring.errors import InitError, KeyringError

    try:
        backend = keyring.get_keyring()
        # One that is not recommended keeps nothing, or keeps it in a plain file.
        if not recommended(backend):
            raise NoKeyring
        return ask(backend)
    except (InitError, KeyringError) as problem:
        raise KeyringLocked from problem
