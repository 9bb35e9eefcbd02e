"""Reaching a website: looking its name up once, checking where that leads, and connecting to the very address that was checked."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from fama_cli.meetings.web.address import Address, FetchProblem, is_public
from fama_cli.meetings.web.deadline import Deadline

CONNECTING = 10.0
"""Seconds to reach one IP address, and to agree on how to speak in secret."""
EACH_READ = 20.0
"""Seconds without a single byte."""


class Proxy(NamedTuple):
    """The machine through which an office reaches the internet."""

    host: str
    port: int
    login: str = ""
    """`name:password`, for that machine alone."""


class Names:
    """Where each host is. A name is looked up once, so what was checked cannot be another machine by the time it is asked."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int], tuple[str, ...]] = {}

    def of(self, address: Address) -> tuple[str, ...]:
        """The IP addresses of a host, in the order to try them. Raises socket.gaierror."""
        key = (address.host, address.port)
        if key not in self._found:
            answers = socket.getaddrinfo(*key, type=socket.SOCK_STREAM)
            self._found[key] = tuple(dict.fromkeys(str(where[0]) for *_, where in answers))
        return self._found[key]

    def check(self, address: Address, proxy: Proxy | None) -> None:
        """Raises FetchProblem unless all that the host may be is on the open internet.

        A proxy looks names up for itself, and many an office that has one cannot look them up otherwise. So through a proxy,
        a name that is unknown here is left for the proxy to refuse, and one that is known may be another for the proxy.
        """
        try:
            found = self.of(address)
        except socket.gaierror:
            if proxy is None:
                raise
            return
        if not all(map(is_public, found)):
            raise FetchProblem(
                f"The website sends readers on to `{address.place}`, which is inside a private network",
                hint="If you know that address and trust it, give it to the command yourself",
            )


def proxy_for(address: Address) -> Proxy | None:
    """What this machine is set to use for `address`: HTTPS_PROXY, HTTP_PROXY and NO_PROXY, or the settings of Windows or macOS."""
    from urllib.request import getproxies, proxy_bypass

    known = getproxies()
    written = known.get(address.scheme) or known.get("all", "")
    if not written or address.host == "localhost" or proxy_bypass(address.place) or proxy_bypass(address.host):
        return None
    with suppress(ValueError):
        if address.host.startswith("127.") or address.host == "::1":
            return None
        parts = urlsplit(written if "://" in written else f"http://{written}")
        if parts.scheme == "http" and parts.hostname:
            login = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else ""
            return Proxy(host=parts.hostname, port=parts.port or 80, login=login)
    raise FetchProblem(
        "This machine is set to reach websites through a proxy of a kind that fama does not speak to",
        hint="Set HTTPS_PROXY to an http:// proxy, or download the list with a web browser and import the file",
    )


@contextmanager
def reached(address: Address, names: Names, proxy: Proxy | None, deadline: Deadline) -> Iterator[HTTPConnection]:
    """A connection to ask for `address` on. Raises OSError (ssl.SSLError and socket.gaierror among them) and HTTPException."""
    connection = _through(proxy, address, deadline) if proxy else _straight(address, names.of(address), deadline)
    try:
        with deadline.watching(connection.sock):
            if address.scheme == "https":
                connection.sock = _secret(connection.sock, address.host)
            connection.sock.settimeout(min(EACH_READ, deadline.left()) or 0.001)
            yield connection
    finally:
        connection.close()


def _straight(address: Address, found: tuple[str, ...], deadline: Deadline) -> HTTPConnection:
    connection = HTTPConnection(address.host, address.port)
    connection.auto_open = 0  # It must never look the name up again by itself.
    problem: OSError = OSError("the name has no address")
    for ip in found:
        line = socket.socket(socket.AF_INET6 if ":" in ip else socket.AF_INET, socket.SOCK_STREAM)
        try:
            line.settimeout(min(CONNECTING, deadline.left()) or 0.001)
            line.connect((ip, address.port))
        except OSError as failed:
            line.close()
            problem = failed
        except BaseException:
            line.close()
            raise
        else:
            connection.sock = line
            return connection
    raise problem


def _through(proxy: Proxy, address: Address, deadline: Deadline) -> HTTPConnection:
    connection = HTTPConnection(proxy.host, proxy.port, timeout=min(CONNECTING, deadline.left()) or 0.001)
    if address.scheme == "https":
        connection.set_tunnel(address.host, address.port, headers=login_of(proxy))
    try:
        connection.connect()
    except OSError as problem:
        connection.close()
        if "Tunnel connection failed" in str(problem):  # It was reached, and refuses.
            raise FetchProblem(
                f"The proxy of this network does not let fama reach `{address.place}`",
                hint="Ask your IT support, or download the list with a web browser and import the file",
            ) from problem
        raise FetchProblem(
            f"The proxy of this network, `{proxy.host}:{proxy.port}`, could not be reached",
            hint="Check that this computer is online, and that HTTPS_PROXY is right",
        ) from problem
    except BaseException:
        connection.close()
        raise
    connection.auto_open = 0
    return connection


def login_of(proxy: Proxy) -> dict[str, str]:
    """The header that tells a proxy who asks, if it is told."""
    from base64 import b64encode

    return {"Proxy-Authorization": f"Basic {b64encode(proxy.login.encode()).decode()}"} if proxy.login else {}


def _secret(line: socket.socket, host: str) -> socket.socket:
    """`line` in TLS, once the other side has shown a certificate for the name that was asked for.

    It trusts what the machine trusts, with the machine's own rules on Windows and macOS. An office that reads its traffic
    puts its own authority there.
    """
    import ssl

    from truststore import SSLContext

    context = SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    line.settimeout(CONNECTING)
    return context.wrap_socket(line, server_hostname=host)
