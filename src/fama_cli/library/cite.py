"""References in the forms that other programs and readers take."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from fama_cli.library.model import Resource, ResourceKind

_ARTICLES = {ResourceKind.TRIAL, ResourceKind.EVALUATION, ResourceKind.REVIEW, ResourceKind.SURVEY, ResourceKind.ARTICLE}
_BOOKS = {ResourceKind.BOOK, ResourceKind.MONOGRAPH}
_FILMED = {ResourceKind.FILM, ResourceKind.TALK}


def bibtex(resources: Sequence[Resource]) -> str:
    """BibTeX. What is not stated is left out; braces and backslashes in a title are escaped."""
    return "\n".join(_bibtex(resource) for resource in resources)


def _bibtex(resource: Resource) -> str:
    kind = "article" if resource.kind in _ARTICLES else "book" if resource.kind in _BOOKS else "misc"
    where = "journal" if kind == "article" else "publisher"
    fields = {
        "title": resource.title,
        "author": " and ".join(resource.authors),
        where: resource.publisher or "",
        "year": resource.year or "",
        "url": resource.link or "",
    }
    lines = [f"  {name} = {{{value if name == 'url' else _escaped(value)}}}," for name, value in fields.items() if value]
    return f"@{kind}{{{resource.id},\n" + "\n".join(lines) + "\n}\n"


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(character, character) for character in text)


_BIBTEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_"}


def csl_json(resources: Sequence[Resource]) -> str:
    """CSL-JSON, which Zotero and Pandoc read."""
    return json.dumps([_csl(resource) for resource in resources], ensure_ascii=False, indent=2) + "\n"


def _csl(resource: Resource) -> dict[str, object]:
    if resource.kind in _ARTICLES:
        kind, where = "article-journal", "container-title"
    else:
        kind = "book" if resource.kind in _BOOKS else "motion_picture" if resource.kind in _FILMED else "report"
        where = "publisher"
    item: dict[str, object] = {"id": resource.id, "type": kind, "title": resource.title}
    if resource.authors:
        # Whole, as stated: where a name divides is not ours to guess.
        item["author"] = [{"literal": author} for author in resource.authors]
    if resource.publisher:
        item[where] = resource.publisher
    if resource.year:
        item["issued"] = {"date-parts": [[int(resource.year)]]}
    if resource.link:
        item["URL"] = resource.link
    return item


def harvard(resources: Sequence[Resource]) -> str:
    """A line for each, as a reading list has it. No year is "no date", never a guess."""
    return "".join(
        f"{harvard_line(resource)}\n" for resource in sorted(resources, key=lambda resource: (_who(resource).casefold(), resource.title))
    )


def harvard_line(resource: Resource) -> str:
    """Author (year) Title. Publisher. Available at: address."""
    line = f"{_who(resource)} ({resource.year or 'no date'}) {resource.title.rstrip('.')}."
    if resource.publisher and resource.publisher != _who(resource):
        line += f" {resource.publisher}."
    return f"{line} Available at: {resource.link}" if resource.link else line


def _who(resource: Resource) -> str:
    if len(resource.authors) > 3:
        return f"{resource.authors[0]} and others"
    return " and ".join(resource.authors) or resource.publisher or "Author not stated"


FORMATS: Mapping[str, Callable[[Sequence[Resource]], str]] = {"bibtex": bibtex, "csl-json": csl_json, "harvard": harvard}
"""Name -> what writes it. A new form is one function and one line here."""
