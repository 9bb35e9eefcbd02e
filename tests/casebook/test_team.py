"""The casebook of a team, on a real PostgreSQL."""

from __future__ import annotations

import socket
import struct
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from fama_cli.casebook.address import understood
from fama_cli.casebook.errors import CasebookThere, Changed, NewerCasebook, NotACasebook, NotEncrypted, Unreachable
from fama_cli.casebook.model import Contact
from fama_cli.casebook.store import Store
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
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '99'")

    with pytest.raises(NewerCasebook):
        open_team_casebook(server, clock=clock)


def test_a_server_that_does_not_answer(server: str) -> None:
    nowhere = make_url(server).set(database="none").render_as_string(hide_password=False)

    with pytest.raises(Unreachable) as refused:
        open_team_casebook(nowhere, clock=clock)

    assert refused.value.message.endswith("/none` could not be used")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("hush hush", "That is not the address of a PostgreSQL database"),
        ("postgresql://server:hush/database", "That is not the address of a PostgreSQL database"),
        ("mysql://me:hush@server/database", "A team's casebook is on PostgreSQL, and this address starts with `mysql`"),
        ("postgresql://me:hush@server/database", "There is a password in that address, where others can see it"),
        ("postgresql://server/database?password=hush", "There is a password in that address, where others can see it"),
        ("postgresql://server/database?sslpassword=hush", "There is a password in that address, where others can see it"),
    ],
)
def test_an_address_that_is_not_one_or_has_a_password_is_not_repeated(address: str, says: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        open_team_casebook(address, clock=clock)

    assert refused.value.message == says
    assert "hush" not in refused.value.hint


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://server/database?sslmode=disable",
        "postgresql://server/database?sslmode=prefer",
        "postgresql://server/database?sslmode=require&sslmode=disable",
        "postgresql:///database?host=server&sslmode=allow",
        "postgresql:///database?host=/tmp&host=server&sslmode=allow",
        "postgresql:///database?host=/tmp,server&sslmode=allow",
        "postgresql:///database?hostaddr=192.0.2.1&sslmode=disable",
        "postgresql://?service=fama&sslmode=disable",
    ],
)
def test_a_way_that_others_can_listen_in_on_is_refused(address: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        understood(address)

    assert (
        refused.value.message
        == "That address has an `sslmode` other than verify-full, verify-ca or require, so others could read what is sent"
    )
    assert "sslrootcert=system" in refused.value.hint


@pytest.mark.parametrize(
    ("address", "mode"),
    [
        ("postgresql://server/database", "verify-full"),
        ("postgres://server/database?sslmode=verify-ca", "verify-ca"),
        ("postgresql://server/database?sslmode=require", "require"),
        ("postgresql://?service=fama", "verify-full"),
        # No such thing on a socket. Should PGHOST lead elsewhere, it is not what was asked for that holds.
        ("postgresql:///database?host=/tmp&sslmode=disable", "verify-full"),
        ("postgresql://%2Ftmp/database?sslmode=disable", "verify-full"),
        ("postgresql:///database?sslmode=prefer", "verify-full"),
    ],
)
def test_a_way_that_nobody_can_listen_in_on(address: str, mode: str) -> None:
    assert understood(address).query["sslmode"] == mode


def test_a_service_file_says_where_the_casebook_is(team: Store, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    services = tmp_path / "services"
    services.write_text(f"[fama]\nhost={make_url(server).query['host']}\ndbname=postgres\nuser=postgres\n")
    monkeypatch.setenv("PGSERVICEFILE", str(services))
    contact = started(team)

    with open_team_casebook("postgresql://?service=fama", clock=clock) as theirs:
        assert theirs.drafts() == (contact,)
        assert theirs.where == "service=fama"


def test_nothing_is_said_to_a_server_without_encryption() -> None:
    """A server that answers that it has none, as PostgreSQL does."""
    heard = b""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            nonlocal heard
            # libpq asks for encryption by Kerberos first, where there is a ticket for it.
            connection, _ = listening.accept()
            with connection:
                heard += connection.recv(8)
                connection.sendall(b"N")
                heard += connection.recv(1000)

        with ThreadPoolExecutor(1) as server:
            answering = server.submit(answer)
            with pytest.raises(NotEncrypted) as refused:
                open_team_casebook(f"postgresql://sam@127.0.0.1:{listening.getsockname()[1]}/qxz", clock=clock)
            answering.result()

    assert heard == struct.pack("!ii", 8, 80877103)  # SSLRequest, and then nothing
    assert refused.value.message == "There is no connection to `127.0.0.1/qxz` that nobody else can read"


def drop(theirs: Store, other: Store) -> None:
    """Use a connection that the server takes away in the middle."""
    with theirs.transaction() as connection:
        number = connection.scalar(text("SELECT pg_backend_pid()"))
        with other.transaction() as another:
            another.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})
        connection.execute(text("SELECT 1"))


def test_a_connection_that_drops_in_the_middle_is_said_and_the_next_one_works(team: Store, server: str) -> None:
    contact = started(team)
    with open_team_casebook(server, clock=clock) as theirs:
        with pytest.raises(Unreachable) as refused:
            drop(theirs, team)

        assert refused.value.__suppress_context__
        assert theirs.drafts() == (contact,)


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
