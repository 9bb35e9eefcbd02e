"""Made-up meetings of the UK, with every field that a meeting has."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from fama_cli.meetings.model import UK_CLOCKS, Attendance, Closure, Feature, Meeting, Welcome
from fama_cli.meetings.pattern import Every, Pattern, in_order, on_dates

FELLOWSHIPS = ("aa", "na", "ca", "smart", "al-anon")
KINDS = ("Discussion", "Big Book", "Step study", "Speaker", "Basic Text", "Meditation", "Candlelight")
LANGUAGES = ("Polish", "English", "Ukrainian", "Persian", "American Sign Language", "Welsh")
POSTCODES = ("LS1 4DY", "M1 1AE", "SW1A 1AA", "BT7 1NN", "EH1 1YZ", "CF10 3NQ", "B33 8TH")
TOWNS = ("Leeds", "Manchester", "Stoke-on-Trent", "Bury St Edmunds", "Newcastle upon Tyne", "Caerdydd", "Derry/Londonderry")
REGIONS = ("", "Yorkshire", "Yorkshire > West Yorkshire > Leeds", "Greater London > South East")
STREETS = ("23 High Street", "Flat 2, 5 Mill Lane", "The Old Chapel, Back Lane", "1-3 St John's Road")
VENUES = ("St Mary's Church Hall", "Friends' Meeting House", "Y Neuadd", "Café Røde, upstairs")
PLACE_NOTES = ("Round the back, green door", "First floor. Ring bell 2", "Mind the step\nKettle by the window")

_LETTERS = st.characters(categories=("L", "N", "P", "S"), exclude_characters="@<>&#[]", include_characters=" ")
_DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def sentence(most: int = 30) -> st.SearchStrategy[str]:
    """Words on one line, as anybody might write them, in any script."""
    return (
        st.text(_LETTERS, min_size=1, max_size=most)
        .map(lambda words: " ".join(words.split()))
        .filter(lambda words: words.strip("-.'=+") != "")
    )


def paragraphs() -> st.SearchStrategy[str]:
    """A few lines, with an empty one among them at times."""
    return st.lists(st.one_of(sentence(), st.just("")), min_size=1, max_size=4).map(lambda lines: "\n".join(lines).strip("\n"))


def _or_nothing(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), strategy)


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    """Of every kind. A rule has a first day, a last day, both or neither; both are some weeks apart."""
    every = draw(st.sampled_from(list(Every)))
    if every is Every.NAMED:
        return on_dates(*draw(st.lists(_DAYS, min_size=1, max_size=4)))
    starts = draw(st.one_of(st.none(), _DAYS))
    ends = draw(st.one_of(st.none(), st.integers(200, 900).map(lambda days: (starts or date(2025, 1, 1)) + timedelta(days=days))))
    return Pattern(
        every=every,
        weekday=None if every is Every.MONTH_DAY else draw(st.integers(0, 6)),
        interval=draw(st.sampled_from((1, 1, 1, 2, 3))),
        weeks=in_order(tuple(draw(st.sets(st.sampled_from((1, 2, 3, 4, 5, -1)), min_size=1, max_size=3)))) if every is Every.MONTH else (),
        month_days=in_order(tuple(draw(st.sets(st.sampled_from((1, 9, 15, 28, 31, -1)), min_size=1)))) if every is Every.MONTH_DAY else (),
        starts=starts,
        ends=ends,
    )


def _some(things: tuple[str, ...], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(things), unique=True, max_size=most).map(tuple)


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    """One meeting. What does not go together in life, such as a position without latitude, is not made."""
    pattern = draw(st.one_of(st.none(), patterns()))
    at = draw(st.one_of(st.none(), st.integers(0, 1439)))
    until = None if at is None else draw(st.one_of(st.none(), st.integers(15, 300).map(lambda lasts: (at + lasts) % 1440)))
    features = draw(st.dictionaries(st.sampled_from(list(Feature)), st.booleans()))
    place = draw(
        st.one_of(st.none(), st.tuples(st.floats(50, 60), st.floats(-7, 1.7)).map(lambda spot: (round(spot[0], 6), round(spot[1], 6))))
    )
    postcode = draw(_or_nothing(st.sampled_from(POSTCODES)))
    closures = st.one_of(st.sampled_from([str(each) for each in Closure]), _DAYS.map(str))
    phone = draw(_or_nothing(st.just("+44 203 481 5237")))
    return Meeting(
        fellowship=draw(st.sampled_from(FELLOWSHIPS)),
        name=draw(st.one_of(st.sampled_from(("Just for Today", "Monday Night Steps", "=Hope", "Ann’s “Big” Book; & tea, 7")), sentence())),
        pattern=pattern,
        at=at,
        until=until,
        zone=draw(st.sampled_from((UK_CLOCKS, UK_CLOCKS, "Europe/Dublin", "America/New_York"))),
        attendance=draw(st.one_of(st.none(), st.sampled_from(list(Attendance)))),
        welcome=draw(st.one_of(st.none(), st.sampled_from(list(Welcome)))),
        yes=tuple(each for each, has in features.items() if has),
        no=tuple(each for each, has in features.items() if not has),
        languages=draw(_some(LANGUAGES)),
        kinds=draw(_some(KINDS)),
        codes=draw(_some(("O", "C", "BE", "WC", "Zz"))),
        closed_on=tuple(draw(st.lists(closures, unique=True, max_size=3))),
        paused=draw(st.sampled_from((False, False, False, True))),
        venue=draw(_or_nothing(st.sampled_from(VENUES))),
        address=draw(_or_nothing(st.sampled_from(STREETS))),
        town=draw(_or_nothing(st.sampled_from(TOWNS))),
        county=draw(_or_nothing(st.sampled_from(("Kent", "West Yorkshire")))),
        postcode=postcode,
        country=draw(st.sampled_from(("", "UK", "UK", "Wales", "Northern Ireland"))),
        region=draw(st.sampled_from(REGIONS)),
        latitude=place and place[0],
        longitude=place and place[1],
        approximate=draw(st.sampled_from((None, False, True))),
        place_notes=draw(_or_nothing(st.sampled_from(PLACE_NOTES))),
        online_url=draw(_or_nothing(st.sampled_from(("https://zoom.us/j/83412345678", "https://meet.example.org/room?lang=en")))),
        online_notes=draw(_or_nothing(paragraphs())),
        online_phone=phone,
        online_phone_notes=draw(_or_nothing(sentence())) if phone else "",
        group=draw(_or_nothing(sentence())),
        group_notes=draw(_or_nothing(paragraphs())),
        notes=draw(_or_nothing(paragraphs())),
        website=draw(_or_nothing(st.sampled_from(("https://example.org/meetings/12", "http://leeds.example.org", "leeds.example.org")))),
        contacts=tuple(draw(st.lists(st.sampled_from(("Ann, 07700 900123", "Bo, bo@example.org")), unique=True))),
        source_id=draw(_or_nothing(st.sampled_from(("12", "monday-steps", "ac148810-d857-441c-9679-408f346de14b")))),
        updated=draw(_or_nothing(_DAYS.map(str))),
        checked_on=draw(_or_nothing(_DAYS.map(str))),
        checked_by=draw(_or_nothing(st.sampled_from(("JB", "Leeds recovery service")))),
    )
