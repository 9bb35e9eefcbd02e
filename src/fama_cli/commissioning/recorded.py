"""The audit of recording as a report shows it: read from the JSON that `fama record audit --json` prints."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fama_cli.record import record

SCHEMA = "fama.audit/1"
HIDDEN = "*"


@record
class RecordedLine:
    """One number of the audit. Nothing in it names a client."""

    part: str
    id: str
    """Of the check, the field or the indicator; empty where it is not stated."""
    title: str
    phase: str
    measure: str
    number: str
    """A star where it is hidden because it is small; empty where nothing was counted."""
    percent: str
    result: str


def name_of(line: RecordedLine) -> str:
    """What it is a number of, and of whom."""
    return f"{line.title}{f' ({line.phase})' if line.phase else ''}"


def field_of(line: RecordedLine) -> str:
    """The words of a field, then its code."""
    return f"{line.title} ({line.id})" if line.id else line.title


@record
class Recorded:
    """What an audit counted."""

    made_on: str
    caution: str
    lines: tuple[RecordedLine, ...]


def recorded_in(document: Mapping[str, Any]) -> Recorded:
    """The audit that `document` is. Raises ValueError, with the sentence that says why it is none."""
    schema = document.get("schema")
    if schema != SCHEMA:
        raise ValueError(
            f"its `schema` is `{schema}`, and an audit's is `{SCHEMA}`" if schema else f"it has no `schema`, and an audit's is `{SCHEMA}`"
        )
    lines = document.get("lines")
    if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
        raise ValueError("its `lines` are not a list of an audit's lines")
    made_on = _text(document, "made_on", "the audit")
    try:
        date.fromisoformat(made_on)
    except ValueError:
        raise ValueError(f"its `made_on` is `{made_on}`, which is not a day such as 2026-11-21") from None
    return Recorded(
        made_on=made_on,
        caution=_text(document, "caution", "the audit"),
        lines=tuple(_line(line, f"line {number}") for number, line in enumerate(lines, start=1)),
    )


def _line(line: Mapping[str, Any], where: str) -> RecordedLine:
    number, percent = _number(line, "number", where), _number(line, "percent", where)
    if line.get("hidden"):
        number, percent = ("", HIDDEN) if line.get("measure") == "answered" else (HIDDEN, percent)
    return RecordedLine(
        part=_text(line, "part", where),
        id=_text(line, "id", where) if line.get("id") is not None else "",
        title=_text(line, "title", where),
        phase=_text(line, "phase", where),
        measure=_text(line, "measure", where),
        number=number,
        percent=f"{percent}%" if percent not in {"", HIDDEN} else percent,
        result=_text(line, "result", where),
    )


def _text(held: Mapping[str, Any], name: str, where: str) -> str:
    value = held.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{where} has no `{name}` in words")
    return value


def _number(held: Mapping[str, Any], name: str, where: str) -> str:
    value = held.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{where} has a `{name}` that is not a number")
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"
