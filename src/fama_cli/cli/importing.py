"""From a file, an address or standard input to the index of meetings."""

from __future__ import annotations

import hashlib
import re
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from fama_cli import __version__
from fama_cli.catalogue.load import load_directory, load_vocabulary
from fama_cli.cli.local_meetings import index_at, postcodes
from fama_cli.cli.output import note
from fama_cli.cli.progress import Progress
from fama_cli.cli.today import today
from fama_cli.directory.group import group_named
from fama_cli.errors import FamaError, FileProblem, NotUnderstood
from fama_cli.files import unreadable
from fama_cli.meetings.feeds.problems import NotReadable
from fama_cli.meetings.index.build import Imported, NewSource, is_index, put_in, seen_again
from fama_cli.meetings.index.sources import Source, remarks_of, sources
from fama_cli.meetings.reading import Asked, Reader, Row
from fama_cli.meetings.take_in import TakingIn
from fama_cli.meetings.vocabulary import Vocabulary
from fama_cli.record import record
from fama_cli.text import did_you_mean

READERS = {
    "meeting-guide": "fama_cli.meetings.feeds.meeting_guide",
    "meeting-guide-table": "fama_cli.meetings.feeds.table",
    "bmlt": "fama_cli.meetings.feeds.bmlt",
    "oruk": "fama_cli.meetings.feeds.oruk",
    "csv": "fama_cli.meetings.feeds.sheet",
}
"""Format -> the module that reads it. A new format is one module and one name here."""

AUTO = "auto"


@record
class Importing:
    """What was typed for `fama meetings import`."""

    origin: str
    """A file, an address, or - for standard input."""
    name: str = ""
    fellowship: str = ""
    format: str = AUTO
    keep_contacts: bool = False
    dry_run: bool = False
    data: str = ""


@record
class _Obtained:
    """A list, as a file on this machine."""

    path: Path
    called: str
    """Where it came from, in a form that may be shown and kept."""
    etag: str = ""
    modified: str = ""
    changed: bool = True


def import_list(asked: Importing) -> Imported:
    """Import one list. Nothing is done where the list is as it was when it was imported before."""
    if asked.format != AUTO and asked.format not in READERS:
        raise NotUnderstood(
            f"There is no format of list called `{asked.format}`",
            hint=did_you_mean(asked.format, READERS, f"The formats are {', '.join((AUTO, *READERS))}"),
        )
    fellowship = group_named(load_directory(asked.data), asked.fellowship).id if asked.fellowship else ""
    path = index_at(asked.data)
    name = source_name(asked)
    if path.exists() and not is_index(path):
        note("The meetings that were imported before cannot be read by this version of fama. Import those lists again too")
        before = None
    else:
        before = next((each for each in sources(path) if each.name == name), None)
    how = _how(asked, fellowship)
    with _obtained(asked, before, how) as found:
        if before is not None and not found.changed:
            return _as_it_was(path, before, asked)
        format = _format(asked.format, found.path)
        vocabulary = load_vocabulary(asked.data)
        digest = _digest(found.path, format, vocabulary, how)
        if before is not None and before.digest == digest:
            return _as_it_was(path, before, asked)
        if before is not None and before.fellowship != fellowship and before.fellowship and fellowship:
            raise NotUnderstood(
                f"`{name}` is a list of {before.fellowship}, and this is one of {fellowship}: it would take its place",
                hint=f"Give this one a name of its own, such as `--as {name}-{fellowship}`",
            )
        if before is not None and before.origin != found.called:
            note(f"This takes the place of `{name}`, which came from {before.origin}. To have both, name one of them with `--as`")
        source = NewSource(
            name=name, origin=found.called, format=format, fellowship=fellowship, digest=digest, etag=found.etag, modified=found.modified
        )
        read: Reader = import_module(READERS[format]).read
        rows = read(found.path, Asked(vocabulary=vocabulary, fellowship=fellowship))
        with Progress("rows read", total=lambda: _rows_in(found.path, format)) as progress, postcodes(asked.data) as postcode_at:
            taking = TakingIn(_watched(rows, progress), keep_contacts=asked.keep_contacts, today=today())
            try:
                return put_in(path, source, taking, today=today(), postcode_at=postcode_at, dry_run=asked.dry_run)
            except NotReadable as problem:
                if asked.format != AUTO:
                    problem.hint += f". Or leave out `--format {asked.format}`, and fama looks which it is"
                raise


def _as_it_was(path: Path, before: Source, asked: Importing) -> Imported:
    if before.seen_on != today().isoformat() and not asked.dry_run:
        with postcodes(asked.data) as postcode_at:
            seen_again(path, before.name, today=today(), postcode_at=postcode_at)
    return Imported(
        source=before.name,
        rows=before.rows,
        meetings=before.meetings,
        skipped=before.skipped,
        remarks=remarks_of(path, before.name),
        changes=(),
        first_time=False,
        unchanged_since=before.imported_on,
    )


