"""Changing the key of a casebook: a new passphrase, or another key when somebody has seen the old one."""

from __future__ import annotations

from pathlib import Path

from fama_cli.casebook.check import wrong_with
from fama_cli.casebook.embedded import PATIENCE, opened
from fama_cli.casebook.errors import Damaged
from fama_cli.casebook.keys import Key
from fama_cli.casebook.replace import alone, beside, replace


def change_key(path: Path, old: Key, new: Key, *, patience: int = PATIENCE) -> None:
    """Encrypt a casebook with another key. Raises InUse while anyone else has it open, and as opening does.

    `new` has the salt of the file, as the old one has. Backups made before are still opened by the old key.
    """
    if new.salt != old.salt:
        raise ValueError("a casebook keeps its salt")
    # On a copy, so that a crash leaves the casebook as it was.
    with alone(path, old, patience) as casebook, beside(path) as copy:
        with opened(copy, old, new=True) as made:
            casebook.backup(made)
            made.execute(f"PRAGMA rekey = \"x'{new.raw.hex()}'\"")
        with opened(copy, new) as made:
            if wrong_with(made):
                raise Damaged(path)
        replace(copy, path)
