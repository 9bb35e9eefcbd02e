"""Everything held about one client, for their right of access: as a tree for JSON, and to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from fama_cli.casebook.model import Client, Consent, Contact, How, Intervention, LogEntry, Place, Review
from fama_cli.directory.dates import in_words as date_in_words
from fama_cli.handouts.model import Block, Handout, Heading, Look, Paragraph, Run, worded, worded_table
from fama_cli.handouts.wording import Reader
from fama_cli.practice.model import Practice, Step
from fama_cli.practice.walk import Answer, State, in_words
from fama_cli.record import record
from fama_cli.records.reviews import PLACES
from fama_cli.text import listed

NOT_PRESENT = "Not in the present script"


@record
class HeldAnswer:
    """The latest answer to one step, private or not, and whether or not a later answer took the step away."""

    step: str
    question: str | None
    """None when the step is not in the present script."""
    state: State
    values: tuple[str, ...]
    """As they are held: ids of choices, or what was typed."""
    says: str
    """The same in words."""


@record
class HeldContact:
    """One contact; without `finished_at` it is a draft."""

    on: str
    script: str
    title: str | None
    """None when there is no such script any more."""
    script_version: int
    how: How
    worker: str
    """Initials."""
    finished_at: str | None
    answers: tuple[HeldAnswer, ...]


@record
class HeldIntervention:
    """Recovery support that was open from one day to another."""

    started_on: str
    ended_on: str | None
    """None while it goes on."""
    place: Place
    """Where it stood to structured treatment."""
    episode: str | None
    """The number of the episode in the service's case system."""
    worker: str
    """Initials."""


@record
class HeldSaid:
    """What a review said of one thing."""

    field: str
    title: str | None
    """None when no profile that was read has such a field."""
    said: bool


@record
class HeldReview:
    """One review of recovery support. What was not stated is not in it."""

    on: str
    profile: str
    worker: str
    """Initials."""
    answers: tuple[HeldSaid, ...]


@record
class HeldEntry:
    """Who did what with the record, and when."""

    at: str
    who: str
    what: str


@record
class Export:
    """Everything held about one client. Days are 2026-11-21, and times have their offset."""

    reference: str
    opened_on: str
    closed_on: str | None
    consent: Consent
    """Whether the client agreed to be counted in reports."""
    worker: str
    """Initials."""
    contacts: tuple[HeldContact, ...]
    interventions: tuple[HeldIntervention, ...]
    reviews: tuple[HeldReview, ...]
    log: tuple[HeldEntry, ...]


def everything_held(
    practice: Practice,
    client: Client,
    contacts: Sequence[Contact],
    log: Sequence[LogEntry],
    names: Mapping[str, str],
    interventions: Sequence[Intervention] = (),
    reviews: Sequence[Review] = (),
    fields: Mapping[str, str] | None = None,
) -> Export:
    """All of it, oldest first. `names` has those of groups, by id, and `fields` what each field of a review says."""
    return Export(
        reference=client.reference,
        opened_on=client.opened_on.isoformat(),
        closed_on=client.closed_on.isoformat() if client.closed_on else None,
        consent=client.consent,
        worker=client.worker,
        contacts=tuple(_contact(practice, contact, names) for contact in contacts),
        interventions=tuple(map(held_intervention, interventions)),
        reviews=tuple(held_review(each, fields or {}) for each in reviews),
        log=tuple(HeldEntry(at=entry.at.isoformat(), who=entry.who, what=entry.what.value) for entry in log),
    )


def held_intervention(intervention: Intervention) -> HeldIntervention:
    return HeldIntervention(
        started_on=intervention.started_on.isoformat(),
        ended_on=intervention.ended_on.isoformat() if intervention.ended_on else None,
        place=intervention.place,
        episode=intervention.episode,
        worker=intervention.worker,
    )


def held_review(review: Review, fields: Mapping[str, str]) -> HeldReview:
    """`fields` has what each field says; one that is not in it goes without."""
    answers = tuple(HeldSaid(field=field, title=fields.get(field), said=said) for field, said in review.said.items())
    return HeldReview(on=review.on.isoformat(), profile=review.profile, worker=review.worker, answers=answers)


