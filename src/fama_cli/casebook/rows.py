"""Rows of the tables, read as what they are."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, String, cast, delete, select

from fama_cli.casebook.errors import NoClient, NoContact
from fama_cli.casebook.model import Action, Client, Consent, Contact, How, LogEntry
from fama_cli.casebook.reference import same_reference
from fama_cli.casebook.tables import answers, clients, contacts, log, settings
from fama_cli.practice.walk import Answer, State

AnyRow = Row[*tuple[object, ...]]


def client_of(row: AnyRow) -> Client:
    held = row._mapping
    return Client(
        reference=held[clients.c.reference],
        opened_on=held[clients.c.opened_on],
        closed_on=held[clients.c.closed_on],
        consent=Consent(held[clients.c.consent]),
        worker=held[clients.c.worker],
        version=held[clients.c.version],
    )


def client_row(connection: Connection, reference: str) -> tuple[int, Client]:
    """A client and their number, held until the transaction ends so that nobody changes them meanwhile. Raises NoClient."""
    wanted = select(clients).where(clients.c.same_reference == same_reference(reference)).with_for_update()
    row = connection.execute(wanted).first()
    if row is None:
        raise NoClient(reference)
    return row.id, client_of(row)


def number_of(key: Sequence[int] | None) -> int:
    """The number that a row was given when it was put in."""
    assert key is not None  # noqa: S101  # every insert of one row has a key
    return key[0]


def read_clients(connection: Connection, *, closed: bool) -> Sequence[Client]:
    wanted = select(clients) if closed else select(clients).where(clients.c.closed_on.is_(None))
    # Sorted here: each database has its own order of letters.
    return tuple(sorted(map(client_of, connection.execute(wanted)), key=lambda client: same_reference(client.reference)))


def read_contacts(connection: Connection, *which: ColumnElement[bool]) -> Sequence[Contact]:
    """The contacts for which all of `which` hold, oldest first, with their answers."""
    found = connection.execute(
        select(contacts, clients.c.reference).join(clients).where(*which).order_by(contacts.c.held_on, contacts.c.id)
    ).all()
    told = select(answers).join(contacts).where(*which).join(clients).order_by(answers.c.contact_id, answers.c.seq)
    given = _read_answers(connection, told)
    return tuple(_contact_of(row, given.get(row.id, {})) for row in found)


def read_latest(connection: Connection, scripts: Collection[str], steps: Collection[str]) -> Sequence[tuple[Client, Contact]]:
    """Each open client with their last finished contact with one of `scripts`, and with each draft; only the answers to `steps`."""
    others = contacts.alias()
    last = (
        select(others.c.id)
        .where(others.c.client_id == clients.c.id, others.c.finished_at.is_not(None), others.c.script.in_(scripts))
        .order_by(others.c.held_on.desc(), others.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    drafts = (contacts.c.client_id == clients.c.id) & contacts.c.finished_at.is_(None) & contacts.c.script.in_(scripts)
    # One after the other: asked for both at once, SQLite looks at every contact there is. Drafts first: one that somebody else
    # finishes in between is then in both, and never in neither.
    return (*_read_joined(connection, drafts, steps), *_read_joined(connection, contacts.c.id == last, steps))


def _read_joined(connection: Connection, which: ColumnElement[bool], steps: Collection[str]) -> Iterator[tuple[Client, Contact]]:
    """Open clients with those of their contacts for which `which` holds. There may be very many, so rows are taken apart as they come."""
    still_open, joined = clients.c.closed_on.is_(None), clients.join(contacts, which)
    # What was given is taken as it was written: most answers are the same few, and each of those is read once.
    told = select(answers.c.contact_id, answers.c.step, answers.c.state, cast(answers.c.given, String))
    same: dict[tuple[str, str], Answer] = {}
    given: dict[int, dict[str, Answer]] = {}
    asked = told.select_from(joined.join(answers)).where(still_open, answers.c.step.in_(steps))
    for number, step, state, written in connection.execute(asked).all():
        answer = same.get((state, written))
        if answer is None:
            answer = same[state, written] = Answer(state=State(state), values=tuple(json.loads(written)))
        given.setdefault(number, {})[step] = answer
    found = select(
        clients.c.reference, clients.c.opened_on, clients.c.consent, clients.c.worker, clients.c.version, contacts.c.id, contacts.c.held_on,
        contacts.c.script, contacts.c.script_version, contacts.c.how, contacts.c.worker, contacts.c.finished_at, contacts.c.version,
    )  # fmt: skip
    for row in connection.execute(found.select_from(joined).where(still_open)).all():
        reference, opened_on, consent, worker, version, number, on, script, script_version, how, by, finished_at, contact_version = row
        client = Client(
            reference=reference, opened_on=opened_on, closed_on=None, consent=Consent(consent), worker=worker, version=version
        )  # fmt: skip
        yield client, Contact(
            id=number, reference=reference, on=on, script=script, script_version=script_version, how=How(how), worker=by,
            finished_at=finished_at, answers=given.get(number, {}), version=contact_version,
        )  # fmt: skip


def _read_answers(connection: Connection, wanted: Select[Any]) -> dict[int, dict[str, Answer]]:
    """Number of a contact -> its answers."""
    given: dict[int, dict[str, Answer]] = {}
    for each in connection.execute(wanted):
        given.setdefault(each.contact_id, {})[each.step] = Answer(state=State(each.state), values=tuple(each.given))
    return given


def _contact_of(row: AnyRow, given: dict[str, Answer]) -> Contact:
    held = row._mapping
    return Contact(
        id=held[contacts.c.id],
        reference=held[clients.c.reference],
        on=held[contacts.c.held_on],
        script=held[contacts.c.script],
        script_version=held[contacts.c.script_version],
        how=How(held[contacts.c.how]),
        worker=held[contacts.c.worker],
        finished_at=held[contacts.c.finished_at],
        answers=given,
        version=held[contacts.c.version],
    )


def contact_now(connection: Connection, identifier: int) -> Contact:
    """One contact as it is now. Raises NoContact."""
    found = read_contacts(connection, contacts.c.id == identifier)
    if not found:
        raise NoContact
    return found[0]


def read_log(connection: Connection, *which: ColumnElement[bool]) -> Sequence[LogEntry]:
    wanted = select(log, clients.c.reference).join(clients, isouter=True).where(*which).order_by(log.c.id)
    return tuple(LogEntry(at=row.at, who=row.who, reference=row.reference, what=Action(row.what)) for row in connection.execute(wanted))


def setting(connection: Connection, name: str) -> str | None:
    return connection.scalar(select(settings.c.value).where(settings.c.name == name))


def set_setting(connection: Connection, name: str, value: str) -> None:
    connection.execute(delete(settings).where(settings.c.name == name))
    connection.execute(settings.insert().values(name=name, value=value))
