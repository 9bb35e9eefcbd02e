"""Numbers under 5 are hidden, and so is what would give one away; and percentages are rounded as published ones are."""

from __future__ import annotations

from itertools import product

import pytest

from fama_cli.recording.disclosure import SMALLEST, percent, share, shown, whole_percent


@pytest.mark.parametrize(
    ("parts", "total", "seen"),
    [
        ((50, 40, 10), 100, ((50, 40, 10), 100)),
        ((50, 46, 4), 100, ((50, None, None), 100)),
        ((50, 50, 0), 100, ((50, 50, 0), 100)),
        # 2 hidden numbers that add up to 8 can only be 4 and 4: a third goes.
        ((92, 4, 4), 100, ((None, None, None), 100)),
        ((96, 3, 1), 100, ((None, None, None), 100)),
        # Yes and no are small, and missing is not: it goes too.
        ((4, 2, 60), 66, ((None, None, None), 66)),
        # With nothing else to hide, the total goes.
        ((4, 0, 0), 4, ((None, None, None), None)),
        ((4, 2, 0), 6, ((None, None, 0), None)),
        ((0, 0, 0), 0, ((0, 0, 0), 0)),
        ((2, 1, 0), 3, ((None, None, None), None)),
        ((5, 0, 0), 5, ((5, 0, 0), 5)),
    ],
)
def test_small_numbers_and_what_would_tell_them(
    parts: tuple[int, ...], total: int, seen: tuple[tuple[int | None, ...], int | None]
) -> None:
    assert shown(parts, total) == seen


def test_no_hidden_number_can_be_worked_out() -> None:
    # Every table of 3 parts with a total of up to 30: whoever reads it, and knows the rule, is left with 2 possibilities or more.
    tables: dict[tuple[tuple[int | None, ...], int | None], set[tuple[int, ...]]] = {}
    for parts in (each for each in product(range(31), repeat=3) if sum(each) <= 30):
        tables.setdefault(shown(parts, sum(parts)), set()).add(parts)

    for key, possible in tables.items():
        seen = key[0]
        for place, number in enumerate(seen):
            if number is None:
                values = {parts[place] for parts in possible}
                assert len(values) > 1, (seen, possible)
            else:
                assert not 0 < number < SMALLEST


@pytest.mark.parametrize(
    ("numerator", "denominator", "seen"),
    [(50, 100, (50, 100)), (4, 100, (None, 100)), (97, 100, (None, 100)), (100, 100, (100, 100)), (0, 100, (0, 100)), (2, 3, (None, None))],
)
def test_a_numerator_is_hidden_where_what_is_left_is_small_too(
    numerator: int, denominator: int, seen: tuple[int | None, int | None]
) -> None:
    assert share(numerator, denominator) == seen


PUBLISHED = [
    # Adults in treatment in England, gov.uk: this year, the year before, the change as published.
    pytest.param(329_646 - 310_863, 310_863, 6, id="in treatment, 2024-25 against 2023-24"),
    pytest.param(310_863 - 290_635, 290_635, 7, id="in treatment, 2023-24 against 2022-23"),
    pytest.param(138_255, 329_646, 42, id="opiate, 2024-25"),
    pytest.param(99_955, 329_646, 30, id="alcohol only, 2024-25"),
    pytest.param(137_965, 310_863, 44, id="opiate, 2023-24"),
    pytest.param(94_173, 310_863, 30, id="alcohol only, 2023-24"),
    pytest.param(86_257, 290_635, 30, id="alcohol only, 2022-23"),
    pytest.param(140_599, 270_705, 52, id="opiate, 2019-20"),
    pytest.param(74_618, 270_705, 28, id="alcohol only, 2019-20"),
    pytest.param(32_988, 52_891, 62, id="started in secure settings, 2019-20"),
]


@pytest.mark.parametrize(("numerator", "denominator", "published"), PUBLISHED)
def test_published_percentages_follow_from_published_counts(numerator: int, denominator: int, published: int) -> None:
    assert whole_percent(numerator, denominator) == published


@pytest.mark.parametrize(
    ("numerator", "denominator", "said"),
    [
        (18_783, 310_863, 6.0), (20_228, 290_635, 7.0), (138_255, 329_646, 41.9), (99_955, 329_646, 30.3), (137_965, 310_863, 44.4),
        (94_173, 310_863, 30.3), (86_257, 290_635, 29.7), (140_599, 270_705, 51.9), (74_618, 270_705, 27.6), (32_988, 52_891, 62.4),
        (1, 16, 6.3), (0, 7, 0.0), (7, 7, 100.0), (0, 0, None),
    ],
)  # fmt: skip
def test_a_percentage_has_1_place_and_halves_go_up(numerator: int, denominator: int, said: float | None) -> None:
    assert percent(numerator, denominator) == said
