"""The library: what there is, finding it, and citing it."""

from __future__ import annotations

import json
import re

import pytest

from fama_cli.catalogue.load import load_library
from fama_cli.errors import NotFound
from fama_cli.library.cite import FORMATS, bibtex, csl_json, harvard
from fama_cli.library.model import Library, Resource, ResourceKind, Section
from fama_cli.library.resource import briefing_numbered, chosen, resource_named
from fama_cli.library.search import search
from tests.conftest import shared

TITLES = {
    ("skills-hub", 1): "Turning evidence into practice: helping clients to access and engage with mutual aid",
    ("skills-hub", 2): "Adult alcohol users: Volume 1 – 12-Step Facilitation Therapy Manual of Project MATCH",
    ("skills-hub", 3): "William White on treatment and mutual aid",
    ("skills-hub", 4): "Annette Dale-Perera: Looking Ahead 3: Mutual aid and the role of 12 steps",
    ("skills-hub", 5): "MAAEZ: making alcoholics anonymous easier",
    ("matrices", 6): "12-step mutual aid promises to plug the recovery resources deficit",
    ("matrices", 7): "The Alcohol Concern SMART Recovery Pilot Project final evaluation report",
    ("matrices", 8): "A randomized controlled trial of intensive referral to 12-step self-help groups: one-year outcomes",
    ("matrices", 9): "Peer-based addiction recovery support: history, theory, practice, and scientific evaluation",
    ("wider-resources", 1): "The Big Book",
    ("wider-resources", 2): 'Paul O. "Acceptance is the Answer"',
    ("wider-resources", 3): "Self-help - don't leave it just to the patients",
    ("wider-resources", 4): "Alcoholics Anonymous: Cult or Cure?",
    ("wider-resources", 5): "Terminology and Mutual Aid engagement",
}


@pytest.fixture
def library() -> Library:
    return load_library()


def ids(library: Library, query: str) -> list[str]:
    return [hit.resource.id for hit in search(library, query)[0]]


def test_every_resource_of_paper_3_is_there_in_its_order(library: Library) -> None:
    resources = chosen(library, series="3")

    listed = {
        (each.part.value, each.number): resource.title for resource in resources for each in resource.listed if each.where == "briefing-3"
    }
    assert listed == TITLES
    assert [resource.title for resource in resources] == list(TITLES.values())


def test_the_titles_are_those_of_the_paper() -> None:
    paper = shared("seeds/000_c31e418f4280e314.txt").read_text(encoding="utf-8").replace("“", '"').replace("”", '"')

    assert [title for title in TITLES.values() if title not in paper] == []


def test_the_guides_five_references_are_there(library: Library) -> None:
    numbers = {
        each.number
        for resource in library.resources
        for each in resource.listed
        if (each.where, each.part) == ("phe-commissioners-2014", Section.REFERENCES)
    }

    assert numbers == {1, 2, 3, 4, 5}


def test_the_series_has_three_papers(library: Library) -> None:
    assert [(briefing.number, briefing.title) for briefing in library.briefings] == [
        (1, "Motivational Interviewing"),
        (2, "Gay men – risky sex and drug use"),
        (3, "Mutual aid"),
    ]


def test_every_resource_says_how_to_get_it_and_what_it_is_for(library: Library) -> None:
    for resource in library.resources:
        assert resource.link or resource.find, resource.id
        assert resource.sources, resource.id
        assert resource.use, resource.id
        assert 2 <= len(re.findall(r"[.?!](?:\s|$)", resource.summary)) <= 3, resource.id


def test_an_american_manual_and_an_opinion_carry_their_cautions(library: Library) -> None:
    for identifier in ("maaez", "cult-or-cure", "terminology-paper", "paul-o-talk"):
        assert resource_named(library, identifier).cautions, identifier


def test_a_phrase_comes_before_its_words_apart(library: Library) -> None:
    assert ids(library, "intensive referral")[0].startswith("timko")


def test_every_word_must_be_there(library: Library) -> None:
    both = set(ids(library, "smart pilot"))

    assert both
    assert both <= set(ids(library, "smart")) & set(ids(library, "pilot"))


