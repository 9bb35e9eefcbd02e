"""What the tests of the audit share: a made-up service on paper, and on each engine there is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

from fama_cli.recording.profile import Profile
from fama_cli.recording.profile_file import load_profile
from tests.casebook.conftest import server
from tests.recording.made_up import TABLES, Service, service, written

__all__ = ["server"]


@pytest.fixture(scope="session")
def profile() -> Profile:
    return load_profile("cds-k")


@pytest.fixture(scope="session")
def made_up() -> Service:
    return service()


@pytest.fixture(scope="session")
def files(made_up: Service, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The made-up service as CSV files: "reviews", "contacts", "interventions"."""
    return {name: str(path) for name, path in written(made_up, tmp_path_factory.mktemp("service")).items()}


@pytest.fixture(scope="session")
def on_postgresql(server: str, made_up: Service) -> str:
    """The address of a PostgreSQL that has the made-up service as tables of words."""
    import psycopg

    with psycopg.connect(server) as connection:
        for name, columns in TABLES.items():
            quoted = ", ".join(f'"{column}"' for column in columns)
            words = ", ".join(f'"{column}" text' for column in columns)
            connection.execute(f"CREATE TABLE {name} ({words})")
            with connection.cursor().copy(f"COPY {name} ({quoted}) FROM STDIN") as copy:
                for row in getattr(made_up, name):
                    copy.write_row(row)
    return server


@pytest.fixture(scope="session")
def spark() -> str:
    """Spark on this computer. It takes minutes to work out plans that others have in a second, so it is asked for by name."""
    if not os.environ.get("FAMA_TEST_SPARK"):
        pytest.skip("it takes minutes: set FAMA_TEST_SPARK=1")
    if shutil.which("java") is None:
        pytest.skip("there is no Java on this machine")
    if find_spec("pyspark") is None:
        pytest.skip("pyspark is not installed: `pip install 'ibis-framework[pyspark]'`")
    return "spark://local"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in: names in messages are then short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
