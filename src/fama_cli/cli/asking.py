"""From what was typed on the command line to what `find` can look for."""

from __future__ import annotations

from collections.abc import Sequence

from fama_cli.cli.prompts import NOT_SURE, can_ask, choose
from fama_cli.directory.facts import Nation
from fama_cli.directory.find import Asked, For
from fama_cli.directory.model import Approach, Directory, Substance
from fama_cli.directory.names import Ambiguous, Meaning, one_of, there_are, understand, understand_behaviour
from fama_cli.errors import NotFound
from fama_cli.record import changed, record
from fama_cli.text import did_you_mean, listed


@record
class Understood:
    """One name that was typed, and the substance it was taken to mean."""

    typed: str
    substance: str
    name: str


@record
class Question:
    """What `find` was asked, and how the words were understood."""

    asked: Asked
    understood: tuple[Understood, ...]
    notes: tuple[str, ...]


def question(
    directory: Directory,
    *,
    substances: Sequence[str],
    behaviours: Sequence[str],
    whom: str,
    approach: str,
    nation: str,
    online: bool,
    no_input: bool,
) -> Question:
    """Check every word that was typed. Raises NotFound, or Ambiguous when there is nobody to ask."""
    # Everything that needs nobody's answer comes first: it would be unkind to ask, and then to refuse.
    asked = Asked(
        behaviours=tuple(understand_behaviour(directory, typed) for typed in behaviours),
        whom=_whom(whom),
        approach=_approach(directory, approach) if approach else None,
        nation=nation_named(nation),
        online=online,
    )
    meanings = [meaning for typed in substances for meaning in understand(directory, typed)]
    understood: list[Understood] = []
    chosen: dict[str, Substance] = {}
    for meaning in meanings:
        for substance in _settled(meaning, no_input):
            chosen[substance.id] = substance
            understood.append(Understood(typed=meaning.typed, substance=substance.id, name=substance.name))
    asked = changed(asked, substances=tuple(chosen.values()))
    return Question(asked=asked, understood=tuple(understood), notes=tuple(_notes(meanings, understood)))


def _settled(meaning: Meaning, no_input: bool) -> Sequence[Substance]:
    """The substance a name means; for a name that means several, the person who asked says which."""
    if len(meaning.substances) == 1:
        return meaning.substances
    if not can_ask(no_input):
        raise Ambiguous(meaning)
    number = choose(
        f"`{meaning.typed}` has {len(meaning.substances)} meanings:",
        [substance.name for substance in meaning.substances],
        not_sure="not sure: show groups for all of them",
    )
    return meaning.substances if number == NOT_SURE else [meaning.substances[number]]


def substances_named(directory: Directory, typed: str, no_input: bool) -> list[Substance]:
    """The substances that `typed` means, asking where a name means several."""
    return [substance for meaning in understand(directory, typed) for substance in _settled(meaning, no_input)]


def _notes(meanings: Sequence[Meaning], understood: Sequence[Understood]) -> list[str]:
    by_typed: dict[str, list[str]] = {}
    for each in understood:
        by_typed.setdefault(each.typed, []).append(each.name.lower())
    notes = [f"{meaning.typed} = {listed(by_typed[meaning.typed], 'or')}" for meaning in meanings if meaning.is_another_name]
    return notes + [meaning.nearly for meaning in meanings if meaning.nearly]


def _whom(typed: str) -> For:
    if typed in list(For):
        return For(typed)
    raise NotFound(
        f"`--for` does not know `{typed}`",
        hint=did_you_mean(typed, For, "It takes `self`, `family` (a relative or friend) or `teenager` (affected by someone else's use)"),
    )


def _approach(directory: Directory, typed: str) -> Approach:
    names = [(name, approach) for approach in directory.approaches for name in (approach.id, approach.name, *approach.names)]
    known = [approach.id for approach in directory.approaches]
    return one_of(names, typed, "approach", known, there_are(known))


def nation_named(typed: str) -> Nation | None:
    """The nation an option names, or None when it was left out."""
    names = [*((nation.value, nation) for nation in Nation), ("ni", Nation.NORTHERN_IRELAND)]
    return one_of(names, typed, "nation", list(Nation), there_are(Nation)) if typed else None
