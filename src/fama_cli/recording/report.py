"""The audit as a document to print: the handouts' blocks, so that it is made into a page as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fama_cli.directory.dates import in_words
from fama_cli.handouts.bars import Share, towards
from fama_cli.handouts.model import Block, Handout, Heading, Look, Notice, Paragraph, Picture, Points, Run, Table, worded, worded_table
from fama_cli.handouts.wording import Reader
from fama_cli.recording.audit import Audit
from fama_cli.recording.counts import ENOUGH
from fama_cli.recording.publish import FOUND, HIDDEN, IN_THE_FILE, NOT_DONE, OVER, UNDER, CheckLine, FieldLine, IndicatorLine, Published

TITLE = "Recovery support: an audit of what was recorded"
SMALL_NUMBERS = f"{HIDDEN} stands for a number under 5, or one from which such a number would follow. NDTMS does so on its public pages."
GUIDE = "https://slidelegend.com/phe-standard-publication-template_59c2a3461723dd5342dce5ac.html"
APART = (
    "Contacts are what was done. A review's answer is what was said of it on a day. An intervention is recovery support that was "
    "open between 2 days: beside structured treatment, outside it, or after it. This audit compares the three."
)
DECIDING = (
    (
        "Facilitated access to mutual aid",
        "What your service did to help a client reach mutual aid, in a way such as the guide on facilitated access sets out.",
    ),
    ("Peer support", "What local recovery community organisations did."),
    (
        "12-step work",
        "Treatment that your service gave. It is not counted as facilitated access, nor facilitated access as this.",
    ),
)
"""What counts as what. The first 2 follow Public Health England's guide for commissioners; the third, data set K's headings."""


def report(audit: Audit, found: Published, notes: Sequence[str]) -> Handout:
    """The whole report. It holds no client's reference."""
    made_on = audit.on.isoformat()
    return Handout(
        id="recording-audit",
        title=TITLE,
        reader=Reader.STAFF,
        made_on=made_on,
        blocks=tuple(_blocks(audit, found, notes, made_on)),
        points=10,
    )


def _blocks(audit: Audit, found: Published, notes: Sequence[str], made_on: str) -> Iterator[Block]:
    profile = audit.profile
    yield worded(f"{found.different} different reviews of {found.clients} clients, looked at on {in_words(made_on)}.", Look.LEAD)
    caution = f"Read with the profile {profile.id}, {profile.title}. {profile.caution}. Nothing here is NDTMS-compliant."
    interval = (
        f"The profile's interval between reviews is {profile.interval_months} months. No text that says so was seen: it is a setting."
    )
    yield Notice(title="How far to trust this", body=(worded(caution), worded(interval), worded(SMALL_NUMBERS)))
    yield Heading(says="What was read")
    rows = [(IN_THE_FILE[name], str(getattr(found, name))) for name in IN_THE_FILE]
    rows += [(f"Of whom {phase} (a client may be in both)", str(cell)) for phase, cell in found.phases]
    yield worded_table("How many rows, reviews and clients", ("What", "Number"), rows)
    yield from (worded(f"{note}.", Look.SMALL) for note in notes)
    yield Heading(says="What to look at")
    yield worded("These checks are fama's own, not those of NDTMS. The guide for commissioners asks for audits so that the data is a "
                "true reflection of activity.", cites=(1,))  # fmt: skip
    looked = [each for each in found.checks if each.result != NOT_DONE]
    yield worded_table("What each check found", ("Check", "Result", "Clients", "Rows"), [(each.title, *_result(each)) for each in looked])
    if missed := [each for each in found.checks if each.result == NOT_DONE]:
        yield worded_table("Checks that were not done", ("Check", "Why not"), [(each.title, each.because.capitalize()) for each in missed])
    yield Heading(says="How complete each field is")
    yield worded(
        f"Clients are counted: a yes in any of their reviews is a yes. Missing is not no. Fields answered for fewer than {ENOUGH} in 100 "
        f"clients are marked. The line of {ENOUGH}% is one that the Treatment Progress Measure has for other fields.",
    )
    for phase in dict.fromkeys(each.phase for each in found.fields):
        yield Heading(says=f"Clients {phase}", level=3)
        yield _bars(found, phase)
        yield _fields(found, phase)
    yield Heading(says="Local indicators")
    yield worded("They follow statements of NICE, counted as these records allow. There is no national figure to compare them with here.")
    for number, one in enumerate(found.indicators, start=2):
        yield from _indicator(one, number)
    yield Heading(says="What counts as what")
    yield worded(APART)
    items = tuple(Paragraph(words=(Run(says=f"{name}. ", strong=True), Run(says=words)), cites=(1,) if n < 2 else ())
                  for n, (name, words) in enumerate(DECIDING))  # fmt: skip
    yield Points(items=items)
    yield Heading(says="Where this comes from")
    yield Points(items=tuple(_sources(audit, found)), numbered=True)


