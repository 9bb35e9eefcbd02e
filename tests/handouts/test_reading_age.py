"""What a client or a family is given can be read at 11, by the Flesch-Kincaid grade level + 5 (see reading_age.py).

What counts is every paragraph before "Where this comes from", which lists sources. Names, numbers and addresses do not
count, nor do headings and the titles of entries: most are names, and the rest are short and would lower the age.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import takewhile

import pytest

from fama_cli.catalogue.load import load_directory
from fama_cli.cli.gathering import Gathered
from fama_cli.directory.model import Kind
from fama_cli.handouts.model import Block, Handout, Heading, Paragraph, every_block, paragraphs_of
from fama_cli.handouts.wording import Reader
from tests.handouts.reading_age import reading_age, words_of

OLDEST = 11
SUBSTANCES = ["alcohol", "cocaine", "heroin", "crack", "cannabis", "ketamine"]


def sentences(handout: Handout) -> list[str]:
    """What a reader reads, without names."""
    return [said for paragraph in _before_the_sources(handout.blocks) if words_of(said := _without_names(paragraph))]


def prose(handout: Handout) -> list[str]:
    """The paragraphs that hold no name, number or address: what is left of a contact without them is short, and easy to read."""
    return [
        "".join(run.says for run in each.words) for each in _before_the_sources(handout.blocks) if not any(run.name for run in each.words)
    ]


def _before_the_sources(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    before = takewhile(lambda block: not (isinstance(block, Heading) and block.says == "Where this comes from"), blocks)
    for block in every_block(tuple(before)):
        yield from paragraphs_of(block)


def _without_names(paragraph: Paragraph) -> str:
    return "".join(run.says for run in paragraph.words if not run.name)


def groups(substance: str, *, whom: str) -> Callable[[Gathered], Handout]:
    def made(gathered: Gathered) -> Handout:
        named = [substance] if substance else []
        asked = gathered.asked(named, [], whom=whom, approach="", online=False, everything=not substance, no_input=True)
        return gathered.groups(asked, notes=False)

    return made


def first_meeting(group: str) -> Callable[[Gathered], Handout]:
    return lambda gathered: gathered.first_meeting(group, notes=False)


@cache
def gathered() -> Gathered:
    """The shipped data, read once."""
    return Gathered(data="", nation="")


MUTUAL_AID = [group.id for group in load_directory().groups if group.kind is Kind.MUTUAL_AID]
HANDOUTS: dict[str, Callable[[Gathered], Handout]] = {
    **{f"groups for {substance}": groups(substance, whom="self") for substance in SUBSTANCES},
    "all groups": groups("", whom="self"),
    "family": groups("", whom="family"),
    "family, alcohol": groups("alcohol", whom="family"),
    "family, heroin": groups("heroin", whom="family"),
    **{f"first meeting of {group}": first_meeting(group) for group in MUTUAL_AID},
    "helplines": lambda gathered: gathered.helplines(notes=False),
}


@pytest.mark.parametrize("name", HANDOUTS)
def test_what_clients_and_families_are_given_can_be_read_at_11(name: str) -> None:
    handout = HANDOUTS[name](gathered())

    age = reading_age(sentences(handout))

    assert handout.reader in {Reader.CLIENT, Reader.FAMILY}
    assert age <= OLDEST, f"the reading age of {name} is {age:.1f}"


@pytest.mark.parametrize("name", HANDOUTS)
def test_whole_sentences_alone_can_be_read_at_11(name: str) -> None:
    age = reading_age(prose(HANDOUTS[name](gathered())))

    assert age <= OLDEST, f"the reading age of the whole sentences of {name} is {age:.1f}"


@pytest.mark.parametrize("nation", ["scotland", "wales", "northern-ireland"])
def test_helplines_of_each_nation_can_be_read_at_11(nation: str) -> None:
    age = reading_age(sentences(Gathered(data="", nation=nation).helplines(notes=False)))

    assert age <= OLDEST, f"the reading age of the helplines of {nation} is {age:.1f}"


@pytest.mark.parametrize("wording", ["groups", "family", "first-meeting", "meetings", "helplines"])
def test_the_standing_words_alone_can_be_read_at_11(wording: str) -> None:
    (found,) = (each for each in gathered().wordings.handouts if each.id == wording)
    said = [found.lead, *(passage.says for passage in found.passages if passage.says)]
    said += [point.says for passage in found.passages for point in passage.points]

    age = reading_age(said)

    assert age <= OLDEST, f"the reading age of the words of {wording} is {age:.1f}"


def test_names_numbers_and_addresses_do_not_count() -> None:
    handout = HANDOUTS["first meeting of aa"](gathered())

    said = " ".join(sentences(handout))

    assert [word for word in ("0800 9177 650", "alcoholics-anonymous.org.uk", "Samaritans") if word in said] == []
