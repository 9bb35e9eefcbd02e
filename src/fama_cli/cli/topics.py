"""Help on what is not a command. Each topic is a Markdown file in topic_pages/, and a page of docs/reference."""

from __future__ import annotations

from pathlib import Path

from fama_cli.cli.commands.help import TOPICS
from fama_cli.errors import NotFound
from fama_cli.text import did_you_mean

FOLDER = Path(__file__).parent / "topic_pages"


def page(topic: str) -> str:
    """The text of one topic. Raises NotFound."""
    if topic not in TOPICS:
        raise NotFound(f"There is no help on `{topic}`", hint=did_you_mean(topic, TOPICS, "Run `fama help` to see what there is"))
    return (FOLDER / f"{topic}.md").read_text(encoding="utf-8")


def contents() -> str:
    """The list of topics."""
    width = max(map(len, TOPICS)) + 2
    lines = [f"  fama help {topic:<{width}}{about}" for topic, about in TOPICS.items()]
    return "Topics\n\n" + "\n".join(lines) + "\n\nFor a command, add --help: `fama find --help`.\n"
