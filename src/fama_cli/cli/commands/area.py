"""fama area assess, steering, spec, contact, letter, gaps, plan, report"""

from __future__ import annotations

from typing import Annotated

import typer

from fama_cli.cli.area_files import AreaFormatOption
from fama_cli.cli.area_gaps import GapsFormatOption, Looking
from fama_cli.cli.house import DataOption, FormatOption, JsonOption, NationOption, OutputOption, command_app, complete_group
from fama_cli.cli.making import Making
from fama_cli.cli.options import taking

app = command_app(help="See what mutual aid an area has, and agree what to do.")

AnswersOption = Annotated[
    str, typer.Option("--answers", metavar="FILE", help="The answers that your partnership keeps, a YAML file.", show_default=False)
]
MembersOption = Annotated[
    str, typer.Option("--members", metavar="FILE", help="The organisations and roles in the group, a YAML file.", show_default=False)
]
PlanOption = Annotated[str, typer.Option("--from", metavar="FILE", help="The plan of last time, a YAML file.", show_default=False)]
GroupsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[GROUP]...", help="Ids of groups, such as aa. Every group, if left out.", autocompletion=complete_group, show_default=False
    ),
]


@app.command("assess")
def assess_area(
    answers: AnswersOption = "",
    as_json: JsonOption = False,
    format: AreaFormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Go through the checklist for an area.

    A neutral checklist under the headings of the guide for commissioners of
    April 2014. Without --answers, it shows the questions. As yaml, it is a
    file that a partnership fills in together, in any editor; with --answers,
    the same file with any new questions after it.

    \b
    Examples:
      fama area assess
      fama area assess --output answers.yaml
      fama area assess --answers answers.yaml
    """
    from fama_cli.cli.area_answers import checklist

    checklist(answers, as_json=as_json, format=format, output=output, data=data)


@app.command("steering")
def steering(
    members: MembersOption = "",
    as_json: JsonOption = False,
    format: AreaFormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Compare a steering group with the guide.

    Without --members, it shows the membership that the guide recommends. As
    yaml, it is the file to fill in. It has roles and organisations, and no
    names of people.

    \b
    Examples:
      fama area steering
      fama area steering --output members.yaml
      fama area steering --members members.yaml
    """
    from fama_cli.cli.area_answers import membership

    membership(members, as_json=as_json, format=format, output=output, data=data)


@app.command("spec")
@taking(Making)
def specification(as_json: JsonOption = False, *, making: Making) -> None:
    """Print clauses for a service specification.

    What the guide suggests, in words for a contract, each beside the guide's
    own. The guide requires nothing. As txt unless you say.

    \b
    Examples:
      fama area spec
      fama area spec --output clauses.docx
    """
    from fama_cli.cli.area_contacts import clauses
    from fama_cli.cli.area_files import check_output

    check_output(making.output, making.brand)
    clauses(making, as_json=as_json)


@app.command("contact")
def contact(
    group: GroupsArgument = None,
    nation: NationOption = "",
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Show who speaks for each group.

    Whom to ring, how sure that is, and what can and cannot be commissioned.
    Those of England unless you say. `fama area letter` writes to them.

    \b
    Examples:
      fama area contact
      fama area contact aa smart
      fama area contact --format csv --output contacts.csv
    """
    from fama_cli.cli.area_contacts import contacts
    from fama_cli.cli.area_files import check_output

    check_output(output)
    contacts(group or [], nation, as_json=as_json, format=format, output=output, data=data)


@app.command("letter")
@taking(Making)
def letter(
    group: GroupsArgument = None,
    area: Annotated[str, typer.Option("--area", metavar="NAME", help="Your area, in words.", show_default=False)] = "",
    not_here: Annotated[bool, typer.Option("--not-here", help="For groups that do not meet in your area yet.")] = False,
    *,
    making: Making,
) -> None:
    """Write an invitation to a group.

    To an introductory meeting. It offers nothing that the group's own
    traditions would have it refuse. Without GROUP, one for each group
    for drugs, alcohol or families. A last page says how to reach those who
    speak for it.

    \b
    Examples:
      fama area letter aa --area Northgate --output aa.docx
      fama area letter smart --not-here --output smart.docx
      fama area letter --output invitations.docx
    """
    from fama_cli.cli.area_contacts import letters_made
    from fama_cli.cli.area_files import check_output

    check_output(making.output, making.brand)
    letters_made(group or [], making, area=area, here=not not_here)


@app.command("gaps")
@taking(Looking)
def gaps(
    looking: Looking,
    as_map: Annotated[bool, typer.Option("--map", help="As svg, a map in place of the week.")] = False,
    as_json: JsonOption = False,
    format: GapsFormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Find what is missing among an area's meetings.

    Groups, days, times, places, access and languages, in the meetings that
    were imported unless you name a list. What a list does not state is
    counted apart from no. An area is what the list calls it, or the start of
    a postcode, such as LS or LS1. What is online counts in every area. As
    svg, it is the week as a picture, or with --map where the meetings are:
    each needs a latitude and longitude.

    \b
    Examples:
      fama area gaps --area LS,BD
      fama area gaps --area LS,BD --language Polish --output week.svg
      fama area gaps --map --output map.svg
      fama area gaps --meetings meetings.csv
    """
    from fama_cli.cli.area_gaps import gaps_shown

    gaps_shown(looking, as_map=as_map, as_json=as_json, format=format, output=output, data=data)


@app.command("plan")
@taking(Looking)
def plan(
    looking: Looking,
    answers: AnswersOption = "",
    last: PlanOption = "",
    as_json: JsonOption = False,
    format: AreaFormatOption = "",
    output: OutputOption = "",
    data: DataOption = "",
) -> None:
    """Make an action plan, or carry one on.

    From the checklist's answers, and from gaps when you ask for a list with
    --meetings or --from-meetings. As yaml, it is the file to keep: with
    --from, all that was there, as it was, and what is new after it.

    \b
    Examples:
      fama area plan --answers answers.yaml --output plan.yaml
      fama area plan --from-meetings --area LS,BD --output plan.yaml
      fama area plan --answers answers.yaml --from plan.yaml --output next.yaml
      fama area plan --from plan.yaml
    """
    from fama_cli.cli.area_plans import plan_shown

    plan_shown(looking, answers, last, as_json=as_json, format=format, output=output, data=data)


@app.command("report")
@taking(Making)
@taking(Looking)
def report(
    looking: Looking,
    answers: AnswersOption = "",
    members: MembersOption = "",
    audit: Annotated[
        str, typer.Option("--audit", metavar="FILE", help="What `fama record audit --json` printed.", show_default=False)
    ] = "",
    plan: Annotated[str, typer.Option("--plan", metavar="FILE", help="The action plan, a YAML file.", show_default=False)] = "",
    as_json: JsonOption = False,
    *,
    making: Making,
) -> None:
    """Make one report of an area.

    The checklist, the steering group, gaps, recording and the plan: each part
    whose file you name, and gaps with --from-meetings too. Its pictures are
    beside tables with the same numbers.

    \b
    Examples:
      fama area report --answers answers.yaml --output report.html
      fama area report --answers answers.yaml --plan plan.yaml -o report.docx
      fama area report --meetings meetings.csv --audit audit.json -o report.pdf
    """
    from fama_cli.cli.area_reports import report_made

    report_made(looking, making, answers=answers, members=members, audit=audit, plan=plan, as_json=as_json)
