"""Records as plain values (dicts, lists, text, numbers) and back again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints


def to_plain(value: Any) -> Any:
    """`value` as JSON can hold it. Fields that hold their default are left out: they come back by themselves."""
    kind = type(value)
    if kind in _ALREADY_PLAIN:
        return value
    if kind is tuple or kind is list:
        return [to_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    return {name: to_plain(item) for name, item in vars(value).items() if item != value._defaults[name]}


_ALREADY_PLAIN = frozenset({str, int, float, bool, NoneType})


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
            # An enum: its members by value, which is quicker than calling it.
            return {member.value: member for member in kind}.__getitem__
        inner = {field: self._field(shape) for field, shape in self._shapes[name].items()}

        def build(plain: dict[str, Any]) -> Any:
            for field, value in plain.items():
                if field in inner:
                    plain[field] = inner[field](value)
            return kind(**plain)

        return build

    def _field(self, shape: str) -> Build:
        if shape == "*":
            return tuple
        if shape.endswith("*"):
            make = self.build(shape[:-1])
            return lambda values: tuple([make(value) for value in values])
        return self.build(shape)
