"""What an engine says went wrong, as a sentence.

An engine may quote a line of the file in its error, so that is never shown, chained or logged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from fama_cli.errors import FamaError
from fama_cli.recording.errors import EngineDown, RecordsNotRight

_LINE = re.compile(r"CSV Error on Line: (\d+)")
_COLUMNS = re.compile(r"Expected Number of Columns: (\d+) Found: (\d+)")
_AGAIN = "Put that line right in the system it came from, and export it again"
_LIBRARIES = ("duckdb", "_duckdb", "psycopg", "pyspark", "py4j", "pyarrow", "ibis", "sqlglot")


@contextmanager
def explained(source: str, where: str) -> Iterator[None]:
    """Raise whatever an engine says as a FamaError. What is no engine's is left alone.

    DuckDB answers Ctrl-C with an error of its own: it is raised as KeyboardInterrupt.
    """
    try:
        yield
    except FamaError:
        raise
    except Exception as problem:
        if _is_interrupted(problem):
            raise KeyboardInterrupt from None
        if type(problem).__module__.partition(".")[0] not in _LIBRARIES and not isinstance(problem, ConnectionError):
            raise
        raise fault(problem, source, where) from None


def _is_interrupted(problem: Exception) -> bool:
    return type(problem).__name__ == "InterruptException" or (type(problem) is RuntimeError and "interrupted" in str(problem).lower())


def fault(problem: BaseException, source: str, where: str) -> FamaError:
    """The sentence for one error of an engine."""
    kind, said = type(problem), str(problem)
    library = kind.__module__.partition(".")[0]
    file = f"`{source}`" if source else "The file"
    if library == "psycopg" or isinstance(problem, ConnectionError):
        return _postgresql(problem, where)
    if library in {"pyspark", "py4j"}:
        if any(sign in said for sign in ("FAILFAST", "MALFORMED", "PARQUET", "CANNOT_READ")):
            return RecordsNotRight(f"{file} could not be read to its end", hint="Check it, or export it again")
        return EngineDown(f"{where} stopped before the audit was done", hint="Nothing was written. Try again, or ask who looks after it")
    line = _LINE.search(said)
    at = f"{file}, line {line[1]}" if line else file
    if "utf-8" in said.lower() or "unicode" in said.lower() or "byte sequence" in said.lower():
        return RecordsNotRight(f"{at}: some of it is not UTF-8, so letters are mixed up", hint="Save it as UTF-8 (in Excel: CSV UTF-8)")
    if (found := _COLUMNS.search(said)) and int(found[2]) > int(found[1]):
        return RecordsNotRight(f"{at}: it has more columns than the {found[1]} headings", hint=_AGAIN)
    if found:
        return RecordsNotRight(f"{at}: it has {found[2]} columns, and the headings are {found[1]}", hint=_AGAIN)
    if "quote" in said.lower() and line:
        return RecordsNotRight(f"{at}: a quotation mark is opened and not closed", hint=_AGAIN)
    if "CSV" in said and not line:
        # DuckDB names no line where one ends in another way than those before it.
        return RecordsNotRight(
            f"{file} could not be read as a CSV file: its line endings may be mixed, and then no line can be named",
            hint="Save it again from one program (in Excel: CSV UTF-8), or export it again",
        )
    if "CSV" in said:
        return RecordsNotRight(f"{at} is not a line of a CSV file as the others are", hint=_AGAIN)
    if "OutOfMemory" in kind.__name__ or "Out of Memory" in said:
        return EngineDown(
            "There is not enough memory or room on the disk for this file", hint="Make room in the temporary folder, or use `--engine`"
        )
    if "arquet" in said or "Snappy" in said or "thrift" in said.lower() or "TProtocol" in said:
        return RecordsNotRight(
            f"{file} is not a Parquet file that can be read: it may be damaged or cut short", hint="Export or copy it again"
        )
    if "IO Error" in said or kind.__name__ == "IOException":
        return RecordsNotRight(f"{file} could not be read to its end", hint="Check the disk or the network folder")
    return EngineDown(f"The engine at {where} could not do that", hint="Check that the columns hold words and dates, as the profile says")


def _postgresql(problem: BaseException, where: str) -> FamaError:
    state = getattr(problem, "sqlstate", None) or ""
    if state == "42501":
        return EngineDown(
            f"This login may not read that table at {where}", hint="Ask whoever looks after the server for the right to read it"
        )
    if state == "25006":
        return EngineDown(f"To read that table would change something at {where}", hint="Name a table, or a view that only reads")
    if state.startswith("28"):
        return EngineDown(
            f"{where} did not let this login in", hint="Check the login, and the pgpass file or service file with its password"
        )
    if state == "3D000":
        return EngineDown(f"There is no database of that name at {where}", hint="Check the address")
    if not state or state.startswith(("08", "57P")):
        return EngineDown(
            f"{where} cannot be reached, or went away half-way", hint="Nothing was written. Check the network, then run it again"
        )
    return EngineDown(f"The server at {where} could not do that", hint="Check that the columns hold words and dates, as the profile says")
