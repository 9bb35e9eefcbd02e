"""A web page as a tree of elements: words put in it are always words, so there is nothing to escape and nothing to forget."""

from __future__ import annotations

from base64 import b64encode
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from fama_cli.text import visible

MADE_HERE = b'<meta name="generator" content="fama">'
"""How a page that came from here can be told from one that did not."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""Nothing runs and nothing is asked for, even if a page were to try: Content Security Policy."""


def add(parent: Element, tag: str, says: str = "", **attributes: str) -> Element:
    """Put an element with these words in it after what is in `parent`. `class_` is `class`, and `aria_label` `aria-label`."""
    child = SubElement(parent, tag, {name.rstrip("_").replace("_", "-"): visible(value) for name, value in attributes.items()})
    child.text = visible(says)
    return child


def words(parent: Element, says: str) -> None:
    """Put words after what is in `parent`."""
    if len(parent):
        last = parent[-1]
        last.tail = (last.tail or "") + visible(says)
    else:
        parent.text = (parent.text or "") + visible(says)


def page(title: str, style: str, body: Element) -> str:
    """The whole page, which holds everything it shows."""
    html = Element("html", lang="en-GB")
    head = add(html, "head")
    add(head, "meta", charset="utf-8")
    add(head, "meta", name="generator", content="fama")
    add(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    head.append(Element("meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY}))
    add(head, "meta", name="color-scheme", content="light")
    add(head, "title", title)
    SubElement(head, "style").text = style
    html.append(body)
    return f"<!doctype html>\n{ElementTree.tostring(html, encoding='unicode', method='html')}\n"


def as_data(kind: str, contents: bytes) -> str:
    """`contents` as an address that holds them."""
    return f"data:{kind};base64,{b64encode(contents).decode('ascii')}"
