"""What is looked for in the records. Each check is an Ibis expression, the same on every engine.

The rules are fama's own, not those of NDTMS, whose verification rules could not be read. Public Health England's guide for
commissioners (2014) asks for the audit: that the data is "a true reflection of activity".

Every check gives client, episode, on, field and rows: a row for each thing to look at. `on` is a day as a number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import reduce
from typing import TYPE_CHECKING, Any

from fama_cli.record import record
from fama_cli.recording.days import MONTH
from fama_cli.recording.joins import among, without
from fama_cli.recording.profile import Field
from fama_cli.recording.reading import Phase, Said, Tables, bit, bits, has

if TYPE_CHECKING:
    import ibis


class Needs(StrEnum):
    """What a check looks at beside the reviews."""

    NOTHING = ""
    CONTACTS = "contacts"
    INTERVENTIONS = "interventions"


@record
class Check:
    """One thing to look for."""

    id: str
    title: str
    needs: Needs
    what_to_do: str
    """For the service's own staff."""
    look: Callable[[Tables, int], Any]
    """The tables and today, as a number -> what was found."""


def yes_without_contact(tables: Tables, _today: int) -> Any:
    """A yes, and no contact of a kind that counts in the interval before it."""
    return _together([_yes_alone(tables, place, field) for place, field in _counted(tables)])


def _yes_alone(tables: Tables, place: int, field: Field) -> Any:
    contacts, reviews = _contacts(tables), tables.reviews
    behind = contacts.filter(contacts.kind.isin(list(field.counts)))
    # A contact whose day cannot be read might be the one: that is another finding, and none is made of it here.
    undated = behind.filter(behind.on.isnull())
    said = reviews.filter(has(reviews.said, place, Said.YES) & reviews.on.notnull())
    alone = without(said, undated, ["client"])
    span = tables.profile.interval_months * MONTH
    near = [alone.client == behind.client, alone.on >= behind.on, alone.on <= behind.on + span]
    return _found(without(alone, behind, ["client", "on"], near), field.name)


def contact_without_yes(tables: Tables, today: int) -> Any:
    """A contact, and no yes in the interval after it, though a review was made or the interval is over."""
    return _together([_contact_alone(tables, place, field, today) for place, field in _counted(tables)])


def _contact_alone(tables: Tables, place: int, field: Field, today: int) -> Any:
    contacts, reviews = _contacts(tables), tables.reviews
    span = tables.profile.interval_months * MONTH
    done = contacts.filter(contacts.kind.isin(list(field.counts)) & (contacts.on <= today)).select("client", "on").distinct()
    dated = reviews.filter(reviews.on.notnull()).select("client", "on", "said")
    said = dated.filter(has(dated.said, place, Said.YES)).select("client", "on")
    near = [done.client == said.client, said.on >= done.on, said.on <= done.on + span]
    alone = without(done, said, ["client", "on"], near)
    asked = dated.select("client", "on")
    reviewed = among(alone, asked, ["client", "on"], [alone.client == asked.client, asked.on >= alone.on, asked.on <= alone.on + span])
    due = alone.filter(alone.on + span < today)
    import ibis

    return _found(ibis.union(reviewed, due, distinct=True).mutate(episode=ibis.null("string")), field.name)


def overdue(tables: Tables, today: int) -> Any:
    """Recovery support is open, and neither its start nor a review since is within the interval."""
    interventions, reviews = _interventions(tables), tables.reviews
    is_open = interventions.supports & ~interventions.unread & _open_on(interventions, today)
    opened = interventions.filter(is_open).group_by("client", "episode").aggregate(started=interventions.started.max())
    past = reviews.filter(reviews.on <= today)
    last = past.group_by("client", "episode").aggregate(reviewed=past.on.max())
    joined = opened.left_join(last, ["client", "episode"]).select("client", "episode", "started", "reviewed")
    import ibis

    since = joined.mutate(on=ibis.greatest(joined.started, joined.reviewed.fill_null(0)))
    return _found(since.filter(since.on + tables.profile.interval_months * MONTH < today))


def duplicates(tables: Tables, _today: int) -> Any:
    """The same review more than once, in every column that the profile has. They are counted once everywhere else."""
    twice = tables.crowded.filter(tables.crowded.copies > 1)
    return _found(twice.mutate(rows=twice.copies - 1))


def same_day(tables: Tables, _today: int) -> Any:
    """2 reviews of one episode on one day that are not the same."""
    reviews = tables.crowded.filter(tables.crowded.on.notnull() & tables.crowded.client.notnull())
    grouped = reviews.group_by("client", "episode", "on").aggregate(together=reviews.count())
    return _found(grouped.filter(grouped.together > 1))