def _contact(practice: Practice, contact: Contact, names: Mapping[str, str]) -> HeldContact:
    script = next((script for script in practice.scripts if script.id == contact.script), None)
    steps = {step.id: step for step in script.steps} if script else {}
    return HeldContact(
        on=contact.on.isoformat(),
        script=contact.script,
        title=script.title if script else None,
        script_version=contact.script_version,
        how=contact.how,
        worker=contact.worker,
        finished_at=contact.finished_at.isoformat() if contact.finished_at else None,
        answers=tuple(_answer(identifier, steps.get(identifier), answer, names) for identifier, answer in contact.answers.items()),
    )


def _answer(identifier: str, step: Step | None, answer: Answer, names: Mapping[str, str]) -> HeldAnswer:
    question = step.title if step else None
    says = in_words(step, answer, names) if step else listed(answer.values) or answer.state.value.replace("-", " ")
    return HeldAnswer(step=identifier, question=question, state=answer.state, values=answer.values, says=says)


def export_handout(export: Export, *, today: date) -> Handout:
    """The same to read. Its title has no reference, because a file is named after it."""
    rows = (
        ("Your reference", export.reference),
        ("Record opened", date_in_words(export.opened_on)),
        ("Record closed", date_in_words(export.closed_on) if export.closed_on else "No"),
        ("Counted in reports", _CONSENT[export.consent]),
        ("Keyworker", export.worker),
    )
    blocks: list[Block] = [
        Paragraph(words=(Run(says=LEAD),), look=Look.LEAD),
        worded_table("Your record", ("What", "What is held"), rows),
        Heading(says="Your contacts"),
        *(block for contact in export.contacts for block in _contact_to_read(contact)),
    ]
    if not export.contacts:
        blocks.append(worded("There are none."))
    blocks += _support_to_read(export)
    blocks += [Heading(says="Who did what with your record"), worded(LOG)]
    if export.log:
        blocks.append(worded_table("The log", ("When", "Who", "What"), [(_moment(each.at), each.who, each.what) for each in export.log]))
    made = f"Made on {date_in_words(today.isoformat())} with fama."
    blocks += [Heading(says="Where this comes from"), Paragraph(words=(Run(says=made),), look=Look.SMALL)]
    return Handout(
        id="export", title="Everything that we hold about you", reader=Reader.CLIENT, made_on=today.isoformat(), blocks=tuple(blocks)
    )


LEAD = "This is all that our casebook holds about you. You can ask us to put right what is wrong in it."
LOG = "The log keeps the name that each person logs in with. It says what was done, and not what was read or written."
_CONSENT = {Consent.YES: "You agreed", Consent.NO: "You did not agree", Consent.NOT_ASKED: "You were not asked"}


def _contact_to_read(contact: HeldContact) -> Iterator[Block]:
    yield Heading(says=f"{date_in_words(contact.on)}: {contact.title or contact.script}", level=3)
    finished = f"Finished on {_moment(contact.finished_at)}" if contact.finished_at else "Not finished"
    where = {How.IN_PERSON: "in person", How.PHONE: "by phone", How.ONLINE: "online"}[contact.how]
    yield worded(f"You met {contact.worker} {where}. {finished}. The questions were version {contact.script_version}.")
    if contact.answers:
        rows = [(each.question or f"{NOT_PRESENT} ({each.step})", each.says) for each in contact.answers]
        yield worded_table("What was asked, and what was written down", ("What was asked or read", "Answer"), rows)


def _support_to_read(export: Export) -> Iterator[Block]:
    if not export.interventions and not export.reviews:
        return
    yield Heading(says="Your recovery support")
    if export.interventions:
        rows = [
            (date_in_words(each.started_on), date_in_words(each.ended_on) if each.ended_on else "It goes on", _where(each), each.worker)
            for each in export.interventions
        ]
        yield worded_table("When it was open", ("From", "To", "What", "Keyworker"), rows)
    for review in export.reviews:
        yield Heading(says=f"{date_in_words(review.on)}: review", level=3)
        yield worded(f"{review.worker} wrote down what you were helped with. What is not in the list was not stated.")
        if review.answers:
            answers = [(each.title or each.field, "Yes" if each.said else "No") for each in review.answers]
            yield worded_table("What was written down", ("What", "Answer"), answers)


def _where(held: HeldIntervention) -> str:
    where = f"Recovery support {PLACES[held.place]}"
    return f"{where}, episode {held.episode}" if held.episode else where


def _moment(at: str) -> str:
    """A time by the clocks of the United Kingdom."""
    from zoneinfo import ZoneInfo

    there = datetime.fromisoformat(at).astimezone(ZoneInfo("Europe/London"))
    return f"{date_in_words(there.date().isoformat())} at {there:%H:%M}"
