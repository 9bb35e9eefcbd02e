"""What each command may import. Time is measured in bench/; this keeps the reasons for it in place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "pydantic", "rich", "yaml", "jinja2", "cryptography", "keyring", "importlib.metadata", "docx", "pypdf", "filelock",
    "sqlalchemy", "sqlcipher3", "alembic", "psycopg", "icalendar", "typst",
}  # fmt: skip

CASES = {
    "version": (["--version"], HEAVY),
    "help": (["--help"], HEAVY),
    "find as JSON": (["find", "--substance", "cocaine", "--json"], HEAVY),
    "find through a pipe": (["find", "cocaine"], HEAVY),
    "helplines": (["helplines"], HEAVY),
    "help on what opens the casebook": (["clients", "list", "--help"], HEAVY),
    "practice": (["walk", "--practice", "--no-input"], HEAVY),
    "a misspelt command": (["fnd"], HEAVY),
    "find drawn": (["find", "cocaine", "--format", "table"], HEAVY - {"rich"}),
}


@pytest.mark.parametrize(("args", "heavy"), CASES.values(), ids=CASES)
def test_a_command_imports_nothing_heavy(args: list[str], heavy: set[str]) -> None:
    # The first run makes the cache: reading YAML is allowed then, and only then.
    code = (
        "import sys; from fama_cli.cli.main import main; main(['find', 'cocaine', '--json'])"
        if {"find", "helplines"} & {*args}
        else "import sys; from fama_cli.cli.main import main; main(['stages', '1', '--json'])"
        if "walk" in args
        else "pass"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    look = f"import sys; from fama_cli.cli.main import main; main({args!r}); print('LOADED', *sorted(sys.modules), file=sys.stderr)"

    ran = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True)

    loaded = set(ran.stderr.rpartition("LOADED")[2].split())
    assert loaded & heavy == set()


def test_a_casebook_in_a_file_needs_neither_postgresql_nor_alembic(casebook: Path) -> None:
    look = "import sys; from fama_cli.cli.main import main; main(['due', '--json']); print('LOADED', *sorted(sys.modules), file=sys.stderr)"

    ran = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True)

    assert set(ran.stderr.rpartition("LOADED")[2].split()) & {"psycopg", "alembic", "rich", "icalendar", "typst"} == set()
