"""The answers of `fama clients`: who they are by reference, one of them in full, the log, and what a purge takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from fama_cli.casebook.model import Client, Contact, LogEntry, Support
from fama_cli.cli.output import Document
from fama_cli.directory.dates import in_words
from fama_cli.practice.model import Practice
from fama_cli.practice.walk import State
from fama_cli.practice.walk import in_words as answer_in_words
from fama_cli.record import record
from fama_cli.records.due import A_LONG_TIME, Due, due
from fama_cli.records.export import HeldIntervention, HeldReview, HeldSaid, held_intervention, held_review
from fama_cli.records.next_stage import deciding_contact, next_script
from fama_cli.records.reviews import PLACES

if TYPE_CHECKING:
    from rich.console import Console


REVIEW = "Review of recovery support"
"""In place of the title of a script, where answers of contacts and of reviews are in one list."""


@record
class ListedClient:
    reference: str
    worker: str
    opened: str
    closed: str | None
    consent: str


@record
class Clients:
    clients: tuple[ListedClient, ...]


def clients_document(clients: Sequence[Client]) -> Document:
    found = tuple(_listed(client) for client in clients)
    columns = ("reference", "worker", "opened", "closed", "consent")

    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import say, table

        if not found:
            say(console, "There are no clients whose record is open. To add one: fama clients add K-104")
            return
        shown = columns if any(each.closed for each in found) else tuple(name for name in columns if name != "closed")
        rows = [[_cell(name, getattr(each, name) or "") for name in shown] for each in found]
        table(console, [name.title() if name != "consent" else "In reports" for name in shown], rows)

    return Document(
        schema="fama.clients/1",
        value=Clients(clients=found),
        records="clients",
        columns=columns,
        rows=[[each.reference, each.worker, each.opened, each.closed or "", each.consent] for each in found],
        draw=draw,
    )


def _cell(column: str, value: str) -> str:
    return in_words(value) if value and column in {"opened", "closed"} else value


def _listed(client: Client) -> ListedClient:
    return ListedClient(
        reference=client.reference,
        worker=client.worker,
        opened=client.opened_on.isoformat(),
        closed=client.closed_on.isoformat() if client.closed_on else None,
        consent=client.consent.value,
    )


@record
class ShownAnswer:
    step: str
    title: str
    says: str
    private: bool


@record
class ShownContact:
    on: str
    script: str
    how: str
    worker: str
    finished: bool
    answers: tuple[ShownAnswer, ...]


@record
class ShownClient:
    """One client, with what comes next worked out from what was recorded."""

    client: ListedClient
    next_script: str
    due_on: str | None
    contacts: tuple[ShownContact, ...]
    interventions: tuple[HeldIntervention, ...]
    reviews: tuple[HeldReview, ...]


def client_document(practice: Practice, held: Support, names: Mapping[str, str], fields: Mapping[str, str], today: date) -> Document:
    """`names` has those of groups, by id, and `fields` what each field of a review says."""
    client, contacts = held.client, held.contacts
    following = next_script(practice, contacts)
    coming = _coming(practice, client, contacts, today)
    value = ShownClient(
        client=_listed(client),
        next_script=following.id,
        due_on=coming.on.isoformat() if coming else None,
        contacts=tuple(_contact(practice, contact, names) for contact in contacts),
        interventions=tuple(map(held_intervention, held.interventions)),
        reviews=tuple(held_review(each, fields) for each in held.reviews),
    )

    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import labelled, say

        say(console, client.reference, "bold")
        labelled(console, "Keyworker", client.worker)
        labelled(console, "Opened", in_words(client.opened_on.isoformat()))
        if client.closed_on:
            labelled(console, "Closed", in_words(client.closed_on.isoformat()))
        labelled(console, "Reports", {"yes": "agreed", "no": "did not agree", "not-asked": "not asked"}[client.consent])
        labelled(console, "Next", f"{following.title}{f', on {in_words(coming.on.isoformat())}' if coming else ''}")
        for each in value.contacts:
            say(console, "")
            left = "" if each.finished else ", not finished"
            say(console, f"{in_words(each.on)}: {each.script}, {each.how.replace('-', ' ')}, {each.worker}{left}", "bold")
            for answer in each.answers:
                labelled(console, "", f"{answer.title}{' (private)' if answer.private else ''}", width=0)
                labelled(console, "", answer.says, width=2)
        if value.interventions or value.reviews:
            _draw_support(console, value)

    return Document(
        schema="fama.client/1",
        value=value,
        records="contacts",
        columns=("on", "script", "how", "worker", "finished", "question", "answer"),
        rows=[
            *(
                [each.on, each.script, each.how, each.worker, "yes" if each.finished else "no", answer.title, answer.says]
                for each in value.contacts
                for answer in each.answers
            ),
            *(
                [each.on, REVIEW, "", each.worker, "yes", said.title or said.field, _said(said)]
                for each in value.reviews
                for said in each.answers
            ),
        ],
        draw=draw,
    )


def _draw_support(console: Console, value: ShownClient) -> None:
    from fama_cli.cli.views.drawing import labelled, say

    say(console, "")
    say(console, "Recovery support", "bold")
    for held in value.interventions:
        until = f"until {in_words(held.ended_on)}" if held.ended_on else "still open"
        labelled(console, "", f"From {in_words(held.started_on)}, {until}: {PLACES[held.place]}, {held.worker}", width=0)
    for review in value.reviews:
        say(console, "")
        say(console, f"{in_words(review.on)}: review, {review.worker}", "bold")
        for answer in review.answers:
            labelled(console, "", f"{answer.title or answer.field}: {_said(answer)}", width=0)
        if not review.answers:
            labelled(console, "", "Nothing was stated.", width=0)


def _said(answer: HeldSaid) -> str:
    return "yes" if answer.said else "no"


def _coming(practice: Practice, client: Client, contacts: Sequence[Contact], today: date) -> Due | None:
    """When to ask next, from the contact that counts. None when there was none, or the record is closed."""
    counts = deciding_contact(practice, contacts)
    if client.closed_on or counts is None:
        return None
    return due(practice, [(client, counts)], today=today, within=A_LONG_TIME)[0]


def _contact(practice: Practice, contact: Contact, names: Mapping[str, str]) -> ShownContact:
    script = next((script for script in practice.scripts if script.id == contact.script), None)
    steps = {step.id: step for step in script.steps} if script else {}
    shown = [
        ShownAnswer(
            step=step,
            title=steps[step].title if step in steps else step,
            says=answer_in_words(steps[step], answer, names) if step in steps else ", ".join(answer.values) or answer.state.value,
            private=step in steps and steps[step].private,
        )
        # In the order of the questions, and not of the last change.
        for step, answer in sorted(contact.answers.items(), key=lambda each: list(steps).index(each[0]) if each[0] in steps else len(steps))
        if answer.state in {State.ANSWERED, State.NOT_ASKED}
    ]
    return ShownContact(
        on=contact.on.isoformat(),
        script=script.title if script else contact.script,
        how=contact.how.value,
        worker=contact.worker,
        finished=contact.finished_at is not None,
        answers=tuple(shown),
    )


@record
class LogLine:
    at: str
    who: str
    reference: str | None
    what: str


@record
class Log:
    entries: tuple[LogLine, ...]


def log_document(entries: Sequence[LogEntry]) -> Document:
    lines = tuple(
        LogLine(at=each.at.isoformat(timespec="seconds"), who=each.who, reference=each.reference, what=each.what.value) for each in entries
    )

    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import table

        table(
            console,
            ["When (UTC)", "Who", "Client", "What"],
            [[_when(each.at), each.who, each.reference or "", each.what] for each in lines],
        )

    return Document(
        schema="fama.log/1",
        value=Log(entries=lines),
        records="entries",
        columns=("at", "who", "reference", "what"),
        rows=[[each.at, each.who, each.reference or "", each.what] for each in lines],
        draw=draw,
    )


def _when(at: str) -> str:
    return at[:16].replace("T", " ")


@record
class Purged:
    """A record or a contact that a purge deletes."""

    reference: str
    why: str
    since: str


@record
class Purge:
    deletes: tuple[Purged, ...]


def purge_document(lines: Sequence[Purged]) -> Document:
    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import say, table

        if not lines:
            say(console, "There is nothing to delete.")
        else:
            table(console, ["Reference", "Why", "Since"], [[each.reference, each.why, in_words(each.since)] for each in lines])

    return Document(
        schema="fama.purge/1",
        value=Purge(deletes=tuple(lines)),
        records="deletes",
        columns=("reference", "why", "since"),
        rows=[[each.reference, each.why, each.since] for each in lines],
        draw=draw,
    )
