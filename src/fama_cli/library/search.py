"""Looking for words in the library: ranked, whatever the accents and case, and forgiving of a slip."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from fama_cli.library.model import Library, Resource
from fama_cli.record import record

WEIGHTS: Mapping[str, float] = {"title": 6, "id": 6, "authors": 5, "tags": 4, "summary": 2, "use": 2, "cautions": 1, "findings": 1}
"""How much a word counts, by where it stands. A title says what a thing is about; a caution only touches on it."""

PHRASE = 3
"""How many times more a whole phrase counts than its words apart."""

SLIP = 0.82
"""How alike 2 words must be, from 0 to 1, for one to be a slip for the other: one letter in 6."""


@record
class Hit:
    """A resource that has the words, and how well it has them."""

    resource: Resource
    score: float


def search(library: Library, query: str) -> tuple[Sequence[Hit], str]:
    """The resources that have every word of `query`, best first; and what was looked for instead of a word nobody wrote."""
    texts = [_texts(resource) for resource in library.resources]
    known = {word for fields in texts for text in fields.values() for word in text.split()}
    typed = list(_words(query))
    wanted = [_nearest(word, known) for word in typed]
    hits = [
        Hit(resource=resource, score=score)
        for resource, fields in zip(library.resources, texts, strict=True)
        if (score := _score(fields, wanted)) > 0
    ]
    hits.sort(key=lambda hit: -hit.score)
    return hits, " ".join(wanted) if wanted != typed else ""


def _texts(resource: Resource) -> Mapping[str, str]:
    texts = {
        "title": resource.title,
        "id": resource.id,
        "authors": " ".join(resource.authors),
        "tags": " ".join((*resource.about, *resource.concerns, resource.kind.value)),
        "summary": resource.summary,
        "use": resource.use,
        "cautions": " ".join(resource.cautions),
        "findings": " ".join(f"{finding.outcome} {finding.arms or ''}" for finding in resource.findings),
    }
    return {field: " ".join(_words(text)) for field, text in texts.items()}


def _words(text: str) -> Iterable[str]:
    """The words of `text` without case or accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return tuple("".join(character if character.isalnum() else " " for character in bare).split())


def _nearest(word: str, known: Iterable[str]) -> str:
    """`word`, or the word in the library that it is a slip for."""
    if len(word) < 4 or any(each.startswith(word) for each in known):
        return word
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1, cutoff=SLIP)
    return near[0] if near else word


def _score(fields: Mapping[str, str], wanted: Sequence[str]) -> float:
    """0 unless every word is somewhere; a word counts where it starts another, as `recover` starts `recovery`."""
    if not wanted:
        return 0
    total = 0.0
    for word in wanted:
        found = sum(weight for field, weight in WEIGHTS.items() if f" {word}" in f" {fields[field]}")
        if not found:
            return 0
        total += found
    phrase = " ".join(wanted)
    if len(wanted) > 1:
        total += PHRASE * sum(weight for field, weight in WEIGHTS.items() if f" {phrase}" in f" {fields[field]}")
    return total
