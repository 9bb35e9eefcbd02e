"""The data that ships: right by its own rules, and by the rules of the project."""

from __future__ import annotations

import re

import pytest

from fama_cli.catalogue.checking import check_files
from fama_cli.catalogue.places import shipped_files
from fama_cli.directory.facts import ContactKind, Grade, Status
from fama_cli.directory.leaflet import contacts_of
from fama_cli.directory.model import Directory, Kind
from fama_cli.directory.phones import digits

# Numbers that other pages and leaflets still carry and that must never be offered.
NEVER_OFFERED = [
    "0845 603 9830", "0845 769 7555", "07940 503438", "0300 111 2285", "020 7403 0888",
    "0845 1200 660", "0845 388 3853", "07071 781899", "0800 77 66 00",
]  # fmt: skip

MUTUAL_AID = ["aa", "aa-ni", "aca", "al-anon", "alateen", "ca", "ca-scotland", "coda", "daa", "fa", "ga", "gam-anon",
              "ma", "na", "nar-anon", "smart", "smart-family-friends"]  # fmt: skip


def test_nothing_is_wrong_with_it() -> None:
    checked = check_files(shipped_files())

    assert checked.problems == ()


def test_every_group_is_there_and_only_mutual_aid_is_called_that(directory: Directory) -> None:
    kinds = {group.id: group.kind for group in directory.groups}

    assert sorted(identifier for identifier, kind in kinds.items() if kind is Kind.MUTUAL_AID) == MUTUAL_AID
    assert {identifier: kind for identifier, kind in kinds.items() if kind is not Kind.MUTUAL_AID} == {
        "intuitive-recovery": Kind.TAUGHT_COURSE,
        "recovery-community-organisations": Kind.RECOVERY_COMMUNITY,
        "clero": Kind.UMBRELLA,
        "antidote": Kind.SERVICE,
    }


@pytest.mark.parametrize("number", NEVER_OFFERED)
def test_a_number_known_to_be_old_is_kept_only_as_superseded(directory: Directory, number: str) -> None:
    contacts = [contact for _, contact in contacts_of(directory) if digits(contact.value) == digits(number)]

    assert contacts
    assert {contact.evidence.status for contact in contacts} == {Status.SUPERSEDED}


def test_a_current_contact_has_a_source_of_2026_and_two_when_both_are_second_hand(directory: Directory) -> None:
    sources = {source.id: source for source in directory.sources}
    current = [contact for _, contact in contacts_of(directory) if contact.evidence.status is Status.CURRENT]

    assert current
    for contact in current:
        cited = [sources[identifier] for identifier in contact.evidence.sources]
        assert max(source.date or "" for source in cited) >= "2026", contact.value
        if all(source.grade in {Grade.SECOND_HAND, Grade.COPIES} for source in cited):
            assert len(cited) >= 2, contact.value


def test_every_source_can_be_opened(directory: Directory) -> None:
    assert [source.id for source in directory.sources if not (source.address or "").startswith(("https://", "http://"))] == []


def test_every_source_is_used(directory: Directory) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in shipped_files())
    cited = set(re.findall(r"[\w-]+", " ".join(re.findall(r"sources: \[([^\]]*)\]", text))))

    assert sorted({source.id for source in directory.sources} - cited) == []


def test_no_word_in_it_labels_a_person(directory: Directory) -> None:
    said = [
        fact.says
        for group in directory.groups
        for fact in (group.for_whom, group.cost, group.meetings, group.medication, group.first_meeting, group.professionals, *group.notes)
        if fact
    ]
    said += [note.says for note in directory.safety] + [reminder.says for reminder in directory.reminders]

    assert [words for words in said if re.search(r"\b(addicts?|abusers?|junkies?|alcoholics?|clean|dirty)\b", words, re.IGNORECASE)] == []


def test_the_withdrawal_warnings_name_999_and_111(directory: Directory) -> None:
    by_id = {note.id: note for note in directory.safety}

    assert set(by_id) == {"alcohol", "benzodiazepines", "ghb-gbl", "opioids"}
    for note in by_id.values():
        assert "999" in note.urgent
        assert "111" in note.unsure
        assert "111" not in note.unsure_in_northern_ireland
    for identifier in ("alcohol", "benzodiazepines", "ghb-gbl"):
        assert "should not stop suddenly" in by_id[identifier].says
    assert "tolerance falls" in by_id["opioids"].says


def test_crisis_lines_have_a_current_number(directory: Directory) -> None:
    lines = {line.id: line for line in directory.helplines}
    numbers = {"emergency-999": "999", "nhs-111": "111", "samaritans": "116 123", "shout": "85258", "frank": "0300 123 6600"}

    for identifier, number in numbers.items():
        contact = next(contact for contact in lines[identifier].contacts if contact.value == number)
        assert contact.evidence.status is Status.CURRENT
        assert contact.kind in {ContactKind.PHONE, ContactKind.TEXT}
