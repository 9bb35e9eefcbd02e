"""A keyring for tests that run the program: a real backend of the keyring library, which keeps what it is given in a file.

PYTHON_KEYRING_BACKEND=tests.kept_keyring.Keyring, with this repository on PYTHONPATH, and FAMA_TEST_KEYRING naming the file.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend


class Keyring(KeyringBackend):
    priority = 5.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # it has no types

    @property
    def _file(self) -> Path:
        return Path(os.environ["FAMA_TEST_KEYRING"])

    def _kept(self) -> dict[str, str]:
        kept: dict[str, str] = json.loads(self._file.read_text()) if self._file.exists() else {}
        return kept

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._keep({**self._kept(), f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        kept = self._kept()
        del kept[f"{service}/{username}"]
        self._keep(kept)

    def _keep(self, kept: dict[str, str]) -> None:
        # Whole or not at all, as a keyring does it: tests kill the program while it writes.
        beside = self._file.with_name(f"{self._file.name}.new")
        beside.write_text(json.dumps(kept))
        beside.replace(self._file)
