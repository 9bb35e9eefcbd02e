"""Samples as a page that says what was promised, what was measured, and whether the promise was met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.audit import Timed, audit_part
from bench.cases import Case
from bench.clients import CLIENTS, CONTACTS_EACH, FEWEST_ANSWERS, MOST_ANSWERS, OPEN
from bench.launch import COLUMNS
from bench.machine import described
from bench.many import BOOKLET
from bench.meetings import MeasuredMeetings
from bench.meetings_report import meetings_part
from bench.peers import PEERS, PRINTER
from bench.saves import PAGE, SAVES, Took, in_milliseconds
from bench.spawn import Sample
from bench.tables import met, table
from bench.team_writers import SECONDS, Written, by_kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Everything the report is made from."""

    cases: Mapping[str, Case]
    samples: Mapping[str, Sequence[Sample]]
    found: Mapping[str, int]
    """How many groups a case finds."""
    first_of_many: Sample
    printed: Mapping[str, tuple[int, int]]
    """How many pages a PDF has, and how many made-up groups are on them."""
    no_printer: str
    """Why WeasyPrint could not be run, or nothing."""
    rounds: int
    floor: int
    """Bytes that Python alone takes: about the smallest peak that could be seen."""
    edited: bool
    """Whether the program was changed while it was measured."""
    disk: Took
    """A page written to a file."""
    saved: Took
    """An answer saved in the casebook."""
    team: tuple[list[Written], int] | None
    """What writers on PostgreSQL were told, and how many answers were lost; None when they were left out."""
    meetings: MeasuredMeetings
    audited: Timed

    def milliseconds(self, name: str) -> list[float]:
        return [sample.wall * 1000 for sample in self.samples[name]]

    def processor(self, name: str) -> list[float]:
        return [sample.processor * 1000 for sample in self.samples[name]]

    def memory(self, name: str) -> float:
        return max(sample.memory for sample in self.samples[name]) / 2**20

    def ratio(self, name: str, against: str) -> float:
        return median(self.milliseconds(name)) / median(self.milliseconds(against))

    def compared(self, name: str, against: str) -> str:
        """The ratio in words. That of minimums stands beside it: where they differ much, the machine was busy."""
        least = min(self.milliseconds(name)) / min(self.milliseconds(against))
        return f"{self.ratio(name, against):.2f} × {_NAMED[against]} ({least:.2f} by minimums)"

    def processor_ratio(self, name: str, against: str) -> float:
        return median(self.processor(name)) / median(self.processor(against))


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """`case` takes at most `limit` times as long as `against`."""

    case: str
    against: str
    limit: float


PROMISES = {
    promise.case: promise
    for promise in (
        Promise(case="json", against="bare", limit=1.25),
        Promise(case="table", against="bare-terminal", limit=1.8),
        Promise(case="edited", against="bare", limit=4),
        Promise(case="no-cache", against="bare", limit=4),
        Promise(case="many", against="json", limit=3),
        Promise(case="html", against="bare", limit=2.5),
        Promise(case="due", against="bare", limit=6),
        Promise(case="walk", against="bare-terminal", limit=6),
    )
}
NO_PROMISE = {"all-match": "json", "booklet-piped": "booklet", "due-open": "bare", "walk-start": "bare-terminal"}
"""Compared, and nothing promised."""
MOST_PROCESSOR = {"pdf": 900}
"""Milliseconds at most: making a PDF is work for the processor alone."""
MOST_TIME = {"booklet": 3000}
"""Fewer milliseconds than this by the clock: somebody waits for it."""
AHEAD = 2
"""WeasyPrint takes this many times the processor time of the same PDF, or more."""
MOST_MEMORY = {"json": 60, "table": 60, "booklet": 400, "due": 120}
"""Fewer MB than this."""
NO_MEMORY_PROMISE = ("bare", "no-cache", "many", "all-match", "html", "pdf", PRINTER, "due-open", "walk")
SAVE_LATE = 15
"""Fewer milliseconds than this, 99 times in 100, until an answer is on the disk."""

_NAMED = {
    "bare": "the bare app", "bare-terminal": "the bare app on a terminal", "json": "`find` as JSON", "pdf": "the handout as PDF",
    "booklet": "the booklet with its HTML",
}  # fmt: skip


