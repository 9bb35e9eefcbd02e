"""`fama record due`, `review` and `export`: what each says, asks and leaves."""

from __future__ import annotations

import csv
import json
import stat
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from fama_cli.catalogue.places import shipped_folder
from tests.cli.with_a_client import BACK, CHECK, Table, command
from tests.conftest import Fama

terminals = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

OPENS = "review:\n  on: 2026-05-11\nintervention:\n  started: 2026-05-01\n  place: alongside\n  episode: E-7\n"
VISIT = "contact:\n  on: 2026-11-02\ngroup: aa\n"
FIELDS = 14


@pytest.fixture
def client(casebook: Path, fama: Fama, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A casebook with one client, K-104, who agreed to be counted. Files are written beside it."""
    monkeypatch.chdir(tmp_path)
    assert fama("clients", "add", "K-104", "--worker", "KW", "--consent", "yes").code == 0
    return casebook


def reviewed(fama: Fama, answers: str = OPENS, reference: str = "K-104") -> Mapping[str, Any]:
    ran = fama("record", "review", reference, "--answers", "-", "--json", stdin=answers)
    assert ran.code == 0, ran.err
    found: Mapping[str, Any] = json.loads(ran.out)
    return found


def held(fama: Fama, reference: str = "K-104") -> Mapping[str, Any]:
    ran = fama("clients", "export", reference, "--json")
    assert ran.code == 0, ran.err
    found: Mapping[str, Any] = json.loads(ran.out)
    return found


def said(fama: Fama) -> Sequence[Mapping[str, bool]]:
    return [{each["field"]: each["said"] for each in review["answers"]} for review in held(fama)["reviews"]]


# From a file


def test_a_review_from_a_file_is_saved_with_what_it_opened(client: Path, fama: Fama) -> None:
    ran = fama("record", "review", "K-104", "--answers", "-", stdin=f"RECMAID: yes\nrecpeer: N\nRECHSE: not stated\n{OPENS}")

    assert (ran.code, ran.err) == (
        0,
        "Saved: the review of K-104 on 11 May 2026. 1 yes, 1 no, 12 not stated.\n"
        "The next review is by 11 November 2026.\n"
        "Data set K, one public witness, check the current definitions.\n",
    )
    kept = held(fama)
    assert kept["interventions"] == [
        {"started_on": "2026-05-01", "ended_on": None, "place": "alongside", "episode": "E-7", "worker": "KW"}
    ]  # fmt: skip
    assert kept["reviews"] == [
        {"on": "2026-05-11", "profile": "cds-k", "worker": "KW", "answers": [
            {"field": "RECMAID", "title": "Facilitated access to mutual aid", "said": True},
            {"field": "RECPEER", "title": "Peer support involvement", "said": False},
        ]}
    ]  # fmt: skip
    assert "saved a review" in [each["what"] for each in kept["log"]]


def test_what_is_not_written_is_not_stated_whatever_the_contacts_suggest(client: Path, fama: Fama) -> None:
    reviewed(fama)
    assert fama("walk", "K-104", "--stage", "2", "--answers", "-", stdin=VISIT).code == 0

    saved = reviewed(fama, "RECHSE: no\n")

    access = next(each for each in saved["answers"] if each["field"] == "RECMAID")
    assert (access["said"], access["suggested"]) == ("not stated", "yes")
    assert access["why"] == ["The contacts suggest yes.", "2 November 2026: Make contact together, AA"]
    assert {each["suggested"] for each in saved["answers"] if each["field"] != "RECMAID"} == {None}
    assert said(fama) == [{}, {"RECHSE": False}]


def test_the_same_file_again_takes_the_place_of_the_first(client: Path, fama: Fama) -> None:
    reviewed(fama, f"RECMAID: yes\n{OPENS}")
    again = fama("record", "review", "K-104", "--answers", "-", stdin=f"RECMAID: no\n{OPENS}")

    assert again.err.startswith(
        "Saved: the review of K-104 on 11 May 2026. 0 yes, 1 no, 13 not stated.\nIt takes the place of the review of that day.\n"
    )
    assert said(fama) == [{"RECMAID": False}]
    assert len(held(fama)["interventions"]) == 1


@pytest.fixture
def own() -> str:
    """A profile of the service's own, in a file."""
    shipped = (shipped_folder() / "recording" / "cds-k.yaml").read_text(encoding="utf-8")
    Path("own.yaml").write_text(shipped.replace("id: cds-k", "id: ours", 1), encoding="utf-8")
    return "own.yaml"


def test_a_review_with_another_profile_takes_nothings_place(client: Path, own: str, fama: Fama) -> None:
    reviewed(fama, f"RECMAID: yes\n{OPENS}")
    other = fama("record", "review", "K-104", "--answers", "-", "--profile", own, stdin=f"RECHSE: no\n{OPENS}")

    assert "takes the place" not in other.err
    assert [(each["profile"], len(each["answers"])) for each in held(fama)["reviews"]] == [("cds-k", 1), ("ours", 1)]
    assert "Left out: 1 review made with another profile than ours." in fama("record", "export", *TIME, "--profile", own).err


def test_a_review_that_is_put_right_is_exported_under_the_number_it_had(client: Path, fama: Fama) -> None:
    reviewed(fama, f"RECMAID: yes\n{OPENS}")
    first = fama("record", "export", *TIME).out
    reviewed(fama, f"RECHSE: yes\n{OPENS.replace('05-11', '06-01')}")
    reviewed(fama, f"RECMAID: no\n{OPENS}")

    rows = list(csv.DictReader(fama("record", "export", *TIME).out.splitlines()))
    before = next(csv.DictReader(first.splitlines()))
    assert [(row["SUBMODDT"], row["RECMAID"]) for row in rows] == [("20260511", "N"), ("20260601", "NA")]
    assert before["SUBMID"] == rows[0]["SUBMID"] != rows[1]["SUBMID"]


def test_the_end_of_one_is_not_moved_over_the_next(client: Path, fama: Fama) -> None:
    for start, end in (("2026-01-05", "\n  ended: 2026-03-15"), ("2026-04-10", "")):
        reviewed(fama, f"review:\n  on: {start}\nintervention:\n  started: {start}\n  place: after{end}\n")
    moved = "review:\n  on: 2026-03-01\nintervention:\n  ended: "

    ran = fama("record", "review", "K-104", "--answers", "-", stdin=f"{moved}2026-08-01\n")

    assert (ran.code, ran.err.splitlines()[1]) == (
        4, "- `ended`: Recovery support began again on 10 April 2026, so what was open before that ends earlier",
    )  # fmt: skip
    assert [each["ended_on"] for each in held(fama)["interventions"]] == ["2026-03-15", None]
    # The review of April is of the next one, and says nothing of the end of this.
    reviewed(fama, f"{moved}2026-03-10\n")
    assert [each["ended_on"] for each in held(fama)["interventions"]] == ["2026-03-10", None]


def merged(fama: Fama) -> str:
    """K-104 with recovery support that was open in 2 records. Says what the merge said."""
    for reference, start in (("K-104", "2026-04-10"), ("K-105", "2026-01-05")):
        fama("clients", "add", reference, "--worker", "KW", "--consent", "yes")
        reviewed(fama, f"RECHSE: yes\nreview:\n  on: {start}\nintervention:\n  started: {start}\n  place: outside\n", reference)
    ran = fama("clients", "merge", "K-105", "K-104", "--yes")
    assert ran.code == 0, ran.err
    return ran.err


def test_a_merge_says_when_recovery_support_is_open_twice(client: Path, fama: Fama) -> None:
    assert merged(fama) == (
        "K-104 has what was held about both, and K-105 is deleted.\n"
        "Recovery support is open 2 times now, since 5 January 2026 and 10 April 2026. A review counts for each of them.\n"
        "To end one alone, give when it `started` and `ended`: fama record review K-104 --answers FILE\n"
    )


@pytest.mark.parametrize(
    ("intervention", "ends", "says"),
    [
        ("ended: 2026-11-20", ["2026-11-20", "2026-11-20"], "Recovery support ended on 20 November 2026."),
        ("started: 2026-01-05\n  ended: 2026-04-09", ["2026-04-09", None],
         "Recovery support that began on 5 January 2026 ended on 9 April 2026.\nThe next review is by 20 May 2027."),
        ("started: 2026-04-10\n  ended: 2026-11-20", [None, "2026-11-20"],
         "Recovery support that began on 10 April 2026 ended on 20 November 2026.\nThe next review is by 20 May 2027."),
        ("started: 2026-04-10", [None, None], "The next review is by 20 May 2027."),
    ],
)  # fmt: skip
def test_of_2_that_are_open_one_or_both_can_be_ended(
    client: Path, fama: Fama, intervention: str, ends: list[str | None], says: str
) -> None:
    merged(fama)

    ran = fama("record", "review", "K-104", "--answers", "-", stdin=f"review:\n  on: 2026-11-20\nintervention:\n  {intervention}\n")

    assert (ran.code, ran.err.split("\n", 1)[1].startswith(says)) == (0, True), ran.err
    assert [each["ended_on"] for each in held(fama)["interventions"]] == ends


def test_a_contact_that_no_field_counts_is_said_beside_the_worksheet(client: Path, fama: Fama) -> None:
    assert fama("walk", "K-104", "--stage", "2", "--answers", "-", stdin="contact:\n  on: 2026-11-02\n").code == 0

    ran = fama("record", "review", "K-104", "--answers", "-", stdin=OPENS.replace("05-11", "11-20"))

    assert "1 contact is of no kind that cds-k counts: Make contact together.\n" in ran.err


def test_a_review_may_end_recovery_support(client: Path, fama: Fama) -> None:
    reviewed(fama)
    saved = reviewed(fama, "review:\n  on: 2026-11-20\nintervention:\n  ended: 2026-11-20\n")

    assert (saved["started"], saved["ended"]) == ("2026-05-01", "2026-11-20")
    assert [each["ended_on"] for each in held(fama)["interventions"]] == ["2026-11-20"]
    assert json.loads(fama("record", "due", "--within", "52w", "--json").out)["clients"] == []


WRONG: list[tuple[str, str]] = [
    ("RECMIAD: yes\n", "there is no field called `RECMIAD` in cds-k: did you mean `RECMAID`?"),
    ("RECMAID: maybe, Kestrel said\n", "`RECMAID`: yes, no or not stated was expected"),
    ("RECMAID: [yes]\n", "`RECMAID`: yes, no or not stated was expected"),
    ("RECMAID: yes\nrecmaid: no\n", "`RECMAID` is there twice"),
    ("review: tomorrow\n", "`review`: expected `on` and `worker`, each on its line"),
    ("review:\n  day: 2026-05-11\n", "line 2: there is no such field in `review`: it has `on` and `worker`"),
    ("review:\n  wroker: KW\n", "there is no field called `wroker` in `review`: did you mean `worker`?"),
    # What was typed may be what a client said.
    ("RECHSE: no\nhe used heroin with Kestrel: yes\n", "line 2: there is no such field in cds-k"),
    ("RECMAID Kes: yes\n", "line 1: there is no such field in cds-k: did you mean `RECMAID`?"),
    ("review:\n  on: 2026-11-22\n", "`on`: a day that has been was expected, such as 2026-11-20"),
    ("review:\n  on: soon\n", "`on`: a day that has been was expected, such as 2026-11-20"),
    ("review:\n  worker: Kim Worker\n", "`worker`: Initials are 1 to 5 letters"),
    ("intervention:\n  place: there\n", "`place`: alongside, outside or after was expected"),
    ("intervention:\n  episode: Jo Bloggs\n", "`episode`: That looks like a name, because it has a space in it, and a client's record"
     " must not say who they are"),
    ("RECMAID: yes\n", "`intervention`: no recovery support is open on the day of the review, so it needs `started` and `place`"),
    ("intervention:\n  started: 2026-05-01\n",
     "`intervention`: no recovery support is open on the day of the review, so it needs `place`"),
    ("review:\n  on: 2026-05-01\nintervention:\n  started: 2026-05-02\n  place: after\n",
     "`started`: Recovery support that begins on 2 May 2026 is not open on the day of the review, 1 May 2026"),
    ("intervention:\n  started: 2026-05-02\n  place: after\n  ended: 2026-05-01\n",
     "`ended`: Recovery support began on 2 May 2026, so it cannot end before that"),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "says"), WRONG, ids=[says[:40] for _, says in WRONG])
