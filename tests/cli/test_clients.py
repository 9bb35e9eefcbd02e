"""`fama clients` and `fama due`: what each says, asks and leaves."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest

from fama_cli.casebook.embedded import connected
from fama_cli.casebook.keys import key_from_keyring, salt_of
from fama_cli.casebook.model import How
from fama_cli.cli.casebook import opened
from fama_cli.practice.walk import Answer, State
from tests.cli.with_a_client import command, shown
from tests.conftest import REPOSITORY, Fama

terminals = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

NEVER = "been-before: never\nlike-to-try: not now\n"


@pytest.fixture
def client(casebook: Path, fama: Fama) -> Path:
    """A casebook with one client, K-104."""
    assert fama("clients", "add", "K-104", "--worker", "KW", "--consent", "yes").code == 0
    return casebook


def references(fama: Fama, *args: str) -> Sequence[str]:
    ran = fama("clients", "list", *args, "--json")
    assert ran.code == 0, ran.err
    return [each["reference"] for each in json.loads(ran.out)["clients"]]


def log(fama: Fama, reference: str = "K-104") -> Sequence[str]:
    ran = fama("clients", "log", reference, "--json")
    assert ran.code == 0, ran.err
    return [each["what"] for each in json.loads(ran.out)["entries"]]


def on(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAMA_TODAY", day)


# Adding


def test_a_client_is_added_and_what_to_do_next_is_said(casebook: Path, fama: Fama) -> None:
    ran = fama("clients", "add", " K-104 ", "--worker", "kw", "--consent", "YES")

    assert (ran.code, ran.out, ran.err) == (0, "", "Added K-104. Next: fama walk K-104\n")
    assert shown(fama)["client"] == {"reference": "K-104", "worker": "KW", "opened": "2026-11-21", "closed": None, "consent": "yes"}


def test_the_keyworker_may_come_from_the_environment(casebook: Path, fama: Fama, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAMA_WORKER", "zq")

    assert fama("clients", "add", "K-104").code == 0
    assert (shown(fama)["client"]["worker"], shown(fama)["client"]["consent"]) == ("ZQ", "not-asked")


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["K-104"], 2, "Nobody said who the keyworker is\n\nhint: Give initials: `--worker KW`, or set FAMA_WORKER\n"),
        (["K-104", "--worker", "Kim Worker"], 2, "Initials are 1 to 5 letters\n\nhint: Type the keyworker's, such as KW\n"),
        (["K-104", "--worker", "K1"], 2, "Initials are 1 to 5 letters\n\nhint: Type the keyworker's, such as KW\n"),
        (
            ["K-104", "--worker", "KW", "--consent", "yess"],
            2,
            "Consent is yes, no or not-asked, and `yess` is none of them\n\nhint: Did you mean `yes`?\n",
        ),
        (
            ["Jo Bloggs", "--worker", "KW"],
            2,
            "That looks like a name, because it has a space in it, and a client's record must not say who they are\n\n"
            "hint: Use the service's own reference, such as `K-0412`\n",
        ),
    ],
)
def test_what_cannot_be_added_is_said_and_adds_nobody(casebook: Path, fama: Fama, args: list[str], code: int, told: str) -> None:
    ran = fama("clients", "add", *args)

    assert (ran.code, ran.out, ran.err) == (code, "", f"fama: {told}")
    assert references(fama) == []


def test_a_reference_that_is_there_already_is_said_however_it_is_written(client: Path, fama: Fama) -> None:
    ran = fama("clients", "add", "k-104", "--worker", "ZZ")

    assert (ran.code, ran.err) == (
        2,
        "fama: There is a client `k-104` already\n\nhint: Go on with that one, or choose another reference\n",
    )
    assert shown(fama)["client"]["worker"] == "KW"


@terminals
def test_on_a_terminal_the_keyworker_and_consent_are_asked_for(casebook: Path, fama: Fama) -> None:
    with command("clients", "add", "K-104") as table:
        table.answer("Keyworker's initials", "kim worker")
        table.answer("Initials are 1 to 5 letters. Type the keyworker's, such as KW.", "kw")
        told = table.wait_for_more("x or Enter not asked")
        assert "Has the client agreed to be counted in your service's reports? They are counted only if they have." in told
        table.type("perhaps\n")
        table.answer("`perhaps` is none of them", "Y")
        assert table.finish() == 0
    with command("clients", "add", "K-105", "--worker", "KW") as table:
        table.wait_for_more("not asked")
        table.interrupt()
        assert (table.finish(), table.plain.split("\n")[-2]) == (130, "Stopped. Nothing was changed.")

    assert (shown(fama)["client"]["consent"], references(fama)) == ("yes", ["K-104"])


@terminals
def test_a_reference_that_cannot_be_used_is_said_before_anything_is_asked(casebook: Path) -> None:
    with command("clients", "add", "jo@example.org", NO_COLOR="1") as table:
        assert table.finish() == 2

    assert table.plain.startswith("fama: That looks like an email address")


# Listing and showing


def test_clients_are_listed_and_the_closed_only_when_asked_for(client: Path, fama: Fama) -> None:
    assert fama("clients", "add", "A-2", "--worker", "ZQ").code == 0
    assert fama("clients", "close", "A-2").err == "Closed A-2. It opens again with: fama clients reopen A-2\n"

    assert fama("clients", "list").out == "K-104\tKW\t2026-11-21\t\tyes\n"
    assert fama("clients", "list", "--closed", "--format", "csv").out == (
        "reference,worker,opened,closed,consent\nA-2,ZQ,2026-11-21,2026-11-21,not-asked\nK-104,KW,2026-11-21,,yes\n"
    )


def test_an_empty_casebook_says_how_to_begin(casebook: Path, fama: Fama) -> None:
    assert (
        fama("clients", "list", "--format", "table").out
        == "There are no clients whose record is open. To add one: fama clients add K-104\n"
    )
    assert fama("due", "--format", "table").out == "Nobody is due within 7 days.\n"


def test_when_every_record_is_closed_the_list_does_not_say_that_there_are_none(client: Path, fama: Fama) -> None:
    fama("clients", "close", "K-104")

    assert "There are no clients yet" not in fama("clients", "list", "--format", "table").out


def test_one_client_is_shown_in_words(client: Path, fama: Fama) -> None:
    fama("walk", "K-104", "--answers", "-", stdin=NEVER)

    assert fama("clients", "show", "k-104", "--format", "table").out.splitlines() == [
        "K-104",
        "  Keyworker KW",
        "  Opened    21 November 2026",
        "  Reports   agreed",
        "  Next      Introduce mutual aid, on 5 December 2026",
        "",
        "21 November 2026: Introduce mutual aid, in person, KW",
        "  Have you ever been to a mutual aid group, in person or online?",
        "    No, never",
        "  Would you like to try a group, or a new one?",
        "    Not now",
    ]


@pytest.mark.parametrize(
    "args",
    [
        ["show", "K-999"],
        ["consent", "K-999", "yes"],
        ["close", "K-999"],
        ["reopen", "K-999"],
        ["rename", "K-999", "K-998"],
        ["merge", "K-999", "K-104", "--yes"],
        ["merge", "K-104", "K-999", "--yes"],
        ["delete", "K-999", "--yes"],
        ["log", "K-999"],
    ],
)
def test_a_client_that_there_is_not_is_said_and_nobody_else_is_named(client: Path, fama: Fama, args: list[str]) -> None:
    ran = fama("clients", *args)

    assert (ran.code, ran.out, ran.err) == (
        3,
        "",
        "fama: There is no client `K-999`\n\nhint: Check the reference, or add the client: `fama clients add`\n",
    )
    assert references(fama) == ["K-104"]


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("clients", ["clients", "list"]),
        ("client", ["clients", "show", "K-104"]),
        ("log", ["clients", "log"]),
        ("purge", ["clients", "purge", "--older-than", "8y", "--dry-run"]),
        ("due", ["due", "--within", "4w"]),
        ("casebook", ["casebook", "status"]),
    ],
)
def test_json_keeps_to_its_schema(client: Path, fama: Fama, name: str, args: list[str]) -> None:
    fama("walk", "K-104", "--answers", "-", stdin=NEVER)

    document = json.loads(fama(*args, "--json").out)

    assert document["schema"] == f"fama.{name}/1"
    jsonschema.validate(document, json.loads((REPOSITORY / "schemas" / f"fama.{name}-1.schema.json").read_text(encoding="utf-8")))


# Consent, closing, renaming, merging


def test_consent_is_recorded_and_what_it_means_is_said(client: Path, fama: Fama) -> None:
    said = [fama("clients", "consent", "K-104", answer).err for answer in ("no", "yes", "not-asked")]

    assert said == ["Reports: K-104 is left out.\n", "Reports: K-104 is counted.\n", "Reports: K-104 is left out.\n"]
    assert shown(fama)["client"]["consent"] == "not-asked"
    assert fama("clients", "consent", "K-104", "maybe").code == 2


def test_a_closed_record_is_read_and_opened_again_and_nothing_else(client: Path, fama: Fama, monkeypatch: pytest.MonkeyPatch) -> None:
    fama("walk", "K-104", "--answers", "-", stdin=NEVER)
    fama("clients", "close", "K-104")
    on("2026-11-25", monkeypatch)
    fama("clients", "close", "K-104")

    closed = "fama: The record of `K-104` is closed\n\nhint: Reopen it first: `fama clients reopen`\n"
    assert fama("walk", "K-104", "--answers", "-", stdin=NEVER).err == closed
    # But whoever agreed to be counted may still withdraw that.
    assert fama("clients", "consent", "K-104", "no").err == "Reports: K-104 is left out.\n"
    assert (shown(fama)["client"]["closed"], shown(fama)["due_on"], fama("due", "--within", "99d").out) == ("2026-11-21", None, "")
    assert fama("clients", "reopen", "K-104").err == "K-104 is open again.\n"
    assert (shown(fama)["client"]["closed"], shown(fama)["due_on"]) == (None, "2026-12-05")


def test_a_client_with_another_reference_keeps_everything(client: Path, fama: Fama, tmp_path: Path) -> None:
    fama("walk", "K-104", "--answers", "-", stdin=NEVER)
    fama("clients", "add", "K-300", "--worker", "KW")
    assert fama("clients", "rename", "K-104", "k-300").code == 2
    assert fama("casebook", "backup", str(tmp_path / "b.fama")).code == 0

    ran = fama("clients", "rename", "K-104", "K-204")

    assert (ran.code, ran.out, ran.err) == (
        0,
        "",
        "It is K-204 now.\n"
        "Backups that still have the old reference. Delete them when you no longer need them:\n"
        f"  {tmp_path / 'b.fama'}\n",
    )
    assert (references(fama), len(shown(fama, "K-204")["contacts"])) == (["K-204", "K-300"], 1)
    assert fama("clients", "rename", "K-204", "Jo Bloggs").code == 2


def test_two_records_of_one_person_are_put_together(client: Path, fama: Fama) -> None:
    fama("clients", "add", "K-105", "--worker", "ZQ")
    for reference in ("K-104", "K-105"):
        fama("walk", reference, "--answers", "-", stdin=NEVER)
    refused = fama("clients", "merge", "K-105", "K-104")
    itself = fama("clients", "merge", "K-104", "k-104", "--yes")

    ran = fama("clients", "merge", "K-105", "K-104", "--yes")

    assert (refused.code, refused.err) == (2, "fama: There is nobody to ask whether that is right\n\nhint: Add `--yes` if it is\n")
    assert (itself.code, itself.err) == (2, "fama: `K-104` cannot be merged into itself\n\nhint: Name 2 different clients\n")
    assert (ran.code, ran.out, ran.err) == (0, "", "K-104 has what was held about both, and K-105 is deleted.\n")
    assert (references(fama), len(shown(fama)["contacts"]), shown(fama)["client"]["worker"]) == (["K-104"], 2, "KW")


def test_a_merge_that_cannot_be_is_said_and_changes_nothing(client: Path, fama: Fama) -> None:
    fama("clients", "add", "K-105", "--worker", "KW")
    with opened(client, key_from_keyring(salt_of(client))) as book:
        for reference in ("K-105", "K-104"):
            book.start(reference, script="stage-1", script_version=1, how=How.PHONE, worker="KW", on=date(2026, 11, 21))

    ran = fama("clients", "merge", "K-105", "K-104", "--yes")

    assert ran.code == 2
    assert "K-104" in ran.err.partition("hint")[0]
    assert [len(shown(fama, reference)["contacts"]) for reference in ("K-104", "K-105")] == [1, 1]


@terminals
def test_whether_somebody_is_sure_is_asked_and_enter_alone_is_no(client: Path, fama: Fama) -> None:
    fama("walk", "K-104", "--answers", "-", stdin=NEVER)
    for typed in ("", "n"):
        with command("clients", "delete", "K-104") as table:
            table.answer("Delete K-104 and 1 contact for good? Type y or n", "perhaps")
            table.answer("`perhaps` is not y or n", typed)
            assert (table.finish(), table.plain.split("\n")[-2]) == (130, "Stopped. Nothing was changed.")
    assert references(fama) == ["K-104"]
    with command("clients", "delete", "K-104") as table:
        table.answer("for good?", "y")
        assert table.finish() == 0
        assert table.plain.endswith("Deleted K-104, and everything that was held about them.\n")

    assert (references(fama, "--closed"), fama("clients", "delete", "K-104").code) == ([], 3)


# Deleting


def test_deleting_says_which_backups_and_copies_still_hold_it(client: Path, fama: Fama, tmp_path: Path) -> None:
    backups = [tmp_path / name for name in ("1.fama", "2.fama")]
    for backup in backups:
        assert fama("casebook", "backup", str(backup)).code == 0
    backups[0].unlink()
    assert fama("casebook", "restore", str(backups[1])).code == 0
    (kept,) = client.parent.glob("casebook.fama.before-*")

    ran = fama("clients", "delete", "K-104", "--yes")

    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines()[:2] == [
        "Deleted K-104, and everything that was held about them.",
        "Backups that still hold what was deleted. Delete them when you no longer need them:",
    ]
    assert f"  {backups[0]} (not found there now)\n" in ran.err
    # What a restore put aside holds it too.
    assert [str(each) for each in (backups[1], kept) if str(each) not in ran.err] == []


def test_a_file_that_is_no_backup_is_never_named_for_deletion(client: Path, fama: Fama, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    assert fama("casebook", "backup", str(tmp_path / "thesis.docx")).code == 5
    assert fama("casebook", "backup", str(tmp_path / "nowhere" / "b.fama")).code == 5

    assert fama("clients", "delete", "K-104", "--yes").err == "Deleted K-104, and everything that was held about them.\n"


def test_a_backup_made_after_the_one_that_was_restored_is_still_known_of(client: Path, fama: Fama, tmp_path: Path) -> None:
    for name in ("1.fama", "2.fama"):
        fama("casebook", "backup", str(tmp_path / name))
    fama("casebook", "restore", str(tmp_path / "1.fama"))

    assert f"  {tmp_path / '2.fama'}\n" in fama("clients", "delete", "K-104", "--yes").err


def test_the_log_keeps_that_somebody_was_deleted_and_not_who(client: Path, fama: Fama) -> None:
    assert log(fama)[0] == "added"
    fama("clients", "delete", "K-104", "--yes")

    entries = json.loads(fama("clients", "log", "--json").out)["entries"]
    assert [each["reference"] for each in entries if each["what"] in {"added", "deleted a client for good"}] == [None, None]
    assert "K-104" not in json.dumps(entries)


@terminals
def test_a_client_who_was_seen_again_before_y_is_not_deleted(client: Path, fama: Fama) -> None:
    with command("clients", "delete", "K-104", NO_COLOR="1") as table:
        table.wait_for_more("Delete K-104 and 0 contacts for good?")
        assert fama("walk", "K-104", "--answers", "-", stdin=NEVER).code == 0
        table.type("y\n")
        assert table.finish() == 2
        assert "Someone else has just changed the record of `K-104`" in table.plain

    assert len(shown(fama)["contacts"]) == 1


# Purging


@pytest.mark.parametrize(
    ("closed", "goes"), [("2018-11-20", True), ("2018-11-21", False), ("2018-11-22", False), ("2018-10-31", True), ("2026-11-21", False)]
)
def test_a_record_goes_when_it_was_closed_longer_ago_than_8_years(
    client: Path, fama: Fama, monkeypatch: pytest.MonkeyPatch, closed: str, goes: bool
) -> None:
    on(closed, monkeypatch)
    fama("clients", "close", "K-104")
    on("2026-11-21", monkeypatch)
    fama("clients", "add", "K-105", "--worker", "KW")

    dry = fama("clients", "purge", "--older-than", "8y", "--dry-run")
    assert references(fama, "--closed") == ["K-104", "K-105"]
    ran = fama("clients", "purge", "--older-than", "8y", "--yes")

    line = f"K-104\tclosed\t{closed}\n"
    assert (dry.code, dry.out, dry.err) == (0, *((line, "Nothing was deleted.\n") if goes else ("", "Nothing was deleted.\n")))
    assert (ran.code, ran.out, ran.err) == (0, *((line, "Deleted 1 client.\n") if goes else ("", "Nothing was deleted.\n")))
    assert references(fama, "--closed") == (["K-105"] if goes else ["K-104", "K-105"])


@pytest.mark.parametrize(("days", "goes"), [(90, True), (89, False)])
def test_an_unfinished_contact_goes_90_days_after_its_last_answer(
    client: Path, fama: Fama, monkeypatch: pytest.MonkeyPatch, days: int, goes: bool
) -> None:
    # Whatever day it was held on: what is half typed today is not abandoned.
    begun = "2020-01-31"
    with opened(client, key_from_keyring(salt_of(client))) as book:
        draft = book.start("K-104", script="stage-1", script_version=1, how=How.PHONE, worker="KW", on=date.fromisoformat(begun))
        book.answer(draft, "been-before", Answer(state=State.SKIPPED))
    # When an answer was given is the computer's to say.
    on(str(datetime.now(UTC).date() + timedelta(days=days)), monkeypatch)

    status = json.loads(fama("casebook", "status", "--json").out)
    dry = fama("clients", "purge", "--drafts", "--dry-run", "--json")
    refused = fama("clients", "purge", "--drafts")
    assert len(shown(fama)["contacts"]) == 1
    ran = fama("clients", "purge", "--drafts", "--yes")

    assert (status["drafts"], status["abandoned_drafts"]) == (1, int(goes))
    assert json.loads(dry.out)["deletes"] == ([{"reference": "K-104", "why": "unfinished stage-1", "since": begun}] if goes else [])
    assert (refused.code, ran.err) == ((2, "Deleted 1 unfinished contact.\n") if goes else (0, "Nothing was deleted.\n"))
    assert (references(fama), len(shown(fama)["contacts"])) == (["K-104"], 0 if goes else 1)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ([], "A purge is of records closed long ago, or of unfinished contacts"),
        (["--drafts", "--older-than", "8y"], "A purge is of records closed long ago, or of unfinished contacts"),
        (["--older-than", "8 weeks"], "`8 weeks` is not a length of time"),
        (["--older-than", "-8y"], "`-8y` is not a length of time"),
    ],
)
def test_a_purge_of_nothing_in_particular_is_refused(client: Path, fama: Fama, args: list[str], told: str) -> None:
    fama("clients", "close", "K-104")

    ran = fama("clients", "purge", *args, "--yes")

    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (2, "", f"fama: {told}")
    assert references(fama, "--closed") == ["K-104"]


@terminals
def test_a_purge_asks_first_and_shows_what_goes(client: Path, fama: Fama, monkeypatch: pytest.MonkeyPatch) -> None:
    on("2017-01-31", monkeypatch)
    fama("clients", "close", "K-104")
    on("2026-11-21", monkeypatch)

    with command("clients", "purge", "--older-than", "8y") as table:
        told = table.wait_for_more("Delete 1 client for good? Type y or n")
        table.type("n\n")
        assert table.finish() == 130

    # Nobody can be sure of what they have not seen.
    assert "K-104" in told
    assert references(fama, "--closed") == ["K-104"]


@terminals
def test_a_purge_says_when_something_is_left_in_the_journal(client: Path, fama: Fama, monkeypatch: pytest.MonkeyPatch) -> None:
    fama("clients", "add", "A-2", "--worker", "KW")
    on("2017-01-31", monkeypatch)
    fama("clients", "close", "A-2")
    on("2026-11-21", monkeypatch)
    reading = connected(client, key_from_keyring(salt_of(client)))
    reading.execute("BEGIN")
    reading.execute("SELECT count(*) FROM clients").fetchone()

    ran = fama("clients", "purge", "--older-than", "8y", "--yes")
    reading.close()

    assert ran.err == "Deleted 1 client.\nSome of it may be left, encrypted, until the last person closes the casebook.\n"


# Who to ask


def test_due_is_sorted_and_kept_to_a_keyworker_and_a_time(client: Path, fama: Fama, monkeypatch: pytest.MonkeyPatch) -> None:
    fama("clients", "add", "A-2", "--worker", "ZQ")
    fama("walk", "K-104", "--answers", "-", stdin=NEVER)
    fama("walk", "A-2", "--answers", "-", stdin="been-before: never\nlike-to-try: maybe\nnext-step: think\nlook-again: 1/12\n")
    on("2026-12-04", monkeypatch)

    assert fama("due").out == (
        "2026-12-01\t3\tA-2\tZQ\t1\tTalk about groups\t2026-11-21\n2026-12-05\t-1\tK-104\tKW\t1\tTalk about groups\t2026-11-21\n"
    )
    assert fama("due", "--worker", "kw", "--json").out.count('"reference"') == 1
    assert fama("due", "--within", "0d").out == "2026-12-01\t3\tA-2\tZQ\t1\tTalk about groups\t2026-11-21\n"
    assert fama("due", "--within", "soon").code == 2
