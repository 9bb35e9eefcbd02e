"""Telephone numbers and web addresses, however a leaflet writes them."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fama_cli.catalogue.assemble import assembled
from fama_cli.catalogue.places import shipped_files
from fama_cli.catalogue.written import read_yaml
from fama_cli.directory.facts import Status
from fama_cli.directory.leaflet import contacts_of
from fama_cli.directory.model import Directory
from fama_cli.directory.phones import contact_key
from fama_cli.leaflets.mentions import mentions


@cache
def shipped() -> Directory:
    return assembled([read_yaml(path) for path in shipped_files()])


def found(words: str) -> list[str]:
    return [mention.value for mention in mentions([(1, words)], shipped())]


@pytest.mark.parametrize(
    "written",
    [
        "0845 769 7555",
        "08457697555",
        "0845-769-7555",
        "0845.769.7555",
        "0845/769/7555",
        "0845_769_7555",
        "(0845) 769 7555",
        "0845 - 769 - 7555",
        "0845 769\u20117555",
        "0845\u2013769\u20137555",
        "0845\xa0769\xa07555",
        "0845\u202f769\u202f7555",
        "0845\u200b769\xad7555",
        "0845\t769\t7555",
        "0845     769     7555",
        "0 8 4 5 7 6 9 7 5 5 5",
        "0845 7697 555",
        "+44 (0)845 769 7555",
        "+44 845 769 7555",
        "+448457697555",
        "+44(845)769 7555",
        "0044 845 769 7555",
        "00 44 845 769 7555",
    ],
)
@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "Ring {}.",
        "Tel:{}",
        "(AA: {})",
        "{}, 10am to 10pm",
        "{} 10am to 10pm, 7 days",
        "{} 24/7",
        "{} 365 days a year",
        "{} ext 12",
        "since 2014: {}",
        "**{}**",
        "<{}>",
    ],
)
def test_a_number_is_found_as_it_is_written(around: str, written: str) -> None:
    assert found(around.format(written)) == [written]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("44 845 769 7555", ["+44 845 769 7555"]),
        ("０８４５ ７６９ ７５５５", ["0845 769 7555"]),
        ("(0845 769 7555)", ["0845 769 7555"]),
        ("https://wa.me/447071781899", ["https://wa.me/447071781899", "+447071781899"]),
    ],
)
def test_a_number_in_an_odd_form_is_told_in_a_plain_one(words: str, expected: list[str]) -> None:
    assert found(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "0845 769 7555 0300 999 1212",
        "0845 769 7555 / 0300 999 1212",
        "0845 769 7555/0300 999 1212",
        "0845 769 7555, 0300 999 1212",
        "0845 769 7555 or 0300 999 1212",
        "0845 769 7555; text 0300 999 1212",
        "0845 769 7555\t0300 999 1212",
    ],
)
def test_numbers_side_by_side_are_2(words: str) -> None:
    assert found(words) == ["0845 769 7555", "0300 999 1212"]


@pytest.mark.parametrize("written", ["0800 9177 650", "0800 917 7650", "08009177650"])
def test_a_number_is_the_same_however_it_is_spaced(written: str) -> None:
    assert [contact_key(value) for value in found(written)] == ["08009177650"]


@pytest.mark.parametrize("written", ["01632 960001", "020 7946 0958", "(01632) 960 001", "+44 1632 960001", "07700 900123"])
@pytest.mark.parametrize("around", ["{}", "Our office: {}, since 2014", "Ring {} 10am to 4pm", "On 01/02/2026 ring {}"])
def test_a_number_that_is_not_known_is_found_too(around: str, written: str) -> None:
    assert found(around.format(written)) == [written]


@pytest.mark.parametrize("written", ["0845 769 755", "0845 769 75555", "0300 999 121"])
def test_a_misprint_is_found_too(written: str) -> None:
    assert found(f"Ring {written} now") == [written]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "no digits at all",
        "On 01/02/2026 and 31-12-2026",
        "From 01.02.2026 to 03.04.2026",
        "01-02-2026 09.30",
        "2026-11-21 10:00",
        "10.30 to 11.45",
        "in 2014, 2015 and 2016",
        "2014 2015 2016",
        "£1,234.50",
        "£10000000",
        "£111 a month",
        "SW1A 1AA",
        "NHS number 943 476 5919",
        "NHS number 9434765919",
        "Page 12 of 20",
        "Registered charity 1234567",
        "Registered charity 212345 and SC038877",
        "Company number 01234567",
        "Sort code 01-02-03",
        "ISBN 978-0-19-853453-1",
        "0845 769 75551 9",
        "version 1.1.1.1",
    ],
)
def test_what_is_not_a_number_to_ring_is_left_alone(words: str) -> None:
    assert found(words) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ring 999 or 111.", ["999", "111"]),
        ("116 123, day or night", ["116 123"]),
        ("116123", ["116123"]),
        ("999 24/7", ["999"]),
        ("page 1116123", []),
        ("112.5", []),
    ],
)
def test_a_short_code_is_found_on_its_own(words: str, expected: list[str]) -> None:
    assert found(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Visit www.alcoholics-anonymous.org.uk.", ["www.alcoholics-anonymous.org.uk"]),
        ("(https://coda-uk.com/)", ["https://coda-uk.com/"]),
        ("coda-uk.com", ["coda-uk.com"]),
        ("[CoDA](https://coda-uk.com)", ["https://coda-uk.com"]),
        ("help@aamail.org", ["help@aamail.org"]),
        ("WWW.CODA-UK.COM/Meetings?id=1#a, now", ["WWW.CODA-UK.COM/Meetings?id=1#a"]),
    ],
)
def test_an_address_is_found(words: str, expected: list[str]) -> None:
    assert [value for value in found(words) if value in expected] == expected


def test_each_mention_has_its_line() -> None:
    lines = [(1, "AA"), (3, "0845 769 7555"), (7, "0300 999 1212")]

    assert [(mention.line, mention.value) for mention in mentions(lines, shipped())] == [(3, "0845 769 7555"), (7, "0300 999 1212")]


SUPERSEDED = sorted(
    {
        contact_key(contact.value)
        for _, contact in contacts_of(shipped())
        if contact.evidence.status is Status.SUPERSEDED and contact.kind.is_number
    }
)

BETWEEN = st.sampled_from(["", "", "", " ", "  ", "-", ".", "/", "\xa0", "\u2011", "\u2013", " - ", ") ", " (", "\u200b", "\t", "\n", "_"])
AROUND = st.sampled_from(["", " ", "Ring ", "(", "Tel: ", "since 2014 ", "10am ", "0300 999 1212 ", "£5 ", "www.aa.org.uk "])
AFTER = st.sampled_from(["", " ", ".", ")", " 24/7", " 10am to 10pm", " 0300 999 1212", " or", "\n", ", 2014", " (free)"])


@settings(max_examples=600, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    number=st.sampled_from(SUPERSEDED),
    between=st.lists(BETWEEN, min_size=12, max_size=12),
    before=AROUND,
    after=AFTER,
    how=st.integers(0, 3),
)
@example(number=SUPERSEDED[0], between=[""] * 12, before="", after=" 10am", how=0)
def test_a_superseded_number_is_found_in_any_spacing_and_punctuation(
    number: str, between: list[str], before: str, after: str, how: int
) -> None:
    start = ["0", "+44", "+44 (0)", "0044"][how]
    written = start + "".join(digit + gap for digit, gap in zip(number[1:-1], between, strict=False)) + number[-1]

    keys = [contact_key(value) for value in found(before + written + after)]

    assert number in keys


@settings(max_examples=300, deadline=None, derandomize=True)
@given(words=st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789 +()-./@w\xa0")), max_size=300))
def test_no_words_are_too_odd_to_read(words: str) -> None:
    assert all(value.strip() for value in found(words))


def test_a_long_run_of_digits_is_read_quickly() -> None:
    assert found("1" * 200_000 + " " + "0 " * 100_000 + "0845 769 7555") == ["0845 769 7555"]


def test_a_known_number_that_a_line_end_cuts_in_two_is_found_once() -> None:
    lines = [(1, "Ring AA on 0845 769"), (2, "7555 any time. Or 0845"), (3, "603 9830, or 0300 999 1212"), (4, "and 116 123")]

    values = [(mention.value, mention.line) for mention in mentions(lines, shipped())]

    assert ("0845 769 7555", 2) in values
    assert ("0845 603 9830", 3) in values
    assert [value for value, _ in values].count("0300 999 1212") == 1
