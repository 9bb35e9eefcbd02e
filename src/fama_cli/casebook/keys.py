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
from pathlib import Path
from typing import TYPE_CHECKING

from fama_cli.casebook.errors import Damaged, KeyNotKept, KeyringLocked, NoCasebook, NoKeyring, PassphraseRefused
from fama_cli.errors import NotUnderstood
from fama_cli.files import unreadable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SALT_BYTES, KEY_BYTES = 16, 32
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
    """The salt of a casebook that is there. Raises NoCasebook, Damaged, or FileProblem."""
    try:
        with path.open("rb") as file:
            salt = file.read(SALT_BYTES)
    except FileNotFoundError:
        raise NoCasebook(path) from None
    except OSError as problem:
        raise unreadable(path, problem) from problem
    if len(salt) < SALT_BYTES:
        raise Damaged(path)
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


def keep_in_keyring(key: Key, *, coming: bool = False) -> None:
    """Keep a key; with `coming`, one that the casebook is about to get, beside the one it has. Raises NoKeyring or KeyringLocked."""
    _ask_keyring(lambda keyring: keyring.set_password(SERVICE, _name(key.salt, coming), key.raw.hex()))


def key_from_keyring(salt: bytes) -> Key:
    """Raises NoKeyring, KeyringLocked or KeyNotKept."""
    return next(keys_from_keyring(salt))


def keys_from_keyring(salt: bytes) -> Iterator[Key]:
    """The key of a casebook, then one that it may have got just before the power went.

    Raises NoKeyring, KeyringLocked or KeyNotKept.
    """
    found = False
    for coming in (False, True):
        if kept := _kept(_name(salt, coming)):
            found = True
            try:
                yield Key(bytes.fromhex(kept), salt)
            except ValueError:
                raise KeyNotKept from None
    if not found:
        raise KeyNotKept


def _kept(name: str) -> str | None:
    return _ask_keyring(lambda keyring: keyring.get_password(SERVICE, name))


def forget_in_keyring(salt: bytes, *, coming: bool = False) -> None:
    """Take the key of a casebook out of the keyring: without a copy of it, nobody reads that casebook again."""
    name = _name(salt, coming)
    if _kept(name) is not None:
        _ask_keyring(lambda keyring: keyring.delete_password(SERVICE, name))


def _name(salt: bytes, coming: bool) -> str:
    return f"{salt.hex()}{' coming' if coming else ''}"


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
