"""A key written down, for when the keyring that kept it is lost with its computer."""

from __future__ import annotations

import base64
import hashlib

from fama_cli.casebook.errors import RecoveryCodeRefused
from fama_cli.casebook.keys import KEY_BYTES, Key

_GROUP = 4
# 32 bytes of key and 3 that check them are 35: 56 letters exactly, 14 groups of 4.
_CHECK_BYTES = 3
_LENGTH = (KEY_BYTES + _CHECK_BYTES) * 8 // 5
# Base32 has no 0, 1 or 8, so each can only be the letter it looks like.
_LOOKS_LIKE = str.maketrans("018", "OIB")


def recovery_code(key: Key) -> str:
    """The key in letters and digits, to be written down and locked away. Whoever has it and the file can read everything."""
    letters = base64.b32encode(key.raw + _check(key.raw)).decode()
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def key_from_recovery_code(typed: str, salt: bytes) -> Key:
    """The key that was written down. Raises RecoveryCodeRefused, which says what is wrong and not what was typed."""
    letters = "".join(filter(str.isalnum, typed)).upper().translate(_LOOKS_LIKE)
    if len(letters) != _LENGTH:
        raise RecoveryCodeRefused(f"A recovery code has {_LENGTH} letters and digits, and that has {len(letters)}")
    try:
        held = base64.b32decode(letters)
    except ValueError:
        raise RecoveryCodeRefused("A recovery code is letters from A to Z and digits from 2 to 7") from None
    raw, check = held[:KEY_BYTES], held[KEY_BYTES:]
    if check != _check(raw):
        raise RecoveryCodeRefused("A letter of that recovery code is not right")
    return Key(raw, salt)


def _check(raw: bytes) -> bytes:
    return hashlib.sha256(b"fama recovery code" + raw).digest()[:_CHECK_BYTES]
