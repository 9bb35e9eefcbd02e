"""What the shipped vocabulary says of the codes of each fellowship."""

from __future__ import annotations

import json

import pytest

from fama_cli.catalogue.load import load_directory, load_vocabulary
from fama_cli.meetings.feeds.codes import Codes, named
from fama_cli.meetings.model import Attendance, Feature, Welcome
from fama_cli.meetings.vocabulary import Code, Vocabulary
from fama_cli.text import folded
from tests.conftest import shared


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def table(vocabulary: Vocabulary, form: str, fellowship: str) -> dict[str, Code]:
    return {
        code.code: code
        for each in vocabulary.meeting_codes
        if each.format == form and fellowship in each.fellowships
        for code in each.codes
    }


@pytest.mark.parametrize(
    ("form", "fellowship", "count"),
    [
        ("meeting-guide", "aa", 87),
        ("meeting-guide", "aa-ni", 87),
        ("bmlt", "na", 38),
    ],
)
def test_each_table_is_whole(vocabulary: Vocabulary, form: str, fellowship: str, count: int) -> None:
    assert len(table(vocabulary, form, fellowship)) == count


def test_the_codes_of_aa_are_those_of_the_specification_with_its_words(vocabulary: Vocabulary) -> None:
    specified = {
        code: names["en"] for code, names in json.loads(shared("samples/code4recovery-spec/data/types.json").read_text("utf-8")).items()
    }

    ours = table(vocabulary, "meeting-guide", "aa")

    assert ours.keys() == specified.keys()
    for code, english in specified.items():
        assert folded(english) in {folded(word) for word in (ours[code].says, *ours[code].words)}, code


# The counts are those of the fellowships' own codes in 12 Step Meeting List, which adds ONL, TC and the languages to each.
@pytest.mark.parametrize(("fellowship", "own"), [("ca", 38), ("na", 30), ("daa", 11), ("ma", 17), ("al-anon", 23)])
def test_other_fellowships_have_codes_of_their_own_and_what_the_software_adds(vocabulary: Vocabulary, fellowship: str, own: int) -> None:
    codes = table(vocabulary, "meeting-guide", fellowship)

    assert len([code for code in codes.values() if code.code not in {"ONL", "TC"} and not code.language]) == own
    assert codes["ONL"].attendance is Attendance.ONLINE
    assert codes["TC"].paused
    assert codes["POL"].language == "Polish"


@pytest.mark.parametrize(
    ("fellowship", "code", "field", "value"),
    [
        ("aa", "O", "welcome", Welcome.OPEN),
        ("aa", "C", "welcome", Welcome.MEMBERS_ONLY),
        ("aa", "X", "feature", Feature.STEP_FREE),
        ("aa", "XB", "feature", Feature.ACCESSIBLE_TOILET),
        ("aa", "POA", "feature", Feature.PROOF_OF_ATTENDANCE),
        ("aa", "A", "feature", Feature.SECULAR),
        ("aa", "BE", "feature", Feature.NEWCOMERS),
        ("aa", "UK", "language", "Ukrainian"),
        ("aa", "ASL", "language", "American Sign Language"),
        ("aa", "TC", "paused", True),
        ("aa", "B", "says", "Big Book"),
        ("ca", "A", "says", "Atheist / agnostic"),
        ("ca", "A", "feature", Feature.SECULAR),
        ("ca", "ASL", "language", "American Sign Language"),
        ("na", "BEG", "feature", Feature.NEWCOMERS),
        ("na", "C", "welcome", Welcome.MEMBERS_ONLY),
        ("na", "GL", "feature", Feature.LGBTQ),
        ("daa", "YP", "feature", Feature.YOUNG_PEOPLE),
        ("daa", "SS", "says", "Step speaker"),
        ("ma", "O", "welcome", Welcome.OPEN),
        ("ma", "CCAP", "says", "Captions on screen"),
        ("al-anon", "POA", "says", "Parents of alcoholics"),
        ("al-anon", "POA", "feature", None),
        ("al-anon", "Y", "feature", None),
        ("aca", "A", "feature", None),
        ("aca", "S", "language", None),
    ],
)
def test_a_code_means_what_its_fellowship_means(vocabulary: Vocabulary, fellowship: str, code: str, field: str, value: object) -> None:
    assert getattr(table(vocabulary, "meeting-guide", fellowship)[code], field) == value


