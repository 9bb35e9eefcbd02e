"""HTML as the words that it would show."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_LINES = frozenset({
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "ol", "p", "pre", "section", "table", "tr", "ul",
})  # fmt: skip
"""Elements that begin and end a line."""
_ELEMENTS = "|".join(sorted(
    {
        *_LINES, "a", "abbr", "aside", "audio", "b", "big", "body", "button", "caption", "center", "cite", "code", "col", "colgroup", "del",
        "details", "em", "embed", "figcaption", "figure", "font", "head", "html", "i", "iframe", "img", "input", "ins", "kbd", "label",
        "legend", "link", "main", "mark", "meta", "nav", "noscript", "o:p", "object", "option", "param", "picture", "q", "s", "samp",
        "script", "select", "small", "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "tbody", "td",
        "textarea", "tfoot", "th", "thead", "time", "title", "tt", "u", "var", "video",
    }, key=lambda name: (-len(name), name),
))  # fmt: skip


class _Words(HTMLParser):
    """Keeps what a page would show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"script", "style"}
        if tag in _LINES:
            self.said.append("\n")
        elif tag in {"td", "th"}:
            self.said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"script", "style"} and self._hidden > 0
        if tag in _LINES:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.said.append(data)


_TAG = rf"/?(?:{_ELEMENTS})(?=[\s/>])[^<>]*>|!doctype\b[^<>]*>"
_HTML = re.compile(rf"<(?:!--|{_TAG})|&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);", re.IGNORECASE)
_NO_TAG = re.compile(rf"<(?!{_TAG})", re.IGNORECASE)
"""As in "Tea <3", and in "<https://example.org>"."""
_NO_ENTITY = re.compile(r"&(?!(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);)")
"""As in the address of a page: in `?a=1&copy=2` there is no \u00a9."""


def _without_comments(html: str) -> str:
    """The parser takes minutes over many that do not end."""
    said, *rest = html.split("<!--")
    return "".join([said, *(part.partition("-->")[2] for part in rest)])


def text_of_html(html: str) -> str:
    """What `html` would show, with a line for each paragraph. "Tea & biscuits <3" stays as it is."""
    # Some lists write it twice over: &amp;lt;b&amp;gt;.
    while _HTML.search(html):
        reader = _Words()
        reader.feed(_NO_TAG.sub("&lt;", _NO_ENTITY.sub("&amp;", _without_comments(html))))
        reader.close()
        lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in "".join(reader.said).splitlines())
        made = "\n".join(filter(None, lines))
        if made == html:
            break
        html = made
    return html
