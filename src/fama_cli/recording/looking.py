"""What each check finds in the records: Ibis expressions, the same on every engine.

Every one gives client, episode, on, field and rows: a row for each thing to look at. `on` is a day as a number.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

from fama_cli.recording.days import MONTH
from fama_cli.recording.joins import among, without
from fama_cli.recording.profile import Field
from fama_cli.recording.reading import Phase, Said, Tables, bit, bits, has

if TYPE_CHECKING:
    import ibis


def yes_without_contact(tables: Tables, today: int) -> Any:
    """A yes, and no contact of a kind that counts in the interval before it."""
    return _together([_yes_alone(tables, place, field, today) for place, field in _counted(tables)])


def _yes_alone(tables: Tables, place: int, field: Field, today: int) -> Any:
    reviews, behind = tables.reviews, _that_count(tables, field)
    # A contact whose day cannot be read might be the one: that is another finding, and none is made of it here.
    undated = behind.filter(behind.on.isnull())
    said = reviews.filter(has(reviews.said, place, Said.YES) & (reviews.on <= today))
    alone = without(said, undated, ["client"])
    span = tables.profile.interval_months * MONTH
    near = [alone.client == behind.client, alone.on >= behind.on, alone.on <= behind.on + span]
    return _found(without(alone, behind, ["client", "on"], near), field.name)


def contact_without_yes(tables: Tables, today: int) -> Any:
    """A contact, and no yes in the interval after it, though a review was made or the interval is over."""
    return _together([_contact_alone(tables, place, field, today) for place, field in _counted(tables)])


def _contact_alone(tables: Tables, place: int, field: Field, today: int) -> Any:
    reviews, contacts = tables.reviews, _that_count(tables, field)
    span = tables.profile.interval_months * MONTH
    done = contacts.filter(contacts.on <= today).select("client", "on").distinct()
    # A review still to come has not been: it is another finding, and answers for nothing here.
    dated = reviews.filter(reviews.on <= today).select("client", "on", "said")
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
    # What ends today needs no review any more.
    goes_on = (interventions.started <= today) & (interventions.ended.isnull() | (interventions.ended > today))
    is_open = interventions.supports & ~interventions.unread & goes_on
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
        # A mark in a word that the profile does not have is that finding alone.
        unmarked = ~marked & (reviews.flag != int(Said.UNREAD))
        wrong = wrong.fill_null(False) | (over & unmarked) | (marked & ~over)
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

    fields, reviews = tables.profile.answers, tables.reviews
    # Where the file has no mark of what was after treatment, the flag is 0.
    mark = reviews.flag == int(Said.UNREAD)
    unread = reviews.filter(((reviews.said & bits(range(len(fields)), Said.UNREAD)) != 0) | mark)
    names = [has(unread.said, place, Said.UNREAD).ifelse(field.name, ibis.null("string")) for place, field in enumerate(fields)]
    names.append((unread.flag == int(Said.UNREAD)).ifelse(tables.profile.reviews.get("after_treatment", ""), ibis.null("string")))
    each = unread.select("client", "episode", "on", field=ibis.array(names).unnest())
    return each.filter(each.field.notnull()).mutate(rows=ibis.literal(1, "int64"))


def contact_no_day(tables: Tables, today: int) -> Any:
    import ibis

    contacts = _contacts(tables)
    return _found(contacts.filter(contacts.on.isnull() | (contacts.on > today)).mutate(episode=ibis.null("string")))


def intervention_no_day(tables: Tables, _today: int) -> Any:
    interventions = _interventions(tables)
    return _found(interventions.filter(interventions.unread).mutate(on=interventions.started))


def _counted(tables: Tables) -> list[tuple[int, Field]]:
    """The fields that contacts stand behind, and are in the file, with their places."""
    fields = enumerate(tables.profile.answers)
    support = len(tables.profile.recovery_support)
    return [(place, field) for place, field in fields if field.counts and (place < support or tables.has_treatment)]


def _that_count(tables: Tables, field: Field) -> ibis.Table:
    """The contacts that stand behind a yes. One that gave information alone does not, as on the worksheet of a review."""
    contacts = _contacts(tables)
    informs = contacts.did.isin(list(tables.profile.did.get("information", ()))).fill_null(False)
    return contacts.filter(contacts.kind.isin(list(field.counts)) & ~informs)


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
