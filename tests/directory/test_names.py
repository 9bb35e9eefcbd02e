"""What people call substances."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from fama_cli.directory.model import Directory
from fama_cli.directory.names import understand, understand_behaviour
from fama_cli.errors import NotFound
from tests.conftest import shared


def ids(directory: Directory, typed: str) -> list[set[str]]:
    return [{substance.id for substance in meaning.substances} for meaning in understand(directory, typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("cocaine", {"cocaine-powder"}),
        ("Charlie", {"cocaine-powder"}),
        ("  crack ", {"crack"}),
        ("GHB", {"ghb-gbl"}),
        ("g", {"ghb-gbl"}),
        ("MEOW-MEOW", {"mephedrone"}),
        ("meow meow", {"mephedrone"}),
        ("m-cat", {"mephedrone"}),
        ("oxy-contin", {"oxycodone"}),
        ("1,4-bd", {"ghb-gbl"}),
        ("Devil’s weed", {"synthetic-cannabinoids"}),
        ("gear", {"heroin", "cannabis", "anabolic-steroids"}),
        ("meth", {"amphetamine", "methamphetamine"}),
        ("downers", {"benzodiazepines", "barbiturates"}),
        ("vallies", {"diazepam"}),
        ("xanax", {"alprazolam"}),
    ],
)
def test_a_name_on_its_own_means(directory: Directory, typed: str, expected: set[str]) -> None:
    assert ids(directory, typed) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("mostly crack and a few cans of lager", [{"crack"}, {"alcohol"}]),
        ("he is on special k at weekends", [{"ketamine"}]),
        ("hash, then more hash", [{"cannabis"}]),
        ("smokes a bit of weed", [{"cannabis"}]),
        ("black mamba most days", [{"synthetic-cannabinoids"}]),
    ],
)
def test_a_sentence_is_searched_for_names(directory: Directory, sentence: str, expected: list[set[str]]) -> None:
    assert ids(directory, sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "she has gone to see Charlie",
        "his e mail is on the drop down",
        "a c and an h",
        "green grass in the window",
        "the md said so",
        "xs and os",
    ],
)
def test_short_names_and_common_words_are_never_picked_out_of_a_sentence(directory: Directory, sentence: str) -> None:
    with pytest.raises(NotFound):
        understand(directory, sentence)


def test_a_near_miss_is_offered_and_never_taken(directory: Directory) -> None:
    with pytest.raises(NotFound) as problem:
        understand(directory, "cocain")

    assert problem.value.hint == "Did you mean `cocaine`?"


def test_names_a_letter_apart_are_pointed_out(directory: Directory) -> None:
    (meaning,) = understand(directory, "whippets")

    assert [substance.id for substance in meaning.substances] == ["volatile-substances"]
    assert meaning.nearly == "Nearly the same: `whippits` = nitrous oxide"


def test_a_behaviour_goes_by_its_other_names(directory: Directory) -> None:
    assert understand_behaviour(directory, "bookies").id == "gambling"


def vocabulary() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(shared("domain/substances.yaml").read_text(encoding="utf-8"))
    return read


def test_every_known_name_finds_its_substance_or_is_asked_about(directory: Directory) -> None:
    wider = {substance.id: substance.part_of for substance in directory.substances}
    lost = []
    for substance in vocabulary()["substances"]:
        for name in [substance["id"], *(each["name"] for each in substance["names"])]:
            (meaning,) = understand(directory, str(name))
            found = {one.id for one in meaning.substances}
            narrower = {identifier for identifier in found if wider[identifier] == substance["id"]}
            if substance["id"] not in found and not narrower:
                lost.append((name, substance["id"], found))

    assert lost == []


def test_every_name_that_must_be_asked_about_is(directory: Directory) -> None:
    for name, rule in vocabulary()["ambiguous"].items():
        (meaning,) = understand(directory, str(name))
        found = {substance.id for substance in meaning.substances}
        if rule["handling"] == "ask":
            assert found == set(rule["substances"]), name
        else:
            assert len(found) == 1, name
            assert found < set(rule["substances"]), name


def test_every_short_name_and_common_word_counts_only_alone(directory: Directory) -> None:
    words = vocabulary()
    for name in [*words["very_short"], *words["common_words"]]:
        with pytest.raises(NotFound):
            understand(directory, f"zzz {name} zzz")
