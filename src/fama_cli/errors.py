"""The problems a person can be told about, and the exit code of each."""

from __future__ import annotations

from enum import IntEnum

from fama_cli.record import record


class ExitCode(IntEnum):
    """What a script is told. A code is never given a new meaning; `fama help exit-codes` lists them."""

    FINE = 0
    """It worked. Finding nothing is also fine."""
    UNEXPECTED = 1
    """A fault in the program."""
    USAGE = 2
    """The command was not understood, or it needs a person to answer a question."""
    NOT_FOUND = 3
    """Something named does not exist: a substance, a group, a nation."""
    DATA_NOT_RIGHT = 4
    """A data file, or a leaflet, has something wrong in it."""
    FILE = 5
    """A file or folder cannot be read or written."""
    LOCKED = 6
    """A wrong passphrase, no key, or a locked keyring."""
    DAMAGED = 7
    """A casebook or a backup is damaged."""
    OTHER_VERSION = 8
    """A casebook was made by a newer or an older version of fama."""
    IN_USE = 9
    """Someone else is using the casebook. To try again is all there is to do."""
    STOPPED = 130
    """A person stopped it with Ctrl-C."""


class FamaError(Exception):
    """A problem we can explain. `hint` is the next thing to try; `details`, each a line, say what is wrong where there is more than one."""

    code = "error"
    exit_code = ExitCode.UNEXPECTED

    def __init__(self, message: str, *, hint: str = "", details: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.details = details


class Stopped(Exception):
    """A person stopped before the end. `says` tells them what was saved."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


class NotUnderstood(FamaError):
    """The command line asks for something it cannot mean, or leaves out something needed."""

    code = "usage"
    exit_code = ExitCode.USAGE


class NotFound(FamaError):
    """Something named does not exist."""

    code = "not-found"
    exit_code = ExitCode.NOT_FOUND


class FileProblem(FamaError):
    """A file or folder cannot be read or written."""

    code = "file"
    exit_code = ExitCode.FILE


@record
class Problem:
    """One thing wrong in a data file: where it is, what was found and what was expected."""

    file: str
    line: int
    column: int
    field: str
    says: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.says}"


class DataNotRight(FamaError):
    """A data file cannot be used. `problems` are in the order of the file."""

    code = "data"
    exit_code = ExitCode.DATA_NOT_RIGHT

    def __init__(self, problems: tuple[Problem, ...], *, hint: str = "") -> None:
        first, *rest = problems
        more = f" (and {len(rest)} more: `fama data check` lists them)" if rest else ""
        super().__init__(f"{first}{more}", hint=hint or "Put that right, or move the file out of the folder, then run the command again")
        self.problems = problems
