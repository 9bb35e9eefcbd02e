"""What is looked for in the records: every check, what it needs, and what to do about what it finds.

The rules are fama's own, not those of NDTMS, whose verification rules could not be read. Public Health England's guide for
commissioners (2014) asks for the audit: that the data is "a true reflection of activity".
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from fama_cli.record import record
from fama_cli.recording import looking
from fama_cli.recording.reading import Tables


class Needs(StrEnum):
    """What a check looks at beside the reviews."""

    NOTHING = ""
    CONTACTS = "contacts"
    INTERVENTIONS = "interventions"


@record
class Check:
    """One thing to look for."""

    id: str
    title: str
    needs: Needs
    what_to_do: str
    """For the service's own staff."""
    look: Callable[[Tables, int], Any]
    """The tables and today, as a number -> what was found."""


CHECKS = (
    Check(
        id="yes-no-contact", title="Yes, and no contact behind it", needs=Needs.CONTACTS, look=looking.yes_without_contact,
        what_to_do="Find the contact and record it, or change the answer to no. 12-step work as treatment counts for its own field alone",
    ),
    Check(
        id="contact-no-yes", title="A contact, and no yes", needs=Needs.CONTACTS, look=looking.contact_without_yes,
        what_to_do="Answer yes at the next review, or correct this one if the contact was of this kind",
    ),
    Check(
        id="overdue", title="Review overdue", needs=Needs.INTERVENTIONS, look=looking.overdue,
        what_to_do="Review with the client, or end the intervention if it is over. The day is of the last review, or the start",
    ),
    Check(
        id="duplicates", title="The same review more than once", needs=Needs.NOTHING, look=looking.duplicates,
        what_to_do="Take the copies out in the case system. They are counted once here",
    ),
    Check(
        id="same-day", title="2 different reviews on one day", needs=Needs.NOTHING, look=looking.same_day,
        what_to_do="Keep the one that is right",
    ),
    Check(
        id="only-other", title="Only \"other\" is yes", needs=Needs.NOTHING, look=looking.only_other,
        what_to_do="See whether one of the named fields says it better",
    ),
    Check(
        id="all-no", title="All no, and recovery support open", needs=Needs.INTERVENTIONS, look=looking.all_no,
        what_to_do="If something was done, answer yes to it. If not, ask whether the intervention should be open",
    ),
    Check(
        id="no-intervention", title="Yes in treatment, and no recovery support open",
        needs=Needs.INTERVENTIONS, look=looking.no_intervention,
        what_to_do="Open the intervention from the day it began, or correct the day of the review",
    ),
    Check(
        id="outside", title="A day outside the episode", needs=Needs.INTERVENTIONS, look=looking.outside,
        what_to_do="Correct the day, or the mark that it was after treatment",
    ),
    Check(
        id="unknown-episode", title="A review of no episode", needs=Needs.INTERVENTIONS, look=looking.unknown_episode,
        what_to_do="Correct the reference or the number of the episode, in the reviews or in the interventions",
    ),
    Check(
        id="future", title="A day in the future", needs=Needs.NOTHING, look=looking.future,
        what_to_do="Correct the day",
    ),
    Check(
        id="no-day", title="No day, or one that cannot be read", needs=Needs.NOTHING, look=looking.no_day,
        what_to_do="Write the day as the profile has it",
    ),
    Check(
        id="unread-word", title="A word that the profile does not have", needs=Needs.NOTHING, look=looking.unread_word,
        what_to_do="Write one of the profile's words, or add this one to your profile",
    ),
    Check(
        id="no-client", title="A review of no client", needs=Needs.NOTHING, look=looking.no_client,
        what_to_do="Find whose it is by the episode and the day",
    ),
    Check(
        id="contact-no-day", title="A contact without a day that has been", needs=Needs.CONTACTS, look=looking.contact_no_day,
        what_to_do="Correct the day of the contact. Until then it is not compared",
    ),
    Check(
        id="intervention-no-day", title="An intervention with a day that cannot be read",
        needs=Needs.INTERVENTIONS, look=looking.intervention_no_day,
        what_to_do="Correct the days of the intervention. Until then it is not compared",
    ),
)  # fmt: skip


def can_be_done(check: Check, tables: Tables) -> bool:
    return {
        Needs.NOTHING: True,
        Needs.CONTACTS: tables.contacts is not None,
        Needs.INTERVENTIONS: tables.interventions is not None,
    }[check.needs]
