"""Telephone numbers are compared on digits."""

from __future__ import annotations

import pytest

from fama_cli.directory.model import Directory
from fama_cli.directory.phones import call_cost, contact_key, digits
from tests.directory.samples import contact


@pytest.mark.parametrize(
    "number",
    ["0845 769 7555", "0845 7697 555", "08457697555", "(0845) 769-7555", "+44 845 769 7555", "+44 (0)845 769 7555", "0044 845 769 7555"],
)
def test_the_same_number_however_it_is_written(number: str) -> None:
    assert digits(number) == "08457697555"


def test_pages_and_addresses_are_compared_as_a_person_would() -> None:
    assert contact_key("https://www.Example.org.uk/") == contact_key("http://example.org.uk")
    assert contact_key("https://example.org.uk/a") != contact_key("https://example.org.uk")
    assert contact_key("Help@aamail.org") == contact_key("help@aamail.org")


@pytest.mark.parametrize(
    ("number", "cost"),
    [
        ("0800 917 7650", "free from UK landlines and mobiles"),
        ("0808 808 2234", "free from UK landlines and mobiles"),
        ("116 123", "free from UK landlines and mobiles"),
        ("999", "free"),
        ("0300 999 1212", "costs the same as a call to an 01 or 02 number, and counts towards inclusive minutes"),
        ("020 7324 2989", "costs the ordinary landline rate, and is often in inclusive minutes"),
        ("0845 769 7555", "costs a service charge plus your phone company's access charge"),
        ("07940 503438", "costs the same as a call to a mobile"),
        ("07071 781899", "can be very expensive, because it is a personal number and not a mobile"),
        ("0111 222 3333", "costs the ordinary landline rate, and is often in inclusive minutes"),
        ("0500 000 000", None),
    ],
)
def test_what_a_call_costs_is_read_from_its_first_digits(directory: Directory, number: str, cost: str | None) -> None:
    assert call_cost(contact(number), directory.call_costs) == cost
