"""Merging, exporting, deleting and counting: what is done with whole records, in a file and on PostgreSQL."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from fama_cli.casebook.errors import Changed, ClientClosed, ContactFinished, DraftThere, NoClient, NoContact, ReviewsDiffer, SameClient
from fama_cli.casebook.model import Action, Client, Consent, Contact, Counts, How, Place
from fama_cli.casebook.store import Store
from fama_cli.practice.walk import Answer, State
from fama_cli.record import changed
from tests.casebook.conftest import DAY, NOW, SAID, given, reviewed, started


def added(store: Store, reference: str, days: int = 0) -> Client:
    return store.add(reference, consent=Consent.YES, worker="QXZ", on=DAY + timedelta(days=days))


def finished(store: Store, reference: str, script: str = "stage-1", *, days: int = 0, **answers: str) -> Contact:
    made = {step.replace("_", "-"): given(value) for step, value in answers.items()}
    on = DAY + timedelta(days=days)
    return store.record_whole(reference, script=script, script_version=1, how=How.PHONE, worker="QXZ", on=on, given=made, at=NOW)


def test_a_merged_client_has_the_contacts_of_both_and_the_earlier_start(store: Store) -> None:
    added(store, "K-1")
    added(store, "K-2", days=-30)
    finished(store, "K-1", days=1)
    finished(store, "K-2", days=-1)
    into, one = store.client("K-1"), store.client("K-2")

    merged = store.merge(one, into)

    assert merged == store.client("K-1")
    assert merged.opened_on == DAY - timedelta(days=30)
    assert [contact.on for contact in store.contacts("K-1")] == [DAY - timedelta(days=1), DAY + timedelta(days=1)]
    with pytest.raises(NoClient):
        store.client("K-2")


@pytest.mark.parametrize(("one", "into", "both"), [(None, 1, None), (1, None, None), (None, None, None), (3, 1, 3), (1, 3, 3)])
def test_a_merged_record_is_closed_only_when_both_were(store: Store, one: int | None, into: int | None, both: int | None) -> None:
    clients = {"K-1": one, "K-2": into}
    for reference, days in clients.items():
        client = added(store, reference)
        if days:
            store.close(client, on=DAY + timedelta(days=days))

    merged = store.merge(store.client("K-1"), store.client("K-2"))

    assert merged.closed_on == (DAY + timedelta(days=both) if both else None)
    assert store.client("K-2") == merged


@pytest.mark.parametrize(
    ("one", "into", "both"),
    [
        ("no", "yes", "no"),
        ("yes", "no", "no"),
        ("yes", "not-asked", "yes"),
        ("not-asked", "no", "no"),
        ("not-asked", "not-asked", "not-asked"),
    ],
)
def test_whoever_said_no_once_is_not_counted_after_a_merge(store: Store, one: str, into: str, both: str) -> None:
    clients = [store.set_consent(added(store, reference), Consent(said)) for reference, said in (("K-1", one), ("K-2", into))]

    assert store.merge(*clients).consent == store.client("K-2").consent == both


def test_the_log_of_a_merged_client_goes_with_them_in_a_file(book: Store) -> None:
    into, one = added(book, "K-1"), added(book, "K-2")
    book.merge(one, into)

    assert [entry.what for entry in book.log("K-1")] == [Action.ADDED, Action.ADDED, Action.MERGED, Action.READ_LOG]


def test_two_drafts_of_one_script_are_not_merged(store: Store) -> None:
    started(store, "K-1")
    started(store, "K-2")

    with pytest.raises(DraftThere):
        store.merge(store.client("K-1"), store.client("K-2"))

    assert len(store.contacts("K-1")) == len(store.contacts("K-2")) == 1


def test_a_client_is_not_merged_into_itself_nor_after_a_change(store: Store) -> None:
    one, into = added(store, "K-1"), added(store, "K-2")
    with pytest.raises(SameClient):
        store.merge(one, one)
    store.close(one, on=DAY)

    with pytest.raises(Changed):
        store.merge(one, into)

    assert len(store.clients(closed=True)) == 2


def test_everything_is_the_client_the_contacts_and_the_log(store: Store) -> None:
    added(store, "K-1")
    added(store, "K-2")
    contact = finished(store, "K-1", worries="nothing")

    held = store.everything("K-1")

    assert (held.client.reference, held.contacts) == ("K-1", (contact,))
    assert [entry.what for entry in held.log] == [Action.ADDED, Action.FINISHED, Action.EXPORTED]


def test_several_are_deleted_or_none(store: Store) -> None:
    one, two = added(store, "K-1"), added(store, "K-2")

    with pytest.raises(NoClient):
        store.delete(one, changed(two, reference="K-3"))
    assert len(store.clients()) == 2

    store.delete(one, two)
    assert store.clients() == ()
    assert [entry.what for entry in store.log()].count(Action.DELETED) == 2


@pytest.mark.parametrize("then", ["reopened", "started", "finished", "recorded"])
def test_only_what_was_looked_at_is_deleted(store: Store, then: str) -> None:
    added(store, "K-1")
    contact = started(store, "K-1")
    seen = store.client("K-1")
    if then == "reopened":
        store.reopen(seen)
    elif then == "started":
        started(store, "K-1", "stage-2")
    elif then == "finished":
        store.finish(contact, at=NOW)
    else:
        finished(store, "K-1", "stage-2")

    with pytest.raises(Changed):
        store.delete(seen)

    assert store.contacts("K-1") != ()


def test_a_contact_is_recorded_whole_or_not_at_all(store: Store) -> None:
    store.close(added(store, "K-1"), on=DAY)

    with pytest.raises(ClientClosed):
        finished(store, "K-1", worries="nothing")

    assert store.contacts("K-1") == ()


def test_answers_that_a_later_one_took_away_are_deleted_when_a_contact_is_finished(store: Store) -> None:
    contact = started(store)
    for step in ("been-before", "tried", "worries"):
        contact = store.answer(contact, step, given("x"))

    ended = store.finish(contact, at=NOW, keep=["been-before", "worries"])

    assert list(ended.answers) == ["been-before", "worries"]
    assert store.contacts("K-0412") == (ended,)


def test_a_draft_is_discarded_and_a_finished_contact_is_not(store: Store) -> None:
    contact = started(store)
    store.discard(contact)
    assert store.contacts("K-0412") == ()
    with pytest.raises(NoContact):
        store.discard(contact)

    with pytest.raises(ContactFinished):
        store.discard(finished(store, "K-0412"))


def test_latest_is_the_last_finished_contact_of_each_open_client_and_every_draft(store: Store) -> None:
    for reference in ("K-1", "K-2", "K-3", "K-4"):
        added(store, reference)
    finished(store, "K-1", "stage-1", days=-9, next_step="think")
    last = finished(store, "K-1", "stage-2", days=-2, speak_after="2026-11-30", worries="nothing")
    finished(store, "K-1", "maaez", days=-1)
    finished(store, "K-2", "stage-2", days=-3)
    store.close(store.client("K-2"), on=DAY)
    draft = started(store, "K-3", "stage-1")

    found = store.latest(["stage-1", "stage-2"], ["speak-after"])

    assert {(client.reference, contact.id, tuple(contact.answers)) for client, contact in found} == {
        ("K-1", last.id, ("speak-after",)),
        ("K-3", draft.id, ()),
    }
    kept = next(contact for client, contact in found if client.reference == "K-1")
    assert kept.answers == {"speak-after": Answer(state=State.ANSWERED, values=("2026-11-30",))}


def test_of_two_contacts_on_one_day_the_later_recorded_counts(store: Store) -> None:
    added(store, "K-1")
    finished(store, "K-1", "stage-1")
    second = finished(store, "K-1", "stage-2")

    assert [contact.id for _, contact in store.latest(["stage-1", "stage-2"], [])] == [second.id]


def test_it_counts(store: Store) -> None:
    store.close(added(store, "K-1"), on=DAY)
    started(store, "K-2")
    finished(store, "K-2", "stage-2")

    reviewed(store, "K-2")

    assert store.counts() == Counts(clients=2, closed=1, contacts=2, drafts=1, reviews=1)


def test_a_review_and_the_intervention_it_opened_are_kept(store: Store) -> None:
    before = reviewed(store, "K-1")

    held = store.support("K-1")

    (opened,) = held.interventions
    (review,) = held.reviews
    assert (held.client, held.contacts) == (before, ())
    assert (opened.started_on, opened.ended_on, opened.place, opened.episode, opened.worker) == (DAY, None, Place.ALONGSIDE, "E-7", "QXZ")
    assert (review.on, review.profile, review.said, review.worker) == (DAY, "cds-k", SAID, "QXZ")
    assert [entry.what for entry in store.log("K-1")].count(Action.REVIEWED) == 1


def test_a_second_review_of_a_day_takes_the_place_of_the_first(store: Store) -> None:
    reviewed(store, "K-1", DAY - timedelta(days=1))
    reviewed(store, "K-1", begins=False)

    store.save_review(store.client("K-1"), on=DAY, profile="cds-k", said={"RECMAID": False}, worker="AB")

    assert [(each.on, each.said) for each in store.support("K-1").reviews] == [(DAY - timedelta(days=1), SAID), (DAY, {"RECMAID": False})]


def saved(store: Store, reference: str, profile: str, **said: bool) -> list[int]:
    """A review of the day; then the numbers of the client's reviews of it, in the order of their profiles."""
    store.save_review(store.client(reference), on=DAY, profile=profile, said=said, worker="AB")
    there = sorted(store.support(reference).reviews, key=lambda each: each.profile)
    return [each.id for each in there if each.on == DAY]


