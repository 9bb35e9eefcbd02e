"""A client's plan: on paper, or in a calendar."""

from __future__ import annotations

import sys
from pathlib import Path

from fama_cli.catalogue.load import load_practice
from fama_cli.cli.casebook import Opening, open_casebook
from fama_cli.cli.gathering import Gathered
from fama_cli.cli.making import Making, checked, make
from fama_cli.cli.output import note, raw
from fama_cli.cli.prompts import can_ask, line
from fama_cli.cli.today import today
from fama_cli.directory.group import group_names
from fama_cli.errors import NotUnderstood
from fama_cli.files import write_whole
from fama_cli.records.calendar import APPOINTMENT, NoDayAndTime, calendar_of
from fama_cli.records.plan import plan_of


def plan_made(reference: str, making: Making, opening: Opening) -> None:
    making = checked(making)
    gathered = Gathered(data=making.data, nation=making.nation)
    practice = load_practice(making.data)
    with open_casebook(opening) as book:
        _, contacts = book.read(reference)
    handout = plan_of(
        practice, contacts, directory=gathered.directory, wordings=gathered.wordings, lines=gathered.lines, nation=gathered.nation,
        group_names=group_names(gathered.directory), today=today(), notes=making.notes,
    )  # fmt: skip
    make(handout, making)


def calendar_made(reference: str, making: Making, opening: Opening, *, title: str, place: bool) -> None:
    """What is still to come, as a calendar file. Where the meeting's day and time cannot be read, a person is asked."""
    to_file = making.output not in {"", "-"}
    if not to_file and sys.stdout.isatty():
        raise NotUnderstood("A calendar is a file", hint="Name it, such as `--output appointments.ics`")
    practice = load_practice(making.data)
    with open_casebook(opening) as book:
        _, contacts = book.read(reference)
    meeting = ""
    while True:
        try:
            made = calendar_of(practice, contacts, today=today(), title=title or APPOINTMENT, meeting=meeting, with_place=place)
            break
        except NoDayAndTime as unread:
            if not can_ask(opening.no_input):
                raise
            note(f"{unread.message}.")
            meeting = line("When is it, such as Tuesday 7pm or 24 Nov 19:30")
    if to_file:
        write_whole(Path(making.output), made)
        note(f"Wrote {making.output}")
    else:
        raw(made)
