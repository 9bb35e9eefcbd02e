"""The directory, from the cache when nothing has changed, otherwise from the data files."""

from __future__ import annotations

from pathlib import Path

from fama_cli.catalogue import cache
from fama_cli.catalogue.places import cache_folder, local_files, local_folder, shipped_files
from fama_cli.directory.model import Directory


def load_directory(data: str = "") -> Directory:
    """Groups, substances and helplines, with the service's own data in folder `data` laid over them.

    Raises DataNotRight or FileProblem when any file cannot be used: nothing is ever half-loaded.
    """
    folder = local_folder(data)
    files = data_files(folder)
    try:
        made_from = cache.fingerprint(files)
    except OSError:
        # A link to nothing, or a file just removed: reading the files says which, in words.
        return _from_files(files)
    path = cache.path_for(folder, cache_folder())
    kept = cache.read(path, made_from)
    if kept is not None:
        return kept
    directory = _from_files(files)
    cache.write(path, made_from, directory)
    return directory


def data_files(folder: Path) -> list[Path]:
    """Every file the directory is made from, in the order they are laid over one another."""
    return [*shipped_files(), *local_files(folder)]


def _from_files(files: list[Path]) -> Directory:
    from fama_cli.catalogue.assemble import assembled
    from fama_cli.catalogue.written import read_yaml

    return assembled([read_yaml(path) for path in files])
