"""Reading what a report is made from, and making it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from fama_cli.cli.area_gaps import Looking, gaps_if_wanted
from fama_cli.cli.area_plans import assessment_of
from fama_cli.cli.making import Making, make
from fama_cli.cli.today import today
from fama_cli.errors import ExitCode, FamaError, NotUnderstood
from fama_cli.files import read_whole

if TYPE_CHECKING:
    from fama_cli.commissioning.model import Commissioning
    from fama_cli.commissioning.recorded import Recorded
    from fama_cli.commissioning.report import AreaReport

LARGEST_AUDIT = 8 * 1024 * 1024
"""Bytes. An audit has about 100 lines, whatever it counted."""


class AuditNotRight(FamaError):
    """A file that is no audit."""

    code = "audit-file"
    exit_code = ExitCode.DATA_NOT_RIGHT


def report_made(looking: Looking, making: Making, *, answers: str, members: str, audit: str, plan: str, as_json: bool) -> None:
    from fama_cli.catalogue.load import load_commissioning
    from fama_cli.cli.area_files import check_output, read_from
    from fama_cli.cli.making import checked
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.views.commissioning import report_json
    from fama_cli.commissioning.report import report_document

    check_output(making.output, answers, members, audit, plan, looking.meetings, making.brand)
    how = wanted(as_json=True, format=making.format, output=making.output) if as_json else None
    making = making if as_json else checked(making)
    commissioning = load_commissioning(making.data)
    with read_from(answers, members, audit, plan, looking.meetings) as files:
        found = report_found(commissioning, looking, *files, data=making.data)
    if how:
        show(report_json(found), how)
    else:
        make(report_document(commissioning, found, notes=making.notes), making)


def report_found(
    commissioning: Commissioning,
    looking: Looking,
    answers: Path | None,
    members: Path | None,
    audit: Path | None,
    plan: Path | None,
    meetings: Path | None,
    *,
    data: str,
) -> AreaReport:
    """Every part whose file was named. Raises NotUnderstood when none was."""
    from fama_cli.catalogue.partnership import read_members, read_plan
    from fama_cli.commissioning.plan import plan_for
    from fama_cli.commissioning.report import AreaReport
    from fama_cli.commissioning.steering import steering_group

    gaps = gaps_if_wanted(looking, meetings, data)
    if not (answers or members or audit or plan or gaps):
        raise NotUnderstood("There is nothing to report", hint="Name at least one file, such as `--answers answers.yaml`")
    assessment = assessment_of(commissioning, answers) if answers else None
    seats = commissioning.steering_group
    kept_members = read_members(members, [seat.id for seat in seats]) if members else None
    kept_plan = read_plan(plan) if plan else None
    about = [kept.assessment.area for kept in (kept_members, kept_plan) if kept and kept.assessment]
    return AreaReport(
        area=assessment.area if assessment and assessment.area else next(iter(about), None),
        made_on=today().isoformat(),
        assessment=assessment,
        steering=steering_group(seats, kept_members.members, kept_members.assessment) if kept_members else None,
        gaps=gaps,
        recorded=_audit(audit) if audit else None,
        plan=plan_for(commissioning, None, None, kept_plan.actions, today()).plan if kept_plan else None,
    )


def _audit(path: Path) -> Recorded:
    from fama_cli.commissioning.recorded import recorded_in

    contents = read_whole(path, largest=LARGEST_AUDIT, what="audit")
    hint = "Name what `fama record audit --json` printed"
    try:
        document = json.loads(contents.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise AuditNotRight(f"`{path}` is not JSON in UTF-8", hint=hint) from None
    except json.JSONDecodeError as problem:
        raise AuditNotRight(f"`{path}` is not JSON: line {problem.lineno}, column {problem.colno}", hint=hint) from None
    except RecursionError:
        raise AuditNotRight(f"`{path}` has values inside one another too deep for an audit", hint=hint) from None
    try:
        return recorded_in(document if isinstance(document, dict) else {})
    except ValueError as problem:
        raise AuditNotRight(f"`{path}` is not an audit: {problem}", hint=hint) from None
