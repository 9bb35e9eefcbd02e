"""The checklist and the steering group: shown, or as the file to fill in."""

from __future__ import annotations

from fama_cli.catalogue.load import load_commissioning
from fama_cli.catalogue.partnership import read_answers, read_members, with_more
from fama_cli.cli.area_files import check_output, is_yaml, read_from, write_kept
from fama_cli.cli.output import show, wanted
from fama_cli.cli.today import today
from fama_cli.cli.views.commissioning import assessment_document, steering_document
from fama_cli.commissioning.assess import assess
from fama_cli.commissioning.model import every_question
from fama_cli.commissioning.steering import steering_group
from fama_cli.commissioning.templates import answers_still_to_fill_in, answers_to_fill_in, members_to_fill_in


def checklist(answers: str, *, as_json: bool, format: str, output: str, data: str) -> None:
    as_yaml = is_yaml(format, output, as_json=as_json)
    how = wanted(as_json=as_json, format="" if as_yaml else format, output=output)
    check_output(output, *([] if as_yaml else [answers]), as_yaml=as_yaml)
    commissioning = load_commissioning(data)
    with read_from(answers) as (path,):
        kept = read_answers(path, [question.id for question in every_question(commissioning)]) if path else None
        if as_yaml and path and kept:
            new = answers_still_to_fill_in(commissioning, kept.answers)
            write_kept(with_more(path, kept.text, "answers", new), output, read_from=answers)
        elif as_yaml:
            write_kept(answers_to_fill_in(commissioning), output)
        else:
            found = assess(commissioning, kept.answers if kept else (), kept.assessment if kept else None, today())
            show(assessment_document(found, given=kept is not None), how)


def membership(members: str, *, as_json: bool, format: str, output: str, data: str) -> None:
    as_yaml = is_yaml(format, output, as_json=as_json)
    how = wanted(as_json=as_json, format="" if as_yaml else format, output=output)
    check_output(output, *([] if as_yaml else [members]), as_yaml=as_yaml)
    seats = load_commissioning(data).steering_group
    with read_from(members) as (path,):
        kept = read_members(path, [seat.id for seat in seats]) if path else None
        if as_yaml:
            write_kept(kept.text if kept else members_to_fill_in(seats), output, read_from=members)
            return
        found = steering_group(seats, kept.members if kept else (), kept.assessment if kept else None)
        show(steering_document(found, given=kept is not None), how)
