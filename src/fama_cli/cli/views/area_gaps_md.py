"""`fama area gaps` as Markdown: what is missing, and the tables of what there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fama_cli.commissioning.gaps import Attended, Gaps
from fama_cli.commissioning.held import FEATURES
from fama_cli.commissioning.scope import said_of
from fama_cli.commissioning.week import said_beside
from fama_cli.handouts.render.md import escaped
from fama_cli.text import counted


def gaps_in_markdown(found: Gaps) -> str:
    """The table of gaps first, as every command's Markdown has its rows, then a heading and a table for each other part."""
    return "\n\n".join(_parts(found)) + "\n"


def _parts(found: Gaps) -> Iterator[str]:
    yield _table(("id", "kind", "what is missing"), [(gap.id, gap.kind, gap.says) for gap in found.gaps])
    yield "## What was looked at"
    yield escaped(" ".join([f"{counted(found.meetings, 'meeting')}.", *said_of(found.scope)]))
    for week in found.weeks:
        if any(map(any, week.counts)):
            yield f"## {escaped(week.title)}, by when they start"
            rows = [(day, *map(str, row)) for day, row in zip(week.days, week.counts, strict=True)]
            yield _table(("Day", *week.times), rows)
            if said := said_beside(week):
                yield escaped(" ".join(said))
    yield "## Groups, areas and access"
    for what, some in (("Group", found.groups), ("Area", found.areas)):
        if some:
            yield _table((what, "Meetings", "In person", "Online", "Not stated"), map(_attended, some))
    if found.features:
        stated = [(FEATURES.get(each.name, each.name), str(each.yes), str(each.no), str(each.not_stated)) for each in found.features]
        yield _table(("A meeting states that it", "Yes", "No", "Not stated"), stated)
    yield "## Languages"
    languages = [(language, str(number)) for language, number in found.languages]
    yield _table(("Language", "Meetings"), [*languages, ("Not stated", str(found.language_not_stated))])


def _attended(each: Attended) -> tuple[str, ...]:
    return (each.name, str(each.meetings), str(each.in_person), str(each.online), str(each.where_not_stated))


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [[escaped(column) for column in columns], ["---"] * len(columns), *([escaped(cell) or " " for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
