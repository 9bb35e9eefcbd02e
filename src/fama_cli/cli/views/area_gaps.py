"""The answer of `fama area gaps`: what is missing, and a small week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fama_cli.cli.output import Document
from fama_cli.commissioning.gaps import Attended, Gaps
from fama_cli.commissioning.held import FEATURES
from fama_cli.commissioning.scope import said_of
from fama_cli.commissioning.week import Week, said_beside
from fama_cli.text import counted

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def gaps_document(found: Gaps, *, to_plan: str) -> Document:
    """A row for each gap. What is there is in the JSON and in the drawing. `to_plan` is the command that plans for these gaps."""
    return Document(
        schema="fama.areagaps/1",
        value=found,
        records="gaps",
        columns=("id", "kind", "what is missing"),
        rows=[[gap.id, gap.kind, gap.says] for gap in found.gaps],
        draw=lambda console: _draw(console, found, to_plan),
        beside=said_of(found.scope),
    )


def _draw(console: Console, found: Gaps, to_plan: str) -> None:
    from fama_cli.cli.views.drawing import CHECK, labelled, say

    say(console, counted(found.meetings, "meeting"), "bold underline")
    for words in said_of(found.scope):
        say(console, words)
    for week in found.weeks:
        if any(map(any, week.counts)):
            say(console, "")
            _week(console, week)
    _attended(console, "Group", found.groups)
    _attended(console, "Area", found.areas)
    _stated(console, found)
    _places(console, found)
    say(console, "")
    say(console, "What is missing" if found.gaps else "Nothing that was looked for is missing", "bold")
    for gap in found.gaps:
        labelled(console, "", f"{gap.says}.", width=0)
    if found.gaps:
        say(console, "")
        say(console, f"To plan what to do: {to_plan}", CHECK)


_SHORT = ("<9am", "9-12", "12-3", "3-6pm", "6-9pm", "9pm+")


def _week(console: Console, week: Week) -> None:
    from fama_cli.cli.views.drawing import say, table

    say(console, f"{week.title}, by when they start", "bold")
    rows: list[list[str | Text]] = [[day, *(str(number or "-") for number in row)] for day, row in zip(week.days, week.counts, strict=True)]
    table(console, ("", *_SHORT), rows)
    for words in said_beside(week):
        say(console, words)


def _attended(console: Console, what: str, all_of_them: tuple[Attended, ...]) -> None:
    from fama_cli.cli.views.drawing import say, table

    if all_of_them:
        say(console, "")
        rows: list[list[str | Text]] = [
            [each.name, str(each.meetings), str(each.in_person), str(each.online), str(each.where_not_stated)] for each in all_of_them
        ]
        table(console, (what, "meetings", "in person", "online", "not stated"), rows)


def _places(console: Console, found: Gaps) -> None:
    """Where they are, when the list says so."""
    from fama_cli.cli.views.drawing import say, table
    from fama_cli.commissioning.map import TITLE, not_on_the_map
    from fama_cli.commissioning.places import by_name

    if found.places.spots:
        say(console, "")
        say(console, TITLE, "bold")
        rows: list[list[str | Text]] = [[each.name, str(each.meetings), str(each.places)] for each in by_name(found.places)]
        table(console, ("Area", "meetings", "places"), rows)
    if (found.places.spots or found.places.not_right) and (missing := not_on_the_map(found.places)):
        say(console, missing)


def _stated(console: Console, found: Gaps) -> None:
    from fama_cli.cli.views.drawing import say, table

    if found.features:
        say(console, "")
        rows: list[list[str | Text]] = [
            [FEATURES.get(each.name, each.name), str(each.yes), str(each.no), str(each.not_stated)] for each in found.features
        ]
        table(console, ("A meeting states that it", "yes", "no", "not stated"), rows)
    languages = ", ".join(f"{language} {number}" for language, number in found.languages) or "none stated"
    say(console, f"Languages: {languages}. Not stated: {found.language_not_stated}.")
