"""One report of an area: the checklist, the steering group, gaps, recording and the plan. Each part is there when it was given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fama_cli.commissioning.assess import AreaAssessment, Assessed
from fama_cli.commissioning.charts import answers_chart, numbers_of
from fama_cli.commissioning.gaps import Attended, Gaps
from fama_cli.commissioning.heatmap import heatmap
from fama_cli.commissioning.held import FEATURES
from fama_cli.commissioning.map import map_of, not_on_the_map
from fama_cli.commissioning.model import Commissioning, words_of
from fama_cli.commissioning.places import Placed, by_name
from fama_cli.commissioning.plan import AreaPlan, Planned, State
from fama_cli.commissioning.recorded import Recorded
from fama_cli.commissioning.recorded_blocks import recorded_blocks
from fama_cli.commissioning.scope import said_of
from fama_cli.commissioning.steering import Filled, SteeringGroup
from fama_cli.directory.dates import in_words
from fama_cli.handouts.citing import Citations
from fama_cli.handouts.common import lead, writing_lines
from fama_cli.handouts.model import Block, Handout, Heading, Look, Notice, Points, worded, worded_table
from fama_cli.record import record
from fama_cli.text import counted, ended, listed


@record
class AreaReport:
    """Everything the report is made from. None is a part that was not given."""

    area: str | None
    made_on: str
    assessment: AreaAssessment | None
    steering: SteeringGroup | None
    gaps: Gaps | None
    recorded: Recorded | None
    plan: AreaPlan | None


def report_document(commissioning: Commissioning, report: AreaReport, *, notes: bool) -> Handout:
    """The report, before it is paper."""
    wording = words_of(commissioning, "area-report")
    citations = Citations(commissioning.sources)
    blocks: list[Block] = [lead(wording), *_missing(report)]
    if report.assessment:
        sources = sorted({source for topic in commissioning.checklist for source in topic.sources})
        blocks += _assessment(report.assessment, citations, sources)
    if report.steering:
        blocks += _steering(report.steering, citations, [source for seat in commissioning.steering_group for source in seat.sources])
    if report.gaps:
        blocks += _gaps(report.gaps)
    if report.recorded:
        blocks += recorded_blocks(report.recorded)
    if report.plan:
        blocks += _plan(report.plan)
    blocks += [*writing_lines(notes), *citations.end_matter(report.made_on, numbers=False)]
    title = f"Mutual aid in {report.area}" if report.area else wording.title
    return Handout(id=wording.id, title=title, reader=wording.reader, made_on=report.made_on, blocks=tuple(blocks), points=10)


_PARTS = {
    "assessment": "the checklist",
    "steering": "the steering group",
    "gaps": "gaps among meetings",
    "recorded": "recording",
    "plan": "the action plan",
}


def _missing(report: AreaReport) -> Iterator[Block]:
    """A part that is left out is named: a reader must not take silence for "nothing to say"."""
    missing = [words for part, words in _PARTS.items() if getattr(report, part) is None]
    if missing:
        yield worded(f"Not in this report: {listed(missing)}.", Look.SMALL)


def _assessment(found: AreaAssessment, citations: Citations, sources: Sequence[str]) -> Iterator[Block]:
    yield Heading(says="The checklist")
    when = f"Agreed on {in_words(found.on)}. " if found.on else ""
    yield citations.says(f"{when}{found.based_on}", sources)
    yield answers_chart(found)
    yield worded_table(
        "Answers by topic",
        ("Topic", "Yes", "Partly", "No", "Not known", "Not answered"),
        [(topic.title, *map(str, numbers_of(topic.counts))) for topic in found.topics],
    )
    for topic in found.topics:
        asked = [each for each in found.questions if each.topic == topic.id]
        yield Heading(says=topic.title, level=3)
        rows = [(each.asks, _capital(each.answer or "not answered"), _beside(each)) for each in asked]
        yield worded_table(f"Answers on: {topic.title}", ("Question", "Answer", "Evidence and owner"), rows)
    if found.remarks:
        asked_as = {each.id: each.asks for each in found.questions}
        yield Notice(title="Worth another look", body=(_points([_named(f"{remark.says}.", asked_as) for remark in found.remarks]),))


def _beside(each: Assessed) -> str:
    said = (each.evidence, f"Owner: {each.owner}" if each.owner else None, each.notes)
    return " ".join(ended(words) for words in said if words)


_FILLED = {
    Filled.ALL: "Everybody listed is there",
    Filled.SOME: "Some of those listed are there",
    Filled.NONE: "Nobody is there yet",
    Filled.NOT_LISTED: "Nobody is listed",
}


def _steering(group: SteeringGroup, citations: Citations, sources: Sequence[str]) -> Iterator[Block]:
    yield Heading(says="The steering group")
    yield citations.says("The membership that the guide recommends, and who is there. Roles and organisations, and no names.", sources)
    rows = []
    for seat in group.seats:
        members = " ".join(f"{each.organisation or 'Not stated'}: {each.role or 'nobody yet'}." for each in seat.members)
        rows.append((f"{seat.title}{' (where possible)' if seat.where_possible else ''}", _FILLED[seat.filled], members))
    yield worded_table("The steering group, seat by seat", ("Seat", "How far it is filled", "Who is there"), rows)


def _gaps(gaps: Gaps) -> Iterator[Block]:
    yield Heading(says="Gaps among meetings")
    yield worded(
        f"{counted(gaps.meetings, 'meeting')} on the list. A list may lack a meeting that is held: what it does not have is not listed, "
        "which is less than not there. What a meeting does not state is counted apart from no."
    )
    if beside := said_of(gaps.scope):
        yield worded(" ".join(beside))
    for week in gaps.weeks:
        if not any(map(any, week.counts)):
            continue
        yield Heading(says=week.title, level=3)
        yield heatmap(week)
        yield worded_table(
            f"{week.title}: how many start on each day, and when",
            ("Day", *week.times),
            [(day, *map(str, row)) for day, row in zip(week.days, week.counts, strict=True)],
        )
        if week.no_time:
            yield worded(f"{week.no_time} more without a day and a time.", Look.SMALL)
    yield from _places(gaps.places)
    yield Heading(says="Groups, places and access", level=3)
    for caption, first, some in (("Meetings of each group", "Group", gaps.groups), ("Meetings in each area", "Area", gaps.areas)):
        if some:
            yield worded_table(caption, (first, "Meetings", "In person", "Online", "Not stated"), [_attended(each) for each in some])
    if gaps.features:
        rows = [(_capital(FEATURES.get(each.name, each.name)), str(each.yes), str(each.no), str(each.not_stated)) for each in gaps.features]
        yield worded_table("What meetings state of themselves", ("A meeting", "Yes", "No", "Not stated"), rows)
    spoken = "; ".join(f"{language}, {number}" for language, number in gaps.languages) or "none is stated"
    yield worded(f"Languages: {spoken}. Meetings that state none: {gaps.language_not_stated}.")
    yield Heading(says="What is missing", level=3)
    yield _points([f"{gap.says}." for gap in gaps.gaps]) if gaps.gaps else worded("Nothing that was looked for.")


def _places(found: Placed) -> Iterator[Block]:
    """Where nothing can be drawn, that is said only of positions that cannot be right: most lists have none."""
    if picture := map_of(found):
        yield Heading(says=picture.title, level=3)
        yield picture
        rows = [(each.name, str(each.meetings), str(each.places)) for each in by_name(found)]
        yield worded_table(picture.title, ("Area", "Meetings", "Places"), rows)
    if (picture or found.not_right) and (missing := not_on_the_map(found)):
        yield worded(missing, Look.SMALL)


def _attended(each: Attended) -> tuple[str, ...]:
    return (each.name, str(each.meetings), str(each.in_person), str(each.online), str(each.where_not_stated))


_STATES = {State.NEW: "Proposed", State.OPEN: "Open", State.LATE: "Late", State.DONE: "Done", State.DROPPED: "Dropped"}


def _plan(plan: AreaPlan) -> Iterator[Block]:
    yield Heading(says="Action plan")
    if not plan.actions:
        yield worded("There is no action in it.")
        return
    rows = []
    for each in plan.actions:
        when = f"{_STATES[each.state]}{f' on {in_words(each.ended)}' if each.ended else ''}"
        rows.append((_with_why(each), when, each.lead or "Nobody yet", in_words(each.by) if each.by else "No day set", each.measure or ""))
    yield worded_table("Actions", ("Action", "State", "Lead", "By when", "How we will know"), rows)
    if plan.remarks:
        worded_as = {each.id: each.action for each in plan.actions}
        said = [_named(words if words.endswith("?") else f"{words}.", worded_as) for words in plan.remarks]
        yield Notice(title="To settle", body=(_points(said),))


def _with_why(each: Planned) -> str:
    return f"{ended(each.action)} Why: {ended(each.because)}" if each.because else each.action


def _named(words: str, names: Mapping[str, str]) -> str:
    """`words` with each id in it as what it stands for: a reader of the report has not seen the files."""
    for identifier, name in names.items():
        words = words.replace(f"`{identifier}`", f'"{name}"')
    return words


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _points(items: Sequence[str]) -> Points:
    return Points(items=tuple(worded(item) for item in items))
