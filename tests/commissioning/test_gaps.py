"""What is missing among meetings: known answers, and not stated kept apart from no."""

from __future__ import annotations

import json
import shlex
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fama_cli.commissioning.gaps import Gaps, Wanted, find_gaps
from fama_cli.commissioning.held import Held, Where
from fama_cli.commissioning.scope import looked_at, not_there
from fama_cli.commissioning.week import DAYS, TIMES, said_beside, week_of
from fama_cli.meetings.feeds.sheet_template import TEMPLATE
from tests.conftest import Fama

AA, NA = ("aa", "AA"), ("na", "NA")
IN, ON, BOTH = Where.IN_PERSON, Where.ONLINE, Where.BOTH


def full(where: Where | None = IN, *, without: tuple[int | None, int | None] = (None, None)) -> list[Held]:
    """A meeting of AA in every part of every day, without those of one weekday or one hour."""
    return [
        Held(group="aa", weekday=day, at=hour * 60, where=where)
        for day, hour in product(range(7), (8, 9, 12, 15, 18, 21))
        if day != without[0] and hour != without[1]
    ]


@pytest.mark.parametrize(
    ("hour_and_minute", "time"),
    [
        ("00:00", "Before 9am"),
        ("08:59", "Before 9am"),
        ("09:00", "9am to noon"),
        ("11:59", "9am to noon"),
        ("12:00", "Noon to 3pm"),
        ("14:59", "Noon to 3pm"),
        ("15:00", "3pm to 6pm"),
        ("18:00", "6pm to 9pm"),
        ("20:59", "6pm to 9pm"),
        ("21:00", "9pm or later"),
        ("23:59", "9pm or later"),
    ],
)
def test_a_meeting_is_in_the_part_of_the_day_that_it_starts_in(hour_and_minute: str, time: str) -> None:
    hours, minutes = map(int, hour_and_minute.split(":"))

    week = week_of("", [(2, hours * 60 + minutes)])

    assert {(DAYS[day], TIMES[part]): 1 for day, row in enumerate(week.counts) for part, number in enumerate(row) if number} == {
        ("Wednesday", time): 1
    }


