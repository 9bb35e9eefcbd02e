"""The address of a team's casebook: no password in it, and no way to it that others could listen in on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from fama_cli.errors import NotUnderstood

_LIKE = "It is like `postgresql://server/database`"
_CERTIFICATES = "`sslrootcert=FILE` names the certificate to trust; `sslrootcert=system`, from libpq 16, trusts what this computer does"
_PRIVATE = ("verify-full", "verify-ca", "require")
_PASSWORDS = ("password", "sslpassword")

# A server that has gone away is noticed in half a minute. Otherwise it would take as long as the system has it: 2 hours.
_PATIENCE: Final[Mapping[str, str]] = {
    "connect_timeout": "10",
    "keepalives_idle": "15",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}


def understood(address: str) -> URL:
    """The address as what connects to it takes it. Raises NotUnderstood, which does not repeat it: it may hold a password."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise NotUnderstood("That is not the address of a PostgreSQL database", hint=_LIKE) from None
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise NotUnderstood(f"A team's casebook is on PostgreSQL, and this address starts with `{url.get_backend_name()}`", hint=_LIKE)
    if url.password or any(name in url.query for name in _PASSWORDS):
        # What was typed stays in the history of the shell, and others see it in the list of what is running.
        raise NotUnderstood(
            "There is a password in that address, where others can see it", hint="Put it in a pgpass file or a service file"
        )
    if url.host:
        # A socket is written so where a host goes: `postgresql://%2Fvar%2Frun%2Fpostgresql/database`.
        url = url.set(host=unquote(url.host))
    settings = {**_PATIENCE, **url.query, "sslmode": _sslmode(url)}
    return url.set(drivername="postgresql+psycopg", query=settings)


def called(url: URL) -> str:
    """What it is called in a sentence."""
    service = url.query.get("service")
    if service and not url.host:
        return f"service={service}"
    return f"{url.host or url.query.get('host') or url.query.get('hostaddr') or 'this computer'}/{url.database or ''}"


def _sslmode(url: URL) -> str:
    given = url.query.get("sslmode")
    if isinstance(given, str) and given in _PRIVATE:
        return given
    if given is None or _on_this_computer(url):
        # libpq takes no notice of it on a socket: https://www.postgresql.org/docs/current/libpq-connect.html. Should there be
        # another way after all, because PGHOST, PGSSLMODE or a service file says so, this is what holds there.
        return _PRIVATE[0]
    raise NotUnderstood(
        f"That address has an `sslmode` other than {', '.join(_PRIVATE[:-1])} or {_PRIVATE[-1]}, so others could read what is sent",
        hint=f"Leave it out, for {_PRIVATE[0]}. {_CERTIFICATES}",
    )


def _on_this_computer(url: URL) -> bool:
    """Whether nothing in the address leads away from here. A service may be anywhere."""
    named = [url.host, url.query.get("host"), url.query.get("hostaddr"), url.query.get("service")]
    hosts = [host for name in named if name for each in ((name,) if isinstance(name, str) else name) for host in each.split(",")]
    return all(host.startswith("/") for host in hosts)
