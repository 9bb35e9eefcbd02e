"""Fetching a list: what may be asked, what comes of it, and what is refused."""

from __future__ import annotations

import gzip
import random
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fama_cli import __version__
from fama_cli.errors import FileProblem
from fama_cli.meetings.fetch import Fetched, FetchProblem, Known, fetch, shown
from fama_cli.meetings.web import connection
from fama_cli.meetings.web.address import is_public, moved, parsed
from fama_cli.text import visible

LIST = b'[{"name": "Tuesday Hope"}]'

Reply = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A website on this machine: path -> what it does. It keeps what it was asked."""

    def __init__(self, replies: Mapping[str, Reply]) -> None:
        self.replies = dict(replies)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.done = threading.Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                site.replies.get(self.path.partition("?")[0], status(404))(self)

            def log_message(self, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, *args: object) -> None:
                pass  # A test hangs up in the middle.

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.at = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self) -> Site:
        self._thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self.done.set()
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()


def status(code: int, body: bytes = b"", **headers: str) -> Reply:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            if value:
                handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def to(location: str, code: int = 302) -> Reply:
    return status(code, Location=location)


def raw(*parts: bytes, pause: float = 0, then: threading.Event | None = None) -> Reply:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        for part in parts:
            handler.wfile.write(part)
            handler.wfile.flush()
            time.sleep(pause)
        if then:
            then.wait(10)

    return reply


def packed(body: bytes, how: str) -> Reply:
    return status(200, body, Content_Encoding=how)


@pytest.fixture
def site(loopback: None) -> Iterator[Site]:
    with Site(
        {"/list.json": status(200, LIST, Content_Type="application/json", ETag='"v1"', Last_Modified="Tue, 04 Aug 2026 10:11:12 GMT")}
    ) as each:
        yield each


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "fetched" / "list"


@pytest.fixture(autouse=True)
def folder(into: Path) -> Iterator[None]:
    into.parent.mkdir()
    yield
    assert [path.name for path in into.parent.iterdir() if path != into] == [], "nothing half done is left behind"


def refused(address: str, into: Path, **options: object) -> FetchProblem:
    with pytest.raises(FetchProblem) as caught:
        fetch(address, into, **options)  # type: ignore[arg-type]
    assert not into.exists()
    assert caught.value.hint
    return caught.value


# What comes


def test_a_list_is_fetched_whole(site: Site, into: Path) -> None:
    found = fetch(f"{site.at}/list.json?key=secret#top", into)

    assert into.read_bytes() == LIST
    assert found == Fetched(
        changed=True,
        etag='"v1"',
        modified="Tue, 04 Aug 2026 10:11:12 GMT",
        bytes=len(LIST),
        content_type="application/json",
        final_address=f"{site.at}/list.json",
    )


def test_what_is_told_to_the_website_names_nobody(site: Site, into: Path) -> None:
    fetch(f"{site.at}/list.json?key=secret#top", into)

    assert site.asked == [
        (
            "/list.json?key=secret",
            {
                "host": f"127.0.0.1:{site.port}",
                "user-agent": f"fama/{__version__}",
                "accept": "*/*",
                "accept-encoding": "gzip",
                "connection": "close",
            },
        )
    ]


def test_a_list_that_is_as_it_was_is_not_sent_again(site: Site, into: Path) -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        same = handler.headers["If-None-Match"] == '"v1"' and handler.headers["If-Modified-Since"] == "Tue, 04 Aug 2026 10:11:12 GMT"
        (status(304, Content_Length="") if same else status(200, LIST))(handler)

    site.replies["/feed"] = reply
    known = Known(etag='"v1"', modified="Tue, 04 Aug 2026 10:11:12 GMT")

    found = fetch(f"{site.at}/feed", into, known=known)

    assert not into.exists()
    assert (found.changed, found.bytes, found.etag, found.modified) == (False, 0, known.etag, known.modified)
    assert fetch(f"{site.at}/feed", into, known=Known(etag='"v0"')).changed


def test_what_is_known_cannot_bring_in_other_headers(site: Site, into: Path) -> None:
    fetch(f"{site.at}/list.json", into, known=Known(etag='"v1"\r\nCookie: a=b', modified="\u2603"))

    assert "if-none-match" not in site.asked[0][1]
    assert "if-modified-since" not in site.asked[0][1]


MANY = b"".join(b'{"name": "Meeting %d", "day": %d},' % (number, number % 7) for number in range(20_000))


def packed_up(contents: bytes) -> bytes:
    """By gzip, without the time: it would be in the names of tests, which must not differ from one process to the next."""
    return gzip.compress(contents, mtime=0)


_raw_deflate = zlib.compressobj(wbits=-15)


@pytest.mark.parametrize(
    ("how", "body", "expected"),
    [
        ("gzip", packed_up(MANY), MANY),
        ("x-gzip", packed_up(LIST), LIST),
        ("GZIP", packed_up(LIST[:9]) + packed_up(LIST[9:]), LIST),
        ("deflate", zlib.compress(MANY), MANY),
        ("deflate", _raw_deflate.compress(MANY) + _raw_deflate.flush(), MANY),
        ("identity", LIST, LIST),
        ("gzip", packed_up(b""), b""),
    ],
)
def test_a_packed_list_is_unpacked(site: Site, into: Path, how: str, body: bytes, expected: bytes) -> None:
    site.replies["/packed"] = packed(body, how)

    found = fetch(f"{site.at}/packed", into)

    assert (into.read_bytes(), found.bytes) == (expected, len(expected))


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n3\r\nyou\r\n0\r\n\r\n"), b"helloyou"),
        (raw(b"HTTP/1.0 200 OK\r\n\r\nuntil the line is closed"), b"until the line is closed"),
    ],
)
def test_other_ways_to_send_a_list(site: Site, into: Path, reply: Reply, expected: bytes) -> None:
    site.replies["/list"] = reply

    fetch(f"{site.at}/list", into)

    assert into.read_bytes() == expected


# What is refused of what comes


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello"), "Only part of the list came from `{at}`"),
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n30\r\nyou"), "Only part of the list came from `{at}`"),
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"), "Only part of the list came from `{at}`"),
        (packed(packed_up(MANY)[:-9], "gzip"), "Only part of the list came from `{at}`"),
        (packed(packed_up(MANY)[:5000], "gzip"), "Only part of the list came from `{at}`"),
        (packed(b"not packed", "gzip"), "`{at}` sent a list that cannot be unpacked"),
        (packed(packed_up(MANY)[:-8] + b"\0" * 8, "gzip"), "`{at}` sent a list that cannot be unpacked"),
        (packed(packed_up(LIST) + b"more", "gzip"), "`{at}` sent a list that cannot be unpacked"),
        (packed(LIST, "br"), "`{at}` sent the list packed in a way that fama does not read (`br`)"),
        (
            packed(packed_up(packed_up(LIST)), "gzip, gzip"),
            "`{at}` sent the list packed in a way that fama does not read (`gzip, gzip`)",
        ),
        (raw(b"SSH-2.0-OpenSSH_9\r\n"), "`{place}` broke off, or did not answer as a website does"),
        (raw(b""), "`{place}` broke off, or did not answer as a website does"),
        (raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n"), "`{place}` broke off, or did not answer as a website does"),
        (status(401), "`{at}` asks for a user name and a password (status 401)"),
        (status(403), "`{at}` does not let fama have that list (status 403)"),
        (status(404), "`{at}` has no list at that address (status 404)"),
        (status(410), "`{at}` no longer has that list (status 410)"),
        (status(429), "`{at}` says it has been asked too often (status 429)"),
        (status(500), "`{at}` has a fault of its own at present (status 500)"),
        (status(503), "`{at}` has a fault of its own at present (status 503)"),
        (raw(b"HTTP/1.1 204 No Content\r\n\r\n"), "`{at}` answered with something that is not a list (status 204)"),
        (status(206, LIST), "`{at}` answered with something that is not a list (status 206)"),
        (status(304, Content_Length=""), "`{at}` answered with something that is not a list (status 304)"),
        (to(""), "`{at}` sends readers on to an address that fama does not follow"),
    ],
)
def test_what_cannot_be_used_is_said(site: Site, into: Path, reply: Reply, says: str) -> None:
    site.replies["/list"] = reply

    problem = refused(f"{site.at}/list?key=secret", into)

    assert problem.message == says.format(at=f"{site.at}/list", place=f"127.0.0.1:{site.port}")
    assert (problem.code, int(problem.exit_code)) == ("fetch", 5)


def test_whatever_is_sent_is_taken_or_explained(site: Site, into: Path) -> None:
    chance = random.Random(20261121)
    starts = [
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: x\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n3;a=b\r\nyou\r\n0\r\nX: y\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + packed_up(MANY[:2000]),
        b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/list?a=b\r\n\r\n",
    ]
    for _ in range(200):
        sent = bytearray(chance.choice(starts))
        for _ in range(chance.randrange(1, 5)):
            at = chance.randrange(len(sent))
            sent[at : at + chance.randrange(4)] = bytes(
                chance.choice([0, 10, 13, 45, 58, 255, chance.randrange(256)]) for _ in range(chance.randrange(3))
            )
        site.replies["/list"] = raw(bytes(sent))
        with suppress(FetchProblem):
            fetch(f"{site.at}/list", into, seconds=2)


def test_an_older_file_stays_when_a_new_one_cannot_be_had(site: Site, into: Path) -> None:
    into.write_bytes(b"older")
    site.replies["/list"] = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello")

    with pytest.raises(FetchProblem):
        fetch(f"{site.at}/list", into)

    assert into.read_bytes() == b"older"


@pytest.mark.parametrize(
    "reply",
    [
        status(200, b"x" * 1001),
        raw(b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 1001),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + b"x" * 1001 + b"\r\n0\r\n\r\n"),
        packed(packed_up(b"x" * 1001), "gzip"),
        status(200, b"x", Content_Length="99999999999999"),
    ],
)
def test_a_list_over_the_size_is_refused(site: Site, into: Path, reply: Reply) -> None:
    site.replies["/list"] = reply

    assert "is larger than 0 MB" in refused(f"{site.at}/list", into, largest=1000).message


def test_a_list_of_just_the_size_is_taken(site: Site, into: Path) -> None:
    site.replies["/list"] = packed(packed_up(b"x" * 1000), "gzip")

    assert fetch(f"{site.at}/list", into, largest=1000).bytes == 1000


def test_a_bomb_is_refused_before_it_fills_anything(site: Site, into: Path) -> None:
    site.replies["/bomb"] = packed(packed_up(b"\0" * 64_000_000), "gzip")

    problem = refused(f"{site.at}/bomb", into)

    assert problem.message == f"`{site.at}/bomb` sent something that grows to over 200 times its size when unpacked. No list does that"


# Time


def test_silence_is_not_waited_for(site: Site, into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "EACH_READ", 0.1)
    site.replies["/list"] = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello", then=site.done)

    assert refused(f"{site.at}/list", into).message == f"`127.0.0.1:{site.port}` did not answer in time"


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_drip_is_cut_off_at_the_end_of_the_time(site: Site, into: Path, start: bytes) -> None:
    site.replies["/list"] = raw(start, *[b"a"] * 200, pause=0.02)
    began = time.monotonic()

    problem = refused(f"{site.at}/list", into, seconds=0.3)

    assert problem.message == f"`{site.at}/list` took longer than 0.3 seconds, so fama stopped"
    assert time.monotonic() - began < 2


def test_a_port_where_nothing_answers(into: Path, loopback: None) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]

        assert refused(f"http://127.0.0.1:{port}/", into).message == f"Nothing answers at `127.0.0.1:{port}`"


def test_a_name_that_nobody_has(into: Path, loopback: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)

    assert refused("https://meetings.example/list", into).message == "No website called `meetings.example` could be found"


def test_a_folder_that_is_not_there(site: Site, tmp_path: Path) -> None:
    with pytest.raises(FileProblem):
        fetch(f"{site.at}/list.json", tmp_path / "absent" / "list")


# Redirects


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_on_the_same_host_is_followed(site: Site, into: Path, code: int) -> None:
    site.replies["/old"] = to("/list.json", code)

    assert fetch(f"{site.at}/old?key=secret", into).final_address == f"{site.at}/list.json"


def test_five_redirects_and_no_more(site: Site, into: Path) -> None:
    site.replies |= {f"/{number}": to(f"/{number + 1}") for number in range(1, 7)}
    site.replies["/7"] = status(200, LIST)

    assert fetch(f"{site.at}/2", into).bytes == len(LIST)
    into.unlink()
    assert refused(f"{site.at}/1?key=secret", into).message == f"`{site.at}/1` sends readers on more than 5 times"


PRIVATE = [
    "10.0.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "::",
    "::1",
    "fe80::1",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "2002:0a00:0001::",
    "2001:0:7f00:1::",
    "fe80::1%eth0",
]
PUBLIC = ["93.184.215.14", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]


@pytest.mark.parametrize(("address", "expected"), [*((each, False) for each in PRIVATE), *((each, True) for each in PUBLIC)])
def test_which_ip_addresses_are_public(address: str, expected: bool) -> None:
    assert is_public(address) is expected


@pytest.mark.parametrize("host", ["10.0.0.1", "127.0.0.1", "169.254.169.254", "0.0.0.0", "[::1]", "[fe80::1]", "localhost"])
def test_a_redirect_into_a_private_network_is_refused(site: Site, into: Path, host: str) -> None:
    site.replies["/go"] = to(f"http://{host}:{site.port + 1 if site.port < 65535 else 1}/list.json")

    assert refused(f"{site.at}/go", into).message.endswith("which is inside a private network")
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    "location",
    [
        "ftp://example.org/list",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "gopher://127.0.0.1/",
        "http://me:secret@example.org/",
        "http://2130706433/",
        "http://[::ffff:10.0.0.1]/",
        "http://example.org:99999/",
    ],
)
def test_a_redirect_to_what_may_not_be_typed_is_refused(site: Site, into: Path, location: str) -> None:
    site.replies["/go"] = to(location)

    problem = refused(f"{site.at}/go", into)

    assert problem.message == f"`{site.at}/go` sends readers on to an address that fama does not follow"


def test_no_redirect_leads_from_https_to_http() -> None:
    with pytest.raises(FetchProblem, match="from https to http"):
        moved(parsed("https://example.org/list"), "http://example.org/list")

    assert moved(parsed("http://example.org/list"), "https://example.org/list").scheme == "https"


def answers(monkeypatch: pytest.MonkeyPatch, **hosts: list[list[str]]) -> list[str]:
    """Makes names lead where the test says: one list for each time the name is looked up. Returns the names that were."""
    looked_up: list[str] = []

    def find(host: str, port: int, *args: object, **kwargs: object) -> list[tuple[object, ...]]:
        looked_up.append(host)
        known = hosts.get(host.replace(".", "_"))
        if known is None:
            ip_address(host)
            known = [[host]] * 9
        found = known[min(looked_up.count(host), len(known)) - 1]
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return [(socket.AF_INET6 if ":" in ip else socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in found]

    monkeypatch.setattr(socket, "getaddrinfo", find)
    return looked_up


def test_a_name_is_looked_up_once_so_it_cannot_change_under_way(site: Site, into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = answers(monkeypatch, lists_example=[["127.0.0.1"], ["10.0.0.1"]])
    site.replies["/go"] = to("/list.json")

    fetch(f"http://lists.example:{site.port}/go", into)

    assert looked_up == ["lists.example"]
    assert [headers["host"] for _, headers in site.asked] == [f"lists.example:{site.port}"] * 2


@pytest.mark.parametrize("found", [["10.0.0.1"], ["93.184.215.14", "10.0.0.1"], ["::ffff:127.0.0.1"]])
def test_a_redirect_to_a_name_that_leads_into_a_private_network_is_refused(
    site: Site, into: Path, monkeypatch: pytest.MonkeyPatch, found: list[str]
) -> None:
    answers(monkeypatch, inside_example=[found])
    site.replies["/go"] = to("http://inside.example/list.json")

    assert refused(f"{site.at}/go", into).message == "The website sends readers on to `inside.example`, which is inside a private network"


def test_each_ip_address_of_a_name_is_tried(site: Site, into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, lists_example=[["::1", "127.0.0.1"]])

    assert fetch(f"http://lists.example:{site.port}/list.json", into).changed


# Proxies


def test_a_list_comes_through_the_proxy_of_an_office(site: Site, into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://worker:p%40ss@127.0.0.1:{site.port}")
    answers(monkeypatch, lists_example=[[]])
    site.replies["http://lists.example/list.json"] = status(200, LIST)

    fetch("http://lists.example/list.json?key=1", into)

    path, headers = site.asked[0]
    assert (path, headers["host"]) == ("http://lists.example/list.json?key=1", "lists.example")
    assert headers["proxy-authorization"] == "Basic d29ya2VyOnBAc3M="


@pytest.mark.parametrize("location", ["http://10.0.0.1/list.json", "http://inside.example/", "http://[::1]/", "http://127.0.0.1/"])
def test_no_redirect_leads_from_public_to_private_through_a_proxy(
    site: Site, into: Path, monkeypatch: pytest.MonkeyPatch, location: str
) -> None:
    monkeypatch.setenv("http_proxy", f"127.0.0.1:{site.port}")
    answers(monkeypatch, lists_example=[["93.184.215.14"]], inside_example=[["192.168.0.9"]])
    site.replies["http://lists.example/go"] = to(location)

    assert refused("http://lists.example/go", into).message.endswith("which is inside a private network")
    assert len(site.asked) == 1


def test_a_name_that_only_the_proxy_knows_is_left_to_it(site: Site, into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", site.at)
    answers(monkeypatch, lists_example=[[]], www_lists_example=[[]])
    site.replies["http://lists.example/go"] = to("http://www.lists.example/list.json")
    site.replies["http://www.lists.example/list.json"] = status(200, LIST)

    assert fetch("http://lists.example/go", into).final_address == "http://www.lists.example/list.json"


def test_a_proxy_is_not_asked_for_this_machine_or_for_what_it_does_not_cover(
    site: Site, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "lists.example")
    answers(monkeypatch, lists_example=[["127.0.0.1"]])

    assert fetch(f"{site.at}/list.json", into).changed
    assert fetch(f"http://lists.example:{site.port}/list.json", into).changed


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1080", "https://127.0.0.1", "http://127.0.0.1:port"])
def test_a_proxy_of_another_kind_is_named(into: Path, loopback: None, monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("https_proxy", proxy)

    assert "through a proxy of a kind that fama does not speak to" in refused("https://example.org/", into).message


def test_a_proxy_that_refuses(site: Site, into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{site.port}")

    assert refused("https://example.org/list", into).message == "The proxy of this network does not let fama reach `example.org`"


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_is_not_there(into: Path, loopback: None, monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        proxy = f"127.0.0.1:{unused.getsockname()[1]}"
        monkeypatch.setenv(f"{scheme}_proxy", f"http://worker:secret@{proxy}")

        assert refused(f"{scheme}://example.org/list", into).message == f"The proxy of this network, `{proxy}`, could not be reached"


# TLS


class Certificates:
    """An authority made for these tests, and a website with a certificate from it."""

    def __init__(self, folder: Path, name: str) -> None:
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec

        def made(
            subject: str, signer: ec.EllipticCurvePrivateKey | None, issuer: str
        ) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
            key = ec.generate_private_key(ec.SECP256R1())
            named = [x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, each)]) for each in (subject, issuer)]
            now = datetime.now(UTC)
            builder = (
                x509.CertificateBuilder()
                .subject_name(named[0])
                .issuer_name(named[1])
                .public_key(key.public_key())
                .serial_number(x509.random_serial_number())
                .not_valid_before(now - timedelta(days=1))
                .not_valid_after(now + timedelta(days=1))
                .add_extension(x509.BasicConstraints(ca=signer is None, path_length=None), critical=True)
            )
            if signer is not None:
                builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(subject)]), critical=False)
            return builder.sign(signer or key, hashes.SHA256()), key

        authority, signer = made("Tests", None, "Tests")
        own, key = made(name, signer, "Tests")
        self.authority = folder / "authority.pem"
        self.authority.write_bytes(authority.public_bytes(serialization.Encoding.PEM))
        self.own = folder / "own.pem"
        secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        self.own.write_bytes(own.public_bytes(serialization.Encoding.PEM) + secret)


@pytest.fixture
def certificates(tmp_path: Path) -> Certificates:
    return Certificates(tmp_path, "lists.example")


@pytest.fixture
def secret_site(site: Site, certificates: Certificates) -> Site:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates.own)
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    return site


def test_a_website_with_the_right_name_is_believed(
    secret_site: Site, certificates: Certificates, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority))
    answers(monkeypatch, lists_example=[["127.0.0.1"]])

    found = fetch(f"https://lists.example:{secret_site.port}/list.json", into)

    assert found.final_address == f"https://lists.example:{secret_site.port}/list.json"
    assert into.read_bytes() == LIST


@pytest.mark.parametrize(("host", "trusted"), [("other.example", True), ("127.0.0.1", True), ("lists.example", False)])
def test_a_website_with_another_name_or_from_a_stranger_is_not_believed(
    secret_site: Site, certificates: Certificates, into: Path, monkeypatch: pytest.MonkeyPatch, host: str, trusted: bool
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority))
    answers(monkeypatch, lists_example=[["127.0.0.1"]], other_example=[["127.0.0.1"]])

    problem = refused(f"https://{host}:{secret_site.port}/list.json", into)

    assert problem.message == f"`{host}:{secret_site.port}` could not show that it is the website it says it is, so nothing was fetched"
    assert problem.details[0].startswith("The certificate: ")
    assert secret_site.asked == []


def test_a_website_that_speaks_openly_where_secrecy_was_asked_for(site: Site, into: Path) -> None:
    port = site.port

    assert refused(f"https://127.0.0.1:{port}/", into).message == f"`127.0.0.1:{port}` and fama could not agree on a secret connection"


def test_a_secret_connection_through_a_proxy_still_checks_the_name(
    secret_site: Site, certificates: Certificates, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tunnel(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 Connected\r\n\r\n")
        with socket.create_connection(("127.0.0.1", secret_site.port)) as there:
            back = threading.Thread(target=_pour, args=(there, handler.connection))
            back.start()
            _pour(handler.connection, there)
            back.join()

    with Site({}) as proxy:
        proxy.server.RequestHandlerClass.do_CONNECT = tunnel  # type: ignore[attr-defined]
        monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority))
        monkeypatch.setenv("https_proxy", proxy.at)
        answers(monkeypatch, lists_example=[[]], other_example=[[]])

        assert fetch("https://lists.example/list.json", into).changed
        assert secret_site.asked[0][1]["host"] == "lists.example"
        into.unlink()
        assert "could not show that it is the website" in refused(f"https://other.example:{secret_site.port}/list.json", into).message


def _pour(source: socket.socket, target: socket.socket) -> None:
    try:
        while some := source.recv(65536):
            target.sendall(some)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


# Addresses


@pytest.mark.parametrize(
    ("typed", "bare", "target"),
    [
        ("https://Example.ORG", "https://example.org/", "/"),
        (" http://example.org:80/a?b=c#d ", "http://example.org/a", "/a?b=c"),
        ("https://example.org:8443/a b/é?q=é x", "https://example.org:8443/a%20b/%C3%A9", "/a%20b/%C3%A9?q=%C3%A9%20x"),
        ("https://bücher.example/%20", "https://xn--bcher-kva.example/%20", "/%20"),
        ("https://example.org./@who", "https://example.org/@who", "/@who"),
        ("http://192.168.1.5:8000/list", "http://192.168.1.5:8000/list", "/list"),
        ("http://[fd00::1]/", "http://[fd00::1]/", "/"),
        ("http://team_server/list", "http://team_server/list", "/list"),
    ],
)
def test_addresses_that_may_be_asked_for(typed: str, bare: str, target: str) -> None:
    address = parsed(typed)

    assert (address.bare, address.target, shown(typed)) == (bare, target, bare)


REFUSED = [
    ("", "start with https:// or http://"),
    ("example.org/list", "start with https:// or http://"),
    ("ftp://example.org/secret", "start with https:// or http://"),
    ("file:///etc/passwd", "start with https:// or http://"),
    ("https://", "not an address"),
    ("https:///list", "not an address"),
    ("https://example.org:0/", "not an address"),
    ("https://example.org:99999/", "not an address"),
    ("https://example.org:secret/", "not an address"),
    ("https://exa\nmple.org/", "not an address"),
    ("https://example.org/\r\nHost: x", "not an address"),
    ("https://example.org/\x00", "not an address"),
    ("https://example.org\\@other.org/", "not an address"),
    ("https://[::1/", "not an address"),
    ("https://example.org/" + "a" * 5000, "not an address"),
    ("https://me:secret@example.org/", "a user name or a password"),
    ("https://secret@example.org/", "a user name or a password"),
    ("http://2130706433/", "a number where the name"),
    ("http://0x7f000001/", "a number where the name"),
    ("http://0x7f.1/", "a number where the name"),
    ("http://0177.0.0.1/", "a number where the name"),
    ("http://127.1/", "a number where the name"),
    ("http://1.2.3.256/", "a number where the name"),
    ("http://１２７.1/", "a number where the name"),
    ("http://[::ffff:127.0.0.1]/", "an IP address that fama does not ask"),
    ("http://[fe80::1%25eth0]/", "an IP address that fama does not ask"),
    ("https://exam ple.org/", "cannot be right"),
    ("https://-example.org/", "cannot be right"),
    ("https://example..org/", "cannot be right"),
    ("https://" + "a" * 64 + ".org/", "cannot be right"),
    ("https://straße.example/", "cannot be right"),
    ("https://exa%6dple.org/", "cannot be right"),
]


@pytest.mark.parametrize(("typed", "says"), REFUSED)
def test_addresses_that_may_not(typed: str, says: str, into: Path) -> None:
    problem = refused(typed, into)

    assert says in problem.message
    assert "secret" not in problem.message + problem.hint


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("https://me:secret@example.org/list?key=1", "example.org/list"),
        ("https://me:se/cr?et@example.org/list", "example.org/list"),
        ("me:secret@example.org", "example.org"),
        ("ftp://example.org/a?key=1", "example.org/a"),
        ("https://example.org/a\x1b[31m?key=1", "example.org/a<1B>[31m"),
        ("", ""),
    ],
)
def test_an_address_is_shown_without_what_may_be_secret(typed: str, expected: str) -> None:
    assert shown(typed) == expected


ANYTHING = st.text(max_size=40)


@given(st.sampled_from(["", "https://", "http://[", "https://a:b@", "https://example.org/"]), ANYTHING)
def test_any_address_is_taken_or_explained(start: str, rest: str) -> None:
    typed = start + rest
    assert visible(shown(typed)) == shown(typed)
    with suppress(FetchProblem):
        address = parsed(typed)

        assert address.bare.isascii()
        assert address.target.isascii()
        assert " " not in address.target
        assert parsed(address.bare).bare == address.bare


@given(ANYTHING)
def test_any_redirect_is_taken_or_explained(location: str) -> None:
    with suppress(FetchProblem):
        assert moved(parsed("https://example.org/list"), location).scheme == "https"


@given(st.text(st.characters(codec="ascii", exclude_characters="@/?#\\"), max_size=20))
def test_a_password_is_never_repeated(password: str) -> None:
    typed = f"https://me:{password}QQ@example.org/list"

    assert "QQ" not in shown(typed)
    with pytest.raises(FetchProblem) as caught:
        parsed(typed)
    assert "QQ" not in caught.value.message + caught.value.hint


def test_the_network_is_closed_to_everything_but_this_machine(loopback: None) -> None:
    with socket.socket() as line, pytest.raises(AssertionError, match="a test tried to open a network connection"):
        line.connect(("192.0.2.1", 80))
