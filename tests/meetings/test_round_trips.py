"""Out to another format and back: every field that is said to be kept is, and every other is named."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fama_cli.catalogue.load import load_vocabulary
from fama_cli.meetings.exports import meeting_guide as to_guide
from fama_cli.meetings.exports import oruk as to_oruk
from fama_cli.meetings.exports import sheet as to_sheet
from fama_cli.meetings.exports.meeting_guide_codes import tables
from fama_cli.meetings.feeds import meeting_guide, oruk, sheet
from fama_cli.meetings.keys import key_of, told_apart
from fama_cli.meetings.model import Attendance, Feature, Meeting
from fama_cli.meetings.pattern import Every, Pattern, weekly
from fama_cli.meetings.reading import Asked, Reader
from fama_cli.meetings.vocabulary import Vocabulary
from fama_cli.record import changed
from tests.conftest import examples, shared
from tests.meetings.made_up import meetings

TODAY = date(2026, 11, 21)
EVERY_FIELD = tuple(each.name for each in fields(Meeting))
NOTHING = (None, "", (), False)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("round") / "list"


def key(meeting: Meeting) -> str:
    return key_of(told_apart(meeting))


def back(contents: bytes, file: Path, read: Reader, asked: Asked) -> list[Meeting]:
    file.write_bytes(contents)
    return [meeting for row in read(file, asked) for meeting in row.meetings]


def differences(before: Meeting, after: Meeting) -> dict[str, tuple[Any, Any]]:
    """Field -> what it was and what it became. Features and the like have no order."""

    def of(meeting: Meeting, name: str) -> Any:
        value = getattr(meeting, name)
        return sorted(value) if name in ("yes", "no", "kinds", "languages") else value

    return {name: (of(before, name), of(after, name)) for name in EVERY_FIELD if of(before, name) != of(after, name)}


def check(before: Meeting, after: Meeting, lost: Iterable[str], added: Iterable[str]) -> None:
    """Nothing but what is lost has changed, what is lost was there, and nothing came but what is known to."""
    lost, changes = tuple(lost), differences(before, after)
    for name, (was, became) in changes.items():
        assert name in lost or (was in NOTHING and name in added), f"{name} was {was!r} and became {became!r}"
    for name in lost:
        assert getattr(before, name) not in NOTHING[:3], f"{name} is said to be lost, and was not there"


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=meetings())
def test_ours_as_open_referral_and_back_keeps_all_but_what_is_named(before: Meeting, file: Path, vocabulary: Vocabulary) -> None:
    contents = to_oruk.write([before], names={"na": "Narcotics Anonymous"}, key=key)

    [after] = back(contents, file, oruk.read, Asked(vocabulary=vocabulary))

    # It gets an id, and a place with a UK postcode is in the UK.
    check(before, after, to_oruk.lost(before), added=("source_id", "country"))


def test_what_open_referral_cannot_say(file: Path, vocabulary: Vocabulary) -> None:
    full = Meeting(fellowship="na", name="Steps", contacts=("Ann",), checked_by="JB", codes=("O",), source_id="12")

    assert to_oruk.lost(full) == ("contacts", "checked_by", "codes", "source_id")


# The format has no "not stated" for these: a door makes it in person and exact, a UK postcode makes it the UK's, and the first part of
# an address without a street is the name of the place.
ADDED_BY_GUIDE = ("attendance", "approximate", "country", "address", "codes", "source_id")


@settings(max_examples=examples(200), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=meetings())
@example(before=Meeting(fellowship="aa", name="Steps", pattern=weekly(6), at=0, until=30, yes=(Feature.LGBTQ,), kinds=("Lesbian",)))
@example(before=Meeting(fellowship="aa", name="Steps", pattern=weekly(0), attendance=Attendance.IN_PERSON, paused=True, venue="Hall"))
def test_ours_as_meeting_guide_and_back_keeps_all_but_what_is_named(before: Meeting, file: Path, vocabulary: Vocabulary) -> None:
    known = tables(vocabulary)
    contents = to_guide.write([before], known=known, today=TODAY, key=key)

    found = back(contents, file, meeting_guide.read, Asked(vocabulary=vocabulary, fellowship=before.fellowship))

    if to_guide.left_out(before, known, TODAY):
        assert found == []
        return
    lost = to_guide.lost(before, known)
    bounds = {name: None for name in ("starts", "ends") if f"pattern.{name}" in lost}
    check(
        changed(before, pattern=before.pattern and changed(before.pattern, **bounds)),
        found[0],
        (name for name in lost if "." not in name),
        added=ADDED_BY_GUIDE,
    )


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=meetings())
def test_ours_as_a_sheet_and_back_keeps_all_but_what_is_named(before: Meeting, file: Path, vocabulary: Vocabulary) -> None:
    found = back(to_sheet.write([before]), file, sheet.read, Asked(vocabulary=vocabulary))

    if to_sheet.left_out(before):
        assert found == []
        return
    # Where the sheet does not say how people come, the reader works it out.
    check(before, found[0], to_sheet.lost(before), added=("attendance",))


def test_the_sample_of_meeting_guide_comes_back_as_it_was(file: Path, vocabulary: Vocabulary) -> None:
    sample = shared("samples/code4recovery-pdf/tests/Fixtures/meetings.json")
    asked = Asked(vocabulary=vocabulary, fellowship="aa")
    before = [meeting for row in meeting_guide.read(sample, asked) for meeting in row.meetings]

    contents = to_guide.write(before, known=tables(vocabulary), today=TODAY, key=key, as_written=lambda meeting: True)
    after = back(contents, file, meeting_guide.read, asked)

    assert len(before) == len(after) == 25
    for was, became in zip(before, after, strict=True):
        # The id is now ours. Where the list did not say whether the place is exact, a door now does.
        assert differences(was, became).keys() <= {"source_id", "approximate", "contacts"}, differences(was, became)
        assert to_guide.lost(was, tables(vocabulary), as_written=True) in ((), ("source_id",), ("contacts", "source_id"))


@pytest.mark.parametrize("day", [2, 3])
def test_bmlt_as_meeting_guide_and_as_open_referral(day: int, file: Path, vocabulary: Vocabulary) -> None:
    from fama_cli.meetings.feeds import bmlt

    sample = shared(f"samples/bmlt-enabled-yap/src/tests/Fixtures/http/bmlt/meeting-search-42.867970-day{day}.json")
    asked = Asked(vocabulary=vocabulary, fellowship="na")
    before = [meeting for row in bmlt.read(sample, asked) for meeting in row.meetings]

    rows = json.loads(to_guide.write(before, known=tables(vocabulary), today=TODAY, key=key))
    after = back(to_oruk.write(before, names={}, key=key), file, oruk.read, asked)

    # Meeting Guide has Sunday as 0 where BMLT has it as 1.
    assert [row["day"] for row in rows] == [day - 1] * {2: 53, 3: 54}[day]
    assert [differences(was, became).keys() for was, became in zip(before, after, strict=True)] == [
        {"source_id", "codes"} if was.codes else {"source_id"} for was in before
    ]


@settings(max_examples=examples(50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(several=st.lists(meetings(), max_size=4))
def test_a_second_export_is_the_same(several: list[Meeting], vocabulary: Vocabulary) -> None:
    known = tables(vocabulary)
    writers: list[Callable[[], bytes]] = [
        lambda: to_guide.write(several, known=known, today=TODAY, key=key),
        lambda: to_oruk.write(several, names={}, key=key),
        lambda: to_sheet.write(several),
    ]

    assert [write() for write in writers] == [write() for write in writers]


def test_dates_that_are_named_come_back_as_one_meeting(file: Path, vocabulary: Vocabulary) -> None:
    named = Pattern(every=Every.NAMED, dates=(date(2026, 12, 24), date(2026, 12, 31)))
    before = Meeting(fellowship="na", name="Holiday meeting", pattern=named, at=1080)

    found = back(to_oruk.write([before], names={}, key=key), file, oruk.read, Asked(vocabulary=vocabulary))

    assert [each.pattern for each in found] == [named]
