"""Every command there is, with words that make it work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from fama_cli.cli.main import app

AREA = Path(__file__).parent.parent / "commissioning" / "samples"
"""The files of a made-up partnership."""

WORKING: dict[str, list[str]] = {
    "find": ["find", "cocaine"],
    "groups list": ["groups", "list"],
    "groups show": ["groups", "show", "aa"],
    "groups compare": ["groups", "compare", "aa", "smart"],
    "groups checked": ["groups", "checked", "aa", "--by", "KW"],
    "groups stale": ["groups", "stale"],
    "groups check-leaflet": ["groups", "check-leaflet", "LEAFLET"],
    "substances list": ["substances", "list"],
    "substances show": ["substances", "show", "ketamine"],
    "helplines": ["helplines"],
    "meetings import": ["meetings", "import", "FEED", "--as", "another", "--dry-run"],
    "meetings find": ["meetings", "find", "--near", "LS1", "--within", "5mi"],
    "meetings show": ["meetings", "show", "MEETING"],
    "meetings diff": ["meetings", "diff", "na-leeds"],
    "meetings sources": ["meetings", "sources"],
    "meetings stale": ["meetings", "stale", "--older-than", "1m"],
    "meetings limit": ["meetings", "limit", "3m"],
    "meetings remove": ["meetings", "remove", "na-leeds", "--yes"],
    "meetings export": ["meetings", "export", "--to", "geojson"],
    "meetings template": ["meetings", "template"],
    "places import": ["places", "import", "POSTCODES"],
    "places where": ["places", "where"],
    "resources list": ["resources", "list"],
    "resources search": ["resources", "search", "methadone"],
    "resources show": ["resources", "show", "timko-2007"],
    "resources cite": ["resources", "cite", "timko-2007"],
    "briefing list": ["briefing", "list"],
    "briefing show": ["briefing", "show", "3"],
    "walk": ["walk", "--practice", "--answers", "ANSWERS"],
    "due": ["due"],
    "plan": ["plan", "K-104", "--format", "txt"],
    "clients add": ["clients", "add", "K-105", "--worker", "KW"],
    "clients list": ["clients", "list"],
    "clients show": ["clients", "show", "K-104"],
    "clients consent": ["clients", "consent", "K-104", "yes"],
    "clients close": ["clients", "close", "K-104"],
    "clients reopen": ["clients", "reopen", "K-104"],
    "clients rename": ["clients", "rename", "K-104", "K-204"],
    "clients merge": ["clients", "merge", "K-103", "K-104", "--yes"],
    "clients export": ["clients", "export", "K-104", "--format", "txt"],
    "clients delete": ["clients", "delete", "K-104", "--yes"],
    "clients purge": ["clients", "purge", "--drafts", "--dry-run"],
    "clients log": ["clients", "log", "K-104"],
    "casebook init": ["casebook", "init"],
    "casebook status": ["casebook", "status"],
    "casebook check": ["casebook", "check"],
    "casebook backup": ["casebook", "backup", "BACKUP"],
    "casebook restore": ["casebook", "restore", "MADE"],
    "casebook rekey": ["casebook", "rekey"],
    "casebook notes": ["casebook", "notes", "on"],
    "casebook move": ["casebook", "move", "postgresql://nowhere.invalid/fama"],
    "casebook upgrade": ["casebook", "upgrade"],
    "casebook roles": ["casebook", "roles"],
    "stages": ["stages", "1"],
    "concerns": ["concerns", "religion"],
    "handout list": ["handout", "list"],
    "handout groups": ["handout", "groups", "-s", "cocaine", "--format", "txt"],
    "handout family": ["handout", "family", "--format", "txt"],
    "handout first-meeting": ["handout", "first-meeting", "--group", "aa", "--format", "txt"],
    "handout meetings": ["handout", "meetings", "--format", "txt"],
    "handout helplines": ["handout", "helplines", "--format", "txt"],
    "handout resources": ["handout", "resources", "--series", "3", "--format", "txt"],
    "handout staff": ["handout", "staff", "--format", "txt"],
    "record due": ["record", "due"],
    "record review": ["record", "review", "K-104", "--answers", "REVIEW"],
    "record export": ["record", "export", "--from", "2026-04-01", "--to", "2026-06-30"],
    "record audit": ["record", "audit", str(Path(__file__).parent.parent / "recording" / "reviews.csv")],
    "area assess": ["area", "assess"],
    "area steering": ["area", "steering"],
    "area spec": ["area", "spec"],
    "area contact": ["area", "contact"],
    "area letter": ["area", "letter", "aa", "--format", "txt"],
    "area gaps": ["area", "gaps", "--meetings", f"{AREA}/meetings.csv"],
    "area plan": ["area", "plan", "--answers", f"{AREA}/answers.yaml", "--from", f"{AREA}/plan.yaml"],
    "area report": ["area", "report", "--answers", f"{AREA}/answers.yaml", "--format", "txt"],
    "data check": ["data", "check"],
    "data where": ["data", "where"],
    "data schema": ["data", "schema"],
    "help": ["help", "trust"],
}
"""Command -> arguments. LEAFLET stands for a leaflet with nothing wrong in it, ANSWERS for a file of answers to stage 1.