@pytest.mark.parametrize("start", [(7, 0), (-1, 0), (0, 1440), (0, -1)])
def test_a_start_that_no_week_has_is_refused(start: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no week has"):
        week_of("", [start])


SAYS_NOTHING: list[str] = []


@pytest.mark.parametrize(
    ("held", "wanted", "says"),
    [
        pytest.param(full(), Wanted(groups=(AA,)), SAYS_NOTHING, id="everything is there"),
        pytest.param([], Wanted(groups=(AA,)), ["No meeting of AA is listed"], id="nothing is listed: said once, not for each day"),
        pytest.param(full(), Wanted(groups=(AA, NA)), ["No meeting of NA is listed"], id="a group"),
        pytest.param([*full(), Held(group="na", where=ON)], Wanted(groups=(NA,)), ["NA is listed online only"], id="a group online only"),
        pytest.param([*full(), Held(group="na", where=BOTH)], Wanted(groups=(NA,)), SAYS_NOTHING, id="a group both ways"),
        pytest.param([*full(), Held(group="na")], Wanted(groups=(NA,)), SAYS_NOTHING, id="a group that does not say where"),
        pytest.param([*full(), Held(group="na", where=ON), Held(group="na")], Wanted(groups=(NA,)), SAYS_NOTHING, id="one online, one that does not say"),
        pytest.param(full(without=(6, None)), Wanted(), ["No meeting on a Sunday is listed"], id="a day"),
        pytest.param(full(without=(None, 8)), Wanted(), ["No meeting that starts before 9am on any day is listed"], id="a time"),
        pytest.param([*full(without=(6, None)), Held(group="aa", weekday=6, at=600, where=ON)], Wanted(), ["Every meeting listed on a Sunday is online only"], id="a day online only"),
        pytest.param([*full(without=(6, None)), Held(group="aa", weekday=6, at=600)], Wanted(), SAYS_NOTHING, id="a day that does not say where"),
        pytest.param([*full(without=(6, None)), Held(group="aa", weekday=6, where=IN)], Wanted(), ["No meeting on a Sunday is listed"], id="a day without a time is in no cell"),
        pytest.param(full(None), Wanted(), SAYS_NOTHING, id="nobody says where"),
        pytest.param(full(ON, without=(None, 21)), Wanted(groups=(AA,)), ["AA is listed online only", *(f"Every meeting listed on a {day} is online only" for day in DAYS), *(f"Every meeting listed that starts {time} is online only" for time in ("before 9am", "from 9am to noon", "from noon to 3pm", "from 3pm to 6pm", "from 6pm to 9pm")), "No meeting that starts at 9pm or later on any day is listed"], id="all online"),
        pytest.param([*full(), Held(group="aa", area="LS", where=IN)], Wanted(areas=("LS", "HX")), ["No meeting in HX is listed"], id="an area"),
        pytest.param([*full(), Held(group="aa", yes=("bsl",))], Wanted(features=("bsl",)), SAYS_NOTHING, id="access: one is enough to say that there is one"),
        pytest.param([*full(), Held(group="aa", no=("bsl",))], Wanted(features=("bsl",)), ["No meeting states that it has British Sign Language: 1 says no, and 42 do not say"], id="access: no and not stated are counted apart"),
        pytest.param([*full(), Held(group="aa", languages=("Polish",))], Wanted(languages=("polish",)), SAYS_NOTHING, id="a language, in any case"),
        pytest.param([*full(), Held(group="aa", languages=("Polish",))], Wanted(languages=("Urdu",)), ["No meeting states that it is in Urdu: 42 do not say"], id="a language"),
    ],
)  # fmt: skip
def test_what_is_missing(held: list[Held], wanted: Wanted, says: list[str]) -> None:
    assert [gap.says for gap in find_gaps(held, wanted).gaps] == says


def test_counts_of_a_small_area() -> None:
    held = [
        Held(group="aa", weekday=0, at=1170, where=IN, yes=("step-free",), languages=("English",)),
        Held(group="aa", weekday=0, at=1200, where=BOTH, no=("step-free",)),
        Held(group="na", weekday=None, at=600, languages=("Polish", "English")),
    ]

    found = find_gaps(held, Wanted(groups=(AA, NA), features=("step-free",)))

    assert found.meetings == 3
    assert [(each.id, each.meetings, each.in_person, each.online, each.where_not_stated) for each in found.groups] == [
        ("aa", 2, 2, 1, 0),
        ("na", 1, 0, 0, 1),
    ]
    assert [(each.yes, each.no, each.not_stated) for each in found.features] == [(1, 1, 1)]
    assert (found.languages, found.language_not_stated) == ((("English", 2), ("Polish", 1)), 1)
    assert [(week.title, sum(map(sum, week.counts)), week.no_time) for week in found.weeks] == [
        ("All meetings", 2, 1), ("In person", 2, 0), ("Online", 1, 0), ("In person or online: not stated", 0, 1),
    ]  # fmt: skip


HELD = st.builds(
    Held,
    group=st.sampled_from(["aa", "na"]),
    weekday=st.none() | st.integers(0, 6),
    at=st.none() | st.integers(0, 1439),
    where=st.none() | st.sampled_from(Where),
    yes=st.sampled_from([(), ("bsl",)]),
)


@given(st.lists(HELD, max_size=20))
def test_every_meeting_is_counted_once_and_one_more_never_makes_a_gap_but_of_silence(held: list[Held]) -> None:
    wanted = Wanted(groups=(AA, NA), features=("bsl",))

    found, more = find_gaps(held, wanted), find_gaps([*held, *full()], wanted)

    for week in found.weeks[:1]:
        assert sum(map(sum, week.counts)) + week.no_time == len(held)
    for stated in found.features:
        assert stated.yes + stated.no + stated.not_stated == len(held)
    assert {gap.id for gap in more.gaps} <= {gap.id for gap in found.gaps} | {"gap-feature-bsl"}


def test_ids_stay_the_same_whatever_the_words(tmp_path: Path) -> None:
    def ids(found: Gaps) -> list[str]:
        return [gap.id for gap in found.gaps]

    wanted = Wanted(groups=(NA,))
    assert ids(find_gaps(full(), wanted)) == ids(find_gaps([*full(), Held(group="na", where=ON)], wanted)) == ["gap-group-na"]


TOP = "group,day,start,area,where,yes,no,languages\n"
LIST = f"{TOP}aa,Monday,19:30,LS,in-person,step-free,bsl,English\nNA,fri,7.05,BD,,,,English; Polish\n"


def test_a_list_of_meetings_is_read(fama: Fama, here: Path) -> None:
    Path("list.csv").write_text(LIST, encoding="utf-8-sig")

    found = json.loads(fama("area", "gaps", "--meetings", "list.csv", "--json").out)

    assert (found["schema"], found["meetings"]) == ("fama.areagaps/1", 2)
    assert found["weeks"][0]["counts"][0] == [0, 0, 0, 0, 1, 0]
    assert found["weeks"][0]["counts"][4] == [1, 0, 0, 0, 0, 0]
    assert found["languages"] == [["English", 2], ["Polish", 1]]


def test_only_the_areas_that_are_named_are_looked_at(fama: Fama, here: Path) -> None:
    Path("list.csv").write_text(LIST, encoding="utf-8")

    ran = fama("area", "gaps", "--meetings", "list.csv", "--area", "ls, HX", "--json")
    found = json.loads(ran.out)

    assert found["meetings"] == 1
    assert [(each["name"], each["meetings"]) for each in found["areas"]] == [("ls", 1), ("HX", 0)]
    assert "No meeting in HX is listed" in [gap["says"] for gap in found["gaps"]]
    assert (found["scope"]["areas"], found["scope"]["elsewhere"], found["scope"]["no_area"]) == (["ls", "HX"], 1, 0)
    assert ran.err == "No meeting on the list has the area HX: it has BD and LS\n"


def at(area: str | None, where: Where | None, **fields: Any) -> Held:
    return Held(group="aa", weekday=6, at=600, area=area, where=where, **fields)


@pytest.mark.parametrize(
    ("one", "area", "counted_as"),
    [
        pytest.param(at("LS", IN), "LS", IN, id="here"),
        pytest.param(at("ls", IN), "LS", IN, id="in any case"),
        pytest.param(at("LS1", IN), "LS", IN, id="the list has outcodes"),
        pytest.param(at("LS", IN, outcode="LS1"), "ls1", IN, id="an outcode was asked for"),
        pytest.param(at("LS", IN, outcode="LS11"), "LS1", "elsewhere", id="another outcode"),
        pytest.param(at("L", IN, outcode="L1"), "LS", "elsewhere", id="letters that only start the same"),
        pytest.param(at("Ward 2", IN), "ward 2", IN, id="an area in words"),
        pytest.param(at("BD", IN), "LS", "elsewhere", id="elsewhere"),
        pytest.param(at("BD", None), "LS", "elsewhere", id="elsewhere, and nobody says how people come"),
        pytest.param(at("BD", ON), "LS", ON, id="online from elsewhere"),
        pytest.param(at(None, ON), "LS", ON, id="online, and in no area"),
        pytest.param(at("BD", BOTH), "LS", ON, id="both, elsewhere: its room is not here"),
        pytest.param(at("LS", BOTH), "LS", BOTH, id="both, here"),
        pytest.param(at(None, IN), "LS", "no_area", id="in person, and nobody says where"),
        pytest.param(at(None, None), "LS", "no_area", id="nothing is stated"),
    ],
)
def test_what_is_online_is_reached_from_anywhere_and_what_is_left_out_is_counted(one: Held, area: str, counted_as: str) -> None:
    held, scope = looked_at([one], [area], {})

    assert [each.where for each in held] == ([counted_as] if isinstance(counted_as, Where) else [])
    assert (scope.elsewhere, scope.no_area) == (int(counted_as == "elsewhere"), int(counted_as == "no_area"))
    assert scope.areas == (area,)


def test_a_room_that_may_be_here_is_counted_apart_though_the_meeting_is_online_too() -> None:
    held, scope = looked_at([at(None, BOTH)], ["LS"], {})

    assert ([each.where for each in held], scope.from_anywhere, scope.no_area) == ([ON], 1, 1)


def test_an_area_does_not_make_what_is_online_disappear(fama: Fama, here: Path) -> None:
    Path("list.csv").write_text("group,day,start,area,where\naa,Monday,19:30,LS,in-person\nna,Sunday,11:00,,online\n", encoding="utf-8")

    ran = fama("area", "gaps", "--meetings", "list.csv", "--area", "LS", "--format", "table")

    assert "Every meeting listed on a Sunday is online only." in ran.out
    assert "NA is listed online only." in ran.out
    assert "Only what is in LS, and what can be joined online." in ran.out
    assert "1 meeting held elsewhere, or in no known place, is counted as online." in ran.out
    assert "To plan what to do: fama area plan --meetings list.csv --area LS" in ran.out


@pytest.mark.parametrize(
    ("options", "command"),
    [
        (["--area", "LS,BD", "--language", "Polish", "--feature", "bsl"], "fama area plan --meetings list.csv --area LS,BD --language Polish --feature bsl"),
        (["--area", "Ward 2"], "fama area plan --meetings list.csv --area 'Ward 2'"),
    ],
)  # fmt: skip
def test_the_last_line_is_a_command_that_plans_for_the_same_gaps(fama: Fama, here: Path, options: list[str], command: str) -> None:
    Path("list.csv").write_text(LIST, encoding="utf-8")

    shown = " ".join(fama("area", "gaps", "--meetings", "list.csv", *options, "--format", "table").out.split())
    gaps = json.loads(fama("area", "gaps", "--meetings", "list.csv", *options, "--json").out)["gaps"]
    planned = json.loads(fama(*shlex.split(command)[1:], "--json").out)["actions"]

    assert shown.endswith(f"To plan what to do: {command}")
    assert [each["id"] for each in planned] == [each["id"] for each in gaps]


@pytest.mark.parametrize("area", ["ZZ", "leeds", "LS99"])
def test_an_area_that_no_meeting_has_is_one_gap_and_a_warning(fama: Fama, here: Path, area: str) -> None:
    Path("list.csv").write_text(LIST + "smart,Sunday,11:00,,online,,,\n", encoding="utf-8")

    ran = fama("area", "gaps", "--meetings", "list.csv", "--area", area, "--json")

    assert [gap["says"] for gap in json.loads(ran.out)["gaps"]] == [f"No meeting in {area} is listed"]
    assert ran.err == f"No meeting on the list has the area {area}: it has BD and LS\n"


@pytest.mark.parametrize(
    ("language", "err"),
    [("Polish", ""), ("polish", ""), ("Polsh", "No meeting on the list states Polsh: it has English and Polish\n")],
)
def test_a_language_that_no_meeting_states_is_told_with_those_there_are(fama: Fama, here: Path, language: str, err: str) -> None:
    Path("list.csv").write_text(LIST, encoding="utf-8")

    assert fama("area", "gaps", "--meetings", "list.csv", "--language", language, "--json").err == err


def test_where_nothing_is_stated_there_is_nothing_to_show() -> None:
    assert not_there([Held(group="aa")], ["LS"], ["Urdu"]) == (
        "No meeting on the list has the area LS: none states its area",
        "No meeting on the list states Urdu: none states its language",
    )


def test_groups_for_behaviours_alone_are_left_out_unless_they_are_asked_for(fama: Fama, here: Path) -> None:
    Path("list.csv").write_text("group,day,start\naa,Monday,19:30\nga,Sunday,11:00\n", encoding="utf-8")

    usual = json.loads(fama("area", "gaps", "--meetings", "list.csv", "--json").out)
    every = json.loads(fama("area", "gaps", "--meetings", "list.csv", "--every-group", "--json").out)
    shown = " ".join(fama("area", "gaps", "--meetings", "list.csv", "--format", "table").out.split())

    left_out = {"ga", "gam-anon", "coda"}
    assert left_out & {each["id"] for each in usual["groups"]} == set()
    assert left_out <= {each["id"] for each in every["groups"]}
    assert (usual["meetings"], every["meetings"]) == (1, 2)
    assert "gap-day-sunday" in {gap["id"] for gap in usual["gaps"]} - {gap["id"] for gap in every["gaps"]}
    assert (
        "Only groups for drugs, alcohol and families are looked for. Left out: GA, Gam-Anon and CoDA, with 1 meeting on the list." in shown
    )


def test_what_is_not_every_week_is_said_beside_the_week() -> None:
    seldom: dict[str, Any] = {"every_week": False, "where": IN}
    held = [
        Held(group="aa", weekday=0, at=1170, where=IN), Held(group="aa", weekday=0, at=1170, **seldom),
        Held(group="aa", weekday=6, at=600, **seldom), Held(group="aa", weekday=None, at=600, **seldom),
        Held(group="aa", weekday=2, at=600, every_week=True),
    ]  # fmt: skip

    everything, in_person, online, _ = find_gaps(held, Wanted()).weeks

    assert said_beside(everything) == (
        "2 of these are not every week.", "At this time there is no other: Sunday, 9am to noon.", "1 more without a day and a time.",
    )  # fmt: skip
    assert said_beside(in_person)[0] == "2 of these are not every week."
    assert (said_beside(online), online.not_every_week) == ((), ())


def test_markdown_has_the_tables_and_csv_is_a_list_of_gaps(fama: Fama, here: Path) -> None:
    Path("list.csv").write_text(LIST, encoding="utf-8")

    page = fama("area", "gaps", "--meetings", "list.csv", "--area", "LS,BD", "--format", "md").out
    rows = fama("area", "gaps", "--meetings", "list.csv", "--area", "LS,BD", "--format", "csv").out.splitlines()

    assert [line for line in page.splitlines() if line.startswith("#")] == [
        "## What was looked at", "## All meetings, by when they start", "## In person, by when they start",
        "## In person or online: not stated, by when they start", "## Groups, areas and access", "## Languages",
    ]  # fmt: skip
    assert page.startswith("| id | kind | what is missing |\n| --- | --- | --- |\n| gap-")
    for line in (
        "| Monday | 0 | 0 | 0 | 0 | 1 | 0 |",
        "| AA | 1 | 1 | 0 | 0 |",
        "| LS | 1 | 1 | 0 | 0 |",
        "| is step-free | 1 | 0 | 1 |",
        "| English | 2 |",
    ):
        assert line in page.splitlines()
    assert rows[0] == "id,kind,what is missing"
    assert all(row.startswith("gap-") for row in rows[1:])


@pytest.mark.parametrize(
    ("contents", "err"),
    [
        pytest.param(
            "group,day\n",
            "fama: 1 thing to put right in `list.csv`\n- list.csv:2:1: there are headings, and no meeting under them\n",
            id="headings only",
        ),
        pytest.param(
            TEMPLATE,
            "fama: `list.csv` has the headings of a list to import\n\nhint: Run `fama meetings import list.csv`, then `fama area gaps`\n",
            id="the spreadsheet of another command",
        ),
    ],
)
def test_a_list_that_no_gap_can_be_told_from(fama: Fama, here: Path, contents: str, err: str) -> None:
    Path("list.csv").write_text(contents, encoding="utf-8")

    ran = fama("area", "gaps", "--meetings", "list.csv", "--output", "gaps.json")

    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith(err)
    assert not Path("gaps.json").exists()


ONE = "fama: 1 thing to put right in `list.csv`"


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        pytest.param(b"", "- list.csv:1:1: there is nothing in this file", id="empty"),
        pytest.param(b"\n \n", "- list.csv:1:1: there is nothing in this file", id="blank lines"),
        pytest.param(b"day\nMonday\n", "- list.csv:1:1: there is no column called `group`", id="no group"),
        pytest.param(b"group,dayy\naa,Monday\n", "- list.csv:1:2: there is no column called `dayy`: did you mean `day`?", id="a column that is not one"),
        pytest.param(b"group,day,day\naa,Monday,Monday\n", "- list.csv:1:3: the column `day` is there twice", id="a column twice"),
        pytest.param(b"group\nsmrt\n", "- list.csv:2:1: `group`: found `smrt`, did you mean `smart`?", id="a group that is not there"),
        pytest.param(b"group,day\n,Monday\n", "- list.csv:2:1: `group`: found nothing, expected one such as smart, aa or ca", id="no group in a row"),
        pytest.param(b"group,day\naa,Mo\n", "- list.csv:2:2: `day`: found `Mo`, expected a day such as Monday", id="a day too short"),
        pytest.param(b"group,start\naa,7pm\n", "- list.csv:2:2: `start`: found `7pm`, expected a time such as 19:30", id="a time in words"),
        pytest.param(b"group,start\naa,24:00\n", "- list.csv:2:2: `start`: found `24:00`, expected a time such as 19:30", id="a time that is not one"),
        pytest.param(b"group,where\naa,onlin\n", "- list.csv:2:2: `where`: found `onlin`, did you mean `online`?", id="how people come"),
        pytest.param(b"group,yes\naa,stepfree\n", "- list.csv:2:2: `yes`: found `stepfree`, did you mean `step-free`?", id="a feature"),
        pytest.param(b"group,yes,no\naa,bsl,bsl\n", "- list.csv:2:3: `no`: `bsl` is in `yes` too", id="yes and no"),
        pytest.param(b"group,day\naa,Monday,19:30\n", "- list.csv:2:3: found 3 cells, and there are 2 columns", id="a cell too many"),
        pytest.param(b'group,area\n"aa,LS\n', "- list.csv:2:1: this is not CSV: unexpected end of data", id="a quotation mark"),
        pytest.param(b"group,area\naa,Caf\xe9\n", "- list.csv:2:1: found a byte that is not UTF-8: save the list as CSV in UTF-8", id="Latin-1"),
        pytest.param("group\naa\n".encode("utf-16"), "- list.csv:1:1: found a byte that is not UTF-8: save the list as CSV in UTF-8", id="UTF-16"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_list_is_pointed_at_and_nothing_is_written(fama: Fama, here: Path, contents: bytes, says: str) -> None:
    Path("list.csv").write_bytes(contents)

    ran = fama("area", "gaps", "--meetings", "list.csv", "--output", "gaps.json")

    assert (ran.code, ran.out) == (4, "")
    assert ran.err.splitlines()[:2] == [ONE, says]
    assert not Path("gaps.json").exists()


def test_a_cell_may_hold_line_breaks_and_every_wrong_row_is_named(fama: Fama, here: Path) -> None:
    Path("list.csv").write_text('group,area\naa,"Upper\nTown"\nbb,LS\ncc,LS\n', encoding="utf-8")

    ran = fama("area", "gaps", "--meetings", "list.csv")

    assert ran.err.splitlines()[0] == "fama: 2 things to put right in `list.csv`"
    assert [line.split(": ")[0] for line in ran.err.splitlines()[1:3]] == ["- list.csv:4:1", "- list.csv:5:1"]


@pytest.mark.parametrize(
    ("args", "code", "err"),
    [
        ([], 3, "fama: No meetings have been imported yet\n\nhint: Run `fama meetings import FILE`, or `fama meetings template` for a list to fill in\n"),
        (["--meetings", "list.csv", "--feature", "stepfre"], 2, "fama: `--feature` does not know `stepfre`\n\nhint: Did you mean `step-free`?\n"),
        (["--meetings", "list.csv", "--format", "svgg"], 2, "fama: There is no format called `svgg`\n\nhint: Did you mean `svg`?\n"),
        (["--meetings", "list.csv", "--format", "svg", "--json"], 2, "fama: `--json` and `--format svg` ask for 2 different things\n\nhint: Leave one of them out\n"),
    ],
)  # fmt: skip
def test_a_command_that_cannot_be_meant(fama: Fama, here: Path, args: list[str], code: int, err: str) -> None:
    ran = fama("area", "gaps", *args)

    assert (ran.code, ran.err) == (code, err)
