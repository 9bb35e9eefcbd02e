"""Every command there is, with words that make it work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from fama_cli.cli.main import app

WORKING: dict[str, list[str]] = {
    "find": ["find", "cocaine"],
    "groups list": ["groups", "list"],
    "groups show": ["groups", "show", "aa"],
    "groups compare": ["groups", "compare", "aa", "smart"],
    "groups checked": ["groups", "checked", "aa", "--by", "KW"],
    "groups stale": ["groups", "stale"],
    "groups check-leaflet": ["groups", "check-leaflet", "LEAFLET"],
    "substances list": ["substances", "list"],
    "substances show": ["substances", "show", "ketamine"],
    "helplines": ["helplines"],
    "resources list": ["resources", "list"],
    "resources search": ["resources", "search", "methadone"],
    "resources show": ["resources", "show", "timko-2007"],
    "resources cite": ["resources", "cite", "timko-2007"],
    "briefing list": ["briefing", "list"],
    "briefing show": ["briefing", "show", "3"],
    "walk": ["walk", "--practice", "--answers", "ANSWERS"],
    "due": ["due"],
    "plan": ["plan", "K-104", "--format", "txt"],
    "clients add": ["clients", "add", "K-105", "--worker", "KW"],
    "clients list": ["clients", "list"],
    "clients show": ["clients", "show", "K-104"],
    "clients consent": ["clients", "consent", "K-104", "yes"],
    "clients close": ["clients", "close", "K-104"],
    "clients reopen": ["clients", "reopen", "K-104"],
    "clients rename": ["clients", "rename", "K-104", "K-204"],
    "clients merge": ["clients", "merge", "K-103", "K-104", "--yes"],
    "clients export": ["clients", "export", "K-104", "--format", "txt"],
    "clients delete": ["clients", "delete", "K-104", "--yes"],
    "clients purge": ["clients", "purge", "--drafts", "--dry-run"],
    "clients log": ["clients", "log", "K-104"],
    "casebook init": ["casebook", "init"],
    "casebook status": ["casebook", "status"],
    "casebook check": ["casebook", "check"],
    "casebook backup": ["casebook", "backup", "BACKUP"],
    "casebook restore": ["casebook", "restore", "MADE"],
    "casebook rekey": ["casebook", "rekey"],
    "casebook notes": ["casebook", "notes", "on"],
    "casebook move": ["casebook", "move", "postgresql://nowhere.invalid/fama"],
    "casebook upgrade": ["casebook", "upgrade"],
    "casebook roles": ["casebook", "roles"],
    "stages": ["stages", "1"],
    "concerns": ["concerns", "religion"],
    "handout list": ["handout", "list"],
    "handout groups": ["handout", "groups", "-s", "cocaine", "--format", "txt"],
    "handout family": ["handout", "family", "--format", "txt"],
    "handout first-meeting": ["handout", "first-meeting", "--group", "aa", "--format", "txt"],
    "handout helplines": ["handout", "helplines", "--format", "txt"],
    "handout resources": ["handout", "resources", "--series", "3", "--format", "txt"],
    "handout staff": ["handout", "staff", "--format", "txt"],
    "data check": ["data", "check"],
    "data where": ["data", "where"],
    "data schema": ["data", "schema"],
    "help": ["help", "trust"],
}
"""Command -> arguments. LEAFLET stands for a leaflet with nothing wrong in it, ANSWERS for a file of answers to stage 1.

K-103 and K-104 are clients, MADE is a backup of their casebook, and BACKUP is a file that is not there yet.
"""

QUIET = {
    "clients add", "clients consent", "clients close", "clients reopen", "clients rename", "clients merge", "clients delete",
    "casebook init", "casebook check", "casebook backup", "casebook restore", "casebook rekey", "casebook notes", "casebook move",
    "casebook upgrade",
}  # fmt: skip
"""Those that do something and say so on standard error: they have nothing to print."""

WITH_OUTPUT = [name for name in WORKING if name not in QUIET]

SAME_TWICE = [name for name in WITH_OUTPUT if name not in {"clients log", "clients export"}]
"""Looking at the log is in the log, and so is an export, which holds it."""

WITH_JSON = [
    name
    for name in WITH_OUTPUT
    if name not in {"data schema", "help", "resources cite", "plan", "clients export", "casebook roles"}
    and (not name.startswith("handout") or name == "handout list")
]


def every_command() -> Iterator[tuple[str, Any]]:
    """("groups show", the command), in the order of the registry."""
    root: Any = typer.main.get_command(app)
    context = typer.Context(root, info_name="fama")
    for name in root.list_commands(context):
        command = root.get_command(context, name)
        inner = command.list_commands(context) if hasattr(command, "list_commands") else []
        if not inner:
            yield name, command
        for second in inner:
            yield f"{name} {second}", command.get_command(context, second)
