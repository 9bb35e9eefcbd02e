"""Checking entries against the model, and the JSON Schema of a data file. The only module that imports Pydantic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from types import GenericAlias
from typing import Any, cast, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from fama_cli.catalogue.sections import SECTIONS
from fama_cli.catalogue.written import Place, WrittenMap
from fama_cli.errors import Problem
from fama_cli.handouts.brand import Brand
from fama_cli.text import closest, listed, visible

KINDS: Mapping[str, type] = {**SECTIONS, "brand": Brand}
"""What can be checked: the sections of a data file, and the one thing that a brand file holds."""


@cache
def _adapter(section: str) -> TypeAdapter[Any]:
    return TypeAdapter(cast(Any, GenericAlias(list, (KINDS[section],))))  # the type is looked up at run time


def validated(section: str, entries: Sequence[WrittenMap]) -> tuple[list[Any], list[Problem]]:
    """The entries as things of the model, or everything wrong with them. One list is always empty."""
    try:
        return _adapter(section).validate_python(list(entries)), []
    except ValidationError as error:
        return [], [_problem(section, entries, detail) for detail in error.errors(include_url=False)]


def _problem(section: str, entries: Sequence[WrittenMap], detail: ErrorDetails) -> Problem:
    entry, *path = detail["loc"]
    whole: Any = entries[int(entry)]
    place: Place = whole.place
    field = str(whole.get("id", "") or section)
    value = whole
    for step in path:
        if isinstance(value, WrittenMap) and step in value:
            # An empty value has no place of its own: its field's name stands for it.
            place = getattr(value[str(step)], "place", value.keys_at[str(step)])
            if detail["type"] == "unexpected_keyword_argument":
                place = value.keys_at[str(step)]
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
            place = getattr(value, "place", place)
        field = f"{field}[{step}]" if isinstance(step, int) else f"{field}.{step}"
    return place.problem(field, _in_words(section, detail, field))


def _in_words(section: str, detail: ErrorDetails, field: str) -> str:
    kind, found = detail["type"], detail["input"]
    if kind in {"missing", "missing_keyword_only_argument"}:
        return f"`{field}` is missing"
    if kind == "unexpected_keyword_argument":
        name = str(detail["loc"][-1])
        near = closest(name, _field_names(KINDS[section]))
        return f"there is no field called `{visible(name)}` here" + (f": did you mean `{near}`?" if near else "")
    if kind == "value_error":
        return f"`{field}`: found {_shown(found)}, {detail['ctx']['error']}"
    if kind == "enum":
        return f"`{field}`: found {_shown(found)}, expected {str(detail['ctx']['expected']).replace(chr(39), '`')}"
    expected = _EXPECTED.get(kind, detail["msg"][:1].lower() + detail["msg"][1:])
    return f"`{field}`: found {_shown(found)}, expected {expected}"


_EXPECTED = {
    "string_type": "text",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dataclass_type": "fields with values",
    "dict_type": "fields with values",
}


def _shown(found: Any) -> str:
    if found is None:
        return "nothing"
    if isinstance(found, dict):
        return "fields with values"
    if isinstance(found, list | tuple):
        return "a list"
    text = visible(str(found))
    return f"`{text[:60]}…`" if len(text) > 60 else f"`{text}`"


@cache
def _field_names(kind: type) -> frozenset[str]:
    names: set[str] = set()
    for each in fields(kind):
        names.add(each.name)
        names |= _names_within(get_type_hints(kind)[each.name])
    return frozenset(names)


def _names_within(hint: Any) -> frozenset[str]:
    if isinstance(hint, type) and is_dataclass(hint):
        return _field_names(hint)
    return frozenset(name for part in get_args(hint) if not isinstance(part, str) for name in _names_within(part))


def data_file_schema() -> dict[str, Any]:
    """JSON Schema of a data file, for an editor to check against as a person types."""
    by_section, definitions = TypeAdapter.json_schemas(
        [(section, "validation", _adapter(section)) for section in SECTIONS], ref_template="#/$defs/{model}"
    )
    properties = {section: by_section[(section, "validation")] for section in SECTIONS}
    for section, schema in properties.items():
        schema["description"] = (SECTIONS[section].__doc__ or "").strip()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A fama data file",
        "description": f"Any of these sections: {listed([f'`{section}`' for section in SECTIONS])}.",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        **definitions,
    }


def document_schema(name: str, kind: type, extra: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """JSON Schema of what a command prints with --json: the fields of `kind`, and the schema's own name."""
    schema = _open(TypeAdapter(kind).json_schema(mode="serialization", ref_template="#/$defs/{model}"))
    definitions = schema.pop("$defs", {})
    properties = {"schema": {"const": name}, **schema.get("properties", {}), **(extra or {})}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name,
        "description": (kind.__doc__ or "").strip(),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        **({"$defs": definitions} if definitions else {}),
    }


def _open(schema: Any) -> Any:
    """`schema` without "no other fields": a later version may add a field, and a script must not mind."""
    if isinstance(schema, dict):
        return {name: _open(value) for name, value in schema.items() if name != "additionalProperties" or value is not False}
    return [_open(item) for item in schema] if isinstance(schema, list) else schema
