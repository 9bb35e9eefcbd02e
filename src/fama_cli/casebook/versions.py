"""Versions: what takes a record saves only if nobody changed it since it was read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, update

from fama_cli.casebook.errors import Changed, ClientClosed, ContactFinished
from fama_cli.casebook.model import Client, Contact
from fama_cli.casebook.rows import client_row, contact_now
from fama_cli.casebook.tables import clients, contacts


def client_as_read(connection: Connection, before: Client) -> tuple[int, Client]:
    """The client's number, and the client as it is now, when that is as it was read. Raises NoClient or Changed."""
    number, now = client_row(connection, before.reference)
    if now.version != before.version:
        raise Changed(now)
    return number, now


def open_client(connection: Connection, reference: str) -> tuple[int, Client]:
    """The client's number, and the client. Raises NoClient, or ClientClosed when their record is."""
    number, client = client_row(connection, reference)
    if client.closed_on:
        raise ClientClosed(client.reference)
    return number, client


def draft_as_read(connection: Connection, contact: Contact, *, even_closed: bool = False) -> tuple[int, Contact]:
    """The client's number, and the contact as it is now, when that is as it was read and it can still be written to.

    Raises NoContact, ClientClosed, ContactFinished or Changed.
    """
    # The client first, always, so that two transactions cannot wait for each other. They may have another reference by now.
    reference = contact_now(connection, contact.id).reference
    number, client = client_row(connection, reference)
    if client.closed_on and not even_closed:
        raise ClientClosed(client.reference)
    now = contact_now(connection, contact.id)
    if now.finished_at:
        raise ContactFinished(now.reference)
    if now.version != contact.version:
        raise Changed(now)
    return number, now


def raise_client_version(connection: Connection, number: int) -> None:
    """By 1, so that nobody saves over what they have not seen."""
    connection.execute(update(clients).where(clients.c.id == number).values(version=clients.c.version + 1))


def raise_version(connection: Connection, now: Contact, **values: datetime | int) -> None:
    """Of a contact, by 1, and save `values` with it."""
    raised = update(contacts).where(contacts.c.id == now.id, contacts.c.version == now.version)
    connection.execute(raised.values(version=now.version + 1, **values))
