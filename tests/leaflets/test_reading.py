"""The words of real files, made here, and what is said of files that cannot be read."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from fama_cli.errors import FileProblem, NotFound
from fama_cli.leaflets.reading import LARGEST, read_leaflet
from tests.conftest import Fama, without_rights

OLD = "0845 769 7555"
"""A superseded number of Alcoholics Anonymous."""

NOW = "0800 917 7650"


def written(tmp_path: Path, name: str, contents: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(contents)
    return path


def pdf(pages: Sequence[str]) -> bytes:
    """A whole PDF with one line of text on each page; "" is a page with no text, as a scan has."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for words in pages:
        stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode() if words else b""
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % (len(objects) + 2)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    contents = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(contents))
        contents += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(contents)
    contents += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    contents += b"".join(b"%010d 00000 n \n" % place for place in places)
    return contents + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def word(make: Callable[[Any], None]) -> bytes:
    """A Word file, `make` having put something in it."""
    import docx

    document = docx.Document()
    make(document)
    contents = BytesIO()
    document.save(contents)
    return contents.getvalue()


def words(path: Path) -> list[str]:
    return [line.strip() for _, line in read_leaflet(path) if line.strip()]


@pytest.mark.parametrize(
    "contents",
    [
        pytest.param(f"Café\nRing {OLD}".encode(), id="UTF-8"),
        pytest.param(f"Café\r\nRing {OLD}\r\n".encode("utf-8-sig"), id="UTF-8 with a mark"),
        pytest.param(f"Café\r\nRing {OLD}".encode("cp1252"), id="Windows-1252"),
        pytest.param(f"Café\r\nRing {OLD}".encode("utf-16"), id="UTF-16 with a mark"),
        pytest.param(b"\xfe\xff" + f"Café\rRing {OLD}".encode("utf-16-be"), id="UTF-16 of an old Mac"),
    ],
)
@pytest.mark.parametrize("suffix", ["txt", "md", "TXT"])
def test_text_is_read_in_any_alphabet_it_is_saved_in(tmp_path: Path, suffix: str, contents: bytes) -> None:
    path = written(tmp_path, f"leaflet.{suffix}", contents)

    assert read_leaflet(path) == [(1, "Café"), (2, f"Ring {OLD}")]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (f"<p>Ring {OLD}</p>", [(1, f"Ring {OLD}")]),
        ("<p>Ring 08<b>45 769</b> 75<i>55</i>, now</p>", [(1, f"Ring {OLD}, now")]),
        ("<p>Ring\n<b>AA</b>\non <b>0845</b> 769 7555</p>\n<p>two</p>", [(1, "Ring"), (2, "AA"), (3, f"on {OLD}"), (4, "two")]),
        ("<p>Ring 0845\n   769 7555</p>\n<p>two</p>", [(1, f"Ring {OLD}"), (3, "two")]),
        ("0845&nbsp;769&#160;7555", [(1, "0845\xa0769\xa07555")]),
        ("&#48;845&#x20;769&ensp;7555 &amp; 999", [(1, "0845 769\u20027555 & 999")]),
        ('<a href="tel:08457697555">AA</a>', [(1, "08457697555"), (1, "AA")]),
        ('<a href="tel:+44%20845%20769%207555">AA</a>', [(1, "+44 845 769 7555"), (1, "AA")]),
        ('<a\nhref="https://coda-uk.com">CoDA</a>', [(1, "https://coda-uk.com"), (2, "CoDA")]),
        (f"<script>var a='{OLD}'</script><style>.a{{b:{OLD}}}</style><!-- {OLD} -->said", [(1, "said")]),
        (f"<template><p>{OLD}</p></template>said", [(1, "said")]),
        (f"<ul><li>{OLD}<li>{NOW}</ul>", [(1, OLD), (1, NOW)]),
        (f"<table><tr><td>{OLD}</td><td>10am</td></tr></table>", [(1, OLD), (1, "10am")]),
        (f"{OLD}<br>10am", [(1, OLD), (1, "10am")]),
        (f"<p>{OLD}</b></p></p><p>", [(1, OLD)]),
    ],
)
def test_a_page_is_read_as_a_person_sees_it(tmp_path: Path, page: str, expected: list[tuple[int, str]]) -> None:
    path = written(tmp_path, "leaflet.html", page.encode())

    assert [(line, said.strip()) for line, said in read_leaflet(path)] == expected


