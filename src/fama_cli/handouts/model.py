"""What a handout is, before it is paper: blocks of words that every format prints in the same order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TypeAlias

from fama_cli.handouts.wording import Reader
from fama_cli.record import record


@record
class Run:
    """A few words that look alike."""

    says: str
    strong: bool = False
    link: str | None = None
    """A web address, or `tel:` and a number."""
    name: bool = False
    """A name, number or address: printed like any words, and left out when the reading age is counted."""


class Look(StrEnum):
    """How a paragraph stands out. A screen reader reads all three alike."""

    BODY = "body"
    LEAD = "lead"
    SMALL = "small"


@record
class Paragraph:
    """Words, and the numbers of the sources they rest on."""

    words: tuple[Run, ...]
    cites: tuple[int, ...] = ()
    look: Look = Look.BODY


@record
class Heading:
    """A heading within the handout: level 2 under its title, level 3 under that. Level 1 where no title is printed."""

    says: str
    level: int = 2
    new_page: bool = False


@record
class Points:
    """A list; numbered from 1 when its order or its numbers matter."""

    items: tuple[Paragraph, ...]
    numbered: bool = False


@record
class Table:
    """Rows under a row of headers. The first cell of each row says what the row is about."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Paragraph, ...], ...]


@record
class Picture:
    """A drawing of ours. What it shows is in words too, and the table that stands beside it has every number."""

    svg: str
    """As drawing.py makes it: no ids, no styles, and nothing from outside."""
    title: str
    description: str
    """Sentences, for whoever does not see it."""


@record
class Code:
    """A QR code, and the address that is printed beside it."""

    address: str


@record
class Entry:
    """One group or resource, kept together on a page: a heading, what is said of it, and a code for its address."""

    title: str
    body: tuple[Block, ...]
    code: Code | None = None
    level: int = 3


@record
class Notice:
    """Something that must not be missed. It has a frame and a heading, so colour is not what says so."""

    title: str
    body: tuple[Block, ...]


@record
class WritingLines:
    """Room to write by hand."""

    says: str
    lines: int


@record
class Cards:
    """A card to cut out, as often as fits. A screen reader, and a format without pages, reads it once."""

    title: str
    body: tuple[Block, ...]
    copies: int


Block: TypeAlias = Paragraph | Heading | Points | Table | Picture | Entry | Notice | WritingLines | Cards


@record
class HeldBack:
    """A contact that is not printed, because nobody has seen lately that it is right."""

    owner: str
    """Id of the group or helpline."""
    name: str
    value: str
    trust_says: str


@record
class Handout:
    """A whole handout. `blocks` end with where its facts come from, and their licence."""

    id: str
    title: str
    reader: Reader
    made_on: str
    """ "2026-11-21"."""
    blocks: tuple[Block, ...]
    held_back: tuple[HeldBack, ...] = ()
    left_out: tuple[str, ...] = ()
    """Names of the groups that fit but serve only another nation."""
    columns: int = 1
    points: float = 12
    """Size of type, unless large print is asked for."""
    posted: bool = False
    """A letter: it has no title over it and no line at its foot. Its first block is then a heading of level 1."""


def sheets(blocks: Sequence[Block]) -> Sequence[Sequence[Block]]:
    """`blocks`, divided before each heading that starts a new page."""
    divided: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.new_page:
            divided.append([])
        divided[-1].append(block)
    return divided


def every_block(blocks: Sequence[Block]) -> Iterator[Block]:
    """Each block, and each block within it, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Entry | Notice | Cards):
            yield from every_block(block.body)


def paragraphs_of(block: Block) -> Sequence[Paragraph]:
    """The paragraphs that stand directly in a block, in reading order."""
    if isinstance(block, Paragraph):
        return (block,)
    if isinstance(block, Points):
        return block.items
    if isinstance(block, Table):
        return tuple(cell for row in block.rows for cell in row)
    return ()


def described(picture: Picture) -> str:
    """What is said in place of a picture."""
    return f"{picture.title}. {picture.description}"


def worded(words: str, look: Look = Look.BODY, cites: tuple[int, ...] = ()) -> Paragraph:
    """A paragraph of words that all look alike."""
    return Paragraph(words=(Run(says=words),), cites=cites, look=look)


def worded_table(caption: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    """A table of such words."""
    return Table(caption=caption, columns=columns, rows=tuple(tuple(worded(cell) for cell in row) for row in rows))


def plain(paragraph: Paragraph) -> str:
    """The words of a paragraph, without its sources."""
    return "".join(run.says for run in paragraph.words)
