"""Two teams in one database: each login sees and changes what is its own team's, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, delete, make_url, text, update
from sqlalchemy.exc import DBAPIError

from fama_cli.casebook.embedded import open_casebook
from fama_cli.casebook.errors import HoldsClients, InUse, NoClient, NoContact, NotAllowed, NoTeam, NotTheOwner
from fama_cli.casebook.model import Action, Consent
from fama_cli.casebook.move import move
from fama_cli.casebook.store import Store
from fama_cli.casebook.tables import answers, clients, contacts, interventions, metadata, reviews, settings
from fama_cli.casebook.upgrade import back_up_team_casebook
from tests.casebook.conftest import DAY, KEY, SAID, WHO, As, clock, given, reviewed, started
from tests.conftest import Fama


def references(store: Store) -> list[str]:
    return [client.reference for client in store.clients(closed=True)]


def test_a_team_works_on_its_own_clients_together(as_: As) -> None:
    contact = as_("ana").answer(started(as_("ana"), "K-1"), "worries", given("yes"))

    assert as_("ben").draft("K-1", "stage-1") == contact
    assert as_("ben").answer(contact, "worries", given("no")).version == contact.version + 1
    assert {(entry.who, entry.what) for entry in as_("ana").log("K-1")} >= {("ana", Action.ADDED), ("ben", Action.ANSWERED)}


def test_another_team_sees_nothing_of_it(as_: As) -> None:
    contact = as_("ana").answer(started(as_("ana"), "K-1"), "worries", given("yes"))
    reviewed(as_("ana"), "K-1")
    cal = as_("cal")

    assert (references(cal), cal.drafts()) == ([], ())
    with pytest.raises(NoClient):
        cal.client("K-1")
    with pytest.raises(NoContact):
        cal.answer(contact, "worries", given("no"))
    assert {entry.who for entry in cal.log()} == {"cal"}
    with cal.transaction() as connection:
        for table in (clients, contacts, answers, interventions, reviews):
            assert connection.execute(table.select()).all() == []
    assert (cal.open_support(), cal.reviews_between(DAY, DAY, lambda *_: True)) == ((), ())
    assert as_("ben").draft("K-1", "stage-1") == contact
    assert [review.said for review in as_("ben").support("K-1").reviews] == [SAID]


def test_two_teams_may_use_the_same_reference(as_: As) -> None:
    mine = started(as_("ana"), "K-1")
    theirs = started(as_("cal"), "k-1")

    assert (mine.reference, theirs.reference) == ("K-1", "k-1")
    assert (references(as_("ben")), references(as_("cal"))) == (["K-1"], ["k-1"])
    as_("cal").delete(as_("cal").client("K-1"))
    assert (references(as_("ben")), references(as_("cal"))) == (["K-1"], [])


@pytest.fixture
def anas(as_: As) -> Store:
    """The casebook of Ana, with a client, an answer and a setting."""
    ana = as_("ana")
    ana.answer(started(ana, "K-1"), "worries", given("yes"))
    reviewed(ana, "K-1")
    with ana.transaction() as connection:
        connection.execute(settings.insert().values(name="free-text", value="off"))
    return ana


def counts(store: Store) -> list[int | None]:
    with store.transaction() as connection:
        return [connection.scalar(text(f"SELECT count(*) FROM {table}")) for table in metadata.tables]


@pytest.mark.parametrize("login", ["cal", "keeper"])
def test_statements_of_ones_own_neither_change_nor_delete_what_is_anothers(as_: As, anas: Store, login: str) -> None:
    """Not through this program, but with psql. The keeper has the team of the owner, which is changed first."""
    before = counts(anas)
    store = as_(login)
    if login == "keeper":
        with store.transaction() as connection:
            connection.exec_driver_sql("UPDATE workers SET team = 'east' WHERE role = 'keeper'")

    with store.transaction() as connection:
        changed = [
            connection.execute(update(clients).values(worker="X")).rowcount,
            connection.execute(update(contacts).values(worker="X")).rowcount,
            connection.execute(update(settings).values(value="on")).rowcount,
            connection.execute(update(interventions).values(worker="X")).rowcount,
            connection.execute(update(reviews).values(worker="X")).rowcount,
            connection.execute(delete(interventions)).rowcount,
            connection.execute(delete(reviews)).rowcount,
            connection.execute(delete(answers)).rowcount,
            connection.execute(delete(clients)).rowcount,
            connection.execute(delete(settings)).rowcount,
        ]

    assert changed == [0] * 10
    assert counts(anas) == before


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO clients (reference, same_reference, opened_on, consent, worker, version, team)"
        " VALUES ('K-2', 'k-2', '2026-01-01', 'yes', 'X', 1, 'west')",
        "INSERT INTO settings (name, value, team) VALUES ('free-text', 'on', 'west')",
        "INSERT INTO log (at, who, what, team) VALUES (now(), 'cal', 'read', 'west')",
        "INSERT INTO log (at, who, what) VALUES (now(), 'ana', 'read')",
        "INSERT INTO log (at, who, what, client_id) VALUES (now(), 'cal', 'read', 1)",
        "INSERT INTO contacts (client_id, held_on, script, script_version, how, worker, version)"
        " VALUES (1, '2026-01-01', 'stage-2', 1, 'phone', 'X', 1)",
        "INSERT INTO answers (contact_id, step, state, given, given_at, seq) VALUES (1, 'x', 'answered', '[]', now(), 9)",
        "INSERT INTO interventions (client_id, started_on, place, worker) VALUES (1, '2026-01-01', 'after', 'X')",
        "INSERT INTO reviews (client_id, held_on, profile, said, worker) VALUES (1, '2026-01-01', 'cds-k', '{}', 'X')",
        "UPDATE reviews SET client_id = 1",
        "UPDATE clients SET team = 'west'",
        "UPDATE contacts SET client_id = 1",
    ],
)
def test_nothing_is_put_among_what_is_anothers(as_: As, anas: Store, statement: str) -> None:
    cal = as_("cal")
    started(cal, "K-1")
    reviewed(cal, "K-1")
    with anas.transaction() as connection:
        assert connection.scalar(text("SELECT min(client_id) FROM contacts")) == 1
    before = counts(anas)

    with pytest.raises(NotAllowed), cal.transaction() as connection:
        connection.exec_driver_sql(statement)

    assert counts(anas) == before


@pytest.mark.parametrize("statement", ["UPDATE log SET what = 'listed clients'", "DELETE FROM log", "TRUNCATE log"])
@pytest.mark.parametrize("login", ["ana", "cal"])
def test_no_worker_edits_the_log(as_: As, anas: Store, login: str, statement: str) -> None:
    before = anas.log()

    with pytest.raises(NotAllowed), as_(login).transaction() as connection:
        connection.exec_driver_sql(statement)

    assert anas.log()[: len(before)] == before


@pytest.mark.parametrize("statement", ["UPDATE log SET what = 'listed clients'", "DELETE FROM log"])
def test_while_the_rules_hold_the_owner_does_not_edit_the_log_either(as_: As, anas: Store, statement: str) -> None:
    before = anas.log()

    with as_("keeper").transaction() as connection:
        assert connection.exec_driver_sql(statement).rowcount == 0

    assert anas.log()[: len(before)] == before


def test_the_log_stays_when_a_client_goes_and_says_no_more_whom_it_is_about(as_: As, anas: Store) -> None:
    before = [entry.what for entry in anas.log()]
    as_("ben").delete(as_("ben").client("K-1"))

    log = anas.log()
    assert [entry.what for entry in log][: len(before)] == before
    assert {entry.reference for entry in log} == {None}
    assert counts(anas)[:5] == [0] * 5


@pytest.mark.parametrize("login", ["dee", "eve"])
def test_a_login_in_no_team_is_told_whom_to_ask(as_: As, login: str) -> None:
    with pytest.raises(NoTeam) as refused:
        as_(login)

    assert refused.value.message.startswith("Your login is in no team of the casebook `")
    assert refused.value.hint == "Ask whoever looks after the casebook to put you in a team"


def test_a_login_in_no_team_sees_and_writes_nothing_by_other_means_either(address: Callable[[str], str], anas: Store, server: str) -> None:
    with create_engine(make_url(address("dee")).set(drivername="postgresql+psycopg"), poolclass=NullPool).connect() as connection:
        assert [connection.scalar(text(f"SELECT count(*) FROM {table}")) for table in metadata.tables] == [0] * 7
        with pytest.raises(DBAPIError, match="row-level security"):
            connection.execute(settings.insert().values(name="a", value="b", team="west"))


def test_a_worker_taken_out_of_their_team_is_out_at_once(as_: As, anas: Store) -> None:
    with as_("keeper").transaction() as connection:
        connection.exec_driver_sql("DELETE FROM workers WHERE role = 'ana'")

    with pytest.raises(NotAllowed):
        anas.clients()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM workers",
        "INSERT INTO workers VALUES ('cal', 'west')",
        "UPDATE workers SET team = 'west'",
        "ALTER TABLE clients DISABLE ROW LEVEL SECURITY",
        "DROP POLICY own_team ON clients",
        "ALTER FUNCTION fama_team() RESET ALL",
        "UPDATE alembic_version SET version_num = '0001'",
        "UPDATE answers SET seq = 1",
        "SELECT setval('clients_id_seq', 1)",
        "CREATE TABLE mine (a integer)",
        "SET SESSION AUTHORIZATION ana",
        "SET ROLE keeper",
    ],
)
def test_a_worker_has_no_more_rights_than_they_need(as_: As, statement: str) -> None:
    with pytest.raises(NotAllowed), as_("cal").transaction() as connection:
        connection.exec_driver_sql(statement)


def test_a_table_put_in_the_way_changes_nobodys_team(as_: As, anas: Store) -> None:
    with as_("cal").transaction() as connection:
        connection.exec_driver_sql("CREATE TEMP TABLE workers (role name, team varchar)")
        connection.exec_driver_sql("INSERT INTO workers VALUES ('cal', 'west')")

        assert connection.scalar(text("SELECT fama_team()")) == "east"
        assert connection.scalar(text("SELECT count(*) FROM clients")) == 0


def test_the_owner_and_a_superuser_open_it_without_a_team(address: Callable[[str], str], as_: As, anas: Store) -> None:
    with as_("keeper").transaction() as connection:
        connection.exec_driver_sql("DELETE FROM workers WHERE role = 'keeper'")

    with as_("keeper").transaction() as connection:
        assert connection.scalar(text("SELECT count(*) FROM clients")) == 0
    with as_("postgres").transaction() as connection:
        assert connection.scalar(text("SELECT count(*) FROM clients")) == 1
    # To work with clients they would need one: every look is in the log of a team.
    with pytest.raises(NotAllowed):
        as_("keeper").clients()
    with pytest.raises(NoTeam):
        as_("postgres").clients()


def test_only_the_owner_moves_a_casebook_in_or_backs_it_up(as_: As, book: Store, address: Callable[[str], str], path: Path) -> None:
    started(book, "K-1")
    with pytest.raises(NotTheOwner):
        move(book, as_("ana"))
    with pytest.raises(NotTheOwner):
        back_up_team_casebook(address("ana"), path.with_name("backup.fama"), KEY, clock=clock)

    move(book, as_("keeper"))

    assert (references(as_("ana")), references(as_("cal"))) == (["K-1"], [])
    with pytest.raises(HoldsClients):
        move(book, as_("keeper"))


def test_nothing_is_moved_to_where_another_team_has_clients(as_: As, book: Store) -> None:
    as_("cal").add("K-1", consent=Consent.YES, worker="X", on=DAY)

    with pytest.raises(HoldsClients):
        move(book, as_("keeper"))


def test_the_owners_backup_has_every_team(as_: As, anas: Store, address: Callable[[str], str], path: Path) -> None:
    started(as_("cal"), "K-1")
    path.parent.mkdir()

    made = back_up_team_casebook(address("keeper"), path, KEY, clock=clock)

    assert (made["clients"], made["contacts"], made["answers"], made["settings"]) == (2, 2, 1, 1)
    assert (made["interventions"], made["reviews"]) == (1, 1)
    # The rules hold again.
    assert references(as_("keeper")) == ["K-1"]


def test_a_backup_goes_back_to_the_teams_it_came_from(as_: As, anas: Store, address: Callable[[str], str], path: Path) -> None:
    started(as_("cal"), "K-1", "stage-2")
    path.parent.mkdir()
    back_up_team_casebook(address("keeper"), path, KEY, clock=clock)
    for login in ("ana", "cal"):
        as_(login).delete(as_(login).client("K-1"))

    with open_casebook(path, KEY, who=WHO, clock=clock) as backup:
        move(backup, as_("keeper"))

    assert [each.script for each in as_("ben").contacts("K-1")] == ["stage-1"]
    assert [each.script for each in as_("cal").contacts("K-1")] == ["stage-2"]


def test_what_somebody_is_using_is_not_copied_yet(anas: Store, address: Callable[[str], str], path: Path) -> None:
    path.parent.mkdir()
    with anas.transaction() as connection:
        connection.execute(update(clients).values(worker="X"))

        with pytest.raises(InUse):
            back_up_team_casebook(address("keeper"), path, KEY, clock=clock, patience=50)

    assert list(path.parent.iterdir()) == []


def test_an_owner_in_no_team_makes_a_backup_and_is_told_that_no_team_knows_of_it(
    as_: As, anas: Store, address: Callable[[str], str], tmp_path: Path, keyring_file: Path, fama: Fama, monkeypatch: pytest.MonkeyPatch
) -> None:
    with as_("keeper").transaction() as connection:
        connection.exec_driver_sql("DELETE FROM workers WHERE role = 'keeper'")
    monkeypatch.setenv("FAMA_CASEBOOK", address("keeper"))

    ran = fama("casebook", "backup", str(tmp_path / "b.fama"))

    assert (ran.code, (tmp_path / "b.fama").exists()) == (0, True), ran.err
    assert ran.err.startswith("No team has it among its backups, so write down where it is.\nWrote ")


def test_upgrading_a_team_that_is_up_to_date_leaves_no_key(
    as_: As, anas: Store, address: Callable[[str], str], keyring_file: Path, fama: Fama, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAMA_CASEBOOK", address("keeper"))

    ran = fama("casebook", "upgrade")

    assert (ran.code, ran.err, json.loads(keyring_file.read_text())) == (0, "The casebook is up to date already.\n", {})