def test_a_word_file_is_read_whole(tmp_path: Path) -> None:
    def make(document: Any) -> None:
        paragraph = document.add_paragraph("Ring 0845 ")
        paragraph.add_run("769").bold = True
        paragraph.add_run("\t7555")
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "in a table"
        cell.add_table(rows=1, cols=1).cell(0, 0).text = "in a table in a table"
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].text = "in the header"
        section.first_page_header.paragraphs[0].text = "in the header of the first page"
        section.footer.paragraphs[0].text = "in the footer"

    path = written(tmp_path, "leaflet.docx", word(make))

    assert sorted(words(path)) == [
        "Ring 0845 769\t7555",
        "in a table",
        "in a table in a table",
        "in the footer",
        "in the header",
        "in the header of the first page",
    ]


def test_the_paragraphs_of_a_word_file_are_counted_from_1(tmp_path: Path) -> None:
    def make(document: Any) -> None:
        document.add_paragraph("one")
        document.add_paragraph("")
        document.add_paragraph("three")

    path = written(tmp_path, "leaflet.docx", word(make))

    assert [(line, said) for line, said in read_leaflet(path) if said] == [(1, "one"), (3, "three")]


def test_a_text_box_of_a_word_file_is_read(tmp_path: Path) -> None:
    from docx.oxml import parse_xml

    box = (
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml">'
        f"<w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>{OLD}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
        "</w:r>"
    )

    def make(document: Any) -> None:
        document.add_paragraph("beside it")._p.append(parse_xml(box))

    path = written(tmp_path, "leaflet.docx", word(make))

    assert words(path) == ["beside it", OLD]


def test_a_link_of_a_word_file_is_read_with_the_address_it_goes_to(tmp_path: Path) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml

    def make(document: Any) -> None:
        paragraph = document.add_paragraph("Ring ")
        link = paragraph.part.relate_to("tel:08457697555", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        paragraph._p.append(
            parse_xml(
                '<w:hyperlink xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
                'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
                f'r:id="{link}"><w:r><w:t>us</w:t></w:r></w:hyperlink>'
            )
        )

    path = written(tmp_path, "leaflet.docx", word(make))

    assert words(path) == ["Ring us", "08457697555"]


def test_each_page_of_a_pdf_has_its_number(tmp_path: Path) -> None:
    path = written(tmp_path, "leaflet.pdf", pdf(["Mutual aid", f"Ring {OLD}"]))

    assert read_leaflet(path) == [(1, "Mutual aid"), (2, f"Ring {OLD}")]


def encrypted(password: str) -> bytes:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf([f"Ring {OLD}"])))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    contents = BytesIO()
    writer.write(contents)
    return contents.getvalue()


def test_a_pdf_that_only_its_owner_may_change_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "leaflet.pdf", encrypted(password=""))

    assert words(path) == [f"Ring {OLD}"]


DAMAGED = "could not be read as .{kind}: it may be damaged, locked with a password, or another kind of file"
NO_WORDS = "has no words that can be read"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(200)


