"""What notes suggest against the days of a meeting."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fama_cli.meetings.doubts import DoubtKind, doubts

WEEK, BANK, CHRISTMAS, EASTER, OVER, MOVED, NOW, ASK, STARTS = DoubtKind


@pytest.mark.parametrize(
    ("notes", "kinds"),
    [
        # Not every week.
        ("Group has now folded", [OVER]),
        ("This meeting no longer runs", [OVER]),
        ("Last Friday of the month", [WEEK]),
        ("last friday of each month", [WEEK]),
        ("Meets 1st and 3rd Tuesday of the month", [WEEK]),
        ("1st & 3rd Tues", [WEEK]),
        ("2nd/4th Monday only", [WEEK]),
        ("First and last Sunday", [WEEK]),
        ("LAST WEDNESDAY OF THE MONTH", [WEEK]),
        ("Fortnightly", [WEEK]),
        ("This group meets every fortnight. Ring the bell.", [WEEK]),
        ("Alternate Thursdays", [WEEK]),
        ("alternating weeks with the Leeds group", [WEEK]),
        ("every other week", [WEEK]),
        ("Every second Monday", [WEEK]),
        ("Every 2 weeks", [WEEK]),
        ("Bi-weekly", [WEEK]),
        ("Monthly", [WEEK]),
        ("Held once a month in the small hall", [WEEK]),
        ("Not every week, see the website", [WEEK]),
        ("Term time only", [WEEK]),
        ("Weeks 1 and 3", [WEEK]),
        ("Big Book study. Last Friday of the month.", [WEEK]),
        ("Open meeting, held on the last Friday of the month", [WEEK]),
        # Holidays.
        ("Not on bank holidays", [BANK]),
        ("closed bank hols", [BANK]),
        ("No meeting bank holiday Mondays", [BANK]),
        ("Every week except public holidays", [BANK]),
        ("Bank holidays: 10am", [BANK]),
        ("Doesn't meet on bank holidays", [BANK]),
        ("no meeting Xmas day", [CHRISTMAS]),
        ("Closed Christmas Day, Boxing Day and New Year's Day", [CHRISTMAS]),
        ("Closed on Christmas Day and bank holidays", [BANK, CHRISTMAS]),
        ("Open on bank holidays except Christmas Day", [CHRISTMAS]),
        ("Every week including bank holidays, but not Christmas Day", [CHRISTMAS]),
        ("Not bank holidays, open Christmas Day", [BANK]),
        ("No meeting Good Friday", [EASTER]),
        ("Closed over Easter and Christmas", [CHRISTMAS, EASTER]),
        ("Closed on all public holidays including Easter", [BANK, EASTER]),
        ("Not during school holidays", [BANK]),
        # Moved, for now, ask, starts.
        ("This meeting has moved", [MOVED]),
        ("Moved to the Quaker Meeting House", [MOVED]),
        ("NEW VENUE", [MOVED]),
        ("We have relocated", [MOVED]),
        ("Moving online in the winter", [MOVED]),
        ("Temporarily closed", [NOW]),
        ("temporary venue", [NOW]),
        ("Suspended until further notice", [NOW]),
        ("Currently online only", [NOW]),
        ("We are not meeting at the moment", [NOW]),
        ("Temporarily moved to the library", [MOVED, NOW]),
        ("Please ring first", [ASK]),
        ("Contact the secretary before attending", [ASK]),
        ("Call to confirm", [ASK]),
        ("By prior arrangement", [ASK]),
        ("Booking essential", [ASK]),
        ("Check the website before you travel", [ASK]),
        ("Starts 1 June", [STARTS]),
        ("New meeting starting on Tuesday 3rd November 2026", [STARTS]),
        ("Resuming in September", [STARTS]),
        ("from 1/12/2026", [STARTS]),
        ("Starts Jun 5", [STARTS]),
        ("Starts May 5", [STARTS]),
        ("(Last Friday of the month)", [WEEK]),
        ("Warm welcome,last Friday in each month", [WEEK]),
        ("Last meeting 14 July", [STARTS]),
        ("Closed until 5 January", [NOW, STARTS]),
        ("Last Friday of the month.\nNot on bank holidays.\nRing first.", [WEEK, BANK, ASK]),
    ],
)
def test_what_these_notes_suggest(notes: str, kinds: list[DoubtKind]) -> None:
    assert [doubt.kind for doubt in doubts(notes)] == kinds


@pytest.mark.parametrize(
    "notes",
    [
        "",
        "First Step group",
        "Last Chance Saloon",
        "The first 15 minutes are silent",
        "Second Tradition",
        "Every week including bank holidays",
        "Open as usual on bank holidays",
        "Open as usual on bank holidays, even when the library is closed",
        "Never closed at Christmas",
        "Not closed on bank holidays",
        "We meet every day of the year, including Christmas Day and Easter Sunday",
        "Meets every bank holiday",
        "3rd floor",
        "1st floor, left of the lift",
        "The hall on the second floor",
        "5th Tradition on the 5th Tuesday",
        "Step study on the 1st Tuesday, Tradition on the last Tuesday",
        "Speaker meeting last Friday of the month",
        "Open meeting on the first Monday of the month",
        "Monthly business meeting",
        "Alternate entrance on Mill Lane",
        "Every other chair is kept free",
        "Friday is the last day of our week",
        "Ring the bell first",
        "Ring the doorbell before 7.30pm",
        "Ring bell for entry",
        "Spring Gardens",
        "Temporary sponsors available",
        "The hostel has temporary housing",
        "I was moved to tears",
        "Please help with moving the chairs",
        "Easter Road, past the stadium",
        "There is no parking on Easter Road",
        "Not far from Christmas Steps",
        "Holiday Inn, not the bar entrance",
        "Doors open from 7pm",
        "Starts promptly at 7.30",
        "We may start late",
        "Non-alcoholic drinks",
        "Tea and coffee from 6.45pm, all welcome",
        "Prior to 2019 this was the Monday group",
        "May Street, first left after the church",
    ],
)
def test_these_are_false_friends(notes: str) -> None:
    assert doubts(notes) == ()


@pytest.mark.parametrize(
    ("notes", "says"),
    [
        ("Beginners welcome. Last Friday of the month.", 'The notes say "Last Friday of the month": it may not be every week'),
        ("We do not meet on bank holidays.", 'The notes say "not meet on bank holidays": it may not take place on bank holidays'),
        ("Not during school holidays", 'The notes say "Not during school holidays": it may not take place in the holidays'),
        ("Bank holidays: 10am", 'The notes say "Bank holidays: 10am": it may be different on bank holidays'),
        ("No meeting on Christmas Day", 'The notes say "No meeting on Christmas Day": it may not take place at Christmas'),
        ("No meeting on Good Friday", 'The notes say "No meeting on Good Friday": it may not take place at Easter'),
        ("It has moved", 'The notes say "has moved": it may be somewhere else'),
        ("Temporarily closed", 'The notes say "Temporarily closed": it may not be on, or be different, for now'),
        ("Meeting has folded. No longer meets.", 'The notes say "Meeting has folded": it may have ended for good'),
        ("Meeting cancelled. Venue closed down.", 'The notes say "Meeting cancelled": it may have ended for good'),
        ("Please ring  first", 'The notes say "ring first": ask before anybody goes'),
        ("Starts 1 June", 'The notes say "Starts 1 June": make sure that it is on'),
        (
            "Closed on bank holidays and on all of the days on which the centre that it is held in has no heating",
            'The notes say "Closed on bank holidays and on all of the days on which…": it may not take place on bank holidays',
        ),
    ],
)
def test_it_says_what_it_read_and_what_that_may_mean(notes: str, says: str) -> None:
    assert [doubt.says for doubt in doubts(notes)] == [says]


@settings(max_examples=300, deadline=None, database=None)
@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(
            [
                "last",
                "friday",
                "of the month",
                "no",
                "not",
                "open",
                "bank holidays",
                "christmas",
                "ring",
                "first",
                "starts",
                "1 june",
                ".",
                ",",
                "except",
            ]
        ),
        max_size=9,
    ).map(" ".join)
)
def test_any_notes_are_read(notes: str) -> None:
    kinds = [doubt.kind for doubt in doubts(notes)]

    assert kinds == sorted(set(kinds), key=list(DoubtKind).index)


@pytest.mark.parametrize(
    "notes", ["first " * 20_000, "not " * 20_000, "1st and " * 10_000, "call " * 20_000, "a of the " * 10_000, "(" * 50_000 + "month"]
)
def test_long_notes_take_no_longer_than_short_ones(notes: str) -> None:
    began = time.process_time()
    doubts(notes)

    assert time.process_time() - began < 0.5
