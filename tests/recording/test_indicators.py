"""The local indicators: who is counted, out of whom, and in which words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Fama

ANSWERS = (
    "RECPEER",
    "RECMAID",
    "RECFMSP",
    "RECPRNT",
    "RECHSE",
    "RECEMP",
    "RECEDUT",
    "RECWPRJ",
    "RECCHKP",
    "RECRLPP",
    "RECCMPT",
    "RECGNH",
    "RECOTH",
)


def reviews(*, marked: bool) -> None:
    """20 clients with a review in treatment that says yes to RECMAID."""
    mark, cell = (",post_discharge", ",N") if marked else ("", "")
    rows = [f"K-{n},1,20260601{cell},N,Y{',N' * 11}" for n in range(20)]
    Path("r.csv").write_text(f"CLIENT,EPISODID,SUBMODDT{mark},{','.join(ANSWERS)}\n" + "\n".join(rows) + "\n")


def contacts(*rows: str) -> None:
    Path("c.csv").write_text("CLIENT,CONTACTDT,KIND,DID\n" + "".join(f"{row}\n" for row in rows))


def interventions(*helped: str) -> None:
    rows = [f"K-{n},1,20260101,,96,20260101,,{word}\n" for n, word in enumerate(helped)]
    Path("i.csv").write_text("CLIENT,EPISODID,TRIAGED,DISD,MODAL,MODST,MODEND,HELPWITH\n" + "".join(rows))


def lines(fama: Fama, *args: str) -> Mapping[tuple[str, str], Mapping[str, Any]]:
    ran = fama("record", "audit", "r.csv", *args, "--json")
    assert ran.code == 0, ran.err
    return {(each["id"], each["measure"]): each for each in json.loads(ran.out)["lines"]}


@pytest.mark.parametrize(
    ("informed", "supported", "counted"),
    [
        ("20260501", "20260520", 10),
        # Today is one of the days that have been.
        ("20261121", "20261121", 10),
        ("20261122", "20260520", 0),
        ("20260501", "20270101", 0),
        ("", "20260520", 0),
        ("20260501", "soon", 0),
    ],
)
def test_a_contact_that_has_not_been_counts_for_nobody(fama: Fama, folder: Path, informed: str, supported: str, counted: int) -> None:
    reviews(marked=True)
    each = [(f"K-{n},{informed},mutual-aid,information", f"K-{n},{supported},mutual-aid,support") for n in range(10)]
    contacts(*(row for pair in each for row in pair))

    found = lines(fama, "--contacts", "c.csv")

    assert (found["qs11", "numerator"]["number"], found["qs11", "denominator"]["number"]) == (counted, 20)


def test_a_contact_that_gave_information_alone_is_behind_no_yes_and_asks_for_none(fama: Fama, folder: Path) -> None:
    reviews(marked=True)
    informed = [f"K-{n},20260501,mutual-aid,Information" for n in range(8)]
    supported = [f"K-{n},20260501,mutual-aid,{'support' if n % 2 else ''}" for n in range(8, 20)]
    contacts(*informed, *supported, *(f"K-{n},20260501,peer-support,information" for n in range(20)))

    found = lines(fama, "--contacts", "c.csv")

    assert found["yes-no-contact", "clients"]["number"] == 8
    assert found["contact-no-yes", "clients"]["number"] == 0


@pytest.mark.parametrize(
    ("marked", "helped", "of_alcohol", "of_drugs"),
    [
        (True, None, "Clients with a review, for drugs or alcohol: the records do not say which",
         "Clients with a review in treatment, or not known to be after it, for drugs or alcohol: the records do not say which"),
        (False, None, "Clients with a review, for drugs or alcohol: the records do not say which",
         "Clients with a review, in treatment or after it, for drugs or alcohol: the records do not say which"),
        (True, ["alcohol", "drugs"] * 10, "Clients with a review who seek help for alcohol",
         "Clients with a review in treatment, or not known to be after it, who have help with drugs"),
    ],
)  # fmt: skip
def test_a_denominator_says_who_is_in_it(
    fama: Fama, folder: Path, marked: bool, helped: list[str] | None, of_alcohol: str, of_drugs: str
) -> None:
    reviews(marked=marked)
    if helped:
        interventions(*helped)

    found = lines(fama, *(("--episodes", "i.csv") if helped else ()))

    assert (found["qs11", "denominator"]["title"], found["qs23", "denominator"]["title"]) == (of_alcohol, of_drugs)


def test_without_what_a_contact_did_it_says_so(fama: Fama, folder: Path) -> None:
    reviews(marked=True)
    Path("c.csv").write_text("CLIENT,CONTACTDT,KIND\nK-1,20260501,mutual-aid\n")

    result = lines(fama, "--contacts", "c.csv")["qs11", "numerator"]["result"]

    assert result == "not done: the contacts do not say which gave information and which support: they have no DID"
