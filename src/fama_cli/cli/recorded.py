"""Reviews that are due, and reviews written to a file, from the words typed to what is printed."""

from __future__ import annotations

from datetime import date

from fama_cli.casebook.model import Consent
from fama_cli.cli.casebook import Opening, checked_initials, open_casebook
from fama_cli.cli.output import Document, data, note
from fama_cli.cli.today import today
from fama_cli.directory.dates import days
from fama_cli.errors import NotUnderstood
from fama_cli.practice.walk import day_typed
from fama_cli.recording.profile import Profile
from fama_cli.recording.profile_file import load_profile
from fama_cli.recording.writing_down import Written, is_written, written
from fama_cli.records.reviews import reviews_due
from fama_cli.text import counted, visible

_WHY = {Consent.NO: "did not agree to be counted in reports", Consent.NOT_ASKED: "was not asked"}
_WHY_SEVERAL = {Consent.NO: "did not agree to be counted in reports", Consent.NOT_ASKED: "were not asked"}


def reviews_due_now(opening: Opening, *, within: str, worker: str, profile: str) -> Document:
    from fama_cli.cli.views.reviews import due_reviews_document

    ahead = days(within)
    initials = checked_initials(worker) if worker else ""
    used = load_profile(profile)
    with open_casebook(opening) as book:
        held = book.open_support()
    found = reviews_due(held, interval_months=used.interval_months, today=today(), within=ahead)
    return due_reviews_document([each for each in found if initials in {"", each.worker}], ahead, used)


def exported(opening: Opening, *, first: str, last: str, profile: str, output: str) -> None:
    """Write the file whole, for this person's eyes only, and say what is not in it and why."""
    start, end = days_between(first, last)
    used = load_profile(profile)
    with open_casebook(opening) as book:
        found = book.reviews_between(start, end, lambda client, reviews: is_written(client, reviews, used))
    made = written(found, used)
    file = "" if output == "-" else output
    data(made.contents.decode("utf-8"), file)
    for words in _told(made, used, file):
        note(words)


def days_between(first: str, last: str) -> tuple[date, date]:
    """The days that `--from` and `--to` name. Raises NotUnderstood."""
    start, end = _day("--from", first), _day("--to", last)
    if end < start:
        raise NotUnderstood("`--to` is a day before `--from`", hint="Write the earlier day after --from")
    return start, end


def _day(option: str, typed: str) -> date:
    found = day_typed(typed, today=today(), coming=False) if typed.count("-") + typed.count("/") == 2 else None
    if found is None:
        raise NotUnderstood(f"`{option} {visible(typed)}` is not a day", hint=f"Write it as year, month and day: `{option} 2026-04-01`")
    return found


def _told(made: Written, profile: Profile, file: str) -> list[str]:
    into = f" to `{file}`" if file else ""
    said = [f"Wrote {counted(made.reviews, 'review')} of {counted(made.clients, 'client')}{into}. It is not encrypted."]
    for consent, reviews, clients, row in made.without:
        why = (_WHY if clients == 1 else _WHY_SEVERAL)[consent]
        who = f"{counted(reviews, 'review')} of {counted(clients, 'client')} who {why}"
        said.append(f"Without answers, as the profile allows: {who}." if row else f"Left out: {who}.")
    if made.other_profiles:
        said.append(f"Left out: {counted(made.other_profiles, 'review')} made with another profile than {profile.id}.")
    if made.no_support:
        said.append(f"In it with no episode: {counted(made.no_support, 'review')} of a day when no recovery support was open.")
    return [*said, f"{profile.caution}. It is for your own system to read, and nobody has checked it as a return."]
