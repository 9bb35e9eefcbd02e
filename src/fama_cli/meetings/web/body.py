"""What a website sends: kept to a size, whole, and unpacked a piece at a time."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from http.client import HTTPResponse

from fama_cli.meetings.web.address import FetchProblem
from fama_cli.meetings.web.deadline import Deadline
from fama_cli.text import visible

PIECE = 64 * 1024
"""Bytes read, and unpacked, at a time."""
LARGEST_RATIO = 200
"""How many times larger than what was sent it may be unpacked. A made list of 1.5 million very like meetings comes to 46; the most
that this packing can do is 1,032 (zlib's own technical notes, https://www.zlib.net/zlib_tech.html), with one letter repeated."""
_RATIO_COUNTS_FROM = 4 * 1024 * 1024
"""Bytes unpacked. Less than this harms nobody."""
_ZLIB, _RAW, _GZIP = 15, -15, 31
"""How the `zlib` module is told which of its forms to expect (its `wbits`)."""


def pieces(response: HTTPResponse, *, largest: int, deadline: Deadline, name: str) -> Iterator[bytes]:
    """The body, unpacked. `name` is the address to show. Raises FetchProblem, OSError and HTTPException.

    A body is whole if it is as long as its headers said, if its last chunk came, or if what is packed in it has its end.
    Without any of these nobody can tell, and the reader of the list will see.
    """
    packing = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if packing not in {"identity", "gzip", "x-gzip", "deflate"}:
        raise FetchProblem(
            f"`{name}` sent the list packed in a way that fama does not read (`{visible(packing)[:40]}`)",
            hint="Download the list with a web browser, then import the file",
        )
    stated = response.length
    if stated is not None and stated > largest:
        raise _too_large(name, largest)
    sent = _Sent(response, stated, deadline, name)
    size = 0
    for piece in sent.pieces() if packing == "identity" else _unpacked(sent, packing, name):
        size += len(piece)
        if size > largest:
            raise _too_large(name, largest)
        if packing != "identity" and size > max(_RATIO_COUNTS_FROM, LARGEST_RATIO * sent.size):
            raise FetchProblem(
                f"`{name}` sent something that grows to over {LARGEST_RATIO} times its size when unpacked. No list does that",
                hint="Check the address, and tell the people who keep the website",
            )
        yield piece


class _Sent:
    """The bytes as they come, and how many there were."""

    def __init__(self, response: HTTPResponse, stated: int | None, deadline: Deadline, name: str) -> None:
        self.size = 0
        self._response = response
        self._stated = stated
        self._deadline = deadline
        self._name = name

    def pieces(self) -> Iterator[bytes]:
        while piece := self._response.read1(PIECE):
            self.size += len(piece)
            yield piece
            if self._deadline.passed:
                raise TimeoutError
        if self._deadline.passed:  # The line was cut, which looks like an end.
            raise TimeoutError
        if self._stated is not None and self.size != self._stated:
            raise cut_short(self._name)


def _unpacked(sent: _Sent, packing: str, name: str) -> Iterator[bytes]:
    unpacker = None
    try:
        for piece in sent.pieces():
            waiting = piece
            while waiting:
                if unpacker is None:
                    unpacker = zlib.decompressobj(_form(packing, waiting))
                yield unpacker.decompress(waiting, PIECE)
                # A gzip file may be several, one after the other (RFC 1952, section 2.2).
                waiting = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
                if unpacker.eof:
                    unpacker = None
        if unpacker is not None:
            # What is held back is at most a piece: everything that came has gone in.
            yield unpacker.decompress(b"", PIECE)
            if not unpacker.eof:
                raise cut_short(name)
    except zlib.error as problem:
        raise FetchProblem(
            f"`{name}` sent a list that cannot be unpacked",
            hint="Try again later, or download the list with a web browser and import the file",
        ) from problem


def _form(packing: str, start: bytes) -> int:
    if packing != "deflate":
        return _GZIP
    # Some servers leave out the two bytes that begin zlib's form (RFC 1950, section 2.2), which "deflate" is to have.
    has_start = start[0] & 0x0F == 8 and (len(start) < 2 or int.from_bytes(start[:2], "big") % 31 == 0)
    return _ZLIB if has_start else _RAW


def cut_short(name: str) -> FetchProblem:
    """The sentence for a list that stopped before its end."""
    return FetchProblem(f"Only part of the list came from `{name}`", hint="Nothing was changed. Try again in a few minutes")


def _too_large(name: str, largest: int) -> FetchProblem:
    return FetchProblem(
        f"What `{name}` sends is larger than {largest / 1_048_576:,.0f} MB, and no list is read that is larger",
        hint="Check it is the address of a list of meetings, or ask for a part of the list",
    )
