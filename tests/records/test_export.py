"""Everything held about one client."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from importlib import import_module

import pytest

from fama_cli.casebook.model import Action, Client, Consent, Contact, LogEntry
from fama_cli.catalogue.load import load_practice
from fama_cli.cli.making import RENDERERS
from fama_cli.handouts.layout import LARGE_PRINT, Layout
from fama_cli.practice.walk import Answer, State
from fama_cli.record import changed
from fama_cli.records.export import Export, HeldAnswer, HeldEntry, everything_held, export_handout
from tests.handouts.as_read import read, text
from tests.records.made_up import TODAY, answered, client, contact

SHIPPED = load_practice()
LOG = (
    LogEntry(at=datetime(2026, 11, 10, 15, 30, tzinfo=UTC), who="AB", reference="K-1", what=Action.ADDED),
    LogEntry(at=datetime(2026, 7, 10, 15, 30, tzinfo=UTC), who="CD", reference="K-1", what=Action.EXPORTED),
)
THIRD = changed(
    contact("stage-3", "2026-11-10"),
    answers={
        "crisis": Answer(state=State.READ),
        "attended": answered("late"),
        "felt-safe": answered("no"),
        "what-helped": Answer(state=State.NOT_ASKED),
        "another-group": answered("aa", "gone"),
        "sponsor": answered("soon", "later"),
        "tea": Answer(state=State.SKIPPED),
    },
)


def held(*contacts: Contact, of: Client | None = None) -> Export:
    return everything_held(SHIPPED, of or client(), contacts, LOG, {"aa": "Alcoholics Anonymous"})


def test_the_record_itself_is_in_it() -> None:
    export = held(of=changed(client("K-7", "CD"), closed_on=date(2026, 10, 1), consent=Consent.NO))

    assert (export.reference, export.opened_on, export.closed_on, export.consent, export.worker) == (
        "K-7",
        "2026-01-05",
        "2026-10-01",
        Consent.NO,
        "CD",
    )


def test_every_answer_is_in_it_private_left_or_no_longer_asked() -> None:
    (found,) = held(THIRD).contacts

    assert found.answers == tuple(
        HeldAnswer(step=step, question=question, state=State(state), values=values, says=says)
        for step, question, state, values, says in (
            ("crisis", "First: is anyone at risk right now?", "read", (), "read"),
            ("attended", "Have you been to a meeting since we last spoke?", "answered", ("late",), "Yes, but late or for part of it"),
            ("felt-safe", "Did you feel safe there?", "answered", ("no",), "No"),
            ("what-helped", "What helped?", "not-asked", (), "not asked"),
            ("another-group", "Which other group would you like to try?", "answered", ("aa", "gone"), "Alcoholics Anonymous and gone"),
            ("sponsor", None, "answered", ("soon", "later"), "soon and later"),
            ("tea", None, "skipped", (), "skipped"),
        )
    )


def test_every_contact_is_in_it_finished_or_not_and_of_a_script_that_is_gone() -> None:
    contacts = held(THIRD, contact("gone", "2026-11-12", {"milk": "yes"}, draft=True)).contacts

    assert [(each.on, each.script, each.title, each.script_version, each.how, each.worker, each.finished_at) for each in contacts] == [
        ("2026-11-10", "stage-3", "Keep taking an interest", 1, "in-person", "AB", "2026-11-10T15:30:00+00:00"),
        ("2026-11-12", "gone", None, 1, "in-person", "AB", None),
    ]
    assert [(each.step, each.question, each.says) for each in contacts[1].answers] == [("milk", None, "yes")]


def test_the_log_is_in_it() -> None:
    assert held().log == (
        HeldEntry(at="2026-11-10T15:30:00+00:00", who="AB", what="added"),
        HeldEntry(at="2026-07-10T15:30:00+00:00", who="CD", what="exported everything held"),
    )


def test_it_can_be_written_as_json() -> None:
    written = json.loads(json.dumps(held(THIRD), default=vars))

    assert list(written) == ["reference", "opened_on", "closed_on", "consent", "worker", "contacts", "interventions", "reviews", "log"]
    assert written["closed_on"] is None
    assert written["contacts"][0]["answers"][5] == {
        "step": "sponsor",
        "question": None,
        "state": "answered",
        "values": ["soon", "later"],
        "says": "soon and later",
    }


# To read


def as_text(export: Export) -> str:
    handout = export_handout(export, today=TODAY)
    return str(import_module(RENDERERS["txt"]).render(handout, Layout()).contents.decode())


GOLDEN = """\
Everything that we hold about you
=================================

This is all that our casebook holds about you. You can ask us to put
right what is wrong in it.

Your record
* Your reference. What is held: K-1
* Record opened. What is held: 5 January 2026
* Record closed. What is held: No
* Counted in reports. What is held: You agreed
* Keyworker. What is held: AB

Your contacts
-------------

10 November 2026: Keep taking an interest
-----------------------------------------

You met AB in person. Finished on 10 November 2026 at 15:30. The
questions were version 1.

What was asked, and what was written down
* First: is anyone at risk right now? Answer: read
* Have you been to a meeting since we last spoke? Answer: Yes, but late
  or for part of it
* Did you feel safe there? Answer: No
* What helped? Answer: not asked
* Which other group would you like to try? Answer: Alcoholics Anonymous
  and gone
* Not in the present script (sponsor). Answer: soon and later
* Not in the present script (tea). Answer: skipped

Who did what with your record
-----------------------------

The log keeps the name that each person logs in with. It says what was
done, and not what was read or written.

The log
* 10 November 2026 at 15:30. Who: AB; What: added
* 10 July 2026 at 16:30. Who: CD; What: exported everything held

Where this comes from
---------------------

Made on 21 November 2026 with fama.
"""


def test_it_can_be_read() -> None:
    assert as_text(held(THIRD)) == GOLDEN


def test_a_client_who_was_never_met_is_told_so() -> None:
    empty = changed(held(), log=())

    assert "Your contacts\n-------------\n\nThere are none.\n" in as_text(empty)
    assert "The log\n*" not in as_text(empty)


def test_a_draft_and_a_script_that_is_gone_are_told() -> None:
    told = as_text(held(contact("gone", "2026-11-12", {"milk": "yes"}, draft=True)))

    assert "12 November 2026: gone\n" in told
    assert "Not finished." in told


def test_its_title_does_not_say_who_it_is_about() -> None:
    handout = export_handout(held(THIRD), today=TODAY)

    assert (handout.id, handout.title) == ("export", "Everything that we hold about you")


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("form", RENDERERS)
def test_every_format_prints_all_of_it(form: str, large: bool) -> None:
    handout = export_handout(held(THIRD), today=TODAY)
    layout = Layout(large_print=large, points=LARGE_PRINT if large else handout.points)

    found = text(read(form, import_module(RENDERERS[form]).render(handout, layout).contents))

    wanted = ["K-1", "10 November 2026: Keep taking an interest", "Did you feel safe there?", "soon and later", "exported everything held"]
    assert [words for words in wanted if words not in found] == []
