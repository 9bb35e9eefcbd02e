"""The steering group: the membership that the guide recommends, against who is there."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from fama_cli.commissioning.files import Assessment, Member, written
from fama_cli.commissioning.model import Seat
from fama_cli.record import record


class Filled(StrEnum):
    """How far one line of the recommended membership is filled."""

    ALL = "all"
    """Every organisation listed for it has somebody there."""
    SOME = "some"
    NONE = "none"
    """Organisations are listed, and none has anybody there."""
    NOT_LISTED = "not-listed"
    """Nobody has said which organisations it would be. That is not the same as none."""


@record
class Seated:
    """An organisation, and the role that speaks for it; None where nobody does yet."""

    organisation: str | None
    role: str | None


@record
class SeatFound:
    """One line of the recommended membership, and who is there."""

    id: str
    title: str
    guide: str
    where_possible: bool
    filled: Filled
    members: tuple[Seated, ...]


@record
class SteeringGroup:
    """The whole membership. `to_fill` are ids of lines that have room, without those that are only where possible."""

    area: str | None
    on: str | None
    seats: tuple[SeatFound, ...]
    to_fill: tuple[str, ...]


def steering_group(seats: Sequence[Seat], members: Sequence[Member], about: Assessment | None) -> SteeringGroup:
    """`members` by line. Members of no line of `seats` must be refused before."""
    found = tuple(_seat(seat, [each for each in members if each.seat == seat.id]) for seat in seats)
    return SteeringGroup(
        area=about.area if about else None,
        on=about.on if about else None,
        seats=found,
        to_fill=tuple(each.id for each in found if each.filled is not Filled.ALL and not each.where_possible),
    )


def _seat(seat: Seat, members: Sequence[Member]) -> SeatFound:
    listed = tuple(Seated(organisation=written(each.organisation), role=written(each.role)) for each in members)
    listed = tuple(each for each in listed if each.organisation or each.role)
    there = sum(each.role is not None for each in listed)
    filled = Filled.NOT_LISTED if not listed else Filled.NONE if not there else Filled.ALL if there == len(listed) else Filled.SOME
    return SeatFound(
        id=seat.id, title=seat.title, guide=seat.guide, where_possible=seat.where_possible, filled=filled, members=listed
    )  # fmt: skip
