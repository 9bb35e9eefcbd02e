"""Meeting Guide lists: a JSON array of meetings (https://github.com/code4recovery/spec).

Lists are read as they are found, not as the specification has them: a day may be a number, text, a word or an array,
`approximate` a word or a boolean, a type a number. What a list does not say is not guessed, but for the attendance:

- a type, or `attendance_option`, that says it;
- a link or a number to dial, and no certain place: online. With a certain place: hybrid;
- a certain place alone: in person;
- a venue that is shut for now (TC), and a link, a number or the type ONL: online. Without these it does not take place.

So do the two programs that most sites use: `loadMeetingData` of code4recovery/tsml-ui (src/helpers/load-meeting-data.ts) and
`tsml_calculate_attendance_option` of code4recovery/12-step-meeting-list (includes/functions.php).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from fama_cli.meetings.feeds.fields import Fields
from fama_cli.meetings.feeds.json_items import items
from fama_cli.meetings.reading import Asked, Finding, Notice, Row, Severity

NOT_A_MEETING = Notice(
    "not-a-meeting", Severity.SKIPPED, "This item of the list is not a meeting", "Each item must be an object, in { }, with a name"
)


def read(path: Path, asked: Asked) -> Iterator[Row]:
    """The meetings of a JSON list. Raises NotReadable, FellowshipNotStated or FileProblem."""
    fields = Fields(asked)
    for number, item in items(path):
        if isinstance(item, Mapping):
            yield fields.row(number, item)
        else:
            yield Row(number, (), (Finding("item", NOT_A_MEETING, repr(item)[:60]),))
