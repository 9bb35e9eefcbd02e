"""Reviews of recovery support: which are due, and what the contacts since the last one suggest. The worker decides."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import MAXYEAR, date
from typing import Protocol

from fama_cli.casebook.model import Client, Contact, Intervention, Place, Review
from fama_cli.directory.dates import in_words
from fama_cli.practice.model import Practice, StepKind
from fama_cli.practice.walk import recorded
from fama_cli.record import record
from fama_cli.text import listed

PLACES: Mapping[Place, str] = {
    Place.ALONGSIDE: "alongside structured treatment",
    Place.OUTSIDE: "outside structured treatment",
    Place.AFTER: "after structured treatment",
}


@record
class ReviewDue:
    """One client whose recovery support is to be reviewed."""

    reference: str
    worker: str
    """Initials of the client's worker."""
    on: date
    """By when."""
    late: int
    """Days since then; below zero while it is still to come."""
    last: date | None
    """The last review since it began."""
    started: date
    place: Place


class Field(Protocol):
    """What a review answers with yes or no."""

    @property
    def name(self) -> str: ...
    @property
    def counts(self) -> Sequence[str]:
        """The kinds of group, in capitals, that stand behind a yes."""


@record
class Meaning:
    """What contacts of each script are, by the ids of scripts."""

    informs: frozenset[str]
    """Information was given. That alone is no yes."""
    supports: frozenset[str]
    """More than that was done."""
    treats: Mapping[str, frozenset[str]]
    """Field -> the scripts that are this treatment, and never facilitated access."""


@record
class Behind:
    """A contact that has to do with a field."""

    contact: Contact
    title: str
    """Of its script."""
    groups: tuple[str, ...]
    """Ids of the groups it was about that count for the field; none where the script is the treatment."""
    informs_only: bool


