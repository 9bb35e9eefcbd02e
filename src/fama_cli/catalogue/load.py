"""The directory, the library and what else is made from data files, from the cache when nothing has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from fama_cli.catalogue import cache
from fama_cli.catalogue.places import cache_folder, local_files, local_folder, shipped_files
from fama_cli.catalogue.sections import ROOMS, SECTIONS
from fama_cli.commissioning.model import Commissioning
from fama_cli.directory.model import Directory
from fama_cli.handouts.wording import Wordings
from fama_cli.library.model import Library
from fama_cli.meetings.vocabulary import Vocabulary
from fama_cli.practice.model import Practice

# Checks are not kept: what they say is already in the contacts.
_KINDS = {room: {name: SECTIONS[name] for name in sections if name != "checks"} for room, sections in ROOMS.items()}


def load_directory(data: str = "") -> Directory:
    """Groups, substances and helplines, with the service's own data in folder `data` laid over them.

    Raises DataNotRight or FileProblem when any file cannot be used: nothing is ever half-loaded.
    """
    folder = local_folder(data)
    kept = _kept("directory", folder, [*shipped_files("directory"), *local_files(folder)], _read_directory)
    everything: dict[str, Any] = {**kept.parts, **kept.beside}
    return Directory(**everything)


def load_library(data: str = "") -> Library:
    """Briefing papers and resources, as `load_directory`."""
    return Library(**_parts("library", data))


def load_wordings(data: str = "") -> Wordings:
    """The standing words of handouts, as `load_directory`."""
    return Wordings(**_parts("handouts", data))


def load_practice(data: str = "") -> Practice:
    """Scripts and concerns, as `load_directory`."""
    return Practice(**_parts("practice", data))


def load_vocabulary(data: str = "") -> Vocabulary:
    """What the codes in lists of meetings mean, as `load_directory`."""
    return Vocabulary(**_parts("meetings", data))


def load_commissioning(data: str = "") -> Commissioning:
    """The checklist, the steering group and the clauses, as `load_directory`."""
    return Commissioning(**_parts("commissioning", data))


def data_files(folder: Path) -> list[Path]:
    """Every data file, in the order they are laid over one another."""
    return [*shipped_files(), *local_files(folder)]


def _parts(room: str, data: str) -> dict[str, Any]:
    folder = local_folder(data)

    def read(files: Sequence[Path]) -> cache.Kept:
        from fama_cli.catalogue.assemble import assembled_room
        from fama_cli.catalogue.written import read_yaml

        return cache.Kept(parts=assembled_room(room, [read_yaml(path) for path in files]), beside={})

    return dict(_kept(room, folder, data_files(folder), read).parts)


def _kept(room: str, folder: Path, files: Sequence[Path], from_files: Callable[[Sequence[Path]], cache.Kept]) -> cache.Kept:
    kinds: Mapping[str, type] = _KINDS[room]
    try:
        made_from = cache.fingerprint(files, kinds)
    except OSError:
        # A link to nothing, or a file just removed: reading the files says which, in words.
        return from_files(files)
    path = cache.path_for(room, folder, cache_folder())
    kept = cache.read(path, made_from, kinds)
    if kept is None:
        kept = from_files(files)
        cache.write(path, made_from, kinds, kept)
    return kept


def _read_directory(files: Sequence[Path]) -> cache.Kept:
    from fama_cli.catalogue.assemble import assembled
    from fama_cli.catalogue.written import read_yaml

    directory = assembled([read_yaml(path) for path in files])
    parts = {name: getattr(directory, name) for name in _KINDS["directory"]}
    return cache.Kept(parts=parts, beside={"topics": directory.topics, "names": directory.names})