def source_name(asked: Importing) -> str:
    """What the list is called from now on: as was typed, or as its file or its host is. Raises NotUnderstood."""
    named = asked.name
    if not named and asked.origin == "-":
        raise NotUnderstood("A list from standard input has no name", hint="Give it one with `--as`, such as `--as na-leeds`")
    if not named and _is_address(asked.origin):
        from urllib.parse import urlsplit

        named = urlsplit(asked.origin).hostname or ""
    name = re.sub(r"[^a-z0-9]+", "-", (named or Path(asked.origin).stem).lower()).strip("-")[:40]
    if not name:
        raise NotUnderstood("That list has no name of letters or numbers", hint="Give it one with `--as`, such as `--as na-leeds`")
    return name


def _is_address(origin: str) -> bool:
    return re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://", origin) is not None


@contextmanager
def _obtained(asked: Importing, before: Source | None, how: str) -> Iterator[_Obtained]:
    if asked.origin != "-" and not _is_address(asked.origin):
        path = Path(asked.origin)
        _refuse_what_is_no_file(path)
        yield _Obtained(path=path, called=path.name)
        return
    with tempfile.TemporaryDirectory(prefix="fama-") as folder:
        into = Path(folder) / "list"
        found = _fetched(asked.origin, into, before, how) if asked.origin != "-" else _from_standard_input(into)
        try:
            yield found
        except FamaError as problem:
            # Nobody knows the file that it was put in meanwhile.
            problem.message = problem.message.replace(str(into), found.called)
            raise


def _refuse_what_is_no_file(path: Path) -> None:
    """A folder or a pipe is refused before it is opened, so nothing can hang. Raises FileProblem."""
    try:
        about = path.stat()
    except (OSError, ValueError) as problem:
        raise unreadable(path, problem if isinstance(problem, OSError) else FileNotFoundError()) from problem
    if stat.S_ISDIR(about.st_mode):
        raise FileProblem(f"`{path}` is a folder, and a list of meetings was expected", hint="Name a file inside it")
    if not stat.S_ISREG(about.st_mode):
        raise FileProblem(f"`{path}` is not an ordinary file", hint="Pipe it in: `fama meetings import - --as NAME`")


def _from_standard_input(into: Path) -> _Obtained:
    if sys.stdin.isatty():
        raise NotUnderstood(
            "`-` reads a list from standard input, and that is this keyboard",
            hint="Name a file, or pipe one in",
        )
    stream = getattr(sys.stdin, "buffer", None)
    with into.open("wb") as file:
        while chunk := stream.read(1 << 20) if stream else sys.stdin.read().encode():
            file.write(chunk)
    return _Obtained(path=into, called="standard input")


def _fetched(address: str, into: Path, before: Source | None, how: str) -> _Obtained:
    from fama_cli.meetings.fetch import Known, fetch, shown

    if address.lower().startswith(("http://", "https://")):  # Any other is refused, and nobody is contacted.
        note(f"Contacting {shown(address)}")
    # A list that is to be read in another way is asked for whole, though the server may say that it is as it was.
    as_before = before is not None and before.origin == shown(address) and before.digest.endswith(how)
    known = Known(etag=before.etag, modified=before.modified) if before is not None and as_before else None
    got = fetch(address, into, known=known)
    return _Obtained(path=into, called=shown(address), etag=got.etag, modified=got.modified, changed=got.changed)


def _format(named: str, path: Path) -> str:
    if named != AUTO:
        return named
    from fama_cli.meetings.feeds.sniff import format_of

    return format_of(path)


def _how(asked: Importing, fellowship: str) -> str:
    """What was asked for, besides which list. Another version of fama may read it otherwise."""
    return hashlib.sha256(repr((__version__, fellowship, asked.format, asked.keep_contacts)).encode()).hexdigest()[:16]


def _digest(path: Path, format: str, vocabulary: Vocabulary, how: str) -> str:
    """Of the bytes of the list, of what its codes mean, and of how it is read."""
    with path.open("rb") as file:
        made = hashlib.file_digest(file, "sha256")
    made.update(repr((format, tuple(vocabulary.meeting_codes), tuple(vocabulary.fellowship_names))).encode())
    return f"{made.hexdigest()}-{how}"


_ROW = {"meeting-guide": b'"name"', "meeting-guide-table": b"\n", "csv": b"\n"}
"""What stands once in nearly every row. A bar needs no more than that."""


def _rows_in(path: Path, format: str) -> int:
    """About how many rows there are. 0 for formats that are read at once."""
    if format not in _ROW:
        return 0
    with path.open("rb") as file:
        return sum(piece.count(_ROW[format]) for piece in iter(lambda: file.read(1 << 20), b""))


def _watched(rows: Iterator[Row], progress: Progress) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        if number % 1000 == 0:
            progress.at(number)
        yield row
