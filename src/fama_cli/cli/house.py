"""What every command shares: how it is made, how its help looks, and the options they all take."""

from __future__ import annotations

import importlib
from typing import Annotated, Any

import typer
from typer.core import TyperGroup, TyperOption

from fama_cli.cli.registry import COMMANDS, MODULES

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 80}
"""A width of 80 columns suits every terminal; help is read, not resized."""


def command_app(*, help: str = "") -> typer.Typer:
    """An app with plain help, which costs 70 ms less than the Rich kind and reads the same on every terminal."""
    return typer.Typer(
        help=help, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False, context_settings=CONTEXT,
        no_args_is_help=False,
    )  # fmt: skip


_COMPLETION_HELP = {
    "install_completion": "Set up the Tab key for this shell.",
    "show_completion": "Print what that would add to the shell.",
}
"""Typer adds these 2 options; the words are ours."""


class LazyGroup(TyperGroup):
    """Imports a command's module only when that command is used, so that each pays for itself alone."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(MODULES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in MODULES:
            return None
        command = typer.main.get_command(importlib.import_module(MODULES[cmd_name]).app)
        command.name = cmd_name
        return command

    def format_options(self, ctx: Any, formatter: Any) -> None:
        for parameter in self.params:
            if parameter.name in _COMPLETION_HELP and isinstance(parameter, TyperOption):
                parameter.help = _COMPLETION_HELP[parameter.name]
        super().format_options(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for heading, names in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl([(name, self.get_command(ctx, name).get_short_help_str(limit=66)) for name in names])


def complete_substance(incomplete: str) -> list[str]:
    """Ids and other names of substances. Completion reads the directory and never a client's record."""
    from fama_cli.catalogue.load import load_directory

    substances = load_directory().substances
    names = [name for each in substances for name in (each.id, *(other.name for other in each.names))]
    # A name of 2 words would be put on the line as 2 names.
    return [name for name in dict.fromkeys(names) if " " not in name and name.startswith(incomplete.lower())]


def complete_group(incomplete: str) -> list[tuple[str, str]]:
    from fama_cli.catalogue.load import load_directory

    return [(group.id, group.name) for group in load_directory().groups if group.id.startswith(incomplete)]


def complete_resource(incomplete: str) -> list[tuple[str, str]]:
    from fama_cli.catalogue.load import load_library

    return [(resource.id, resource.title) for resource in load_library().resources if resource.id.startswith(incomplete)]


def complete_script(incomplete: str) -> list[tuple[str, str]]:
    from fama_cli.catalogue.load import load_practice

    scripts = [(str(script.stage or script.id), script.title) for script in load_practice().scripts]
    return [(name, title) for name, title in scripts if name.startswith(incomplete)]


def complete_concern(incomplete: str) -> list[tuple[str, str]]:
    from fama_cli.catalogue.load import load_practice

    return [(concern.id, concern.name) for concern in load_practice().concerns if concern.id.startswith(incomplete)]


def complete_from(*choices: str) -> Any:
    """A completer for an option with a few fixed values."""

    def complete(incomplete: str) -> list[str]:
        return [choice for choice in choices if choice.startswith(incomplete)]

    return complete


FORMATS = ("table", "plain", "json", "jsonl", "csv", "md")

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, the same as --format json.")]
FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="table, plain, json, jsonl, csv or md.",
        autocompletion=complete_from(*FORMATS),
        show_default=False,
    ),
]
OutputOption = Annotated[
    str,
    typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, whole or not at all. - is standard output.", show_default=False),
]
DataOption = Annotated[str, typer.Option("--data", metavar="FOLDER", help="Your service's own data folder.", show_default=False)]
NoInputOption = Annotated[bool, typer.Option("--no-input", help="Never ask a question.")]
GroupArgument = Annotated[
    str, typer.Argument(metavar="GROUP", help="The group's id, such as aa.", autocompletion=complete_group, show_default=False)
]
NationOption = Annotated[
    str,
    typer.Option(
        "--nation",
        metavar="NAME",
        help="england, scotland, wales or northern-ireland.",
        autocompletion=complete_from("england", "scotland", "wales", "northern-ireland"),
        show_default=False,
    ),
]
