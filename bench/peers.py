"""Other people's programs, installed in an environment of their own to compare with."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

PINNED = Path(__file__).with_name("peers.txt")
PEERS = ("pipx", "jrnl", "sqlite-utils")
"""Command lines, asked for their version."""
PRINTER = "weasyprint"
"""Makes a PDF of the page that a handout is for a screen."""


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
    return {name: pinned[name] for name in (*PEERS, PRINTER)}


def why_not_printed(folder: Path) -> str:
    """Why no PDF can be made with the peer here, in its own words, or nothing when it can.

    It needs libraries that Python's installer does not bring (Debian: libpango-1.0-0, libpangoft2-1.0-0 and
    libharfbuzz-subset0), and a machine without them should still measure the rest.
    """
    small = "import weasyprint; weasyprint.HTML(string='<p>It can').write_pdf()"
    try:
        tried = subprocess.run([folder / "bin" / "python", "-c", small], capture_output=True, text=True)
    except OSError as problem:
        return str(problem)
    if tried.returncode == 0:
        return ""
    last = (tried.stderr.strip().splitlines() or ["It ended without a word"])[-1]
    return last.partition(".  ")[0]  # what comes after says where else it looked
