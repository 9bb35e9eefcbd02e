"""docs/man/fama.1: the manual page, in the man macros of roff."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence
from typing import Any

import typer

from docs.making.commands import command_at, tree
from docs.making.docstrings import docstrings
from docs.making.topics import listed_in
from fama_cli import __version__, errors
from fama_cli.cli.commands.help import TOPICS
from fama_cli.cli.house import CONTEXT

_ESCAPES = {"\\": r"\e", "'": r"\(aq", "`": r"\(ga", "~": r"\(ti", "^": r"\(ha", '"': r"\(dq"}
_MARKS = re.compile(r"`([^`]+)`")


def escaped(words: str, *, code: bool = False) -> str:
    """`words` as roff shows them. In code, a hyphen is one that can be copied and typed."""
    safe = "".join(_ESCAPES.get(character, character) for character in words)
    safe = "".join(character if character.isascii() else f"\\[u{ord(character):04X}]" for character in safe)
    return safe.replace("-", r"\-") if code else safe


def paragraph(words: str) -> str:
    """Running text, with `code` in bold. A line that starts with a dot would be an order to roff."""
    pieces = [bold(piece) if number % 2 else escaped(piece) for number, piece in enumerate(_MARKS.split(" ".join(words.split())))]
    text = "".join(pieces)
    return rf"\&{text}" if text.startswith(".") else text


def bold(words: str) -> str:
    return rf"\fB{escaped(words, code=True)}\fR"


def page() -> str:
    """The whole page."""
    return "\n".join([*_head(), *_commands(), *_tail()]) + "\n"


def _head() -> Iterator[str]:
    top = command_at(())
    about, _ = _help_and_examples(top)
    yield r".\" Made by docs/build.py. Edit that, or the commands themselves."
    yield f'.TH FAMA 1 "" "fama {__version__}" "User Commands"'
    # Nothing is hyphenated or spread out: a path or an option is copied as it stands.
    yield ".nh"
    yield ".ad l"
    yield ".SH NAME"
    yield r"fama \- facilitated access to mutual aid, from the command line"
    yield ".SH SYNOPSIS"
    yield f"{bold('fama')} [{bold('--help')}] [{bold('--version')}]"
    yield ".br"
    yield rf"{bold('fama')} \fICOMMAND\fR [\fIOPTIONS\fR] [\fIARGUMENTS\fR]"
    yield ".SH DESCRIPTION"
    yield paragraph(about[0])
    for words in (
        "It is for drug and alcohol keyworkers. It finds the groups that fit what a person uses, says why each one fits, and says "
        "how far each contact can be trusted. It goes through the stages of an introduction with a client, keeps what they say in an "
        "encrypted casebook, and says who is due. It opens no network connection, except to a server chosen for a team's casebook.",
        "On a terminal it draws for a person to read. Through a pipe, or with an output file, it prints one line for each thing, "
        "with a tab between fields. `--json` prints a document that names its schema.",
    ):
        yield ".PP"
        yield paragraph(words)
    yield from _options(top)


def _commands() -> Iterator[str]:
    yield ".SH COMMANDS"
    for _, paths in tree():
        for path in paths:
            command = command_at(path)
            if not hasattr(command, "list_commands"):
                yield from _command(path, command)


def _command(path: Sequence[str], command: Any) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(_context(command)))
    yield f'.SS "fama {" ".join(path)} {escaped(_unbraced(usage), code=True)}"'
    about, examples = _help_and_examples(command)
    yield paragraph(about[0])
    for words in about[1:]:
        yield ".PP"
        yield paragraph(words)
    yield from _options(command)
    if examples:
        yield ".PP"
        yield "Examples:"
        yield ".PP"
        yield ".RS 4"
        yield ".nf"
        yield from (bold(line) for line in examples)
        yield ".fi"
        yield ".RE"


def _context(command: Any) -> typer.Context:
    return typer.Context(command, info_name="fama", help_option_names=CONTEXT["help_option_names"])  # type: ignore[arg-type]  # a list


def _unbraced(usage: str) -> str:
    """Typer writes an argument that must be given as {GROUP}. A manual page writes it as GROUP."""
    return usage.replace("{", "").replace("}", "")


def _help_and_examples(command: Any) -> tuple[list[str], list[str]]:
    text, _, examples = inspect.cleandoc(command.help).partition("\b")
    paragraphs = [words for words in text.split("\n\n") if words.strip()]
    return paragraphs, [line.strip() for line in examples.splitlines() if line.startswith("  ")]


def _options(command: Any) -> Iterator[str]:
    for parameter in command.get_params(_context(command)):
        if parameter.param_type_name == "argument":
            term = rf"\fI{escaped(str(parameter.metavar or parameter.name), code=True)}\fR"
        else:
            value = "" if parameter.is_flag else rf" \fI{escaped(str(parameter.metavar or ''), code=True)}\fR"
            term = ", ".join(bold(option) for option in sorted(parameter.opts, key=len)) + value.rstrip()
        yield ".TP"
        yield term
        default = f" The usual value is `{parameter.default}`." if getattr(parameter, "show_default", False) and parameter.default else ""
        yield paragraph(f"{parameter.help or ''}{default}")


def _tail() -> Iterator[str]:
    yield ".SH EXIT STATUS"
    said = docstrings(errors)
    for code in errors.ExitCode:
        yield from _term(str(int(code)), said["ExitCode", code.name])
    yield ".SH ENVIRONMENT"
    for name, about in listed_in("environment", "Variables"):
        yield from _term(name, about)
    yield ".SH FILES"
    for name, about in listed_in("environment", "Places"):
        yield from _term(name, about)
    yield ".SH SEE ALSO"
    yield f"{bold('fama --help')}, and {bold('fama help')} with one of these topics:"
    for name, about in TOPICS.items():
        yield from _term(name, f"{about}.")


def _term(term: str, about: str) -> Iterator[str]:
    yield ".TP"
    yield bold(term)
    yield paragraph(about[:1].upper() + about[1:])
