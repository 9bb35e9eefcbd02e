"""Lines, labelled lines and tables on a screen. Only drawings touch Rich, and text from data is never markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fama_cli.directory.facts import ContactKind, Nation
from fama_cli.directory.reach import Reach
from fama_cli.directory.trust import Level
from fama_cli.text import listed, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

CHECK = "bold"
URGENT = "bold red"


def text(words: str, style: str = "") -> Text:
    """`words` with nothing in them that a terminal or Rich would obey."""
    from rich.text import Text

    return Text(words if words == "\n" else visible(words), style=style)


def say(console: Console, words: str, style: str = "") -> None:
    """One paragraph, wrapped to the screen."""
    console.print(text(words, style))


def labelled(console: Console, label: str, words: Text | str, *, width: int = 10) -> None:
    """`words` beside a label, later lines under the first."""
    body = text(words) if isinstance(words, str) else words
    indent = 2
    lines = body.wrap(console, max(console.width - indent - width, 20))
    for number, line in enumerate(lines):
        start = text(" " * indent + (label if number == 0 else "").ljust(width))
        console.print(start.append_text(line), soft_wrap=True)


def table(console: Console, columns: Sequence[str], rows: Sequence[Sequence[str | Text]]) -> None:
    """A table as wide as it needs to be, at most the screen."""
    from rich import box
    from rich.table import Table

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for column in columns:
        drawn.add_column(text(column), overflow="fold")
    for row in rows:
        drawn.add_row(*(text(cell) if isinstance(cell, str) else cell for cell in row))
    console.print(drawn)


KIND_LABEL = {
    ContactKind.PHONE: "Phone",
    ContactKind.TEXT: "Text",
    ContactKind.TEXTPHONE: "Textphone",
    ContactKind.EMAIL: "Email",
    ContactKind.CHAT: "Chat",
    ContactKind.WEBSITE: "Website",
    ContactKind.FINDER: "Meetings",
    ContactKind.ONLINE_FINDER: "Online",
}


def way_in(console: Console, way: Reach, *, width: int = 10, cited: str = "") -> None:
    """A contact, how far to trust it, and under it who answers, when, and what it costs. `cited` follows: its sources."""
    words = text(way.value)
    words.append(f"  [{visible(way.trust_says)}]", style=trust_style(way.trust))
    words.append(cited, style="dim")
    labelled(console, KIND_LABEL[way.kind], words, width=width)
    details = ". ".join(_sentence(part) for part in (way.label, way.note, way.hours, way.call_cost) if part)
    if details:
        labelled(console, "", f"{details}.", width=width)


def _sentence(words: str) -> str:
    return (words[:1].upper() + words[1:]).rstrip(".")


def trust_style(level: Level) -> str:
    """Bold marks what to check first; the words say the same."""
    return "green" if level in {Level.CHECKED, Level.CURRENT} else CHECK


def nation_names(nations: Sequence[Nation]) -> str:
    return listed([nation.replace("-", " ").title() for nation in nations])
