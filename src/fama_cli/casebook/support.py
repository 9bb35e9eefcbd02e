"""Recovery support in the casebook: when it was open, and what each review answered. Statements, for `reviews.py` and `clients.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, Row, delete, select, update

from fama_cli.casebook.errors import ReviewsDiffer
from fama_cli.casebook.model import Client, Contact, Intervention, Place, Review, Support
from fama_cli.casebook.rows import client_of, read_contacts
from fama_cli.casebook.tables import clients, interventions, reviews

Beginning = tuple[date, Place, str | None]
"""The day that recovery support began, where, and the number that the case system has for the episode."""

Held = tuple[Client, Sequence[Intervention], Sequence[Review]]
"""A client with their interventions, and some of their reviews."""


def read_interventions(connection: Connection, *which: ColumnElement[bool]) -> Sequence[Intervention]:
    """Those for which all of `which` hold, the earliest first."""
    asked = select(interventions).where(*which).order_by(interventions.c.started_on, interventions.c.id)
    return tuple(map(_intervention_of, connection.execute(asked)))


def read_reviews(connection: Connection, *which: ColumnElement[bool]) -> Sequence[Review]:
    """Those for which all of `which` hold, the earliest first."""
    asked = select(reviews).where(*which).order_by(reviews.c.held_on, reviews.c.id)
    return tuple(map(_review_of, connection.execute(asked)))


def read_all_support(connection: Connection) -> Sequence[Support]:
    contacts: dict[str, list[Contact]] = {}
    for contact in read_contacts(connection):
        contacts.setdefault(contact.reference, []).append(contact)
    helped: dict[int, list[Intervention]] = {}
    for row in connection.execute(select(interventions).order_by(interventions.c.started_on, interventions.c.id)):
        helped.setdefault(row.client_id, []).append(_intervention_of(row))
    held: dict[int, list[Review]] = {}
    for row in connection.execute(select(reviews).order_by(reviews.c.held_on, reviews.c.id)):
        held.setdefault(row.client_id, []).append(_review_of(row))
    return tuple(
        Support(
            client=client_of(row),
            contacts=tuple(contacts.get(row.reference, ())),
            interventions=tuple(helped.get(row.id, ())),
            reviews=tuple(held.get(row.id, ())),
        )
        for row in connection.execute(select(clients).order_by(clients.c.id))
    )


def read_open(connection: Connection) -> Sequence[tuple[Client, Intervention, Sequence[date]]]:
    """Open clients with each intervention that has no end, and the days of their reviews since it began."""
    joined = clients.join(interventions)
    still = (clients.c.closed_on.is_(None), interventions.c.ended_on.is_(None))
    columns = (*clients.c, *interventions.c)
    found = connection.execute(select(*columns).select_from(joined).where(*still)).all()
    since = joined.join(reviews, (reviews.c.client_id == clients.c.id) & (reviews.c.held_on >= interventions.c.started_on))
    held: dict[int, list[date]] = {}
    for number, on in connection.execute(select(interventions.c.id, reviews.c.held_on).select_from(since).where(*still)):
        held.setdefault(number, []).append(on)
    return tuple((client_of(row), _intervention_of(row), tuple(held.get(row._mapping[interventions.c.id], ()))) for row in found)


def read_between(connection: Connection, first: date, last: date) -> Mapping[int, Held]:
    """Number of each client with a review from `first` to `last` -> the client, all their interventions, and those reviews.

    Those whose record is closed too.
    """
    within = reviews.c.held_on.between(first, last)
    theirs = select(reviews.c.client_id).where(within)
    by_client: dict[int, list[Review]] = {}
    for row in connection.execute(select(reviews).where(within).order_by(reviews.c.held_on, reviews.c.id)):
        by_client.setdefault(row.client_id, []).append(_review_of(row))
    helped: dict[int, list[Intervention]] = {}
    order = (interventions.c.started_on, interventions.c.id)
    for row in connection.execute(select(interventions).where(interventions.c.client_id.in_(theirs)).order_by(*order)):
        helped.setdefault(row.client_id, []).append(_intervention_of(row))
    found = connection.execute(select(clients).where(clients.c.id.in_(theirs)))
    return {row.id: (client_of(row), tuple(helped.get(row.id, ())), tuple(by_client[row.id])) for row in found if row.id in by_client}


def begin(connection: Connection, number: int, beginning: Beginning, worker: str, ended_on: date | None) -> None:
    started_on, place, episode = beginning
    values = {"started_on": started_on, "ended_on": ended_on, "place": place, "episode": episode, "worker": worker}
    connection.execute(interventions.insert().values(client_id=number, **values))


def end(connection: Connection, number: int, intervention: Sequence[int], on: date) -> None:
    which = (interventions.c.client_id == number, interventions.c.id.in_(intervention))
    connection.execute(update(interventions).where(*which).values(ended_on=on))


def put_review(connection: Connection, number: int, on: date, profile: str, said: Mapping[str, bool], worker: str) -> None:
    """A client's review of one day with one profile. One that is there already is changed, and keeps its number."""
    which = (reviews.c.client_id == number, reviews.c.held_on == on, reviews.c.profile == profile)
    given = {"said": dict(said), "worker": worker}
    if not connection.execute(update(reviews).where(*which).values(given)).rowcount:
        connection.execute(reviews.insert().values(client_id=number, held_on=on, profile=profile, **given))


def move_support(connection: Connection, one: int, into: int) -> None:
    """What was held about one client becomes another's. A review that both have is kept once. Raises ReviewsDiffer."""
    kept = {(each.on, each.profile): each for each in read_reviews(connection, reviews.c.client_id == into)}
    for each in read_reviews(connection, reviews.c.client_id == one):
        same = kept.get((each.on, each.profile))
        if same and same.said != each.said:
            raise ReviewsDiffer(each.on, each.profile)
        if same:
            connection.execute(delete(reviews).where(reviews.c.id == each.id))
    for table in (interventions, reviews):
        connection.execute(update(table).where(table.c.client_id == one).values(client_id=into))


def _intervention_of(row: Row[*tuple[object, ...]]) -> Intervention:
    held = row._mapping
    return Intervention(
        id=held[interventions.c.id],
        started_on=held[interventions.c.started_on],
        ended_on=held[interventions.c.ended_on],
        place=Place(held[interventions.c.place]),
        episode=held[interventions.c.episode],
        worker=held[interventions.c.worker],
    )


def _review_of(row: Row[*tuple[object, ...]]) -> Review:
    held = row._mapping
    return Review(
        id=held[reviews.c.id],
        on=held[reviews.c.held_on],
        profile=held[reviews.c.profile],
        said=held[reviews.c.said],
        worker=held[reviews.c.worker],
    )
