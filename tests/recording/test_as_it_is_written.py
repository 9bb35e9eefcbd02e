"""Records as services write them: other words, other marks, other endings of lines, and files that must not be written over."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Fama
from tests.recording.made_up import ANSWERS, CONTACT_COLUMNS, INTERVENTION_COLUMNS, REVIEW_COLUMNS

HEADINGS = ",".join(REVIEW_COLUMNS)


def review(client: str, day: str = "20260901", mark: str = "N", **answers: str) -> str:
    """A review that says no to what is not named."""
    return ",".join([client, f"E-{client}", day, "", mark, *(answers.get(name, "N") for name in ANSWERS)]) + "\n"


def write(name: str, headings: str, *rows: str) -> None:
    Path(name).write_text(headings + "\n" + "".join(rows), encoding="utf-8")


def references(fama: Fama, *args: str) -> list[tuple[str, str, str, str]]:
    """(check, client, day, field) of everything that is found."""
    ran = fama("record", "audit", *args, "--references", "--format", "csv")
    assert ran.code == 0, ran.err
    return [(row["check"], row["client"], row["on"], row["field"]) for row in csv.DictReader(io.StringIO(ran.out))]


def clients_in(fama: Fama, *args: str) -> dict[str, int]:
    """Phase -> clients."""
    ran = fama("record", "audit", *args, "--json")
    assert ran.code == 0, ran.err
    lines: list[dict[str, Any]] = json.loads(ran.out)["lines"]
    return {each["phase"]: each["number"] for each in lines if (each["id"], each["measure"]) == ("RECMAID", "clients")}


KNOWN, NOT_KNOWN = "in treatment", "in or after treatment: not known which"


@pytest.mark.parametrize(
    ("mark", "phases", "after_discharge", "found"),
    [
        ("Y", {"after treatment": 9}, {"after treatment": 9}, 0),
        ("N", {KNOWN: 9}, {KNOWN: 9}, 0),
        ("1", {"after treatment": 9}, {"after treatment": 9}, 0),
        ("", {NOT_KNOWN: 9}, {"after treatment": 9}, 0),
        ("NA", {NOT_KNOWN: 9}, {"after treatment": 9}, 0),
        ("Yes", {NOT_KNOWN: 9}, {"after treatment": 9}, 9),
        ("No", {NOT_KNOWN: 9}, {"after treatment": 9}, 9),
    ],
)
def test_a_mark_that_says_nothing_leaves_it_to_the_day_of_discharge(
    fama: Fama, folder: Path, mark: str, phases: Mapping[str, int], after_discharge: Mapping[str, int], found: int
) -> None:
    write("r.csv", HEADINGS, *(review(f"K-{n}", mark=mark) for n in range(9)))
    write("i.csv", ",".join(INTERVENTION_COLUMNS), *(f"K-{n},E-K-{n},20260101,20260801,96,20260101,20260801,both\n" for n in range(9)))

    assert clients_in(fama, "r.csv") == phases
    assert clients_in(fama, "r.csv", "--episodes", "i.csv") == after_discharge
    unread = [each for each in references(fama, "r.csv") if each[0] == "unread-word"]
    assert unread == [("unread-word", f"K-{n}", "2026-09-01", "post_discharge") for n in range(found)]


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        (["Yes", "No"], True),
        (["Yes", "No", "", ""], True),
        (["true", "false", "NA"], True),
        (["1.0", "0.0"], True),
        (["Yes", "Y"], False),
        (["Yes", "Y", "N"], False),
        (["", "NA"], False),
    ],
)
def test_answers_of_which_most_cannot_be_read_are_refused(fama: Fama, folder: Path, answers: list[str], refused: bool) -> None:
    write("r.csv", HEADINGS, *(review(f"K-{n}", **dict.fromkeys(ANSWERS, answers[n % len(answers)])) for n in range(12)))

    ran = fama("record", "audit", "r.csv", "-o", "out.csv")

    said = (
        "fama: `r.csv`: most answers are in words that the profile cds-k does not have\n\n"
        "hint: The profile expects Y or 1 for yes, and N or 0 for no. Export it so, or name a profile with the words it has\n"
    )
    assert ran.code == (4 if refused else 0)
    assert (said == ran.err) is refused
    assert Path("out.csv").exists() is not refused


def test_small_and_capital_letters_are_one_client(fama: Fama, folder: Path) -> None:
    write("r.csv", HEADINGS, review("K-1", RECMAID="Y"), review("k-1", RECMAID="Y"))
    write("c.csv", ",".join(CONTACT_COLUMNS), "k-1,20260815,mutual-aid,support\n")
    write("i.csv", ",".join(INTERVENTION_COLUMNS), "k-1,e-k-1,20260801,,96,20260801,,both\n")

    found = references(fama, "r.csv", "--contacts", "c.csv", "--episodes", "i.csv")

    assert found == [("duplicates", "K-1", "2026-09-01", "")]


def test_a_review_still_to_come_answers_for_nothing(fama: Fama, folder: Path) -> None:
    write("r.csv", HEADINGS, review("K-1", "20620901", RECPEER="Y"), review("K-2", "20261020"), review("K-2", "20261201", RECMAID="Y"))
    write("c.csv", ",".join(CONTACT_COLUMNS), "K-2,20261001,mutual-aid,support\n")

    found = references(fama, "r.csv", "--contacts", "c.csv")

    assert found == [
        ("contact-no-yes", "K-2", "2026-10-01", "RECMAID"),
        ("future", "K-1", "2062-09-01", ""),
        ("future", "K-2", "2026-12-01", ""),
    ]


@pytest.mark.parametrize(("ended", "overdue"), [("20261120", 0), ("20261121", 0), ("20261122", 1), ("", 1)])
def test_support_that_ended_today_needs_no_review(fama: Fama, folder: Path, ended: str, overdue: int) -> None:
    write("r.csv", HEADINGS, review("K-1", "20260301", RECCHKP="Y"))
    write("i.csv", ",".join(INTERVENTION_COLUMNS), f"K-1,E-K-1,20260101,,96,20260101,{ended},both\n")

    assert len([each for each in references(fama, "r.csv", "--episodes", "i.csv") if each[0] == "overdue"]) == overdue


@pytest.mark.parametrize("endings", [("\r\n", "\n"), ("\n", "\r\n"), ("\n", "\r")])
def test_line_endings_that_are_mixed_are_called_so(fama: Fama, folder: Path, endings: tuple[str, str]) -> None:
    first, other = endings
    rows = "".join(review(f"K-{n}").strip() + (other if n == 7 else first) for n in range(50))
    Path("r.csv").write_bytes((HEADINGS + first + rows).encode())

    ran = fama("record", "audit", "r.csv")

    assert (ran.code, ran.out) == (4, "")
    assert ran.err == (
        "fama: `r.csv` could not be read as a CSV file: its line endings may be mixed, and then no line can be named\n\n"
        "hint: Save it again from one program (in Excel: CSV UTF-8), or export it again\n"
    )


@pytest.fixture
def three(folder: Path) -> Path:
    """A file of each kind, and a profile."""
    from fama_cli.catalogue.places import shipped_folder

    write("r.csv", HEADINGS, *(review(f"K-{n}", RECMAID="Y") for n in range(9)))
    write("c.csv", ",".join(CONTACT_COLUMNS), "K-1,20260815,mutual-aid,support\n")
    write("i.csv", ",".join(INTERVENTION_COLUMNS), "K-1,E-K-1,20260801,,96,20260801,,both\n")
    Path("p.yaml").write_text((shipped_folder() / "recording" / "cds-k.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    Path("link.csv").symlink_to("c.csv")
    return folder


@pytest.mark.parametrize("output", ["r.csv", "c.csv", "i.csv", "p.yaml", "./c.csv", "link.csv"])
def test_what_is_read_is_never_written_over(fama: Fama, three: Path, output: str) -> None:
    before = {path.name: path.read_bytes() for path in three.iterdir() if path.is_file()}

    ran = fama("record", "audit", "r.csv", "--contacts", "c.csv", "--episodes", "i.csv", "--profile", "p.yaml", "-o", output)

    assert (ran.code, ran.out) == (5, "")
    assert ran.err.startswith(f"fama: `{Path(output)}` is read by this command, and would be written over\n")
    assert {path.name: path.read_bytes() for path in three.iterdir() if path.is_file()} == before


@pytest.mark.parametrize("form", [[], ["--format", "csv"], ["--format", "html"], ["--references"]])
def test_no_folder_is_made_for_what_is_written(fama: Fama, three: Path, form: list[str]) -> None:
    ran = fama("record", "audit", "r.csv", *form, "-o", "misspelt/x.csv")

    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (5, "", "fama: There is no folder `misspelt` to write `x.csv` in")
    assert not Path("misspelt").exists()


@pytest.mark.parametrize(
    ("args", "begins"),
    [
        (["-o", "a.html"], "<!doctype html>"),
        (["-o", "a.HTM"], "<!doctype html>"),
        (["-o", "a.txt", "--format", "html"], "<!doctype html>"),
        (["-o", "a.html", "--format", "csv"], "part,id,"),
        (["-o", "a.html", "--json"], '{"schema": "fama.audit/1"'),
        (["-o", "a.csv"], "file\trows\t"),
    ],
)
def test_a_file_that_is_called_a_page_is_one(fama: Fama, three: Path, args: list[str], begins: str) -> None:
    assert fama("record", "audit", "r.csv", *args).code == 0
    assert Path(args[1]).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("args", "says", "hint"),
    [
        (["--format", "pdf"], "There is no format called `pdf`", "The formats are table, plain, json, jsonl, csv, md, html"),
        (["--format", "html", "--json"], "`--json` and `--format html` ask for 2 different things", "Leave one of them out"),
        (["--references", "-o", "a.html"], "`--references` and `a.html` do not fit together",
         "A page is made to be handed on, so it names no client"),
        (["--from", "2026-04-01"], "`--from` and `--to` go together", "Write both: `--from 2026-04-01 --to 2026-06-30`"),
        (["--to", "2026-04-01"], "`--from` and `--to` go together", "Write both: `--from 2026-04-01 --to 2026-06-30`"),
        (["--from", "2026-04-02", "--to", "2026-04-01"], "`--to` is a day before `--from`", "Write the earlier day after --from"),
        (["--from", "spring", "--to", "2026-04-01"], "`--from spring` is not a day",
         "Write it as year, month and day: `--from 2026-04-01`"),
        (["--from", "2026-04-01", "--to", "2026-06-30", "--references"],
         "`--references` lists what to look at on every day, and `--from` and `--to` are for what is counted", "Leave them out"),
    ],
)  # fmt: skip
def test_options_that_do_not_fit(fama: Fama, three: Path, args: list[str], says: str, hint: str) -> None:
    ran = fama("record", "audit", "r.csv", *args)

    assert (ran.code, ran.err) == (2, f"fama: {says}\n\nhint: {hint}\n")
    assert "html" not in {path.suffix for path in three.iterdir()}


def numbers(fama: Fama, *args: str) -> dict[tuple[str, str], tuple[int | None, bool]]:
    ran = fama("record", "audit", *args, "--json")
    assert ran.code == 0, ran.err
    return {(each["id"], each["measure"]): (each["number"], each["hidden"]) for each in json.loads(ran.out)["lines"]}


def test_a_client_counts_once_in_a_period(fama: Fama, folder: Path) -> None:
    # 20 clients: yes on the days beside the period, and no on its first and last day. 10 more have a review before it alone.
    days = ("20260331", "20260401", "20260630", "20260701")
    write("r.csv", HEADINGS, *(review(f"K-{n}", day, RECMAID="N" if 0 < place < 3 else "Y") for n in range(20) for place, day in enumerate(days)),
          *(review(f"K-{n}", "20260331") for n in range(50, 60)))  # fmt: skip
    write("c.csv", ",".join(CONTACT_COLUMNS), *(f"K-{n},20260331,mutual-aid,support\n" for n in range(20)))
    period = ["--from", "2026-04-01", "--to", "2026-06-30"]

    every, within = numbers(fama, "r.csv"), numbers(fama, "r.csv", *period)
    beside = [numbers(fama, "r.csv", "--contacts", "c.csv", *args)["yes-no-contact", "clients"] for args in ([], period)]

    assert [every["RECMAID", each] for each in ("yes", "no", "clients")] == [(20, False), (10, False), (30, False)]
    assert [within["RECMAID", each] for each in ("yes", "no", "clients")] == [(0, False), (20, False), (20, False)]
    assert (within["qs23", "numerator"], within["qs23", "denominator"]) == ((0, False), (20, False))
    # A contact of the day before the period is still behind what was said in it, and every day is checked.
    assert beside[0] == beside[1]


def test_the_period_is_said(fama: Fama, three: Path) -> None:
    says = (
        "Counted are reviews from 1 April 2026 to 30 September 2026: the clients, how complete each field is, and the indicators. "
        "The rows, the contacts and the checks are of every day."
    )
    period = ["--from", "2026-04-01", "--to", "2026-09-30"]

    document = json.loads(fama("record", "audit", "r.csv", *period, "--json").out)
    assert (document["first"], document["last"]) == ("2026-04-01", "2026-09-30")
    assert says in fama("record", "audit", "r.csv", *period, "--format", "csv").err
    assert says in fama("record", "audit", "r.csv", *period, "--format", "html").out
    assert says in " ".join(fama("record", "audit", "r.csv", *period, "--format", "table").out.split())


def test_a_period_with_no_review_is_not_counted(fama: Fama, three: Path) -> None:
    ran = fama("record", "audit", "r.csv", "--from", "2024-01-01", "--to", "2024-12-31")

    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (3, "", "fama: No review is of those days")


def test_the_list_says_what_it_leaves_out(fama: Fama, folder: Path) -> None:
    write("r.csv", f"{HEADINGS},NOTE", *(review(f"K-{n}").strip() + ",x\n" for n in range(3)))

    for form in ("csv", "table"):
        ran = fama("record", "audit", "r.csv", "--references", "--format", form)
        assert "1 column of `r.csv` is not in the profile and not read: `NOTE`." in ran.out + ran.err


def test_the_list_on_a_screen_says_how_many_copies_there_are(fama: Fama, folder: Path) -> None:
    write("r.csv", HEADINGS, *[review("K-1", RECCHKP="Y")] * 4, *[review("K-2", RECCHKP="Y")] * 2)

    shown = fama("record", "audit", "r.csv", "--references", "--format", "table").out

    rows = [line.split() for line in shown.splitlines()]
    assert ["Client", "Episode", "Day", "Copies"] in rows
    assert ["K-1", "E-K-1", "2026-09-01", "3"] in rows
    assert ["K-2", "E-K-2", "2026-09-01", "1"] in rows


def test_a_page_has_each_source_once_and_no_caption_twice(fama: Fama, three: Path) -> None:
    import re

    page = fama("record", "audit", "r.csv", "--format", "html").out
    addresses = re.findall(r'href="(https://[^"]+)"', page)
    words = re.findall(r"<(?:h[1-6]|caption|figcaption)[^>]*>(.*?)</", page, flags=re.DOTALL)
    plain = [re.sub(r"<[^>]*>|\s+", " ", each).strip() for each in words]

    assert len(addresses) > 4
    assert sorted(set(addresses)) == sorted(addresses)
    assert [each for each in plain if each and plain.count(each) > 1] == []
