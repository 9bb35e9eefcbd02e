"""The folders that an engine spills records into, which no audit may leave behind, however it ended."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = re.compile(r"fama-audit-(\d+)-.*")


@contextmanager
def own_folder() -> Iterator[str]:
    """A folder for this audit, which nobody else may look into: what does not fit into memory is clients' records. Gone at the end.

    Its name has the number of this process, so that another audit can tell a folder that was left behind.
    """
    sweep()
    with tempfile.TemporaryDirectory(prefix=f"fama-audit-{os.getpid()}-", ignore_cleanup_errors=True) as folder:
        yield folder


def sweep() -> None:
    """Remove the folders of audits of this user that were ended without a chance to do so, as when the power goes.

    Only where a process can be asked after: on Windows the same question would end it.
    """
    if os.name != "posix":
        return
    for folder in Path(tempfile.gettempdir()).glob("fama-audit-*"):
        named = _NAME.fullmatch(folder.name)
        if named and _is_ours(folder) and not _runs(int(named[1])):
            shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    try:
        about = folder.lstat()
    except OSError:
        return False
    return not folder.is_symlink() and about.st_uid == os.getuid()


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
