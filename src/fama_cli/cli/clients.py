"""What is done with clients' records: one at a time, by reference."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fama_cli.casebook.model import ABANDONED, Client, Consent
from fama_cli.cli.casebook import Opening, open_casebook, place, worker_or_asked
from fama_cli.cli.output import Document, Wanted, data, dump_json, note, show
from fama_cli.cli.prompts import agreed, can_ask
from fama_cli.cli.prompts import line as typed_line
from fama_cli.cli.today import today
from fama_cli.directory.dates import in_words, months, months_before
from fama_cli.errors import NotUnderstood
from fama_cli.text import counted, did_you_mean, listed

if TYPE_CHECKING:
    from fama_cli.casebook.model import Review, Support
    from fama_cli.casebook.store import Store
    from fama_cli.cli.making import Making


def added(reference: str, worker: str, consent: str, opening: Opening) -> None:
    from fama_cli.casebook.reference import checked_reference

    # Before anything is asked: nobody should answer questions about a reference that cannot be used.
    reference = checked_reference(reference)
    given = _consent_named(consent) if consent else None
    with open_casebook(opening) as book:
        initials = worker_or_asked(worker, opening)
        agreed_to = given or (_consent_asked() if can_ask(opening.no_input) else Consent.NOT_ASKED)
        client = book.add(reference, consent=agreed_to, worker=initials, on=today())
    note(f"Added {client.reference}. Next: fama walk {client.reference}")


def _consent_named(typed: str) -> Consent:
    try:
        return Consent(typed.strip().casefold())
    except ValueError:
        names = [each.value for each in Consent]
        raise NotUnderstood(
            f"Consent is {listed(names, 'or')}, and `{typed}` is none of them", hint=did_you_mean(typed, names, "Type one of them")
        ) from None


def _consent_asked() -> Consent:
    answers = {"y": Consent.YES, "yes": Consent.YES, "n": Consent.NO, "no": Consent.NO, "x": Consent.NOT_ASKED, "": Consent.NOT_ASKED}
    note("Has the client agreed to be counted in your service's reports? They are counted only if they have.")
    while (typed := typed_line("y yes, n no, x or Enter not asked").casefold()) not in answers:
        note(f"`{typed}` is none of them")
    return answers[typed]


def consent_recorded(reference: str, answer: str, opening: Opening) -> None:
    consent = _consent_named(answer)
    client = _changed(reference, opening, lambda book, client: book.set_consent(client, consent))
    note(f"Reports: {client.reference} is {'counted' if consent is Consent.YES else 'left out'}.")


def closed(reference: str, opening: Opening) -> None:
    client = _changed(reference, opening, lambda book, client: book.close(client, on=today()))
    note(f"Closed {client.reference}. It opens again with: fama clients reopen {client.reference}")


def reopened(reference: str, opening: Opening) -> None:
    client = _changed(reference, opening, lambda book, client: book.reopen(client))
    note(f"{client.reference} is open again.")


def renamed(reference: str, to: str, opening: Opening) -> None:
    from fama_cli.casebook.erase import cleared
    from fama_cli.casebook.reference import checked_reference

    checked_reference(to)
    with open_casebook(opening) as book:
        client, backups = book.rename(book.client(reference), to), book.backups()
        cleared(book)
    note(f"It is {client.reference} now.")
    _tell_backups(backups, "still have the old reference")


def merged(reference: str, into: str, opening: Opening, *, yes: bool) -> None:
    from fama_cli.casebook.erase import cleared

    with open_casebook(opening) as book:
        kept, held = book.support(into), book.support(reference)
        gone = held.client.reference
        _sure(f"Move {listed(_how_much(held))} to {kept.client.reference} and delete {gone}?", opening, yes=yes)
        client, backups = book.merge(held.client, kept.client), book.backups()
        cleared(book)
    note(f"{client.reference} has what was held about both, and {gone} is deleted.")
    for words in merged_words(client.reference, kept, held):
        note(words)
    _tell_backups(backups, "still have the record that was deleted")


def merged_words(reference: str, kept: Support, moved: Support) -> Sequence[str]:
    """What a person should know of the recovery support that 2 records had, and one has now."""
    said = []
    same = {(each.on, each.profile) for each in kept.reviews} & {(each.on, each.profile) for each in moved.reviews}
    if same:
        said.append(f"{counted(len(same), 'review')} that both had {'is' if len(same) == 1 else 'are'} kept once.")
    still = sorted(each.started_on for each in (*kept.interventions, *moved.interventions) if each.ended_on is None)
    if len(still) > 1:
        since = listed([in_words(day.isoformat()) for day in still])
        said.append(f"Recovery support is open {len(still)} times now, since {since}. A review counts for each of them.")
        said.append(f"To end one alone, give when it `started` and `ended`: fama record review {reference} --answers FILE")
    return said


def _changed(reference: str, opening: Opening, change: Callable[[Store, Client], Client]) -> Client:
    with open_casebook(opening) as book:
        return change(book, book.client(reference))


def client_shown(reference: str, opening: Opening) -> Document:
    from fama_cli.catalogue.load import load_directory, load_practice
    from fama_cli.cli.views.clients import client_document
    from fama_cli.directory.group import group_names

    with open_casebook(opening) as book:
        held = book.support(reference)
    return client_document(load_practice(), held, group_names(load_directory()), _fields(held.reviews), today())


def exported(reference: str, making: Making, *, as_json: bool, opening: Opening) -> None:
    from fama_cli.catalogue.load import load_directory, load_practice
    from fama_cli.cli.making import checked, make
    from fama_cli.directory.group import group_names
    from fama_cli.records.export import everything_held, export_handout

    making = making if as_json else checked(making)
    practice = load_practice(making.data)
    names = group_names(load_directory(making.data))
    with open_casebook(opening) as book:
        held = book.everything(reference)
    note("An export is not encrypted. Hand it over in a safe way, and keep no copy.")
    export = everything_held(practice, held.client, held.contacts, held.log, names, held.interventions, held.reviews, _fields(held.reviews))
    if as_json:
        data(dump_json({"schema": "fama.export/1", **vars(export)}, indent=True) + "\n", "" if making.output == "-" else making.output)
    else:
        make(export_handout(export, today=today()), making)


def _fields(reviews: Sequence[Review]) -> Mapping[str, str]:
    """What each field says, where the profile of a review comes with the program. One of the service's own is known by its file."""
    from fama_cli.recording.profile_file import load_profile, shipped_profiles

    made_with = {review.profile for review in reviews} & set(shipped_profiles())
    return {field.name: field.says for name in sorted(made_with) for field in load_profile(name).answers}


