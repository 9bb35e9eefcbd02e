"""The files a partnership keeps: filled in, read back, added to, and every mistake pointed at."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from fama_cli.commissioning.model import Commissioning, every_question
from tests.conftest import Fama

HINT = "\nhint: Run `fama area assess --format yaml` to see what it should look like\n"
MEMBERS_HINT = "\nhint: Run `fama area steering --format yaml` to see what it should look like\n"

FILLED_IN = """\
assessments:
- area: Northgate
  on: 2026-10-01
answers:
- id: role-lead
  answer: yes
  evidence: Terms of reference
  owner: Public health lead
- id: steering-group
  answer: not known
"""


def test_the_file_to_fill_in_reads_back_with_every_question_and_no_answer(fama: Fama, here: Path, commissioning: Commissioning) -> None:
    wrote = fama("area", "assess", "--output", "answers.yaml")
    ran = fama("area", "assess", "--answers", "answers.yaml", "--json")

    assert (wrote.code, wrote.out, wrote.err) == (0, "", "Wrote answers.yaml\n")
    found = json.loads(ran.out)
    assert (found["schema"], found["area"]) == ("fama.areaassessment/1", "Our area")
    assert [each["id"] for each in found["questions"]] == [each.id for each in every_question(commissioning)]
    assert {each["answer"] for each in found["questions"]} == {None}
    assert found["counts"] == {"yes": 0, "partly": 0, "no": 0, "not_known": 0, "unanswered": 40}


def test_the_file_of_members_reads_back_with_nobody_listed(fama: Fama, here: Path) -> None:
    fama("area", "steering", "--output", "members.yaml")

    found = json.loads(fama("area", "steering", "--members", "members.yaml", "--json").out)

    assert {seat["filled"] for seat in found["seats"]} == {"not-listed"}


def test_answers_are_told_with_what_is_worth_another_look(fama: Fama, here: Path) -> None:
    Path("answers.yaml").write_text(FILLED_IN, encoding="utf-8")

    ran = fama("area", "assess", "--answers", "answers.yaml", "--format", "table")

    assert ran.code == 0
    assert ran.out.startswith("Northgate, 1 October 2026\n")
    assert "Altogether: 1 yes, 1 not known and 38 not answered yet" in ran.out
    assert "`steering-group` is answered not known, and nobody owns it." in ran.out


@pytest.mark.parametrize("command", [["area", "assess"], ["area", "steering"]])
def test_a_file_that_somebody_may_have_filled_in_is_never_written_over(fama: Fama, here: Path, command: list[str]) -> None:
    Path("kept.yaml").write_text("mine", encoding="utf-8")

    ran = fama(*command, "--output", "kept.yaml")

    assert (ran.code, ran.out) == (5, "")
    assert (
        ran.err == "fama: `kept.yaml` is there already, and somebody may have filled it in\n\nhint: Name another file, or move that one\n"
    )
    assert Path("kept.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("indent", ["", "  "])
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_questions_that_a_file_lacks_come_after_what_is_there_untouched(fama: Fama, here: Path, indent: str, line: str) -> None:
    before = line.join(["answers:", "# Ours", f"{indent}- id: role-lead", f"{indent}  answer: yes   # as agreed", ""])
    Path("answers.yaml").write_bytes(before.encode())

    ran = fama("area", "assess", "--answers", "answers.yaml", "--output", "answers.yaml", "--format", "yaml")
    after = Path("answers.yaml").read_bytes().decode()

    assert ran.code == 0, ran.err
    assert after.startswith(before)
    assert after.count(f"{indent}- id: ") == 40
    assert json.loads(fama("area", "assess", "--answers", "answers.yaml", "--json").out)["counts"]["unanswered"] == 39
    again = fama("area", "assess", "--answers", "answers.yaml", "--format", "yaml")
    assert again.out.replace("\r\n", "\n") == after.replace("\r\n", "\n")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("answers: [{id: role-lead, answer: yes}]\n", id="on one line"),
        pytest.param("answers:\n- id: role-lead\n  answer: yes\nassessments:\n- area: Northgate\n", id="not last"),
    ],
)
def test_what_cannot_be_added_to_is_left_alone(fama: Fama, here: Path, text: str) -> None:
    Path("answers.yaml").write_text(text, encoding="utf-8")

    ran = fama("area", "assess", "--answers", "answers.yaml", "--output", "more.yaml")

    assert (ran.code, ran.out) == (4, "")
    assert "must come last in this file, as a list with an entry to each `- `" in ran.err
    assert not Path("more.yaml").exists()


ONE = "fama: 1 thing to put right in `kept.yaml`\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("answers:\n- id: role-leed\n  answer: yes\n", f"{ONE}- kept.yaml:2:7: there is no question called `role-leed`: did you mean `role-lead`?\n{HINT}", id="a question that is not there"),
        pytest.param("answers:\n- id: role-lead\n  answer: maybe\n", f"{ONE}- kept.yaml:3:11: `role-lead.answer`: found `maybe`, expected `yes`, `partly`, `no` or `not known`\n{HINT}", id="an answer that is not one"),
        pytest.param("answers:\n- id: role-lead\n  anwser: yes\n", f"{ONE}- kept.yaml:3:3: there is no field called `anwser` here: did you mean `answer`?\n{HINT}", id="a field that is not there"),
        pytest.param("answers:\n- answer: yes\n", f"{ONE}- kept.yaml:2:3: `answers.id` is missing\n{HINT}", id="no question"),
        pytest.param("answers:\n- id: role-lead\n- id: role-lead\n", f"{ONE}- kept.yaml:3:3: the id `role-lead` is used twice: first on line 2\n{HINT}", id="answered twice"),
        pytest.param("answers:\n- id: role-lead\n  evidence: [a, b]\n", f"{ONE}- kept.yaml:3:13: `role-lead.evidence`: found a list, expected text\n{HINT}", id="a list where text is"),
        pytest.param("assessments:\n- area: A\n  on: 31/10/2026\nanswers:\n", f"{ONE}- kept.yaml:3:7: `assessments.on`: found `31/10/2026`, expected a date such as 2026-11-21\n{HINT}", id="a date in another form"),
        pytest.param("assessments:\n- area: A\n- area: B\nanswers:\n", f"{ONE}- kept.yaml:3:3: found a second area: a file is about one\n{HINT}", id="two areas"),
        pytest.param("members:\n- seat: providers\n", f"fama: 2 things to put right in `kept.yaml`\n- kept.yaml:1:1: there is no `answers:` in this file\n- kept.yaml:1:1: found `members:`, which is kept in a file of its own\n{HINT}", id="a file of members"),
        pytest.param("answer:\n- id: role-lead\n", f"fama: 2 things to put right in `kept.yaml`\n- kept.yaml:1:1: there is no section called `answer`: Did you mean `answers`?\n- kept.yaml:1:1: there is no `answers:` in this file\n{HINT}", id="a section that is not there"),
        pytest.param("", f"{ONE}- kept.yaml:1:1: there is no `answers:` in this file\n{HINT}", id="an empty file"),
        pytest.param("answers:\n- id: role-lead\n\tanswer: yes\n", f"{ONE}- kept.yaml:3:1: found a tab: YAML is indented with spaces\n{HINT}", id="a tab"),
        pytest.param("answers: yes\n", f"{ONE}- kept.yaml:1:10: `answers`: expected a list, each entry starting with `- `\n{HINT}", id="no list"),
        pytest.param("- id: role-lead\n", f"{ONE}- kept.yaml:1:1: expected `answers:` and a list under it at the top of the file\n{HINT}", id="a list with no heading"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_file_of_answers_is_pointed_at(fama: Fama, here: Path, text: str, said: str) -> None:
    Path("kept.yaml").write_text(text, encoding="utf-8")

    ran = fama("area", "assess", "--answers", "kept.yaml")

    assert (ran.code, ran.out) == (4, "")
    assert ran.err == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("members:\n- seat: provider\n", f"{ONE}- kept.yaml:2:9: there is no seat called `provider`: did you mean `providers`?\n{MEMBERS_HINT}", id="a seat that is not there"),
        pytest.param("members:\n- seat: providers\n  name: Sam\n", f"{ONE}- kept.yaml:3:3: there is no field called `name` here\n{MEMBERS_HINT}", id="no place for a person's name"),
        pytest.param("members:\n- organisation: A\n", f"{ONE}- kept.yaml:2:3: `members.seat` is missing\n{MEMBERS_HINT}", id="no seat"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_file_of_members_is_pointed_at(fama: Fama, here: Path, text: str, said: str) -> None:
    Path("kept.yaml").write_text(text, encoding="utf-8")

    ran = fama("area", "steering", "--members", "kept.yaml")

    assert (ran.code, ran.out) == (4, "")
    assert ran.err == said


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        (None, "fama: There is no file `kept.yaml`"),
        (b"\xff\xfea\x00", "- kept.yaml:1:1: the file is saved as UTF-16: save it as UTF-8"),
        (b"answers:\n- id: caf\xe9\n", "- kept.yaml:2:10: found the byte 0xE9, which is not UTF-8: save the file as UTF-8 (not Latin-1 or ANSI)"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read(fama: Fama, here: Path, contents: bytes | None, says: str) -> None:
    if contents is not None:
        Path("kept.yaml").write_bytes(contents)

    ran = fama("area", "assess", "--answers", "kept.yaml", "--output", "out.yaml")

    assert ran.out == ""
    assert says in ran.err.splitlines()
    assert not Path("out.yaml").exists()


def test_a_file_with_a_byte_order_mark_is_read(fama: Fama, here: Path) -> None:
    Path("answers.yaml").write_bytes(b"\xef\xbb\xbf" + FILLED_IN.encode())

    assert json.loads(fama("area", "assess", "--answers", "answers.yaml", "--json").out)["counts"]["yes"] == 1


@pytest.mark.parametrize("args", [["--json", "--format", "yaml"], ["--format", "yml"]])
def test_a_format_that_cannot_be(fama: Fama, here: Path, args: list[str]) -> None:
    ran = fama("area", "assess", *args)

    assert ran.code == 2
    assert "yaml" in ran.err


@pytest.mark.parametrize(
    ("output", "says"),
    [
        ("no-such-folder/a.yaml", "There is no folder `no-such-folder` to write `a.yaml` in"),
        (f"{'a' * 300}.yaml", "could not be written"),
        ("folder.yaml", "`folder.yaml` is a folder"),
    ],
)
def test_a_file_that_cannot_be_written(fama: Fama, here: Path, output: str, says: str) -> None:
    Path("folder.yaml").mkdir()

    ran = fama("area", "assess", "--output", output)

    assert (ran.code, ran.out) == (5, "")
    assert says in ran.err
    assert [path.name for path in here.iterdir() if path.is_file()] == []


SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def kept(here: Path) -> Path:
    for each in SAMPLES.iterdir():
        shutil.copy(each, here / each.name)
    os.link(here / "plan.yaml", here / "plan-too.txt")
    (here / "link.csv").symlink_to("meetings.csv")
    return here


@pytest.mark.parametrize(
    "args",
    [
        pytest.param("report --plan plan.yaml -o plan.yaml", id="report"),
        pytest.param("report --plan plan.yaml --format md -o plan-too.txt", id="by another name"),
        pytest.param("report --audit audit.json --json -o audit.json", id="an audit"),
        pytest.param("report --members members.yaml --answers answers.yaml --format md -o members.yaml", id="one of several"),
        pytest.param("plan --from plan.yaml --format md -o plan.yaml", id="plan"),
        pytest.param("plan --answers answers.yaml --json -o answers.yaml", id="what a plan is made from"),
        pytest.param("plan --meetings meetings.csv --format csv -o meetings.csv", id="meetings"),
        pytest.param("plan --answers answers.yaml --from plan.yaml -o answers.yaml", id="YAML over other YAML"),
        pytest.param("assess --answers answers.yaml --json -o answers.yaml", id="assess"),
        pytest.param("steering --members members.yaml --format md -o ./members.yaml", id="steering"),
        pytest.param("gaps --meetings meetings.csv -o meetings.csv", id="gaps"),
        pytest.param("gaps --meetings meetings.csv --format svg -o link.csv", id="through a link"),
    ],
)  # fmt: skip
def test_what_was_read_is_never_written_over(fama: Fama, kept: Path, args: str) -> None:
    before = _files(kept)
    output = str(Path(args.split()[-1]))

    ran = fama("area", *args.split())

    assert ran.code == 5
    assert f"`{output}` is read by this command, and would be written over" in ran.out + ran.err
    assert "Name another file" in ran.out + ran.err
    assert _files(kept) == before


def _files(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


@pytest.mark.parametrize(
    "args",
    [
        "assess --json -o new.yaml",
        "assess --format md -o new.YML",
        "steering --json -o new.yml",
        "spec -o new.yaml",
        "spec --format txt -o new.yaml",
        "contact -o new.yaml",
        "letter aa --format txt -o new.yaml",
        "gaps --meetings meetings.csv -o new.yaml",
        "gaps --meetings meetings.csv --format svg -o new.yml",
        "plan --answers answers.yaml --format csv -o new.yaml",
        "report --answers answers.yaml --format html -o new.yaml",
        "report --answers answers.yaml --json -o new.yaml",
    ],
)
def test_what_is_no_yaml_is_not_called_so(fama: Fama, kept: Path, args: str) -> None:
    before = _files(kept)

    ran = fama("area", *args.split())

    assert ran.code == 2
    assert f"`{args.split()[-1]}` ends as a file to fill in does, and what was asked for is not YAML" in ran.out + ran.err
    assert _files(kept) == before


@pytest.mark.parametrize(
    ("args", "file"),
    [
        ("assess --answers - --json", "answers.yaml"),
        ("assess --answers - --format yaml", "answers.yaml"),
        ("steering --members - --json", "members.yaml"),
        ("gaps --meetings - --json", "meetings.csv"),
        ("plan --answers - --json", "answers.yaml"),
        ("plan --from - --answers answers.yaml --format yaml", "plan.yaml"),
        ("plan --meetings - --json", "meetings.csv"),
        ("report --plan - --json", "plan.yaml"),
        ("report --audit - --json", "audit.json"),
    ],
)
def test_a_file_may_come_in_on_standard_input(fama: Fama, kept: Path, args: str, file: str) -> None:
    named = fama("area", *args.replace(" - ", f" {file} ").split())
    came_in = fama("area", *args.split(), stdin=(kept / file).read_text(encoding="utf-8"))

    assert named.code == 0, named.err
    assert (came_in.code, came_in.out, came_in.err) == (0, named.out, named.err)


def test_what_came_in_is_called_so_when_it_is_not_right(fama: Fama, here: Path) -> None:
    ran = fama("area", "assess", "--answers", "-", stdin="answers:\n- id: role-lead\n  answer: maybe\n")

    assert ran.code == 4
    assert ran.err.startswith(
        "fama: 1 thing to put right in `standard input`\n"
        "- standard input:3:11: `role-lead.answer`: found `maybe`, expected `yes`, `partly`, `no` or `not known`\n"
    )


def test_only_one_file_can_come_in(fama: Fama, kept: Path) -> None:
    ran = fama("area", "plan", "--answers", "-", "--from", "-", stdin="")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "fama: `-` is standard input, and only one file can come from there\n\nhint: Name the others\n"


def test_a_file_that_is_there_is_safe_from_what_came_in(fama: Fama, kept: Path) -> None:
    before = (kept / "answers.yaml").read_bytes()

    ran = fama("area", "assess", "--answers", "-", "-o", "answers.yaml", stdin=FILLED_IN)

    assert (ran.code, (kept / "answers.yaml").read_bytes()) == (5, before)


@pytest.mark.parametrize("typed", ["Yes", "YES", "yes", "'Yes'"])
def test_an_answer_may_be_typed_with_capitals(fama: Fama, here: Path, typed: str) -> None:
    Path("answers.yaml").write_text(
        f"answers:\n- id: role-lead\n  answer: {typed}\n- id: role-vision\n  answer: Not  known\n", encoding="utf-8"
    )

    ran = fama("area", "assess", "--answers", "answers.yaml", "--json")

    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["counts"] == {"yes": 1, "partly": 0, "no": 0, "not_known": 1, "unanswered": 38}


def test_words_can_be_typed_between_the_quotation_marks_that_are_there(fama: Fama, here: Path) -> None:
    fama("area", "assess", "--output", "answers.yaml")
    blank = Path("answers.yaml").read_text(encoding="utf-8")
    assert blank.count('  evidence: ""\n  owner: ""\n  notes: ""\n') == 40

    filled = blank.replace('  answer:\n  evidence: ""', '  answer: No\n  evidence: "Minutes: item 4"', 1)
    Path("answers.yaml").write_text(filled, encoding="utf-8")
    first = json.loads(fama("area", "assess", "--answers", "answers.yaml", "--json").out)["questions"][0]

    assert (first["answer"], first["evidence"], first["owner"], first["notes"]) == ("no", "Minutes: item 4", None, None)
