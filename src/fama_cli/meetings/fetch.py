"""Fetch a list from the address that somebody typed. Nothing else in fama asks the internet for anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fama_cli import __version__
from fama_cli.meetings.web.address import FetchProblem, shown
from fama_cli.record import record

if TYPE_CHECKING:
    from http.client import HTTPResponse

    from fama_cli.meetings.web.address import Address
    from fama_cli.meetings.web.connection import Names
    from fama_cli.meetings.web.deadline import Deadline

__all__ = ["LARGEST", "SECONDS", "FetchProblem", "Fetched", "Known", "fetch", "shown"]

LARGEST = 256 * 1024 * 1024
"""Bytes, unpacked."""
SECONDS = 300.0
"""For all of it, redirects too."""
REDIRECTS = 5
ASKED_BY = f"fama/{__version__}"
_MOVED = (301, 302, 303, 307, 308)
_BY_HAND = "Download the list with a web browser, then import the file"
_LATER = "Try again in a few minutes"


@record
class Known:
    """What the website said of the list when it was last fetched, to be told back to it."""

    etag: str = ""
    modified: str = ""
    """As the website wrote it. Only it reads this again."""


@record
class Fetched:
    """What came."""

    changed: bool
    """False: the website says that the list is as it was, and no file was written."""
    etag: str
    modified: str
    bytes: int
    """Of the file, unpacked."""
    content_type: str
    final_address: str
    """Where the list came from in the end, without its query."""


def fetch(address: str, into: Path, *, largest: int = LARGEST, seconds: float = SECONDS, known: Known | None = None) -> Fetched:
    """Download what `address` names to the file `into`, whole or not at all.

    The machine asked is the one the person named: that may be in their own network. A redirect may stay on that host and
    port, or go to the open internet, and nowhere else. Raises FetchProblem, and FileProblem when `into` cannot be written.
    """
    from fama_cli.meetings.web.address import moved, parsed
    from fama_cli.meetings.web.connection import Names
    from fama_cli.meetings.web.deadline import Deadline

    deadline, names = Deadline(seconds), Names()
    here = parsed(address)
    own: Address | None = here
    for _ in range(REDIRECTS + 1):
        with _explained(here, deadline), _answered(here, names, deadline, known or Known(), own) as answer:
            if answer.status not in _MOVED:
                return _taken(answer, here, into, largest, deadline, known)
            here = moved(here, answer.getheader("Location") or "")
        if own is not None and (here.host, here.port) != (own.host, own.port):
            own = None
    raise FetchProblem(
        f"`{shown(address)}` sends readers on more than {REDIRECTS} times",
        hint="Open the address in a web browser to see where the list is now, then use that address",
    )


@contextmanager
def _answered(here: Address, names: Names, deadline: Deadline, known: Known, own: Address | None) -> Iterator[HTTPResponse]:
    """The reply to a request for `here`. `own` is the host that may be private: the one that was typed, until a redirect leaves it."""
    from fama_cli.meetings.web.connection import login_of, proxy_for, reached

    proxy = proxy_for(here)
    if own is None:
        names.check(here, proxy)
    headers = {"Host": here.place, "User-Agent": ASKED_BY, "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"}
    said = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    headers.update({name: value for name, value in said.items() if _is_header(value)})
    target = here.target
    if proxy is not None and here.scheme == "http":
        target = f"http://{here.place}{target}"
        headers.update(login_of(proxy))
    with reached(here, names, proxy, deadline) as connection:
        connection.request("GET", target, headers=headers)
        with connection.getresponse() as answer:
            yield answer


def _taken(answer: HTTPResponse, here: Address, into: Path, largest: int, deadline: Deadline, known: Known | None) -> Fetched:
    from fama_cli.meetings.web.body import pieces
    from fama_cli.text import visible

    size = 0
    if answer.status == 200:
        size = _written(pieces(answer, largest=largest, deadline=deadline, name=here.bare), into)
    elif answer.status != 304 or known is None:
        raise _refused(answer.status, here)
    etag, modified, content_type = (answer.getheader(name) or "" for name in ("ETag", "Last-Modified", "Content-Type"))
    if known is not None and answer.status == 304:
        etag, modified = etag or known.etag, modified or known.modified
    return Fetched(
        changed=answer.status == 200,
        etag=etag if _is_header(etag) else "",
        modified=modified if _is_header(modified) else "",
        bytes=size,
        content_type=visible(content_type)[:100],
        final_address=here.bare,
    )


def _written(pieces: Iterator[bytes], into: Path) -> int:
    """Pieces -> a file that takes the place of `into` once it is whole. Returns its size."""
    from fama_cli.files import in_place_of, unwritable

    size = 0
    with in_place_of(into) as new, new.open("wb") as file:
        for piece in pieces:
            try:
                size += file.write(piece)
            except OSError as problem:  # What reading raises is another matter, and is told as it comes.
                raise unwritable(into, problem) from problem
    return size


def _is_header(value: str) -> bool:
    return bool(value) and len(value) <= 500 and value.isascii() and value.isprintable()


@contextmanager
def _explained(here: Address, deadline: Deadline) -> Iterator[None]:
    """Turns what goes wrong on the way into a sentence."""
    import socket
    import ssl
    from http.client import HTTPException, IncompleteRead

    from fama_cli.meetings.web.body import cut_short

    name, place = here.bare, here.place
    try:
        yield
    except (OSError, HTTPException) as problem:
        if deadline.passed:
            took = f"{deadline.seconds / 60:.0f} minutes" if deadline.seconds >= 120 else f"{deadline.seconds:g} seconds"
            raise FetchProblem(f"`{name}` took longer than {took}, so fama stopped", hint=f"{_LATER}, or {_BY_HAND.lower()}") from problem
        if isinstance(problem, ssl.SSLCertVerificationError):
            raise FetchProblem(
                f"`{place}` could not show that it is the website it says it is, so nothing was fetched",
                hint="Check the spelling of the address. If it is right, ask the people who keep the website, or your IT support",
                details=(f"The certificate: {problem.verify_message}",),
            ) from problem
        if isinstance(problem, ssl.SSLError):
            raise FetchProblem(f"`{place}` and fama could not agree on a secret connection", hint=_BY_HAND) from problem
        if isinstance(problem, socket.gaierror):
            raise FetchProblem(
                f"No website called `{here.host}` could be found", hint="Check the spelling, and that this computer is online"
            ) from problem
        if isinstance(problem, TimeoutError):
            raise FetchProblem(f"`{place}` did not answer in time", hint=f"{_LATER}, or {_BY_HAND.lower()}") from problem
        if isinstance(problem, IncompleteRead):
            raise cut_short(name) from problem
        if isinstance(problem, ConnectionRefusedError):
            raise FetchProblem(f"Nothing answers at `{place}`", hint="Check the address. If it is right, try again later") from problem
        if isinstance(problem, HTTPException | ConnectionError):
            raise FetchProblem(
                f"`{place}` broke off, or did not answer as a website does", hint=f"{_LATER}, or {_BY_HAND.lower()}"
            ) from problem
        raise FetchProblem(f"`{place}` could not be reached", hint="Check that this computer is online, then try again") from problem


def _refused(status: int, here: Address) -> FetchProblem:
    """The sentence for a status that brings no list. Statuses are those of RFC 9110, section 15."""
    says, hint = {
        401: ("asks for a user name and a password", _BY_HAND),
        403: ("does not let fama have that list", _BY_HAND),
        404: ("has no list at that address", "Check the address, or look for the list on the website"),
        410: ("no longer has that list", "Look on the website for where the list is now"),
        429: ("says it has been asked too often", "Try again in an hour"),
    }.get(status, ("answered with something that is not a list", "Open the address in a web browser to see what is there"))
    if status >= 500:
        says, hint = "has a fault of its own at present", f"{_LATER}. If it goes on, tell the people who keep the website"
    return FetchProblem(f"`{here.bare}` {says} (status {status})", hint=hint)
