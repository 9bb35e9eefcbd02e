"""The check finds what does not fit together."""

from __future__ import annotations

from pathlib import Path

import pytest

from fama_cli.casebook.check import check_casebook
from fama_cli.casebook.embedded import opened
from fama_cli.casebook.store import Store
from tests.casebook.conftest import KEY, given, started


@pytest.fixture
def answered(book: Store, path: Path) -> Path:
    contact = started(book)
    for step in ("a", "b"):
        contact = book.answer(contact, step, given("yes"))
    return path


def test_one_that_was_only_looked_at_is_whole(book: Store, path: Path) -> None:
    # The log then has a line about no client, and there are no clients.
    book.clients()

    assert check_casebook(path, KEY) == ()


def test_a_casebook_that_is_whole(answered: Path) -> None:
    assert check_casebook(answered, KEY) == ()


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("DELETE FROM contacts", "There are 2 answers without their contact"),
        ("DELETE FROM clients", "There is 1 contact without its client"),
    ],
)
def test_what_belongs_to_nothing_is_found(answered: Path, statement: str, says: str) -> None:
    with opened(answered, KEY) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)

    assert says in check_casebook(answered, KEY)
