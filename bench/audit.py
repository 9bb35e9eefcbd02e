"""The audit of very many reviews from one CSV file, beside what DuckDB takes to count the rows of that file and do nothing else.

Every client is made up.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.spawn import Sample, once
from bench.tables import met, table

HEADING = "## Auditing"

REVIEWS = 5_000_000
CLIENTS = REVIEWS // 3
ROUNDS = 3
TODAY = "2026-11-21"
MOST_TIMES = 2
"""The promise: at most this many times as long as counting."""
MOST_MEMORY = 2048
"""MB: the promise."""

_ANSWERS = (
    "RECPEER", "RECMAID", "RECFMSP", "RECPRNT", "RECHSE", "RECEMP", "RECEDUT", "RECWPRJ", "RECCHKP", "RECRLPP", "RECCMPT", "RECGNH",
    "RECOTH", "PSYSTP",
)  # fmt: skip
_COUNT = "import duckdb, sys; print(duckdb.sql(f\"SELECT count(*) FROM read_csv('{sys.argv[1]}', all_varchar=true)\").fetchall())"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """What was measured."""

    count: Sequence[Sample]
    audit: Sequence[Sample]
    size: int
    """Bytes of the file."""

    @property
    def ratio(self) -> float:
        return median(each.wall for each in self.audit) / median(each.wall for each in self.count)

    @property
    def memory(self) -> float:
        """MB, the most of all runs."""
        return max(each.memory for each in self.audit) / 2**20


def write_reviews(path: Path, reviews: int = REVIEWS) -> None:
    """A file of reviews, the same each time: 3 for each client, 1 in 1,000 there twice, 1 answer in 10 missing."""
    import duckdb

    answers = ", ".join(
        f"CASE hash(number * {place + 2}) % 10 WHEN 0 THEN '' WHEN 1 THEN 'Y' WHEN 2 THEN 'Y' ELSE 'N' END AS {name}"
        for place, name in enumerate(_ANSWERS)
    )
    rows = (
        f"SELECT 'K-' || (number % {max(reviews // 3, 1)}) AS CLIENT, 'E-' || (number % {max(reviews // 3, 1)}) AS EPISODID, "
        "strftime(DATE '2024-12-01' + CAST(hash(number) % 700 AS INTEGER), '%Y%m%d') AS SUBMODDT, 'S' || number AS SUBMID, "
        f"CASE hash(number * 99) % 8 WHEN 0 THEN 'Y' ELSE 'N' END AS post_discharge, {answers} "
        f"FROM (SELECT CASE range % 1000 WHEN 999 THEN range - 1 ELSE range END AS number FROM range({reviews}))"
    )
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({rows}) TO '{path}' (HEADER, DELIMITER ',')")


def timed(folder: Path, rounds: int = ROUNDS, reviews: int = REVIEWS) -> Timed:
    """Count and audit in turn, each a process of its own, after one run of each that is not counted."""
    path = folder / "reviews.csv"
    write_reviews(path, reviews)
    env = {"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": str(folder), "FAMA_TODAY": TODAY}
    count = [sys.executable, "-c", _COUNT, str(path)]
    audit = [sys.executable, str(Path(sys.executable).with_name("fama")), "record", "audit", str(path), "--json"]
    counted, audited = [], []
    for number in range(rounds + 1):
        one, other = once(count, env), once(audit, env)
        if number:
            counted.append(one)
            audited.append(other)
    return Timed(count=counted, audit=audited, size=path.stat().st_size)


def audit_part(measured: Timed, reviews: int = REVIEWS) -> list[str]:
    """The lines of the part, its heading first and an empty one last."""
    return [
        HEADING,
        "",
        f"A made-up file of {reviews:,} reviews, {measured.size / 2**20:,.0f} MB of CSV. Times are in seconds.",
        "",
        *table(("What", "Command", "Median", "Minimum", "Processor", "Peak memory", "Ratio", "Promise", "Met?"), _rows(measured)),
        "",
        f"- Whole processes, in turn: {len(measured.audit)} rounds after 1 that is not counted. DuckDB uses every core, so time by the "
        "clock and by the processor differ.",
        "- DuckDB counts the rows of the same file, every column as words, and so need not keep a word of it. The audit keeps the "
        f"{len(_ANSWERS) + 5} columns that the profile has, reads each word, and does every check that needs no other table.",
        "",
    ]


def measured_audit() -> Timed:
    """Some minutes, and 400 MB of disk."""
    with tempfile.TemporaryDirectory(prefix="fama-bench-") as folder:
        return timed(Path(folder))


def _rows(measured: Timed) -> Iterator[tuple[str, ...]]:
    yield (
        "DuckDB counts the rows",
        "`SELECT count(*) FROM read_csv(…)`",
        *_numbers(measured.count),
        "–",
        "none",
        "–",
    )
    processor = _median(measured.audit, "processor") / _median(measured.count, "processor")
    kept = measured.ratio <= MOST_TIMES and measured.memory < MOST_MEMORY
    yield (
        "`record audit`", "`fama record audit reviews.csv --json`", *_numbers(measured.audit),
        f"{measured.ratio:.1f} × counting ({processor:.1f} by processor)",
        f"at most {MOST_TIMES} ×, and under {MOST_MEMORY:,} MB", met(kept),
    )  # fmt: skip


def _numbers(samples: Sequence[Sample]) -> Iterator[str]:
    yield from (f"{each:.1f}" for each in (_median(samples, "wall"), min(one.wall for one in samples), _median(samples, "processor")))
    yield f"{max(one.memory for one in samples) / 2**20:,.0f} MB"


def _median(samples: Sequence[Sample], what: str) -> float:
    return float(median(getattr(each, what) for each in samples))
