"""A keyring for the examples: a backend of the keyring library, which keeps what it is given in a file.

It holds the key of a made-up casebook, in a folder that is gone a moment later. Nothing else may be kept like that.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend  # noqa: TID253  # only the keyring library itself imports this

FILE = "FAMA_DOCS_KEYRING"
"""The environment variable that names the file."""


class Keyring(KeyringBackend):
    priority = 5.0  # One below 1 would not be recommended, and the program would take it for no keyring.

    @property
    def _file(self) -> Path:
        return Path(os.environ[FILE])

    def _kept(self) -> dict[str, str]:
        kept: dict[str, str] = json.loads(self._file.read_text(encoding="utf-8")) if self._file.exists() else {}
        return kept

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._file.write_text(json.dumps({**self._kept(), f"{service}/{username}": password}), encoding="utf-8")

    def delete_password(self, service: str, username: str) -> None:
        kept = self._kept()
        del kept[f"{service}/{username}"]
        self._file.write_text(json.dumps(kept), encoding="utf-8")
