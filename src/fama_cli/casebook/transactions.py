"""One call, one transaction, one line of the log: what everything that is kept is read and saved by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Self

from sqlalchemy import Connection, Engine

from fama_cli.casebook.faults import explained
from fama_cli.casebook.model import Action
from fama_cli.casebook.tables import log

Clock = Callable[[], datetime]
"""Now, with its time zone."""


class Transactions:
    """A database that is open, and who opened it."""

    def __init__(self, engine: Engine, *, where: str, who: str, clock: Clock) -> None:
        self.engine = engine
        self.where = where
        """What the casebook is called in a sentence: a file, or a server."""
        self.who = who
        """Who opened it: the name they have on this computer, or on the server."""
        self._clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        with explained(self.where), self.engine.begin() as connection:
            yield connection

    def _logged(self, connection: Connection, what: Action, client_id: int | None = None) -> None:
        connection.execute(log.insert().values(at=self._clock(), who=self.who, client_id=client_id, what=what))
