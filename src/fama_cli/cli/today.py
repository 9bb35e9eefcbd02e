"""Today's date, the one place that asks the clock."""

from __future__ import annotations

import os
from datetime import date

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
