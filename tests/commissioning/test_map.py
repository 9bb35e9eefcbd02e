"""The map of meetings: known positions, numbers that are those of the table, and nothing drawn where nothing is known."""

from __future__ import annotations

import json
from math import asin, cos, hypot, inf, nan, radians, sin, sqrt
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fama_cli.commissioning.gaps import Wanted, find_gaps
from fama_cli.commissioning.held import Held, Where
from fama_cli.commissioning.map import map_of, not_on_the_map, together
from fama_cli.commissioning.map_scale import MILE, bar_of, scale_for
from fama_cli.commissioning.places import Placed, Position, by_name, placed
from tests.conftest import Fama

SVG = "{http://www.w3.org/2000/svg}"
LEEDS, BRADFORD, YORK, TRURO, LERWICK = (53.7965, -1.5478), (53.7938, -1.7524), (53.9583, -1.0803), (50.2632, -5.051), (60.1551, -1.1454)


def drawn(found: Placed) -> ElementTree.Element:
    picture = map_of(found)
    assert picture is not None
    return ElementTree.fromstring(picture.svg)


def dots(found: Placed) -> list[tuple[float, float, int]]:
    """x, y and the number of each dot."""
    svg = drawn(found)
    numbers = {(each.get("x"), round(float(each.get("y", "")) - 4.5, 1)): int(each.text or "") for each in svg.iter(f"{SVG}text") if (each.text or "").isdigit()}  # fmt: skip
    places = [(each.get("cx", ""), each.get("cy", "")) for each in svg.iter(f"{SVG}circle")]
    return [
        (float(x), float(y), next((n for (at, foot), n in numbers.items() if at == x and abs(foot - float(y)) < 0.2), 1)) for x, y in places
    ]


def names(found: Placed) -> list[str]:
    return [each.text or "" for each in drawn(found).iter(f"{SVG}text") if each.get("paint-order")]


@pytest.mark.parametrize(
    ("position", "spots", "no_position", "not_right"),
    [
        pytest.param((*LEEDS, "LS1"), 1, 0, 0, id="a place"),
        pytest.param((*LERWICK, None), 1, 0, 0, id="the far north"),
        pytest.param((*TRURO, None), 1, 0, 0, id="the far west"),
        pytest.param((None, None, "LS1"), 0, 1, 0, id="none"),
        pytest.param((53.8, None, "LS1"), 0, 0, 1, id="half"),
        pytest.param((None, -1.5, "LS1"), 0, 0, 1, id="the other half"),
        pytest.param((0.0, 0.0, "LS1"), 0, 0, 1, id="0, 0"),
        pytest.param((-1.5478, 53.7965, "LS1"), 0, 0, 1, id="the wrong way round"),
        pytest.param((53.7965, 1.5478 + 2, "LS1"), 0, 0, 1, id="in the sea"),
        pytest.param((nan, nan, "LS1"), 0, 0, 1, id="not a number"),
        pytest.param((inf, -1.0, "LS1"), 0, 0, 1, id="without end"),
        pytest.param((537965.0, -15478.0, "LS1"), 0, 0, 1, id="without its point"),
    ],
)
def test_a_position_is_there_or_is_not_or_cannot_be_right(position: Position, spots: int, no_position: int, not_right: int) -> None:
    found = placed([position])

    assert (len(found.spots), found.no_position, found.not_right) == (spots, no_position, not_right)


def test_only_meetings_in_person_are_on_it() -> None:
    held = [Held(group="aa", where=where, latitude=LEEDS[0], longitude=LEEDS[1], outcode="LS1") for where in (*Where, None)]

    assert sum(spot.meetings for spot in find_gaps(held, Wanted()).places.spots) == 2


@pytest.mark.parametrize(
    ("outcode", "area", "name"), [("LS1", "Leeds", "LS1"), (None, "Leeds", "Leeds"), ("", "Leeds", "Leeds"), (None, None, "Not stated")]
)
def test_a_place_is_called_by_its_outcode_or_else_its_area(outcode: str | None, area: str | None, name: str) -> None:
    one = Held(group="aa", where=Where.IN_PERSON, latitude=LEEDS[0], longitude=LEEDS[1], outcode=outcode, area=area)

    assert [each.name for each in by_name(find_gaps([one], Wanted()).places)] == [name]


