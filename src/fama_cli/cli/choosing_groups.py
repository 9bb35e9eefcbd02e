"""Choosing groups in a walk: the list, what narrows it, and the numbers of those that were chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from fama_cli.cli.telling import tell
from fama_cli.cli.walk_commands import MENU
from fama_cli.directory.find import Match
from fama_cli.errors import NotFound, NotUnderstood
from fama_cli.practice.model import Step
from fama_cli.practice.walk import LONGEST_NUMBER, Answer, State, apart
from fama_cli.text import counted, ended, listed

ALL = "all"
"""Shows every group again."""
HOW = f"Type numbers with commas between; or what the person uses, to see only groups that fit; or {ALL}"


class FindGroups(Protocol):
    """Where groups are looked up."""

    def that_fit(self, substance: str) -> Sequence[Match]:
        """The groups that fit a substance, or every group for nothing. Raises NotFound."""

    def to_ring(self, ids: Sequence[str]) -> Sequence[Match]:
        """The groups with these ids."""


class ChoosingGroups:
    """The groups that are offered at a step."""

    def __init__(self, find: FindGroups, names: dict[str, str], looked_at: Sequence[str]) -> None:
        self._find = find
        self._names = names
        """Of groups, by id. Each group that is shown is added."""
        self._looked_at = looked_at
        """Ids of groups that were chosen in earlier contacts."""

    def offer(self, step: Step, substance: str = "") -> Sequence[Match]:
        """Show the groups that fit a substance, or every group. Raises NotFound or NotUnderstood."""
        found = self._find.that_fit("" if substance.casefold() == ALL else substance)
        groups = [group for group in found if step.approach in {None, group.approach}]
        self.show(groups)
        return groups

    def show(self, groups: Sequence[Match]) -> None:
        """Groups to choose from, and under them how: the list may be longer than the screen."""
        for number, group in enumerate(groups, start=1):
            self._names[group.id] = group.name
            tell(ways_in(group), f"{number:>3}  ")
        if self._looked_at:
            tell(f"Chosen before: {listed([self._names.get(each, each) for each in self._looked_at])}.")
        tell(f"{HOW}. {MENU}")

    def chosen(self, typed: str, groups: Sequence[Match], step: Step) -> Answer | Sequence[Match]:
        """An answer when groups were chosen; otherwise the groups that fit the substance that was typed."""
        parts = [part.strip() for part in apart(typed) if part.strip()]
        if not parts:
            tell(f"{HOW}.")
            return groups
        if all(part.isdecimal() and len(part) <= LONGEST_NUMBER for part in parts):
            if all(1 <= int(part) <= len(groups) for part in parts):
                return Answer(state=State.ANSWERED, values=tuple(dict.fromkeys(groups[int(part) - 1].id for part in parts)))
            tell(f"There are {counted(len(groups), 'group')} in the list. {HOW}.")
            return groups
        try:
            return self.offer(step, typed)
        except (NotFound, NotUnderstood) as wrong:
            tell(f"{wrong.message}. {ended(wrong.hint.partition(': ')[0])}")
            return groups


def ways_in(group: Match) -> str:
    """A group's name, the first way to reach it, and how far to trust that."""
    way = group.contact or group.website
    return f"{group.name}{f': {way.value} [{way.trust_says}]' if way else ''}"