def reviews_due(
    held: Iterable[tuple[Client, Intervention, Sequence[date]]], *, interval_months: int, today: date, within: int
) -> Sequence[ReviewDue]:
    """Reviews to make by `within` days from today, the earliest first, each client once.

    `held` has the interventions that are open, each with the days of its reviews. A day to come is none: the clock was wrong,
    then or now.
    """
    first: dict[str, ReviewDue] = {}
    for client, intervention, days in held:
        last = max((day for day in days if day <= today), default=None)
        on = months_after(last or min(intervention.started_on, today), interval_months)
        late = (today - on).days
        if -late > within:
            continue
        found = ReviewDue(
            reference=client.reference, worker=client.worker, on=on, late=late, last=last, started=intervention.started_on,
            place=intervention.place,
        )  # fmt: skip
        before = first.get(client.reference)
        if before is None or found.on < before.on:
            first[client.reference] = found
    return tuple(sorted(first.values(), key=lambda each: (each.on, each.reference)))


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last of a month that has no such day."""
    place = day.year * 12 + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    if year > MAXYEAR:
        return date.max
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def all_open_on(interventions: Sequence[Intervention], day: date) -> Sequence[Intervention]:
    """The recovery support that was open on a day, the earliest first. A merge can leave several, and a review is then of each.

    It is so whichever profile the review was made with: that it was held does not depend on the words it was written down in.
    """
    among = [each for each in interventions if each.started_on <= day and (each.ended_on is None or each.ended_on >= day)]
    return tuple(sorted(among, key=lambda each: (each.started_on, each.id)))


def open_on(interventions: Sequence[Intervention], day: date) -> Intervention | None:
    """The one of them that began last, where only one can be named."""
    return next(reversed(all_open_on(interventions, day)), None)


def cannot_begin(interventions: Sequence[Intervention], started: date, on: date, today: date) -> str | None:
    """Why recovery support cannot have begun on `started` and be reviewed on `on`, in a sentence."""
    if started > today:
        return f"{_said(started)} is still to come"
    if started > on:
        return f"Recovery support that begins on {_said(started)} is not open on the day of the review, {_said(on)}"
    for each in interventions:
        if each.started_on >= started or each.ended_on is None or each.ended_on > started:
            until = f" to {_said(each.ended_on)}" if each.ended_on else ""
            return f"Recovery support was open from {_said(each.started_on)}{until} already"
    return None


def cannot_end(
    ending: Sequence[Intervention], interventions: Sequence[Intervention], reviews: Sequence[Review], ended: date, on: date, today: date
) -> str | None:
    """Why the recovery support in `ending` cannot end on `ended`, in a sentence. It is open on its last day still.

    `interventions` are all that are held; `on` is the day of the review that ends it. No review may be left with nothing open,
    and the end of one that is over may not be moved past the start of the next.
    """
    if ended > today:
        return f"{_said(ended)} is still to come"
    ids = {each.id for each in ending}
    others = [each for each in interventions if each.id not in ids]
    for each in ending:
        if ended < each.started_on:
            return f"Recovery support began on {_said(each.started_on)}, so it cannot end before that"
        theirs = [on, *(review.on for review in reviews if all_open_on([each], review.on))]
        last = max((day for day in theirs if not all_open_on(others, day)), default=ended)
        if ended < last:
            return f"There is a review of {_said(last)}, so recovery support cannot end before that"
        again = min((other.started_on for other in others if each.started_on < other.started_on <= ended), default=None)
        # What is no later than the end that it has makes nothing worse: a file may be sent once more.
        if again and (each.ended_on is None or ended > each.ended_on):
            return f"Recovery support began again on {_said(again)}, so what was open before that ends earlier"
    return None


def last_before(reviews: Sequence[Review], day: date) -> Review | None:
    return max((each for each in reviews if each.on < day), key=lambda each: (each.on, each.id), default=None)


def behind(
    fields: Sequence[Field],
    meaning: Meaning,
    practice: Practice,
    kinds: Mapping[str, str],
    contacts: Sequence[Contact],
    *,
    since: date | None,
    until: date,
) -> Mapping[str, Sequence[Behind]]:
    """Field -> the finished contacts after `since` and by `until` that have to do with it, oldest first.

    `kinds` has the kind of each group, by id. A contact that chose no group is about the groups that were chosen last. One
    with a script that is treatment counts for that treatment alone, whatever groups were named in it.
    """
    scripts = {script.id: script for script in practice.scripts}
    found: dict[str, list[Behind]] = {field.name: [] for field in fields}
    about: tuple[str, ...] = ()
    for contact in sorted(contacts, key=lambda each: (each.on, each.id)):
        script = scripts.get(contact.script)
        if contact.finished_at is None or contact.on > until:
            continue
        title = script.title if script else contact.script
        treated = [name for name, treating in meaning.treats.items() if contact.script in treating]
        counted = since is None or contact.on > since
        for name in treated:
            if counted and name in found:
                found[name].append(Behind(contact=contact, title=title, groups=(), informs_only=False))
        if treated or contact.script not in meaning.informs | meaning.supports:
            continue
        if script:
            kept = recorded(script, contact.answers)
            chosen = [
                each for step in script.steps if step.kind is StepKind.CHOOSE_GROUP and step.id in kept for each in kept[step.id].values
            ]
            about = tuple(dict.fromkeys(chosen)) or about
        for field in fields if counted else ():
            groups = tuple(each for each in about if kinds.get(each, "").upper() in field.counts)
            if groups and field.name not in meaning.treats:
                only = contact.script in meaning.informs
                found[field.name].append(Behind(contact=contact, title=title, groups=groups, informs_only=only))
    return found


def passed_over(
    found: Mapping[str, Sequence[Behind]], contacts: Sequence[Contact], *, since: date | None, until: date
) -> Sequence[Contact]:
    """The finished contacts of the time that have to do with no field, oldest first. `found` is what `behind` found in it."""
    counted = {one.contact.id for each in found.values() for one in each}
    within = [each for each in contacts if each.finished_at and each.on <= until and (since is None or each.on > since)]
    return sorted((each for each in within if each.id not in counted), key=lambda each: (each.on, each.id))


def suggested(contacts: Sequence[Behind]) -> bool | None:
    """Yes where a contact did more than inform; nothing otherwise. It is never no: what was not recorded may have been done."""
    return True if any(not each.informs_only for each in contacts) else None


def why(field: Field, contacts: Sequence[Behind], names: Mapping[str, str], since: date | None) -> Sequence[str]:
    """The suggestion and each contact it rests on, in sentences. Nothing for a field that no contact can stand behind."""
    if not contacts:
        if not field.counts:
            return ()
        return (f"No contact that counts was recorded{f' since {_said(since)}' if since else ''}.",)
    first = "The contacts suggest yes." if suggested(contacts) else "Information was given. Whether more was done is yours to say."
    return (first, *(_in_words(each, names) for each in contacts))


def _in_words(one: Behind, names: Mapping[str, str]) -> str:
    groups = listed([names.get(each, each) for each in one.groups])
    return f"{_said(one.contact.on)}: {one.title}{f', {groups}' if groups else ''}"


def _said(day: date) -> str:
    return in_words(day.isoformat())
