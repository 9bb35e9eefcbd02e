"""docs/reference/commands.md: the help of every command, as the program prints it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import typer

from docs.making.running import run
from fama_cli.cli.main import app
from fama_cli.cli.registry import COMMANDS

INTRODUCTION = """\
# Commands

Every command, as `--help` prints it. Add `--help` to any command to see the same on your screen.
"""


def command_at(path: Sequence[str]) -> Any:
    """The command that `path` names, such as ("groups", "show"); the last one found when it names no further."""
    command: Any = typer.main.get_command(app)
    for name in path:
        inner = command.get_command(None, name) if hasattr(command, "list_commands") else None
        if inner is None:
            return command
        command = inner
    return command


def tree() -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Each heading of `fama --help`, and the commands and subcommands under it."""
    for heading, names in COMMANDS.items():
        paths: list[tuple[str, ...]] = []
        for name in names:
            paths.append((name,))
            command = command_at((name,))
            if hasattr(command, "list_commands"):
                paths += [(name, inner) for inner in command.list_commands(None)]
        yield heading, paths


def page() -> str:
    """The whole page. Runs inside `scratch`."""
    parts = [INTRODUCTION]
    parts.append("\n".join(_links()) + "\n")
    parts.append(f"## fama\n\n{_help(())}")
    for heading, paths in tree():
        parts.append(f"## {heading}\n")
        parts += [f"### fama {' '.join(path)}\n\n{_help(path)}" for path in paths]
    return "\n".join(parts)


def _links() -> Iterator[str]:
    yield "- [fama](#fama)"
    for heading, paths in tree():
        yield f"- {heading}"
        for path in paths:
            yield f"  - [fama {' '.join(path)}](#fama-{'-'.join(path)})"


def _help(path: Sequence[str]) -> str:
    ran = run([*path, "--help"])
    if ran.code != 0:
        raise SystemExit(f"`fama {' '.join(path)} --help` ended with {ran.code}: {ran.err}")
    return f"```text\n{ran.out.rstrip()}\n```\n"
