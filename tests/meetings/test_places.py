"""Places: what was typed, how far it is, and what the meetings themselves say of where a town is."""

from __future__ import annotations

import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fama_cli.errors import NotUnderstood
from fama_cli.meetings.places.centres import Ambiguous, Centre, Row, learn
from fama_cli.meetings.places.distance import MILE, Box, boxes, distance_in_words, metres_between, metres_in, travel_in_words
from fama_cli.meetings.places.national_grid import degrees_at, osgb36_degrees_at
from fama_cli.meetings.places.spoken import Asked, Near, is_northern_irish, near_in
from fama_cli.meetings.places.spot import Exactness
from fama_cli.text import visible

# What was typed


@pytest.mark.parametrize(
    ("typed", "kind", "words"),
    [
        ("LS1 4DY", Asked.POSTCODE, "LS1 4DY"),
        ("ls14dy", Asked.POSTCODE, "LS1 4DY"),
        ("  Ls1   4dy ", Asked.POSTCODE, "LS1 4DY"),
        ("ec1a1bb", Asked.POSTCODE, "EC1A 1BB"),
        ("M1 1AE", Asked.POSTCODE, "M1 1AE"),
        ("LS1", Asked.OUTCODE, "LS1"),
        ("ec1a", Asked.OUTCODE, "EC1A"),
        ("m60", Asked.OUTCODE, "M60"),
        ("LS14", Asked.OUTCODE, "LS14"),
        ("LS", Asked.AREA, "LS"),
        ("m", Asked.AREA, "M"),
        ("Leeds", Asked.PLACE, "Leeds"),
        ("  St.  Helens ", Asked.PLACE, "St. Helens"),
        ("Ynys Môn", Asked.PLACE, "Ynys Môn"),
        ("LS1 4D", Asked.PLACE, "LS1 4D"),
        ("LS1 4CY", Asked.PLACE, "LS1 4CY"),
        ("Leeds\x1b[2J", Asked.PLACE, "Leeds<1B>[2J"),
    ],
)
def test_what_was_typed(typed: str, kind: Asked, words: str) -> None:
    assert near_in(typed) == Near(kind=kind, words=words)


@pytest.mark.parametrize(
    ("typed", "latitude", "longitude"),
    [
        ("53.8,-1.55", 53.8, -1.55),
        ("53.8, -1.55", 53.8, -1.55),
        ("53.8 -1.55", 53.8, -1.55),
        ("53.8;-1.55", 53.8, -1.55),
        ("53.8,\N{MINUS SIGN}1.55", 53.8, -1.55),
        ("53.8N 1.55W", 53.8, -1.55),
        ("53.8° N, 1.55° W", 53.8, -1.55),
        ("33.9S,18.4E", -33.9, 18.4),
        ("+53,0", 53, 0),
        ("90,180", 90, 180),
        ("-90,-180", -90, -180),
    ],
)
def test_a_latitude_and_a_longitude(typed: str, latitude: float, longitude: float) -> None:
    near = near_in(typed)

    assert (near.kind, near.latitude, near.longitude, near.doubt) == (Asked.POINT, latitude, longitude, "")
    assert near.words == f"{latitude:g},{longitude:g}"


def test_a_part_of_a_postcode_is_searched_for_as_its_first_half() -> None:
    assert near_in("ls1 4") == Near(kind=Asked.OUTCODE, words="LS1", doubt="`LS1 4` is part of a postcode, so this is for all of LS1")


@pytest.mark.parametrize(
    ("typed", "doubt"),
    [
        ("-1.55,53.8", "-1.55,53.8 is not in the UK, but 53.8,-1.55 is: the latitude comes first"),
        ("0,51.5", "0,51.5 is not in the UK, but 51.5,0 is: the latitude comes first"),
        ("48.86,2.35", ""),
        ("60.15,-1.15", ""),
    ],
)
def test_a_longitude_that_comes_first_is_doubted(typed: str, doubt: str) -> None:
    assert near_in(typed).doubt == doubt


