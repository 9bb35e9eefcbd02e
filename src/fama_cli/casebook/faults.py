"""What a database says went wrong, as a sentence.

The error of a database may quote what was being saved, so it is never shown, chained or logged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from fama_cli.casebook.errors import CannotWrite, Damaged, DiskFull, InUse, NotAllowed, NoTeam, Unreachable
from fama_cli.errors import FamaError

Fault = Callable[[str], FamaError]

_SQLITE: Mapping[int, Fault] = {
    3: CannotWrite,  # SQLITE_PERM
    5: InUse,  # SQLITE_BUSY
    6: InUse,  # SQLITE_LOCKED
    8: CannotWrite,  # SQLITE_READONLY
    11: Damaged,  # SQLITE_CORRUPT
    13: DiskFull,  # SQLITE_FULL
    14: CannotWrite,  # SQLITE_CANTOPEN
    26: Damaged,  # SQLITE_NOTADB
}
"""https://www.sqlite.org/rescode.html"""

_POSTGRESQL: Mapping[str, Fault] = {
    "25006": CannotWrite,  # read_only_sql_transaction
    "23502": NoTeam,  # not_null_violation: whose it is, is the one thing that the database fills in
    "42501": NotAllowed,  # insufficient_privilege, or a rule that keeps teams apart
    "40P01": InUse,  # deadlock_detected
    "53100": DiskFull,
    "55P03": InUse,  # lock_not_available
    "XX001": Damaged,  # data_corrupted
    "XX002": Damaged,  # index_corrupted
}
"""https://www.postgresql.org/docs/current/errcodes-appendix.html"""


_TAKEN = (19, "23505")
"""SQLITE_CONSTRAINT, of which SQLCipher's module gives no finer kind, and unique_violation."""


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Raise whatever the database says about `where` as a FamaError."""
    try:
        yield
    except DBAPIError as problem:
        raise fault(problem.orig, where) from None


def is_taken(problem: DBAPIError) -> bool:
    """Whether what must be the only one of its kind is there already."""
    code = getattr(problem.orig, "sqlite_errorcode", None) or getattr(problem.orig, "sqlstate", None)
    return code in _TAKEN


def fault(problem: BaseException | None, where: str) -> FamaError:
    # The low byte is the kind; the rest is detail.
    number = getattr(problem, "sqlite_errorcode", None)
    if isinstance(number, int):
        return _SQLITE.get(number & 0xFF, Unreachable)(where)
    return _POSTGRESQL.get(getattr(problem, "sqlstate", None) or "", Unreachable)(where)
