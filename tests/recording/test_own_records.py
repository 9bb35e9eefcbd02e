"""A casebook's own records as tables: what each contact did, and what is said of whom is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from fama_cli.casebook.model import Support
from fama_cli.catalogue.load import load_practice
from fama_cli.record import changed
from fama_cli.recording.audit import Audit, audited
from fama_cli.recording.connecting import connected
from fama_cli.recording.gathering import gathered
from fama_cli.recording.own_records import CONTACTS, INTERVENTIONS, REVIEWS, OwnEngine, OwnRecords, own_records
from fama_cli.recording.profile import Profile
from tests.recording.made_up import TODAY
from tests.recording.test_writing_down import held
from tests.records.made_up import contact

PRACTICE = load_practice()
ABOUT_AA: Mapping[str, Mapping[str, str]] = {
    "stage-1": {"like-to-try": "yes-please", "which-group": "aa"},
    "stage-2": {"group": "aa"},
    "stage-3": {"stay-or-change": "another", "another-group": "aa"},
    "intensive-referral": {"group": "aa"},
}
"""Script -> answers that choose a group."""


def support(reference: str, *scripts: str, consent: str = "yes", profile: str = "cds-k") -> Support:
    """A client with a review of 9 May 2026 that says yes to RECMAID, and contacts before it about a group of mutual aid."""
    who, interventions, reviews = held(reference, consent)
    contacts = [contact(script, f"2026-05-0{day}", ABOUT_AA[script], id=day, reference=reference) for day, script in enumerate(scripts, 1)]
    return Support(client=who, contacts=contacts, interventions=interventions, reviews=[changed(each, profile=profile) for each in reviews])


def own(profile: Profile, *clients: Support) -> OwnRecords:
    return own_records(clients, profile, PRACTICE, {"aa": "mutual-aid"})


def audit_of(profile: Profile, found: OwnRecords) -> Audit:
    with connected("") as engine:
        theirs = OwnEngine(engine, found)
        got = gathered(theirs, profile, REVIEWS, contacts=CONTACTS, episodes=INTERVENTIONS, tell=lambda _: None)
        return audited(got.tables, TODAY, theirs.rows, lambda _: None, source="", where="")


def test_what_a_contact_did_is_what_the_worksheet_says_of_its_script(profile: Profile) -> None:
    found = own(profile, support("K-1", "stage-1", "stage-2"))

    assert list(found.columns[CONTACTS]) == ["CLIENT", "CONTACTDT", "KIND", "DID"]
    assert found.rows[CONTACTS] == [
        ["K-1", "20260501", "MUTUAL-AID", "INFORMATION"],
        ["K-1", "20260502", "MUTUAL-AID", "SUPPORT"],
    ]


def test_a_profile_without_words_for_it_has_no_contact_that_gave_information_alone(profile: Profile) -> None:
    found = own(changed(profile, did={"information": (), "support": ()}), support("K-1", "stage-1", "stage-2"))

    assert list(found.columns[CONTACTS]) == ["CLIENT", "CONTACTDT", "KIND"]
    assert found.rows[CONTACTS] == [["K-1", "20260502", "MUTUAL-AID"]]


def test_qs11_is_worked_out_for_a_casebook_and_information_alone_is_behind_no_yes(profile: Profile) -> None:
    scripts: Sequence[tuple[str, ...]] = (("stage-1", "stage-2"), ("stage-1", "intensive-referral"), ("stage-1",), ("stage-3",), ())

    audit = audit_of(profile, own(profile, *(support(f"K-{n}", *each) for n, each in enumerate(scripts))))

    qs11 = next(each for each in audit.indicators if each.id == "qs11")
    assert (qs11.because, qs11.numerator, qs11.denominator) == ("", 2, 5)
    checks: Mapping[str, int] = {each.check.id: each.clients for each in audit.outcomes}
    # Those with information alone, and with nothing.
    assert (checks["yes-no-contact"], checks["contact-no-yes"]) == (2, 0)


@pytest.mark.parametrize(
    ("consents", "says"),
    [
        ({"no": 1}, "fewer than 5 clients"),
        ({"no": 3, "not-asked": 1}, "fewer than 5 clients"),
        ({"no": 3, "not-asked": 2}, "5 clients"),
        ({}, ""),
    ],
)
def test_how_many_are_left_out_is_no_small_number(profile: Profile, consents: Mapping[str, int], says: str) -> None:
    out = [support(f"K-{consent}-{n}", consent=consent) for consent, number in consents.items() for n in range(number)]

    notes = own(profile, support("K-1"), *out).notes

    told = f"Left out of every check: {says} who did not agree to be counted in reports, or were not asked"
    assert [note for note in notes if note.startswith("Left out")] == ([told] if says else [])


@pytest.mark.parametrize(("number", "says"), [(1, "fewer than 5 reviews"), (6, "6 reviews")])
def test_how_many_reviews_have_another_profile_is_no_small_number(profile: Profile, number: int, says: str) -> None:
    notes = own(profile, *(support(f"K-{n}", profile="ours") for n in range(number))).notes

    assert f"Left out but for the day it was held: {says} made with another profile than cds-k" in notes
