"""Which contacts may be printed: paper cannot be put right once it has been handed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fama_cli.directory.dates import in_words
from fama_cli.directory.facts import ContactKind
from fama_cli.directory.lines import Line
from fama_cli.directory.reach import Reach
from fama_cli.directory.trust import Level
from fama_cli.handouts.citing import Citations
from fama_cli.handouts.model import Code, HeldBack, Paragraph, Run
from fama_cli.record import record

LABEL = {
    ContactKind.PHONE: "Phone",
    ContactKind.TEXT: "Text",
    ContactKind.TEXTPHONE: "Textphone",
    ContactKind.EMAIL: "Email",
    ContactKind.CHAT: "Chat",
    ContactKind.WEBSITE: "Website",
    ContactKind.FINDER: "Find a meeting",
    ContactKind.ONLINE_FINDER: "Online meetings",
}


def may_be_printed(way: Reach) -> bool:
    """A page is always printed, with its date: whoever opens it sees what is there. Anything else only when it is fresh."""
    return way.kind.is_page or way.trust in {Level.CHECKED, Level.CURRENT}


@record
class Ways:
    """How to reach a group, ready to print, and what was left out."""

    printed: tuple[Paragraph, ...]
    held_back: tuple[HeldBack, ...]
    code: Code | None


def ways(owner: str, name: str, reached: Iterable[Reach], citations: Citations) -> Ways:
    """The contacts of `owner` that may be printed, in the order given, and those that may not."""
    printed: list[Paragraph] = []
    held_back: list[HeldBack] = []
    pages: list[str] = []
    seen: set[tuple[ContactKind, str]] = set()
    for way in reached:
        if (way.kind, way.value) in seen:
            continue
        seen.add((way.kind, way.value))
        if not may_be_printed(way):
            held_back.append(HeldBack(owner=owner, name=name, value=way.value, trust_says=way.trust_says))
            continue
        if way.kind.is_page:
            if way.value in pages:
                printed += _on_the_website(way)
                continue
            pages.append(way.value)
        printed.append(line(way, citations))
    if held_back and not any(run.link and run.link.startswith("tel:") for each in printed for run in each.words):
        printed.append(Paragraph(words=(Run(says=NO_NUMBER if pages else NO_WAY_IN),)))
    return Ways(printed=tuple(printed), held_back=tuple(held_back), code=Code(address=pages[0]) if pages else None)


NO_NUMBER = "Phone: look on its website. We have not checked the number lately."
NO_WAY_IN = "Phone: ask your keyworker. We have not checked the number lately."


def line(way: Reach, citations: Citations) -> Paragraph:
    """One contact: what it is, when it answers, what it costs, and when it was last seen to be right."""
    link = way.value if way.kind.is_page else f"tel:{way.value.replace(' ', '')}" if way.kind is ContactKind.PHONE else None
    if way.kind is ContactKind.EMAIL:
        link = f"mailto:{way.value}"
    details = [_sentence(each) for each in (way.label, way.note, way.hours, way.call_cost) if each]
    words = [Run(says=f"{LABEL[way.kind]}: "), Run(says=way.value, strong=True, link=link, name=True)]
    words.append(Run(says=f". {' '.join(details)}" if details else "."))
    words.append(Run(says=f" {seen(way)}.", name=True))
    return Paragraph(words=tuple(words), cites=citations.cite_one(way.sources))


def _on_the_website(way: Reach) -> Iterator[Paragraph]:
    """The website again, as the place to look for a meeting: its address is not printed twice, and how to use it is."""
    if way.label:
        yield Paragraph(words=(Run(says=f"{LABEL[way.kind]}: on its website. {_sentence(way.label)}"),))


def dialled(line: Line) -> tuple[Reach, ...]:
    """The numbers of a helpline that may be printed."""
    return tuple(way for way in line.contacts if way.kind.is_number and may_be_printed(way))


_VERB = {ContactKind.TEXT: "text ", ContactKind.TEXTPHONE: "textphone "}


def in_order(numbers: Sequence[Reach]) -> Iterator[Run]:
    """Numbers in a row, each with what to do when it is not to ring it: "0300 123 6600 or text 82111"."""
    for place, way in enumerate(numbers):
        yield Run(says=f"{' or ' if place else ''}{_VERB.get(way.kind, '')}")
        link = f"tel:{way.value.replace(' ', '')}" if way.kind is ContactKind.PHONE else None
        yield Run(says=way.value, strong=True, name=True, link=link)


def when_and_cost(way: Reach) -> str:
    """When a number answers and what it costs, in sentences; empty when neither is stated."""
    return " ".join(_sentence(each) for each in (way.hours, way.call_cost) if each)


def cited(numbers: Sequence[Reach], citations: Citations) -> tuple[int, ...]:
    """The source of each number."""
    return tuple(sorted({number for way in numbers for number in citations.cite_one(way.sources)}))


def seen_first(numbers: Sequence[Reach]) -> str:
    """When the number that was seen longest ago was seen: a date beside several must hold for all."""
    return seen(min(numbers, key=lambda way: _when(way) or ""))


def _when(way: Reach) -> str | None:
    return max((each for each in (way.seen, way.checked_on) if each), default=None)


def seen(way: Reach) -> str:
    """When somebody last saw that a contact was right."""
    if way.checked_on and way.trust is Level.CHECKED:
        return f"Checked on {in_words(way.checked_on)}"
    when = _when(way)
    return f"Last seen {in_words(when)}" if when else "Date not stated"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def in_words_held_back(held_back: Sequence[HeldBack]) -> Sequence[str]:
    """What to tell the person who makes the handout: what is not on it, and how to put it there."""
    if not held_back:
        return ()
    owners = dict.fromkeys(each.owner for each in held_back)
    lines = [f"  {each.name}: {each.value} ({each.trust_says})" for each in held_back]
    first = next(iter(owners))
    return (
        f"Held back, because nobody has seen lately that {'it is' if len(held_back) == 1 else 'they are'} right:",
        *lines,
        f"To print one, open the group's own page, see that it is there, then: fama groups checked {first} --by INITIALS",
    )
