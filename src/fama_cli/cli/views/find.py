"""The answer to `fama find`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fama_cli.cli.asking import Question, Understood
from fama_cli.cli.output import Document, watched
from fama_cli.directory.find import HOME, For, Found, Match, Safety
from fama_cli.meetings.shown import ListedMeeting
from fama_cli.record import record

if TYPE_CHECKING:
    from rich.console import Console


@record
class Answer:
    """Groups that fit, best first, and what must be said beside them."""

    whom: For
    understood: tuple[Understood, ...]
    groups: tuple[Match, ...]
    safety: tuple[Safety, ...]
    reminders: tuple[str, ...]
    nothing_because: str
    notes: tuple[str, ...]
    near: str = ""
    """The place that was asked about."""
    meetings: tuple[ListedMeeting, ...] = ()
    """The next 3 of each group near that place, of the lists that were imported."""


COLUMNS = ("id", "name", "why", "approach", "contact", "trust", "website", "finder", "kind", "hours", "cost", "nations", "cautions")


def as_document(question: Question, found: Found, *, near: str = "", meetings: Sequence[ListedMeeting] = ()) -> Document:
    answer = Answer(
        whom=question.asked.whom,
        understood=question.understood,
        groups=found.groups,
        safety=found.safety,
        reminders=found.reminders,
        nothing_because=found.nothing_because,
        notes=question.notes,
        near=near,
        meetings=tuple(meetings),
    )
    beside = [*answer.notes, *(f"{safety.says} {safety.urgent}" for safety in answer.safety)]
    if answer.groups:
        beside += answer.reminders
    elif watched():
        beside.append(answer.nothing_because)
    return Document(
        schema="fama.find/1",
        value=answer,
        records="groups",
        columns=COLUMNS,
        rows=map(_row, answer.groups),
        draw=lambda console: _draw(console, answer),
        beside=beside,
    )


def _row(match: Match) -> list[str]:
    contact = match.contact
    return [
        match.id,
        match.name,
        match.why,
        match.approach or "",
        contact.value if contact else "",
        contact.trust_says if contact else "",
        match.website.value if match.website else "",
        match.finder.value if match.finder else "",
        match.kind.value,
        (contact.hours or "") if contact else "",
        (contact.call_cost or "") if contact else "",
        ", ".join(match.nations),
        ". ".join(match.cautions),
    ]


def _draw(console: Console, answer: Answer) -> None:
    from fama_cli.cli.views.drawing import CHECK, URGENT, say

    for line in answer.notes:
        say(console, line)
    if answer.notes:
        say(console, "")
    if not answer.groups:
        say(console, answer.nothing_because)
        say(console, "")
    for match in answer.groups:
        _draw_match(console, match)
        if answer.near:
            _draw_meetings(console, [each for each in answer.meetings if each.fellowship == match.id])
        say(console, "")
    for safety in answer.safety:
        say(console, safety.says, CHECK)
        say(console, safety.urgent, URGENT)
        say(console, "")
    for reminder in answer.reminders:
        say(console, reminder)


def _draw_match(console: Console, match: Match) -> None:
    from fama_cli.cli.views.drawing import CHECK, labelled, nation_names, say, text, way_in

    say(console, match.name, "bold underline")
    if match.for_whom:
        labelled(console, "Who for", match.for_whom)
    labelled(console, "Why", match.why[:1].upper() + match.why[1:] + ".")
    if match.approach_brief:
        labelled(console, "How", match.approach_brief)
    if match.ages:
        labelled(console, "Ages", match.ages[:1].upper() + match.ages[1:])
    if match.area or (match.nations and HOME not in match.nations):
        labelled(console, "Where", f"Only in {match.area or nation_names(match.nations)}")
    for caution in match.cautions:
        labelled(console, "Note", text(f"{caution}.", CHECK))
    for way in (match.contact, match.website, match.finder, match.online_finder):
        if way is match.finder and way and match.website and way.value == match.website.value:
            labelled(console, "Meetings", f"On its website. {way.label or ''}")
        elif way:
            way_in(console, way)


def _draw_meetings(console: Console, meetings: Sequence[ListedMeeting]) -> None:
    """The next few, a line or two each. `fama meetings show` has the rest."""
    from fama_cli.cli.views.drawing import CHECK, labelled, text

    if not meetings:
        labelled(console, "Near here", "No meeting in the lists that were imported. See where its meetings are, above.")
    for number, each in enumerate(meetings):
        name = "" if each.name == each.venue else f"{each.name}. "
        where = f"{each.where}. {each.distance[:1].upper()}{each.distance[1:]}".strip(". ")
        labelled(console, "" if number else "Near here", f"{each.next}. {name}{where}. {each.welcome_says}. Id {each.key}.")
        for caution in (*each.cautions, *([each.checked_says] if each.old else [])):
            labelled(console, "", text(f"{caution}.", CHECK))
