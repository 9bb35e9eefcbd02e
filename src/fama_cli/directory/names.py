"""What a person calls a substance, and which substance that is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from fama_cli.directory.model import Behaviour, Directory, Substance
from fama_cli.errors import NotFound, NotUnderstood
from fama_cli.record import record
from fama_cli.text import closest, did_you_mean, folded, listed

LONGEST_NAME = 4
"""Words. "tai high hawaiian haze" is the longest name there is."""


@record
class Meaning:
    """One name in what was typed. Several substances: a person must say which."""

    typed: str
    substances: tuple[Substance, ...]
    nearly: str = ""
    """A warning that another name, written nearly the same, means something else."""

    @property
    def is_another_name(self) -> bool:
        first = self.substances[0]
        return folded(self.typed) not in {folded(first.id), folded(first.name)}


class Ambiguous(NotUnderstood):
    """A name that means several substances. Nobody but the person who used it knows which."""

    code = "ambiguous"

    def __init__(self, meaning: Meaning) -> None:
        names = [f"{substance.name.lower()} (`{substance.id}`)" for substance in meaning.substances]
        super().__init__(
            f"`{meaning.typed}` has {len(names)} meanings: {listed(names, 'or')}",
            hint=f"Ask which, then use its own name: `-s {meaning.substances[0].id}`",
        )
        self.meaning = meaning


NameIndex = Mapping[str, Sequence[Sequence[int]]]
"""Folded name -> [place in the directory's substances, 1 when the name counts only alone]."""


def understand(directory: Directory, typed: str) -> tuple[Meaning, ...]:
    """What `typed` means: a name on its own, or the names found in a sentence.

    Very short names and common words count only when they are all that was typed. Raises NotFound
    when nothing is recognised.
    """
    index = directory.names if directory.names is not None else name_index(directory.substances)
    whole = index.get(folded(typed))
    if whole:
        return (_meaning(directory, typed.strip(), [place for place, _ in whole]),)
    found = tuple(_in_sentence(directory, index, typed))
    if found:
        return found
    known = [substance.id for substance in directory.substances]
    known += [name.name for substance in directory.substances for name in substance.names]
    near = closest(typed, known)
    raise NotFound(
        f"There is no substance called `{typed}`",
        hint=f"Did you mean `{near}`?" if near else "Run `fama substances list` to see every name, or `fama find` to see every group",
    )


def name_index(substances: Sequence[Substance]) -> NameIndex:
    """Every id and name of `substances`, folded, and the substances it can mean."""
    index: dict[str, list[list[int]]] = defaultdict(list)
    for place, substance in enumerate(substances):
        for key in dict.fromkeys((folded(substance.id), folded(substance.name))):
            index[key].append([place, 0])
        for name in substance.names:
            index[folded(name.name)].append([place, int(name.alone)])
    return dict(index)


def _meaning(directory: Directory, typed: str, places: Iterable[int]) -> Meaning:
    found = narrowest([directory.substances[place] for place in dict.fromkeys(places)])
    return Meaning(typed=typed, substances=found, nearly=_nearly(directory, typed, found))


def narrowest(substances: Sequence[Substance]) -> tuple[Substance, ...]:
    """`substances` without any that another is one of: `vallies` is diazepam, rather than benzodiazepines or diazepam."""
    wider = {substance.part_of for substance in substances}
    return tuple(substance for substance in substances if substance.id not in wider)


def _nearly(directory: Directory, typed: str, substances: tuple[Substance, ...]) -> str:
    """`whippets` and `whippits` are 2 substances: say so, since 1 letter decides."""
    others = [
        f"`{name.name}` = {other.name.lower()}"
        for substance in substances
        for near in substance.near
        if closest(typed, [near])
        for other in directory.substances
        if other not in substances
        for name in other.names
        if folded(name.name) == folded(near)
    ]
    return f"Nearly the same: {listed(others)}" if others else ""


def _in_sentence(directory: Directory, index: NameIndex, sentence: str) -> Iterable[Meaning]:
    words = re.findall(r"[^\s,;:.!?()\"]+", sentence)
    seen: set[tuple[str, ...]] = set()
    start = 0
    while start < len(words):
        for length in range(min(LONGEST_NAME, len(words) - start), 0, -1):
            phrase = " ".join(words[start : start + length])
            key = folded(phrase)
            matches = [place for place, alone in index.get(key, ()) if not alone]
            if matches and len(key) > 2:
                meaning = _meaning(directory, phrase, matches)
                ids = tuple(substance.id for substance in meaning.substances)
                if ids not in seen:
                    seen.add(ids)
                    yield meaning
                start += length
                break
        else:
            start += 1


def understand_behaviour(directory: Directory, typed: str) -> Behaviour:
    """The behaviour called `typed`. Raises NotFound."""
    names = [
        (name, behaviour)
        for behaviour in directory.behaviours
        for name in (behaviour.id, behaviour.name, *(other.name for other in behaviour.names))
    ]
    known = [behaviour.id for behaviour in directory.behaviours]
    return one_of(names, typed, "behaviour", known, there_are(known))


Thing = TypeVar("Thing")


def one_of(names: Iterable[tuple[str, Thing]], typed: str, what: str, near: Iterable[str], otherwise: str) -> Thing:
    """The first thing in `names` that was typed, however it was written. Raises NotFound, with the nearest of `near` or `otherwise`."""
    wanted = folded(typed)
    for name, thing in names if wanted else ():
        if folded(name) == wanted:
            return thing
    raise NotFound(f"There is no {what} called `{typed}`", hint=did_you_mean(typed, near, otherwise))


def there_are(names: Iterable[str]) -> str:
    """A hint that lists the few names there are."""
    return f"There are {listed([f'`{name}`' for name in names])}"
