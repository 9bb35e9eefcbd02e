"""Where the audit runs: DuckDB for files, the team's PostgreSQL, or Spark. The one module that connects to anything.

Each is only read. DuckDB streams a file and spills to a folder that is removed at the end, so a file may be larger than memory.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fama_cli.errors import FamaError, NotFound, NotUnderstood
from fama_cli.recording.errors import AuditNotInstalled, EngineDown, EngineRefused, RecordsNotRight
from fama_cli.recording.faults import explained
from fama_cli.recording.headings import check_csv_top
from fama_cli.text import closest, visible

if TYPE_CHECKING:
    import ibis

MEMORY = "1200MB"
"""For DuckDB, which counts only what it manages itself: the whole program stays under 2 GB."""
FILES = (".csv", ".parquet")
_NAME = re.compile(r"[^\W\d]\w{0,62}(\.[^\W\d]\w{0,62})?")
"""A table, or a schema and a table: letters, numbers and low lines."""
_LIKE = "Write it as `postgresql://server/database`, `spark://server:7077` or `spark://local`"


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
        with self.asked(str(path)):
            if path.suffix.lower() == ".parquet":
                return self.backend.read_parquet(str(path))
            if self.kind is Kind.SPARK:
                return self.backend.read_csv(
                    str(path), header=True, inferSchema=False, quote='"', escape='"', multiLine=True, mode="FAILFAST"
                )
            # Every column as it is written: what looks like a number, such as a client's 007, is none. Nothing is guessed.
            return self.backend.read_csv(
                _literal(path), columns=dict.fromkeys(headings, "VARCHAR"), auto_detect=False, header=True, delim=",", quote='"',
                escape='"', strict_mode=True,
            )  # fmt: skip

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
        """In a temporary table of this connection, which nobody else sees. Without the right to make one, worked out each time."""
        from psycopg.errors import InsufficientPrivilege

        connection = self.backend.con
        connection.execute("SET default_transaction_read_only = off")
        try:
            made = self.backend.create_table(name, table, temp=True)
            connection.execute(f"ANALYZE {name}")
            return made
        except InsufficientPrivilege:
            return table
        finally:
            if not connection.closed:
                connection.execute("SET default_transaction_read_only = on")

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


@contextmanager
def connected(address: str) -> Iterator[Engine]:
    """The engine at an address; DuckDB, inside this program, when there is none. Closed at the end.

    Raises AuditNotInstalled, EngineRefused, EngineDown or NotUnderstood.
    """
    if find_spec("ibis") is None:
        raise AuditNotInstalled("ibis-framework")
    scheme = address.partition("://")[0].lower() if "://" in address else ""
    if not address:
        opened = _duckdb()
    elif scheme in {"postgresql", "postgres"}:
        opened = _postgresql(address)
    elif scheme == "spark":
        opened = _spark(address)
    else:
        # What was typed is left out: it may hold a password.
        raise EngineRefused("That is not the address of an engine", hint=_LIKE)
    import ibis

    # A step that is folded into the next is written out as often as the next uses it.
    ibis.options.sql.fuse_selects = False
    with opened as engine:
        yield engine


@contextmanager
def _duckdb() -> Iterator[Engine]:
    import tempfile

    if find_spec("duckdb") is None:
        raise AuditNotInstalled("duckdb")
    import ibis

    with tempfile.TemporaryDirectory(prefix="fama-audit-", ignore_cleanup_errors=True) as spill:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            backend = ibis.duckdb.connect(memory_limit=MEMORY, temp_directory=spill, preserve_insertion_order=False)
        try:
            yield Engine(Kind.DUCKDB, backend, "this computer")
        finally:
            backend.disconnect()


_READ_ONLY = "-c default_transaction_read_only=on"


@contextmanager
def _postgresql(address: str) -> Iterator[Engine]:
    from fama_cli.casebook.address import called, understood

    url = understood(address)
    where = called(url)
    import ibis
    import psycopg

    named = {"host": url.host, "port": url.port, "user": url.username, "dbname": url.database}
    # Nothing is changed on the server, whatever is asked.
    settings: dict[str, Any] = {**url.query, **{name: value for name, value in named.items() if value}, "options": _READ_ONLY}
    with explained("", where):
        connection = psycopg.connect(autocommit=True, application_name="fama audit", **settings)
    try:
        with explained("", where), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            backend = ibis.postgres.from_connection(connection)
        yield Engine(Kind.POSTGRESQL, backend, where)
    finally:
        with suppress(psycopg.Error):
            connection.execute("DISCARD TEMP")
        connection.close()


@contextmanager
def _spark(address: str) -> Iterator[Engine]:
    if "@" in address:
        raise EngineRefused("There is a name or a password in that address, where others can see it", hint=_LIKE)
    if find_spec("pyspark") is None:
        raise AuditNotInstalled("pyspark", "pip install 'ibis-framework[pyspark]'")
    import ibis

    local = address.removeprefix("spark://").rstrip("/") == "local"
    where = "Spark on this computer" if local else address
    with explained("", where), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.appName("fama audit").master("local[*]" if local else address)
        for name, value in _SPARK.items():
            builder = builder.config(name, value)
        try:
            session = builder.getOrCreate()
        except FamaError:
            raise
        except Exception:
            hint = "Check the address, and that Java 17 or newer is there"
            raise EngineDown(f"{where} could not be started or reached", hint=hint) from None
        backend = ibis.pyspark.connect(session)
    try:
        yield Engine(Kind.SPARK, backend, where)
    finally:
        session.stop()


_SPARK = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": str(os.cpu_count() or 2),
}


def _literal(path: Path) -> str:
    """The path as it is: DuckDB reads `*`, `?` and `[` as patterns."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))
