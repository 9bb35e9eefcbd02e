"""What the data says of the guide is what the guide says."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from fama_cli.commissioning.model import Commissioning, every_question
from tests.conftest import REPOSITORY, shared

TOPICS = ["role", "range", "specification", "need", "contact", "communication", "steering", "premises", "recording", "completeness"]


@pytest.fixture
def guide() -> str:
    return shared("seeds/004_37021a52870ef550.txt").read_text(encoding="utf-8")


def words_of(text: str) -> str:
    """Words alone: no marks for bold or for footnotes, and no line breaks."""
    return " ".join(re.sub(r"<sup>\d</sup>", "", text).replace("**", "").split())


def headings(text: str) -> list[str]:
    return [words_of(line) for line in re.findall(r"(?m)^## (.+)$", text)]


def quotes(commissioning: Commissioning) -> Iterator[tuple[str, str, str | None]]:
    """Id, quotation, and the heading it is said to stand under."""
    for question in every_question(commissioning):
        yield question.id, question.guide, question.under
    for clause in commissioning.clauses:
        yield clause.id, clause.guide, clause.under
    for seat in commissioning.steering_group:
        yield seat.id, seat.guide, "Establishing a mutual aid steering group"


def test_every_quotation_is_in_the_guide_under_the_heading_that_is_named(commissioning: Commissioning, guide: str) -> None:
    parts = {words_of(part.partition("\n")[0]): words_of(part) for part in re.split(r"(?m)^## ", guide)[1:]}

    wrong = [identifier for identifier, quote, under in quotes(commissioning) if quote not in parts.get(str(under), "")]

    assert wrong == []


def test_the_topics_are_those_that_were_asked_for_in_the_guides_order(commissioning: Commissioning) -> None:
    assert [topic.id for topic in commissioning.checklist] == TOPICS


def test_no_question_is_asked_twice_and_each_belongs_to_its_topic(commissioning: Commissioning) -> None:
    ids = [question.id for question in every_question(commissioning)]

    assert len(ids) == len(set(ids))
    assert [f"{topic.id}-" for topic in commissioning.checklist for _ in topic.questions] == [re.match(r"[a-z]+-", each)[0] for each in ids]  # type: ignore[index]


def test_a_question_can_be_answered_yes_or_no_and_pushes_nobody(commissioning: Commissioning) -> None:
    asked = [question.asks for question in every_question(commissioning)]

    assert [words for words in asked if not re.match(r"(Is|Are|Do|Does|Has|Have|Was|Were) .+\?$", words)] == []
    assert [words for words in asked if re.search(r"\b(should|must|fail|only|even|yet|enough|adequate|proper)\b", words)] == []


def test_what_a_question_rests_on_is_another_question(commissioning: Commissioning) -> None:
    ids = {question.id for question in every_question(commissioning)}

    needed = {question.id: question.needs for question in every_question(commissioning) if question.needs}
    assert needed
    assert {each: needs for each, needs in needed.items() if needs not in ids or needs == each} == {}


def test_every_bullet_of_the_guides_service_specifications_is_a_clause(commissioning: Commissioning, guide: str) -> None:
    part = guide.partition("## Service specifications")[2].partition("## ")[0]

    bullets = {words_of(line) for line in re.findall(r"(?m)^- (.+)$", part)}
    assert len(bullets) == 5
    assert bullets == {clause.guide for clause in commissioning.clauses if clause.under == "Service specifications"}


def test_every_bullet_of_the_guides_steering_group_is_a_seat(commissioning: Commissioning, guide: str) -> None:
    part = guide.partition("## **Establishing a mutual aid steering group**")[2].partition("## ")[0]

    bullets = {words_of(line) for line in re.findall(r"(?m)^- (.+)$", part)}
    assert len(bullets) == 4
    assert bullets == {seat.guide for seat in commissioning.steering_group}


@pytest.mark.parametrize("seed", ["seeds/004_37021a52870ef550.txt", "seeds/000_c31e418f4280e314.txt"])
def test_every_heading_has_a_row_in_the_table_of_what_serves_it(seed: str) -> None:
    page = (REPOSITORY / "docs" / "explanation" / "coverage.md").read_text(encoding="utf-8")
    rows = [words_of(row.split("|")[1]) for row in page.splitlines() if row.startswith("| ")]

    text = shared(seed).read_text(encoding="utf-8")
    wanted = [words_of(line) for line in re.findall(r"(?m)^#{1,3} (.+)$", text)]
    assert [heading for heading in wanted if re.sub(r"\[(.+?)\]\(.*?\)", r"\1", heading) not in rows] == []
