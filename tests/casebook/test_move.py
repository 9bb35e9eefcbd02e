"""A casebook goes from a file to a server whole, or not at all."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from fama_cli.casebook.check import check_casebook
from fama_cli.casebook.embedded import open_casebook
from fama_cli.casebook.errors import CopyNotRight, HoldsClients, NoTeam, Unreachable
from fama_cli.casebook.keys import Key
from fama_cli.casebook.model import Consent
from fama_cli.casebook.move import copy, move
from fama_cli.casebook.store import Store
from fama_cli.casebook.upgrade import back_up_team_casebook
from fama_cli.practice.walk import Answer, State
from tests.casebook.conftest import DAY, KEY, NOW, WHO, clock, given, reviewed, started

COPIED = {"clients": 2, "contacts": 2, "answers": 3, "interventions": 1, "reviews": 2, "log": 19, "settings": 1}
"""Rows of what `filled` makes. A client who was deleted has none."""


def filled(store: Store) -> None:
    contact = started(store, "K-1")
    for step, answer in (
        ("words", given("Ünïcode, “quotes”\nand 'SQL'; -- \x00 \ud800 %s", "")),
        ("skipped", Answer(state=State.SKIPPED)),
        ("worries", given("yes", "no")),
    ):
        contact = store.answer(contact, step, answer)
    store.finish(contact, at=NOW - timedelta(microseconds=1))
    started(store, "K-1", "stage-2")
    reviewed(store, "K-1", DAY - timedelta(days=9))
    reviewed(store, "K-1", begins=False)
    store.close(store.add("K-2", consent=Consent.NO, worker="QXZ", on=DAY), on=DAY)
    store.delete(store.add("K-3", consent=Consent.NO, worker="QXZ", on=DAY))
    with store.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO settings (name, value) VALUES ('free-text', 'off')")


def looked_at(store: Store) -> object:
    return (
        store.clients(closed=True),
        store.contacts("K-1"),
        store.contacts("K-2"),
        (support := store.support("K-1")).reviews,
        support.interventions,
        [(entry.at, entry.who, entry.reference, entry.what) for entry in store.log()],
    )


def test_all_that_is_in_a_file_is_in_the_teams_casebook_then(book: Store, team: Store) -> None:
    filled(book)

    counts = move(book, team)

    assert counts == COPIED
    there, here = looked_at(team), looked_at(book)
    assert isinstance(there, tuple)
    assert isinstance(here, tuple)
    assert there[:5] == here[:5]
    # The last five lines are of looking: with another name.
    assert (there[5][:-5], there[5][-1][1]) == (here[5][:-5], "postgres")
    with team.transaction() as connection:
        assert connection.scalar(text("SELECT DISTINCT team FROM clients")) == "first"
        assert connection.scalar(text("SELECT value FROM settings WHERE team = 'first'")) == "off"


def test_the_file_is_left_as_it_was(book: Store, team: Store, path: Path) -> None:
    filled(book)
    book.engine.dispose()
    before = path.read_bytes()
    with open_casebook(path, KEY, who=WHO, clock=clock) as file:
        move(file, team)

    assert path.read_bytes() == before
    assert check_casebook(path, KEY) == ()


def test_what_is_added_after_the_move_has_a_number_of_its_own(book: Store, team: Store) -> None:
    filled(book)
    highest = started(book, "K-9").id
    book.delete(book.client("K-9"))

    move(book, team)

    # Not that of a contact since deleted either: someone may still mean to answer it.
    assert started(team, "K-9").id == highest + 1


def test_a_number_that_the_server_gave_out_before_is_not_given_again(book: Store, team: Store) -> None:
    started(book, "K-1")
    for _ in range(4):
        highest = started(team, "K-2").id
        team.delete(team.client("K-2"))

    move(book, team)

    assert started(team, "K-2").id == highest + 1


def test_the_log_of_a_casebook_that_was_looked_at_stays(book: Store, team: Store) -> None:
    filled(book)
    team.clients()

    assert move(book, team)["log"] == 19

    assert [entry.who for entry in team.log()] == ["postgres", *[WHO] * 19, "postgres"]


def test_nothing_is_moved_to_where_there_are_clients(book: Store, team: Store) -> None:
    filled(book)
    started(team, "K-7")

    with pytest.raises(HoldsClients) as refused:
        move(book, team)

    assert refused.value.message == f"There are clients in `{team.where}` already, and nothing was moved"
    assert [client.reference for client in team.clients()] == ["K-7"]


@pytest.mark.parametrize(
    ("becomes", "stops"),
    [("NEW.step = NEW.step || '!'; RETURN NEW;", CopyNotRight), ("RETURN NULL;", CopyNotRight), ("RAISE 'no';", Unreachable)],
    ids=["changed", "left out", "refused"],
)
def test_a_server_that_keeps_something_else_keeps_nothing(book: Store, team: Store, becomes: str, stops: type[Exception]) -> None:
    filled(book)
    with team.transaction() as connection:
        connection.exec_driver_sql(f"CREATE FUNCTION worse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {becomes} END $$")
        connection.exec_driver_sql(
            "CREATE TRIGGER worse BEFORE INSERT ON answers FOR EACH ROW WHEN (NEW.step = 'words') EXECUTE FUNCTION worse()"
        )

    with pytest.raises(stops):
        move(book, team)

    with team.transaction() as connection:
        for table in COPIED:
            assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == 0
        # The rules hold as before.
        assert connection.scalar(text("SELECT bool_and(relforcerowsecurity) FROM pg_class WHERE relname IN ('clients', 'log')"))


def test_a_casebook_is_moved_into_ones_own_team(book: Store, team: Store) -> None:
    with team.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM workers")

    with pytest.raises(NoTeam):
        move(book, team)


def test_a_teams_backup_is_a_file_with_all_there_is(book: Store, team: Store, server: str, tmp_path: Path) -> None:
    filled(book)
    move(book, team)
    key = Key(bytes(reversed(range(32))), KEY.salt)

    counts = back_up_team_casebook(server, tmp_path / "backup.fama", key, clock=clock)

    assert counts == COPIED
    assert check_casebook(tmp_path / "backup.fama", key) == ()
    with open_casebook(tmp_path / "backup.fama", key, who=WHO, clock=clock) as backup:
        assert backup.contacts("K-1") == team.contacts("K-1")
        with backup.transaction() as connection:
            assert connection.scalar(text("SELECT DISTINCT team FROM clients")) == "first"
    assert not list(tmp_path.glob(".backup*"))


def test_a_backup_of_a_team_goes_back_to_a_server(book: Store, team: Store, server: str, tmp_path: Path) -> None:
    filled(team)
    kept = team.contacts("K-1")
    back_up_team_casebook(server, tmp_path / "backup.fama", KEY, clock=clock)
    for client in team.clients(closed=True):
        team.delete(client)

    with open_casebook(tmp_path / "backup.fama", KEY, who=WHO, clock=clock) as backup:
        move(backup, team)

    assert team.contacts("K-1") == kept


def test_casebooks_of_two_revisions_are_not_copied(book: Store, team: Store) -> None:
    with team.transaction() as connection:
        connection.exec_driver_sql("ALTER TABLE clients ADD COLUMN other integer")

    with pytest.raises(CopyNotRight), book.transaction() as ours, team.transaction() as theirs:
        copy(ours, theirs, where=team.where)
