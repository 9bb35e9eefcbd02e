"""An audit as it may be handed on: no client's reference, and no number that could give somebody away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fama_cli.record import record
from fama_cli.recording.audit import Audit, Outcome
from fama_cli.recording.checks import Needs
from fama_cli.recording.counts import ENOUGH, Completeness, Indicator
from fama_cli.recording.disclosure import SMALLEST, Totals, is_small, percent, share, shown
from fama_cli.recording.reading import Phase

HIDDEN = "*"
NOT_DONE = "not done"
FOUND, NOTHING_FOUND = "found", "none found"
UNDER, OVER = f"under {ENOUGH}%", f"{ENOUGH}% or more"

PHASES = {Phase.IN_TREATMENT: "in treatment", Phase.AFTER: "after treatment", Phase.NOT_KNOWN: "in or after treatment: not known which"}


@record
class Cell:
    """A number, or that it is hidden."""

    number: int | None

    def __str__(self) -> str:
        return HIDDEN if self.number is None else f"{self.number:,}"


@record
class CheckLine:
    """What came of one check. `clients` and `rows` are None where it was not done."""

    id: str
    title: str
    result: str
    clients: Cell | None
    rows: Cell | None
    because: str


@record
class FieldLine:
    """How complete one field is, in clients of one phase."""

    field: str
    says: str
    phase: str
    yes: Cell
    no: Cell
    missing: Cell
    clients: Cell
    answered: float | None
    """Of a hundred; None where it is hidden."""
    result: str
    """At or under the line of 80%; nothing where that would give a number away."""


@record
class IndicatorLine:
    """A local indicator. `numerator` and `denominator` are None where it was not worked out."""

    id: str
    title: str
    source: str
    numerator_is: str
    denominator_is: str
    numerator: Cell | None
    denominator: Cell | None
    percent: float | None
    because: str


@record
class Published:
    """The audit for others to read."""

    rows: Cell
    copies: Cell
    different: Cell
    clients: Cell
    phases: tuple[tuple[str, Cell], ...]
    checks: tuple[CheckLine, ...]
    fields: tuple[FieldLine, ...]
    indicators: tuple[IndicatorLine, ...]


def published(audit: Audit) -> Published:
    """`audit` with small numbers hidden, and those from which they would follow."""
    (copies, different), rows = shown((audit.copies, audit.rows - audit.copies), audit.rows)
    phases = tuple((PHASES[phase], Cell(number=None if is_small(number) else number)) for phase, number in audit.by_phase)
    totals = Totals(clients=audit.clients, phases=tuple(number for _, number in audit.by_phase))
    # Who is in treatment, where the records tell, is one phase. Otherwise they are 2, and no number of it is shown.
    of_them = [number for phase, number in audit.by_phase if phase is not Phase.AFTER]
    in_treatment = of_them[0] if len(of_them) == 1 else None
    fields = tuple(_field(each) for each in audit.completeness)
    kept_back = _kept_back(audit.completeness, fields)
    return Published(
        rows=Cell(number=rows),
        copies=Cell(number=copies),
        different=Cell(number=different),
        clients=Cell(number=None if totals.hidden else audit.clients),
        phases=phases,
        checks=tuple(_check(each, audit, totals, [number for _, number in kept_back]) for each in audit.outcomes),
        fields=fields,
        indicators=tuple(
            _indicator(
                each,
                totals,
                in_treatment if each.in_treatment else None,
                [number for field, number in kept_back if field in each.fields],
            )
            for each in audit.indicators
        ),
    )


def _kept_back(counted: Sequence[Completeness], seen: Sequence[FieldLine]) -> Sequence[tuple[str, int]]:
    """Fields, with the numbers of them that are hidden so that a small one beside them does not follow.

    A check or an indicator may count the very same clients: those with a yes to one field, where no other field has one.
    """
    return [
        (found.field, number)
        for found, line in zip(counted, seen, strict=True)
        for number, cell in ((found.yes, line.yes), (found.no, line.no), (found.missing, line.missing))
        if cell.number is None and number >= SMALLEST
    ]


def _is_near(number: int, apart: Sequence[int]) -> bool:
    """Whether it is one of those numbers, or so near to one that little is left to guess."""
    return any(abs(number - each) < SMALLEST for each in apart)


_ABSENT = {Needs.CONTACTS: "there is no table of contacts", Needs.INTERVENTIONS: "there is no table of interventions"}


def _check(outcome: Outcome, audit: Audit, totals: Totals, apart: Sequence[int]) -> CheckLine:
    check = outcome.check
    if not outcome.done:
        return CheckLine(id=check.id, title=check.title, result=NOT_DONE, clients=None, rows=None, because=_ABSENT[check.needs])
    others = audit.rows - audit.copies - outcome.rows
    small = is_small(outcome.clients) or is_small(outcome.rows) or is_small(others) or totals.tell(outcome.clients)
    small = small or any(number and _is_near(number, apart) for number in (outcome.clients, outcome.rows))
    clients, rows = (Cell(number=None if small else number) for number in (outcome.clients, outcome.rows))
    return CheckLine(
        id=check.id, title=check.title, result=FOUND if outcome.rows else NOTHING_FOUND, clients=clients, rows=rows, because=""
    )


def _field(found: Completeness) -> FieldLine:
    (yes, no, missing), clients = shown((found.yes, found.no, found.missing), found.clients)
    answered = percent(found.yes + found.no, found.clients) if missing is not None and clients is not None else None
    return FieldLine(
        field=found.field,
        says=found.says,
        phase=PHASES[found.phase],
        yes=Cell(number=yes),
        no=Cell(number=no),
        missing=Cell(number=missing),
        clients=Cell(number=clients),
        answered=answered,
        result=_line(found.clients - found.missing, found.clients) if answered is not None else _hidden_line((yes, no), clients),
    )


def _line(answered: int, clients: int) -> str:
    return OVER if answered * 100 >= clients * ENOUGH else UNDER


def _hidden_line(others: Sequence[int | None], clients: int | None) -> str:
    """Which side of the line it is, when that is so whatever the hidden number may be."""
    if clients is None:
        return ""
    most = clients - sum(number for number in others if number is not None)
    at_most, at_least = _line(clients, clients), _line(clients - most, clients)
    return at_most if at_most == at_least else ""


def _indicator(found: Indicator, totals: Totals, own: int | None, apart: Sequence[int]) -> IndicatorLine:
    numerator, denominator = share(found.numerator, found.denominator)
    if _is_near(found.numerator, apart) or _is_near(found.denominator - found.numerator, apart):
        numerator = None
    if totals.tell(found.denominator, own):
        numerator = denominator = None
    done = not found.because
    return IndicatorLine(
        id=found.id,
        title=found.title,
        source=found.source,
        numerator_is=found.numerator_is,
        denominator_is=found.denominator_is,
        numerator=Cell(number=numerator) if done else None,
        denominator=Cell(number=denominator) if done else None,
        percent=percent(numerator, denominator) if done and numerator is not None and denominator is not None else None,
        because=found.because,
    )


@record
class Line:
    """One number of the audit. A number is None where it is hidden, and where nothing was counted: `result` says which."""

    part: str
    id: str
    title: str
    phase: str
    measure: str
    number: int | None
    hidden: bool
    percent: float | None
    result: str


def lines(found: Published) -> Iterator[Line]:
    """Every number of the audit, one by one."""
    for name, cell in (("rows", found.rows), ("copies", found.copies), ("different", found.different), ("clients", found.clients)):
        yield _number("file", name, IN_THE_FILE[name], "", "clients" if name == "clients" else "rows", cell)
    for phase, cell in found.phases:
        yield _number("file", "clients", IN_THE_FILE["clients"], phase, "clients", cell)
    for check in found.checks:
        result = f"{check.result}: {check.because}" if check.because else check.result
        for measure, counted in (("clients", check.clients), ("rows", check.rows)):
            yield _number("check", check.id, check.title, "", measure, counted, result=result)
    for each in found.fields:
        for measure, cell in (("yes", each.yes), ("no", each.no), ("missing", each.missing), ("clients", each.clients)):
            yield _number("field", each.field, each.says, each.phase, measure, cell)
        yield Line(
            part="field", id=each.field, title=each.says, phase=each.phase, measure="answered", number=None,
            hidden=each.answered is None, percent=each.answered, result=each.result,
        )  # fmt: skip
    for one in found.indicators:
        result = f"{NOT_DONE}: {one.because}" if one.because else ""
        yield _number("indicator", one.id, one.numerator_is, "", "numerator", one.numerator, one.percent, result)
        yield _number("indicator", one.id, one.denominator_is, "", "denominator", one.denominator, result=result)


IN_THE_FILE = {
    "rows": "Rows read",
    "copies": "Rows that are exact copies of another, counted once from here on",
    "different": "Different reviews",
    "clients": "Clients with a review whose day has been",
}


def _number(
    part: str, id: str, title: str, phase: str, measure: str, cell: Cell | None, percent: float | None = None, result: str = ""
) -> Line:
    return Line(
        part=part, id=id, title=title, phase=phase, measure=measure, number=cell.number if cell else None,
        hidden=cell is not None and cell.number is None, percent=percent, result=result,
    )  # fmt: skip
