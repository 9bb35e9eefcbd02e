"""Why a file could not be read as a list of meetings."""

from __future__ import annotations

from fama_cli.errors import ExitCode, FamaError


class NotReadable(FamaError):
    """The file is not what it was taken for, or it breaks off. Nothing of it is kept."""

    code = "not-readable"
    exit_code = ExitCode.DATA_NOT_RIGHT


class FellowshipNotStated(FamaError):
    """The list does not say whose it is, and nobody has said so for it."""

    code = "fellowship-not-stated"
    exit_code = ExitCode.USAGE