def deleted(reference: str, opening: Opening, *, yes: bool) -> None:
    from fama_cli.casebook.erase import erase

    with open_casebook(opening) as book:
        held = book.support(reference)
        _sure(f"Delete {listed([held.client.reference, *_how_much(held)])} for good?", opening, yes=yes)
        cleared, backups = erase(book, held.client), book.backups()
    note(f"Deleted {held.client.reference}, and everything that was held about them.")
    _tell_left(cleared)
    _tell_backups(backups, "still hold what was deleted")


def _how_much(held: Support) -> Sequence[str]:
    """ "2 contacts"; and "1 review" where there is one."""
    reviews = [counted(len(held.reviews), "review")] if held.reviews else []
    return counted(len(held.contacts), "contact"), *reviews


def _tell_left(cleared: bool) -> None:
    if not cleared and isinstance(place(), str):
        note("The server may hold some of it until it clears up, in its own files and its own backups: ask whoever looks after it.")
    elif not cleared:
        note("Some of it may be left, encrypted, until the last person closes the casebook.")


def _tell_backups(backups: Sequence[str], what: str) -> None:
    from fama_cli.casebook.replace import leftovers

    # With what a backup left beside it when it was cut short.
    found = [each for backup in backups for each in (Path(backup), *leftovers(Path(backup)))]
    if found:
        note(f"Backups that {what}. Delete them when you no longer need them:")
        for each in found:
            note(f"  {each}{'' if each.exists() else ' (not found there now)'}")


def purged(opening: Opening, how: Wanted, *, older_than: str, drafts: bool, dry_run: bool, yes: bool) -> None:
    """Delete records closed long ago, or contacts that were never finished; with `dry_run` only list them."""
    from fama_cli.casebook.erase import erase, erase_drafts
    from fama_cli.cli.views.clients import Purged, purge_document

    if bool(older_than) == drafts:
        raise NotUnderstood(
            "A purge is of records closed long ago, or of unfinished contacts",
            hint="`fama clients purge --older-than 8y`, or `fama clients purge --drafts`",
        )
    if older_than and months(older_than) == 0:
        raise NotUnderstood("A purge of everybody whose record is closed is not what `purge` is for", hint="Such as `--older-than 8y`")
    limit = months_before(today(), months(older_than)) if older_than else None
    with open_casebook(opening) as book:
        if limit:
            gone = [each for each in book.clients(closed=True) if each.closed_on and each.closed_on < limit]
            found = [Purged(reference=each.reference, why="closed", since=str(each.closed_on)) for each in gone]
        else:
            left = book.abandoned(today() - ABANDONED)
            found = [Purged(reference=each.reference, why=f"unfinished {each.script}", since=str(each.on)) for each in left]
        if dry_run or not found:
            show(purge_document(found), how)
            if found or how.format != "table":  # Where the table says so.
                note("Nothing was deleted.")
            return
        what = counted(len(found), "client") if limit else counted(len(found), "unfinished contact")
        show(purge_document(found), how)
        _sure(f"Delete {what} for good?", opening, yes=yes)
        cleared = erase(book, *gone) if limit else erase_drafts(book, *left)
        backups = book.backups()
    note(f"Deleted {what}.")
    _tell_left(cleared)
    _tell_backups(backups, "still hold what was deleted")


def _sure(question: str, opening: Opening, *, yes: bool) -> None:
    """Raises NotUnderstood when nobody can be asked, and stops when the answer is no."""
    if yes:
        return
    if not can_ask(opening.no_input):
        raise NotUnderstood("There is nobody to ask whether that is right", hint="Add `--yes` if it is")
    if not agreed(question, otherwise=False):
        raise KeyboardInterrupt