@pytest.mark.parametrize("typed", ["", "   ", ",", "!?", "91,0", "0,181", "-90.1,0", "53.8", "123", "1,2,3", "a" * 101])
def test_what_is_no_place(typed: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        near_in(typed)

    assert "LS1 4DY" in caught.value.hint or "53.8,-1.55" in caught.value.hint


@given(st.text(max_size=12))
def test_anything_may_be_typed(typed: str) -> None:
    with suppress(NotUnderstood):
        near = near_in(typed)

        assert visible(near.words) == near.words
        assert near_in(near.words).kind == near.kind


@pytest.mark.parametrize(("written", "expected"), [("BT1 5GS", True), ("BT1", True), ("B1 1AA", False), ("BT", False), ("LS1 4DY", False)])
def test_which_postcodes_are_northern_irish(written: str, expected: bool) -> None:
    assert is_northern_irish(written) is expected


# How far


@pytest.mark.parametrize(
    ("words", "metres"),
    [
        ("5", 5 * MILE),
        ("5mi", 8046.72),
        ("5 miles", 8046.72),
        ("1 mile", 1609.344),
        (" 2.5 MI. ", 4023.36),
        (".5mi", 804.672),
        ("8km", 8000),
        ("8 kilometres", 8000),
        ("800m", 800),
        ("800 metres", 800),
        ("50m", 50),
    ],
)
def test_distances_that_were_typed(words: str, metres: float) -> None:
    assert metres_in(words) == pytest.approx(metres)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "`` is not a distance"),
        ("far", "`far` is not a distance"),
        ("-5mi", "`-5mi` is not a distance"),
        ("5 leagues", "`5 leagues` is not a distance"),
        ("1e3", "`1e3` is not a distance"),
        ("nan", "`nan` is not a distance"),
        ("2,5km", "`2,5km` is not a distance"),
        ("٥mi", "`٥mi` is not a distance"),
        ("0", "`0` is 0 metres, too near to find a meeting"),
        ("5m", "`5m` is 5 metres, too near to find a meeting"),
        ("20100km", "`20100km` is farther than the other side of the earth"),
    ],
)
def test_what_is_no_distance(words: str, says: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        metres_in(words)

    assert caught.value.message == says
    assert caught.value.hint


def test_five_metres_are_taken_for_a_slip() -> None:
    with pytest.raises(NotUnderstood) as caught:
        metres_in("5m")

    assert caught.value.hint == "Write `5mi` for miles"


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        ((0, 0), (0, 0), 0),
        ((0, 0), (0, 90), 10_007_557.2),  # A quarter of the way round: pi / 2 times the radius.
        ((0, 0), (0, 180), 20_015_114.4),
        ((90, 0), (-90, 77), 20_015_114.4),
        ((0, 179.5), (0, -179.5), 111_195.08),  # One degree: pi / 180 times the radius.
        ((53, -1), (54, -1), 111_195.08),
    ],
)
def test_how_far_it_is(one: tuple[float, float], other: tuple[float, float], metres: float) -> None:
    assert metres_between(*one, *other) == pytest.approx(metres, abs=0.1)
    assert metres_between(*other, *one) == pytest.approx(metres, abs=0.1)


LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


@given(LATITUDES, LONGITUDES, st.floats(1, 10_000_000), st.floats(0, 2 * math.pi), st.floats(0, 1))
def test_all_that_is_near_is_in_the_boxes(latitude: float, longitude: float, metres: float, way: float, share: float) -> None:
    angle = metres * share / 6_371_008.8
    north = math.radians(latitude)
    there = math.asin(max(-1, min(1, math.sin(north) * math.cos(angle) + math.cos(north) * math.sin(angle) * math.cos(way))))
    across = math.atan2(math.sin(way) * math.sin(angle) * math.cos(north), math.cos(angle) - math.sin(north) * math.sin(there))
    found = math.degrees(there), (longitude + math.degrees(across) + 180) % 360 - 180
    if metres_between(latitude, longitude, *found) > metres:
        return  # At the very edge, and rounded.

    searched = boxes(latitude, longitude, metres)

    assert any(box.south <= found[0] <= box.north and box.west - 1e-6 <= found[1] <= box.east + 1e-6 for box in searched)
    for box in searched:
        assert -90 <= box.south <= box.north <= 90
        assert -180 <= box.west <= box.east <= 180