def test_what_is_wrong_in_a_file_is_said_and_nothing_is_saved(client: Path, fama: Fama, answers: str, says: str) -> None:
    ran = fama("record", "review", "K-104", "--answers", "-", stdin=answers)

    assert (ran.code, ran.out) == (4, "")
    assert f"- {says}\n" in ran.err
    assert "Kestrel" not in ran.err
    assert (held(fama)["reviews"], held(fama)["interventions"]) == ([], [])


def test_another_beginning_than_the_one_that_is_held_is_refused(client: Path, fama: Fama) -> None:
    reviewed(fama)

    ran = fama("record", "review", "K-104", "--answers", "-", stdin=OPENS.replace("2026-05-01", "2026-04-01"))

    assert ran.err == (
        "fama: 1 thing to put right in what came in\n- `intervention`: recovery support is open since 2026-05-01, with another `started`\n"
    )


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["K-104"], 2, "There is nobody to ask"),
        (["K-999", "--answers", "-"], 3, "There is no client `K-999`"),
        (["K-104", "--answers", "gone.yaml"], 5, "There is no file `gone.yaml`"),
        (["K-104", "--answers", "-", "--profile", "cds-q"], 3, "There is no profile called `cds-q`"),
    ],
)
def test_a_review_that_cannot_begin(client: Path, fama: Fama, args: list[str], code: int, says: str) -> None:
    ran = fama("record", "review", *args)

    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (code, "", f"fama: {says}")


