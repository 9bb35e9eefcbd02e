"""How an audit ends when somebody stops it, and what it says while it runs: real signals, and a real terminal."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from bench.audit import write_reviews
from fama_cli.recording.connecting import connected
from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")

LONG = "SELECT count(*) AS number FROM range(20000000000) AS r(n) WHERE hash(n) % 7 = 1"
"""It takes more than a minute, and only one of the engine's threads works."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of reviews that takes seconds to audit."""
    path = tmp_path_factory.mktemp("large") / "reviews.csv"
    write_reviews(path, 1_700_000)
    return path


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for what is temporary, of this test alone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def of_its_own(tmp_path: Path) -> Mapping[str, str]:
    """An environment for another process: it keeps what is temporary where the test can look."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    return {**os.environ, "TMPDIR": str(folder)}


def audit(path: Path, env: Mapping[str, str], *before: str) -> subprocess.Popen[bytes]:
    """The command, in the middle of its work."""
    command = [*before, sys.executable, "-m", "fama_cli", "record", "audit", str(path)]
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    until = time.monotonic() + 30
    while not list(Path(env["TMPDIR"]).glob("fama-audit-*")) and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.4)
    assert process.poll() is None
    return process


@pytest.mark.parametrize(
    ("sent", "code", "says"),
    [
        (signal.SIGINT, 130, b"\nStopped. Nothing was changed.\n"),
        (signal.SIGTERM, 128 + 15, b""),
        (signal.SIGHUP, 128 + 1, b""),
    ],
)
def test_an_audit_that_is_stopped_leaves_nothing_on_the_disk(
    large: Path, of_its_own: Mapping[str, str], sent: signal.Signals, code: int, says: bytes
) -> None:
    process = audit(large, of_its_own)

    process.send_signal(sent)
    out, err = process.communicate(timeout=60)

    assert (process.returncode, out, err) == (code, b"", says)
    assert list(Path(of_its_own["TMPDIR"]).iterdir()) == []


def test_an_audit_that_is_to_go_on_without_its_window_goes_on(large: Path, of_its_own: Mapping[str, str]) -> None:
    process = audit(large, of_its_own, "nohup")

    process.send_signal(signal.SIGHUP)
    out, _ = process.communicate(timeout=60)

    assert (process.returncode, b"Rows read" in out) == (0, True)
    assert list(Path(of_its_own["TMPDIR"]).iterdir()) == []


@pytest.mark.parametrize("how", ["rows", "kept"])
def test_ctrl_c_in_the_middle_of_a_question_is_no_fault_of_the_program(how: str) -> None:
    with connected("") as engine:
        engine.backend.con.execute(f"CREATE TEMP VIEW long AS {LONG}")
        with engine.asked():
            table = engine.backend.table("long")
        timer = threading.Timer(0.5, os.kill, [os.getpid(), signal.SIGINT])
        began = time.monotonic()
        timer.start()

        with pytest.raises(KeyboardInterrupt):
            getattr(engine, how)(table)

    assert time.monotonic() - began < 20


def gone() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.fixture
def left(temporary: Path) -> Mapping[str, Path]:
    """Folders as audits leave them, each with a file in it."""
    names = {
        "of a process that is gone": f"fama-audit-{gone()}-abc",
        "of a process that runs": f"fama-audit-{os.getpid()}-abc",
        "of something else": "fama-audit-notes",
    }
    folders = {what: temporary / name for what, name in names.items()}
    for folder in folders.values():
        folder.mkdir()
        (folder / "duckdb_temp_storage").write_text("records")
    kept = temporary / "kept"
    kept.mkdir()
    (kept / "file").write_text("not ours")
    link = temporary / f"fama-audit-{gone()}-link"
    link.symlink_to(kept)
    return {**folders, "a link": link, "what it leads to": kept / "file"}


def test_folders_that_were_left_behind_are_removed_by_the_next_audit(left: Mapping[str, Path]) -> None:
    with connected(""):
        pass

    assert {what for what, path in left.items() if not path.exists()} == {"of a process that is gone"}


def test_nobody_else_can_look_into_the_folder(temporary: Path) -> None:
    with connected(""):
        folders = list(temporary.iterdir())
        assert [(each.name.startswith(f"fama-audit-{os.getpid()}-"), each.stat().st_mode & 0o777) for each in folders] == [(True, 0o700)]
    assert list(temporary.iterdir()) == []


def test_a_person_who_waits_sees_how_large_the_file_is_and_how_far_it_is(large: Path) -> None:
    with Terminal(args=["record", "audit", str(large), "--format", "plain"], columns=100) as terminal:
        code = terminal.finish()

    seen = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", terminal.written).decode()
    size = large.stat().st_size // 1_000_000
    assert (code, size > 100) == (0, True)
    assert f"Reading the reviews, {size} MB" in seen
    assert re.search(rf"Reading the reviews, {size} MB: [1-9]\d?%", seen)
    # It is gone when the answer is there.
    assert "Reading" not in terminal.text


def test_a_script_is_told_nothing_while_it_waits(large: Path, of_its_own: Mapping[str, str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "fama_cli", "record", "audit", str(large), "--json"], env=of_its_own, capture_output=True, timeout=60
    )

    assert (ran.returncode, ran.stderr) == (0, b"")
