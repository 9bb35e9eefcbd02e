"""Numbering sources in the order they are cited, and what every handout ends with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from fama_cli.directory.dates import earliest, in_words
from fama_cli.directory.facts import Source
from fama_cli.handouts.model import Block, Heading, Look, Paragraph, Points, Run
from fama_cli.text import ended

OPEN_LICENCE = "Open Government Licence"


class Citations:
    """Gives each source a number the first time something cites it."""

    def __init__(self, *collections: Iterable[Source]) -> None:
        self._known = {source.id: source for sources in collections for source in sources}
        self._numbers: dict[str, int] = {}

    def cite(self, sources: Sequence[str]) -> tuple[int, ...]:
        """The numbers of `sources`, which are ids or web addresses, smallest first."""
        return tuple(sorted({self._numbers.setdefault(each, len(self._numbers) + 1) for each in sources}))

    def cite_one(self, sources: Sequence[str]) -> tuple[int, ...]:
        """The number of the source that was seen last. Where several say the same, one is enough for a reader of paper."""
        dated = [each for each in sources if each in self._known and self._known[each].date]
        return self.cite([max(dated, key=self._date)] if dated else sources[:1])

    def _date(self, source: str) -> tuple[date, str]:
        when = self._known[source].date or "1900"
        return earliest(when), when

    def says(self, words: str, sources: Sequence[str] = (), look: Look = Look.BODY) -> Paragraph:
        """A paragraph of plain words that rests on all of `sources`."""
        return Paragraph(words=(Run(says=words),), cites=self.cite(sources), look=look)

    def fact(self, words: str, sources: Sequence[str]) -> Paragraph:
        """A paragraph that states one fact, which each of `sources` gives."""
        return Paragraph(words=(Run(says=words),), cites=self.cite_one(sources))

    def end_matter(self, made_on: str, *, new_page: bool = False, numbers: bool = True) -> Iterable[Block]:
        """The date, the licence and the list of sources. Anything cited after this is not in the list.

        `numbers` is whether there are contacts in it, which have dates beside them.
        """
        yield Heading(says="Where this comes from", new_page=new_page)
        made = f"Made on {in_words(made_on)} with fama.{f' {FRESHNESS}' if numbers else ''}"
        yield Paragraph(words=(Run(says=made),), look=Look.SMALL)
        if licences := self._licences():
            yield Paragraph(words=(Run(says=licences),), look=Look.SMALL)
        if self._numbers:
            yield Points(items=tuple(self._line(each) for each in self._numbers), numbered=True)

    def _line(self, cited: str) -> Paragraph:
        source = self._known.get(cited)
        if source is None:
            return Paragraph(words=(Run(says=cited, link=cited, name=True),), look=Look.SMALL)
        dated = in_words(source.date) if source.date else "date not stated"
        words = [Run(says=f"{ended(source.title)} {source.publisher}, {dated}.", name=True)]
        if source.address:
            words += [Run(says=" "), Run(says=source.address, link=source.address, name=True)]
        return Paragraph(words=tuple(words), look=Look.SMALL)

    def _licences(self) -> str:
        open_ones = [source for each in self._numbers if (source := self._known.get(each)) and OPEN_LICENCE in (source.licence or "")]
        versions = sorted({source.licence for source in open_ones if source.licence})
        publishers = list(dict.fromkeys(source.publisher for source in open_ones))
        if not open_ones:
            return ""
        return f"Contains public sector information from {' and '.join(publishers)}, licensed under the {' and the '.join(versions)}."


FRESHNESS = "Numbers change. The date beside each one says when it was last seen to be right."
