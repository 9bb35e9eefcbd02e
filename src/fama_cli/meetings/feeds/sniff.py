"""Telling which format a list is in, by how it begins."""

from __future__ import annotations

import codecs
import csv
import re
from pathlib import Path

from fama_cli.files import unreadable
from fama_cli.meetings.feeds.json_items import encoding_of
from fama_cli.meetings.feeds.problems import NotReadable
from fama_cli.meetings.feeds.rows import delimiter_of
from fama_cli.meetings.feeds.sheet_columns import column_of
from fama_cli.meetings.feeds.table import field_of

LOOKED_AT = 64 * 1024
"""Bytes from the start of the file."""

_SAVE_AS_CSV = "Open it in a spreadsheet, choose Save as, and CSV UTF-8. Then name that file"
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", "A PDF cannot be read as a list. Ask the people who made it for the list as CSV or JSON"),
    (b"\xd0\xcf\x11\xe0", "a spreadsheet or document of an old kind", _SAVE_AS_CSV),
    (b"\x1f\x8b", "a compressed file", "Unpack it, and name the file inside"),
    (b"\x89PNG", "a picture", "A picture cannot be read. Ask the people who made it for the list as CSV or JSON"),
    (b"\xff\xd8\xff", "a picture", "A picture cannot be read. Ask the people who made it for the list as CSV or JSON"),
    (b"GIF8", "a picture", "A picture cannot be read. Ask the people who made it for the list as CSV or JSON"),
    (b"SQLite format 3", "a database", "Ask the people who made it for the list as CSV or JSON"),
    (b"BEGIN:VCALENDAR", "a calendar", "Calendars can be written and not read. Ask for the list as CSV or JSON"),
    (b"{\\rtf", "a document", _SAVE_AS_CSV),
)
_TABLE_OF_GUIDE = frozenset({
    "slug", "types", "conference_url", "conference_url_notes", "conference_phone", "sub_region", "regions", "location_notes",
    "group_notes", "formatted_address", "district", "timezone", "entity", "state",
})  # fmt: skip
_ONLY_SHEET = frozenset({
    "fellowship", "when", "attendance", "welcome", "closed_on", "checked_on", "checked_by", "step-free", "hearing-loop", "bsl",
    "proof-of-attendance",
})  # fmt: skip
_OF_BMLT = re.compile(r'"(?:id_bigint|weekday_tinyint|service_body_bigint|meeting_name|key_string|root_server_uri)"\s*:')
_OF_ORUK = re.compile(
    r'"(?:total_items|total_pages|service_at_locations|service_areas|organization_id|organization|schedules|assured_date|contents|eligibility)"\s*:'
)


def format_of(path: Path) -> str:
    """One of "meeting-guide", "meeting-guide-table", "bmlt", "oruk" and "csv". Raises NotReadable for what is none, and FileProblem."""
    try:
        with path.open("rb") as file:
            start = file.read(LOOKED_AT)
    except OSError as problem:
        raise unreadable(path, problem) from problem
    _refuse_other_files(path, start)
    encoding = encoding_of(start[:4])
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(start).removeprefix("\ufeff").lstrip()
    if not text.strip("\0"):
        raise NotReadable(f"`{path}` is empty", hint="Get the file again, or check it is the one you meant")
    if text[:1] == "<":
        what = "a web page" if re.match(r"<(?:!doctype html|html|head|body)", text, re.IGNORECASE) else "XML"
        raise NotReadable(
            f"`{path}` is {what}, and not a list of meetings",
            hint="Open the address in a browser and look for the list as CSV or JSON. BMLT servers give JSON at client_interface/json",
        )
    if text[:1] in "[{":
        return _json(path, text)
    return _table(path, text)


def _refuse_other_files(path: Path, start: bytes) -> None:
    if start.startswith(b"PK\x03\x04"):
        if b"xl/" in start or b"spreadsheet" in start or b"[Content_Types].xml" in start:
            raise NotReadable(f"`{path}` is a spreadsheet", hint=_SAVE_AS_CSV)
        raise NotReadable(f"`{path}` is a zip file", hint="Unpack it, and name the file inside")
    for mark, what, hint in _OTHERS:
        if start.startswith(mark):
            raise NotReadable(f"`{path}` is {what}", hint=hint)


def _json(path: Path, text: str) -> str:
    if _OF_BMLT.search(text):
        return "bmlt"
    if text[0] == "[":
        # A bare list of services is not how Open Referral UK is given out, and a Meeting Guide has none of these.
        return "oruk" if re.match(r'\[\s*\{\s*"(?:id|name)"', text) and len(set(_OF_ORUK.findall(text))) > 1 else "meeting-guide"
    if _OF_ORUK.search(text):
        return "oruk"
    if re.match(r"\{\s*\}", text) or re.search(r'"(?:meetings|formats)"\s*:', text):
        return "bmlt"
    raise NotReadable(
        f"`{path}` is JSON of a kind that is not known here",
        hint="Lists of meetings in JSON are Meeting Guide, BMLT or Open Referral UK. Check the address, or name the kind with --format",
    )


def _table(path: Path, text: str) -> str:
    best, found = 0, ""
    for line in text.splitlines()[:10]:
        cells = next(csv.reader([line[:10_000]], delimiter=delimiter_of(line)), [])
        guide = {field_of(cell) for cell in cells}
        sheet = {column_of(cell) for cell in cells} - {""}
        shared = {"name", "day", "time", "address"} & guide
        of_guide = len(guide & _TABLE_OF_GUIDE) + len(shared)
        of_sheet = len(sheet & _ONLY_SHEET) * 2 + len(sheet)
        score = max(of_guide, of_sheet)
        if len(cells) > 1 and score > max(best, 1):
            likes_guide = len(guide & _TABLE_OF_GUIDE) > len(sheet & _ONLY_SHEET) and bool({"types", "slug", "conference_url"} & guide)
            best, found = score, "meeting-guide-table" if likes_guide else "csv"
    if not found:
        raise NotReadable(
            f"`{path}` is not a list of meetings in a form that is known here",
            hint="It can be CSV, Meeting Guide, BMLT or Open Referral UK. `fama meetings template` prints a CSV to start from",
        )
    return found