def test_a_closed_record_is_not_reviewed(client: Path, fama: Fama) -> None:
    assert fama("clients", "close", "K-104").code == 0

    assert fama("record", "review", "K-104", "--answers", "-", stdin=OPENS).err.startswith("fama: The record of `K-104` is closed")


# At the keyboard


def answered(table: Table, yes: Mapping[str, str]) -> None:
    """Every field in turn: what `yes` has for a part of its title, and otherwise `not asked`."""
    for title in (
        "Peer support involvement", "Facilitated access", "Family support", "Parenting support", "Housing support", "Employment support",
        "Education and training", "Supported work", "Recovery check-ups", "relapse prevention", "Complementary", "Mental health",
        "Any other", "12-step work",
    ):  # fmt: skip
        table.answer(title, yes.get(title, "x"))


@terminals
def test_a_person_decides_each_answer(client: Path, fama: Fama) -> None:
    assert fama("walk", "K-104", "--stage", "2", "--answers", "-", stdin=VISIT).code == 0
    with command("record", "review", "K-104") as table:
        table.answer("No recovery support is open on this day, so this review opens it.", "")
        table.answer("When did recovery support begin?", "1/12/2026")
        table.answer("`1/12/2026` is not a day that has been", "1/10/2026")
        table.answer("Which number does your case system have for the episode?", "Jo Bloggs")
        table.answer("That looks like a name", "E-7")
        table.answer("Where does recovery support stand to structured treatment?", "3")
        table.answer("Peer support involvement (RECPEER)", "x")
        told = table.wait_for_more("Facilitated access to mutual aid (RECMAID)")
        assert "- The contacts suggest yes. - 2 November 2026: Make contact together, AA" in told
        table.type("\n")
        table.answer("Nothing was typed. Type y or n.", "?")
        table.answer("12-step work delivered as treatment is a psychosocial item of its own", "b")
        table.answer("Last time: not asked. Enter alone keeps it.", "n")
        table.answer("Facilitated access to mutual aid (RECMAID)", "y")
        for _ in range(FIELDS - 3):
            table.answer("b back, s skip, x not asked", "s")
        table.answer("12-step work (PSYSTP)", "n")
        table.answer("Does recovery support go on after this review?", "y")
        table.answer(CHECK, "")
        assert table.finish() == 0
        left = table.written.rpartition(BACK)[2].decode()
        assert "Saved: the review of K-104 on 21 November 2026. 1 yes, 2 no, 11 not stated." in left
        assert "The next review is by 21 May 2027." in left
    assert said(fama) == [{"RECPEER": False, "RECMAID": True, "PSYSTP": False}]
    assert held(fama)["interventions"] == [
        {"started_on": "2026-10-01", "ended_on": None, "place": "after", "episode": "E-7", "worker": "KW"}
    ]  # fmt: skip


