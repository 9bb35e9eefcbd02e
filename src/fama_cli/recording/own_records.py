"""A casebook's own reviews, contacts and interventions, as tables that an audit can look at. They stay in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fama_cli.casebook.model import Consent, Intervention, Place, Support
from fama_cli.practice.model import Practice
from fama_cli.record import record
from fama_cli.recording.disclosure import counted_or_few
from fama_cli.recording.engine import Engine
from fama_cli.recording.profile import Profile
from fama_cli.recording.worksheet import meaning_of
from fama_cli.recording.writing_down import day_written
from fama_cli.records.reviews import all_open_on, behind, open_on

if TYPE_CHECKING:
    import ibis

REVIEWS, CONTACTS, INTERVENTIONS = "reviews", "contacts", "interventions"


@record
class OwnRecords:
    """Rows of words, under the profile's headings. Only of clients who agreed to be counted in reports."""

    columns: Mapping[str, Sequence[str]]
    """Table -> its headings."""
    rows: Mapping[str, Sequence[Sequence[str]]]
    notes: tuple[str, ...]
    """What a person should know of how they were made."""


def own_records(held: Sequence[Support], profile: Profile, practice: Practice, kinds: Mapping[str, str]) -> OwnRecords:
    """The 3 tables. `kinds` has the kind of each group, by id.

    An episode is the number that the casebook has for the intervention: the case system's own may be missing. What a contact did
    is what the profile's worksheet says of its script. One that gave information alone stands behind no yes, so where the profile
    has no words for what was done, it is not among the contacts.

    A review is one row, of the intervention that began last, or its answers would be counted twice. One with another profile is no
    row, as it answers other fields. Both were held all the same for every intervention open on the day, as `record due` counts them:
    what is overdue is meeting the client, not a form. So such an intervention has one more row, as known to go on from that day.
    """
    counted_in = [each for each in held if each.client.consent is Consent.YES]
    reviews: list[list[str]] = []
    contacts: list[list[str]] = []
    interventions: list[list[str]] = []
    others = 0
    said_so = [profile.did.get(what, ()) for what in ("information", "support")]
    did = [words[0] for words in said_so] if all(said_so) else []
    for each in counted_in:
        client = each.client.reference
        for one in each.interventions:
            ended = _day(profile, one.ended_on) if one.ended_on else ""
            # The casebook has no day of discharge. What is after treatment began once that was over.
            over = _day(profile, one.started_on - timedelta(days=1)) if one.place is Place.AFTER else ""
            kind = profile.recovery_support_kinds[0]
            known = {one.started_on, *_held_beside(one, each, profile)}
            interventions += [[client, str(one.id), "", over, kind, _day(profile, day), ended] for day in sorted(known)]
        for review in each.reviews:
            if review.profile != profile.id:
                others += 1
                continue
            support = open_on(each.interventions, review.on)
            after = profile.words.yes[0] if support and support.place is Place.AFTER else profile.words.no[0]
            said = [_word(profile, review.said.get(field.name)) for field in profile.answers]
            reviews.append([client, str(support.id) if support else "", _day(profile, review.on), str(review.id), after, *said])
        found = behind(profile.answers, meaning_of(profile), practice, kinds, each.contacts, since=None, until=date.max)
        for field in profile.answers:
            for done in found[field.name] if field.counts else ():
                if did or not done.informs_only:
                    what = did[:1] if done.informs_only else did[1:]
                    contacts.append([client, _day(profile, done.contact.on), field.counts[0], *what])
    return OwnRecords(
        columns={
            REVIEWS: [*(profile.reviews[name] for name in ("client", "episode", "on", "review", "after_treatment")),
                      *(field.name for field in profile.answers)],
            CONTACTS: [profile.contacts[name] for name in ("client", "on", "kind", *(("did",) if did else ()))],
            INTERVENTIONS: [
                profile.interventions[name] for name in ("client", "episode", "triaged", "discharged", "kind", "started", "ended")
            ],
        },
        rows={REVIEWS: reviews, CONTACTS: contacts, INTERVENTIONS: interventions},
        notes=tuple(_notes(len(held) - len(counted_in), others, profile)),
    )  # fmt: skip


def _held_beside(one: Intervention, held: Support, profile: Profile) -> Sequence[date]:
    """The days of reviews that were held while this was open, and are no rows of its own among the reviews."""
    theirs = [each for each in held.reviews if all_open_on([one], each.on)]
    return [each.on for each in theirs if each.profile != profile.id or open_on(held.interventions, each.on) != one]


def _notes(left_out: int, others: int, profile: Profile) -> Sequence[str]:
    notes = ["A contact that gave information alone stands behind no yes"]
    if left_out:
        # These notes are printed beside the numbers, and on the page that is handed on.
        who = counted_or_few(left_out, "clients")
        notes.insert(0, f"Left out of every check: {who} who did not agree to be counted in reports, or were not asked")
    if others:
        reviews = counted_or_few(others, "reviews")
        notes.append(f"Left out but for the day it was held: {reviews} made with another profile than {profile.id}")
    return notes


def _day(profile: Profile, day: date) -> str:
    return day_written(day, profile.dates[0])


def _word(profile: Profile, said: bool | None) -> str:
    return "" if said is None else (profile.words.yes if said else profile.words.no)[0]


class OwnEngine(Engine):
    """DuckDB in memory, with a casebook's tables in place of files."""

    def __init__(self, engine: Engine, own: OwnRecords) -> None:
        import ibis

        super().__init__(engine.kind, engine.backend, engine.where)
        self._own = {}
        for name, columns in own.columns.items():
            # A name that nothing of the engine's own has.
            table = f"fama_own_{name}"
            marks = ", ".join("?" * len(columns))
            with self.asked():
                self._own[name] = self.backend.create_table(table, schema=ibis.schema(dict.fromkeys(columns, "string")), temp=True)
                if rows := own.rows[name]:
                    self.backend.con.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608  # one of 3 words

    def table(self, source: str) -> ibis.Table:
        return self._own[source]
