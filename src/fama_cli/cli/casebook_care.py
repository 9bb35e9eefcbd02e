"""Looking after the casebook: making one, keeping copies, moving it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from fama_cli.casebook.errors import (
    ANOTHER_BACKUP,
    RESTORE,
    CasebookThere,
    Damaged,
    NewerCasebook,
    NotAllowed,
    NoTeam,
    OlderCasebook,
    WrongKey,
)
from fama_cli.casebook.model import ABANDONED
from fama_cli.cli.casebook import Opening, clock, file_place, open_casebook, opened, place, whoever, with_key
from fama_cli.cli.casebook_keys import key_for_new_file, tell_key
from fama_cli.cli.output import Document, note
from fama_cli.cli.prompts import agreed, can_ask
from fama_cli.cli.today import today
from fama_cli.cli.views.casebook import Status, casebook_document
from fama_cli.errors import ExitCode, FamaError, FileProblem, NotUnderstood
from fama_cli.text import counted

if TYPE_CHECKING:
    from fama_cli.casebook.backup import BackedUp
    from fama_cli.casebook.keys import Key
    from fama_cli.casebook.store import Store


class NotWhole(FileProblem):
    """A casebook with something wrong in it."""

    code = "casebook-not-whole"
    exit_code = ExitCode.DAMAGED


def made(opening: Opening, *, passphrase: bool) -> None:
    """A new, empty casebook, and what to do next."""
    found = place()
    if isinstance(found, str):
        from fama_cli.casebook.team import create_team_casebook

        with create_team_casebook(found, clock=clock) as team:
            note(f"The team's casebook is made: {team.where}")
        note("Next, give keyworkers the rights they need and no more: fama casebook roles")
        return
    from fama_cli.casebook.embedded import create_casebook

    if found.exists():
        raise CasebookThere(found)
    with key_for_new_file(opening, passphrase=passphrase) as (key, kept):
        create_casebook(found, key, who=whoever(), clock=clock).engine.dispose()
    note(f"The casebook is made: {found}")
    tell_key(key, kept)
    note("Next: fama clients add K-104")


def status_document(opening: Opening) -> Document:
    with open_casebook(opening) as book:
        counts = book.counts()
        abandoned = len(book.abandoned(today() - ABANDONED))
        notes, backups = book.notes_on(), book.backups()
        kind = "team" if isinstance(place(), str) else "file"
        return casebook_document(
            Status(
                where=book.where,
                kind=kind,
                opened_as=book.who,
                clients=counts.clients,
                closed=counts.closed,
                contacts=counts.contacts,
                drafts=counts.drafts,
                abandoned_drafts=abandoned,
                notes="on" if notes else "off",
                backups=tuple(backups),
                reviews=counts.reviews,
            )
        )


def checked(opening: Opening) -> None:
    """Raises NotWhole, with everything that is wrong."""
    from fama_cli.casebook.check import check_casebook

    path = file_place()
    wrong = with_key(path, opening, lambda key: check_casebook(path, key))
    if wrong:
        raise NotWhole(f"The casebook is not whole. {'. '.join(wrong)}", hint="Restore the latest backup: `fama casebook restore FILE`")
    note(f"The casebook is whole: {path}")


def backed_up(file: Path, opening: Opening) -> None:
    from fama_cli.casebook.backup import back_up

    path = place()
    if isinstance(path, str):
        from fama_cli.casebook.upgrade import back_up_team_casebook

        with open_casebook(opening) as book, _remembered(book, file), key_for_new_file(opening) as (key, kept):
            counts = back_up_team_casebook(path, file, key, clock=clock)
        note(f"Wrote {file}, and read it back: {_held(counts['clients'], counts['contacts'], counts.get('reviews', 0))}")
        tell_key(key, kept)
        return

    def back(key: Key) -> BackedUp:
        with opened(path, key) as book, _remembered(book, file):
            return back_up(path, key, file)

    made = with_key(path, opening, back)
    note(f"Wrote {made.path}, and read it back: {_held(made.clients, made.contacts, made.reviews)}")


def _held(clients: int, contacts: int, reviews: int) -> str:
    """ "2 clients, 3 contacts"; and "1 review" where there is one."""
    held = f"{counted(clients, 'client')}, {counted(contacts, 'contact')}"
    return f"{held}, {counted(reviews, 'review')}" if reviews else held


@contextmanager
def _remembered(book: Store, file: Path) -> Iterator[None]:
    """Remember a backup before it is made, so that none is there that nobody knows of when a client is deleted."""
    name = str(file.absolute())
    known = name in book.backups()
    told = _told(book, name, made=False)
    try:
        yield
    except BaseException:
        if told and not known:
            book.forget_backup(name)
        raise
    if told:
        book.remember_backups(name)


def _told(book: Store, backup: str, *, made: bool = True) -> bool:
    """Whether a casebook was told of its backup: a team's owner may be in no team that could know of it."""
    try:
        book.remember_backups(backup, made=made)
    except (NotAllowed, NoTeam):
        note("No team has it among its backups, so write down where it is.")
        return False
    return True


