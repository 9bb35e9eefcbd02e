"""Profiles: the one that is shipped, and what is said of one that is not right, with its line and column."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fama_cli.catalogue.places import shipped_folder
from fama_cli.errors import FamaError
from fama_cli.recording.profile import Profile
from fama_cli.recording.profile_file import load_profile
from fama_cli.recording.worksheet import aid_of
from tests.conftest import Fama

SHIPPED = shipped_folder() / "recording" / "cds-k.yaml"


def test_the_shipped_profile_has_the_headings_of_data_set_k_in_their_order(profile: Profile) -> None:
    # Columns 98 to 110 of Canary's export of data set K.
    assert [field.name for field in profile.recovery_support] == [
        "RECPEER", "RECMAID", "RECFMSP", "RECPRNT", "RECHSE", "RECEMP", "RECEDUT", "RECWPRJ", "RECCHKP", "RECRLPP", "RECCMPT", "RECGNH",
        "RECOTH",
    ]  # fmt: skip
    assert (profile.reviews["on"], profile.reviews["review"]) == ("SUBMODDT", "SUBMID")
    assert profile.recovery_support_kinds == ("96",)


def test_it_says_how_far_it_can_be_trusted(profile: Profile) -> None:
    assert profile.caution == "Data set K, one public witness, check the current definitions"
    assert profile.interval_months == 6


def test_twelve_step_work_and_facilitated_access_share_no_kind_of_contact(profile: Profile) -> None:
    counts = {field.name: set(field.counts) for field in profile.answers}

    assert counts["PSYSTP"].isdisjoint(counts["RECMAID"] | counts["RECPEER"])
    assert counts["RECMAID"].isdisjoint(counts["RECPEER"])


WRONG = [
    ("title: Core", "tittle: Core", "there is no field called `tittle` here: did you mean `title`?"),
    ("interval_months: 6", "interval_months: six", "`interval_months`: found `six`, expected a whole number of months from 1 to 60"),
    ("interval_months: 6", "interval_months: 0", "`interval_months`: found `0`, expected a whole number of months from 1 to 60"),
    ("other: RECOTH", "other: RECOTHER", "`other` names `RECOTHER`, which is no field under `recovery_support`: did you mean `RECOTH`?"),
    ('"no": [N, 0]', '"no": [N, y]', "`Y` means 2 things: `words.yes[0]`, and `words.no[1]`"),
    ("  missing: [NA]", "  missing: [NA, 0]", "`0` means 2 things: `words.no[1]`, and `words.missing[1]`"),
    ("  counts: [12-step-work]", "  counts: [mutual-aid]",
     "`MUTUAL-AID` counts as 2 things: `recovery_support[1].counts[0]`, and `treatment[0].counts[0]`"),
    ("- field: RECHSE", "- field: RECEMP",
     "`RECEMP` is the heading of 2 columns: `recovery_support[4].field`, and `recovery_support[5].field`"),
    ("  on: SUBMODDT", "  on: recmaid", "`RECMAID` is the heading of 2 columns: `reviews.on`, and `recovery_support[1].field`"),
    ("  on: SUBMODDT\n", "", "`reviews.on` is missing: expected words"),
    ("  client: CLIENT\n  episode: EPISODID\n  on", "  client:\n  episode: EPISODID\n  on", "`reviews.client` has no value: expected words"),
    ("dates: [YYYYMMDD, YYYY-MM-DD, DD/MM/YYYY]", "dates: [MM/DD/YYYY]",
     "`dates`: found `MM/DD/YYYY`, expected YYYYMMDD, YYYY-MM-DD or DD/MM/YYYY"),
    ("dates: [YYYYMMDD, YYYY-MM-DD, DD/MM/YYYY]", "dates: []", "`dates` is an empty list"),
    ("qs23: [RECMAID, RECHSE, RECEMP, RECEDUT]", "qs23: [RECMAID, PSYSTP]", "`qs23[1]` names `PSYSTP`, which is no field under `recovery_support`"),
    ("recovery_support_kinds: [96]", "recovery_support_kinds: 96",
     "`recovery_support_kinds` is something else: expected a list, such as `[a, b]`"),
    ("  information: [information]", "  information: [support]", "`SUPPORT` means 2 things: `did.information[0]`"),
    ("  informs: [stage-1]", "  informs: [stage-2]", "`worksheet.supports[0]` has `stage-2`, which is 2 things then"),
    ("[twelve-step-facilitation]", "[intensive-referral]", "`worksheet.treats[0].scripts[0]` has `intensive-referral`, which is 2 things then"),
    ("  - field: PSYSTP\n    scripts", "  - field: RECMAID\n    scripts",
     "`worksheet.treats[0].field` names `RECMAID`, which is no field under `treatment`"),
    ("    source: https://github.com", "    source: https://gitbub.com", "`worksheet.aid[3].source` is the address of none of the `sources`"),
    ("  informs:", "  inform:", "there is no field called `worksheet.inform` here: did you mean `informs`?"),
    ("  columns: [client,", "  columns: [clients,", "`export.columns[0]` has `clients`, which is no column: did you mean `client`?"),
    ("  columns: [client,", "  columns: [", "`export.columns` is without `client`, which a row needs"),
    ("  without_consent: []", "  without_consent: [consent, episode]",
     "`export.without_consent[1]` has `episode`, and without consent there are `client`, `agency` and `consent` alone"),
    ("\nreviews:", "\n\treviews:", "found a tab: YAML is indented with spaces"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "says"), WRONG, ids=[after[:24].strip() for _, after, _ in WRONG])
def test_what_is_wrong_in_a_profile_is_pointed_at(folder: Path, before: str, after: str, says: str) -> None:
    shipped = SHIPPED.read_text(encoding="utf-8")
    assert shipped.count(before) >= 1
    Path("ours.yaml").write_text(shipped.replace(before, after, 1), encoding="utf-8")

    with pytest.raises(FamaError) as refused:
        load_profile("ours.yaml")

    file, line, column, said = refused.value.message.split(":", 3)
    assert file == "ours.yaml"
    assert says in re.sub(r", on line \d+", "", said)
    assert 0 < int(line) <= shipped.count("\n") + 1
    assert int(column) > 0


def test_a_contradiction_stands_where_it_is_written(folder: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8").replace('"no": [N, 0]', '"no": [N, Y]')
    Path("ours.yaml").write_text(text, encoding="utf-8")
    line = text.splitlines().index('  "no": [N, Y]') + 1

    with pytest.raises(FamaError) as refused:
        load_profile("ours.yaml")

    assert refused.value.message == f"ours.yaml:{line}:13: `Y` means 2 things: `words.yes[0]`, on line {line - 1}, and `words.no[1]`"


@pytest.mark.parametrize(
    ("named", "err"),
    [
        ("cds-q", "fama: There is no profile called `cds-q`\n\nhint: Did you mean `cds-k`?\n"),
        ("ours", "fama: There is no profile called `ours`\n\nhint: There is cds-k. A file of your own ends in .yaml\n"),
        ("ours.yaml", "fama: There is no file `ours.yaml`\n\nhint: Check the name and the folder\n"),
    ],
)
def test_a_profile_that_is_not_there(fama: Fama, folder: Path, named: str, err: str) -> None:
    ran = fama("record", "audit", "reviews.csv", "--profile", named)

    assert (ran.out, ran.err) == ("", err)


def test_the_aid_says_where_it_comes_from(profile: Profile) -> None:
    assert profile.worksheet is not None
    assert [said for said in aid_of(profile) if said.startswith("Peer support")] == [
        "Peer support is what local recovery community organisations do. (Improving access to mutual aid, a brief guide for"
        " commissioners. Public Health England, April 2014)"
    ]
    assert {each.source for each in profile.worksheet.aid} <= {source.address for source in profile.sources}


def test_a_profile_may_say_nothing_of_the_worksheet_or_of_a_file(folder: Path) -> None:
    shipped = SHIPPED.read_text(encoding="utf-8")
    Path("ours.yaml").write_text(shipped[: shipped.index("\nworksheet:")], encoding="utf-8")

    ours = load_profile("ours.yaml")

    assert (ours.worksheet, ours.export, list(aid_of(ours))) == (None, None, [])
