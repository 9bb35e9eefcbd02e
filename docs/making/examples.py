"""Example blocks in the pages: each `$ fama …` line is run, and what it prints is put below it.

Comments on the lines before a block say more about it:

    <!-- lines: 14 -->                 keep the first 14 lines of each output, then …
    <!-- lines: 14 3 -->               keep the last 3 lines too
    <!-- typed: Enter 2 "no thanks" -->  run it on a terminal, and type these at its questions; `nothing` when it asks none
    <!-- run: casebook init -->        run this first, without showing it
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
from docs.making.keyboard import typed
from docs.making.running import run, scratch

_BLOCK = re.compile(
    r"(?P<notes>(?:<!-- (?:lines|typed|run|file): [^>]*? -->\n)*)(?P<open>```(?P<kind>\w*)\n)(?P<body>.*?)(?P<close>^```$)",
    re.DOTALL | re.MULTILINE,
)
_NOTE = re.compile(r"<!-- (\w+): ([^>]*?) -->\n")
_RECOVERY_CODE = re.compile(r"\b(?:[A-Z2-7]{4}-){13}[A-Z2-7]{4}\b")
CUT = "…"
ENTER, NOTHING = "Enter", "nothing"
HOME = "/home/kw"
"""What stands for the folder that examples are run in."""


def renewed(text: str) -> str:
    """The page with the output of every example put in again."""
    with scratch() as folder:
        return _BLOCK.sub(lambda found: _block(found, folder), text)


def _block(found: re.Match[str], folder: Path) -> str:
    notes = dict(_NOTE.findall(found["notes"]))
    if "file" in notes:
        (folder / notes["file"]).write_text(found["body"], encoding="utf-8")
    if "run" in notes and (ran := run(shlex.split(notes["run"]))).code:
        raise SystemExit(f"`fama {notes['run']}` did not work: {ran.err}")
    commands = [line for line in found["body"].splitlines() if line.startswith("$ ")]
    if found["kind"] != "console" or not commands or not all(line.startswith("$ fama") for line in commands):
        return found[0]
    if missing := [name for line in commands for name in _piped_to(line) if shutil.which(name) is None]:
        sys.stderr.write(f"not run, because {missing[0]} is not installed: {commands[0]}\n")
        return found[0]
    first, last = [*map(int, notes.get("lines", "0").split()), 0][:2]
    shown = [(line, _typed(line, notes["typed"]) if "typed" in notes else _output(line)) for line in commands]
    body = "".join(f"{line}\n{_shortened(_plain(output, folder), first, last)}" for line, output in shown)
    return f"{found['notes']}{found['open']}{body}{found['close']}"


def _typed(line: str, answers: str) -> str:
    return typed(shlex.split(line)[2:], ["" if each == ENTER else each for each in shlex.split(answers) if each != NOTHING])


def _plain(output: str, folder: Path) -> str:
    """Without what is another each time: the folder, and a key."""
    return _RECOVERY_CODE.sub("-".join(["XXXX"] * 14), output.replace(str(folder), HOME))


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


def _shortened(output: str, first: int, last: int) -> str:
    lines = output.rstrip().splitlines()
    if first and len(lines) > first + last:
        lines = [*lines[:first], CUT, *lines[len(lines) - last :]]
    return "".join(f"{line.rstrip()}\n" for line in lines)
