"""What is run: each program, its command line, and the folders it may use, all of them temporary."""

from __future__ import annotations

import io
import itertools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench.clients import CLIENTS, CONTACTS_EACH, ONE_OF_THEM, TODAY, casebook_in, copied, keyring
from bench.many import BOOKLET, ENGLAND, MANY, NATIONS, write_many, write_one
from bench.peers import PEERS, PRINTER
from bench.spawn import Sample, once

BENCH = Path(__file__).resolve().parent
FIND = ("find", "--substance", "cocaine")
RESOURCES = ("handout", "resources")
START_PAGE, FIRST_QUESTION = "Press Enter to begin", "step 1 of"
"""What `fama walk` shows when it has opened the record, and at the head of the first step."""
GROUPS = ("handout", "groups", "--all", "--paper", "a5", "--booklet")

CONSOLE_SCRIPT = """\
import sys
from bare import run
if __name__ == '__main__':
    sys.exit(run())
"""
"""What pip writes for a program. The module it imports is kept compiled, as an installed one is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing to run, again and again."""

    name: str
    says: str
    shown: str
    """The command as a person would type it."""
    argv: Sequence[str]
    env: Mapping[str, str]
    terminal: bool = False
    until: Sequence[str] = ()
    """What is waited for on the terminal, with Enter pressed in between."""
    before: Callable[[], None] | None = None
    """Done before each run, and not timed."""
    makes: Path | None = None
    """The file it writes, when that is not left to standard output."""

    def run(self) -> Sample:
        if self.before is not None:
            self.before()
        return once(self.argv, self.env, terminal=self.terminal, until=self.until)


class Places:
    """Temporary folders, so that nobody's own data, settings or cache is read or written."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.bare = root / "bare"
        self.bare.mkdir()
        shutil.copy(BENCH / "bare.py", self.bare / "bare.py")
        (self.bare / "bare").write_text(CONSOLE_SCRIPT)
        self.page = root / "resources.html"
        """The handout that the peer makes a PDF of."""

    @cached_property
    def casebook(self) -> Path:
        return copied(self.root / "casebook")

    @cached_property
    def all_open(self) -> Path:
        return copied(self.root / "all-open", all_open=True)

    def cache(self, name: str) -> Path:
        return self.root / name / "cache"

    def env(self, name: str, **more: str) -> dict[str, str]:
        """The whole environment of a case. Each has a cache of its own, so that none warms or spoils another's."""
        here = self.root / name
        for folder in ("home", "share", "config", "state"):
            (here / folder).mkdir(parents=True, exist_ok=True)
        return {
            "PATH": os.defpath,
            "LANG": "C.UTF-8",
            "HOME": str(here / "home"),
            "XDG_CACHE_HOME": str(self.cache(name)),
            "XDG_CONFIG_HOME": str(here / "config"),
            "XDG_DATA_HOME": str(here / "share"),
            "XDG_STATE_HOME": str(here / "state"),
            **more,
        }


def fama(*words: str) -> list[str]:
    """The installed command, run by the interpreter that runs the bench."""
    return [sys.executable, str(Path(sys.executable).with_name("fama")), *words]