def test_a_box_is_no_larger_than_it_must_be() -> None:
    (box,) = boxes(53.8, -1.55, 5 * MILE)

    assert box == pytest.approx(Box(53.72763, 53.87237, -1.67252, -1.42748), abs=0.00001)
    assert len(boxes(0, 179.99, 5000)) == len(boxes(0, -179.99, 5000)) == 2
    assert boxes(89.99, 0, 5000)[0] == pytest.approx(Box(89.945034, 90, -180, 180))


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (0, "under 0.1 miles"),
        (80, "under 0.1 miles"),
        (100, "0.1 miles"),
        (700, "0.4 miles"),
        (1600, "1 mile"),
        (1700, "1.1 miles"),
        (3218, "2 miles"),
        (15_900, "9.9 miles"),
        (16_050, "10 miles"),
        (19_500, "12 miles"),
        (2_000_000, "1,243 miles"),
    ],
)
def test_distances_in_words(metres: float, words: str) -> None:
    assert distance_in_words(metres) == words


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (0, "under 5 minutes' walk"),
        (140, "under 5 minutes' walk"),
        (200, "about 5 minutes' walk"),
        (800, "about 15 minutes' walk"),
        (1500, "about 25 minutes' walk"),
        (MILE, "about 30 minutes' walk"),
        (3400, "about 60 minutes' walk"),
        (3500, ""),
        (20_000, ""),
    ],
)
def test_walks_in_words(metres: float, words: str) -> None:
    assert travel_in_words(metres) == words
    assert travel_in_words(metres, Exactness.POINT) == words


@pytest.mark.parametrize("exactness", [Exactness.OUTCODE, Exactness.PLACE])
def test_nobody_walks_from_the_middle_of_a_town(exactness: Exactness) -> None:
    assert travel_in_words(800, exactness) == ""


# The National Grid


def test_the_worked_example_of_the_ordnance_survey() -> None:
    """A guide to coordinate systems in Great Britain, annex C: to a ten-thousandth of a second."""
    latitude, longitude = osgb36_degrees_at(651409.903, 313177.270)

    assert latitude * 3600 == pytest.approx(52 * 3600 + 39 * 60 + 27.2531, abs=0.0001)
    assert longitude * 3600 == pytest.approx(1 * 3600 + 43 * 60 + 4.5177, abs=0.0001)


@pytest.mark.parametrize(
    ("easting", "northing", "latitude", "longitude"),
    [
        (91492.146, 11318.804, 49.92226393730, -6.29977752014),  # TP01, Scilly
        (639821.835, 169565.858, 51.3744702555, 1.44454730409),  # TP07, North Foreland
        (530624.974, 178388.464, 51.48936564950, -0.11992557180),  # TP09, Lambeth
        (422242.186, 433818.701, 53.8002151963, -1.66379168242),  # TP20
        (267056.768, 846176.972, 57.4862500072, -4.21926398555),  # TP30
        (395999.668, 1138728.951, 60.1330809166, -2.07382822798),  # TP40, Shetland
    ],
)
def test_points_that_the_ordnance_survey_measured(easting: float, northing: float, latitude: float, longitude: float) -> None:
    """Test points of OSTN15 (https://www.ordnancesurvey.co.uk/geodesy-positioning/coordinate-transformations/resources)."""
    assert metres_between(*degrees_at(easting, northing), latitude, longitude) < 5


# What the meetings say


def around(latitude: float, longitude: float, outcode: str, town: str, count: int) -> list[Row]:
    return [
        Row(f"{outcode} {number % 9}AA", town, latitude + (number % 5 - 2) / 500, longitude + (number % 3 - 1) / 500)
        for number in range(count)
    ]


LEEDS = around(53.8, -1.55, "LS1", "Leeds", 15)


