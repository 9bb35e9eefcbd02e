"""Reviews written to a file: what is in it, of whom, and in whose words."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date

import pytest

from fama_cli.casebook.model import Client, Consent, Intervention, Place, Review
from fama_cli.record import changed
from fama_cli.recording.profile import DateFormat, ExportLayout, Profile
from fama_cli.recording.writing_down import Held, Written, written
from tests.records.made_up import client

WITNESS = ("agency", "client", "consent")
"""What one released system writes of a client who said no."""


def held(reference: str = "K-1", consent: str = "yes", place: str = "alongside", **said: bool) -> Held:
    who: Client = changed(client(reference), consent=Consent(consent))
    support = Intervention(
        id=1, started_on=date(2026, 5, 1), ended_on=date(2026, 6, 1), place=Place(place), episode="E-7", worker="AB"
    )  # fmt: skip
    review = Review(id=41, on=date(2026, 5, 9), profile="cds-k", said={"RECMAID": True, "RECPEER": False, **said}, worker="AB")
    return who, [support], [review]


def rows(made: Written) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.contents.decode())))


def test_a_review_is_in_the_headings_words_and_days_of_the_profile(profile: Profile) -> None:
    made = written([held()], profile)

    assert made.contents.decode() == (
        "CLIENT,EPISODID,CONSENT,SUBMODDT,SUBMID,post_discharge,RECPEER,RECMAID,RECFMSP,RECPRNT,RECHSE,RECEMP,RECEDUT,RECWPRJ,"
        "RECCHKP,RECRLPP,RECCMPT,RECGNH,RECOTH,PSYSTP\n"
        "K-1,E-7,Y,20260509,41,N,N,Y,NA,NA,NA,NA,NA,NA,NA,NA,NA,NA,NA,NA\n"
    )
    assert (made.reviews, made.clients, list(made.without), made.other_profiles, made.no_support) == (1, 1, [], 0, 0)


@pytest.mark.parametrize(
    ("format", "says"), [(DateFormat.PLAIN, "20260509"), (DateFormat.ISO, "2026-05-09"), (DateFormat.BRITISH, "09/05/2026")]
)
def test_days_are_written_in_the_first_format(profile: Profile, format: DateFormat, says: str) -> None:
    assert rows(written([held()], changed(profile, dates=(format,))))[0]["SUBMODDT"] == says


def test_words_are_the_first_of_each(profile: Profile) -> None:
    ours = changed(profile, words=changed(profile.words, yes=("JA", "Y"), no=("NEIN",), missing=()))

    (row,) = rows(written([held()], ours))

    assert (row["RECMAID"], row["RECPEER"], row["RECHSE"], row["CONSENT"]) == ("JA", "NEIN", "", "JA")


@pytest.mark.parametrize(("place", "says"), [("alongside", "N"), ("outside", "N"), ("after", "Y")])
def test_a_review_after_treatment_says_so(profile: Profile, place: str, says: str) -> None:
    assert rows(written([held(place=place)], profile))[0]["post_discharge"] == says


@pytest.mark.parametrize(
    ("consent", "allowed", "row", "has_row"),
    [
        ("no", (), None, False),
        ("not-asked", (), None, False),
        ("not-asked", WITNESS, None, False),
        ("no", WITNESS, {"AGNCY": "N0001", "CLIENT": "K-2", "CONSENT": "N"}, True),
        ("no", ("agency", "consent"), {"AGNCY": "N0001", "CONSENT": "N"}, True),
    ],
)
def test_without_consent_there_is_only_what_the_profile_allows(
    profile: Profile, consent: str, allowed: tuple[str, ...], row: Mapping[str, str] | None, has_row: bool
) -> None:
    layout = ExportLayout(columns=("agency", "client", "episode", "consent", "on"), agency_code="N0001", without_consent=allowed)

    made = written([held("K-2", consent), held("K-1")], changed(profile, export=layout))

    found = [each for each in rows(made) if each["CLIENT"] != "K-1"]
    assert [{name: cell for name, cell in each.items() if cell} for each in found] == ([] if row is None else [row])
    assert (made.reviews, made.clients, list(made.without)) == (1, 1, [(Consent(consent), 1, 1, has_row)])


def test_a_review_of_another_profile_is_left_out(profile: Profile) -> None:
    who, support, (review,) = held()
    made = written([(who, support, [review, changed(review, profile="ours")]), (who, support, [changed(review, profile="ours")])], profile)

    assert (len(rows(made)), made.reviews, made.clients, made.other_profiles) == (1, 1, 1, 2)


def test_a_review_when_nothing_was_open_is_counted_and_has_no_episode(profile: Profile) -> None:
    who, _, reviews = held()

    made = written([(who, [], reviews)], profile)

    (row,) = rows(made)
    assert (row["EPISODID"], row["post_discharge"], made.no_support) == ("", "", 1)


@pytest.mark.parametrize("heading", ["=1+1", "+1", "-1", "@sum", " =1"])
def test_no_cell_is_a_formula(profile: Profile, heading: str) -> None:
    ours = changed(profile, reviews={**profile.reviews, "client": heading}, words=changed(profile.words, missing=(heading,)))

    (headings, row) = csv.reader(io.StringIO(written([held()], ours).contents.decode()))

    assert (headings[0], row[-1]) == (f"'{heading}", f"'{heading}")


def test_nothing_to_write_is_the_headings_alone(profile: Profile) -> None:
    made = written([], profile)

    assert (made.contents.count(b"\n"), made.reviews, made.clients) == (1, 0, 0)
