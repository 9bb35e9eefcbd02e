"""Which file each fact came from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fama_cli.catalogue.overlay import laid_over
from fama_cli.catalogue.written import Place, WrittenList, WrittenMap, read_yaml
from fama_cli.errors import NotFound
from fama_cli.record import record
from fama_cli.text import did_you_mean


@record
class Origin:
    """One field of one entry, and the line it was read from."""

    section: str
    id: str
    field: str
    file: str
    line: int


def origins(paths: Sequence[Path], identifier: str) -> tuple[Origin, ...]:
    """Where each field of the entry called `identifier` was written, in every section that has one. Raises NotFound."""
    written, _ = laid_over([read_yaml(path) for path in paths])
    found = [
        origin
        for section, entries in written.items()
        for entry in entries
        if identifier in {entry.get("id"), entry.get("group")}
        for origin in _of_entry(section, identifier, entry)
    ]
    if not found:
        ids = [str(entry["id"]) for entries in written.values() for entry in entries if "id" in entry]
        raise NotFound(
            f"There is nothing with the id `{identifier}`",
            hint=did_you_mean(identifier, ids, "Run `fama groups list` to see the ids of groups"),
        )
    return tuple(found)


def _of_entry(section: str, identifier: str, entry: WrittenMap) -> list[Origin]:
    origins = []
    for field, value in entry.items():
        if isinstance(value, WrittenList) and value and isinstance(value[0], WrittenMap):
            origins += [
                _origin(section, identifier, f"{field}: {item.get('value') or item.get('name') or ''}", item.place) for item in value
            ]
        else:
            origins.append(_origin(section, identifier, field, getattr(value, "place", entry.keys_at[field])))
    return origins


def _origin(section: str, identifier: str, field: str, place: Place) -> Origin:
    return Origin(section=section, id=identifier, field=field, file=place.file, line=place.line)