@terminals
@pytest.mark.parametrize("stop", ["at the start", "at a question", "at the end", "with Ctrl-C"])
def test_whoever_stops_saves_nothing(client: Path, fama: Fama, stop: str) -> None:
    reviewed(fama)
    with command("record", "review", "K-104") as table:
        if stop == "at the start":
            table.answer("Recovery support has been open since 1 May 2026, alongside structured treatment.", "q")
        else:
            table.answer("Press Enter to begin", "")
            if stop == "at a question":
                table.answer("Peer support involvement", "y")
                table.answer("Facilitated access", "q")
            elif stop == "with Ctrl-C":
                table.wait_for_more("Peer support involvement")
                table.interrupt()
            else:
                answered(table, {"Facilitated access": "y"})
                table.answer("Does recovery support go on", "n")
                table.answer(CHECK, "q")
        assert table.finish() == 130
        assert "Stopped. Nothing was saved." in table.plain
    assert (said(fama), held(fama)["interventions"][0]["ended_on"]) == ([{}], None)


@terminals
def test_a_day_and_initials_can_be_put_right_and_recovery_support_ended(client: Path, fama: Fama) -> None:
    reviewed(fama)
    with command("record", "review", "K-104") as table:
        table.answer("Press Enter to begin", "20/11/2026")
        table.answer("20 November 2026, keyworker KW.", "zq")
        table.answer("20 November 2026, keyworker ZQ.", "")
        answered(table, {"Housing support": "n"})
        table.answer("Does recovery support go on", "n")
        table.answer(CHECK, "")
        assert table.finish() == 0
        assert "Recovery support ended on 20 November 2026." in table.plain
    kept = held(fama)
    assert [(each["on"], each["worker"], len(each["answers"])) for each in kept["reviews"]] == [
        ("2026-05-11", "KW", 0),
        ("2026-11-20", "ZQ", 1),
    ]
    assert kept["interventions"][0]["ended_on"] == "2026-11-20"


