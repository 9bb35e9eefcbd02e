"""Looking for a meeting in the middle of a walk, in the lists that were imported."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from fama_cli.casebook.keys import key_from_keyring, salt_of
from tests.cli.test_nothing_in_plain import readable, through
from tests.cli.with_a_client import ASIDE, CHECK, GO_ON, Table, answers, command, go, shown, walk, walking
from tests.conftest import Fama

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

TO_GROUP: Sequence[tuple[str, str]] = (
    ("First: is anyone at risk", ""),
    ("Could stopping suddenly", ""),
    ("Ring a helpline or a member now", "2"),
    ("When shall we make that call", "3/12"),
    ("Which group do you want to go to", "6"),
)
"""Stage 2 up to the meeting, with Narcotics Anonymous."""
WHICH = "Which meeting, and when?"
OFFER = "Or m, to look in the meetings that were imported."
WHERE = "Near where? A postcode, its first half or a town. Enter for anywhere."
DAYS = "Which days? Such as tue, mon-fri or today. Enter for the next 7 days."
CHOOSE = "Type a number to choose."
NEXT = "Set up the first visit"
CHOSEN = "Tuesday 7.30pm to 9pm, St Mary's Hall, High Street, Leeds, LS1 4DY (“Just for Today”, Narcotics Anonymous UK)"
CLIENT = "LS1 9QZ"
"""Where a client lives. Its first half is known, and this postcode is not."""
TOWN = "Quokkaborough"


def listed(name: str, day: int, time: str, **fields: object) -> dict[str, object]:
    usual = {"slug": name, "name": name, "day": day, "time": time, "timezone": "Europe/London", "city": "Leeds", "types": []}
    return {**usual, **fields}


HALL = {"location": "St Mary's Hall", "address": "High Street", "postal_code": "LS1 4DY", "latitude": 53.797, "longitude": -1.548}
NA = [
    listed("Just for Today", 2, "19:30", end_time="21:00", types=["O", "X"], **HALL),
    listed("Noon Group", 4, "12:30", types=["C"], postal_code="LS2 7EY", latitude=53.805, longitude=-1.55),
    listed("Coast", 5, "18:00", city="Whitby", postal_code="YO21 1AA", latitude=54.486, longitude=-0.62),
    listed("Kitchen Table", 3, "20:00", city="", conference_url="https://zoom.us/j/83412345678", types=["ONL"]),
]
AA = [listed("Serenity", 1, "19:00", location="Chapel", postal_code="LS6 3AA", latitude=53.82, longitude=-1.57)]


@pytest.fixture
def lists(local: Path, tmp_path: Path, fama: Fama) -> Path:
    """A data folder into which 2 lists were imported."""
    for fellowship, meetings in (("na", NA), ("aa", AA)):
        file = tmp_path / f"{fellowship}.json"
        file.write_text(json.dumps(meetings))
        ran = fama("meetings", "import", str(file), "--fellowship", fellowship)
        assert ran.code == 0, ran.err
    return local


@pytest.fixture
def client(casebook: Path, fama: Fama) -> Path:
    assert fama("clients", "add", "K-104", "--worker", "KW").code == 0
    return casebook


@contextmanager
def looking(*args: str, steps: Sequence[tuple[str, str]] = TO_GROUP, rows: int = 40, **env: str) -> Iterator[Table]:
    """Practice, in the search, at the question where."""
    with Table(args=["walk", "--practice", "--stage", "2", *args], columns=120, rows=rows, env=env) as table:
        go(table, WHICH, steps)
        table.type("m\n")
        table.wait_for_more(WHERE)
        yield table


def through_search(table: Table, where: str, days: str) -> str:
    """Answer both questions. Returns what comes then, in one line."""
    table.type(f"{where}\n")
    table.answer(DAYS, days)
    return table.wait_for_more("Enter alone goes back to typing a meeting in words.")


def names(came: str) -> list[str]:
    """The meetings of a list, by their numbers."""
    return re.findall(
        r" \d (?:\w+ \d+ \w+, [\w.]+|Today[^.]*|Tomorrow[^.]*|Ask which day)\. ([^.]*?) (?:Narcotics|Alcoholics) Anonymous", came
    )


# Looking, and choosing


@pytest.mark.parametrize("args", [(), ("--plain",)])
def test_a_meeting_is_looked_for_and_chosen_by_its_number(lists: Path, args: tuple[str, ...]) -> None:
    with looking(*args) as table:
        came = through_search(table, "LS1", "")
        table.type("1\n")
        table.wait_for_more(NEXT)
        table.type("b\n")
        kept = table.wait_for_more(WHICH)

    assert came.startswith(
        "2 meetings of Narcotics Anonymous UK within 5 miles. How far is from the middle of the meetings in that first half"
    )
    assert (
        "1 Tuesday 24 November, 7.30pm. Just for Today Narcotics Anonymous UK. Every Tuesday, 7.30pm to 9pm. "
        "St Mary's Hall, High Street, Leeds, LS1 4DY. Under 0.1 miles. Open: anyone may come. Step-free. "
        "On the list that was imported on 21 November 2026. When it was checked is not stated. "
        "2 Thursday 26 November, 12.30pm. Noon Group"
    ) in " ".join(came.split())
    assert "Members only: for people who have the problem, or think they may. Whether it is step-free is not stated." in came
    assert f"You said: {CHOSEN}. Enter alone keeps it." in kept
    assert (ASIDE in table.written) is not bool(args)


def test_anywhere_shows_those_online_too_the_next_first(lists: Path) -> None:
    with looking() as table:
        came = through_search(table, "", "")
        assert names(came) == ["Just for Today", "Kitchen Table", "Noon Group", "Coast"]
        assert "Online: https://zoom.us/j/83412345678" in came
        table.type("2\n")
        table.wait_for_more(NEXT)
        table.type("b\n")

        assert "You said: Wednesday 8pm, online (“Kitchen Table”, Narcotics Anonymous UK)." in table.wait_for_more(WHICH)


@pytest.mark.parametrize(
    ("where", "days", "found"),
    [
        ("Leeds", "thu", ["Noon Group"]),
        ("leeds", "Tue", ["Just for Today"]),
        ("LS2", "mon-thu", ["Just for Today", "Noon Group"]),
        ("Leeds", "24/11", ["Just for Today"]),
        ("online", "any", ["Kitchen Table"]),
        ("LS1", "any", ["Just for Today", "Noon Group"]),
    ],
)
def test_where_and_when_can_be_said_in_many_ways(lists: Path, where: str, days: str, found: list[str]) -> None:
    with looking() as table:
        assert names(through_search(table, where, days)) == found


def test_where_no_group_was_chosen_every_fellowship_is_shown(lists: Path) -> None:
    with looking(steps=[*TO_GROUP[:-1], ("Which group do you want to go to", "s")]) as table:
        assert names(through_search(table, "LS1", "")) == ["Serenity", "Just for Today", "Noon Group"]


def test_all_shows_those_of_every_group(lists: Path) -> None:
    with looking() as table:
        through_search(table, "LS1", "")
        table.type("all\n")

        assert names(table.wait_for_more("Enter alone goes back")) == ["Serenity", "Just for Today", "Noon Group"]


def test_words_places_and_days_under_the_list_look_again(lists: Path) -> None:
    with looking() as table:
        through_search(table, "LS1", "")
        for typed, found in (
            ("noon", ["Noon Group"]),
            ("Whitby", ["Coast"]),
            ("Leeds", ["Just for Today", "Noon Group"]),
            ("tue", ["Just for Today"]),
            ("online", []),
            ("any", ["Just for Today", "Noon Group"]),
        ):
            table.type(f"{typed}\n")
            came = table.wait_for_more("Answer:")
            assert names(came) == found, typed
            assert ("No meeting fits that. The list is as it was." in came) == (not found)
        table.type("99\n")
        table.wait_for_more("There are 2 meetings in the list. Type one of the numbers.")


def test_where_nothing_is_near_those_online_are_shown_and_where_nothing_fits_it_is_said(lists: Path) -> None:
    with looking() as table:
        came = through_search(table, "53.0,-4.0", "")
        assert came.startswith("There is no meeting of Narcotics Anonymous UK within 25 miles. Online: 1 meeting. 1 Wednesday")
        table.type("b\n")
        table.answer(DAYS, "sun")
        came = table.wait_for_more("Enter alone goes back")
        assert "There is no meeting of Narcotics Anonymous UK within 25 miles in the lists that were imported." in came
        assert "Type all for those of every group. Type any for any day." in came
        table.type("any\n")
        assert names(table.wait_for_more("Enter alone goes back")) == ["Kitchen Table"]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (TOWN, "Try the first half of the postcode, or a town that has a meeting."),
        ("ZE9 9ZZ", "Try the first half of the postcode, or a town that has a meeting."),
        ("ZE9", "Try the first half of the postcode, or a town that has a meeting."),
        ("Leads", "Did you mean `Leeds`?"),
        ("!?", "Try the first half of the postcode, or a town that has a meeting."),
        ("53,999", "Try the first half of the postcode, or a town that has a meeting."),
    ],
)
def test_a_place_that_nobody_knows_is_said_kindly_and_asked_again(lists: Path, typed: str, hint: str) -> None:
    with looking() as table:
        table.type(f"{typed}\n")
        came = table.wait_for_more("Enter is for anywhere.")
        assert came == f"{typed} Where that is, is not known on this computer. {hint} Enter is for anywhere. Answer:"
        through_search(table, "", "")


def test_days_that_are_none_are_asked_again(lists: Path) -> None:
    with looking() as table:
        table.type("\n")
        table.answer(DAYS, "soon")
        table.wait_for_more("Those are not days. Type days as tue, mon-fri, weekend, today or 24/11; or any.")
        table.type("fri\n")

        assert names(table.wait_for_more("Enter alone goes back")) == ["Coast"]


def test_on_a_small_screen_as_many_are_shown_as_fit(lists: Path) -> None:
    with looking(rows=24) as table:
        came = through_search(table, "", "")
        assert names(came) == ["Just for Today", "Kitchen Table"]
        assert "These are 1 to 2 of 4. Type more to see others." in came
        # Nothing has left the screen: what has cannot be seen again.
        assert table.text.lstrip().startswith("4 meetings of Narcotics Anonymous UK.")
        table.type("more\n")
        came = table.wait_for_more("Enter alone goes back")
        assert names(came) == ["Noon Group", "Coast"]
        table.type("4\n")
        table.wait_for_more(NEXT)


# Leaving the search


def test_back_goes_one_question_back_and_enter_goes_to_typing_in_words(lists: Path) -> None:
    with looking() as table:
        through_search(table, "LS1", "")
        table.type("b\n")
        table.answer(DAYS, "b")
        table.answer(WHERE, "b")
        assert OFFER in table.wait_for_more(WHICH)
        table.type("meetings\n")
        table.wait_for_more(WHERE)
        through_search(table, "LS1", "")
        table.type("\n")
        table.answer(WHICH, "Thursday 7pm, church hall")
        table.wait_for_more(NEXT)


@pytest.mark.parametrize("depth", [0, 1, 2])
@pytest.mark.parametrize("typed", ["s", "x"])
def test_the_question_can_be_left_from_inside(lists: Path, typed: str, depth: int) -> None:
    with looking() as table:
        for words in ("", DAYS)[:depth]:
            table.answer(words, "") if words else table.type("\n")
        table.wait_for_more("Answer:") if depth else None
        table.type(f"{typed}\n")
        table.wait_for_more(NEXT)
        table.type("b\n")

        assert f"Last time: {'skipped' if typed == 's' else 'not asked'}." in table.wait_for_more(WHICH)


def test_help_and_worries_are_there_too(lists: Path) -> None:
    with looking() as table:
        table.type("?\n")
        table.wait_for_more("What you type to say where is not kept anywhere.")
        table.type("c\n")
        table.answer("Which one, in any words", "religion")
        came = table.wait_for_more(WHERE)
        assert "Religion or a higher power" in came
        through_search(table, "LS1", "")


@pytest.mark.parametrize("key", ["\x03", "q\n"])
@pytest.mark.parametrize("depth", [0, 1, 2])
def test_stopping_inside_loses_nothing(lists: Path, client: Path, fama: Fama, depth: int, key: str) -> None:
    with walking(WHICH, "--stage", "2", steps=TO_GROUP) as table:
        table.type("m\n")
        for words, typed in ((WHERE, CLIENT), (DAYS, ""))[:depth]:
            table.answer(words, typed)
        table.wait_for_more((WHERE, DAYS, CHOOSE)[depth])
        table.interrupt(key)
        assert (table.finish(), table.left().split("\n")[-2]) == (130, "Stopped. 5 steps saved. To go on: fama walk K-104")

    with walk() as table:
        table.answer(GO_ON, "")
        assert OFFER in table.wait_for_more(WHICH)


# Where there is nothing to look in


def test_without_lists_only_the_help_says_more(local: Path) -> None:
    with command("walk", "--practice", "--stage", "2") as table:
        go(table, "Which group do you want to go to", TO_GROUP)
        table.type("6\n")
        assert "imported" not in table.wait_for_more(WHICH)
        table.type("?\n")
        came = table.wait_for_more("At any question")
        assert "Lists that are imported with `fama meetings import` appear here, to choose a meeting from." in came
        table.type("meetings\n")
        table.wait_for_more(NEXT)


def test_an_index_that_cannot_be_read_is_said_and_the_walk_goes_on(lists: Path) -> None:
    (lists / "meetings.sqlite3").write_bytes(b"not an index" * 100)

    with looking() as table:
        table.type("\n")
        table.answer(DAYS, "")
        assert "Import the lists again" in table.wait_for_more(WHICH)
        table.type("Thursday 7pm, church hall\n")
        table.wait_for_more(NEXT)


# What is kept


def test_what_is_kept_is_in_the_plan_and_the_calendar_and_where_the_client_lives_is_nowhere(
    lists: Path, client: Path, fama: Fama, tmp_path: Path
) -> None:
    arguments = []
    for args in ((), ("--plain",)):
        with walking(WHICH, "--stage", "2", *args, steps=TO_GROUP) as table:
            table.type("m\n")
            table.answer(WHERE, TOWN)
            table.wait_for_more("Enter is for anywhere.")
            assert names(through_search(table, CLIENT, "")) == ["Just for Today", "Noon Group"]
            table.type(f"{TOWN}\n")
            table.wait_for_more("No meeting fits that.")
            arguments.append(table.arguments())
            table.type("1\n")
            through(table)
            table.type("\n")
            assert table.finish() == 0

    assert answers(fama)["meeting"] == CHOSEN
    plan = fama("plan", "K-104", "--format", "txt")
    assert f"My first meeting: {CHOSEN}." in " ".join(plan.out.split())
    file = tmp_path / "appointments.ics"
    assert fama("plan", "K-104", "--output", str(file), "--place").code == 0
    (event,) = [event for event in events(file) if "RRULE" in event]
    assert (event.decoded("DTSTART").isoformat(), event.decoded("DTEND").isoformat()) == (
        "2026-11-24T19:30:00+00:00",
        "2026-11-24T21:00:00+00:00",
    )
    assert str(event["LOCATION"]) == "St Mary's Hall, High Street, Leeds, LS1 4DY"
    secrets = (CLIENT, CLIENT.replace(" ", ""), TOWN)
    key = key_from_keyring(salt_of(client))
    assert readable(tmp_path, secrets, [key.raw], but=Path(tmp_path / "keys.json")) == []
    assert [secret for secret in secrets if secret in json.dumps(shown(fama))] == []
    assert [each for each in arguments if CLIENT.encode() in each or TOWN.encode() in each] == []


def events(file: Path) -> Any:
    from icalendar import Calendar

    return Calendar.from_ical(file.read_bytes()).walk("VEVENT")


def test_the_last_look_shows_it_and_it_can_be_changed_for_another(lists: Path) -> None:
    with looking() as table:
        through_search(table, "LS1", "")
        table.type("1\n")
        through(table)
        number = re.findall(rf"(\d+)  {re.escape(WHICH[:13])}", table.plain)[-1]
        table.type(f"{number}\n")
        table.wait_for_more(f"You said: {CHOSEN}.")
        table.type("m\n")
        table.wait_for_more(WHERE)
        through_search(table, "LS1", "")
        table.type("2\n")
        came = table.wait_for_more(CHECK)

    assert "Thursday 12.30pm, Leeds, LS2 7EY (“Noon Group”, Narcotics Anonymous UK)" in came


# From a file


def test_a_file_of_answers_can_name_a_meeting_by_its_id(lists: Path, client: Path, fama: Fama) -> None:
    (found,) = json.loads(fama("meetings", "find", "--text", "just", "--json").out)["meetings"]
    written = f"call-now: done\nmeeting: id {found['key']}\n"

    practised = fama("walk", "--practice", "--stage", "2", "--answers", "-", "--json", stdin=written)
    recorded = fama("walk", "K-104", "--stage", "2", "--answers", "-", stdin=written)

    assert (practised.code, practised.err) == (0, "")
    (values,) = (each["values"] for each in json.loads(practised.out)["answers"] if each["step"] == "meeting")
    assert (practised.code, recorded.code, values) == (0, 0, [CHOSEN])
    assert answers(fama)["meeting"] == CHOSEN


def test_an_id_that_there_is_not_is_said_and_nothing_is_recorded(lists: Path, client: Path, fama: Fama) -> None:
    ran = fama("walk", "K-104", "--stage", "2", "--answers", "-", stdin="call-now: done\nmeeting: id zzzzz\n")

    assert (ran.code, ran.out) == (4, "")
    assert "`meeting`: No meeting has the id `zzzzz`" in ran.err
    assert shown(fama)["contacts"] == []
