"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from fama_cli.errors import FileProblem
from fama_cli.files import read_whole, write_whole


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "folder"
    made.mkdir()
    return made


def test_a_file_is_replaced_whole_and_keeps_its_rights(folder: Path) -> None:
    file = folder / "file"
    file.write_text("before")
    file.chmod(0o640)

    write_whole(file, b"after")

    assert file.read_text() == "after"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert os.listdir(folder) == ["file"]


def test_a_new_file_has_the_rights_that_this_person_gives(folder: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(folder / "file", b"new")
    finally:
        os.umask(before)

    assert stat.S_IMODE((folder / "file").stat().st_mode) == 0o640


def test_a_failure_half_way_leaves_the_old_file_and_nothing_else(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / "file"
    file.write_text("before")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileProblem) as raised:
        write_whole(file, b"after")

    assert raised.value.message == f"`{file}` could not be written: No space left on device"
    assert file.read_text() == "before"
    assert os.listdir(folder) == ["file"]


def test_a_link_stays_and_the_file_it_points_to_is_replaced(folder: Path) -> None:
    file, link = folder / "file", folder / "link"
    file.write_text("before")
    link.symlink_to(file)

    write_whole(link, b"after")

    assert link.is_symlink()
    assert file.read_text() == "after"


def test_a_folder_cannot_be_written(folder: Path) -> None:
    with pytest.raises(FileProblem):
        write_whole(folder, b"anything")


def test_a_device_is_written_straight_to() -> None:
    write_whole(Path(os.devnull), b"anything")

    assert not Path(os.devnull).is_file()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(folder: Path) -> None:
    file = folder / "large"
    with file.open("wb") as handle:
        handle.truncate(3 * 1024 * 1024)

    with pytest.raises(FileProblem) as raised:
        read_whole(file, largest=2 * 1024 * 1024, what="leaflet")

    assert raised.value.message == f"`{file}` is 3 MB; the largest leaflet read here is 2 MB"