@terminals
def test_a_review_of_the_same_day_starts_from_what_was_said(client: Path, fama: Fama) -> None:
    reviewed(fama, "RECMAID: yes\nintervention:\n  started: 2026-05-01\n  place: outside\n")
    with command("record", "review", "K-104") as table:
        table.answer("A review of this day is there already. What you save takes its place.", "")
        table.answer("Does recovery support go on", "y")
        table.answer(CHECK, "2")
        table.answer("You said: Yes. Enter alone keeps it.", "n")
        table.answer(CHECK, "")
        assert table.finish() == 0
        assert "It takes the place of the review of that day." in table.plain
    assert said(fama) == [{"RECMAID": False}]


@terminals
def test_at_the_keyboard_both_that_are_open_are_told_and_end_together(client: Path, fama: Fama) -> None:
    merged(fama)
    assert fama("walk", "K-104", "--stage", "2", "--answers", "-", stdin="contact:\n  on: 2026-11-02\n").code == 0
    with command("record", "review", "K-104") as table:
        told = table.wait_for_more("Press Enter to begin")
        for words in (
            "Recovery support has been open since 5 January 2026, outside structured treatment.",
            "Recovery support has been open since 10 April 2026, outside structured treatment.",
            "1 contact is of no kind that cds-k counts: Make contact together.",
        ):
            assert words in told
        table.type("\n")
        answered(table, {})
        table.answer("Does recovery support go on", "n")
        table.answer(CHECK, "")
        assert table.finish() == 0
    assert [each["ended_on"] for each in held(fama)["interventions"]] == ["2026-11-21", "2026-11-21"]


@terminals
@pytest.mark.parametrize(("other", "code", "kept"), [("consent", 0, {"RECMAID": True}), ("review", 2, {"RECHSE": False})])
def test_what_somebody_else_changes_meanwhile_is_not_undone(client: Path, fama: Fama, other: str, code: int, kept: dict[str, bool]) -> None:
    """Their consent has nothing to do with this review, so it is saved; their review of the same day has."""
    reviewed(fama)
    with command("record", "review", "K-104") as table:
        table.answer("Press Enter to begin", "")
        answered(table, {"Facilitated access": "y"})
        table.answer("Does recovery support go on", "y")
        table.wait_for_more(CHECK)
        if other == "consent":
            assert fama("clients", "consent", "K-104", "no").code == 0
        else:
            reviewed(fama, "RECHSE: no\n")
        table.type("\n")
        assert table.finish() == code
        assert ("Someone else has just changed the record of `K-104`" in table.plain) == bool(code)
    assert said(fama) == [{}, kept]


# Due


