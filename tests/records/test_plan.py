"""The client's own plan, to take home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fama_cli.casebook.model import Contact
from fama_cli.catalogue.load import load_practice
from fama_cli.cli.gathering import Gathered
from fama_cli.cli.making import RENDERERS
from fama_cli.handouts.layout import LARGE_PRINT, Layout
from fama_cli.handouts.model import Handout, WritingLines, every_block, paragraphs_of, plain
from fama_cli.handouts.wording import Reader
from fama_cli.practice.model import AnswerKind, Practice, Script, Step, StepKind
from fama_cli.practice.walk import ACTED, DONE, NO, YES, Answer, State, next_step, understood
from fama_cli.record import changed
from fama_cli.records.plan import NothingPlanned, plan_lines, plan_of
from tests.handouts.as_read import read, text
from tests.handouts.reading_age import reading_age
from tests.handouts.test_reading_age import prose, sentences
from tests.practice.scripts import step, typed_for, when
from tests.records.made_up import RING, TODAY, answered, contact

SHIPPED = load_practice()
NAMES = {"aa": "Alcoholics Anonymous", "smart": "UK SMART Recovery"}


def plan(*contacts: Contact, practice: Practice = SHIPPED, today: date = TODAY) -> Handout:
    given = gathered(today)
    return plan_of(
        practice, contacts, directory=given.directory, wordings=given.wordings, lines=given.lines, nation=given.nation,
        group_names=NAMES, today=today, notes=True,
    )  # fmt: skip


@cache
def gathered(today: date) -> Gathered:
    given = Gathered(data="", nation="")
    given.day = today
    return given


def lines(*contacts: Contact, practice: Practice = SHIPPED) -> list[str]:
    return [line.says for line in plan_lines(practice, contacts, NAMES)]


def words_of(handout: Handout) -> str:
    return "\n".join([handout.title, *(plain(each) for block in every_block(handout.blocks) for each in paragraphs_of(block))])


FIRST = contact(
    "stage-1",
    "2026-11-02",
    {
        "been-before": "never",
        "worries": "religion",
        "matters": "near",
        "like-to-try": "yes-please",
        "which-group": "aa",
        "sheets": "done",
        "family": "no",
        "next-step": "contact-next",
        "own-words": "secret",
    },
    id=1,
)
SECOND = contact(
    "stage-2",
    "2026-11-09",
    {
        "call-now": "not-now",
        "call-again": "2026-11-12",
        "group": "smart",
        "meeting": "Tuesday 7pm, St Mary's hall",
        "appointment": "not-wanted",
        "transport": "bus-or-train",
        "go-along": "friend",
        "what-might-stop": "nerves",
        "what-would-help": "My sister rings me first",
        "plan-b": "online",
        "speak-after": "2026-11-25",
        "plan-sheet": "done",
    },
    id=2,
)
THIRD = contact(
    "stage-3",
    "2026-11-20",
    {
        "attended": "yes-all",
        "how-many": "2",
        "felt-safe": "yes",
        "what-helped": "welcome",
        "involved": "not-yet",
        "next-thing": "speak",
        "stay-or-change": "both",
        "another-group": "aa",
        "call-now": "done",
        "next-step": "go-again",
        "look-again": "2026-12-03",
    },
    id=3,
)

LOOKING_AT = "I would like to look at: Alcoholics Anonymous."
LIST = "I have a list of groups, and a sheet about first meetings."


def test_after_stage_1_it_has_the_next_step() -> None:
    assert lines(FIRST) == [LOOKING_AT, LIST, "My next step: Make contact with a group together, next time."]


SECOND_LINES = [
    "The group that I chose: UK SMART Recovery.",
    "My first meeting: Tuesday 7pm, St Mary's hall.",
    "How I will get there and back: I will take the bus or train.",
    "Who goes with me or meets me: A friend or relative.",
    "What will help me on the day: My sister rings me first.",
    "My plan B: Join an online meeting instead.",
]


def test_after_stage_2_the_next_step_of_stage_1_is_past_and_the_days_are_there() -> None:
    ring, *rest = lines(FIRST, SECOND)[2:]

    assert lines(FIRST, SECOND)[:2] == [LOOKING_AT, LIST]
    assert ring == "I will ring a group on 12 November 2026, together with my keyworker."
    assert rest == [*SECOND_LINES, "I will speak to my keyworker on 25 November 2026."]


def test_after_stage_3_the_days_of_stage_2_are_past_and_what_was_done_is_there() -> None:
    assert lines(FIRST, SECOND, THIRD) == [
        LOOKING_AT,
        LIST,
        *SECOND_LINES,
        "What has helped me: Being made welcome.",
        "What I will try next: Say a few words in a meeting.",
        "Another group that I will try: Alcoholics Anonymous.",
        "I rang a group, together with my keyworker.",
        "My next step: Go to a meeting again.",
        "I will look at this again with my keyworker on 3 December 2026.",
    ]


def test_the_order_of_the_contacts_given_does_not_matter() -> None:
    assert lines(THIRD, FIRST, SECOND) == lines(FIRST, SECOND, THIRD)


def test_the_last_time_through_a_stage_replaces_the_one_before() -> None:
    again = contact("stage-2", "2026-11-15", {"group": "aa"}, id=9)

    assert lines(SECOND, again) == ["The group that I chose: Alcoholics Anonymous."]


def test_a_later_answer_to_the_same_step_replaces_the_earlier_one() -> None:
    rang = contact("stage-2", "2026-11-15", {"call-now": "done", "group": "aa"}, id=4)
    not_now = contact("stage-3", "2026-11-16", {"attended": "late", "stay-or-change": "another", "call-now": "not-now"}, id=5)

    assert lines(rang) == ["I rang a group, together with my keyworker.", "The group that I chose: Alcoholics Anonymous."]
    assert lines(rang, not_now) == ["The group that I chose: Alcoholics Anonymous."]


def test_a_step_that_was_skipped_later_leaves_what_was_said_before() -> None:
    rang = contact("stage-2", "2026-11-15", {"call-now": "done"}, id=4)
    skipped = changed(
        contact("stage-3", "2026-11-16", {"stay-or-change": "another", "attended": "late"}, id=5),
        answers={"attended": answered("late"), "stay-or-change": answered("another"), "call-now": Answer(state=State.SKIPPED)},
    )

    assert lines(rang, skipped) == ["I rang a group, together with my keyworker."]


@pytest.mark.parametrize(
    "left_out",
    [
        changed(FIRST, finished_at=None),
        changed(FIRST, script="gone"),
        changed(FIRST, script_version=2),
        contact("stage-2", said={"call-now": "not-now"}),
        contact("stage-2", said={"what-would-help": "not asked, so not said"}),
        contact("stage-3", said={"attended": "late", "involved": "not-yet", "what-helped": "nothing-yet"}),
    ],
)
def test_with_nothing_for_a_plan_it_says_so(left_out: Contact) -> None:
    with pytest.raises(NothingPlanned) as raised:
        plan(left_out)

    assert (raised.value.message, raised.value.hint) == (
        "There is nothing in the plan yet",
        "Finish a stage with the client first, then run the command again",
    )


PRIVATE = step("private", answer=AnswerKind.YES_NO, private=True)
SHOWS_IT = step("shows-it", StepKind.ACT, when=when("private", "no"), plan="I was not safe.")
AND_SO = step("and-so", StepKind.ACT, when=when("shows-it", "done"), plan="I moved.")


def test_a_line_that_would_give_a_private_answer_away_is_left_out() -> None:
    script = Script(id="s", title="S", version=1, purpose="For tests.", steps=(PRIVATE, SHOWS_IT, AND_SO, RING))

    told = lines(
        contact("s", said={"private": "no", "shows-it": "done", "and-so": "done", "ring": "done"}), practice=Practice(scripts=(script,))
    )

    assert told == ["I rang."]


def test_the_plan_is_a_sheet_for_the_client() -> None:
    handout = plan(FIRST, SECOND)

    assert (handout.id, handout.title, handout.reader, handout.made_on) == ("plan", "My plan", Reader.CLIENT, "2026-11-21")
    assert [block for block in handout.blocks if isinstance(block, WritingLines)] == [WritingLines(says="My own notes", lines=8)]


def test_the_plan_names_nobody() -> None:
    told = words_of(plan(changed(FIRST, reference="QX-0412", worker="ZQ"), SECOND))

    assert [word for word in ("0412", "ZQ", "9 November", "secret") if word in told] == []


def test_the_plan_has_the_crisis_lines_and_the_warning() -> None:
    told = words_of(plan(FIRST))

    missing = [word for word in ("999", "116 123", "85258", "Someone who drinks every day should not stop suddenly.") if word not in told]
    assert missing == []


def test_a_number_that_nobody_has_seen_lately_is_held_back() -> None:
    fresh, old = plan(FIRST), plan(FIRST, today=date(2036, 11, 21))

    assert fresh.held_back == ()
    assert "116 123" in [each.value for each in old.held_back]
    assert "116 123" not in words_of(old)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("form", RENDERERS)
def test_every_format_prints_it_in_large_print_too(form: str, large: bool) -> None:
    from importlib import import_module

    handout = plan(FIRST, SECOND, THIRD)
    layout = Layout(large_print=large, points=LARGE_PRINT if large else handout.points)

    found = text(read(form, import_module(RENDERERS[form]).render(handout, layout).contents))

    assert [line for line in lines(FIRST, SECOND, THIRD) if line not in found] == []
    assert [heading for heading in ("My plan", "What I decided", "My own notes") if heading not in found] == []


FREE = Practice(scripts=tuple(changed(script, steps=tuple(changed(each, when=()) for each in script.steps)) for script in SHIPPED.scripts))
"""The shipped scripts without conditions: any step can be answered."""


def values_for(each: Step) -> Sequence[str]:
    return [choice.id for choice in each.choices] or ["done" if each.kind is StepKind.ACT else "2026-12-03"]


def test_whatever_a_plan_says_it_can_be_read_at_11() -> None:
    every_line = [
        contact(script.id, said={each.id: value})
        for script in FREE.scripts
        for each in script.steps
        if each.plan
        for value in values_for(each)
    ]
    handouts = [plan(each, practice=FREE) for each in every_line if lines(each, practice=FREE)]

    assert len(handouts) > 40
    assert max(reading_age(sentences(handout)) for handout in handouts) <= 11
    assert max(reading_age(prose(handout)) for handout in handouts) <= 11


# Any way through


def marked(script: Script) -> Script:
    """`script` with a plan for every step that can be answered: what must not be in a plan would be seen in it."""
    return changed(script, steps=tuple(changed(each, plan=_mark(script, each)) for each in script.steps))


def _mark(script: Script, each: Step) -> str | None:
    if each.kind is StepKind.INFORM:
        return None
    return f"{'PRIVATE' if each.private else each.kind.value} {script.id}/{each.id}: {{answer}}"


MARKED = Practice(scripts=tuple(marked(script) for script in SHIPPED.scripts))
MOVES = st.lists(st.tuples(st.sampled_from(["answer", "answer", "answer", "skipped", "not-asked"]), st.integers(0, 60)), max_size=40)


def walked(script: Script, moves: Sequence[tuple[str, int]]) -> Mapping[str, Answer]:
    answers: dict[str, Answer] = {}
    ways = iter(moves)
    while each := next_step(script, answers):
        move, number = next(ways, ("answer", 0))
        answers[each.id] = (
            understood(each, typed_for(each, number), today=TODAY)
            if move == "answer" or each.required
            else Answer(state=State.READ if each.kind is StepKind.INFORM else State(move))
        )
    return answers


@settings(max_examples=200, deadline=None, database=None)
@given(walks=st.lists(st.tuples(st.sampled_from(MARKED.scripts), MOVES, st.booleans()), max_size=6))
def test_a_plan_never_has_a_private_answer_or_what_was_not_done_or_not_said(
    walks: list[tuple[Script, list[tuple[str, int]], bool]],
) -> None:
    contacts = [
        changed(contact(script.id, f"2026-11-{day:02}", id=day, draft=draft), answers=walked(script, moves))
        for day, (script, moves, draft) in enumerate(walks, start=1)
    ]

    told = lines(*contacts, practice=MARKED)

    said = {
        f"{each.kind.value} {script.id}/{each.id}: "
        for contacted, (script, _, draft) in zip(contacts, walks, strict=True)
        if not draft
        for each in script.steps
        if not each.private and (answer := contacted.answers.get(each.id)) and answer.state is State.ANSWERED
        if each.kind is not StepKind.ACT or answer.values == (DONE,)
    }
    assert [line for line in told if not line.startswith(tuple(said))] == []
    assert len(told) == len({line.partition(": ")[0] for line in told})


def test_the_walks_that_are_tried_would_show_a_private_answer() -> None:
    stage_3 = next(script for script in MARKED.scripts if script.id == "stage-3")
    open_to_all = changed(stage_3, steps=tuple(changed(each, private=False) for each in stage_3.steps))
    answers = walked(stage_3, [("answer", 0)] * 40)

    told = lines(changed(contact("stage-3"), answers=answers), practice=Practice(scripts=(open_to_all,)))

    assert [line for line in told if line.startswith("PRIVATE")] == ["PRIVATE stage-3/felt-safe: Yes."]
    assert {YES, NO} & set(answers["felt-safe"].values)
    assert set(ACTED) >= set(answers["call-now"].values if "call-now" in answers else ())
