"""The docstrings that follow fields and enum members, which Python itself does not keep."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from itertools import pairwise
from types import ModuleType


def docstrings(module: ModuleType) -> Mapping[tuple[str, str], str]:
    """(class, field) -> its docstring, for every class of `module`."""
    found: dict[tuple[str, str], str] = {}
    for thing in ast.parse(inspect.getsource(module)).body:
        if isinstance(thing, ast.ClassDef):
            for before, after in pairwise(thing.body):
                name = _assigned(before)
                if name and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and isinstance(after.value.value, str):
                    found[thing.name, name] = inspect.cleandoc(after.value.value)
    return found


def _assigned(statement: ast.stmt) -> str:
    target = statement.targets[0] if isinstance(statement, ast.Assign) else getattr(statement, "target", None)
    return target.id if isinstance(target, ast.Name) else ""
