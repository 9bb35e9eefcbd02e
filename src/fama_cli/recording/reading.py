"""The tables of a service, whatever they call things, as 3 tables that are always alike. Ibis expressions: nothing runs here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from fama_cli.record import record
from fama_cli.recording.days import MONTH, is_blank, read_days
from fama_cli.recording.joins import among, without
from fama_cli.recording.profile import Profile
from fama_cli.recording.words import as_words, reference_of, words_of

if TYPE_CHECKING:
    import ibis


class Said(IntEnum):
    """What a review says of one field. Each is a bit, so that what several reviews say of it is told by one number."""

    MISSING = 0
    YES = 1
    NO = 2
    UNREAD = 4
    """A word that the profile does not have."""


class Phase(IntEnum):
    """When a review was."""

    NOT_KNOWN = 0
    IN_TREATMENT = 1
    AFTER = 2


BITS = 3
"""For each field of a review."""


@record
class Tables:
    """What the checks look at."""

    profile: Profile
    reviews: ibis.Table
    """client, episode, on, review, flag, said; and with interventions: triaged, discharged, known. `phase` always.

    A row for each different review. `on` is a day as a number. `said` holds every answer, 3 bits each, in the profile's order.
    """
    crowded: ibis.Table
    """client, episode, on, copies: each different review of a client who has 2 on one day, and of no client. Few, if all is well."""
    rows: int
    """Of reviews as they were read, copies too."""
    keep: Callable[[ibis.Table], ibis.Table]
    """Works a table out once, for what is asked of it more than once."""
    contacts: ibis.Table | None = None
    """client, on, kind, did: each once."""
    interventions: ibis.Table | None = None
    """client, episode, triaged, discharged, supports, started, ended, helped_with, unread."""
    has_flag: bool = False
    has_did: bool = False
    has_helped_with: bool = False
    has_treatment: bool = False
    first: int = 0
    last: int = 9999 * 12 * MONTH
    """The days, as numbers, whose reviews are counted. The checks look at every day."""
    ors_bits: bool = True
    """Whether the engine joins the bits of many numbers by itself. Ibis cannot ask Spark to."""


def read_reviews(table: ibis.Table, columns: Mapping[str, str], profile: Profile) -> ibis.Table:
    """client, episode, written, review, flag, said: a row for each row of the table. `written` is the day as it is there."""
    import ibis

    flag = _answer(table[columns["after_treatment"]], profile).cast("int8") if "after_treatment" in columns else ibis.literal(0, "int8")
    said: Any = ibis.literal(0, "int64")
    for place, field in enumerate(profile.answers):
        if field.name in columns:
            said = said + _answer(table[columns[field.name]], profile, place)
    return table.select(
        client=reference_of(table[columns["client"]]),
        episode=reference_of(table[columns["episode"]]),
        written=table[columns["on"]],
        review=words_of(table[columns["review"]]) if "review" in columns else ibis.null("string"),
        flag=flag,
        said=said,
    )


def days_written(read: ibis.Table, profile: Profile) -> ibis.Table:
    """written, on, blank: each day once. Millions of reviews share a few thousand days, and to read one takes 30 steps."""
    words = read.filter(read.written.notnull()).select("written").distinct()
    return read_days(words.mutate(blank=is_blank(words.written)), {"on": "written"}, profile.dates)


def dated(read: ibis.Table, days: ibis.Table) -> ibis.Table:
    """client, episode, on, blank, review, flag, said: what was read, with its days as numbers."""
    joined = read.left_join(days, "written")
    return joined.select("client", "episode", "on", "review", "flag", "said", blank=joined.blank.fill_null(True))


def crowds(reviews: ibis.Table) -> ibis.Table:
    """client: who has more than 1 review on a day. Nobody else can have a copy, or 2 different reviews on one day."""
    theirs = reviews.filter(reviews.client.notnull())
    days = theirs.group_by("client", "on").aggregate(together=theirs.count())
    return days.filter(days.together > 1).select("client").distinct()


def of_crowds(reviews: ibis.Table, crowded: ibis.Table) -> ibis.Table:
    """The reviews of those clients, and of no client, without exact copies; `copies` is how often each was there."""
    import ibis

    those = ibis.union(among(reviews, crowded, ["client"]), reviews.filter(reviews.client.isnull()))
    return those.group_by("client", "episode", "on", "blank", "review", "flag", "said").aggregate(copies=those.count())


def each_once(reviews: ibis.Table, crowded: ibis.Table, once: ibis.Table) -> ibis.Table:
    """Every different review: those of the crowded clients from `once`, which `of_crowds` made, all others as they are.

    To group all the reviews by all their columns has the same answer, and takes longer than to read the file.
    """
    import ibis

    others = without(reviews.filter(reviews.client.notnull()), crowded, ["client"])
    return ibis.union(others, once.select(*others.columns))


def read_contacts(table: ibis.Table, columns: Mapping[str, str], profile: Profile) -> ibis.Table:
    import ibis

    contacts = table.select(
        client=reference_of(table[columns["client"]]),
        on=table[columns["on"]],
        # "Mutual aid", "mutual_aid" and "mutual-aid" are one kind.
        kind=words_of(table[columns["kind"]]).upper().re_replace("[ _-]+", "-"),
        did=words_of(table[columns["did"]]).upper() if "did" in columns else ibis.null("string"),
    )
    return read_days(contacts, {"on": "on"}, profile.dates).distinct()


def read_interventions(table: ibis.Table, columns: Mapping[str, str], profile: Profile) -> ibis.Table:
    import ibis

    kind = words_of(table[columns["kind"]]).upper()
    helped = words_of(table[columns["helped_with"]]).upper() if "helped_with" in columns else ibis.null("string")
    names = ("triaged", "discharged", "started", "ended")
    interventions = table.select(
        client=reference_of(table[columns["client"]]),
        episode=reference_of(table[columns["episode"]]),
        supports=kind.isin(list(profile.recovery_support_kinds)).fill_null(False),
        helped_with=helped,
        **{name: table[columns[name]] for name in names},
        **{f"{name}_blank": is_blank(table[columns[name]]) for name in names},
    )
    found = read_days(interventions, {name: name for name in names}, profile.dates)
    unread = [found[name].isnull() & ~found[f"{name}_blank"] for name in names]
    return found.mutate(unread=ibis.or_(found.started.isnull(), *unread)).drop(*(f"{name}_blank" for name in names)).distinct()


def in_phases(reviews: ibis.Table, interventions: ibis.Table | None, *, has_flag: bool) -> ibis.Table:
    """`reviews` with `phase`, and the days of their episodes.

    The flag says when a review was; without one, or where it is blank or not one of the profile's words, the day of discharge.
    """
    import ibis

    if interventions is None:
        found = reviews.mutate(triaged=ibis.null("int32"), discharged=ibis.null("int32"), known=ibis.literal(None, "boolean"))
    else:
        # An episode with an intervention that is not discharged yet goes on.
        episodes = interventions.group_by("client", "episode").aggregate(
            triaged=interventions.triaged.min(),
            discharged=ibis.cases((interventions.discharged.isnull().any(), ibis.null("int32")), else_=interventions.discharged.max()),
        )
        joined = reviews.left_join(episodes, ["client", "episode"])
        found = joined.mutate(known=joined.client_right.notnull()).drop("client_right", "episode_right")
    marked = [(found.flag == Said.YES, int(Phase.AFTER)), (found.flag == Said.NO, int(Phase.IN_TREATMENT))] if has_flag else []
    if interventions is not None:
        after = (found.on > found.discharged).fill_null(False)
        marked += [(found.known & after, int(Phase.AFTER)), (found.known, int(Phase.IN_TREATMENT))]
    not_known = int(Phase.NOT_KNOWN)
    phase = ibis.cases(*marked, else_=not_known) if marked else ibis.literal(not_known)
    return found.mutate(phase=phase.cast("int8"))


def unread_answers(read: ibis.Table, profile: Profile) -> ibis.Table:
    """unread, answers: how many answers are no words of the profile, and how many are not blank, in 1 row."""
    places = range(len(profile.answers))
    # Each different review once: to look at 14 answers of each of millions of rows takes seconds.
    alike = read.group_by("said").aggregate(together=read.count())

    def number(*whats: Said) -> Any:
        each = [((alike.said & sum(bit(place, what) for what in whats)) != 0).ifelse(alike.together, 0) for place in places]
        return reduce(add, each).sum()

    return alike.aggregate(unread=number(Said.UNREAD), answers=number(Said.YES, Said.NO, Said.UNREAD))


def has(said: Any, place: int, what: Said) -> Any:
    """Whether one field has this answer."""
    return (said & bit(place, what)) != 0


def bit(place: int, what: Said) -> int:
    """The answer of one field, as it is in `said`."""
    return int(what) << BITS * place


def bits(places: Sequence[int], what: Said) -> int:
    """The same answer of several fields."""
    return sum(bit(place, what) for place in places)


def _answer(column: Any, profile: Profile, place: int = 0) -> Any:
    """What is said there, as the bits of the field at that place."""
    import ibis

    if column.type().is_boolean():
        yes, no = (ibis.literal(bit(place, what), "int64") for what in (Said.YES, Said.NO))
        return ibis.cases((column.isnull(), ibis.literal(bit(place, Said.MISSING), "int64")), (column, yes), else_=no)
    written = as_words(column)
    tidy = written.strip().upper()
    words = {Said.YES: profile.words.yes, Said.NO: profile.words.no, Said.MISSING: ("", *profile.words.missing)}
    meant = {what: ibis.literal(bit(place, what), "int64") for what in Said}
    # The first word of each, then no word at all, then the others: what is found is not looked at again. To tidy 75 million
    # words, or to compare each with all of these, takes longer than to read them.
    first = [(written == each[0], meant[what]) for what, each in words.items()]
    others = [(written == word, meant[what]) for what, each in words.items() for word in _as_written(each)]
    tidied = [(tidy.isin(list(each)), meant[what]) for what, each in words.items()]
    return ibis.cases(*first, (written.isnull(), meant[Said.MISSING]), *others, *tidied, else_=meant[Said.UNREAD])


def _as_written(words: Sequence[str]) -> list[str]:
    """In capitals and in small letters, without the first in capitals."""
    return list(dict.fromkeys((*words, *(word.lower() for word in words))))[1:]
