"""What a renderer gives back."""

from __future__ import annotations

from fama_cli.record import record


@record
class Made:
    """A file, before it is written."""

    contents: bytes
    pages: int | None = None
    """None where a page is as long as its reader's screen, or Word decides."""