def only_other(tables: Tables, _today: int) -> Any:
    """A yes to "other", and to nothing else. Before data set J, 9 in 10 psychosocial interventions were "other"."""
    said = tables.reviews.said
    fields = tables.profile.recovery_support
    other = next(n for n, field in enumerate(fields) if field.name.casefold() == tables.profile.other.casefold())
    every_yes = bits(range(len(fields)), Said.YES)
    return _found(tables.reviews.filter((said & every_yes) == bit(other, Said.YES)), tables.profile.other)


def all_no(tables: Tables, _today: int) -> Any:
    """No to everything, on a day when recovery support was open."""
    places = range(len(tables.profile.recovery_support))
    answers = bits(places, Said.YES) + bits(places, Said.NO) + bits(places, Said.UNREAD)
    said = tables.reviews.filter((tables.reviews.said & answers) == bits(places, Said.NO))
    return _found(among(said, *_while_open(said, tables)))


def no_intervention(tables: Tables, _today: int) -> Any:
    """A yes in treatment, on a day when no recovery support was open."""
    reviews = tables.reviews
    any_yes = (reviews.said & bits(range(len(tables.profile.recovery_support)), Said.YES)) != 0
    said = reviews.filter(any_yes & reviews.known & reviews.on.notnull() & (reviews.phase != int(Phase.AFTER)))
    interventions = _interventions(tables)
    unread = interventions.filter(interventions.supports & interventions.unread)
    certain = without(said, unread, ["client", "episode"])
    return _found(without(certain, *_while_open(certain, tables)))


def outside(tables: Tables, _today: int) -> Any:
    """Before the episode began; after it ended, and not marked as after treatment; or so marked, and it had not ended."""
    reviews = tables.reviews
    wrong = reviews.on < reviews.triaged
    if tables.has_flag:
        marked = reviews.flag == int(Said.YES)
        over = (reviews.on > reviews.discharged).fill_null(False)
        wrong = wrong.fill_null(False) | (over & ~marked) | (marked & ~over)
    return _found(reviews.filter(reviews.known & reviews.on.notnull() & wrong.fill_null(False)))


def unknown_episode(tables: Tables, _today: int) -> Any:
    return _found(tables.reviews.filter(~tables.reviews.known & tables.reviews.client.notnull()))


def future(tables: Tables, today: int) -> Any:
    return _found(tables.reviews.filter(tables.reviews.on > today))


def no_day(tables: Tables, _today: int) -> Any:
    return _found(tables.reviews.filter(tables.reviews.on.isnull()))


def no_client(tables: Tables, _today: int) -> Any:
    return _found(tables.reviews.filter(tables.reviews.client.isnull()))


def unread_word(tables: Tables, _today: int) -> Any:
    """A word that is neither yes, no nor missing in the profile."""
    import ibis

    fields = tables.profile.answers
    unread = tables.reviews.filter((tables.reviews.said & bits(range(len(fields)), Said.UNREAD)) != 0)
    names = [has(unread.said, place, Said.UNREAD).ifelse(field.name, ibis.null("string")) for place, field in enumerate(fields)]
    each = unread.select("client", "episode", "on", field=ibis.array(names).unnest())
    return each.filter(each.field.notnull()).mutate(rows=ibis.literal(1, "int64"))


def contact_no_day(tables: Tables, today: int) -> Any:
    import ibis

    contacts = _contacts(tables)
    return _found(contacts.filter(contacts.on.isnull() | (contacts.on > today)).mutate(episode=ibis.null("string")))


def intervention_no_day(tables: Tables, _today: int) -> Any:
    interventions = _interventions(tables)
    return _found(interventions.filter(interventions.unread).mutate(on=interventions.started))