def test_a_review_keeps_its_number_when_it_is_put_right(store: Store) -> None:
    """Another system knows it by that."""
    reviewed(store, "K-1")
    (first,) = saved(store, "K-1", "cds-k", RECHSE=True)
    reviewed(store, "K-2")

    assert saved(store, "K-1", "cds-k", RECHSE=False) == [first]
    assert [each.said for each in store.support("K-1").reviews] == [{"RECHSE": False}]


def test_a_review_with_another_profile_takes_no_ones_place(store: Store) -> None:
    reviewed(store, "K-1")

    first, second = saved(store, "K-1", "own", HOUSE=True)

    assert saved(store, "K-1", "own", HOUSE=False) == [first, second]
    assert [(each.profile, each.said) for each in store.support("K-1").reviews] == [("cds-k", SAID), ("own", {"HOUSE": False})]


def test_the_database_itself_keeps_one_review_of_a_day_and_profile(store: Store) -> None:
    reviewed(store, "K-1")

    with pytest.raises(IntegrityError), store.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO reviews (client_id, held_on, profile, said, worker) SELECT client_id, held_on, profile, said, worker FROM reviews"
        )


def test_a_review_that_2_records_have_the_same_is_kept_once_when_they_are_merged(store: Store) -> None:
    reviewed(store, "K-1")
    reviewed(store, "K-2")
    before = [each.id for each in store.support("K-1").reviews]
    assert saved(store, "K-2", "own") != before

    store.merge(store.client("K-2"), store.client("K-1"))

    held = store.support("K-1")
    assert [each.profile for each in held.reviews] == ["cds-k", "own"]
    assert (held.reviews[0].id, len(held.interventions)) == (before[0], 2)


