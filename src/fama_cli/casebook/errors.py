"""What can go wrong with clients' records. No sentence holds an answer, or a reference beyond those the person asked about."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fama_cli.directory.dates import in_words
from fama_cli.errors import ExitCode, FamaError, FileProblem, NotFound, NotUnderstood

if TYPE_CHECKING:
    from fama_cli.casebook.model import Client, Contact

HAND_OVER = "Hand over the passphrase or the recovery code: `--passphrase-fd 3 3< file`"
RESTORE = "Restore the latest backup: the damaged file is kept beside it"
ANOTHER_BACKUP = "Try another backup"
"""Instead, when it is a backup that is damaged."""


class ReferenceRefused(NotUnderstood):
    """What was typed cannot stand for a client. What was typed is left out: it may say who the client is."""

    code = "reference"


class NoClient(NotFound):
    code = "no-client"

    def __init__(self, reference: str) -> None:
        # No other client's reference is suggested: it would be shown to whoever looks on, and might be taken for the right one.
        # Nor is what was typed repeated when it may be a name.
        from fama_cli.casebook.reference import checked_reference

        try:
            said = f"There is no client `{checked_reference(reference)}`"
        except ReferenceRefused:
            said = "There is no such client"
        super().__init__(said, hint="Check the reference, or add the client: `fama clients add`")


class NoContact(NotFound):
    """A contact that was there is gone: its client was deleted."""

    code = "no-contact"

    def __init__(self) -> None:
        super().__init__("That contact is not in the casebook any more", hint="Its client may have been deleted by someone else")


class AlreadyThere(FamaError):
    code = "already-there"
    exit_code = ExitCode.USAGE

    def __init__(self, reference: str) -> None:
        super().__init__(f"There is a client `{reference}` already", hint="Go on with that one, or choose another reference")


class DraftThere(FamaError):
    """One draft of a script for a client at a time, so that there is only one to go on with."""

    code = "draft-there"
    exit_code = ExitCode.USAGE

    def __init__(self, reference: str) -> None:
        super().__init__(f"This script was started with `{reference}` and is not finished", hint="Go on with that one, or finish it first")


class ClientClosed(FamaError):
    code = "client-closed"
    exit_code = ExitCode.USAGE

    def __init__(self, reference: str) -> None:
        super().__init__(f"The record of `{reference}` is closed", hint="Reopen it first: `fama clients reopen`")


class Changed(FamaError):
    """Someone else changed it after it was read. `now` is what it is now; nothing was saved."""

    code = "changed"
    exit_code = ExitCode.USAGE

    def __init__(self, now: Client | Contact) -> None:
        super().__init__(f"Someone else has just changed the record of `{now.reference}`", hint="Look at it again, then make your change")
        self.now = now


class SameClient(NotUnderstood):
    code = "same-client"

    def __init__(self, reference: str) -> None:
        super().__init__(f"`{reference}` cannot be merged into itself", hint="Name 2 different clients")


class ReviewsDiffer(FamaError):
    """2 records that are to be one have reviews of one day and profile, and only one review can stay."""

    code = "reviews-differ"
    exit_code = ExitCode.USAGE

    def __init__(self, on: date, profile: str) -> None:
        super().__init__(
            f"Both have a review of {in_words(on.isoformat())} with the profile {profile}, and they do not say the same",
            hint="Put one right so that they do: `fama record review REFERENCE`. Then merge. Nothing was moved",
        )


class ContactFinished(FamaError):
    code = "contact-finished"
    exit_code = ExitCode.USAGE

    def __init__(self, reference: str) -> None:
        super().__init__(f"That contact with `{reference}` is finished, so it cannot be changed", hint="Start another one")


class NoCasebook(NotFound):
    code = "no-casebook"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is no casebook `{path}`",
            hint="Make one: `fama casebook init`. If there was one, check FAMA_CASEBOOK and that the drive is connected",
        )


class CasebookThere(FileProblem):
    code = "casebook-there"

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            f"There is a casebook or another file at `{path}` already, and it was left alone", hint="Open that one, or name another"
        )


class WrongKey(FamaError):
    """SQLCipher cannot tell a wrong key from a file whose first 16 bytes are damaged, so the hint covers both."""

    code = "wrong-key"
    exit_code = ExitCode.LOCKED

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"That key or passphrase does not open `{path}`", hint=f"Try it again. If it is right, the file is damaged. {RESTORE}"
        )


class Damaged(FileProblem):
    code = "damaged"
    exit_code = ExitCode.DAMAGED

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"`{path}` is damaged, and nothing in it was changed", hint=RESTORE)


class NotACasebook(FileProblem):
    code = "not-a-casebook"

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"`{path}` is not a casebook", hint="Check the name")


class NewerCasebook(FileProblem):
    code = "newer-casebook"
    exit_code = ExitCode.OTHER_VERSION

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"`{path}` was made by a newer version of fama", hint="Install the newer version on this computer too")


class InUse(FamaError):
    code = "in-use"
    exit_code = ExitCode.IN_USE

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"Someone else is using `{path}`", hint="Wait a moment, then try again. Nothing was changed")


class CannotWrite(FileProblem):
    code = "casebook-read-only"

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"You do not have permission to write `{path}` and the folder it is in", hint="Ask the owner of the folder")


class DiskFull(FileProblem):
    code = "disk-full"

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"There is no room on the disk for `{path}`", hint="Make room, then try again. What was saved before is safe")


class Unreachable(FileProblem):
    """The file or the server failed in some other way. The details are left out: they may hold what a client said."""

    code = "casebook-unreachable"

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"`{path}` could not be used", hint="Check the disk, or the network and the server")


class BackupNotRight(FileProblem):
    """A backup that was read back and is not what was saved. It was taken away again."""

    code = "backup-not-right"
    exit_code = ExitCode.DAMAGED

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The backup `{path}` could not be read back, and was not kept", hint="Run `fama casebook check`, or try another disk"
        )


class NoKeyring(FamaError):
    code = "no-keyring"
    exit_code = ExitCode.LOCKED

    def __init__(self) -> None:
        super().__init__(
            "This computer has no keyring to keep the key in",
            hint=HAND_OVER,
        )


class KeyringLocked(FamaError):
    code = "keyring-locked"
    exit_code = ExitCode.LOCKED

    def __init__(self) -> None:
        super().__init__("The keyring of this computer is locked", hint="Unlock it, then try again")


class KeyNotKept(FamaError):
    code = "key-not-kept"
    exit_code = ExitCode.LOCKED

    def __init__(self) -> None:
        super().__init__("The keyring has no key for this casebook", hint=HAND_OVER)


class NoKeyChosen(NotUnderstood):
    code = "no-key-chosen"

    def __init__(self) -> None:
        super().__init__(
            "This computer has no keyring to keep the casebook's key in, and there is nobody to ask for a passphrase",
            hint="Hand one over: `fama casebook init --passphrase-fd 3 3< passphrase-file`",
        )


class NoWorker(NotUnderstood):
    code = "no-worker"

    def __init__(self) -> None:
        super().__init__("Nobody said who the keyworker is", hint="Give initials: `--worker KW`, or set FAMA_WORKER")


class PassphraseRefused(NotUnderstood):
    code = "passphrase"


class RecoveryCodeRefused(NotUnderstood):
    code = "recovery-code"

    def __init__(self, says: str) -> None:
        super().__init__(says, hint="Type it again from what was written down")


class OlderCasebook(FileProblem):
    code = "older-casebook"
    exit_code = ExitCode.OTHER_VERSION

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"`{path}` was made by an older version of fama", hint="Run `fama casebook upgrade`, which makes a backup first")


class NoTeam(FileProblem):
    code = "no-team"

    def __init__(self, where: str) -> None:
        super().__init__(
            f"Your login is in no team of the casebook `{where}`", hint="Ask whoever looks after the casebook to put you in a team"
        )


class NotEncrypted(FileProblem):
    """The server has no TLS, or not with a certificate that can be trusted. Nothing was sent but a greeting."""

    code = "not-encrypted"

    def __init__(self, where: str) -> None:
        super().__init__(
            f"There is no connection to `{where}` that nobody else can read",
            hint="Add `?sslrootcert=FILE` to the address, with the certificate to trust, or with `system` for what this computer trusts",
        )


class NotTheOwner(FileProblem):
    code = "not-the-owner"

    def __init__(self, where: str) -> None:
        super().__init__(f"Only the login that made the casebook `{where}` can do that", hint="Use an address with that login")


class HoldsClients(FileProblem):
    code = "holds-clients"

    def __init__(self, where: str) -> None:
        super().__init__(f"There are clients in `{where}` already, and nothing was moved", hint="Move into a casebook without clients")


class CopyNotRight(FileProblem):
    """What was copied was read back, and is not what was there. It was taken out again."""

    code = "copy-not-right"

    def __init__(self, where: str) -> None:
        super().__init__(
            f"What was copied to `{where}` is not what was there before, and was not kept", hint="Nothing is lost. Check the disk or server"
        )


class NotAllowed(FileProblem):
    code = "not-allowed"

    def __init__(self, where: str) -> None:
        super().__init__(f"Your login may not do that in the casebook `{where}`", hint="Ask whoever looks after the casebook")
