"""Set up, run every case in turn, many times over, and hand the samples to the report."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench import audit, meetings_report
from bench.audit import audit_part, measured_audit
from bench.cases import BENCH, Case, Places, count_found, count_printed, every_case, local_data, screen_page
from bench.meetings import measured_meetings
from bench.meetings_report import meetings_part
from bench.peers import PRINTER, installed, why_not_printed
from bench.report import Measured, written
from bench.saves import disk, saves
from bench.spawn import Sample, once
from bench.tables import with_part
from bench.team_writers import SECONDS, measured

WARM_UPS = 2
FEWEST = 15
PEER_FOLDER = BENCH.parent / ".bench" / "venv"


def main(args: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="Measure, and write bench/RESULTS.md.")
    parser.add_argument("--rounds", type=int, default=21, help=f"how often each case is timed, at least {FEWEST} (default: %(default)s)")
    parser.add_argument("--no-team", action="store_true", help=f"leave out the writers on PostgreSQL, who take {SECONDS:.0f} seconds")
    parser.add_argument("--only", choices=sorted(PARTS), help="measure this part alone, and put it in the page in place of what it said")
    asked = parser.parse_args(args)
    if asked.only:
        return one_part(*PARTS[asked.only])
    rounds = max(asked.rounds, FEWEST)
    peers = installed(PEER_FOLDER)
    no_printer = why_not_printed(PEER_FOLDER) if PRINTER in peers else "it could not be installed"
    if no_printer:
        peers.pop(PRINTER, None)
    with tempfile.TemporaryDirectory(prefix="fama-bench-") as folder:
        places = Places(Path(folder))
        screen_page(places)
        cases = {case.name: case for case in every_case(places, peers, PEER_FOLDER, local_data(places))}
        # The first run of all reads 10,000 groups from YAML: too slow to repeat, too telling to leave out.
        first_of_many = cases["many"].run()
        found = {name: count_found(cases[name]) for name in ("json", "many", "all-match")}
        printed = {name: count_printed(case) for name, case in cases.items() if case.makes or name == "pdf"}
        before = program_files()
        floor = once([sys.executable, "-I", "-S", "-c", "pass"], {}).memory
        print(f"Measuring {len(cases)} cases, {WARM_UPS} + {rounds} rounds…", file=sys.stderr)
        samples = interleaved(list(cases.values()), rounds)
        print("Saving answers…", file=sys.stderr)
        on_disk, saved = disk(places.root), saves(places.casebook)
        meetings = measured_meetings(places, interleaved)
    print("Auditing…", file=sys.stderr)
    audited = measured_audit()
    team = None if asked.no_team else measured()
    edited = program_files() != before
    report = written(
        Measured(
            cases=cases,
            samples=samples,
            found=found,
            first_of_many=first_of_many,
            printed=printed,
            no_printer=no_printer,
            rounds=rounds,
            floor=floor,
            edited=edited,
            disk=on_disk,
            saved=saved,
            team=team,
            meetings=meetings,
            audited=audited,
        )
    )
    (BENCH / "RESULTS.md").write_text(report, encoding="utf-8")
    print(report, end="")
    return 0


def only_meetings() -> list[str]:
    with tempfile.TemporaryDirectory(prefix="fama-bench-") as folder:
        return meetings_part(measured_meetings(Places(Path(folder)), interleaved))


def only_audit() -> list[str]:
    return audit_part(measured_audit())


PARTS: Mapping[str, tuple[str, Callable[[], list[str]]]] = {
    "meetings": (meetings_report.HEADING, only_meetings),
    "audit": (audit.HEADING, only_audit),
}
"""Those that can be measured alone: the heading, and what measures it."""


def one_part(heading: str, measure: Callable[[], list[str]]) -> int:
    """Everything else on the page stays as it is."""
    before = program_files()
    part = measure()
    print("\n".join(part))
    if program_files() != before:
        print("The program was changed while this was measured: measure again.", file=sys.stderr)
    page = BENCH / "RESULTS.md"
    page.write_text(with_part(page.read_text(encoding="utf-8"), heading, part), encoding="utf-8")
    return 0


def program_files() -> dict[str, int]:
    """When each file of the program and its data was written: an edit on the way spoils caches, and so the numbers."""
    ours = [path for kind in ("py", "css", "html", "typ") for path in (BENCH.parent / "src").rglob(f"*.{kind}")]
    return {str(path): path.stat().st_mtime_ns for path in (*ours, *(BENCH.parent / "data").glob("*.yaml"))}


def interleaved(cases: Sequence[Case], rounds: int) -> dict[str, list[Sample]]:
    """The samples of each case. Every round runs every case once, in turn forwards and backwards.

    Whatever else the machine is doing, and however it warms or slows, then falls on all of them alike.
    """
    samples: dict[str, list[Sample]] = {case.name: [] for case in cases}
    for number in range(WARM_UPS + rounds):
        for case in cases if number % 2 == 0 else reversed(cases):
            sample = case.run()
            if number >= WARM_UPS:
                samples[case.name].append(sample)
    return samples