def written(measured: Measured) -> str:
    """The whole of RESULTS.md."""
    return "\n".join(
        [
            "# How fast fama is",
            "",
            "Made by `make bench`. Times are in milliseconds, from starting the process to its end.",
            "",
            *table(("What", "Command", "Median", "Minimum", "Processor", "Ratio", "Promise", "Met?"), _times(measured)),
            "",
            *table(("Peak memory", "Command", "Most", "Promise", "Met?"), _memory(measured)),
            "",
            *table(("Saving an answer", "Median", "99th percentile", "A second", "Lost", "Promise", "Met?"), _saved(measured)),
            "",
            *_notes(measured),
            "",
            *meetings_part(measured.meetings),
            *audit_part(measured.audited),
            "## Machine",
            "",
            *table(("", ""), described()),
            "",
            "## How it was measured",
            "",
            *_method(measured),
            "",
        ]
    )


def _times(measured: Measured) -> Iterator[tuple[str, ...]]:
    for name, case in measured.cases.items():
        walls = measured.milliseconds(name)
        times = (f"{each:,.0f}" for each in (median(walls), min(walls), median(measured.processor(name))))
        yield (case.says, f"`{case.shown}`", *times, *_verdict(measured, name))
    for peer in PEERS:
        if peer not in measured.cases:
            yield (peer, f"`{peer} --version`", "–", "–", "–", "–", "`find` as JSON is faster", "not measured: it could not be installed")
    if PRINTER not in measured.cases:
        why = measured.no_printer.replace("|", "\\|")
        yield ("PDF of that HTML by WeasyPrint", f"`{PRINTER}`", "–", "–", "–", "–", _AHEAD_IN_WORDS, f"not measured: {why}")


_AHEAD_IN_WORDS = f"at least {AHEAD} × by processor"


def _verdict(measured: Measured, name: str) -> tuple[str, str, str]:
    """The ratio, the promise, and whether it was met, in words."""
    if name in PEERS:
        ratio = measured.ratio(name, "json")
        return measured.compared(name, "json"), "`find` as JSON is faster", met(ratio > 1)
    if name == PRINTER:
        ratio = measured.processor_ratio(name, "pdf")
        clock = f"{measured.ratio(name, 'pdf'):.2f} × by the clock"
        return f"{ratio:.2f} × {_NAMED['pdf']} by processor, {clock}", _AHEAD_IN_WORDS, met(ratio >= AHEAD)
    if name in MOST_PROCESSOR:
        most = MOST_PROCESSOR[name]
        return "–", f"at most {most:,} of processor", met(median(measured.processor(name)) <= most)
    if name in MOST_TIME:
        return "–", f"under {MOST_TIME[name]:,}", met(median(measured.milliseconds(name)) < MOST_TIME[name])
    if name in NO_PROMISE:
        return measured.compared(name, NO_PROMISE[name]), "none", "–"
    if name not in PROMISES:
        return "1", "–", "–"
    promise = PROMISES[name]
    ratio = measured.ratio(name, promise.against)
    return measured.compared(name, promise.against), f"at most {promise.limit:g} ×", met(ratio <= promise.limit)


def _memory(measured: Measured) -> Iterator[tuple[str, ...]]:
    for name, limit in MOST_MEMORY.items():
        most = measured.memory(name)
        yield _memory_row(measured, name, most, f"under {limit} MB", met(most < limit))
    for name in NO_MEMORY_PROMISE:
        if name in measured.cases:
            yield _memory_row(measured, name, measured.memory(name), "none", "–")


def _memory_row(measured: Measured, name: str, most: float, promise: str, met: str) -> tuple[str, ...]:
    case = measured.cases[name]
    return case.says, f"`{case.shown}`", f"{most:.0f} MB", promise, met


