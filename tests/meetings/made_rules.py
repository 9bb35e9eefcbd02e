"""Made-up patterns of every kind, the same each time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from fama_cli.meetings.pattern import Every, Pattern, in_order

FIRST, LAST = date(2025, 1, 1), date(2029, 12, 31)
"""Five years: ten changes of the clocks, and a 29 February."""


def patterns(number: int, seed: int = 5) -> Iterator[Pattern]:
    """Every kind in turn. Those that count weeks or months have a day to count from."""
    random = Random(seed)
    for each in range(number):
        every = list(Every)[each % 4]
        interval = random.choice([1, 1, 1, 2, 2, 3, 4, 6, 12])
        starts = FIRST + timedelta(days=random.randint(-400, 900)) if interval > 1 or random.random() < 0.5 else None
        ends = LAST - timedelta(days=random.randint(0, 900)) if random.random() < 0.3 else None
        if every is Every.NAMED:
            dates = {FIRST + timedelta(days=random.randint(-50, 1900)) for _ in range(random.randint(1, 12))}
            yield Pattern(every=every, dates=tuple(sorted(dates)))
        elif every is Every.MONTH_DAY:
            month_days = in_order(tuple(random.sample([*range(1, 32), 29, 30, 31, -1, -1], random.randint(1, 3))))
            yield Pattern(every=every, month_days=month_days, interval=interval, starts=starts, ends=ends)
        else:
            weeks = in_order(tuple(random.sample([1, 2, 3, 4, 5, -1], random.randint(1, 3)))) if every is Every.MONTH else ()
            yield Pattern(every=every, weekday=random.randint(0, 6), weeks=weeks, interval=interval, starts=starts, ends=ends)
