"""What answers questions about tables and files, whichever engine it is. connecting.py makes it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fama_cli.errors import NotFound, NotUnderstood
from fama_cli.recording.errors import RecordsNotRight
from fama_cli.recording.faults import explained
from fama_cli.recording.headings import check_csv_top
from fama_cli.text import closest, visible

if TYPE_CHECKING:
    import ibis

FILES = (".csv", ".parquet")
_NAME = re.compile(r"[^\W\d]\w{0,62}(\.[^\W\d]\w{0,62})?")
"""A table, or a schema and a table: letters, numbers and low lines."""


class Kind(StrEnum):
    """An engine."""

    DUCKDB = "duckdb"
    POSTGRESQL = "postgresql"
    SPARK = "spark"


class Engine:
    """Something that answers questions about tables."""

    def __init__(self, kind: Kind, backend: Any, where: str) -> None:
        self.kind = kind
        self.backend = backend
        self.where = where
        self._kept = 0

    def table(self, source: str) -> ibis.Table:
        """The table of that name, or the file. Raises FileProblem, NotFound, NotUnderstood, RecordsNotRight or EngineDown."""
        if is_file(source):
            return self._file(Path(source))
        if self.kind is Kind.DUCKDB:
            raise NotUnderstood(
                f"`{visible(source)}` is not a .csv or .parquet file, and a table needs an engine",
                hint="Name a file, or say where the table is: `--engine postgresql://server/database`",
            )
        return self._named(source)

    def _file(self, path: Path) -> ibis.Table:
        if self.kind is Kind.POSTGRESQL:
            raise NotUnderstood(
                f"`{path}` is a file, and PostgreSQL reads tables", hint="Leave out `--engine` for a file, or name a table on the server"
            )
        headings = check_file(path)
        if self.kind is Kind.SPARK:
            return self._file_on_spark(path)
        # The names of folders are no records, though `CLIENT=K1` looks like a column to an engine.
        plain = {"hive_partitioning": False}
        with self.asked(str(path)), _columns_of(str(path)):
            if path.suffix.lower() == ".parquet":
                return self.backend.read_parquet(_literal(path), **plain)
            # Every column as it is written: what looks like a number, such as a client's 007, is none. Nothing is guessed.
            return self.backend.read_csv(
                _literal(path), columns=dict.fromkeys(headings, "VARCHAR"), auto_detect=False, header=True, delim=",", quote='"',
                escape='"', strict_mode=True, **plain,
            )  # fmt: skip

    def _file_on_spark(self, path: Path) -> ibis.Table:
        whole = path.absolute()
        if whole.name.startswith(("_", ".")) or any(sign in part for part in whole.parts[1:] for sign in _SPARKS_SIGNS):
            raise NotUnderstood(
                f"Spark takes `{path}` for a pattern, or for a file that is hidden",
                hint=f"Give it another name, and its folders: none of {' '.join(_SPARKS_SIGNS)} in them, and no _ or . first",
            )
        # To look below a folder is to take nothing from the names of folders: Spark has no other word for it.
        plain = {"recursiveFileLookup": True}
        with self.asked(str(path)), _columns_of(str(path)):
            if path.suffix.lower() == ".parquet":
                return self.backend.read_parquet(str(whole), **plain)
            return self.backend.read_csv(
                str(whole), header=True, inferSchema=False, quote='"', escape='"', multiLine=True, mode="FAILFAST", **plain
            )

    def _named(self, source: str) -> ibis.Table:
        if _NAME.fullmatch(source) is None:
            raise NotUnderstood(
                f"`{visible(source)}` is not the name of a table",
                hint="A name has letters, numbers and low lines: `reviews`, or `schema.reviews`",
            )
        schema, _, name = source.rpartition(".")
        with self.asked(source):
            names = self.backend.list_tables(database=schema or None)
            if name not in names:
                near = closest(name, names)
                raise NotFound(
                    f"There is no table `{source}` at {self.where}, or this login may not read it",
                    hint=f"Did you mean `{schema + '.' if schema else ''}{near}`?" if near else "Check the name and the schema",
                )
            with _columns_of(source):
                return self.backend.table(name, database=schema or None)

    def kept(self, table: ibis.Table, source: str = "") -> ibis.Table:
        """The table worked out once, as long as the audit takes. It is gone when the connection is closed.

        This is where a file is read, so `source` is named when it cannot be.
        """
        self._kept += 1
        name = f"fama_audit_{self._kept}"
        with self.asked(source):
            if self.kind is Kind.SPARK:
                self.backend._session.sql(self.backend.compile(table)).cache().createOrReplaceTempView(name)
                return self.backend.table(name)
            if self.kind is Kind.DUCKDB:
                return self.backend.create_table(name, table, temp=True)
            return self._kept_on_server(name, table)

    def _kept_on_server(self, name: str, table: ibis.Table) -> ibis.Table:
        """In a temporary table of this connection, which nobody else sees. Without the right to make one, worked out each time.

        Only the empty table is made with leave to write. It is filled, and so every table and view of the server is read, in a
        transaction that may write to temporary tables alone: a view that writes when it is read is refused.
        """
        from psycopg.errors import InsufficientPrivilege

        connection = self.backend.con
        connection.execute("SET default_transaction_read_only = off")
        try:
            made = self.backend.create_table(name, schema=table.schema(), temp=True)
        except InsufficientPrivilege:
            return table
        finally:
            if not connection.closed:
                connection.execute("SET default_transaction_read_only = on")
        columns = ", ".join(f'"{column}"' for column in table.columns)
        connection.execute(f"INSERT INTO {name} ({columns}) {self.backend.compile(table)}")
        connection.execute(f"ANALYZE {name}")
        return made

    def rows(self, expression: Any) -> list[dict[str, Any]]:
        """The answer to a question, a row a dictionary."""
        with self.asked():
            return expression.to_pyarrow().to_pylist()  # type: ignore[no-any-return]  # Ibis has no types

    @contextmanager
    def asked(self, source: str = "") -> Iterator[None]:
        """Say what the engine says as a sentence of ours. Ibis calls names that DuckDB and Spark have newer ones for."""
        with explained(source, self.where), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield


def is_file(source: str) -> bool:
    return source.lower().endswith(FILES)


def check_file(path: Path) -> Sequence[str]:
    """Refuse what cannot be records, before an engine opens it. Returns the headings of a CSV file.

    Raises FileProblem or RecordsNotRight.
    """
    from fama_cli.files import read_whole, unreadable

    try:
        size = path.stat().st_size
        if not path.is_file():
            read_whole(path, largest=0, what="file of records")
        if size == 0:
            raise RecordsNotRight(
                f"`{path}` is empty", hint="Export it again: the first line has the headings, and each line after it a review"
            )
        with path.open("rb") as file:
            top = file.read(1_048_576)
    except OSError as problem:
        raise unreadable(path, problem) from problem
    if path.suffix.lower() == ".csv":
        return check_csv_top(path, top)
    if not top.startswith(b"PAR1"):
        raise RecordsNotRight(f"`{path}` is not a Parquet file: it does not begin as one", hint="Check what it is, or export it again")
    return ()


_SPARKS_SIGNS = ("*", "?", "[", "]", "{", "}", "\\", ":", ",")
"""Signs that Spark and Hadoop read as patterns, lists and addresses."""


def _literal(path: Path) -> str:
    """The path as it is: DuckDB reads `*`, `?` and `[` as patterns."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))


@contextmanager
def _columns_of(source: str) -> Iterator[None]:
    """Ibis asks what each column holds, and stumbles over what it does not know, such as a map of the world. It has no error for it."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, NotImplementedError, AssertionError):
        raise RecordsNotRight(
            f"`{visible(source)}` has a column of a kind that cannot be read here",
            hint="Leave out columns that hold something else than words, numbers and days, such as places on a map",
        ) from None
