"""Where data, cache and log live."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from fama_cli.errors import FileProblem

SHIPPED = {
    "directory": ("groups.yaml", "substances.yaml", "helplines.yaml"),
    "library": ("briefings.yaml",),
    "handouts": ("handouts.yaml",),
    "practice": ("stages.yaml", "concerns.yaml"),
    "meetings": ("meetings.yaml",),
    "commissioning": ("commissioning.yaml",),
}
"""Room -> its files, in the order they are read."""


def shipped_folder() -> Path:
    """The data that comes with the program: beside the code once installed, at the top of a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "data"
    return installed if installed.is_dir() else package.parent.parent / "data"


def shipped_files(*rooms: str) -> list[Path]:
    """The data files that come with the program, for these rooms or for all, in the order they are read."""
    folder = shipped_folder()
    return [folder / name for room in rooms or SHIPPED for name in SHIPPED[room]]


def local_folder(named: str = "") -> Path:
    """A service's own data: `named`, else FAMA_DATA_DIR, else this person's data folder.

    The last need not exist. A folder that was named must: a team's folder that is not there is not the
    same as one that is empty.
    """
    chosen = named or os.environ.get("FAMA_DATA_DIR", "")
    if not chosen:
        import platformdirs

        return Path(platformdirs.user_data_dir("fama", appauthor=False))
    folder = Path(chosen)
    with suppress(RuntimeError):  # "~somebody", and there is nobody of that name.
        folder = folder.expanduser()
    if not os.path.isdir(folder):  # Not Path.is_dir, which raises for a name that is too long.
        how = "`--data`" if named else "FAMA_DATA_DIR"
        raise FileProblem(
            f"There is no folder `{folder}`, which {how} names",
            hint="Check the name, and that a shared drive is connected",
        )
    return folder


def local_files(folder: Path) -> list[Path]:
    """Every YAML file in the folder, in the order of its name. Hidden files are not read."""
    try:
        names = sorted(os.listdir(folder))
    except FileNotFoundError:
        return []
    except OSError as problem:
        raise FileProblem(
            f"The folder `{folder}` could not be read: {problem.strerror}", hint="Ask its owner to let you read it"
        ) from problem
    return [folder / name for name in names if name.lower().endswith((".yaml", ".yml")) and not name.startswith(".")]


def cache_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("fama", appauthor=False))


def log_file() -> Path:
    import platformdirs

    return Path(platformdirs.user_log_dir("fama", appauthor=False)) / "fama.log"
