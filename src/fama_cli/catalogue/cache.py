"""Checked things, kept so that the next command need not read YAML.

One file: a line of JSON that says what is in it, then a line for each thing, so that a command opens only the things
it needs. It is trusted only while every data file it came from is unchanged. A cache that is missing,
stale, unreadable or cannot be written is never an error: the data files are read instead.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import accumulate, islice, pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, overload
from zlib import crc32

from fama_cli import __version__
from fama_cli.directory import facts
from fama_cli.errors import FileProblem
from fama_cli.files import write_whole
from fama_cli.plain import Rebuilder, shapes_of, to_plain
from fama_cli.record import record

FORMAT = 8
"""Raised whenever the shape of the file changes."""

Fingerprint = list[Any]


def fingerprint(files: Sequence[Path], kinds: Mapping[str, type]) -> Fingerprint:
    """What changes when a file is edited, added or removed, the program is upgraded, or someone changes the model."""
    marks: Fingerprint = [FORMAT, __version__]
    for path in (*files, *(Path(str(module.__file__)) for module in _modules(kinds))):
        about = path.stat()
        marks.append([str(path), about.st_size, about.st_mtime_ns, about.st_ino])
    return marks


_decoded = json.JSONDecoder().raw_decode
"""As json.loads, without looking for what may follow: thousands of lines may be opened."""


class Lazily(Sequence[Any]):
    """Things kept as JSON, each rebuilt once, when it is first asked for."""

    def __init__(self, kept: bytes, spans: Sequence[tuple[int, int]], build: Callable[[Any], Any]) -> None:
        """`spans` says where in `kept` each thing starts and ends."""
        self._kept = kept
        self._spans = spans
        self._build = build
        self._built: dict[int, Any] = {}

    def __len__(self) -> int:
        return len(self._spans)

    @overload
    def __getitem__(self, place: int) -> Any: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Any]: ...
    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        if place not in self._built:
            start, end = self._spans[place]
            self._built[place] = self._build(_decoded(self._kept[start:end].decode("ascii"))[0])
        return self._built[place]

    def __iter__(self) -> Iterator[Any]:
        return map(self.__getitem__, range(len(self)))


def path_for(room: str, folder: Path, caches: Path) -> Path:
    """One cache for each room and local folder, so that two folders used in turn do not push each other out."""
    return caches / f"{room}-{crc32(str(folder).encode()):08x}.jsonl"


@record
class Kept:
    """What a cache holds: the things of each part, and whatever else was kept beside them."""

    parts: Mapping[str, Sequence[Any]]
    beside: Mapping[str, Any]


def read(path: Path, expected: Fingerprint, kinds: Mapping[str, type]) -> Kept | None:
    """What is kept at `path`, or None unless it was made from exactly the files in `expected`. `kinds`: part -> its class."""
    try:
        kept = path.read_bytes()
        end_of_head = kept.index(b"\n")
        head = json.loads(kept[:end_of_head])
        if head["fingerprint"] != expected:
            return None
        lengths = head["lengths"]
        ends = list(accumulate((each for name in kinds for each in lengths[name]), initial=end_of_head + 1))
        if ends[-1] != len(kept):
            return None
        spans, rebuilder = iter(pairwise(ends)), Rebuilder(head["shapes"], _classes(kinds))
        parts = {
            name: Lazily(kept, list(islice(spans, len(lengths[name]))), rebuilder.build(kind.__name__)) for name, kind in kinds.items()
        }
        return Kept(parts=parts, beside=head["beside"])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _classes(kinds: Mapping[str, type]) -> Mapping[str, Any]:
    """Every class that things of these kinds can be made of, by name."""
    return {name: thing for module in _modules(kinds) for name, thing in vars(module).items()}


def _modules(kinds: Mapping[str, type]) -> list[ModuleType]:
    names = dict.fromkeys((facts.__name__, *(kind.__module__ for kind in kinds.values())))
    return [sys.modules[name] for name in names]


def write(path: Path, made_from: Fingerprint, kinds: Mapping[str, type], kept: Kept) -> None:
    """Keep things at `path`. Failing to is not an error: the next command will be slower, and right."""
    lines = {name: [_line(to_plain(thing)) for thing in kept.parts[name]] for name in kinds}
    head = {
        "fingerprint": made_from,
        "lengths": {name: [len(line) for line in each] for name, each in lines.items()},
        "shapes": shapes_of(*kinds.values()),
        "beside": kept.beside,
    }
    with suppress(OSError, FileProblem):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, b"".join((_line(head), *(line for each in lines.values() for line in each))))


def _line(plain: Any) -> bytes:
    return json.dumps(plain, separators=(",", ":")).encode("ascii") + b"\n"