def _result(check: CheckLine) -> tuple[str, str, str]:
    return ("To look at" if check.result == FOUND else "None found", str(check.clients), str(check.rows))


def _bars(found: Published, phase: str) -> Picture:
    of_phase = [each for each in found.fields if each.phase == phase]
    shares = [
        Share(name=f"{each.says} ({each.field})", percent=each.answered, says=_answered(each), low=each.result == UNDER)
        for each in of_phase
    ]
    title = f"How much of each field is answered, and the line of {ENOUGH}%: clients {phase}"
    hidden = sum(each.answered is None for each in of_phase)
    described = f"{sum(each.result == UNDER for each in of_phase)} of {len(of_phase)} fields are under {ENOUGH}%."
    described += f" {hidden} without a percentage, because a number is small." if hidden else ""
    return Picture(svg=towards(title, shares, ENOUGH), title=title, description=f"{described} The table after this has every number.")


def _answered(each: FieldLine) -> str:
    percent = "hidden because a number is small" if each.answered is None else f"{each.answered:g}%"
    # Which side of the line is written out where the number does not say it.
    return f"{percent}, {each.result}" if each.result == UNDER or (each.result and each.answered is None) else percent


def _fields(found: Published, phase: str) -> Table:
    rows = [
        (
            f"{each.says} ({each.field})",
            str(each.yes),
            str(each.no),
            str(each.missing),
            str(each.clients),
            HIDDEN if each.answered is None else f"{each.answered:g}%",
            {UNDER: "Yes", OVER: "No"}.get(each.result, HIDDEN),
        )
        for each in found.fields
        if each.phase == phase
    ]
    return worded_table(
        f"Each field, in clients {phase}", ("Field", "Yes", "No", "Missing", "Clients", "Answered", f"Under {ENOUGH}%?"), rows
    )


def _indicator(one: IndicatorLine, number: int) -> Iterator[Block]:
    yield Heading(says=one.title, level=3)
    if one.because:
        yield worded(f"Not done: {one.because}.", cites=(number,))
        return
    percent = "" if one.percent is None else f", {one.percent:g}%"
    yield worded(f"{one.numerator} of {one.denominator}{percent}.", cites=(number,))
    yield Points(items=(worded(f"Numerator: {one.numerator_is}."), worded(f"Denominator: {one.denominator_is}.")))


def _sources(audit: Audit, found: Published) -> Iterator[Paragraph]:
    yield _source("Improving access to mutual aid: a brief guide for commissioners. Public Health England, April 2014.", GUIDE)
    for one in found.indicators:
        yield _source(f"{one.title}.", one.source)
    # What is in the list already keeps its number there.
    there = {GUIDE, *(one.source for one in found.indicators)}
    for cited in (each for each in audit.profile.sources if each.address not in there):
        yield _source(f"{cited.title}.", cited.address)
    yield _source("NDTMS, restricted statistics: numbers under 5.", "https://www.ndtms.net/restricted.aspx")
    yield _source("The line of 80% for the Treatment Progress Measure, as its code has it.", "https://github.com/sandyknight/tpm-deep-dive")


def _source(says: str, address: str) -> Paragraph:
    link = address if address.startswith(("https://", "http://")) else None
    return Paragraph(words=(Run(says=f"{says} "), Run(says=address, link=link)), look=Look.SMALL)
