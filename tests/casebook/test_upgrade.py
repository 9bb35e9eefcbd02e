"""A casebook of an older version is brought up to date with all that is in it, or left as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from fama_cli.casebook.check import check_casebook
from fama_cli.casebook.embedded import open_as_it_is, open_casebook, store_in
from fama_cli.casebook.errors import CasebookThere, NewerCasebook, NotACasebook, NotTheOwner, OlderCasebook, Unreachable, WrongKey
from fama_cli.casebook.keys import new_key
from fama_cli.casebook.migrations import REVISIONS, migrate, revision_of
from fama_cli.casebook.model import Action
from fama_cli.casebook.store import Store
from fama_cli.casebook.tables import metadata
from fama_cli.casebook.team import open_team_casebook, team_store
from fama_cli.casebook.upgrade import back_up_team_casebook, upgrade_casebook, upgrade_team_casebook
from tests.casebook.conftest import KEY, NOW, SAID, WHO, clock, emptied, given, reviewed
from tests.conftest import REPOSITORY

OLD_ROWS = (
    "INSERT INTO clients (id, reference, same_reference, opened_on, consent, worker, version)"
    " VALUES (3, 'K-0412', 'k-0412', '2026-11-01', 'yes', 'QXZ', 4)",
    "INSERT INTO contacts (id, client_id, held_on, script, script_version, how, worker, version)"
    " VALUES (7, 3, '2026-11-02', 'stage-1', 1, 'phone', 'QXZ', 2)",
    "INSERT INTO answers (contact_id, step, state, given, given_at, seq)"
    " VALUES (7, 'worries', 'answered', '[\"kestrel\"]', '2026-11-02 09:00:00', 2)",
    "INSERT INTO log (id, at, who, client_id, what) VALUES (9, '2026-11-02 09:00:00', 'someone', 3, 'saved an answer')",
)


def filled(connection: Connection) -> None:
    """A casebook as the first version made it."""
    migrate(connection, "0001")
    for statement in OLD_ROWS:
        connection.exec_driver_sql(statement)
    if connection.dialect.name == "postgresql":
        for table, last in (("clients", 3), ("contacts", 7), ("log", 9)):
            connection.exec_driver_sql(f"SELECT setval('{table}_id_seq', {last})")


@pytest.fixture
def old(path: Path) -> Path:
    path.parent.mkdir()
    path.touch()
    with store_in(path, KEY, who=WHO, clock=clock, new=True) as store, store.transaction() as connection:
        filled(connection)
    return path


@pytest.fixture
def old_team(server: str) -> Iterator[str]:
    with team_store(server, clock=clock) as store:
        with store.transaction() as connection:
            filled(connection)
        yield server
        emptied(store.engine)


def check_all_there(store: Store) -> None:
    (contact,) = store.drafts()
    assert (contact.id, contact.reference, contact.version, contact.answers) == (7, "K-0412", 2, {"worries": given("kestrel")})
    assert [(client.reference, client.version) for client in store.clients()] == [("K-0412", 4)]
    assert next((each.who, each.what) for each in store.log("K-0412")) == ("someone", Action.ANSWERED)


def test_the_newest_revision_makes_the_tables_that_the_program_knows(store: Store) -> None:
    with store.transaction() as connection:
        options = {"include_name": lambda name, kind, _: kind != "table" or name != "workers"}
        different = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)

        assert different == []
        assert revision_of(connection) == REVISIONS[-1]


def test_every_revision_is_known_to_what_opens_casebooks() -> None:
    config = Config()
    config.set_main_option("script_location", "fama_cli.casebook:migrations")
    config.set_main_option("path_separator", "os")

    written = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]

    assert tuple(reversed(written)) == REVISIONS


def test_opening_does_not_import_alembic(book: Store, path: Path) -> None:
    opening = (
        "import sys; from pathlib import Path; from fama_cli.casebook.embedded import open_casebook; import fama_cli.casebook.team\n"
        "from tests.casebook.conftest import KEY, WHO, clock\n"
        "open_casebook(Path(sys.argv[1]), KEY, who=WHO, clock=clock); print('alembic' in sys.modules)"
    )

    ran = subprocess.run([sys.executable, "-c", opening, str(path)], cwd=REPOSITORY, capture_output=True, text=True)

    assert (ran.stdout, ran.stderr) == ("False\n", "")


def test_an_older_casebook_says_how_to_upgrade_it(old: Path, old_team: str) -> None:
    with pytest.raises(OlderCasebook) as in_file:
        open_casebook(old, KEY, who=WHO, clock=clock)
    with pytest.raises(OlderCasebook):
        open_team_casebook(old_team, clock=clock)

    assert in_file.value.message == f"`{old}` was made by an older version of fama"
    assert in_file.value.hint == "Run `fama casebook upgrade`, which makes a backup first"


def test_a_file_is_upgraded_with_all_that_is_in_it_and_its_backup_is_as_it_was(old: Path) -> None:
    backup = upgrade_casebook(old, KEY, at=NOW)

    assert backup == old.with_name("casebook.fama.before-upgrade-20261121-103000")
    with open_casebook(old, KEY, who=WHO, clock=clock) as store:
        check_all_there(store)
    assert (check_casebook(old, KEY), check_casebook(backup, KEY)) == ((), ())
    with open_as_it_is(backup, KEY, who=WHO, clock=clock) as store, store.transaction() as connection:
        assert revision_of(connection) == "0001"
        assert connection.scalar(text("SELECT given FROM answers")) == '["kestrel"]'
    assert {each.name for each in old.parent.iterdir()} == {old.name, backup.name}


def test_a_team_is_upgraded_with_all_that_is_in_it_and_its_backup_is_as_it_was(old_team: str, tmp_path: Path) -> None:
    backup = upgrade_team_casebook(old_team, tmp_path / "backup.fama", KEY, clock=clock)

    assert backup == tmp_path / "backup.fama"
    with open_team_casebook(old_team, clock=clock) as store:
        check_all_there(store)
    with open_as_it_is(backup, KEY, who=WHO, clock=clock) as store, store.transaction() as connection:
        assert revision_of(connection) == "0001"
    assert upgrade_casebook(backup, KEY, at=NOW) is not None
    with open_casebook(backup, KEY, who=WHO, clock=clock) as store:
        check_all_there(store)


def test_one_that_is_up_to_date_is_left_alone(book: Store, team: Store, path: Path, server: str, tmp_path: Path) -> None:
    assert upgrade_casebook(path, KEY, at=NOW) is None
    assert upgrade_team_casebook(server, tmp_path / "backup.fama", KEY, clock=clock) is None

    assert not [each for each in (*tmp_path.iterdir(), *path.parent.iterdir()) if "backup" in each.name or "before" in each.name]


def test_what_is_no_older_casebook_is_not_upgraded(store: Store, path: Path, server: str, tmp_path: Path) -> None:
    def upgrade() -> None:
        if store.engine.dialect.name == "sqlite":
            upgrade_casebook(path, KEY, at=NOW)
        else:
            upgrade_team_casebook(server, tmp_path / "backup.fama", KEY, clock=clock)

    with store.transaction() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '99'")
    with pytest.raises(NewerCasebook):
        upgrade()
    with store.transaction() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")
    with pytest.raises(NotACasebook):
        upgrade()


def test_the_wrong_key_upgrades_nothing(old: Path) -> None:
    before = old.read_bytes()

    with pytest.raises(WrongKey):
        upgrade_casebook(old, new_key(), at=NOW)

    assert (old.read_bytes(), len(list(old.parent.iterdir()))) == (before, 1)


def test_without_a_backup_there_is_no_upgrade(old: Path, old_team: str, tmp_path: Path) -> None:
    taken = tmp_path / "backup.fama"
    taken.write_bytes(b"mine")
    old.with_name("casebook.fama.before-upgrade-20261121-103000").write_bytes(b"mine")

    with pytest.raises(CasebookThere):
        upgrade_casebook(old, KEY, at=NOW)
    with pytest.raises(CasebookThere):
        upgrade_team_casebook(old_team, taken, KEY, clock=clock)

    assert taken.read_bytes() == b"mine"
    with pytest.raises(OlderCasebook):
        open_casebook(old, KEY, who=WHO, clock=clock)
    with pytest.raises(OlderCasebook):
        open_team_casebook(old_team, clock=clock)


@pytest.fixture(params=["old", "old_team"])
def old_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    where = request.getfixturevalue(request.param)
    opened = open_as_it_is(where, KEY, who=WHO, clock=clock) if isinstance(where, Path) else team_store(where, clock=clock)
    with opened as store:
        yield store


@pytest.mark.parametrize("made_before", [False, True], ids=["in a file", "on a server"])
def test_one_with_teams_gets_recovery_support_and_keeps_all_that_is_in_it(path: Path, server: str, made_before: bool) -> None:
    """On a server the workers of before have rights to what is new, and only to their own team's."""
    path.parent.mkdir()
    path.touch()
    with team_store(server, clock=clock) if made_before else store_in(path, KEY, who=WHO, clock=clock, new=True) as store:
        with store.transaction() as connection:
            filled(connection)
            migrate(connection, "0002")
            if made_before:
                # One role serves every database of the server, so another test may have it.
                there = connection.scalar(text("SELECT count(*) FROM pg_roles WHERE rolname = 'fama_worker'"))
                connection.exec_driver_sql("" if there else "CREATE ROLE fama_worker NOLOGIN")
                connection.exec_driver_sql("GRANT SELECT ON contacts TO fama_worker")
        try:
            with store.transaction() as connection:
                migrate(connection)
                if made_before:
                    rights = "SELECT has_table_privilege('fama_worker', 'reviews', 'INSERT'), relforcerowsecurity FROM pg_class"
                    assert tuple(connection.exec_driver_sql(f"{rights} WHERE relname = 'reviews'").one()) == (True, True)
            store.who = "postgres" if made_before else WHO
            check_all_there(store)
            reviewed(store, begins=False)
            held = store.support("K-0412")
            assert ([each.said for each in held.reviews], held.interventions, held.client.version) == ([SAID], (), 5)
        finally:
            if made_before:
                with store.transaction() as connection:
                    connection.exec_driver_sql("DROP OWNED BY fama_worker")
                    connection.exec_driver_sql("" if there else "DROP ROLE fama_worker")
                emptied(store.engine)


