"""Options that several commands share, described once as the fields of a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import MISSING, fields
from functools import cache, wraps
from inspect import Parameter, Signature, signature
from typing import Any, TypeVar, get_type_hints

Result = TypeVar("Result")


def taking(kind: type[Any], *, leaving_out: Sequence[str] = ()) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Let a command take a `kind`, whose fields Typer sees as options that follow the command's own.

    A field that is left out has its default. The command then has an option of that name for something else.

    Typer reads options only from a signature, so commands that share 15 of them would each repeat the 15, and help,
    defaults and order would drift apart.
    """

    def decorate(function: Callable[..., Result]) -> Callable[..., Result]:
        hints = get_type_hints(function, include_extras=True)
        own = {name: each.replace(annotation=hints.get(name, Any)) for name, each in signature(function).parameters.items()}
        taken = [name for name, each in own.items() if each.annotation is kind]
        if len(taken) != 1:
            raise TypeError(f"{function.__qualname__} must take one {kind.__name__}, and takes {len(taken)}")
        del own[taken[0]]
        every = _parameters(kind)  # type: ignore[arg-type]  # github.com/python/mypy/issues/11470
        shared = [each for each in every if each.name not in leaving_out]

        @wraps(function)
        def command(*positional: Any, **values: Any) -> Result:
            made = kind(**{each.name: values.pop(each.name) for each in shared if each.name in values})
            return function(*positional, **values, **{taken[0]: made})

        # Typer takes the order and the defaults from the one, and looks for the types in the other. Both hold types, not
        # strings, because the names in a string belong to the module that wrote it.
        seen = Signature([*own.values(), *shared], return_annotation=hints.get("return", Signature.empty))
        command.__signature__ = seen  # type: ignore[attr-defined]  # inspect looks for it on any function
        command.__annotations__ = {each.name: each.annotation for each in seen.parameters.values()}
        return command

    return decorate


@cache  # Six commands take the same kind, and reading its types costs more than all the rest.
def _parameters(kind: type[Any]) -> tuple[Parameter, ...]:
    hints = get_type_hints(kind, include_extras=True)
    defaults = {each.name: Parameter.empty if each.default is MISSING else each.default for each in fields(kind)}
    return tuple(Parameter(name, Parameter.KEYWORD_ONLY, default=value, annotation=hints[name]) for name, value in defaults.items())
