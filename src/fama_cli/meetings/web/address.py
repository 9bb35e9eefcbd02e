"""Addresses of lists: which may be asked for, and how one is shown without what may be secret in it."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from fama_cli.errors import ExitCode, FamaError
from fama_cli.text import visible

PORTS = {"http": 80, "https": 443}
LONGEST = 4000
"""Characters."""
EXAMPLE = "An address starts with https:// and names a website, such as https://example.org/meetings.json"

_NAT64 = int(IPv6Address("64:ff9b::")) >> 32
"""The first 96 bits of an IPv6 address that stands for the IPv4 address in its last 32 (RFC 6052, section 2.1)."""
_SAME_IN_EVERY_IDNA = re.compile("[^\u00df\u03c2\u200c\u200d]*")
"""Without the 4 characters that name one website by the rules of 2003 and another by those of 2008 (UTS 46, section 7)."""
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.ASCII)
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.ASCII)
_KEPT_IN_PATH = "/%:@!$&'()*+,;=~"
_KEPT_IN_QUERY = _KEPT_IN_PATH + "?"


class FetchProblem(FamaError):
    """A list could not be fetched from its address."""

    code = "fetch"
    exit_code = ExitCode.FILE


class Address(NamedTuple):
    """An address that may be asked for, in the parts that asking needs."""

    scheme: str
    """`http` or `https`."""
    host: str
    """A name in ASCII and small letters, or an IP address without brackets."""
    port: int
    path: str
    query: str
    """What comes after `?`. It may hold a key, so it is only ever sent."""

    @property
    def place(self) -> str:
        """Host and port as the `Host` header has them: the port only where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def target(self) -> str:
        """What is asked for there."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def bare(self) -> str:
        """The address without its query, which may be shown and stored."""
        return f"{self.scheme}://{self.place}{self.path}"


def parsed(address: str) -> Address:
    """The parts of an address as somebody typed it. Raises FetchProblem, whose words repeat no more of it than `shown` gives."""
    typed = address.strip(" ")
    if len(typed) > LONGEST or any(ord(character) < 32 or ord(character) == 127 for character in typed) or "\\" in typed:
        raise FetchProblem("That is not an address that a list can be fetched from", hint=EXAMPLE)
    try:
        parts = urlsplit(typed)
        named, port = parts.hostname or "", parts.port
    except ValueError as problem:
        raise FetchProblem("That is not an address that a list can be fetched from", hint=EXAMPLE) from problem
    if parts.scheme not in PORTS:
        raise FetchProblem("Lists are fetched from addresses that start with https:// or http://, and this one does not", hint=EXAMPLE)
    if "@" in parts.netloc:
        raise FetchProblem(
            "The address has a user name or a password before the `@`, and fama sends neither",
            hint="Download the list with a web browser, then import the file",
        )
    if port == 0 or not named:
        raise FetchProblem("That is not an address that a list can be fetched from", hint=EXAMPLE)
    path = quote(parts.path or "/", safe=_KEPT_IN_PATH)
    query = quote(parts.query, safe=_KEPT_IN_QUERY)
    return Address(scheme=parts.scheme, host=_host(named), port=port or PORTS[parts.scheme], path=path, query=query)


def moved(here: Address, location: str) -> Address:
    """Where a redirect from `here` leads. Raises FetchProblem for an address that could not be typed either, and for https to http."""
    hint = "Open the address in a web browser to see where the list is now, then use that address"
    try:
        if not location:
            raise ValueError("nowhere to go")
        # Headers are read as Latin-1 (http.client), and servers write UTF-8.
        there = parsed(urljoin(here.bare + (f"?{here.query}" if here.query else ""), location.encode("latin-1").decode("utf-8", "replace")))
    except (FetchProblem, ValueError) as problem:
        raise FetchProblem(f"`{here.bare}` sends readers on to an address that fama does not follow", hint=hint) from problem
    if (here.scheme, there.scheme) == ("https", "http"):
        raise FetchProblem(f"`{here.bare}` sends readers on from https to http, where others can read along", hint=hint)
    return there


def shown(address: str) -> str:
    """`address` as it may be shown and stored: without its query, its fragment, and any user name or password. Never raises."""
    try:
        return parsed(address).bare
    except FetchProblem:
        # A password may hold any character, so all up to the last "@" goes.
        scheme, mark, rest = address.strip().rpartition("@")[2].partition("://")
        tail = rest if mark else scheme
        return visible(re.split(r"[?#]", tail, maxsplit=1)[0])[:200]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet: not private, loopback, link-local, multicast, reserved or unspecified.

    An IPv6 address that carries an IPv4 address is judged by both.
    """
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv4Address):
        return _is_open(found)
    if found.ipv4_mapped is not None:
        return _is_open(found.ipv4_mapped)
    if int(found) >> 32 == _NAT64:
        return _is_open(IPv4Address(int(found) & 0xFFFFFFFF))
    carried = [each for each in (found.sixtofour, *(found.teredo or ())) if each is not None]
    return _is_open(found) and not found.is_site_local and all(map(_is_open, carried))


def _is_open(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified or address.is_link_local)


def _host(named: str) -> str:
    """A host name in ASCII, or an IP address. Other ways of writing an IP address, such as 2130706433 or 0x7f.1, are refused."""
    if ":" in named:
        try:
            found = IPv6Address(named)
        except ValueError:
            found = None
        if found is None or found.ipv4_mapped or found.scope_id:
            raise FetchProblem("The address has an IP address that fama does not ask", hint="Use the website's name")
        return str(found)
    name = named.rstrip(".")
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii") if _SAME_IN_EVERY_IDNA.fullmatch(name) else ""
        except UnicodeError:
            name = ""
    labels = name.lower().split(".")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return str(IPv4Address(name))
        except ValueError as problem:
            raise FetchProblem(
                "The address has a number where the name of a website belongs",
                hint="Use the website's name, or 4 numbers such as 192.0.2.1",
            ) from problem
    if len(name) > 253 or not all(map(_LABEL.fullmatch, labels)):
        raise FetchProblem("The name of the website in that address cannot be right", hint=EXAMPLE)
    return ".".join(labels)
