"""Meeting Guide lists as tables: a row a meeting, under headings that are the names of the fields in plain words.

The specification calls for "Conference URL" where the JSON has `conference_url`, and ID for `slug`
(https://github.com/code4recovery/spec, "Table Format"). The spreadsheets that sites keep also have types in words, times such
as "6:00 PM" and, where there is no column for the town, the whole address under Address.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from fama_cli.meetings.feeds.fields import Fields
from fama_cli.meetings.feeds.guide_fields import KNOWN
from fama_cli.meetings.feeds.rows import rows_of
from fama_cli.meetings.reading import Asked, Row

_OTHER_NAMES = {
    "id": "slug", "meeting": "name", "meeting_name": "name", "title": "name", "start_time": "time", "start": "time", "end": "end_time",
    "type": "types", "postcode": "postal_code", "post_code": "postal_code", "zip": "postal_code", "zip_code": "postal_code",
    "town": "city", "county": "state", "venue": "location", "location_name": "location", "lat": "latitude", "lng": "longitude",
    "lon": "longitude", "long": "longitude", "time_zone": "timezone", "group_name": "group", "full_address": "formatted_address",
    "sub_regions": "sub_region", "weekday": "day", "meeting_url": "conference_url", "zoom_url": "conference_url",
}  # fmt: skip
"""Besides the names of the fields. `id` is the JSON's for what software counts, and the table's for the slug."""


@lru_cache(maxsize=1024)
def field_of(heading: str) -> str:
    """The field that a heading stands for: `conference_url` for "Conference URL". Whatever it is, where it is none."""
    words = "_".join("".join(letter if letter.isalnum() else " " for letter in heading.casefold()).split())
    return _OTHER_NAMES.get(words, words)


def read(path: Path, asked: Asked) -> Iterator[Row]:
    """The meetings of a table. Rows are numbered as in a spreadsheet. Raises NotReadable, FellowshipNotStated or FileProblem."""
    fields = Fields(asked)
    for table in rows_of(path, lambda heading: field_of(heading) in KNOWN, "Name, Day, Time, Address and Types"):
        names: dict[str, str] = {}
        for heading in table.headings:
            # A list that has both ID and Slug goes by the slug.
            field = field_of(heading)
            names[heading] = field if field not in names.values() else field_of(f"x {heading}")
            if field == "slug" and heading.casefold() != "slug" and "slug" in map(str.casefold, table.headings):
                names[heading] = "id"
        if "address" in names.values() and not {"city", "formatted_address"} & set(names.values()):
            names = {heading: "formatted_address" if field == "address" else field for heading, field in names.items()}
        headings = {field: heading for heading, field in names.items()}
        findings = table.findings
        for line in table.lines:
            if not line.right:
                yield Row(line.number, (), (*findings, *line.findings))
            else:
                row = fields.row(line.number, {names[heading]: cell for heading, cell in line.cells.items()})
                said = [each._replace(field=headings.get(each.field, each.field)) for each in row.findings]
                yield row._replace(findings=(*findings, *line.findings, *said)) if findings or line.findings or said else row
            findings = ()
