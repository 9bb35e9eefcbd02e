"""What cannot be made is refused in a sentence, with nothing written; and words are only ever words."""

from __future__ import annotations

import gzip
import io
import os
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import docx
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from PIL import Image

from fama_cli.errors import FamaError
from fama_cli.handouts.bars import Bar, in_parts
from fama_cli.handouts.brand import Brand
from fama_cli.handouts.layout import Layout
from fama_cli.handouts.model import Block, Cards, Entry, Handout, Heading, Notice, Paragraph, Picture, Points, Run, Table, WritingLines
from fama_cli.handouts.render import docx as to_docx
from fama_cli.handouts.render import html as to_html
from fama_cli.handouts.render import md as to_md
from fama_cli.handouts.render import pdf as to_pdf
from fama_cli.handouts.render import txt as to_txt
from fama_cli.handouts.wording import Reader
from fama_cli.text import visible
from tests.conftest import Fama, examples, without_rights

FORMATS = ["pdf", "html", "docx", "md", "txt"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the person is in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def held(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


REFUSED = [
    ("posters", 2, "There is no command `fama handout posters`", "See `fama handout --help`"),
    ("group", 2, "There is no command `fama handout group`", "Did you mean `fama handout groups`?"),
    ("staff --format word", 2, "There is no format of handout called `word`", "There are pdf, html, docx, md and txt"),
    ("staff --format doc", 2, "There is no format of handout called `doc`", "Did you mean `docx`?"),
    ("staff --paper a3", 2, "`--paper` does not know `a3`", "There are a4, a5 and letter"),
    ("staff --paper leter", 2, "`--paper` does not know `leter`", "Did you mean `letter`?"),
    ("staff --font comic", 2, "`--font` does not know `comic`", "There are standard and dyslexia"),
    ("staff --font dislexia", 2, "`--font` does not know `dislexia`", "Did you mean `dyslexia`?"),
    ("staff --columns 0", 2, "`--columns 0` is not 1, 2 or 3", "Use 1, 2 or 3"),
    ("staff --columns 4", 2, "`--columns 4` is not 1, 2 or 3", "Use 1, 2 or 3"),
    ("staff --columns -1", 2, "`--columns -1` is not 1, 2 or 3", "Use 1, 2 or 3"),
    (
        "staff --large-print --columns 2",
        2,
        "`--large-print` and `--columns 2` do not fit together",
        "Large print needs the whole width: leave one out",
    ),
    (
        "staff --large-print --fold",
        2,
        "`--large-print` and `--fold` do not fit together",
        "Large print needs the whole width: leave one out",
    ),
    ("staff --booklet --fold", 2, "`--booklet` and `--fold` ask for 2 different things", "Leave one of them out"),
    ("staff --fold --columns 2", 2, "`--fold` makes 3 panels, so `--columns 2` does not fit", "Leave `--columns` out"),
    ("staff --booklet --format html", 2, "`--booklet` has no meaning for `html`", "Leave it out, or ask for `pdf`"),
    ("staff --fold --format docx", 2, "`--fold` has no meaning for `docx`", "Leave it out, or ask for `pdf`"),
    ("staff --paper a5 --format txt", 2, "`--paper` has no meaning for `txt`", "Leave it out, or ask for `docx`, `html` or `pdf`"),
    ("staff --no-qr --format md", 2, "`--no-qr` has no meaning for `md`", "Leave it out, or ask for `docx`, `html` or `pdf`"),
    ("groups", 2, "Nothing says which groups", "Name what the person uses, such as `-s cocaine`, or say `--all`"),
    (
        "groups -s zzz",
        3,
        "There is no substance called `zzz`",
        "Run `fama substances list` to see every name, or `fama find` to see every group",
    ),
    ("groups -s cocain", 3, "There is no substance called `cocain`", "Did you mean `cocaine`?"),
    (
        "groups -s gear",
        2,
        "`gear` has 3 meanings: heroin (`heroin`), cannabis (`cannabis`) or anabolic steroids (`anabolic-steroids`)",
        "Ask which, then use its own name: `-s heroin`",
    ),
    ("groups --behaviour tea", 3, "There is no behaviour called `tea`", "There are `gambling`, `codependence` and `chemsex`"),
    (
        "groups --all --nation france",
        3,
        "There is no nation called `france`",
        "There are `england`, `scotland`, `wales` and `northern-ireland`",
    ),
    ("first-meeting", 2, "Nothing says which group", "Name it, such as `--group aa`. `fama groups list` shows them"),
    ("first-meeting --group zzz", 3, "There is no group called `zzz`", "Run `fama groups list` to see every group"),
    ("resources --search zzzz", 3, "There is nothing to print: no resource has the words `zzzz`", "Try fewer words"),
    ("resources --series 99", 3, "There is no briefing paper `99`", "The series has `1`, `2` and `3`"),
    ("staff --brand none.yaml", 5, "There is no file `none.yaml`", "Check the name and the folder"),
]


@pytest.mark.parametrize(("typed", "code", "message", "hint"), REFUSED, ids=[typed for typed, *_ in REFUSED])
def test_what_cannot_be_made_is_refused_and_nothing_is_written(
    fama: Fama, here: Path, typed: str, code: int, message: str, hint: str
) -> None:
    ran = fama("handout", *typed.split(), "-o", "sheet")

    assert (ran.code, ran.out, ran.err, held(here)) == (code, "", f"fama: {message}\n\nhint: {hint}\n", [])


def test_a_format_of_the_list_that_is_not_known_is_answered_with_all_there_are(fama: Fama) -> None:
    ran = fama("handout", "list", "--format", "xml")

    assert (ran.code, ran.err) == (
        2,
        "fama: There is no format called `xml`\n\nhint: The formats are table, plain, json, jsonl, csv, md, html\n",
    )


@pytest.mark.parametrize("format", FORMATS)
def test_a_folder_that_is_not_there_is_said(fama: Fama, here: Path, format: str) -> None:
    ran = fama("handout", "staff", "--format", format, "-o", "nowhere/sheet")

    assert (ran.code, ran.out, held(here)) == (5, "", [])
    assert ran.err == "fama: There is no folder `nowhere` to write `sheet` in\n\nhint: Make the folder first, or name another\n"


@pytest.mark.parametrize("format", FORMATS)
def test_a_folder_is_not_a_file(fama: Fama, here: Path, format: str) -> None:
    (here / "sheet").mkdir()

    ran = fama("handout", "staff", "--format", format, "-o", "sheet")

    assert (ran.code, ran.out, held(here), held(here / "sheet")) == (5, "", ["sheet"], [])
    assert ran.err == "fama: `sheet` is a folder\n\nhint: Name a file inside it\n"


def test_a_folder_that_may_not_be_written_in_is_said(fama: Fama, here: Path) -> None:
    here.chmod(0o555)
    fama("handout", "staff", "--format", "txt")  # so that all it reads has been read: what is tried here is the writing

    with without_rights(here / "sheet"):
        ran = fama("handout", "staff", "--format", "html", "-o", str(here / "sheet"))

    assert (ran.code, ran.out, held(here)) == (5, "", [])
    assert ran.err == f"fama: You do not have permission to write `{here / 'sheet'}`\n\nhint: Name a file in a folder of your own\n"


def test_a_file_that_is_there_stays_whole_when_writing_fails(fama: Fama, here: Path) -> None:
    (here / "sheet").write_text("mine", encoding="utf-8")
    here.chmod(0o555)
    fama("handout", "staff", "--format", "txt")

    with without_rights(here / "sheet"):
        ran = fama("handout", "staff", "--format", "html", "-o", str(here / "sheet"))

    assert (ran.code, held(here), (here / "sheet").read_text(encoding="utf-8")) == (5, ["sheet"], "mine")


full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this machine has no /dev/full")


@full
@pytest.mark.parametrize("format", FORMATS)
def test_a_full_disk_is_said(fama: Fama, here: Path, format: str) -> None:
    ran = fama("handout", "staff", "--format", format, "-o", "/dev/full")

    assert (ran.code, ran.out, held(here)) == (5, "", [])
    assert ran.err == (
        "fama: `/dev/full` could not be written: No space left on device\n\nhint: Nothing was changed. Check there is room on the disk\n"
    )


@full
@pytest.mark.parametrize("format", FORMATS)
def test_a_full_disk_at_the_end_of_a_pipe_is_said(here: Path, format: str) -> None:
    ran = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m fama_cli handout staff --format {format} > /dev/full"], capture_output=True, timeout=60
    )

    assert (ran.returncode, held(here)) == (5, [])
    assert ran.stderr == b"fama: The answer could not be written: No space left on device\n\nhint: Check there is room on the disk\n"


def drawing(inside: str, attributes: str = "") -> bytes:
    """An SVG that is fine but for what is `inside`."""
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:x="http://www.w3.org/2000/svg"'
    return f'<svg {space} viewBox="0 0 40 20" {attributes}>{inside}<rect width="40" height="20"/></svg>'.encode()


def picture(format: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (60, 30), "#7a1f3d").save(file, format)
    return file.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A PNG of 100 bytes that says it is this large."""
    png = picture("png")
    header = b"IHDR" + struct.pack(">II", width, height) + png[24:29]
    return png[:12] + header + struct.pack(">I", zlib.crc32(header)) + png[33:]


RUNS = "holds a script, or something else that runs, and a handout cannot carry that"
REACHES = "fetches something from elsewhere, and a handout cannot carry that"
DECLARES = "declares a document type or entities, and a handout cannot carry that"
PLAIN = "Export it as a plain SVG, or as PNG"
NOT_ONE = "is not a PNG or SVG picture"
DAMAGED = "is damaged, and cannot be drawn"
ELSEWHERE = "http://evil.example/a"

LOGOS: dict[str, tuple[bytes, str, str]] = {
    "60,000 pixels": (claiming(60_000, 60_000), "is 60,000 by 60,000 pixels, and the largest is 4,000", "Export a smaller one"),
    "tall": (claiming(60, 60_000), "is 60 by 60,000 pixels, and the largest is 4,000", "Export a smaller one"),
    "no pixels": (claiming(0, 0), DAMAGED, "Export it again"),
    "cut in its header": (picture("png")[:20], "is cut short", "Export it again"),
    "cut in its middle": (picture("png")[:60], DAMAGED, "Export it again"),
    "empty": (b"", NOT_ONE, "Export it as PNG or SVG"),
    "a GIF": (picture("gif"), NOT_ONE, "Export it as PNG or SVG"),
    "a JPEG": (picture("jpeg"), NOT_ONE, "Export it as PNG or SVG"),
    "text": (b"hello", NOT_ONE, "Export it as PNG or SVG"),
    "gzip": (gzip.compress(drawing(""), mtime=0), NOT_ONE, "Export it as PNG or SVG"),
    "UTF-16": (drawing("<script/>").decode().encode("utf-16"), NOT_ONE, "Export it as PNG or SVG"),
    "UTF-16 without a mark": (drawing("<script/>").decode().encode("utf-16-le"), NOT_ONE, "Export it as PNG or SVG"),
    "UTF-7": (b'<?xml version="1.0" encoding="UTF-7"?>' + drawing("+ADw-script/+AD4-"), DAMAGED, "Export it again"),
    "an unknown encoding": (b'<?xml version="1.0" encoding="foo"?>' + drawing(""), DAMAGED, "Export it again"),
    "not closed": (b"<svg", DAMAGED, "Export it again"),
    "uses that multiply": (
        drawing(
            '<g id="a0"><path d="M0 0h1"/></g>' + "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9))
        ),
        DAMAGED,
        "Export it again",
    ),
    "50,000 deep": (drawing("<g>" * 50_000 + "</g>" * 50_000), DAMAGED, "Export it again"),
    "script": (drawing("<script>alert(1)</script>"), RUNS, PLAIN),
    "SCRIPT": (drawing("<SCRIPT>alert(1)</SCRIPT>"), RUNS, PLAIN),
    "a script with a prefix": (drawing("<x:script>alert(1)</x:script>"), RUNS, PLAIN),
    "all with a prefix": (b'<svg:svg xmlns:svg="http://www.w3.org/2000/svg"><svg:script/></svg:svg>', RUNS, PLAIN),
    "onload": (drawing("", 'onload="alert(1)"'), RUNS, PLAIN),
    "OnClick": (drawing('<g OnClick="alert(1)"/>'), RUNS, PLAIN),
    "foreignObject": (drawing("<foreignObject/>"), RUNS, PLAIN),
    "set": (drawing('<set attributeName="href" to="javascript:alert(1)"/>'), RUNS, PLAIN),
    "animateTransform": (drawing('<animateTransform attributeName="transform"/>'), RUNS, PLAIN),
    "HTML that goes elsewhere": (
        drawing(f'<h:meta xmlns:h="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;{ELSEWHERE}"/>'),
        RUNS,
        PLAIN,
    ),
    "href http": (drawing(f'<image href="{ELSEWHERE}"/>'), REACHES, PLAIN),
    "xlink:href http": (drawing(f'<image xlink:href="{ELSEWHERE}"/>'), REACHES, PLAIN),
    "href file": (drawing('<image href="file:///etc/passwd"/>'), REACHES, PLAIN),
    "href host": (drawing('<image href="//evil.example/a"/>'), REACHES, PLAIN),
    "href another SVG": (drawing('<image href="data:image/svg+xml,x"/>'), REACHES, PLAIN),
    "href javascript": (drawing('<a href="JavaScript:alert(1)"/>'), REACHES, PLAIN),
    "href javascript, in XML's letters": (drawing('<a href="&#106;avascript:alert(1)"/>'), REACHES, PLAIN),
    "@import": (drawing(f'<style>@import "{ELSEWHERE}";</style>'), REACHES, PLAIN),
    "@IMPORT": (drawing(f'<style>@IMPORT "{ELSEWHERE}";</style>'), REACHES, PLAIN),
    "@import, in CDATA": (drawing(f'<style>@im<![CDATA[port "{ELSEWHERE}"]]>;</style>'), REACHES, PLAIN),
    "@import, in CSS's letters": (drawing(rf'<style>@\69mport "{ELSEWHERE}";</style>'), REACHES, PLAIN),
    "url": (drawing(f"<style>rect {{ fill: url({ELSEWHERE}) }}</style>"), REACHES, PLAIN),
    "URL": (drawing(f"<style>rect {{ fill: URL( '{ELSEWHERE}') }}</style>"), REACHES, PLAIN),
    "url, in XML's letters": (drawing(f"<style>rect {{ fill: &#117;rl({ELSEWHERE}) }}</style>"), REACHES, PLAIN),
    "url, in CSS's letters": (drawing(rf"<style>rect {{ fill: u\72l({ELSEWHERE}) }}</style>"), REACHES, PLAIN),
    "url, in CSS's letters, in an attribute": (drawing(rf'<g style="fill: \75rl({ELSEWHERE})"/>'), REACHES, PLAIN),
    "url, after an element": (drawing(f"<style><g/>rect {{ fill: url({ELSEWHERE}) }}</style>"), REACHES, PLAIN),
    "url, in an attribute": (drawing(f'<g fill="url({ELSEWHERE})"/>'), REACHES, PLAIN),
    "DOCTYPE": (b'<!DOCTYPE svg SYSTEM "http://evil.example/svg.dtd">' + drawing(""), DECLARES, PLAIN),
    "entities that multiply": (b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + drawing("&b;"), DECLARES, PLAIN),
    "a style sheet from elsewhere": (f'<?xml-stylesheet href="{ELSEWHERE}"?>'.encode() + drawing(""), DECLARES, PLAIN),
}


@pytest.mark.parametrize("name", LOGOS)
def test_a_logo_that_cannot_be_carried_is_refused(fama: Fama, tmp_path: Path, here: Path, name: str) -> None:
    contents, message, hint = LOGOS[name]
    (tmp_path / "logo.png").write_bytes(contents)
    (tmp_path / "brand.yaml").write_text("name: Northgate\nlogo: logo.png\n", encoding="utf-8")

    ran = fama("handout", "staff", "--format", "txt", "--brand", str(tmp_path / "brand.yaml"), "-o", "sheet")

    assert (ran.code, ran.out, ran.err, held(here)) == (5, "", f"fama: The logo `logo.png` {message}\n\nhint: {hint}\n", [])


GOOD_LOGOS = {
    "parts of itself": drawing("""<g id="a"/><use href="#a"/><g fill="url(#a)" stroke="url('#a')" style='mask: url( "#a" )'/>"""),
    "a picture inside": drawing('<image width="9" height="9" href="data:image/png;base64,iVBORw0KGgo="/>'),
    "a path of Inkscape's": drawing("", r'xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:export-filename="C:\Users\kim\logo.png"'),
    "a comment about a script": drawing("<!-- <script>alert(1)</script> -->"),
    "with a prefix": b'<svg:svg xmlns:svg="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><svg:rect width="4" height="2"/></svg:svg>',
    "a million units wide": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000000 1000000"><path d="M0 0h9"/></svg>',
}


@pytest.mark.parametrize("name", GOOD_LOGOS)
def test_a_logo_that_only_looks_wrong_is_carried(fama: Fama, tmp_path: Path, name: str) -> None:
    (tmp_path / "logo.svg").write_bytes(GOOD_LOGOS[name])
    (tmp_path / "brand.yaml").write_text("name: Northgate\nlogo: logo.svg\n", encoding="utf-8")

    ran = fama("handout", "staff", "--format", "html", "--brand", str(tmp_path / "brand.yaml"))

    assert (ran.code, ran.err) == (0, "")


def test_a_logo_a_million_times_as_high_as_wide_fills_no_memory(here: Path) -> None:
    (here / "logo.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1000000"><path d="M0 0h9"/></svg>')
    (here / "brand.yaml").write_text("name: Northgate\nlogo: logo.svg\n", encoding="utf-8")
    limited = f"ulimit -v 4000000; {sys.executable} -m fama_cli handout staff --format txt --brand brand.yaml"

    ran = subprocess.run(["sh", "-c", limited], capture_output=True, timeout=60)

    assert (ran.returncode, ran.stderr.decode()) == (5, f"fama: The logo `logo.svg` {DAMAGED}\n\nhint: Export it again\n")


def _nothing(path: Path) -> None:
    """Leave no file there."""


def _large(path: Path) -> None:
    path.write_bytes(picture("png") + b"\0" * 3_000_000)


FILES: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "missing": (_nothing, "There is no file `logo.png`", "Check the name and the folder"),
    "3 MB": (
        _large,
        "`logo.png` is 3 MB; the largest logo read here is 2 MB",
        "Check it is the file you meant, or make it smaller",
    ),
    "a folder": (Path.mkdir, "`logo.png` is a folder, and a logo was expected", "Name a file inside it"),
    "a pipe": (os.mkfifo, "`logo.png` is not an ordinary file", "Copy its contents to a file and name that"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_logo_that_cannot_be_read_is_said(fama: Fama, here: Path, name: str) -> None:
    make, message, hint = FILES[name]
    (here / "brand.yaml").write_text("name: Northgate\nlogo: logo.png\n", encoding="utf-8")
    make(here / "logo.png")
    before = held(here)

    ran = fama("handout", "staff", "--format", "txt", "--brand", "brand.yaml", "-o", "sheet")

    assert (ran.code, ran.out, ran.err, held(here)) == (5, "", f"fama: {message}\n\nhint: {hint}\n", before)


FIELDS = "A brand file has `name`, and may have `contact`, `logo` and `colour`"
MOVE = "Put that right, or move the file out of the folder, then run the command again"
BRANDS = [
    ("", 4, "brand.yaml:1:1: `brand.name` is missing", FIELDS),
    ("contact: 01632 960 001\n", 4, "brand.yaml:1:1: `brand.name` is missing", FIELDS),
    ("name:\n", 4, "brand.yaml:1:1: `brand.name`: found nothing, expected text", FIELDS),
    ("name: [a]\n", 4, "brand.yaml:1:7: `brand.name`: found a list, expected text", FIELDS),
    ("name: X\ncolor: '#000000'\n", 4, "brand.yaml:2:1: there is no field called `color` here: did you mean `colour`?", FIELDS),
    ("name: X\nwidth: 3\n", 4, "brand.yaml:2:1: there is no field called `width` here", FIELDS),
    ("name: X\ncolour: red\n", 4, "brand.yaml:2:9: `brand.colour`: found `red`, expected a colour such as #0b5563", FIELDS),
    ("name: X\ncolour: '#fff'\n", 4, "brand.yaml:2:9: `brand.colour`: found `#fff`, expected a colour such as #0b5563", FIELDS),
    ("name: X\nname: Y\n", 4, "brand.yaml:2:1: `name` is written twice: first on line 1", MOVE),
    ("\tname: X\n", 4, "brand.yaml:1:1: found a tab: YAML is indented with spaces", MOVE),
    ("name: &a X\n", 4, "brand.yaml:1:7: anchors (`&name`) are not used here: write the value out each time", MOVE),
    ("name: [\n", 4, "brand.yaml:2:1: found `[` or `{` that is not closed, or a value that is missing inside it", MOVE),
    (
        "name: X\ncolour: '#ffff00'\n",
        5,
        "The colour `#ffff00` is too pale to read on white: its contrast is 1.07 to 1, and words need 4.5 to 1",
        "Use a darker shade, such as `#7a7a00`",
    ),
]


@pytest.mark.parametrize(("written", "code", "message", "hint"), BRANDS, ids=[repr(written) for written, *_ in BRANDS])
def test_a_brand_file_that_is_not_right_is_refused(fama: Fama, here: Path, written: str, code: int, message: str, hint: str) -> None:
    (here / "brand.yaml").write_text(written, encoding="utf-8")

    ran = fama("handout", "staff", "--format", "txt", "--brand", "brand.yaml", "-o", "sheet")

    assert (ran.code, ran.out, ran.err, held(here)) == (code, "", f"fama: {message}\n\nhint: {hint}\n", ["brand.yaml"])


def test_a_colour_that_yaml_takes_for_a_comment_is_not_passed_over(fama: Fama, here: Path) -> None:
    (here / "brand.yaml").write_text("name: Northgate\ncolour: #7a1f3d\n", encoding="utf-8")

    ran = fama("handout", "staff", "--format", "txt", "--brand", "brand.yaml", "-o", "sheet")

    assert (ran.code, held(here)) == (4, ["brand.yaml"])


def test_a_brand_file_that_is_not_yaml_is_not_told_about_data(fama: Fama, here: Path) -> None:
    (here / "brand.yaml").write_text("Northgate Recovery\n", encoding="utf-8")

    ran = fama("handout", "staff", "--format", "txt", "--brand", "brand.yaml", "-o", "sheet")

    assert (ran.code, "`groups:`" in ran.err, held(here)) == (4, False, ["brand.yaml"])


def _40_megabytes(path: Path) -> None:
    path.write_bytes(b"name: X\n" + b"#" * 40_000_000)


@pytest.mark.parametrize(
    ("make", "message", "hint"),
    [
        (
            _40_megabytes,
            "`brand.yaml` is 38 MB; the largest data file read here is 32 MB",
            "Check it is the file you meant, or make it smaller",
        ),
        (os.mkfifo, "`brand.yaml` is not an ordinary file", "Copy its contents to a file and name that"),
        (Path.mkdir, "`brand.yaml` is a folder, and a data file was expected", "Name a file inside it"),
    ],
    ids=["40 MB", "a pipe", "a folder"],
)
def test_a_brand_file_that_cannot_be_read_is_said(fama: Fama, here: Path, make: Callable[[Path], None], message: str, hint: str) -> None:
    make(here / "brand.yaml")

    ran = fama("handout", "staff", "--format", "txt", "--brand", "brand.yaml", "-o", "sheet")

    assert (ran.code, ran.out, ran.err, held(here)) == (5, "", f"fama: {message}\n\nhint: {hint}\n", ["brand.yaml"])


MARKUP = {
    "Typst": r'#import "x" #read("/etc/passwd") $x$ *x* _x_ <label> @ref \\ ~ -- `raw` #{1+1} // not a comment /* nor this */ [x]',
    "HTML": "<script>alert(1)</script> <img src=x onerror=alert(1)> </style></title> {{ 7*7 }} {% if %} &lt; &amp; <!-- x --> \"'",
    "Markdown": "[x](javascript:alert(1)) # h | a | b | `code` **x** ![x](y) <http://evil.example> ~~x~~ 1. x - x + x \\",
    "Markdown at the start": "# h",
    "a list at the start": "1. first",
    "a rule": "---",
    "Word": ']]> <w:r><w:t>x</w:t></w:r> { HYPERLINK "http://evil.example" } &#x41; PAGE \\* MERGEFORMAT',
    "controls": "one\x1b[2J\x07two\x00\x08\x7f\x9bthree",
    "turned round": "call \u202e0080 \u2066no\u2069\u200f now",
    "Arabic": "مرحبا 0800",
    "Hebrew": "שלום 0800",
    "emoji": "Tea 🍵 and 👩‍👩‍👧",
    "marks": "e\u0301 n\u0303 A\u030a",
    "accents": "Łódź São Ñandú Việt",
    "no spaces": "x" * 300,
    "300 with spaces": "long name " * 30,
    "5,000 letters": "A sentence of some words. " * 192,
}
MARKUP["all of these"] = " ".join(MARKUP[name] for name in ("Typst", "HTML", "Markdown", "Word", "turned round"))

COMMANDS = {
    "groups": ["groups", "-s", "tea"],
    "family": ["family", "-s", "tea"],
    "first-meeting": ["first-meeting", "--group", "tea-anonymous"],
    "helplines": ["helplines"],
    "resources": ["resources", "--series", "3"],
    "staff": ["staff"],
}


def in_yaml(words: str) -> str:
    """`words` in quotes, each odd character as an escape."""
    plain = {character: rf"\U{ord(character):08x}" for character in words if not (character.isascii() and character.isalnum())}
    return '"' + "".join(plain.get(character, character) for character in words) + '"'


OwnWords = Callable[[str], None]


@pytest.fixture(scope="session")
def data_with(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Words -> a data folder with them wherever words may stand: one for every test of the same words, so that fama reads it once."""

    @cache
    def made(words: str) -> Path:
        said = in_yaml(words)
        group = (
            f'- id: {{id}}\n  name: {said}\n  kind: mutual-aid\n  audience: {{audience}}\n  for_whom: {{{{says: {said}, sources: ["https://tea.example"]}}}}\n'
            f'  covers: {{{{says: {said}, substances: [tea], sources: ["https://tea.example"]}}}}\n  contacts:\n'
            f'  - {{{{kind: website, value: "https://tea.example", label: {said}, evidence: {{{{status: dated, sources: ["https://tea.example"]}}}}}}}}\n'
        )
        folder = tmp_path_factory.mktemp("tea")
        (folder / "tea.yaml").write_text(
            "substances:\n- {id: tea, name: Tea, family: tea}\ngroups:\n"
            + group.format(id="tea-anonymous", audience="own-use")
            + group.format(id="tea-families", audience="someone-elses-use"),
            encoding="utf-8",
        )
        return folder

    return made


@pytest.fixture
def own_words(data_with: Callable[[str], Path], here: Path, monkeypatch: pytest.MonkeyPatch) -> OwnWords:
    """Groups of a service's own, and its brand, with these words wherever words may stand."""

    def put(words: str) -> None:
        monkeypatch.setenv("FAMA_DATA_DIR", str(data_with(words)))
        (here / "brand.yaml").write_text(f"name: {in_yaml(words)}\ncontact: {in_yaml(words)}\n", encoding="utf-8")

    return put


class _Reading(HTMLParser):
    """The words of a page, its elements and its attributes, as a browser takes them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[tuple[str, str]] = []
        self._within = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self._within = tag
        for name, value in attrs:
            self.attributes.add(name)
            if name in {"href", "src", "srcset", "action", "data", "poster", "background"}:
                self.addresses.append((tag, value or ""))

    def handle_data(self, data: str) -> None:
        if self._within != "style":
            self.words.append(data)


def words_in(made: bytes, format: str) -> str:
    """What a reader of the file reads, without its spaces."""
    if format == "pdf":
        return squeezed("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages))
    if format == "docx":
        document = docx.Document(io.BytesIO(made))
        return squeezed("".join(node.text or "" for node in document.element.body.iter() if str(node.tag).endswith("}t")))
    text = made.decode()
    if format == "md":
        text = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    return squeezed(text if format == "txt" else "".join(_Reading(text).words))


def squeezed(words: str) -> str:
    return "".join(words.split())


def made(fama: Fama, here: Path, kind: str, format: str) -> bytes:
    ran = fama("handout", *COMMANDS[kind], "--format", format, "--brand", "brand.yaml", "-o", "sheet")
    assert ran.code == 0, ran.err
    return (here / "sheet").read_bytes()


def assert_words(fama: Fama, own_words: OwnWords, here: Path, name: str, kind: str, format: str) -> None:
    words = MARKUP[name].strip()
    own_words(words)

    contents = made(fama, here, kind, format)

    of_group = 2 if kind in {"groups", "family", "first-meeting"} else 0
    assert words_in(contents, format).count(squeezed(visible(words))) >= 2 + of_group
    if format in {"html", "md"}:
        page = contents.decode() if format == "html" else MarkdownIt("commonmark", {"html": True}).enable("table").render(contents.decode())
        read = _Reading(page)
        assert {"script", "iframe", "object", "embed", "link", "base", "form"} & read.elements == set()
        assert [each for each in read.attributes if each.startswith("on")] == []
        assert [each for each in read.addresses if not (each[0] == "a" and ALLOWED.match(each[1])) and not ours(*each)] == []


ALLOWED = re.compile(r"(https?://|tel:|mailto:)")


def ours(element: str, address: str) -> bool:
    """Whether it is a picture that the page holds: a QR code."""
    return element == "img" and address.startswith(("data:image/png", "data:image/svg+xml"))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("kind", COMMANDS)
def test_markup_in_words_is_words_in_every_handout(fama: Fama, own_words: OwnWords, here: Path, kind: str, format: str) -> None:
    assert_words(fama, own_words, here, "all of these", kind, format)


@pytest.mark.parametrize("format", ["html", "docx", "md", "txt"])
@pytest.mark.parametrize("name", [name for name in MARKUP if name != "all of these"])
def test_odd_words_are_words(fama: Fama, own_words: OwnWords, here: Path, name: str, format: str) -> None:
    assert_words(fama, own_words, here, name, "groups", format)


@pytest.mark.parametrize(
    "name",
    [
        "Markdown at the start",
        "a list at the start",
        "a rule",
        "controls",
        "marks",
        "accents",
        "no spaces",
        "300 with spaces",
        "5,000 letters",
    ],
)
def test_odd_words_are_words_in_a_pdf(fama: Fama, own_words: OwnWords, here: Path, name: str) -> None:
    assert_words(fama, own_words, here, name, "groups", "pdf")


@pytest.mark.parametrize("name", ["Arabic", "Hebrew", "emoji"])
def test_letters_that_no_font_has_are_said_and_those_that_one_has_are_drawn(fama: Fama, own_words: OwnWords, here: Path, name: str) -> None:
    own_words(MARKUP[name])

    ran = fama("handout", "groups", "-s", "tea", "--brand", "brand.yaml", "-o", "sheet.pdf")

    if ran.code == 0:
        assert held(here) == ["brand.yaml", "sheet.html", "sheet.pdf"]
        return
    assert (ran.out, held(here)) == ("", ["brand.yaml"])
    assert re.fullmatch(
        r"fama: No font on this computer has all the letters of `.+`\n\n"
        r"hint: Ask for `--format html` or `--format docx`, or install a font that has them, such as Noto\n",
        ran.err,
    )


@pytest.mark.parametrize("format", FORMATS)
def test_a_group_without_a_name_is_not_a_fault_of_the_program(fama: Fama, own_words: OwnWords, here: Path, format: str) -> None:
    own_words("")

    ran = fama("handout", "groups", "-s", "tea", "--format", format, "-o", "sheet")

    assert ran.code in {0, 4}, ran.err


NO_FONT = "\U00010c80\U0001e900"
"""Old Hungarian and Adlam."""


def test_letters_that_no_font_has_are_named(fama: Fama, here: Path) -> None:
    (here / "brand.yaml").write_text(f"name: Northgate {NO_FONT}\n", encoding="utf-8")

    ran = fama("handout", "staff", "--brand", "brand.yaml", "-o", "sheet.pdf")

    if ran.code == 0:
        pytest.skip("this machine has a font for every letter")
    assert (ran.code != 1, ran.out, held(here)) == (True, "", ["brand.yaml"])  # 1 is for a fault of the program


@pytest.mark.parametrize("format", ["html", "docx", "md"])
@pytest.mark.parametrize("kind", COMMANDS)
def test_nothing_is_fetched_by_whoever_opens_it(fama: Fama, own_words: OwnWords, here: Path, kind: str, format: str) -> None:
    own_words("Tea")
    contents = made(fama, here, kind, format)

    if format == "docx":
        parts = docx.Document(io.BytesIO(contents)).part.package.iter_parts()
        outside = {(each.reltype.rpartition("/")[2], each._target) for part in parts for each in part.rels.values() if each.is_external}
        assert [each for each in outside if each[0] != "hyperlink" or not ALLOWED.match(each[1])] == []
        return
    page = contents.decode() if format == "html" else MarkdownIt("commonmark", {"html": True}).enable("table").render(contents.decode())
    addresses = _Reading(page).addresses
    assert [each for each in addresses if not (each[0] == "a" and ALLOWED.match(each[1])) and not ours(*each)] == []
    assert re.findall(r"url\((?!data:)|@import", page) == []


def everything(words: str) -> Handout:
    """A handout with `words` in every place for words."""
    said = Paragraph(
        words=(Run(says=words), Run(says=words, strong=True, name=True), Run(says=words, link="https://tea.example")), cites=(1,)
    )
    points = Points(items=(said,), numbered=True)
    blocks: tuple[Block, ...] = (
        said,
        Heading(says=words),
        Points(items=(said, said)),
        points,
        Table(caption=words, columns=(words, "b"), rows=((said, said),)),
        Picture(svg=in_parts(words, ("yes", words), [Bar(name=words, numbers=(3, 1))]), title=words, description=words),
        Entry(title=words, body=(said, points)),
        Notice(title=words, body=(said,)),
        Cards(title=words, body=(Paragraph(words=(Run(says=words),)),), copies=8),
        WritingLines(says=words, lines=2),
    )
    return Handout(id="tea", title=words, reader=Reader.CLIENT, made_on="2026-11-21", blocks=blocks)


LETTERS = st.text(max_size=40) | st.text(alphabet="#$*_`<>@\\[]{}()|~&!-+=/'\"\x00\x07\x1b\u202e\u00ad\n\r\t a1.", max_size=40)


@settings(max_examples=examples(50), deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(words=LETTERS.filter(str.strip))
def test_any_words_at_all_are_made_into_a_handout_or_refused_in_a_sentence(words: str) -> None:
    handout, layout = everything(words), Layout(brand=Brand(name=words, contact=words))

    for renderer in (to_html, to_docx, to_md, to_txt, to_pdf):
        try:
            assert renderer.render(handout, layout).contents
        except FamaError as refused:
            assert refused.message  # noqa: PT017  # being refused is fine, and so is not being refused
