"""How far an engine is with what it was asked, where it can tell."""

from __future__ import annotations

from collections.abc import Callable

from fama_cli.recording.engine import Engine, Kind


def progress_of(engine: Engine) -> Callable[[], float | None]:
    """What gives the share of the present question that is done, of 100, and None where that is not known. Any thread may ask."""
    if engine.kind is not Kind.DUCKDB:
        return lambda: None
    connection = engine.backend.con
    # It reckons only where a bar is wanted, and draws one of its own unless it is told not to.
    connection.execute("SET enable_progress_bar = true")
    connection.execute("SET enable_progress_bar_print = false")

    def share() -> float | None:
        done = connection.query_progress()
        return done if 0 < done < 100 else None

    return share
