"""What free notes suggest against the days of a meeting. A person confirms it: nothing here changes a meeting."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class DoubtKind(StrEnum):
    """What the notes may mean."""

    NOT_EVERY_WEEK = "not-every-week"
    BANK_HOLIDAYS = "bank-holidays"
    """This and the next 2 are the names of a `Closure`."""
    CHRISTMAS = "christmas"
    EASTER = "easter"
    OVER = "over"
    """It may have ended for good."""
    MOVED = "moved"
    FOR_NOW = "for-now"
    """It is paused, or is different for the time being."""
    ASK_FIRST = "ask-first"
    STARTS = "starts"
    """A day on which it starts or ends."""


class Doubt(NamedTuple):
    """Something to confirm."""

    kind: DoubtKind
    says: str
    """A sentence without a full stop, with the words of the notes in it."""


@lru_cache(maxsize=4096)
def doubts(notes: str) -> tuple[Doubt, ...]:
    """What `notes` suggest, at most one of each kind. Most notes suggest nothing, and are quick to reject."""
    small = notes.lower()
    if not (any(words in small for words in _BEGIN) or re.search(_MAY_DATE, small)):
        return ()
    # To compile its patterns takes 20 ms, which a search that meets no such notes does without.
    from fama_cli.meetings.doubtful import doubts_in

    return tuple(doubts_in(notes))


_BEGIN = (
    *("folded", "no longer", "cancel", "closed", "ceased", "discontinued", "ended", "permanent"),
    *("1st ", "2nd ", "3rd ", "4th ", "5th ", "1st,", "1st/", "2nd/", "1st&", "2nd&", "first", "second ", "third ", "fourth", "fifth"),
    *(
        "last ",
        "final ",
        "penult",
        "month",
        "fortnight",
        "alternat",
        "weeks ",
        "week 1",
        "every other",
        "every second",
        "every 2",
        "every 3",
    ),
    *("every two", "every three", "every third", "every four", "every 4", "not every", "isn't every", "term time", "term-time", "termtime"),
    *("biweekly", "bi-weekly", "bimonthly", "bi-monthly", "twice a", "once a m", "holi", "hols", "bank h", "public h", "bankh", "xmas"),
    *("x-mas", "christmas", "boxing d", "new year", "easter", "good fri", "moved", "moving", "moves", "move ", "relocat", "change of"),
    *("changed", "new venue", "new addr", "new loc", "new prem", "tempora", "further no", "suspend", "paused", "on hold", "currently"),
    *("presently", "not meet", "isn't meet", "not run", "isn't run", "not curr", "at present", "moment", "until", "time being"),
    *("before", "advance", "ahead", "prior", "to confirm", "to check", "to book", "to arrange", "by arrange", "by appoint", "booking"),
    *("pre-book", "prebook", "must book", "must reg", "registration", "to reg", "january", "february", "march", "april", "june", "july"),
    *("august", "september", "october", "november", "december", *(f"may {number}" for number in range(1, 10))),
    *("jan ", "feb ", "mar ", "apr ", "jun ", "jul ", "aug ", "sep ", "sept ", "oct ", "nov ", "dec "),
)
"""How the words begin without which there is no doubt, in small letters. As one pattern they would take 4 ms to compile."""
_MAY_DATE = r"[0-9](?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|[0-9]/[0-9]"
