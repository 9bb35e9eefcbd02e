"""Mutual aid for staff, on one page, with its sources on the back."""

from __future__ import annotations

from collections.abc import Sequence

from fama_cli.directory.facts import Nation
from fama_cli.directory.lines import Line
from fama_cli.directory.model import Directory
from fama_cli.handouts.citing import Citations
from fama_cli.handouts.common import alcohol, crisis, lead, passages, warnings, wording_of, writing_lines
from fama_cli.handouts.model import Handout
from fama_cli.handouts.wording import Wordings


def staff_handout(
    directory: Directory, wordings: Wordings, lines: Sequence[Line], nation: Nation | None, made_on: str, *, notes: bool
) -> Handout:
    """Kinds of group, what the evidence says, and what to do. The words are all in `data/`."""
    wording = wording_of(wordings, "staff")
    citations = Citations(wordings.sources, directory.sources)
    blocks = (
        lead(wording),
        *passages(wording, citations),
        *warnings(directory, alcohol(directory, nation), citations),
        *writing_lines(notes),
        crisis(lines, citations, title="If a client needs help now"),
        *citations.end_matter(made_on, new_page=True),
    )
    return Handout(id=wording.id, title=wording.title, reader=wording.reader, made_on=made_on, blocks=blocks, columns=2, points=10)
