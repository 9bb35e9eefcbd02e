"""Reading files that may be anything, and writing files whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fama_cli.errors import FileProblem

LARGEST_DATA_FILE = 32 * 1024 * 1024
"""Bytes. 10,000 groups take about 10 MB; a larger data file is a mistake, and would fill memory."""


def read_whole(path: Path, *, largest: int, what: str) -> bytes:
    """The bytes of an ordinary file of at most `largest` bytes.

    A folder, a pipe, a device or a dangling link is refused before it is opened, so nothing can hang.
    """
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise FileProblem(f"`{path}` is a folder, and a {what} was expected", hint="Name a file inside it")
        if not stat.S_ISREG(about.st_mode):
            raise FileProblem(f"`{path}` is not an ordinary file", hint="Copy its contents to a file and name that")
        if about.st_size > largest:
            raise FileProblem(
                f"`{path}` is {about.st_size / 1_048_576:,.0f} MB; the largest {what} read here is {largest // 1_048_576} MB",
                hint="Check it is the file you meant, or make it smaller",
            )
        with path.open("rb") as file:
            # One byte more than allowed, in case the file grew after it was measured.
            return file.read(largest + 1)[:largest]
    except OSError as problem:
        raise unreadable(path, problem) from problem


def unreadable(path: Path, problem: OSError) -> FileProblem:
    """The sentence for a file that could not be read."""
    if isinstance(problem, FileNotFoundError):
        if path.is_symlink():
            return FileProblem(f"`{path}` is a link to a file that is not there", hint="Mend or remove the link")
        return FileProblem(f"There is no file `{path}`", hint="Check the name and the folder")
    if isinstance(problem, PermissionError):
        return FileProblem(f"You do not have permission to read `{path}`", hint="Ask its owner to let you read it")
    return FileProblem(f"`{path}` could not be read: {problem.strerror or problem}", hint="Check the disk or the network folder")


def unwritable(path: Path, problem: OSError) -> FileProblem:
    """The sentence for a file that could not be written."""
    if isinstance(problem, FileNotFoundError):
        return FileProblem(f"There is no folder `{path.parent}` to write `{path.name}` in", hint="Make the folder first, or name another")
    if isinstance(problem, PermissionError):
        return FileProblem(f"You do not have permission to write `{path}`", hint="Name a file in a folder of your own")
    if isinstance(problem, IsADirectoryError):
        return FileProblem(f"`{path}` is a folder", hint="Name a file inside it")
    return FileProblem(
        f"`{path}` could not be written: {problem.strerror or problem}", hint="Nothing was changed. Check there is room on the disk"
    )


def write_whole(path: Path, contents: bytes) -> None:
    """Write `contents` to `path` whole or not at all; a file already there is replaced only by a complete one."""
    import tempfile

    try:
        if path.exists() and not path.is_file():
            # A device or a pipe (/dev/stdout) has nothing to replace: write straight to it.
            with path.open("wb") as file:
                file.write(contents)
            return
        # Through a link, the file it points to is replaced, and the link stays.
        target = Path(os.path.realpath(path))
        mode = (stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666) & ~_umask()
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(contents)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, mode)
            os.replace(temporary, target)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as problem:
        raise unwritable(path, problem) from problem


def make_folder(folder: Path) -> None:
    """Make a folder, and those it is in. One that is there is as it was."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise unwritable(folder, problem) from problem


@contextmanager
def in_place_of(path: Path, *, keep: bool = True) -> Iterator[Path]:
    """A new file to fill. When the block ends well it takes the place of `path`, in one step; when it does not, it is gone.

    With `keep` False it is gone in any case, and is not made beside `path`: a rehearsal. What the block raises goes on as it is.
    """
    import tempfile

    try:
        handle, name = tempfile.mkstemp(dir=path.parent if keep else None, prefix=f".{path.name}.")
        os.close(handle)
    except OSError as problem:
        raise unwritable(path, problem) from problem
    try:
        yield Path(name)
        if keep:
            _take_place(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


def _take_place(name: str, path: Path) -> None:
    try:
        with Path(name).open("rb+") as file:
            os.fsync(file.fileno())
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except OSError as problem:
        raise unwritable(path, problem) from problem


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current


def are_the_same(one: str, other: str) -> bool:
    """Whether both names lead to 1 file, through whatever links. One that is not there is the same as none."""
    try:
        return bool(one and other) and os.path.samefile(one, other)  # noqa: PTH121  # Path.samefile raises for a name that is too long
    except (OSError, ValueError):
        return False
