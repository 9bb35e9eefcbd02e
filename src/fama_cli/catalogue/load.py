"""The directory and the library, from the cache when nothing has changed, otherwise from the data files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from fama_cli.catalogue import cache
from fama_cli.catalogue.places import cache_folder, local_files, local_folder, shipped_files
from fama_cli.catalogue.sections import DIRECTORY, HANDOUTS, LIBRARY, PRACTICE, SECTIONS
from fama_cli.directory.model import Directory
from fama_cli.handouts.wording import Wordings
from fama_cli.library.model import Library
from fama_cli.practice.model import Practice

# Checks are not kept: what they say is already in the contacts.
_DIRECTORY_KINDS = {name: SECTIONS[name] for name in DIRECTORY if name != "checks"}
_LIBRARY_KINDS = {name: SECTIONS[name] for name in LIBRARY}
_HANDOUT_KINDS = {name: SECTIONS[name] for name in HANDOUTS}
_PRACTICE_KINDS = {name: SECTIONS[name] for name in PRACTICE}


def load_directory(data: str = "") -> Directory:
    """Groups, substances and helplines, with the service's own data in folder `data` laid over them.

    Raises DataNotRight or FileProblem when any file cannot be used: nothing is ever half-loaded.
    """
    folder = local_folder(data)
    kept = _kept("directory", folder, [*shipped_files("directory"), *local_files(folder)], _DIRECTORY_KINDS, _read_directory)
    everything: dict[str, Any] = {**kept.parts, **kept.beside}
    return Directory(**everything)


def load_library(data: str = "") -> Library:
    """Briefing papers and resources, as `load_directory`."""
    folder = local_folder(data)
    kept = _kept("library", folder, data_files(folder), _LIBRARY_KINDS, _read_library)
    return Library(**kept.parts)


def load_wordings(data: str = "") -> Wordings:
    """The standing words of handouts, as `load_directory`."""
    folder = local_folder(data)
    kept = _kept("handouts", folder, data_files(folder), _HANDOUT_KINDS, _read_wordings)
    return Wordings(**kept.parts)


def load_practice(data: str = "") -> Practice:
    """Scripts and concerns, as `load_directory`."""
    folder = local_folder(data)
    kept = _kept("practice", folder, data_files(folder), _PRACTICE_KINDS, _read_practice)
    return Practice(**kept.parts)


def data_files(folder: Path) -> list[Path]:
    """Every data file, in the order they are laid over one another."""
    return [*shipped_files(), *local_files(folder)]


def _kept(
    room: str, folder: Path, files: Sequence[Path], kinds: Mapping[str, type], from_files: Callable[[Sequence[Path]], cache.Kept]
) -> cache.Kept:
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
    return _taken_apart(directory, _DIRECTORY_KINDS, topics=directory.topics, names=directory.names)


def _read_library(files: Sequence[Path]) -> cache.Kept:
    from fama_cli.catalogue.assemble import assembled_library
    from fama_cli.catalogue.written import read_yaml

    return _taken_apart(assembled_library([read_yaml(path) for path in files]), _LIBRARY_KINDS)


def _read_wordings(files: Sequence[Path]) -> cache.Kept:
    from fama_cli.catalogue.assemble import assembled_wordings
    from fama_cli.catalogue.written import read_yaml

    return _taken_apart(assembled_wordings([read_yaml(path) for path in files]), _HANDOUT_KINDS)


def _read_practice(files: Sequence[Path]) -> cache.Kept:
    from fama_cli.catalogue.assemble import assembled_practice
    from fama_cli.catalogue.written import read_yaml

    return _taken_apart(assembled_practice([read_yaml(path) for path in files]), _PRACTICE_KINDS)


def _taken_apart(whole: Any, kinds: Mapping[str, type], **beside: Any) -> cache.Kept:
    return cache.Kept(parts={name: getattr(whole, name) for name in kinds}, beside=beside)
