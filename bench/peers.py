"""Other people's command lines, installed in an environment of their own to compare with."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

PINNED = Path(__file__).with_name("peers.txt")
PEERS = ("pipx", "jrnl", "sqlite-utils")


def installed(folder: Path) -> dict[str, str]:
    """Each peer and its version, or nothing when they cannot be installed: then the results say so."""
    ready = folder / "ready"
    if not (ready.is_file() and ready.read_text() == PINNED.read_text()):
        try:
            venv.create(folder, clear=True, with_pip=True)
            subprocess.run(
                [folder / "bin" / "python", "-m", "pip", "install", "-qq", "--disable-pip-version-check", "-r", PINNED], check=True
            )
        except (OSError, subprocess.CalledProcessError) as problem:
            print(f"The programs in {PINNED.name} could not be installed: {problem}", file=sys.stderr)
            return {}
        ready.write_text(PINNED.read_text())
    pinned = dict(line.strip().split("==") for line in PINNED.read_text().splitlines() if "==" in line)
    return {name: pinned[name] for name in PEERS}
