"""What can go wrong with an audit. No sentence quotes a record: it names a row, a heading or a file."""

from __future__ import annotations

from fama_cli.errors import ExitCode, FamaError, NotUnderstood

INSTALL = "pip install 'fama-cli[audit]'"


class AuditNotInstalled(FamaError):
    """The audit needs libraries that not everybody wants: about 300 MB."""

    code = "audit-not-installed"
    exit_code = ExitCode.USAGE

    def __init__(self, library: str, install: str = INSTALL) -> None:
        super().__init__(f"The audit needs the library `{library}`, which is not installed here", hint=f"Install it: `{install}`")


class RecordsNotRight(FamaError):
    """Records that cannot be audited as they are. Nothing was written."""

    code = "records"
    exit_code = ExitCode.DATA_NOT_RIGHT


class EngineDown(FamaError):
    """The engine cannot be reached, or stopped half-way."""

    code = "engine"
    exit_code = ExitCode.FILE


class EngineRefused(NotUnderstood):
    """An address that is not followed. It is not repeated: it may hold a password."""

    code = "engine-address"
