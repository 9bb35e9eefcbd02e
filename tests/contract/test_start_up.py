"""What each command may import. Time is measured in bench/; this keeps the reasons for it in place."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"pydantic", "rich", "yaml", "jinja2", "cryptography", "keyring", "importlib.metadata", "docx", "pypdf", "filelock"}

CASES = {
    "version": (["--version"], HEAVY),
    "help": (["--help"], HEAVY),
    "find as JSON": (["find", "--substance", "cocaine", "--json"], HEAVY),
    "find through a pipe": (["find", "cocaine"], HEAVY),
    "helplines": (["helplines"], HEAVY),
    "a misspelt command": (["fnd"], HEAVY),
    "find drawn": (["find", "cocaine", "--format", "table"], HEAVY - {"rich"}),
}


@pytest.mark.parametrize(("args", "heavy"), CASES.values(), ids=CASES)
def test_a_command_imports_nothing_heavy(args: list[str], heavy: set[str]) -> None:
    # The first run makes the cache: reading YAML is allowed then, and only then.
    code = (
        "import sys; from fama_cli.cli.main import main; main(['find', 'cocaine', '--json'])"
        if "find" in args or "helplines" in args
        else "pass"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    look = f"import sys; from fama_cli.cli.main import main; main({args!r}); print('LOADED', *sorted(sys.modules), file=sys.stderr)"

    ran = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True)

    loaded = set(ran.stderr.rpartition("LOADED")[2].split())
    assert loaded & heavy == set()
