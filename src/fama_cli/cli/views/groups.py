"""The answers of `fama groups list`, `show` and `compare`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from fama_cli.cli.output import Document
from fama_cli.directory.dates import in_words
from fama_cli.directory.facts import Source
from fama_cli.directory.find import KIND_IN_WORDS
from fama_cli.directory.group import Full, in_full
from fama_cli.directory.model import Audience, Directory, Kind
from fama_cli.directory.reach import Reach, ways_in
from fama_cli.record import record

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

NOT_STATED = "not stated"


@record
class Listing:
    """A group in a list."""

    id: str
    name: str
    kind: Kind
    audience: Audience
    covers: str | None
    approach: str | None
    contact: Reach | None


@record
class Listings:
    """Every group, in the order of the data."""

    groups: tuple[Listing, ...]


def list_document(directory: Directory, today: date) -> Document:
    listings = tuple(
        Listing(
            id=group.id,
            name=group.name,
            kind=group.kind,
            audience=group.audience,
            covers=group.covers.says if group.covers else None,
            approach=group.approach,
            contact=ways_in(directory, group, today).get(None),
        )
        for group in directory.groups
    )
    rows = [
        [
            each.id,
            each.name,
            KIND_IN_WORDS[each.kind],
            "someone else's use" if each.audience is Audience.SOMEONE_ELSES_USE else "own use",
            each.covers or "",
            each.contact.value if each.contact else "",
            each.contact.trust_says if each.contact else "",
        ]
        for each in listings
    ]
    return Document(
        schema="fama.groups/1",
        value=Listings(groups=listings),
        records="groups",
        columns=("id", "name", "kind", "about", "covers", "contact", "trust"),
        rows=rows,
        draw=lambda console: _draw_list(console, listings),
    )


def _draw_list(console: Console, listings: Sequence[Listing]) -> None:
    from fama_cli.cli.views.drawing import say, table

    parts = {
        "Mutual aid, for a person's own use": [
            each for each in listings if each.kind is Kind.MUTUAL_AID and each.audience is Audience.OWN_USE
        ],
        "Mutual aid, for people affected by someone else's use": [
            each for each in listings if each.kind is Kind.MUTUAL_AID and each.audience is Audience.SOMEONE_ELSES_USE
        ],
        "Not mutual aid": [each for each in listings if each.kind is not Kind.MUTUAL_AID],
    }
    for heading, some in parts.items():
        if some:
            say(console, heading, "bold underline")
            table(console, ("id", "name", "covers"), [[each.id, each.name, each.covers or KIND_IN_WORDS[each.kind]] for each in some])
            say(console, "")
    say(console, "Run `fama groups show ID` for everything known of one.")


@record
class Fully:
    """Groups with everything known of each."""

    groups: tuple[Full, ...]


def show_document(groups: Sequence[Full]) -> Document:
    """One group, or several side by side."""
    value = Fully(groups=tuple(groups))
    rows = [
        [full.id, field, said.label, said.says or NOT_STATED, ", ".join(said.sources)]
        for full in groups
        for field, said in full.facts.items()
    ]
    rows += [[full.id, way.kind.value, way.label or "", way.value, way.trust_says] for full in groups for way in full.contacts]
    return Document(
        schema="fama.group/1",
        value=value,
        records="groups",
        columns=("id", "field", "label", "says", "sources or trust"),
        rows=rows,
        draw=lambda console: _draw_full(console, groups[0]) if len(groups) == 1 else _draw_beside(console, groups),
    )


def full_groups(directory: Directory, names: Sequence[str], today: date) -> list[Full]:
    from fama_cli.directory.group import group_named

    return [in_full(directory, group_named(directory, name), today) for name in names]


WIDTH = 20


def _draw_full(console: Console, full: Full) -> None:
    from fama_cli.cli.views.drawing import labelled, say, text, way_in

    numbers = {source.id: number for number, source in enumerate(full.sources, start=1)}

    def cited(sources: Sequence[str]) -> str:
        return "".join(f" [{numbers[source]}]" for source in sources if source in numbers)

    say(console, full.name, "bold underline")
    for said in full.facts.values():
        words = text(said.says or NOT_STATED)
        words.append(cited(said.sources), style="dim")
        labelled(console, said.label, words, width=WIDTH)
    if full.contacts:
        say(console, "")
        say(console, "How to reach it", "bold")
        for way in full.contacts:
            way_in(console, way, width=WIDTH, cited=cited(way.sources))
    if full.superseded:
        say(console, "")
        say(console, "Superseded: do not use", "bold")
        for way in full.superseded:
            labelled(console, "", f"{way.value}  [{way.trust_says}]{cited(way.sources)}", width=WIDTH)
    if full.as_published:
        published = full.as_published
        say(console, "")
        say(console, f"As published in {in_words(published.published)}, Annex {published.annex}: not for use today", "bold")
        labelled(console, "Name", published.name, width=WIDTH)
        labelled(console, "For", published.for_whom, width=WIDTH)
        labelled(console, "Website", ", ".join(published.websites), width=WIDTH)
        labelled(console, "Helpline", ", ".join(published.numbers) or "none printed", width=WIDTH)
    if full.sources:
        say(console, "")
        say(console, "Sources", "bold")
        for source in full.sources:
            labelled(console, f"[{numbers[source.id]}]", source_line(source), width=6)


def source_line(source: Source) -> str:
    """A source as a person would cite it."""
    when = in_words(source.date) if source.date else "date not stated"
    line = f"{source.title}. {source.publisher}, {when}."
    if source.note:
        line += f" {source.note}"
    return f"{line} {source.address}" if source.address else line


def _draw_beside(console: Console, groups: Sequence[Full]) -> None:
    from fama_cli.cli.views.drawing import table, text

    fields = dict.fromkeys(field for full in groups for field in full.facts if not field.startswith("note_"))
    rows: list[list[str | Text]] = []
    for field in fields:
        said = [full.facts.get(field) for full in groups]
        label = next(each.label for each in said if each)
        rows.append([label, *((each.says if each and each.says else NOT_STATED) for each in said)])
    ways = [text("\n").join(text(f"{way.value} [{way.trust_says}]") for way in full.contacts) for full in groups]
    rows.append(["How to reach it", *(each if each else NOT_STATED for each in ways)])
    table(console, ("", *(full.short_name for full in groups)), rows)
