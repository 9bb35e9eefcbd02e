"""Asking a person, when there is one to ask."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from fama_cli.cli.output import note
from fama_cli.errors import NotUnderstood
from fama_cli.text import folded, visible

NOT_SURE = -1


def can_ask(no_input: bool) -> bool:
    """A question needs a person at both ends: to read it and to answer it."""
    return not no_input and sys.stdin.isatty() and sys.stdout.isatty()


def line(prompt: str) -> str:
    """What was typed. End of input stops, as Ctrl-C does."""
    sys.stderr.write(f"{visible(prompt)}: ")
    sys.stderr.flush()
    typed = sys.stdin.readline()
    if not typed:
        raise KeyboardInterrupt
    return typed.strip()


def hidden(prompt: str) -> str:
    """What was typed, without showing it."""
    import getpass

    try:
        return getpass.getpass(f"{prompt}: ", stream=sys.stderr)
    except EOFError:
        raise KeyboardInterrupt from None
    except UnicodeDecodeError:
        raise NotUnderstood("That is not text in this terminal's encoding", hint="Set the terminal to UTF-8, then try again") from None


def choose(question: str, choices: Sequence[str], *, not_sure: str) -> int:
    """The place of the chosen answer, or NOT_SURE. Asks until there is an answer; Ctrl-C and end of input stop."""
    note(question)
    for number, choice in enumerate(choices, start=1):
        note(f"  {number}  {choice}")
    note(f"  ?  {not_sure}")
    while True:
        typed = line(f"Which one? Type 1 to {len(choices)}, or ?")
        if typed == "?":
            return NOT_SURE
        if typed.isdecimal() and 1 <= int(typed) <= len(choices):
            return int(typed) - 1
        named = [place for place, choice in enumerate(choices) if typed and folded(choice).startswith(folded(typed))]
        if len(named) == 1:
            return named[0]
        note(f"`{visible(typed)}` is not one of them" if typed else "Nothing was typed")


def agreed(question: str, *, otherwise: bool) -> bool:
    """Whether the answer is yes. Enter alone is `otherwise`; Ctrl-C and end of input stop."""
    while True:
        typed = line(f"{question} Type y or n{', or Enter for yes' if otherwise else ''}").casefold()
        if typed in {"y", "yes", "n", "no"} or not typed:
            return typed in {"y", "yes"} if typed else otherwise
        note(f"`{visible(typed)}` is not y or n")
