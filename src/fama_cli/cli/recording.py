"""An audit from the words typed to what is printed."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

from fama_cli.cli.area_files import is_wanted
from fama_cli.cli.casebook import Opening, open_casebook
from fama_cli.cli.output import data, keep_apart, show, wanted
from fama_cli.cli.waiting import stopped_as_asked, waiting
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
    first: str = "",
    last: str = "",
    opening: Opening | None = None,
) -> None:
    """Audit and print. Nothing is printed or written unless all of it could be counted. Without a source: the casebook's own."""
    from fama_cli.cli.today import today
    from fama_cli.cli.views.recording import audit_document, references_document
    from fama_cli.recording.audit import audited
    from fama_cli.recording.audit import references as every_reference
    from fama_cli.recording.connecting import connected
    from fama_cli.recording.gathering import counted_between, gathered
    from fama_cli.recording.profile_file import load_profile
    from fama_cli.recording.progress import progress_of
    from fama_cli.recording.publish import published

    page = is_wanted("html", (".html", ".htm"), format, output, as_json=as_json)
    if page and references:
        asked = "--format html" if format else output
        raise NotUnderstood(
            f"`--references` and `{asked}` do not fit together", hint="A page is made to be handed on, so it names no client"
        )
    between = _between(first, last, references=references)
    keep_apart(output, source, contacts, episodes, profile)
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
    with stopped_as_asked(), waiting() as wait, connected(address) as engine, wait.asking(lambda: progress_of(engine)):
        tell = wait.tell
        if own:
            from fama_cli.recording.own_records import CONTACTS, INTERVENTIONS, REVIEWS, OwnEngine

            engine, source = OwnEngine(engine, own), "the casebook"
            got = gathered(engine, used, REVIEWS, contacts=CONTACTS, episodes=INTERVENTIONS, tell=tell)
            got = changed(got, notes=(*got.notes, *own.notes))
        else:
            got = gathered(engine, used, source, contacts=contacts, episodes=episodes, tell=tell)
        if between:
            got = counted_between(got, *between)
        if references:
            listed = list(every_reference(got.tables, day, engine.rows, tell))
        else:
            made = audited(got.tables, day, engine.rows, tell, source=source, where=engine.where)
    if references:
        show(references_document(listed, got.notes), how)
        return
    if between and not made.clients:
        raise NotFound("No review is of those days", hint="Leave out `--from` and `--to`, or name other days")
    found = published(made)
    if page:
        data(_page(made, found, got.notes), "" if output == "-" else output)
    else:
        show(audit_document(made, found, got.notes, between), how)


def _between(first: str, last: str, *, references: bool) -> tuple[date, date] | None:
    """The days that are counted, or None for every day. Raises NotUnderstood."""
    from fama_cli.cli.recorded import days_between

    if not first and not last:
        return None
    if references:
        raise NotUnderstood(
            "`--references` lists what to look at on every day, and `--from` and `--to` are for what is counted", hint="Leave them out"
        )
    if not (first and last):
        raise NotUnderstood("`--from` and `--to` go together", hint="Write both: `--from 2026-04-01 --to 2026-06-30`")
    return days_between(first, last)


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