def _saved(measured: Measured) -> Iterator[tuple[str, ...]]:
    took, page = measured.saved, measured.disk
    yield (
        f"In the casebook of `due`, {SAVES:,} answers one after the other", f"{took.median:.1f}", f"{took.late:.1f}", "–", "–",
        f"99 in 100 under {SAVE_LATE}", met(took.late < SAVE_LATE),
    )  # fmt: skip
    yield f"A page of {PAGE:,} bytes written to a file of its own, as often", f"{page.median:.1f}", f"{page.late:.1f}", *["–"] * 4
    if measured.team is None:
        yield "On PostgreSQL", *["–"] * 4, "none lost", "not measured: it was left out"
        return
    written, lost = measured.team
    for who, those, seconds, _ in by_kind(written):
        took = in_milliseconds(seconds)
        everyone = len(those) == len(written)
        yield (
            f"On PostgreSQL, {len(those)} writers at once for {SECONDS:.0f} seconds, {who}", f"{took.median:.1f}", f"{took.late:.1f}",
            f"{len(seconds) / SECONDS:.0f}", str(lost) if everyone else "–", "none lost" if everyone else "none",
            met(lost == 0) if everyone else "–",
        )  # fmt: skip


def _notes(measured: Measured) -> Iterator[str]:
    if measured.edited:
        yield "**The program or its data was changed while this was measured, so these numbers mix 2 versions: measure again.**\n"
    found, first = measured.found, measured.first_of_many
    yield (
        f"The shipped groups that fit are {found['json']}. With 10,000 local groups (8 in 10 name 1 to 3 substances, 2 in 10 are for "
        f"anything mood-altering) {found['many']:,} fit, and where all match, {found['all-match']:,}; each is printed whole. "
        f"The first run after such a file is edited, timed once: {first.wall:.1f} seconds and {first.memory / 2**20:.0f} MB.\n"
    )
    pages = {name: count for name, (count, _) in measured.printed.items()}
    _, groups = measured.printed["booklet"]
    by_peer = (
        f", and {pages[PRINTER]} as WeasyPrint lays it out, without the tags for screen readers that ours has" if PRINTER in pages else ""
    )
    yield (
        f"The handout has {pages['pdf']} pages{by_peer}. The booklet has {pages['booklet']} pages of A5, with {groups} of the "
        f"{BOOKLET} local groups, and the shipped ones that serve England."
    )


def _method(measured: Measured) -> Iterator[str]:
    yield (
        f"- {measured.rounds} rounds after 2 that are not counted; each round runs every case once, and every other round in the opposite "
        "order. The ratio is of medians, and the promise is judged by it; that of minimums is beside it. "
        "Processor is the median of user and system time together."
    )
    yield (
        "- Output goes to /dev/null; on a terminal it is a pseudo-terminal of "
        f"{COLUMNS} columns with TERM=xterm-256color and FAMA_PAGER=cat, read to its end. The bare app there is given one too."
    )
    yield (
        "- Every program is run by the same Python, with its modules compiled beforehand, a temporary home, and a cache of its own. "
        "Rows with local groups have FAMA_DATA_DIR set to a made-up file; so does the row of the edit, whose one group is new each run."
    )
    yield (
        "- Memory is the largest of all runs, as the system counts it. A small process of its own starts each run, since a program counts "
        f"from the memory of whatever started it; Python that does nothing counts as {measured.floor / 2**20:.0f} MB."
    )
    yield (
        "- WeasyPrint is a whole process of its own, and reads from a file the HTML that `fama` made. "
        "A booklet with a file to write to is written to an empty folder each time, and so is its HTML: that is what a person waits for."
    )
    yield (
        f"- The casebook is an encrypted file of {CLIENTS:,} clients and {CLIENTS * CONTACTS_EACH:,} finished contacts, stages 1 to 3, of "
        f"{FEWEST_ANSWERS} to {MOST_ANSWERS} answers. Of {OPEN} clients 1 is still there and the others left over 4 years; a row without a "
        "promise has them all open. Its key comes from a keyring that is a real backend of the keyring library and keeps keys in a file, "
        "so what a desktop's own keyring takes is not in these numbers. Every client is from this bench's own generator, and nobody real."
    )
    yield (
        "- `walk` is on a terminal; its time ends when the words are there, and it is then stopped, which its processor time includes. "
        "Answers are saved inside one process, each in a transaction that is on the disk when it ends (WAL, synchronous=FULL). "
        "Writers on PostgreSQL are processes with logins of their own, half of them on one draft together."
    )
    yield "- The machine may have been doing other work. Where the 2 ratios differ much, it was busy: measure again."
