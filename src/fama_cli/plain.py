"""Dataclasses as plain values (dicts, lists, text, numbers) and back again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Thing = TypeVar("Thing")


def to_plain(value: Any, *, keep_defaults: bool = True) -> Any:
    """`value` as JSON can hold it. With `keep_defaults=False`, fields that hold their default are left out."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str | int | float | bool | NoneType):
        return value
    if isinstance(value, tuple | list):
        return [to_plain(item, keep_defaults=keep_defaults) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(item, keep_defaults=keep_defaults) for key, item in value.items()}
    plain = {}
    for name, default in _defaults(cast(Hashable, type(value))):
        held = getattr(value, name)
        if keep_defaults or (held is not default and held != default):
            plain[name] = to_plain(held, keep_defaults=keep_defaults)
    return plain


@cache
def _defaults(kind: Hashable) -> tuple[tuple[str, Any], ...]:
    return tuple((each.name, each.default) for each in fields(cast(type, kind)))


def from_plain(kind: type[Thing], plain: Mapping[str, Any]) -> Thing:
    """The dataclass `kind` that `plain` was made from. Nothing is checked: it was checked before it was written."""
    builders = _builders(cast(Hashable, kind))
    built = {}
    for name, value in plain.items():
        build = builders[name]
        built[name] = build(value) if build is not None else value
    return kind(**built)


@cache
def _builders(kind: Hashable) -> Mapping[str, Callable[[Any], Any] | None]:
    thing = cast(type, kind)
    hints = get_type_hints(thing)
    return {each.name: _builder(hints[each.name]) for each in fields(thing)}


def _builder(hint: Any) -> Callable[[Any], Any] | None:
    """How to rebuild a value of type `hint`, or None when the plain value is already right."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return next((_unless_none(build) for part in get_args(hint) if (build := _builder(part)) is not None), None)
    if origin is tuple:
        build = _builder(get_args(hint)[0])
        return tuple if build is None else _each(build)
    if isinstance(hint, type):
        if is_dataclass(hint):
            return lambda value: from_plain(hint, value)
        if issubclass(hint, Enum):
            return hint
    return None


def _unless_none(build: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else build(value)


def _each(build: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda values: tuple([build(value) for value in values])
