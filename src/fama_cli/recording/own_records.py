"""A casebook's own reviews, contacts and interventions, as tables that an audit can look at. They stay in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fama_cli.casebook.model import Consent, Place, Support
from fama_cli.practice.model import Practice
from fama_cli.record import record
from fama_cli.recording.engine import Engine
from fama_cli.recording.profile import Profile
from fama_cli.recording.worksheet import meaning_of
from fama_cli.recording.writing_down import day_written
from fama_cli.records.reviews import behind, open_on
from fama_cli.text import counted

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

    An episode is the number that the casebook has for the intervention: the case system's own may be missing. A contact that
    gave information alone stands behind no yes, so it is not among the contacts, and they do not say what was done.
    """
    counted_in = [each for each in held if each.client.consent is Consent.YES]
    reviews: list[list[str]] = []
    contacts: list[list[str]] = []
    interventions: list[list[str]] = []
    others = 0
    for each in counted_in:
        client = each.client.reference
        for one in each.interventions:
            ended = _day(profile, one.ended_on) if one.ended_on else ""
            # The casebook has no day of discharge. What is after treatment began once that was over.
            over = _day(profile, one.started_on - timedelta(days=1)) if one.place is Place.AFTER else ""
            kind = profile.recovery_support_kinds[0]
            interventions.append([client, str(one.id), "", over, kind, _day(profile, one.started_on), ended])
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
            done = [one for one in found[field.name] if field.counts and not one.informs_only]
            contacts += [[client, _day(profile, one.contact.on), field.counts[0]] for one in done]
    return OwnRecords(
        columns={
            REVIEWS: [*(profile.reviews[name] for name in ("client", "episode", "on", "review", "after_treatment")),
                      *(field.name for field in profile.answers)],
            CONTACTS: [profile.contacts[name] for name in ("client", "on", "kind")],
            INTERVENTIONS: [
                profile.interventions[name] for name in ("client", "episode", "triaged", "discharged", "kind", "started", "ended")
            ],
        },
        rows={REVIEWS: reviews, CONTACTS: contacts, INTERVENTIONS: interventions},
        notes=tuple(_notes(len(held) - len(counted_in), others, profile)),
    )  # fmt: skip


def _notes(left_out: int, others: int, profile: Profile) -> Sequence[str]:
    notes = ["A contact that gave information alone stands behind no yes"]
    if left_out:
        who = counted(left_out, "client who did", "clients who did")
        asked = "was not asked" if left_out == 1 else "were not asked"
        notes.insert(0, f"Left out of every check: {who} not agree to be counted in reports, or {asked}")
    if others:
        notes.append(f"Left out: {counted(others, 'review')} made with another profile than {profile.id}")
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
