"""What is said of a review once it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fama_cli.casebook.model import Intervention, Review, Support
from fama_cli.cli.review_file import Given
from fama_cli.directory.dates import in_words
from fama_cli.recording.profile import Profile
from fama_cli.records.reviews import all_open_on, months_after


def same_review(reviews: Sequence[Review], on: date, profile: Profile) -> Review | None:
    """The review that one of this day and profile takes the place of."""
    return next((each for each in reviews if (each.on, each.profile) == (on, profile.id)), None)


def saved_words(profile: Profile, held: Support, given: Given, ending: Sequence[Intervention]) -> Sequence[str]:
    """What was saved, and what comes next, in sentences. `held` is what there was before; `ending` is what ends, if a day is given."""
    yes = sum(given.said.values())
    counts = f"{yes} yes, {len(given.said) - yes} no, {len(profile.answers) - len(given.said)} not stated"
    saved = [f"Saved: the review of {held.client.reference} on {_said(given.on)}. {counts}."]
    if same_review(held.reviews, given.on, profile):
        saved.append("It takes the place of the review of that day.")
    those = all_open_on(held.interventions, given.on) or [given.opened()]
    ends = [(each.started_on, given.ended if given.ended and each in ending else each.ended_on) for each in those]
    over = [(started, ended) for started, ended in ends if ended]
    if len(over) == len(those):
        return [*saved, f"Recovery support ended on {_said(max(ended for _, ended in over))}."]
    saved += [f"Recovery support that began on {_said(started)} ended on {_said(ended)}." for started, ended in over]
    last = max([given.on, *(each.on for each in held.reviews)])
    return [*saved, f"The next review is by {_said(months_after(last, profile.interval_months))}."]


def _said(day: date) -> str:
    return in_words(day.isoformat())