def zipped(name: str, contents: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, contents)
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "contents", "says"),
    [
        pytest.param("a.pdf", encrypted(password="secret"), DAMAGED, id="a locked PDF"),
        pytest.param("a.pdf", pdf(["Ring"])[:200], DAMAGED, id="half a PDF"),
        pytest.param("a.pdf", JPEG, DAMAGED, id="a picture called PDF"),
        pytest.param("a.pdf", b"%PDF-1.4\n%%EOF", DAMAGED, id="a PDF with nothing in it"),
        pytest.param("a.pdf", pdf([""]), NO_WORDS, id="a scan"),
        pytest.param("a.docx", b"not a zip", DAMAGED, id="a Word file that is no zip"),
        pytest.param("a.docx", zipped("hello.txt", b"hello"), DAMAGED, id="a zip that is no Word file"),
        pytest.param("a.docx", word(lambda document: None)[:2000], DAMAGED, id="half a Word file"),
        pytest.param("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), DAMAGED, id="a locked or very old Word file"),
        pytest.param("a.docx", word(lambda document: None), NO_WORDS, id="an empty Word file"),
        pytest.param("a.txt", b"", NO_WORDS, id="an empty file"),
        pytest.param("a.txt", b" \r\n\t\n", NO_WORDS, id="only spaces"),
        pytest.param("a.txt", b"\xef\xbb\xbf", NO_WORDS, id="only a byte order mark"),
        pytest.param("a.txt", JPEG, DAMAGED, id="a picture called text"),
        pytest.param("a.html", JPEG, DAMAGED, id="a picture called a page"),
        pytest.param("a.html", b"<script>0845 769 7555", NO_WORDS, id="a page of script"),
        pytest.param("a.md", bytes(100), DAMAGED, id="zeros"),
    ],
)
def test_a_file_with_nothing_to_read_is_not_called_fine(tmp_path: Path, name: str, contents: bytes, says: str) -> None:
    path = written(tmp_path, name, contents)

    with pytest.raises(FileProblem) as raised:
        read_leaflet(path)

    assert raised.value.message == f"`{path}` {says.format(kind=path.suffix[1:])}"


def test_a_zip_that_would_fill_memory_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "a.docx", zipped("word/document.xml", bytes(5 * LARGEST)))

    with pytest.raises(FileProblem) as raised:
        read_leaflet(path)

    assert raised.value.message == f"`{path}` {DAMAGED.format(kind='docx')}"


def a_folder(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_huge_file(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGEST * 20)


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to("gone.txt")


@pytest.mark.parametrize(
    ("make", "says", "hint"),
    [
        (None, "There is no file `{path}`", "Check the name and the folder"),
        (a_folder, "`{path}` is a folder, and a leaflet was expected", "Name a file inside it"),
        (a_pipe, "`{path}` is not an ordinary file", "Copy its contents to a file and name that"),
        (
            a_huge_file,
            "`{path}` is 1,000 MB; the largest leaflet read here is 50 MB",
            "Check it is the file you meant, or make it smaller",
        ),
        (a_link_to_nothing, "`{path}` is a link to a file that is not there", "Mend or remove the link"),
    ],
)
def test_what_is_no_file_is_named(fama: Fama, tmp_path: Path, make: Callable[[Path], None] | None, says: str, hint: str) -> None:
    path = tmp_path / "leaflet.txt"
    if make:
        make(path)

    ran = fama("groups", "check-leaflet", str(path))

    assert (ran.code, ran.out, ran.err) == (5, "", f"fama: {says.format(path=path)}\n\nhint: {hint}\n")


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "leaflet.txt", b"Ring")
    path.chmod(0)

    with without_rights(path), pytest.raises(FileProblem) as raised:
        read_leaflet(path)

    assert raised.value.message == f"You do not have permission to read `{path}`"
    assert raised.value.hint == "Ask its owner to let you read it"


def test_a_picture_is_not_a_leaflet(tmp_path: Path) -> None:
    path = written(tmp_path, "scan.jpg", JPEG)

    with pytest.raises(NotFound) as raised:
        read_leaflet(path)

    assert raised.value.message == f"`{path}` is not a kind of leaflet that can be read"
    assert raised.value.hint == "Save it as .txt, .md, .html, .htm, .docx or .pdf"


LEAFLET = """\
# Mutual aid
Tea: 01632-960-001, 10am to 10pm
www.tea.example/where
Our office: 01632 960009, since 2014
Tea, now: 01632 960002
"""

OWN_GROUP = """\
groups:
- id: tea
  name: Tea and Company
  kind: mutual-aid
  audience: own-use
  contacts:
  - {kind: phone, value: 01632 960001, replaced_by: 01632 960002, evidence: {status: superseded, sources: ["https://tea.example"]}}
  - {kind: phone, value: 01632 960002, evidence: {status: current, sources: [], checked_by: KW, checked_on: 2026-11-01}}
  - {kind: website, value: "https://www.tea.example", evidence: {status: dated, sources: ["https://tea.example"], seen: 2014-04}}
"""


@pytest.fixture
def leaflet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, local: Path) -> str:
    """The name of a leaflet in the folder that the command runs in, so that no long path wraps a table."""
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "leaflet.md", LEAFLET.encode())
    written(local, "tea.yaml", OWN_GROUP.encode())
    return "leaflet.md"


