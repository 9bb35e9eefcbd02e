"""What an import says of a list: every row that was skipped, changed or wants a look."""

from __future__ import annotations

from collections.abc import Iterable

from fama_cli.meetings.reading import Finding, Severity
from fama_cli.record import record


@record
class Remark:
    """One kind of thing that was found in one field, and every row it was found in."""

    severity: Severity
    code: str
    field: str
    says: str
    fix: str
    found: str
    """What was there, the first few that differ. Empty where it may be private."""
    rows: tuple[int, ...]


EXAMPLES = 5
"""Different things that are shown of each remark."""


class Report:
    """Gathers findings. A list of 200,000 rows may have the same thing wrong in each, so they are kept by what they say."""

    def __init__(self) -> None:
        self._rows: dict[tuple[Severity, str, str], list[int]] = {}
        self._first: dict[tuple[Severity, str, str], Finding] = {}
        self._found: dict[tuple[Severity, str, str], dict[str, None]] = {}

    def add(self, row: int, findings: Iterable[Finding]) -> None:
        for finding in findings:
            about = (finding.notice.severity, finding.notice.code, finding.field)
            if about not in self._rows:
                self._rows[about], self._first[about], self._found[about] = [], finding, {}
            if finding.found and len(self._found[about]) < EXAMPLES:
                self._found[about][finding.found] = None
            # A meeting on 3 days says the same thing 3 times.
            if self._rows[about][-1:] != [row]:
                self._rows[about].append(row)

    def remarks(self) -> tuple[Remark, ...]:
        """The skipped first, then what was changed, then the rest; within each, the first row first."""
        order = list(Severity)
        made = [
            Remark(
                severity=severity,
                code=code,
                field=field,
                says=first.notice.says,
                fix=first.notice.fix,
                found=", ".join(self._found[severity, code, field]),
                rows=tuple(rows),
            )
            for (severity, code, field), rows in self._rows.items()
            for first in [self._first[severity, code, field]]
        ]
        return tuple(sorted(made, key=lambda remark: (order.index(remark.severity), remark.rows, remark.code)))


def rows_in_words(rows: tuple[int, ...]) -> str:
    """ "row 4", "rows 2 to 37", "rows 2, 5 and 7", or the first few and how many more."""
    if len(rows) == 1:
        return f"row {rows[0]}"
    if rows[-1] - rows[0] == len(rows) - 1:
        return f"rows {rows[0]:,} to {rows[-1]:,}"
    if len(rows) <= 5:
        return f"rows {', '.join(map(str, rows[:-1]))} and {rows[-1]}"
    return f"rows {', '.join(map(str, rows[:4]))} and {len(rows) - 4:,} more"