K-103 and K-104 are clients, MADE is a backup of their casebook, and BACKUP is a file that is not there yet. FEED is the list of meetings
that was imported as `na-leeds` after another edition of it, MEETING is on it, and POSTCODES is a file of Code-Point Open.
"""

_FEED = """\
Fellowship,Name,When,Starts,Ends,How people attend,Who may come,Venue,Address,Town,Postcode,Latitude,Longitude,Step-free,Not on,\
Online address,Notes,Contact,Checked on,Checked by
na,Tuesday Recovery,every Tuesday,{starts},21:30,in person,open,Mill Hall,1 Mill Lane,Leeds,LS1 4DY,53.797,-1.551,yes,bank holidays,,\
Ring the bell,Sam 07700 900123,2026-09-02,KW
ca,Friday Night,last Friday of the month,19:00,20:30,in person,members only,The Chapel,2 Chapel Row,Leeds,LS2 8AA,53.803,-1.545,,,,,,,
na,Lunch Hour Online,weekdays,12:30,13:30,online,open,,,,,,,,,https://example.org/lunch?pwd=abc123,,,2026-05-01,KW
na,Tuesday Recovery,every Tuesday,{starts},21:30,in person,open,Mill Hall,1 Mill Lane,Leeds,LS1 4DY,53.797,-1.551,yes,,,,,,
na,By arrangement,,,,in person,open,Town Hall,3 High Street,Otley,LS21 3AA,,,,,,,,,
{last}"""
FEED_BEFORE = _FEED.format(starts="19:00", last="")
FEED = _FEED.format(starts="19:30", last="na,Sunday Steps,every Sunday,18:00,19:00,in person,,,4 Park Row,Leeds,LS1 5HD,,,,,,,,,\n")
"""Made up: 9 meetings, 1 of them a day each for 5 days. Row 5 is row 2 again, row 2 has a contact, and row 4 a passcode."""
POSTCODES = (
    '"LS1 4DY",10,429900,433500,"E92000001","","","","E08000035","E05011409"\n"LS1 5HD",10,430000,433400,"E92000001","","","","",""\n'
)
"""2 rows, laid out as in Code-Point Open."""

QUIET = {
    "clients add", "clients consent", "clients close", "clients reopen", "clients rename", "clients merge", "clients delete",
    "casebook init", "casebook check", "casebook backup", "casebook restore", "casebook rekey", "casebook notes", "casebook move",
    "casebook upgrade", "meetings limit", "meetings remove", "places import",
}  # fmt: skip
"""Those that do something and say so on standard error: they have nothing to print."""

WITH_OUTPUT = [name for name in WORKING if name not in QUIET]

SAME_TWICE = [name for name in WITH_OUTPUT if name not in {"clients log", "clients export", "record review"}]
"""Looking at the log is in the log, and so is an export, which holds it."""

AREA_PAPERS = {"area spec", "area letter", "area report"}
"""Documents, as handouts are. `spec` and `report` have a --json of their own, which tests/commissioning looks at."""

WITH_JSON = [
    name
    for name in WITH_OUTPUT
    if name
    not in {
        "data schema",
        "help",
        "resources cite",
        "plan",
        "clients export",
        "casebook roles",
        "meetings export",
        "meetings template",
        "record export",
        *AREA_PAPERS,
    }
    and (not name.startswith("handout") or name == "handout list")
]

WITH_FORMAT = [name for name in WITH_JSON if name != "meetings import"]
"""Those whose --format says how to print. That of an import says what the list is written in."""


def every_command() -> Iterator[tuple[str, Any]]:
    """("groups show", the command), in the order of the registry."""
    root: Any = typer.main.get_command(app)
    context = typer.Context(root, info_name="fama")
    for name in root.list_commands(context):
        command = root.get_command(context, name)
        inner = command.list_commands(context) if hasattr(command, "list_commands") else []
        if not inner:
            yield name, command
        for second in inner:
            yield f"{name} {second}", command.get_command(context, second)
