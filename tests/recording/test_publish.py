"""What may be handed on of an audit: no small number follows from the totals, the checks, the indicators or the notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import pytest

from fama_cli.record import changed
from fama_cli.recording.audit import Audit, Outcome
from fama_cli.recording.checks import CHECKS
from fama_cli.recording.counts import Completeness, Indicator
from fama_cli.recording.disclosure import counted_or_few, is_small
from fama_cli.recording.profile import Profile
from fama_cli.recording.publish import Cell, published
from fama_cli.recording.reading import Phase
from tests.recording.made_up import TODAY

IN, AFTER, NOT_KNOWN = Phase.IN_TREATMENT, Phase.AFTER, Phase.NOT_KNOWN


def audit_of(
    profile: Profile, clients: int, phases: Mapping[Phase, int], *, found: Sequence[tuple[int, int]] = (), out_of: Sequence[int] = ()
) -> Audit:
    """An audit with those totals. `found` has the clients and rows of checks; `out_of` the denominators of indicators."""
    indicators = [
        Indicator(id=id, title="", source="", numerator_is="", denominator_is="", denominator=n, in_treatment=id == "qs23")
        for id, n in zip(("qs11", "qs23"), out_of, strict=False)
    ]
    outcomes = [Outcome(check=check, done=True, clients=n, rows=rows) for check, (n, rows) in zip(CHECKS, found, strict=False)]
    return Audit(
        profile=profile, on=TODAY, source="", where="", rows=1000, copies=0, clients=clients, outcomes=tuple(outcomes), completeness=(),
        indicators=tuple(indicators), by_phase=tuple(phases.items()),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("clients", "phases", "seen"),
    [
        (100, {IN: 100}, 100),
        (100, {IN: 95, AFTER: 10}, 100),
        # 2 have reviews after treatment alone.
        (100, {IN: 98, AFTER: 10}, None),
        # 2 have reviews in treatment alone.
        (100, {IN: 50, AFTER: 98}, None),
        # 2 have both.
        (100, {IN: 90, AFTER: 12}, None),
        (100, {IN: 90, AFTER: 10}, 100),
        (100, {IN: 98, AFTER: 2}, None),
        (100, {NOT_KNOWN: 30, IN: 60, AFTER: 98}, None),
        (3, {IN: 3}, None),
    ],
)
def test_the_total_is_hidden_where_few_clients_follow_from_it(
    profile: Profile, clients: int, phases: Mapping[Phase, int], seen: int | None
) -> None:
    assert published(audit_of(profile, clients, phases)).clients.number == seen


def _counted(groups: tuple[int, int, int]) -> int:
    """The clients of both phases, added up: who is in both is there twice."""
    inside, after, both = groups
    return inside + after + 2 * both


def test_no_small_group_follows_from_the_totals_and_the_denominators(profile: Profile) -> None:
    # Every small service with clients in treatment, after it, and in both. Whoever reads the numbers is left with 2 possibilities or
    # more for each of the 3. Larger ones are there so that no possibility is missing.
    read: dict[object, set[tuple[int, int, int]]] = {}
    for inside, after, both in product(range(37), repeat=3):
        if not 0 < _counted((inside, after, both)) <= 36:
            continue
        phases = {phase: n for phase, n in ((IN, inside + both), (AFTER, after + both)) if n}
        # Where the records do not say who has help with what, QS11 is of everybody, and QS23 of those in treatment.
        seen = published(audit_of(profile, inside + after + both, phases, out_of=(inside + after + both, inside + both)))
        numbers = (seen.clients, seen.phases, tuple(each.denominator for each in seen.indicators))
        read.setdefault(str(numbers), set()).add((inside, after, both))

    for told, possible in read.items():
        if max(map(_counted, possible)) > 28:
            continue
        for place, group in enumerate(("in treatment alone", "after it alone", "both")):
            values = {each[place] for each in possible}
            assert len(values) > 1 or not is_small(values.pop()), (told, group, possible)


@pytest.mark.parametrize(
    ("out_of", "seen"),
    [
        (100, 100),
        (95, 95),
        # All but 3 have help with alcohol.
        (97, None),
        # 4 of those in treatment have no help with drugs.
        (76, None),
        (80, 80),
        (75, 75),
        (3, None),
    ],
)
def test_a_denominator_is_hidden_where_few_are_left_out_of_it(profile: Profile, out_of: int, seen: int | None) -> None:
    (indicator,) = published(audit_of(profile, 100, {IN: 80, AFTER: 60}, out_of=(out_of,))).indicators

    assert indicator.denominator is not None
    assert indicator.denominator.number == seen


@pytest.mark.parametrize(
    ("clients", "rows", "seen"),
    [
        (50, 60, (50, 60)),
        (0, 0, (0, 0)),
        (100, 100, (100, 100)),
        # All but 2.
        (98, 98, (None, None)),
        # All but 3 of those in treatment.
        (77, 90, (None, None)),
        (4, 20, (None, None)),
        # All but 2 reviews.
        (50, 998, (None, None)),
    ],
)
def test_a_check_is_hidden_where_it_tells_of_the_few_others(
    profile: Profile, clients: int, rows: int, seen: tuple[int | None, int | None]
) -> None:
    (check,) = published(audit_of(profile, 100, {IN: 80, AFTER: 60}, found=[(clients, rows)])).checks

    assert check.clients is not None
    assert check.rows is not None
    assert (check.clients.number, check.rows.number) == seen
    assert check.result == ("found" if rows else "none found")


@pytest.mark.parametrize(
    ("number", "says"),
    [(1, "fewer than 5 clients"), (4, "fewer than 5 clients"), (5, "5 clients"), (1200, "1,200 clients"), (0, "0 clients")],
)
def test_a_number_in_a_sentence_is_no_small_one(number: int, says: str) -> None:
    assert counted_or_few(number, "clients") == says


@pytest.mark.parametrize(
    ("yes", "no", "missing", "number", "seen"),
    [
        # 2 said no, so the 20 who said yes are hidden too. The same 20, or nearly, are not counted anywhere else.
        (20, 2, 38, 20, None),
        (20, 2, 38, 17, None),
        (20, 2, 38, 12, 12),
        (20, 2, 38, 0, 0),
        # Nothing is hidden in the field, so nothing needs to be beside it.
        (20, 12, 28, 20, 20),
    ],
)
def test_a_hidden_part_of_a_field_is_in_no_check_and_no_indicator(
    profile: Profile, yes: int, no: int, missing: int, number: int, seen: int | None
) -> None:
    made = audit_of(profile, 60, {IN: 60}, found=[(number, number)], out_of=(60,))
    field = Completeness(field="RECMAID", says="", phase=IN, yes=yes, no=no, missing=missing, clients=60)
    indicators = tuple(changed(each, numerator=number, fields=("RECMAID",)) for each in made.indicators)

    found = published(changed(made, completeness=(field,), indicators=indicators))

    assert [(each.clients, each.rows) for each in found.checks] == [(Cell(number=seen), Cell(number=seen))]
    assert [each.numerator for each in found.indicators] == [Cell(number=seen)]


def test_what_is_hidden_in_one_field_hides_no_indicator_of_others(profile: Profile) -> None:
    made = audit_of(profile, 60, {IN: 60}, out_of=(60,))
    field = Completeness(field="RECOTH", says="", phase=IN, yes=20, no=2, missing=38, clients=60)
    indicators = tuple(changed(each, numerator=20, fields=("RECMAID",)) for each in made.indicators)

    (found,) = published(changed(made, completeness=(field,), indicators=indicators)).indicators

    assert found.numerator == Cell(number=20)
