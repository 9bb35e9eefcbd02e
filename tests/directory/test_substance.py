"""A substance in full."""

from __future__ import annotations

from datetime import date

from fama_cli.directory.model import Directory
from fama_cli.directory.substance import about

TODAY = date(2026, 11, 21)


def means(directory: Directory, identifier: str) -> dict[str, tuple[str, ...]]:
    substances = [substance for substance in directory.substances if substance.id == identifier]
    (shown,) = about(directory, substances, TODAY)
    return {name.name: name.means for name in shown.names}


def test_a_name_that_several_substances_share_says_all_of_them(directory: Directory) -> None:
    assert means(directory, "cannabis")["gear"] == ("Heroin", "Cannabis", "Anabolic steroids")


def test_a_name_for_one_of_a_wider_kind_is_not_shared_with_the_kind(directory: Directory) -> None:
    assert means(directory, "diazepam")["vallies"] == ("Diazepam",)
    assert means(directory, "benzodiazepines")["vallies"] == ("Diazepam",)


def test_it_lists_the_groups_that_find_would(directory: Directory) -> None:
    substances = [substance for substance in directory.substances if substance.id == "cannabis"]
    (shown,) = about(directory, substances, TODAY)

    assert shown.groups[:2] == ("MA", "SMART")
    assert shown.family_groups == ("FA", "SMART Family & Friends", "Nar-Anon")
