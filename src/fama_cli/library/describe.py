"""A resource in words that stand the same on a screen and on paper."""

from __future__ import annotations

from collections.abc import Iterator

from fama_cli.library.model import Resource
from fama_cli.text import ended, listed


def byline(resource: Resource) -> str:
    """What it is, who made it, who published it and when."""
    kind = resource.kind.replace("-", " ").capitalize()
    parts = (kind, listed(resource.authors), resource.publisher or "", resource.year or "Year not stated")
    return " ".join(ended(part) for part in parts if part)


def findings(resource: Resource) -> Iterator[str]:
    """Each finding as a sentence, and how many people it rests on."""
    for finding in resource.findings:
        who = " ".join(part for part in (f"{finding.n:,} people" if finding.n else "", finding.who or "") if part)
        compared = f" ({finding.arms})" if finding.arms else ""
        words = f"{finding.outcome}: {finding.effect}{compared}"
        yield f"{ended(words[:1].upper() + words[1:])}{f' {ended(who)}' if who else ''}"


def how_to_get(resource: Resource) -> str:
    """Its address, or how to find it without one."""
    return resource.link or resource.find or "No working address is known: find it by its title"
