"""Which groups fit, and in what order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fama_cli.catalogue.assemble import filed
from fama_cli.directory.facts import Nation, Status, YesNo
from fama_cli.directory.find import Asked, For, Found, find
from fama_cli.directory.model import Breadth, Directory, Group, Kind, Substance
from fama_cli.record import changed
from tests.directory.samples import (
    ALCOHOL,
    CHEMSEX,
    COCAINE,
    GAMBLING,
    STEROIDS,
    TOBACCO,
    contact,
    directory_of,
    group,
)

TODAY = date(2026, 11, 21)


def found(asked: Asked, *groups: Group) -> list[str]:
    return ids(find(directory_of(*groups), asked, TODAY))


def ids(answer: Found) -> list[str]:
    return [match.id for match in answer.groups]


ANY = group("any", every=Breadth.MOOD_ALTERING)
FOR_COCAINE = group("for-cocaine", "cocaine", every=Breadth.MOOD_ALTERING)
FOR_ALCOHOL = group("for-alcohol", "alcohol")
ANYTHING = group("anything", every=Breadth.ANYTHING)


def test_a_group_that_names_the_substance_comes_first() -> None:
    assert found(Asked(substances=(COCAINE,)), ANY, FOR_ALCOHOL, FOR_COCAINE) == ["for-cocaine", "any"]


def test_groups_that_tie_keep_the_order_of_the_data() -> None:
    other = group("other", every=Breadth.MOOD_ALTERING)

    assert found(Asked(substances=(COCAINE,)), ANY, other) == ["any", "other"]
    assert found(Asked(substances=(COCAINE,)), other, ANY) == ["other", "any"]


def test_of_several_substances_groups_that_cover_all_come_first() -> None:
    answer = find(directory_of(FOR_ALCOHOL, ANY, FOR_COCAINE), Asked(substances=(COCAINE, ALCOHOL)), TODAY)

    assert ids(answer) == ["for-cocaine", "any", "for-alcohol"]
    assert answer.groups[2].why == "for alcohol (cocaine: not stated)"


def test_mood_altering_is_not_taken_to_mean_tobacco_or_steroids() -> None:
    for substance in (TOBACCO, STEROIDS):
        assert found(Asked(substances=(substance,)), ANY, ANYTHING) == ["anything"]


def test_drugs_are_not_taken_to_mean_alcohol() -> None:
    drugs = group("drugs", every=Breadth.DRUGS)

    assert found(Asked(substances=(ALCOHOL,)), drugs) == []
    assert found(Asked(substances=(COCAINE,)), drugs) == ["drugs"]


def test_a_behaviour_finds_groups_that_name_it_and_groups_for_anything() -> None:
    gamblers = group("gamblers", behaviours=("gambling",))

    assert found(Asked(behaviours=(GAMBLING,)), ANYTHING, ANY, gamblers) == ["gamblers", "anything"]


def test_chemsex_finds_groups_for_what_it_involves_and_carries_its_safety_note() -> None:
    answer = find(directory_of(FOR_ALCOHOL, ANY), Asked(behaviours=(CHEMSEX,)), TODAY)

    assert ids(answer) == ["any"]
    assert [note.id for note in answer.safety] == ["ghb"]


def test_own_use_and_someone_elses_are_never_mixed() -> None:
    relatives = group("relatives", "alcohol", family=True)

    assert found(Asked(substances=(ALCOHOL,)), FOR_ALCOHOL, relatives) == ["for-alcohol"]
    assert found(Asked(substances=(ALCOHOL,), whom=For.FAMILY), FOR_ALCOHOL, relatives) == ["relatives"]


def test_a_teenager_is_offered_groups_for_their_age_first_and_never_one_for_adults_only() -> None:
    adults = group("adults", "alcohol", family=True, ages=(18, None))
    not_stated = group("not-stated", "alcohol", family=True)
    teenagers = group("teenagers", "alcohol", family=True, ages=(12, 17))
    answer = find(directory_of(adults, not_stated, teenagers), Asked(substances=(ALCOHOL,), whom=For.TEENAGER), TODAY)

    assert ids(answer) == ["teenagers", "not-stated"]
    assert answer.groups[1].cautions == ("Ages: not stated. Ask before a young person goes",)


def test_a_nation_leaves_out_only_groups_known_to_be_elsewhere() -> None:
    scottish = group("scottish", "cocaine", nations=(Nation.SCOTLAND,))
    english = group("english", "cocaine", nations=(Nation.ENGLAND,))
    not_stated = group("not-stated", "cocaine")
    answer = find(directory_of(not_stated, english, scottish), Asked(substances=(COCAINE,), nation=Nation.SCOTLAND), TODAY)

    assert ids(answer) == ["scottish", "not-stated"]
    assert answer.groups[1].cautions == ("Nations: not stated. Ask before a client travels",)


def test_with_no_nation_asked_a_group_known_to_be_outside_england_comes_last() -> None:
    scottish = group("scottish", "cocaine", nations=(Nation.SCOTLAND,))

    assert found(Asked(substances=(COCAINE,)), scottish, ANY) == ["any", "scottish"]


def test_online_leaves_out_only_groups_known_not_to_meet_online() -> None:
    online = group("online", "cocaine", online=YesNo.YES)
    offline = group("offline", "cocaine", online=YesNo.NO)
    not_stated = group("not-stated", "cocaine")
    answer = find(directory_of(not_stated, offline, online), Asked(substances=(COCAINE,), online=True), TODAY)

    assert ids(answer) == ["online", "not-stated"]
    assert answer.groups[1].cautions == ("Online meetings: not stated",)


def test_an_empty_answer_says_which_condition_removed_the_last_groups() -> None:
    directory = directory_of(group("step", "cocaine", approach="12-step", online=YesNo.NO))
    steps, smart = directory.approaches

    assert (
        find(directory, Asked(substances=(COCAINE,), approach=smart), TODAY).nothing_because
        == "`--approach smart` left nothing. Without it: Step"
    )
    assert (
        find(directory, Asked(substances=(COCAINE,), approach=steps, online=True), TODAY).nothing_because
        == "`--online` left nothing. Without it: Step"
    )
    assert find(directory, Asked(substances=(ALCOHOL,)), TODAY).nothing_because.startswith("No group here is for that")


def test_what_is_not_mutual_aid_comes_after_it_and_says_so() -> None:
    course = group("course", "cocaine", kind=Kind.TAUGHT_COURSE)
    answer = find(directory_of(course, ANY), Asked(substances=(COCAINE,)), TODAY)

    assert ids(answer) == ["any", "course"]
    assert answer.groups[1].cautions == ("Taught course, not mutual aid",)


def test_asking_for_nothing_lists_every_group_but_umbrella_bodies() -> None:
    umbrella = group("umbrella", kind=Kind.UMBRELLA)

    assert found(Asked(), FOR_ALCOHOL, umbrella, ANY) == ["for-alcohol", "any"]


def test_every_answer_carries_the_reminders() -> None:
    assert find(directory_of(ANY), Asked(substances=(COCAINE,)), TODAY).reminders == ("The choice is the client's.",)


def test_an_answer_for_northern_ireland_says_that_111_does_not_serve_it(directory: Directory) -> None:
    alcohol = tuple(substance for substance in directory.substances if substance.id == "alcohol")
    (safety,) = find(directory, Asked(substances=alcohol, nation=Nation.NORTHERN_IRELAND), TODAY).safety
    assert "111" not in safety.urgent

    def reminders(nation: Nation | None) -> list[bool]:
        return ["111 does not serve" in line for line in find(directory, Asked(nation=nation), TODAY).reminders]

    assert reminders(Nation.NORTHERN_IRELAND) == [False, False, True]
    assert reminders(Nation.ENGLAND) == reminders(None) == [False, False]


def test_the_contact_offered_is_the_most_trusted_and_never_a_superseded_one() -> None:
    old = contact("0845 000 0000", status=Status.SUPERSEDED)
    dated = contact("0300 000 0001", status=Status.DATED)
    current = contact("0300 000 0002")
    (match,) = find(directory_of(group("one", "cocaine", contacts=(old, dated, current))), Asked(substances=(COCAINE,)), TODAY).groups

    assert match.contact is not None
    assert match.contact.value == "0300 000 0002"

    (match,) = find(directory_of(group("one", "cocaine", contacts=(old,))), Asked(substances=(COCAINE,)), TODAY).groups

    assert match.contact is None


@pytest.mark.parametrize("whom", list(For))
def test_filing_by_topic_never_changes_an_answer(directory: Directory, whom: For) -> None:
    groups = tuple(directory.groups)
    unfiled = replace(directory, topics=None)
    refiled = replace(directory, groups=groups, topics=filed(groups))
    questions = [Asked(substances=(substance,), whom=whom) for substance in directory.substances]
    questions += [Asked(behaviours=(behaviour,), whom=whom) for behaviour in directory.behaviours]

    for asked in questions:
        assert find(unfiled, asked, TODAY) == find(refiled, asked, TODAY) == find(directory, asked, TODAY)


def test_a_group_for_a_wider_kind_is_filed_where_one_of_its_kind_is_asked_for() -> None:
    wide = group("wide", "benzodiazepines")
    diazepam = Substance(id="diazepam", name="Diazepam", family="benzodiazepine", part_of="benzodiazepines")
    filed_away = changed(directory_of(wide), topics=filed((wide,)))

    assert ids(find(filed_away, Asked(substances=(diazepam,)), TODAY)) == ["wide"]


def test_the_shipped_answers_for_the_commonest_questions(directory: Directory) -> None:
    substances = {substance.id: substance for substance in directory.substances}
    behaviours = {behaviour.id: behaviour for behaviour in directory.behaviours}
    nation = Nation.NORTHERN_IRELAND

    def asked(**conditions: object) -> list[str]:
        return ids(find(directory, Asked(**conditions), TODAY))  # type: ignore[arg-type]  # the names are those of Asked

    alcohol, cocaine, crack, heroin = (substances[name] for name in ("alcohol", "cocaine-powder", "crack", "heroin"))
    assert asked(substances=(cocaine,)) == ["ca", "smart", "daa", "na", "ca-scotland", "intuitive-recovery"]
    assert asked(substances=(alcohol,)) == ["aa", "smart", "ca", "daa", "na", "aa-ni", "ca-scotland", "intuitive-recovery"]
    assert asked(substances=(crack, alcohol))[:5] == ["ca", "smart", "daa", "na", "ca-scotland"]
    assert asked(substances=(heroin,))[:4] == ["smart", "ca", "daa", "na"]
    assert asked(substances=(substances["cannabis"],))[0] == "ma"
    assert asked(substances=(substances["synthetic-cannabinoids"],))[:4] == ["smart", "ca", "daa", "na"]
    assert asked(substances=(substances["anabolic-steroids"],)) == ["smart"]
    assert asked(substances=(alcohol,), whom=For.FAMILY) == ["al-anon", "alateen", "aca", "fa", "smart-family-friends"]
    assert asked(substances=(cocaine,), whom=For.FAMILY) == ["fa", "smart-family-friends", "nar-anon"]
    assert asked(substances=(alcohol,), whom=For.TEENAGER) == ["alateen", "fa", "smart-family-friends"]
    assert asked(behaviours=(behaviours["gambling"],)) == ["ga", "smart"]
    assert asked(behaviours=(behaviours["gambling"],), whom=For.FAMILY) == ["gam-anon", "smart-family-friends"]
    assert asked(substances=(alcohol,), nation=nation)[0] == "aa-ni"
    assert asked(behaviours=(behaviours["chemsex"],))[-2:] == ["antidote", "intuitive-recovery"]


def test_a_benzodiazepine_or_ghb_or_opioid_or_alcohol_carries_its_safety_note(directory: Directory) -> None:
    notes = {
        substance.id: [note.id for note in find(directory, Asked(substances=(substance,)), TODAY).safety]
        for substance in directory.substances
    }

    assert notes["alcohol"] == ["alcohol"]
    assert notes["ghb-gbl"] == ["ghb-gbl"]
    assert notes["heroin"] == notes["methadone"] == notes["nitazenes"] == notes["codeine"] == ["opioids"]
    assert notes["diazepam"] == notes["etizolam"] == notes["benzodiazepines"] == ["benzodiazepines"]
    assert notes["cocaine-powder"] == []