def check_untouched(store: Store) -> None:
    with store.transaction() as connection:
        assert revision_of(connection) == "0001"
        assert "team" not in {column["name"] for column in inspect(connection).get_columns("clients")}
        assert connection.scalar(text("SELECT count(*) FROM answers")) == 1


def test_an_upgrade_that_fails_in_the_middle_changes_nothing(old_store: Store) -> None:
    # The second revision makes this table when it has changed others already.
    with old_store.transaction() as connection:
        connection.exec_driver_sql("CREATE TABLE settings (mine integer)")

    with pytest.raises(Unreachable), old_store.transaction() as connection:
        migrate(connection)

    check_untouched(old_store)


KILLED = """
import os, signal, sys
from pathlib import Path
from fama_cli.casebook.embedded import open_as_it_is
from fama_cli.casebook.migrations import migrate
from fama_cli.casebook.team import team_store
from tests.casebook.conftest import KEY, WHO, clock

where = sys.argv[1]
opened = team_store(where, clock=clock) if "://" in where else open_as_it_is(Path(where), KEY, who=WHO, clock=clock)
with opened as store, store.transaction() as connection:
    migrate(connection)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_an_upgrade_that_is_killed_before_its_end_changes_nothing(old_store: Store, path: Path, server: str) -> None:
    where = str(path) if old_store.engine.dialect.name == "sqlite" else server

    ran = subprocess.run([sys.executable, "-c", KILLED, where], cwd=REPOSITORY, capture_output=True, text=True)

    assert (ran.returncode, ran.stderr) == (-signal.SIGKILL, "")
    check_untouched(old_store)


def test_only_its_owner_upgrades_or_backs_up_a_team(old_team: str, login: str, tmp_path: Path) -> None:
    with pytest.raises(NotTheOwner):
        upgrade_team_casebook(login, tmp_path / "backup.fama", KEY, clock=clock)
    with pytest.raises(NotTheOwner):
        back_up_team_casebook(login, tmp_path / "backup.fama", KEY, clock=clock)

    assert not (tmp_path / "backup.fama").exists()
