"""fama casebook init, status, check, backup, restore, rekey, notes, move, upgrade, roles"""

from __future__ import annotations

from typing import Annotated

import typer

from fama_cli.cli.casebook import Opening
from fama_cli.cli.house import FormatOption, JsonOption, OutputOption, command_app, complete_from
from fama_cli.cli.options import taking

app = command_app(help="Where clients' records are kept, encrypted.")

PassphraseOption = Annotated[bool, typer.Option("--passphrase", help="Use a passphrase, and not this computer's keyring.")]
FileArgument = Annotated[str, typer.Argument(metavar="FILE", help="The backup.", show_default=False)]


@app.command("init")
@taking(Opening)
def init(opening: Opening, passphrase: PassphraseOption = False) -> None:
    """Make a new, empty casebook.

    Its key is kept in this computer's keyring; without one, or with
    --passphrase, it is made from a passphrase each time. FAMA_CASEBOOK says
    where the casebook is: a file, or a team's database.

    \b
    Examples:
      fama casebook init
      fama casebook init --passphrase
    """
    from fama_cli.cli.casebook_care import made

    made(opening, passphrase=passphrase)


@app.command("status")
@taking(Opening)
def status(
    opening: Opening,
    recovery_code: Annotated[bool, typer.Option("--recovery-code", help="Show the key, to be written down and locked away.")] = False,
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
) -> None:
    """Say where the casebook is and how much is in it.

    \b
    Examples:
      fama casebook status
      fama casebook status --json
    """
    from fama_cli.cli.casebook_care import status_document
    from fama_cli.cli.casebook_keys import show_recovery_code
    from fama_cli.cli.output import show, wanted

    how = wanted(as_json=as_json, format=format, output=output)
    if recovery_code:
        show_recovery_code(opening)
        return
    show(status_document(opening), how)


@app.command("check")
@taking(Opening)
def check(opening: Opening) -> None:
    """Look through the whole casebook for damage.

    Nothing is changed.

    \b
    Examples:
      fama casebook check
    """
    from fama_cli.cli.casebook_care import checked

    checked(opening)


@app.command("backup")
@taking(Opening)
def backup(file: FileArgument, opening: Opening) -> None:
    """Copy the casebook to a new file.

    The copy is encrypted with the same key. Others may go
    on working meanwhile. The copy is read back before it is said to be made.

    \b
    Examples:
      fama casebook backup /media/stick/casebook-2026-11-22.fama
    """
    from pathlib import Path

    from fama_cli.cli.casebook_care import backed_up

    backed_up(Path(file), opening)


@app.command("restore")
@taking(Opening)
def restore(file: FileArgument, opening: Opening) -> None:
    """Go back to a backup.

    The casebook that was there is kept beside it.

    \b
    Examples:
      fama casebook restore /media/stick/casebook-2026-11-22.fama
    """
    from pathlib import Path

    from fama_cli.cli.casebook_care import restored

    restored(Path(file), opening)


@app.command("rekey")
@taking(Opening)
def rekey(
    opening: Opening,
    passphrase: PassphraseOption = False,
    new_passphrase_fd: Annotated[
        int | None,
        typer.Option("--new-passphrase-fd", metavar="NUMBER", help="Read the new one from this file descriptor.", show_default=False),
    ] = None,
) -> None:
    """Change the key of the casebook.

    Such as when somebody has seen the passphrase. Backups made
    before are still opened by the old key.

    \b
    Examples:
      fama casebook rekey
      fama casebook rekey --passphrase
    """
    from fama_cli.cli.casebook_keys import rekeyed

    rekeyed(opening, passphrase=passphrase, new_passphrase_fd=new_passphrase_fd)


@app.command("notes")
@taking(Opening)
def notes(
    setting: Annotated[
        str, typer.Argument(metavar="on|off", help="Whether free text is asked for.", autocompletion=complete_from("on", "off"))
    ],
    opening: Opening,
) -> None:
    """Let keyworkers type notes in their own words, or not.

    Notes are off in a new casebook: free text is where names and other
    people's lives slip in. Turning them off keeps those there are.

    \b
    Examples:
      fama casebook notes on
    """
    from fama_cli.cli.casebook_care import notes_set

    notes_set(setting, opening)


@app.command("move")
@taking(Opening)
def move(
    address: Annotated[
        str, typer.Argument(metavar="ADDRESS", help="The team's: postgresql://server/database. No password in it.", show_default=False)
    ],
    opening: Opening,
) -> None:
    """Copy the casebook from its file to a team's server.

    For when a team outgrows one computer. Every row is counted and read
    back before anything is kept, and the file stays as it was.

    \b
    Examples:
      fama casebook move postgresql://records.example/fama
    """
    from fama_cli.cli.casebook_care import moved

    moved(address, opening)


@app.command("upgrade")
@taking(Opening)
def upgrade(
    opening: Opening,
    backup: Annotated[
        str, typer.Option("--backup", metavar="FILE", help="Where the backup of a team's casebook goes.", show_default=False)
    ] = "",
) -> None:
    """Bring a casebook of an older version up to date.

    A backup is made first, and read back. Either all of it happens, or
    nothing does.

    \b
    Examples:
      fama casebook upgrade
    """
    from fama_cli.cli.casebook_care import upgraded

    upgraded(backup, opening)


@app.command("roles")
def roles(output: OutputOption = "") -> None:
    """Print the rights that a team's keyworkers need, as SQL.

    For whoever looks after the server to read, and to run with psql.

    \b
    Examples:
      fama casebook roles
    """
    from fama_cli.casebook.team import roles_script
    from fama_cli.cli.output import data

    data(roles_script(), "" if output == "-" else output)
