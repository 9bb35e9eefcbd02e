"""Links between pages: every one leads to a file, and to a heading in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

_LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
_FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)


def broken(pages: Mapping[Path, str], pictures: Collection[Path]) -> Iterator[str]:
    """A sentence for each link that leads nowhere. `pages` and `pictures` are those that there will be."""
    for path, text in pages.items():
        for target in ("".join(found) for found in _LINK.findall(_FENCE.sub("", text))):
            if target.startswith(("https://", "http://")):
                continue
            name, _, anchor = target.partition("#")
            led_to = Path(path.parent, name).resolve() if name else path
            if led_to not in pages and led_to not in pictures and not led_to.exists():
                yield f"{path}: the link to {target} leads to no file"
            elif anchor and anchor not in _anchors(pages.get(led_to, "")):
                yield f"{path}: the link to {target} leads to no heading"


def _anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", text), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