@pytest.mark.parametrize(
    ("world_id", "field", "value"),
    [
        ("OPEN", "welcome", Welcome.OPEN),
        ("CLOSED", "welcome", Welcome.MEMBERS_ONLY),
        ("WCHR", "feature", Feature.STEP_FREE),
        ("BEG", "feature", Feature.NEWCOMERS),
        ("VM", "attendance", Attendance.ONLINE),
        ("HYBR", "attendance", Attendance.HYBRID),
        ("TC", "paused", True),
        ("CW", "feature", Feature.CHILD_FRIENDLY),
        ("NC", "feature", None),
        ("LANG", "language", None),
    ],
)
def test_a_world_id_of_na_means_what_the_server_says(vocabulary: Vocabulary, world_id: str, field: str, value: object) -> None:
    assert getattr(table(vocabulary, "bmlt", "na")[world_id], field) == value


def test_every_world_id_of_a_real_server_is_known(vocabulary: Vocabulary) -> None:
    formats = json.loads(shared("samples/bmlt-enabled-yap/src/tests/Fixtures/http/bmlt/formats.json").read_text("utf-8"))

    assert {each["world_id"] for each in formats if each["world_id"]} <= table(vocabulary, "bmlt", "na").keys()


def test_ma_has_no_code_for_members_only(vocabulary: Vocabulary) -> None:
    assert "C" not in table(vocabulary, "meeting-guide", "ma")


def test_british_sign_language_is_never_read_from_a_code(vocabulary: Vocabulary) -> None:
    assert [code for each in vocabulary.meeting_codes for code in each.codes if code.feature is Feature.BSL] == []


def test_no_words_that_are_shown_are_unkind_or_unclear(vocabulary: Vocabulary) -> None:
    shown = [code.says for each in vocabulary.meeting_codes for code in each.codes]

    assert [words for words in shown if "addict" in words.casefold() or words.casefold() == "closed"] == []


def test_in_one_fellowship_no_word_stands_for_two_codes(vocabulary: Vocabulary) -> None:
    for each in vocabulary.meeting_codes:
        codes = [code.code for code in each.codes]
        assert len(codes) == len(set(codes)), each.id
        words = [folded(word) for code in each.codes for word in {folded(w): w for w in (code.says, *code.words)}.values()]
        assert sorted(word for word in set(words) if words.count(word) > 1) == [], each.id


def test_every_fellowship_is_in_the_directory_and_every_source_in_the_file(vocabulary: Vocabulary) -> None:
    groups = {group.id for group in load_directory().groups}
    sources = {source.id for source in vocabulary.sources}

    assert {each.id for each in vocabulary.fellowship_names} <= groups
    for each in vocabulary.meeting_codes:
        assert set(each.fellowships) <= groups
        assert set(each.sources) <= sources


@pytest.mark.parametrize(
    ("said", "fellowship"),
    [
        ("NA", "na"),
        ("UKNA", "na"),
        ("Narcotics Anonymous", "na"),
        ("Leeds area of Narcotics Anonymous", "na"),
        ("Cocaine Anonymous UK", "ca"),
        ("Cocaine Anonymous Scotland", "ca-scotland"),
        ("Alcoholics Anonymous (Great Britain)", "aa"),
        ("Alcoholics Anonymous Northern Ireland", "aa-ni"),
        ("SMART Recovery", "smart"),
        ("SMART Recovery Family & Friends", "smart-family-friends"),
        ("UK SMART Recovery", "smart"),
        ("Al-Anon Family Groups", "al-anon"),
        # A short name must be all there is: these are no fellowship, Massachusetts, and a word.
        ("N/A", ""),
        ("Boston, MA", ""),
        ("na", ""),
        ("District 123", ""),
        ("", ""),
        ("Alcoholics Anonymous and Narcotics Anonymous", ""),
    ],
)
def test_a_list_names_its_fellowship(vocabulary: Vocabulary, said: str, fellowship: str) -> None:
    names = [(name, each.id) for each in vocabulary.fellowship_names for name in each.names]

    assert named(said, names) == fellowship


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (("L", "LGBTQ"), {"yes": (Feature.LGBTQ,), "kinds": ("Lesbian",)}),
        (("BA",), {"yes": (Feature.CHILD_FRIENDLY,), "kinds": ("Babysitting available",)}),
        (("W", "D"), {"yes": (Feature.WOMEN,), "kinds": ("Discussion",)}),
        (("women",), {"yes": (Feature.WOMEN,), "codes": ("W",)}),
        (("o",), {"codes": ("o",)}),
    ],
)
def test_what_several_codes_say_together(vocabulary: Vocabulary, types: tuple[str, ...], expected: dict[str, object]) -> None:
    said = Codes(vocabulary, "meeting-guide", "aa").said(types)

    assert {name: said.values[name] for name in expected} == expected
