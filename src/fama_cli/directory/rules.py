"""What a value of the model must look like, in a form Pydantic can use without being imported here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema


class Matching:
    """Text that matches a pattern from end to end. `expected` finishes the sentence "expected …"."""

    def __init__(self, pattern: str, expected: str) -> None:
        self.pattern = pattern
        self.expected = expected

    def check(self, value: str) -> str:
        if re.fullmatch(self.pattern, value) is None:
            raise ValueError(f"expected {self.expected}")
        return value

    # Pydantic calls these two by name. They keep its 90 ms import out of every command that only reads.
    def __get_pydantic_core_schema__(self, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "pattern": f"^(?:{self.pattern})$", "description": self.expected}


class CalendarDate(Matching):
    """A date that matches a pattern; where it names a day, one that the calendar has."""

    def check(self, value: str) -> str:
        super().check(value)
        if value.count("-") == 2:
            from datetime import date

            try:
                date.fromisoformat(value)
            except ValueError:
                raise ValueError("which is not a day in the calendar") from None
        return value