def test_due_says_who_by_when_and_that_the_interval_is_a_setting(client: Path, fama: Fama) -> None:
    for reference, worker, on in (("K-105", "ZQ", "2026-05-25"), ("K-106", "KW", "2026-06-30")):
        assert fama("clients", "add", reference, "--worker", worker).code == 0
        reviewed(fama, f"review:\n  on: {on}\nintervention:\n  started: 2026-05-01\n  place: after\n", reference)
    reviewed(fama)

    ran = fama("record", "due")
    assert (ran.code, ran.out) == (
        0,
        "2026-11-11\t10\tK-104\tKW\t2026-05-11\t2026-05-01\talongside\n2026-11-25\t-4\tK-105\tZQ\t2026-05-25\t2026-05-01\tafter\n",
    )
    assert ran.err == "A review is due every 6 months: a setting of the profile cds-k.\n"
    told = {tuple(args): [each["reference"] for each in json.loads(fama("record", "due", "--json", *args).out)["clients"]] for args in (
        (), ("--within", "0d"), ("--worker", "zq"), ("--within", "8w"),
    )}  # fmt: skip
    assert told == {
        (): ["K-104", "K-105"], ("--within", "0d"): ["K-104"], ("--worker", "zq"): ["K-105"],
        ("--within", "8w"): ["K-104", "K-105", "K-106"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("merges", "reviews", "late"),
    [
        (False, {}, ["K-104"]),
        (False, {"2026-10-01": "cds-k"}, []),
        (False, {"2026-10-01": "own.yaml"}, []),
        (False, {"2026-04-20": "own.yaml"}, ["K-104"]),
        # One review is of both.
        (True, {"2026-10-01": "cds-k"}, []),
        (True, {"2026-10-01": "own.yaml"}, []),
        (True, {"2026-03-01": "cds-k"}, ["K-104"]),
    ],
)
def test_whoever_is_due_is_overdue_in_the_audit_and_nobody_else(
    client: Path, own: str, fama: Fama, merges: bool, reviews: Mapping[str, str], late: list[str]
) -> None:
    if merges:
        merged(fama)
    else:
        reviewed(fama, "RECHSE: yes\nreview:\n  on: 2026-01-05\nintervention:\n  started: 2026-01-05\n  place: outside\n")
    for on, profile in reviews.items():
        ran = fama("record", "review", "K-104", "--profile", profile, "--answers", "-", stdin=f"RECHSE: yes\nreview:\n  on: {on}\n")
        assert ran.code == 0, ran.err

    due = json.loads(fama("record", "due", "--within", "0d", "--json").out)["clients"]

    assert [each["reference"] for each in due] == late
    ran = fama("record", "audit", "--references", "--json")
    listed = json.loads(ran.out)["references"]
    assert sorted({each["client"] for each in listed}) == late
    # Each review is counted once, and none by its other fields.
    assert {each["check"] for each in listed} <= {"overdue"}
    if (merges, list(reviews.values())) == (False, [own]):
        told = "Left out but for the day it was held: fewer than 5 reviews made with another profile than cds-k"
        assert told in fama("record", "audit").err


def test_when_none_is_due_it_says_how_one_begins(client: Path, fama: Fama) -> None:
    ran = fama("record", "due", "--format", "table")

    assert ran.out == (
        "No open recovery support is due for review within 7 days.\n"
        "A review opens recovery support: fama record review REFERENCE.\n"
        "A review is due every 6 months: a setting of the profile cds-k.\n"
    )


# Export

TIME = ("--from", "2026-04-01", "--to", "2026-06-30")


def service(fama: Fama) -> None:
    """Right in every way: 12 clients who agreed, and 3 who did not or were not asked."""
    for number in range(12):
        assert fama("clients", "add", f"K-{200 + number}", "--worker", "KW", "--consent", "yes").code == 0
        place = ("alongside", "outside", "after")[number % 3]
        opens = f"intervention:\n  started: 2026-04-{number + 2:02}\n  place: {place}\n  episode: E-{number}\n"
        reviewed(fama, f"RECMAID: yes\nRECPEER: no\nRECHSE: {'no' if number % 2 else 'yes'}\nreview:\n  on: 2026-06-{number + 1:02}\n{opens}",
                 f"K-{200 + number}")  # fmt: skip
    for number, consent in enumerate(("no", "no", "not-asked")):
        assert fama("clients", "add", f"K-{300 + number}", "--worker", "KW", "--consent", consent).code == 0
        reviewed(fama, f"RECMAID: yes\n{OPENS}", f"K-{300 + number}")


def test_an_exported_file_has_no_fault_that_an_audit_can_find(client: Path, fama: Fama) -> None:
    service(fama)

    ran = fama("record", "export", *TIME, "--output", "reviews.csv")

    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        "Wrote 12 reviews of 12 clients to `reviews.csv`. It is not encrypted.\n"
        "Left out: 2 reviews of 2 clients who did not agree to be counted in reports.\n"
        "Left out: 1 review of 1 client who was not asked.\n"
        "Data set K, one public witness, check the current definitions. It is for your own system to read, and nobody has checked it as"
        " a return.\n"
    )
    assert b"K-30" not in Path("reviews.csv").read_bytes()
    audited = fama("record", "audit", "reviews.csv", "--json")
    assert audited.code == 0, audited.err
    checks = [each for each in json.loads(audited.out)["lines"] if each["part"] == "check"]
    assert {each["result"].partition(":")[0] for each in checks} == {"none found", "not done"}
    assert fama("record", "audit", "reviews.csv", "--references").out == ""


