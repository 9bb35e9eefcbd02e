"""The YAML files to fill in, with the guide's words beside each line."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Sequence

from fama_cli.commissioning.assess import BASED_ON
from fama_cli.commissioning.files import Answer
from fama_cli.commissioning.model import Commissioning, Question, Seat, every_question

WIDTH = 100
"""Columns of a comment."""


def answers_to_fill_in(commissioning: Commissioning) -> str:
    """A file of answers with every question and no answer."""
    lines = [
        *comment(f"Mutual aid in our area: what there is, and what is missing. {BASED_ON}"),
        "#",
        *comment("answer: yes, partly, no or not known. Leave it empty until somebody has answered."),
        *comment("evidence: what shows that it is so. owner: the role that sees to it. Name no people in this file."),
        *comment('Write evidence, owner and notes between the quotation marks: evidence: "Minutes: item 4".'),
        *comment("When some of it is filled in: fama area assess --answers FILE"),
        "",
        *_about(),
        "",
        "answers:",
    ]
    for topic in commissioning.checklist:
        lines += ["", *comment(topic.title.upper())]
        for question in topic.questions:
            lines += ["", *_question(question)]
    return "\n".join(lines) + "\n"


def answers_still_to_fill_in(commissioning: Commissioning, answers: Sequence[Answer]) -> list[list[str]]:
    """The lines of each question that `answers` does not have: the checklist may have grown since."""
    there = {answer.id for answer in answers}
    return [_question(question) for question in every_question(commissioning) if question.id not in there]


def members_to_fill_in(seats: Sequence[Seat]) -> str:
    """A file of members with an entry for each line of the guide's recommended membership."""
    lines = [
        *comment("The mutual-aid steering group: the membership that the guide recommends, and who is there."),
        *comment(
            "List every organisation that should be heard, and leave role empty where nobody sits for it yet. Roles, such as recovery "
            "lead, and never the names of people."
        ),
        *comment("Then: fama area steering --members FILE"),
        "",
        *_about(),
        "",
        "members:",
    ]
    for seat in seats:
        lines += ["", *comment(f'{seat.hint}. The guide: "{seat.guide}"')]
        lines += [f"- seat: {seat.id}", "  organisation:", "  role:"]
    return "\n".join(lines) + "\n"


def comment(words: str) -> list[str]:
    """`words` as lines of comment."""
    return textwrap.wrap(words, WIDTH, initial_indent="# ", subsequent_indent="# ", break_long_words=False)


def quoted(words: str) -> str:
    """`words` as YAML reads them back. JSON's quotation marks are YAML's too, whatever stands between them."""
    return _NOT_IN_YAML.sub(_escaped, json.dumps(words.translate(_BREAKS), ensure_ascii=False))


_BREAKS = {0x85: " ", 0x2028: " ", 0x2029: " "}
"""Line breaks to YAML, and letters like any other to JSON."""

_NOT_IN_YAML = re.compile("[\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""What JSON leaves as it is and YAML 1.2 (5.1, character set) does not take: controls, halves of a character, and marks of order."""


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    # Half of a character is not one, and cannot be saved as UTF-8.
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"\\u{code:04x}"


def _about() -> list[str]:
    return ["assessments:", "- area: Our area", "  # The day it was agreed, such as 2026-11-21.", "  on:"]


def _question(question: Question) -> list[str]:
    said = f'The guide, "{question.under}": {question.guide}'
    # Quotation marks are there to type between, since words with ": " in them need them.
    fields = ["  answer:", *(f'  {field}: ""' for field in ("evidence", "owner", "notes"))]
    return [*comment(question.asks), *comment(said), f"- id: {question.id}", *fields]
