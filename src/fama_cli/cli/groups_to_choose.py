"""The groups that a walk offers, and their ids."""

from __future__ import annotations

from collections.abc import Sequence

from fama_cli.catalogue.load import load_directory
from fama_cli.cli.asking import nation_named, question
from fama_cli.cli.today import today
from fama_cli.directory.find import Match, find
from fama_cli.directory.group import group_named
from fama_cli.errors import NotFound
from fama_cli.practice.model import Script, StepKind
from fama_cli.practice.walk import Answers
from fama_cli.record import changed
from fama_cli.text import ended


class Groups:
    """The directory, for one nation and with a service's own data."""

    def __init__(self, *, nation: str, data: str) -> None:
        self._nation = nation
        self._data = data
        nation_named(nation)

    def that_fit(self, substance: str) -> Sequence[Match]:
        """Groups that fit what was typed, or every group, for a person's own use. Raises NotFound."""
        directory = load_directory(self._data)
        asked = question(
            directory, substances=[substance] if substance else [], behaviours=[], whom="self", approach="", nation=self._nation,
            online=False, no_input=True,
        )  # fmt: skip
        return find(directory, asked.asked, today()).groups

    def to_ring(self, ids: Sequence[str]) -> Sequence[Match]:
        """Those of the groups with these ids that `find` shows, in the order of the ids."""
        found = {match.id: match for match in self.that_fit("")}
        return [found[each] for each in ids if each in found]

    def by_id(self, script: Script, answers: Answers) -> tuple[Answers, Sequence[str]]:
        """`answers` with each group by its id, however it was written; and those that are none."""
        found, problems = dict(answers), []
        for step in script.steps:
            if step.kind is StepKind.CHOOSE_GROUP and step.id in found:
                ids = []
                for value in found[step.id].values:
                    try:
                        ids.append(group_named(load_directory(self._data), value).id)
                    except NotFound as missing:
                        problems.append(f"`{step.id}`: {missing.message}. {ended(missing.hint)}")
                found[step.id] = changed(found[step.id], values=tuple(ids))
        return found, problems
