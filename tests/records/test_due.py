"""Who is due to be asked, and when."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fama_cli.casebook.model import Contact
from fama_cli.catalogue.load import load_practice
from fama_cli.practice.model import Practice
from fama_cli.record import changed
from fama_cli.records.due import Due, due, scripts_that_lead, steps_that_say_when
from tests.records.made_up import PRACTICE, TODAY, client, contact

EVER = 10_000_000


def the_one(last: Contact, *, today: date = TODAY) -> Due:
    (found,) = due(PRACTICE, [(client(), last)], today=today, within=EVER)
    return found


def test_who_is_due_is_told_in_full() -> None:
    last = contact("s1", "2026-11-02", reference="K-7")

    assert due(PRACTICE, [(client("K-7", "CD"), last)], today=TODAY, within=0) == (
        Due(
            reference="K-7",
            worker="CD",
            on=date(2026, 11, 16),
            late=5,
            stage=2,
            what="Make contact",
            contact=date(2026, 11, 2),
        ),
    )


@pytest.mark.parametrize(
    ("last", "on"),
    [
        (contact("s1", "2026-11-10"), "2026-11-24"),
        (contact("s2", "2026-11-10"), "2026-11-17"),
        (contact("s3", "2026-11-10"), "2026-11-10"),
        (contact("course", "2026-11-10"), "2026-11-17"),
        (contact("course", "2026-11-10", speak_on="2026-12-24"), "2026-12-24"),
        (contact("s1", "2026-11-10", speak_on="2026-12-03"), "2026-12-03"),
        (contact("s1", "2026-11-10", ring="not-now", ring_on="2026-11-12", speak_on="2026-12-03"), "2026-11-12"),
        (contact("s1", "2026-11-10", ring="done", ring_on="2026-11-12", speak_on="2026-12-03"), "2026-12-03"),
        (contact("s1", "2026-11-10", birthday="2026-11-11"), "2026-11-24"),
        (contact("s1", "2026-11-10", speak_on="soon"), "2026-11-24"),
        (contact("s1", "2026-11-10", speak_on="2025-11-12"), "2025-11-12"),
        (contact("gone", "2026-11-10"), "2026-11-10"),
        (contact("visit", "2026-11-10"), "2026-11-10"),
    ],
)
def test_it_is_the_first_day_that_was_agreed_or_so_many_days_after(last: Contact, on: str) -> None:
    assert the_one(last).on == date.fromisoformat(on)


@pytest.mark.parametrize(
    ("last", "stage", "what"),
    [
        (contact("s1"), 2, "Make contact"),
        (contact("s1", first_say="on"), 3, "Ask how it went"),
        (contact("s2", first_say="back"), 1, "Stage 1"),
        (contact("s3"), 3, "Ask how it went"),
        (contact("gone"), 1, "Stage 1"),
        (contact("s2", "2026-11-03", draft=True), 2, "Go on with stage 2, stopped on 3 November 2026"),
        (contact("s2", "2026-11-03", draft=True, first_say="on"), 2, "Go on with stage 2, stopped on 3 November 2026"),
        (contact("course", "2026-11-03", draft=True), 3, "Go on with A course, stopped on 3 November 2026"),
        (contact("gone", "2026-11-03", draft=True), 1, "Go on with gone, stopped on 3 November 2026"),
    ],
)
def test_what_there_is_to_do_follows_from_the_contact(last: Contact, stage: int, what: str) -> None:
    found = the_one(last)

    assert (found.stage, found.what) == (stage, what)


def test_a_draft_has_been_due_since_it_was_stopped() -> None:
    found = the_one(contact("s2", "2026-11-03", draft=True, speak_on="2026-12-24"))

    assert (found.on, found.late) == (date(2026, 11, 3), 18)


@pytest.mark.parametrize(("on", "late"), [("2026-11-20", 1), ("2026-11-21", 0), ("2026-11-24", -3)])
def test_lateness_is_days_since_and_below_zero_before(on: str, late: int) -> None:
    assert the_one(contact("s1", speak_on=on)).late == late


@pytest.mark.parametrize(("within", "found"), [(0, ["A"]), (1, ["A", "B"]), (2, ["A", "B", "C"])])
def test_only_those_by_then_are_told_and_the_earliest_first(within: int, found: list[str]) -> None:
    days = {"C": "2026-11-23", "A": "2026-11-21", "B": "2026-11-22"}
    pairs = [(client(name), contact("s1", reference=name, speak_on=on)) for name, on in days.items()]

    assert [each.reference for each in due(PRACTICE, pairs, today=TODAY, within=within)] == found


@pytest.mark.parametrize(
    ("contacts", "what"),
    [
        (
            [contact("s1", "2026-11-01", id=1), contact("s2", "2026-11-02", id=2, draft=True)],
            "Go on with stage 2, stopped on 2 November 2026",
        ),
        (
            [contact("s1", "2026-11-02", id=2), contact("s2", "2026-11-01", id=1, draft=True)],
            "Go on with stage 2, stopped on 1 November 2026",
        ),
        (
            [contact("s1", "2026-11-01", id=1, draft=True), contact("s2", "2026-11-02", id=2, draft=True)],
            "Go on with stage 2, stopped on 2 November 2026",
        ),
        ([contact("s1", "2026-11-01", id=1), contact("s2", "2026-11-02", id=2)], "Ask how it went"),
    ],
)
def test_a_client_is_told_once_as_the_next_stage_is_decided(contacts: list[Contact], what: str) -> None:
    for each in (contacts, contacts[::-1]):
        assert [found.what for found in due(PRACTICE, [(client(), one) for one in each], today=TODAY, within=EVER)] == [what]


def test_of_those_on_one_day_references_decide() -> None:
    pairs = [(client(name), contact("s1", reference=name)) for name in ("B", "C", "A")]

    assert [each.reference for each in due(PRACTICE, pairs, today=TODAY, within=EVER)] == ["A", "B", "C"]


@pytest.mark.parametrize("answers", [{}, {"speak_on": "2036-12-03"}])
@pytest.mark.parametrize("draft", [True, False])
@pytest.mark.parametrize("on", ["2026-11-22", "2036-11-10", "9999-12-31"])
def test_a_contact_dated_in_the_future_is_due_today(on: str, draft: bool, answers: dict[str, str]) -> None:
    pairs = [(client(), contact("s1", on, answers, draft=draft))]

    (found,) = due(PRACTICE, pairs, today=TODAY, within=0)

    assert (found.on, found.late) == (TODAY, 0)


@settings(max_examples=200, deadline=None, database=None)
@given(
    script=st.sampled_from(["s1", "s2", "s3", "course", "visit", "gone"]),
    on=st.dates(),
    agreed=st.none() | st.dates(max_value=TODAY),
    today=st.dates(min_value=TODAY),
    draft=st.booleans(),
)
def test_nobody_whose_day_has_come_is_hidden(script: str, on: date, agreed: date | None, today: date, draft: bool) -> None:
    last = contact(script, on.isoformat(), {"speak-on": agreed.isoformat()} if agreed else {}, draft=draft)

    found = due(PRACTICE, [(client(), last)], today=today, within=14)

    assert [each.reference for each in found] == ["K-1"]


def test_these_answers_say_when_and_what_comes_next() -> None:
    assert steps_that_say_when(PRACTICE) == {"ring", "ring-on", "first-say", "last-say", "speak-on"}
    assert steps_that_say_when(load_practice()) == {
        "been-before", "like-to-try", "next-step", "look-again",
        "call-now", "call-again", "other-way", "speak-after",
        "stay-or-change",
    }  # fmt: skip


def test_these_scripts_say_what_comes_next() -> None:
    assert scripts_that_lead(PRACTICE) == {"s1", "s2", "s3", "course"}
    assert scripts_that_lead(load_practice()) == {"stage-1", "stage-2", "stage-3", "intensive-referral"}


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "ring": st.sampled_from(["done", "not-now"]),
        "ring-on": st.dates().map(str),
        "first-say": st.sampled_from(["back", "on", "stay"]),
        "last-say": st.sampled_from(["back", "on", "stay"]),
        "birthday": st.dates().map(str),
        "speak-on": st.dates().map(str),
    },
)


@settings(max_examples=200, deadline=None, database=None)
@given(answers=ANSWERS)
def test_those_answers_are_enough(answers: dict[str, str]) -> None:
    whole = contact("s1", said=answers)
    wanted = steps_that_say_when(PRACTICE)
    enough = changed(whole, answers={step: answer for step, answer in whole.answers.items() if step in wanted})

    assert the_one(enough) == the_one(whole)


@pytest.mark.parametrize(
    ("script", "answers", "on", "stage", "what"),
    [
        ("stage-1", {"next-step": "think", "look-again": "2026-12-01"}, "2026-12-01", 1, "Talk about groups"),
        ("stage-1", {"next-step": "contact-next"}, "2026-11-24", 2, "Make contact with a group"),
        ("stage-2", {"call-now": "done", "speak-after": "2026-11-19"}, "2026-11-19", 3, "Ask how it went"),
        ("stage-2", {}, "2026-11-17", 3, "Ask how it went"),
        ("stage-3", {}, "2026-12-08", 3, "Ask how it went"),
    ],
)
def test_the_shipped_stages_are_asked_about(script: str, answers: dict[str, str], on: str, stage: int, what: str) -> None:
    last = contact(script, "2026-11-10", answers)
    practice: Practice = load_practice()

    (found,) = due(practice, [(client(), last)], today=TODAY, within=EVER)

    assert (found.on, found.stage, found.what) == (date.fromisoformat(on), stage, what)
