"""A service's own data, laid over what ships."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from fama_cli.catalogue.load import load_directory
from fama_cli.directory.group import group_named
from tests.conftest import Fama

PEERS = """\
groups:
- id: leeds-peers
  name: Leeds Peer Network
  kind: peer-support
  audience: own-use
  covers:
    says: any drug, and alcohol
    sources: [https://example.org.uk/peers]
    every: mood-altering
  contacts:
  - kind: phone
    value: 0113 496 0000
    evidence: {status: current, sources: [], checked_by: KW, checked_on: 2026-11-01}
"""


def test_a_local_group_is_found_beside_the_others(fama: Fama, local: Path) -> None:
    (local / "ours.yaml").write_text(PEERS)

    groups = json.loads(fama("find", "ketamine", "--json").out)["groups"]

    assert [group["id"] for group in groups] == ["smart", "ca", "daa", "na", "leeds-peers", "ca-scotland", "intuitive-recovery"]
    assert groups[4]["contact"]["trust_says"] == "checked by KW on 1 November 2026"


def test_a_field_of_a_shipped_group_is_amended_by_its_id(local: Path) -> None:
    (local / "ours.yaml").write_text("groups:\n- id: aa\n  cost: {says: Free., sources: [https://example.org.uk/aa]}\n")

    group = group_named(load_directory(), "aa")

    assert group.cost is not None
    assert group.cost.says == "Free."
    assert group.name == "Alcoholics Anonymous (Great Britain)"
    assert len(group.contacts) == 6


def test_a_contact_is_amended_by_its_number_and_a_new_one_comes_first(local: Path) -> None:
    (local / "ours.yaml").write_text(
        "groups:\n- id: na\n  contacts:\n"
        '  - {value: "03009991212", label: Ring this one}\n'
        "  - {kind: phone, value: 0113 496 0001, evidence: {status: dated, sources: [https://example.org.uk/na]}}\n"
    )

    contacts = group_named(load_directory(), "na").contacts

    assert [contact.value for contact in contacts[:2]] == ["0113 496 0001", "03009991212"]
    assert contacts[1].label == "Ring this one"
    assert contacts[1].evidence.sources == ("na-copies", "phe-commissioners-2014")


def test_a_name_for_a_substance_can_be_added(fama: Fama, local: Path) -> None:
    (local / "words.yaml").write_text("substances:\n- id: ketamine\n  names:\n  - {name: kitty}\n")

    assert fama("find", "kitty").out == fama("find", "ketamine").out
    assert fama("find", "ket").code == 0


def test_a_later_file_wins_and_where_says_which(fama: Fama, local: Path) -> None:
    (local / "a.yaml").write_text("groups:\n- id: aa\n  short_name: First\n")
    (local / "b.yaml").write_text("groups:\n- id: aa\n  short_name: Second\n")

    assert group_named(load_directory(), "aa").short_name == "Second"
    assert f"groups\taa\tshort_name\t{local / 'b.yaml'}\t3" in fama("data", "where", "aa").out.splitlines()


def test_any_bad_file_stops_every_command_with_one_sentence_until_it_is_put_right(fama: Fama, local: Path) -> None:
    good = fama("find", "cocaine").out
    bad = local / "ours.yaml"
    bad.write_text(PEERS.replace("kind: peer-support", "kind: peer-suport"))

    ran = fama("find", "cocaine")

    assert (ran.code, ran.out) == (4, "")
    assert ran.err.splitlines()[0] == (
        f"fama: {bad}:4:9: `leeds-peers.kind`: found `peer-suport`, expected `mutual-aid`, `peer-support`, "
        "`recovery-community-organisation`, `taught-course`, `service` or `umbrella-body`"
    )
    assert fama("helplines").code == 4

    bad.unlink()

    assert fama("find", "cocaine").out == good


def test_check_lists_everything_wrong_and_counts_it_last(fama: Fama, local: Path) -> None:
    bad = local / "ours.yaml"
    bad.write_text(PEERS.replace("audience: own-use", "audiense: own-use").replace("every: mood-altering", "substances: [crak]"))

    ran = fama("data", "check", "--format", "table")

    assert ran.code == 4
    assert ran.out.splitlines()[0] == str(bad)
    assert ran.out.splitlines()[-1] == "2 things to put right in 10 files"
    assert "there is no field called `audiense` here: did you mean" in " ".join(ran.out.split())


def test_check_reads_a_file_that_is_not_in_the_folder(fama: Fama, tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    draft.write_text(PEERS)

    assert fama("data", "check", str(draft)).code == 0
    draft.write_text(PEERS.replace("status: current, sources: [], checked_by: KW, checked_on: 2026-11-01", "status: current, sources: []"))
    ran = fama("data", "check", str(draft))
    assert ran.code == 4
    assert "`0113 496 0000` has no source: name one, or say who checked it with `checked_by` and `checked_on`" in ran.out


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ("approach: 12-stp", "there is no approach with the id `12-stp`: did you mean `12-step`?"),
        ("covers: {says: x, sources: [phe], substances: [alcohol]}", "there is no source with the id `phe`"),
        (
            "covers: {says: x, sources: [aa-media-2020], substances: [alcohl]}",
            "there is no substance with the id `alcohl`: did you mean `alcohol`?",
        ),
        (
            "contacts: [{kind: phone, value: 0800 1, evidence: {status: current, sources: [aa-checked-2026]}}]",
            "`0800 1` is called `current` on one second-hand source: 2 that agree are needed, or call it `dated`",
        ),
        (
            "contacts: [{kind: phone, value: 0800 1, evidence: {status: current, sources: [aa-media-2020]}}]",
            "`0800 1` is called `current`, and no source is from 2026 or later: call it `dated`, or add who checked it",
        ),
        ("contacts: [{kind: website, value: aa.org, evidence: {status: dated, sources: [aa-media-2020]}}]", "expected a web address"),
    ],
)
def test_entries_must_agree_with_one_another(fama: Fama, local: Path, changed: str, says: str) -> None:
    (local / "ours.yaml").write_text(f"groups:\n- id: aa\n  {changed}\n")

    ran = fama("find", "alcohol")

    assert ran.code == 4
    assert says in ran.err
    assert f"{local / 'ours.yaml'}:3:" in ran.err


def test_a_check_is_recorded_and_trusted_at_once(fama: Fama, local: Path) -> None:
    before = json.loads(fama("find", "heroin", "--json").out)["groups"]

    ran = fama("groups", "checked", "na", "--by", "KW", "--json")

    after = json.loads(fama("find", "heroin", "--json").out)["groups"]
    number = {group["id"]: group["contact"]["trust_says"] for group in after if group["contact"]}["na"]
    assert ran.code == 0
    assert {group["id"]: group["contact"]["trust"] for group in before if group["contact"]}["na"] == "check-first"
    assert number == "checked by KW on 21 November 2026"
    assert (local / "checks.yaml").read_text().splitlines()[1:] == ["checks:", "- {group: na, by: 'KW', on: 2026-11-21}"]


def test_a_contact_that_is_gone_is_never_offered_again(fama: Fama, local: Path) -> None:
    ran = fama("groups", "checked", "ca", "--by", "KW", "--gone", "08006120225")

    (group, *_) = json.loads(fama("find", "cocaine", "--json").out)["groups"]
    assert ran.code == 0
    assert group["id"] == "ca"
    assert group["contact"] is None
    assert group["website"]["trust"] == "checked"


def test_two_checks_are_both_kept_and_a_hand_edit_is_not_lost(fama: Fama, local: Path) -> None:
    (local / "checks.yaml").write_text("# our own note\nchecks:\n- {group: aa, by: AB, on: 2026-01-02}")

    fama("groups", "checked", "na", "--by", "KW")
    fama("groups", "checked", "na", "--by", "LM")

    assert (local / "checks.yaml").read_text() == (
        "# our own note\nchecks:\n- {group: aa, by: AB, on: 2026-01-02}\n"
        "- {group: na, by: 'KW', on: 2026-11-21}\n- {group: na, by: 'LM', on: 2026-11-21}\n"
    )
    assert group_named(load_directory(), "na").contacts[0].evidence.checked_by == "LM"


def test_a_checks_file_that_is_not_right_is_left_alone(fama: Fama, local: Path) -> None:
    (local / "checks.yaml").write_text("checks: nothing\n")

    ran = fama("groups", "checked", "na", "--by", "KW")

    assert ran.code == 4
    assert (local / "checks.yaml").read_text() == "checks: nothing\n"


@pytest.mark.parametrize("gone", ["0800 000 0000", "https://example.org"])
def test_what_was_never_a_contact_cannot_be_gone(fama: Fama, local: Path, gone: str) -> None:
    ran = fama("groups", "checked", "na", "--by", "KW", "--gone", gone)

    assert ran.code == 3
    assert ran.err.startswith(f"fama: `{gone}` is not a contact of NA in use\n\nhint: ")
    assert list(local.iterdir()) == []


def test_the_cache_is_used_only_while_every_file_is_unchanged(fama: Fama, local: Path) -> None:
    file = local / "ours.yaml"
    file.write_text(PEERS)
    assert "leeds-peers" in fama("find", "ketamine").out

    file.write_text(PEERS.replace("leeds-peers", "leeds-group"))
    assert "leeds-group" in fama("find", "ketamine").out

    file.unlink()
    assert "leeds" not in fama("find", "ketamine").out


@pytest.mark.parametrize("damage", [b"", b"{}", b"not json", b'{"fingerprint": 1}\n', b"\xff\xfe\x00"])
def test_a_damaged_cache_is_never_an_error(fama: Fama, local: Path, cache_home: Path, damage: bytes) -> None:
    good = fama("find", "cocaine").out
    for file in (cache_home / "fama").glob("directory-*.jsonl"):
        file.write_bytes(damage)

    ran = fama("find", "cocaine")

    assert (ran.code, ran.out) == (0, good)


def test_a_cache_that_was_cut_short_is_not_used(fama: Fama, local: Path, cache_home: Path) -> None:
    good = fama("find", "cocaine").out
    for file in (cache_home / "fama").glob("directory-*.jsonl"):
        file.write_bytes(file.read_bytes()[:-2000])

    assert fama("find", "cocaine").out == good


def test_what_comes_out_of_the_cache_is_what_went_in(local: Path) -> None:
    fresh = load_directory()
    kept = load_directory()

    for part in ("groups", "substances", "helplines", "sources", "approaches", "reminders", "safety", "behaviours", "call_costs"):
        assert list(getattr(kept, part)) == list(getattr(fresh, part)), part


def test_a_cache_folder_that_cannot_be_made_is_never_an_error(
    fama: Fama, local: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "a-file"
    in_the_way.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(in_the_way))

    assert fama("find", "cocaine").code == 0


def test_a_named_folder_that_is_not_there_is_said_and_not_ignored(fama: Fama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAMA_DATA_DIR", str(tmp_path / "gone"))

    ran = fama("find", "cocaine")

    assert ran.code == 5
    assert ran.err == (
        f"fama: There is no folder `{tmp_path / 'gone'}`, which FAMA_DATA_DIR names\n\n"
        "hint: Check the name, and that a shared drive is connected\n"
    )


def test_the_folder_for_local_data_is_made_only_when_something_is_recorded(fama: Fama) -> None:
    folder = Path(fama("data", "where").out.splitlines()[0].split("\t")[1])
    assert not folder.exists()

    fama("groups", "checked", "aa", "--by", "KW")

    assert (folder / "checks.yaml").exists()
    assert os.access(folder, os.W_OK)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# nothing yet\n",
        "checks:\n",
        "checks:\n  - {group: aa, by: AB, on: 2026-01-02}\n",
        "# ours\nchecks:\n- group: aa\n  by: AB\n  on: 2026-01-02\n",
    ],
)
def test_a_checks_file_written_by_hand_is_added_to(fama: Fama, local: Path, before: str) -> None:
    (local / "checks.yaml").write_text(before)

    ran = fama("groups", "checked", "na", "--by", "KW")

    assert ran.code == 0
    assert (local / "checks.yaml").read_text().startswith(before)
    assert group_named(load_directory(), "na").contacts[0].evidence.checked_by == "KW"


@pytest.mark.parametrize(
    "before", ["checks: []\n", "checks:\n- {group: aa, by: AB, on: 2026-01-02}\nsources:\n- {id: a, title: A, publisher: A, grade: A}\n"]
)
def test_a_check_that_would_land_in_the_wrong_place_is_not_written(fama: Fama, local: Path, before: str) -> None:
    (local / "checks.yaml").write_text(before)

    ran = fama("groups", "checked", "na", "--by", "KW")

    assert ran.code == 4
    assert "`checks:` must come last in this file" in ran.err
    assert (local / "checks.yaml").read_text() == before


@pytest.mark.parametrize(
    "groups",
    [
        "- id: aa\n  contacts:\n  - {value: '08457697555', evidence: {status: dated, sources: ['https://a.org/b'], checked_by: KW, checked_on: 2026-11-01}}\n",
        PEERS.replace("groups:\n", "").replace("0113 496 0000", "0845 769 7555"),
    ],
)
def test_a_superseded_number_cannot_be_brought_back(fama: Fama, local: Path, groups: str) -> None:
    (local / "ours.yaml").write_text(f"groups:\n{groups}")

    ran = fama("find", "alcohol")

    assert ran.code == 4
    assert "superseded" in ran.err
    assert "it cannot be a way to reach anyone" in ran.err


def test_a_number_that_is_gone_is_gone_from_every_group_that_shares_it(fama: Fama, local: Path) -> None:
    fama("groups", "checked", "smart", "--by", "KW", "--gone", "0330 053 6022")

    for whom in ("self", "family"):
        assert "0330 053 6022" not in fama("find", "--for", whom, "alcohol").out


def test_a_helpline_can_be_checked_too(fama: Fama, local: Path) -> None:
    ran = fama("groups", "checked", "release", "--by", "KW")

    assert ran.code == 0
    assert "checked by KW on 21 November 2026" in next(line for line in fama("helplines").out.splitlines() if "020 7324 2989" in line)


def test_999_is_never_to_be_checked_first(fama: Fama, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAMA_TODAY", "2031-01-01")

    assert fama("helplines").out.splitlines()[0].split("\t")[6] == "in an emergency"


@pytest.mark.parametrize(
    "evidence",
    [
        "{status: current, sources: [aa-checked-2026, aa-checked-2026]}",
        "{status: current, seen: 2026-11, sources: ['https://example.org/x']}",
    ],
)
def test_one_witness_named_twice_or_not_graded_is_one_second_hand_source(fama: Fama, local: Path, evidence: str) -> None:
    (local / "ours.yaml").write_text(f"groups:\n- id: aa\n  contacts: [{{kind: phone, value: 0113 496 0001, evidence: {evidence}}}]\n")

    assert "is called `current` on one second-hand source" in fama("find", "alcohol").err