def test_a_superseded_number_is_exit_4(fama: Fama, leaflet: str) -> None:
    ran = fama("groups", "check-leaflet", leaflet)

    assert (ran.code, ran.err) == (4, "")
    assert ran.out == (
        "superseded\t2\t01632-960-001\tTea and Company\tsuperseded by 01632 960002 (checked by KW on 1 November 2026)\n"
        "check-first\t3\twww.tea.example/where\tTea and Company\tlast seen Apr 2014: check first\n"
        "unknown\t4\t01632 960009\t\tnot in the directory: ring it before you print it\n"
        "fine\t5\t01632 960002\tTea and Company\tchecked by KW on 1 November 2026\n"
    )


def test_a_leaflet_with_nothing_superseded_is_exit_0(fama: Fama, leaflet: str, tmp_path: Path) -> None:
    written(tmp_path, leaflet, b"Ring 01632 960002")

    ran = fama("groups", "check-leaflet", leaflet)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "fine\t1\t01632 960002\tTea and Company\tchecked by KW on 1 November 2026\n"


def test_a_leaflet_with_no_numbers_is_exit_0_and_says_so(fama: Fama, leaflet: str, tmp_path: Path) -> None:
    written(tmp_path, leaflet, b"Come along")

    ran = fama("groups", "check-leaflet", leaflet, "--format", "table")

    assert (ran.code, ran.out, ran.err) == (0, "No telephone numbers were found in leaflet.md\n", "")


def test_the_findings_are_a_document(fama: Fama, leaflet: str) -> None:
    ran = fama("groups", "check-leaflet", leaflet, "--json")

    document = json.loads(ran.out)
    assert (ran.code, ran.err) == (4, "")
    assert (document["schema"], document["file"]) == ("fama.leaflet/1", "leaflet.md")
    assert [finding["verdict"] for finding in document["findings"]] == ["superseded", "check-first", "unknown", "fine"]
    assert document["findings"][2] == {
        "verdict": "unknown",
        "value": "01632 960009",
        "line": 4,
        "whose": "",
        "says": "not in the directory: ring it before you print it",
    }


def test_the_findings_are_a_table_for_a_person(fama: Fama, leaflet: str, tmp_path: Path) -> None:
    written(tmp_path, leaflet, b"Tea: 01632 960001\nOur office: 01632 960009")

    ran = fama("groups", "check-leaflet", leaflet, "--format", "table")

    assert ran.code == 4
    assert ran.out == TABLE


TABLE = """\
Change these: something else is published now
line   found          whose             what is known
────────────────────────────────────────────────────────────────────────────────
1      01632 960001   Tea and Company   superseded by 01632 960002 (checked by
                                        KW on 1 November 2026)

Not in the directory
line   found          whose   what is known
───────────────────────────────────────────────────────────────────────────────
2      01632 960009           not in the directory: ring it before you print it

"""


def test_a_number_in_a_pdf_is_found_on_its_page(fama: Fama, leaflet: str, tmp_path: Path) -> None:
    written(tmp_path, "leaflet.pdf", pdf(["Mutual aid", "Tea 01632 960001 (24 hours)"]))

    ran = fama("groups", "check-leaflet", "leaflet.pdf", "--format", "csv")

    assert ran.code == 4
    assert ran.out == (
        "verdict,page,found,whose,says\n"
        "superseded,2,01632 960001,Tea and Company,superseded by 01632 960002 (checked by KW on 1 November 2026)\n"
    )


def test_a_name_that_a_terminal_would_obey_is_shown_as_text(fama: Fama, tmp_path: Path) -> None:
    path = written(tmp_path, "a\x1b[2Jb.txt", b"")

    ran = fama("groups", "check-leaflet", str(path))

    assert ran.code == 5
    assert ran.err.splitlines()[0] == f"fama: `{tmp_path}/a<1B>[2Jb.txt` has no words that can be read"


def test_the_words_that_stand_for_a_picture_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, "a.html", b'<p>Our helpline</p><img src="x.png" alt="Ring 0845 769 7555">')

    assert "Ring 0845 769 7555" in words(path)
