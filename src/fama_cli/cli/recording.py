"""An audit from the words typed to what is printed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fama_cli.cli.casebook import Opening, open_casebook
from fama_cli.cli.output import data, show, wanted, watched
from fama_cli.errors import NotFound, NotUnderstood
from fama_cli.record import changed

if TYPE_CHECKING:
    from fama_cli.recording.audit import Audit
    from fama_cli.recording.own_records import OwnRecords
    from fama_cli.recording.profile import Profile
    from fama_cli.recording.publish import Published


def audit_made(
    source: str,
    *,
    contacts: str,
    episodes: str,
    address: str,
    profile: str,
    references: bool,
    as_json: bool,
    format: str,
    output: str,
    opening: Opening | None = None,
) -> None:
    """Audit and print. Nothing is printed or written unless all of it could be counted. Without a source: the casebook's own."""
    from fama_cli.cli.today import today
    from fama_cli.cli.views.recording import audit_document, references_document
    from fama_cli.recording.audit import audited
    from fama_cli.recording.audit import references as every_reference
    from fama_cli.recording.engine import connected
    from fama_cli.recording.gathering import gathered
    from fama_cli.recording.profile_file import load_profile
    from fama_cli.recording.publish import published

    page = format == "html"
    if page and (references or as_json):
        other = "--references" if references else "--json"
        raise NotUnderstood(
            f"`{other}` and `--format html` do not fit together",
            hint="A page is made to be handed on, so it names no client" if references else "Leave one of them out",
        )
    if references:
        # It names clients: what is written is for this person's eyes only.
        os.umask(0o077)
    how = wanted(as_json=as_json, format="" if page else format, output=output)
    day, used = today(), load_profile(profile)
    own = None
    if not source and not address:
        if beside := next((name for name, given in (("contacts", contacts), ("episodes", episodes)) if given), ""):
            raise NotUnderstood(
                f"`--{beside}` is for reviews in a file or a table, and none was named",
                hint="Name it first, or leave that out to audit your own casebook",
            )
        own = _own(used, opening or Opening())
    with _told() as tell, connected(address) as engine:
        if own:
            from fama_cli.recording.own_records import CONTACTS, INTERVENTIONS, REVIEWS, OwnEngine

            engine, source = OwnEngine(engine, own), "the casebook"
            got = gathered(engine, used, REVIEWS, contacts=CONTACTS, episodes=INTERVENTIONS, tell=tell)
            got = changed(got, notes=(*got.notes, *own.notes))
        else:
            got = gathered(engine, used, source, contacts=contacts, episodes=episodes, tell=tell)
        if references:
            listed = list(every_reference(got.tables, day, engine.rows, tell))
        else:
            made = audited(got.tables, day, engine.rows, tell, source=source, where=engine.where)
    if references:
        show(references_document(listed), how)
        return
    found = published(made)
    if page:
        data(_page(made, found, got.notes), "" if output == "-" else output)
    else:
        show(audit_document(made, found, got.notes), how)


def _own(profile: Profile, opening: Opening) -> OwnRecords:
    """What the casebook holds. Raises NotFound when nothing in it can be counted."""
    from fama_cli.catalogue.load import load_directory, load_practice
    from fama_cli.recording.own_records import REVIEWS, own_records

    kinds = {group.id: group.kind.value for group in load_directory().groups}
    with open_casebook(opening) as book:
        found = own_records(book.every_support(), profile, load_practice(), kinds)
    if not found.rows[REVIEWS]:
        raise NotFound(
            f"The casebook has no review with the profile {profile.id} of a client who agreed to be counted in reports",
            hint="Make one: `fama record review REFERENCE`. Or name a file of reviews",
        )
    return found


def _page(made: Audit, found: Published, notes: tuple[str, ...]) -> str:
    from fama_cli.handouts.layout import Layout
    from fama_cli.handouts.render.html import render
    from fama_cli.recording.report import report

    return render(report(made, found, notes), Layout(points=10)).contents.decode("utf-8")


@contextmanager
def _told() -> Iterator[Callable[[str], None]]:
    """Says what is being done, on a terminal; nothing to a script. The line is gone when it is done."""
    if not watched():
        yield lambda _: None
        return
    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with console.status("Opening") as status:
        yield lambda says: status.update(says[:1].upper() + says[1:])
