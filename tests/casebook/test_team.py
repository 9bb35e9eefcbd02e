"""The casebook of a team, on a real PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import make_url, update

from fama_cli.casebook.errors import CasebookThere, Changed, NewerCasebook, NotACasebook, Unreachable
from fama_cli.casebook.model import Contact
from fama_cli.casebook.store import Store
from fama_cli.casebook.tables import book as book_table
from fama_cli.casebook.team import create_team_casebook, open_team_casebook
from fama_cli.errors import NotUnderstood
from tests.casebook.conftest import clock, given, started


def test_what_was_saved_is_there_for_the_next_person(team: Store, server: str) -> None:
    contact = started(team)

    with open_team_casebook(server, clock=clock) as theirs:
        assert theirs.drafts() == (contact,)


def test_a_casebook_is_made_once(team: Store, server: str) -> None:
    started(team)

    with pytest.raises(CasebookThere):
        create_team_casebook(server, clock=clock)

    assert len(team.clients()) == 1


def test_an_empty_database_is_not_a_casebook(server: str) -> None:
    with pytest.raises(NotACasebook):
        open_team_casebook(server, clock=clock)


def test_a_casebook_of_a_newer_version_is_left_alone(team: Store, server: str) -> None:
    with team.transaction() as connection:
        connection.execute(update(book_table).values(schema_version=99))

    with pytest.raises(NewerCasebook):
        open_team_casebook(server, clock=clock)


def test_a_server_that_does_not_answer(server: str) -> None:
    nowhere = make_url(server).set(database="none", password="hush").render_as_string(hide_password=False)

    with pytest.raises(Unreachable) as refused:
        open_team_casebook(nowhere, clock=clock)

    assert refused.value.message.endswith("/none` could not be used")
    assert "hush" not in refused.value.message


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("hush hush", "That is not the address of a PostgreSQL database"),
        ("mysql://me:hush@server/database", "A team's casebook is on PostgreSQL, and this address starts with `mysql`"),
    ],
)
def test_an_address_that_is_not_one_is_not_repeated(address: str, says: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        open_team_casebook(address, clock=clock)

    assert refused.value.message == says


def test_people_saving_at_once_lose_nothing_and_undo_nothing(team: Store, server: str) -> None:
    shared = started(team, "K-9")

    def work(number: int) -> tuple[list[str], bool]:
        with open_team_casebook(server, clock=clock) as book:
            contact = started(book, f"K-{number}")
            for step in range(25):
                contact = book.answer(contact, f"step-{step}", given(str(step)))
            return [answer.values[0] for answer in contact.answers.values()], _first(book, shared)

    with ThreadPoolExecutor(4) as people:
        done = list(people.map(work, range(4)))

    assert [saved for saved, _ in done] == [[str(step) for step in range(25)]] * 4
    assert sorted(first for _, first in done) == [False, False, False, True]
    assert {each.reference: len(each.answers) for each in team.drafts()} == {"K-9": 1, **{f"K-{number}": 25 for number in range(4)}}


def _first(book: Store, shared: Contact) -> bool:
    try:
        book.answer(shared, "worries", given("yes"))
    except Changed:
        return False
    return True
