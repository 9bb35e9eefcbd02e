"""The casebook's keys: a new one, another in its place, and the code that a key is written down as."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from fama_cli.casebook.errors import KeyNotKept, NoKeyring
from fama_cli.cli.casebook import Opening, file_place, new_passphrase, opened, with_key
from fama_cli.cli.output import note
from fama_cli.errors import NotUnderstood

if TYPE_CHECKING:
    from fama_cli.casebook.keys import Key


@contextmanager
def key_for_new_file(opening: Opening, *, passphrase: bool = False) -> Iterator[tuple[Key, bool]]:
    """A key for a new file, and whether the keyring keeps it: not if the file could not be made."""
    from fama_cli.casebook.keys import forget_in_keyring, key_from_passphrase, new_salt

    kept = None if passphrase or opening.passphrase_fd is not None else _kept_key()
    key = kept or key_from_passphrase(new_passphrase(opening.passphrase_fd, no_input=opening.no_input), new_salt())
    try:
        yield key, kept is not None
    except BaseException:
        if kept:
            forget_in_keyring(key.salt)
        raise


def tell_key(key: Key, kept: bool) -> None:
    """What whoever looks after it needs to know of a new key."""
    if kept:
        note("Its key is in this computer's keyring.")
        _tell_recovery_code(key)
    else:
        note("Nobody can open it without the passphrase, and nobody can find that out for you.")


def _kept_key() -> Key | None:
    """A new key that is in the keyring; None where there is no keyring."""
    from fama_cli.casebook.keys import keep_in_keyring, new_key

    key = new_key()
    try:
        keep_in_keyring(key)
    except NoKeyring:
        note("This computer has no keyring, so the casebook is opened with a passphrase.")
        return None
    return key


def show_recovery_code(opening: Opening) -> None:
    path = file_place()

    def tell(key: Key) -> None:
        with opened(path, key):
            if not _tell_recovery_code(key):
                raise NotUnderstood("The recovery code is shown only on a screen", hint="Run the command without a pipe or a file")

    with_key(path, opening, tell)


def _tell_recovery_code(key: Key) -> bool:
    """Whether it was shown: never to a file or another program."""
    from fama_cli.casebook.recovery import recovery_code

    if not sys.stderr.isatty():
        return False
    note("Write this recovery code down, and lock it away. If this computer is lost, it opens a backup.")
    note("Whoever has it and the file can read everything:")
    note(f"  {recovery_code(key)}")
    return True


def rekeyed(opening: Opening, *, passphrase: bool, new_passphrase_fd: int | None) -> None:
    """Another key. At every moment, what the keyring has or what the person knows opens the casebook."""
    from fama_cli.casebook.keys import (
        Which,
        forget_in_keyring,
        keep_in_keyring,
        key_from_passphrase,
        keys_from_keyring,
        settle_in_keyring,
    )
    from fama_cli.casebook.rekey import change_key

    path = file_place()

    def right(key: Key) -> Key:
        with opened(path, key):
            return key

    old = with_key(path, opening, right)
    # After going back to a backup, what was put aside may have another key than the casebook, which is nowhere else.
    with suppress(NoKeyring, KeyNotKept):
        for each in list(keys_from_keyring(old.salt)):
            keep_in_keyring(each, Which.BEFORE)
    kept_before = False
    with suppress(NoKeyring):
        kept_before = settle_in_keyring(old)
    new = None if passphrase or new_passphrase_fd is not None else _coming_key(old)
    if new:
        keep_in_keyring(old, Which.BEFORE)
        change_key(path, old, new)
        settle_in_keyring(new)
    else:
        change_key(path, old, key_from_passphrase(new_passphrase(new_passphrase_fd, no_input=opening.no_input), old.salt))
        if kept_before:  # And it is among those of before, as every key of the keyring is by now.
            forget_in_keyring(old.salt)
    note("The casebook has a new key. Backups made before are still opened by the old one, so make a new one: fama casebook backup FILE")
    if new:
        _tell_recovery_code(new)


def _coming_key(old: Key) -> Key | None:
    """A new key, which the keyring has beside the old one; None where there is no keyring."""
    from fama_cli.casebook.keys import Key, Which, keep_in_keyring, new_key

    new = Key(new_key().raw, old.salt)
    try:
        keep_in_keyring(new, Which.COMING)
    except NoKeyring:
        note("This computer has no keyring, so the casebook gets a new passphrase.")
        return None
    return new
