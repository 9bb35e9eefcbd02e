"""fama clients add, list, show, consent, close, reopen, rename, merge, export, delete, purge, log"""

from __future__ import annotations

from typing import Annotated

import typer

from fama_cli.cli.casebook import Opening, PassphraseOption, ReferenceArgument, WorkerOption
from fama_cli.cli.house import FormatOption, JsonOption, OutputOption, command_app, complete_from
from fama_cli.cli.making import Making
from fama_cli.cli.options import taking

app = command_app(help="Who the service works with, by reference, and their rights.")

ANSWERS = ("yes", "no", "not-asked")
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask whether you are sure.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Say what would be deleted, and delete nothing.")]


@app.command("add")
@taking(Opening)
def add(
    reference: ReferenceArgument,
    opening: Opening,
    worker: WorkerOption = "",
    consent: Annotated[
        str,
        typer.Option(
            "--consent",
            metavar="ANSWER",
            help="To being counted in reports: yes, no or not-asked.",
            autocompletion=complete_from(*ANSWERS),
            show_default=False,
        ),
    ] = "",
) -> None:
    """Add a client, by a reference and never by a name.

    \b
    Examples:
      fama clients add K-104
      fama clients add K-104 --worker KW --consent yes
    """
    from fama_cli.cli.clients import added

    added(reference, worker, consent, opening)


@app.command("list")
@taking(Opening)
def list_clients(
    opening: Opening,
    closed: Annotated[bool, typer.Option("--closed", help="Those whose record is closed, too.")] = False,
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
) -> None:
    """List clients whose record is open.

    \b
    Examples:
      fama clients list
      fama clients list --closed --json
    """
    from fama_cli.cli.casebook import open_casebook
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.views.clients import clients_document

    how = wanted(as_json=as_json, format=format, output=output)
    with open_casebook(opening) as book:
        found = book.clients(closed=closed)
    show(clients_document(found), how)


@app.command("show")
@taking(Opening)
def show_client(
    reference: ReferenceArgument, opening: Opening, as_json: JsonOption = False, format: FormatOption = "", output: OutputOption = ""
) -> None:
    """Show one client: what was recorded, and what comes next.

    \b
    Examples:
      fama clients show K-104
    """
    from fama_cli.cli.clients import client_shown
    from fama_cli.cli.output import show, wanted

    how = wanted(as_json=as_json, format=format, output=output)
    show(client_shown(reference, opening), how)


@app.command("consent")
@taking(Opening)
def consent(
    reference: ReferenceArgument,
    answer: Annotated[str, typer.Argument(metavar="yes|no|not-asked", help="What was answered.", autocompletion=complete_from(*ANSWERS))],
    opening: Opening,
) -> None:
    """Record whether the client agreed to be counted in reports.

    \b
    Examples:
      fama clients consent K-104 yes
    """
    from fama_cli.cli.clients import consent_recorded

    consent_recorded(reference, answer, opening)


@app.command("close")
@taking(Opening)
def close(reference: ReferenceArgument, opening: Opening) -> None:
    """Close a client's record. It can be read, and opened again.

    \b
    Examples:
      fama clients close K-104
    """
    from fama_cli.cli.clients import closed

    closed(reference, opening)


@app.command("reopen")
@taking(Opening)
def reopen(reference: ReferenceArgument, opening: Opening) -> None:
    """Open a closed record again.

    \b
    Examples:
      fama clients reopen K-104
    """
    from fama_cli.cli.clients import reopened

    reopened(reference, opening)


@app.command("rename")
@taking(Opening)
def rename(
    reference: ReferenceArgument,
    to: Annotated[str, typer.Argument(metavar="NEW", help="The new reference.", show_default=False)],
    opening: Opening,
) -> None:
    """Give a client another reference.

    The old one is nowhere any more, but in backups made before.

    \b
    Examples:
      fama clients rename K-104 K-204
    """
    from fama_cli.cli.clients import renamed

    renamed(reference, to, opening)


@app.command("merge")
@taking(Opening)
def merge(
    reference: ReferenceArgument,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The reference that stays.", show_default=False)],
    opening: Opening,
    yes: YesOption = False,
) -> None:
    """Put two records of one person together.

    The contacts of the first go to the second, and the first is deleted.

    \b
    Examples:
      fama clients merge K-105 K-104
    """
    from fama_cli.cli.clients import merged

    merged(reference, into, opening, yes=yes)


@app.command("export")
@taking(Making)
def export(
    reference: ReferenceArgument,
    making: Making,
    as_json: JsonOption = False,
    passphrase_fd: PassphraseOption = None,
) -> None:
    """Give a client everything that is held about them.

    It is their right, and needs no consent to reports. As a document to
    read (pdf, html, docx, md or txt), or with --json for another system.

    \b
    Examples:
      fama clients export K-104 --output K-104.pdf
      fama clients export K-104 --json --output K-104.json
    """
    from fama_cli.cli.clients import exported

    exported(reference, making, as_json=as_json, opening=Opening(passphrase_fd=passphrase_fd, no_input=making.no_input))


@app.command("delete")
@taking(Opening)
def delete(reference: ReferenceArgument, opening: Opening, yes: YesOption = False) -> None:
    """Delete a client and all that is held about them, for good.

    \b
    Examples:
      fama clients delete K-104
    """
    from fama_cli.cli.clients import deleted

    deleted(reference, opening, yes=yes)


@app.command("purge")
@taking(Opening)
def purge(
    opening: Opening,
    older_than: Annotated[
        str,
        typer.Option("--older-than", metavar="TIME", help="Records closed longer ago: months or years, such as 8y.", show_default=False),
    ] = "",
    drafts: Annotated[bool, typer.Option("--drafts", help="Contacts left unfinished for 90 days.")] = False,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
) -> None:
    """Delete what your service no longer needs to keep.

    \b
    Examples:
      fama clients purge --older-than 8y --dry-run
      fama clients purge --drafts
    """
    from fama_cli.cli.clients import purged
    from fama_cli.cli.output import wanted

    how = wanted(as_json=as_json, format=format, output=output)
    purged(opening, how, older_than=older_than, drafts=drafts, dry_run=dry_run, yes=yes)


@app.command("log")
@taking(Opening)
def log(
    opening: Opening,
    reference: Annotated[
        str, typer.Argument(metavar="REFERENCE", help="The service's own. Everyone, if left out.", show_default=False)
    ] = "",
    as_json: JsonOption = False,
    format: FormatOption = "",
    output: OutputOption = "",
) -> None:
    """Show who looked at a record or changed it, and when.

    \b
    Examples:
      fama clients log K-104
      fama clients log --format csv --output log.csv
    """
    from fama_cli.cli.casebook import open_casebook
    from fama_cli.cli.output import show, wanted
    from fama_cli.cli.views.clients import log_document

    how = wanted(as_json=as_json, format=format, output=output)
    with open_casebook(opening) as book:
        entries = book.log(reference or None)
    show(log_document(entries), how)
