"""Dataclasses as plain values (dicts, lists, text, numbers) and back again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, cast, get_args, get_origin, get_type_hints


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


Shape = Mapping[str, str]
"""Field -> the class to rebuild its value as; a `*` after it means each of a list. Fields of text are left out."""


def shapes_of(*kinds: type) -> dict[str, Shape]:
    """The shape of each dataclass in `kinds` and of every dataclass and enum inside them, by class name.

    Kept beside the plain values, so that reading them back need not work out the types again.
    """
    shapes: dict[str, Shape] = {}
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop()
        if kind.__name__ in shapes or not is_dataclass(kind):
            continue
        shape = {}
        for name, hint in get_type_hints(kind).items():
            inner = _class_in(hint)
            many = "*" if get_origin(hint) is tuple else ""
            if inner is not None:
                waiting.append(inner)
                shape[name] = inner.__name__ + many
            elif many:
                shape[name] = "*"
        shapes[kind.__name__] = shape
    return shapes


def _class_in(hint: Any) -> type | None:
    """The dataclass or enum that a type is made of, whether optional or many; None for text and numbers."""
    if isinstance(hint, type) and (is_dataclass(hint) or issubclass(hint, Enum)):
        return hint
    return next((inner for part in get_args(hint) if (inner := _class_in(part)) is not None), None)


Build = Callable[[Any], Any]


class Rebuilder:
    """Makes dataclasses from the plain values that `to_plain` made of them. Nothing is checked: it was checked before."""

    def __init__(self, shapes: Mapping[str, Shape], home: Mapping[str, Any]) -> None:
        """`home` holds the classes by name, such as `vars(module)`."""
        self._shapes = shapes
        self._home = home
        self._builds: dict[str, Build] = {}

    def build(self, name: str) -> Build:
        """What turns a plain value into the class called `name`."""
        if name not in self._builds:
            self._builds[name] = self._made(name)
        return self._builds[name]

    def _made(self, name: str) -> Build:
        kind = self._home[name]
        if name not in self._shapes:
            return cast(Build, kind)  # An enum, made from its value.
        inner = {field: self._field(shape) for field, shape in self._shapes[name].items()}

        def build(plain: dict[str, Any]) -> Any:
            for field, make in inner.items():
                if field in plain and plain[field] is not None:
                    plain[field] = make(plain[field])
            return kind(**plain)

        return build

    def _field(self, shape: str) -> Build:
        if shape == "*":
            return tuple
        if shape.endswith("*"):
            make = self.build(shape[:-1])
            return lambda values: tuple([make(value) for value in values])
        return self.build(shape)
