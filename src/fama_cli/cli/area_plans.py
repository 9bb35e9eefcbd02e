"""Reading what a plan is made from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fama_cli.cli.area_gaps import Looking, gaps_if_wanted
from fama_cli.cli.today import today
from fama_cli.errors import NotUnderstood

if TYPE_CHECKING:
    from fama_cli.catalogue.partnership import Plan
    from fama_cli.commissioning.assess import AreaAssessment
    from fama_cli.commissioning.model import Commissioning
    from fama_cli.commissioning.plan import Proposed


def plan_shown(looking: Looking, answers: str, last: str, *, as_json: bool, format: str, output: str, data: str) -> None:
    from fama_cli.catalogue.partnership import with_more
    from fama_cli.cli.area_files import check_output, is_yaml, read_from, write_kept
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.views.area_plan import plan_document
    from fama_cli.commissioning.plan_file import action_lines, plan_file

    as_yaml = is_yaml(format, output, as_json=as_json)
    how = wanted(as_json=as_json, format="" if as_yaml else format, output=output)
    check_output(output, answers, looking.meetings, *([] if as_yaml else [last]), as_yaml=as_yaml)
    with read_from(answers, last, looking.meetings) as (answered, before, meetings):
        found, kept = plan_found(looking, answered, before, meetings, data)
        if as_yaml and before and kept:
            new = [action_lines(each) for each in found.new]
            write_kept(with_more(before, kept.text, "actions", new), output, read_from=last)
        elif as_yaml:
            write_kept(plan_file(found.plan.area, found.new), output)
        else:
            show(plan_document(found.plan), how)


def plan_found(looking: Looking, answers: Path | None, last: Path | None, meetings: Path | None, data: str) -> tuple[Proposed, Plan | None]:
    """The plan, and the file that it carries on. Raises NotUnderstood when there is nothing to plan from."""
    from fama_cli.catalogue.load import load_commissioning
    from fama_cli.catalogue.partnership import read_plan
    from fama_cli.commissioning.plan import plan_for
    from fama_cli.record import changed

    gaps = gaps_if_wanted(looking, meetings, data)
    if not (answers or last or gaps):
        raise NotUnderstood(
            "There is nothing to plan from",
            hint="Name answers, meetings or the last plan: `--answers FILE`, `--meetings FILE` or `--from-meetings`, `--from FILE`",
        )
    commissioning = load_commissioning(data)
    assessment = assessment_of(commissioning, answers) if answers else None
    kept = read_plan(last) if last else None
    found = plan_for(commissioning, assessment, gaps, kept.actions if kept else (), today())
    if found.plan.area is None and kept and kept.assessment:
        found = changed(found, plan=changed(found.plan, area=kept.assessment.area))
    return found, kept


def assessment_of(commissioning: Commissioning, answers: Path) -> AreaAssessment:
    """The assessment that the file of `answers` holds."""
    from fama_cli.catalogue.partnership import read_answers
    from fama_cli.commissioning.assess import assess
    from fama_cli.commissioning.model import every_question

    kept = read_answers(answers, [question.id for question in every_question(commissioning)])
    return assess(commissioning, kept.answers, kept.assessment, today())
