"""Where the audit runs: DuckDB for files, the team's PostgreSQL, or Spark. The one module that connects to anything.

Each is only read. DuckDB streams a file and spills to a folder that is removed at the end, so a file may be larger than memory.
Spark on this computer spills to such a folder too, and listens to nobody else.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from typing import Any

from fama_cli.errors import FamaError
from fama_cli.recording.engine import Engine, Kind
from fama_cli.recording.errors import AuditNotInstalled, EngineDown, EngineRefused
from fama_cli.recording.faults import explained
from fama_cli.recording.interrupting import heard_at_once
from fama_cli.recording.spilling import own_folder
from fama_cli.text import visible

MEMORY = "1200MB"
"""For DuckDB, which counts only what it manages itself: the whole program stays under 2 GB."""
_ON_ITS_OWN = {"autoinstall_known_extensions": False, "autoload_known_extensions": False, "allow_community_extensions": False}
"""DuckDB fetches nothing from the network, and loads nothing that somebody put on this computer."""
_LIKE = "Write it as `postgresql://server/database`, `spark://server:7077` or `spark://local`"


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
    if find_spec("duckdb") is None:
        raise AuditNotInstalled("duckdb")
    import ibis

    with own_folder() as spill:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            backend = ibis.duckdb.connect(memory_limit=MEMORY, temp_directory=spill, preserve_insertion_order=False, **_ON_ITS_OWN)
        try:
            with heard_at_once(backend.con.interrupt):
                yield Engine(Kind.DUCKDB, backend, "this computer")
        finally:
            backend.disconnect()


_READ_ONLY = "-c default_transaction_read_only=on"
_MAY_BE_SET = frozenset({
    "host", "hostaddr", "port", "dbname", "user", "service", "passfile", "require_auth", "requirepeer", "channel_binding",
    "connect_timeout", "keepalives", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout",
    "sslmode", "sslnegotiation", "sslrootcert", "sslcert", "sslkey", "sslcertmode", "sslcrl", "sslcrldir", "sslsni",
    "ssl_min_protocol_version", "ssl_max_protocol_version", "gssencmode", "krbsrvname", "gsslib", "gssdelegation",
    "target_session_attrs", "load_balance_hosts",
})  # fmt: skip
"""What an address may say of the way to a server, by libpq's names: https://www.postgresql.org/docs/current/libpq-connect.html.
psycopg has words of its own for its connections, and `options` would take back that the server is only read."""


@contextmanager
def _postgresql(address: str) -> Iterator[Engine]:
    from fama_cli.casebook.address import called, understood

    url = understood(address)
    where = called(url)
    import ibis
    import psycopg

    named = {"host": url.host, "port": url.port, "user": url.username, "dbname": url.database}
    # What an address says twice, such as 2 hosts, libpq has with a comma between.
    said = {name: value if isinstance(value, str) else ",".join(value) for name, value in url.query.items()}
    if unknown := next((name for name in said if name not in _MAY_BE_SET), ""):
        raise EngineRefused(
            f"That address has the setting `{visible(unknown)}`, which is not followed", hint="Leave it out, or put it in a service file"
        )
    # Every question is asked in a transaction that only reads. engine.py makes temporary tables, which stay empty until then.
    settings: dict[str, Any] = {**said, **{name: value for name, value in named.items() if value}, "options": _READ_ONLY}
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
    with own_folder() as spill:
        with explained("", where), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            session = _session(address, where, {**_SPARK, **_on_this_computer(spill)} if local else _SPARK)
            backend = ibis.pyspark.connect(session)
        try:
            yield Engine(Kind.SPARK, backend, where)
        finally:
            session.stop()


def _session(address: str, where: str, settings: Mapping[str, str]) -> Any:
    from pyspark.sql import SparkSession

    def started(more: Mapping[str, str]) -> Any:
        builder = SparkSession.builder.appName("fama audit").master(_LOCAL if _ALONE in settings else address)
        for name, value in {**settings, **more}.items():
            builder = builder.config(name, value)
        return builder.getOrCreate()

    try:
        try:
            return started({_ENCRYPTED: "true"})
        except Exception as problem:
            # Spark refuses before it connects, where its own settings have no secret that it shares with the server.
            if _ALONE in settings or "spark.authenticate" not in str(problem):
                raise
            return started({_ENCRYPTED: "false"})
    except FamaError:
        raise
    except Exception:
        hint = "Check the address, and that Java 17 or newer is there"
        raise EngineDown(f"{where} could not be started or reached", hint=hint) from None


def _on_this_computer(spill: str) -> Mapping[str, str]:
    """Spark that nobody else can reach: it opens ports, and writes what does not fit in memory to a folder."""
    return {
        _ALONE: "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        # Spark makes a secret at random for itself where it runs on one computer.
        "spark.authenticate": "true",
        "spark.io.encryption.enabled": "true",
        "spark.local.dir": spill,
        "spark.sql.warehouse.dir": spill,
    }


_LOCAL = "local[*]"
_ALONE = "spark.driver.host"
_ENCRYPTED = "spark.network.crypto.enabled"
_SPARK = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": str(os.cpu_count() or 2),
}
