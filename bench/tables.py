"""What the parts of the page share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def met(kept: bool) -> str:
    return "met" if kept else "**not met**"


def table(heads: Sequence[str], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    for row in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(row)} |"


def with_part(page: str, heading: str, part: Sequence[str]) -> str:
    """The page with a part that starts with `heading` in place of the one it had, or before the machine where it had none."""
    before, found, after = page.partition(f"{heading}\n")
    if found:
        rest = after.partition("\n## ")
        return before + "\n".join(part) + f"\n## {rest[2]}"
    before, found, after = page.partition("## Machine\n")
    return before + "\n".join([*part, ""]) + found + after
