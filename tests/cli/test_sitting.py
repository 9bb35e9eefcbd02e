"""`fama walk REFERENCE`: a contact with a client, as a keyworker types and sees it, and what the casebook has afterwards."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from fama_cli.casebook.embedded import connected
from fama_cli.casebook.keys import key_from_keyring, salt_of
from tests.cli.with_a_client import (
    ASIDE,
    BACK,
    BEEN,
    BEGIN,
    CHECK,
    GO_ON,
    LOOK_AGAIN,
    OWN_WORDS,
    STAGE_1,
    answers,
    command,
    finish,
    go,
    shown,
    walk,
    walking,
)
from tests.conftest import Fama

terminals = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

GIVEN = {
    "been-before": "No, never",
    "heard": "Very little; Good things",
    "worries": "Religion, or a higher power; Being shy or anxious",
    "matters": "It is online",
    "like-to-try": "Maybe",
    "which-group": "SMART and AA",
    "sheets": "Done",
    "family": "No",
    "next-step": "Make contact with a group together, next time",
}
"""What the casebook has after STAGE_1."""
NEVER = "been-before: never\nlike-to-try: not now\n"
"""A file of answers to stage 1."""


@pytest.fixture
def client(casebook: Path, fama: Fama) -> Path:
    """A casebook with one client, K-104."""
    ran = fama("clients", "add", "K-104", "--worker", "KW", "--consent", "yes")
    assert (ran.code, ran.out, ran.err) == (0, "", "Added K-104. Next: fama walk K-104\n")
    return casebook


def contact(fama: Fama) -> dict[str, Any]:
    """The latest contact, without its answers."""
    return {name: value for name, value in shown(fama)["contacts"][-1].items() if name != "answers"}


# From start to end


@terminals
def test_a_walk_is_recorded_and_says_what_comes_next(client: Path, fama: Fama) -> None:
    with walking(BEEN) as table:
        table.type("never\n")
        assert finish(table, STAGE_1[3:]) == 0

    assert table.left() == (
        "Finished and saved: Introduce mutual aid, with K-104.\n"
        "Next, by 5 December 2026: Make contact with a group. Then or now: fama walk K-104\n"
        "Their plan to take home: fama plan K-104\n"
    )
    assert (table.written.count(ASIDE), table.written.count(BACK)) == (1, 1)
    assert answers(fama) == GIVEN
    assert contact(fama) == {"on": "2026-11-21", "script": "Introduce mutual aid", "how": "in-person", "worker": "KW", "finished": True}
    due = json.loads(fama("due", "--within", "2w", "--json").out)["clients"]
    assert [(each["reference"], each["on"], each["stage"], each["what"]) for each in due] == [
        ("K-104", "2026-12-05", 2, "Make contact with a group")
    ]
    assert (fama("due", "--within", "13d").out, shown(fama)["next_script"]) == ("", "stage-2")


@terminals
def test_going_back_from_each_step_and_on_again_ends_with_the_same_record(client: Path, fama: Fama) -> None:
    with walk() as table:
        table.answer(BEGIN, "")
        table.answer(STAGE_1[0][0], "b")
        table.wait_for_more("This is the first step.")
        table.type("\n")
        for (before, given), (words, typed) in pairwise(STAGE_1):
            table.answer(words, "b")
            came = table.wait_for_more(before)
            # What there is only to read has no answer to keep.
            assert ("Enter alone keeps it." in came) == bool(given)
            table.type("\n")
            table.answer(words, typed)
        table.answer(CHECK, "b")
        assert "You said: Make contact with a group together, next time." in table.wait_for_more(STAGE_1[-1][0])
        table.type("\n")
        table.answer(CHECK, "")
        assert table.finish() == 0

    assert answers(fama) == GIVEN


@terminals
def test_a_question_can_be_skipped_or_not_asked_and_one_that_others_depend_on_cannot(client: Path, fama: Fama) -> None:
    typed = {"What have you heard": "x", "Is there anything about going": "s", "Would someone close": "not asked"}
    with walk() as table:
        table.answer(BEGIN, "")
        go(table, BEEN)
        for refused in ("s", "x"):
            table.type(f"{refused}\n")
            table.wait_for_more("The next steps depend on this one, so it needs an answer.")
        table.type("never\n")
        finish(table, [(words, next((typed[each] for each in typed if words.startswith(each)), usual)) for words, usual in STAGE_1[3:]])

    assert answers(fama) == {
        **{step: says for step, says in GIVEN.items() if step != "worries"},
        "heard": "not asked",
        "family": "not asked",
    }


@terminals
def test_what_is_no_answer_keeps_each_kind_of_question_and_says_what_was_typed(client: Path, fama: Fama) -> None:
    fama("casebook", "notes", "on")
    long = "kestrel " * 63
    with walk() as table:
        table.answer(BEGIN, "")
        for words, typed, told, right in (
            (STAGE_1[0][0], "", "", ""),
            (STAGE_1[1][0], "", "", ""),
            (BEEN, "9", "`9` is not one of the answers", "never"),
            ("What have you heard", "1,kestrels", "`kestrels` is not one of the answers", "1,2"),
            ("Is there anything about going", "1,2", "`Nothing worries me` cannot be chosen with other answers", "religion,shyness"),
            ("What mutual aid is", "", "", ""),
            ("There is more than one kind", "", "", ""),
            ("What you may see and hear", "", "", ""),
            ("What matters to you", ",", "Nothing was typed", "3"),
            ("Would you like to try", "perhapps", "`perhapps` is not one of the answers", "maybe"),
            ("Which groups shall we look at", "99", "There are 13 groups in the list", "1,2"),
            ("Give the list of groups", "given", "`given` is not one of the answers", "done"),
            ("Would someone close to you", "maybe", "`maybe` is not one of the answers. Type y or n", "n"),
            ("What shall we do next", "0", "`0` is not one of the answers", "think"),
            ("When shall we talk about this again", "soon", "`soon` is not a date", "31/2/2027"),
            ("", "", "`31/2/2027` is not a day in the calendar", "3/12"),
            (OWN_WORDS[0], long, "That is 503 letters long, and the most is 500", OWN_WORDS[1]),
        ):
            if words:
                table.answer(words, typed) if typed or not told else table.wait_for_more(words)
            if told:
                came = table.wait_for_more(told)
                assert came.endswith("Answer:"), came
                table.type(f"{right}\n")
        table.answer(CHECK, "")
        assert table.finish() == 0
    # A number is asked for in stage 3 only.
    with walk("K-104", "--stage", "3") as table:
        table.answer(BEGIN, "")
        go(table, "Could stopping")
        table.type("\n")
        table.answer("Have you been to a meeting", "1")
        table.answer("About how many meetings", "a few")
        assert "`a few` is not a whole number" in table.wait_for_more("Answer")

    held = shown(fama)["contacts"]
    assert {each["step"]: each["says"] for each in held[0]["answers"]} == {
        **GIVEN,
        "next-step": "Think it over and talk again",
        "look-again": "3 December 2026",
        "own-words": OWN_WORDS[1],
    }


# Stopping, and going on


@terminals
def test_ctrl_c_at_every_step_keeps_all_that_was_answered(client: Path, fama: Fama) -> None:
    for number, (words, typed) in enumerate([*STAGE_1, (CHECK, "")]):
        with walk() as table:
            if number == 0:
                table.wait_for_more(BEGIN)
            else:
                came = table.wait_for_more(GO_ON)
                assert f"You stopped on 21 November 2026. {number} step{'s' if number > 1 else ''} done so far." in came
            table.type("\n")
            table.answer(words, typed)
            if words != CHECK:
                table.wait_for_more([*STAGE_1, (CHECK, "")][number + 1][0])
                table.interrupt()
            ended = table.finish()

            saved = f"{number + 1} step{'s' if number else ''} saved"
            if words != CHECK:
                assert (ended, table.left().split("\n")[-2]) == (130, f"Stopped. {saved}. To go on: fama walk K-104"), words
            assert (table.written.count(ASIDE), table.written.count(BACK), table.written.count(b"Traceback")) == (1, 1, 0)

    assert (ended, answers(fama)) == (0, GIVEN)


@terminals
def test_however_a_walk_ends_the_next_one_goes_on_where_it_was(client: Path, fama: Fama) -> None:
    ways = ["q", "\x04", "hang up", "kill"]
    with walk() as table:
        table.answer(BEGIN, "q")
        assert (table.finish(), table.left().split("\n")[-2]) == (130, "Stopped. Nothing was saved.")
    assert shown(fama)["contacts"] == []
    todo = [*STAGE_1]
    for turn in range(6):
        with walk() as table:
            table.answer(GO_ON if turn else BEGIN, "")
            for words, typed in todo[:2]:
                table.answer(words, typed)
            table.wait_for_more(todo[2][0])
            match ways[turn % len(ways)]:
                case "hang up":
                    table.hang_up()
                case "kill":
                    table.kill()
                case typed:
                    table.interrupt("q\n" if typed == "q" else typed)
                    saved = f"Stopped. {2 * turn + 2} steps saved. To go on: fama walk K-104"
                    assert (table.finish(), table.left().split("\n")[-2]) == (130, saved)
        del todo[:2]
        # What there is only to read is no answer.
        been = [words for words, _ in STAGE_1 if words not in dict(todo)]
        assert len(answers(fama)) == len(been) - sum(dict(STAGE_1)[words] == "" for words in been)
    with walk() as table:
        table.answer(GO_ON, "")
        for words, typed in todo:
            table.answer(words, typed)
        checked = table.wait_for_more(CHECK)
        table.type("\n")
        assert table.finish() == 0

    assert (answers(fama), fama("casebook", "check").code) == (GIVEN, 0)
    # Groups by their names, although they were chosen another time.
    assert "UK SMART Recovery" in checked


@terminals
def test_a_step_gone_back_to_and_left_keeps_its_answer(client: Path, fama: Fama) -> None:
    with walking("Is there anything about going") as table:
        table.type("b\n")
        table.wait_for_more("You said: Very little; Good things.")
        table.interrupt()
        table.finish()

    assert answers(fama) == {"been-before": "No, never", "heard": "Very little; Good things"}


# How, when and with whom


@terminals
def test_how_when_and_with_whom_are_put_right_before_the_first_question(client: Path, fama: Fama) -> None:
    with walk() as table:
        assert "In person, 21 November 2026, keyworker KW." in table.wait_for_more(BEGIN)
        for typed, told in (
            ("p", "By phone, 21 November 2026, keyworker KW."),
            ("online", "Online, 21 November 2026, keyworker KW."),
            ("i", "In person, 21 November 2026, keyworker KW."),
            ("O", "Online, 21 November 2026, keyworker KW."),
            ("22/11/2026", "`22/11/2026` is not a day that has been."),
            ("31/2/2026", "`31/2/2026` is not a day that has been."),
            ("1/1/1999", "`1/1/1999` is not a day that has been."),
            ("20/11", "Online, 20 November 2026, keyworker KW."),
            ("22/11", "Online, 22 November 2025, keyworker KW."),
            ("2026-11-19", "Online, 19 November 2026, keyworker KW."),
            ("not initials", "`not initials` is none of these. Type p, o or i, a date such as 20/11/2026, or 2 to 5 letters."),
            ("abcdef", "`abcdef` is none of these."),
            ("m", "`m` is none of these."),
            ("jd", "Online, 19 November 2026, keyworker JD."),
        ):
            table.type(f"{typed}\n")
            assert told in table.wait_for_more(BEGIN), typed
        table.type("\n")
        table.answer(STAGE_1[0][0], "")
        table.wait_for_more(STAGE_1[1][0])

    assert contact(fama) == {"on": "2026-11-19", "script": "Introduce mutual aid", "how": "online", "worker": "JD", "finished": False}


@terminals
def test_a_worker_that_is_named_is_the_one_who_is_asked_about(client: Path, fama: Fama) -> None:
    with walk("K-104", "--worker", "zq") as table:
        assert "keyworker ZQ." in table.wait_for_more(BEGIN)

    assert fama("walk", "K-104", "--worker", "K W", "--answers", "-", stdin=NEVER).code == 2


# Two at once


@terminals
def test_the_second_of_two_is_told_what_the_first_answered_and_confirms_their_own(client: Path, fama: Fama) -> None:
    with walking(BEEN) as first, walk() as second:
        assert "2 steps done so far." in second.wait_for_more(GO_ON)
        second.type("\n")
        second.wait_for_more(BEEN)
        first.type("never\n")
        first.wait_for_more("What have you heard")
        second.type("past\n")
        told = second.wait_for_more(LOOK_AGAIN)
        assert "Someone else has just changed this record. Yours is not saved yet. They answered:" in told
        assert "- Have you ever been to a mutual aid group, in person or online? No, never" in told
        assert answers(fama) == {"been-before": "No, never"}
        second.type("\n")
        assert "You said: Yes, in the past. Enter alone keeps it." in second.wait_for_more(BEEN)
        second.type("\n")
        second.wait_for_more("Which kinds have you been to?")
        assert answers(fama) == {"been-before": "Yes, in the past"}
        first.type("1\n")
        told = first.wait_for_more(LOOK_AGAIN)
        assert "- Have you ever been to a mutual aid group, in person or online? Yes, in the past" in told
        # Theirs took the question away, so the next is what they are asked now.
        first.type("\n")
        first.wait_for_more("Which kinds have you been to?")


@terminals
def test_two_who_begin_at_one_moment_lose_nothing(client: Path, fama: Fama) -> None:
    with walk() as first, walk() as second:
        for each in (first, second):
            each.answer(BEGIN, "")
            each.wait_for_more(STAGE_1[0][0])
        first.type("\n")
        go(first, BEEN, STAGE_1[1:])
        first.type("never\n")
        first.wait_for_more("What have you heard")
        second.type("\n")
        told = second.wait_for_more(LOOK_AGAIN)
        assert "- Have you ever been to a mutual aid group, in person or online? No, never" in told
        second.type("\n")
        second.wait_for_more(STAGE_1[0][0])

    assert (len(shown(fama)["contacts"]), answers(fama)) == (1, {"been-before": "No, never"})


@terminals
@pytest.mark.parametrize(
    ("meanwhile", "code", "told"),
    [
        ("finished", 2, "fama: That contact with `K-104` is finished, so it cannot be changed\n\nhint: Start another one\n"),
        ("close", 2, "fama: The record of `K-104` is closed\n\nhint: Reopen it first: `fama clients reopen`\n"),
        ("delete", 3, "fama: That contact is not in the casebook any more\n\nhint: Its client may have been deleted by someone else\n"),
        ("rename", 0, ""),
    ],
)
def test_what_another_terminal_did_meanwhile_is_said(client: Path, fama: Fama, meanwhile: str, code: int, told: str) -> None:
    reference = "K-204" if meanwhile == "rename" else "K-104"
    with walking(BEEN) as table:
        if meanwhile == "finished":
            with walk() as other:
                other.answer(GO_ON, "")
                assert finish(other, STAGE_1[2:]) == 0
        else:
            arguments = {"close": ["K-104"], "delete": ["K-104", "--yes"], "rename": ["K-104", "K-204"]}[meanwhile]
            assert fama("clients", meanwhile, *arguments).code == 0
        table.type("past\n")
        if not code:
            table.wait_for_more("Which kinds have you been to?")
            table.interrupt()
            assert (table.finish(), table.left().split("\n")[-2]) == (130, "Stopped. 3 steps saved. To go on: fama walk K-204")
        else:
            assert table.finish() == code
            assert re.sub(r"\x1b\[[0-9;]*m", "", table.left()) == told
            assert (table.written.count(ASIDE), table.written.count(BACK)) == (1, 1)

    if meanwhile == "delete":
        assert fama("clients", "list").out == ""
    else:
        expected = {"close": {}, "finished": GIVEN, "rename": {"been-before": "Yes, in the past"}}[meanwhile]
        assert answers(fama, reference) == expected


@terminals
def test_a_casebook_that_somebody_else_holds_is_said_and_nothing_is_lost(client: Path, fama: Fama) -> None:
    with walking(BEEN) as table:
        held: sqlite3.Connection = connected(client, key_from_keyring(salt_of(client)))
        held.execute("BEGIN IMMEDIATE")
        table.type("never\n")
        table.wait_for_more("so that answer is not saved yet. Press Enter to try again")
        held.close()
        table.type("\n")
        table.answer("You said: No, never. Enter alone keeps it.", "")
        table.wait_for_more("What have you heard")
        table.interrupt()
        table.finish()

    with walk() as table:
        assert "3 steps done so far." in table.wait_for_more(GO_ON)


# What changed since


@terminals
def test_a_script_that_changed_meanwhile_says_so_and_goes_on(client: Path, fama: Fama, local: Path) -> None:
    with walking("What matters to you") as table:
        table.interrupt()
        table.finish()
    (local / "ours.yaml").write_text(
        "scripts:\n- id: stage-1\n  version: 2\n  steps:\n  - {id: heard, title: What do people say of groups?}\n"
    )

    with walk() as table:
        came = table.wait_for_more(GO_ON)
        assert "The questions have changed since then. Answers that still fit are kept: look through them at the end." in came
        table.type("\n")
        for words, typed in STAGE_1[8:]:
            table.answer(words, typed)
        checked = table.wait_for_more(CHECK)
        table.type("\n")
        assert table.finish() == 0

    assert "What do people say of groups? Very little; Good things" in checked
    assert answers(fama) == GIVEN


@terminals
def test_an_answer_that_no_longer_fits_is_asked_again(client: Path, fama: Fama, local: Path) -> None:
    with walking("What shall we do next") as table:
        table.interrupt()
        table.finish()
    (local / "ours.yaml").write_text("scripts:\n- id: stage-1\n  version: 2\n  steps:\n  - {id: family, answer: number}\n")

    with walk() as table:
        table.answer(GO_ON, "")
        table.answer("Would someone close to you", "2")
        table.answer("What shall we do next", "2")
        table.answer(CHECK, "")
        assert table.finish() == 0

    assert answers(fama)["family"] == "2"


@terminals
def test_a_clock_that_was_set_back_stops_nobody(client: Path, fama: Fama, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fama("walk", "K-104", "--answers", "-", stdin="been-before: never\nlike-to-try: maybe\nnext-step: contact-next\n").code == 0
    monkeypatch.setenv("FAMA_TODAY", "2026-11-01")

    with walk() as table:
        came = table.wait_for_more(BEGIN)
        table.type("\n")
        table.answer(STAGE_1[0][0], "")
        table.wait_for_more(STAGE_1[1][0])

    assert "K-104: Make contact together In person, 1 November 2026, keyworker KW." in came
    due = json.loads(fama("due", "--json").out)["clients"]
    assert [(each["reference"], each["on"], each["late"]) for each in due] == [("K-104", "2026-11-01", 0)]
    contacts = shown(fama)["contacts"]
    assert [(each["on"], each["finished"]) for each in contacts] == [("2026-11-01", False), ("2026-11-21", True)]


# Notes


@terminals
def test_words_are_asked_for_only_where_notes_are_kept_and_with_a_warning(client: Path, fama: Fama) -> None:
    with walking("What shall we do next") as table:
        table.type("2\n")
        assert OWN_WORDS[0] not in table.wait_for_more(CHECK)
        table.interrupt()
        table.finish()
    assert fama("casebook", "notes", "on").code == 0

    with walk() as table:
        table.answer(GO_ON, "")
        came = table.wait_for_more(OWN_WORDS[0])
        assert "(private)" in came
        assert "Kept in the casebook, where the client may read it: no names, and nothing that others said in a meeting." in came
        table.type(f"{OWN_WORDS[1]}\n")
        table.wait_for_more(CHECK)
        table.interrupt()
        table.finish()
    # Turning notes off keeps those there are.
    assert fama("casebook", "notes", "off").code == 0
    with walk() as table:
        table.answer(GO_ON, "")
        table.answer(CHECK, "")
        assert table.finish() == 0

    assert answers(fama) == {**GIVEN, "own-words": OWN_WORDS[1]}


# The screen


@terminals
def test_plain_moves_no_cursor_and_clears_nothing(client: Path, fama: Fama) -> None:
    with walking(BEEN, "--plain") as table:
        table.type("never\n")
        assert finish(table, STAGE_1[3:]) == 0

    # Bold may be: it moves nothing.
    assert set(re.findall(rb"\x1b(?:\[[0-9;?]*[A-Za-z]|.)", table.written)) <= {b"\x1b[1m", b"\x1b[0m"}
    assert BEEN in table.left()


@terminals
@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["K-999"], 3, "fama: There is no client `K-999`\n\nhint: Check the reference, or add the client: `fama clients add`\n"),
        (["K-104"], 2, "fama: The record of `K-104` is closed\n\nhint: Reopen it first: `fama clients reopen`\n"),
        (["K-104", "--no-input"], 2, ""),
    ],
)
def test_what_cannot_be_walked_is_said_before_anything_is_asked(client: Path, fama: Fama, args: list[str], code: int, told: str) -> None:
    fama("clients", "close", "K-104")

    with command("walk", *args, NO_COLOR="1") as table:
        assert table.finish() == code

    assert ASIDE not in table.written
    if told:
        assert table.left() == told


# From a file


def test_answers_from_a_file_are_recorded_whole(client: Path, fama: Fama, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(f"contact:\n  how: phone\n  on: 2026-11-20\n  worker: jd\n{NEVER}heard: [little, 2]\nfamily: not asked\n")

    ran = fama("walk", "K-104", "--answers", str(file), "--json")

    assert ran.code == 0
    assert ran.err == (
        "Recorded: Introduce mutual aid, with K-104.\n"
        "Next, by 4 December 2026: Talk about groups. Then or now: fama walk K-104\n"
        "Their plan to take home: fama plan K-104\n"
    )
    assert [each["step"] for each in json.loads(ran.out)["answers"]][:2] == ["been-before", "heard"]
    assert contact(fama) == {"on": "2026-11-20", "script": "Introduce mutual aid", "how": "phone", "worker": "JD", "finished": True}
    assert answers(fama) == {
        "been-before": "No, never",
        "heard": "Very little; Good things",
        "like-to-try": "Not now",
        "family": "not asked",
    }


def test_each_contact_says_which_stage_comes_next(client: Path, fama: Fama) -> None:
    for expected, written in (
        ("stage-1", "been-before: never\nlike-to-try: not-now\n"),
        ("stage-1", "been-before: never\nlike-to-try: maybe\nnext-step: contact-next\n"),
        ("stage-2", "call-now: done\n"),
        ("stage-3", "attended: no\n"),
    ):
        assert shown(fama)["next_script"] == expected
        ran = fama("walk", "K-104", "--answers", "-", "--json", stdin=written)
        assert (ran.code, json.loads(ran.out)["script"]) == (0, expected), ran.err

    assert shown(fama)["next_script"] == "stage-3"
    fama("clients", "add", "K-105", "--worker", "KW")
    fama("walk", "K-105", "--answers", "-", stdin="been-before: now\nlike-to-try: yes-please\n")
    assert shown(fama, "K-105")["next_script"] == "stage-3"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "contact: {how: post, on: 22/11/2026, worker: K W, at: noon}\nbeen-before: nver\nmaters: 1\n",
            [
                "7 things to put right in what came in",
                "- `how`: in-person, phone or online was expected",
                "- `on`: `22/11/2026` is not a day that has been",
                "- `worker`: Initials are 1 to 5 letters",
                "- `contact` has no field `at`: it has `how`, `on` and `worker`",
                "- there is no step called `maters` in stage-1: did you mean `matters`?",
                "- `been-before`: that is not an answer to it. Did you mean `No, never`?",
                "- `like-to-try` needs an answer",
            ],
        ),
        ("contact: phone\n" + NEVER, ["1 thing to put right", "- `contact`: expected `how`, `on` and `worker`, each on its line"]),
        ("contact:\n" + NEVER, ["1 thing to put right", "- `contact`: expected `how`, `on` and `worker`, each on its line"]),
        ("contact: {worker: }\n" + NEVER, ["1 thing to put right", "- `worker`: Initials are 1 to 5 letters"]),
        ("contact: {worker: [KW]}\n" + NEVER, ["1 thing to put right", "- `worker`: Initials are 1 to 5 letters"]),
        (NEVER + "which-group: smart\n", ["1 thing to put right", "- `which-group` is not asked, because of an earlier answer"]),
        (NEVER + "own-words: kestrel\n", ["1 thing to put right", "`own-words`", "fama casebook notes on"]),
        ("", ["2 things to put right", "- `been-before` needs an answer"]),
    ],
)
def test_everything_wrong_in_a_file_is_said_at_once_and_nothing_is_recorded(
    client: Path, fama: Fama, written: str, told: list[str]
) -> None:
    ran = fama("walk", "K-104", "--answers", "-", stdin=written)

    assert (ran.code, ran.out, [says for says in told if says not in ran.err]) == (4, "", []), ran.err
    assert shown(fama)["contacts"] == []


def test_a_file_is_refused_where_a_record_is_closed_or_a_draft_is_there(client: Path, fama: Fama) -> None:
    with walking(BEEN) as table:
        table.kill()

    ran = fama("walk", "K-104", "--answers", "-", stdin=NEVER)
    fama("clients", "close", "K-104")
    closed = fama("walk", "K-104", "--answers", "-", stdin=NEVER)

    assert (ran.code, ran.out, ran.err) == (
        2,
        "",
        "fama: This script was started with `K-104` and is not finished\n\nhint: Go on with that one, or finish it first\n",
    )
    assert (closed.code, closed.err) == (2, "fama: The record of `K-104` is closed\n\nhint: Reopen it first: `fama clients reopen`\n")
    assert [each["finished"] for each in shown(fama)["contacts"]] == [False]


def test_without_a_person_there_is_nobody_to_ask(client: Path, fama: Fama) -> None:
    ran = fama("walk", "K-104")

    assert (ran.code, ran.out, ran.err) == (
        2,
        "",
        "fama: There is nobody to ask\n\nhint: Give answers in a file: `--answers FILE`, or `--answers -`\n",
    )