def restored(file: Path, opening: Opening) -> None:
    from fama_cli.casebook.backup import restore

    path = file_place()

    def backups(key: Key) -> Sequence[str]:
        with opened(path, key) as book:
            return book.backups()

    known: Sequence[str] = ()
    with suppress(FamaError):
        # The casebook may have another key than the backup.
        known = with_key(path, Opening(no_input=True), backups)

    def go_back(key: Key) -> tuple[Path | None, OlderCasebook | NewerCasebook | None]:
        others = known
        with suppress(FamaError):
            others = others or backups(key)
        kept = restore(file, path, key, at=clock()).kept
        try:
            with opened(path, key) as book:
                # Those made after this one, too, and what was put aside.
                book.remember_backups(*others, *([str(kept.absolute())] if kept else []))
        except (OlderCasebook, NewerCasebook) as other:
            return kept, other
        return kept, None

    try:
        kept, other = with_key(file, opening, go_back)
    except (Damaged, WrongKey) as problem:
        problem.hint = problem.hint.replace(RESTORE, ANOTHER_BACKUP)
        raise
    note(f"The casebook is as it was in {file}")
    if kept:
        note(f"What was there before is kept: {kept}")
    if other:
        note(f"{other.message}. {other.hint}.")


def moved(address: str, opening: Opening) -> None:
    """From this computer's file to a team's server, which is made ready for it if it is not."""
    from fama_cli.casebook.errors import NotACasebook
    from fama_cli.casebook.move import move
    from fama_cli.casebook.team import create_team_casebook, open_team_casebook

    path = file_place()
    with open_casebook(opening) as book:
        try:
            team = open_team_casebook(address, clock=clock)
        except NotACasebook:
            team = create_team_casebook(address, clock=clock)
        with team:
            counts = move(book, team)
            team.remember_backups(str(path.absolute()))
    note(f"Copied to {team.where}, counted and read back: {_held(counts['clients'], counts['contacts'], counts.get('reviews', 0))}")
    note("Set FAMA_CASEBOOK to that address from now on. Give keyworkers their rights: fama casebook roles")
    note(f"The file is as it was: {path}. Delete it once everyone works on the server.")


def upgraded(backup: str, opening: Opening) -> None:
    """Bring a casebook of an older version up to date, with a backup first."""
    from fama_cli.casebook.keys import forget_in_keyring
    from fama_cli.casebook.upgrade import upgrade_casebook, upgrade_team_casebook

    path = place()
    if isinstance(path, str):
        target = Path(backup or f"casebook-before-upgrade-{today():%Y%m%d}.fama")
        with key_for_new_file(opening) as (key, kept):
            made = upgrade_team_casebook(path, target, key, clock=clock)
        if made:
            with open_casebook(opening) as book:
                _told(book, str(made.absolute()))
            tell_key(key, kept)
        elif kept:
            forget_in_keyring(key.salt)
    else:

        def bring_up(key: Key) -> Path | None:
            backup = upgrade_casebook(path, key, at=clock())
            if backup:
                with opened(path, key) as book:
                    book.remember_backups(str(backup.absolute()))
            return backup

        made = with_key(path, opening, bring_up)
    note(f"The casebook is up to date. Its backup from before: {made}" if made else "The casebook is up to date already.")


def notes_set(setting: str, opening: Opening) -> None:
    if setting not in {"on", "off"}:
        raise NotUnderstood(f"Notes are on or off, and `{setting}` is neither", hint="fama casebook notes on")
    with open_casebook(opening) as book:
        if setting == "on":
            note("Notes are where names slip in, and what other people said in a meeting. A client may ask to read every word.")
            if can_ask(opening.no_input) and not agreed("Has your service agreed to keep notes?", otherwise=False):
                note("Notes stay off.")
                return
        book.set_notes(setting == "on")
    note(f"Notes are {setting}.")
