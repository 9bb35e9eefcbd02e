"""When a meeting of a plain list takes place, out of the columns that may say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from fama_cli.meetings.feeds import sheet_notices as say
from fama_cli.meetings.feeds.parts import DAY, minutes
from fama_cli.meetings.pattern import Pattern
from fama_cli.meetings.reading import Finding, Notice
from fama_cli.meetings.words_read import patterns_in


class Times(NamedTuple):
    """The days and times of one row."""

    each: tuple[tuple[Pattern | None, int | None, int | None], ...]
    """For each meeting its days, when it starts and when it ends. Days that are None are by arrangement."""
    findings: tuple[Finding, ...]


def times_in(cells: Mapping[str, str], heading: Callable[[str], str], notes: list[str]) -> Times:
    """What the columns when, day, starts, ends and duration say. Words that cannot be read are put in `notes`, so nothing is lost."""
    findings: list[Finding] = []
    at = _clock(cells, "starts", say.TIME, heading, findings)
    until = _clock(cells, "ends", say.END, heading, findings)
    if at is not None and until is None and "ends" not in cells and "duration" in cells:
        length = _length(cells["duration"])
        if length:
            until = (at + length) % DAY
        elif length is None:
            findings.append(Finding(heading("duration"), say.LENGTH, cells["duration"][:60]))
    column = "when" if "when" in cells else "day"
    words = cells.get(column, "")
    found = patterns_in(words) if words else ()
    problem = next((when.problem for when in found if when.problem), "")
    if words and (problem or not found):
        findings.append(Finding(heading(column), say.WHEN, words[:60]))
        notes.append(f"When: {words}")
        return Times(((None, at, until),), tuple(findings))
    if not found:
        if at is not None:
            findings.append(Finding(heading("when"), say.NO_DAY))
        return Times(((None, at, until),), tuple(findings))
    made = []
    for when in found:
        starts = when.at if at is None else at
        ends = (when.until if at is None or at == when.at else None) if until is None else until
        if at is not None and when.at is not None and when.at != at:
            findings.append(Finding(heading("starts"), say.TIMES_DIFFER, f"{words} and {cells['starts']}"[:60]))
        if starts is None and when.pattern is not None:
            findings.append(Finding(heading("starts"), say.NO_TIME))
        made.append((when.pattern, starts, None if starts is None or ends == starts else ends))
    return Times(tuple(made), tuple(dict.fromkeys(findings)))


def _clock(cells: Mapping[str, str], column: str, notice: Notice, heading: Callable[[str], str], findings: list[Finding]) -> int | None:
    words = cells.get(column, "")
    if not words:
        return None
    at = minutes("00:00" if words in {"24:00", "24:00:00"} else words)
    if at is None:
        findings.append(Finding(heading(column), notice, words[:60]))
    return at


def _length(written: str) -> int | None:
    """Minutes in "90", "90 minutes", "1:30", "01:30:00", "1.5 hours" or "1h30". 0 is not stated, None not understood."""
    words = written.strip().casefold()
    clock = re.fullmatch(r"(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?", words, re.ASCII)
    hours = re.fullmatch(r"(\d{1,2}(?:\.\d+)?)\s*h(?:ours?|rs?)?\.?\s*(?:(\d{1,2})\s*(?:m(?:in(?:ute)?s?)?\.?)?)?", words, re.ASCII)
    bare = re.fullmatch(r"(\d{1,3})(?:\.0)?\s*(?:m(?:in(?:ute)?s?)?\.?)?", words, re.ASCII)
    length = (
        int(clock[1]) * 60 + int(clock[2])
        if clock
        else int(bare[1])
        if bare
        else round(float(hours[1]) * 60) + int(hours[2] or 0)
        if hours
        else None
    )
    return length if length is not None and length < DAY else None
