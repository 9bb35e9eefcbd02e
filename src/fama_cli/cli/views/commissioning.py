"""The answers of `fama area assess` and `steering`, and the JSON of `spec` and `report`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fama_cli.cli.output import Document
from fama_cli.commissioning.assess import AreaAssessment, Assessed, Counts
from fama_cli.commissioning.report import AreaReport
from fama_cli.commissioning.spec import Specification
from fama_cli.commissioning.steering import Filled, SteeringGroup
from fama_cli.directory.dates import in_words
from fama_cli.text import counted, listed

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

UNANSWERED = "not answered yet"


def assessment_document(found: AreaAssessment, *, given: bool) -> Document:
    """The checklist, with the answers when some were `given`."""
    return Document(
        schema="fama.areaassessment/1",
        value=found,
        records="questions",
        columns=("id", "topic", "question", "answer", "evidence", "owner", "notes"),
        rows=[
            [each.id, each.topic, each.asks, each.answer or "", each.evidence or "", each.owner or "", each.notes or ""]
            for each in found.questions
        ],
        draw=lambda console: _draw(console, found, given=given),
        beside=[f"{remark.says}." for remark in found.remarks],
    )


def _draw(console: Console, found: AreaAssessment, *, given: bool) -> None:
    from fama_cli.cli.views.drawing import say

    say(console, heading(found) if given else "A checklist for an area", "bold underline")
    say(console, found.based_on)
    for topic in found.topics:
        say(console, "")
        say(console, f"{topic.title}: {in_counts(topic.counts)}" if given else topic.title, "bold")
        for each in found.questions:
            if each.topic == topic.id:
                _question(console, each, given=given)
    if not given:
        say(console, "")
        say(console, "To fill it in: fama area assess --output answers.yaml")
        return
    say(console, "")
    say(console, f"Altogether: {in_counts(found.counts)}", "bold")
    _in_letters(console, found)
    if found.remarks:
        say(console, "")
        say(console, "Worth another look", "bold")
        for remark in found.remarks:
            say(console, f"  {remark.says}.")


def _in_letters(console: Console, found: AreaAssessment) -> None:
    """Bars of letters. The numbers are in words beside each topic above."""
    from fama_cli.cli.views.drawing import say, table
    from fama_cli.commissioning.charts import ANSWERS, LETTERS, answers_in_letters

    key = ", ".join(f"{letter} {answer}" for letter, answer in zip(LETTERS, ANSWERS, strict=True))
    rows: list[list[str | Text]] = [[topic.title, answers_in_letters(topic.counts)] for topic in found.topics]
    say(console, "")
    say(console, f"A letter for each question: {key}.")
    table(console, ("Topic", "Answers"), rows)


def _question(console: Console, each: Assessed, *, given: bool) -> None:
    from fama_cli.cli.views.drawing import CHECK, labelled, text

    if not given:
        labelled(console, "", each.asks, width=0)
        return
    answer = each.answer or UNANSWERED
    words: Text = text(each.asks)
    words.append(f"  [{answer}]", style="" if each.answer == "yes" else CHECK)
    labelled(console, "", words, width=0)
    details = [f"{label}: {value}" for label, value in (("Evidence", each.evidence), ("owner", each.owner), ("notes", each.notes)) if value]
    if details:
        labelled(console, "", "; ".join(details), width=2)


def heading(found: AreaAssessment) -> str:
    """Which area, and when."""
    when = f", {in_words(found.on)}" if found.on else ""
    return f"{found.area or 'An area'}{when}"


def in_counts(counts: Counts) -> str:
    """ "3 yes, 1 no and 2 not answered yet". Not known, and not answered, are never counted as no."""
    parts = [
        (counts.yes, "yes"),
        (counts.partly, "partly"),
        (counts.no, "no"),
        (counts.not_known, "not known"),
        (counts.unanswered, UNANSWERED),
    ]
    return listed([f"{number} {words}" for number, words in parts if number]) or counted(0, "question")


_FILLED = {
    Filled.ALL: "everybody listed is there",
    Filled.SOME: "some of those listed are there",
    Filled.NONE: "nobody is there yet",
    Filled.NOT_LISTED: "nobody is listed",
}


def steering_document(group: SteeringGroup, *, given: bool) -> Document:
    """The recommended membership, with who is there when a file was `given`."""
    rows = [
        [seat.id, seat.title, seat.filled, member.organisation or "", member.role or ""] for seat in group.seats for member in seat.members
    ]
    rows += [[seat.id, seat.title, seat.filled, "", ""] for seat in group.seats if not seat.members]
    order = [seat.id for seat in group.seats]
    return Document(
        schema="fama.areasteering/1",
        value=group,
        records="seats",
        columns=("seat", "title", "filled", "organisation", "role"),
        rows=sorted(rows, key=lambda row: order.index(row[0])),
        draw=lambda console: _draw_steering(console, group, given=given),
    )


def _draw_steering(console: Console, group: SteeringGroup, *, given: bool) -> None:
    from fama_cli.cli.views.drawing import CHECK, labelled, say

    say(console, f"The steering group of {group.area}" if group.area else "A mutual-aid steering group", "bold underline")
    for seat in group.seats:
        say(console, "")
        state = f": {_FILLED[seat.filled]}" if given else ""
        say(console, f"{seat.title}{state}{' (where possible)' if seat.where_possible else ''}", "bold")
        labelled(console, "", f'The guide: "{seat.guide}"', width=0)
        for member in seat.members:
            labelled(console, "", f"{member.organisation or 'Organisation not stated'}: {member.role or 'nobody yet'}", width=2)
    say(console, "")
    if not given:
        say(console, "To list who is there: fama area steering --output members.yaml")
    elif group.to_fill:
        titles = [seat.title for seat in group.seats if seat.id in group.to_fill]
        say(console, f"Still to fill: {listed(titles)}", CHECK)
    else:
        say(console, "Every seat that the guide recommends is filled")


def specification_json(specification: Specification) -> Document:
    """The clauses as fields. Other forms are documents, which handouts make."""
    return Document(
        schema="fama.areaspec/1",
        value=specification,
        records="clauses",
        columns=("id", "title", "clause", "guide", "under", "strength"),
        rows=[[each.id, each.title, each.says, each.guide, each.under, each.strength] for each in specification.clauses],
        draw=lambda _: None,
    )


def report_json(report: AreaReport) -> Document:
    """Everything the report is made from, as fields."""
    return Document(
        schema="fama.areareport/1",
        value=report,
        records="questions",
        columns=(),
        rows=(),
        draw=lambda _: None,
    )
