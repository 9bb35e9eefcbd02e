"""docs/gallery/: a picture of each handout, from the very files that its PDF is typeset from."""

from __future__ import annotations

import json
import re
import shlex
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from docs.making.running import run
from fama_cli.handouts.render import pdf
from fama_cli.handouts.typesetting import typeset

BRAND = """\
name: Riverside Recovery Service
contact: 01632 960 001, Monday to Friday, 9am to 5pm. 1 Mill Lane, Exampleton
logo: logo.svg
colour: "#5b2a6e"
"""
LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">
<circle cx="24" cy="24" r="23" fill="#5b2a6e"/>
<path d="M5 29q9.5-9 19 0t19 0" fill="none" stroke="#fff" stroke-width="4"/>
<path d="M8 19q8-8 16 0t16 0" fill="none" stroke="#fff" stroke-width="4"/>
</svg>
"""
MEETINGS = """\
Fellowship,Name,When,Starts,Ends,How people attend,Who may come,Venue,Address,Town,Postcode,Latitude,Longitude,Step-free,Online address
na,Just for Today,every Monday,19:30,21:00,in person,open,Quaker House,1 Mill Lane,Leeds,LS1 4DY,53.797,-1.549,yes,
na,Early Start,every Monday,10:00,11:00,in person,members only,Mill Hall,3 Back Lane,Leeds,LS1 3BL,53.79,-1.55,no,
ca,New Hope,last Tuesday of the month,18:00,19:30,in person,open,Mill Hall,3 Back Lane,Leeds,LS1 3BL,53.79,-1.55,no,
ca,One Day,every Wednesday,18:30,20:00,in person and online,open,Wharf,2 Quay,Leeds,LS1 2AB,53.798,-1.55,yes,https://example.org/one
smart,Tools for Change,every Thursday,13:00,14:30,in person,open,Wharf,2 Quay,Leeds,LS1 2AB,53.798,-1.55,yes,
na,Late Friday,every Friday,20:00,21:30,in person,,Quaker House,1 Mill Lane,Leeds,LS1 4DY,53.797,-1.549,,
"""
MADE_UP = {"our-service.yaml": BRAND, "logo.svg": LOGO, "leeds.csv": MEETINGS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One handout of the gallery."""

    name: str
    title: str
    command: str
    alternative: str
    """What is on the picture, for a person who does not see it. What it quotes must be on the handout."""
    pages: int = 1
    """How many pages stand side by side."""
    ppi: int = 72
    """Pixels to an inch: enough to read the page by, in a small file."""
    says: str = ""


SHOWN = (
    Shown(
        name="groups",
        title="Groups for a client",
        command="fama handout groups -s cocaine --output groups.pdf",
        alternative="The first page of “Groups you can go to: powder cocaine”. Each group has a heading, whom it is for, how it works, "
        "its web addresses with the day each was last seen, and a QR code at the right. Where a telephone number is held back, it says "
        "“Phone: look on its website.”",
    ),
    Shown(
        name="large-print",
        title="The same in large print",
        command="fama handout groups -s cocaine --large-print --output large-print.pdf",
        alternative="The first page of “Groups you can go to: powder cocaine” in 16 point type. It has fewer groups on it, in 1 column.",
    ),
    Shown(
        name="brand",
        title="The same for a service",
        command="fama handout groups -s cocaine --brand our-service.yaml --output brand.pdf",
        alternative="The first page of “Groups you can go to: powder cocaine”. At the top are a round purple logo, the name “Riverside "
        "Recovery Service” and a line with its telephone number, hours and address. The headings are purple.",
        says="The service and its logo are made up.",
    ),
    Shown(
        name="booklet",
        title="Every group, as a booklet",
        command="fama handout groups --all --paper a5 --booklet --output booklet.pdf",
        alternative="The first 4 pages of “Groups you can go to” on A5 paper, side by side. The first has a frame, “Stay safe”, about "
        "stopping alcohol suddenly. The groups follow, each with its QR code.",
        pages=4,
        ppi=60,
    ),
    Shown(
        name="family",
        title="Help for relatives and friends",
        command="fama handout family --output family.pdf",
        alternative="The first page of “Help for families and friends”. It begins “You matter too.” A frame, “Stay safe”, is above the "
        "first groups, among them “Al-Anon Family Groups UK & Eire” with its telephone number and the day it was last seen.",
    ),
    Shown(
        name="first-meeting",
        title="What to expect at a first meeting",
        command="fama handout first-meeting --group aa --output first-meeting.pdf",
        alternative="The first page of “Your first meeting: Alcoholics Anonymous (Great Britain)”. Under “How to reach them” are a "
        "telephone number, web addresses and a QR code. Short parts follow, such as “Who may come”, “What happens”, “What it costs” "
        "and “Before you go”.",
    ),
    Shown(
        name="meetings",
        title="Meetings near here, as a booklet",
        command="fama handout meetings --near LS1 --days mon-fri --paper a5 --booklet --output meetings.pdf",
        alternative="The first 4 pages of “Meetings you can go to: near LS1, Monday to Friday” on A5 paper, side by side. The first has "
        "a frame, “Check before you go”, and says what open and closed mean in each group. The meetings follow under the days of the "
        "week, each with its time, where it is, who may come and when it was on its list.",
        pages=4,
        ppi=60,
        says="The meetings are made up. They were brought in with `fama meetings import leeds.csv`.",
    ),
    Shown(
        name="helplines",
        title="Cards for a wallet",
        command="fama handout helplines --output cards.pdf",
        alternative="A page of 8 cards, all the same, with dashed lines to cut along. Each is headed “Numbers to keep”, and lists "
        "helplines with their numbers in bold, from “Emergency services” on. Under them are a warning about stopping alcohol suddenly, "
        "and the day the card was made.",
    ),
    Shown(
        name="resources",
        title="Things to read, watch and use",
        command="fama handout resources --series 3 --output reading.pdf",
        alternative="The first page of “Things to read, watch and use: briefing paper 3”. After “How to use this list” comes each "
        "resource, with a summary, “What you can do: ”, “Caution: ” and how to find it.",
    ),
    Shown(
        name="staff",
        title="A page for staff",
        command="fama handout staff --output staff.pdf",
        alternative="The first page of “Mutual aid in one page for staff”, in 2 columns. Its parts include “What it is”, “The kinds”, "
        "“What research says”, “What to do” and “Keep people safe”. A frame at the end is headed “If a client needs help now”.",
    ),
)


