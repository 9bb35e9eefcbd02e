"""The steering group: what the guide recommends, against who is there."""

from __future__ import annotations

import pytest

from fama_cli.commissioning.files import Assessment, Member
from fama_cli.commissioning.model import Commissioning
from fama_cli.commissioning.steering import steering_group

AREA = Assessment(area="Northgate")


def there(organisation: str | None, role: str | None = "Recovery lead") -> Member:
    return Member(seat="providers", organisation=organisation, role=role)


@pytest.mark.parametrize(
    ("members", "filled"),
    [
        pytest.param([], "not-listed", id="nobody said which there are"),
        pytest.param([there(None, None)], "not-listed", id="an entry that was not filled in"),
        pytest.param([there("Provider A", None)], "none", id="listed, and nobody there"),
        pytest.param([there("Provider A", " ")], "none", id="spaces are nobody"),
        pytest.param([there("Provider A"), there("Provider B", None)], "some", id="one of two"),
        pytest.param([there("Provider A"), there("Provider B")], "all", id="both"),
        pytest.param([there(None)], "all", id="a role whose organisation is not stated"),
    ],
)
def test_how_far_a_seat_is_filled(commissioning: Commissioning, members: list[Member], filled: str) -> None:
    group = steering_group(commissioning.steering_group, members, AREA)

    assert {seat.id: seat.filled for seat in group.seats}["providers"] == filled


def test_what_is_only_where_possible_is_not_still_to_fill(commissioning: Commissioning) -> None:
    members = [
        Member(seat=seat.id, organisation="One", role="Lead") for seat in commissioning.steering_group if seat.id != "groups-elsewhere"
    ]

    group = steering_group(commissioning.steering_group, members, AREA)

    assert group.to_fill == ()
    assert [seat.id for seat in group.seats if seat.filled != "all"] == ["groups-elsewhere"]


def test_nobody_there_means_every_seat_but_that_one_is_to_fill(commissioning: Commissioning) -> None:
    group = steering_group(commissioning.steering_group, [], None)

    assert group.to_fill == ("groups-here", "recovery-community", "providers", "service-users")
