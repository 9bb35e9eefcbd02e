"""Which stage comes next."""

from __future__ import annotations

import pytest

from fama_cli.catalogue.load import load_practice
from fama_cli.practice.walk import Answer, State
from fama_cli.record import changed
from fama_cli.records.next_stage import next_script
from tests.records.made_up import PRACTICE, contact

SHIPPED = load_practice()


def test_with_nobody_seen_yet_it_is_the_first_stage() -> None:
    assert next_script(PRACTICE, []).id == "s1"
    assert next_script(SHIPPED, []).id == "stage-1"


@pytest.mark.parametrize(
    ("script", "answers", "after"),
    [
        ("s1", {}, "s2"),
        ("s2", {}, "s3"),
        ("s3", {}, "s3"),
        ("course", {}, "s3"),
        ("s1", {"first_say": "stay"}, "s2"),
        ("s1", {"first_say": "back"}, "s1"),
        ("s1", {"first_say": "on"}, "s3"),
        ("s1", {"first_say": "on", "last_say": "back"}, "s1"),
        ("s1", {"last_say": "back", "first_say": "on"}, "s1"),
        ("s1", {"first_say": "on", "last_say": "stay"}, "s3"),
        ("s1", {"first_say": "back", "last_say": "on"}, "s1"),
    ],
)
def test_the_last_answer_that_leads_somewhere_decides_and_otherwise_the_script(script: str, answers: dict[str, str], after: str) -> None:
    assert next_script(PRACTICE, [contact(script, said=answers)]).id == after


def test_a_choice_that_was_skipped_leads_nowhere() -> None:
    skipped = changed(contact("s1"), answers={"first-say": Answer(state=State.SKIPPED)})

    assert next_script(PRACTICE, [skipped]).id == "s2"


def test_the_last_contact_decides_whatever_order_they_come_in() -> None:
    early, late = contact("s1", "2026-11-01", id=5), contact("s2", "2026-11-02", id=4)

    assert {next_script(PRACTICE, each).id for each in ([early, late], [late, early])} == {"s3"}


def test_of_2_on_a_day_the_one_started_later_decides() -> None:
    assert next_script(PRACTICE, [contact("s2", id=1), contact("s1", id=2)]).id == "s2"


def test_a_draft_goes_on() -> None:
    assert next_script(PRACTICE, [contact("s2", "2026-11-02"), contact("s1", "2026-11-01", draft=True)]).id == "s1"


def test_of_2_drafts_the_latest_goes_on() -> None:
    assert next_script(PRACTICE, [contact("s1", "2026-11-01", draft=True), contact("s2", "2026-11-02", draft=True)]).id == "s2"


@pytest.mark.parametrize("draft", [True, False])
@pytest.mark.parametrize("script", ["visit", "gone"])
def test_a_script_that_leads_nowhere_or_is_gone_changes_nothing(script: str, draft: bool) -> None:
    assert next_script(PRACTICE, [contact("s1", "2026-11-01"), contact(script, "2026-11-02", draft=draft)]).id == "s2"
    assert next_script(PRACTICE, [contact(script, draft=draft)]).id == "s1"


@pytest.mark.parametrize(
    ("script", "answers", "after"),
    [
        ("stage-1", {"next-step": "contact-now"}, "stage-2"),
        ("stage-1", {"next-step": "contact-next"}, "stage-2"),
        ("stage-1", {"next-step": "think"}, "stage-1"),
        ("stage-1", {"next-step": "leave"}, "stage-1"),
        ("stage-1", {"like-to-try": "not-now"}, "stage-1"),
        ("stage-1", {"been-before": "now"}, "stage-3"),
        ("stage-1", {"been-before": "now", "like-to-try": "yes-please", "next-step": "contact-next"}, "stage-2"),
        ("stage-1", {"been-before": "never", "like-to-try": "yes-please"}, "stage-2"),
        ("stage-2", {"call-now": "done"}, "stage-3"),
        ("stage-2", {"call-now": "not-wanted", "other-way": "just-go"}, "stage-3"),
        ("stage-2", {"call-now": "not-wanted", "other-way": "not-now"}, "stage-2"),
        ("stage-3", {}, "stage-3"),
        ("stage-3", {"stay-or-change": "stay"}, "stage-3"),
        ("stage-3", {"stay-or-change": "leave"}, "stage-3"),
        ("stage-3", {"stay-or-change": "another"}, "stage-2"),
        ("stage-3", {"stay-or-change": "both"}, "stage-2"),
        ("stage-3", {"stay-or-change": "more-help"}, "stage-2"),
        ("stage-3", {"stay-or-change": "stay", "next-step": "first-visit"}, "stage-2"),
        ("stage-3", {"stay-or-change": "both", "next-step": "go-again"}, "stage-2"),
        ("intensive-referral", {}, "stage-3"),
    ],
)
def test_the_shipped_stages_lead_to_one_another(script: str, answers: dict[str, str], after: str) -> None:
    assert next_script(SHIPPED, [contact(script, said=answers)]).id == after
