"""A reference cannot say who a client is."""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fama_cli.casebook.errors import ReferenceRefused
from fama_cli.casebook.reference import LONGEST_REFERENCE, checked_reference

ALLOWED = string.ascii_letters + string.digits + "-/._"


@pytest.mark.parametrize(
    "reference",
    [
        "K-0412",
        "1",
        "2026-000123",
        "01-2026-00012",
        "hub/17.b_3",
        "X" * 29 + "1",
        "12345678",
        "99/99/2026",
        "0000012345",
        "31-02-1990",
        "20261122",
        "K-123456-A",
        "9JAN9",
    ],
)
def test_a_service_s_own_reference_is_taken_as_it_is(reference: str) -> None:
    assert checked_reference(f" {reference}\n") == reference


@pytest.mark.parametrize(
    ("typed", "looks_like"),
    [
        ("sam@example.org1", "an email address"),
        ("JS12Mar1985", "a date of birth"),
        ("12/Mar/1985", "a date of birth"),
        ("dob-03feb1985", "a date of birth"),
        ("3-September-1985", "a date of birth"),
        ("19850203", "a date of birth"),
        ("03/12/1985", "a date of birth"),
        ("3-2-1985", "a date of birth"),
        ("03121985", "a date of birth"),
        ("1985-12-03", "a date of birth"),
        ("JS-03121985", "a date of birth"),
        ("9434765919", "an NHS number"),
        ("943 476 5919", "an NHS number"),
        ("NHS943-476-5919", "an NHS number"),
        ("07700900123", "a phone number"),
        ("0161-496-0000", "a phone number"),
        ("+44 7700 900123", "a phone number"),
        ("0044.7700.900123", "a phone number"),
        ("tel07700900123", "a phone number"),
        ("K-07700900123-b", "a phone number"),
        ("QQ123456C", "a National Insurance number"),
        ("ni-qq123456c", "a National Insurance number"),
        ("SW1A1AA", "a postcode"),
        ("js-m1-1ae", "a postcode"),
        ("SW1A 1AA", "a postcode"),
        ("Sam Smith", "a name, because it has a space in it"),
        ("K 1", "a name, because it has a space in it"),
    ],
)
def test_what_could_say_who_they_are_is_refused_with_the_reason(typed: str, looks_like: str) -> None:
    with pytest.raises(ReferenceRefused) as refused:
        checked_reference(typed)

    assert refused.value.message == f"That looks like {looks_like}, and a client's record must not say who they are"
    assert refused.value.hint == "Use the service's own reference, such as `K-0412`"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "A reference has at least 1 digit, so that it is not a name"),
        ("Sam", "A reference has at least 1 digit, so that it is not a name"),
        ("Zoë1", "A reference is letters from A to Z, digits and - / . _ only"),
        ("K٣", "A reference is letters from A to Z, digits and - / . _ only"),
        ("1\x00", "A reference is letters from A to Z, digits and - / . _ only"),
        ("-K1", "A reference starts with a letter or a digit"),
        ("1" * 31, "A reference is at most 30 characters long"),
    ],
)
def test_anything_else_is_refused_with_what_a_reference_is(typed: str, says: str) -> None:
    with pytest.raises(ReferenceRefused) as refused:
        checked_reference(typed)

    assert refused.value.message == says


@given(st.text())
def test_anything_typed_is_taken_as_a_reference_or_refused_in_words(typed: str) -> None:
    try:
        reference = checked_reference(typed)
    except ReferenceRefused:
        return
    assert 0 < len(reference) <= LONGEST_REFERENCE
    assert set(reference) <= set(ALLOWED)
    assert checked_reference(reference) == reference


@given(
    st.text(ALLOWED, max_size=10),
    st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d%m%Y", "%Y-%m-%d"]),
)
def test_no_date_of_birth_is_taken_whatever_stands_beside_it(beside: str, born: date, written: str) -> None:
    with pytest.raises(ReferenceRefused):
        checked_reference(beside.strip(string.digits) + born.strftime(written))


@given(st.integers(min_value=0, max_value=999_999_999))
def test_the_10th_digit_decides_whether_it_is_an_nhs_number(first: int) -> None:
    nine = f"{first:09d}"
    check = -sum(int(digit) * (10 - place) for place, digit in enumerate(nine)) % 11

    refused = {last for last in range(10) if _refused_as("an NHS number", f"{nine}{last}")}

    assert refused == {check} - {10}


def _refused_as(looks_like: str, typed: str) -> bool:
    try:
        checked_reference(typed)
    except ReferenceRefused as refused:
        return f"looks like {looks_like}" in refused.message
    return False


@given(st.from_regex(r"\A0[1235789][0-9]{8,9}\Z"))
def test_no_phone_number_is_taken(number: str) -> None:
    with pytest.raises(ReferenceRefused):
        checked_reference(number)


@given(st.from_regex(r"\A[A-Z]{1,2}[0-9][A-Z0-9]?[ -]?[0-9][ABD-HJLNP-UW-Z]{2}\Z"))
def test_no_postcode_is_taken(postcode: str) -> None:
    with pytest.raises(ReferenceRefused):
        checked_reference(postcode)
