"""The checked directory, kept so that the next command need not read YAML.

One file: a line of JSON for everything but the groups, then a line for each group, so that a command opens only
the groups it needs. It is trusted only while every data file it came from is unchanged. A cache that is missing,
stale, unreadable or cannot be written is never an error: the data files are read instead.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, overload
from zlib import crc32

from fama_cli import __version__
from fama_cli.directory.model import (
    Approach,
    Behaviour,
    CallCost,
    Directory,
    Group,
    Helpline,
    Reminder,
    SafetyNote,
    Source,
    Substance,
)
from fama_cli.plain import from_plain, to_plain

FORMAT = 1
"""Raised whenever the shape of the file changes."""

_PARTS: Mapping[str, type] = {
    "sources": Source,
    "approaches": Approach,
    "reminders": Reminder,
    "substances": Substance,
    "behaviours": Behaviour,
    "safety": SafetyNote,
    "helplines": Helpline,
    "call_costs": CallCost,
}

Fingerprint = list[Any]


def fingerprint(files: Sequence[Path]) -> Fingerprint:
    """What changes when a file is edited, added or removed, or the program is upgraded."""
    marks: Fingerprint = [FORMAT, __version__]
    for path in files:
        about = path.stat()
        marks.append([str(path), about.st_size, about.st_mtime_ns, about.st_ino])
    return marks


class Lazily(Sequence[Any]):
    """Things kept as JSON, each rebuilt when it is asked for."""

    def __init__(self, kind: type, kept: Sequence[Any]) -> None:
        self._kind = kind
        self._kept = kept

    def __len__(self) -> int:
        return len(self._kept)

    @overload
    def __getitem__(self, place: int) -> Any: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Any]: ...
    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return [self._rebuilt(each) for each in self._kept[place]]
        return self._rebuilt(self._kept[place])

    def __iter__(self) -> Iterator[Any]:
        return map(self._rebuilt, self._kept)

    def _rebuilt(self, kept: Any) -> Any:
        return from_plain(self._kind, json.loads(kept) if isinstance(kept, bytes) else kept)


def path_for(folder: Path, caches: Path) -> Path:
    """One cache for each local folder, so that two folders used in turn do not push each other out."""
    return caches / f"directory-{crc32(str(folder).encode()):08x}.jsonl"


def read(path: Path, expected: Fingerprint) -> Directory | None:
    """The directory kept at `path`, or None unless it was made from exactly the files in `expected`."""
    try:
        first, *groups = path.read_bytes().splitlines()
        head = json.loads(first)
        if head["fingerprint"] != expected or head["groups"] != len(groups):
            return None
        parts = {name: Lazily(kind, head[name]) for name, kind in _PARTS.items()}
        return Directory(groups=Lazily(Group, groups), topics=head["topics"], **parts)
    except (OSError, ValueError, LookupError, TypeError):
        return None


def write(path: Path, made_from: Fingerprint, directory: Directory) -> None:
    """Keep `directory` at `path`. Failing to is not an error: the next command will be slower, and right."""
    import tempfile

    head = {name: to_plain(tuple(getattr(directory, name)), keep_defaults=False) for name in _PARTS}
    head |= {"fingerprint": made_from, "groups": len(directory.groups), "topics": to_plain(directory.topics)}
    lines = [head, *(to_plain(group, keep_defaults=False) for group in directory.groups)]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".directory-")
        try:
            with os.fdopen(handle, "wb") as file:
                for line in lines:
                    file.write(json.dumps(line, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError:
        return