def test_the_middle_of_an_outcode_and_a_town() -> None:
    found = learn(LEEDS)

    assert found.outcodes.keys() == {"LS1"}
    assert found.towns.keys() == {"leeds"}
    for centre in (found.outcodes["LS1"], found.towns["leeds"]):
        assert isinstance(centre, Centre)
        assert (centre.latitude, centre.longitude, centre.rests_on) == (53.8, -1.55, 15)
        assert 200 < centre.spread < 300


@pytest.mark.parametrize("wrong", [(0.0, 10.0), (51.5, -0.12), (53.8, 1.55), (-53.8, -1.55), (53.8, 179.0)])
def test_a_wrong_coordinate_moves_nothing(wrong: tuple[float, float]) -> None:
    found = learn([*LEEDS, Row("LS1 1AA", "Leeds", *wrong)])

    for centre in (found.outcodes["LS1"], found.towns["leeds"]):
        assert isinstance(centre, Centre)
        assert metres_between(centre.latitude, centre.longitude, 53.8, -1.55) < 200


@pytest.mark.parametrize(
    "nowhere", [(None, None), (53.8, None), (0.0, 0.0), (91.0, 0.0), (53.8, 181.0), (math.nan, 1.0), (1.0, math.nan), (math.inf, 0.0)]
)
def test_a_meeting_without_a_place_is_passed_over(nowhere: tuple[float | None, float | None]) -> None:
    assert learn([*LEEDS, Row("LS1 1AA", "Leeds", *nowhere), Row("BD1 1AA", "Bradford", *nowhere)]) == learn(LEEDS)


def test_a_meeting_without_a_postcode_or_a_town_counts_for_the_other() -> None:
    found = learn([Row("", "Otley", 53.9, -1.69), Row("LS21 1AA", "", 53.91, -1.7)])

    assert (set(found.outcodes), set(found.towns)) == ({"LS21"}, {"otley"})


def test_a_town_is_one_however_it_is_spelt() -> None:
    rows = [*around(53.45, -2.73, "WA10", "St Helens", 3), *around(53.45, -2.73, "WA9", "ST. HELENS", 2)]

    (town,) = learn(rows).towns.values()

    assert isinstance(town, Centre)
    assert (town.called, town.rests_on) == ("St Helens", 5)


NEWPORT = around(51.59, -3.0, "NP20", "Newport", 12)


@pytest.mark.parametrize(
    ("rows", "outcodes"),
    [
        ([*NEWPORT, *around(50.7, -1.29, "PO30", "Newport", 3)], ("NP20", "PO30")),
        ([*NEWPORT, *around(50.7, -1.29, "PO30", "Newport", 12)], ("NP20", "PO30")),
        ([*NEWPORT, *around(50.7, -1.29, "PO30", "Newport", 20), *around(52.77, -2.38, "TF10", "newport", 6)], ("PO30", "NP20", "TF10")),
        ([Row("NP20 1AA", "Newport", 51.59, -3.0), Row("PO30 1AA", "Newport", 50.7, -1.29)], ("NP20", "PO30")),
        ([Row("", "Newport", 51.59, -3.0), Row("PO30 1AA", "Newport", 50.7, -1.29)], ("PO30",)),
    ],
)
def test_a_name_that_two_towns_have_is_asked_about(rows: list[Row], outcodes: tuple[str, ...]) -> None:
    (town,) = learn(rows).towns.values()

    assert isinstance(town, Ambiguous)
    assert town.outcodes == outcodes


def test_what_to_type_for_a_name_that_two_towns_have() -> None:
    assert Ambiguous(called="Newport", outcodes=("NP20", "PO30")).hint == (
        "There is more than one Newport. Give the first half of a postcode, such as `NP20` or `PO30`"
    )
    assert Ambiguous(called="Newport", outcodes=()).hint == "There is more than one Newport. Give the first half of a postcode"


def test_the_widest_city_is_one_place() -> None:
    rows = [
        *around(51.51, -0.13, "WC2H", "London", 40),
        *around(51.60, 0.18, "RM1", "London", 9),
        *around(51.48, -0.44, "TW6", "London", 9),
        *around(51.33, -0.10, "CR5", "London", 9),
    ]

    (city,) = learn(rows).towns.values()

    assert isinstance(city, Centre)
    assert city.rests_on == 67
