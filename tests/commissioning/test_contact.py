"""Who speaks for each group, what can be commissioned, the letters and the clauses."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import docx
import pytest

from fama_cli.commissioning.contact import area_contacts, asked_by_default, serving
from fama_cli.commissioning.letter import letters
from fama_cli.commissioning.model import Commissioning
from fama_cli.directory.facts import Nation
from fama_cli.directory.group import group_named
from fama_cli.directory.model import Directory
from fama_cli.handouts.model import Heading, every_block, paragraphs_of, plain
from fama_cli.record import changed
from tests.conftest import Fama
from tests.handouts import pdfs
from tests.handouts.as_read import read

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("group", "answer"),
    [
        ("aa", "no"),
        ("na", "no"),
        ("al-anon", "no"),
        ("smart", "partly"),
        ("smart-family-friends", "partly"),
        ("recovery-community-organisations", "yes"),
        ("intuitive-recovery", None),
        ("antidote", None),
    ],
)
def test_what_can_be_commissioned_is_what_the_guide_says_and_not_stated_is_not_no(
    directory: Directory, group: str, answer: str | None
) -> None:
    found = area_contacts(directory, [group_named(directory, group)], Nation.ENGLAND, TODAY).contacts[0]

    assert found.commissioning == answer
    assert bool(found.commissioning_sources) == (answer is not None)


def test_no_superseded_number_is_among_the_contacts(directory: Directory) -> None:
    found = area_contacts(directory, directory.groups, Nation.ENGLAND, TODAY)

    assert {way.trust for each in found.contacts for way in each.contacts} <= {"checked", "current", "check-first"}
    assert "0845 769 7555" not in [way.value for each in found.contacts for way in each.contacts]


@pytest.mark.parametrize(("nation", "there", "not_there"), [(Nation.ENGLAND, "aa", "aa-ni"), (Nation.SCOTLAND, "ca-scotland", "aa-ni"), (Nation.NORTHERN_IRELAND, "aa-ni", "aa")])  # fmt: skip
def test_groups_of_another_nation_are_left_out(directory: Directory, nation: Nation, there: str, not_there: str) -> None:
    ids = [group.id for group in serving(directory, nation)]

    assert there in ids
    assert not_there not in ids


def letter_to(commissioning: Commissioning, directory: Directory, group: str, *, area: str = "", here: bool = True) -> str:
    """The letter itself, without the page that is for whoever sends it."""
    made = letters(commissioning, directory, [group_named(directory, group)], Nation.ENGLAND, TODAY, area=area, here=here)
    said = []
    for block in every_block(made.blocks):
        if isinstance(block, Heading) and block.says == "Before you send it":
            break
        said += [block.says] if isinstance(block, Heading) else [plain(each) for each in paragraphs_of(block)]
    return "\n".join(said)


NO_MONEY = "We offer no money and ask for no endorsement. To meet us is cooperation, and not affiliation."
SCHEME = "We would also like to talk about your partnership scheme"


@pytest.mark.parametrize("group", ["aa", "ca", "daa", "ma", "na", "al-anon", "alateen", "fa", "nar-anon", "ga", "gam-anon", "coda", "aca"])
def test_a_12_step_fellowship_is_offered_nothing_that_it_would_refuse(
    commissioning: Commissioning, directory: Directory, group: str
) -> None:
    said = letter_to(commissioning, directory, group)

    assert NO_MONEY in said
    assert not re.search(
        r"\b(fund\w*|grants?|pay|paid|contracts?|commission\w*|partners?\w*|sponsor\w*|refer\w*|members'? names?)\b", said, re.IGNORECASE
    )


@pytest.mark.parametrize(
    ("group", "has", "has_not"),
    [
        ("smart", SCHEME, NO_MONEY),
        ("smart-family-friends", SCHEME, NO_MONEY),
        ("recovery-community-organisations", "how your work is supported", NO_MONEY),
        ("aa", NO_MONEY, SCHEME),
    ],
)
def test_each_is_written_to_as_what_it_is(commissioning: Commissioning, directory: Directory, group: str, has: str, has_not: str) -> None:
    said = letter_to(commissioning, directory, group)

    assert has in said
    assert has_not not in said


def test_only_a_group_that_is_not_here_is_asked_to_start(commissioning: Commissioning, directory: Directory) -> None:
    words = "has no meeting in Northgate at present"

    assert words in letter_to(commissioning, directory, "aa", area="Northgate", here=False)
    assert words not in letter_to(commissioning, directory, "aa", area="Northgate", here=True)


def test_nothing_is_left_to_fill_in_but_what_only_the_sender_knows(commissioning: Commissioning, directory: Directory) -> None:
    said = letter_to(commissioning, directory, "aa", area="Northgate")

    assert "{" not in said
    assert set(re.findall(r"\[.+?\]", said)) == {
        "[Your organisation and its address]", "[The date]", "[name or role]", "[date]", "[time]", "[place]", "[your role]",
        "[your organisation]", "[phone]", "[email]",
    }  # fmt: skip


def test_a_number_nobody_has_seen_lately_is_held_back_and_named(fama: Fama, here: Path) -> None:
    ran = fama("area", "letter", "smart", "--format", "txt")

    assert ran.code == 0
    assert "0330 053 6022" not in ran.out
    assert "UK SMART Recovery: 0330 053 6022 (last seen Dec 2020: check first)" in ran.err


def test_without_a_group_there_is_a_letter_to_each_that_is_for_drugs_alcohol_or_families(
    fama: Fama, here: Path, directory: Directory
) -> None:
    ran = fama("area", "letter", "--format", "md")

    ids = [group.id for group in asked_by_default(serving(directory, Nation.ENGLAND))]
    assert ids == ["smart", "aa", "ca", "daa", "ma", "na", "al-anon", "alateen", "fa", "smart-family-friends", "nar-anon", "aca"]
    headings = [line.lstrip("# ").replace("\\", "") for line in ran.out.splitlines() if re.match("##? To the", line)]
    assert headings == [
        "To the people who speak for "
        + ("Al-Anon Family Groups UK & Eire, about Alateen" if each == "alateen" else group_named(directory, each).name)
        for each in ids
    ]


@pytest.mark.parametrize("group", ["ga", "coda", "gam-anon", "antidote", "clero", "intuitive-recovery"])
def test_a_group_that_is_named_is_written_to_whatever_it_is_for(commissioning: Commissioning, directory: Directory, group: str) -> None:
    assert letter_to(commissioning, directory, group).startswith(f"To the people who speak for {group_named(directory, group).name}\n")


def test_young_people_are_written_to_through_adults_and_are_not_asked_to_talk_to_staff(
    commissioning: Commissioning, directory: Directory
) -> None:
    said = letter_to(commissioning, directory, "alateen", here=False)

    assert said.startswith("To the people who speak for Al-Anon Family Groups UK & Eire, about Alateen\n")
    assert "so we write to Al-Anon. We hope to meet an adult" in said
    assert "talk to staff" not in said
    assert "welcome a professional" not in said
    assert "whom staff of our services can contact" in said


def test_whoever_sends_it_is_not_told_to_ask_young_people_for_a_talk(fama: Fama, here: Path) -> None:
    out = " ".join(fama("area", "letter", "alateen", "--format", "txt").out.split())

    assert "It is for young people: write to the adults who speak for it" in out
    assert "give talks" not in out


def test_young_people_of_a_group_that_shares_no_contact_are_written_to_through_the_adults_who_support_them(
    commissioning: Commissioning, directory: Directory
) -> None:
    alone = changed(group_named(directory, "alateen"), id="alone", name="Alone", short_name="Alone", contacts=())

    made = letters(commissioning, changed(directory, groups=(alone,)), [alone], Nation.ENGLAND, TODAY, area="", here=True)

    said = "\n".join(plain(each) for block in every_block(made.blocks) for each in paragraphs_of(block))
    assert "Alone is for young people, so we write to the adults who support it." in said


@pytest.mark.parametrize(
    ("group", "asked"),
    [("aa", True), ("al-anon", True), ("antidote", False), ("clero", False), ("recovery-community-organisations", False)],
)
def test_only_a_group_that_holds_meetings_is_asked_about_them(
    commissioning: Commissioning, directory: Directory, group: str, asked: bool
) -> None:
    said = letter_to(commissioning, directory, group, here=False)

    assert ("which of your meetings" in said) is asked
    assert ("has no meeting in" in said) is asked
    assert ("who comes to your meetings" in said) is asked


@pytest.mark.parametrize(("group", "how"), [
    ("aa", "national helpline"), ("al-anon", "national helpline"), ("nar-anon", "website"), ("coda", "website"),
    ("gam-anon", "website"),
])  # fmt: skip
def test_nobody_is_sent_to_a_helpline_that_is_not_listed(directory: Directory, group: str, how: str) -> None:
    found = area_contacts(directory, [group_named(directory, group)], Nation.ENGLAND, TODAY).contacts[0]

    assert found.professionals[-1].says.endswith(f"Ask for them through the fellowship's {how}.")
    assert any(way.kind.is_number for way in found.contacts) is (how == "national helpline")


@pytest.mark.parametrize("format", ["txt", "md", "html", "docx", "pdf"])
@pytest.mark.parametrize("groups", [["aa"], ["aa", "na"]])
def test_a_letter_has_no_title_over_it_and_no_line_at_its_foot(fama: Fama, here: Path, groups: list[str], format: str) -> None:
    fama("area", "letter", *groups, "--output", f"letter.{format}")

    blocks = read(format, Path(f"letter.{format}").read_bytes())
    page = {
        "pdf": lambda: "".join(pdfs.pages(Path("letter.pdf").read_bytes())),
        "docx": lambda: "".join(each.text for each in docx.Document("letter.docx").sections[0].footer.paragraphs),
    }.get(format, lambda: Path(f"letter.{format}").read_text(encoding="utf-8").partition("<body")[2])()
    assert blocks[0].says == "To the people who speak for Alcoholics Anonymous (Great Britain)"
    assert [each for each in ("Invitation", "invitation:", "Page 1", "<footer") if each in page] == []


def test_in_word_the_last_line_of_each_letter_stays_with_the_one_before(fama: Fama, here: Path) -> None:
    fama("area", "letter", "aa", "na", "--output", "letter.docx")

    kept = [each.text for each in docx.Document("letter.docx").paragraphs if each.paragraph_format.keep_with_next]
    assert [each[:18] for each in kept if "first name" in each] == ["We will not ask wh"] * 2


def test_contacts_as_json_and_as_rows_are_the_same_groups(fama: Fama, here: Path) -> None:
    found = json.loads(fama("area", "contact", "aa", "smart", "--json").out)
    rows = fama("area", "contact", "aa", "smart", "--format", "plain").out.splitlines()

    assert found["schema"] == "fama.areacontacts/1"
    assert [each["id"] for each in found["contacts"]] == ["aa", "smart"] == [row.split("\t")[0] for row in rows]


def test_a_group_that_is_not_there(fama: Fama, here: Path) -> None:
    ran = fama("area", "contact", "smrt")

    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "fama: There is no group called `smrt`\n\nhint: Did you mean `smart`?\n"


@pytest.mark.parametrize("format", ["txt", "md", "html", "docx", "pdf"])
def test_the_clauses_and_the_letters_are_made_in_every_format(fama: Fama, here: Path, format: str) -> None:
    for name, args in (("clauses", ["spec"]), ("letter", ["letter", "aa"])):
        ran = fama("area", *args, "--output", f"{name}.{format}")

        assert ran.code == 0, ran.err
        assert Path(f"{name}.{format}").stat().st_size > 1000


def test_the_clauses_can_be_pasted_and_carry_the_guides_own_words(fama: Fama, commissioning: Commissioning) -> None:
    said = " ".join(fama("area", "spec").out.split())

    assert [clause.id for clause in commissioning.clauses if clause.says not in said or f'"{clause.guide}"' not in said] == []
    assert "Open Government Licence v2.0" in said


def test_the_clauses_as_json(fama: Fama, commissioning: Commissioning) -> None:
    found = json.loads(fama("area", "spec", "--json").out)

    assert found["schema"] == "fama.areaspec/1"
    assert [each["id"] for each in found["clauses"]] == [clause.id for clause in commissioning.clauses]