def test_reviews_of_one_day_that_say_different_things_are_not_merged(store: Store) -> None:
    contact = finished(store, added(store, "K-1").reference)
    reviewed(store, "K-1")
    reviewed(store, "K-2")
    saved(store, "K-2", "cds-k", RECMAID=False)

    with pytest.raises(ReviewsDiffer) as refused:
        store.merge(store.client("K-1"), store.client("K-2"))

    assert refused.value.message.startswith("Both have a review of 21 November 2026 with the profile cds-k, and they do not say the same")
    assert (store.contacts("K-1"), [each.said for each in store.support("K-2").reviews]) == ((contact,), [{"RECMAID": False}])


def test_a_review_may_end_the_intervention(store: Store) -> None:
    reviewed(store, "K-1")
    held = store.support("K-1")

    store.save_review(held.client, on=DAY, profile="cds-k", said={}, worker="AB", ends=held.interventions, ended_on=DAY)

    (ended,) = store.support("K-1").interventions
    assert (ended.ended_on, store.open_support()) == (DAY, ())


@pytest.mark.parametrize(("then", "stops"), [("reviewed", Changed), ("closed", ClientClosed)])
def test_a_review_is_saved_whole_or_not_at_all(store: Store, then: str, stops: type[Exception]) -> None:
    seen = reviewed(store, "K-1")
    if then == "closed":
        seen = store.close(seen, on=DAY)
    else:
        reviewed(store, "K-1", begins=False)
    begins = (DAY, Place.AFTER, None)

    with pytest.raises(stops):
        store.save_review(seen, on=DAY + timedelta(days=1), profile="cds-k", said={}, worker="AB", begins=begins)

    held = store.support("K-1")
    assert (len(held.interventions), [each.on for each in held.reviews]) == (1, [DAY])


