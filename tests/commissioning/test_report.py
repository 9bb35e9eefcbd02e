"""One report of an area: each part that was given, and each that was not is named."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import docx
import pytest

from fama_cli.commissioning.recorded import recorded_in
from fama_cli.text import listed
from tests.conftest import Fama
from tests.handouts import pdfs

SAMPLES = Path(__file__).parent / "samples"
PARTS = {
    "answers": ["--answers", "answers.yaml"],
    "members": ["--members", "members.yaml"],
    "meetings": ["--meetings", "meetings.csv"],
    "audit": ["--audit", "audit.json"],
    "plan": ["--plan", "plan.yaml"],
}
HEADINGS = {
    "answers": "The checklist",
    "members": "The steering group",
    "meetings": "Gaps among meetings",
    "audit": "Recording",
    "plan": "Action plan",
}
NOT_THERE = {
    "answers": "the checklist",
    "members": "the steering group",
    "meetings": "gaps among meetings",
    "audit": "recording",
    "plan": "the action plan",
}
EVERYTHING = [word for words in PARTS.values() for word in words]


@pytest.fixture
def kept(here: Path) -> Path:
    for each in SAMPLES.iterdir():
        shutil.copy(each, here / each.name)
    return here


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_there_when_its_file_is_named_and_the_others_are_said_not_to_be(fama: Fama, kept: Path, part: str) -> None:
    ran = fama("area", "report", *PARTS[part], "--format", "md")

    headings = {line.removeprefix("## ") for line in ran.out.splitlines() if line.startswith("## ")}
    assert ran.code == 0, ran.err
    assert headings & set(HEADINGS.values()) == {HEADINGS[part]}
    assert f"Not in this report: {listed([words for name, words in NOT_THERE.items() if name != part])}." in ran.out


def test_with_every_part_nothing_is_said_to_be_missing(fama: Fama, kept: Path) -> None:
    out = fama("area", "report", *EVERYTHING, "--format", "md").out

    assert [heading for heading in HEADINGS.values() if f"## {heading}\n" not in out] == []
    assert "Not in this report" not in out
    assert out.startswith("# Mutual aid in Northgate\n")


@pytest.mark.parametrize(
    "says",
    [
        "It is not Public Health England's self-assessment tool, whose questions are not available.",
        'Alcoholics Anonymous: Health liaison officer. SMART Recovery: nobody yet.',
        '"Are the findings, and the plan, in the needs assessment and the health and wellbeing strategy?" is answered yes, and "Is there a local action plan for mutual aid?", which it rests on, is answered no.',
        "Every meeting listed on a Tuesday is online only.",
        "SMART is listed online only.",
        "From an audit made on 20 November 2026. Made up, check the current definitions.",
        "Each field: clients in treatment * Facilitated access to mutual aid (maid). Yes: *; Answered: 76.5%, under 80%",
        "What each check found * Reviews overdue. Clients: 31; Result: Found",
        "Agree a local vision of recovery. State: Late; Lead: Public health lead; By when: 30 September 2026",
        "Audit the data. State: Dropped on 1 February 2026; Lead: Nobody yet; By when: No day set",
        '"Ask Al-Anon what would help a meeting to start"',
    ],
)  # fmt: skip
def test_what_it_says(fama: Fama, kept: Path, says: str) -> None:
    if says.startswith('"Ask'):
        (kept / "plan.yaml").write_text(
            (kept / "plan.yaml").read_text(encoding="utf-8").replace("  ended: 2026-03-20\n", ""), encoding="utf-8"
        )

    out = " ".join(fama("area", "report", *EVERYTHING, "--format", "txt").out.split())

    assert says in out


@pytest.mark.parametrize("format", ["html", "pdf", "docx", "md", "txt"])
def test_it_is_made_in_every_format_and_twice_the_same(fama: Fama, kept: Path, format: str) -> None:
    for name in ("one", "two"):
        ran = fama("area", "report", *EVERYTHING, "--output", f"{name}.{format}")
        assert ran.code == 0, ran.err

    assert Path(f"one.{format}").read_bytes() == Path(f"two.{format}").read_bytes()


def test_a_page_has_a_picture_before_the_table_of_each_week_that_has_a_meeting(fama: Fama, kept: Path) -> None:
    page = fama("area", "report", *PARTS["meetings"], "--format", "html").out

    assert page.count("<svg") == 4
    for after in page.split("</svg>")[1:]:
        assert re.match(r'</div><div class="wide[^>]*><table><caption>[^<]*: how many start on each day, and when<', after)


@pytest.mark.parametrize(("part", "pictures"), [("answers", 1), ("members", 0), ("meetings", 4), ("audit", 1), ("plan", 0)])
@pytest.mark.parametrize("format", ["html", "pdf", "docx"])
def test_each_part_has_its_pictures_in_every_format_that_has_pictures(
    fama: Fama, kept: Path, part: str, pictures: int, format: str
) -> None:
    ran = fama("area", "report", *PARTS[part], "--output", f"report.{format}")

    assert ran.code == 0, ran.err
    assert len(_described(Path(f"report.{format}"))) == pictures


def _described(path: Path) -> list[str]:
    """What is said in place of each picture."""
    if path.suffix == ".html":
        return re.findall(r"<desc[^>]*>(.*?)</desc>", path.read_text(encoding="utf-8"))
    if path.suffix == ".pdf":
        return [tag.describes or "" for tag in pdfs.tree(path.read_bytes()).all("Figure")]
    return [shape._inline.docPr.get("descr") for shape in docx.Document(str(path)).inline_shapes]


def test_the_page_beside_a_pdf_has_the_pictures_too(fama: Fama, kept: Path) -> None:
    fama("area", "report", *PARTS["meetings"], "--output", "report.pdf")

    assert Path("report.html").read_text(encoding="utf-8").count("<svg") == 4


def test_a_page_that_is_somebody_elses_is_left_alone(fama: Fama, kept: Path) -> None:
    Path("report.html").write_text("mine", encoding="utf-8")

    ran = fama("area", "report", *PARTS["meetings"], "--output", "report.pdf")

    assert ran.code == 0
    assert Path("report.html").read_text(encoding="utf-8") == "mine"


def test_the_same_as_json(fama: Fama, kept: Path) -> None:
    found = json.loads(fama("area", "report", *EVERYTHING, "--json").out)
    little = json.loads(fama("area", "report", *PARTS["plan"], "--json").out)

    assert (found["schema"], found["area"], found["made_on"]) == ("fama.areareport/1", "Northgate", "2026-11-21")
    assert [name for name in ("assessment", "steering", "gaps", "recorded", "plan") if found[name] is None] == []
    assert [name for name in ("assessment", "steering", "gaps", "recorded") if little[name] is not None] == []
    assert [each["state"] for each in little["plan"]["actions"]] == ["done", "late", "open", "dropped"]


def full_audit() -> dict[str, object]:
    """2 checks, one of them not done; a field in 2 phases; and an indicator."""
    lines: list[dict[str, object]] = []

    def add(part: str, id: str, title: str, measure: str, number: int | None, **more: object) -> None:
        lines.append({**LINE, "part": part, "id": id, "title": title, "measure": measure, "number": number, **more})

    for measure, number in (("clients", 31), ("rows", 40)):
        add("check", "late", "Review overdue", measure, number, result="found")
        add("check", "outside", "A day outside the episode", measure, None, result="not done: there is no table of interventions")
    for phase in ("in treatment", "after treatment"):
        for measure, number in (("yes", 60), ("no", 30), ("missing", 10), ("clients", 100)):
            add("field", "RECMAID", "Facilitated access", measure, number, phase=phase)
        add("field", "RECMAID", "Facilitated access", "answered", None, phase=phase, percent=90, result="80% or more")
    add("indicator", "qs11", "Clients with a contact", "numerator", 60, percent=60)
    add("indicator", "qs11", "Clients with a review", "denominator", 100)
    return audit(lines=lines)


def test_each_check_and_each_field_of_the_audit_is_one_row(fama: Fama, kept: Path) -> None:
    Path("audit.json").write_text(json.dumps(full_audit()), encoding="utf-8")

    out = fama("area", "report", *PARTS["audit"], "--format", "md").out

    field = "| Facilitated access (RECMAID) | 60 | 30 | 10 | 100 | 90% |"
    assert [line for line in out.splitlines() if line.startswith("|") and "---" not in line] == [
        "| Check | Clients | Rows | Result |",
        "| Review overdue | 31 | 40 | Found |",
        "| A day outside the episode |  |  | Not done: there is no table of interventions |",
        "| Field | Yes | No | Missing | Clients | Answered |",
        field,
        "| Field | Yes | No | Missing | Clients | Answered |",
        field,
        "| Numerator is | Numerator | Denominator is | Denominator | Percentage |",
        "| Clients with a contact | 60 | Clients with a review | 100 | 60% |",
    ]


def test_each_phase_has_a_picture_of_its_own_before_its_table(fama: Fama, kept: Path) -> None:
    Path("audit.json").write_text(json.dumps(full_audit()), encoding="utf-8")

    page = fama("area", "report", *PARTS["audit"], "--format", "html").out

    found = re.findall(r"<title[^>]*>(How much [^<]*)|<caption>(Each field[^<]*)", page)
    assert [first or second for first, second in found] == [
        "How much of each field is answered, and the line of 80%: clients in treatment",
        "Each field: clients in treatment",
        "How much of each field is answered, and the line of 80%: clients after treatment",
        "Each field: clients after treatment",
    ]


def test_an_audit_without_ids_is_told_apart_by_its_titles(fama: Fama, kept: Path) -> None:
    lines = [{name: value for name, value in line.items() if name != "id"} for line in full_audit()["lines"]]  # type: ignore[attr-defined]
    Path("audit.json").write_text(json.dumps(audit(lines=lines)), encoding="utf-8")

    out = fama("area", "report", *PARTS["audit"], "--format", "md").out

    assert "| Facilitated access | 60 | 30 | 10 | 100 | 90% |" in out


def test_an_action_says_why(fama: Fama, kept: Path) -> None:
    out = fama("area", "report", *PARTS["plan"], "--format", "md").out

    assert "| Ask Al-Anon what would help a meeting to start. Why: Nobody meets here for families. |" in out


def test_the_areas_that_were_asked_for_are_said(fama: Fama, kept: Path) -> None:
    out = fama("area", "report", *PARTS["meetings"], "--area", "LS", "--format", "md").out

    assert "Only what is in LS, and what can be joined online." in out


def test_it_does_not_speak_of_dates_beside_numbers_that_it_does_not_have(fama: Fama, kept: Path) -> None:
    assert "Numbers change" not in fama("area", "report", *EVERYTHING, "--format", "txt").out
    assert "Numbers change" not in fama("area", "spec").out


LINE = {
    "part": "field",
    "id": "a",
    "title": "A",
    "phase": "",
    "measure": "yes",
    "number": 7,
    "hidden": False,
    "percent": None,
    "result": "",
}


def audit(**fields: object) -> dict[str, object]:
    return {"schema": "fama.audit/1", "made_on": "2026-11-20", "caution": "Check", "lines": [LINE], **fields}


@pytest.mark.parametrize(
    ("line", "number", "percent"),
    [
        ({}, "7", ""),
        ({"number": 1234567}, "1,234,567", ""),
        ({"number": 0}, "0", ""),
        ({"number": None}, "", ""),
        ({"number": None, "hidden": True}, "*", ""),
        ({"number": None, "percent": 76.5, "measure": "answered"}, "", "76.5%"),
        ({"number": None, "percent": None, "measure": "answered", "hidden": True}, "", "*"),
        ({"number": 3, "hidden": True}, "*", ""),
    ],
)
def test_a_number_that_is_hidden_stays_hidden(line: dict[str, object], number: str, percent: str) -> None:
    found = recorded_in(audit(lines=[{**LINE, **line}])).lines[0]

    assert (found.number, found.percent) == (number, percent)


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        ("", "`other.json` is not JSON: line 1, column 1"),
        ('{"schema": "fama.audit/1",\n "lines": [}', "`other.json` is not JSON: line 2, column 12"),
        ("[]", "`other.json` is not an audit: it has no `schema`, and an audit's is `fama.audit/1`"),
        ("{}", "`other.json` is not an audit: it has no `schema`, and an audit's is `fama.audit/1`"),
        ('{"schema": "fama.find/1"}', "`other.json` is not an audit: its `schema` is `fama.find/1`, and an audit's is `fama.audit/1`"),
        (json.dumps(audit(lines=None)), "`other.json` is not an audit: its `lines` are not a list of an audit's lines"),
        (json.dumps(audit(lines=[1])), "`other.json` is not an audit: its `lines` are not a list of an audit's lines"),
        (json.dumps(audit(lines=[LINE, {**LINE, "number": "7"}])), "`other.json` is not an audit: line 2 has a `number` that is not a number"),
        (json.dumps(audit(lines=[{**LINE, "title": None}])), "`other.json` is not an audit: line 1 has no `title` in words"),
        (json.dumps(audit(caution=None)), "`other.json` is not an audit: the audit has no `caution` in words"),
        (json.dumps(audit(made_on="yesterday")), "`other.json` is not an audit: its `made_on` is `yesterday`, which is not a day such as 2026-11-21"),
        ("[" * 100_000, "`other.json` has values inside one another too deep for an audit"),
    ],
)  # fmt: skip
def test_what_is_no_audit_is_refused_and_nothing_is_written(fama: Fama, kept: Path, contents: str, says: str) -> None:
    Path("other.json").write_text(contents, encoding="utf-8")

    ran = fama("area", "report", "--audit", "other.json", "--output", "report.html")

    assert (ran.code, ran.out) == (4, "")
    assert ran.err == f"fama: {says}\n\nhint: Name what `fama record audit --json` printed\n"
    assert not Path("report.html").exists()


def test_there_must_be_something_to_report(fama: Fama) -> None:
    ran = fama("area", "report", "--format", "html")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "fama: There is nothing to report\n\nhint: Name at least one file, such as `--answers answers.yaml`\n"
