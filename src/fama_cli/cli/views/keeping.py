"""The answers of `fama groups checked`, `stale` and `check-leaflet`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fama_cli.cli.output import Document
from fama_cli.directory.dates import in_words
from fama_cli.directory.facts import Contact
from fama_cli.directory.group import names_of
from fama_cli.directory.leaflet import Finding, Verdict
from fama_cli.directory.model import Check, Group, Helpline
from fama_cli.directory.stale import Stale
from fama_cli.record import record
from fama_cli.text import counted, listed

if TYPE_CHECKING:
    from rich.console import Console


@record
class Recorded:
    """A check that was written down."""

    group: str
    by: str
    on: str
    seen: tuple[str, ...]
    gone: tuple[str, ...]
    file: str


@record
class Checks:
    """The checks this command wrote down."""

    checks: tuple[Recorded, ...]


def checked_document(group: Group | Helpline, check: Check, seen: Sequence[Contact], file: str) -> Document:
    recorded = Recorded(
        group=check.group, by=check.by, on=check.on, seen=tuple(contact.value for contact in seen), gone=check.gone, file=file
    )
    sentences = [f"{check.by} checked {names_of(group)[0]} on {in_words(check.on)}. Recorded in {file}"]
    if recorded.seen:
        sentences.append(f"Seen on its page: {listed(recorded.seen)}")
    if recorded.gone:
        sentences.append(f"Gone from its page, and no longer shown: {listed(recorded.gone)}")
    elif recorded.seen:
        sentences.append(f'If one was not there: fama groups checked {group.id} --by {check.by} --gone "{recorded.seen[0]}"')

    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import say

        for sentence in sentences:
            say(console, sentence)

    return Document(
        schema="fama.checks/1",
        value=Checks(checks=(recorded,)),
        records="checks",
        columns=("group", "by", "on", "contact", "found"),
        rows=[[check.group, check.by, check.on, value, "seen"] for value in recorded.seen]
        + [[check.group, check.by, check.on, value, "gone"] for value in recorded.gone],
        draw=draw,
        beside=sentences[:1],
    )


@record
class StaleContacts:
    """Contacts nobody has looked at lately, the most used first."""

    contacts: tuple[Stale, ...]


def stale_document(contacts: Sequence[Stale], older_than: int) -> Document:
    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import labelled, say

        if not contacts:
            say(console, f"Every contact was looked at in the last {counted(older_than, 'month')}")
            return
        say(console, f"{counted(len(contacts), 'contact')} not looked at for {counted(older_than, 'month')}, the most used first.")
        for each in contacts:
            say(console, "")
            say(console, f"{each.name}: {each.value}", "bold")
            labelled(console, "Last seen", each.says, width=11)
            labelled(console, "Used in", counted(each.searches, "search", "searches"), width=11)
            labelled(console, "Open", each.open or "no page is known", width=11)
        say(console, "")
        say(console, "Open the page, then record it: fama groups checked ID --by YOUR-INITIALS")

    return Document(
        schema="fama.stale/1",
        value=StaleContacts(contacts=tuple(contacts)),
        records="contacts",
        columns=("id", "name", "kind", "contact", "last seen", "searches", "open"),
        rows=[
            [each.id, each.name, each.kind.value, each.value, each.last_looked_at or "", str(each.searches), each.open or ""]
            for each in contacts
        ],
        draw=draw,
    )


@record
class LeafletFindings:
    """What is known of each number and address in a leaflet, worst first."""

    file: str
    findings: tuple[Finding, ...]


VERDICT_IN_WORDS = {
    Verdict.SUPERSEDED: "Change these: something else is published now",
    Verdict.CHECK_FIRST: "Check these before you print",
    Verdict.UNKNOWN: "Not in the directory",
    Verdict.FINE: "Fine",
}


def leaflet_document(file: str, findings: Sequence[Finding]) -> Document:
    where = "page" if file.lower().endswith(".pdf") else "line"

    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import say, table

        if not findings:
            say(console, f"No telephone numbers were found in {file}")
        for verdict, words in VERDICT_IN_WORDS.items():
            some = [each for each in findings if each.verdict is verdict]
            if some:
                say(console, words, "bold red" if verdict is Verdict.SUPERSEDED else "bold")
                table(
                    console,
                    (where, "found", "whose", "what is known"),
                    [[str(each.line), each.value, each.whose, each.says] for each in some],
                )
                say(console, "")

    return Document(
        schema="fama.leaflet/1",
        value=LeafletFindings(file=file, findings=tuple(findings)),
        records="findings",
        columns=("verdict", where, "found", "whose", "says"),
        rows=[[each.verdict.value, str(each.line), each.value, each.whose, each.says] for each in findings],
        draw=draw,
    )