def test_whoever_is_in_an_exported_file_finds_it_in_their_own_log(client: Path, own: str, fama: Fama) -> None:
    for reference, consent in (("K-201", "yes"), ("K-202", "yes"), ("K-300", "no"), ("K-301", "not-asked")):
        assert fama("clients", "add", reference, "--worker", "KW", "--consent", consent).code == 0
    for reference, on in (("K-104", "05-11"), ("K-201", "07-11"), ("K-300", "05-11"), ("K-301", "05-11")):
        reviewed(fama, OPENS.replace("05-11", on), reference)
    assert fama("record", "review", "K-202", "--answers", "-", "--profile", own, stdin=OPENS).code == 0

    assert fama("record", "export", *TIME, "-o", "f.csv").code == 0

    lines = json.loads(fama("clients", "log", "--json").out)["entries"]
    told = [line["reference"] for line in lines if line["what"] == "wrote reviews to a file"]
    assert told == [None, "K-104"]


def test_a_casebook_says_how_many_reviews_it_has(client: Path, fama: Fama) -> None:
    assert "Reviews" not in fama("casebook", "status", "--format", "table").out
    reviewed(fama)
    reviewed(fama, "review:\n  on: 2026-06-01\n")

    assert "Reviews" in (told := fama("casebook", "status", "--format", "table").out)
    assert "2 reviews" in told
    assert json.loads(fama("casebook", "status", "--json").out)["reviews"] == 2
    assert fama("casebook", "backup", "b.fama").err.endswith("1 client, 0 contacts, 2 reviews\n")


def test_a_file_is_private_even_where_another_was(client: Path, fama: Fama) -> None:
    Path("old.csv").write_text("old")
    Path("old.csv").chmod(0o644)
    reviewed(fama)

    for name in ("old.csv", "new.csv"):
        assert fama("record", "export", *TIME, "-o", name).code == 0
        assert stat.S_IMODE(Path(name).stat().st_mode) == 0o600
        assert [row["CLIENT"] for row in csv.DictReader(Path(name).read_text().splitlines())] == ["K-104"]


def test_without_a_file_it_is_printed(client: Path, fama: Fama) -> None:
    reviewed(fama)

    ran = fama("record", "export", *TIME)

    assert ran.out.splitlines()[1].startswith("K-104,E-7,Y,20260511,1,N,NA,")
    assert ran.err.startswith("Wrote 1 review of 1 client. It is not encrypted.\n")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--from", "2026-06-30", "--to", "2026-04-01"], "`--to` is a day before `--from`"),
        (["--from", "2026-02-30", "--to", "2026-04-01"], "`--from 2026-02-30` is not a day"),
        (["--from", "2026-02-01", "--to", "june"], "`--to june` is not a day"),
        (["--from", "1/2", "--to", "2026-04-01"], "`--from 1/2` is not a day"),
    ],
)
def test_days_that_cannot_be_exported(client: Path, fama: Fama, args: list[str], says: str) -> None:
    ran = fama("record", "export", *args, "-o", "f.csv")

    assert (ran.code, ran.err.splitlines()[0], Path("f.csv").exists()) == (2, f"fama: {says}", False)


def test_a_folder_that_is_not_there_leaves_nothing(client: Path, fama: Fama) -> None:
    reviewed(fama)

    ran = fama("record", "export", *TIME, "-o", "gone/f.csv")

    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (5, "", "fama: There is no folder `gone` to write `f.csv` in")


