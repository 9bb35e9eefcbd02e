"""What holds for every handout in every format, as it comes from the real command."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from fama_cli.directory.facts import Contact
from fama_cli.directory.find import HOME, Asked, For, Found, find
from fama_cli.directory.model import Directory, Group, Helpline, LineKind
from fama_cli.directory.trust import Level, trust
from tests.conftest import TODAY, Fama
from tests.handouts.as_read import Read, Sort, read, said, text, words
from tests.handouts.printed import FORMATS, KINDS, Press, Shipped

DAY = date.fromisoformat(TODAY)
WITH_GROUPS = ("groups-cocaine", "groups-all", "family")
WITHOUT_ALCOHOL = ("groups-cocaine",)

every_one = pytest.mark.parametrize(("kind", "form"), [(kind, form) for kind in KINDS for form in FORMATS])
with_groups = pytest.mark.parametrize(("kind", "form"), [(kind, form) for kind in WITH_GROUPS for form in FORMATS])
every_kind = pytest.mark.parametrize("kind", KINDS)
every_form = pytest.mark.parametrize("form", FORMATS)


TITLES = {
    "groups-cocaine": "Groups you can go to: powder cocaine",
    "groups-all": "Groups you can go to",
    "family": "Help for families and friends",
    "first-meeting-aa": "Your first meeting: Alcoholics Anonymous (Great Britain)",
    "first-meeting-smart": "Your first meeting: UK SMART Recovery",
    "meetings": "Meetings you can go to: near LS1",
    "helplines": "Numbers to keep: cards to cut out",
    "resources-3": "Things to read, watch and use: briefing paper 3",
    "resources": "Things to read, watch and use",
    "staff": "Mutual aid in one page for staff",
}


@every_one
def test_it_begins_with_its_title_and_has_no_other(press: Press, kind: str, form: str) -> None:
    blocks = press.read(kind, form)

    assert (blocks[0].says, said(blocks, Sort.TITLE)) == (TITLES[kind], [TITLES[kind]])


@every_one
def test_it_says_when_it_was_made(press: Press, kind: str, form: str) -> None:
    blocks = press.read(kind, form)

    assert "Made on 21 November 2026 with fama. Numbers change." in text(blocks)


@every_one
def test_it_has_999_samaritans_and_shout(press: Press, kind: str, form: str) -> None:
    blocks = press.read(kind, form)

    assert [number for number in ("999", "116 123", "85258") if not _stands_alone(number, text(blocks))] == []


@every_one
def test_it_warns_of_stopping_alcohol_suddenly_where_alcohol_may_be_in_question(
    press: Press, shipped: Shipped, kind: str, form: str
) -> None:
    warning = next(note.says for note in shipped.directory.safety if "alcohol" in (*note.families, *note.substances))

    blocks = press.read(kind, form)

    assert (warning in text(blocks)) is (kind not in WITHOUT_ALCOHOL)


@every_one
def test_it_states_the_open_government_licence_for_each_publisher_whose_work_is_cited_under_it(
    press: Press, shipped: Shipped, kind: str, form: str
) -> None:
    known = [*shipped.directory.sources, *shipped.library.sources, *shipped.wordings.sources]
    ours = {_line(each.title, each.publisher): each.publisher for each in known if "Open Government Licence" in (each.licence or "")}

    blocks = press.read(kind, form)

    cited = {publisher for line, publisher in ours.items() for source in said(blocks, Sort.SOURCE) if source.startswith(line)}
    found = re.search(r"Contains public sector information from (.+), licensed under the Open Government Licence v\d\.0", text(blocks))
    assert set(found[1].split(" and ") if found else ()) == cited


def test_public_health_england_is_cited_where_its_guide_is_used(press: Press) -> None:
    using = [kind for kind in KINDS if "Public Health England" in text(press.read(kind, "txt"))]

    assert using == [kind for kind in KINDS if "Open Government Licence" in text(press.read(kind, "txt"))]
    assert {"groups-cocaine", "groups-all", "family", "resources", "staff"} <= set(using)


def _line(title: str, publisher: str) -> str:
    return f"{title.rstrip('.')}. {publisher},"


# What must be on it


@every_form
def test_every_group_that_find_gives_is_there_in_its_order(press: Press, fama: Fama, form: str) -> None:
    found = json.loads(fama("find", "cocaine", "--json").out)["groups"]
    groups = [group["name"] for group in found if not group["nations"] or "england" in group["nations"]]

    blocks = press.read("groups-cocaine", form)

    assert _under(blocks, "Groups", groups) == groups


@every_form
def test_every_group_for_a_persons_own_use_is_there_in_the_order_of_find(press: Press, shipped: Shipped, form: str) -> None:
    groups = _for_england(find(shipped.directory, Asked(), DAY))

    blocks = press.read("groups-all", form)

    assert _under(blocks, "Groups", groups) == groups


@every_form
def test_every_group_for_relatives_is_there_in_the_order_of_find(press: Press, shipped: Shipped, form: str) -> None:
    groups = _for_england(find(shipped.directory, Asked(whom=For.FAMILY), DAY))

    blocks = press.read("family", form)

    assert _under(blocks, "Groups", groups) == groups


@every_form
def test_every_group_of_annex_2_of_the_guide_is_there_for_relatives(press: Press, shipped: Shipped, form: str) -> None:
    annex = [group.name for group in shipped.directory.groups if group.as_published and group.as_published.annex == 2]

    headings = said(press.read("family", form), Sort.HEADING)

    assert annex
    assert [name for name in annex if name not in headings] == []


@every_form
def test_a_group_of_another_nation_is_there_only_when_that_nation_is_named(press: Press, form: str) -> None:
    unnamed, named = press("groups-cocaine", form), press("groups-cocaine", form, "--nation", "scotland")

    assert "Cocaine Anonymous Scotland" not in said(read(form, unnamed.contents), Sort.HEADING)
    assert "Left out, because they serve only another nation: Cocaine Anonymous Scotland." in unnamed.notes
    assert "Cocaine Anonymous Scotland" in said(read(form, named.contents), Sort.HEADING)
    assert "Left out" not in named.notes


@every_form
def test_all_14_items_of_paper_3_are_there_in_its_order(press: Press, fama: Fama, form: str) -> None:
    items = [item["title"] for item in json.loads(fama("resources", "list", "--series", "3", "--json").out)["resources"]]

    headings = said(press.read("resources-3", form), Sort.HEADING)

    assert len(items) == 14
    assert [heading for heading in headings if heading in items] == items


@every_form
def test_every_resource_of_the_library_is_there_once(press: Press, shipped: Shipped, form: str) -> None:
    titles = [resource.title for resource in shipped.library.resources]

    headings = said(press.read("resources", form), Sort.HEADING)

    assert sorted(heading for heading in headings if heading in titles) == sorted(titles)


def _for_england(found: Found) -> Sequence[str]:
    """Nobody said where the client lives, so groups that are known to serve only another nation are left out."""
    return [match.name for match in found.groups if not match.nations or HOME in match.nations]


def _under(blocks: Sequence[Read], heading: str, expected: Sequence[str]) -> Sequence[str]:
    """The headings that follow `heading`, as many as are expected."""
    headings = said(blocks, Sort.HEADING)
    start = headings.index(heading) + 1
    return headings[start : start + len(expected)]


# Dates and sources


CONTACT = re.compile(r"(Phone|Text|Textphone|Email|Chat|Website|Find a meeting|Online meetings): (\S*\d\S*|https?://\S+|\S+@\S+)")
SEEN = r"(Last seen|Checked on) (\d{1,2} )?([A-Z][a-z]+ )?20\d\d|Date not stated"
DATED = re.compile(rf".*[.] ({SEEN})[.] \[\d+(, \d+)*\]")
NUMBER = re.compile(r": (text |textphone )?\d[\d ]+[.,]")


@every_one
def test_each_contact_of_a_group_has_a_date_and_a_source(press: Press, kind: str, form: str) -> None:
    blocks = press.read(kind, form)

    contacts = [each for each in said(blocks, Sort.POINT) if CONTACT.match(each)]

    assert [each for each in contacts if not DATED.fullmatch(each)] == []
    assert bool(contacts) is kind.startswith(("groups", "family", "first-meeting", "meetings"))


@every_one
def test_each_number_of_a_helpline_has_a_date_and_a_source(press: Press, shipped: Shipped, kind: str, form: str) -> None:
    names = [line.name for line in shipped.directory.helplines]

    blocks = press.read(kind, form)

    lines = [each for each in said(blocks, Sort.POINT) if each.startswith(tuple(f"{name}: " for name in names)) and NUMBER.search(each)]
    cells = [each for each in said(blocks, Sort.CELL) if re.match(SEEN, each)]
    assert [each for each in lines if not DATED.fullmatch(each)] == []
    assert [each for each in cells if not re.fullmatch(rf"({SEEN})[.] \[\d+\]", each)] == []
    assert (len(lines) >= 3, len(cells) >= 3) == ((False, True) if kind == "helplines" else (True, False))


@every_one
def test_each_source_that_is_cited_is_listed_and_each_that_is_listed_is_cited(press: Press, kind: str, form: str) -> None:
    blocks = press.read(kind, form)

    # In plain text 2 paragraphs may stand on lines of their own with nothing between, so numbers need not end a block.
    others = [each.says for each in blocks if each.sort is not Sort.SOURCE]
    cited = {int(number) for says in others for found in re.findall(r"\[(\d+(?:, \d+)*)\]", says) for number in found.split(", ")}
    assert sorted(cited) == list(range(1, len(said(blocks, Sort.SOURCE)) + 1))


@every_kind
def test_the_sources_are_numbered_from_1_in_plain_text(press: Press, kind: str) -> None:
    lines = press(kind, "txt").contents.decode().split("\n")

    numbers = [int(found[1]) for line in lines if (found := re.match(r"\[(\d+)\] ", line))]

    assert numbers == list(range(1, len(numbers) + 1))


@every_kind
def test_sources_are_numbered_in_the_order_a_reader_meets_them(press: Press, kind: str) -> None:
    met: list[int] = []
    for says in (each.says for each in press.read(kind, "txt") if each.sort is not Sort.SOURCE):
        for found in re.findall(r"\[(\d+(?:, \d+)*)\]", says):
            met += [number for number in map(int, found.split(", ")) if number not in met]

    out_of_order = [number for place, number in enumerate(met, start=1) if number != place]

    assert out_of_order == []


# What must never be on it


def _everyone(directory: Directory) -> Iterator[tuple[Group | Helpline, Contact]]:
    owners: Sequence[Group | Helpline] = (*directory.groups, *directory.helplines)
    for owner in owners:
        for contact in owner.contacts:
            yield owner, contact


def _fresh(owner: Group | Helpline, contact: Contact) -> bool:
    emergency = isinstance(owner, Helpline) and owner.kind is LineKind.EMERGENCY
    return emergency or trust(contact, DAY).level in {Level.CHECKED, Level.CURRENT}


def _digits(value: str) -> str:
    return re.sub(r"[\s()-]", "", value)


def _stands_alone(value: str, inside: str) -> bool:
    return re.search(rf"(?<![\w@]){re.escape(value)}(?![\w@])", inside) is not None


def _printed(values: Sequence[str], held: str) -> Sequence[str]:
    """Those of `values` that are in a file, written with spaces, without them, or with other ones."""
    # Spaces are taken out between digits only, so that 2 numbers with words between them are not run together.
    run_together = re.sub(r"(?<=\d)[\s()\-\u00a0]+(?=\d)", "", held)
    return [value for value in values if _stands_alone(value, held) or (len(_digits(value)) > 6 and _digits(value) in run_together)]


@every_one
def test_no_number_or_address_that_is_held_back_is_anywhere_in_the_file(press: Press, shipped: Shipped, kind: str, form: str) -> None:
    # A chat is on a web page, whose address may be printed as a website or as where a fact comes from.
    not_pages = [(owner, contact) for owner, contact in _everyone(shipped.directory) if not contact.value.startswith("http")]
    fresh = {_digits(contact.value) for owner, contact in not_pages if _fresh(owner, contact)}
    held_back = sorted(
        {contact.value for owner, contact in not_pages if not _fresh(owner, contact) and _digits(contact.value) not in fresh}
    )

    held = press.everything(kind, form)

    assert len(held_back) > 20
    assert _printed(held_back, held) == []


@every_one
def test_no_superseded_number_is_anywhere_in_the_file(press: Press, shipped: Shipped, kind: str, form: str) -> None:
    superseded = sorted({
        contact.value for _, contact in _everyone(shipped.directory)
        if trust(contact, DAY).level is Level.SUPERSEDED and not contact.value.startswith("http")
    })  # fmt: skip

    held = press.everything(kind, form)

    assert superseded
    assert _printed(superseded, held) == []


@every_one
def test_no_superseded_page_is_given_as_a_way_to_reach_anyone(press: Press, shipped: Shipped, kind: str, form: str) -> None:
    pages = [(contact.value, trust(contact, DAY).level) for _, contact in _everyone(shipped.directory) if contact.kind.is_page]
    superseded = {value for value, level in pages if level is Level.SUPERSEDED} - {
        value for value, level in pages if level is not Level.SUPERSEDED
    }

    contacts = [each for each in said(press.read(kind, form), Sort.POINT) if CONTACT.match(each)]

    assert [each for each in contacts if any(f": {page}. " in each for page in superseded)] == []


@every_kind
def test_what_is_held_back_is_said_to_the_person_who_makes_it(press: Press, shipped: Shipped, kind: str) -> None:
    notes = press(kind, "txt").notes

    lines = re.findall(r"^  (.+): (.+) \((.+)\)$", notes, re.MULTILINE)

    values = {contact.value for owner, contact in _everyone(shipped.directory) if not contact.kind.is_page and not _fresh(owner, contact)}
    assert [value for _, value, _ in lines if value not in values] == []
    assert bool(lines) is (
        kind in {*WITH_GROUPS, "first-meeting-aa", "first-meeting-smart", "meetings", "helplines"} - _with_nothing_held_back(press)
    )


def _with_nothing_held_back(press: Press) -> set[str]:
    return {kind for kind in KINDS if "have not checked the number lately" not in text(press.read(kind, "txt")) and kind != "helplines"}


# The same in each format


@every_kind
@pytest.mark.parametrize("form", [form for form in FORMATS if form != "txt"])
def test_it_says_the_same_words_in_the_same_order_as_plain_text(press: Press, kind: str, form: str) -> None:
    expected = words(press.read(kind, "txt"))

    found = words(press.read(kind, form))

    assert found == expected


@every_kind
@pytest.mark.parametrize("form", ["pdf", "docx", "md"])
def test_it_has_the_same_headings_points_and_paragraphs_as_html(press: Press, kind: str, form: str) -> None:
    expected = press.read(kind, "html")

    found = press.read(kind, form)

    assert found == expected


@pytest.mark.parametrize("form", ["pdf", "html", "docx"])
def test_each_of_the_8_cards_says_the_same(press: Press, form: str) -> None:
    card = said(press.read("helplines", "txt"), Sort.POINT)

    held = " ".join(_shown(press, form).split())

    assert len(card) == 8
    assert {each: len(re.findall(rf"{re.escape(each)}(?!\d)", held)) for each in card} == dict.fromkeys(card, 8)


def _shown(press: Press, form: str) -> str:
    shown = press.everything("helplines", form)
    return re.sub(r"<[^>]+>", "", shown) if form == "html" else shown


# A check by a person


@every_form
def test_a_number_that_a_person_checked_today_is_printed_with_that_day(fama: Fama, local: Path, tmp_path: Path, form: str) -> None:
    assert fama("groups", "checked", "ca", "--by", "KW").code == 0

    ran = fama("handout", "groups", "-s", "cocaine", "--format", form, "-o", str(tmp_path / f"out.{form}"))

    blocks = read(form, (tmp_path / f"out.{form}").read_bytes())
    number = next(each for each in said(blocks, Sort.POINT) if each.startswith("Phone: 0800 612 0225. "))
    assert number.partition("Checked on ")[2] == "21 November 2026. [2]"
    assert "0800 612 0225" not in ran.err


def test_a_number_that_nobody_checked_is_named_with_how_to_print_it(fama: Fama) -> None:
    ran = fama("handout", "groups", "-s", "cocaine", "--format", "txt")

    assert ran.err == (
        "Held back, because nobody has seen lately that they are right:\n"
        "  Cocaine Anonymous UK: 0800 612 0225 (last seen Apr 2014: check first)\n"
        "  UK SMART Recovery: 0330 053 6022 (last seen Dec 2020: check first)\n"
        "  Drug Addicts Anonymous UK: 0300 030 3000 (last seen Apr 2014: check first)\n"
        "  Narcotics Anonymous UK: 0300 999 1212 (last seen Apr 2014: check first)\n"
        "To print one, open the group's own page, see that it is there, then: fama groups checked ca --by INITIALS\n"
        "Left out, because they serve only another nation: Cocaine Anonymous Scotland. Name it with --nation to print them.\n"
    )


@pytest.mark.parametrize("kind", ["groups-all", "family", "first-meeting-smart", "helplines"])
def test_the_command_that_is_named_for_a_held_back_number_puts_it_on_the_handout(fama: Fama, local: Path, kind: str) -> None:
    before = fama("handout", *KINDS[kind], "--format", "txt")
    first = re.findall(r"^  .+: (.+) \(.+\)$", before.err, re.MULTILINE)[0]
    command = before.err.rpartition("then: ")[2].splitlines()[0].replace("INITIALS", "KW").split()

    assert fama(*command[1:]).code == 0

    after = fama("handout", *KINDS[kind], "--format", "txt")
    assert (first in before.out, first in after.out, first in after.err) == (False, True, False)
