"""Rows of the tables, read as what they are."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Row, select

from fama_cli.casebook.errors import NoClient, NoContact
from fama_cli.casebook.model import Action, Client, Consent, Contact, How, LogEntry
from fama_cli.casebook.reference import same_reference
from fama_cli.casebook.tables import answers, clients, contacts, log
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
        raise NoClient(reference, connection.scalars(select(clients.c.reference)))
    return row.id, client_of(row)


def read_clients(connection: Connection, *, closed: bool) -> Sequence[Client]:
    wanted = select(clients) if closed else select(clients).where(clients.c.closed_on.is_(None))
    # Sorted here: each database has its own order of letters.
    return tuple(sorted(map(client_of, connection.execute(wanted)), key=lambda client: same_reference(client.reference)))


def read_contacts(connection: Connection, *which: ColumnElement[bool]) -> Sequence[Contact]:
    """The contacts for which all of `which` hold, oldest first, with their answers."""
    found = connection.execute(
        select(contacts, clients.c.reference).join(clients).where(*which).order_by(contacts.c.held_on, contacts.c.id)
    ).all()
    given: dict[int, dict[str, Answer]] = {row.id: {} for row in found}
    told = select(answers).join(contacts).where(*which).join(clients).order_by(answers.c.contact_id, answers.c.seq)
    for each in connection.execute(told):
        # One saved since the contacts were read is of a contact that is not among them.
        given.setdefault(each.contact_id, {})[each.step] = Answer(state=State(each.state), values=tuple(each.given))
    return tuple(
        Contact(
            id=row.id,
            reference=row.reference,
            on=row.held_on,
            script=row.script,
            script_version=row.script_version,
            how=How(row.how),
            worker=row.worker,
            finished_at=row.finished_at,
            answers=given[row.id],
            version=row.version,
        )
        for row in found
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