def haversine(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres on a sphere."""
    (north, east), (north_2, east_2) = (tuple(map(radians, each)) for each in (one, other))
    inside = sin((north_2 - north) / 2) ** 2 + cos(north) * cos(north_2) * sin((east_2 - east) / 2) ** 2
    return 2 * 6_371_008.8 * asin(sqrt(inside))


@pytest.mark.parametrize(("one", "other"), [(LEEDS, BRADFORD), (LEEDS, YORK), (BRADFORD, YORK)])
def test_places_are_as_far_apart_as_they_are(one: tuple[float, float], other: tuple[float, float]) -> None:
    scale = scale_for([LEEDS, BRADFORD, YORK], width=660, shortest=240, tallest=560, margin=46)

    (x, y), (x_2, y_2) = scale.at(*one), scale.at(*other)

    assert hypot(x - x_2, y - y_2) / scale.pixels == pytest.approx(haversine(one, other), rel=0.005)


def test_north_is_up_and_east_is_right() -> None:
    found = dots(placed([(*LEEDS, "LS1"), (*BRADFORD, "BD1"), (*BRADFORD, "BD1"), (*YORK, "YO1"), (*YORK, "YO1"), (*YORK, "YO1")]))

    (leeds_x, leeds_y), (bradford_x, bradford_y), (york_x, york_y) = ((x, y) for number in (1, 2, 3) for x, y, n in found if n == number)
    assert bradford_x < leeds_x < york_x
    assert york_y < leeds_y < bradford_y


@pytest.mark.parametrize("count", [1, 2, 9, 40])
def test_meetings_that_share_a_place_are_1_dot_that_says_how_many(count: int) -> None:
    assert [number for _, _, number in dots(placed([(*LEEDS, "LS1")] * count))] == [count]


def test_a_dot_grows_with_its_number() -> None:
    found = placed([(*LEEDS, None)] * 9 + [(*YORK, None)] * 2 + [(*BRADFORD, None)])

    radii = [float(each.get("r", "")) for each in drawn(found).iter(f"{SVG}circle")]
    assert radii == sorted(radii, reverse=True)
    assert len(set(radii)) == 3


PLACES = st.tuples(st.floats(49.5, 60.5), st.floats(-7.5, 1.5), st.sampled_from(["LS1", "LS2", "BD1", None]))


@given(st.lists(PLACES, min_size=1, max_size=30))
def test_every_meeting_is_in_a_dot_inside_the_frame_and_the_table_has_the_same_number(positions: list[Position]) -> None:
    found = placed(positions)

    made = dots(found)

    assert sum(number for _, _, number in made) == len(positions) == sum(each.meetings for each in by_name(found))
    frame = next(drawn(found).iter(f"{SVG}rect"))
    for x, y, _ in made:
        assert 20 < x < float(frame.get("width", "")) - 20
        assert 20 < y < float(frame.get("height", "")) - 20


@given(st.lists(st.tuples(st.floats(53.7, 53.9), st.floats(-1.6, -1.4), st.none()), min_size=1, max_size=40))
def test_no_dot_hides_the_middle_of_another(positions: list[Position]) -> None:
    found = placed(positions)
    scale = scale_for([(s.latitude, s.longitude) for s in found.spots], width=660, shortest=240, tallest=560, margin=46)

    made = together(found.spots, scale)

    for place, one in enumerate(made):
        for other in made[place + 1 :]:
            assert ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5 >= max(one.radius, other.radius)


def test_names_stand_on_no_dot_and_on_no_other_name() -> None:
    found = placed([(53.80, -1.55, "LS1"), (53.80, -1.56, "LS2"), (53.81, -1.55, "LS3"), (53.90, -1.40, "LS22")])

    assert sorted(names(found)) == ["LS1", "LS2", "LS22", "LS3"]


def test_a_name_that_finds_no_room_is_in_the_table_all_the_same() -> None:
    long = "The whole of the old county borough and all that lies around it, as far as the river and beyond it"
    found = placed([(*LEEDS, long)])

    assert names(found) == []
    assert [each.name for each in by_name(found)] == [long]


@pytest.mark.parametrize(
    ("places", "miles"), [([LEEDS], 0.5), ([LEEDS, BRADFORD], 2), ([LEEDS, YORK], 5), ([TRURO, LERWICK], 200)]
)  # fmt: skip
def test_the_bar_is_a_round_number_of_miles_and_as_long_as_they_are(places: list[tuple[float, float]], miles: float) -> None:
    scale = scale_for(places, width=660, shortest=240, tallest=560, margin=46)

    says, long = bar_of(scale, longest=190)

    assert says == miles
    assert long == pytest.approx(miles * MILE * scale.pixels)
    assert 40 < long <= 190
    words = [each.text for each in drawn(placed([(*each, None) for each in places])).iter(f"{SVG}text")]
    assert f"{miles:g} {'mile' if miles <= 1 else 'miles'}" in words
    assert "North" in words


@pytest.mark.parametrize(
    ("positions", "says"),
    [
        ([(*LEEDS, "LS1")], ""),
        ([(None, None, None)], "Not on the map: 1 meeting in person has no position on the list."),
        (
            [(None, None, None)] * 2 + [(0.0, 0.0, None)],
            "Not on the map: 2 meetings in person have no position on the list. "
            "1 meeting has one that cannot be right: half of it is missing, or it is not in the UK.",
        ),
    ],
)
def test_what_is_not_drawn_is_said(positions: list[Position], says: str) -> None:
    assert not_on_the_map(placed(positions)) == says


def test_where_there_is_no_position_there_is_no_map() -> None:
    assert map_of(placed([(None, None, "LS1"), (0.0, 0.0, None)])) is None


def test_what_a_screen_reader_is_told() -> None:
    picture = map_of(placed([(*LEEDS, "LS1")] * 2 + [(*BRADFORD, "BD1"), (*YORK, None)]))

    assert picture is not None
    assert picture.title == "Where meetings in person are held"
    assert picture.description == (
        "4 meetings at 3 places. The most are in LS1: 2. It shows no roads and no borders. The table after this has every number."
    )


TOP = "group,day,start,area,where,latitude,longitude\n"
LIST = f"{TOP}aa,Monday,19:30,LS1,in-person,53.7965,-1.5478\nna,Friday,19:30,BD1,both,53.7938,-1.7524\naa,Friday,19:30,LS1,in-person,0,0\n"


def test_a_list_with_positions_is_read(fama: Fama, here: Path) -> None:
    Path("list.csv").write_text(LIST, encoding="utf-8")

    found = json.loads(fama("area", "gaps", "--meetings", "list.csv", "--json").out)

    assert found["places"] == {
        "spots": [
            {"latitude": 53.7938, "longitude": -1.7524, "name": "BD1", "meetings": 1},
            {"latitude": 53.7965, "longitude": -1.5478, "name": "LS1", "meetings": 1},
        ],
        "no_position": 0,
        "not_right": 1,
    }


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ("north,-1.5", "list.csv:2:6: `latitude`: found `north`, expected degrees such as 53.8008"),
        ("53.8,1°W", "list.csv:2:7: `longitude`: found `1°W`, expected degrees such as -1.5491"),
        ("nan,-1.5", "list.csv:2:6: `latitude`: found `nan`, expected degrees such as 53.8008"),
        ('"53,8",-1.5', "list.csv:2:6: `latitude`: found `53,8`, expected degrees such as 53.8008"),
        ("1e9,-1.5", "list.csv:2:6: `latitude`: found `1e9`, expected degrees such as 53.8008"),
    ],
)
def test_a_position_that_is_no_number_is_pointed_at(fama: Fama, here: Path, cells: str, says: str) -> None:
    Path("list.csv").write_text(f"{TOP}aa,Monday,19:30,LS1,in-person,{cells}\n", encoding="utf-8")

    ran = fama("area", "gaps", "--meetings", "list.csv")

    assert (ran.code, ran.err.splitlines()[1]) == (4, f"- {says}")


def test_a_map_of_its_own(fama: Fama, here: Path) -> None:
    Path("list.csv").write_text(LIST, encoding="utf-8")

    wrote = fama("area", "gaps", "--meetings", "list.csv", "--map", "--output", "map.svg")

    assert wrote.code == 0
    assert "1 meeting has one that cannot be right" in wrote.err
    assert len(list(ElementTree.fromstring(Path("map.svg").read_text(encoding="utf-8")).iter(f"{SVG}circle"))) == 2


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["--map"], 2, "`--map` makes a picture"),
        (["--map", "--json"], 2, "`--map` makes a picture"),
        (["--map", "--output", "map.svg"], 3, "No meeting in person has a position that can be drawn"),
    ],
)
def test_a_map_that_cannot_be_made(fama: Fama, here: Path, args: list[str], code: int, message: str) -> None:
    Path("list.csv").write_text("group,where\naa,in-person\n", encoding="utf-8")

    ran = fama("area", "gaps", "--meetings", "list.csv", *args)

    assert (ran.code, ran.err.splitlines()[0]) == (code, f"fama: {message}")
    assert not Path("map.svg").exists()


def test_the_report_has_the_map_and_its_table(fama: Fama, here: Path) -> None:
    Path("list.csv").write_text(LIST, encoding="utf-8")

    page = fama("area", "report", "--meetings", "list.csv", "--format", "html").out
    text = " ".join(fama("area", "report", "--meetings", "list.csv", "--format", "txt").out.split())

    assert page.index("Where meetings in person are held</title>") < page.index("<caption>Where meetings in person are held</caption>")
    assert "* BD1. Meetings: 1; Places: 1 * LS1. Meetings: 1; Places: 1 Not on the map: 1 meeting has one" in text
