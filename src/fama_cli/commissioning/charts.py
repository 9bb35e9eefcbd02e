"""The checklist and the audit as bars. The tables beside them have the same numbers."""

from __future__ import annotations

from fama_cli.commissioning.assess import AreaAssessment, Counts
from fama_cli.commissioning.recorded import HIDDEN, Recorded, RecordedLine, field_of
from fama_cli.handouts.bars import Bar, Share, in_letters, in_parts, towards
from fama_cli.handouts.drawing import TABLE_AFTER
from fama_cli.handouts.model import Picture
from fama_cli.text import counted, listed

ANSWERS = ("yes", "partly", "no", "not known", "not answered")
LETTERS = "YPN?."
"""One for each of `ANSWERS`, for a terminal."""
ENOUGH = 80
"""Percent: the line of the audit."""
UNDER = f"under {ENOUGH}%"
"""What the audit says of a field under it. Its percentages are rounded, so that one of 80% may be under."""


def numbers_of(counts: Counts) -> tuple[int, ...]:
    """In the order of `ANSWERS`."""
    return (counts.yes, counts.partly, counts.no, counts.not_known, counts.unanswered)


def answers_chart(found: AreaAssessment) -> Picture:
    """How the questions of each topic were answered."""
    bars = [Bar(name=topic.title, numbers=numbers_of(topic.counts)) for topic in found.topics]
    scores = [f"{number} {answer}" for number, answer in zip(numbers_of(found.counts), ANSWERS, strict=True) if number]
    asked = counted(len(found.questions), "question")
    title = "How the questions of each topic are answered"
    return Picture(
        svg=in_parts(title, ANSWERS, bars),
        title=title,
        description=f"{asked} in {counted(len(bars), 'topic')}: {listed(scores)}. {TABLE_AFTER}",
    )


def answers_in_letters(counts: Counts) -> str:
    """ "YYPN..": a letter for each question."""
    return in_letters(LETTERS, numbers_of(counts))


def completeness_chart(recorded: Recorded, phase: str) -> Picture | None:
    """How much of each field was answered in clients of one phase, against the line; None where the audit has no such number.

    A picture for each phase: an audit has 14 fields, and twice as many bars on a page would be too small to read.
    """
    lines = [line for line in recorded.lines if line.part == "field" and line.measure == "answered" and line.phase == phase]
    if not lines:
        return None
    shares = [Share(name=field_of(line), percent=_percent(line), says=answered_says(line), low=line.result == UNDER) for line in lines]
    drawn = [share for share in shares if share.percent is not None]
    under, hidden = sum(share.low for share in drawn), len(shares) - len(drawn)
    parts = [f"{counted(len(drawn), 'field')} with a percentage, {under} of them under {ENOUGH}%."]
    if hidden:
        parts.append(f"{hidden} without one.")
    parts.append(TABLE_AFTER)
    title = f"How much of each field is answered, and the line of {ENOUGH}%{f': clients {phase}' if phase else ''}"
    return Picture(svg=towards(title, shares, ENOUGH), title=title, description=" ".join(parts))


def _percent(line: RecordedLine) -> float | None:
    return float(line.percent.removesuffix("%")) if line.percent.endswith("%") else None


def answered_says(line: RecordedLine) -> str:
    """What stands beside a field: its percentage or why there is none, and that it is under the line."""
    percent = "hidden because it is small" if line.percent == HIDDEN else line.percent or "nothing was counted"
    # Which side of the line is written out where the number does not say it.
    return f"{percent}, {line.result}" if line.result == UNDER or (line.result and _percent(line) is None) else percent
