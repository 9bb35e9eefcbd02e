"""`fama walk`, `fama stages` and `fama concerns`: as a keyworker types and sees them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import REPOSITORY, Fama
from tests.terminal import Terminal

LONGEST = 5.0
"""Seconds before a walk is taken to hang."""

terminals = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

ASIDE, BACK = b"\x1b[?1049h", b"\x1b[?1049l"
MENU = "b back, s skip, x not asked, c concern, ? help, q stop"
STOPPED = "Stopped. Nothing was saved."
PLAIN = ["walk", "--practice", "--plain"]

RISK = [("step 1 of", ""), ("step 2 of", "")]
BEEN = "Have you ever been to a mutual aid group"
NEVER: list[tuple[str, str]] = [
    *RISK,
    (BEEN, "never"),
    ("What have you heard", "1,2"),
    ("Is there anything about going", "religion, shyness"),
    ("What mutual aid is", ""),
    ("There is more than one kind", ""),
    ("What you may see and hear", ""),
    ("What matters to you", "3"),
    ("Would you like to try", "maybe"),
    ("Which groups shall we look at", "1, 2"),
    ("Give the list of groups", "done"),
    ("Would someone close to you", "n"),
    ("What shall we do next", "2"),
    ("Anything in the client's own words", "I will give it a go"),
]
"""What a step of stage 1 says, and what is typed there, in order."""
CHECK = "Press Enter if that is right"


class Walk(Terminal):
    """A walk on a terminal: what is typed is always typed at a question."""

    def __enter__(self) -> Walk:
        super().__enter__()
        return self

    def answer(self, words: str, typed: str) -> None:
        """Type when `words` have come since the last answer, and the question after them."""
        self.wait_for_more(words)
        self.type(f"{typed}\n")

    def wait_for_more(self, words: str) -> None:
        while True:
            place = self.plain.find(words, self._read_to)
            asked = re.compile(
                r"(?:Answer|Enter go on, b back, c concern, \? help, q stop|Press Enter to go back to the question|Which one, in any words, or Enter to go on|b to go back, q to stop): \Z"
            )
            if place >= 0 and asked.search(self.plain):
                self._read_to = len(self.plain)
                return
            if not self._read(time.monotonic() + LONGEST):
                raise AssertionError(f"{words!r} never came; the screen was:\n{self.text}")

    _read_to = 0

    @property
    def plain(self) -> str:
        """Everything sent so far, without codes and with lines joined."""
        sent = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", self.written).decode(errors="replace")
        return " ".join(sent.replace("\r\n", "\n").split(" ")).replace("\n", " \n")

    def said(self, words: str) -> bool:
        return " ".join(words.split()) in " ".join(self.plain.split())


def walk(args: Sequence[str] = PLAIN, **env: str) -> Walk:
    # Wide, so that a sentence is on one line.
    return Walk(args=list(args), columns=200, rows=400, env=env)


def go(terminal: Walk, until: str) -> None:
    """Through stage 1, as in NEVER, up to the question that starts with `until`."""
    for words, typed in NEVER:
        if words.startswith(until):
            break
        terminal.answer(words, typed)
    terminal.wait_for_more(until)


@contextmanager
def at(until: str, **env: str) -> Iterator[Walk]:
    with walk(**env) as terminal:
        go(terminal, until)
        yield terminal


# From start to end


@terminals
def test_a_walk_through_stage_1_ends_with_what_was_answered() -> None:
    with walk() as terminal:
        for words, typed in NEVER:
            terminal.answer(words, typed)
        terminal.wait_for_more(CHECK)
        checked = terminal.text.split("Check the answers\n")[1].splitlines()
        terminal.type("\n")
        code = terminal.finish()

    assert code == 0
    assert [line.strip() for line in checked[:6]] == [
        "1  Have you ever been to a mutual aid group, in person or online?",
        "No, never",
        "2  What have you heard about these groups?",
        "Very little; Good things",
        "3  Is there anything about going that worries you?",
        "Religion, or a higher power; Being shy or anxious",
    ]
    assert terminal.said("Practice finished: 10 answers. Nothing was saved. With a client, record: - That you gave information")


@terminals
def test_a_step_says_where_it_is_what_to_say_and_what_to_type() -> None:
    with at(BEEN) as terminal:
        shown = terminal.text.split("step 3 of at most 19\n")[1]

    assert shown == (
        "Have you ever been to a mutual aid group, in person or online?\n"
        "Ask everyone, not only the people who seem suited to a group.\n"
        'Say: "In these groups, people help each other. Nobody has to join, and the choice is\n     yours."\n'
        'Say: "Have you ever been to one?"\n'
        "  1  No, never\n  2  Yes, in the past\n  3  Yes, I go now\n"
        f"Type 1 to 3. {MENU}\nAnswer:"
    )


@terminals
def test_nothing_is_written_anywhere(tmp_path: Path) -> None:
    with at(BEEN) as terminal:
        terminal.type("q\n")
        assert terminal.finish() == 130

    assert [path for path in (tmp_path / "home").rglob("*") if path.is_file()] == []


# What can be typed at any question


@terminals
@pytest.mark.parametrize("typed", ["b", "back", "BACK", " b "])
def test_back_goes_to_the_step_before(typed: str) -> None:
    with at("What have you heard") as terminal:
        terminal.type(f"{typed}\n")
        terminal.answer(BEEN, "past")
        terminal.wait_for_more("Which kinds have you been to?")


@terminals
def test_back_at_the_first_step_says_so() -> None:
    with walk() as terminal:
        terminal.answer("step 1 of", "b")
        terminal.wait_for_more("This is the first step.")


@terminals
@pytest.mark.parametrize(("typed", "left"), [("s", "skipped"), ("skip", "skipped"), ("x", "not asked"), ("not asked", "not asked")])
def test_a_question_can_be_left(typed: str, left: str) -> None:
    with at("What have you heard") as terminal:
        terminal.type(f"{typed}\n")
        for words, answer in NEVER[4:]:
            terminal.answer(words, answer)
        terminal.wait_for_more(CHECK)

        assert terminal.said(f"2 What have you heard about these groups? {left} 3 ")


@terminals
@pytest.mark.parametrize("typed", ["s", "x", "skip", "not asked"])
def test_a_step_that_others_depend_on_cannot_be_left(typed: str) -> None:
    with at(BEEN) as terminal:
        terminal.type(f"{typed}\n")
        terminal.wait_for_more("The next steps depend on this one, so it needs an answer.")
        terminal.type("never\n")
        terminal.wait_for_more("What have you heard")


@terminals
@pytest.mark.parametrize("typed", ["?", "help"])
def test_help_says_more_and_stays(typed: str) -> None:
    with at(BEEN) as terminal:
        terminal.type(f"{typed}\n")
        terminal.wait_for_more(f"Type 1 to 3. At any question: {MENU}")

        assert terminal.said("If they go now, stage 3 may fit better than this one. Why: NICE asks services")
        assert terminal.said("Read: nice-cg51, nice-qs11, tonigan-2017")
        terminal.type("never\n")
        terminal.wait_for_more("What have you heard")


@terminals
@pytest.mark.parametrize("typed", ["concern methadone", "Concern  METHADONE", "c medication"])
def test_a_worry_is_looked_up_in_any_words_and_the_question_is_asked_again(typed: str) -> None:
    with at("What have you heard") as terminal:
        terminal.type(f"{typed}\n")
        terminal.wait_for_more("With its sources: fama concerns medication")

        assert terminal.said("Medication, or opioid substitution treatment (OST) Say: You are right to think about that before you go.")
        assert terminal.said("Fact: AA says that no member should act as a doctor.")
        assert terminal.said("Press Enter to go back to the question:")
        terminal.type("\n")
        # All of it again, with its choices.
        terminal.wait_for_more("4  I know someone who goes")
        terminal.type("1\n")
        terminal.wait_for_more("Is there anything about going")


@terminals
@pytest.mark.parametrize("typed", ["c", "concern"])
def test_worries_are_listed_by_their_key(typed: str) -> None:
    with at("What have you heard") as terminal:
        terminal.type(f"{typed}\n")
        terminal.answer("Worries: Religion or a higher power; Medication", "god")
        terminal.wait_for_more("With its sources: fama concerns religion")


@terminals
def test_a_worry_that_there_is_not_is_said_and_nothing_is_lost() -> None:
    with at("What have you heard") as terminal:
        terminal.type("concern xyz\n")
        terminal.wait_for_more("There is no concern called `xyz`. Run `fama concerns` to see them.")
        terminal.type("1\n")
        terminal.wait_for_more("Is there anything about going")


@terminals
@pytest.mark.parametrize("typed", ["q", "stop", "save and stop"])
def test_stop_ends_at_once(typed: str) -> None:
    with at("What have you heard") as terminal:
        terminal.type(f"{typed}\n")

        assert (terminal.finish(), terminal.text.splitlines()[-1]) == (130, STOPPED)


@terminals
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Nothing was typed. Type 1 to 3."),
        ("9", "`9` is not one of the answers. Type 1 to 3."),
        ("[bold]x", "`[bold]x` is not one of the answers. Type 1 to 3."),
        ("caf\u00e9", "`caf\u00e9` is not one of the answers. Type 1 to 3."),
        ("a\u202eb", "`a<202E>b` is not one of the answers. Type 1 to 3."),
    ],
)
def test_what_is_no_answer_keeps_the_question_and_says_what_to_type(typed: str, told: str) -> None:
    with at(BEEN) as terminal:
        terminal.type(f"{typed}\n")
        terminal.wait_for_more(told)
        terminal.type("never\n")
        terminal.wait_for_more("What have you heard")


@terminals
def test_a_guess_ends_as_a_sentence_does() -> None:
    with at(BEEN) as terminal:
        terminal.type("no nevr\n")
        terminal.wait_for_more("Did you mean `No, never`?")

        assert "`?." not in terminal.plain


@terminals
def test_bytes_that_are_no_letters_do_not_end_the_walk() -> None:
    # As in a UTF-8 locale with a name, where Python reads strictly.
    with at(BEEN, PYTHONIOENCODING="utf-8:strict") as terminal:
        os.write(terminal._handle, b"caf\xe9\nnever\n")
        terminal.wait_for_more("What have you heard")


# Groups


@terminals
def test_groups_are_chosen_by_number() -> None:
    with at("Which groups") as terminal:
        listed = re.findall(r"(?m)^ +(\d+)  ([^:]+): ", terminal.text.split("Which groups shall we look at?")[1])
        terminal.type("2, 1,2\n")
        terminal.wait_for_more("Give the list of groups")

    assert listed[:2] == [("1", "UK SMART Recovery"), ("2", "Alcoholics Anonymous (Great Britain)")]


@terminals
def test_a_substance_narrows_the_groups_and_numbers_mean_the_new_list() -> None:
    with at("Which groups") as terminal:
        terminal.type("cocaine\n")
        terminal.wait_for_more("1  Cocaine Anonymous UK")
        terminal.type("1\n")
        for words, typed in NEVER[-4:]:
            terminal.answer(words, typed)
        terminal.wait_for_more(CHECK)

        assert re.search(r"Which groups shall we look at\?\s+(ca|Cocaine Anonymous UK)\s", terminal.plain)


@terminals
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Type numbers with commas between; or what the person uses"),
        ("0", "There are 13 groups in the list. Type numbers with commas"),
        ("99", "There are 13 groups in the list. Type numbers with commas"),
        ("1,99", "There are 13 groups in the list. Type numbers with commas"),
    ],
)
def test_a_choice_of_group_that_is_none_keeps_the_list(typed: str, told: str) -> None:
    with at("Which groups") as terminal:
        terminal.type(f"{typed}\n")
        terminal.wait_for_more(told)
        terminal.type("1\n")
        terminal.wait_for_more("Give the list of groups")


@terminals
def test_where_a_way_of_working_is_asked_for_no_other_group_is_offered() -> None:
    with walk([*PLAIN, "--stage", "intensive-referral"]) as terminal:
        for words, typed in [*RISK, ("What intensive referral is", ""), ("Have we looked at other kinds", "y")]:
            terminal.answer(words, typed)
        terminal.wait_for_more("Which 12-step group do you want to try?")

        assert terminal.said("Alcoholics Anonymous (Great Britain)")
        assert not terminal.said("SMART Recovery: 0330")


@terminals
def test_where_a_group_is_rung_its_number_and_how_old_it_is_are_on_the_screen() -> None:
    with walk([*PLAIN, "--stage", "3"]) as terminal:
        for words, typed in [*RISK, ("Have you been to a meeting", "3"), ("What got in the way?", "s"), ("Stay with this group", "3")]:
            terminal.answer(words, typed)
        terminal.answer("Which other group", "2")
        terminal.wait_for_more("Ring a helpline or a member now")

        assert "\n- Alcoholics Anonymous (Great Britain): 0800 917 7650 [current, seen 2026]" in terminal.text


@terminals
def test_what_the_person_uses_is_said_back_as_it_was_typed() -> None:
    with at("Which groups") as terminal:
        terminal.type("zzz\n")
        terminal.wait_for_more("There is no substance called")

        assert "`zzz`" in terminal.plain


@terminals
def test_a_name_with_several_meanings_does_not_end_the_walk() -> None:
    with at("Which groups") as terminal:
        terminal.type("blow\n")
        terminal.wait_for_more("`blow` has 2 meanings")
        terminal.type("1\n")
        terminal.wait_for_more("Give the list of groups")


# Checking the answers


@terminals
def test_an_answer_is_changed_from_the_list_and_the_rest_is_kept() -> None:
    with walk() as terminal:
        for words, typed in NEVER:
            terminal.answer(words, typed)
        terminal.answer(CHECK, "2")
        terminal.answer("What have you heard", "3")
        terminal.wait_for_more(CHECK)
        assert terminal.plain.split("Check the answers")[-1].count("Things that put me off") == 1
        terminal.type("\n")

        assert terminal.finish() == 0
        assert terminal.said("Practice finished: 10 answers.")


@terminals
def test_a_change_that_opens_other_steps_asks_them_too() -> None:
    with walk() as terminal:
        for words, typed in NEVER:
            terminal.answer(words, typed)
        terminal.answer(CHECK, "1")
        terminal.answer(BEEN, "past")
        terminal.answer("Which kinds have you been to?", "2")
        terminal.answer("On the whole, how was it for you?", "1")
        terminal.wait_for_more(CHECK)
        last = terminal.plain.split("Check the answers")[-1]

        assert ("What have you heard" in last, "SMART Recovery" in last) == (False, True)


@terminals
@pytest.mark.parametrize("typed", ["0", "11", "yes", "-1"])
def test_a_number_that_is_not_in_the_list_is_said(typed: str) -> None:
    with walk() as terminal:
        for words, answer in NEVER:
            terminal.answer(words, answer)
        terminal.answer(CHECK, typed)
        terminal.wait_for_more(f"`{typed}` is not one of the numbers")
        terminal.type("\n")

        assert terminal.finish() == 0


# Stopping, and the screen


@terminals
@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_stopping_at_any_step_says_so_and_leaves_no_fault(key: str) -> None:
    places = [words for words, _ in NEVER] + [CHECK]
    walks = [walk(["walk", "--practice"]) for _ in places]
    for number, terminal in enumerate(walks):
        with terminal:
            for words, typed in NEVER[:number]:
                terminal.answer(words, typed)
            terminal.wait_for_more(places[number])
            terminal.type(key)

            assert terminal.finish() == 130, places[number]
            assert after(terminal).split() == STOPPED.split(), places[number]
            assert b"Traceback" not in terminal.written


def after(terminal: Walk) -> str:
    """What stays on the main screen."""
    before, _, rest = terminal.written.partition(ASIDE)
    _, _, last = rest.partition(BACK)
    return (before + last).decode().replace("\r\n", "\n")


@terminals
def test_at_the_end_no_answer_is_left_on_the_screen() -> None:
    with walk(["walk", "--practice"]) as terminal:
        for words, typed in [*NEVER, (CHECK, "")]:
            terminal.answer(words, typed)
        terminal.finish()
        left = after(terminal)

    assert (terminal.written.count(ASIDE), terminal.written.count(BACK)) == (1, 1)
    assert left.startswith("Practice finished: 10 answers. Nothing was saved.\nWith a client, record:\n- That you gave")
    assert [words for words in ("never", "Very little", "SMART", "give it a go", "Answer") if words in left] == []


@terminals
def test_a_fault_or_a_wrong_name_does_not_open_another_screen() -> None:
    with walk(["walk", "--practice", "--stage", "9"]) as terminal:
        assert terminal.finish() == 3

    assert ASIDE not in terminal.written


@terminals
def test_plain_stays_on_the_screen() -> None:
    with at(BEEN) as terminal:
        terminal.type("\x03")
        terminal.finish()

    assert (ASIDE in terminal.written, BACK in terminal.written) == (False, False)


@terminals
def test_a_dumb_terminal_gets_no_codes() -> None:
    with walk(["walk", "--practice"], TERM="dumb") as terminal:
        terminal.wait_for_more("step 1 of")

        assert b"\x1b" not in terminal.written


@terminals
@pytest.mark.parametrize("columns", [60, 80])
def test_a_walk_keeps_within_the_screen(columns: int) -> None:
    terminal = Walk(args=PLAIN, columns=columns, rows=400)
    with terminal:
        terminal.answer("step 1 of", "")
        terminal.answer("step 2 of", "")
        terminal.wait_for_more("Say:")
        widths = [len(line.rstrip()) for line in terminal.plain.splitlines() if "Press Enter" not in line]

    assert max(widths) <= columns


# Without a terminal


def test_without_a_person_nothing_is_asked(fama: Fama) -> None:
    ran = fama("walk", "--practice")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "fama: There is nobody to ask\n\nhint: Give answers in a file: `--answers FILE`, or `--answers -`\n"


@terminals
def test_no_input_asks_nothing() -> None:
    with walk([*PLAIN, "--no-input"]) as terminal:
        assert terminal.finish() == 2
        assert terminal.said("fama: There is nobody to ask")


def test_without_practice_it_says_what_there_is(fama: Fama) -> None:
    ran = fama("walk")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "fama: `fama walk` needs a client\n\nhint: `fama walk K-104`; or for training, with nothing saved, `fama walk --practice`\n"
    )


ANSWERS = "been-before: never\nheard: [little, 2]\nlike-to-try: maybe\nwhich-group: [smart, aa]\nfamily: no\nown-words: not asked\n"
RECORD = [
    ("been-before", "answered", ["never"]),
    ("heard", "answered", ["little", "good"]),
    ("worries", "skipped", []),
    ("matters", "skipped", []),
    ("like-to-try", "answered", ["maybe"]),
    ("which-group", "answered", ["smart", "aa"]),
    ("sheets", "skipped", []),
    ("family", "answered", ["no"]),
    ("next-step", "skipped", []),
    ("own-words", "not-asked", []),
]


@pytest.mark.parametrize("by", ["file", "stdin"])
def test_answers_come_from_a_file_or_from_standard_input(fama: Fama, tmp_path: Path, by: str) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(ANSWERS)

    ran = fama("walk", "--practice", "--answers", str(file) if by == "file" else "-", "--json", stdin=ANSWERS)

    document = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert {name: document[name] for name in ("schema", "script", "version", "stage")} == {
        "schema": "fama.walk/1",
        "script": "stage-1",
        "version": 1,
        "stage": 1,
    }
    assert [(each["step"], each["state"], each["values"]) for each in document["answers"]] == RECORD
    assert [each["step"] for each in document["answers"] if each["private"]] == ["own-words"]
    jsonschema.validate(document, json.loads((REPOSITORY / "schemas" / "fama.walk-1.schema.json").read_text(encoding="utf-8")))


def test_every_problem_in_a_file_of_answers_is_said_at_once(fama: Fama) -> None:
    written = "been-before: never\nlike-to-try: mabe\nfamily: perhaps\nmaters: 1\ntried: smart\n"

    ran = fama("walk", "--practice", "--answers", "-", stdin=written)

    assert (ran.code, ran.out) == (4, "")
    for says in (
        "4 things to put right in what came in",
        "there is no step called `maters` in stage-1: did you mean `matters`?",
        "`like-to-try`: that is not an answer to it. Did you mean `Maybe`?",
        "`family`: that is not an answer to it. Type y or n",
        "`tried` is not asked, because of an earlier answer",
    ):
        assert says in ran.err


def test_a_group_in_a_file_that_there_is_not_is_said(fama: Fama) -> None:
    ran = fama("walk", "--practice", "--answers", "-", stdin=ANSWERS.replace("smart", "smrt"))

    assert ran.code == 4
    assert "`which-group`: There is no group called `smrt`. Did you mean `smart`?" in ran.err


def test_a_group_in_a_file_is_recorded_by_its_id_however_it_is_written(fama: Fama) -> None:
    ran = fama("walk", "--practice", "--answers", "-", "--json", stdin=ANSWERS.replace("smart", "SMART Recovery"))

    (groups,) = (each["values"] for each in json.loads(ran.out)["answers"] if each["step"] == "which-group")
    assert groups == ["smart", "aa"]


def test_a_file_of_answers_that_is_not_there_is_said(fama: Fama, tmp_path: Path) -> None:
    ran = fama("walk", "--practice", "--answers", str(tmp_path / "none.yaml"))

    assert (ran.code, ran.out) == (5, "")
    assert ran.err == f"fama: There is no file `{tmp_path / 'none.yaml'}`\n\nhint: Check the name and the folder\n"


def test_answers_that_are_not_utf_8_are_told_and_not_a_fault() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "fama_cli", "walk", "--practice", "--answers", "-"], input=b"been-before: \xff\n", capture_output=True
    )

    assert (ran.returncode, b"inside fama" in ran.stderr) == (4, False)


@pytest.mark.parametrize("typed", ["9", "stage-4", "nine"])
def test_a_stage_that_there_is_not_is_said(fama: Fama, typed: str) -> None:
    walked = fama("walk", "--practice", "--stage", typed)
    shown = fama("stages", typed)

    assert (walked.code, shown.code, walked.err) == (3, 3, shown.err)
    assert shown.err == (
        f"fama: There is no stage or script called `{typed}`\n\n"
        "hint: There are `1`, `2`, `3`, `intensive-referral`, `maaez`, `twelve-step-facilitation` and `open-meeting-visit`\n"
    )


# Stages and concerns, to read


def test_stages_are_listed_in_brief(fama: Fama) -> None:
    lines = fama("stages", "--format", "table").out.splitlines()

    assert [line for line in lines if line.startswith("Stage ")] == [
        "Stage 1: Introduce mutual aid",
        "Stage 2: Make contact together",
        "Stage 3: Keep taking an interest",
    ]
    assert lines[:5] == [
        "Stage 1: Introduce mutual aid",
        "  Find out what the client knows and has tried, show what there is to choose",
        "  from, and agree a step. Organised around PHE's 3 stages. The wording is ours,",
        "  not PHE's.",
        "  19 steps.",
    ]
    assert "MAAEZ: a group that prepares people for 12-step meetings (maaez)" in lines


@pytest.mark.parametrize("typed", ["2", "stage-2", "Make contact together"])
def test_a_stage_is_shown_in_full_by_its_number_id_or_title(fama: Fama, typed: str) -> None:
    lines = fama("stages", typed, "--format", "table").out.splitlines()

    assert [re.sub(r" \[.*", "", line) for line in lines if re.match(r"\d+\. ", line)][:4] == [
        "1. First: is anyone at risk right now?",
        "2. Could stopping suddenly, or starting again, be dangerous?",
        "3. Ring a helpline or a member now, together",
        "4. When shall we make that call together?",
    ]
    assert "  When    “Ring a helpline or a member now, together” is not now" in lines
    assert ("What to record" in lines, "Sources" in lines) == (True, True)


def test_cards_are_only_the_prompts(fama: Fama) -> None:
    lines = fama("stages", "2", "--cards", "--format", "table").out.splitlines()

    assert [line for line in lines if re.match(r"\d+ of 18  ", line)][2] == "3 of 18  Ring a helpline or a member now, together"
    assert "  Say     “Shall we ring now? I can start, and pass you the phone when you are" in lines
    assert [line for line in lines if line.startswith(("  Why", "  Help", "Sources"))] == []


def test_concerns_are_listed_with_the_first_thing_to_say(fama: Fama) -> None:
    lines = fama("concerns", "--format", "table").out.splitlines()

    assert lines[:2] == ["Religion or a higher power", "  religion. That is a fair thing to worry about."]
    assert lines[-1] == "Run `fama concerns NAME` for what can fairly be said, with its sources."


@pytest.mark.parametrize("typed", ["god", "religion", "Higher Power", "Religion or a higher power"])
def test_a_concern_is_shown_by_any_of_its_names(fama: Fama, typed: str) -> None:
    lines = fama("concerns", typed, "--format", "table").out.splitlines()

    assert lines[:2] == ["Religion or a higher power", "  Say       “That is a fair thing to worry about.”"]
    assert "  Fact      In the same study, atheists and agnostics went to AA less often. [3]" in lines
    assert "  Option    Go once to listen, and take what is of use." in lines


@pytest.mark.parametrize(
    ("typed", "hint"), [("xyz", "Run `fama concerns` to see them"), ("relgion", "Did you mean `religion`?"), ("", None)]
)
def test_a_concern_that_there_is_not_is_said(fama: Fama, typed: str, hint: str | None) -> None:
    ran = fama("concerns", typed)

    if hint is None:
        assert (ran.code, len(ran.out.splitlines())) == (0, 15)
    else:
        assert (ran.code, ran.out, ran.err) == (3, "", f"fama: There is no concern called `{typed}`\n\nhint: {hint}\n")


@pytest.mark.parametrize("name", ["stages", "concerns"])
def test_json_keeps_to_its_schema(fama: Fama, name: str) -> None:
    document = json.loads(fama(name, "--json").out)

    assert document["schema"] == f"fama.{name}/1"
    jsonschema.validate(document, json.loads((REPOSITORY / "schemas" / f"fama.{name}-1.schema.json").read_text(encoding="utf-8")))