def test_reviews_go_with_their_client(store: Store) -> None:
    reviewed(store, "K-1", DAY - timedelta(days=1))
    reviewed(store, "K-2")
    merged = store.merge(store.client("K-2"), store.client("K-1"))
    renamed = store.rename(merged, "K-3")

    held = store.everything("K-3")
    assert [each.on for each in held.reviews] == [each.started_on for each in held.interventions] == [DAY - timedelta(days=1), DAY]

    store.delete(renamed)
    with store.transaction() as connection:
        for table in ("interventions", "reviews"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0


def test_open_support_is_of_open_records_with_the_days_of_their_reviews(store: Store) -> None:
    reviewed(store, "K-1", DAY - timedelta(days=8))
    reviewed(store, "K-1", begins=False)
    reviewed(store, "K-2")
    store.close(store.client("K-2"), on=DAY)
    added(store, "K-3")

    ((client, intervention, days),) = store.open_support()

    assert (client.reference, intervention.started_on, sorted(days)) == ("K-1", DAY - timedelta(days=8), [DAY - timedelta(days=8), DAY])


def test_reviews_of_a_time_come_with_their_interventions_and_a_line_in_the_log(store: Store) -> None:
    for days in (0, 1, 2, 3):
        reviewed(store, "K-1", DAY - timedelta(days=days), begins=days == 3)
    reviewed(store, "K-2", DAY - timedelta(days=9))
    store.close(store.client("K-1"), on=DAY)

    added(store, "K-3", days=-2)
    reviewed(store, "K-3", DAY - timedelta(days=2))
    (client, interventions, found), (other, _, _) = store.reviews_between(
        DAY - timedelta(days=2), DAY - timedelta(days=1), lambda client, found: client.reference == "K-1" and len(found) == 2
    )

    assert other.reference == "K-3"
    assert (client.reference, len(interventions)) == ("K-1", 1)
    assert [each.on for each in found] == [DAY - timedelta(days=2), DAY - timedelta(days=1)]
    # A line for all of it, and one for each client who is in the file.
    told = [entry.reference for entry in store.log() if entry.what is Action.EXTRACTED]
    assert told == [None, "K-1"]
    assert [entry.what for entry in store.log("K-3")].count(Action.EXTRACTED) == 0
