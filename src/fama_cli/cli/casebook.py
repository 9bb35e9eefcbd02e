"""Opening the casebook: where it is, what opens it, and who is asking."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fama_cli.casebook.errors import NoKeyChosen, NoWorker, WrongKey
from fama_cli.cli.house import NoInputOption
from fama_cli.cli.output import note
from fama_cli.cli.prompts import can_ask, hidden, line
from fama_cli.errors import NotUnderstood
from fama_cli.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeVar

    from fama_cli.casebook.keys import Key
    from fama_cli.casebook.store import Store

    Got = TypeVar("Got")

TRIES = 3
"""How often a passphrase is asked for: a slip of a finger is no reason to begin again."""
LONGEST_INITIALS = 5


PassphraseOption = Annotated[
    int | None,
    typer.Option("--passphrase-fd", metavar="NUMBER", help="Read the passphrase from this file descriptor.", show_default=False),
]


@record
class Opening:
    """The options that every command takes which opens the casebook."""

    passphrase_fd: PassphraseOption = None
    no_input: NoInputOption = False


WorkerOption = Annotated[
    str, typer.Option("--worker", metavar="INITIALS", help="The keyworker. Or set FAMA_WORKER.", envvar="FAMA_WORKER", show_default=False)
]
ReferenceArgument = Annotated[
    str, typer.Argument(metavar="REFERENCE", help="The service's own reference, such as K-0412: never a name.", show_default=False)
]


def place() -> Path | str:
    """The casebook's file, or the address of a team's: FAMA_CASEBOOK, else a folder of this person's own."""
    named = os.environ.get("FAMA_CASEBOOK", "")
    if "://" in named:
        return named
    if named:
        found = Path(named)
        with suppress(RuntimeError):  # "~somebody", and there is nobody of that name.
            found = found.expanduser()
    else:
        import platformdirs

        found = Path(platformdirs.user_data_dir("fama", appauthor=False)) / "casebook" / "casebook.fama"
    # A link to the casebook is no second casebook: what takes the file's place must not take the link's.
    return Path(os.path.realpath(found))


def file_place() -> Path:
    """The casebook's file, for what can be done only with a file. Raises NotUnderstood for a team's."""
    found = place()
    if isinstance(found, str):
        raise NotUnderstood(
            "FAMA_CASEBOOK names a server, and this is for a casebook in a file", hint="The server's own tools do this for a team"
        )
    return found


def open_casebook(opening: Opening) -> Store:
    """The casebook, open. Raises what opening it can raise."""
    # Whatever is written from here on, such as an export or a plan, is for this person's eyes only.
    os.umask(0o077)
    found = place()
    if isinstance(found, str):
        from fama_cli.casebook.team import open_team_casebook

        return open_team_casebook(found, clock=clock)
    return with_key(found, opening, lambda key: opened(found, key))


def opened(path: Path, key: Key) -> Store:
    """The casebook of a file, by a key that is known."""
    from fama_cli.casebook.embedded import open_casebook as open_file

    return open_file(path, key, who=whoever(), clock=clock)


def with_key(path: Path, opening: Opening, work: Callable[[Key], Got]) -> Got:
    """What `work` makes of the casebook at `path`, with the first key that opens it. Raises WrongKey when none does."""
    wrong: WrongKey | None = None
    for key in _keys(path, opening):
        try:
            return work(key)
        except WrongKey as refused:
            wrong = refused
    raise wrong or WrongKey(path)


def _keys(path: Path, opening: Opening) -> Iterator[Key]:
    """What may open a casebook, each asked for only when the one before did not."""
    from fama_cli.casebook.errors import KeyNotKept, KeyringLocked, NoKeyring
    from fama_cli.casebook.keys import keys_from_keyring, passphrase_from_descriptor, salt_of

    salt = salt_of(path)
    if opening.passphrase_fd is not None:
        yield _from_typed(passphrase_from_descriptor(opening.passphrase_fd), salt)
        return
    # Not can_ask: standard output may go to a file or another program, and the question does not.
    ask = not opening.no_input and sys.stdin.isatty() and sys.stderr.isatty()
    try:
        yield from keys_from_keyring(salt)
    except (NoKeyring, KeyNotKept, KeyringLocked) as missing:
        if not ask:
            raise
        if isinstance(missing, KeyringLocked):
            note(f"{missing.message}.")  # To unlock it may be all that is wanted.
    for _ in range(TRIES if ask else 0):
        yield _from_typed(hidden("Passphrase, or recovery code"), salt)
        note("That does not open it.")


def _from_typed(typed: str, salt: bytes) -> Key:
    from fama_cli.casebook.errors import RecoveryCodeRefused
    from fama_cli.casebook.keys import key_from_passphrase
    from fama_cli.casebook.recovery import key_from_recovery_code

    # Nobody's passphrase is by chance a recovery code: 3 of its bytes check the others.
    with suppress(RecoveryCodeRefused):
        return key_from_recovery_code(typed, salt)
    return key_from_passphrase(typed, salt)


def new_passphrase(descriptor: int | None, *, no_input: bool) -> str:
    """A passphrase for a new casebook, typed twice, or handed over. Raises PassphraseRefused or NoKeyChosen."""
    from fama_cli.casebook.errors import PassphraseRefused
    from fama_cli.casebook.keys import checked_passphrase, passphrase_from_descriptor

    if descriptor is not None:
        return checked_passphrase(passphrase_from_descriptor(descriptor))
    if not can_ask(no_input):
        raise NoKeyChosen
    note("Three words that have nothing to do with each other make a good passphrase. Nobody can open the casebook without it.")
    while True:
        try:
            chosen = checked_passphrase(hidden("New passphrase"))
        except PassphraseRefused as refused:
            note(f"{refused.message}. {refused.hint}.")
            continue
        if hidden("The same again") == chosen:
            return chosen
        note("The two were not the same.")


def whoever() -> str:
    """The name this person logged in with. Not from the environment, which anybody can set."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        import getpass

        return getpass.getuser()


def clock() -> datetime:
    return datetime.now(UTC)


def worker_or_asked(worker: str, opening: Opening) -> str:
    """Initials, as given or as typed. Raises NotUnderstood or NoWorker."""
    if worker:
        return checked_initials(worker)
    if not can_ask(opening.no_input):
        raise NoWorker
    while True:
        try:
            return checked_initials(line("Keyworker's initials"))
        except NotUnderstood as wrong:
            note(f"{wrong.message}. {wrong.hint}.")


def checked_initials(typed: str) -> str:
    initials = typed.strip().upper()
    if not (initials.isalpha() and len(initials) <= LONGEST_INITIALS):
        raise NotUnderstood(f"Initials are 1 to {LONGEST_INITIALS} letters", hint="Type the keyworker's, such as KW")
    return initials