def every_case(places: Places, peers: Mapping[str, str], peer_folder: Path, local: Mapping[str, Path]) -> list[Case]:
    """All cases. `local` holds the folders of made-up groups, by the name of the case."""
    bare = [sys.executable, str(places.bare / "bare"), *FIND[1:]]
    terminal = {"TERM": "xterm-256color", "FAMA_PAGER": "cat"}
    edited = places.root / "edited" / "data"
    booklets = places.root / "booklets"
    booklet, printed = booklets / "groups.pdf", places.root / "resources.pdf"
    turns = itertools.count()
    words = " ".join(FIND)
    return [
        Case(
            name="bare", says="A bare Typer app with the same options, printing `{}`", shown=f"bare {' '.join(FIND[1:])} --json",
            argv=[*bare, "--json"], env=places.env("bare"),
        ),
        Case(name="json", says="`find` as JSON", shown=f"fama {words} --json", argv=fama(*FIND, "--json"), env=places.env("json")),
        *(
            Case(
                name=peer, says=f"{peer} {version}", shown=f"{peer} --version", env=places.env(peer),
                argv=[str(peer_folder / "bin" / "python"), str(peer_folder / "bin" / peer), "--version"],
            )
            for peer, version in peers.items()
            if peer in PEERS
        ),
        Case(
            name="bare-terminal", says="The bare app on a terminal", shown=f"bare {' '.join(FIND[1:])}",
            argv=bare, env=places.env("bare-terminal", **terminal), terminal=True,
        ),
        Case(
            name="table", says="`find` as a table on a terminal", shown=f"fama {words}",
            argv=fama(*FIND), env=places.env("table", **terminal), terminal=True,
        ),
        Case(
            name="edited", says="`find`, first run after an edit to a local file", shown=f"fama {words} --json",
            argv=fama(*FIND, "--json"), env=places.env("edited", FAMA_DATA_DIR=str(edited)), before=lambda: write_one(edited, next(turns)),
        ),
        Case(
            name="no-cache", says="`find`, first run with no cache at all", shown=f"fama {words} --json", argv=fama(*FIND, "--json"),
            env=places.env("no-cache"), before=lambda: shutil.rmtree(places.cache("no-cache"), ignore_errors=True),
        ),
        *(
            Case(
                name=name, says=says, shown=f"fama {words} --json", argv=fama(*FIND, "--json"),
                env=places.env(name, FAMA_DATA_DIR=str(local[name])),
            )
            for name, says in (("many", "`find` with 10,000 local groups"), ("all-match", "`find` with 10,000 local groups that all match"))
        ),
        Case(
            name="html", says="A handout as HTML", shown=f"fama {' '.join(RESOURCES)} --format html",
            argv=fama(*RESOURCES, "--format", "html"), env=places.env("html"),
        ),
        Case(
            name="pdf", says="The same handout as PDF", shown=f"fama {' '.join(RESOURCES)} --format pdf",
            argv=fama(*RESOURCES, "--format", "pdf"), env=places.env("pdf"),
        ),
        *(
            Case(
                name=peer, says=f"PDF of that HTML by WeasyPrint {version}", shown=f"{peer} {places.page.name} {printed.name}",
                env=places.env(peer), makes=printed,
                argv=[str(peer_folder / "bin" / "python"), str(peer_folder / "bin" / peer), str(places.page), str(printed)],
            )
            for peer, version in peers.items()
            if peer == PRINTER
        ),
        Case(
            name="booklet", says=f"A booklet of {BOOKLET} local groups, and its HTML beside it",
            shown=f"fama {' '.join(GROUPS)} --output {booklet.name}", argv=fama(*GROUPS, "--output", str(booklet)),
            env=places.env("booklet", FAMA_DATA_DIR=str(local["booklet"])), before=lambda: emptied(booklets), makes=booklet,
        ),
        Case(
            name="booklet-piped", says="That booklet down a pipe: the PDF alone", shown=f"fama {' '.join(GROUPS)}", argv=fama(*GROUPS),
            env=places.env("booklet-piped", FAMA_DATA_DIR=str(local["booklet"])),
        ),
        Case(
            name="due", says=f"`due`, with {CLIENTS:,} clients and {CLIENTS * CONTACTS_EACH:,} contacts", shown="fama due",
            argv=fama("due"),
            env=places.env("due", **in_casebook(places.casebook)),
        ),
        Case(
            name="due-open", says="`due`, with every one of those records open", shown="fama due", argv=fama("due"),
            env=places.env("due-open", **in_casebook(places.all_open)),
        ),
        *(
            Case(
                name=name, says=says, shown=f"fama walk {ONE_OF_THEM}", argv=fama("walk", ONE_OF_THEM), until=until,
                env=places.env(name, **terminal, **in_casebook(places.casebook)),
            )
            for name, says, until in (
                ("walk-start", "`walk` in that casebook, to its start page", [START_PAGE]),
                ("walk", "`walk` in that casebook, to its first question, with Enter at the start page", [START_PAGE, FIRST_QUESTION]),
            )
        ),
    ]  # fmt: skip


def in_casebook(folder: Path) -> dict[str, str]:
    """The environment to work in a casebook, on the day it was made for."""
    return {**keyring(folder), "FAMA_CASEBOOK": str(casebook_in(folder)), "FAMA_TODAY": TODAY.isoformat()}


def emptied(folder: Path) -> None:
    """Each run writes new files: what was there is not there to be written over."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()


def screen_page(places: Places) -> None:
    """Write the handout as HTML where the peer will read it."""
    with places.page.open("wb") as page:
        subprocess.run(fama(*RESOURCES, "--format", "html"), env=places.env("setup"), stdout=page, check=True)


def local_data(places: Places) -> dict[str, Path]:
    """Write the folders of made-up groups."""
    listed = subprocess.run(
        fama("substances", "list", "--format", "plain"), env=places.env("setup"), stdout=subprocess.PIPE, text=True, check=True
    )
    substances = sorted(line.split("\t")[0] for line in listed.stdout.splitlines())
    sizes = {"many": MANY, "all-match": MANY, "booklet": BOOKLET}
    folders = {name: places.root / name / "data" for name in sizes}
    for name, folder in folders.items():
        nations = ENGLAND if name == "booklet" else NATIONS  # a handout leaves out groups that serve only another nation
        write_many(folder, substances, all_match=name == "all-match", groups=sizes[name], nations=nations)
    return folders


def count_found(case: Case) -> int:
    """How many groups a case finds: one a line, so that the answer is never held here."""
    argv = [*(word for word in case.argv if word != "--json"), "--format", "jsonl"]
    with subprocess.Popen(argv, env=case.env, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        found = sum(1 for _ in process.stdout)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, argv)
    return found


def count_printed(case: Case) -> tuple[int, int]:
    """How many pages the PDF of a case has, and how many made-up groups are on them."""
    from pypdf import PdfReader

    if case.before is not None:
        case.before()
    ended = subprocess.run(case.argv, env=case.env, capture_output=True, check=True)
    pages = PdfReader(case.makes or io.BytesIO(ended.stdout)).pages
    return len(pages), len({number for page in pages for number in re.findall(r"recovery\s+group\s+(\d+)", page.extract_text())})