CHECKS = (
    Check(
        id="yes-no-contact", title="Yes, and no contact behind it", needs=Needs.CONTACTS, look=yes_without_contact,
        what_to_do="Find the contact and record it, or change the answer to no. 12-step work as treatment is no such contact",
    ),
    Check(
        id="contact-no-yes", title="A contact, and no yes", needs=Needs.CONTACTS, look=contact_without_yes,
        what_to_do="Answer yes at the next review, or correct this one if the contact was of this kind",
    ),
    Check(
        id="overdue", title="Review overdue", needs=Needs.INTERVENTIONS, look=overdue,
        what_to_do="Review with the client, or end the intervention if it is over. The day is of the last review, or the start",
    ),
    Check(
        id="duplicates", title="The same review more than once", needs=Needs.NOTHING, look=duplicates,
        what_to_do="Take the copies out in the case system. They are counted once here",
    ),
    Check(
        id="same-day", title="2 different reviews on one day", needs=Needs.NOTHING, look=same_day,
        what_to_do="Keep the one that is right",
    ),
    Check(
        id="only-other", title="Only \"other\" is yes", needs=Needs.NOTHING, look=only_other,
        what_to_do="See whether one of the named fields says it better",
    ),
    Check(
        id="all-no", title="All no, and recovery support open", needs=Needs.INTERVENTIONS, look=all_no,
        what_to_do="If something was done, answer yes to it. If not, ask whether the intervention should be open",
    ),
    Check(
        id="no-intervention", title="Yes in treatment, and no recovery support open", needs=Needs.INTERVENTIONS, look=no_intervention,
        what_to_do="Open the intervention from the day it began, or correct the day of the review",
    ),
    Check(
        id="outside", title="A day outside the episode", needs=Needs.INTERVENTIONS, look=outside,
        what_to_do="Correct the day, or the mark that it was after treatment",
    ),
    Check(
        id="unknown-episode", title="A review of no episode", needs=Needs.INTERVENTIONS, look=unknown_episode,
        what_to_do="Correct the reference or the number of the episode, in the reviews or in the interventions",
    ),
    Check(
        id="future", title="A day in the future", needs=Needs.NOTHING, look=future,
        what_to_do="Correct the day",
    ),
    Check(
        id="no-day", title="No day, or one that cannot be read", needs=Needs.NOTHING, look=no_day,
        what_to_do="Write the day as the profile has it",
    ),
    Check(
        id="unread-word", title="A word that the profile does not have", needs=Needs.NOTHING, look=unread_word,
        what_to_do="Write one of the profile's words, or add this one to your profile",
    ),
    Check(
        id="no-client", title="A review of no client", needs=Needs.NOTHING, look=no_client,
        what_to_do="Find whose it is by the episode and the day",
    ),
    Check(
        id="contact-no-day", title="A contact without a day that has been", needs=Needs.CONTACTS, look=contact_no_day,
        what_to_do="Correct the day of the contact. Until then it is not compared",
    ),
    Check(
        id="intervention-no-day", title="An intervention with a day that cannot be read",
        needs=Needs.INTERVENTIONS, look=intervention_no_day,
        what_to_do="Correct the days of the intervention. Until then it is not compared",
    ),
)  # fmt: skip

BY_ID: Mapping[str, Check] = {check.id: check for check in CHECKS}


def can_be_done(check: Check, tables: Tables) -> bool:
    return {
        Needs.NOTHING: True,
        Needs.CONTACTS: tables.contacts is not None,
        Needs.INTERVENTIONS: tables.interventions is not None,
    }[check.needs]


def _counted(tables: Tables) -> list[tuple[int, Field]]:
    """The fields that contacts stand behind, and are in the file, with their places."""
    fields = enumerate(tables.profile.answers)
    support = len(tables.profile.recovery_support)
    return [(place, field) for place, field in fields if field.counts and (place < support or tables.has_treatment)]


def _open_on(interventions: ibis.Table, day: Any) -> Any:
    return (interventions.started <= day) & (interventions.ended.isnull() | (interventions.ended >= day))


def _while_open(reviews: ibis.Table, tables: Tables) -> tuple[ibis.Table, list[str], list[Any]]:
    """What to join `reviews` with: recovery support that was open on the day."""
    interventions = _interventions(tables)
    support = interventions.filter(interventions.supports & ~interventions.unread)
    same = [reviews.client == support.client, reviews.episode == support.episode]
    return support, ["client", "episode", "on"], [*same, support.started <= reviews.on, support.ended.fill_null(_NEVER) >= reviews.on]


_NEVER = 9999 * 12 * MONTH
"""After every day."""


def _found(table: ibis.Table, field: str = "") -> Any:
    import ibis

    rows = table.rows if "rows" in table.columns else ibis.literal(1)
    return table.select("client", "episode", "on", field=ibis.literal(field), rows=rows.cast("int64"))


def _together(parts: list[Any]) -> Any:
    import ibis

    return reduce(lambda one, other: ibis.union(one, other), parts)


def _contacts(tables: Tables) -> ibis.Table:
    if tables.contacts is None:
        raise LookupError("contacts")
    return tables.contacts


def _interventions(tables: Tables) -> ibis.Table:
    if tables.interventions is None:
        raise LookupError("interventions")
    return tables.interventions
