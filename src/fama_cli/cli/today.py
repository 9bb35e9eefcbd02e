"""Today's date, the one place that asks the clock."""

from __future__ import annotations

import os
from datetime import date, datetime

from fama_cli.errors import NotUnderstood


def today() -> date:
    """Today, or the day FAMA_TODAY names: for making the same document again."""
    named = os.environ.get("FAMA_TODAY", "")
    if not named:
        return date.today()
    try:
        return date.fromisoformat(named)
    except ValueError:
        raise NotUnderstood(f"FAMA_TODAY is `{named}`, which is not a date", hint="Write it as 2026-11-21, or unset it") from None


def day_that_has_been(typed: str, *, hint: str) -> date:
    """The day that was typed, today at the latest. Raises NotUnderstood, with `hint`."""
    from fama_cli.practice.walk import day_typed

    found = day_typed(typed, today=today(), coming=False)
    if found is None or found > today():
        raise NotUnderstood(f"`{typed}` is not a day that has been", hint=hint)
    return found


def now() -> int | None:
    """Minutes after midnight. None on the day that FAMA_TODAY names: the whole of it is looked at."""
    if os.environ.get("FAMA_TODAY"):
        return None
    clock = datetime.now()  # noqa: DTZ005  # the person's own clock
    return clock.hour * 60 + clock.minute
