"""Typer's complaints about a command line, in our words."""

from __future__ import annotations

from typing import Any

import typer

from fama_cli.cli.registry import MODULES
from fama_cli.errors import NotUnderstood
from fama_cli.text import closest


def in_our_words(problem: typer.TyperException) -> NotUnderstood:
    """The same problem as a sentence and a next step."""
    context = getattr(problem, "ctx", None)
    command = context.command_path if context is not None else "fama"
    see_help = f"See `{command} --help`"
    kind = type(problem).__name__
    if kind == "NoArgsIsHelpError" or (kind == "UsageError" and "Missing command" in str(problem)):
        return NotUnderstood(f"`{command}` needs to know what to do: {_choices(context)}", hint=see_help)
    if kind == "NoSuchOption":
        option = str(getattr(problem, "option_name", ""))
        near = closest(option, _options(context))
        return NotUnderstood(f"`{command}` has no option `{option}`", hint=f"Did you mean `{near}`?" if near else see_help)
    if kind == "MissingParameter":
        parameter: Any = getattr(problem, "param", None)
        return NotUnderstood(f"`{command}` needs {_named(parameter, context)}", hint=see_help)
    said = str(getattr(problem, "message", problem))
    if kind == "BadOptionUsage":
        option = str(getattr(problem, "option_name", ""))
        if "does not take a value" in said:
            return NotUnderstood(f"`{option}` takes no value", hint=f"Write `{option}` on its own")
        return NotUnderstood(f"`{option}` needs a value after it", hint=f"Write the value next, as in `{option} VALUE`")
    if "No such command" in said:
        return _no_such_command(context, said, command)
    if "unexpected extra argument" in said:
        extra = said.rpartition("(")[2].rstrip(").")
        return NotUnderstood(f"`{command}` does not know what to do with `{extra}`", hint=see_help)
    return NotUnderstood(f"`{command}` was not understood: {said.rstrip('.')}", hint=see_help)


def _named(parameter: Any, context: Any) -> str:
    """What was left out, as it is written, and what it is."""
    if parameter is None:
        return "something more"
    name = parameter.make_metavar(context)
    option = next((each for each in parameter.opts if each.startswith("--")), "")
    about = (getattr(parameter, "help", "") or "").rstrip(".")
    about = about[:1].lower() + about[1:]
    return f"`{option} {name}`: {about}" if option else f"{name}: {about}"


def _no_such_command(context: Any, said: str, command: str) -> NotUnderstood:
    # Typer quotes what was typed, and may add a guess of its own in quotes.
    typed = said.partition("'")[2].partition("'")[0]
    known = list(context.command.list_commands(context)) if context is not None else list(MODULES)
    near = closest(typed, known)
    return NotUnderstood(
        f"There is no command `{command} {typed}`",
        hint=f"Did you mean `{command} {near}`?" if near else f"See `{command} --help`",
    )


def _options(context: Any) -> list[str]:
    if context is None:
        return []
    return [option for parameter in context.command.get_params(context) for option in parameter.opts if option.startswith("--")]


def _choices(context: Any) -> str:
    if context is None or not hasattr(context.command, "list_commands"):
        return "a command"
    return ", ".join(context.command.list_commands(context))