@pytest.mark.parametrize(("typed", "meant"), [("methodone", "methadone"), ("refferal", "referral"), ("MÉTHADONE", "methadone")])
def test_a_slip_an_accent_or_capitals_find_the_same(library: Library, typed: str, meant: str) -> None:
    assert ids(library, typed) == ids(library, meant) != []


def test_a_slip_is_said(library: Library) -> None:
    assert search(library, "methodone")[1] == "methadone"
    assert search(library, "methadone")[1] == ""


def test_the_words_a_client_uses_find_what_speaks_to_them(library: Library) -> None:
    assert "belief-2002" in ids(library, "higher power")


@pytest.mark.parametrize("query", ["", "   ", "!!", "zzzzqqq", "a" * 5000, "\x1b[31m"])
def test_words_that_are_nowhere_find_nothing(library: Library, query: str) -> None:
    assert ids(library, query) == []


def test_conditions_narrow_the_list(library: Library) -> None:
    trials = chosen(library, stage="2", kind="trial")

    assert trials
    assert {resource.kind for resource in trials} == {ResourceKind.TRIAL}
    assert all(2 in resource.stages for resource in trials)


@pytest.mark.parametrize(
    ("condition", "hint"),
    [
        ({"stage": "4"}, "Stages are 1 introduce, 2 make contact together, 3 keep taking an interest"),
        ({"kind": "trail"}, "Did you mean `trial`?"),
        ({"series": "9"}, "The series has `1`, `2` and `3`"),
        ({"about": "smrt"}, "Did you mean `smart`?"),
    ],
)
def test_a_condition_that_is_not_one_says_what_is(library: Library, condition: dict[str, str], hint: str) -> None:
    with pytest.raises(NotFound) as raised:
        chosen(library, **condition)

    assert raised.value.hint == hint


def test_a_resource_and_a_paper_are_found_by_name(library: Library) -> None:
    assert resource_named(library, "TIMKO 2007").id == "timko-2007"
    assert resource_named(library, "the big book").id == "big-book"
    assert briefing_numbered(library, "3").id == briefing_numbered(library, "briefing-3").id
    with pytest.raises(NotFound) as raised:
        resource_named(library, "timko-2070")
    assert raised.value.hint == "Did you mean `timko-2007`?"


AWKWARD = Resource(
    id="awkward",
    title="50% of {people} & a_b \\ #1",
    kind=ResourceKind.TRIAL,
    summary="One. Two.",
    use="Read it.",
    sources=("somewhere",),
    authors=("A. Author", "B. Other", "C. Third", "D. Fourth"),
    publisher="A Journal",
    year="2007",
    link="https://example.org/a_b",
)


def test_bibtex_escapes_what_it_would_obey() -> None:
    assert bibtex([AWKWARD]) == (
        "@article{awkward,\n"
        "  title = {50\\% of \\{people\\} \\& a\\_b \\textbackslash{} \\#1},\n"
        "  author = {A. Author and B. Other and C. Third and D. Fourth},\n"
        "  journal = {A Journal},\n"
        "  year = {2007},\n"
        "  url = {https://example.org/a_b},\n"
        "}\n"
    )


def test_csl_json_is_what_other_programs_read() -> None:
    (item,) = json.loads(csl_json([AWKWARD]))

    assert item["type"] == "article-journal"
    assert item["title"] == AWKWARD.title
    assert item["issued"] == {"date-parts": [[2007]]}
    assert item["author"][0] == {"literal": "A. Author"}


def test_harvard_says_no_date_rather_than_guess() -> None:
    undated = Resource(id="x", title="A film", kind=ResourceKind.FILM, summary="One. Two.", use="See it.", sources=("s",))

    assert harvard([AWKWARD, undated]) == (
        "A. Author and others (2007) 50% of {people} & a_b \\ #1. A Journal. Available at: https://example.org/a_b\n"
        "Author not stated (no date) A film.\n"
    )


@pytest.mark.parametrize("form", FORMATS)
def test_everything_can_be_cited(library: Library, form: str) -> None:
    written = FORMATS[form](library.resources)

    assert all(resource.id in written or resource.title.rstrip(".") in written for resource in library.resources)


def test_the_directory_does_not_wait_for_the_library() -> None:
    from fama_cli.catalogue.places import SHIPPED

    assert "briefings.yaml" not in SHIPPED["directory"]