def gallery() -> tuple[str, Mapping[str, bytes]]:
    """The page, and file name -> picture. Runs inside `scratch`."""
    for name, text in MADE_UP.items():
        Path(name).write_text(text, encoding="utf-8")
    brought_in = run(["meetings", "import", "leeds.csv"])
    if brought_in.code:
        raise SystemExit(f"docs/making/gallery.py: the meetings could not be brought in: {brought_in.err}")
    pictures = {f"{shown.name}.png": _picture(shown) for shown in SHOWN}
    return "\n".join(_page()), pictures


def _picture(shown: Shown) -> bytes:
    """The first pages of the handout, with a thin edge round each, since paper is as white as the page it is shown on."""
    files = _typeset_from(shown)
    _quoted_rightly(shown, files["handout.json"])
    pages = typeset(files, "png", ppi=shown.ppi)[: shown.pages]
    # At 72 pixels to an inch a point is a pixel, so no pixel of a page is changed.
    images = ", ".join(f'image(bytes(json("{n}")), width: {struct.unpack(">I", page[16:20])[0]}pt)' for n, page in enumerate(pages))
    sheet = f'#set page(width: auto, height: auto, margin: 1pt, fill: rgb("#767676"))\n#stack(dir: ltr, spacing: 1pt, {images})'
    # The typst package takes a file in memory only if it is text, so a picture goes as a list of numbers.
    numbers = {str(n): json.dumps(list(page)).encode() for n, page in enumerate(pages)}
    (picture,) = typeset({"main.typ": sheet.encode(), **numbers}, "png", ppi=72)
    return picture


def _typeset_from(shown: Shown) -> Mapping[str, bytes]:
    """Run the command, and keep what Typst was given last: a booklet is typeset twice."""
    given: list[Mapping[str, bytes]] = []

    def keep(files: Mapping[str, bytes], *args: object, **more: object) -> list[bytes]:
        given.append(files)
        return typeset(files, *args, **more)  # type: ignore[arg-type]  # as it was called

    with patch.object(pdf, "typeset", keep):
        ran = run(shlex.split(shown.command)[1:])
    if ran.code or not given:
        raise SystemExit(f"docs/making/gallery.py: `{shown.command}` did not make a PDF: {ran.err}")
    return given[-1]


def _quoted_rightly(shown: Shown, handout: bytes) -> None:
    said = json.dumps(json.loads(handout), ensure_ascii=False)
    if wrong := [quoted for quoted in re.findall("“(.+?)”", shown.alternative) if quoted not in said]:
        raise SystemExit(f"docs/making/gallery.py: the alternative text of {shown.name} quotes what is not on the handout: {wrong}")


def _page() -> Iterator[str]:
    yield "# Gallery of handouts"
    yield ""
    yield "What each handout looks like, and the command that makes it. [Make a handout](../how-to/make-a-handout.md) says more."
    for shown in SHOWN:
        yield f"\n## {shown.title}\n"
        yield f"```sh\n{shown.command}\n```\n"
        if "--brand" in shown.command:
            yield f"{shown.says} This is `our-service.yaml`:\n\n```yaml\n{BRAND}```\n"
        elif shown.says:
            yield f"{shown.says}\n"
        yield f"![{shown.alternative}]({shown.name}.png)"
    yield ""
