"""Bars of the checklist and of the audit: the numbers in the picture are those of the table beside it."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from fama_cli.commissioning.assess import assess
from fama_cli.commissioning.charts import ENOUGH, UNDER, answers_chart, answers_in_letters, completeness_chart, numbers_of
from fama_cli.commissioning.files import Answer, Answered
from fama_cli.commissioning.model import Commissioning
from fama_cli.commissioning.recorded import Recorded, RecordedLine
from fama_cli.recording import counts, publish
from tests.conftest import Fama

SVG = "{http://www.w3.org/2000/svg}"
EVERY_WAY = (*Answered, None)


def words_of(svg: str) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_the_bars_have_the_numbers_of_each_topic(commissioning: Commissioning) -> None:
    questions = [question.id for topic in commissioning.checklist for question in topic.questions]
    answers = [
        Answer(id=each, answer=EVERY_WAY[number % len(EVERY_WAY)])
        for number, each in enumerate(questions)
        if EVERY_WAY[number % len(EVERY_WAY)]
    ]
    found = assess(commissioning, answers, None, date(2026, 11, 21))

    chart = answers_chart(found)

    words = words_of(chart.svg)[6:]
    expected = []
    for topic in found.topics:
        said = zip(numbers_of(topic.counts), ("yes", "partly", "no", "not known", "not answered"), strict=True)
        expected += [topic.title, *(f"{number} {answer}" for number, answer in said if number)]
    # A part that is too short for its words has its number on it, and its words over the bar.
    shown = " / ".join(words)
    for each in expected:
        assert each in shown
    assert sum(int(number[0]) for each in words if (number := re.match(r"\d+", each))) == len(questions)
    assert chart.description.startswith(f"{len(questions)} questions in {len(found.topics)} topics: ")


def test_in_letters_for_a_terminal(commissioning: Commissioning, fama: Fama) -> None:
    first, second, third, *_ = (question.id for question in commissioning.checklist[0].questions)
    answers = [Answer(id=first, answer=Answered.NO), Answer(id=second, answer=Answered.YES), Answer(id=third, answer=Answered.NOT_KNOWN)]

    topic = assess(commissioning, answers, None, date(2026, 11, 21)).topics[0]

    assert answers_in_letters(topic.counts) == f"YN?{'.' * (len(commissioning.checklist[0].questions) - 3)}"


def line(
    percent: str, *, title: str = "Peer support", phase: str = "", measure: str = "answered", part: str = "field", result: str = ""
) -> RecordedLine:
    return RecordedLine(part=part, id="", title=title, phase=phase, measure=measure, number="", percent=percent, result=result)


def recorded(*lines: RecordedLine) -> Recorded:
    return Recorded(made_on="2026-11-20", caution="Check", lines=lines)


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (line("76.5%", result="under 80%"), "Peer support: 76.5%, under 80%"),
        (line("80%", result="under 80%"), "Peer support: 80%, under 80%"),
        (line("80%", result="80% or more"), "Peer support: 80%"),
        (line("100%", phase="in treatment"), "Peer support: 100%"),
        (line("*"), "Peer support: hidden because it is small"),
        (line("*", result="80% or more"), "Peer support: hidden because it is small, 80% or more"),
        (line(""), "Peer support: nothing was counted"),
    ],
)
def test_what_each_field_says(one: RecordedLine, says: str) -> None:
    chart = completeness_chart(recorded(one), one.phase)

    assert chart is not None
    assert words_of(chart.svg)[4:] == [says]


def test_a_number_that_is_hidden_is_nowhere_in_the_picture() -> None:
    chart = completeness_chart(recorded(line("*"), line("90%")), "")

    assert chart is not None
    assert chart.description == "1 field with a percentage, 0 of them under 80%. 1 without one. The table after this has every number."
    bars = [each for each in ElementTree.fromstring(chart.svg).iter(f"{SVG}rect") if each.get("fill") == "#1a1a1a"]
    assert len(bars) == 1


def test_only_how_much_is_answered_is_drawn() -> None:
    assert completeness_chart(recorded(line("50%", part="indicator"), line("50%", measure="yes")), "") is None
    assert completeness_chart(recorded(), "") is None
    assert completeness_chart(recorded(line("50%", phase="in treatment")), "after treatment") is None


def test_a_field_is_said_in_words_and_then_by_its_code() -> None:
    one = RecordedLine(part="field", id="RECPEER", title="Peer support", phase="", measure="answered", number="", percent="90%", result="")

    chart = completeness_chart(recorded(one), "")

    assert chart is not None
    assert words_of(chart.svg)[4:] == ["Peer support (RECPEER): 90%"]


def test_the_line_is_that_of_the_audit() -> None:
    assert ENOUGH == counts.ENOUGH
    assert UNDER == publish.UNDER
