"""Frozen, keyword-only dataclasses that are cheap to define."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def record(kind: type[Kind]) -> type[Kind]:
    """Make `kind` a keyword-only dataclass with equality and a repr.

    The standard library writes up to 8 methods for each frozen dataclass, with `exec`: about 1 ms for a class of 10
    fields, and a command defines about 35 before it can answer. Here the methods are shared. That nothing is changed
    after it is made is left to the type checker, which treats these as frozen.
    """
    # Read by Pydantic, in catalogue/schema.py: a field that is not listed is a mistake.
    kind.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]  # any class may have it
    shared = {"__init__": _made, "__eq__": _equal, "__hash__": _hashed, "__repr__": _shown}
    for name, method in shared.items():
        setattr(kind, name, method)
    made = dataclass(init=False, eq=False, repr=False, kw_only=True)(kind)
    made._defaults = {each.name: each.default for each in fields(made)}  # type: ignore[attr-defined,arg-type]  # it is a dataclass now
    made._required = frozenset(name for name, default in made._defaults.items() if default is MISSING)  # type: ignore[attr-defined]
    made._compared = tuple(each.name for each in fields(made) if each.compare)  # type: ignore[attr-defined,arg-type]  # as above
    return made


def changed(thing: Kind, **values: Any) -> Kind:
    """A copy of `thing` with some fields changed."""
    return type(thing)(**{**vars(thing), **values})


def _made(self: Any, **values: Any) -> None:
    # The fields at once, in their order, rather than one by one: thousands of these are made when a service has many groups.
    held = {**self._defaults, **values}
    if len(held) > len(self._defaults):
        raise TypeError(f"{type(self).__name__} has no field {', '.join(values.keys() - self._defaults.keys())}")
    if not self._required <= values.keys():
        raise TypeError(f"{type(self).__name__} needs {', '.join(self._required - values.keys())}")
    self.__dict__ = held


def _values(thing: Any) -> tuple[Any, ...]:
    return tuple(getattr(thing, name) for name in thing._compared)


def _equal(self: Any, other: object) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    return _values(self) == _values(other)


def _hashed(self: Any) -> int:
    return hash(_values(self))


def _shown(self: Any) -> str:
    said = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self))
    return f"{type(self).__name__}({said})"