@terminals
def test_a_client_is_shown_with_their_reviews_and_asked_about_with_them(client: Path, fama: Fama) -> None:
    reviewed(fama, f"RECMAID: yes\nRECHSE: no\n{OPENS}")

    shown = [line.strip() for line in fama("clients", "show", "K-104", "--format", "table").out.splitlines()]
    support = shown[shown.index("Recovery support") :]
    assert support == [
        "Recovery support", "From 1 May 2026, still open: alongside structured treatment, KW", "",
        "11 May 2026: review, KW", "Facilitated access to mutual aid: yes", "Housing support: no",
    ]  # fmt: skip
    assert fama("clients", "show", "K-104").out.splitlines() == [
        "2026-05-11\tReview of recovery support\t\tKW\tyes\tFacilitated access to mutual aid\tyes",
        "2026-05-11\tReview of recovery support\t\tKW\tyes\tHousing support\tno",
    ]
    with command("clients", "delete", "K-104") as table:
        table.answer("Delete K-104, 0 contacts and 1 review for good? Type y or n", "n")
        assert table.finish() == 130


def test_what_is_held_can_be_read_by_the_client(client: Path, fama: Fama) -> None:
    reviewed(fama, f"RECMAID: yes\nRECHSE: no\n{OPENS}")

    ran = fama("clients", "export", "K-104", "--format", "txt")

    told = " ".join(ran.out.split())
    assert "* 1 May 2026. To: It goes on; What: Recovery support alongside structured treatment, episode E-7; Keyworker: KW" in told
    assert "11 May 2026: review" in told
    assert "* Facilitated access to mutual aid. Answer: Yes" in told
    assert "* Housing support. Answer: No" in told


# The casebook's own


def found(fama: Fama, *args: str) -> Mapping[str, Sequence[str]]:
    """Check -> the clients to look at."""
    ran = fama("record", "audit", "--references", "--json", *args)
    assert ran.code == 0, ran.err
    clients: dict[str, list[str]] = {}
    for each in json.loads(ran.out)["references"]:
        clients.setdefault(each["check"], []).append(each["client"])
    return clients


def test_a_right_casebook_has_nothing_to_look_at_and_says_who_was_left_out(client: Path, fama: Fama) -> None:
    for reference, consent in (("K-201", "yes"), ("K-300", "no"), ("K-301", "not-asked")):
        assert fama("clients", "add", reference, "--worker", "KW", "--consent", consent).code == 0
    for reference in ("K-201", "K-300", "K-301"):
        assert fama("walk", reference, "--stage", "2", "--answers", "-", stdin=VISIT).code == 0
        reviewed(
            fama, f"RECMAID: {'yes' if reference == 'K-201' else 'no'}\nintervention:\n  started: 2026-10-01\n  place: after\n", reference
        )

    assert found(fama) == {}
    ran = fama("record", "audit")
    assert "fewer than 5 clients who did not agree to be counted in reports, or were not asked" in ran.err
    assert "K-" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("walked", "answers", "on", "checks"),
    [
        ("", "RECMAID: yes\n", "2026-11-20", ["yes-no-contact"]),
        (VISIT, "RECMAID: no\nRECHSE: yes\n", "2026-11-20", ["contact-no-yes"]),
        ("", "RECOTH: yes\n", "2026-11-20", ["only-other"]),
        ("", "RECHSE: yes\n", "2026-05-20", ["overdue"]),
        (VISIT, "RECMAID: yes\n", "2026-11-20", []),
        # 12-step work as treatment is behind no yes to facilitated access.
        (VISIT, "PSYSTP: yes\nRECMAID: yes\n", "2026-11-20", ["yes-no-contact"]),
    ],
)
def test_contacts_reviews_and_interventions_are_reconciled(
    client: Path, fama: Fama, walked: str, answers: str, on: str, checks: list[str]
) -> None:
    if walked:
        assert fama("walk", "K-104", "--stage", "2", "--answers", "-", stdin=walked).code == 0
    reviewed(fama, f"{answers}review:\n  on: {on}\nintervention:\n  started: 2026-05-01\n  place: alongside\n")

    assert found(fama) == {check: ["K-104"] for check in checks}


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        ([], 3, "The casebook has no review with the profile cds-k of a client who agreed to be counted in reports"),
        (["--contacts", "c.csv"], 2, "`--contacts` is for reviews in a file or a table, and none was named"),
        (["--episodes", "e.csv"], 2, "`--episodes` is for reviews in a file or a table, and none was named"),
    ],
)
def test_a_casebook_that_cannot_be_audited(client: Path, fama: Fama, args: list[str], code: int, says: str) -> None:
    ran = fama("record", "audit", *args)

    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (code, "", f"fama: {says}")
