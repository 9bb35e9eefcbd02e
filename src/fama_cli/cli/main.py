"""From the command line to an exit code. The one place where errors become words."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import NoReturn

import typer

from fama_cli import __version__
from fama_cli.cli import output
from fama_cli.cli.house import CONTEXT, LazyGroup
from fama_cli.errors import ExitCode, FamaError, Stopped
from fama_cli.text import visible

app = typer.Typer(
    cls=LazyGroup,
    name="fama",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=CONTEXT,
    epilog="Guide: fama help. To report a problem: fama help problems.",
)


def _version(asked: bool) -> None:
    if asked:
        output.data(f"fama {__version__}\n")
        raise typer.Exit


@app.callback()
def fama(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Help a person find mutual aid, and go with them.

    \b
    Examples:
      fama find cocaine
      fama find --for family --substance alcohol
      fama helplines
    """


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit code; nothing is raised and no traceback is shown."""
    args = list(sys.argv[1:] if argv is None else argv)
    output.use_utf8()
    try:
        code = _run(args)
        return _stopped() if code == ExitCode.STOPPED else code
    except FamaError as problem:
        # The shell is completing a word: a message would land in the middle of what is being typed.
        return problem.exit_code if "_FAMA_COMPLETE" in os.environ else _report(problem, args)
    except typer.TyperException as problem:
        from fama_cli.cli.usage import in_our_words

        return _report(in_our_words(problem), args)
    except BrokenPipeError:
        # Whoever was reading has enough (`fama find | head -1`). Python would complain when it tidies up.
        output.let_go_of(sys.stdout)
        return ExitCode.FINE
    except Stopped as stopped:
        return _stopped(stopped.says)
    except (KeyboardInterrupt, typer.Abort):
        return _stopped()
    except Exception as fault:
        from fama_cli.cli.faults import explained

        return _report(explained(fault), args)


def _run(args: list[str]) -> int:
    command = typer.main.get_command(app)
    if not args and "_FAMA_COMPLETE" not in os.environ:
        with command.make_context("fama", ["--help"], resilient_parsing=True) as context:
            sys.stderr.write(command.get_help(context) + "\n")
            sys.stderr.flush()
        return ExitCode.USAGE
    # Typer gives the code of an early exit such as --help, and otherwise what the command returned: nothing.
    return int(command.main(args, prog_name="fama", standalone_mode=False) or ExitCode.FINE)


def _stopped(says: str = "Stopped. Nothing was changed.") -> int:
    # A new line first: the cursor is after a question, or after the ^C that the terminal shows.
    sys.stderr.write("\n")
    output.note(says)
    return ExitCode.STOPPED


def _report(problem: FamaError, args: Sequence[str]) -> int:
    """Say what happened and what to do next; with --json, also as a document that a script can read."""
    if _wants_json(args):
        error = {"code": problem.code, "message": problem.message, "hint": problem.hint, "details": list(problem.details)}
        output.data(output.dump_json({"schema": "fama.error/1", "error": error}) + "\n")
    label = "\x1b[1;31mfama:\x1b[0m" if output.coloured(sys.stderr) else "fama:"
    sys.stderr.write(f"{label} {visible(problem.message)}\n")
    for each in problem.details:
        output.note(f"- {each}")
    if problem.hint:
        output.note("")
        output.note(f"hint: {problem.hint}")
    sys.stderr.flush()
    return problem.exit_code


def _wants_json(args: Sequence[str]) -> bool:
    return "--json" in args or "--format=json" in args or ("--format", "json") in pairwise(args)


def run() -> NoReturn:
    """The `fama` command."""
    # A command lives for a tenth of a second. Looking for cycles to free, as it runs and once more as it ends, would be
    # a fifth of that.
    gc.disable()
    code = main()
    if "duckdb" not in sys.modules:  # It looks at its own objects as it ends, and complains of those that are left.
        gc.freeze()
    sys.exit(code)
