"""What can be done with a casebook, in a file and on PostgreSQL."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, example, settings
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st

from fama_cli.casebook.errors import (
    AlreadyThere,
    Changed,
    ClientClosed,
    ContactFinished,
    DraftThere,
    NoClient,
    NoContact,
    ReferenceRefused,
)
from fama_cli.casebook.model import Action, Client, Consent, How
from fama_cli.casebook.store import Store
from fama_cli.practice.walk import Answer, State
from fama_cli.record import changed
from tests.casebook.conftest import DAY, NOW, given, started


def added(store: Store, reference: str = "K-0412") -> Client:
    return store.add(reference, consent=Consent.NOT_ASKED, worker="QXZ", on=DAY)


def test_a_client_is_read_as_added(store: Store) -> None:
    client = added(store)

    assert client == Client(reference="K-0412", opened_on=DAY, closed_on=None, consent=Consent.NOT_ASKED, worker="QXZ", version=1)
    assert store.client("k-0412") == client


def test_a_reference_is_used_once_whatever_its_case(store: Store) -> None:
    added(store, "K-0412")

    with pytest.raises(AlreadyThere) as refused:
        added(store, "k-0412")

    assert str(refused.value) == "There is a client `k-0412` already"
    assert len(store.clients()) == 1


def test_a_name_is_never_saved(store: Store) -> None:
    with pytest.raises(ReferenceRefused):
        added(store, "Sam Smith 1")

    assert store.clients() == ()


def test_a_name_that_was_typed_is_not_repeated(store: Store) -> None:
    with pytest.raises(NoClient) as refused:
        store.client("Sam Smith")

    assert refused.value.message == "There is no such client"


def test_nobody_elses_reference_is_shown_for_one_that_was_misspelt(store: Store) -> None:
    added(store)

    with pytest.raises(NoClient) as refused:
        store.client("K-0421")

    assert refused.value.message == "There is no client `K-0421`"
    assert "K-0412" not in refused.value.hint


def test_closed_records_are_listed_only_when_asked_for(store: Store) -> None:
    store.close(added(store, "K-2"), on=DAY)
    added(store, "k-1")

    assert [client.reference for client in store.clients()] == ["k-1"]
    assert [client.reference for client in store.clients(closed=True)] == ["k-1", "K-2"]


def test_a_record_closed_again_keeps_its_first_day_until_it_is_reopened(store: Store) -> None:
    closed = store.close(added(store), on=DAY)
    again = store.close(closed, on=DAY + timedelta(days=3))
    reopened = store.reopen(again)

    assert (closed.closed_on, again.closed_on, reopened.closed_on) == (DAY, DAY, None)
    assert store.client("K-0412") == reopened


def test_consent_changes(store: Store) -> None:
    client = store.set_consent(added(store), Consent.NO)

    assert client.consent is Consent.NO
    assert store.client("K-0412") == client


def test_a_closed_record_takes_nothing_new(store: Store) -> None:
    contact = started(store)
    client = store.close(store.client("K-0412"), on=DAY)

    # But whoever said yes may still say no.
    assert store.set_consent(client, Consent.NO).consent is Consent.NO
    with pytest.raises(ClientClosed):
        store.start("K-0412", script="stage-2", script_version=1, how=How.PHONE, worker="QXZ", on=DAY)
    with pytest.raises(ClientClosed):
        store.answer(contact, "worries", given("yes"))
    with pytest.raises(ClientClosed):
        store.finish(contact, at=NOW)


def test_what_someone_else_changed_meanwhile_is_not_undone(store: Store) -> None:
    mine = added(store)
    theirs = store.set_consent(mine, Consent.YES)

    with pytest.raises(Changed) as refused:
        store.set_consent(mine, Consent.NO)

    assert refused.value.now == theirs == store.client("K-0412")


def test_a_client_with_another_reference_keeps_contacts_and_log(store: Store) -> None:
    contact = started(store)
    client = store.rename(store.client("K-0412"), "K-0500")
    saved = store.answer(contact, "worries", given("yes"))

    assert client.reference == "K-0500"
    assert [each.reference for each in store.contacts("K-0500")] == ["K-0500"]
    assert saved.reference == "K-0500"
    assert {entry.reference for entry in store.log("K-0500")} == {"K-0500"}
    with pytest.raises(NoClient):
        store.client("K-0412")


def test_a_reference_that_is_taken_is_not_given_to_another(store: Store) -> None:
    added(store, "K-1")
    client = added(store, "K-2")

    with pytest.raises(AlreadyThere):
        store.rename(client, "k-1")

    assert store.client("K-2") == client


def test_the_case_of_a_reference_can_be_put_right(store: Store) -> None:
    assert store.rename(added(store, "k-1"), "K-1").reference == "K-1"


def test_deleting_leaves_only_who_did_what_in_the_log(store: Store) -> None:
    contact = store.answer(started(store), "worries", given("yes"))
    started(store, "K-9")

    store.delete(store.client("K-0412"))

    assert [client.reference for client in store.clients(closed=True)] == ["K-9"]
    assert [each.reference for each in store.drafts()] == ["K-9"]
    log = store.log()
    assert {entry.reference for entry in log} == {"K-9", None}
    assert [entry.what for entry in log].count(Action.ANSWERED) == 1
    assert [entry.who for entry in log if entry.what is Action.DELETED] == [store.who]
    with pytest.raises(NoContact):
        store.answer(contact, "worries", given("no"))


def test_a_contact_deleted_with_its_client_is_not_the_next_one(store: Store) -> None:
    gone = started(store)
    store.delete(store.client("K-0412"))

    assert started(store).id != gone.id


def test_answers_come_back_as_given_the_latest_last(store: Store) -> None:
    contact = started(store)
    for step, answer in (
        ("read-this", Answer(state=State.READ)),
        ("worries", given("travel", "other-people")),
        ("words", given("Ünïcode, “quotes”\nand 'SQL'; --")),
        ("skipped", Answer(state=State.SKIPPED)),
        ("read-this", Answer(state=State.NOT_ASKED)),
    ):
        contact = store.answer(contact, step, answer)

    assert list(contact.answers) == ["worries", "words", "skipped", "read-this"]
    assert contact.answers["worries"] == given("travel", "other-people")
    assert contact.answers["words"] == given("Ünïcode, “quotes”\nand 'SQL'; --")
    assert contact.answers["read-this"] == Answer(state=State.NOT_ASKED)
    read = store.draft("K-0412", "stage-1")
    assert read == contact
    assert list(read.answers) == list(contact.answers)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(typed=["\x00", "\ud800", "%s %(a)s :b ?", "\U0001f600"])
@hypothesis_given(typed=st.lists(st.text(st.characters()), max_size=4))
def test_whatever_was_typed_is_kept_as_it_is(store: Store, typed: list[str]) -> None:
    contact = next(iter(store.drafts()), None) or started(store)

    store.answer(contact, "words", given(*typed))

    (read,) = store.drafts()
    assert read.answers["words"].values == tuple(typed)


def test_an_answer_to_a_contact_answered_elsewhere_is_not_saved(store: Store) -> None:
    mine = started(store)
    theirs = store.answer(mine, "worries", given("yes"))

    with pytest.raises(Changed) as refused:
        store.answer(mine, "worries", given("no"))

    assert refused.value.now == theirs == store.draft("K-0412", "stage-1")


def test_a_finished_contact_is_not_a_draft_and_not_changed(store: Store) -> None:
    contact = store.answer(started(store), "worries", given("yes"))
    finished = store.finish(contact, at=NOW)

    assert finished == changed(contact, finished_at=NOW, version=contact.version + 1)
    assert store.draft("K-0412", "stage-1") is None
    assert store.drafts() == ()
    assert store.contacts("K-0412") == (finished,)
    with pytest.raises(ContactFinished):
        store.answer(finished, "worries", given("no"))
    with pytest.raises(ContactFinished):
        store.finish(finished, at=NOW)


def test_a_contact_begun_under_an_older_script_is_finished_under_the_present_one(store: Store) -> None:
    finished = store.finish(started(store), at=NOW, script_version=4)

    assert (finished.script_version, store.contacts("K-0412")) == (4, (finished,))


def test_a_draft_is_abandoned_when_its_last_answer_is_long_ago_whatever_its_day(store: Store) -> None:
    added(store)
    long_ago = DAY - timedelta(days=99)
    for script in ("typed today", "nothing yet"):
        contact = store.start("K-0412", script=script, script_version=1, how=How.PHONE, worker="QXZ", on=long_ago)
        if script == "typed today":
            store.answer(contact, "worries", given("yes"))

    assert [[each.script for each in store.abandoned(day)] for day in (long_ago - timedelta(days=1), long_ago)] == [[], ["nothing yet"]]
    assert len(store.abandoned(NOW.date() - timedelta(days=1))) == 1
    assert len(store.abandoned(NOW.date())) == 2


def test_a_script_has_one_draft_at_a_time(store: Store) -> None:
    first = started(store)

    with pytest.raises(DraftThere):
        started(store)

    store.finish(first, at=NOW)
    started(store)
    started(store, script="stage-2")
    started(store, "K-9")
    assert [(each.reference, each.script) for each in store.drafts()] == [
        ("K-0412", "stage-1"),
        ("K-0412", "stage-2"),
        ("K-9", "stage-1"),
    ]


def test_contacts_are_in_the_order_they_were_held(store: Store) -> None:
    added(store)
    for day, script in ((5, "b"), (3, "c"), (5, "a")):
        store.start("K-0412", script=script, script_version=2, how=How.ONLINE, worker="QXZ", on=date(2026, 1, day))

    assert [contact.script for contact in store.contacts("K-0412")] == ["c", "b", "a"]


def test_nothing_is_started_with_nobody(store: Store) -> None:
    with pytest.raises(NoClient):
        store.start("K-1", script="stage-1", script_version=1, how=How.PHONE, worker="QXZ", on=DAY)


def test_every_call_is_in_the_log_and_one_that_failed_is_not(store: Store) -> None:
    store.set_consent(added(store), Consent.YES)
    contact = started(store)
    contact = store.answer(contact, "worries", given("yes"))
    with pytest.raises(DraftThere):
        started(store)
    store.draft("K-0412", "stage-1")
    store.finish(contact, at=NOW)
    client = store.rename(store.client("K-0412"), "K-7")
    store.reopen(store.close(client, on=DAY))

    assert [(entry.who, entry.what.value) for entry in store.log("K-7")] == [
        (store.who, "added"),
        (store.who, "changed consent"),
        (store.who, "started a contact"),
        (store.who, "saved an answer"),
        (store.who, "read"),
        (store.who, "finished a contact"),
        (store.who, "read"),
        (store.who, "changed the reference"),
        (store.who, "closed"),
        (store.who, "reopened"),
        (store.who, "read the log"),
    ]
    assert {entry.at for entry in store.log()} == {NOW}
    assert {entry.what for entry in store.log() if entry.reference is None} == {Action.LISTED, Action.READ_LOG}
