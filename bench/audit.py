"""The audit of very many reviews from one CSV file, beside what DuckDB takes to count the rows of that file and do nothing else.

`python bench/audit.py` measures and prints; it takes about a minute, and 400 MB of disk. Every client is made up.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

if __name__ == "__main__":
    # Run as a file, so that its own folder comes first on the path; the folder above holds the `bench` modules.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from bench.spawn import Sample, once

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


def rows(measured: Timed, reviews: int = REVIEWS) -> Iterator[tuple[str, ...]]:
    """For a table: what, the median, the most memory, the ratio, the promise, and whether it was met."""
    counted = median(each.wall for each in measured.count)
    most = max(each.memory for each in measured.count) / 2**20
    size = f"{reviews:,} reviews, {measured.size / 2**20:,.0f} MB of CSV"
    yield f"DuckDB counts the rows: {size}", f"{counted:.1f} s", f"{most:,.0f} MB", "1", "–", "–"
    met = measured.ratio <= MOST_TIMES and measured.memory < MOST_MEMORY
    yield (
        "`fama record audit` of that file", f"{median(each.wall for each in measured.audit):.1f} s", f"{measured.memory:,.0f} MB",
        f"{measured.ratio:.1f} × counting", f"at most {MOST_TIMES} ×, and under {MOST_MEMORY:,} MB", "met" if met else "**not met**",
    )  # fmt: skip


HEADS = ("The audit of very many reviews", "Median", "Peak memory", "Ratio", "Promise", "Met?")

if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="fama-bench-") as where:
        for line in (HEADS, ["---"] * len(HEADS), *rows(timed(Path(where)))):
            print(f"| {' | '.join(line)} |")
