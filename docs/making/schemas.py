"""schemas/: the JSON Schema of every --json document, checked against what the program really prints."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema

from docs.making.running import OUR_DATA, ROOT, TODAY, run
from fama_cli.catalogue.checking import Checked
from fama_cli.catalogue.schema import document_schema
from fama_cli.cli.views.casebook import Status
from fama_cli.cli.views.clients import Clients, Log, Purge, ShownClient
from fama_cli.cli.views.data import Where
from fama_cli.cli.views.due import DueClients
from fama_cli.cli.views.find import Answer
from fama_cli.cli.views.groups import Fully, Listings
from fama_cli.cli.views.handouts import Handouts
from fama_cli.cli.views.helplines import Helplines
from fama_cli.cli.views.keeping import Checks, LeafletFindings, StaleContacts
from fama_cli.cli.views.library import Briefings, Resources
from fama_cli.cli.views.meeting_lists import Changes, ImportedLists, ImportReport
from fama_cli.cli.views.meetings import MeetingAnswer, OneMeeting, StaleMeetings
from fama_cli.cli.views.places import KnownPlaces
from fama_cli.cli.views.practice import Concerns, Stages
from fama_cli.cli.views.recording import Audited, References
from fama_cli.cli.views.reviews import DueReviews, Reviewed
from fama_cli.cli.views.substances import Substances
from fama_cli.cli.views.walk import Walked
from fama_cli.commissioning.assess import AreaAssessment
from fama_cli.commissioning.contact import AreaContacts
from fama_cli.commissioning.gaps import Gaps
from fama_cli.commissioning.plan import AreaPlan
from fama_cli.commissioning.report import AreaReport
from fama_cli.commissioning.spec import Specification
from fama_cli.commissioning.steering import SteeringGroup
from fama_cli.records.export import Export

DOCUMENTS: Mapping[str, type] = {
    "fama.find/1": Answer,
    "fama.groups/1": Listings,
    "fama.group/1": Fully,
    "fama.checks/1": Checks,
    "fama.stale/1": StaleContacts,
    "fama.leaflet/1": LeafletFindings,
    "fama.substances/1": Substances,
    "fama.helplines/1": Helplines,
    "fama.meetings/1": MeetingAnswer,
    "fama.meeting/1": OneMeeting,
    "fama.meetingsimport/1": ImportReport,
    "fama.meetingsdiff/1": Changes,
    "fama.meetingssources/1": ImportedLists,
    "fama.meetingsstale/1": StaleMeetings,
    "fama.places/1": KnownPlaces,
    "fama.resources/1": Resources,
    "fama.briefings/1": Briefings,
    "fama.walk/1": Walked,
    "fama.due/1": DueClients,
    "fama.clients/1": Clients,
    "fama.client/1": ShownClient,
    "fama.export/1": Export,
    "fama.purge/1": Purge,
    "fama.log/1": Log,
    "fama.casebook/1": Status,
    "fama.stages/1": Stages,
    "fama.concerns/1": Concerns,
    "fama.handouts/1": Handouts,
    "fama.areaassessment/1": AreaAssessment,
    "fama.areasteering/1": SteeringGroup,
    "fama.areaspec/1": Specification,
    "fama.areacontacts/1": AreaContacts,
    "fama.areagaps/1": Gaps,
    "fama.areaplan/1": AreaPlan,
    "fama.areareport/1": AreaReport,
    "fama.audit/1": Audited,
    "fama.review/1": Reviewed,
    "fama.reviewsdue/1": DueReviews,
    "fama.references/1": References,
    "fama.datacheck/1": Checked,
    "fama.where/1": Where,
}
"""Name of a document -> the dataclass that is printed, with the name before its fields."""

ERROR = "fama.error/1"
_ERROR_FIELDS = {
    "code": "A word for the kind of problem, such as `not-found`. It does not change between versions.",
    "message": "What happened, in a sentence.",
    "hint": "What to try next. Empty when there is nothing to add.",
}
_DETAILS = "Each thing that is wrong, where there is more than one. Empty when the message says it all."
ERROR_SCHEMA: Mapping[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": ERROR,
    "description": "What is printed with --json when a command cannot do what was asked.",
    "type": "object",
    "properties": {
        "schema": {"const": ERROR},
        "error": {
            "type": "object",
            "properties": {
                **{name: {"type": "string", "description": about} for name, about in _ERROR_FIELDS.items()},
                "details": {"type": "array", "items": {"type": "string"}, "description": _DETAILS},
            },
            "required": [*_ERROR_FIELDS, "details"],
        },
    },
    "required": ["schema", "error"],
}

LEAFLET = "Ring 0300 111 2285, or 0800 612 0225, or 01632 960 001. See www.cauk.org.uk\n"

ANSWERS = "been-before: never\nlike-to-try: yes-please\nwhich-group: aa\nfamily: yes\n"
REVIEWS = (
    "CLIENT,EPISODID,SUBMODDT,RECPEER,RECMAID,RECFMSP,RECPRNT,RECHSE,RECEMP,RECEDUT,RECWPRJ,RECCHKP,RECRLPP,RECCMPT,RECGNH,RECOTH\n"
    + "".join(f"K-{number},1,20260105,N,N,N,N,N,N,N,N,N,N,N,N,{'Y' if number < 7 else 'NA'}\n" for number in range(12))
)
OF_ONE_CLIENT = f"contact:\n  how: phone\n  on: {TODAY}\n  worker: KW\n{ANSWERS}"
WRONG_ANSWERS = "been-before: often\nlike-to-try: perhaps\n"

REAL = (
    "find",
    "find -s cocaine",
    "find -s crack -s alcohol --nation wales",
    "find --for teenager -s alcohol --online",
    "find --behaviour chemsex",
    "find -s cocaine --approach smart --nation northern-ireland",
    "groups list",
    "groups show aa",
    "groups show smart",
    "groups compare ca na",
    "groups stale",
    "groups stale --older-than 99y",
    "groups check-leaflet leaflet.txt",
    "substances list",
    "substances show ketamine",
    "helplines",
    "helplines --nation scotland",
    "meetings sources",
    "meetings find --online",
    "meetings import before.csv --as na-leeds",
    "meetings import na-leeds.csv --dry-run",
    "meetings import na-leeds.csv",
    "meetings import nothing.csv",
    "meetings find",
    "meetings find --near LS1 --within 5mi --day tue --after 18:00 --open --step-free",
    "meetings find --online --women",
    "meetings find --near nowhere-at-all",
    "meetings diff",
    "meetings diff na-leeds",
    "meetings sources",
    "meetings stale",
    "meetings stale --older-than 99y",
    "meetings show MEETING",
    "find -s cocaine --near LS1",
    "places where",
    "resources list",
    "resources search methodone",
    "briefing list",
    "briefing show 3",
    "walk --practice --answers answers.yaml",
    "walk K-104 --answers contact.yaml",
    "walk K-104 --answers wrong-answers.yaml",
    "due",
    "due --within 2w --worker KW",
    "clients list",
    "clients list --closed",
    "clients show K-104",
    "clients show K-105",
    "clients show K-999",
    "clients export K-104",
    "clients log",
    "clients log K-104",
    "clients purge --older-than 8y --dry-run",
    "clients purge --drafts --dry-run",
    "casebook status",
    "stages",
    "stages 2",
    "concerns",
    "concerns methadone",
    "handout list",
    "area assess",
    "area assess --answers area/answers.yaml",
    "area steering",
    "area steering --members area/members.yaml",
    "area spec",
    "area contact",
    "area gaps --meetings area/meetings.csv --area LS --language Urdu",
    "area plan --answers area/answers.yaml --meetings area/meetings.csv --from area/plan.yaml",
    "area report --plan area/plan.yaml",
    "area report --answers area/answers.yaml --members area/members.yaml --meetings area/meetings.csv --audit area/audit.json",
    "groups checked aa --by KW",
    'groups checked ca --by KW --gone "0800 612 0225"',
    "record review K-104 --answers review.yaml",
    "record due --within 52w",
    "record audit reviews.csv",
    "record audit reviews.csv --references",
    "data check",
    "data check wrong.yaml",
    "data where",
    "data where aa",
    "find -s nothing-of-the-kind",
    "groups show",
    "find --format yaml",
)
"""Commands whose --json is checked against the schemas."""

CASEBOOK = (
    "casebook init",
    "clients add K-104 --worker KW --consent yes",
    "clients add K-105 --worker KW",
    "clients close K-105",
    "casebook backup copy.fama",
)
"""Commands that make a casebook for those in REAL to read."""


HEADINGS = (
    "Fellowship,Name,When,Starts,Ends,How people attend,Who may come,Venue,Address,Town,Postcode,Latitude,Longitude,Step-free,Not on,"
    "Online address,Contact,Checked on,Checked by\n"
)
MEETINGS_BEFORE = f"""{HEADINGS}\
na,Tuesday Recovery,every Tuesday,19:30,21:00,in person,open,Mill Hall,1 Mill Lane,Leeds,LS1 4DY,53.797,-1.551,yes,Easter,,Sam,2026-11-02,KW
ca,Friday Night,last Friday of the month,19:00,20:30,in person,members only,The Chapel,2 Chapel Row,Leeds,LS2 8AA,53.803,-1.545,,,,,,
na,Lunch Hour,weekdays,12:30,13:30,online,open,,,,,,,,,https://example.org/lunch?pwd=abc123,,2026-05-01,KW
"""
MEETINGS = f"""{MEETINGS_BEFORE.replace("The Chapel", "The New Chapel")}\
na,By arrangement,,,,in person,open,Town Hall,3 High Street,Otley,LS21 3AA,,,,,,,,
"""
"""Made up, like every list in an example."""


def file_name(document: str) -> str:
    return f"{document.replace('/', '-')}.schema.json"


def schemas() -> dict[str, str]:
    """File name -> contents. Runs inside `scratch`, and raises when the program prints anything else."""
    built: dict[str, Mapping[str, Any]] = {name: document_schema(name, kind) for name, kind in DOCUMENTS.items()}
    built[ERROR] = ERROR_SCHEMA
    _complete(built)
    _true(built)
    files = {file_name(name): json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in built.items()}
    return {**files, "data-file.schema.json": run(["data", "schema"]).out}


def _complete(built: Mapping[str, Any]) -> None:
    """Every document that a view makes has a schema."""
    views = sorted((ROOT / "src/fama_cli/cli").rglob("*.py"))
    named = {name for path in views for name in re.findall(r'"(fama\.[a-z-]+/\d+)"', path.read_text(encoding="utf-8"))}
    # output.py names one in a docstring as an example; it is a real one.
    if named != set(built):
        raise SystemExit(f"docs/making/schemas.py: the documents of the views are not those in DOCUMENTS: {sorted(named ^ set(built))}")


def _true(built: Mapping[str, Mapping[str, Any]]) -> None:
    """Every schema describes what the program really prints."""
    import shlex

    shutil.copytree(ROOT / "tests" / "commissioning" / "samples", "area")
    Path("leaflet.txt").write_text(LEAFLET, encoding="utf-8")
    Path("reviews.csv").write_text(REVIEWS, encoding="utf-8")
    Path("review.yaml").write_text("intervention:\n  started: 2026-11-01\n  place: after\nRECMAID: yes\n", encoding="utf-8")
    Path("answers.yaml").write_text(ANSWERS, encoding="utf-8")
    Path("contact.yaml").write_text(OF_ONE_CLIENT, encoding="utf-8")
    Path("wrong-answers.yaml").write_text(WRONG_ANSWERS, encoding="utf-8")
    for command in CASEBOOK:
        if run(shlex.split(command)).code:
            raise SystemExit(f"`fama {command}` did not work")
    for name, list_of_meetings in (("before", MEETINGS_BEFORE), ("na-leeds", MEETINGS), ("nothing", HEADINGS)):
        Path(f"{name}.csv").write_text(list_of_meetings, encoding="utf-8")
    Path("wrong.yaml").write_text("groups:\n- id: Wrong\n  kind: club\n", encoding="utf-8")
    met = set()
    for command in REAL:
        if "MEETING" in command:
            command = command.replace("MEETING", json.loads(run(["meetings", "find", "--json"]).out)["meetings"][0]["key"])
        ran = run([*shlex.split(command), "--json"])
        document = json.loads(ran.out)
        schema = built[document["schema"]]
        jsonschema.Draft202012Validator.check_schema(schema)
        problems = [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(document)]
        extra = set(document) - set(schema["properties"])
        if problems or extra:
            raise SystemExit(f"`fama {command} --json` is not what {document['schema']} says: {problems or sorted(extra)}")
        met.add(document["schema"])
    if unmet := set(built) - met:
        raise SystemExit(f"docs/making/schemas.py: no command in REAL prints {sorted(unmet)}")
    for name in ("checks.yaml", "meetings.sqlite3"):
        (Path(OUR_DATA) / name).unlink()
