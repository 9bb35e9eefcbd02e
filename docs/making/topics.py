"""The topic pages: the same words in `fama help TOPIC` and in docs/reference."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fama_cli.cli.commands.help import TOPICS
from fama_cli.cli.topics import FOLDER
from fama_cli.errors import ExitCode

WIDEST = 78
"""Columns. A terminal has 80."""


def topic(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def topics() -> dict[str, str]:
    """Topic -> its page. Raises when one is too wide, or the exit codes are not those of the program."""
    pages = {name: topic(name) for name in TOPICS}
    for name, text in pages.items():
        wide = [number for number, line in enumerate(text.splitlines(), start=1) if len(line) > WIDEST]
        if wide:
            raise SystemExit(f"{FOLDER.name}/{name}.md: lines {wide} are wider than {WIDEST} columns")
    if strays := {path.stem for path in FOLDER.glob("*.md")} - set(TOPICS):
        raise SystemExit(f"{FOLDER.name}: {sorted(strays)} are not topics of `fama help`")
    listed = [int(code) for code, _ in listed_in("exit-codes", "Exit codes")]
    if listed != list(ExitCode):
        raise SystemExit(f"{FOLDER.name}/exit-codes.md lists {listed}, and the program has {[int(code) for code in ExitCode]}")
    return pages


def listed_in(name: str, heading: str) -> Sequence[tuple[str, str]]:
    """The items of the list under `heading` in a topic page: "- `term`: about"."""
    under = re.split(rf"^#+ {heading}$", topic(name), flags=re.MULTILINE)[1]
    under = re.split(r"^#", under, flags=re.MULTILINE)[0]
    items = re.findall(r"^- `([^`]+)`: (.+(?:\n  .+)*)", under, flags=re.MULTILINE)
    return [(term, " ".join(about.split())) for term, about in items]
