"""Example blocks in the pages: each `$ fama …` line is run, and what it prints is put below it.

A comment on the line before a block says more about it:

    <!-- lines: 14 -->                 keep the first 14 lines of each output, then …
    <!-- file: our-data/ours.yaml -->  the block below is this file, for the examples after it
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from docs.making.commands import command_at
from docs.making.running import run, scratch

_BLOCK = re.compile(
    r"(?P<note><!-- (?P<what>lines|file): (?P<value>\S+) -->\n)?(?P<open>```(?P<kind>\w*)\n)(?P<body>.*?)(?P<close>^```$)",
    re.DOTALL | re.MULTILINE,
)
CUT = "…"


def renewed(text: str) -> str:
    """The page with the output of every example put in again."""
    with scratch() as folder:
        return _BLOCK.sub(lambda found: _block(found, folder), text)


def _block(found: re.Match[str], folder: Path) -> str:
    if found["what"] == "file":
        (folder / found["value"]).write_text(found["body"], encoding="utf-8")
    commands = [line for line in found["body"].splitlines() if line.startswith("$ ")]
    if found["kind"] != "console" or not commands or not all(line.startswith("$ fama") for line in commands):
        return found[0]
    if missing := [name for line in commands for name in _piped_to(line) if shutil.which(name) is None]:
        sys.stderr.write(f"not run, because {missing[0]} is not installed: {commands[0]}\n")
        return found[0]
    longest = int(found["value"]) if found["what"] == "lines" else 0
    body = "".join(f"{line}\n{_shortened(_output(line), longest)}" for line in commands)
    return f"{found['note'] or ''}{found['open']}{body}{found['close']}"


def _piped_to(line: str) -> list[str]:
    """The programs that what fama prints is piped to."""
    words = shlex.shlex(line, posix=True, punctuation_chars="|")
    words.whitespace_split = True
    return [after for before, after in pairwise(words) if before == "|"]


def _output(line: str) -> str:
    """What a terminal would show after `line`."""
    typed, piped, rest = line.removeprefix("$ fama").partition(" | ")
    args = shlex.split(typed)
    if piped:
        ran = run(args)
        after = subprocess.run(rest, shell=True, input=ran.out, capture_output=True, text=True, check=False)
        return ran.err + after.stdout + after.stderr
    if "--json" in args:
        ran = run(args)
        return json.dumps(json.loads(ran.out), indent=2, ensure_ascii=False) + "\n" + ran.err
    return run([*args, "--format", "table"] if _is_drawn(args) else args).screen


def _is_drawn(args: list[str]) -> bool:
    options = {option for parameter in command_at(args).params for option in parameter.opts}
    return "--format" in options and not {"--format", "--output", "-o", "--help", "-h"} & set(args)


def _shortened(output: str, longest: int) -> str:
    lines = output.rstrip().splitlines()
    if longest and len(lines) > longest:
        lines = [*lines[:longest], CUT]
    return "".join(f"{line.rstrip()}\n" for line in lines)
