"""docs/reference/data-files.md: every section a data file may hold, and every field of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from docs.making.docstrings import docstrings
from fama_cli.catalogue.sections import SECTIONS
from fama_cli.directory.rules import Matching
from fama_cli.text import listed

INTRODUCTION = """\
# Data files

What a data file may hold. A data file is YAML, in UTF-8, with a name that ends in `.yaml` or `.yml`. Any file may hold any of
these sections, and each section is a list of entries.

- Leave a field out when it is not known. That means "not stated", never "no".
- Text is text: `no` is the word, and `0800 000 000` needs no quotes. Use quotes when a value holds `: ` or starts with a sign such
  as `*`, `#` or `"`.
- An entry whose `id` is already in an earlier file amends that entry, field by field. In `contacts` and `names`, an item that is
  already there is amended, and a new one is added before the rest. Any other field is replaced whole.
- There are no tags, anchors or aliases, and a field may be written once.

`fama data check` says what is wrong, with the file and the line. `fama data schema` prints the same rules for an editor.
"""


def page() -> str:
    """The whole page."""
    records = [kind for kind in _PARTS if is_dataclass(kind) and kind not in SECTIONS.values()]
    choices = [kind for kind in _PARTS if issubclass(kind, Enum)]
    text = [INTRODUCTION, "## Sections\n"]
    text.append("\n".join(f"- [{name}](#{name})" for name in SECTIONS) + "\n")
    for name, kind in SECTIONS.items():
        text.append(f"### {name}\n\n{kind.__doc__}\n\n{_fields(kind)}")
    text.append("## Parts of entries\n")
    text += [f"### {kind.__name__}\n\n{kind.__doc__}\n\n{_fields(kind)}" for kind in records]
    text.append("## Choices\n")
    text += [f"### {kind.__name__}\n\n{kind.__doc__}\n\n{_members(kind)}" for kind in choices]
    return "\n".join(text)


def _collect(hint: Any, into: dict[type, None]) -> None:
    """Every dataclass and enum that `hint` leads to, in the order of first use."""
    if isinstance(hint, type) and hint not in into and (is_dataclass(hint) or issubclass(hint, Enum)):
        into[hint] = None
        if is_dataclass(hint):
            for inner in get_type_hints(hint, include_extras=True).values():
                _collect(inner, into)
    for inner in get_args(hint):
        _collect(inner, into)


_PARTS: dict[type, None] = {}
for _kind in SECTIONS.values():
    _collect(_kind, _PARTS)
_DOCSTRINGS = {
    name: about for module in dict.fromkeys(kind.__module__ for kind in _PARTS) for name, about in docstrings(sys.modules[module]).items()
}


def _fields(kind: Any) -> str:
    hints = get_type_hints(kind, include_extras=True)
    return "".join(f"{line}\n" for each in fields(kind) for line in _field(kind, each, hints[each.name]))


def _field(kind: type, each: Field[Any], hint: Any) -> Iterator[str]:
    required = ", required" if each.default is MISSING and each.default_factory is MISSING else ""
    about = _DOCSTRINGS.get((kind.__name__, each.name), "")
    if not about and each.name in {"sources", "seen"}:
        about = _DOCSTRINGS["Fact", each.name]
    yield f"- `{each.name}`{required}: {_in_words(hint)}.{f' {about}' if about else ''}"


def _in_words(hint: Any, many: bool = False) -> str:
    """A type as a person who edits data would say it."""
    if expected := [mark.expected for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, Matching)]:
        return expected[0]
    if get_origin(hint) in (Union, UnionType):
        return listed([_in_words(part) for part in get_args(hint) if part is not NoneType], "or")
    if get_origin(hint) is tuple:
        return f"a list of {_in_words(get_args(hint)[0], many=True)}"
    if hint in _PLAIN:
        return _PLAIN[hint][many]
    link = f"[{hint.__name__}](#{hint.__name__.lower()})"
    return f"one of {link}" if issubclass(hint, Enum) and not many else link


_PLAIN = {str: ("text", "texts"), int: ("a whole number", "whole numbers"), bool: ("`true` or `false`", "`true` or `false`")}


def _members(kind: type[Enum]) -> str:
    lines = []
    for member in kind:
        about = _DOCSTRINGS.get((kind.__name__, member.name), "")
        lines.append(f"- `{member.value}`{f': {about}' if about else ''}\n")
    return "".join(lines)
