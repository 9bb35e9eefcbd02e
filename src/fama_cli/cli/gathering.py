"""Everything a handout is made from, read once and only when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from fama_cli.catalogue.load import load_directory, load_library, load_wordings
from fama_cli.cli.today import today
from fama_cli.directory.find import HOME, Asked
from fama_cli.directory.lines import Line
from fama_cli.directory.model import Directory
from fama_cli.errors import NotFound, NotUnderstood
from fama_cli.handouts.model import Handout
from fama_cli.handouts.wording import Wordings
from fama_cli.record import changed
from fama_cli.text import counted, listed

if TYPE_CHECKING:
    from fama_cli.cli.local_meetings import Looking


class Gathered:
    """Makes each handout from the directory, the library and the standing words."""

    def __init__(self, *, data: str, nation: str) -> None:
        from fama_cli.cli.asking import nation_named

        self._data = data
        self._typed_nation = nation
        self.nation = nation_named(nation)
        self.day = today()

    @cached_property
    def directory(self) -> Directory:
        return load_directory(self._data)

    @cached_property
    def wordings(self) -> Wordings:
        return load_wordings(self._data)

    @cached_property
    def lines(self) -> Sequence[Line]:
        """Helplines of the nation asked about, or of England: the guide is for England."""
        from fama_cli.directory.lines import helplines

        return helplines(self.directory, self.nation or HOME, self.day)

    def asked(
        self,
        substances: Sequence[str],
        behaviours: Sequence[str],
        *,
        whom: str,
        approach: str,
        online: bool,
        everything: bool,
        no_input: bool,
    ) -> Asked:
        """What to look for. Raises NotUnderstood when it is neither named nor everything."""
        from fama_cli.cli.asking import question

        if not (substances or behaviours or everything):
            raise NotUnderstood("Nothing says which groups", hint="Name what the person uses, such as `-s cocaine`, or say `--all`")
        asked = question(
            self.directory, substances=substances, behaviours=behaviours, whom=whom, approach=approach, nation=self._typed_nation,
            online=online, no_input=no_input,
        )  # fmt: skip
        return asked.asked

    def groups(self, asked: Asked, *, notes: bool) -> Handout:
        """Raises NotFound when nothing fits: an empty handout helps nobody."""
        from fama_cli.directory.find import find
        from fama_cli.handouts.groups import groups_handout, served_here

        found = find(self.directory, asked, self.day)
        if not found.groups:
            raise NotFound(f"There is nothing to print. {found.nothing_because.partition(': see ')[0]}", hint="Run `fama helplines`")
        kept, left_out = served_here(found, asked)
        if not kept:
            names = listed([match.name for match in left_out])
            raise NotFound(f"There is nothing to print for England: {names} fit", hint="Name the nation, such as `--nation scotland`")
        made = groups_handout(self.directory, self.wordings, self.lines, asked, kept, self.day.isoformat(), notes=notes)
        return changed(made, left_out=tuple(match.name for match in left_out))

    def first_meeting(self, group: str, *, notes: bool) -> Handout:
        from fama_cli.directory.group import group_named
        from fama_cli.handouts.first_meeting import first_meeting_handout

        if not group:
            raise NotUnderstood("Nothing says which group", hint="Name it, such as `--group aa`. `fama groups list` shows them")
        chosen = group_named(self.directory, group)
        return first_meeting_handout(self.directory, self.wordings, self.lines, chosen, self.nation, self.day, notes=notes)

    def meetings(self, looking: Looking, *, notes: bool, no_input: bool, most: int | None = None) -> Handout:
        """The next `most` of the meetings that fit, or all. Raises NotFound when none do, and NoMeetings where no list was imported."""
        from fama_cli.cli.local_meetings import imported, query_of
        from fama_cli.cli.meeting_answers import nothing_because
        from fama_cli.cli.output import note
        from fama_cli.handouts.meetings import meetings_handout
        from fama_cli.meetings.index.search import search
        from fama_cli.meetings.index.sources import limit_of

        path = imported(self._data)
        query = query_of(looking, self.directory, self._data, no_input=no_input)
        found = search(path, query, limit=most)
        if not found.hits:
            because, _, hint = nothing_because(looking, query, found.without_place).partition(" `fama")[0].partition(" Try ")
            raise NotFound(
                f"There is nothing to print. {because.rstrip('.')}",
                hint=f"Try {hint.rstrip('.')}" if hint else "Look at the lists with `fama meetings sources`",
            )
        if most is None:
            for number, because in (
                (found.without_place, "nothing says where they are"),
                (found.paused, "they do not take place at present"),
                (found.over, "their last day is past"),
            ):
                if number:
                    note(f"Left out, because {because}: {counted(number, 'meeting')}.")
        return meetings_handout(self.directory, self.wordings, self.lines, query, found.hits, limit_of(path), self.nation, notes=notes)

    def helplines(self, *, notes: bool) -> Handout:
        from fama_cli.handouts.helplines import helplines_handout

        return helplines_handout(self.directory, self.wordings, self.lines, self.nation, self.day.isoformat(), notes=notes)

    def resources(self, series: str, search: str, *, notes: bool) -> Handout:
        from fama_cli.handouts.resources import resources_handout
        from fama_cli.library.resource import briefing_numbered, chosen
        from fama_cli.library.search import search as search_library

        library = load_library(self._data)
        resources = chosen(library, series=series)
        if search:
            hits, _ = search_library(library, search)
            resources = [hit.resource for hit in hits if hit.resource in resources]
        if not resources:
            raise NotFound(f"There is nothing to print: no resource has the words `{search}`", hint="Try fewer words")
        paper = briefing_numbered(library, series) if series else None
        about = ", ".join(part for part in (f"briefing paper {paper.number}" if paper else "", search) if part)
        return resources_handout(
            self.directory, library, self.wordings, self.lines, resources, self.nation, self.day.isoformat(),
            about=about, paper=paper.id if paper and not search else "", ranked=bool(search), notes=notes,
        )  # fmt: skip

    def staff(self, *, notes: bool) -> Handout:
        from fama_cli.handouts.staff import staff_handout

        return staff_handout(self.directory, self.wordings, self.lines, self.nation, self.day.isoformat(), notes=notes)
