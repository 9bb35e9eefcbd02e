"""Local meetings on paper: every fact, in order, and nothing about a person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fama_cli.cli.gathering import Gathered
from fama_cli.cli.local_meetings import Looking
from fama_cli.handouts.meetings import meetings_handout
from fama_cli.handouts.model import Entry, Handout, every_block, paragraphs_of, plain
from fama_cli.handouts.sought import distance_on_paper, near_on_paper, sought_in_words, weekdays_in_words
from fama_cli.meetings.clean import cleaned
from fama_cli.meetings.index.query import Query
from fama_cli.meetings.index.search import Hit
from fama_cli.meetings.model import Attendance, Feature, Meeting, Welcome
from fama_cli.meetings.pattern import weekly
from fama_cli.meetings.places.distance import MILE
from fama_cli.meetings.places.spot import Exactness, Spot
from fama_cli.text import visible
from tests.conftest import TODAY, Fama
from tests.handouts.as_read import Sort, everything, read, said, text
from tests.handouts.meeting_list import CHAPEL, HERE, ROWS, bring_in, bring_in_guide
from tests.handouts.printed import FORMATS, Press, Shipped
from tests.handouts.reading_age import reading_age
from tests.handouts.test_bad_input import MARKUP, squeezed, words_in
from tests.handouts.test_reading_age import OLDEST, prose, sentences

DAY = date.fromisoformat(TODAY)
every_form = pytest.mark.parametrize("form", FORMATS)


@pytest.fixture
def lists(fama: Fama, local: Path, tmp_path: Path) -> Path:
    """A folder of data with the made-up list brought in."""
    bring_in(fama, tmp_path)
    return tmp_path


def printed(fama: Fama, folder: Path, form: str, *options: str) -> bytes:
    ran = fama("handout", "meetings", *options, "--format", form, "-o", str(folder / f"out.{form}"))
    assert ran.code == 0, ran.err
    return (folder / f"out.{form}").read_bytes()


def on_paper(fama: Fama, *options: str) -> str:
    """The plain text on one line, which has every word that the others have."""
    ran = fama("handout", "meetings", *options, "--format", "txt")
    assert ran.code == 0, ran.err
    return " ".join(ran.out.split())


# What is on it

HEADINGS = [
    "Check before you go",
    "Who may come",
    "Monday",
    "8pm: Hull Monday",
    "Tuesday",
    "10am to 11am: Early Tuesday",
    "7.30pm to 9pm: Late Tuesday",
    "Wednesday",
    "6pm: Every Other",
    "Friday",
    "7.30pm to 9pm: Friday Tools",
    "By date, or by arrangement",
    "Fifteenth",
    "Carols",
    "Quiet Hour",
    "Online",
    "Monday, noon to 1pm: Noon Online",
    "To reach the groups",
    "Al-Anon Family Groups UK & Eire",
    "Alcoholics Anonymous (Great Britain)",
    "Cocaine Anonymous UK",
    "Narcotics Anonymous UK",
    "UK SMART Recovery",
    "Stay safe",
    "If you need help now",
    "Where this comes from",
]

FACTS = [
    "This list has 9 meetings. There may be others.",
    "Meetings move, stop and change their times. This sheet shows what a list said on the day beside each one.",
    "From the list: our-list, 21 November 2026.",
    "Narcotics Anonymous UK: By NA's general wording, open meetings are for anyone, including professionals, though only members speak.",
    "Cocaine Anonymous UK: Open meetings are for anyone, and a professional may go.",
    "Not on: bank holidays, 24 to 26 December, 1 January or 8 December 2026.",
    "Where: Mill Hall, 1 Mill Lane, Leeds, LS1 4DY.",
    "Open: anyone may come. Step-free: yes. Hearing loop: no. In Polish and English. Also: newcomers.",
    "The list says: Tea from 7pm.",
    "Its page: https://example.org/na",
    "Checked on 20 November 2026.",
    "Members only: for people who have the problem, or think they may. Step-free: no. Child-friendly: no.",
    "On the list of 21 November 2026.",
    "Every other Wednesday.",
    "Make sure: Which week it is on is not stated. Ask.",
    "Checked on 5 January 2026. That is some time ago. Ask if it is still on.",
    "The last Friday of the month. Next: Friday 27 November 2026.",
    "In person and online. Not stated who may come. Step-free: not stated.",
    "Online: https://example.org/tools",
    'Make sure: The notes say "new venue": it may be somewhere else.',
    "The 15th of the month, 6pm. Next: Tuesday 15 December 2026.",
    "24 December 2026 and 31 December 2026, 6pm. Next: Thursday 24 December 2026.",
    "Make sure: 24 December 2026 is in the Christmas holidays. Ask whether it is on.",
    "By arrangement.",
    "You join these by phone or on a screen. If you need a passcode, ask the group for it.",
    "Online: https://example.org/noon or ring +44 20 3481 5237",
]


@every_form
def test_every_fact_is_there_in_every_format(fama: Fama, lists: Path, form: str) -> None:
    blocks = read(form, printed(fama, lists, form))

    found = " ".join(re.sub(r" \[[\d, ]+\]$", "", each.says) for each in blocks)
    assert [fact for fact in FACTS if fact not in found] == []


@every_form
def test_days_come_from_monday_on_and_each_day_goes_by_the_hour(fama: Fama, lists: Path, form: str) -> None:
    blocks = read(form, printed(fama, lists, form))

    assert said(blocks, Sort.HEADING) == HEADINGS


def test_what_open_means_has_its_source(fama: Fama, lists: Path, shipped: Shipped) -> None:
    blocks = read("txt", printed(fama, lists, "txt"))

    meaning = next(each for each in said(blocks, Sort.POINT) if each.startswith("Narcotics Anonymous UK: "))
    number = int(meaning.rpartition("[")[2].rstrip("]"))
    fact = next(group.meetings for group in shipped.directory.groups if group.id == "na")
    titles = {source.title for source in shipped.directory.sources if fact and source.id in fact.sources}
    assert said(blocks, Sort.SOURCE)[number - 1].startswith(tuple(titles))


def test_members_only_is_never_called_just_closed(fama: Fama, lists: Path) -> None:
    after = on_paper(fama).partition("Monday ------")[2].partition("To reach the groups")[0]

    assert ("Members only: for people who have the problem" in after, "losed" in after) == (True, False)


def test_a_group_of_which_nothing_is_known_says_so(shipped: Shipped) -> None:
    group = next(each for each in shipped.directory.groups if each.meetings is None)

    made = handout(shipped, [hit(Meeting(fellowship=group.id, name="X", pattern=weekly(0)))])

    points = [plain(each) for block in made.blocks for each in paragraphs_of(block)]
    assert f"{group.name}: We do not know what they mean here. Ask the group." in points


@pytest.mark.parametrize(
    ("options", "title", "asked"),
    [
        ((), "Meetings you can go to", "This list has 9 meetings. There"),
        (("--near", "LS1"), "Meetings you can go to: near LS1", "This list has 7 meetings: near LS1 (up to 5 miles). There"),
        (
            ("--near", "leeds", "--within", "2mi", "--days", "mon-fri"),
            "Meetings you can go to: near Leeds, Monday to Friday",
            "This list has 6 meetings: near Leeds (up to 2 miles), Monday to Friday. There",
        ),
        (("--day", "tue", "--after", "6pm"), "Meetings you can go to: Tuesday", "This list has 2 meetings: Tuesday, from 6pm. There"),
        (("--open-meetings", "--step-free"), "Meetings you can go to", "This list has 1 meeting: open, step-free. There"),
        (("--on", "2026-12-24"), "Meetings you can go to: on Thursday 24 December 2026", "1 meeting: on Thursday 24 December 2026. There"),
        (("--language", "polish"), "Meetings you can go to", "This list has 1 meeting: in Polish. There"),
        (("--text", "tools"), "Meetings you can go to", "This list has 1 meeting: with the words “tools”. There"),
    ],
)
def test_the_sheet_says_what_was_looked_for(fama: Fama, lists: Path, options: Sequence[str], title: str, asked: str) -> None:
    found = on_paper(fama, *options)

    assert found.startswith(f"{title} ====")
    assert asked in found


def test_asked_for_online_every_meeting_that_can_be_joined_is_in_that_part(fama: Fama, lists: Path) -> None:
    blocks = read("txt", printed(fama, lists, "txt", "--online"))

    headings = said(blocks, Sort.HEADING)
    assert headings[2:5] == ["Online", "Monday, noon to 1pm: Noon Online", "Friday, 7.30pm to 9pm: Friday Tools"]


def test_where_nothing_is_online_there_is_no_word_of_it(fama: Fama, lists: Path) -> None:
    assert "You join these" not in on_paper(fama, "--near", "LS1", "--day", "tue")


def test_times_on_other_clocks_are_said_on_ours(shipped: Shipped) -> None:
    abroad = Meeting(fellowship="na", name="New York", pattern=weekly(0), at=20 * 60, zone="America/New_York", attendance=Attendance.ONLINE)

    (entry,) = entries(handout(shipped, [hit(abroad, next_on=date(2026, 11, 24), next_at=(1, 0))]))

    assert entry.title == "Tuesday, 1am: New York"
    assert "Every Monday, 8pm, by the clocks of New York. Next: Tuesday 24 November 2026, 1am here." in [
        plain(each) for each in said_of(entry)
    ]


# Where it was looked for

HOME = "LS1 9ZZ"


@every_form
def test_of_a_whole_postcode_only_the_first_half_is_anywhere_in_the_file(fama: Fama, lists: Path, form: str) -> None:
    held = everything(form, printed(fama, lists, form, "--near", HOME))

    assert ("near LS1" in held, [each for each in (HOME, "9ZZ", "LS19ZZ") if each in held]) == (True, [])


@every_form
def test_a_spot_on_the_map_is_not_on_the_sheet_and_nor_is_the_way_from_it(fama: Fama, lists: Path, form: str) -> None:
    held = everything(form, printed(fama, lists, form, "--near", "53.795,-1.551"))

    found = " ".join(held.split())
    assert [each for each in ("53.79", "1.55", "near 5", " miles", "walk") if each in re.sub(r'd="[^"]*"', "", found)] == []


def spot(exactness: Exactness, called: str) -> Query:
    return Query(today=DAY, spot=Spot(latitude=53.8, longitude=-1.55, called=called, exactness=exactness), within=5 * MILE)


NEAR: Mapping[str, tuple[Query, str]] = {
    "a postcode": (spot(Exactness.POSTCODE, "LS1 4DY"), "LS1"),
    "an outcode": (spot(Exactness.OUTCODE, "LS1"), "LS1"),
    "a town": (spot(Exactness.PLACE, "Stoke on Trent"), "Stoke on Trent"),
    "a spot": (spot(Exactness.POINT, "53.8,-1.55"), ""),
    "nowhere": (Query(today=DAY), ""),
}


@pytest.mark.parametrize(("query", "near"), NEAR.values(), ids=NEAR)
def test_no_more_of_a_place_is_said_than_an_outcode_or_a_town(query: Query, near: str) -> None:
    assert near_on_paper(query) == near


DISTANCES = [
    (Exactness.POSTCODE, 0.1, "less than half a mile away"),
    (Exactness.POSTCODE, 0.4, "about half a mile away"),
    (Exactness.OUTCODE, 0.9, "about 1 mile away"),
    (Exactness.PLACE, 3.3, "about 3.5 miles away"),
    (Exactness.PLACE, 12.4, "about 12 miles away"),
    (Exactness.POINT, 0.4, ""),
]


@pytest.mark.parametrize(("exactness", "miles", "says"), DISTANCES)
def test_distances_are_rough_and_from_a_spot_on_the_map_there_are_none(exactness: Exactness, miles: float, says: str) -> None:
    assert distance_on_paper(hit(Meeting(fellowship="na", name="X"), metres=miles * MILE), spot(exactness, "LS1")) == says


def test_distances_are_on_the_sheet_where_a_place_was_asked_for(fama: Fama, lists: Path) -> None:
    near, everywhere = on_paper(fama, "--near", "LS1"), on_paper(fama)

    assert "Where: Mill Hall, 1 Mill Lane, Leeds, LS1 4DY. About half a mile away." in near
    assert " away." not in everywhere


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ([0, 1, 2, 3, 4], "Monday to Friday"),
        ([5, 6], "Saturday and Sunday"),
        ([1], "Tuesday"),
        ([0, 2, 4], "Monday, Wednesday and Friday"),
        ([0, 1, 2, 6], "Monday, Tuesday, Wednesday and Sunday"),
    ],
)
def test_days_in_words(days: Sequence[int], says: str) -> None:
    assert weekdays_in_words(days) == says


def test_every_condition_of_a_search_is_said() -> None:
    query = Query(
        today=DAY, after=18 * 60, before=21 * 60, attendance=Attendance.IN_PERSON, welcome=Welcome.MEMBERS_ONLY,
        features=(Feature.BSL, Feature.WOMEN), checked_since="2026-05-21",
    )  # fmt: skip

    assert sought_in_words(query) == [
        "from 6pm", "starting by 9pm", "in person", "members only", "British Sign Language", "women", "checked or listed since 21 May 2026",
    ]  # fmt: skip


# People

PUBLIC: Mapping[str, Any] = {
    "name": "Hope", "slug": "hope", "day": 1, "time": "19:00", "types": ["O"], "location": "Mill Hall",
    "formatted_address": "1 Mill Lane, Leeds, LS1 4DY, UK", "latitude": 53.797, "longitude": -1.549,
}  # fmt: skip
PRIVATE = {
    **PUBLIC, "notes": "Ring Sam Smith on 07700 900123 or sam@example.org. Passcode: Xy12345",
    "location_notes": "Door code from Pat on 07700 900456", "conference_url": "https://zoom.us/j/98765432101?pwd=SeCrEt1",
    "conference_url_notes": "Passcode: 246810", "conference_phone": "+442034815237,,98765432101#,,,,*135790#", "contact_1_name": "Jane Roe",
    "contact_1_phone": "01632 960123", "contact_1_email": "jane@example.org",
}  # fmt: skip
SECRETS = ("900123", "900 123", "900456", "sam@", "Xy12345", "SeCrEt1", "246810", "135790", "Jane Roe", "960123", "960 123", "jane@")


@every_form
def test_what_a_service_keeps_of_people_and_passcodes_is_still_not_printed(fama: Fama, local: Path, tmp_path: Path, form: str) -> None:
    bring_in_guide(fama, tmp_path, [PRIVATE], "--keep-contacts")
    kept = fama("meetings", "find", "--json").out
    assert [each for each in ("07700 900123", "SeCrEt1", "Jane Roe") if each not in kept] == []

    held = everything(form, printed(fama, tmp_path, form))

    assert ("https://zoom.us/j/98765432101" in held, "3481 5237" in held or "3481\u00a05237" in held or "2034815237" in held) == (
        True,
        True,
    )
    assert [each for each in SECRETS if each in held] == []


@pytest.mark.parametrize("number", ["07700 900123", "+44 7700 900123", "+44 (0)7700 900123", "00447700900123"])
def test_a_mobile_is_somebodys_own_and_is_not_a_line_to_ring(shipped: Shipped, number: str) -> None:
    meeting = Meeting(fellowship="na", name="X", pattern=weekly(0), attendance=Attendance.ONLINE, online_phone=number)

    (entry,) = entries(handout(shipped, [hit(meeting)]))

    words = [plain(each) for each in said_of(entry)]
    assert "Online: the list does not say how to join. Ask the group." in words
    assert [each for each in words if "900123" in each.replace(" ", "")] == []


# Codes and addresses


def test_only_what_is_joined_online_has_a_code(shipped: Shipped) -> None:
    online: dict[str, Any] = {"pattern": weekly(0), "online_url": "https://example.org/a"}
    hits = [
        hit(Meeting(fellowship="na", name="online", attendance=Attendance.ONLINE, **online), "a"),
        hit(Meeting(fellowship="na", name="both", attendance=Attendance.HYBRID, **online), "b"),
        hit(Meeting(fellowship="na", name="door", attendance=Attendance.IN_PERSON, pattern=weekly(0), website="https://example.org"), "c"),
    ]

    codes = {entry.title.partition(": ")[2]: entry.code.address if entry.code else None for entry in entries(handout(shipped, hits))}

    assert codes == {"both": "https://example.org/a", "door": None, "online": "https://example.org/a"}


@pytest.mark.parametrize(
    ("address", "shown", "coded"),
    [
        ("https://example.org/a", True, True),
        ("javascript:alert(1)", False, False),
        ("file:///etc/passwd", False, False),
        ("https://example.org/a b", False, False),
        (f"https://example.org/{'a' * 300}", True, False),
    ],
)
def test_only_a_web_address_is_a_link_and_only_a_short_one_a_code(shipped: Shipped, address: str, shown: bool, coded: bool) -> None:
    meeting = Meeting(fellowship="na", name="X", pattern=weekly(0), attendance=Attendance.ONLINE, online_url=address, website=address)

    (entry,) = entries(handout(shipped, [hit(meeting)]))

    links = [run.link for each in said_of(entry) for run in each.words if run.link]
    assert (links, entry.code is not None) == ([address, address] if shown else [], coded)


# Lists


def test_the_same_meeting_on_2_lists_is_there_once_and_both_lists_are_not_mixed_up(fama: Fama, lists: Path) -> None:
    again = {**ROWS[0], "Name": "Late Tuesday", "Checked on": "2026-11-01"}
    bring_in(fama, lists, [again], name="another")

    found = on_paper(fama, "--day", "tue")

    assert (found.count("Late Tuesday"), "Checked on 20 November 2026." in found) == (1, True)


def test_each_list_is_named_with_its_day(fama: Fama, lists: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAMA_TODAY", "2026-11-23")
    bring_in(
        fama,
        lists,
        [{"Fellowship": "na", "Name": "New", "When": "every Sunday", "Starts": "9am", **CHAPEL, "How people attend": HERE}],
        name="new",
    )

    found = on_paper(fama)

    assert "From these lists: our-list, 21 November 2026 and new, 23 November 2026." in found
    assert "Sunday ------ 9am: New ------" in found
    assert "On the list of 23 November 2026." in found


PLACED = {"Fellowship": "na", "Starts": "9am", **CHAPEL, "How people attend": HERE}
LEFT_OUT = {
    "no place": (
        [{"Fellowship": "na", "Name": "Left", "When": "every Sunday", "Starts": "9am", "Venue": "Old Barn", "How people attend": HERE}],
        "nothing says where they are",
    ),
    "a date that is past": ([{**PLACED, "Name": "Left", "When": "24 December 2025"}], "their last day is past"),
    "its last day is past": ([{**PLACED, "Name": "Left", "When": "every Sunday until 1 November 2026"}], "their last day is past"),
}


@pytest.mark.parametrize(("rows", "because"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_is_left_out_is_said_to_whoever_makes_it(fama: Fama, lists: Path, rows: Sequence[Mapping[str, str]], because: str) -> None:
    bring_in(fama, lists, rows, name="new")

    ran = fama("handout", "meetings", "--near", "LS1", "--format", "txt")

    assert f"Left out, because {because}: 1 meeting.\n" in ran.err
    assert (ran.code, "Left" in ran.out) == (0, False)


def test_what_does_not_take_place_at_present_is_left_out(fama: Fama, lists: Path) -> None:
    bring_in_guide(fama, lists, [{**PUBLIC, "types": ["O", "TC"]}])

    ran = fama("handout", "meetings", "--format", "txt")

    assert "Left out, because they do not take place at present: 1 meeting.\n" in ran.err
    assert (ran.code, "Hope" in ran.out) == (0, False)


def test_where_every_date_is_past_there_is_nothing_to_print(fama: Fama, local: Path, tmp_path: Path) -> None:
    bring_in(fama, tmp_path, [{**PLACED, "Name": "Left", "When": "24 December 2025"}])

    ran = fama("handout", "meetings", "--format", "txt")

    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("fama: There is nothing to print. No meeting in the lists that were imported fits\n\nhint: ")


@pytest.mark.parametrize("form", ["pdf", "html", "txt"])
def test_500_meetings_are_a_booklet(fama: Fama, local: Path, tmp_path: Path, form: str) -> None:
    rows = [
        {"name": f"Meeting {n}", "slug": f"m{n}", "day": n % 7, "time": f"{10 + n % 11}:{'00' if n % 2 else '30'}", "types": ["O"], "location": f"Hall {n}",
         "formatted_address": f"{n} Mill Lane, Leeds, LS1 4DY, UK", "latitude": 53.79 + n / 10_000, "longitude": -1.55}
        for n in range(500)
    ]  # fmt: skip
    bring_in_guide(fama, tmp_path, rows)

    blocks = read(form, printed(fama, tmp_path, form, *(("--paper", "a5", "--booklet") if form == "pdf" else ())))

    meetings = [each for each in said(blocks, Sort.HEADING) if ": Meeting " in each]
    assert len(meetings) == 500


# What cannot be made

REFUSED = [
    (
        "--near LS1 --before 6am",
        3,
        "There is nothing to print. No meeting in the lists that were imported fits.",
        "Try another day or time or `--within` more than 5mi or `--online` in place of `--near`",
    ),
    (
        "--fellowship ma",
        3,
        "There is nothing to print. No meeting in the lists that were imported fits.",
        "Look at the lists with `fama meetings sources`",
    ),
    ("--days yesterday", 2, "`yesterday` is not a day of the week", "Write days as `tue`, `mon-fri` or `weekend`"),
    ("--open --output -", 2, "`--open` needs a file to open, and `--output -` makes none", "Leave one of them out"),
    ("--online --in-person", 2, "`--online` and `--in-person` ask for 2 different things", None),
    ("--large-print --fold", 2, "`--large-print` and `--fold` do not fit together", None),
]


@pytest.mark.parametrize(("typed", "code", "message", "hint"), REFUSED, ids=[typed for typed, *_ in REFUSED])
def test_what_cannot_be_made_is_refused_with_what_to_try(
    fama: Fama, lists: Path, typed: str, code: int, message: str, hint: str | None
) -> None:
    ran = fama("handout", "meetings", *typed.split())

    said_, _, tried = ran.err.partition("\n\nhint: ")
    assert (ran.code, ran.out, said_) == (code, "", f"fama: {message.rstrip('.')}")
    assert hint is None or tried == f"{hint}\n"


def test_without_a_list_it_says_how_to_bring_one_in(fama: Fama, local: Path) -> None:
    ran = fama("handout", "meetings")

    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("fama: No meetings have been imported yet\n\nhint: Run `fama meetings import FILE`")


def test_open_opens_the_file_and_open_meetings_chooses_as_find_does(fama: Fama, lists: Path) -> None:
    found = fama("meetings", "find", "--open", "--format", "csv", "--limit", "0").out.splitlines()[1:]

    blocks = read("txt", printed(fama, lists, "txt", "--open-meetings"))

    entries_ = [each for each in said(blocks, Sort.HEADING) if any(f": {row['Name']}" in each or row["Name"] == each for row in ROWS)]
    assert len(entries_) == len(found) == 4


@pytest.mark.parametrize(
    "options",
    [
        ("--columns", "2"),
        ("--columns", "3", "--landscape"),
        ("--fold",),
        ("--paper", "a5", "--booklet"),
        ("--large-print", "--notes"),
        ("--font", "dyslexia", "--no-qr"),
        ("--paper", "letter"),
    ],
    ids=" ".join,
)
def test_every_option_of_a_handout_makes_a_pdf_with_every_meeting(fama: Fama, lists: Path, options: Sequence[str]) -> None:
    blocks = read("pdf", printed(fama, lists, "pdf", *options))

    assert [row["Name"] for row in ROWS if row["Name"] not in text(blocks)] == []


# Words of others

# HTML is turned into words when a list is brought in, and again here: what is left of it are words.
ODD = [name for name in MARKUP if name not in {"5,000 letters", "a rule", "controls"}]


@pytest.mark.parametrize("form", ["html", "docx", "md", "txt"])
@pytest.mark.parametrize("name", ODD)
def test_odd_words_of_a_list_are_words(shipped: Shipped, form: str, name: str) -> None:
    words = " ".join(MARKUP[name].split())

    contents = rendered(handout(shipped, [hit(odd(words))]), form)

    # The name, where it is, how to get in and the notes.
    assert words_in(contents, form).count(squeezed(visible(cleaned(odd(words))[0].name))) >= 4
    if form == "html":
        assert re.findall(rb"<(?:script|iframe|object|embed|link|base|form)\b|\son\w+=", contents) == []


@pytest.mark.parametrize("name", ["Typst", "HTML", "Markdown at the start", "turned round", "no spaces", "300 with spaces", "accents"])
def test_odd_words_of_a_list_are_words_in_a_pdf(shipped: Shipped, name: str) -> None:
    words = " ".join(MARKUP[name].split())

    contents = rendered(handout(shipped, [hit(odd(words))]), "pdf")

    assert words_in(contents, "pdf").count(squeezed(visible(cleaned(odd(words))[0].name))) >= 4


def odd(words: str) -> Meeting:
    return Meeting(
        fellowship="na", name=words, pattern=weekly(0), at=600, attendance=Attendance.IN_PERSON, venue=words, place_notes=words, notes=words
    )


def rendered(made: Handout, form: str) -> bytes:
    from importlib import import_module

    from fama_cli.handouts.layout import Layout

    return bytes(import_module(f"fama_cli.handouts.render.{form}").render(made, Layout()).contents)


# Easy to read


@pytest.mark.parametrize("fellowship", ["", "na", "aa", "smart"])
def test_it_can_be_read_at_11(fama: Fama, lists: Path, fellowship: str) -> None:
    looking = Looking(fellowship=[fellowship] if fellowship else None)

    made = Gathered(data="", nation="").meetings(looking, notes=False, no_input=True)

    assert reading_age(sentences(made)) <= OLDEST
    assert reading_age(prose(made)) <= OLDEST


# The list of handouts


@pytest.mark.parametrize("with_lists", [True, False])
def test_the_list_of_handouts_has_a_picture_of_it_where_there_are_meetings(
    fama: Fama, local: Path, tmp_path: Path, with_lists: bool
) -> None:
    if with_lists:
        bring_in(fama, tmp_path)

    ran = fama("handout", "list", "--format", "html")

    assert (ran.code, "fama handout meetings --near LS1" in ran.out, "The first page of “Meetings you can go to”" in ran.out) == (
        0,
        True,
        with_lists,
    )


@pytest.mark.parametrize("form", ["html", "docx", "md"])
def test_no_address_on_it_is_fetched_by_whoever_opens_it(press: Press, form: str) -> None:
    held = press.everything("meetings", form)

    assert re.findall(r"url\((?!data:)|@import|src=\"(?!data:)", held) == []


# Making one without a list


def hit(
    meeting: Meeting,
    key: str = "a",
    *,
    metres: float | None = None,
    next_on: date | None = None,
    next_at: tuple[int, int] | None = None,
) -> Hit:
    from datetime import datetime, time

    moment = datetime.combine(next_on, time(*next_at)) if next_on and next_at else None
    return Hit(
        key=key, source="our-list", seen_on=TODAY, meeting=meeting, next_on=next_on, next_at=moment, metres=metres, located=Exactness.POINT
    )  # fmt: skip


def handout(shipped: Shipped, hits: Sequence[Hit]) -> Handout:
    return meetings_handout(shipped.directory, shipped.wordings, (), Query(today=DAY), hits, 6, None, notes=False)


def entries(made: Handout) -> Sequence[Entry]:
    """Of the meetings, without those of the groups."""
    return [
        block
        for block in every_block(made.blocks)
        if isinstance(block, Entry) and any("On the list of" in plain(each) for each in said_of(block))
    ]


def said_of(entry: Entry) -> Sequence[Any]:
    return [paragraph for block in entry.body for paragraph in paragraphs_of(block)]
