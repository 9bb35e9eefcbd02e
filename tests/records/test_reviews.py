"""Reviews of recovery support: which are due, and what contacts suggest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from fama_cli.casebook.model import Client, Contact, Intervention, Place, Review
from fama_cli.catalogue.load import load_practice
from fama_cli.practice.walk import Answer, State
from fama_cli.record import changed
from fama_cli.recording.days import MONTH, number_of
from fama_cli.recording.profile_file import load_profile
from fama_cli.recording.worksheet import meaning_of, not_counted
from fama_cli.records.reviews import (
    Behind,
    Meaning,
    all_open_on,
    behind,
    cannot_begin,
    cannot_end,
    last_before,
    months_after,
    open_on,
    passed_over,
    reviews_due,
    suggested,
    why,
)
from tests.records.made_up import TODAY, client, contact

SHIPPED = load_practice()
PROFILE = load_profile("cds-k")
FIELDS = {field.name: field for field in PROFILE.answers}
KINDS = {
    "aa": "mutual-aid",
    "smart": "mutual-aid",
    "peers": "peer-support",
    "rco": "recovery-community-organisation",
    "course": "taught-course",
}
Held = Sequence[tuple[Client, Intervention, Sequence[date]]]
NAMES = {"aa": "Alcoholics Anonymous", "peers": "Peers Together"}


def day(words: str) -> date:
    return date.fromisoformat(words)


def support(started: str = "2026-05-01", ended: str | None = None, *, id: int = 1, place: Place = Place.ALONGSIDE) -> Intervention:
    return Intervention(id=id, started_on=day(started), ended_on=day(ended) if ended else None, place=place, episode=None, worker="AB")


def review(on: str, id: int = 1) -> Review:
    return Review(id=id, on=day(on), profile="cds-k", said={}, worker="AB")


# Due


@pytest.mark.parametrize(
    ("started", "reviewed", "on", "late"),
    [
        ("2026-05-21", [], "2026-11-21", 0),
        ("2026-05-20", [], "2026-11-20", 1),
        ("2026-05-22", [], "2026-11-22", -1),
        ("2025-01-01", ["2026-05-01", "2025-07-01"], "2026-11-01", 20),
        ("2026-02-28", ["2026-08-31"], "2027-02-28", -99),
        # A day to come is no review, and no beginning: the clock was wrong.
        ("2026-05-01", ["2026-12-01"], "2026-11-01", 20),
        ("2030-01-01", [], "2027-05-21", -181),
    ],
)
def test_a_review_is_due_an_interval_after_the_last_or_the_beginning(started: str, reviewed: Sequence[str], on: str, late: int) -> None:
    held = [(client(), support(started), [day(each) for each in reviewed])]

    (found,) = reviews_due(held, interval_months=6, today=TODAY, within=366)

    assert (found.on, found.late, found.reference, found.worker) == (day(on), late, "K-1", "AB")
    assert found.last == max((day(each) for each in reviewed if day(each) <= TODAY), default=None)


@pytest.mark.parametrize(("within", "found"), [(0, ["A"]), (1, ["A", "B"]), (2, ["A", "B", "C"])])
def test_only_those_by_then_are_told_and_the_earliest_first(within: int, found: list[str]) -> None:
    days = {"C": "2026-05-23", "A": "2026-05-21", "B": "2026-05-22"}
    held: Held = [(client(name), support(on), []) for name, on in days.items()]

    assert [each.reference for each in reviews_due(held, interval_months=6, today=TODAY, within=within)] == found


def test_of_2_interventions_the_one_that_is_due_first_is_told() -> None:
    held: Held = [(client(), support("2026-05-10"), []), (client(), support("2026-05-01", id=2), [])]

    assert [each.on for each in reviews_due(held, interval_months=6, today=TODAY, within=7)] == [day("2026-11-01")]


@pytest.mark.parametrize("started", ["2026-01-31", "2026-08-30", "2026-08-31", "2025-08-29", "2023-08-31", "2026-02-28"])
def test_late_here_is_overdue_in_an_audit(started: str) -> None:
    """The audit counts in days of its own, 31 to a month. The day after the last day is the first on which it says overdue."""
    last = months_after(day(started), 6)

    def overdue(today: date) -> bool:
        return number_of(day(started)) + 6 * MONTH < number_of(today)

    assert (overdue(last), overdue(date.fromordinal(last.toordinal() + 1))) == (False, True)


def test_a_day_that_no_calendar_has_is_the_last_one() -> None:
    assert months_after(day("9999-12-01"), 6) == date.max


# What is open


@pytest.mark.parametrize(
    ("on", "found"),
    [("2026-04-30", None), ("2026-05-01", 1), ("2026-06-01", 1), ("2026-06-02", None), ("2026-07-01", 2), ("2030-01-01", 2)],
)
def test_recovery_support_is_open_on_its_first_and_its_last_day(on: str, found: int | None) -> None:
    among = [support("2026-05-01", "2026-06-01"), support("2026-07-01", id=2)]

    here = open_on(among, day(on))

    assert (here.id if here else None) == found


@pytest.mark.parametrize(
    ("started", "on", "says"),
    [
        ("2026-11-22", "2026-11-22", "22 November 2026 is still to come"),
        ("2026-11-20", "2026-11-19",
         "Recovery support that begins on 20 November 2026 is not open on the day of the review, 19 November 2026"),
        ("2026-05-15", "2026-11-01", "Recovery support was open from 1 May 2026 to 1 June 2026 already"),
        ("2026-04-15", "2026-11-01", "Recovery support was open from 1 May 2026 to 1 June 2026 already"),
        ("2026-06-01", "2026-11-01", None),
        ("2026-11-01", "2026-11-01", None),
    ],
)  # fmt: skip
def test_when_it_can_begin(started: str, on: str, says: str | None) -> None:
    assert cannot_begin([support("2026-05-01", "2026-06-01")], day(started), day(on), TODAY) == says


@pytest.mark.parametrize(
    ("ended", "on", "says"),
    [
        ("2026-11-22", "2026-11-01", "22 November 2026 is still to come"),
        ("2026-04-30", "2026-04-30", "Recovery support began on 1 May 2026, so it cannot end before that"),
        ("2026-09-30", "2026-10-01", "There is a review of 1 October 2026, so recovery support cannot end before that"),
        ("2026-07-31", "2026-07-01", "There is a review of 1 August 2026, so recovery support cannot end before that"),
        ("2026-08-01", "2026-07-01", None),
    ],
)
def test_when_it_can_end(ended: str, on: str, says: str | None) -> None:
    held, among = [support()], [review("2026-08-01"), review("2026-01-01")]

    assert cannot_end(held, held, among, day(ended), day(on), TODAY) == says


OVER, AGAIN, FIRST, SECOND = (
    support("2026-01-01", "2026-03-15"), support("2026-04-10", id=2), support("2026-01-01", id=3), support("2026-04-10", id=4),
)  # fmt: skip
NEXT = "Recovery support began again on 10 April 2026, so what was open before that ends earlier"


@pytest.mark.parametrize(
    ("ending", "interventions", "ended", "on", "says"),
    [
        # One that is over is not moved past the start of the next, nor up to it.
        ([OVER], [OVER, AGAIN], "2026-08-01", "2026-03-01", NEXT),
        ([OVER], [OVER, AGAIN], "2026-04-10", "2026-03-01", NEXT),
        ([OVER], [OVER, AGAIN], "2026-04-09", "2026-03-01", None),
        # The review of November is of the one that was open then.
        ([OVER], [OVER, AGAIN], "2026-03-12", "2026-03-10", None),
        # After a merge 2 are open. Each review is of both, and if the older ends, the newer is open still.
        ([FIRST], [FIRST, SECOND], "2026-03-15", "2026-03-10", None),
        ([FIRST], [FIRST, SECOND], "2026-03-15", "2026-11-20", None),
        ([FIRST], [FIRST, SECOND], "2026-03-15", "2026-03-20", "There is a review of 20 March 2026, so recovery support cannot end before that"),
        ([FIRST], [FIRST, SECOND], "2026-08-01", "2026-03-10", NEXT),
        ([FIRST, SECOND], [FIRST, SECOND], "2026-11-21", "2026-11-21", None),
        ([FIRST, SECOND], [FIRST, SECOND], "2026-11-01", "2026-11-01",
         "There is a review of 20 November 2026, so recovery support cannot end before that"),
        # The same end once more, where the next began on that very day.
        ([OVER], [OVER, support("2026-03-15", id=5)], "2026-03-15", "2026-03-01", None),
    ],
)  # fmt: skip
def test_when_one_of_several_can_end(
    ending: list[Intervention], interventions: list[Intervention], ended: str, on: str, says: str | None
) -> None:
    assert cannot_end(ending, interventions, [review("2026-11-20"), review("2026-02-01", 2)], day(ended), day(on), TODAY) == says


@pytest.mark.parametrize(("on", "found"), [("2025-12-31", []), ("2026-03-15", [1, 3]), ("2026-04-01", [3]), ("2026-04-10", [3, 4])])
def test_a_review_is_of_all_that_was_open_on_its_day(on: str, found: list[int]) -> None:
    assert [each.id for each in all_open_on([SECOND, OVER, FIRST], day(on))] == found


def test_the_last_review_is_the_last_before_the_day() -> None:
    among = [review("2026-05-01"), review("2026-08-01", 2), review("2026-11-01", 3)]

    assert [last_before(among, day(on)) for on in ("2026-05-01", "2026-11-01")] == [None, among[1]]


# Suggestions


def chose(
    script: str, on: str, step: str = "", *groups: str, id: int = 1, also: Mapping[str, str] | None = None, draft: bool = False
) -> Contact:
    made = contact(script, on, also or {}, id=id, draft=draft)
    return changed(made, answers={**made.answers, step: Answer(state=State.ANSWERED, values=groups)}) if step else made


def found_in(*contacts: Contact, since: str = "2026-05-01", meaning: Meaning | None = None) -> Mapping[str, Sequence[Behind]]:
    meant = meaning or meaning_of(PROFILE)
    return behind(PROFILE.answers, meant, SHIPPED, KINDS, contacts, since=day(since), until=TODAY)


AGREED = {"like-to-try": "yes-please"}

CASES: list[tuple[str, list[Contact], dict[str, list[str]], dict[str, bool | None]]] = [
    ("a visit was set up", [chose("stage-2", "2026-11-02", "group", "aa")], {"RECMAID": ["aa"]}, {"RECMAID": True}),
    ("a peer network", [chose("stage-2", "2026-11-02", "group", "peers")], {"RECPEER": ["peers"]}, {"RECPEER": True}),
    ("a recovery organisation", [chose("stage-2", "2026-11-02", "group", "rco")], {"RECPEER": ["rco"]}, {"RECPEER": True}),
    ("one of each", [chose("stage-2", "2026-11-02", "group", "aa", "peers")], {"RECMAID": ["aa"], "RECPEER": ["peers"]},
     {"RECMAID": True, "RECPEER": True}),
    ("a course is neither", [chose("stage-2", "2026-11-02", "group", "course")], {}, {}),
    ("a group that is gone", [chose("stage-2", "2026-11-02", "group", "gone")], {}, {}),
    ("information alone", [chose("stage-1", "2026-11-02", "which-group", "aa", also=AGREED)], {"RECMAID": ["aa"]}, {"RECMAID": None}),
    ("what was taken away again", [chose("stage-1", "2026-11-02", "which-group", "aa", also={"like-to-try": "no-thanks"})], {}, {}),
    ("no group was chosen", [contact("stage-2", "2026-11-02")], {}, {}),
    ("followed up", [chose("stage-2", "2026-04-02", "group", "aa"), contact("stage-3", "2026-11-02", id=2)], {"RECMAID": ["aa"]},
     {"RECMAID": True}),
    ("not finished", [chose("stage-2", "2026-11-02", "group", "aa", draft=True)], {}, {}),
    ("before the last review", [chose("stage-2", "2026-05-01", "group", "aa")], {}, {}),
    ("after this review", [chose("stage-2", "2026-11-22", "group", "aa")], {}, {}),
    ("treatment", [contact("twelve-step-facilitation", "2026-11-02")], {"PSYSTP": []}, {"PSYSTP": True}),
    ("treatment that named a group", [chose("twelve-step-facilitation", "2026-11-02", "group", "aa")], {"PSYSTP": []}, {"PSYSTP": True}),
    ("treatment after a visit was set up long ago", [
        chose("stage-2", "2026-04-02", "group", "aa"), contact("twelve-step-facilitation", "2026-11-02", id=2)],
     {"PSYSTP": []}, {"PSYSTP": True}),
    ("a script that the profile does not sort", [chose("open-meeting-visit", "2026-11-02", "group", "aa")], {}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("contacts", "groups", "suggests"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_contacts_suggest(contacts: list[Contact], groups: dict[str, list[str]], suggests: dict[str, bool | None]) -> None:
    found = found_in(*contacts)

    assert {name: [each for one in behind for each in one.groups] for name, behind in found.items() if behind} == groups
    assert {name: suggested(behind) for name, behind in found.items() if behind} == suggests


def test_nothing_suggests_no() -> None:
    assert {suggested(behind) for behind in found_in().values()} == {None}


@pytest.mark.parametrize("script", ["stage-1", "stage-2", "stage-3", "intensive-referral", "maaez", "twelve-step-facilitation"])
@pytest.mark.parametrize("group", ["aa", "smart", "peers"])
def test_no_contact_is_both_treatment_and_facilitated_access(script: str, group: str) -> None:
    found = found_in(chose("stage-2", "2026-04-01", "group", group), chose(script, "2026-11-02", "group", group, id=2))

    assert not (found["PSYSTP"] and (found["RECMAID"] or found["RECPEER"]))


def test_a_profile_cannot_make_treatment_count_as_access_by_the_kind_of_a_group() -> None:
    meaning = Meaning(informs=frozenset(), supports=frozenset({"stage-2"}), treats={"PSYSTP": frozenset()})
    contacts = [chose("stage-2", "2026-11-02", "group", "aa")]

    found = behind(PROFILE.answers, meaning, SHIPPED, {"aa": "12-step-work"}, contacts, since=None, until=TODAY)

    assert not found["PSYSTP"]


@pytest.mark.parametrize(
    ("field", "contacts", "says"),
    [
        ("RECMAID", [chose("stage-2", "2026-11-02", "group", "aa")],
         ["The contacts suggest yes.", "2 November 2026: Make contact together, Alcoholics Anonymous"]),
        ("RECMAID", [chose("stage-1", "2026-11-02", "which-group", "aa", also=AGREED)],
         ["Information was given. Whether more was done is yours to say.",
          "2 November 2026: Introduce mutual aid, Alcoholics Anonymous"]),
        ("PSYSTP", [contact("twelve-step-facilitation", "2026-11-02")],
         ["The contacts suggest yes.", "2 November 2026: 12-step facilitation (TSF)"]),
        ("RECMAID", [], ["No contact that counts was recorded since 1 May 2026."]),
        ("RECHSE", [chose("stage-2", "2026-11-02", "group", "aa")], []),
    ],
)  # fmt: skip
def test_each_suggestion_names_the_contacts_it_rests_on(field: str, contacts: list[Contact], says: list[str]) -> None:
    assert list(why(FIELDS[field], found_in(*contacts)[field], NAMES, day("2026-05-01"))) == says


@pytest.mark.parametrize(
    ("contacts", "says"),
    [
        ([], ""),
        ([chose("stage-2", "2026-11-02", "group", "aa")], ""),
        # Shown under its field, as information.
        ([chose("stage-1", "2026-11-02", "which-group", "aa", also=AGREED)], ""),
        ([contact("stage-1", "2026-11-02")], "1 contact is of no kind that cds-k counts: Introduce mutual aid, information only."),
        ([chose("stage-2", "2026-11-02", "group", "course")], "1 contact is of no kind that cds-k counts: Make contact together."),
        ([chose("open-meeting-visit", "2026-11-02", "group", "aa"), contact("stage-1", "2026-11-03", id=2),
          contact("stage-1", "2026-11-04", id=3)],
         "3 contacts are of no kind that cds-k counts: For staff: go to an open meeting; Introduce mutual aid, information only."),
        # Drafts, and contacts of another time, are of another review.
        ([contact("stage-1", "2026-11-02", draft=True), contact("stage-1", "2026-05-01", id=2), contact("stage-1", "2026-11-22", id=3)], ""),
    ],
)  # fmt: skip
def test_contacts_that_no_field_counts_are_not_passed_over_without_a_word(contacts: list[Contact], says: str) -> None:
    others = passed_over(found_in(*contacts), contacts, since=day("2026-05-01"), until=TODAY)

    assert not_counted(PROFILE, others, SHIPPED) == says
